//! The references of documents or of one text, as a listing.
//!
//! Takes: parsed documents, or a text and what the site registers.
//! Gives: each reference with its place, and all of them as a table, as JSON lines or as CSV.
//! Never: reads a file, changes a text or completes an id.

use serde::Serialize;

use crate::document::{Document, Reference};
use crate::reference::{self, Id, Registry, recognise};
use crate::source::Lines;

/// How references are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// Columns for people, a reference a line.
    #[default]
    Table,
    /// One JSON object a line.
    Json,
    /// Comma-separated values after RFC 4180, with a first line of names.
    Csv,
}

/// A reference with its place. The names of the fields are those of the JSON keys and the CSV columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The path of the file, from the root of the site or as given; `-` for standard input.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The words of the author, line breaks included.
    pub text: String,
    /// The name of the form, see [`crate::reference::Form::name`].
    pub form: &'static str,
    /// The canonical id, if the words determine one.
    pub id: Option<String>,
    /// The official address, if there is one.
    pub address: Option<String>,
}

/// The references of a parsed document, in the order of its text.
pub fn of_document(document: &Document) -> Vec<Citation> {
    let text = &*document.source.text;
    let lines = Lines::new(text);
    let mut references: Vec<&Reference> = document.references.iter().collect();
    references.sort_by_key(|reference| reference.span);
    let citation = |reference: &Reference| {
        let place = lines.position(reference.span.start as usize);
        Citation {
            path: document.source.path.to_string(),
            line: place.line,
            column: place.column,
            text: text.get(reference.span.range()).unwrap_or_default().to_owned(),
            form: reference.form.name(),
            id: reference.id.as_ref().map(ToString::to_string),
            address: reference.id.as_ref().and_then(Id::address),
        }
    };
    references.into_iter().map(citation).collect()
}

/// The references in a text of any kind.
pub fn of_text(path: &str, text: &str, registry: &Registry) -> Vec<Citation> {
    let lines = Lines::new(text);
    let citation = |reference: reference::Reference| {
        let place = lines.position(reference.span.start);
        Citation {
            path: path.to_owned(),
            line: place.line,
            column: place.column,
            text: text[reference.span.clone()].to_owned(),
            form: reference.form.name(),
            id: reference.id.as_ref().map(ToString::to_string),
            address: reference.address(),
        }
    };
    recognise(text, registry).into_iter().map(citation).collect()
}

/// Writes the references in the given format.
///
/// # Errors
/// When they cannot be written, which in memory does not happen.
pub fn list(citations: &[Citation], format: Format) -> std::io::Result<Vec<u8>> {
    match format {
        Format::Table => Ok(table(citations).into_bytes()),
        Format::Json => {
            let mut out = Vec::new();
            for citation in citations {
                serde_json::to_writer(&mut out, citation)?;
                out.push(b'\n');
            }
            Ok(out)
        }
        Format::Csv => {
            let mut writer = csv::WriterBuilder::new().has_headers(false).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
            writer.write_record(["path", "line", "column", "text", "form", "id", "address"])?;
            citations.iter().try_for_each(|citation| writer.serialize(citation))?;
            writer.into_inner().map_err(|error| error.into_error())
        }
    }
}

/// Columns as wide as their widest cell; the words come last, in one line.
fn table(citations: &[Citation]) -> String {
    let row = |c: &Citation| {
        let or_dash = |cell: &Option<String>| cell.clone().unwrap_or_else(|| "-".to_owned());
        let words = c.text.split_whitespace().collect::<Vec<_>>().join(" ");
        [format!("{}:{}:{}", c.path, c.line, c.column), c.form.to_owned(), or_dash(&c.id), or_dash(&c.address), words]
    };
    let rows: Vec<[String; 5]> = citations.iter().map(row).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let [place, form, id, address] = [0, 1, 2, 3].map(width);
    rows.iter().map(|[p, f, i, a, words]| format!("{p:place$}  {f:form$}  {i:id$}  {a:address$}  {words}\n")).collect()
}
