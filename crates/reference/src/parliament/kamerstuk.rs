//! Kamerstukken: the numbered papers of both chambers, cited by that word in every spelling.
//!
//! Takes: a place where the word "Kamerstuk" stands.
//! Gives: one reference for each paper cited there.
//! Never: guesses a number that is not there; such a citation is reported as cut off.
//!
//! The official form is Aanwijzing 3.43 for the drafting of legislation: `Kamerstukken II 2009/10, 27858, nr. 88`.

use std::ops::Range;

use winnow::combinator::opt;
use winnow::prelude::*;
use winnow::token::take_while;

use crate::found::FoundReference;
use crate::parliament::chamber_and_session::{CitationOpening, opening};
use crate::parliament::dossier_number::{DossierNumber, DossierSpelling, dossier};
use crate::parliament::paper_list::{CitedPaper, PaperNumber, announced_number, collect, dossier_and_number, series};
use crate::registry::Registry;
use crate::text::number_list::conjunction;
use crate::text::token::{
    Announced, ParseResult, TextCursor, advance, announcement, attempt, ends_line, ensure, fail, gap, gap1, here,
    is_blank, rest, separator, stands_alone, word,
};
use crate::vicinity::Vicinity;

/// The longest title between the year and the dossier, in bytes.
const TITLE: usize = 240;

/// Finds the citation that begins with the word "Kamerstuk", whose "amerst" begins at the candidate.
pub(crate) fn at_keyword(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let capital = usize::from(around.text[..around.at].ends_with(['K', 'k']));
    let start = around.at - capital;
    if !around.begins_word_or_follows_note(start) {
        return;
    }
    if let Some((papers, _)) = around.parse(start, |input| keyworded(input, around.registry)) {
        collect(around, start, papers, found);
    }
}

/// "Kamerstuk", "Kamerstukken", "Kamerst.", "kst.", and their compounds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PaperWord {
    /// One paper or several.
    Papers,
    /// "Kamerstukdossier", "Kamerstuknummer": a dossier number follows.
    Number,
}

fn keyword(input: &mut TextCursor<'_>) -> ParseResult<PaperWord> {
    if word(input, &["kst"]).is_ok() {
        opt('.').parse_next(input)?;
        return Ok(PaperWord::Papers);
    }
    winnow::ascii::Caseless("kamer").void().parse_next(input)?;
    if rest(input).strip_prefix('-').is_some_and(ends_line) {
        advance(input, 1);
        gap(input)?;
    }
    winnow::ascii::Caseless("st").void().parse_next(input)?;
    let ending = take_while(0..16, |c: char| c.is_ascii_alphabetic()).parse_next(input)?.to_ascii_lowercase();
    opt('.').parse_next(input)?;
    match ending.as_str() {
        "" | "uk" | "ukken" => Ok(PaperWord::Papers),
        "ukdossier" | "ukdossiers" | "uknummer" | "uknummers" | "uknr" => Ok(PaperWord::Number),
        _ => fail(),
    }
}

/// A whole citation, from its keyword on.
fn keyworded(input: &mut TextCursor<'_>, registry: &Registry) -> ParseResult<Vec<CitedPaper>> {
    keyword(input)?;
    opt(':').parse_next(input)?;
    gap1(input)?;
    if attempt(input, announcement).is_some() {
        gap(input)?;
    }
    let mut opening = opening(input)?;
    let years_end = here(input);
    separator(input)?;
    let first = attempt(input, |input| dossier_and_number(input, DossierSpelling::Lenient, registry)).or_else(|| {
        let (title, first) = titled(input, &opening, registry)?;
        opening.title = Some(title);
        Some(first)
    });
    if let Some((dossier, number, announced)) = first {
        let paper = CitedPaper::new(0..here(input), opening, dossier, number);
        return Ok(series(input, paper, announced, registry));
    }
    incomplete(input, opening, years_end, registry)
}

/// A title between the year and the dossier: where it stands, and the dossier and number after it.
fn titled(
    input: &mut TextCursor<'_>,
    opening: &CitationOpening,
    registry: &Registry,
) -> Option<(Range<usize>, (DossierNumber, PaperNumber, Announced))> {
    if opening.chamber.is_none() && opening.session.is_none() {
        return None;
    }
    let text = rest(input);
    let start = here(input);
    let end = title_end(text);
    let mut in_word = true;
    for (at, c) in text[..end].char_indices() {
        if c.is_ascii_digit() && !in_word {
            let mut ahead = *input;
            advance(&mut ahead, at);
            let closed = text[..at].trim_end().ends_with([',', ';', '(', '-', '–']);
            let spelling = if closed { DossierSpelling::Lenient } else { DossierSpelling::Usual };
            if let Some(found) = attempt(&mut ahead, |input| after_title(input, spelling, registry)) {
                let title = text[..at].trim_end_matches(|c: char| is_blank(c) || matches!(c, '\n' | ',' | ';' | '('));
                *input = ahead;
                return Some((start..start + title.len(), found));
            }
        }
        in_word = c.is_alphanumeric() || c == '/';
    }
    None
}

/// The dossier and number after a title; where no comma closes the title, only in the usual spelling with "nr."
fn after_title(
    input: &mut TextCursor<'_>,
    spelling: DossierSpelling,
    registry: &Registry,
) -> ParseResult<(DossierNumber, PaperNumber, Announced)> {
    if spelling == DossierSpelling::Lenient {
        return dossier_and_number(input, DossierSpelling::Lenient, registry);
    }
    let dossier = dossier(input, DossierSpelling::Usual, registry)?;
    let (number, announced) = announced_number(input)?;
    Ok((dossier, number, announced.unwrap_or(Announced::One)))
}

/// The latest place where a title can end: the end of the sentence, another citation, or [`TITLE`] bytes.
fn title_end(text: &str) -> usize {
    let text = &text[..text.floor_char_boundary(TITLE)];
    let sentence = text.match_indices(['.', '!', '?', ';']).find(|(at, _)| {
        let after = &text[at + 1..];
        let next = after.trim_start();
        after.len() > next.len() && next.starts_with(char::is_uppercase)
    });
    let mut end = sentence.map_or(text.len(), |(at, _)| at);
    for other in ["amerstuk", "COM(", "http", "Handelingen", "Stb."] {
        end = text[..end].find(other).unwrap_or(end);
    }
    end
}

/// A citation that ends before its number.
///
/// With a dossier and no "nr." it names the dossier; with a chamber and a year it cited a paper, and is cut off.
fn incomplete(
    input: &mut TextCursor<'_>,
    opening: CitationOpening,
    years_end: usize,
    registry: &Registry,
) -> ParseResult<Vec<CitedPaper>> {
    if let Some(dossier) = attempt(input, |input| dossier(input, DossierSpelling::Usual, registry)) {
        let end = here(input);
        let announced = |input: &mut TextCursor<'_>| -> ParseResult<()> {
            (separator, announcement).void().parse_next(input)?;
            ensure(!rest(input).trim_start().starts_with(|c: char| c.is_ascii_digit()))
        };
        if attempt(input, announced).is_some() {
            return Ok(vec![CitedPaper::cut_off(0..here(input), opening, Some(dossier))]);
        }
        stands_alone(input)?;
        let mut whole = vec![CitedPaper::whole_dossier(0..end, opening, dossier)];
        while let Some((start, next)) = attempt(input, |input| next_dossier(input, registry))
            && whole.len() < 40
        {
            let span = start..here(input);
            whole.push(CitedPaper::whole_dossier(span, CitationOpening::default(), next));
        }
        return Ok(whole);
    }
    ensure(opening.chamber.is_some() && opening.session.is_some_and(|session| session.end.is_some()))?;
    Ok(vec![CitedPaper::cut_off(0..years_end, opening, None)])
}

/// Another dossier as a whole: "36 410, 36 411 en 36 412".
fn next_dossier(input: &mut TextCursor<'_>, registry: &Registry) -> ParseResult<(usize, DossierNumber)> {
    conjunction(input)?;
    let start = here(input);
    let next = dossier(input, DossierSpelling::Usual, registry)?;
    stands_alone(input)?;
    let end = *input;
    // If a number follows, it is the dossier of a paper, which is read as such.
    ensure(announced_number(input).is_err())?;
    *input = end;
    Ok((start, next))
}
