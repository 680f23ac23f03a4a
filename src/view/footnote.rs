//! The page of one footnote: its text, and every place that cites it.
//!
//! Takes: a note of a document.
//! Gives: [`FootnotePage`].
//! Never: repeats a long text; of that it shows the surroundings of the citation.

use serde::Serialize;

use super::division::letter;
use super::glossary::Explainer;
use super::text::{Ref, SiteReader, TextSetting};
use crate::document::fragment::{Fragment, Slot, mark};
use crate::document::indices::NoteId;
use crate::document::{Citation, Place};
use crate::settings::words::Word;
use crate::site::Page;
use crate::site::indices::{DocumentId, SourceId};
use crate::site::source_citations::Citing;

/// The longest piece of text that is shown whole with each note it cites, in bytes. Otherwise a table with a thousand
/// notes would be repeated on a thousand pages.
const LONGEST: usize = 16 << 10;

/// How much of a longer text is shown on either side of the citation, in bytes.
const AROUND: usize = 600;

#[derive(Debug, Serialize)]
pub(crate) struct FootnotePage {
    pub number: u32,
    /// Its text, as HTML.
    pub html: String,
    pub document: Ref,
    /// The link to the note in its document.
    pub in_document: String,
    pub places: Vec<CitingPlace>,
    pub sources: Vec<NoteSource>,
    /// The dossiers of the places that cite it.
    pub dossiers: Vec<Ref>,
    pub previous: Option<NoteRef>,
    pub next: Option<NoteRef>,
}

/// A source that the note cites.
#[derive(Debug, Serialize)]
pub(crate) struct NoteSource {
    /// What kind of source it is, in words.
    pub kind: String,
    /// Its name, as a link to its page.
    pub source: Ref,
    /// Its official address.
    pub official: Option<String>,
    /// What is at that address, in words.
    pub official_label: String,
    /// Other notes that cite the same source, newest meeting first, at most [`OTHERS`].
    pub others: Vec<Ref>,
    /// Whether there are more than these.
    pub more: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct CitingPlace {
    /// `a`, `b` … if there are several; empty if there is one.
    pub letter: String,
    /// The item or section, as a link to its place in the document.
    pub item: Option<Ref>,
    /// The paragraph with the citation marked, as HTML.
    pub html: String,
    /// The link to the citation itself.
    pub href: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct NoteRef {
    pub number: u32,
    pub href: String,
}

pub(super) fn footnote(reader: &SiteReader, index: DocumentId, note: NoteId) -> FootnotePage {
    let document = reader.site.document(index);
    let number = note.number();
    let this = &document.notes[note];
    let several = this.citations.len() > 1;
    let place = |(i, citation): (usize, &Citation)| {
        let nth = i as u32 + 1;
        CitingPlace {
            letter: if several { letter(nth) } else { String::new() },
            item: item(reader, index, citation),
            html: excerpt(reader, index, (note, nth), citation),
            href: reader.href(Page::Document(index), Some(&reader.site.citation_id(index, note, nth))),
        }
    };
    let neighbour = |note: Option<NoteId>| {
        let note = note.filter(|note| document.notes.get(*note).is_some())?;
        Some(NoteRef { number: note.number(), href: reader.href(Page::Footnote { document: index, note }, None) })
    };
    let note_id = reader.site.note_id(index, note);
    FootnotePage {
        number,
        html: Explainer::new(reader).explain(reader.fill(
            index,
            &this.fragment,
            TextSetting::Excerpt { cited: None, nth: 0 },
        )),
        document: Ref { title: reader.document_name(index), href: reader.href(Page::Document(index), None) },
        in_document: reader.href(Page::Document(index), Some(&note_id)),
        places: this.citations.iter().enumerate().map(place).collect(),
        sources: sources(reader, index, note),
        dossiers: dossiers(reader, index, &this.citations),
        previous: neighbour(note.index().checked_sub(1).map(NoteId::new)),
        next: neighbour(Some(note + 1)),
    }
}

/// How many other notes with the same source are named.
const OTHERS: usize = 12;

/// What a note cites, each source once.
fn sources(reader: &SiteReader, index: DocumentId, note: NoteId) -> Vec<NoteSource> {
    let document = reader.site.document(index);
    let own = document.references.iter_enumerated().filter(|(_, reference)| reference.place == Place::Note(note));
    let mut sources: Vec<SourceId> = Vec::new();
    let cited = own.flat_map(|(at, _)| document.sources_of(at));
    for source in cited.filter_map(|source| reader.site.sources.of(index, source)) {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources.into_iter().map(|source| note_source(reader, (index, note), source)).collect()
}

fn note_source(reader: &SiteReader, own: (DocumentId, NoteId), source: SourceId) -> NoteSource {
    let site = reader.site;
    let id = &site.sources.list[source].id;
    let in_note = |citing: &Citing| match site.document(citing.document).references[citing.reference].place {
        Place::Note(note) => Some((citing.document, note)),
        _ => None,
    };
    let mut others: Vec<(DocumentId, NoteId)> = Vec::new();
    for other in site.sources.citations(source).iter().filter_map(in_note).filter(|other| *other != own) {
        if others.last() != Some(&other) {
            others.push(other);
        }
        if others.len() > OTHERS {
            break;
        }
    }
    let more = others.len() > OTHERS;
    let name = |(document, note): (DocumentId, NoteId)| {
        let number = note.number().to_string();
        let title = match document == own.0 {
            true => reader.language.phrase(Word::FootnoteNumber, &[("number", &number)]),
            false => reader
                .language
                .phrase(Word::FootnoteOf, &[("number", &number), ("title", &reader.document_name(document))]),
        };
        Ref { title, href: reader.href(Page::Footnote { document, note }, None) }
    };
    NoteSource {
        kind: reader.kind_word(id.form()).to_owned(),
        source: Ref { title: reader.source_name(source), href: reader.href(Page::Source(source), None) },
        official: id.address(),
        official_label: reader.official_label(id.form()),
        others: others.into_iter().take(OTHERS).map(name).collect(),
        more,
    }
}

fn item(reader: &SiteReader, index: DocumentId, citation: &Citation) -> Option<Ref> {
    let document = reader.site.document(index);
    let index_of = citation.division?;
    let division = document.divisions.get(index_of)?;
    Some(Ref {
        title: document.reference_text(index_of),
        href: reader.href(Page::Document(index), Some(&division.anchor)),
    })
}

/// The piece of text that cites the note: a block, another note, a heading, or all treatments of a heading.
fn excerpt(reader: &SiteReader, index: DocumentId, (note, nth): (NoteId, u32), citation: &Citation) -> String {
    let setting = TextSetting::Excerpt { cited: Some(note), nth };
    let filled = |place| {
        let fragment = reader.place(index, place);
        fragment.map(|fragment| reader.fill(index, fragment, setting)).unwrap_or_default()
    };
    match citation.place {
        Place::Treatment(division) => {
            let division = &reader.site.document(index).divisions[division];
            let lines = division.treatments.iter().map(|t| reader.fill(index, &t.fragment, setting));
            format!("<p>{}</p>", lines.collect::<Vec<_>>().join("; "))
        }
        Place::Title(_) => format!("<p>{}</p>", filled(citation.place)),
        Place::Block(_) | Place::Note(_) => {
            let this = |slot| matches!(slot, Slot::Citation { note: n, nth: m, .. } if (n, m) == (note, nth));
            let whole = reader.place(index, citation.place);
            let long = whole.filter(|whole| whole.weight() > LONGEST);
            match long.and_then(|whole| whole.words_around(this, AROUND)) {
                Some((before, after)) => {
                    let slot = Slot::Citation { note, nth, adjacent: false };
                    let cited = reader.fill(index, &Fragment::new(&mark(0), &[slot]), setting);
                    format!("<p>… {before}{cited}{after} …</p>")
                }
                None => filled(citation.place),
            }
        }
    }
}

fn dossiers(reader: &SiteReader, index: DocumentId, citations: &[Citation]) -> Vec<Ref> {
    let document = reader.site.document(index);
    let mut ids: Vec<&str> = Vec::new();
    for id in citations.iter().flat_map(|c| document.dossiers_at(c.division)) {
        if !ids.contains(&id.value.as_str()) {
            ids.push(&id.value);
        }
    }
    ids.into_iter().filter_map(|id| reader.dossier(id)).collect()
}
