//! Staatsblad, Staatscourant and Tractatenblad.
//!
//! Takes: the place of the keyword.
//! Gives: one reference for each number cited: `Stb. 2024, 71`, `Stcrt. 2011, nr. 6602`.
//! Never: takes a gazette without year and number for a reference.

use winnow::combinator::{alt, opt};
use winnow::prelude::*;

use crate::found::FoundReference;
use crate::found::session::year;
use crate::id::Id;
use crate::id::form::Form;
use crate::text::number_list::{CitedNumber, numbers};
use crate::text::token::{
    Announced, ParseResult, TextCursor, announcement, attempt, comma, dash, date, ensure, gap, gap1, is_blank, number,
    rest, word,
};
use crate::vicinity::Vicinity;

/// Finds the citation whose keyword begins at the candidate, perhaps a letter before it.
pub(crate) fn at_keyword(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let start = around.word_start(around.at, 1);
    if !around.begins_word_or_follows_note(start) {
        return;
    }
    let Some(((form, year, numbers), _)) = around.parse(start, gazette) else {
        return;
    };
    let known = found.len();
    let series = match form {
        Form::Staatsblad => "stb",
        Form::Staatscourant => "stcrt",
        _ => "trb",
    };
    for CitedNumber { span, number, until } in numbers {
        let id = |number: u32| Id::new(format!("{series}-{year}-{number}"));
        // The keyword and the year belong to the first number.
        let from = if found.len() == known { start } else { start + span.start };
        let reference = FoundReference::new(from..start + span.end, form, Some(id(number)));
        found.push(FoundReference { until: until.map(id), ..reference });
    }
}

/// The gazette, the year, and each number cited.
fn gazette(input: &mut TextCursor<'_>) -> ParseResult<(Form, u16, Vec<CitedNumber>)> {
    let form = alt((
        |input: &mut TextCursor<'_>| word(input, &["Stb", "Staatsblad"]).map(|_| Form::Staatsblad),
        |input: &mut TextCursor<'_>| word(input, &["Stcrt", "Staatscourant"]).map(|_| Form::Staatscourant),
        |input: &mut TextCursor<'_>| word(input, &["Trb", "Tractatenblad"]).map(|_| Form::Tractatenblad),
    ))
    .parse_next(input)?;
    opt('.').parse_next(input)?;
    attempt(input, kingdom);
    let (year, announced) = alt((dated, year_and_mark)).parse_next(input)?;
    let numbers = numbers(input, announced)?;
    Ok((form, year, numbers))
}

/// "van het Koninkrijk der Nederlanden".
fn kingdom(input: &mut TextCursor<'_>) -> ParseResult<()> {
    for part in ["van", "het", "Koninkrijk", "der", "Nederlanden"] {
        gap1(input)?;
        word(input, &[part])?;
    }
    Ok(())
}

/// `2024, ` and whatever else may stand between year and number: `2024, nr. `, `2024/`, `2024 `.
fn year_and_mark(input: &mut TextCursor<'_>) -> ParseResult<(u16, Announced)> {
    opt(comma).parse_next(input)?;
    gap(input)?;
    if word(input, &["jaargang", "jrg."]).is_ok() {
        gap1(input)?;
    }
    let year = year(input)?;
    if rest(input).starts_with('/') {
        crate::text::token::advance(input, 1);
        return Ok((year, Announced::One));
    }
    if let Some(announced) = attempt(input, |input| dashed(input, year)) {
        return Ok((year, announced));
    }
    let marked = attempt(input, comma).is_some();
    gap(input)?;
    let announced = attempt(input, announcement);
    ensure(marked || announced.is_some() || rest(input).starts_with(|c: char| c.is_ascii_digit()))?;
    gap(input)?;
    Ok((year, announced.unwrap_or(Announced::One)))
}

/// The dash of `2023-415`. Two years that follow each other are a season: `2023-24`, `2023-2024`.
fn dashed(input: &mut TextCursor<'_>, year: u16) -> ParseResult<Announced> {
    dash(input)?;
    let mut ahead = *input;
    let number = number(&mut ahead, 6)?;
    let next = u32::from(year) + 1;
    ensure(number != next && number != next % 100)?;
    Ok(Announced::One)
}

/// `van 16 juni 2005, nr. `: the day of the issue in place of the year.
fn dated(input: &mut TextCursor<'_>) -> ParseResult<(u16, Announced)> {
    ensure(rest(input).starts_with(is_blank))?;
    gap(input)?;
    if word(input, &["van", "d.d.", "dd."]).is_ok() {
        gap1(input)?;
    }
    let year = date(input)?.year;
    opt(comma).parse_next(input)?;
    gap(input)?;
    let announced = announcement(input)?;
    gap(input)?;
    Ok((year, announced))
}
