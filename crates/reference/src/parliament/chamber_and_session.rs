//! What stands before the dossier in the citation of a Kamerstuk: chamber and parliamentary year.
//!
//! Takes the place where they may stand, gives what is there; either may be missing.
//! Never supplies one from elsewhere.

use std::ops::Range;

use winnow::combinator::alt;
use winnow::prelude::*;

use super::citation::Chamber;
use super::place::Place;
use super::session::{Session, session, year};
use super::token::{Parsed, Text, attempt, ensure, gap, gap1, here, is_blank, is_dash, rest, separator, word};

/// What precedes the dossier in a citation.
#[derive(Clone, Debug, Default)]
pub(super) struct Opening {
    pub(super) chamber: Option<Chamber>,
    pub(super) session: Option<Session>,
    pub(super) session_span: Option<Range<usize>>,
    pub(super) title: Option<Range<usize>>,
}

/// The chamber and the year, each with what separates it from what comes next; either may be missing.
pub(super) fn opening(input: &mut Text<'_>) -> Parsed<Opening> {
    let mut opening = Opening { chamber: attempt(input, chamber), ..Opening::default() };
    let years = |input: &mut Text<'_>| -> Parsed<(Session, Range<usize>)> {
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
fn one_year(input: &mut Text<'_>) -> Parsed<Session> {
    let start = year(input)?;
    ensure(rest(input).starts_with(','))?;
    Ok(Session { start, end: None })
}

/// The chamber: `II`, `I`, `TK`, `EK`, or its name.
fn chamber(input: &mut Text<'_>) -> Parsed<Chamber> {
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
    let states = |input: &mut Text<'_>| -> Parsed<()> {
        gap1(input)?;
        word(input, &["der"])?;
        gap1(input)?;
        winnow::ascii::Caseless("Staten-Generaal").void().parse_next(input)
    };
    attempt(input, states);
    Ok(chamber)
}

/// Where a chamber or a year begins that leads up to the dossier at the trigger.
pub(super) fn opening_before(place: &Place<'_>) -> Option<usize> {
    let before = place.before(place.at, 80);
    let base = place.at - before.len();
    let leads = |start: usize| {
        let parser = |input: &mut Text<'_>| -> Parsed<()> {
            let opening = opening(input)?;
            ensure(opening.chamber.is_some() || opening.session.is_some())?;
            separator(input)
        };
        place.begins_word(start) && place.parse(start, parser).is_some_and(|((), end)| end == place.at)
    };
    for chamber in ["Tweede Kamer", "Eerste Kamer", "TK ", "EK ", "vergaderjaar"] {
        if let Some(start) = before.rfind(chamber).map(|at| base + at).filter(|&start| leads(start)) {
            return Some(start);
        }
    }
    let year = |c: char| c.is_ascii_digit() || is_dash(c) || c == '/';
    let trimmed = before.trim_end_matches(|c: char| is_blank(c) || matches!(c, '\n' | ','));
    let start = base + trimmed.trim_end_matches(year).len();
    (start < place.at && leads(start)).then_some(start)
}
