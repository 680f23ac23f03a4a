//! What a document says, as the typesetter takes it.
//!
//! Takes: nothing; these are plain values that anybody can put together.
//! Gives: [`PrintedDocument`] and what it consists of.
//! Never: holds markup. A text is what a reader sees, character by character.

use serde::Serialize;

/// A document to be set on pages of A4.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PrintedDocument {
    /// What tells it from every other document and stays the same, such as its address; may be empty.
    #[serde(skip)]
    pub identity: String,
    /// What it is called. A PDF has to have a title, so an empty one becomes a dash.
    pub title: String,
    /// A line under the title, such as days and place; may be empty.
    pub subtitle: String,
    /// A line above the title that says what kind of document it is; may be empty.
    pub kicker: String,
    /// The language of its text, unless a passage says otherwise.
    pub language: PrintedLanguage,
    /// Who wrote it, for programs that list documents.
    pub authors: Vec<String>,
    /// What it is about, in a sentence, for such programs.
    pub description: Option<String>,
    /// Words under which it can be found, for such programs.
    pub keywords: Vec<String>,
    /// The day of the document. Nothing else is known of time.
    pub date: Option<PrintedDay>,
    /// What stands above every page but the first.
    pub running: RunningHeads,
    /// What stands below every page, beside its number; may be empty.
    pub foot: String,
    /// What stands between the title and the contents, such as facts.
    pub front: Vec<PrintedBlock>,
    /// The heading of the table of contents; without one there is no such table.
    pub contents: String,
    /// The text itself.
    pub body: Vec<PrintedBlock>,
    /// The notes. Each is set at the foot of the page that first cites it.
    pub notes: Vec<PrintedNote>,
    /// What is attached to the PDF. With any, it is PDF/A-3a, which allows that, else PDF/A-2a. Without a day nothing is.
    pub files: Vec<PrintedFile>,
}

/// A language, as a BCP 47 code taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintedLanguage {
    /// Two or three lower-case letters: `nl`.
    pub code: String,
    /// Two upper-case letters, if it is that of one country: `BE`.
    pub region: Option<String>,
}

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PrintedDay {
    /// Not before the year 0.
    pub year: i32,
    /// From 1 to 12.
    pub month: u8,
    /// From 1 to 31.
    pub day: u8,
}

/// What stands above every page but the first.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RunningHeads {
    /// At the left, such as the name of the site.
    pub left: String,
    /// At the right, such as a short name of the document.
    pub right: String,
}

/// A piece of text that begins on a line of its own.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum PrintedBlock {
    /// A heading. The first must be of level 1, and none may skip a level; levels that do are set right.
    Heading {
        /// From 1.
        level: u8,
        /// The label before its words: `I.`; may be empty.
        label: String,
        /// Its words.
        parts: Vec<PrintedPart>,
        /// Its words as the contents show them.
        plain: String,
        /// What links name it by; unique in the document.
        anchor: String,
    },
    /// Some lines of running text.
    Paragraph {
        /// Its words.
        parts: Vec<PrintedPart>,
    },
    /// A line about the text rather than of it, such as what is done with an item.
    Remark {
        /// Its words.
        parts: Vec<PrintedPart>,
        /// Whether it stands out.
        strong: bool,
        /// Whether it stays on one page with what follows.
        sticky: bool,
    },
    /// Entries below each other, with numbers or marks.
    List {
        /// The number of its first entry; `None` for a list without numbers.
        start: Option<u64>,
        /// Its entries.
        items: Vec<Vec<PrintedBlock>>,
    },
    /// What somebody else said.
    Quote {
        /// Its text.
        blocks: Vec<PrintedBlock>,
    },
    /// A text whose line breaks count.
    Code {
        /// What it says, line by line.
        text: String,
    },
    /// A table. Every row of head and body fills as many columns as the table has, counting those that its cells span.
    Table {
        /// How many columns there are, from 1.
        columns: usize,
        /// The rows that name the columns; repeated on each page.
        head: Vec<Vec<PrintedCell>>,
        /// The other rows.
        body: Vec<Vec<PrintedCell>>,
    },
    /// Names with what they stand for.
    Facts {
        /// In the order of the page.
        facts: Vec<PrintedFact>,
    },
    /// A line between passages.
    Rule,
    /// A passage in another language.
    Passage {
        /// What it is written in.
        language: PrintedLanguage,
        /// Its text.
        blocks: Vec<PrintedBlock>,
    },
}

/// A part of a line.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum PrintedPart {
    /// Words as they are.
    Text {
        /// The words.
        text: String,
    },
    /// Words that weigh more.
    Strong {
        /// The words.
        parts: Vec<PrintedPart>,
    },
    /// Words that are stressed.
    Emphasis {
        /// The words.
        parts: Vec<PrintedPart>,
    },
    /// Words that no longer hold.
    Strike {
        /// The words.
        parts: Vec<PrintedPart>,
    },
    /// Words above the line.
    Superscript {
        /// The words.
        parts: Vec<PrintedPart>,
    },
    /// Words below the line.
    Subscript {
        /// The words.
        parts: Vec<PrintedPart>,
    },
    /// Words between the quotation marks of the language.
    Quoted {
        /// The words.
        parts: Vec<PrintedPart>,
    },
    /// Words as a machine knows them.
    Code {
        /// The words.
        text: String,
    },
    /// A link to another document.
    Link {
        /// A whole address, with its scheme.
        address: String,
        /// Its words.
        parts: Vec<PrintedPart>,
    },
    /// A link to a heading of the same document. If there is none of that name, only the words remain.
    Place {
        /// The anchor of the heading.
        anchor: String,
        /// Its words.
        parts: Vec<PrintedPart>,
    },
    /// The end of a line.
    Break,
    /// The mark of a note. One that the document does not have is left out, as is one within a note.
    Note {
        /// Its index among the notes, from 0.
        note: usize,
        /// Whether the note is set here; whatever is given, that is so for the first mark.
        first: bool,
    },
}

/// A note.
#[derive(Debug, Clone, Serialize)]
pub struct PrintedNote {
    /// What marks it: `15`.
    pub number: String,
    /// Its text.
    pub blocks: Vec<PrintedBlock>,
}

/// A cell of a table.
#[derive(Debug, Clone, Serialize)]
pub struct PrintedCell {
    /// Its words.
    pub parts: Vec<PrintedPart>,
    /// How many columns it spans, from 1.
    pub columns: usize,
    /// On which side its words stand.
    pub align: CellSide,
}

/// A side of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CellSide {
    /// Where lines begin.
    #[default]
    Left,
    /// Between the two.
    Center,
    /// Where lines end: for numbers.
    Right,
}

/// A name with what it stands for.
#[derive(Debug, Clone, Serialize)]
pub struct PrintedFact {
    /// What it is.
    pub name: String,
    /// What is said of it.
    pub parts: Vec<PrintedPart>,
}

/// A file that is attached to a PDF.
#[derive(Debug, Clone, Serialize)]
pub struct PrintedFile {
    /// Its name, without a folder.
    pub name: String,
    /// Its kind, as a media type: `text/markdown`.
    pub kind: String,
    /// What it is, in words.
    pub description: String,
    /// What it is to the document.
    pub relation: FileRelation,
    /// What is in it.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// What an attached file is to the document (ISO 19005-3, section 6.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileRelation {
    /// What the document was made from.
    Source,
    /// The same as data.
    Data,
}

impl Default for PrintedLanguage {
    /// What is not determined.
    fn default() -> Self {
        PrintedLanguage { code: "und".to_owned(), region: None }
    }
}

impl PrintedPart {
    /// Words as they are.
    pub fn text(text: impl Into<String>) -> PrintedPart {
        PrintedPart::Text { text: text.into() }
    }

    /// The parts within it; none for what has words or nothing.
    pub(crate) fn inner(&mut self) -> Option<&mut Vec<PrintedPart>> {
        match self {
            PrintedPart::Strong { parts }
            | PrintedPart::Emphasis { parts }
            | PrintedPart::Strike { parts }
            | PrintedPart::Superscript { parts }
            | PrintedPart::Subscript { parts }
            | PrintedPart::Quoted { parts }
            | PrintedPart::Link { parts, .. }
            | PrintedPart::Place { parts, .. } => Some(parts),
            PrintedPart::Text { .. } | PrintedPart::Code { .. } | PrintedPart::Break | PrintedPart::Note { .. } => None,
        }
    }
}

impl PrintedBlock {
    /// Some lines of running text.
    pub fn paragraph(parts: Vec<PrintedPart>) -> PrintedBlock {
        PrintedBlock::Paragraph { parts }
    }
}
