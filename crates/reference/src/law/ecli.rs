//! European Case Law Identifiers.
//!
//! Takes: the place of the prefix.
//! Gives: the identifier in capitals: country, court, year, ordinal.
//! Never: looks the judgment up.
//!
//! The shape is that of the Council conclusions of 2011 (OJ C 127, 29.4.2011): the ordinal has at most 25 characters.

use winnow::prelude::*;
use winnow::token::take_while;

use crate::found::FoundReference;
use crate::id::Id;
use crate::id::form::Form;
use crate::text::token::{ParseResult, TextCursor, digits, ensure, rest, space};
use crate::vicinity::Vicinity;

/// Finds the identifier whose prefix begins at the candidate.
pub(crate) fn at_keyword(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    if !around.begins_word(around.at) {
        return;
    }
    if let Some((id, end)) = around.parse(around.at, ecli) {
        found.push(FoundReference::new(around.at..end, Form::Ecli, Some(id)));
    }
}

/// The five parts; a line may break after each colon.
pub(crate) fn ecli(input: &mut TextCursor<'_>) -> ParseResult<Id> {
    winnow::ascii::Caseless("ecli:").void().parse_next(input)?;
    space(input)?;
    let country = take_while(2..3, |c: char| c.is_ascii_alphabetic()).parse_next(input)?;
    (':', space).void().parse_next(input)?;
    let court = take_while(1..8, |c: char| c.is_ascii_alphanumeric()).parse_next(input)?;
    (':', space).void().parse_next(input)?;
    let year = digits(input, 4..5)?;
    (':', space).void().parse_next(input)?;
    let typed = rest(input);
    let length = typed.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'.').count();
    let ordinal = typed[..length].trim_end_matches('.');
    ensure((1..=25).contains(&ordinal.len()))?;
    crate::text::token::advance(input, ordinal.len());
    Ok(Id::new(format!("ECLI:{country}:{court}:{year}:{ordinal}").to_ascii_uppercase()))
}
