//! Two columns of text that a converter printed side by side, line for line, so that the left one is read to its end first.
//!
//! Takes: the lines of a text.
//! Gives: the same words, with the lines of the right column behind those of the left one.
//! Never: takes the cells of a table, an address or signatures for columns of text.

use std::ops::Range;

use super::table_columns;
use crate::import::genre::item_label;
use crate::import::source_line::SourceLine;

/// The fewest lines that have text in both columns; with fewer, gaps are chance.
const LINES: usize = 4;
/// The fewest words of most lines of a column.
const WORDS: usize = 3;
/// How far, in characters, the right column may begin from where it began before.
const SLACK: f32 = 1.0;
/// The most blank lines between two lines of the columns.
const GAP: usize = 2;

/// Which columns a line has.
enum LineSides {
    Left,
    Right,
    /// The bytes of each.
    Both([Range<usize>; 2]),
}

/// Reads columns one after another.
pub(super) fn in_reading_order(lines: Vec<SourceLine>) -> Vec<SourceLine> {
    let width = lines.iter().map(|line| line.end).fold(0.0, f32::max);
    let mut read = Vec::with_capacity(lines.len());
    let mut from = 0;
    while from < lines.len() {
        let Some(edge) = right_edge(&lines[from]) else {
            read.push(lines[from].clone());
            from += 1;
            continue;
        };
        let length = run_length(&lines[from..], edge);
        let run = &lines[from..from + length];
        match columns(run, edge) {
            Some(columns) => read.extend(columns.into_iter().flat_map(|column| stretched(column, width))),
            None => read.extend(run.iter().cloned()),
        }
        from += length;
    }
    read
}

/// Where the right column begins, if a line has two cells.
fn right_edge(line: &SourceLine) -> Option<f32> {
    let cells = table_columns::cells(&line.text);
    (cells.len() == 2).then(|| place(line, cells[1].start))
}

fn place(line: &SourceLine, byte: usize) -> f32 {
    line.start + line.text[..byte].chars().count() as f32
}

/// How many lines belong together: the last of them has text on the right, or goes on without a blank line.
fn run_length(lines: &[SourceLine], edge: f32) -> usize {
    let (mut length, mut right_ended) = (1, false);
    for (at, line) in lines.iter().enumerate().skip(1) {
        let titled = line.gap > 0 && item_label::label(&line.text).is_some();
        let sides = sides(line, edge).filter(|_| line.page == lines[0].page && line.gap <= GAP && !titled);
        match sides {
            None => break,
            Some(LineSides::Left) if line.gap > 0 => right_ended = true,
            Some(LineSides::Left) if right_ended => {}
            Some(_) => (length, right_ended) = (at + 1, false),
        }
    }
    length
}

fn sides(line: &SourceLine, edge: f32) -> Option<LineSides> {
    let cells = table_columns::cells(&line.text);
    let apart = |byte: usize| (place(line, byte) - edge).abs() <= SLACK;
    match cells.as_slice() {
        [left, right] if apart(right.start) => Some(LineSides::Both([left.clone(), right.clone()])),
        [_] if (line.start - edge).abs() <= SLACK => Some(LineSides::Right),
        [_] if line.end < edge => Some(LineSides::Left),
        _ => None,
    }
}

/// The lines of both columns, if they have text that goes on from line to line.
fn columns(run: &[SourceLine], edge: f32) -> Option<[Vec<SourceLine>; 2]> {
    let [mut left, mut right] = [Vec::new(), Vec::new()];
    let mut both = 0;
    for line in run {
        match sides(line, edge)? {
            LineSides::Left => left.push(line.clone()),
            LineSides::Right => right.push(line.clone()),
            LineSides::Both([first, second]) => {
                both += 1;
                left.push(cut(line, first));
                right.push(cut(line, second));
            }
        }
    }
    if both < LINES || !is_text(&left) || !is_text(&right) {
        return None;
    }
    let goes_on = left.last().is_some_and(|line| !line.text.ends_with(['.', ':', '?', '”']))
        && right.first().is_some_and(|line| line.text.starts_with(char::is_lowercase));
    if let Some(first) = right.first_mut() {
        first.gap = usize::from(!goes_on);
    }
    Some([left, right])
}

/// Lines of a column, measured as if it were as wide as the page, so that a full line of it counts as a full line.
fn stretched(mut column: Vec<SourceLine>, width: f32) -> Vec<SourceLine> {
    let left = column.iter().map(|line| line.start).fold(f32::MAX, f32::min);
    let right = column.iter().map(|line| line.end).fold(0.0, f32::max);
    let stretch = width / (right - left).max(1.0);
    for line in &mut column {
        (line.start, line.end) = ((line.start - left) * stretch, (line.end - left) * stretch);
        line.first_word *= stretch;
    }
    column
}

/// A line with only some of its bytes.
fn cut(line: &SourceLine, bytes: Range<usize>) -> SourceLine {
    let text = line.text[bytes.clone()].to_owned();
    let start = place(line, bytes.start);
    let first = text.split_whitespace().next().map_or(0, |word| word.chars().count());
    let end = start + text.chars().count() as f32;
    SourceLine { start, end, first_word: (first + 1) as f32, tail: 0, text, ..line.clone() }
}

/// Whether most lines have some words, and half of them go on with a small letter, as those of a paragraph do.
fn is_text(lines: &[SourceLine]) -> bool {
    let worded = lines.iter().filter(|line| line.text.split_whitespace().count() >= WORDS).count();
    let small = lines.iter().filter(|line| line.text.starts_with(char::is_lowercase)).count();
    worded * 4 >= lines.len() * 3 && small * 2 >= lines.len()
}

#[cfg(test)]
mod tests {
    use super::super::text_lines::lines_of_text;

    fn read(text: &str) -> Vec<String> {
        lines_of_text(text).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn the_left_column_comes_first() {
        let text = "De bijen vliegen over de stad,       Inzet Nederland is dat zij\n\
                    en dat doen zij elke dag in het      water krijgen in de zomer, met\n\
                    voorjaar, als het niet te koud       een bak op elk dak in de stad\n\
                    is om over de stad te vliegen.       of anders in de tuin.\n\nTwee bijen.";
        let lines = read(text);
        assert_eq!(
            (lines[3].as_str(), lines[4].as_str()),
            ("is om over de stad te vliegen.", "Inzet Nederland is dat zij")
        );
        assert_eq!((lines.len(), lines[8].as_str()), (9, "Twee bijen."));
    }

    #[test]
    fn tables_and_addresses_stay() {
        for text in [
            "Naam           Bedrag\nBijen          3 mln\nWater          12 mln\nLucht          4 mln\nBodem        5 mln",
            "De bijen van de stad         Ministerie van Lucht en Water\nDe wespen van de stad        Postbus van het ministerie\n\
             De vogels van de stad        Plein van de stad\nDe vissen van de stad        Kamer van de vissen",
        ] {
            assert_eq!(read(text).len(), text.lines().count());
        }
    }
}
