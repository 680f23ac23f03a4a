//! The head of a table, printed once more where the table goes on at the top of the next page.
//!
//! Takes: lines, after running heads and the numbers of pages are known.
//! Gives: such a line as a running head.
//! Never: leaves out a row that is not word for word the first row of the table above.

use super::table_columns;
use crate::import::source_line::{LineFate, PageFurniture, SourceLine};

/// Marks the repeated heads.
pub(super) fn mark(lines: &mut [SourceLine]) {
    let body: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].is_body()).collect();
    // The first row of the table so far, and how many cells its rows have.
    let mut head: Option<(usize, usize)> = None;
    let mut before: Option<usize> = None;
    for index in body {
        let line = &lines[index];
        let cells = table_columns::cells(&line.text).len();
        let over_page = before.is_some_and(|before| lines[before].page != line.page);
        let goes_on = head.is_some_and(|(_, width)| width == cells && (over_page || line.gap <= 1));
        let again = head.filter(|_| goes_on && over_page).is_some_and(|(first, _)| is_same(&lines[first], line));
        if again {
            lines[index].fate = LineFate::Furniture(PageFurniture::RunningHead);
        } else if !goes_on {
            head = (cells > 1).then_some((index, cells));
        }
        before = Some(index);
    }
}

fn is_same(first: &SourceLine, line: &SourceLine) -> bool {
    first.text.split_whitespace().eq(line.text.split_whitespace())
}
