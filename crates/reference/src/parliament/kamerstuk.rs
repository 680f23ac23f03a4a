//! Kamerstukken: the numbered papers of both chambers, cited by that word in every spelling.
//!
//! Takes a place where the word "Kamerstuk" stands, gives one reference for each paper cited there. Never guesses a number that is not there: such a citation is reported as cut off.
//! The official form is Aanwijzing 3.43 for the drafting of legislation: `Kamerstukken II 2009/10, 27858, nr. 88`.

use std::ops::Range;

use winnow::combinator::opt;
use winnow::prelude::*;
use winnow::token::take_while;

use super::citation::Reference;
use super::dossier::{Dossier, Spelling, dossier};
use super::list::conjunction;
use super::opening::{Opening, opening};
use super::paper::{Cited, Number, announced_number, collect, dossier_and_number, series};
use super::place::Place;
use super::registry::Registry;
use super::token::{
    Announced, Parsed, Text, advance, announcement, attempt, ends_line, ensure, fail, gap, gap1, here, is_blank, rest, separator,
    stands_alone, word,
};

/// How far a title may put the dossier away from the year, in bytes.
const TITLE: usize = 240;

/// A citation that begins with the word "Kamerstuk", whose "amerst" stands at the trigger.
pub(super) fn at_keyword(place: &Place<'_>, found: &mut Vec<Reference>) {
    let capital = usize::from(place.text[..place.at].ends_with(['K', 'k']));
    let start = place.at - capital;
    if !place.begins_word_or_follows_note(start) {
        return;
    }
    if let Some((papers, _)) = place.parse(start, |input| keyworded(input, place.registry)) {
        collect(place, start, papers, found);
    }
}

/// "Kamerstuk", "Kamerstukken", "Kamerst.", "kst.", with the endings that belong to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keyword {
    /// The paper or papers.
    Papers,
    /// "Kamerstukdossier", "Kamerstuknummer": a dossier number comes next.
    Number,
}

fn keyword(input: &mut Text<'_>) -> Parsed<Keyword> {
    if word(input, &["kst"]).is_ok() {
        opt('.').parse_next(input)?;
        return Ok(Keyword::Papers);
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
        "" | "uk" | "ukken" => Ok(Keyword::Papers),
        "ukdossier" | "ukdossiers" | "uknummer" | "uknummers" | "uknr" => Ok(Keyword::Number),
        _ => fail(),
    }
}

/// A whole citation from its keyword on.
fn keyworded(input: &mut Text<'_>, registry: &Registry) -> Parsed<Vec<Cited>> {
    keyword(input)?;
    opt(':').parse_next(input)?;
    gap1(input)?;
    if attempt(input, announcement).is_some() {
        gap(input)?;
    }
    let mut opening = opening(input)?;
    let years_end = here(input);
    separator(input)?;
    let first = attempt(input, |input| dossier_and_number(input, Spelling::Lenient, registry)).or_else(|| {
        let (title, first) = titled(input, &opening, registry)?;
        opening.title = Some(title);
        Some(first)
    });
    if let Some((dossier, number, announced)) = first {
        let paper = Cited::new(0..here(input), opening, dossier, number);
        return Ok(series(input, paper, announced, registry));
    }
    incomplete(input, opening, years_end, registry)
}

/// A title between the year and the dossier: gives where it stands and the dossier and number after it.
fn titled(input: &mut Text<'_>, opening: &Opening, registry: &Registry) -> Option<(Range<usize>, (Dossier, Number, Announced))> {
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
            let spelling = if closed { Spelling::Lenient } else { Spelling::Usual };
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

/// The dossier and number behind a title; where no comma closes the title, only in the usual spelling with "nr."
fn after_title(input: &mut Text<'_>, spelling: Spelling, registry: &Registry) -> Parsed<(Dossier, Number, Announced)> {
    if spelling == Spelling::Lenient {
        return dossier_and_number(input, Spelling::Lenient, registry);
    }
    let dossier = dossier(input, Spelling::Usual, registry)?;
    let (number, announced) = announced_number(input)?;
    Ok((dossier, number, announced.unwrap_or(Announced::One)))
}

/// Where a title ends at the latest: at the end of the sentence, at another citation, or after [`TITLE`] bytes.
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
/// With a dossier and no "nr." it names the dossier; with a chamber and a year it was a paper's, and is cut off.
fn incomplete(input: &mut Text<'_>, opening: Opening, years_end: usize, registry: &Registry) -> Parsed<Vec<Cited>> {
    if let Some(dossier) = attempt(input, |input| dossier(input, Spelling::Usual, registry)) {
        let end = here(input);
        let announced = |input: &mut Text<'_>| -> Parsed<()> {
            (separator, announcement).void().parse_next(input)?;
            ensure(!rest(input).trim_start().starts_with(|c: char| c.is_ascii_digit()))
        };
        if attempt(input, announced).is_some() {
            return Ok(vec![Cited::incomplete(0..here(input), opening, Some(dossier), true)]);
        }
        stands_alone(input)?;
        let mut whole = vec![Cited::incomplete(0..end, opening, Some(dossier), false)];
        while let Some((start, next)) = attempt(input, |input| next_dossier(input, registry))
            && whole.len() < 40
        {
            let span = start..here(input);
            whole.push(Cited::incomplete(span, Opening::default(), Some(next), false));
        }
        return Ok(whole);
    }
    ensure(opening.chamber.is_some() && opening.session.is_some_and(|session| session.end.is_some()))?;
    Ok(vec![Cited::incomplete(0..years_end, opening, None, true)])
}

/// Another dossier as a whole: "36 410, 36 411 en 36 412".
fn next_dossier(input: &mut Text<'_>, registry: &Registry) -> Parsed<(usize, Dossier)> {
    conjunction(input)?;
    let start = here(input);
    let next = dossier(input, Spelling::Usual, registry)?;
    stands_alone(input)?;
    let end = *input;
    // With a number behind it, it is a paper's, which is read as such.
    ensure(announced_number(input).is_err())?;
    *input = end;
    Ok((start, next))
}
