//! Compares the beginning of a text by whole words.
//!
//! Takes: a text, and words in the same case.
//! Gives: whether the text begins with them.
//! Never: takes the beginning of a longer or hyphenated word for the word.

/// Whether `text` begins with `words`, and a word ends there.
pub(crate) fn starts_with_words(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
}
