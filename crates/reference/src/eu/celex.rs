//! CELEX numbers, the identifiers of EUR-Lex.
//!
//! Takes: the five digits that begin one.
//! Gives: it as typed.
//! Never: makes one up from other data.

use crate::found::FoundReference;
use crate::id::Id;
use crate::id::form::Form;
use crate::id::patterns;
use crate::text::token::{ParseResult, TextCursor};
use crate::vicinity::Vicinity;

/// Finds the CELEX number whose first digits begin at the candidate.
pub(crate) fn at_digits(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    if !around.begins_word(around.at) || matches!(around.byte_before(), b'-' | b'_' | b'.') {
        return;
    }
    if let Some((id, end)) = around.parse(around.at, celex) {
        found.push(FoundReference::new(around.at..end, Form::Celex, Some(id)));
    }
}

/// A CELEX number with its suffix.
pub(crate) fn celex(input: &mut TextCursor<'_>) -> ParseResult<Id> {
    patterns::celex(input).map(Id::new)
}
