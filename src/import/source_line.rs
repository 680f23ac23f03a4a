//! Lines of the source: what every reader gives, and what the check of words compares with.
//!
//! Takes: nothing; the modules of `read` make the values.
//! Gives: [`SourceLine`] with its place on the page, and its [`LineFate`].
//! Never: changes the text of a line after it has been read; later steps only say what became of it.

use std::ops::Range;

use crate::diagnostic::{Message, message};

/// Why a line is page furniture and not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PageFurniture {
    /// The number of a page, alone on its line or with the number of pages.
    PageNumber,
    /// A line that returns at the top or bottom of pages.
    RunningHead,
    /// A line of signs without words, such as the rule above the notes.
    Rule,
    /// The address of a link that the converter printed once more beside the text.
    LinkTarget,
    /// A line in a list of contents with page numbers.
    Contents,
    /// A mark of the publisher, such as an ISSN.
    Colophon,
    /// A part of the web page around the document: a menu, a notice about cookies, a link to the top.
    Chrome,
}

impl PageFurniture {
    /// The word that reports print, such as `page-number`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            PageFurniture::PageNumber => "page-number",
            PageFurniture::RunningHead => "running-head",
            PageFurniture::Rule => "rule",
            PageFurniture::LinkTarget => "link-target",
            PageFurniture::Contents => "contents",
            PageFurniture::Colophon => "colophon",
            PageFurniture::Chrome => "site-chrome",
        }
    }

    /// What people call it, in their language.
    pub(crate) fn said(self) -> Message {
        match self {
            PageFurniture::PageNumber => message!("import-page-numbers"),
            PageFurniture::RunningHead => message!("import-running-heads"),
            PageFurniture::Rule => message!("import-rules"),
            PageFurniture::LinkTarget => message!("import-link-targets"),
            PageFurniture::Contents => message!("import-contents"),
            PageFurniture::Colophon => message!("import-colophon"),
            PageFurniture::Chrome => message!("import-chrome"),
        }
    }

    /// The furniture with this name in reports.
    pub(crate) fn by_name(name: &str) -> Option<PageFurniture> {
        ALL_FURNITURE.into_iter().find(|furniture| furniture.name() == name)
    }
}

const ALL_FURNITURE: [PageFurniture; 7] = [
    PageFurniture::PageNumber,
    PageFurniture::RunningHead,
    PageFurniture::Rule,
    PageFurniture::LinkTarget,
    PageFurniture::Contents,
    PageFurniture::Colophon,
    PageFurniture::Chrome,
];

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum LineFate {
    /// Its words are in the running text of the Markdown.
    #[default]
    Body,
    /// Its words are in the note with this index.
    Note(usize),
    /// Its words are in the front matter.
    FrontMatter,
    /// It is left out.
    Furniture(PageFurniture),
}

/// The marker of a note within the text of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoteMarker {
    /// The bytes of the line's text that the marker takes up, including blanks before a separated marker.
    pub(crate) range: Range<usize>,
    /// The index of the note.
    pub(crate) note: usize,
}

/// Letters lower than this share of others are smaller.
const SMALLER: f32 = 0.96;
/// Heights of letters that differ by less than this, in points, are equal.
const SAME_HEIGHT: f32 = 0.3;

/// A line of text that is not blank.
#[derive(Clone, Debug, Default)]
pub(crate) struct SourceLine {
    /// Its number in the source, from 1.
    pub(crate) number: usize,
    /// The page, from 0, as far as can be told.
    pub(crate) page: usize,
    /// The text without blanks at either end.
    pub(crate) text: String,
    /// Where the text begins, measured from the page's left margin: in characters (text) or points (PDF).
    pub(crate) start: f32,
    /// Where it ends, in the same unit.
    pub(crate) end: f32,
    /// The room that the first word and a blank take up, in the same unit.
    pub(crate) first_word: f32,
    /// The height of its letters in points; 0 if unknown.
    pub(crate) size: f32,
    /// Whether the next line is the rest of the same printed line, which a converter broke after a raised number.
    pub(crate) runs_on: bool,
    /// Whether the pages are certain: from form feeds, or from the PDF itself.
    pub(crate) feeds: bool,
    /// How many blank lines there are above it.
    pub(crate) gap: usize,
    /// How many blanks there are after the text.
    pub(crate) tail: usize,
    /// How many bytes at its start are a note's number or a bullet.
    pub(crate) label: usize,
    /// Raised digits, known only for PDF.
    pub(crate) raised: Vec<Range<usize>>,
    /// The footnote markers found in it, in order.
    pub(crate) markers: Vec<NoteMarker>,
    /// What became of it.
    pub(crate) fate: LineFate,
}

impl SourceLine {
    /// Whether the line is running text, as far as is known.
    pub(crate) fn is_body(&self) -> bool {
        self.fate == LineFate::Body
    }

    /// Whether its letters are certainly smaller than those of a text, which are `size` high; 0 stands for an unknown
    /// height.
    pub(crate) fn is_smaller(&self, size: f32) -> bool {
        self.is_measured() && self.size < size * SMALLER
    }

    /// Whether the height of its letters and the place of every word are known, as only PDF tells.
    pub(crate) fn is_measured(&self) -> bool {
        self.size > 0.0
    }

    /// Whether its letters are as high as others, in points.
    pub(crate) fn is_as_high(&self, size: f32) -> bool {
        (self.size - size).abs() < SAME_HEIGHT
    }
}
