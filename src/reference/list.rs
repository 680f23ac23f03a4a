//! Citations that name several numbers: "nrs. 867, 869 en 872".
//!
//! Takes the text after one number, gives the next one of the same citation.
//! Never takes a number of the sentence ("nr. 872 en 25 moties") for one of the citation.

use winnow::prelude::*;

use super::token::{Announced, Parsed, Text, announcement, dash, ensure, fail, gap, number, rest, space, stands_alone, word};

/// Words after which a sentence goes on without the number before belonging to them.
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
pub(super) fn conjunction(input: &mut Text<'_>) -> Parsed<()> {
    space(input)?;
    let punctuation = rest(input).starts_with([',', ';']);
    if punctuation {
        super::token::advance(input, 1);
        space(input)?;
    }
    let joined = rest(input).starts_with('&') || word(input, &["en", "alsmede", "alsook", "resp.", "respectievelijk", "of", "and"]).is_ok();
    if rest(input).starts_with('&') {
        super::token::advance(input, 1);
    }
    ensure(punctuation || joined)?;
    gap(input)
}

/// The last number of a range that begins with `first`: "t/m 18", "tot en met 18", "-18".
pub(super) fn range_end(input: &mut Text<'_>, first: u32) -> Parsed<u32> {
    let spaced = |input: &mut Text<'_>| -> Parsed<()> {
        space(input)?;
        word(input, &["t/m", "tot en met", "through", "to"])?;
        gap(input)
    };
    if super::token::attempt(input, spaced).is_none() {
        dash(input)?;
    }
    let last = number(input, 4)?;
    stands_alone(input)?;
    ensure(last > first)?;
    Ok(last)
}

/// The next number of a citation whose last number was `previous`, after a conjunction.
///
/// With "nrs." any number belongs that rises or that counts nothing; with "nr." it has to do both, more or less.
pub(super) fn next_number(input: &mut Text<'_>, previous: u32, announced: Announced) -> Parsed<u32> {
    if super::token::attempt(input, announcement).is_some() {
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

/// The next number of a series behind a slash: "872/873".
pub(super) fn slashed(input: &mut Text<'_>, previous: u32) -> Parsed<u32> {
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

/// Numbers of the same length, three digits or more, are taken for neighbours in a series.
fn alike(previous: u32, next: u32) -> bool {
    previous >= 100 && previous.ilog10() == next.ilog10()
}

/// Whether what follows a number lets the citation end with it.
fn closes(input: &Text<'_>) -> bool {
    let text = rest(input);
    let after = text.trim_start();
    !after.starts_with(char::is_lowercase) || word(&mut Text::new(after), FUNCTION_WORDS).is_ok() || text.starts_with("\n\n")
}

/// A place within the cited paper: ", p. 15-16", ", blz. 12 en 13".
pub(super) fn locator(input: &mut Text<'_>) -> Parsed<()> {
    space(input)?;
    winnow::combinator::opt(',').parse_next(input)?;
    space(input)?;
    word(input, &["p", "pp", "blz", "pag", "pagina", "bladzijde"])?;
    winnow::combinator::opt('.').parse_next(input)?;
    gap(input)?;
    number(input, 5)?;
    let more = |input: &mut Text<'_>| -> Parsed<()> {
        if dash(input).is_err() {
            conjunction(input)?;
        }
        number(input, 5)?;
        Ok(())
    };
    // Four is more pages than a citation names; the bound keeps the work bounded.
    for _ in 0..4 {
        if super::token::attempt(input, more).is_none() {
            break;
        }
    }
    Ok(())
}
