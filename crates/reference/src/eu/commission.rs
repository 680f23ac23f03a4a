//! Documents of the Commission: COM, JOIN, SWD, SEC and C.
//!
//! Takes: the year of such a number.
//! Gives: one reference for each number cited: `COM(2022) 695 def.`
//! Never: gives a CELEX letter; a COM number does not tell whether the document is a proposal or something else.

use winnow::combinator::opt;
use winnow::prelude::*;

use crate::found::FoundReference;
use crate::id::Id;
use crate::id::form::Form;
use crate::text::number_list::{CitedNumber, conjunction, next_number, range_end, slashed};
use crate::text::token::{
    Announced, ParseResult, TextCursor, advance, announcement, attempt, digits, ensure, fail, gap, here, is_word,
    number, rest, space, word,
};
use crate::vicinity::Vicinity;

/// Each series as typed and as written in ids; KOM is the Danish and German name of COM.
const SERIES: &[(&str, &str)] =
    &[("COM", "COM"), ("KOM", "COM"), ("JOIN", "JOIN"), ("SWD", "SWD"), ("SEC", "SEC"), ("C", "C")];

/// Finds the citation whose year begins at the candidate.
pub(crate) fn at_digits(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let (start, before) = around.word_before();
    // "Com(2024) 304" is typed now and then; after a full stop it is the end of a host name.
    let lower = matches!(before, "Com" | "com") && around.text[start + before.len()..around.at].contains('(');
    let typed = if lower { "COM" } else { before };
    let Some((_, series)) = SERIES.iter().find(|(name, _)| *name == typed) else {
        return;
    };
    if !around.begins_word(start) || around.text[..start].ends_with(if lower { ['-', '.'] } else { ['-', '-'] }) {
        return;
    }
    let Some(((year, numbers), _)) = around.parse(start, |input| document(input, series)) else {
        return;
    };
    for CitedNumber { span, number, until } in numbers {
        let id = |number: u32| Id::new(format!("{series}:{year}:{number}"));
        let reference = FoundReference::new(span.start + start..span.end + start, Form::Commission, Some(id(number)));
        found.push(FoundReference { until: until.map(id), ..reference });
    }
}

/// A document number, and the other numbers of the same series and year that follow it.
fn document(input: &mut TextCursor<'_>, series: &str) -> ParseResult<(u32, Vec<CitedNumber>)> {
    winnow::token::take_while(1..5, |c: char| c.is_ascii_alphabetic()).void().parse_next(input)?;
    let year = year(input, series)?;
    attempt(input, |input| {
        announcement(input)?;
        gap(input)
    });
    let first = number(input, 5)?;
    ending(input)?;
    let until = attempt(input, |input| range(input, first));
    let mut numbers = vec![CitedNumber { span: 0..here(input), number: first, until }];
    while numbers.len() < 40 {
        let last = numbers.last().map_or(first, CitedNumber::last);
        let next = |input: &mut TextCursor<'_>| -> ParseResult<(usize, u32)> {
            // "COM(2024) 308/309"
            let behind_slash = here(input) + 1;
            if let Some(number) = attempt(input, |input| slashed(input, last)) {
                return Ok((behind_slash, number));
            }
            conjunction(input)?;
            Ok((here(input), next_number(input, last, Announced::One)?))
        };
        let Some((start, number)) = attempt(input, next) else {
            break;
        };
        let until = attempt(input, |input| range(input, number));
        numbers.push(CitedNumber { span: start..here(input), number, until });
    }
    Ok((year, numbers))
}

/// The last number of a range that begins with `first`, with the words between: "t/m 176 final".
fn range(input: &mut TextCursor<'_>, first: u32) -> ParseResult<u32> {
    let until = range_end(input, first, Announced::One, 5)?;
    attempt(input, ending);
    Ok(until)
}

/// The year with the marks around it: `(2022) `, `/2022/`, `:2022:`, ` 2022/`.
fn year(input: &mut TextCursor<'_>, series: &str) -> ParseResult<u32> {
    opt('.').parse_next(input)?;
    space(input)?;
    let mark = rest(input).chars().next();
    let closing = match mark {
        Some('(') => ')',
        Some('/') => '/',
        Some(':') => ':',
        _ => '/',
    };
    // A lone C is trusted with a year in parentheses only.
    ensure(series != "C" || closing == ')')?;
    if matches!(mark, Some('(' | '/' | ':')) {
        advance(input, 1);
    }
    let typed = digits(input, 2..5)?;
    let year: u32 = typed.parse().map_err(|_| winnow::error::EmptyError)?;
    let year = match typed.len() {
        4 => year,
        // Years were typed with two digits until 1999.
        2 if year >= 58 && closing == ')' && series != "C" => 1900 + year,
        _ => return fail(),
    };
    ensure((1958..2100).contains(&year))?;
    closing.void().parse_next(input)?;
    if closing == ')' {
        space(input)?;
    }
    Ok(year)
}

/// What may follow the number and belongs to it: `final`, `def.`, `/2`, `:FIN`.
fn ending(input: &mut TextCursor<'_>) -> ParseResult<()> {
    attempt(input, version);
    let text = rest(input);
    ensure(!text.starts_with(is_word))?;
    if text.starts_with(":FIN") {
        advance(input, 4);
        return Ok(());
    }
    let last = |input: &mut TextCursor<'_>| -> ParseResult<()> {
        if rest(input).starts_with('/') {
            advance(input, 1);
        }
        space(input)?;
        let abbreviated = word(input, &["final", "definitief", "def", "fin", "endg", "endelig"])?.len() <= 4;
        if abbreviated {
            opt('.').parse_next(input)?;
        }
        attempt(input, version);
        Ok(())
    };
    attempt(input, last);
    Ok(())
}

/// The version of a document that was issued again: `/2`.
fn version(input: &mut TextCursor<'_>) -> ParseResult<()> {
    '/'.void().parse_next(input)?;
    digits(input, 1..2)?;
    ensure(!rest(input).starts_with(['/', '.', '-']) || !rest(input)[1..].starts_with(|c: char| c.is_ascii_digit()))
}
