//! Document, case and activity numbers of the Tweede Kamer: `2024D26493`, `2024Z11112`, `2024A04275`.
//!
//! Takes: the year of one, 2008 or later: the open data of the Tweede Kamer begin there.
//! Gives: the number as typed.
//! Never: looks the document up.

use crate::found::FoundReference;
use crate::id::Id;
use crate::id::form::Form;
use crate::id::patterns::{CHAMBER_LENGTH, is_chamber_document};
use crate::vicinity::Vicinity;

/// Finds the number whose year begins at the candidate.
pub(crate) fn at_digits(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let end = around.at + CHAMBER_LENGTH;
    let Some(id) = around.text.get(around.at..end) else {
        return;
    };
    let bounded = around.begins_word(around.at) && !around.text[end..].starts_with(crate::text::token::is_word);
    if bounded && around.at >= around.floor && is_chamber_document(id) {
        found.push(FoundReference::new(around.at..end, Form::ChamberDocument, Some(Id::new(id))));
    }
}
