//! From bytes to text, in the encodings of old files.
//!
//! Takes: any bytes.
//! Gives: text with one kind of line ending and without control characters, and a finding where something was guessed
//! or left out.
//! Never: fails; whatever is not text in any encoding becomes the replacement character.

use super::readable_text::readable;
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};

/// Bytes as text: UTF-8, UTF-16 with a byte order mark, or else the Windows code page of old files. Control characters
/// are left out.
pub(crate) fn decode(bytes: &[u8], findings: &mut Vec<ImportFinding>) -> String {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_string(),
            Err(error) => not_utf8(bytes, error.valid_up_to(), findings),
        },
    };
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}');
    let is_format = |c: char| matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{200e}' | '\u{200f}');
    let bad = text.chars().filter(|c| is_control(*c)).count();
    if bad > 0 {
        findings.push(ImportFinding::note(
            0,
            FindingCode::ControlCharacters,
            message!("import-control-characters", count = bad),
        ));
    }
    let text = text.chars().filter(|c| !is_control(*c) && !is_format(*c)).collect::<String>();
    readable(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned()
}

fn not_utf8(bytes: &[u8], first: usize, findings: &mut Vec<ImportFinding>) -> String {
    let line = bytes[..first].iter().filter(|byte| **byte == b'\n').count() + 1;
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    let sound = lossy.chars().filter(|c| !c.is_ascii() && *c != char::REPLACEMENT_CHARACTER).count();
    if broken > sound {
        let message = message!("import-not-utf8");
        findings
            .push(ImportFinding::warning(line, FindingCode::Encoding, message).hint(message!("import-not-utf8.hint")));
        return encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
    }
    let message = message!("import-partly-utf8", count = broken);
    findings
        .push(ImportFinding::warning(line, FindingCode::Encoding, message).hint(message!("import-partly-utf8.hint")));
    lossy.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_old_encodings() {
        let mut findings = Vec::new();
        assert_eq!(decode(b"Oekra\xefne", &mut findings), "Oekraïne");
        assert_eq!(decode(b"\xff\xfeA\x00", &mut findings), "A");
        assert_eq!(decode("é\0\r\nb".as_bytes(), &mut findings), "é\nb");
        let codes: Vec<FindingCode> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [FindingCode::Encoding, FindingCode::ControlCharacters]);
    }
}
