//! The page of a dossier: its facts, its text, and everything tied to it, newest first.

use std::collections::HashMap;

use serde::Serialize;

use super::course::{Event, course};
use super::division::{Day, DivisionView, NoteView, Outliner, flatten};
use super::passages::{MeetingEntries, notes_within, timeline};
use super::picture::{Picture, picture};
use super::source::{self, SourceEntry};
use super::text::{Reader, Ref, Setting};
use crate::document::{FactKey, Place, Role};
use crate::site::{self, Entry, Page};

/// The page of a dossier.
#[derive(Debug, Serialize)]
pub struct DossierPage {
    /// Its full title.
    pub heading: String,
    /// Its short name.
    pub name: String,
    /// What it is about.
    pub summary: Option<String>,
    /// The interinstitutional procedure.
    pub procedure: Option<String>,
    /// The Commission document.
    pub com: Option<String>,
    /// The CELEX number.
    pub celex: Option<String>,
    /// Parliamentary papers, as cited.
    pub kamerstukken: Vec<String>,
    /// The day of the BNC-fiche.
    pub bnc_date: Option<Day>,
    /// The paper under which it was sent.
    pub bnc_kamerstuk: Option<String>,
    /// What happened to it, earliest first. Pages show it among the `events`.
    #[serde(skip)]
    pub milestones: Vec<MilestoneView>,
    /// Its text above the first heading, as HTML.
    pub lead: String,
    /// The rest of its text.
    pub divisions: Vec<DivisionView>,
    /// Its own notes.
    pub notes: Vec<NoteView>,
    /// What is tied to it, newest meeting first. Pages show it among the `events`.
    #[serde(skip)]
    pub timeline: Vec<MeetingEntries>,
    /// Milestones, meetings, reports and commitments, newest first.
    pub events: Vec<Event>,
    /// The same as a picture.
    pub picture: Option<Picture>,
    /// How many meetings dealt with it, in words; none if none did.
    pub on_agenda: Option<String>,
    /// The last of them.
    pub latest: Option<Ref>,
    /// The notes that occur there.
    pub footnotes: Vec<DocumentNotes>,
    /// What is cited there or in its own text and facts, in the order of the ids.
    pub sources: Vec<SourceEntry>,
    /// The pages of the sources that its facts name.
    pub linked: Linked,
    /// Dossiers that have to do with it.
    pub related: Vec<Ref>,
    /// What site authors keep in the front matter.
    pub extra: serde_json::Value,
}

/// The pages of the sources that the facts of a dossier name.
#[derive(Debug, Default, Serialize)]
pub struct Linked {
    /// Of the procedure.
    pub procedure: Option<String>,
    /// Of the Commission document.
    pub com: Option<String>,
    /// Of the CELEX number.
    pub celex: Option<String>,
    /// Of the BNC-fiche.
    pub bnc: Option<String>,
    /// Parliamentary papers with their pages.
    pub kamerstukken: Vec<LinkedPaper>,
}

/// A parliamentary paper as cited, with its page.
#[derive(Debug, Serialize)]
pub struct LinkedPaper {
    /// As cited.
    pub title: String,
    /// The page of its source.
    pub href: Option<String>,
}

/// A milestone.
#[derive(Debug, Serialize)]
pub struct MilestoneView {
    /// When.
    pub date: Day,
    /// The stage, for classes.
    pub stage: String,
    /// The stage in words.
    pub title: String,
    /// What happened.
    pub what: Option<String>,
    /// On which source that rests.
    pub source: Option<String>,
}

/// The notes of one document that occur in a dossier.
#[derive(Debug, Serialize)]
pub struct DocumentNotes {
    /// The document.
    pub document: Ref,
    /// Its notes, by number, with their text as HTML.
    pub notes: Vec<NoteInDossier>,
}

/// A note that occurs in a dossier.
#[derive(Debug, Serialize)]
pub struct NoteInDossier {
    /// Its number.
    pub number: u32,
    /// The link to its page.
    pub href: String,
    /// Its text, as HTML.
    pub html: String,
}

/// Views the page of a dossier.
pub fn dossier(reader: &Reader, index: u32) -> DossierPage {
    let site = reader.site;
    let document = site.document(index);
    let facts = site::dossier_facts(document);
    let known = match &document.role {
        Role::Dossier { id } => site.dossier(id),
        _ => None,
    };
    let entries = known.map_or(&[][..], |d| d.entries.as_slice());
    let outliner = Outliner::new(reader, index, HashMap::new());
    let lead_end = document.divisions.first().map_or(document.blocks.len() as u32, |d| d.blocks.start);
    let mut milestones: Vec<_> = facts.milestones.iter().collect();
    milestones.sort_by_key(|m| m.date);
    let milestone = |m: &crate::front::Milestone| MilestoneView {
        date: Day::new(reader.language, m.date),
        stage: m.stage.to_owned(),
        title: reader.language.word(&format!("milestone_{}", m.stage)).to_owned(),
        what: m.what.clone(),
        source: m.source.clone(),
    };
    let timeline = timeline(reader, entries);
    let events = known.map(|dossier| course(reader, dossier, facts, &timeline)).unwrap_or_default();
    let on_agenda = reader.language.phrase("on_agenda_times", &[("count", &timeline.len().to_string())]);
    let latest = timeline.first().map(|m| Ref { title: m.meeting.name.clone(), href: m.meeting.href.clone() });
    DossierPage {
        heading: document.title().to_owned(),
        name: site::dossier_name(document).to_owned(),
        summary: facts.summary.clone(),
        procedure: facts.procedure.clone(),
        com: facts.com.clone(),
        celex: facts.celex.clone(),
        kamerstukken: facts.kamerstukken.clone(),
        bnc_date: facts.bnc.as_ref().and_then(|b| b.date).map(|d| Day::new(reader.language, d)),
        bnc_kamerstuk: facts.bnc.as_ref().and_then(|b| b.kamerstuk.clone()),
        milestones: milestones.into_iter().map(milestone).collect(),
        lead: reader.blocks(index, 0..lead_end),
        divisions: flatten(outliner.divisions(2)),
        notes: outliner.notes(),
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

/// The sources that a dossier's passages, its own text and its facts name.
fn sources(reader: &Reader, index: u32, entries: &[Entry]) -> Vec<SourceEntry> {
    let site = reader.site;
    let mut sources: Vec<u32> = site.sources.all_of(index).iter().flatten().copied().collect();
    for entry in entries {
        let document = site.document(entry.document);
        let level = document.divisions[entry.division as usize].level;
        let after = document.divisions[entry.division as usize + 1..].iter().take_while(|d| d.level > level).count() as u32;
        let within = entry.division..=entry.division + after;
        let here = document.references.iter().filter(|reference| match reference.place {
            Place::Note(note) => document.notes[note as usize].citations.iter().any(|c| c.division.is_some_and(|d| within.contains(&d))),
            _ => reference.division.is_some_and(|division| within.contains(&division)),
        });
        sources.extend(here.filter_map(|reference| site.sources.of(entry.document, reference.source?)));
    }
    sources.sort_unstable();
    sources.dedup();
    sources.into_iter().take(SOURCES).map(|source| source::entry(reader, source)).collect()
}

/// Links the facts of a dossier to the pages of their sources.
fn linked(reader: &Reader, index: u32) -> Linked {
    let document = reader.site.document(index);
    let page = |key: FactKey| {
        let fact = document.facts.iter().find(|fact| fact.key == key)?;
        Some(reader.href(Page::Source(reader.site.sources.of(index, fact.source)?), None))
    };
    let papers = (0..).zip(&site::dossier_facts(document).kamerstukken);
    Linked {
        procedure: page(FactKey::Procedure),
        com: page(FactKey::Com),
        celex: page(FactKey::Celex),
        bnc: page(FactKey::Bnc),
        kamerstukken: papers.map(|(at, title)| LinkedPaper { title: title.clone(), href: page(FactKey::Kamerstuk(at)) }).collect(),
    }
}

fn footnotes(reader: &Reader, entries: &[Entry]) -> Vec<DocumentNotes> {
    let mut found: Vec<(u32, Vec<u32>)> = Vec::new();
    for entry in entries {
        let notes = notes_within(reader.site.document(entry.document), entry.division);
        match found.iter_mut().find(|(document, _)| *document == entry.document) {
            Some((_, known)) => known.extend(notes),
            None => found.push((entry.document, notes)),
        }
    }
    let view = |(document, mut notes): (u32, Vec<u32>)| {
        notes.sort_unstable();
        notes.dedup();
        let note = |note: u32| NoteInDossier {
            number: note + 1,
            href: reader.href(Page::Footnote { document, note }, None),
            html: reader.fill(
                document,
                &reader.site.document(document).notes[note as usize].fragment,
                Setting::Excerpt { cited: None, nth: 0 },
            ),
        };
        DocumentNotes {
            document: Ref { title: reader.document_name(document), href: reader.href(Page::Document(document), None) },
            notes: notes.into_iter().map(note).collect(),
        }
    };
    found.into_iter().map(view).filter(|d| !d.notes.is_empty()).collect()
}
