//! Where things stand in the texts of a project.
//!
//! Takes: texts by path, and ranges of bytes in them.
//! Gives: lines and columns.
//! Never: looks for the lines of a text twice.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::Span;
use crate::diagnostic::text_file::{Lines, Position};

/// Texts by path, for finding lines and columns.
pub(crate) type Texts = HashMap<Arc<str>, Arc<str>>;

/// Knows the lines of the texts that were asked for.
pub(super) struct TextPlaces<'a> {
    texts: &'a Texts,
    lines: HashMap<&'a str, Lines<'a>>,
}

impl<'a> TextPlaces<'a> {
    pub(super) fn new(texts: &'a Texts) -> Self {
        TextPlaces { texts, lines: HashMap::new() }
    }

    /// The lines of a file, and its text; `None` if it has no text.
    pub(super) fn lines(&mut self, path: &str) -> Option<(&Lines<'a>, &'a str)> {
        let (path, text) = self.texts.get_key_value(path)?;
        Some((self.lines.entry(path).or_insert_with(|| Lines::new(text)), text))
    }

    /// Where a range of a file begins and ends; `None` if the file has no text.
    pub(super) fn ends(&mut self, path: &str, span: Span) -> Option<(Position, Position)> {
        let (lines, _) = self.lines(path)?;
        Some((lines.position(span.start as usize), lines.position(span.end as usize)))
    }
}
