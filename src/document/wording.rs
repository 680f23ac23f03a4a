//! The words of a text as a short number, by which a later version is recognised.
//!
//! Takes: pieces of HTML with slots, or plain words.
//! Gives: [`Wording`], the same for the same words however lines are broken and words emphasised.
//! Never: takes in what only the finished site knows, such as the number of a note, or proves anything: it is far too short.

use std::fmt;

use xxhash_rust::xxh3::xxh3_64;

use crate::document::fragment::Fragment;

/// The digest of some words: eight hexadecimal digits in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Wording(u32);

/// How many digits it has in a file.
const DIGITS: usize = 8;

impl Wording {
    /// The wording of a piece of HTML; `None` if it has no words.
    pub(crate) fn of(fragment: &Fragment) -> Option<Wording> {
        let mut words = String::new();
        push_words(fragment.html(), &mut words);
        Wording::of_text(&words)
    }

    /// The wording of plain words; `None` without any.
    fn of_text(text: &str) -> Option<Wording> {
        let text = text.trim_end();
        // Half of the digits are enough to tell the texts of one document apart, and tell less about them.
        (!text.is_empty()).then(|| Wording(xxh3_64(text.as_bytes()) as u32))
    }

    /// The wording of a plain text, whatever is in it.
    pub(crate) fn of_plain(text: &str) -> Wording {
        let words: Vec<&str> = text.split_whitespace().collect();
        Wording(xxh3_64(words.join(" ").as_bytes()) as u32)
    }

    /// The wording of several texts one after another; `None` if none has words.
    pub(crate) fn together(texts: impl IntoIterator<Item = Option<Wording>>) -> Option<Wording> {
        let bytes: Vec<u8> = texts.into_iter().flatten().flat_map(|Wording(words)| words.to_le_bytes()).collect();
        (!bytes.is_empty()).then(|| Wording(xxh3_64(&bytes) as u32))
    }

    /// The wording of a heading together with that of the heading above it.
    pub(crate) fn of_title(above: &str, own: &str) -> Wording {
        Wording(xxh3_64(format!("{above}\n{own}").as_bytes()) as u32)
    }

    /// Reads its digits.
    pub(crate) fn read(digits: &str) -> Option<Wording> {
        let plain = digits.len() == DIGITS && digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        plain.then(|| u32::from_str_radix(digits, 16).ok()).flatten().map(Wording)
    }
}

impl fmt::Display for Wording {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:0DIGITS$x}", self.0)
    }
}

/// Appends the words of HTML, with one blank for each run of white space.
fn push_words(html: &str, words: &mut String) {
    words.reserve(html.len());
    let mut rest = html;
    loop {
        let text = rest.split('<').next().unwrap_or_default();
        for (at, word) in text.split_ascii_whitespace().enumerate() {
            let apart = at > 0 || text.starts_with(|c: char| c.is_ascii_whitespace());
            if apart && !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
            words.push_str(word);
        }
        if text.ends_with(|c: char| c.is_ascii_whitespace()) && !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
        let Some((_, behind)) = rest[text.len()..].split_once('>') else { return };
        rest = behind;
    }
}

/// The first words of a piece of HTML as plain text, to quote it in a message.
pub(crate) fn quoted(fragment: &Fragment, characters: usize) -> String {
    let mut words = String::new();
    push_words(fragment.html(), &mut words);
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        if words.contains(entity) {
            words = words.replace(entity, character);
        }
    }
    let words = words.trim();
    match words.char_indices().nth(characters) {
        Some((end, _)) => format!("{} …", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Option<Wording> {
        Wording::of(&Fragment::new(html, &[]))
    }

    #[test]
    fn lines_and_emphasis_change_nothing_and_words_do() {
        let plain = of("<p>een twee drie</p>\n");
        assert_eq!(of("<p id=\"x\">een\n  <em>twee</em> drie </p>"), plain);
        assert_ne!(of("<p>een twee vier</p>"), plain);
        assert_ne!(of("<p>eentwee drie</p>"), plain);
        assert_eq!(of("<p> </p>\n"), None);
        let wording = plain.unwrap();
        assert_eq!(Wording::read(&wording.to_string()), Some(wording));
        assert_eq!(Wording::read("12"), None);
    }
}
