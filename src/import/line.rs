//! Lines of the source: what every reader gives and the check of words compares with.
//! A line is never changed after reading; later stages only say what became of it.

use std::ops::Range;

/// Why a line is page furniture and not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Furniture {
    PageNumber,
    RunningHead,
    /// A line of signs without words, such as the rule above the notes.
    Rule,
    /// The address of a link that the converter printed beside the text a second time.
    LinkTarget,
    /// A line of a contents list with page numbers.
    Contents,
    /// Publisher's marks such as an ISSN.
    Colophon,
}

impl Furniture {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Furniture::PageNumber => "page-number",
            Furniture::RunningHead => "running-head",
            Furniture::Rule => "rule",
            Furniture::LinkTarget => "link-target",
            Furniture::Contents => "contents",
            Furniture::Colophon => "colophon",
        }
    }
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Fate {
    /// Its words are in the Markdown's running text.
    #[default]
    Body,
    /// Its words are in the note with this index.
    Note(usize),
    /// Its words are in the front matter.
    FrontMatter,
    /// It is left out.
    Furniture(Furniture),
}

/// A note's marker within a line's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Bytes of the line's text that the marker takes, blanks before a detached marker included.
    pub range: Range<usize>,
    /// Index of the note.
    pub note: usize,
}

/// One line of text that is not blank.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its number in the source, from 1.
    pub number: usize,
    /// The page, from 0, as far as it can be told.
    pub page: usize,
    /// The text without blanks at either end.
    pub text: String,
    /// Where the text begins and ends, in characters (text) or points (PDF).
    pub start: f32,
    /// See `start`.
    pub end: f32,
    /// Room that the first word and a blank take, in the same unit.
    pub first_word: f32,
    /// Height of the letters in points; 0 when unknown.
    pub size: f32,
    /// Whether the next line is the rest of the same printed line, which a converter broke after a raised number.
    pub runs_on: bool,
    /// Whether the pages are told surely: by form feeds or by the PDF itself.
    pub feeds: bool,
    /// Blank lines above it.
    pub gap: usize,
    /// Blanks after the text.
    pub tail: usize,
    /// Bytes at its start that are a note's number or a bullet.
    pub label: usize,
    /// Raised digits, known for PDF only.
    pub raised: Vec<Range<usize>>,
    /// Footnote markers found in it, in order.
    pub markers: Vec<Marker>,
    /// What became of it.
    pub fate: Fate,
}

/// Above this many blank lines a text without form feeds has a page break. Paragraphs in raw
/// text of letters have up to four blank lines between them; page breaks have six and more.
const BLANK_LINES_OF_A_PAGE_BREAK: usize = 5;

/// Signs with which web pages lead back from a note; they are not part of its words.
pub const BACK_LINKS: [char; 4] = ['↩', '\u{fe0e}', '\u{fe0f}', '⏎'];

/// Splits plain text into lines that are not blank, with pages told by form feeds or, where there are none, by long runs of blank lines.
pub fn lines_of_text(text: &str) -> Vec<Line> {
    let has_form_feeds = text.contains('\u{c}');
    let mut lines: Vec<Line> = Vec::new();
    let (mut gap, mut page) = (0, 0);
    for (index, raw) in text.split('\n').enumerate() {
        let feeds = raw.matches('\u{c}').count();
        page += feeds;
        let visible = raw.trim_end_matches('\r');
        let trimmed = visible.trim_matches(|c: char| c.is_whitespace() || c == '\u{c}').trim_end_matches(BACK_LINKS).trim_end();
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
        lines.push(Line {
            number: index + 1,
            page,
            text: trimmed.to_string(),
            start: lead as f32,
            end: (lead + length) as f32,
            first_word: (first + 1) as f32,
            feeds: has_form_feeds,
            gap,
            tail: visible.chars().rev().take_while(|c| c.is_whitespace()).count(),
            ..Line::default()
        });
        gap = 0;
    }
    level_margins(&mut lines);
    lines
}

/// Takes each page's left margin off, which `pdftotext -layout` keeps.
fn level_margins(lines: &mut [Line]) {
    for page in lines.chunk_by_mut(|a, b| a.page == b.page) {
        let margin = page.iter().map(|line| line.start).fold(f32::MAX, f32::min);
        for line in page {
            line.start -= margin;
            line.end -= margin;
        }
    }
}

impl Line {
    /// Whether the line is running text as far as known.
    pub fn is_body(&self) -> bool {
        self.fate == Fate::Body
    }

    /// Whether its letters are surely smaller than those of a text, which are `size` high; 0 stands for an unknown height.
    pub fn is_smaller(&self, size: f32) -> bool {
        self.size > 0.0 && self.size < size * 0.96
    }

    /// Whether its letters are as high as others, in points.
    pub fn is_as_high(&self, size: f32) -> bool {
        (self.size - size).abs() < 0.3
    }
}
