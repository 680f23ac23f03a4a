//! How documents and places in them are cited.
//!
//! Takes: a document, and a heading, paragraph or note of it.
//! Gives: the words of a citation, "JBZ-Raad 13 en 14 juni 2024, I.3, alinea 2, noot 15", and the [`CitedDocument`]s of a meeting for
//! programs that manage references.
//! Never: counts what the page does not show: a paragraph goes by the number in its anchor, a note by that beside it.

use super::text::{Ref, SiteReader};
use crate::document::indices::{DivisionId, NoteId};
use crate::document::{Place, Role, Summary};
use crate::settings::address;
use crate::settings::words::Word;
use crate::site::indices::DocumentId;
use crate::site::{Meeting, Page};

/// A document of a meeting, as programs that manage references know it.
#[derive(Debug, Clone)]
pub(crate) struct CitedDocument {
    /// `jbz-2024-06-13`, and for other documents than the agenda `jbz-2024-06-13-verslag`.
    pub id: String,
    pub title: String,
    /// What kind of document it is, in words.
    pub genre: String,
    /// Who signed it, as signed.
    pub authors: Vec<String>,
    /// The organisation that publishes the site.
    pub publisher: Option<String>,
    /// The day of publication, or else the first of the meeting.
    pub issued: Option<jiff::civil::Date>,
    /// The sender's own number for the letter.
    pub number: Option<String>,
    /// The name of the meeting.
    pub event: String,
    /// Where it is held.
    pub place: Option<String>,
    /// Its full address; `None` without a base URL.
    pub url: Option<String>,
    /// The language of its text, as a BCP 47 code.
    pub language: String,
}

/// How a page is cited; `None` unless it is that of a document or note.
pub(super) fn page_citation(reader: &SiteReader, page: Page) -> Option<String> {
    match page {
        Page::Document(document) => document_citation(reader, document),
        Page::Footnote { document, note } => note_citation(reader, document, note),
        _ => None,
    }
}

/// How a document is cited as a whole; `None` for what is no text of its own.
fn document_citation(reader: &SiteReader, index: DocumentId) -> Option<String> {
    let name = reader.document_name(index);
    match (&reader.site.document(index).role, reader.site.meeting(index)) {
        (Role::Annex { .. }, Some(meeting)) => Some(format!("{}, {name}", meeting.name)),
        (Role::Home, _) => None,
        _ => Some(name),
    }
}

/// How a heading is cited within its document: by its number, or by its words behind the number of what contains it.
pub(super) fn division_citation(document: &Summary, index: DivisionId) -> String {
    let mut steps = Vec::new();
    let mut at = Some(index);
    while let Some(division) = at.map(|at| &document.divisions[at]) {
        match division.number.is_empty() {
            true => steps.push(division.text.as_str()),
            false => {
                steps.push(&division.number);
                break;
            }
        }
        at = division.parent;
    }
    steps.reverse();
    steps.join(", ")
}

/// How a note is cited: with the place that first cites it.
fn note_citation(reader: &SiteReader, index: DocumentId, note: NoteId) -> Option<String> {
    let document = reader.site.document(index);
    let mut steps = vec![document_citation(reader, index)?];
    if let Some(citation) = document.notes[note].citations.first() {
        // A paragraph is counted within its item, across the sections of that.
        let paragraph = match citation.place {
            Place::Block(block) if document.blocks[block].anchored => Some(reader.paragraph(index, block)),
            _ => None,
        };
        let owner = paragraph.as_ref().and_then(|paragraph| document.anchor(&paragraph.owner));
        steps.extend(owner.or(citation.division).map(|division| division_citation(document, division)));
        steps.extend(paragraph.map(|name| reader.language.phrase(Word::CiteParagraph, &[("number", &name.count())])));
    }
    steps.push(reader.language.phrase(Word::CiteNote, &[("number", &note.number().to_string())]));
    Some(steps.join(", "))
}

/// The files for programs that manage references, as links: they lie beside the agenda. Pages opened from a file system lead to
/// none.
pub(super) fn citation_files(reader: &SiteReader, page: Page) -> Vec<Ref> {
    let document = reader.site.page_document(page).filter(|_| reader.style == address::LinkStyle::Web);
    let Some(meeting) = document.and_then(|document| reader.site.meeting(document)) else { return Vec::new() };
    let link = |form: address::CitationForm| {
        let address = reader.site.citation_address(Page::Document(meeting.agenda), form)?;
        Some(Ref { title: form.name().to_owned(), href: reader.to_address(&address) })
    };
    address::CitationForm::ALL.into_iter().filter_map(link).collect()
}

/// Every document of a meeting: its agenda, report and annexes.
pub(super) fn cited_documents(reader: &SiteReader, meeting: &Meeting) -> Vec<CitedDocument> {
    let site = reader.site;
    let cited = |index: DocumentId| {
        let document = site.document(index);
        let letter = document.front.letter();
        let (suffix, genre) = match &document.role {
            Role::Report { .. } => (format!("-{}", reader.language.addresses.report), Word::Report),
            Role::Annex { .. } => (format!("-{}", document.file_name().trim_end_matches(".md")), Word::Annex),
            _ => (String::new(), Word::Agenda),
        };
        CitedDocument {
            id: format!("{}{suffix}", meeting.id),
            title: document.title().to_owned(),
            genre: reader.language.word(genre).to_owned(),
            authors: letter.map(|l| l.signatories.iter().map(|s| s.name.clone()).collect()).unwrap_or_default(),
            publisher: site.settings.publisher.as_ref().map(|publisher| publisher.name.clone()),
            issued: letter.and_then(|l| l.published).or(meeting.start),
            number: letter.and_then(|l| l.id.clone()),
            event: meeting.name.clone(),
            place: site.facts(meeting).place.clone(),
            url: site.settings.base_url.as_ref().map(|base| site.url(base, Page::Document(index), None)),
            language: document.front.language.clone().unwrap_or_else(|| reader.language.code.clone()),
        }
    };
    let documents = std::iter::once(meeting.agenda).chain(meeting.report).chain(meeting.annexes.iter().copied());
    documents.map(cited).collect()
}
