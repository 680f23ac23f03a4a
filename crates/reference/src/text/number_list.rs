//! Citations that name several numbers: "nrs. 867, 869 en 872".
//!
//! Takes: the text after one number.
//! Gives: the next one of the same citation.
//! Never: takes a number of the sentence ("nr. 872 en 25 moties") for one of the citation.

use std::ops::Range;

use winnow::combinator::opt;
use winnow::prelude::*;

use crate::text::token::{
    Announced, ParseResult, TextCursor, advance, announcement, attempt, dash, ensure, fail, gap, gap1, here, is_blank,
    is_dash, number, rest, space, space1, stands_alone, word,
};

/// Words with which a sentence goes on, so that the number before them is not part of the citation.
const FUNCTION_WORDS: &[&str] = &[
    "over",
    "van",
    "inzake",
    "betreffende",
    "in",
    "op",
    "bij",
    "is",
    "zijn",
    "en",
    "of",
    "voor",
    "waarin",
    "met",
    "d.d",
    "dd",
    "zoals",
    "alsmede",
    "resp",
    "respectievelijk",
    "te",
    "tot",
    "door",
    "and",
    "of",
    "on",
    "in",
    "gaan",
    "gaat",
];

/// What stands between two numbers of a citation.
pub(crate) fn conjunction(input: &mut TextCursor<'_>) -> ParseResult<()> {
    space(input)?;
    let punctuation = rest(input).starts_with([',', ';']);
    if punctuation {
        advance(input, 1);
        space(input)?;
    }
    let joined = rest(input).starts_with('&')
        || word(input, &["en", "alsmede", "alsook", "resp.", "respectievelijk", "of", "and"]).is_ok();
    if rest(input).starts_with('&') {
        advance(input, 1);
    }
    ensure(punctuation || joined)?;
    gap(input)
}

/// A number as cited, where it stands, and the end of the range that it begins.
pub(crate) struct CitedNumber {
    pub(crate) span: Range<usize>,
    pub(crate) number: u32,
    pub(crate) until: Option<u32>,
}

impl CitedNumber {
    /// The last number that it cites.
    pub(crate) fn last(&self) -> u32 {
        self.until.unwrap_or(self.number)
    }
}

/// The most numbers that one citation can name.
const NUMBERS: usize = 40;

/// The numbers of a citation, from the first on: `71`, `71 en 72`, `71 t/m 73`.
pub(crate) fn numbers(input: &mut TextCursor<'_>, announced: Announced) -> ParseResult<Vec<CitedNumber>> {
    let start = here(input);
    let first = number(input, 5)?;
    stands_alone(input)?;
    let until = attempt(input, |input| range_end(input, first, announced, 5));
    let mut numbers = vec![CitedNumber { span: start..here(input), number: first, until }];
    while numbers.len() < NUMBERS {
        let last = numbers.last().map_or(first, CitedNumber::last);
        let next = |input: &mut TextCursor<'_>| -> ParseResult<CitedNumber> {
            conjunction(input)?;
            let start = here(input);
            let number = next_number(input, last, announced)?;
            let until = attempt(input, |input| range_end(input, number, announced, 5));
            Ok(CitedNumber { span: start..here(input), number, until })
        };
        let Some(next) = attempt(input, next) else {
            break;
        };
        numbers.push(next);
    }
    Ok(numbers)
}

/// The words between the ends of a range, with the gaps around them: "t/m", "tot en met".
pub(crate) fn through(input: &mut TextCursor<'_>) -> ParseResult<()> {
    gap(input)?;
    if word(input, &["t/m", "t.e.m", "through"]).is_err() {
        word(input, &["tot"])?;
        gap1(input)?;
        word(input, &["en"])?;
        gap1(input)?;
        word(input, &["met"])?;
    }
    opt('.').parse_next(input)?;
    gap(input)
}

/// The last number of a range that begins with `first`, of at most `digits` digits: "t/m 18", "tot en met nr. 18", "-18".
///
/// A hyphen or "to" alone never makes a range that runs down: the number after it may count something else.
pub(crate) fn range_end(
    input: &mut TextCursor<'_>,
    first: u32,
    announced: Announced,
    digits: usize,
) -> ParseResult<u32> {
    // Most numbers begin no range, and the next character tells.
    let mut ahead = *input;
    gap(&mut ahead)?;
    ensure(rest(&ahead).starts_with(|c: char| matches!(c, 't' | 'T') || is_dash(c)))?;
    let spelled = attempt(input, through).is_some();
    if spelled {
        attempt(input, |input| announcement(input).and_then(|_| gap(input)));
    }
    let english = |input: &mut TextCursor<'_>| (space, "to", gap1).void().parse_next(input);
    // A dash between spaces may belong to the sentence: "nrs. 8 en 9 – 27 lidstaten".
    let apart = !spelled && attempt(input, english).is_none() && dash(input).is_err();
    if apart {
        ensure(announced == Announced::Several)?;
        (space1, dash, space1).void().parse_next(input)?;
    }
    let last = number(input, digits)?;
    stands_alone(input)?;
    ensure(!apart || closes(input))?;
    // "nr. 880 t/m 21 501-02, nr. 12" ends in another dossier.
    let text = rest(input);
    let behind = text.trim_start_matches(is_blank);
    ensure(behind.len() == text.len() || !behind.starts_with(|c: char| c.is_ascii_digit()))?;
    ensure(last > first || spelled || (announced == Announced::Several && !apart))?;
    Ok(last)
}

/// The next number of a citation whose last number was `previous`, after a conjunction.
///
/// After "nrs." any number belongs that rises, or that counts nothing; after "nr." it has to do both, more or less.
pub(crate) fn next_number(input: &mut TextCursor<'_>, previous: u32, announced: Announced) -> ParseResult<u32> {
    if attempt(input, announcement).is_some() {
        gap(input)?;
        let next = number(input, 5)?;
        stands_alone(input)?;
        return Ok(next);
    }
    let next = number(input, 5)?;
    stands_alone(input)?;
    match announced {
        Announced::Several if next > previous || closes(input) => Ok(next),
        Announced::One if next > previous && (alike(previous, next) || closes(input)) => Ok(next),
        _ => fail(),
    }
}

/// The next number of a series after a slash: "872/873".
pub(crate) fn slashed(input: &mut TextCursor<'_>, previous: u32) -> ParseResult<u32> {
    '/'.void().parse_next(input)?;
    let next = number(input, 5)?;
    ensure(next > previous && alike(previous, next))?;
    if rest(input).starts_with('/') {
        slashed(&mut input.clone(), next)?;
    } else {
        stands_alone(input)?;
    }
    Ok(next)
}

/// Numbers of the same length, three digits or more, are taken to be neighbours in a series.
fn alike(previous: u32, next: u32) -> bool {
    previous >= 100 && previous.ilog10() == next.ilog10()
}

/// Whether what follows a number lets the citation end with it.
fn closes(input: &TextCursor<'_>) -> bool {
    let text = rest(input);
    let after = text.trim_start();
    !after.starts_with(char::is_lowercase)
        || word(&mut TextCursor::new(after), FUNCTION_WORDS).is_ok()
        || text.starts_with("\n\n")
        // "12, 173 t/m 175": a number that begins a range belongs to the citation.
        || range_end(&mut input.clone(), 0, Announced::One, 5).is_ok()
}

/// A place within the cited paper: ", p. 15-16", ", blz. 12 en 13".
pub(crate) fn locator(input: &mut TextCursor<'_>) -> ParseResult<()> {
    space(input)?;
    opt(',').parse_next(input)?;
    space(input)?;
    word(input, &["p", "pp", "blz", "pag", "pagina", "bladzijde"])?;
    opt('.').parse_next(input)?;
    gap(input)?;
    number(input, 5)?;
    let more = |input: &mut TextCursor<'_>| -> ParseResult<()> {
        if dash(input).is_err() {
            conjunction(input)?;
        }
        number(input, 5)?;
        Ok(())
    };
    // A citation names at most four pages; the limit bounds the work.
    for _ in 0..4 {
        if attempt(input, more).is_none() {
            break;
        }
    }
    Ok(())
}
