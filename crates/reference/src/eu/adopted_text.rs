//! Texts adopted by the European Parliament: `P9_TA(2022)0129`.
//!
//! Takes: the year of one.
//! Gives: its id, which has the number of the term and four digits.
//! Never: takes a report or a motion (`A9-0129/2022`, `B9-…`) for one; those are numbered otherwise.

use winnow::prelude::*;

use crate::found::FoundReference;
use crate::id::Id;
use crate::id::form::Form;
use crate::text::token::{ParseResult, TextCursor, digits, ensure, space, word_end};
use crate::vicinity::Vicinity;

/// The longest head before the year: `P10_TA-PROV(`.
const HEAD: usize = 13;

/// Finds the text whose year begins at the candidate.
pub(crate) fn at_digits(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let before = around.before(around.at, HEAD);
    if !before.ends_with("_TA(") && !before.ends_with("_TA-PROV(") {
        return;
    }
    // The P of "PROV" stands behind that of the number.
    let head = before.strip_suffix("-PROV(").unwrap_or(before);
    let Some(offset) = head.rfind('P') else { return };
    let start = around.at - before.len() + offset;
    if around.begins_word(start)
        && let Some((id, end)) = around.parse(start, adopted_text)
    {
        found.push(FoundReference::new(start..end, Form::AdoptedText, Some(id)));
    }
}

/// `P9_TA(2022)0129`, or `P9_TA-PROV(2022)0129` before the text is final.
pub(crate) fn adopted_text(input: &mut TextCursor<'_>) -> ParseResult<Id> {
    'P'.void().parse_next(input)?;
    let term = digits(input, 1..3)?;
    "_TA".void().parse_next(input)?;
    winnow::combinator::opt("-PROV").parse_next(input)?;
    '('.void().parse_next(input)?;
    let year = digits(input, 4..5)?;
    ensure(year.starts_with("19") || year.starts_with("20"))?;
    ')'.void().parse_next(input)?;
    space(input)?;
    let number = digits(input, 4..5)?;
    word_end(input)?;
    Ok(Id::new(format!("P{term}_TA({year}){number}")))
}
