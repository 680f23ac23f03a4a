//! How web addresses begin: in a word, in brackets, or as a whole line.
//!
//! Takes: a word or a line.
//! Gives: whether it is an address, or which part is one.
//! Never: asks whether an address exists.

/// The part of a word that is an address, without brackets before it.
pub(crate) fn address_part(word: &str) -> &str {
    let from = ["http://", "https://", "www."].iter().filter_map(|scheme| word.find(scheme)).min();
    from.map_or("", |from| &word[from..])
}

/// Whether a word begins a web address.
pub(crate) fn is_address_start(word: &str) -> bool {
    word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
}

/// Whether a text is just a web address.
pub(crate) fn is_address(text: &str) -> bool {
    let starts = ["http://", "https://", "www.", "mailto:"].iter().any(|scheme| text.starts_with(scheme));
    starts && !text.contains(char::is_whitespace)
}
