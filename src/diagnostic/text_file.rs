//! A text, and the places in it.
//!
//! Takes: the text of one file.
//! Gives: lines and columns as editors show them, from byte offsets, and back.
//! Never: reads anything.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Span;

/// A text file of the project, as [`crate::project::load`] read it.
#[derive(Debug, Clone)]
pub(crate) struct TextFile {
    /// From the root of the project, separated by `/`.
    pub path: Arc<str>,
    /// Without a byte order mark.
    pub text: Arc<str>,
    /// The digest of the text (xxh3, 128 bits), which tells whether a parse result can be reused.
    pub digest: u128,
}

impl TextFile {
    pub(crate) fn new(path: &str, text: String) -> Self {
        let digest = xxhash_rust::xxh3::xxh3_128(text.as_bytes());
        TextFile { path: path.into(), text: text.into(), digest }
    }
}

/// The byte order mark, with which some programs begin a text.
pub(crate) const BOM: &str = "\u{feff}";

/// A text without its byte order mark, which takes up no column.
pub(crate) fn without_mark(text: String) -> String {
    text.strip_prefix(BOM).map(str::to_owned).unwrap_or(text)
}

/// A place in a text as editors show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// After how many bytes of a text its characters are counted anew.
const STEP: usize = 128;

/// Finds lines and columns in a text; long lines are as fast as short ones.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// How many characters begin before each `STEP`th byte.
    counts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Reads the text once.
    pub(crate) fn new(text: &'a str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        let mut counts = vec![0];
        for piece in text.as_bytes().chunks(STEP) {
            counts.push(counts[counts.len() - 1] + characters(piece));
        }
        Lines { text, starts, counts }
    }

    /// The place of a byte. An offset past the end or within a character is moved back to the nearest place that
    /// exists.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let offset = floor_boundary(self.text, offset);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let column = self.characters_before(offset) - self.characters_before(self.starts[line]);
        Position { line: line + 1, column: column + 1 }
    }

    /// The byte at a line (from 1) and column (from 0, in characters).
    pub(crate) fn offset(&self, line: usize, column: usize) -> usize {
        let Some(start) = self.starts.get(line.saturating_sub(1)) else { return self.text.len() };
        let wanted = self.characters_before(*start) + column;
        let piece = self.counts.partition_point(|count| *count <= wanted) - 1;
        let begins = |byte: &u8| characters(std::slice::from_ref(byte)) == 1;
        let from = (piece * STEP).min(self.text.len());
        let mut beginnings = self.text.as_bytes()[from..].iter().enumerate().filter(|(_, byte)| begins(byte));
        beginnings.nth(wanted - self.counts[piece]).map_or(self.text.len(), |(i, _)| from + i)
    }

    /// The character that begins at a byte; nothing at the end of the text.
    pub(crate) fn character(&self, at: usize) -> Span {
        Span::new(at, self.text.ceil_char_boundary(at + 1))
    }

    fn characters_before(&self, offset: usize) -> usize {
        let piece = offset / STEP;
        self.counts[piece] + characters(&self.text.as_bytes()[piece * STEP..offset])
    }

    /// A line (from 1), without its line ending.
    pub(crate) fn line(&self, line: usize) -> &'a str {
        let Some(start) = self.starts.get(line.saturating_sub(1)) else { return "" };
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        self.text[*start..end].trim_end_matches(['\n', '\r'])
    }
}

/// How many characters begin in these bytes: in UTF-8, every byte that is not of the form `10xxxxxx` begins one.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// The nearest boundary between characters at or before `offset`.
pub(crate) fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The part of a range on its first line, so that a diagnostic about a whole block points at one line.
pub(crate) fn first_line(text: &str, range: &Range<usize>) -> Range<usize> {
    let end = floor_boundary(text, range.end);
    let start = floor_boundary(text, range.start).min(end);
    start..text[start..end].find(['\n', '\r']).map_or(end, |i| start + i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let lines = Lines::new("één\r\ntwee\n");
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
        assert_eq!(lines.position("éé".len()), Position { line: 1, column: 3 });
        assert_eq!(lines.position("één\r\n".len()), Position { line: 2, column: 1 });
        assert_eq!(lines.position(999), Position { line: 3, column: 1 });
        assert_eq!(lines.line(1), "één");
        assert_eq!(lines.line(9), "");
        assert_eq!(lines.offset(2, 2), "één\r\ntw".len());
    }

    #[test]
    fn long_lines_have_the_same_places() {
        let text = format!("kort\n{}\nslot", "é€𝄞 x".repeat(2000));
        let lines = Lines::new(&text);
        for (offset, _) in text.char_indices().step_by(97) {
            let before = &text[..offset];
            let start = before.rfind('\n').map_or(0, |i| i + 1);
            let Position { line, column } = lines.position(offset);
            assert_eq!((line, column), (before.matches('\n').count() + 1, before[start..].chars().count() + 1));
            assert_eq!(lines.offset(line, column - 1), offset);
        }
        assert_eq!(lines.offset(3, 99), text.len());
        assert_eq!(lines.offset(9, 0), text.len());
    }
}
