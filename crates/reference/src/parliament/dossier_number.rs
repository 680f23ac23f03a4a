//! Dossier numbers of the States General: `32 317`, `21 501-02`, `36 600 VI`, `30 874 (R 1818)`.
//!
//! Takes: the place where one may stand.
//! Gives: its digits and its addition as ids write them.
//! Never: corrects a number: odd spaces are joined and reported, digits are left as typed.

use std::ops::Range;

use winnow::combinator::{alt, opt};
use winnow::prelude::*;
use winnow::token::take_while;

use crate::registry::Registry;
use crate::text::token::{
    ParseResult, TextCursor, advance, announcement, attempt, comma, dash, digits, ensure, fail, gap, here, is_blank,
    is_dash, is_word, rest, separator, word,
};

/// A dossier number as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DossierNumber {
    /// The digits, with the addition after a hyphen: `32317`, `21501-02`, `36600-VI`.
    pub(crate) number: String,
    /// Where it stands, counted from the start of the parser's input.
    pub(crate) span: Range<usize>,
    /// A space stands at an odd place: `3 2317`.
    pub(crate) oddly_spaced: bool,
}

/// How far the spelling may stray from the official one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DossierSpelling {
    /// Five digits, or two and three: all that may stand without the word "Kamerstuk".
    Usual,
    /// Any split of five digits, and the four digits of papers from before 1979.
    Lenient,
}

/// The dossiers that are recognised bare in running text: older ones are no longer cited, newer ones do not exist yet.
const BARE: Range<u32> = 15_000..45_000;

/// A dossier number, with its addition if it has one.
pub(crate) fn dossier(
    input: &mut TextCursor<'_>,
    spelling: DossierSpelling,
    registry: &Registry,
) -> ParseResult<DossierNumber> {
    let start = here(input);
    let (mut number, oddly_spaced) = match spelling {
        DossierSpelling::Usual => (usual(input)?, false),
        DossierSpelling::Lenient => lenient(input)?,
    };
    if spelling == DossierSpelling::Usual {
        ensure(number.parse().is_ok_and(|value| BARE.contains(&value)))?;
    }
    attempt(input, kingdom_act);
    if let Some(addition) = attempt(input, |input| addition(input, &number, registry)) {
        number = format!("{number}-{addition}");
    }
    attempt(input, kingdom_act);
    Ok(DossierNumber { number, span: start..here(input), oddly_spaced })
}

/// `32317`, `32 317`, `32.317`.
pub(crate) fn usual(input: &mut TextCursor<'_>) -> ParseResult<String> {
    let head = digits(input, 1..6)?;
    match head.len() {
        5 => Ok(head.to_owned()),
        2 => {
            one_space(input)?;
            let tail = digits(input, 3..4)?;
            Ok(format!("{head}{tail}"))
        }
        _ => fail(),
    }
}

/// The usual spellings, `3 2317` and other splits, and `9595`.
fn lenient(input: &mut TextCursor<'_>) -> ParseResult<(String, bool)> {
    if let Some(number) = attempt(input, usual) {
        return Ok((number, false));
    }
    let head = digits(input, 1..5)?;
    let split = |input: &mut TextCursor<'_>| -> ParseResult<String> {
        one_space(input)?;
        let tail = digits(input, 5 - head.len()..6 - head.len())?;
        Ok(format!("{head}{tail}"))
    };
    if let Some(number) = attempt(input, split) {
        return Ok((number, true));
    }
    // Four digits are a dossier of before 1979, unless they are a year.
    let year = head.starts_with("19") || head.starts_with("20");
    ensure(head.len() == 4 && !year)?;
    Ok((head.to_owned(), false))
}

/// The space inside a number: one blank, a line break, or the full stop that some people write.
fn one_space(input: &mut TextCursor<'_>) -> ParseResult<()> {
    let text = rest(input);
    let mut following = text.chars();
    match following.next() {
        Some('.') => {
            advance(input, 1);
            Ok(())
        }
        Some(c) if is_blank(c) || c == '\n' => gap(input),
        _ => fail(),
    }
}

/// The number of a Rijkswet, which ids leave out: ` (R 1818)`.
fn kingdom_act(input: &mut TextCursor<'_>) -> ParseResult<()> {
    gap(input)?;
    (opt('('), 'R').void().parse_next(input)?;
    gap(input)?;
    digits(input, 3..5)?;
    opt(')').void().parse_next(input)
}

/// The addition of a dossier, as ids write it.
fn addition(input: &mut TextCursor<'_>, number: &str, registry: &Registry) -> ParseResult<String> {
    alt((|input: &mut TextCursor<'_>| series(input, number, registry), chapter, listed_chapter)).parse_next(input)
}

/// The two digits of a series of Council formations: `21 501-02`.
///
/// Only dossier 21501 and those that the site registers with a series have one; elsewhere `-80` is the paper's number.
fn series(input: &mut TextCursor<'_>, number: &str, registry: &Registry) -> ParseResult<String> {
    let dashed = opt(dash).parse_next(input)?.is_some();
    if !dashed {
        ensure(rest(input).starts_with(is_blank))?;
        gap(input)?;
    }
    let series = digits(input, 2..3)?;
    ensure(number == "21501" || (dashed && registry.knows_dossier(&format!("{number}-{series}"))))?;
    Ok(series.to_owned())
}

/// A chapter of the budget, in roman numerals or one letter: `36 600 VI`, `36600-XVI`, `36 600 B`, `19 700 hoofdstuk XV`.
fn chapter(input: &mut TextCursor<'_>) -> ParseResult<String> {
    let dashed = opt(dash).parse_next(input)?.is_some();
    if !dashed {
        gap(input)?;
        if word(input, &["hoofdstuk", "hfdst.", "chapter"]).is_ok() {
            gap(input)?;
        }
    }
    let text = rest(input);
    let length = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let letters = &text[..length];
    ensure(!text[length..].starts_with(is_word))?;
    let roman = is_roman(letters);
    advance(input, length);
    if !roman {
        // A single letter is a budget fund. It counts only before a comma or "nr.", else it would be the letter of the
        // paper.
        ensure(matches!(letters, "A" | "B" | "C" | "D" | "E" | "F" | "G" | "H" | "J"))?;
        let mut ahead = *input;
        gap(&mut ahead)?;
        let goes_on = rest(&ahead).starts_with(',') || announcement(&mut ahead).is_ok();
        ensure(goes_on || (dashed && rest(input).starts_with(is_dash)))?;
    }
    Ok(letters.to_owned())
}

/// A chapter between commas: `36 200, VI, nr. 12`.
fn listed_chapter(input: &mut TextCursor<'_>) -> ParseResult<String> {
    comma(input)?;
    let letters = take_while(1..7, |c: char| c.is_ascii_uppercase()).parse_next(input)?;
    ensure(is_roman(letters))?;
    let mut ahead = *input;
    separator(&mut ahead)?;
    announcement(&mut ahead)?;
    Ok(letters.to_owned())
}

/// Roman numerals as chapters use them, with the letter of a divided chapter: `XVI`, `IIA`.
pub(crate) fn is_roman(letters: &str) -> bool {
    let numeral = letters.strip_suffix(['A', 'B']).unwrap_or(letters);
    (1..=5).contains(&numeral.len()) && numeral.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}
