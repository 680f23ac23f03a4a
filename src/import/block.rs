//! Blocks: paragraphs, headings, list items and tables in the order of the source, before anything is known of agendas.

use super::rich::{Rich, Style};

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A paragraph, or a line that stands alone.
    Paragraph,
    /// A heading that the source's format marks as one, with its level.
    Heading(u8),
    /// An item of a list: depth from 0, and its number as typed (`3.`, `3)`) or nothing for a bullet.
    ListItem(usize, Option<String>),
    /// A table: rows of cells; the first row is its head.
    Table(Vec<Vec<Rich>>),
}

/// A block and where it stood.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: Kind,
    /// Its text; empty for a table.
    pub rich: Rich,
    /// Indices of the lines that it was made of.
    pub lines: Vec<usize>,
    /// Number of its first line in the source.
    pub line: usize,
    /// Bytes of its first line that are a bullet and no words.
    pub bullet: usize,
    /// Whether there was blank space above it.
    pub spaced: bool,
}

impl Block {
    /// The words of the block, without citations; of a table, those of its cells.
    pub fn text(&self) -> String {
        match &self.kind {
            Kind::Table(rows) => rows.iter().flatten().map(|cell| cell.text() + " ").collect(),
            _ => self.rich.text(),
        }
    }

    /// Whether all of it is bold.
    pub fn is_bold(&self) -> bool {
        self.rich.all(|style: &Style| style.strong)
    }

    /// Whether all of it is italic and not bold.
    pub fn is_italic(&self) -> bool {
        self.rich.all(|style: &Style| style.emphasis && !style.strong)
    }
}

/// A footnote: its own number in the source and its paragraphs.
#[derive(Clone, Debug)]
pub struct Note {
    /// The label in the Markdown, unique in the document.
    pub label: String,
    /// The paragraphs.
    pub blocks: Vec<Rich>,
    /// Line of the source where it begins.
    pub line: usize,
    /// Whether the source breaks it off.
    pub cut_off: bool,
    /// Whether its place in the text was guessed.
    pub guessed: bool,
}

/// What a reader gives: blocks in order and the notes that they cite.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub lines: Vec<super::line::Line>,
    pub blocks: Vec<Block>,
    pub notes: Vec<Note>,
    pub findings: Vec<super::finding::Finding>,
}
