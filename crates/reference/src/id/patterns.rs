//! Numbers whose make-up alone says what they are.
//!
//! Takes: text.
//! Gives: CELEX numbers (sector, year, one or two letters for the kind, four digits or three in treaties, perhaps a
//! suffix) and numbers of the Tweede Kamer.
//! Never: looks at what stands around them.

use winnow::combinator::{alt, opt};
use winnow::prelude::*;
use winnow::token::{one_of, take_while};

use crate::text::token::{ParseResult, TextCursor, digits, ensure, is_word, rest, word_end};

/// A CELEX number with its suffix.
pub(crate) fn celex<'i>(input: &mut TextCursor<'i>) -> ParseResult<&'i str> {
    let typed = (body, opt(suffix)).take().parse_next(input)?;
    word_end(input)?;
    ensure(!rest(input).starts_with(['-', '_']) || !rest(input)[1..].starts_with(is_word))?;
    Ok(typed)
}

/// Sector, year, kind and number.
fn body(input: &mut TextCursor<'_>) -> ParseResult<()> {
    let head = digits(input, 5..6)?;
    let year: u32 = head[1..].parse().map_err(|_| winnow::error::EmptyError)?;
    ensure((1949..2100).contains(&year))?;
    take_while(1..3, |c: char| c.is_ascii_uppercase()).void().parse_next(input)?;
    // Articles of treaties have three digits; acts, cases and the rest have four, the C series of the Official Journal
    // five since October 2023, and written questions (sector 9) six.
    let lengths = match head.as_bytes()[0] {
        b'1' => 3..5,
        b'9' => 4..7,
        _ => 4..6,
    };
    digits(input, lengths)?;
    Ok(())
}

/// A corrigendum or another document of one number, `R(02)` or `(01)`; the date of a consolidated text.
fn suffix(input: &mut TextCursor<'_>) -> ParseResult<()> {
    alt((
        (opt('R'), '(', one_of(|c: char| c.is_ascii_digit()), one_of(|c: char| c.is_ascii_digit()), ')').void(),
        |input: &mut TextCursor<'_>| -> ParseResult<()> {
            '-'.void().parse_next(input)?;
            digits(input, 8..9)?;
            Ok(())
        },
    ))
    .parse_next(input)
}

/// Whether `id` is a CELEX number and nothing else.
pub(crate) fn is_celex(id: &str) -> bool {
    let mut input = TextCursor::new(id);
    celex(&mut input).is_ok() && rest(&input).is_empty()
}

/// The length of a number of the Tweede Kamer: four digits, a letter, five digits.
pub(crate) const CHAMBER_LENGTH: usize = 10;

/// Whether `text` is a number of the Tweede Kamer.
pub(crate) fn is_chamber_document(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == CHAMBER_LENGTH
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 => matches!(byte, b'D' | b'Z' | b'A'),
            _ => byte.is_ascii_digit(),
        })
        && bytes.starts_with(b"20")
        && text[..4] >= *"2008"
}
