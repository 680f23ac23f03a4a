//! PDF by way of `pdftotext -bbox-layout`: from words with their places to lines.
//!
//! Takes: the output of the program, with places in points from the upper left corner.
//! Gives: lines in reading order. The height of letters distinguishes notes from text and raised digits from numbers,
//! which plain text cannot.
//! Never: drops the hyphen at the end of a line, as `pdftotext` does without options.

use super::html::tags::{self, HtmlTag};
use super::pdf_columns::{self, ReadRow, RowPlace};
use super::readable_text::BACK_LINKS;
use crate::import::source_line::SourceLine;

/// A word or line on its page, in points.
#[derive(Clone, Debug, Default)]
struct PdfBox {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

#[derive(Clone, Debug, Default)]
struct PdfWord {
    spot: PdfBox,
    text: String,
}

#[derive(Clone, Debug, Default)]
struct PdfRow {
    page: usize,
    words: Vec<PdfWord>,
    /// Whether a new block of the page begins with it.
    opens_block: bool,
}

/// The lines of a PDF, in reading order.
pub(crate) fn lines(boxes: &str) -> Vec<SourceLine> {
    let rows = merge_cells(merge_labels(in_columns(rows(boxes))));
    let mut lines: Vec<SourceLine> = rows.iter().filter_map(line).collect();
    gaps(&rows, &mut lines);
    for (index, line) in lines.iter_mut().enumerate() {
        line.number = index + 1;
    }
    for page in lines.chunk_by_mut(|a, b| a.page == b.page) {
        let margin = page.iter().map(|line| line.start).fold(f32::MAX, f32::min);
        for line in page {
            line.start -= margin;
            line.end -= margin;
        }
    }
    lines
}

fn rows(boxes: &str) -> Vec<PdfRow> {
    let mut rows: Vec<PdfRow> = Vec::new();
    let mut pages = 0;
    let mut opens_block = false;
    let mut in_word = false;
    for tag in tags::tags(boxes) {
        match &tag {
            HtmlTag::Open { name, .. } if name == "page" => pages += 1,
            HtmlTag::Open { name, .. } if name == "block" => opens_block = true,
            HtmlTag::Open { name, .. } if name == "line" => {
                rows.push(PdfRow { page: pages, words: Vec::new(), opens_block });
                opens_block = false;
            }
            HtmlTag::Open { name, .. } if name == "word" => {
                in_word = true;
                if let Some(row) = rows.last_mut() {
                    row.words.push(PdfWord { spot: spot(&tag), text: String::new() });
                }
            }
            HtmlTag::Close { name } if name == "word" => in_word = false,
            HtmlTag::Text { text, .. } if in_word => {
                if let Some(word) = rows.last_mut().and_then(|row| row.words.last_mut()) {
                    word.text.push_str(text.trim());
                }
            }
            _ => {}
        }
    }
    rows.retain(|row| row.words.iter().any(|word| !word.text.trim_matches(BACK_LINKS).is_empty()));
    rows
}

/// The rows in reading order. Each column counts as a page, so that its notes stand at its foot and its margin is its own.
fn in_columns(rows: Vec<PdfRow>) -> Vec<PdfRow> {
    let mut read: Vec<PdfRow> = Vec::with_capacity(rows.len());
    let (mut page, mut of_source) = (0, 0);
    for rows in rows.chunk_by(|a, b| a.page == b.page) {
        // Pages without words count, too.
        page += rows.first().map_or(0, |row| row.page - of_source);
        of_source = rows.first().map_or(of_source, |row| row.page);
        let places: Vec<RowPlace> =
            rows.iter().map(|row| RowPlace { left: row.left(), right: row.right(), top: row.top() }).collect();
        for ReadRow { row, opens_column } in pdf_columns::reading_order(&places) {
            page += usize::from(opens_column);
            read.push(PdfRow { page, opens_block: rows[row].opens_block || opens_column, ..rows[row].clone() });
        }
    }
    read
}

fn spot(tag: &HtmlTag) -> PdfBox {
    let number = |name: &str| {
        tag.attribute(name).and_then(|value| value.parse().ok()).filter(|value: &f32| value.is_finite()).unwrap_or(0.0)
    };
    PdfBox { left: number("xmin"), right: number("xmax"), top: number("ymin"), bottom: number("ymax") }
}

impl PdfRow {
    fn left(&self) -> f32 {
        self.words.first().map_or(0.0, |word| word.spot.left)
    }

    fn right(&self) -> f32 {
        self.words.last().map_or(0.0, |word| word.spot.right)
    }

    fn top(&self) -> f32 {
        self.words.iter().map(|word| word.spot.top).fold(f32::MAX, f32::min)
    }

    fn bottom(&self) -> f32 {
        self.words.iter().map(|word| word.spot.bottom).fold(0.0, f32::max)
    }

    /// The height of most of its letters, in points.
    fn size(&self) -> f32 {
        let mut heights: Vec<f32> = self.words.iter().map(|word| word.spot.bottom - word.spot.top).collect();
        heights.sort_by(f32::total_cmp);
        heights.get(heights.len() / 2).copied().unwrap_or(0.0)
    }

    /// Whether it is just a label: the number of a note, an item or a list.
    fn is_label(&self) -> bool {
        let text: String = self.words.iter().map(|word| word.text.as_str()).collect();
        self.words.len() == 1
            && text.chars().count() <= 4
            && text.ends_with(|c: char| c.is_ascii_digit() || ".)•–-▪o".contains(c))
    }
}

/// How many rows after a label its text may come.
const LABEL_REACH: usize = 12;

/// Puts labels that the converter separated before the text on their right.
fn merge_labels(mut rows: Vec<PdfRow>) -> Vec<PdfRow> {
    for index in 0..rows.len() {
        if !rows[index].is_label() {
            continue;
        }
        let reach = index.saturating_sub(LABEL_REACH)..(index + LABEL_REACH).min(rows.len());
        let label = &rows[index];
        let text = reach
            .filter(|other| *other != index && !rows[*other].is_label())
            .find(|other| rows[*other].page == label.page && is_beside(label, &rows[*other]));
        if let Some(text) = text {
            let mut words = std::mem::take(&mut rows[index].words);
            words.append(&mut rows[text].words);
            rows[text].words = words;
            rows[text].opens_block |= rows[index].opens_block;
        }
    }
    rows.retain(|row| !row.words.is_empty());
    rows
}

/// Joins rows that stand side by side, one right after the other, as cells of one printed line.
fn merge_cells(rows: Vec<PdfRow>) -> Vec<PdfRow> {
    let mut merged: Vec<PdfRow> = Vec::with_capacity(rows.len());
    for row in rows {
        match merged.last_mut() {
            Some(left) if left.page == row.page && is_beside_far(left, &row) => left.words.extend(row.words),
            _ => merged.push(row),
        }
    }
    merged
}

fn is_beside_far(left: &PdfRow, row: &PdfRow) -> bool {
    let overlap = left.bottom().min(row.bottom()) - left.top().max(row.top());
    let height = (left.bottom() - left.top()).min(row.bottom() - row.top());
    overlap > height * 0.6 && row.left() > left.right() + left.size()
}

fn is_beside(label: &PdfRow, row: &PdfRow) -> bool {
    let overlap = label.bottom().min(row.bottom()) - label.top().max(row.top());
    let height = (label.bottom() - label.top()).min(row.bottom() - row.top());
    let apart = row.left() - label.right();
    overlap > height * 0.4 && (-1.0..60.0).contains(&apart)
}

/// The line made from a row. Raised digits are glued to the word before and remembered.
fn line(row: &PdfRow) -> Option<SourceLine> {
    let size = row.words.iter().map(|word| word.spot.bottom - word.spot.top).fold(0.0, f32::max).max(0.1);
    let base = row.bottom();
    let mut made = SourceLine {
        page: row.page,
        start: row.left(),
        end: row.right(),
        size: row.size(),
        feeds: true,
        ..SourceLine::default()
    };
    let mut before: Option<&PdfWord> = None;
    for word in row.words.iter().filter(|word| !word.text.is_empty()) {
        let height = word.spot.bottom - word.spot.top;
        let digits = word.text.trim_end_matches([',', '.', ';', ')']);
        let small = height < size * 0.85 || row.words.len() == 1;
        let raised = !digits.is_empty()
            && digits.bytes().all(|b| b.is_ascii_digit())
            && digits.len() <= 3
            && small
            && word.spot.bottom < base - size * 0.08;
        let touches = before.is_some_and(|before| word.spot.left - before.spot.right < size * 0.08);
        let apart = before.is_some_and(|before| word.spot.left - before.spot.right > size);
        if !made.text.is_empty() && !touches {
            // Wide gaps are kept, since they show columns.
            made.text.push_str(if apart { "   " } else { " " });
        }
        if raised {
            made.raised.push(made.text.len()..made.text.len() + digits.len());
        }
        made.text.push_str(&word.text);
        before = Some(word);
    }
    made.text.truncate(made.text.trim_end_matches(BACK_LINKS).trim_end().len());
    let first = row.words.first()?;
    made.first_word = first.spot.right - first.spot.left + size * 0.2;
    Some(made)
}

/// The blank lines above each line, from the distance to the line before in heights of letters.
fn gaps(rows: &[PdfRow], lines: &mut [SourceLine]) {
    let step = |index: usize| {
        let (before, row) = (&rows[index - 1], &rows[index]);
        let same = before.page == row.page && row.top() > before.top();
        same.then(|| (row.bottom() - before.bottom()) / row.size().max(1.0))
    };
    let mut steps: Vec<f32> = (1..rows.len()).filter(|index| !rows[*index].opens_block).filter_map(step).collect();
    steps.sort_by(f32::total_cmp);
    let usual = steps.get(steps.len() / 2).copied().unwrap_or(1.3);
    for index in 1..rows.len() {
        lines[index].gap = match step(index) {
            Some(step) if step > usual * 1.3 => ((step / usual).round() as usize).clamp(1, 4),
            Some(_) => 0,
            None => usize::from(rows[index - 1].page == rows[index].page),
        };
    }
}
