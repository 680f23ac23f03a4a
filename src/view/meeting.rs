//! The page of a meeting, which is its agenda, and the page of its report.

use std::collections::HashMap;

use serde::Serialize;

use super::archive::{ClosureView, PackageView, closure, package};
use super::changes::{Changes, changes};
use super::division::{ContentsEntry, Day, DivisionView, NoteView, Outliner, TreatmentView, flatten};
use super::seal::{SealView, seal};
use super::text::{Reader, Ref};
use crate::config::Formation;
use crate::document::{Division, Document, Kind};
use crate::front::{Letter, Signatory, Status};
use crate::site::{self, Meeting, Page};

/// What agendas and reports show alike.
#[derive(Debug, Serialize)]
pub struct DocumentView {
    /// The title from the front matter.
    pub heading: String,
    /// The meeting.
    pub meeting: MeetingFacts,
    /// Whether the text is provisional or final.
    pub status: Option<Status>,
    /// The day on which it was sent.
    pub published: Option<Day>,
    /// The letter's own id.
    pub letter_id: Option<String>,
    /// The text above the first heading, as HTML.
    pub lead: String,
    /// The list of contents.
    pub contents: Vec<ContentsEntry>,
    /// Parts, items and so on.
    pub divisions: Vec<DivisionView>,
    /// Who signs.
    pub signatories: Vec<Signatory>,
    /// On whose behalf they sign as well.
    pub on_behalf_of: Vec<String>,
    /// Whether a cover letter is among the divisions, at whose end the signatories stand.
    pub has_letter: bool,
    /// The notes.
    pub notes: Vec<NoteView>,
    /// The documents of the meeting, this one among them.
    pub documents: Vec<DocumentRef>,
    /// Its package.
    pub package: Option<PackageView>,
    /// How its formation ended, if it did.
    pub closure: Option<ClosureView>,
    /// The seal of the meeting, if it is sealed.
    pub seal: Option<SealView>,
    /// What site authors keep in the front matter.
    pub extra: serde_json::Value,
}

impl DocumentView {
    /// The same with its divisions as a flat list, which is how templates want them.
    fn flat(mut self) -> Self {
        self.divisions = flatten(self.divisions);
        self
    }
}

/// The facts of a meeting.
#[derive(Debug, Serialize)]
pub struct MeetingFacts {
    /// Its id.
    pub id: String,
    /// Its name in lists.
    pub name: String,
    /// The link to its page.
    pub href: String,
    /// Its formation.
    pub formation: Option<Formation>,
    /// The id of the formation.
    pub formation_id: String,
    /// Its days in words.
    pub dates: String,
    /// The first day for machines.
    pub start: Option<String>,
    /// The last day for machines; none when it is the first.
    pub end: Option<String>,
    /// Where it sits.
    pub place: Option<String>,
    /// Who presides.
    pub presidency: Option<String>,
    /// Whether it is informal.
    pub informal: bool,
}

/// A document of the same meeting.
#[derive(Debug, Serialize)]
pub struct DocumentRef {
    /// Its name.
    pub title: String,
    /// The link to it.
    pub href: String,
    /// Whether it is the page itself.
    pub current: bool,
}

/// A file beside the documents.
#[derive(Debug, Serialize)]
pub struct FileRef {
    /// Its name.
    pub title: String,
    /// The link to it.
    pub href: String,
    /// Its ending, in capitals; empty without one.
    pub kind: String,
    /// Its size in words.
    pub size: String,
}

/// The page of a meeting.
#[derive(Debug, Serialize)]
pub struct MeetingPage {
    /// What reports show too.
    #[serde(flatten)]
    pub document: DocumentView,
    /// The table at the top, by part.
    pub overview: Vec<OverviewPart>,
    /// What is promised.
    pub commitments: Vec<CommitmentRef>,
    /// What changed for each dossier since a meeting last dealt with it.
    pub changes: Option<Changes>,
    /// Files to download.
    pub attachments: Vec<FileRef>,
    /// The meeting of the same formation before it.
    pub previous: Option<Ref>,
    /// The one after it.
    pub next: Option<Ref>,
}

/// The page of a report.
#[derive(Debug, Serialize)]
pub struct ReportPage {
    /// What agendas show too.
    #[serde(flatten)]
    pub document: DocumentView,
    /// What is promised.
    pub commitments: Vec<CommitmentRef>,
}

/// A part in the table at the top.
#[derive(Debug, Serialize)]
pub struct OverviewPart {
    /// Its heading; none for items that stand in no part.
    pub part: Option<Ref>,
    /// Its items.
    pub items: Vec<OverviewItem>,
}

/// An item in the table at the top.
#[derive(Debug, Serialize)]
pub struct OverviewItem {
    /// Its label as typed.
    pub label: String,
    /// Its words and its place on the page.
    pub title: Ref,
    /// What the council does with it and with its sub-items.
    pub treatments: Vec<TreatmentView>,
    /// Its dossiers and those of its sub-items.
    pub dossiers: Vec<Ref>,
    /// Whether it is adopted without discussion.
    pub a_point: bool,
    /// Whether a badge has to say so, because no treatment does.
    pub a_point_badge: bool,
}

/// A commitment on the page of its meeting.
#[derive(Debug, Serialize)]
pub struct CommitmentRef {
    /// What is promised.
    pub what: String,
    /// When it is due.
    pub due: Option<Day>,
    /// The item in which it is promised.
    pub item: Option<Ref>,
}

/// Views the page of a meeting.
pub fn meeting(reader: &Reader, meeting: &Meeting) -> MeetingPage {
    let site = reader.site;
    let agenda = site.document(meeting.agenda);
    let counterparts = meeting.report.map(|report| counterparts(reader, agenda, report, "item_of_report")).unwrap_or_default();
    let document = document(reader, meeting, meeting.agenda, counterparts);
    let neighbour = |index: Option<u32>| {
        let meeting = &site.meetings[index? as usize];
        let place = site.facts(meeting).place.as_ref().map(|p| format!(", {p}")).unwrap_or_default();
        Some(Ref { title: format!("{}{place}", meeting.dates), href: reader.href(Page::Document(meeting.agenda), None) })
    };
    let overview = overview(&document.divisions);
    MeetingPage {
        overview,
        commitments: commitments(reader, meeting.agenda),
        changes: changes(reader, meeting),
        attachments: meeting.files.iter().map(|file| attachment(reader, *file)).collect(),
        previous: neighbour(meeting.previous),
        next: neighbour(meeting.next),
        document: document.flat(),
    }
}

/// Views the page of a report.
pub fn report(reader: &Reader, meeting: &Meeting, index: u32) -> ReportPage {
    let counterparts = counterparts(reader, reader.site.document(index), meeting.agenda, "item_of_agenda");
    ReportPage { commitments: commitments(reader, index), document: document(reader, meeting, index, counterparts).flat() }
}

/// The facts of a meeting, seen from a page.
pub fn facts(reader: &Reader, meeting: &Meeting) -> MeetingFacts {
    let site = reader.site;
    let facts = site.facts(meeting);
    MeetingFacts {
        id: meeting.id.clone(),
        name: meeting.name.clone(),
        href: reader.href(Page::Document(meeting.agenda), None),
        formation: (!meeting.formation.is_empty()).then(|| site.formation(&meeting.formation)),
        formation_id: meeting.formation.clone(),
        dates: meeting.dates.clone(),
        start: facts.start.as_ref().map(|d| d.value.to_string()),
        end: facts.end.as_ref().map(|d| d.value.to_string()),
        place: facts.place.clone(),
        presidency: facts.presidency.clone(),
        informal: facts.informal,
    }
}

fn document(reader: &Reader, meeting: &Meeting, index: u32, counterparts: HashMap<u32, Ref>) -> DocumentView {
    let document = reader.site.document(index);
    let letter = site::letter(&document.front);
    let outliner = Outliner::new(reader, index, counterparts);
    let lead_end = document.divisions.first().map_or(document.blocks.len() as u32, |d| d.blocks.start);
    let divisions = outliner.divisions(2);
    DocumentView {
        heading: document.title().to_owned(),
        meeting: facts(reader, meeting),
        status: letter.and_then(|l| l.status),
        published: letter.and_then(|l| l.published).map(|d| Day::new(reader.language, d)),
        letter_id: letter.and_then(|l| l.id.clone()),
        lead: reader.blocks(index, 0..lead_end),
        contents: outliner.contents(),
        has_letter: divisions.iter().any(|d| d.kind == "letter"),
        divisions,
        signatories: letter.map(|l: &Letter| l.signatories.clone()).unwrap_or_default(),
        on_behalf_of: letter.map(|l| l.on_behalf_of.clone()).unwrap_or_default(),
        notes: outliner.notes(),
        documents: documents(reader, meeting, index),
        package: package(reader, meeting),
        closure: closure(reader, &meeting.formation),
        seal: seal(reader, meeting, index),
        extra: document.front.extra.clone(),
    }
}

fn documents(reader: &Reader, meeting: &Meeting, current: u32) -> Vec<DocumentRef> {
    let word = |key| reader.language.word(key).to_owned();
    let entry =
        |(title, index): (String, u32)| DocumentRef { title, href: reader.href(Page::Document(index), None), current: index == current };
    let annex = |index: &u32| (reader.site.document(*index).title().to_owned(), *index);
    let all = std::iter::once((word("agenda"), meeting.agenda)).chain(meeting.report.map(|report| (word("report"), report)));
    all.chain(meeting.annexes.iter().map(annex)).map(entry).collect()
}

/// For each division of `own`, the same item in `other`: the one that it names, or that names it, or that has the same anchor.
fn counterparts(reader: &Reader, own: &Document, other: u32, word: &str) -> HashMap<u32, Ref> {
    let there = reader.site.document(other);
    let mut by_anchor: HashMap<&str, &Division> = HashMap::new();
    let mut by_item: HashMap<&str, &Division> = HashMap::new();
    for division in &there.divisions {
        by_anchor.entry(&division.anchor).or_insert(division);
        if let Some(item) = &division.item {
            by_item.entry(&item.value).or_insert(division);
        }
    }
    let mut found = HashMap::new();
    for (index, division) in own.divisions.iter().enumerate() {
        if matches!(division.kind, Kind::Part | Kind::Letter | Kind::Section) {
            continue;
        }
        let named = division.item.as_ref().map(|i| i.value.as_str());
        let anchor = division.anchor.as_str();
        let same = || by_anchor.get(anchor).filter(|d| d.item.is_none());
        let counterpart = match named {
            Some(named) => by_anchor.get(named),
            None => by_item.get(anchor).or_else(same),
        };
        if let Some(counterpart) = counterpart {
            let href = reader.href(Page::Document(other), Some(&counterpart.anchor));
            found.insert(index as u32, Ref { title: reader.language.word(word).to_owned(), href });
        }
    }
    found
}

fn overview(divisions: &[DivisionView]) -> Vec<OverviewPart> {
    let mut parts: Vec<OverviewPart> = Vec::new();
    let place = |d: &DivisionView| Ref { title: d.text.clone(), href: format!("#{}", d.anchor) };
    for division in divisions {
        match division.kind {
            "part" => {
                let title = format!("{} {}", division.label, division.text).trim().to_owned();
                let items: Vec<_> = division.children.iter().filter(|c| c.kind == "item").map(|c| overview_item(c, place(c))).collect();
                if !items.is_empty() {
                    parts.push(OverviewPart { part: Some(Ref { title, href: format!("#{}", division.anchor) }), items });
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

/// What a document promises, with links to the items.
pub fn commitments(reader: &Reader, index: u32) -> Vec<CommitmentRef> {
    let document = reader.site.document(index);
    let promised = site::letter(&document.front).map_or(&[][..], |l| l.commitments.as_slice());
    let view = |commitment: &crate::front::Commitment| CommitmentRef {
        what: commitment.what.clone(),
        due: commitment.due.map(|d| Day::new(reader.language, d)),
        item: commitment.item.as_ref().and_then(|item| {
            let at = document.anchor(&item.value)?;
            let anchor = &document.divisions[at].anchor;
            Some(Ref { title: document.reference_text(at as u32), href: reader.href(Page::Document(index), Some(anchor)) })
        }),
    };
    promised.iter().map(view).collect()
}

/// A file that can be downloaded, as an index of [`crate::site::Site::files`].
pub fn attachment(reader: &Reader, file: u32) -> FileRef {
    let (address, copied) = &reader.site.files[file as usize];
    let name = address.rsplit('/').next().unwrap_or(address);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    FileRef {
        title: stem.replace(['-', '_'], " "),
        href: reader.to_address(address),
        kind: ending.to_uppercase(),
        size: reader.language.size(copied.size),
    }
}
