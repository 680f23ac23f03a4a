//! The first words of a text.
//!
//! Takes: plain text and a length in characters.
//! Gives: as many whole words as fit.
//! Never: cuts a word, unless that word alone is too long.

/// The first words of a text, at most `length` characters, with an ellipsis if there are more.
pub(crate) fn cut(text: &str, length: usize) -> String {
    if text.len() <= length {
        return text.to_owned();
    }
    // In most texts every character is one byte, and then there is nothing to count.
    let ascii = text.as_bytes()[..length].is_ascii();
    let end = if ascii { Some(length) } else { text.char_indices().nth(length).map(|(end, _)| end) };
    let Some(end) = end else { return text.to_owned() };
    let cut = text[..end].rsplit_once(' ').map_or(&text[..end], |(words, _)| words);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.', '–', '-']))
}
