//! What an import is given: a document as text, and what the caller knows about it.
//!
//! Takes: nothing; the caller makes the values, or the steps that read files do.
//! Gives: [`ImportInput`] and [`ImportOptions`].
//! Never: reads anything; `read::load` does.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::diagnostic::MessageLanguage;
use crate::import::finding::ImportFinding;

/// What a document is: each kind becomes a file of its own in the folder of its meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    /// An annotated agenda, with or without its cover letter.
    #[default]
    Agenda,
    /// What happened at a meeting.
    Report,
    /// Written questions of parliament about a meeting, with the answers.
    Consultation,
}

impl DocumentKind {
    /// The name of the file that it becomes.
    pub fn file_name(self) -> &'static str {
        match self {
            DocumentKind::Agenda => "agenda.md",
            DocumentKind::Report => "report.md",
            DocumentKind::Consultation => "schriftelijk-overleg.md",
        }
    }
}

/// How a document is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum DocumentFormat {
    /// Plain text, as `pdftotext` writes it.
    #[default]
    Text,
    /// An HTML page.
    Html,
    /// A Word document of 2007 or later.
    Docx,
    /// A PDF with text in it; one of scanned pages has none.
    Pdf,
    /// A paper as the official gazettes publish it in XML.
    Xml,
}

impl DocumentFormat {
    /// The word that reports print: `text`, `html`, `docx`, `pdf` or `xml`.
    pub fn name(self) -> &'static str {
        match self {
            DocumentFormat::Text => "text",
            DocumentFormat::Html => "html",
            DocumentFormat::Docx => "docx",
            DocumentFormat::Pdf => "pdf",
            DocumentFormat::Xml => "xml",
        }
    }
}

impl Serialize for DocumentFormat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A document as text, in one of the forms that can be read.
#[derive(Clone, Debug)]
pub enum ImportSource {
    /// Plain text as `pdftotext` writes it, with or without form feeds between pages.
    Text(String),
    /// An HTML page.
    Html(String),
    /// The XML of a paper in the official gazettes.
    Gazette(String),
    /// The output of `pandoc -t json` for a Word document.
    Pandoc(String),
    /// The output of `pdftotext -bbox-layout` for a PDF: words with their places, in points.
    Boxes(String),
}

impl ImportSource {
    /// How the document was stored before it became this text.
    pub(crate) fn format(&self) -> DocumentFormat {
        match self {
            ImportSource::Text(_) => DocumentFormat::Text,
            ImportSource::Html(_) => DocumentFormat::Html,
            ImportSource::Gazette(_) => DocumentFormat::Xml,
            ImportSource::Pandoc(_) => DocumentFormat::Docx,
            ImportSource::Boxes(_) => DocumentFormat::Pdf,
        }
    }
}

/// A document to import. [`ImportInput::from_file`] and [`ImportInput::from_bytes`] make one; a text that you already
/// have can be used as it is.
#[derive(Clone, Debug)]
pub struct ImportInput {
    /// The name of the file, for the report.
    pub name: String,
    /// The text, and the form that it is in.
    pub source: ImportSource,
    /// What was noticed while bytes became text; the report lists it too.
    pub findings: Vec<ImportFinding>,
}

/// What the caller knows already. By default nothing is known, and the words of the document decide.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The id of the meeting, instead of one made from formation and date.
    pub id: Option<String>,
    /// The id of the formation, such as `jbz`, instead of the one in the document.
    pub formation: Option<String>,
    /// The first day of the meeting, instead of the one in the document.
    pub start: Option<Date>,
    /// What the document is, instead of what its words show.
    pub kind: Option<DocumentKind>,
    /// The dossiers of the site, for tying headings to them.
    pub dossiers: Vec<KnownDossier>,
    /// The meetings of the site: a report or consultation belongs to the one of its formation and day, and its items
    /// are tied to those of the agenda.
    pub meetings: Vec<KnownMeeting>,
    /// The language of findings and remarks.
    pub language: MessageLanguage,
}

/// A meeting that the site already has.
#[derive(Clone, Debug)]
pub struct KnownMeeting {
    /// The id, which names its folder.
    pub id: String,
    /// The id of its formation.
    pub formation: String,
    /// The first day.
    pub start: Date,
    /// The last day; the first one if there is only one.
    pub end: Date,
    /// The items and sub-items of its agenda, in order.
    pub items: Vec<KnownItem>,
}

/// An item of an agenda that the site already has.
#[derive(Clone, Debug)]
pub struct KnownItem {
    /// The anchor of its heading, which `item=` names.
    pub anchor: String,
    /// The words of its heading.
    pub title: String,
}

/// A dossier that the site already has.
#[derive(Clone, Debug, Default)]
pub struct KnownDossier {
    /// The id, which `{dossier=…}` names.
    pub id: String,
    /// Its title and other names; a heading that contains one of these is tied to the dossier.
    pub titles: Vec<String>,
    /// References that stand for it, as typed: procedures, COM and CELEX numbers, Kamerstukken.
    pub references: Vec<String>,
}
