//! Tables in text, whose columns a converter separated by blanks.
//!
//! Takes: lines.
//! Gives: how many of them are rows of one table, and the cells of a row.
//! Never: takes two lines that have gaps by chance for a table.

use std::ops::Range;

use crate::import::genre::item_label;
use crate::import::genre::letter_words;
use crate::import::genre::offices;
use crate::import::source_line::SourceLine;

/// How many blanks separate two cells.
const BLANKS: usize = 3;
/// The fewest rows; with fewer, gaps are chance.
const ROWS: usize = 3;
/// How far, in characters, the start of a cell may be from that of the cell above.
const SLACK: usize = 3;

/// The cells of a line: byte ranges of its text.
pub(crate) fn cells(text: &str) -> Vec<Range<usize>> {
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

/// How many lines of the body, from this place on, are rows of one table; 0 if none begins here.
pub(crate) fn rows(lines: &[SourceLine], body: &[usize]) -> usize {
    let Some(first) = body.first().map(|index| &lines[*index]) else { return 0 };
    let columns = cells(&first.text);
    // A bullet or a number and a tab make a list.
    let numbered = columns.len() == 2 && item_label::label(&format!("{} A", &first.text[columns[0].clone()])).is_some();
    if item_label::bullet(&first.text).is_some() || numbered || !(2..=8).contains(&columns.len()) {
        return 0;
    }
    let fits = |pair: &[usize]| {
        let (before, line) = (&lines[pair[0]], &lines[pair[1]]);
        let own = cells(&line.text);
        // Space left for a signature.
        let signed = line.gap <= 6 && own.iter().all(|cell| letter_words::is_name(&line.text[cell.clone()]));
        // A table goes on at the top of the next page.
        let close = if line.page == before.page { line.gap <= 1 || signed } else { line.page == before.page + 1 };
        close
            && own.len() == columns.len()
            && (line.size > 0.0 || aligned(first, &columns, line, &own))
            && !letter_words::is_head_line(&line.text)
    };
    let more = body.windows(2).take_while(|pair| fits(pair)).count();
    // In print, places show columns for certain, so two rows of three cells are a table.
    let offices = columns.iter().all(|cell| offices::is_office(&first.text[cell.clone()]));
    let least = if offices || first.size > 0.0 && columns.len() >= 3 { 2 } else { ROWS };
    if more + 1 >= least && !letter_words::is_head_line(&first.text) { more + 1 } else { 0 }
}

fn aligned(first: &SourceLine, columns: &[Range<usize>], line: &SourceLine, own: &[Range<usize>]) -> bool {
    let place = |line: &SourceLine, cell: &Range<usize>| line.start as usize + line.text[..cell.start].chars().count();
    let right = |line: &SourceLine, cell: &Range<usize>| line.start as usize + line.text[..cell.end].chars().count();
    columns.iter().zip(own).all(|(a, b)| {
        place(first, a).abs_diff(place(line, b)) <= SLACK || right(first, a).abs_diff(right(line, b)) <= SLACK
    })
}

#[cfg(test)]
mod tests {
    use super::super::text_lines::lines_of_text;
    use super::*;

    fn count(text: &str) -> usize {
        let lines = lines_of_text(text);
        let body: Vec<usize> = (0..lines.len()).collect();
        rows(&lines, &body)
    }

    #[test]
    fn numbers_and_tabs_make_a_list() {
        assert_eq!(count("1.     bijen in de stad;\n2.     water in de meren;\n3.     lucht boven de stad."), 0);
    }

    #[test]
    fn columns_make_a_table() {
        assert_eq!(count("Naam        Bedrag\nBijen       3 mln\nWater       12 mln\nEen zin."), 3);
        assert_eq!(count("Naam        Bedrag\nEen zin.\n"), 0);
        assert_eq!(count("een    gat in een zin\nen nog een zin met    een gat elders\nen zo     verder"), 0);
    }
}
