//! Characters that a terminal obeys, that turn text around or that no page can show.
//!
//! Takes: text that somebody else may have written: names of files, lines of content, messages about these.
//! Gives: the same text for a terminal, with `\u{1b}` and the like in place of such characters; for a page, with blanks.
//! Never: changes a character that has a shape.

use std::borrow::Cow;
use std::fmt::Write;

use crate::diagnostic::{Message, message};

/// Whether a character cannot be part of a page, as HTML has it: a control character that is neither a line break nor a tab.
pub(crate) fn is_unfit(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// A text that a page can show: each character that it cannot is a blank. Gives what is to be said of the first of them as well; `None`
/// if there is none.
pub(crate) fn fit(text: &str) -> Option<(String, Message)> {
    let first = text.chars().find(|c| is_unfit(*c))?;
    let message = message!("control-character", character = code_point(first));
    Some((text.replace(is_unfit, " "), message))
}

/// A character by its number, since it has no shape.
pub(crate) fn code_point(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

/// Whether a character moves the cursor, changes how text runs (Unicode Standard Annex 9), or cannot be seen at all.
fn is_hidden(c: char) -> bool {
    let marks = matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    marks || c.is_control() || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A text for one line of a terminal: line breaks are made visible as well.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    replaced(text, is_hidden, |out, c| out.extend(c.escape_default()))
}

/// A text of several lines, which keeps its line breaks and tabs.
pub(crate) fn escaped_lines(text: &str) -> Cow<'_, str> {
    replaced(text, |c| is_hidden(c) && c != '\n' && c != '\t', |out, c| out.extend(c.escape_default()))
}

/// JSON, which stays the same data, since it has an escape for every character.
pub(crate) fn escaped_json(json: &str) -> Cow<'_, str> {
    let escape = |out: &mut String, c: char| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    };
    replaced(json, |c| is_hidden(c) && c != '\n' && c != '\t', escape)
}

fn replaced(text: &str, hidden: impl Fn(char) -> bool, escape: impl Fn(&mut String, char)) -> Cow<'_, str> {
    if !text.contains(&hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match hidden(c) {
            true => escape(&mut out, c),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown() {
        assert_eq!(escaped("a\u{1b}[31mé\u{9b}\u{202e}\n\t"), "a\\u{1b}[31mé\\u{9b}\\u{202e}\\n\\t");
        assert_eq!(escaped_lines("a\r\n\tb\u{7f}"), "a\\r\n\tb\\u{7f}");
        assert!(matches!(escaped("Geannoteerde agenda’s — 🙂"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_stays_the_same_data() {
        let text = "a\u{202e}\u{7f}\u{e0041}\u{1b}\n";
        let json = serde_json::to_string(text).unwrap();
        let safe = escaped_json(&json);
        assert!(!safe.contains(is_hidden), "{safe}");
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
    }
}
