//! What stands before the dossier in the citation of a Kamerstuk: chamber and parliamentary year.
//!
//! Takes: the place where they may stand.
//! Gives: chamber and year; either may be missing.
//! Never: supplies one from elsewhere.

use std::ops::Range;

use winnow::combinator::alt;
use winnow::prelude::*;

use crate::found::Chamber;
use crate::found::session::{Session, session, year};
use crate::text::token::{
    ParseResult, TextCursor, attempt, ensure, gap, gap1, here, is_blank, is_dash, rest, separator, word,
};
use crate::vicinity::Vicinity;

/// What precedes the dossier in a citation.
#[derive(Clone, Debug, Default)]
pub(crate) struct CitationOpening {
    pub(crate) chamber: Option<Chamber>,
    pub(crate) session: Option<Session>,
    pub(crate) session_span: Option<Range<usize>>,
    pub(crate) title: Option<Range<usize>>,
}

/// The chamber and the year, each with its separator; either may be missing.
pub(crate) fn opening(input: &mut TextCursor<'_>) -> ParseResult<CitationOpening> {
    let mut opening = CitationOpening { chamber: attempt(input, chamber), ..CitationOpening::default() };
    let years = |input: &mut TextCursor<'_>| -> ParseResult<(Session, Range<usize>)> {
        separator(input)?;
        if word(input, &["vergaderjaar", "vergaderjaren", "verg.jaar", "zitting", "zittingsjaar", "jaar"]).is_ok() {
            gap(input)?;
        }
        let start = here(input);
        let session = alt((session, one_year)).parse_next(input)?;
        Ok((session, start..here(input)))
    };
    if let Some((session, span)) = attempt(input, years) {
        opening.session = Some(session);
        opening.session_span = Some(span);
    }
    Ok(opening)
}

/// One calendar year in place of a session: `Kamerstukken II 2023, 32 317, nr. 872`.
fn one_year(input: &mut TextCursor<'_>) -> ParseResult<Session> {
    let start = year(input)?;
    ensure(rest(input).starts_with(','))?;
    Ok(Session { start, end: None })
}

/// The chamber: `II`, `I`, `TK`, `EK`, or its name.
fn chamber(input: &mut TextCursor<'_>) -> ParseResult<Chamber> {
    if word(input, &["II", "TK"]).is_ok() {
        return Ok(Chamber::Second);
    }
    if word(input, &["I", "EK"]).is_ok() {
        return Ok(Chamber::First);
    }
    let chamber = match word(input, &["Tweede", "Eerste"])?.as_bytes()[0] | 0x20 {
        b't' => Chamber::Second,
        _ => Chamber::First,
    };
    gap1(input)?;
    word(input, &["Kamer"])?;
    let states = |input: &mut TextCursor<'_>| -> ParseResult<()> {
        gap1(input)?;
        word(input, &["der"])?;
        gap1(input)?;
        winnow::ascii::Caseless("Staten-Generaal").void().parse_next(input)
    };
    attempt(input, states);
    Ok(chamber)
}

/// Where a chamber or a year that leads up to the dossier at the candidate begins.
pub(crate) fn opening_before(around: &Vicinity<'_>) -> Option<usize> {
    let before = around.before(around.at, 80);
    let base = around.at - before.len();
    let leads = |start: usize| {
        let parser = |input: &mut TextCursor<'_>| -> ParseResult<()> {
            let opening = opening(input)?;
            ensure(opening.chamber.is_some() || opening.session.is_some())?;
            separator(input)
        };
        around.begins_word(start) && around.parse(start, parser).is_some_and(|((), end)| end == around.at)
    };
    for chamber in ["Tweede Kamer", "Eerste Kamer", "TK ", "EK ", "vergaderjaar"] {
        if let Some(start) = before.rfind(chamber).map(|at| base + at).filter(|&start| leads(start)) {
            return Some(start);
        }
    }
    let year = |c: char| c.is_ascii_digit() || is_dash(c) || c == '/';
    let trimmed = before.trim_end_matches(|c: char| is_blank(c) || matches!(c, '\n' | ','));
    let start = base + trimmed.trim_end_matches(year).len();
    (start < around.at && leads(start)).then_some(start)
}
