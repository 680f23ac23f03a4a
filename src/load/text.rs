//! The bytes of a file as text.
//!
//! Takes: bytes.
//! Gives: text in which every character can be part of a page, and a diagnostic for each that could not.
//! Never: moves a place: what is blanked out is as long as what stood there.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{BOM, without_mark};

/// The bytes as text. A byte order mark is dropped; what cannot be in a page is reported and blanked out, keeping every place where it was.
pub fn clean(bytes: Vec<u8>, path: &Arc<str>, diagnostics: &mut Vec<Diagnostic>) -> String {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let at = valid.saturating_sub(if error.as_bytes().starts_with(BOM.as_bytes()) { BOM.len() } else { 0 });
            let wrong = error.as_bytes()[valid];
            let message = format!("the byte 0x{wrong:02X} is not UTF-8 text");
            diagnostics.push(Diagnostic::at(Code::InvalidUtf8, path, at..at + 1, message).hint("save the file with the encoding UTF-8"));
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
    };
    let text = without_mark(text);
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let Some(first) = first_control(&text, strange) else { return text };
    let c = text[first..].chars().next().unwrap_or('\0');
    let count = text.chars().filter(|c| strange(*c)).count();
    let more = if count > 1 { format!(" ({count} such characters in all)") } else { String::new() };
    let message = format!("the control character U+{:04X} cannot be part of a page{more}", c as u32);
    diagnostics.push(Diagnostic::at(Code::ControlCharacter, path, first..first + c.len_utf8(), message).hint("delete it"));
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match strange(c) {
            true => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
            false => out.push(c),
        }
        out
    })
}

/// The first character of a text that is `strange`, of which all are control characters: bytes below 0x20, 0x7F, and those that
/// begin with 0xC2. Most stretches of a text have none of these, which is told for many bytes at a time.
fn first_control(text: &str, strange: impl Fn(char) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let suspect = |b: &u8| (*b < b' ' && *b != b'\n') || *b == 0x7F || *b == 0xC2;
    let mut from = 0;
    while from < bytes.len() {
        let mut to = bytes.len().min(from + 4096);
        while !text.is_char_boundary(to) {
            to += 1;
        }
        if bytes[from..to].iter().fold(false, |found, b| found | suspect(b))
            && let Some(at) = text[from..to].find(&strange)
        {
            return Some(from + at);
        }
        from = to;
    }
    None
}
