//! European Case Law Identifiers.
//!
//! Takes the place of the prefix, gives the identifier in capitals: country, court, year, ordinal.
//! The make-up is that of the Council conclusions of 2011 (OJ C 127, 29.4.2011): the ordinal has at most 25 characters.
//! Never looks the judgment up.

use winnow::prelude::*;
use winnow::token::take_while;

use super::citation::{Reference, reference};
use super::form::Form;
use super::id::Id;
use super::place::Place;
use super::token::{Parsed, Text, digits, ensure, rest, space};

/// An identifier whose prefix stands at the trigger.
pub(super) fn at_keyword(place: &Place<'_>, found: &mut Vec<Reference>) {
    if !place.begins_word(place.at) {
        return;
    }
    if let Some((id, end)) = place.parse(place.at, ecli) {
        found.push(reference(place.at..end, Form::Ecli, Some(id)));
    }
}

/// The five parts, a line break allowed behind each colon.
pub(super) fn ecli(input: &mut Text<'_>) -> Parsed<Id> {
    winnow::ascii::Caseless("ecli:").void().parse_next(input)?;
    space(input)?;
    let country = take_while(2..3, |c: char| c.is_ascii_alphabetic()).parse_next(input)?;
    (':', space).void().parse_next(input)?;
    let court = take_while(1..8, |c: char| c.is_ascii_alphanumeric()).parse_next(input)?;
    (':', space).void().parse_next(input)?;
    let year = digits(input, 4..5)?;
    (':', space).void().parse_next(input)?;
    let typed = rest(input);
    let length = typed.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'.').count();
    let ordinal = typed[..length].trim_end_matches('.');
    ensure((1..=25).contains(&ordinal.len()))?;
    super::token::advance(input, ordinal.len());
    Ok(Id::new(format!("ECLI:{country}:{court}:{year}:{ordinal}").to_ascii_uppercase()))
}
