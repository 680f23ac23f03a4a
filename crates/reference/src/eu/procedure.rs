//! Interinstitutional procedures: `2022/0426(COD)`.
//!
//! Takes: the year of one.
//! Gives: its number with four digits.
//! Never: takes a number without its type letters: `2022/0426` alone does not say which procedure it is.

use winnow::combinator::opt;
use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::token::take_while;

use crate::found::FoundReference;
use crate::id::Id;
use crate::id::form::Form;
use crate::text::token::{ParseResult, TextCursor, attempt, digits, ensure, number, rest, space, space1, word_end};
use crate::vicinity::Vicinity;

/// The types of procedure in the registers of Parliament and Council.
const TYPES: &[&str] = &[
    "ACI", "APP", "AVC", "BUD", "BUI", "CNB", "CNS", "COD", "COS", "DCE", "DEA", "DEC", "GBD", "IMM", "INI", "INL",
    "INS", "NLE", "OTH", "PRT", "REG", "RPS", "RSO", "RSP", "SYN",
];

/// Finds the procedure whose year begins at the candidate.
pub(crate) fn at_digits(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    if !around.begins_word(around.at) || matches!(around.byte_before(), b'.' | b'-') {
        return;
    }
    // "COD 2022/0426", as the register of Parliament used to write it.
    let (start, kind) = around.word_before();
    if TYPES.contains(&kind)
        && around.begins_word(start)
        && let Some((id, end)) = around.parse(start, |input| kind_first(input, kind))
    {
        found.push(FoundReference::new(start..end, Form::Procedure, Some(id)));
        return;
    }
    if let Some((id, end)) = around.parse(around.at, procedure) {
        found.push(FoundReference::new(around.at..end, Form::Procedure, Some(id)));
    }
}

/// A procedure whose type is written before the year and the number: `COD 2022/0426`, `COD(2022)0426`.
fn kind_first(input: &mut TextCursor<'_>, kind: &str) -> ParseResult<Id> {
    kind.void().parse_next(input)?;
    let spaced = attempt(input, space1).is_some();
    let (year, number) = if rest(input).starts_with('(') {
        year_in_parentheses(input)?
    } else {
        ensure(spaced)?;
        year_and_number(input)?
    };
    word_end(input)?;
    ensure(!rest(input).starts_with(['/', '(']))?;
    Ok(Id::new(format!("{year}/{number:04}({kind})")))
}

fn year_and_number<'t>(input: &mut TextCursor<'t>) -> ParseResult<(&'t str, u32)> {
    let year = digits(input, 4..5)?;
    ensure(year.starts_with("19") || year.starts_with("20"))?;
    '/'.void().parse_next(input)?;
    Ok((year, number(input, 4)?))
}

/// `(2022)0426`, as some registers write it: always four digits, since a shorter number may count something else.
fn year_in_parentheses<'t>(input: &mut TextCursor<'t>) -> ParseResult<(&'t str, u32)> {
    '('.void().parse_next(input)?;
    let year = digits(input, 4..5)?;
    ensure(year.starts_with("19") || year.starts_with("20"))?;
    ')'.void().parse_next(input)?;
    space(input)?;
    let typed = digits(input, 4..5)?;
    Ok((year, typed.parse().map_err(|_| EmptyError)?))
}

/// Year, number and type, with or without a space before the parenthesis: `2022/0426 (COD)`, `2022/0426/COD`, `2022/0426 COD`.
pub(crate) fn procedure(input: &mut TextCursor<'_>) -> ParseResult<Id> {
    let (year, number) = year_and_number(input)?;
    let spaced = attempt(input, space1).is_some();
    let parenthesis = opt('(').parse_next(input)?.is_some();
    let slash = opt('/').parse_next(input)?.is_some();
    ensure(parenthesis || slash || spaced)?;
    let typed = take_while(3..4, |c: char| c.is_ascii_alphabetic()).parse_next(input)?;
    let kind = typed.to_ascii_uppercase();
    // Without a parenthesis or slash only capitals count: "2022/0426 COD".
    ensure(TYPES.contains(&kind.as_str()) && (parenthesis || slash || typed == kind))?;
    if parenthesis {
        ')'.void().parse_next(input)?;
    }
    word_end(input)?;
    Ok(Id::new(format!("{year}/{number:04}({kind})")))
}
