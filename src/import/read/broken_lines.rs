//! Printed lines that a converter broke after a raised number.
//!
//! Takes: lines whose markers have been placed.
//! Gives: the lines, with a mark on each that continues in the next.
//! Never: joins them; `paragraphs` does.

use crate::import::source_line::SourceLine;

/// The fewest markers that show a converter's habit.
const MARKERS: usize = 3;
/// How many of ten markers end their line if a converter breaks lines after them.
const ENDING_OF_TEN: usize = 6;
/// How many of a hundred lines are no longer than the width of the text.
const NARROWER_OF_HUNDRED: usize = 98;
/// The share of the width from which two pieces together are a full line.
const FULL: f32 = 0.8;

/// Marks the broken lines, if most lines with a marker end in it.
pub(super) fn mark(lines: &mut [SourceLine]) {
    let body: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].is_body()).collect();
    let markers: usize = body.iter().map(|index| lines[*index].markers.len()).sum();
    let ending = body.iter().filter(|index| ends_in_marker(&lines[**index])).count();
    let mut widths: Vec<f32> = body.iter().map(|index| lines[*index].end).collect();
    widths.sort_by(f32::total_cmp);
    let Some(width) = widths.get(widths.len() * NARROWER_OF_HUNDRED / 100).copied() else { return };
    if markers < MARKERS || ending * 10 < markers * ENDING_OF_TEN {
        return;
    }
    for pair in body.windows(2) {
        let (line, next) = (&lines[pair[0]], &lines[pair[1]]);
        let together = line.end + next.end + 1.0;
        let adjacent = pair[1] == pair[0] + 1 && next.gap == 0 && next.page == line.page;
        let full = together >= width * FULL || next.text.ends_with('.') || next.text.starts_with([',', '.', ';']);
        if adjacent && ends_in_marker(line) && together <= width && full {
            lines[pair[0]].runs_on = true;
            lines[pair[1]].end = together;
        }
    }
}

fn ends_in_marker(line: &SourceLine) -> bool {
    line.markers.last().is_some_and(|marker| marker.range.end == line.text.len())
}
