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

use std::ops::Range;

use crate::diagnostic::{Code, Hint, Message};

/// A likely mistake at a range of the body.
#[derive(Debug)]
pub(crate) struct LikelyMistake {
    pub code: Code,
    pub range: Range<usize>,
    pub message: Message,
    /// What to do; its edits count from the beginning of the body.
    pub hint: Hint,
}
