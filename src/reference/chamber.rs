//! Document, case and activity numbers of the Tweede Kamer: `2024D26493`, `2024Z11112`, `2024A04275`.
//!
//! Takes the year of one, gives it as typed. The open data of the Tweede Kamer begin in 2008.

use super::citation::{Reference, reference};
use super::form::Form;
use super::id::Id;
use super::place::Place;

/// The length of such a number: four digits, a letter, five digits.
const LENGTH: usize = 10;

/// A number whose year stands at the trigger.
pub(super) fn at_digits(place: &Place<'_>, found: &mut Vec<Reference>) {
    let end = place.at + LENGTH;
    let Some(id) = place.text.get(place.at..end) else {
        return;
    };
    let bounded = place.begins_word(place.at) && !place.text[end..].starts_with(super::token::is_word);
    if bounded && place.at >= place.floor && is_chamber_document(id) {
        found.push(reference(place.at..end, Form::ChamberDocument, Some(Id::new(id))));
    }
}

/// Whether `text` is such a number.
pub(super) fn is_chamber_document(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == LENGTH
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 => matches!(byte, b'D' | b'Z' | b'A'),
            _ => byte.is_ascii_digit(),
        })
        && bytes.starts_with(b"20")
        && text[..4] >= *"2008"
}

/// The document that a publication outside any dossier publishes: `nds-tk-2025D22374` is `2025D22374`.
pub(super) fn document_of(id: &str) -> Option<Id> {
    let document = id.strip_prefix("nds-tk-")?;
    is_chamber_document(document).then(|| Id::new(document))
}
