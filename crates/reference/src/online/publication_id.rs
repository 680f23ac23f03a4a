//! Ids of official publications, typed as the official site writes them.
//!
//! Takes: a run of digits with `kst-`, `stb-`, `h-tk-` and the like before it.
//! Gives: the id with its case set right.
//! Never: checks that the publication exists.

use winnow::prelude::*;
use winnow::token::take_while;

use crate::found::FoundReference;
use crate::id::Id;
use crate::id::form::Form;
use crate::text::token::{ParseResult, TextCursor, advance, attempt, digits, ensure, fail, here, rest, word_end};
use crate::vicinity::Vicinity;

/// The prefixes of publication ids, with their forms; a prefix comes before any that it ends with.
const PREFIXES: &[(&str, Form)] = &[
    ("kst-", Form::Kamerstuk),
    ("stb-", Form::Staatsblad),
    ("stcrt-", Form::Staatscourant),
    ("trb-", Form::Tractatenblad),
    ("ah-tk-", Form::Aanhangsel),
    ("ah-ek-", Form::Aanhangsel),
    ("h-tk-", Form::Handelingen),
    ("h-ek-", Form::Handelingen),
    ("h-vv-", Form::Handelingen),
    ("nds-tk-", Form::NietDossierstuk),
    ("nds-ek-", Form::NietDossierstuk),
];

/// Finds an id whose prefix stands directly before the digits at the candidate.
pub(crate) fn at_digits(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    if around.byte_before() != b'-' {
        return;
    }
    let before = around.before(around.at, 8);
    for (prefix, form) in PREFIXES {
        if !before.get(before.len().saturating_sub(prefix.len())..).is_some_and(|end| end.eq_ignore_ascii_case(prefix))
        {
            continue;
        }
        let start = around.at - prefix.len();
        if !around.begins_word(start) || around.text[..start].ends_with(['-', '_']) {
            return;
        }
        if let Some((id, end)) = around.parse(start, publication) {
            found.push(FoundReference::new(start..end, *form, Some(id)));
        }
        return;
    }
}

/// A publication id as the official site writes it.
pub(crate) fn publication(input: &mut TextCursor<'_>) -> ParseResult<Id> {
    let text = rest(input);
    let (prefix, form) =
        PREFIXES.iter().find(|(prefix, _)| starts_with(text, prefix)).ok_or(winnow::error::EmptyError)?;
    advance(input, prefix.len());
    let tail = match form {
        Form::Kamerstuk => paper(input)?,
        Form::NietDossierstuk => {
            let document = take_while(8..20, |c: char| c.is_ascii_alphanumeric()).parse_next(input)?;
            ensure(crate::id::patterns::is_chamber_document(document))?;
            document.to_owned()
        }
        Form::Handelingen => numbers(input, 2..4)?,
        _ => numbers(input, 2..3)?,
    };
    word_end(input)?;
    Ok(Id::new(format!("{prefix}{tail}")))
}

/// Whether `text` begins with `prefix`, case ignored: "Kst-" begins a sentence.
fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// Numbers joined by hyphens, as many as `counts` allows.
fn numbers(input: &mut TextCursor<'_>, counts: std::ops::Range<usize>) -> ParseResult<String> {
    let mut joined = digits(input, 4..9)?.to_owned();
    let mut count = 1;
    let next = |input: &mut TextCursor<'_>| -> ParseResult<String> {
        '-'.void().parse_next(input)?;
        Ok(digits(input, 1..7)?.to_owned())
    };
    while count < counts.end - 1
        && let Some(number) = attempt(input, next)
    {
        joined.push('-');
        joined.push_str(&number);
        count += 1;
    }
    ensure(counts.contains(&count))?;
    Ok(joined)
}

/// What follows `kst-`: a dossier of five digits or a serial number of more, then additions, number, reprint or annex.
///
/// Odd but official: `24400-III-A`, `22112-AK-b1`, `26643-144-h1`, `20032004-00063-VII-A-h1`, `1027341`.
fn paper(input: &mut TextCursor<'_>) -> ParseResult<String> {
    let mut tail = digits(input, 4..9)?.to_owned();
    let part = |input: &mut TextCursor<'_>| -> ParseResult<String> {
        '-'.void().parse_next(input)?;
        let part = take_while(1..8, |c: char| c.is_ascii_alphanumeric()).parse_next(input)?;
        Ok(part_spelling(part))
    };
    let mut parts = 0;
    while parts < 5
        && let Some(next) = attempt(input, part)
    {
        tail.push('-');
        tail.push_str(&next);
        parts += 1;
    }
    if parts == 0 && tail.len() < 6 {
        return fail();
    }
    Ok(tail)
}

/// Additions are capitals; the marks of reprints (h), annexes (b, n) are small letters before a digit.
fn part_spelling(part: &str) -> String {
    let mark = part.len() > 1 && part[1..].bytes().all(|b| b.is_ascii_digit());
    if mark { part.to_ascii_lowercase() } else { spelled_out(part) }
}

fn spelled_out(part: &str) -> String {
    // A number with a letter, as before 1985, has a small letter.
    if part.starts_with(|c: char| c.is_ascii_digit()) { part.to_ascii_lowercase() } else { part.to_ascii_uppercase() }
}

/// Whether the id ends here; for ids within addresses.
pub(crate) fn ends(input: &TextCursor<'_>) -> bool {
    rest(input).is_empty() && here(input) > 0
}
