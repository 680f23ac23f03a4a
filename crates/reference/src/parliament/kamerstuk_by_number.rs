//! Kamerstukken cited without the word: `35 663, nr. 19`, `TK 2023-24, 32 317, nr. 872`, `nr. 456 (36800-XVI)`.
//!
//! Takes: the place of a dossier number or of the number of a paper.
//! Gives: one reference for each paper cited.
//! Never: takes a sum, a telephone number or another office's number for a dossier: "nr." and the range of dossiers
//! that are still cited have to confirm it.

use winnow::combinator::alt;
use winnow::prelude::*;

use crate::found::FoundReference;
use crate::parliament::chamber_and_session::{CitationOpening, opening, opening_before};
use crate::parliament::dossier_number::{DossierSpelling, dossier};
use crate::parliament::paper_list::{
    CitedPaper, announced_number, collect, dashed_number, listed_number, paper_number, series,
};
use crate::registry::Registry;
use crate::text::token::{Announced, ParseResult, TextCursor, announcement, gap, here, is_blank, is_dash, separator};
use crate::vicinity::Vicinity;

/// Finds a citation that only its dossier number gives away: `35 663, nr. 19`.
pub(crate) fn at_dossier(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let before = around.before(around.at, 24);
    let glued =
        before.ends_with(|c: char| c.is_alphanumeric() || is_dash(c) || matches!(c, '.' | ',' | '/' | ':' | '#'));
    if glued || counts_something(before) {
        return;
    }
    // Most numbers fail here, before any costlier test.
    if around.parse(around.at, |input| dossier(input, DossierSpelling::Usual, around.registry)).is_none() {
        return;
    }
    let start = opening_before(around).unwrap_or(around.at);
    if let Some((papers, _)) = around.parse(start, |input| bare(input, around.registry)) {
        collect(around, start, papers, found);
    }
}

/// Finds a paper cited by its number, with the dossier in parentheses: `nr. 456 (36800-XVI)`.
pub(crate) fn at_number(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let (start, announced) = around.word_before();
    if !announced.eq_ignore_ascii_case("nr") || !around.begins_word(start) {
        return;
    }
    let parser = |input: &mut TextCursor<'_>| -> ParseResult<Vec<CitedPaper>> {
        announcement(input)?;
        gap(input)?;
        let number = paper_number(input)?;
        (gap, '(').void().parse_next(input)?;
        let dossier = dossier(input, DossierSpelling::Usual, around.registry)?;
        (gap, ')').void().parse_next(input)?;
        Ok(vec![CitedPaper::new(0..here(input), CitationOpening::default(), dossier, number)])
    };
    if let Some((papers, _)) = around.parse(start, parser) {
        collect(around, start, papers, found);
    }
}

/// Whether the words before a number make it a sum or the number of something else.
fn counts_something(before: &str) -> bool {
    let trimmed = before.trim_end_matches(|c: char| is_blank(c) || c == '\n');
    trimmed.ends_with(['€', '$', '£', '+', '='])
        || ["EUR", "ummer", "ostbus", "actuur", "SBN"].iter().any(|word| trimmed.ends_with(word))
            && !trimmed.ends_with("tuknummer")
            && !trimmed.ends_with("siernummer")
}

/// A citation without the word "Kamerstuk", perhaps with chamber and year before the dossier.
fn bare(input: &mut TextCursor<'_>, registry: &Registry) -> ParseResult<Vec<CitedPaper>> {
    let opening = opening(input)?;
    if opening.chamber.is_some() || opening.session.is_some() {
        separator(input)?;
    }
    let dossier = dossier(input, DossierSpelling::Usual, registry)?;
    let (number, announced) = if opening.chamber.is_some() {
        alt((announced_number, dashed_number, listed_number)).parse_next(input)?
    } else if dossier.number.starts_with("21501-") {
        alt((announced_number, dashed_number)).parse_next(input)?
    } else {
        announced_number(input)?
    };
    let paper = CitedPaper::new(0..here(input), opening, dossier, number);
    Ok(series(input, paper, announced.unwrap_or(Announced::One), registry))
}
