//! The Official Journal of the Union.
//!
//! Takes: the place of its abbreviation.
//! Gives: the issue (`PbEU 2010, L 180`) or, since 1 October 2023 when each act became a publication of its own, the
//! act (`PB L, 2024/1689, 12.7.2024`).
//! Never: gives an id to an issue whose year is not there: issues are numbered anew each year.
//!
//! The Dutch form until 2023 is Aanwijzing 3.42 for the drafting of legislation.

use winnow::combinator::{alt, opt};
use winnow::prelude::*;
use winnow::token::one_of;

use crate::found::FoundReference;
use crate::found::session::year;
use crate::id::Id;
use crate::id::form::Form;
use crate::text::token::{
    ParseResult, TextCursor, advance, attempt, comma, date, digits, ensure, gap, here, number, rest, separator, word,
};
use crate::vicinity::Vicinity;

/// Finds the citation whose abbreviation begins at the candidate.
pub(crate) fn at_keyword(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    if !around.begins_word_or_follows_note(around.at) {
        return;
    }
    if let Some((id, end)) = around.parse(around.at, journal) {
        found.push(FoundReference::new(around.at..end, Form::Journal, id));
    }
}

fn journal(input: &mut TextCursor<'_>) -> ParseResult<Option<Id>> {
    alt(("PB", "Pb", "OJ")).void().parse_next(input)?;
    attempt(input, |input| {
        gap(input)?;
        word(input, &["EU", "EG", "EEG"])
    });
    alt((act, issue)).parse_next(input)
}

/// The series letter: L for legislation, C for information and notices.
fn series(input: &mut TextCursor<'_>) -> ParseResult<char> {
    gap(input)?;
    one_of(['L', 'C']).parse_next(input)
}

/// `L, 2024/1689, 12.7.2024`, `C, C/2024/1234, 5.2.2024`.
fn act(input: &mut TextCursor<'_>) -> ParseResult<Option<Id>> {
    let series = series(input)?;
    // "PB C/2024/1234"
    opt('/').parse_next(input)?;
    separator(input)?;
    (opt("C/"), opt("L/")).void().parse_next(input)?;
    let year = year(input)?;
    '/'.void().parse_next(input)?;
    let number = number(input, 5)?;
    let end = here(input);
    let day = |input: &mut TextCursor<'_>| -> ParseResult<()> {
        if comma(input).is_err() {
            gap(input)?;
            word(input, &["van", "of"])?;
            gap(input)?;
        }
        date(input).map(|_| ())
    };
    attempt(input, day);
    ensure(year >= 2023 && end > 0)?;
    Ok(Some(Id::new(format!("OJ:{series}_{year}{number:05}"))))
}

/// `2010, L 180`, `L 119 van 4.5.2016`, `L 121, 4.5.2016`.
fn issue(input: &mut TextCursor<'_>) -> ParseResult<Option<Id>> {
    let leading = attempt(input, |input| {
        gap(input)?;
        let year = year(input)?;
        separator(input)?;
        Ok(year)
    });
    let series = series(input)?;
    gap(input)?;
    let number = digits(input, 1..4)?.trim_start_matches('0');
    ensure(!number.is_empty())?;
    let special = opt(one_of(['I', 'A', 'E'])).parse_next(input)?.map(String::from).unwrap_or_default();
    crate::text::token::word_end(input)?;
    let trailing = attempt(input, |input| {
        if rest(input).starts_with(',') {
            advance(input, 1);
            gap(input)?;
        } else {
            gap(input)?;
            word(input, &["van", "of", "d.d."])?;
            gap(input)?;
        }
        Ok(date(input)?.year)
    });
    Ok(leading.or(trailing).map(|year| Id::new(format!("OJ:{series}:{year}:{number}{special}"))))
}

/// An id as EUR-Lex writes it in addresses: `OJ:L:2010:180:TOC`, `OJ:L_202401234`.
pub(crate) fn uri(input: &mut TextCursor<'_>) -> ParseResult<Id> {
    "OJ:".void().parse_next(input)?;
    let series = one_of(['L', 'C']).parse_next(input)?;
    if rest(input).starts_with('_') {
        advance(input, 1);
        return Ok(Id::new(format!("OJ:{series}_{}", digits(input, 9..10)?)));
    }
    ':'.void().parse_next(input)?;
    let year = year(input)?;
    ':'.void().parse_next(input)?;
    let number = digits(input, 1..4)?.trim_start_matches('0');
    opt(":TOC").parse_next(input)?;
    Ok(Id::new(format!("OJ:{series}:{year}:{number}")))
}
