//! The smallest parts that all forms share: gaps, numbers, separators, ends of words.
//!
//! Takes: a position in a text.
//! Gives: what stands there and moves past it.
//! Never: decides what a thing means, and never looks further than a bounded distance.

use std::fmt;
use std::ops::Range;

use winnow::combinator::{alt, opt};
use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location, Stream};
use winnow::token::take_while;

/// A stretch of text that remembers where the parser stands in it.
pub(crate) type TextCursor<'t> = LocatingSlice<&'t str>;

/// What a parser gives. Why one fails does not matter here.
pub(crate) type ParseResult<T> = winnow::Result<T, EmptyError>;

/// The most bytes a single gap may span; page furniture is shorter.
const GAP_LIMIT: usize = 200;

/// The text from where the parser stands.
pub(crate) fn rest<'t>(input: &TextCursor<'t>) -> &'t str {
    input.as_ref()
}

/// The byte offset of the parser from where it began.
pub(crate) fn here(input: &TextCursor<'_>) -> usize {
    input.current_token_start()
}

/// Moves the parser on by `length` bytes, which must end at a character.
pub(crate) fn advance(input: &mut TextCursor<'_>, length: usize) {
    input.next_slice(length);
}

/// Applies a parser; on failure the input stands where it stood.
pub(crate) fn attempt<'t, T>(
    input: &mut TextCursor<'t>,
    mut parser: impl FnMut(&mut TextCursor<'t>) -> ParseResult<T>,
) -> Option<T> {
    let start = input.checkpoint();
    let found = parser(input).ok();
    if found.is_none() {
        input.reset(&start);
    }
    found
}

/// A parser that always fails.
pub(crate) fn fail<T>() -> ParseResult<T> {
    Err(EmptyError)
}

/// Succeeds when the condition holds.
#[expect(clippy::fn_params_excessive_bools, reason = "a condition, as `assert!` takes one")]
pub(crate) fn ensure(condition: bool) -> ParseResult<()> {
    if condition { Ok(()) } else { Err(EmptyError) }
}

/// A white space character that does not end a line; no-break and thin spaces count.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}')
}

/// Whether only blanks precede the end of the line, which on Windows begins with a carriage return.
pub(crate) fn ends_line(text: &str) -> bool {
    text.trim_start_matches(is_blank).starts_with('\n')
}

/// A hyphen or dash as met between numbers.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}

/// The length of the gap at the start of `text`: white space, line breaks, page furniture.
///
/// Page furniture is what a page break leaves in extracted text: blank lines, form feeds, and a page number alone on
/// its line between them.
fn gap_length(text: &str) -> usize {
    let mut at = 0;
    let mut breaks = 0;
    while at < GAP_LIMIT {
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        match c {
            '\n' | '\u{2028}' => breaks += 1,
            '\u{c}' => breaks += 2,
            c if is_blank(c) => {}
            _ if breaks >= 2 => match page_number(&text[at..]) {
                Some(length) => {
                    at += length;
                    continue;
                }
                None => break,
            },
            _ => break,
        }
        at += c.len_utf8();
    }
    at
}

/// The length of a page number alone on its line, when a blank line or a form feed follows.
fn page_number(text: &str) -> Option<usize> {
    let words = text.strip_prefix("Pagina ").or_else(|| text.strip_prefix("Page ")).unwrap_or(text);
    let mut digits = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = words.len() - digits.len();
    if count == 0 || count > 4 {
        return None;
    }
    for of in [" van ", " of ", "/"] {
        if let Some(total) = digits.strip_prefix(of) {
            digits = total.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    let length = text.len() - digits.len();
    let mut breaks = 0;
    for c in digits.chars().take(GAP_LIMIT) {
        match c {
            '\n' => breaks += 1,
            '\u{c}' => breaks += 2,
            c if is_blank(c) => {}
            _ => break,
        }
    }
    (breaks >= 2).then_some(length)
}

/// A gap, perhaps empty: white space, line breaks and page furniture.
pub(crate) fn gap(input: &mut TextCursor<'_>) -> ParseResult<()> {
    let length = gap_length(rest(input));
    advance(input, length);
    Ok(())
}

/// A gap that is not empty.
pub(crate) fn gap1(input: &mut TextCursor<'_>) -> ParseResult<()> {
    let length = gap_length(rest(input));
    ensure(length > 0)?;
    advance(input, length);
    Ok(())
}

/// White space with at most one line break, for forms too weak to reach past the end of a paragraph.
pub(crate) fn space(input: &mut TextCursor<'_>) -> ParseResult<()> {
    let mut breaks = 0;
    let text = rest(input);
    let length = text
        .char_indices()
        .take(GAP_LIMIT)
        .find(|&(_, c)| {
            breaks += usize::from(c == '\n');
            !(is_blank(c) || c == '\n') || breaks > 1
        })
        .map_or(text.len().min(GAP_LIMIT), |(at, _)| at);
    ensure(breaks <= 1 && text.is_char_boundary(length))?;
    advance(input, length);
    Ok(())
}

/// White space with at most one line break, at least one character long.
pub(crate) fn space1(input: &mut TextCursor<'_>) -> ParseResult<()> {
    let start = here(input);
    space(input)?;
    ensure(here(input) > start)
}

/// A gap with or without one comma, semicolon or colon in it.
pub(crate) fn separator(input: &mut TextCursor<'_>) -> ParseResult<()> {
    gap(input)?;
    if rest(input).starts_with([',', ';', ':']) {
        advance(input, 1);
        gap(input)?;
    }
    Ok(())
}

/// A gap with a comma in it.
pub(crate) fn comma(input: &mut TextCursor<'_>) -> ParseResult<()> {
    (gap, ',', gap).void().parse_next(input)
}

/// A whole run of digits whose length lies within `lengths`.
pub(crate) fn digits<'t>(input: &mut TextCursor<'t>, lengths: Range<usize>) -> ParseResult<&'t str> {
    let run = take_while(1.., |c: char| c.is_ascii_digit()).parse_next(input)?;
    ensure(lengths.contains(&run.len()))?;
    Ok(run)
}

/// A run of one to `most` digits as a number.
pub(crate) fn number(input: &mut TextCursor<'_>, most: usize) -> ParseResult<u32> {
    let run = digits(input, 1..most.min(9) + 1)?;
    run.parse().map_err(|_| EmptyError)
}

/// A hyphen or dash.
pub(crate) fn dash(input: &mut TextCursor<'_>) -> ParseResult<()> {
    winnow::token::one_of(is_dash).void().parse_next(input)
}

/// A letter or digit of a word. The superscript number of a note after a word is not part of it.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '¹' | '²' | '³' | '⁰'..='⁹')
}

/// The end of a word: no letter or digit follows.
pub(crate) fn word_end(input: &mut TextCursor<'_>) -> ParseResult<()> {
    ensure(!rest(input).starts_with(is_word))
}

/// One of the given words, case ignored, as a whole word.
pub(crate) fn word<'t>(input: &mut TextCursor<'t>, words: &[&str]) -> ParseResult<&'t str> {
    let text = rest(input);
    let Some(first) = text.bytes().next() else { return fail() };
    for candidate in words {
        // Most candidates begin with another letter.
        if candidate.as_bytes().first().is_some_and(|letter| letter.eq_ignore_ascii_case(&first))
            && let Some(head) = text.get(..candidate.len())
            && head.eq_ignore_ascii_case(candidate)
            && !text[candidate.len()..].starts_with(is_word)
        {
            advance(input, candidate.len());
            return Ok(head);
        }
    }
    fail()
}

/// How many numbers a "nr." announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Announced {
    /// `nr.`
    One,
    /// `nrs.`
    Several,
}

/// "nr.", "nrs.", "no.", "nummer", with or without the full stop.
pub(crate) fn announcement(input: &mut TextCursor<'_>) -> ParseResult<Announced> {
    let text = rest(input);
    let length = text.bytes().take(8).take_while(u8::is_ascii_alphabetic).count();
    let announced = match text[..length].to_ascii_lowercase().as_str() {
        "nr" | "no" | "nummer" => Announced::One,
        "nrs" | "nos" | "nummers" => Announced::Several,
        _ => return fail(),
    };
    advance(input, length);
    opt('.').parse_next(input)?;
    Ok(announced)
}

/// The names of the months, by number less one, in Dutch and in English; longer names first within a month.
const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan"],
    &["februari", "february", "feb"],
    &["maart", "march", "mrt"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["augustus", "august", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt"],
    &["november", "nov"],
    &["december", "dec"],
];

/// The name of a month, 1 to 12.
pub(crate) fn month(input: &mut TextCursor<'_>) -> ParseResult<u8> {
    for (number, names) in (1..).zip(MONTHS) {
        if word(input, names).is_ok() {
            return Ok(number);
        }
    }
    fail()
}

/// A day of the calendar as cited; days sort in order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarDay {
    /// The year, such as 2024.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

/// Writes the day as ISO 8601 does: `2024-06-13`.
impl fmt::Display for CalendarDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A date: `4.5.2016`, `4/5/2016`, `16 juni 2005`.
pub(crate) fn date(input: &mut TextCursor<'_>) -> ParseResult<CalendarDay> {
    let day = number(input, 2)?;
    let month = alt((
        |input: &mut TextCursor<'_>| -> ParseResult<u8> {
            let mark = winnow::token::one_of(['.', '/', '-']).parse_next(input)?;
            let month = number(input, 2)?;
            mark.void().parse_next(input)?;
            u8::try_from(month).map_err(|_| EmptyError)
        },
        |input: &mut TextCursor<'_>| -> ParseResult<u8> {
            gap1(input)?;
            let month = month(input)?;
            gap1(input)?;
            Ok(month)
        },
    ))
    .parse_next(input)?;
    let year = digits(input, 4..5)?.parse().map_err(|_| EmptyError)?;
    ensure((1..=31).contains(&day) && (1..=12).contains(&month))?;
    Ok(CalendarDay { year, month, day: u8::try_from(day).map_err(|_| EmptyError)? })
}

/// Whether a number that ends here stands alone: it is no day, sum, share, time or part of a longer number.
pub(crate) fn stands_alone(input: &mut TextCursor<'_>) -> ParseResult<()> {
    let text = rest(input);
    let mut following = text.chars();
    match following.next() {
        Some(c) if is_word(c) => return fail(),
        Some('%' | '°' | '€') => return fail(),
        Some('.' | ',' | ':' | '/') if following.next().is_some_and(|c| c.is_ascii_digit()) => {
            return fail();
        }
        _ => {}
    }
    let start = input.checkpoint();
    space(input)?;
    let unit = month(input).is_ok()
        || word(input, &["euro", "procent", "miljoen", "miljard", "mld", "mln", "uur", "keer", "jaar"]).is_ok()
        || rest(input).starts_with(['%', '€']);
    input.reset(&start);
    ensure(!unit)
}
