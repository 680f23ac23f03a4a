//! What is legal Markdown and probably not what was meant.
//!
//! Takes: the elements of a body, as the parser gives them, and its source.
//! Gives: a diagnostic for each place where the reader would see signs of markup, or another structure than the one typed.
//! Never: changes an element; what was typed is shown, and whoever typed it is told.

mod brackets;
mod foreign_markup;
mod garbled_letters;
mod line_beginnings;
pub(crate) mod near_markup;
mod placeholders;
pub(crate) mod reinterpreted;
mod shown_text;
pub(crate) mod treatment_spelling;
mod web_addresses;
mod written_dates;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Hint, Message, Span};

/// A likely mistake at a range of the body.
#[derive(Debug)]
pub(crate) struct LikelyMistake {
    pub code: Code,
    pub range: Range<usize>,
    pub message: Message,
    /// What to do; its edits count from the beginning of the body.
    pub hint: Hint,
}

impl LikelyMistake {
    /// The diagnostic for a text that begins at a byte of a file.
    pub(crate) fn diagnostic(mut self, path: &Arc<str>, begin: usize) -> Diagnostic {
        self.hint.edits.iter_mut().for_each(|edit| edit.span = edit.span.shifted(begin));
        Diagnostic::at(self.code, path, Span::from(self.range).shifted(begin), self.message).hint(self.hint)
    }
}
