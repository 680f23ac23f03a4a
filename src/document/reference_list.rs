//! The references of documents or of a text, as a listing.
//!
//! Takes: parsed documents, or a text and what the site registers.
//! Gives: each reference with its place, a range once for each of its papers; and all of them as a table, as JSON lines
//! or as CSV.
//! Never: reads a file, changes a text or completes an id.

use serde::Serialize;

use crate::diagnostic::control_characters;
use crate::diagnostic::text_file::Lines;
use crate::document::{Document, Reference, table_cell};
use reference::{FoundReference, Id, Registry, cited_ranges, recognise};

/// How references are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(crate) enum ListFormat {
    /// Columns for people, a reference a line.
    #[default]
    Table,
    /// One JSON object a line.
    Json,
    /// Comma-separated values after RFC 4180, with a first line of names.
    Csv,
}

/// A reference and its place. The fields are the JSON keys and the CSV columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedReference {
    /// The path of the file, from the root of the project or as given; `-` for standard input.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The author's words, with any line breaks in them.
    pub text: String,
    /// The kind of thing cited, by the name of its [form](reference::Form::name): `kamerstuk`.
    pub form: &'static str,
    /// The canonical id; `None` when the words do not determine one.
    pub id: Option<String>,
    /// The official address; `None` when the id determines none.
    pub address: Option<String>,
}

impl ListedReference {
    /// The citation, and once more for each of the `further` papers of the range that it begins.
    fn of_range(self, further: &[Id]) -> Vec<ListedReference> {
        let of_paper = |id: &Id| ListedReference { id: Some(id.to_string()), address: id.address(), ..self.clone() };
        let further: Vec<ListedReference> = further.iter().map(of_paper).collect();
        std::iter::once(self).chain(further).collect()
    }

    /// The same with texts that a spreadsheet takes for nothing else.
    fn in_cells(&self) -> ListedReference {
        let cell = |text: &String| table_cell::cell(text).into_owned();
        let optional = |text: &Option<String>| text.as_ref().map(cell);
        ListedReference {
            path: cell(&self.path),
            text: cell(&self.text),
            id: optional(&self.id),
            address: optional(&self.address),
            ..*self
        }
    }
}

/// The references of a parsed document, in the order of its text.
pub(crate) fn of_document(document: &Document) -> Vec<ListedReference> {
    let text = &*document.source.text;
    let lines = Lines::new(text);
    let mut references: Vec<&Reference> = document.summary.references.iter().collect();
    references.sort_by_key(|reference| reference.span);
    let citation = |reference: &Reference| {
        let place = lines.position(reference.span.start as usize);
        let citation = ListedReference {
            path: document.source.path.to_string(),
            line: place.line,
            column: place.column,
            text: text.get(reference.span.range()).unwrap_or_default().to_owned(),
            form: reference.form.name(),
            id: reference.id.as_ref().map(ToString::to_string),
            address: reference.id.as_ref().and_then(Id::address),
        };
        citation.of_range(&reference.range)
    };
    references.into_iter().flat_map(citation).collect()
}

/// The references in a text of any kind.
pub(crate) fn of_text(path: &str, text: &str, registry: &Registry) -> Vec<ListedReference> {
    let lines = Lines::new(text);
    let found = recognise(text, registry);
    let mut ranges = cited_ranges(text, &found).into_iter().peekable();
    let citation = |(at, reference): (usize, &FoundReference)| {
        let place = lines.position(reference.span.start);
        let citation = ListedReference {
            path: path.to_owned(),
            line: place.line,
            column: place.column,
            text: text[reference.span.clone()].to_owned(),
            form: reference.form.name(),
            id: reference.id.as_ref().map(ToString::to_string),
            address: reference.address(),
        };
        let range = ranges.next_if(|range| range.reference == at);
        citation.of_range(&range.map(|range| range.further).unwrap_or_default())
    };
    found.iter().enumerate().flat_map(citation).collect()
}

/// Writes the references in the given format, as UTF-8.
///
/// # Errors
/// When they cannot be written, which does not happen in memory.
pub(crate) fn list(citations: &[ListedReference], format: ListFormat) -> std::io::Result<Vec<u8>> {
    match format {
        ListFormat::Table => Ok(table(citations).into_bytes()),
        ListFormat::Json => {
            let mut out = String::new();
            for citation in citations {
                out.push_str(&control_characters::escaped_json(&serde_json::to_string(citation)?));
                out.push('\n');
            }
            Ok(out.into_bytes())
        }
        ListFormat::Csv => {
            let mut writer =
                csv::WriterBuilder::new().has_headers(false).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
            writer.write_record(["path", "line", "column", "text", "form", "id", "address"])?;
            citations.iter().try_for_each(|citation| writer.serialize(citation.in_cells()))?;
            writer.into_inner().map_err(|error| error.into_error())
        }
    }
}

/// Columns as wide as their widest cell; the words come last, on one line.
fn table(citations: &[ListedReference]) -> String {
    let row = |c: &ListedReference| {
        let or_dash = |cell: &Option<String>| cell.clone().unwrap_or_else(|| "-".to_owned());
        let words = c.text.split_whitespace().collect::<Vec<_>>().join(" ");
        [format!("{}:{}:{}", c.path, c.line, c.column), c.form.to_owned(), or_dash(&c.id), or_dash(&c.address), words]
    };
    let rows: Vec<[String; 5]> = citations.iter().map(row).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let [place, form, id, address] = [0, 1, 2, 3].map(width);
    rows.iter().map(|[p, f, i, a, words]| format!("{p:place$}  {f:form$}  {i:id$}  {a:address$}  {words}\n")).collect()
}
