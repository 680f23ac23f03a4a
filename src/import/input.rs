//! What an import is given.

use jiff::civil::Date;

use super::dossier::KnownDossier;
use super::finding::Finding;

/// A document as text, in one of the forms that can be read.
#[derive(Clone, Debug)]
pub enum Source {
    /// Raw text as `pdftotext` gives it.
    Text(String),
    /// An HTML page.
    Html(String),
    /// What `pandoc -t json` gives for a Word document.
    Pandoc(String),
    /// What `pdftotext -bbox-layout` gives for a PDF.
    Boxes(String),
}

/// A document to import.
#[derive(Clone, Debug)]
pub struct Input {
    /// The file's name, for the report.
    pub name: String,
    pub source: Source,
    /// What was noticed while reading the bytes.
    pub findings: Vec<Finding>,
}

/// What the caller knows beforehand.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The meeting's id, instead of the one made from formation and date.
    pub id: Option<String>,
    /// The formation's id, instead of the one in the words.
    pub formation: Option<String>,
    /// The meeting's first day, instead of the one in the words.
    pub start: Option<Date>,
    /// The dossiers that the site has.
    pub dossiers: Vec<KnownDossier>,
}
