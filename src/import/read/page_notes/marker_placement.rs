//! Decides which of the possible places of markers are those of the notes.
//!
//! Takes: the lines, and the notes whose markers are wanted, in order.
//! Gives: the place of each, in the order of the text; `None` where there is no evidence for one.
//! Never: invents a place; a marker separated from its word counts only where there is no better one.

use super::increasing_sequence::{RankedPlace, choose_increasing};
use super::note_markers::{self, MarkerSpot, MarkerSpots};
use crate::import::source_line::SourceLine;

/// How many places are considered for one note.
const CANDIDATES: usize = 200;
/// How many lines before a note a separated marker is looked for: two pages.
const DETACHED_REACH: usize = 150;
/// How much less a marker counts that is more than a page before its note.
const FAR: f32 = 0.5;
/// The evidence of a number alone on its line, between lines of text.
const ALONE: f32 = 1.2;
/// The evidence of a number with blanks on both sides, where a sentence ends or a sign follows.
const SET_APART: f32 = 1.0;

/// A note whose marker is looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WantedMarker {
    pub(crate) number: u32,
    /// The marker comes after this line …
    pub(crate) after: Option<usize>,
    /// … and before this one, where the text of the note begins.
    pub(crate) before: usize,
}

/// The marker of each note; `None` where none is found.
pub(crate) fn place(lines: &[SourceLine], wanted: &[WantedMarker]) -> Vec<Option<MarkerSpot>> {
    let spots = note_markers::spots(lines);
    let glued: Vec<Vec<MarkerSpot>> = wanted.iter().map(|note| candidates(lines, &spots, note)).collect();
    let placed = choose(&glued);
    // What has been placed stays where it is, and the others go between.
    let slots: Vec<Vec<MarkerSpot>> = (0..wanted.len())
        .map(|index| match &placed[index] {
            Some(spot) => vec![spot.clone()],
            None => detached(lines, wanted, &placed, index),
        })
        .collect();
    placed.into_iter().zip(choose(&slots)).map(|(placed, found)| placed.or(found)).collect()
}

fn choose(slots: &[Vec<MarkerSpot>]) -> Vec<Option<MarkerSpot>> {
    let rank = |spot: &MarkerSpot| RankedPlace { place: (spot.line, spot.range.start), score: spot.score };
    let ranked: Vec<Vec<RankedPlace>> = slots.iter().map(|spots| spots.iter().map(rank).collect()).collect();
    let chosen = choose_increasing(&ranked);
    chosen.into_iter().zip(slots).map(|(index, spots)| index.map(|index| spots[index].clone())).collect()
}

fn candidates(lines: &[SourceLine], spots: &MarkerSpots, note: &WantedMarker) -> Vec<MarkerSpot> {
    let page = lines.get(note.before).map_or(0, |line| line.page);
    let near = |spot: &MarkerSpot| if lines[spot.line].page + 1 >= page { spot.score } else { spot.score * FAR };
    let of_number = spots.get(&note.number).map_or(&[][..], Vec::as_slice);
    let until = of_number.partition_point(|spot| spot.line < note.before);
    let from = of_number
        .partition_point(|spot| note.after.is_some_and(|after| spot.line <= after))
        .max(until.saturating_sub(CANDIDATES));
    let found = of_number.get(from..until).unwrap_or(&[]).iter().filter(|spot| lines[spot.line].is_body());
    found.map(|spot| MarkerSpot { score: near(spot), ..spot.clone() }).collect()
}

/// Markers that a converter separated: `zijn. 1 De`, or alone on a line between lines of text.
fn detached(
    lines: &[SourceLine],
    wanted: &[WantedMarker],
    placed: &[Option<MarkerSpot>],
    index: usize,
) -> Vec<MarkerSpot> {
    let note = &wanted[index];
    let page = lines.get(note.before).map_or(0, |line| line.page);
    let left = placed[..index].iter().rev().flatten().next().map(|spot| spot.line);
    let right = placed[index + 1..].iter().flatten().next().map(|spot| spot.line);
    let from = left.or(note.after.map(|line| line + 1)).unwrap_or(0);
    let to = right.map_or(note.before, |line| (line + 1).min(note.before));
    let digits = note.number.to_string();
    let mut found = Vec::new();
    for line in from.max(to.saturating_sub(DETACHED_REACH))..to.min(lines.len()) {
        if !lines[line].is_body() || lines[line].page + 1 < page {
            continue;
        }
        let follows_text = line > 0 && lines[line - 1].is_body();
        if follows_text && is_alone(&lines[line].text, &digits) {
            found.push(MarkerSpot { line, range: 0..digits.len(), score: ALONE });
        }
        set_apart(line, &lines[line].text, &digits, &mut found);
        if found.len() >= CANDIDATES {
            break;
        }
    }
    found
}

/// Whether a line contains only these digits, and perhaps the sign with which the sentence goes on.
fn is_alone(text: &str, digits: &str) -> bool {
    let after = text.strip_prefix(digits).map(str::trim_start);
    after.is_some_and(|after| after.is_empty() || after.starts_with([',', '.', ';']))
}

/// Digits within a line, with blanks on both sides, where a sentence ends or a sign follows.
fn set_apart(line: usize, text: &str, digits: &str, found: &mut Vec<MarkerSpot>) {
    for (at, _) in text.match_indices(digits) {
        let (before, after) = (&text[..at], &text[at + digits.len()..]);
        let bare = before.trim_end();
        let apart = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || ",.;:".contains(c));
        if bare.is_empty() || bare.len() == before.len() || !apart {
            continue;
        }
        let after_sentence = bare.ends_with(['.', '”', '’', ')', '"', '?', '!']) && !ends_in_abbreviation(bare);
        let sentence_follows = after.trim_start().is_empty() || after.trim_start().starts_with(char::is_uppercase);
        let before_sign = after.starts_with(' ') && after.trim_start().starts_with([',', '.', ';']);
        if after_sentence && sentence_follows || before_sign {
            found.push(MarkerSpot { line, range: bare.len()..at + digits.len(), score: SET_APART });
        }
    }
}

/// Whether a text ends in an abbreviation: `nr. 4` and `art. 4` do not end a sentence.
fn ends_in_abbreviation(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("").to_lowercase();
    ["nr.", "nrs.", "art.", "p.", "pag.", "blz.", "no.", "par.", "lid.", "d.d.", "ca.", "hfst.", "bijl."]
        .contains(&last.as_str())
}
