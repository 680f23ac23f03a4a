//! The page of one footnote: its text, and every place that cites it.

use serde::Serialize;

use super::division::{letter, reference_text};
use super::text::{Reader, Ref, Setting, citation_id};
use crate::document::{Citation, Place};
use crate::fragment::{Fragment, Slot, mark};
use crate::site::Page;

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
    /// The dossiers of those places.
    pub dossiers: Vec<Ref>,
    /// The note before it.
    pub previous: Option<NoteRef>,
    /// The note after it.
    pub next: Option<NoteRef>,
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
        dossiers: dossiers(reader, index, &this.citations),
        previous: neighbour(note.checked_sub(1)),
        next: neighbour(Some(note + 1)),
    }
}

fn item(reader: &Reader, index: u32, citation: &Citation) -> Option<Ref> {
    let document = reader.site.document(index);
    let index_of = citation.division?;
    let division = document.divisions.get(index_of as usize)?;
    Some(Ref { title: reference_text(document, index_of), href: reader.href(Page::Document(index), Some(&division.anchor)) })
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
