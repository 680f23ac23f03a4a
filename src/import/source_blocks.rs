//! What reading a source gives: its lines, its blocks (paragraphs, headings, list items, tables) and its notes.
//!
//! Takes: nothing; the modules of `read` make the values.
//! Gives: [`Reading`], in the order of the source.
//! Never: knows what an agenda is.

use super::finding::ImportFinding;
use super::rich_text::RichText;
use super::source_line::SourceLine;

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum BlockKind {
    /// A paragraph, or a line that stands alone.
    Paragraph,
    /// A heading that the source's format marks as one, with its level from 1 to 6. Plain text has none.
    Heading(u8),
    /// An item of a list.
    ListItem {
        /// How many lists it is nested in, less one.
        depth: usize,
        /// Its number as typed (`3.`, `3)`); `None` for a bullet.
        number: Option<String>,
    },
    /// A table: rows of cells, the first of which is its head. Rows may differ in length.
    Table(Vec<Vec<RichText>>),
}

/// A block, and where it was.
#[derive(Clone, Debug)]
pub(crate) struct SourceBlock {
    pub(crate) kind: BlockKind,
    /// Its text, without the bullet or number of a list item; empty for a table.
    pub(crate) rich: RichText,
    /// The indices of the lines in the [`Reading`] from which it was made.
    pub(crate) lines: Vec<usize>,
    /// The number of its first line in the source, from 1.
    pub(crate) line: usize,
    /// How many bytes of its first line are a bullet and not words.
    pub(crate) bullet: usize,
}

impl SourceBlock {
    /// The words of the block, without citations; for a table, those of its cells, each followed by a blank.
    pub(crate) fn text(&self) -> String {
        match &self.kind {
            BlockKind::Table(rows) => rows.iter().flatten().map(|cell| cell.text() + " ").collect(),
            _ => self.rich.text(),
        }
    }

    /// Its running texts: one, or one for each cell of a table.
    pub(crate) fn texts(&self) -> Vec<&RichText> {
        match &self.kind {
            BlockKind::Table(rows) => rows.iter().flatten().collect(),
            _ => vec![&self.rich],
        }
    }

    /// Its level, if the source's format marks it as a heading.
    pub(crate) fn heading_level(&self) -> Option<u8> {
        match self.kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        }
    }

    /// Whether all of it is bold.
    pub(crate) fn is_bold(&self) -> bool {
        self.rich.all(|style| style.strong)
    }

    /// Whether all of it is italic and not bold.
    pub(crate) fn is_italic(&self) -> bool {
        self.rich.all(|style| style.emphasis && !style.strong)
    }
}

#[cfg(test)]
impl SourceBlock {
    /// A paragraph that is the first line of a source.
    pub(crate) fn paragraph(text: &str) -> SourceBlock {
        SourceBlock { kind: BlockKind::Paragraph, rich: RichText::plain(text), lines: Vec::new(), line: 1, bullet: 0 }
    }
}

/// A footnote or endnote.
#[derive(Clone, Debug)]
pub(crate) struct SourceNote {
    /// The label in the Markdown, unique in the document: the note's own number, preceded by the number of the series
    /// where one starts over.
    pub(crate) label: String,
    /// Its paragraphs, without the number.
    pub(crate) blocks: Vec<RichText>,
    /// Whether it breaks off in the source.
    pub(crate) cut_off: bool,
    /// Whether its place in the text was guessed, since no marker was found.
    pub(crate) guessed: bool,
}

/// A source that has been read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    /// Every line that is not blank; the check of words compares with these.
    pub(crate) lines: Vec<SourceLine>,
    pub(crate) blocks: Vec<SourceBlock>,
    /// The notes, by the index that citations and lines use.
    pub(crate) notes: Vec<SourceNote>,
    pub(crate) findings: Vec<ImportFinding>,
}
