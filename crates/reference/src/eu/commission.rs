//! Documents of the Commission: COM, JOIN, SWD, SEC and C.
//!
//! Takes the year of such a number, gives one reference for each number cited: `COM(2022) 695 def.`
//! Never gives a CELEX letter: a COM number does not tell whether the document is a proposal or something else.

use std::ops::Range;

use winnow::combinator::opt;
use winnow::prelude::*;

use super::citation::{Reference, reference};
use super::form::Form;
use super::id::Id;
use super::list::{conjunction, next_number, range_end, slashed};
use super::place::Place;
use super::token::{
    Announced, Parsed, Text, advance, announcement, attempt, digits, ensure, fail, gap, here, is_word, number, rest, space, word,
};

/// The series as typed and as in ids; KOM is the Danish and German name of COM.
const SERIES: &[(&str, &str)] = &[("COM", "COM"), ("KOM", "COM"), ("JOIN", "JOIN"), ("SWD", "SWD"), ("SEC", "SEC"), ("C", "C")];

/// A citation whose year stands at the trigger.
pub(super) fn at_digits(place: &Place<'_>, found: &mut Vec<Reference>) {
    let (start, before) = place.word_before();
    // "Com(2024) 304" is typed so now and then; behind a full stop it ends the name of a host.
    let lower = matches!(before, "Com" | "com") && place.text[start + before.len()..place.at].contains('(');
    let typed = if lower { "COM" } else { before };
    let Some((_, series)) = SERIES.iter().find(|(name, _)| *name == typed) else {
        return;
    };
    if !place.begins_word(start) || place.text[..start].ends_with(if lower { ['-', '.'] } else { ['-', '-'] }) {
        return;
    }
    let Some(((year, numbers), _)) = place.parse(start, |input| document(input, series)) else {
        return;
    };
    for Numbered { span, number, until } in numbers {
        let id = |number: u32| Id::new(format!("{series}:{year}:{number}"));
        let reference = reference(span.start + start..span.end + start, Form::Commission, Some(id(number)));
        found.push(Reference { until: until.map(id), ..reference });
    }
}

/// A number as cited, with where it stands and the end of the range it begins.
struct Numbered {
    span: Range<usize>,
    number: u32,
    until: Option<u32>,
}

/// A document number, and the further numbers of the same series and year.
fn document(input: &mut Text<'_>, series: &str) -> Parsed<(u32, Vec<Numbered>)> {
    winnow::token::take_while(1..5, |c: char| c.is_ascii_alphabetic()).void().parse_next(input)?;
    let year = year(input, series)?;
    attempt(input, |input| {
        announcement(input)?;
        gap(input)
    });
    let first = number(input, 5)?;
    ending(input)?;
    let until = attempt(input, |input| range_end(input, first));
    let mut numbers = vec![Numbered { span: 0..here(input), number: first, until }];
    let mut last = until.unwrap_or(first);
    while numbers.len() < 40 {
        let next = |input: &mut Text<'_>| -> Parsed<(usize, u32)> {
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
        numbers.push(Numbered { span: start..here(input), number, until: None });
        last = number;
    }
    Ok((year, numbers))
}

/// The year with the marks around it: `(2022) `, `/2022/`, `:2022:`, ` 2022/`.
fn year(input: &mut Text<'_>, series: &str) -> Parsed<u32> {
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
fn ending(input: &mut Text<'_>) -> Parsed<()> {
    attempt(input, version);
    let text = rest(input);
    ensure(!text.starts_with(is_word))?;
    if text.starts_with(":FIN") {
        advance(input, 4);
        return Ok(());
    }
    let last = |input: &mut Text<'_>| -> Parsed<()> {
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
fn version(input: &mut Text<'_>) -> Parsed<()> {
    '/'.void().parse_next(input)?;
    digits(input, 1..2)?;
    ensure(!rest(input).starts_with(['/', '.', '-']) || !rest(input)[1..].starts_with(|c: char| c.is_ascii_digit()))
}
