//! How the lines of a document are set, for telling a full line from a short one and the end of a sentence from the end
//! of a line.
//!
//! Takes: body lines.
//! Gives: a [`Typesetting`], measured once.
//! Never: joins lines.

use crate::import::genre::item_label;
use crate::import::source_line::SourceLine;

/// At least this one of ten lines without a blank line between them must show the width.
const SHOWING_OF_TEN: usize = 1;
/// How many of a hundred printed lines that continue are no longer than the column.
const NARROWER_OF_HUNDRED: usize = 99;
/// How many of a hundred lines, measured in characters, may be shorter than a full one by chance.
const CHANCE_OF_HUNDRED: usize = 3;
/// A full line takes up at least this share of the middle one.
const LEAST_OF_MIDDLE: f32 = 0.8;
/// The shortest and the longest line that is printed, in characters.
const SHORTEST_PRINTED: f32 = 50.0;
/// See `SHORTEST_PRINTED`.
const LONGEST_PRINTED: f32 = 110.0;
/// Lines longer than this, in characters, are whole paragraphs.
const PARAGRAPH: f32 = 120.0;
/// The share of the width that a heading may take up: letters differ in width, so a line near the edge may be full.
const HEADING: f32 = 0.93;

/// How the lines of a document are set.
#[derive(Debug)]
pub(super) struct Typesetting {
    /// The least room that full lines take; infinite if each line is a paragraph.
    width: f32,
    /// Whether lines usually end in one blank, so that two blanks mark the end of a paragraph.
    pub(super) tails: bool,
}

impl Typesetting {
    /// Measures lines of the body by pairs that certainly belong together: no full stop, then a small letter.
    pub(super) fn measure(lines: &[SourceLine], body: &[usize]) -> Typesetting {
        let mut sums = Vec::new();
        let mut ends = Vec::new();
        let mut tight = 0;
        for pair in body.windows(2) {
            let (line, next) = (&lines[pair[0]], &lines[pair[1]]);
            if pair[1] != pair[0] + 1 || next.gap > 0 || next.page != line.page {
                continue;
            }
            tight += 1;
            let small = next.text.starts_with(char::is_lowercase) && item_label::label(&next.text).is_none();
            if !ends_sentence(line) && small {
                sums.push(line.end + next.first_word);
                ends.push(line.end);
            }
        }
        sums.sort_by(f32::total_cmp);
        ends.sort_by(f32::total_cmp);
        let wrapped = !sums.is_empty() && sums.len() * 10 >= tight * SHOWING_OF_TEN;
        let measured = body.first().is_some_and(|index| lines[*index].is_measured());
        let width = match (wrapped, measured) {
            (false, _) => guess(lines, body),
            // Widths in print are exact: the longest wrapped lines show the edge of the column.
            (true, true) => ends[ends.len() * NARROWER_OF_HUNDRED / 100],
            (true, false) => sums[sums.len() * CHANCE_OF_HUNDRED / 100].max(sums[sums.len() / 2] * LEAST_OF_MIDDLE),
        };
        let one_blank = body.iter().filter(|index| lines[**index].tail == 1).count();
        Typesetting { width, tails: one_blank * 2 > body.len() }
    }

    /// Whether paragraphs extend over several lines at all.
    pub(super) fn wraps(&self) -> bool {
        self.width != f32::MAX
    }

    /// Whether this line had room for the first word of the next.
    pub(super) fn is_short(&self, line: &SourceLine, next: &SourceLine) -> bool {
        line.end + next.first_word < self.width
    }

    /// Whether a line is short enough for a heading.
    pub(super) fn is_heading_length(&self, line: &SourceLine, next: &SourceLine) -> bool {
        line.end + next.first_word < self.width * HEADING
    }
}

/// The width if no pair of lines shows it: that of the longest line, if a printed line can be that long.
fn guess(lines: &[SourceLine], body: &[usize]) -> f32 {
    let line = |index: &usize| &lines[*index];
    let followed = |pair: &&[usize]| {
        let (line, next) = (line(&pair[0]), line(&pair[1]));
        next.gap == 0 && !ends_sentence(line) && line.end <= LONGEST_PRINTED
    };
    // No printed line is this long, so each line is a paragraph, and a short one before a long one is a heading.
    let paragraphs = body.iter().map(line).filter(|line| line.end > PARAGRAPH && line.text.contains(' ')).count();
    if paragraphs * 10 >= body.len().max(10) {
        return f32::MAX;
    }
    let wrapped = body.windows(2).filter(followed).map(|pair| line(&pair[0]).end).fold(0.0, f32::max);
    let longest = body.iter().map(|index| line(index).end).fold(0.0, f32::max);
    let longest = if wrapped >= SHORTEST_PRINTED { wrapped } else { longest };
    let printed = (SHORTEST_PRINTED..=LONGEST_PRINTED).contains(&longest);
    if printed && body.iter().all(|index| !line(index).is_measured()) { longest } else { f32::MAX }
}

/// Whether a line ends a sentence, with or without a marker after the full stop.
pub(super) fn ends_sentence(line: &SourceLine) -> bool {
    let text = match line.markers.last() {
        Some(marker) if marker.range.end == line.text.len() => &line.text[..marker.range.start],
        _ => &line.text,
    };
    let bare = text.trim_end_matches(['”', '’', '"', '\'', ')', '»', ' ']);
    bare.ends_with(['.', '!', '?', ':', ';', '…'])
}
