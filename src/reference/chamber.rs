//! Document, case and activity numbers of the Tweede Kamer: `2024D26493`, `2024Z11112`, `2024A04275`.
//!
//! Takes the year of one, gives it as typed. The open data of the Tweede Kamer begin in 2008.

use super::citation::{Reference, reference};
use super::form::Form;
use super::id::Id;
use super::number::{CHAMBER_LENGTH, is_chamber_document};
use super::place::Place;

/// A number whose year stands at the trigger.
pub(super) fn at_digits(place: &Place<'_>, found: &mut Vec<Reference>) {
    let end = place.at + CHAMBER_LENGTH;
    let Some(id) = place.text.get(place.at..end) else {
        return;
    };
    let bounded = place.begins_word(place.at) && !place.text[end..].starts_with(super::token::is_word);
    if bounded && place.at >= place.floor && is_chamber_document(id) {
        found.push(reference(place.at..end, Form::ChamberDocument, Some(Id::new(id))));
    }
}
