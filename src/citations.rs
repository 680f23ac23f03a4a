//! The references of documents or of one text, as a listing.
//!
//! Takes: texts, and what the site registers.
//! Gives: each reference with its place, and all of them as a table, as JSON lines or as CSV.
//! Never: reads a file, changes a text or completes an id.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use serde::Serialize;

use crate::front;
use crate::reference::{Registry, recognise};
use crate::role::Role;
use crate::source::{Lines, SourceFile};

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

/// The references in the body of a document, notes included, without front matter and fenced code.
pub fn of_document(role: &Role, file: &SourceFile, registry: &Registry) -> Vec<Citation> {
    // What is wrong with the front matter is for `check` to report.
    let (_, body) = front::read(file, role, &mut Vec::new());
    let mut prose = Vec::new();
    let mut from = body;
    for code in fenced(&file.text[body..]) {
        prose.push(from..body + code.start);
        from = body + code.end;
    }
    prose.push(from..file.text.len());
    within(&file.path, &file.text, &prose, registry)
}

/// The references in a text of any kind.
pub fn of_text(path: &str, text: &str, registry: &Registry) -> Vec<Citation> {
    within(path, text, std::slice::from_ref(&(0..text.len())), registry)
}

/// Where fenced blocks of code stand in Markdown.
fn fenced(markdown: &str) -> impl Iterator<Item = Range<usize>> {
    Parser::new_ext(markdown, Options::ENABLE_FOOTNOTES).into_offset_iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => Some(range),
        _ => None,
    })
}

fn within(path: &str, text: &str, pieces: &[Range<usize>], registry: &Registry) -> Vec<Citation> {
    let lines = Lines::new(text);
    let citations = pieces.iter().flat_map(|piece| {
        let found = recognise(&text[piece.clone()], registry);
        found.into_iter().map(|reference| {
            let span = piece.start + reference.span.start..piece.start + reference.span.end;
            let place = lines.position(span.start);
            Citation {
                path: path.to_owned(),
                line: place.line,
                column: place.column,
                text: text[span].to_owned(),
                form: reference.form.name(),
                id: reference.id.as_ref().map(ToString::to_string),
                address: reference.address(),
            }
        })
    });
    citations.collect()
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
