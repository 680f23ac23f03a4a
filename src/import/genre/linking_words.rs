//! Words after which a heading or a sentence has to go on.
//!
//! Takes: a line.
//! Gives: whether it ends in one of them.
//! Never: reads more of the line than its last word.

/// Words after which a heading or a sentence has to go on.
const UNFINISHED: &[&str] = &[
    "de",
    "het",
    "een",
    "en",
    "of",
    "van",
    "voor",
    "op",
    "in",
    "te",
    "aan",
    "met",
    "bij",
    "door",
    "tot",
    "om",
    "over",
    "dat",
    "die",
    "inzake",
    "betreffende",
    "tussen",
    "naar",
    "uit",
    "als",
    "zijn",
    "wordt",
    "worden",
    "the",
    "a",
    "an",
    "and",
    "or",
    "for",
    "to",
    "by",
    "with",
    "on",
];

/// Whether a line ends in such a word.
pub(crate) fn is_unfinished(text: &str) -> bool {
    let last = text.split_whitespace().next_back();
    last.is_some_and(|word| {
        // In a title in capitals, these words are in capitals too; `A` and `I` alone may be letters of a list.
        let capitals = word.len() > 1 && word.chars().all(char::is_uppercase);
        UNFINISHED.contains(&word) || capitals && UNFINISHED.contains(&word.to_lowercase().as_str())
    })
}
