//! Letters that came out wrong when a text was converted.
//!
//! Takes: the text of an element as the reader sees it.
//! Gives: a likely mistake for each letter that two or three others stand for, each that was lost, and each that only a font of the
//! writer has.
//! Never: minds a letter that some language has.

use encoding_rs::WINDOWS_1252;

use super::near_markup::Search;
use super::shown_text::OTHER;
use crate::diagnostic::{Code, Hint, message};

impl Search<'_> {
    /// `Ã«` for `ë`, `â€œ` for a quotation mark, `\u{fffd}` for anything, and the bullets of word processors.
    pub(super) fn garbled_letters(&mut self) {
        let text = self.shown.text.as_str();
        for (at, letter) in text.char_indices() {
            let lost = letter == char::REPLACEMENT_CHARACTER;
            let of_a_font = ('\u{e000}'..='\u{f8ff}').contains(&letter);
            if lost || of_a_font {
                let range = at..at + letter.len_utf8();
                let message = if lost { message!("garbled-letter.lost") } else { message!("garbled-letter.font") };
                self.report_as(Code::GarbledLetter, range, message, message!("garbled-letter.hint"));
            } else if let Some((length, meant)) = misread(&text[at..]) {
                let range = at..at + length;
                let words = String::from(meant);
                let hint = Hint::choose(message!("write", words), [self.edit(range.clone(), words.clone())]);
                let message = message!("garbled-letter", letters = &text[range.clone()], meant = words);
                self.report_as(Code::GarbledLetter, range, message, hint);
            }
        }
    }
}

/// The letter that the first letters of a text are, if UTF-8 was read as Windows-1252, and the length of those.
fn misread(text: &str) -> Option<(usize, char)> {
    if !text.starts_with(['Ã', 'Â', 'â']) {
        return None;
    }
    let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8()).skip(1).take(2);
    ends.filter(|end| !text[..*end].contains(OTHER)).find_map(|end| {
        let (bytes, _, unmappable) = WINDOWS_1252.encode(&text[..end]);
        let meant = std::str::from_utf8(&bytes).ok().filter(|_| !unmappable)?;
        let mut letters = meant.chars();
        let only = letters.next().filter(|_| letters.next().is_none())?;
        Some((end, only))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_in_another_encoding_is_told_from_letters_that_languages_have() {
        for (text, meant) in
            [("Ã«n", Some('ë')), ("â€œa", Some('“')), ("Â\u{a0}a", Some('\u{a0}')), ("â‚¬5", Some('€'))]
        {
            assert_eq!(misread(text).map(|(_, meant)| meant), meant, "{text}");
        }
        for text in ["SÃO", "Ãr", "âge", "Âmes", "ën"] {
            assert_eq!(misread(text.trim_start_matches('S')), None, "{text}");
        }
    }
}
