//! Documents of the Council and the European Council: `ST 8803/16 REV 1`, `10405/24 REV 1`, `EUCO 7/24`.
//!
//! Takes: the number of one.
//! Gives: series, number, year and version as the Council's register writes them.
//! Never: takes `10405/24` alone: without its series, a word for "document" or a version it is any fraction.

use winnow::combinator::{alt, opt};
use winnow::prelude::*;

use crate::found::FoundReference;
use crate::id::Id;
use crate::id::form::Form;
use crate::text::number_list::conjunction;
use crate::text::token::{
    ParseResult, TextCursor, advance, announcement, attempt, digits, ensure, fail, gap, here, is_blank, rest, space,
    space1, word, word_end,
};
use crate::vicinity::Vicinity;

/// The series as typed and as in the register.
const SERIES: &[(&str, &str)] = &[
    ("ST", "ST"),
    ("CM", "CM"),
    ("WK", "WK"),
    ("SN", "SN"),
    ("DS", "DS"),
    ("PE", "PE"),
    ("CONS", "PE"),
    ("EUCO", "EUCO"),
];

/// Words that announce a document of the main series.
const DOCUMENT: &[&str] = &[
    "raadsdocument",
    "raadsdocumenten",
    "raadsdoc",
    "raadsdocumentnr",
    "document",
    "documenten",
    "documents",
    "doc",
    "docs",
];

/// What introduces the number of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Introduction {
    /// Its series: `ST 8803/16`.
    Series(&'static str),
    /// A word for "document": `Raadsdocument 10406/24`.
    Word,
    /// Nothing; then only its version gives it away: `10405/24 REV 1`.
    None,
}

/// Finds the document whose number begins at the candidate, with the year after a slash.
pub(crate) fn at_digits(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let (start, introduction) = introduction(around);
    if !around.begins_word(start) || around.text[..start].ends_with(['.', '-', '/']) {
        return;
    }
    let Some((documents, _)) = around.parse(start, |input| documents(input, introduction)) else {
        return;
    };
    for (span, id) in documents {
        found.push(FoundReference::new(span.start + start..span.end + start, form_of(&id), Some(id)));
    }
}

/// Finds a document written as in the register's file names: `ST 8803 2016 INIT`.
pub(crate) fn at_spaced(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let (start, before) = around.word_before();
    let Some((_, series)) = SERIES.iter().find(|(typed, _)| *typed == before) else {
        return;
    };
    let parser = |input: &mut TextCursor<'_>| -> ParseResult<Id> {
        before.void().parse_next(input)?;
        space1(input)?;
        let number = digits(input, 1..6)?;
        space1(input)?;
        let year = full_year(digits(input, 4..5)?)?;
        let version = version(input)?;
        ensure(!version.is_empty())?;
        word_end(input)?;
        Ok(id(series, number, year, &version))
    };
    if let Some((id, end)) = around.parse(start, parser).filter(|_| around.begins_word(start)) {
        found.push(FoundReference::new(start..end, form_of(&id), Some(id)));
    }
}

/// `EuropeanCouncil` for an EUCO id, `Council` for any other: the European Council is an institution of its own.
pub(crate) fn form_of(id: &Id) -> Form {
    if id.as_str().starts_with("EUCO") { Form::EuropeanCouncil } else { Form::Council }
}

/// Finds an id as the register writes it, whose number begins at the candidate: `ST-8803-2016-INIT`.
pub(crate) fn at_id(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    if around.byte_before() != b'-' {
        return;
    }
    let start = around.word_start(around.at - 1, 5);
    if let Some((id, end)) = around.parse(start, register_id).filter(|_| around.begins_word(start)) {
        found.push(FoundReference::new(start..end, form_of(&id), Some(id)));
    }
}

/// What introduces the number at the candidate, and the byte at which that begins.
fn introduction(around: &Vicinity<'_>) -> (usize, Introduction) {
    let (start, before) = match around.word_before() {
        // "Raadsdocument nr. 10406/24"
        (start, before) if before.eq_ignore_ascii_case("nr") => around.word_before_at(start),
        found => found,
    };
    if let Some((typed, series)) = SERIES.iter().find(|(typed, _)| *typed == before) {
        let start = if *typed == "CONS" { start.saturating_sub(3) } else { start };
        return (start, Introduction::Series(series));
    }
    if DOCUMENT.contains(&before.to_lowercase().as_str()) {
        return (start, Introduction::Word);
    }
    (around.at, Introduction::None)
}

/// A document and those that follow it in the same citation.
fn documents(input: &mut TextCursor<'_>, introduction: Introduction) -> ParseResult<Vec<(std::ops::Range<usize>, Id)>> {
    match introduction {
        Introduction::Series(_) => {
            (opt("PE-"), winnow::token::take_while(2..5, |c: char| c.is_ascii_uppercase())).void().parse_next(input)?;
            opt('.').parse_next(input)?;
            if rest(input).starts_with('/') {
                advance(input, 1);
            }
        }
        Introduction::Word => {
            winnow::token::take_while(3.., char::is_alphabetic).void().parse_next(input)?;
            opt('.').parse_next(input)?;
            space(input)?;
            attempt(input, announcement);
        }
        Introduction::None => {}
    }
    space(input)?;
    let mut documents = vec![(0, document(input, introduction)?)];
    let mut ends = vec![here(input)];
    while introduction != Introduction::None && documents.len() < 40 {
        let next = |input: &mut TextCursor<'_>| -> ParseResult<(usize, Id)> {
            conjunction(input)?;
            let start = here(input);
            // A further number has no introduction, so it has to look like one of the register.
            let length = rest(input).bytes().take_while(u8::is_ascii_digit).count();
            ensure(length >= 4)?;
            Ok((start, document(input, introduction)?))
        };
        let Some(next) = attempt(input, next) else {
            break;
        };
        documents.push(next);
        ends.push(here(input));
    }
    Ok(documents.into_iter().zip(ends).map(|((start, id), end)| (start..end, id)).collect())
}

/// Number, year and version: `8803/16`, `8803/1/16 REV 1`, `7326/2024/INIT`.
fn document(input: &mut TextCursor<'_>, introduction: Introduction) -> ParseResult<Id> {
    let number = digits(input, 1..6)?;
    '/'.void().parse_next(input)?;
    let revision = |input: &mut TextCursor<'_>| -> ParseResult<()> {
        digits(input, 1..3)?;
        '/'.void().parse_next(input)?;
        digits(&mut input.clone(), 2..3).map(|_| ())
    };
    attempt(input, revision);
    let typed = digits(input, 2..5)?;
    let year = full_year(typed)?;
    let version = version(input)?;
    word_end(input)?;
    let text = rest(input);
    // After a version, a hyphen begins a range: "ADD 1-3".
    ensure(
        !(text.starts_with(['/', '-', '.', ','])
            && version.is_empty()
            && text[1..].starts_with(|c: char| c.is_ascii_alphanumeric())),
    )?;
    let register = number.len() >= 4 && typed.len() == 2;
    match introduction {
        Introduction::Series(series) => Ok(id(series, number, year, &version)),
        Introduction::Word if register => Ok(id("ST", number, year, &version)),
        Introduction::None if register && (!version.is_empty() || followed_by_body(input)) => {
            Ok(id("ST", number, year, &version))
        }
        _ => fail(),
    }
}

/// Whether the code of a Council body follows, as in the heading of each document: `10407/24 JAI 812`.
fn followed_by_body(input: &TextCursor<'_>) -> bool {
    let mut ahead = *input;
    let parser = |input: &mut TextCursor<'_>| -> ParseResult<()> {
        space1(input)?;
        if word(input, &["LIMITE"]).is_ok() {
            return Ok(());
        }
        winnow::token::take_while(3..9, |c: char| c.is_ascii_uppercase()).void().parse_next(input)?;
        space1(input)?;
        digits(input, 1..5)?;
        word_end(input)
    };
    parser(&mut ahead).is_ok()
}

/// The versions after a number: `REV 1 ADD 2`, `/REV/1`, `INIT`.
fn version(input: &mut TextCursor<'_>) -> ParseResult<String> {
    let mut version = String::new();
    let part = |input: &mut TextCursor<'_>| -> ParseResult<String> {
        if rest(input).starts_with(['/', '-']) {
            advance(input, 1);
        } else {
            ensure(rest(input).starts_with(|c: char| is_blank(c) || c == '\n'))?;
            gap(input)?;
        }
        let name = alt(("INIT", "REV", "ADD", "COR", "DCL", "EXT")).parse_next(input)?;
        if name == "INIT" {
            word_end(input)?;
            return Ok(name.to_owned());
        }
        if rest(input).starts_with(['/', '-']) {
            advance(input, 1);
        } else {
            // "REV.1" for "REV 1".
            opt('.').parse_next(input)?;
            gap(input)?;
        }
        Ok(format!("{name}-{}", crate::text::token::number(input, 2)?))
    };
    for _ in 0..4 {
        let Some(part) = attempt(input, part) else {
            break;
        };
        if !version.is_empty() {
            version.push('-');
        }
        version.push_str(&part);
    }
    Ok(version)
}

/// The year of a document: four digits, or two from 1999 on, the year in which the register begins.
fn full_year(typed: &str) -> ParseResult<u32> {
    let year: u32 = typed.parse().map_err(|_| winnow::error::EmptyError)?;
    match typed.len() {
        4 if (1990..2100).contains(&year) => Ok(year),
        2 if year >= 90 => Ok(1900 + year),
        2 => Ok(2000 + year),
        _ => fail(),
    }
}

/// The id in the register. The first version is called INIT; EUCO documents are cited without it.
fn id(series: &str, number: &str, year: u32, version: &str) -> Id {
    let number = number.trim_start_matches('0');
    match (series, version) {
        ("EUCO", "" | "INIT") => Id::new(format!("EUCO-{number}-{year}")),
        (_, "") => Id::new(format!("{series}-{number}-{year}-INIT")),
        _ => Id::new(format!("{series}-{number}-{year}-{version}")),
    }
}

/// `ST-8803-2016-REV-1`, `EUCO-7-2024-INIT`.
pub(crate) fn register_id(input: &mut TextCursor<'_>) -> ParseResult<Id> {
    let typed = winnow::token::take_while(2..5, |c: char| c.is_ascii_uppercase()).parse_next(input)?;
    let Some((_, series)) = SERIES.iter().find(|(name, _)| *name == typed && typed != "CONS") else {
        return fail();
    };
    '-'.void().parse_next(input)?;
    let number = digits(input, 1..6)?;
    '-'.void().parse_next(input)?;
    let year = full_year(digits(input, 4..5)?)?;
    let version = version(input)?;
    word_end(input)?;
    Ok(id(series, number, year, &version))
}
