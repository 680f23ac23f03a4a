//! Interinstitutional procedures: `2022/0426(COD)`.
//!
//! Takes the year of one, gives its number with four digits.
//! Never takes a number without its type letters: `2022/0426` alone does not say which procedure it is.

use winnow::combinator::opt;
use winnow::prelude::*;
use winnow::token::take_while;

use super::citation::{Reference, reference};
use super::form::Form;
use super::id::Id;
use super::place::Place;
use super::token::{Parsed, Text, attempt, digits, ensure, number, rest, space1, word_end};

/// The types of procedure in the registers of Parliament and Council.
const TYPES: &[&str] = &[
    "ACI", "APP", "AVC", "BUD", "BUI", "CNB", "CNS", "COD", "COS", "DCE", "DEA", "DEC", "GBD", "IMM", "INI", "INL", "INS", "NLE", "OTH",
    "PRT", "REG", "RPS", "RSO", "RSP", "SYN",
];

/// A procedure whose year stands at the trigger.
pub(super) fn at_digits(place: &Place<'_>, found: &mut Vec<Reference>) {
    if !place.begins_word(place.at) || matches!(place.byte_before(), b'.' | b'-') {
        return;
    }
    // "COD 2022/0426", as the register of Parliament used to write it.
    let (start, kind) = place.word_before();
    if TYPES.contains(&kind)
        && place.begins_word(start)
        && let Some((id, end)) = place.parse(start, |input| kind_first(input, kind))
    {
        found.push(reference(start..end, Form::Procedure, Some(id)));
        return;
    }
    if let Some((id, end)) = place.parse(place.at, procedure) {
        found.push(reference(place.at..end, Form::Procedure, Some(id)));
    }
}

/// The type before year and number.
fn kind_first(input: &mut Text<'_>, kind: &str) -> Parsed<Id> {
    kind.void().parse_next(input)?;
    space1(input)?;
    let (year, number) = year_and_number(input)?;
    word_end(input)?;
    ensure(!rest(input).starts_with(['/', '(']))?;
    Ok(Id::new(format!("{year}/{number:04}({kind})")))
}

fn year_and_number<'t>(input: &mut Text<'t>) -> Parsed<(&'t str, u32)> {
    let year = digits(input, 4..5)?;
    ensure(year.starts_with("19") || year.starts_with("20"))?;
    '/'.void().parse_next(input)?;
    Ok((year, number(input, 4)?))
}

/// Year, number and type, with or without a space before the parenthesis: `2022/0426 (COD)`, `2022/0426/COD`, `2022/0426 COD`.
pub(super) fn procedure(input: &mut Text<'_>) -> Parsed<Id> {
    let (year, number) = year_and_number(input)?;
    let spaced = attempt(input, space1).is_some();
    let parenthesis = opt('(').parse_next(input)?.is_some();
    let slash = opt('/').parse_next(input)?.is_some();
    ensure(parenthesis || slash || spaced)?;
    let typed = take_while(3..4, |c: char| c.is_ascii_alphabetic()).parse_next(input)?;
    let kind = typed.to_ascii_uppercase();
    // Without a mark only capitals count: "2022/0426 COD".
    ensure(TYPES.contains(&kind.as_str()) && (parenthesis || slash || typed == kind))?;
    if parenthesis {
        ')'.void().parse_next(input)?;
    }
    word_end(input)?;
    Ok(Id::new(format!("{year}/{number:04}({kind})")))
}
