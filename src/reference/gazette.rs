//! Staatsblad, Staatscourant and Tractatenblad.
//!
//! Takes the place of the keyword, gives one reference for each number cited: `Stb. 2024, 71`, `Stcrt. 2011, nr. 6602`.
//! Never takes a gazette without year and number for a reference.

use std::ops::Range;

use winnow::combinator::{alt, opt};
use winnow::prelude::*;

use super::citation::{Reference, reference};
use super::form::Form;
use super::id::Id;
use super::list::{conjunction, next_number};
use super::place::Place;
use super::session::year;
use super::token::{
    Announced, Parsed, Text, announcement, attempt, comma, date, ensure, gap, gap1, here, is_blank, number, rest, stands_alone, word,
};

/// A citation whose keyword stands at the trigger, perhaps without its first letter.
pub(super) fn at_keyword(place: &Place<'_>, found: &mut Vec<Reference>) {
    let start = place.word_start(place.at, 1);
    if !place.begins_word_or_follows_note(start) {
        return;
    }
    let Some(((form, year, numbers), _)) = place.parse(start, gazette) else {
        return;
    };
    let series = match form {
        Form::Staatsblad => "stb",
        Form::Staatscourant => "stcrt",
        _ => "trb",
    };
    for (span, number) in numbers {
        let id = Id::new(format!("{series}-{year}-{number}"));
        found.push(reference(span.start + start..span.end + start, form, Some(id)));
    }
}

/// A number as cited, with where it stands.
type Numbered = (Range<usize>, u32);

fn gazette(input: &mut Text<'_>) -> Parsed<(Form, u16, Vec<Numbered>)> {
    let form = alt((
        |input: &mut Text<'_>| word(input, &["Stb", "Staatsblad"]).map(|_| Form::Staatsblad),
        |input: &mut Text<'_>| word(input, &["Stcrt", "Staatscourant"]).map(|_| Form::Staatscourant),
        |input: &mut Text<'_>| word(input, &["Trb", "Tractatenblad"]).map(|_| Form::Tractatenblad),
    ))
    .parse_next(input)?;
    opt('.').parse_next(input)?;
    attempt(input, kingdom);
    let (year, announced) = alt((dated, year_and_mark)).parse_next(input)?;
    let first = number(input, 5)?;
    stands_alone(input)?;
    let mut numbers = vec![(0..here(input), first)];
    let mut last = first;
    while numbers.len() < 40 {
        let next = |input: &mut Text<'_>| -> Parsed<(usize, u32)> {
            conjunction(input)?;
            Ok((here(input), next_number(input, last, announced)?))
        };
        let Some((start, number)) = attempt(input, next) else {
            break;
        };
        numbers.push((start..here(input), number));
        last = number;
    }
    Ok((form, year, numbers))
}

/// "van het Koninkrijk der Nederlanden".
fn kingdom(input: &mut Text<'_>) -> Parsed<()> {
    for part in ["van", "het", "Koninkrijk", "der", "Nederlanden"] {
        gap1(input)?;
        word(input, &[part])?;
    }
    Ok(())
}

/// `2024, ` and what else may stand between year and number: `2024, nr. `, `2024/`, `2024 `.
fn year_and_mark(input: &mut Text<'_>) -> Parsed<(u16, Announced)> {
    opt(comma).parse_next(input)?;
    gap(input)?;
    if word(input, &["jaargang", "jrg."]).is_ok() {
        gap1(input)?;
    }
    let year = year(input)?;
    if rest(input).starts_with('/') {
        super::token::advance(input, 1);
        return Ok((year, Announced::One));
    }
    let marked = attempt(input, comma).is_some();
    gap(input)?;
    let announced = attempt(input, announcement);
    ensure(marked || announced.is_some() || rest(input).starts_with(|c: char| c.is_ascii_digit()))?;
    gap(input)?;
    Ok((year, announced.unwrap_or(Announced::One)))
}

/// `van 16 juni 2005, nr. `: the day of the issue in place of the year.
fn dated(input: &mut Text<'_>) -> Parsed<(u16, Announced)> {
    ensure(rest(input).starts_with(is_blank))?;
    gap(input)?;
    if word(input, &["van", "d.d.", "dd."]).is_ok() {
        gap1(input)?;
    }
    let (year, ..) = date(input)?;
    opt(comma).parse_next(input)?;
    gap(input)?;
    let announced = announcement(input)?;
    gap(input)?;
    Ok((year, announced))
}
