//! CELEX numbers, the identifiers of EUR-Lex.
//!
//! Takes the five digits that begin one, gives it as typed.
//! Never makes one up from other data.

use super::citation::{Reference, reference};
use super::form::Form;
use super::id::Id;
use super::number;
use super::place::Place;
use super::token::{Parsed, Text};

/// A number whose first digits stand at the trigger.
pub(super) fn at_digits(place: &Place<'_>, found: &mut Vec<Reference>) {
    if !place.begins_word(place.at) || matches!(place.byte_before(), b'-' | b'_' | b'.') {
        return;
    }
    if let Some((id, end)) = place.parse(place.at, celex) {
        found.push(reference(place.at..end, Form::Celex, Some(id)));
    }
}

/// A CELEX number with its suffix.
pub(super) fn celex(input: &mut Text<'_>) -> Parsed<Id> {
    number::celex(input).map(Id::new)
}
