//! The bytes of a file as text.
//!
//! Takes: bytes.
//! Gives: text in which every character can be part of a page, and a diagnostic for each one that could not.
//! Never: moves anything; what is blanked out keeps its length.

use std::sync::Arc;

use crate::diagnostic::control_characters::{code_point, is_unfit};
use crate::diagnostic::text_file::{BOM, without_mark};
use crate::diagnostic::{Code, Diagnostic, Edit, Hint, message};

/// How many characters one hint deletes; a file with more of them is no text.
const MOST_EDITS: usize = 1000;

/// The bytes as text. A byte order mark is dropped; characters that cannot be part of a page are reported and blanked
/// out, so that everything keeps its place.
pub(crate) fn clean(bytes: Vec<u8>, path: &Arc<str>, diagnostics: &mut Vec<Diagnostic>) -> String {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let at = valid.saturating_sub(if error.as_bytes().starts_with(BOM.as_bytes()) { BOM.len() } else { 0 });
            let wrong = error.as_bytes()[valid];
            let message = message!("invalid-utf8", byte = format!("0x{wrong:02X}"));
            let diagnostic = Diagnostic::at(Code::InvalidUtf8, path, at..at + 1, message);
            diagnostics.push(diagnostic.hint(message!("invalid-utf8.hint")));
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
    };
    let text = without_mark(text);
    let Some(first) = first_unfit(&text) else { return text };
    let c = text[first..].chars().next().unwrap_or('\0');
    let count = text.chars().filter(|c| is_unfit(*c)).count();
    let character = code_point(c);
    let message = match count {
        1 => message!("control-character", character),
        _ => message!("control-characters", character, count),
    };
    let diagnostic = Diagnostic::at(Code::ControlCharacter, path, first..first + c.len_utf8(), message);
    let wrong = text.char_indices().filter(|(_, c)| is_unfit(*c)).take(MOST_EDITS);
    let edits = wrong.map(|(at, c)| Edit::new(at..at + c.len_utf8(), ""));
    diagnostics.push(diagnostic.hint(Hint::certain(message!("control-character.hint"), edits)));
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match is_unfit(c) {
            true => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
            false => out.push(c),
        }
        out
    })
}

/// The first such character of a text. All of them are control characters: bytes below 0x20, 0x7F, and those
/// that begin with 0xC2. Most stretches of a text have none of these, which can be checked many bytes at a time.
fn first_unfit(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let suspect = |b: &u8| (*b < b' ' && *b != b'\n') || *b == 0x7F || *b == 0xC2;
    let mut from = 0;
    while from < bytes.len() {
        let mut to = bytes.len().min(from + 4096);
        while !text.is_char_boundary(to) {
            to += 1;
        }
        if bytes[from..to].iter().fold(false, |found, b| found | suspect(b))
            && let Some(at) = text[from..to].find(is_unfit)
        {
            return Some(from + at);
        }
        from = to;
    }
    None
}
