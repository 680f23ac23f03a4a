//! The page of one source, with every place that cites it.
//!
//! Takes: a source of the site.
//! Gives: [`SourcePage`], and a source as an entry of other pages.
//! Never: shows all of a long text; of that it shows the words around the citation.

use std::borrow::Cow;

use serde::Serialize;

use super::footnote::NoteRef;
use super::key::Keys;
use super::mention::typed;
use super::text::{Ref, SiteReader, TextSetting, escaped};
use crate::document::fingerprint::Fingerprint;
use crate::document::fragment::{Fragment, Slot};
use crate::document::indices::NoteId;
use crate::document::{Place, Reference};
use crate::settings::words::Word;
use crate::site::former_sources;
use crate::site::indices::{DocumentId, SourceId};
use crate::site::source_citations::Citing;
use crate::site::{Page, Site};
use oxc_index::IndexSlice;
use reference::{Form, Id};

/// How many citing places the page of a source shows, so that it stays readable.
pub(crate) const MOST: usize = 100;

/// How many papers the page of a parliamentary dossier shows.
const MOST_PAPERS: usize = 2000;

/// The longest piece of text that is shown whole, in bytes.
const LONGEST: usize = 4000;

/// How much of a longer text is shown on either side of the citation, in bytes.
const AROUND: usize = 320;

/// Words shorter than [`AROUND`] by more than this, in bytes, were not cut: no word or tag is longer.
const CUT: usize = 120;

#[derive(Debug, Serialize)]
pub(crate) struct SourcePage {
    /// The name of the source.
    pub name: String,
    /// What kind of source it is, in words.
    pub kind: String,
    /// The id that it goes by: `COM:2022:695`.
    pub id: String,
    /// Other ids under which it is cited or known.
    pub also: Vec<String>,
    /// What it is about, in a few words.
    pub about: Option<String>,
    /// Its official address.
    pub official: Option<String>,
    /// What is at that address, in words.
    pub official_label: String,
    /// For a paper, the page of its parliamentary dossier.
    pub dossier: Option<Ref>,
    /// The page that holds the source itself, if it is part of this site.
    pub own: Option<Ref>,
    /// Whether nothing cites it any more.
    pub former: bool,
    /// What is then cited in its place.
    pub instead: Vec<Ref>,
    /// The dossiers of the site that cite it or are about it.
    pub dossiers: Vec<Ref>,
    /// How often it is cited, in words.
    pub cited: String,
    /// The documents that cite it, newest meeting first.
    pub documents: Vec<CitingDocument>,
    /// How many of the citing places are shown, in words; `None` if all are.
    pub shown: Option<String>,
    /// For a parliamentary dossier, its papers.
    pub papers: Vec<SourceEntry>,
}

#[derive(Debug, Serialize)]
pub(crate) struct CitingDocument {
    pub document: Ref,
    pub places: Vec<SourcePlace>,
}

#[derive(Debug, Serialize)]
pub(crate) struct SourcePlace {
    /// The note, if the place is in one.
    pub note: Option<NoteRef>,
    /// The item or section.
    pub item: Option<Ref>,
    /// The citing words as HTML, marked unless they are a link.
    pub html: String,
    /// For a note, the passage that cites it, as HTML.
    pub passage: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct SourceEntry {
    /// Its name, as a link to its page.
    pub source: Ref,
    pub id: String,
    /// Its official address.
    pub official: Option<String>,
    /// How many places cite it.
    pub count: usize,
    /// The same in words.
    pub cited: String,
}

pub(crate) fn source(reader: &SiteReader, index: SourceId) -> SourcePage {
    let site = reader.site;
    let source = &site.sources.list[index];
    let citations = site.sources.citations(index);
    let form = source.id.form();
    let parliamentary = source
        .id
        .dossier()
        .filter(|_| form == Form::Kamerstuk)
        .and_then(|number| site.sources.find(Id::of_dossier(number).as_str()));
    let papers = source.id.dossier().filter(|_| form == Form::Dossier);
    let mut papers: Vec<SourceId> = papers.into_iter().flat_map(|number| site.sources.papers(number)).collect();
    papers.sort_by_cached_key(|paper| order(&site.sources.list[*paper].id));
    let shown = [("count", &*MOST.to_string()), ("total", &*citations.len().to_string())];
    SourcePage {
        name: reader.source_name(index),
        kind: reader.kind_word(form).to_owned(),
        id: source.id.to_string(),
        also: also(site, index),
        about: reader.source_about(index),
        official: source.id.address(),
        official_label: reader.official_label(form),
        dossier: parliamentary.map(|dossier| link(reader, dossier)),
        own: source
            .own
            .map(|own| Ref { title: reader.document_name(own), href: reader.href(Page::Document(own), None) }),
        former: source.former,
        instead: former_sources::in_place_of(site, index).into_iter().map(|at| link(reader, at)).collect(),
        dossiers: dossiers(reader, index),
        cited: reader.cited_times(index),
        documents: documents(reader, index, &citations[..citations.len().min(MOST)]),
        shown: (citations.len() > MOST).then(|| reader.language.phrase(Word::SourcesShown, &shown)),
        papers: papers.into_iter().take(MOST_PAPERS).map(|paper| entry(reader, paper)).collect(),
    }
}

fn link(reader: &SiteReader, source: SourceId) -> Ref {
    Ref { title: reader.source_name(source), href: reader.href(Page::Source(source), None) }
}

pub(crate) fn entry(reader: &SiteReader, index: SourceId) -> SourceEntry {
    let id = &reader.site.sources.list[index].id;
    SourceEntry {
        source: link(reader, index),
        id: id.to_string(),
        official: id.address(),
        count: reader.site.sources.citations(index).len(),
        cited: reader.cited_times(index),
    }
}

/// The other ids under which a source is cited, or by which a dossier knows it.
fn also(site: &Site, index: SourceId) -> Vec<String> {
    let own = &site.sources.list[index].id;
    let cited = site.sources.citations(index).iter().take(MOST);
    let named = |c: &Citing| {
        let reference = &site.document(c.document).references[c.reference];
        // The words of a range name its first paper.
        let first = reference.source.and_then(|own| site.sources.of(c.document, own));
        reference.id.as_ref().filter(|_| first == Some(index))
    };
    let mut ids: Vec<&Id> = cited.filter_map(named).collect();
    for dossier in site.sources.declarations(index) {
        let document = site.dossiers[*dossier].document;
        let facts = site.document(document).facts.iter();
        ids.extend(facts.filter(|fact| site.sources.of(document, fact.source) == Some(index)).map(|fact| &fact.id));
    }
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().filter(|id| *id != own).map(Id::notation).collect()
}

/// The dossiers of the places that cite a source, and those that name it.
pub(crate) fn dossiers(reader: &SiteReader, index: SourceId) -> Vec<Ref> {
    let site = reader.site;
    let mut ids: Vec<&str> = site.sources.declarations(index).iter().map(|at| site.dossiers[*at].id.as_str()).collect();
    for citing in site.sources.citations(index).iter().take(MOST) {
        let document = site.document(citing.document);
        let division = reader.citing_division(citing.document, &document.references[citing.reference]);
        ids.extend(document.dossiers_at(division).iter().map(|dossier| dossier.value.as_str()));
        if let crate::document::Role::Dossier { id } = &document.role {
            ids.push(id);
        }
    }
    ids.sort_unstable();
    ids.dedup();
    let mut dossiers: Vec<Ref> = ids.into_iter().filter_map(|id| reader.dossier(id)).collect();
    dossiers.sort_by_cached_key(|dossier| dossier.title.to_lowercase());
    dossiers
}

fn documents(reader: &SiteReader, source: SourceId, citations: &[Citing]) -> Vec<CitingDocument> {
    let mut documents = Vec::new();
    for group in citations.chunk_by(|a, b| a.document == b.document) {
        let index = group[0].document;
        let document = Ref { title: reader.document_name(index), href: reader.href(Page::Document(index), None) };
        let mut noted: Vec<NoteId> = Vec::new();
        let mut places = Vec::new();
        for citing in group {
            let reference = &reader.site.document(index).references[citing.reference];
            match reference.place {
                // A note that cites it twice is shown once.
                Place::Note(note) if noted.contains(&note) => continue,
                Place::Note(note) => noted.push(note),
                _ => {}
            }
            places.push(place(reader, source, *citing, reference));
        }
        documents.push(CitingDocument { document, places });
    }
    documents
}

fn place(reader: &SiteReader, source: SourceId, citing: Citing, reference: &Reference) -> SourcePlace {
    let document = reader.site.document(citing.document);
    let division = reader.citing_division(citing.document, reference);
    let item = division.map(|at| Ref {
        title: document.reference_text(at),
        href: reader.href(Page::Document(citing.document), Some(&document.divisions[at].anchor)),
    });
    let note = match reference.place {
        Place::Note(note) => Some(note),
        _ => None,
    };
    let passage = note.and_then(|note| {
        let citation = document.notes[note].citations.first()?;
        let this = |slot| matches!(slot, Slot::Citation { note: cited, nth: 1, .. } if cited == note);
        let (before, after) = reader.place(citing.document, citation.place)?.words_around(this, AROUND)?;
        Some(passage(&before, &after, note.number()))
    });
    SourcePlace {
        note: note.map(|note| NoteRef {
            number: note.number(),
            href: reader.href(Page::Footnote { document: citing.document, note }, None),
        }),
        item,
        html: citing_words(reader, source, citing, reference),
        passage,
    }
}

/// The passage that cites a note, from the words around the citation, which are HTML without elements.
fn passage(before: &str, after: &str, number: u32) -> String {
    let (before, after) = (from_a_sentence(before), until_a_sentence(after));
    let word = before.rfind([' ', '\n']).map_or(0, |blank| blank + 1);
    format!("{}<mark>{}<sup>{number}</sup></mark>{after}", &before[..word], &before[word..])
}

/// Words that may have been cut, from the start of the first sentence in them.
fn from_a_sentence(words: &str) -> Cow<'_, str> {
    if words.len() + CUT < AROUND {
        return words.into();
    }
    let ends = words.match_indices(". ").map(|(at, _)| at + 2).chain(words.match_indices(".\n").map(|(at, _)| at + 2));
    // The last sentence before the citation may be the citing one, so the first is taken.
    match ends.min().filter(|at| *at < words.len()) {
        Some(at) => words[at..].into(),
        None => format!("… {}", words.trim_start()).into(),
    }
}

/// Words that may have been cut, up to the end of the last sentence in them.
fn until_a_sentence(words: &str) -> Cow<'_, str> {
    if words.len() + CUT < AROUND {
        return words.into();
    }
    match words.rfind(". ").max(words.rfind(".\n")) {
        Some(at) => words[..=at].into(),
        None => format!("{} …", words.trim_end()).into(),
    }
}

/// What cites a source, as HTML.
pub(super) fn citing_words(reader: &SiteReader, source: SourceId, citing: Citing, reference: &Reference) -> String {
    match reference.place {
        Place::Treatment(division) => {
            let treatments = reader.site.document(citing.document).divisions[division].treatments.iter();
            let lines = treatments.map(|t| reader.fill(citing.document, &t.fragment, TextSetting::Citing(source)));
            lines.collect::<Vec<_>>().join("; ")
        }
        place => {
            let fragment = reader.place(citing.document, place);
            fragment.map(|fragment| words(reader, source, citing, fragment)).unwrap_or_default()
        }
    }
}

/// The piece of text that cites a source, or the surroundings of the citation if that is long.
fn words(reader: &SiteReader, source: SourceId, citing: Citing, fragment: &Fragment) -> String {
    if fragment.weight() <= LONGEST {
        return reader.fill(citing.document, fragment, TextSetting::Citing(source));
    }
    let this = |slot| slot == Slot::Reference(citing.reference);
    match fragment.words_around(this, AROUND) {
        Some((before, after)) => {
            let document = reader.site.document(citing.document);
            let own = escaped(typed(&document.references[citing.reference]));
            match after.strip_prefix(&own) {
                Some(after) => format!("<p>… {before}<mark>{own}</mark>{after} …</p>"),
                None => format!("<p>… {before}{after} …</p>"),
            }
        }
        None => reader.fill(citing.document, fragment, TextSetting::Citing(source)),
    }
}

/// A key that sorts ids as people count: `kst-32317-99` before `kst-32317-872`.
pub(super) fn order(id: &Id) -> Vec<(String, u64)> {
    let mut parts: Vec<(String, u64)> = Vec::new();
    let mut rest = id.as_str();
    while !rest.is_empty() && parts.len() < 8 {
        let words = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let digits = rest[words..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |at| words + at);
        parts.push((rest[..words].to_owned(), rest[words..digits].parse().unwrap_or(u64::MAX)));
        rest = &rest[digits..];
    }
    parts
}

/// Takes in what the page of a source shows.
pub(super) fn key(keys: &Keys, source: SourceId, digest: &mut Fingerprint) {
    let site = keys.site;
    digest.number(keys.cited[source]);
    if site.sources.list[source].former {
        former_sources::in_place_of(site, source).into_iter().for_each(|at| {
            digest.number(keys.cited[at]);
        });
    }
    let shown = site.sources.citations(source).iter().take(MOST);
    for citing in shown {
        digest.number(keys.whole[citing.document]);
    }
    let id = &site.sources.list[source].id;
    for paper in
        id.dossier().filter(|_| id.form() == Form::Dossier).into_iter().flat_map(|dossier| site.sources.papers(dossier))
    {
        digest.number(keys.cited[paper]);
    }
}

/// What a source is and where it is cited.
pub(super) fn cited_key(site: &Site, source: SourceId, titled: &IndexSlice<DocumentId, [u128]>) -> u128 {
    let mut digest = Fingerprint::new();
    let known = &site.sources.list[source];
    digest.text(known.id.as_str()).number(known.own.map_or(0, |own| titled[own])).value(&known.former);
    for citing in site.sources.citations(source) {
        let reference = &site.document(citing.document).references[citing.reference];
        digest.number(titled[citing.document]).value(&(
            reference.place,
            &reference.id,
            &reference.words,
            &reference.typed,
        ));
    }
    for dossier in site.sources.declarations(source) {
        digest.number(titled[site.dossiers[*dossier].document]);
    }
    digest.end()
}
