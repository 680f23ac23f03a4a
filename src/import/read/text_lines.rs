//! From plain text to lines.
//!
//! Takes: text with or without form feeds.
//! Gives: the lines that are not blank, with their pages and their places in characters.
//! Never: changes a word.

use super::readable_text::BACK_LINKS;
use super::text_columns;
use crate::import::source_line::SourceLine;

/// In a text without form feeds, more blank lines than this are a page break. Paragraphs in plain text of letters have
/// up to four blank lines between them; page breaks have six and more.
const BLANK_LINES_OF_A_PAGE_BREAK: usize = 5;

/// Splits plain text into lines that are not blank. Form feeds end pages or, if there are none, long series of blank
/// lines do.
pub(crate) fn lines_of_text(text: &str) -> Vec<SourceLine> {
    let has_form_feeds = text.contains('\u{c}');
    let mut lines: Vec<SourceLine> = Vec::new();
    let (mut gap, mut page) = (0, 0);
    for (index, raw) in text.split('\n').enumerate() {
        let feeds = raw.matches('\u{c}').count();
        page += feeds;
        let visible = raw.trim_end_matches('\r');
        let trimmed =
            visible.trim_matches(|c: char| c.is_whitespace() || c == '\u{c}').trim_end_matches(BACK_LINKS).trim_end();
        if trimmed.is_empty() {
            gap += 1;
            continue;
        }
        if !has_form_feeds && gap > BLANK_LINES_OF_A_PAGE_BREAK && !lines.is_empty() {
            page += 1;
        }
        let lead = visible.chars().take_while(|c| c.is_whitespace()).filter(|c| *c != '\u{c}').count();
        let length = trimmed.chars().count();
        let first = trimmed.split_whitespace().next().map_or(0, |word| word.chars().count());
        lines.push(SourceLine {
            number: index + 1,
            page,
            text: trimmed.to_string(),
            start: lead as f32,
            end: (lead + length) as f32,
            first_word: (first + 1) as f32,
            feeds: has_form_feeds,
            gap,
            tail: visible.chars().rev().take_while(|c| c.is_whitespace()).count(),
            ..SourceLine::default()
        });
        gap = 0;
    }
    level_margins(&mut lines);
    text_columns::in_reading_order(lines)
}

/// Removes the left margin of each page, which `pdftotext -layout` keeps.
fn level_margins(lines: &mut [SourceLine]) {
    for page in lines.chunk_by_mut(|a, b| a.page == b.page) {
        let margin = page.iter().map(|line| line.start).fold(f32::MAX, f32::min);
        for line in page {
            line.start -= margin;
            line.end -= margin;
        }
    }
}
