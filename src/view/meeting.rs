//! The page of a meeting, which is its agenda, and the page of its report.
//!
//! Takes: a meeting, and the body of its agenda or of its report.
//! Gives: [`MeetingPage`], [`ReportPage`], and the facts of a meeting for any other page.
//! Never: sees the body of another document.

use std::collections::HashMap;

use serde::Serialize;

use super::archive::{ClosureView, PackageView, closure, package};
use super::attached_files::{FileRef, attachments};
use super::changes::{Changes, changes};
use super::citation::{CitedDocument, cited_documents};
use super::counterpart::counterparts;
use super::division::{ContentsEntry, DayView, DivisionView, NoteView, Outliner, TreatmentView, flatten};
use super::glossary::Explainer;
use super::key::Keys;
use super::promise::{CommitmentRef, commitments};
use super::seal::{SealView, seal};
use super::text::{Ref, SiteReader};
use crate::document::FactKey;
use crate::document::fingerprint::Fingerprint;
use crate::document::front_matter::{Letter, Signatory, Status};
use crate::document::indices::{BlockId, DivisionId};
use crate::settings::Formation;
use crate::settings::words::Word;
use crate::site::indices::{DocumentId, MeetingId};
use crate::site::{Meeting, Page};

/// What the pages of agendas and reports have in common.
#[derive(Debug, Serialize)]
pub(crate) struct DocumentView {
    /// The title from the front matter.
    pub heading: String,
    pub meeting: MeetingFacts,
    /// Whether the text is provisional or final.
    pub status: Option<Status>,
    /// The day on which the letter was sent.
    pub published: Option<DayView>,
    /// The day of its last correction, as far as it or the seal says.
    pub updated: Option<DayView>,
    /// The sender's own number for the letter.
    pub letter_id: Option<String>,
    /// The sources that this number names, as people write it.
    pub letter_sources: Vec<Ref>,
    /// The text above the first heading, as HTML.
    pub lead: String,
    pub contents: Vec<ContentsEntry>,
    /// The outline with its text.
    pub divisions: Vec<DivisionView>,
    pub signatories: Vec<Signatory>,
    /// On whose behalf the signatories sign as well.
    pub on_behalf_of: Vec<String>,
    /// Whether a cover letter is among the divisions. If so, the signatures stand at its end.
    pub has_letter: bool,
    pub notes: Vec<NoteView>,
    /// All documents of the meeting, including this one.
    pub documents: Vec<DocumentRef>,
    /// The package in which the meeting is archived, if there is one.
    pub package: Option<PackageView>,
    /// How its formation ended; `None` while it still meets.
    pub closure: Option<ClosureView>,
    /// The seal of the meeting, if it is sealed.
    pub seal: Option<SealView>,
    /// Whatever the author put under `extra` in the front matter.
    pub extra: serde_json::Value,
}

impl DocumentView {
    /// The same with its divisions as a flat list, which templates need, and with its terms explained.
    fn flat(mut self, reader: &SiteReader) -> Self {
        self.divisions = flatten(self.divisions);
        Explainer::document(reader, &mut self.lead, &mut self.divisions, &mut self.notes);
        self
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct MeetingFacts {
    /// Its id, which names its folder: `jbz-2024-06-13`.
    pub id: String,
    /// Its name in lists.
    pub name: String,
    pub href: String,
    /// The formation; `None` if the settings do not name it.
    pub formation: Option<Formation>,
    /// The id of the formation.
    pub formation_id: String,
    /// Its days in words: `13 en 14 juni 2024`.
    pub dates: String,
    /// Its times in words: `19.30–22.00 uur`; `None` if they are not said.
    pub times: Option<String>,
    /// When it begins, as ISO 8601: with the offset from UTC if the site has a time zone; `None` if no time is said.
    pub starts_at: Option<String>,
    /// The first day as ISO 8601: `2024-06-13`; `None` without a date.
    pub start: Option<String>,
    /// The last day as ISO 8601; `None` if it is the first.
    pub end: Option<String>,
    /// Where it takes place.
    pub place: Option<String>,
    /// Which member state presides.
    pub presidency: Option<String>,
    /// Whether it is informal.
    pub informal: bool,
    /// Whether it will not take place.
    pub cancelled: bool,
    /// The meeting that is held in its place.
    pub postponed: Option<Ref>,
    /// The meetings in whose place it is held.
    pub in_place_of: Vec<Ref>,
}

/// A document of the same meeting.
#[derive(Debug, Serialize)]
pub(crate) struct DocumentRef {
    pub title: String,
    pub href: String,
    /// Whether it is this page itself.
    pub current: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct MeetingPage {
    /// What reports have as well.
    #[serde(flatten)]
    pub document: DocumentView,
    /// The table at the top of the page, by part.
    pub overview: Vec<OverviewPart>,
    /// The promises made in it.
    pub commitments: Vec<CommitmentRef>,
    /// What changed for each dossier since a meeting last dealt with it.
    pub changes: Option<Changes>,
    /// Its documents, for programs that manage references; templates do not need them.
    #[serde(skip)]
    pub cited: Vec<CitedDocument>,
    /// The files to download.
    pub attachments: Vec<FileRef>,
    /// The meeting of the same formation before it.
    pub previous: Option<Ref>,
    /// The meeting of the same formation after it.
    pub next: Option<Ref>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ReportPage {
    /// What agendas have as well.
    #[serde(flatten)]
    pub document: DocumentView,
    /// The promises made in it.
    pub commitments: Vec<CommitmentRef>,
}

#[derive(Debug, Serialize)]
pub(crate) struct OverviewPart {
    /// Its heading; `None` for items outside any part.
    pub part: Option<Ref>,
    pub items: Vec<OverviewItem>,
}

#[derive(Debug, Serialize)]
pub(crate) struct OverviewItem {
    /// Its label as typed.
    pub label: String,
    /// Its words, as a link to its place on the page.
    pub title: Ref,
    /// What the council does with it and its sub-items.
    pub treatments: Vec<TreatmentView>,
    /// Its dossiers and those of its sub-items.
    pub dossiers: Vec<Ref>,
    /// Whether it is adopted without discussion.
    pub a_point: bool,
    /// Whether a badge has to say so, because no treatment does.
    pub a_point_badge: bool,
}

pub(crate) fn meeting(reader: &SiteReader, meeting: &Meeting) -> MeetingPage {
    let site = reader.site;
    let agenda = site.document(meeting.agenda);
    let counterparts =
        meeting.report.map(|report| counterparts(reader, agenda, report, Word::ItemOfReport)).unwrap_or_default();
    let document = document(reader, meeting, meeting.agenda, counterparts);
    let neighbour = |index: Option<MeetingId>| {
        let meeting = &site.meetings[index?];
        let place = site.facts(meeting).place.as_ref().map(|p| format!(", {p}")).unwrap_or_default();
        Some(Ref {
            title: format!("{}{place}", meeting.dates),
            href: reader.href(Page::Document(meeting.agenda), None),
        })
    };
    let overview = overview(&document.divisions);
    MeetingPage {
        overview,
        commitments: commitments(reader, meeting.agenda),
        changes: changes(reader, meeting),
        cited: cited_documents(reader, meeting),
        attachments: attachments(reader, meeting),
        previous: neighbour(meeting.previous),
        next: neighbour(meeting.next),
        document: document.flat(reader),
    }
}

pub(crate) fn report(reader: &SiteReader, meeting: &Meeting, index: DocumentId) -> ReportPage {
    let counterparts = counterparts(reader, reader.site.document(index), meeting.agenda, Word::ItemOfAgenda);
    ReportPage {
        commitments: commitments(reader, index),
        document: document(reader, meeting, index, counterparts).flat(reader),
    }
}

/// The facts of a meeting, with links as seen from the reader's page.
pub(crate) fn facts(reader: &SiteReader, meeting: &Meeting) -> MeetingFacts {
    let site = reader.site;
    let facts = site.facts(meeting);
    let other = |at: MeetingId| {
        let meeting = &site.meetings[at];
        Ref { title: meeting.name.clone(), href: reader.href(Page::Document(meeting.agenda), None) }
    };
    MeetingFacts {
        id: meeting.id.clone(),
        name: meeting.name.clone(),
        href: reader.href(Page::Document(meeting.agenda), None),
        formation: (!meeting.formation.is_empty()).then(|| site.formation(&meeting.formation)),
        formation_id: meeting.formation.clone(),
        dates: meeting.dates.clone(),
        times: meeting.times.clone(),
        starts_at: site.starts_at(meeting),
        start: facts.start.as_ref().map(|d| d.value.to_string()),
        end: facts.end.as_ref().map(|d| d.value.to_string()),
        place: facts.place.clone(),
        presidency: facts.presidency.clone(),
        informal: facts.informal,
        cancelled: facts.cancelled,
        postponed: meeting.postponed.map(other),
        in_place_of: meeting.in_place_of.iter().map(|at| other(*at)).collect(),
    }
}

fn document(
    reader: &SiteReader,
    meeting: &Meeting,
    index: DocumentId,
    counterparts: HashMap<DivisionId, Ref>,
) -> DocumentView {
    let document = reader.site.document(index);
    let letter = document.front.letter();
    let outliner = Outliner::new(reader, index, counterparts);
    let lead_end = document.divisions.first().map_or(document.blocks.next_idx(), |d| d.blocks.start);
    let divisions = outliner.divisions(2);
    DocumentView {
        heading: document.title().to_owned(),
        meeting: facts(reader, meeting),
        status: letter.and_then(|l| l.status),
        published: letter.and_then(|l| l.published).map(|d| DayView::new(reader.language, d)),
        updated: reader.site.corrected(index).map(|day| DayView::new(reader.language, day)),
        letter_id: letter.and_then(|l| l.id.clone()),
        letter_sources: reader.fact_sources(index, FactKey::Letter),
        lead: reader.blocks(BlockId::new(0)..lead_end),
        contents: outliner.contents(),
        has_letter: divisions.iter().any(|d| d.kind == "letter"),
        divisions,
        signatories: letter.map(|l: &Letter| l.signatories.clone()).unwrap_or_default(),
        on_behalf_of: letter.map(|l| l.on_behalf_of.clone()).unwrap_or_default(),
        notes: outliner.notes(),
        documents: documents(reader, meeting, Some(index)),
        package: package(reader, meeting),
        closure: closure(reader, &meeting.formation),
        seal: seal(reader, meeting, index),
        extra: document.front.extra.clone(),
    }
}

/// The documents of a meeting as links, and the page that sets the agenda and the report side by side; `current` is `None` on that
/// page itself.
pub(super) fn documents(reader: &SiteReader, meeting: &Meeting, current: Option<DocumentId>) -> Vec<DocumentRef> {
    let word = |key| reader.language.word(key).to_owned();
    let entry = |(title, index): (String, DocumentId)| DocumentRef {
        title,
        href: reader.href(Page::Document(index), None),
        current: Some(index) == current,
    };
    let annex = |index: &DocumentId| (reader.site.document(*index).title().to_owned(), *index);
    let all = std::iter::once((word(Word::Agenda), meeting.agenda))
        .chain(meeting.report.map(|report| (word(Word::Report), report)));
    let beside = reader.site.beside(meeting).map(|page| DocumentRef {
        title: word(Word::Beside),
        href: reader.href(page, None),
        current: current.is_none(),
    });
    all.chain(meeting.annexes.iter().map(annex)).map(entry).chain(beside).collect()
}

fn overview(divisions: &[DivisionView]) -> Vec<OverviewPart> {
    let mut parts: Vec<OverviewPart> = Vec::new();
    let place = |d: &DivisionView| Ref { title: d.text.clone(), href: format!("#{}", d.anchor) };
    for division in divisions {
        match division.kind {
            "part" => {
                let title = format!("{} {}", division.label, division.text).trim().to_owned();
                let items: Vec<_> =
                    division.children.iter().filter(|c| c.kind == "item").map(|c| overview_item(c, place(c))).collect();
                if !items.is_empty() {
                    parts
                        .push(OverviewPart { part: Some(Ref { title, href: format!("#{}", division.anchor) }), items });
                }
            }
            "item" => {
                let item = overview_item(division, place(division));
                match parts.last_mut().filter(|p| p.part.is_none()) {
                    Some(part) => part.items.push(item),
                    None => parts.push(OverviewPart { part: None, items: vec![item] }),
                }
            }
            _ => {}
        }
    }
    parts
}

fn overview_item(item: &DivisionView, title: Ref) -> OverviewItem {
    let mut treatments: Vec<TreatmentView> = Vec::new();
    let mut dossiers: Vec<Ref> = Vec::new();
    let mut a_point = false;
    for division in std::iter::once(item).chain(&item.children) {
        a_point |= division.a_point;
        for treatment in &division.treatments {
            if !treatments.iter().any(|t| t.href == treatment.href) {
                treatments.push(treatment.clone());
            }
        }
        for dossier in &division.dossiers {
            if !dossiers.iter().any(|d| d.href == dossier.href) {
                dossiers.push(dossier.clone());
            }
        }
    }
    let a_point_badge = std::iter::once(item).chain(&item.children).any(|d| d.a_point_badge);
    OverviewItem { label: item.label.clone(), title, treatments, dossiers, a_point, a_point_badge }
}

/// Takes in what the pages of a meeting's documents show of the meeting.
pub(super) fn key(keys: &Keys, meeting: &Meeting, digest: &mut Fingerprint) {
    // The id is part of the address; formation and dates are part of the agenda's summary.
    let Meeting {
        id: _,
        agenda,
        report,
        annexes,
        files,
        package,
        seal,
        versions,
        formation: _,
        dates: _,
        times: _,
        postponed,
        in_place_of,
        name: _,
        start: _,
        start_time: _,
        previous,
        next,
    } = meeting;
    digest.value(package);
    // The digest of the last version covers the earlier ones.
    digest.value(&seal.as_ref().and_then(|seal| seal.latest()).map(|version| &version.digest));
    for document in std::iter::once(agenda).chain(report).chain(annexes).chain(versions) {
        digest.number(keys.named[*document]);
    }
    for other in in_place_of {
        digest.number(keys.titled[keys.site.meetings[*other].agenda]);
    }
    for neighbour in [previous, next, postponed] {
        digest.number(neighbour.map_or(0, |m| keys.titled[keys.site.meetings[m].agenda]));
    }
    files.iter().for_each(|file| keys.file(*file, digest));
}
