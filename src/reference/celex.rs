//! CELEX numbers, the identifiers of EUR-Lex.
//!
//! Takes the five digits that begin one, gives it as typed.
//! Their make-up: sector, year, one or two letters for the kind, four digits (three in treaties), perhaps a suffix.
//! Never makes one up from other data, but for the two directions that are determined: see [`commission_document`].

use winnow::combinator::{alt, opt};
use winnow::prelude::*;
use winnow::token::{one_of, take_while};

use super::citation::{Reference, reference};
use super::form::Form;
use super::id::Id;
use super::place::Place;
use super::token::{Parsed, Text, digits, ensure, is_word, rest, word_end};

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
    let typed = (body, opt(suffix)).take().parse_next(input)?;
    word_end(input)?;
    ensure(!rest(input).starts_with(['-', '_']) || !rest(input)[1..].starts_with(is_word))?;
    Ok(Id::new(typed))
}

/// Sector, year, kind and number.
fn body(input: &mut Text<'_>) -> Parsed<()> {
    let head = digits(input, 5..6)?;
    let year: u32 = head[1..].parse().map_err(|_| winnow::error::EmptyError)?;
    ensure((1949..2100).contains(&year))?;
    take_while(1..3, |c: char| c.is_ascii_uppercase()).void().parse_next(input)?;
    // Articles of treaties have three digits; acts, cases and the rest have four, the C series of the Official Journal
    // five since October 2023, and written questions (sector 9) six.
    let lengths = match head.as_bytes()[0] {
        b'1' => 3..5,
        b'9' => 4..7,
        _ => 4..6,
    };
    digits(input, lengths)?;
    Ok(())
}

/// A corrigendum or another document of one number, `R(02)` or `(01)`; the date of a consolidated text.
fn suffix(input: &mut Text<'_>) -> Parsed<()> {
    alt((
        (opt('R'), '(', one_of(|c: char| c.is_ascii_digit()), one_of(|c: char| c.is_ascii_digit()), ')').void(),
        |input: &mut Text<'_>| -> Parsed<()> {
            '-'.void().parse_next(input)?;
            digits(input, 8..9)?;
            Ok(())
        },
    ))
    .parse_next(input)
}

/// Whether `id` is a CELEX number and nothing else.
pub(super) fn is_celex(id: &str) -> bool {
    let mut input = Text::new(id);
    celex(&mut input).is_ok() && rest(&input).is_empty()
}

/// The Commission document whose number a CELEX number of sector 5 contains.
///
/// `PC` and `DC` are COM documents, `JC` joint communications, `SC` staff working documents: SWD since 2012, SEC
/// before. The other way round nothing is determined, as a COM number has no letters.
pub(super) fn commission_document(id: &str) -> Option<Id> {
    let (year, kind, number) = (id.get(1..5)?, id.get(5..7)?, id.get(7..)?);
    if !id.starts_with('5') || number.len() != 4 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: u32 = year.parse().ok()?;
    let series = match kind {
        "PC" | "DC" => "COM",
        "JC" => "JOIN",
        "SC" if year >= 2012 => "SWD",
        "SC" => "SEC",
        _ => return None,
    };
    Some(Id::new(format!("{series}:{year}:{}", number.parse::<u32>().ok()?)))
}
