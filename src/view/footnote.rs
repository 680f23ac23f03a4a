//! The page of one footnote: its text, and every place that cites it.

use serde::Serialize;

use super::division::letter;
use super::text::{Reader, Ref, Setting, citation_id};
use crate::document::{Citation, Place};
use crate::fragment::{Fragment, Slot, mark};
use crate::site::Page;
use crate::sources::Citing;

/// The longest piece of text that is shown whole on the page of each note that it cites, in bytes. A table with a thousand
/// notes would otherwise stand on a thousand pages.
const LONGEST: usize = 16 << 10;

/// How much of a longer one is shown on either side of the citation, in bytes.
const AROUND: usize = 600;

/// The page of a footnote.
#[derive(Debug, Serialize)]
pub struct FootnotePage {
    /// Its number.
    pub number: u32,
    /// Its text, as HTML.
    pub html: String,
    /// The document it stands in.
    pub document: Ref,
    /// The note in the document.
    pub in_document: String,
    /// The places that cite it.
    pub places: Vec<CitingPlace>,
    /// What it cites.
    pub sources: Vec<NoteSource>,
    /// The dossiers of those places.
    pub dossiers: Vec<Ref>,
    /// The note before it.
    pub previous: Option<NoteRef>,
    /// The note after it.
    pub next: Option<NoteRef>,
}

/// A source that the note cites.
#[derive(Debug, Serialize)]
pub struct NoteSource {
    /// What kind of thing it is, in words.
    pub kind: String,
    /// Its name and page.
    pub source: Ref,
    /// Its official address.
    pub official: Option<String>,
    /// Other notes that cite it, newest meeting first.
    pub others: Vec<Ref>,
    /// Whether there are more than these.
    pub more: bool,
}

/// A place that cites the note.
#[derive(Debug, Serialize)]
pub struct CitingPlace {
    /// `a`, `b` … where there are several; empty for a single one.
    pub letter: String,
    /// The item or section, with its place on the page of the document.
    pub item: Option<Ref>,
    /// The paragraph with the citation marked, as HTML.
    pub html: String,
    /// The link to the very place.
    pub href: String,
}

/// Another note of the same document.
#[derive(Debug, Serialize)]
pub struct NoteRef {
    /// Its number.
    pub number: u32,
    /// The link to its page.
    pub href: String,
}

/// Views the page of a footnote.
pub fn footnote(reader: &Reader, index: u32, note: u32) -> FootnotePage {
    let document = reader.site.document(index);
    let number = note + 1;
    let this = &document.notes[note as usize];
    let several = this.citations.len() > 1;
    let place = |(i, citation): (usize, &Citation)| {
        let nth = i as u32 + 1;
        CitingPlace {
            letter: if several { letter(nth) } else { String::new() },
            item: item(reader, index, citation),
            html: excerpt(reader, index, (number, nth), citation),
            href: reader.href(Page::Document(index), Some(&citation_id(reader.language, number, nth))),
        }
    };
    let neighbour = |note: Option<u32>| {
        let note = note.filter(|n| (*n as usize) < document.notes.len())?;
        Some(NoteRef { number: note + 1, href: reader.href(Page::Footnote { document: index, note }, None) })
    };
    let note_id = format!("{}-{number}", reader.language.addresses.footnote);
    FootnotePage {
        number,
        html: reader.fill(index, &this.fragment, Setting::Excerpt { cited: None, nth: 0 }),
        document: Ref { title: reader.document_name(index), href: reader.href(Page::Document(index), None) },
        in_document: reader.href(Page::Document(index), Some(&note_id)),
        places: this.citations.iter().enumerate().map(place).collect(),
        sources: sources(reader, index, note),
        dossiers: dossiers(reader, index, &this.citations),
        previous: neighbour(note.checked_sub(1)),
        next: neighbour(Some(note + 1)),
    }
}

/// How many other notes with the same source are named.
const OTHERS: usize = 12;

/// What a note cites, each source once.
fn sources(reader: &Reader, index: u32, note: u32) -> Vec<NoteSource> {
    let document = reader.site.document(index);
    let own = document.references.iter().filter(|reference| reference.place == Place::Note(note));
    let mut sources: Vec<u32> = Vec::new();
    for source in own.filter_map(|reference| reader.site.sources.of(index, reference.source?)) {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources.into_iter().map(|source| note_source(reader, (index, note), source)).collect()
}

fn note_source(reader: &Reader, own: (u32, u32), source: u32) -> NoteSource {
    let site = reader.site;
    let id = &site.sources.list[source as usize].id;
    let in_note = |citing: &Citing| match site.document(citing.document).references[citing.reference as usize].place {
        Place::Note(note) => Some((citing.document, note)),
        _ => None,
    };
    let mut others: Vec<(u32, u32)> = Vec::new();
    for other in site.sources.citations(source).iter().filter_map(in_note).filter(|other| *other != own) {
        if others.last() != Some(&other) {
            others.push(other);
        }
        if others.len() > OTHERS {
            break;
        }
    }
    let more = others.len() > OTHERS;
    let name = |(document, note): (u32, u32)| {
        let number = (note + 1).to_string();
        let title = match document == own.0 {
            true => reader.language.phrase("footnote_number", &[("number", &number)]),
            false => reader.language.phrase("footnote_of", &[("number", &number), ("title", &reader.document_name(document))]),
        };
        Ref { title, href: reader.href(Page::Footnote { document, note }, None) }
    };
    NoteSource {
        kind: reader.kind_word(id.form()).to_owned(),
        source: Ref { title: reader.source_name(source), href: reader.href(Page::Source(source), None) },
        official: id.address(),
        others: others.into_iter().take(OTHERS).map(name).collect(),
        more,
    }
}

fn item(reader: &Reader, index: u32, citation: &Citation) -> Option<Ref> {
    let document = reader.site.document(index);
    let index_of = citation.division?;
    let division = document.divisions.get(index_of as usize)?;
    Some(Ref { title: document.reference_text(index_of), href: reader.href(Page::Document(index), Some(&division.anchor)) })
}

/// The piece of text that cites the note: a block, another note, a heading, or all treatments of a heading.
fn excerpt(reader: &Reader, index: u32, (note, nth): (u32, u32), citation: &Citation) -> String {
    let setting = Setting::Excerpt { cited: Some(note), nth };
    let filled = |place| reader.fill(index, reader.place(index, place), setting);
    match citation.place {
        Place::Treatment(division) => {
            let division = &reader.site.document(index).divisions[division as usize];
            let lines = division.treatments.iter().map(|t| reader.fill(index, &t.fragment, setting));
            format!("<p>{}</p>", lines.collect::<Vec<_>>().join("; "))
        }
        Place::Title(_) => format!("<p>{}</p>", filled(citation.place)),
        Place::Block(_) | Place::Note(_) => {
            let this = |slot| matches!(slot, Slot::Citation { note: n, nth: m, .. } if (n, m) == (note, nth));
            let whole = reader.place(index, citation.place);
            let long = whole.weight() > LONGEST;
            match if long { whole.words_around(this, AROUND) } else { None } {
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

fn dossiers(reader: &Reader, index: u32, citations: &[Citation]) -> Vec<Ref> {
    let document = reader.site.document(index);
    let mut ids: Vec<&str> = Vec::new();
    for id in citations.iter().flat_map(|c| document.dossiers_at(c.division)) {
        if !ids.contains(&id.value.as_str()) {
            ids.push(&id.value);
        }
    }
    ids.into_iter().filter_map(|id| reader.dossier(id)).collect()
}
