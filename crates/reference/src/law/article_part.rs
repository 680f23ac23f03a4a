//! Passages within an article: `, tweede lid, aanhef en onder d`, ` lid 4`, `(1)`.
//!
//! Takes: the text behind an article's number.
//! Gives: nothing; it moves past the passages.
//! Never: takes the number of a next article, nor the name of a statute, for part of a passage.

use winnow::combinator::{alt, opt};
use winnow::prelude::*;
use winnow::token::{one_of, take_while};

use crate::text::number_list::conjunction;
use crate::text::token::{ParseResult, TextCursor, attempt, digits, ensure, gap, gap1, rest, word, word_end};

/// Ordinals as statutes write them.
const ORDINALS: &[&str] = &[
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
    "dertiende",
    "veertiende",
    "vijftiende",
    "laatste",
];

/// Words for a passage that stand alone or after an ordinal.
const BARE: &[&str] = &["aanhef", "lid", "leden", "alinea", "zin", "volzin", "gedachtestreepje", "subparagraph"];

/// Words that are followed by a number or a letter.
const LABELLED: &[&str] =
    &["lid", "leden", "onder", "onderdeel", "onderdelen", "sub", "punt", "letter", "paragraph", "point", "ten"];

/// Moves past all passages at this place; there may be none.
pub(crate) fn passages(input: &mut TextCursor<'_>) {
    // A citation goes a few levels deep; the limit bounds the work.
    for _ in 0..12 {
        if attempt(input, next).is_none() {
            break;
        }
    }
}

/// One passage, with what joins it to the one before.
fn next(input: &mut TextCursor<'_>) -> ParseResult<()> {
    if rest(input).starts_with('(') {
        return ('(', take_while(1..4, |c: char| c.is_ascii_alphanumeric()), ')').void().parse_next(input);
    }
    gap(input)?;
    if opt(',').parse_next(input)?.is_some() {
        gap(input)?;
    }
    if word(input, &["en", "of", "and"]).is_ok() {
        gap1(input)?;
    }
    alt((labelled, ordinal, bare)).parse_next(input)
}

fn ordinal(input: &mut TextCursor<'_>) -> ParseResult<()> {
    word(input, ORDINALS).map(|_| ())
}

fn bare(input: &mut TextCursor<'_>) -> ParseResult<()> {
    word(input, BARE).map(|_| ())
}

/// `lid 2`, `leden 2 en 3`, `onder a)`, `onder a en b`.
fn labelled(input: &mut TextCursor<'_>) -> ParseResult<()> {
    let several = matches!(word(input, LABELLED)?, "leden" | "onderdelen");
    gap1(input)?;
    let first = label(input)?;
    let more = |input: &mut TextCursor<'_>| -> ParseResult<()> {
        let range = |input: &mut TextCursor<'_>| -> ParseResult<()> {
            gap(input)?;
            word(input, &["t/m", "tot en met"])?;
            gap1(input)
        };
        if attempt(input, range).is_none() {
            conjunction(input)?;
        }
        // "lid 2, 79 VWEU" goes on with an article, "leden 2 en 3" with a paragraph, "onder a en b" with a letter.
        ensure(label(input)? == first && (several || first == PartLabel::Letter))
    };
    for _ in 0..8 {
        if attempt(input, more).is_none() {
            break;
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PartLabel {
    Number,
    Letter,
}

/// A number or a small letter, perhaps followed by a parenthesis or a degree sign.
fn label(input: &mut TextCursor<'_>) -> ParseResult<PartLabel> {
    let label = alt((
        |input: &mut TextCursor<'_>| digits(input, 1..3).map(|_| PartLabel::Number),
        one_of(|c: char| c.is_ascii_lowercase()).value(PartLabel::Letter),
    ))
    .parse_next(input)?;
    word_end(input)?;
    opt(one_of([')', '°'])).parse_next(input)?;
    Ok(label)
}
