//! The page of one source, with every place that cites it, and the list of all sources.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::footnote::NoteRef;
use super::mention::typed;
use super::text::{Reader, Ref, Setting, escaped};
use crate::document::{Place, Reference};
use crate::fragment::{Fragment, Slot};
use crate::reference::{Form, Id};
use crate::site::{Page, Site};
use crate::sources::Citing;

/// How many citing places the page of a source shows, so that it stays a page one can read.
pub const MOST: usize = 100;

/// How many sources the list shows of each kind.
const MOST_OF_A_KIND: usize = 200;

/// How many papers the page of a parliamentary dossier shows.
const MOST_PAPERS: usize = 2000;

/// The longest piece of text that is shown whole, in bytes.
const LONGEST: usize = 4000;

/// How much of a longer one is shown on either side of the citation, in bytes.
const AROUND: usize = 320;

/// How much less than that words have that were not cut: no word or tag is longer.
const CUT: usize = 120;

/// The page of a source.
#[derive(Debug, Serialize)]
pub struct SourcePage {
    /// What it is called.
    pub name: String,
    /// What kind of thing it is, in words.
    pub kind: String,
    /// The id it goes by.
    pub id: String,
    /// Other numbers under which it is cited or known.
    pub also: Vec<String>,
    /// Its official address.
    pub official: Option<String>,
    /// The parliamentary dossier of a paper.
    pub dossier: Option<Ref>,
    /// Its page, if the site itself holds it.
    pub own: Option<Ref>,
    /// The dossiers of the site that it has to do with.
    pub dossiers: Vec<Ref>,
    /// How often it is cited, in words.
    pub cited: String,
    /// The documents that cite it, newest meeting first.
    pub documents: Vec<CitingDocument>,
    /// How many of the citing places are shown, in words, if not all are.
    pub shown: Option<String>,
    /// The papers of a parliamentary dossier.
    pub papers: Vec<SourceEntry>,
}

/// A document that cites a source.
#[derive(Debug, Serialize)]
pub struct CitingDocument {
    /// The document.
    pub document: Ref,
    /// The places in it.
    pub places: Vec<SourcePlace>,
}

/// A place that cites a source.
#[derive(Debug, Serialize)]
pub struct SourcePlace {
    /// The note, if it stands in one.
    pub note: Option<NoteRef>,
    /// The item or section.
    pub item: Option<Ref>,
    /// The citing words, as HTML, marked where they are words and no link.
    pub html: String,
    /// The passage that cites the note, as HTML.
    pub passage: Option<String>,
}

/// The list of sources.
#[derive(Debug, Serialize)]
pub struct SourcesPage {
    /// How many there are.
    pub count: usize,
    /// By parliamentary dossier, then by kind.
    pub groups: Vec<SourceGroup>,
}

/// Sources that belong together.
#[derive(Debug, Serialize)]
pub struct SourceGroup {
    /// Its place on the page.
    pub anchor: String,
    /// What they have in common.
    pub title: String,
    /// The page that lists them all, for a parliamentary dossier.
    pub href: Option<String>,
    /// The name of their form, see [`Form::name`].
    pub form: &'static str,
    /// How many there are.
    pub count: usize,
    /// The most cited of them, in the order of their numbers.
    pub sources: Vec<SourceEntry>,
}

/// A source in a list.
#[derive(Debug, Clone, Serialize)]
pub struct SourceEntry {
    /// Its name and page.
    pub source: Ref,
    /// Its id.
    pub id: String,
    /// Its official address.
    pub official: Option<String>,
    /// How many places cite it.
    pub count: usize,
    /// The same in words.
    pub cited: String,
}

/// Views the page of a source.
pub fn source(reader: &Reader, index: u32) -> SourcePage {
    let site = reader.site;
    let source = &site.sources.list[index as usize];
    let citations = site.sources.citations(index);
    let form = source.id.form();
    let parliamentary =
        source.id.dossier().filter(|_| form == Form::Kamerstuk).and_then(|number| site.sources.find(Id::of_dossier(number).as_str()));
    let papers = source.id.dossier().filter(|_| form == Form::Dossier);
    let mut papers: Vec<u32> = papers.into_iter().flat_map(|number| site.sources.papers(number)).collect();
    papers.sort_by_cached_key(|paper| order(&site.sources.list[*paper as usize].id));
    let shown = [("count", &*MOST.to_string()), ("total", &*citations.len().to_string())];
    SourcePage {
        name: reader.source_name(index),
        kind: reader.kind_word(form).to_owned(),
        id: source.id.to_string(),
        also: also(site, index),
        official: source.id.address(),
        dossier: parliamentary.map(|dossier| link(reader, dossier)),
        own: source.own.map(|own| Ref { title: reader.document_name(own), href: reader.href(Page::Document(own), None) }),
        dossiers: dossiers(reader, index),
        cited: reader.cited_times(index),
        documents: documents(reader, index, &citations[..citations.len().min(MOST)]),
        shown: (citations.len() > MOST).then(|| reader.language.phrase("sources_shown", &shown)),
        papers: papers.into_iter().take(MOST_PAPERS).map(|paper| entry(reader, paper)).collect(),
    }
}

fn link(reader: &Reader, source: u32) -> Ref {
    Ref { title: reader.source_name(source), href: reader.href(Page::Source(source), None) }
}

/// A source as an entry of a list.
pub fn entry(reader: &Reader, index: u32) -> SourceEntry {
    let id = &reader.site.sources.list[index as usize].id;
    SourceEntry {
        source: link(reader, index),
        id: id.to_string(),
        official: id.address(),
        count: reader.site.sources.citations(index).len(),
        cited: reader.cited_times(index),
    }
}

/// The other numbers under which a source is cited, or under which a dossier knows it.
fn also(site: &Site, index: u32) -> Vec<String> {
    let own = &site.sources.list[index as usize].id;
    let cited = site.sources.citations(index).iter().take(MOST);
    let mut ids: Vec<&Id> = cited.filter_map(|c| site.document(c.document).references[c.reference as usize].id.as_ref()).collect();
    for dossier in site.sources.declarations(index) {
        let document = site.dossiers[*dossier as usize].document;
        let facts = site.document(document).facts.iter();
        ids.extend(facts.filter(|fact| site.sources.of(document, fact.source) == Some(index)).map(|fact| &fact.id));
    }
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().filter(|id| *id != own).map(Id::notation).collect()
}

/// The dossiers of the places that cite a source, and those that name it themselves.
pub fn dossiers(reader: &Reader, index: u32) -> Vec<Ref> {
    let site = reader.site;
    let mut ids: Vec<&str> = site.sources.declarations(index).iter().map(|at| site.dossiers[*at as usize].id.as_str()).collect();
    for citing in site.sources.citations(index).iter().take(MOST) {
        let document = site.document(citing.document);
        let division = reader.citing_division(citing.document, &document.references[citing.reference as usize]);
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

fn documents(reader: &Reader, source: u32, citations: &[Citing]) -> Vec<CitingDocument> {
    let mut documents = Vec::new();
    for group in citations.chunk_by(|a, b| a.document == b.document) {
        let index = group[0].document;
        let document = Ref { title: reader.document_name(index), href: reader.href(Page::Document(index), None) };
        let mut noted: Vec<u32> = Vec::new();
        let mut places = Vec::new();
        for citing in group {
            let reference = &reader.site.document(index).references[citing.reference as usize];
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

fn place(reader: &Reader, source: u32, citing: Citing, reference: &Reference) -> SourcePlace {
    let document = reader.site.document(citing.document);
    let division = reader.citing_division(citing.document, reference);
    let item = division.map(|at| Ref {
        title: document.reference_text(at),
        href: reader.href(Page::Document(citing.document), Some(&document.divisions[at as usize].anchor)),
    });
    let note = match reference.place {
        Place::Note(note) => Some(note),
        _ => None,
    };
    let passage = note.and_then(|note| {
        let citation = document.notes[note as usize].citations.first()?;
        let this = |slot| matches!(slot, Slot::Citation { note: number, nth: 1, .. } if number == note + 1);
        let (before, after) = reader.place(citing.document, citation.place).words_around(this, AROUND)?;
        Some(passage(&before, &after, note + 1))
    });
    SourcePlace {
        note: note.map(|note| NoteRef { number: note + 1, href: reader.href(Page::Footnote { document: citing.document, note }, None) }),
        item,
        html: citing_words(reader, source, citing, reference),
        passage,
    }
}

/// The passage that cites a note, by the words around the citation. They are HTML without elements.
fn passage(before: &str, after: &str, number: u32) -> String {
    let (before, after) = (from_a_sentence(before), until_a_sentence(after));
    let word = before.rfind([' ', '\n']).map_or(0, |blank| blank + 1);
    format!("{}<mark>{}<sup>{number}</sup></mark>{after}", &before[..word], &before[word..])
}

/// Words that may have been cut, from the first sentence that begins in them.
fn from_a_sentence(words: &str) -> Cow<'_, str> {
    if words.len() + CUT < AROUND {
        return words.into();
    }
    let ends = words.match_indices(". ").map(|(at, _)| at + 2).chain(words.match_indices(".\n").map(|(at, _)| at + 2));
    // The nearest sentence before the citation may be the citing one, so that the first is taken.
    match ends.min().filter(|at| *at < words.len()) {
        Some(at) => words[at..].into(),
        None => format!("… {}", words.trim_start()).into(),
    }
}

/// Words that may have been cut, until the last sentence that ends in them.
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
pub(super) fn citing_words(reader: &Reader, source: u32, citing: Citing, reference: &Reference) -> String {
    match reference.place {
        Place::Treatment(division) => {
            let treatments = reader.site.document(citing.document).divisions[division as usize].treatments.iter();
            let lines = treatments.map(|t| reader.fill(citing.document, &t.fragment, Setting::Citing(source)));
            lines.collect::<Vec<_>>().join("; ")
        }
        place => words(reader, source, citing, reader.place(citing.document, place)),
    }
}

/// The piece of text that cites a source, or what stands around the citation if it is long.
fn words(reader: &Reader, source: u32, citing: Citing, fragment: &Fragment) -> String {
    if fragment.weight() <= LONGEST {
        return reader.fill(citing.document, fragment, Setting::Citing(source));
    }
    let this = |slot| slot == Slot::Reference(citing.reference);
    match fragment.words_around(this, AROUND) {
        Some((before, after)) => {
            let document = reader.site.document(citing.document);
            let own = escaped(typed(document, &document.references[citing.reference as usize]));
            match after.strip_prefix(&own) {
                Some(after) => format!("<p>… {before}<mark>{own}</mark>{after} …</p>"),
                None => format!("<p>… {before}{after} …</p>"),
            }
        }
        None => reader.fill(citing.document, fragment, Setting::Citing(source)),
    }
}

/// Views the list of sources.
pub fn sources(reader: &Reader) -> SourcesPage {
    let site = reader.site;
    let mut dossiers: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut kinds: BTreeMap<Form, Vec<u32>> = BTreeMap::new();
    for (at, source) in (0..).zip(&site.sources.list) {
        match (source.id.form(), source.id.dossier()) {
            (Form::Kamerstuk, Some(dossier)) => dossiers.entry(dossier).or_default().push(at),
            // The page of a dossier that is cited only by its papers is the head of a group.
            (Form::Dossier, _) if site.sources.citations(at).is_empty() => {}
            (form, _) => kinds.entry(form).or_default().push(at),
        }
    }
    let of_dossiers = dossiers.into_iter().map(|(number, papers)| {
        let page = site.sources.find(Id::of_dossier(number).as_str());
        let id = Id::of_dossier(number);
        let title = page.map_or_else(|| id.notation(), |page| reader.source_title(page));
        let href = page.map(|page| reader.href(Page::Source(page), None));
        SourceGroup { href, ..group(reader, (id.slug(), title), Form::Kamerstuk, papers) }
    });
    let of_kinds = kinds.into_iter().map(|(form, all)| {
        let title = reader.language.word(plural(form)).to_owned();
        group(reader, (format!("v-{}", form.name()), title), form, all)
    });
    SourcesPage { count: site.sources.list.len(), groups: of_dossiers.chain(of_kinds).collect() }
}

/// The key of the word for several sources of a form.
fn plural(form: Form) -> &'static str {
    match form {
        Form::Kamerstuk => "forms_kamerstuk",
        Form::Dossier => "forms_dossier",
        Form::Handelingen | Form::Aanhangsel => "forms_handelingen",
        Form::NietDossierstuk | Form::ChamberDocument => "forms_chamber-document",
        Form::Staatsblad | Form::Staatscourant | Form::Tractatenblad => "forms_gazette",
        Form::Commission => "forms_commission",
        Form::Celex => "forms_celex",
        Form::EuAct => "forms_eu-act",
        Form::Journal => "forms_journal",
        Form::Procedure => "forms_procedure",
        Form::Council | Form::EuropeanCouncil => "forms_council",
        Form::TreatyArticle => "forms_treaty-article",
        Form::Statute => "forms_statute",
        Form::Ecli => "forms_ecli",
        Form::Address | Form::Abbreviation | Form::Internal => "forms_address",
    }
}

fn group(reader: &Reader, (anchor, title): (String, String), form: Form, mut sources: Vec<u32>) -> SourceGroup {
    let site = reader.site;
    let count = sources.len();
    if count > MOST_OF_A_KIND {
        sources.sort_by_key(|source| std::cmp::Reverse(site.sources.citations(*source).len()));
        sources.truncate(MOST_OF_A_KIND);
    }
    sources.sort_by_cached_key(|source| order(&site.sources.list[*source as usize].id));
    SourceGroup { anchor, title, href: None, form: form.name(), count, sources: sources.into_iter().map(|s| entry(reader, s)).collect() }
}

/// The order of ids as people count: `kst-32317-99` before `kst-32317-872`.
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
