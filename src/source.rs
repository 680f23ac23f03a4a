//! A text and the places in it.
//!
//! Takes: the text of one file.
//! Gives: lines and columns as an editor shows them, from byte offsets and back.
//! Never: reads anything.

use std::sync::Arc;

use crate::diagnostic::Span;

/// One text file of the project as [`crate::load`] read it.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its path relative to the root of the site, with `/` between folders.
    pub path: Arc<str>,
    /// Its text, without a byte order mark.
    pub text: Arc<str>,
    /// The digest of the text (xxh3, 128 bits), by which parse results are remembered.
    pub digest: u128,
}

impl SourceFile {
    /// A file from its path and text.
    pub fn new(path: &str, text: String) -> Self {
        let digest = xxhash_rust::xxh3::xxh3_128(text.as_bytes());
        SourceFile { path: path.into(), text: text.into(), digest }
    }
}

/// A place as an editor shows it: both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Finds lines and columns in one text.
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Looks through the text once.
    pub fn new(text: &'a str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        Lines { text, starts }
    }

    /// Where a byte stands; an offset behind the end or within a character is moved back to one that exists.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_boundary(self.text, offset);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let column = self.text[self.starts[line]..offset].chars().count();
        Position { line: line + 1, column: column + 1 }
    }

    /// The byte at which the given line (from 1) and column (from 0, in characters) stands.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let Some(start) = self.starts.get(line.saturating_sub(1)) else { return self.text.len() };
        let rest = &self.text[*start..];
        start + rest.char_indices().nth(column).map_or(rest.len(), |(i, _)| i)
    }

    /// The line (from 1) without its end.
    pub fn line(&self, line: usize) -> &'a str {
        let Some(start) = self.starts.get(line.saturating_sub(1)) else { return "" };
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        self.text[*start..end].trim_end_matches(['\n', '\r'])
    }
}

/// The nearest character boundary at or before `offset`.
pub fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The span of the first line of `span` only, so that a diagnostic on a whole block points at its first line.
pub fn first_line(text: &str, span: Span) -> Span {
    let end = floor_boundary(text, span.end as usize);
    let start = floor_boundary(text, span.start as usize).min(end);
    let cut = text[start..end].find(['\n', '\r']).map_or(end, |i| start + i);
    Span::new(start, cut)
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
}
