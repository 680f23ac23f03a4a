//! Tables in text whose columns a converter kept apart with blanks. Takes lines, gives runs of lines that are rows.

use std::ops::Range;

use super::label;
use super::letter;
use super::line::Line;
use super::vocabulary;

/// Blanks that set two cells apart.
const BLANKS: usize = 3;
/// Least number of rows; fewer lines with gaps are chance.
const ROWS: usize = 3;
/// How far, in characters, a cell may begin from the one above it.
const SLACK: usize = 3;

/// The cells of a line: byte ranges of its text.
pub fn cells(text: &str) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let (mut from, mut blanks, mut end) = (0, 0, 0);
    for (at, sign) in text.char_indices() {
        if sign.is_whitespace() {
            blanks += 1;
            continue;
        }
        if blanks >= BLANKS && end > 0 {
            cells.push(from..end);
            from = at;
        }
        (blanks, end) = (0, at + sign.len_utf8());
    }
    cells.push(from..end);
    cells
}

/// How many of the body lines from a place on are rows of one table; 0 where none begins.
pub fn rows(lines: &[Line], body: &[usize]) -> usize {
    let Some(first) = body.first().map(|index| &lines[*index]) else { return 0 };
    let columns = cells(&first.text);
    // A bullet with a tab after it is a list.
    if label::bullet(&first.text).is_some() || !(2..=8).contains(&columns.len()) {
        return 0;
    }
    let fits = |pair: &[usize]| {
        let (before, line) = (&lines[pair[0]], &lines[pair[1]]);
        let own = cells(&line.text);
        // Room for a signature.
        let signed = line.gap <= 6 && own.iter().all(|cell| letter::is_name(&line.text[cell.clone()]));
        let close = line.page == before.page && (line.gap <= 1 || signed);
        close
            && own.len() == columns.len()
            && (line.size > 0.0 || aligned(first, &columns, line, &own))
            && !letter::is_head_line(&line.text)
    };
    let more = body.windows(2).take_while(|pair| fits(pair)).count();
    // Printed places show columns surely, so two rows of three cells are a table.
    let offices = columns.iter().all(|cell| vocabulary::is_office(&first.text[cell.clone()]));
    let least = if offices || first.size > 0.0 && columns.len() >= 3 { 2 } else { ROWS };
    if more + 1 >= least && !letter::is_head_line(&first.text) { more + 1 } else { 0 }
}

fn aligned(first: &Line, columns: &[Range<usize>], line: &Line, own: &[Range<usize>]) -> bool {
    let place = |line: &Line, cell: &Range<usize>| line.start as usize + line.text[..cell.start].chars().count();
    let right = |line: &Line, cell: &Range<usize>| line.start as usize + line.text[..cell.end].chars().count();
    columns
        .iter()
        .zip(own)
        .all(|(a, b)| place(first, a).abs_diff(place(line, b)) <= SLACK || right(first, a).abs_diff(right(line, b)) <= SLACK)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines_of_text;
    use super::*;

    fn count(text: &str) -> usize {
        let lines = lines_of_text(text);
        let body: Vec<usize> = (0..lines.len()).collect();
        rows(&lines, &body)
    }

    #[test]
    fn columns_make_a_table() {
        assert_eq!(count("Naam        Bedrag\nBijen       3 mln\nWater       12 mln\nEen zin."), 3);
        assert_eq!(count("Naam        Bedrag\nEen zin.\n"), 0);
        assert_eq!(count("een    gat in een zin\nen nog een zin met    een gat elders\nen zo     verder"), 0);
    }
}
