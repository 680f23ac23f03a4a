//! Kamerstukken cited without the word: `35 663, nr. 19`, `TK 2023-24, 32 317, nr. 872`, `nr. 456 (36800-XVI)`.
//!
//! Takes the place of a dossier number or of a paper's number, gives one reference for each paper cited.
//! Never takes a sum, a telephone number or another office's number for a dossier: "nr." and the range of dossiers that
//! are still cited have to confirm it.

use winnow::combinator::alt;
use winnow::prelude::*;

use super::citation::Reference;
use super::dossier::{Spelling, dossier};
use super::opening::{Opening, opening, opening_before};
use super::paper::{Cited, announced_number, collect, dashed_number, listed_number, paper_number, series};
use super::place::Place;
use super::registry::Registry;
use super::token::{Announced, Parsed, Text, announcement, gap, here, is_blank, is_dash, separator};

/// A citation that is given away by its dossier number alone: `35 663, nr. 19`.
pub(super) fn at_dossier(place: &Place<'_>, found: &mut Vec<Reference>) {
    let before = place.before(place.at, 24);
    let glued = before.ends_with(|c: char| c.is_alphanumeric() || is_dash(c) || matches!(c, '.' | ',' | '/' | ':' | '#'));
    if glued || counts_something(before) {
        return;
    }
    // Most numbers fail here, before anything that costs more.
    if place.parse(place.at, |input| dossier(input, Spelling::Usual, place.registry)).is_none() {
        return;
    }
    let start = opening_before(place).unwrap_or(place.at);
    if let Some((papers, _)) = place.parse(start, |input| bare(input, place.registry)) {
        collect(place, start, papers, found);
    }
}

/// A paper cited by its number, with the dossier in parentheses: `nr. 456 (36800-XVI)`.
pub(super) fn at_number(place: &Place<'_>, found: &mut Vec<Reference>) {
    let (start, announced) = place.word_before();
    if !announced.eq_ignore_ascii_case("nr") || !place.begins_word(start) {
        return;
    }
    let parser = |input: &mut Text<'_>| -> Parsed<Vec<Cited>> {
        announcement(input)?;
        gap(input)?;
        let number = paper_number(input)?;
        (gap, '(').void().parse_next(input)?;
        let dossier = dossier(input, Spelling::Usual, place.registry)?;
        (gap, ')').void().parse_next(input)?;
        Ok(vec![Cited::new(0..here(input), Opening::default(), dossier, number)])
    };
    if let Some((papers, _)) = place.parse(start, parser) {
        collect(place, start, papers, found);
    }
}

/// Whether what stands before a number says that it is a sum or the number of something else.
fn counts_something(before: &str) -> bool {
    let trimmed = before.trim_end_matches(|c: char| is_blank(c) || c == '\n');
    trimmed.ends_with(['€', '$', '£', '+', '='])
        || ["EUR", "ummer", "ostbus", "actuur", "SBN"].iter().any(|word| trimmed.ends_with(word))
            && !trimmed.ends_with("tuknummer")
            && !trimmed.ends_with("siernummer")
}

/// A citation without the word "Kamerstuk", its chamber and year perhaps before the dossier.
fn bare(input: &mut Text<'_>, registry: &Registry) -> Parsed<Vec<Cited>> {
    let opening = opening(input)?;
    if opening.chamber.is_some() || opening.session.is_some() {
        separator(input)?;
    }
    let dossier = dossier(input, Spelling::Usual, registry)?;
    let (number, announced) = if opening.chamber.is_some() {
        alt((announced_number, dashed_number, listed_number)).parse_next(input)?
    } else if dossier.number.starts_with("21501-") {
        alt((announced_number, dashed_number)).parse_next(input)?
    } else {
        announced_number(input)?
    };
    let paper = Cited::new(0..here(input), opening, dossier, number);
    Ok(series(input, paper, announced.unwrap_or(Announced::One), registry))
}
