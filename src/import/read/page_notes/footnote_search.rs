//! Finds the texts of footnotes at the ends of pages or of the document, and tells them from the body.
//!
//! Takes: lines whose furniture is known.
//! Gives: the notes in the order of the text, as lines.
//! Never: places a marker; that there may be one is only evidence for a note.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::detached_note_numbers;
use super::endnotes;
use super::footnotes_across_pages;
use super::note_extent::{self, SearchedNote};
use super::note_lines::NoteLines;
use super::note_markers::{self, MarkerSpots, digit};
use crate::import::source_line::{LineFate, PageFurniture, SourceLine};
use crate::import::web_address::is_address;

/// How many lines a note may be away from the previous one on its page and still belong to the same series.
const SERIES: usize = 15;
/// The most numbers that a series may skip, where notes are missing.
const LONGEST_STEP: u32 = 3;
/// How many places of markers before a note are looked at for evidence.
const SPOTS_BEFORE: usize = 20;
/// How many digits of a number are read; with four it is not the number of a note.
const DIGITS: usize = 4;
/// The fewest pairs of lines that show how wide notes are set.
const PAIRS: usize = 8;
/// How many lines of a note are looked at for its width.
const LINES_FOR_WIDTH: usize = 8;
/// Letters differ in width, so even the narrowest full line may be a little wider than another.
const NARROWEST: f32 = 0.95;

#[derive(Debug, Default)]
pub(crate) struct FoundNotes {
    pub(crate) notes: Vec<NoteLines>,
    /// The numbers of the notes whose share of a common text is a guess.
    pub(crate) guessed: BTreeSet<u32>,
}

pub(crate) fn notes(lines: &[SourceLine]) -> FoundNotes {
    let spots = note_markers::spots(lines);
    let body_size = common_size(lines);
    let starts: Vec<NoteStart> =
        (0..lines.len()).filter_map(|index| note_start(lines, &spots, body_size, index)).collect();
    let series = best_series(&starts, lines);
    let width = note_width(lines, &series);
    let mut notes = Vec::new();
    for (place, start) in series.iter().enumerate() {
        let until = series.get(place + 1).map_or(lines.len(), |next| next.line);
        let searched = SearchedNote { number: start.number, first: start.line, label: start.label, until, width };
        notes.push(note_extent::extent(lines, &searched));
    }
    let listed = if notes.len() < 2 { endnotes::endnotes(lines, &spots) } else { Vec::new() };
    if listed.len() > notes.len() {
        return FoundNotes { notes: listed, guessed: BTreeSet::new() };
    }
    let guessed = detached_note_numbers::share_out(lines, &mut notes, width);
    footnotes_across_pages::go_on(lines, &mut notes, body_size);
    FoundNotes { notes, guessed }
}

/// A line that may begin a note.
#[derive(Clone, Debug)]
struct NoteStart {
    number: u32,
    line: usize,
    /// How many bytes the number takes up.
    label: usize,
    /// How strong the evidence for it is.
    score: f32,
}

/// The height of most letters, in points; 0 if heights are unknown.
fn common_size(lines: &[SourceLine]) -> f32 {
    let mut letters: BTreeMap<u32, usize> = BTreeMap::new();
    for line in lines {
        *letters.entry((line.size * 10.0) as u32).or_default() += line.text.len();
    }
    letters.into_iter().max_by_key(|(_, count)| *count).map_or(0.0, |(size, _)| size as f32 / 10.0)
}

fn note_start(lines: &[SourceLine], spots: &MarkerSpots, body_size: f32, index: usize) -> Option<NoteStart> {
    let line = &lines[index];
    if !line.is_body() {
        return None;
    }
    let NoteNumber { number, length: label } = note_number(line)?;
    let rest = line.text[label..].trim_start();
    let alone = rest.is_empty();
    let next = lines.get(index + 1).filter(|next| next.gap <= 1 && next.page == line.page && next.is_body());
    // A number on a line of its own above a note with the same number is that of a page.
    let same_below = |next: &SourceLine| note_number(next).is_some_and(|below| below.number == number);
    if alone && next.is_none_or(same_below) {
        return None;
    }
    let previous = index.checked_sub(1).map(|index| &lines[index]);
    let opens_page = previous.is_some_and(|previous| previous.page != line.page);
    let set_apart = previous.is_none_or(|previous| {
        line.gap > 0 || previous.fate == LineFate::Furniture(PageFurniture::Rule) || is_address(&previous.text)
    });
    let smaller = line.is_smaller(body_size) || alone && next.is_some_and(|next| next.is_smaller(body_size));
    let raised = line.raised.first().is_some_and(|range| range.start == 0);
    let opening = if alone { next?.text.as_str() } else { rest };
    let opens = opening.starts_with(|c: char| c.is_uppercase() || "‘“\"'«".contains(c)) || opening.starts_with("http");
    let mut score = 1.0 + marker_evidence(lines, spots, number, index);
    score += if opens { 1.0 } else { -0.5 };
    score += if raised { 5.0 } else { 0.0 } + if smaller { 2.0 } else { 0.0 };
    score -= if set_apart || smaller || raised { 0.0 } else { 1.5 };
    score -= if opens_page && !raised && !smaller { 2.0 } else { 0.0 };
    Some(NoteStart { number, line: index, label, score })
}

/// The number of a note at the start of a line.
struct NoteNumber {
    number: u32,
    /// How many bytes it takes up, including brackets.
    length: usize,
}

/// `12 Zie`, `[12] Zie`, `¹² Zie`, `12Zie`, or `12` alone.
fn note_number(line: &SourceLine) -> Option<NoteNumber> {
    let text = &line.text;
    let bracket = usize::from(text.starts_with('['));
    let digits: Vec<(usize, char)> =
        text[bracket..].char_indices().take_while(|(_, c)| digit(*c).is_some()).take(DIGITS).collect();
    let (last, sign) = *digits.last()?;
    let end = bracket + last + sign.len_utf8();
    let value: String = digits.iter().filter_map(|(_, c)| digit(*c)).collect();
    let number = value.parse().ok().filter(|number| (1..=999).contains(number) && !value.starts_with('0'))?;
    let rest = &text[end..];
    if bracket == 1 {
        return rest.starts_with(']').then_some(NoteNumber { number, length: end + 1 });
    }
    let raised = line.raised.first() == Some(&Range { start: 0, end }) || !sign.is_ascii_digit();
    let blank = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let glued = rest.starts_with(|c: char| c.is_uppercase() || "‘“«".contains(c));
    (raised || blank || glued).then_some(NoteNumber { number, length: end })
}

/// How strong the evidence is that a marker with this number comes before the line: near, far away, or nowhere.
fn marker_evidence(lines: &[SourceLine], spots: &MarkerSpots, number: u32, index: usize) -> f32 {
    let page = lines[index].page;
    let Some(of_number) = spots.get(&number) else { return -4.0 };
    let before = &of_number[..of_number.partition_point(|spot| spot.line < index)];
    let near = before
        .iter()
        .rev()
        .take(SPOTS_BEFORE)
        .filter(|spot| lines[spot.line].page + 1 >= page)
        .map(|spot| spot.score)
        .fold(0.0, f32::max);
    match (near, before.is_empty()) {
        (near, _) if near >= 1.0 => 3.0,
        (near, _) if near > 0.0 => 0.0,
        (_, false) => 0.5,
        _ => -4.0,
    }
}

/// The best series that ends at a line: its evidence, and the line before.
#[derive(Clone, Copy)]
struct SeriesEnd {
    value: f32,
    before: Option<usize>,
}

/// The series of numbers with the most evidence: 1, 2, 3 …, with gaps and new starts where there must be.
fn best_series<'a>(starts: &'a [NoteStart], lines: &[SourceLine]) -> Vec<&'a NoteStart> {
    let mut ends: Vec<SeriesEnd> = Vec::with_capacity(starts.len());
    let mut best_of: BTreeMap<u32, usize> = BTreeMap::new();
    let mut best: Option<usize> = None;
    for (index, start) in starts.iter().enumerate() {
        let first = SeriesEnd { value: if start.number > 1 { -1.5 } else { 0.0 }, before: None };
        let previous = (1..=LONGEST_STEP).filter_map(|step| {
            let at = *best_of.get(&start.number.checked_sub(step)?)?;
            let same_page = lines[starts[at].line].page == lines[start.line].page;
            let bonus = if same_page && starts[at].line + SERIES >= start.line { 1.0 } else { 0.0 };
            Some(SeriesEnd { value: ends[at].value - (step - 1) as f32 * 2.0 + bonus, before: Some(at) })
        });
        let restart =
            best.filter(|_| start.number == 1).map(|at| SeriesEnd { value: ends[at].value - 1.0, before: Some(at) });
        let chosen = previous.chain(restart).fold(first, |best, end| if end.value > best.value { end } else { best });
        let value = chosen.value + start.score;
        ends.push(SeriesEnd { value, ..chosen });
        if best_of.get(&start.number).is_none_or(|at| ends[*at].value < value) && value > 0.0 {
            best_of.insert(start.number, index);
        }
        if best.is_none_or(|at| ends[at].value < value) && value > 0.0 {
            best = Some(index);
        }
    }
    let mut series: Vec<&NoteStart> =
        std::iter::successors(best, |at| ends[*at].before).map(|at| &starts[at]).collect();
    series.reverse();
    series
}

/// The least room that full lines of notes take, from pairs of lines that certainly belong together; 0 if there are too
/// few.
fn note_width(lines: &[SourceLine], series: &[&NoteStart]) -> f32 {
    let mut sums: Vec<f32> = Vec::new();
    for start in series {
        let mut index = start.line;
        while let (Some(line), Some(next)) = (lines.get(index), lines.get(index + 1)) {
            let joined =
                next.gap == 0 && next.page == line.page && next.is_body() && index < start.line + LINES_FOR_WIDTH;
            if !joined || !next.text.starts_with(char::is_lowercase) || next.start != lines[start.line].start {
                break;
            }
            sums.push(line.end + next.first_word);
            index += 1;
        }
    }
    sums.sort_by(f32::total_cmp);
    if sums.len() < PAIRS { 0.0 } else { sums[0] * NARROWEST }
}
