//! The page of a dossier: its facts, its text, and everything tied to it, newest first.
//!
//! Takes: a dossier of the site, the body of its own document, and the summaries of the documents tied to it.
//! Gives: [`DossierPage`].
//! Never: shows more of another document than its summary quotes.

use std::collections::HashMap;

use serde::Serialize;

use super::course::{Event, course};
use super::division::{DayView, DivisionView, NoteView, Outliner, flatten};
use super::dossier_passages::{MeetingEntries, and_below, notes_within, timeline};
use super::picture::{Picture, picture};
use super::position::{NoteInDossier, Positions, positions};
use super::source::{self, SourceEntry};
use super::text::{Ref, SiteReader, TextSetting};
use crate::document::indices::{BlockId, NoteId};
use crate::document::{FactKey, Place, Role};
use crate::settings::words::Word;
use crate::site::indices::{DocumentId, SourceId};
use crate::site::{self, Page, SiteDivision};

#[derive(Debug, Serialize)]
pub(crate) struct DossierPage {
    /// Its full title, from the front matter.
    pub heading: String,
    pub name: String,
    /// Other names under which people look for it.
    pub also_known_as: Vec<String>,
    /// What it is about, in a sentence.
    pub summary: Option<String>,
    /// The interinstitutional procedure: `2022/0426(COD)`.
    pub procedure: Option<String>,
    /// The Commission document: `COM(2022) 695`.
    pub com: Option<String>,
    pub celex: Option<String>,
    /// Parliamentary papers, as typed.
    pub kamerstukken: Vec<String>,
    /// The day of the BNC-fiche.
    pub bnc_date: Option<DayView>,
    /// The parliamentary paper with which it was sent.
    pub bnc_kamerstuk: Option<String>,
    /// What happened to it, earliest first. Templates show these among the `events`.
    #[serde(skip)]
    pub milestones: Vec<MilestoneView>,
    /// Its text above the first heading, as HTML.
    pub lead: String,
    /// The rest of its text.
    pub divisions: Vec<DivisionView>,
    /// Its own notes.
    pub notes: Vec<NoteView>,
    /// The meetings that dealt with it, newest first. Templates show these among the `events`.
    #[serde(skip)]
    pub timeline: Vec<MeetingEntries>,
    /// What the government's position was at each of them.
    pub positions: Positions,
    /// Milestones, meetings, reports and commitments, newest first.
    pub events: Vec<Event>,
    /// The events as a picture; `None` if too few have dates.
    pub picture: Option<Picture>,
    /// How many meetings dealt with it, in words; `None` if none did.
    pub on_agenda: Option<String>,
    /// The last meeting that dealt with it.
    pub latest: Option<Ref>,
    /// The notes within the passages tied to it.
    pub footnotes: Vec<DocumentNotes>,
    /// What those passages, its own text and its facts cite, in the order of the ids.
    pub sources: Vec<SourceEntry>,
    /// Links to the pages of the sources that its facts name.
    pub linked: LinkedTitle,
    /// Other dossiers that its front matter names.
    pub related: Vec<Ref>,
    /// Whatever the author put under `extra` in the front matter.
    pub extra: serde_json::Value,
}

/// Links to the pages of the sources that the facts of a dossier name; `None` where there is no such page.
#[derive(Debug, Default, Serialize)]
pub(crate) struct LinkedTitle {
    pub procedure: Option<String>,
    pub com: Option<String>,
    pub celex: Option<String>,
    pub bnc: Option<String>,
    /// The paper of the BNC-fiche, as one writes its number.
    pub bnc_title: Option<String>,
    pub kamerstukken: Vec<LinkedPaper>,
}

#[derive(Debug, Serialize)]
pub(crate) struct LinkedPaper {
    /// The paper, as one writes its number.
    pub title: String,
    /// The link to the page of its source.
    pub href: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct MilestoneView {
    pub date: DayView,
    /// The stage as a name for classes.
    pub stage: String,
    /// The stage in words.
    pub title: String,
    /// What happened, in the author's words.
    pub what: Option<String>,
    /// The source that proves it.
    pub source: Option<String>,
}

/// The notes of one document that belong to a dossier.
#[derive(Debug, Serialize)]
pub(crate) struct DocumentNotes {
    pub document: Ref,
    /// Its notes, by number.
    pub notes: Vec<NoteInDossier>,
}

/// Views the page of a dossier.
pub(crate) fn dossier(reader: &SiteReader, index: DocumentId) -> DossierPage {
    let site = reader.site;
    let document = site.document(index);
    let facts = site::dossier_facts(document);
    let known = match &document.role {
        Role::Dossier { id } => site.dossier(id),
        _ => None,
    };
    let entries = known.map_or(&[][..], |d| d.entries.as_slice());
    let outliner = Outliner::new(reader, index, HashMap::new());
    let lead_end = document.divisions.first().map_or(document.blocks.next_idx(), |d| d.blocks.start);
    let mut milestones: Vec<_> = facts.milestones.iter().collect();
    milestones.sort_by_key(|m| m.date);
    let milestone = |m: &crate::document::front_matter::Milestone| MilestoneView {
        date: DayView::new(reader.language, m.date),
        stage: m.stage.name().to_owned(),
        title: reader.language.word(m.stage.word()).to_owned(),
        what: m.what.clone(),
        source: m.source.clone(),
    };
    let timeline = timeline(reader, entries);
    let events = known.map(|dossier| course(reader, dossier, facts, &timeline)).unwrap_or_default();
    let on_agenda = reader.language.phrase(Word::OnAgendaTimes, &[("count", &timeline.len().to_string())]);
    let latest = timeline.first().map(|m| Ref { title: m.meeting.name.clone(), href: m.meeting.href.clone() });
    DossierPage {
        heading: document.title().to_owned(),
        name: site::dossier_name(document).to_owned(),
        also_known_as: facts.also_known_as.clone(),
        summary: facts.summary.clone(),
        procedure: facts.procedure.clone(),
        com: facts.com.clone(),
        celex: facts.celex.clone(),
        kamerstukken: facts.kamerstukken.clone(),
        bnc_date: facts.bnc.as_ref().and_then(|b| b.date).map(|d| DayView::new(reader.language, d)),
        bnc_kamerstuk: facts.bnc.as_ref().and_then(|b| b.kamerstuk.clone()),
        milestones: milestones.into_iter().map(milestone).collect(),
        lead: reader.blocks(BlockId::new(0)..lead_end),
        divisions: flatten(outliner.divisions(2)),
        notes: outliner.notes(),
        positions: positions(reader, entries),
        picture: picture(reader, site::dossier_name(document), &events),
        events,
        on_agenda: (!timeline.is_empty()).then_some(on_agenda),
        latest,
        timeline,
        footnotes: footnotes(reader, entries),
        sources: sources(reader, index, entries),
        linked: linked(reader, index),
        related: facts.related.iter().filter_map(|id| reader.dossier(&id.value)).collect(),
        extra: document.front.extra.clone(),
    }
}

/// How many sources the page of a dossier lists.
const SOURCES: usize = 300;

/// What the passages, the text and the facts of a dossier name as sources.
fn sources(reader: &SiteReader, index: DocumentId, entries: &[SiteDivision]) -> Vec<SourceEntry> {
    let site = reader.site;
    let mut sources: Vec<SourceId> = site.sources.all_of(index).iter().flatten().copied().collect();
    for entry in entries {
        let document = site.document(entry.document);
        let within = and_below(document, entry.division);
        let here = document.references.iter_enumerated().filter(|(_, reference)| match reference.place {
            Place::Note(note) => {
                document.notes[note].citations.iter().any(|c| c.division.is_some_and(|d| within.contains(&d)))
            }
            _ => reference.division.is_some_and(|division| within.contains(&division)),
        });
        let cited = here.flat_map(|(at, _)| document.sources_of(at));
        sources.extend(cited.filter_map(|source| site.sources.of(entry.document, source)));
    }
    sources.sort_unstable();
    sources.dedup();
    sources.into_iter().take(SOURCES).map(|source| source::entry(reader, source)).collect()
}

/// Links to the pages of the sources that the facts of a dossier name.
fn linked(reader: &SiteReader, index: DocumentId) -> LinkedTitle {
    let document = reader.site.document(index);
    let page = |key: FactKey| {
        let fact = document.facts.iter().find(|fact| fact.key == key)?;
        Some(reader.href(Page::Source(reader.site.sources.of(index, fact.source)?), None))
    };
    // Typed "22112-3717" or "22 112, nr. 3717", it is one paper, and looks like one.
    let notation = |key: FactKey, typed: &str| {
        let fact = document.facts.iter().find(|fact| fact.key == key && fact.span.len() == typed.trim().len());
        fact.map_or_else(|| typed.to_owned(), |fact| fact.id.notation())
    };
    let bnc = site::dossier_facts(document).bnc.as_ref().and_then(|bnc| bnc.kamerstuk.as_deref());
    let papers = (0..).zip(&site::dossier_facts(document).kamerstukken);
    LinkedTitle {
        procedure: page(FactKey::Procedure),
        com: page(FactKey::Com),
        celex: page(FactKey::Celex),
        bnc: page(FactKey::Bnc),
        bnc_title: bnc.map(|typed| notation(FactKey::Bnc, typed)),
        kamerstukken: papers
            .map(|(at, typed)| LinkedPaper {
                title: notation(FactKey::Kamerstuk(at), typed),
                href: page(FactKey::Kamerstuk(at)),
            })
            .collect(),
    }
}

fn footnotes(reader: &SiteReader, entries: &[SiteDivision]) -> Vec<DocumentNotes> {
    let mut found: Vec<(DocumentId, Vec<NoteId>)> = Vec::new();
    for entry in entries {
        let notes = notes_within(reader.site.document(entry.document), entry.division);
        match found.iter_mut().find(|(document, _)| *document == entry.document) {
            Some((_, known)) => known.extend(notes),
            None => found.push((entry.document, notes)),
        }
    }
    let view = |(document, mut notes): (DocumentId, Vec<NoteId>)| {
        notes.sort_unstable();
        notes.dedup();
        let note = |note: NoteId| NoteInDossier {
            number: note.number(),
            href: reader.href(Page::Footnote { document, note }, None),
            html: reader.fill(
                document,
                &reader.site.document(document).notes[note].fragment,
                TextSetting::Excerpt { cited: None, nth: 0 },
            ),
        };
        DocumentNotes {
            document: Ref { title: reader.document_name(document), href: reader.href(Page::Document(document), None) },
            notes: notes.into_iter().map(note).collect(),
        }
    };
    found.into_iter().map(view).filter(|d| !d.notes.is_empty()).collect()
}
