//! The lists: meetings, dossiers, commitments, treatments.

use std::collections::BTreeMap;

use serde::Serialize;

use super::archive::{ClosureView, closure};
use super::discussion::by_meeting;
use super::division::Day;
use super::matrix::{Matrix, matrix};
use super::meeting::{CommitmentRef, MeetingFacts, commitments as commitments_of, facts};
use super::text::{Reader, Ref};
use crate::config::Formation;
use crate::site::{self, Meeting, Page};

/// How many items the list of treatments shows of each, so that it stays a page one can read.
const LATEST: usize = 100;

/// How long a list may be in one piece. A longer one is divided, so that a reader can jump to a part of it.
const ONE_PIECE: usize = 60;

/// The list of meetings.
#[derive(Debug, Serialize)]
pub struct Meetings {
    /// By year, newest first.
    pub years: Vec<Year>,
    /// The formations, by id.
    pub formations: Vec<FormationMeetings>,
}

/// The meetings of a year.
#[derive(Debug, Serialize)]
pub struct Year {
    /// The year; none for meetings without a date.
    pub year: Option<i16>,
    /// Its meetings, newest first.
    pub meetings: Vec<MeetingEntry>,
}

/// The meetings of a formation.
#[derive(Debug, Serialize)]
pub struct FormationMeetings {
    /// The id.
    pub id: String,
    /// The formation.
    pub formation: Formation,
    /// How it ended, if it did.
    pub closure: Option<ClosureView>,
    /// Its meetings, newest first.
    pub meetings: Vec<Ref>,
}

/// A meeting in a list.
#[derive(Debug, Serialize)]
pub struct MeetingEntry {
    /// Its facts.
    pub meeting: MeetingFacts,
    /// How many items its agenda has.
    pub items: usize,
    /// How many notes.
    pub notes: usize,
    /// Its report.
    pub report: Option<Ref>,
    /// Whether it is a draft.
    pub draft: bool,
}

/// The list of dossiers.
#[derive(Debug, Serialize)]
pub struct Dossiers {
    /// By name, in one group or one for each first letter.
    pub groups: Vec<DossierGroup>,
    /// Which of the latest meetings dealt with what.
    pub matrix: Option<Matrix>,
}

/// Dossiers whose names begin alike.
#[derive(Debug, Serialize)]
pub struct DossierGroup {
    /// Their letter; none if the list is in one piece.
    pub letter: Option<String>,
    /// Its place on the page.
    pub anchor: String,
    /// Its dossiers.
    pub dossiers: Vec<DossierEntry>,
}

/// A dossier in a list.
#[derive(Debug, Serialize)]
pub struct DossierEntry {
    /// Its name and page.
    pub dossier: Ref,
    /// Its full title.
    pub title: String,
    /// What it is about.
    pub summary: Option<String>,
    /// The interinstitutional procedure.
    pub procedure: Option<String>,
    /// How many meetings dealt with it.
    pub meetings: usize,
    /// The same in words; none if none did.
    pub on_agenda: Option<String>,
    /// The last of them.
    pub latest: Option<Ref>,
}

/// The list of commitments.
#[derive(Debug, Serialize)]
pub struct Commitments {
    /// By the day on which they are due, in one group or one for each year; those without a day last.
    pub groups: Vec<CommitmentGroup>,
}

/// Commitments that are due in one year.
#[derive(Debug, Serialize)]
pub struct CommitmentGroup {
    /// The year, or that there is none, in words; none if the list is in one piece.
    pub year: Option<String>,
    /// Its place on the page.
    pub anchor: String,
    /// Its commitments.
    pub commitments: Vec<CommitmentEntry>,
}

/// A commitment in the list.
#[derive(Debug, Serialize)]
pub struct CommitmentEntry {
    /// What is promised.
    pub what: String,
    /// When it is due.
    pub due: Option<Day>,
    /// The document that promises it.
    pub document: Ref,
    /// The item.
    pub item: Option<Ref>,
}

/// The list of treatments.
#[derive(Debug, Serialize)]
pub struct Treatments {
    /// By name.
    pub treatments: Vec<TreatmentGroup>,
}

/// A treatment with the items it was given.
#[derive(Debug, Serialize)]
pub struct TreatmentGroup {
    /// As first written.
    pub name: String,
    /// Its place on the page.
    pub anchor: String,
    /// How many items were given it.
    pub count: usize,
    /// The latest of them, newest meeting first.
    pub items: Vec<TreatedItem>,
}

/// An item that was given a treatment.
#[derive(Debug, Serialize)]
pub struct TreatedItem {
    /// The item.
    pub item: Ref,
    /// Its meeting.
    pub meeting: Ref,
    /// The first day of the meeting.
    pub start: Option<Day>,
}

/// A meeting as an entry of a list.
pub fn meeting_entry(reader: &Reader, meeting: &Meeting) -> MeetingEntry {
    let agenda = reader.site.document(meeting.agenda);
    MeetingEntry {
        meeting: facts(reader, meeting),
        items: agenda.divisions.iter().filter(|d| d.kind == crate::document::Kind::Item).count(),
        notes: agenda.notes.len(),
        report: meeting
            .report
            .map(|r| Ref { title: reader.language.word("report").to_owned(), href: reader.href(Page::Document(r), None) }),
        draft: agenda.front.draft,
    }
}

/// Views the list of meetings.
pub fn meetings(reader: &Reader) -> Meetings {
    let site = reader.site;
    let mut years: Vec<Year> = Vec::new();
    let mut formations: BTreeMap<&str, Vec<Ref>> = BTreeMap::new();
    for meeting in &site.meetings {
        let year = meeting.start.map(|d| d.year());
        let entry = meeting_entry(reader, meeting);
        formations
            .entry(&meeting.formation)
            .or_default()
            .push(Ref { title: entry.meeting.dates.clone(), href: entry.meeting.href.clone() });
        match years.last_mut().filter(|y| y.year == year) {
            Some(last) => last.meetings.push(entry),
            None => years.push(Year { year, meetings: vec![entry] }),
        }
    }
    let formation = |(id, meetings): (&str, Vec<Ref>)| FormationMeetings {
        id: id.to_owned(),
        formation: site.formation(id),
        closure: closure(reader, id),
        meetings,
    };
    Meetings { years, formations: formations.into_iter().filter(|(id, _)| !id.is_empty()).map(formation).collect() }
}

/// Views the list of dossiers.
pub fn dossiers(reader: &Reader) -> Dossiers {
    let mut dossiers: Vec<DossierEntry> = reader.site.dossiers.iter().map(|d| dossier_entry(reader, d)).collect();
    dossiers.sort_by_cached_key(|d| (slug::slugify(&d.dossier.title), d.dossier.title.clone()));
    let divided = dossiers.len() > ONE_PIECE;
    let letter = |entry: &DossierEntry| divided.then(|| initial(&entry.dossier.title));
    let group = |(letter, dossiers): (Option<String>, Vec<DossierEntry>)| {
        let anchor = format!("v-{}", letter.as_deref().map_or_else(String::new, slug::slugify));
        DossierGroup { letter, anchor, dossiers }
    };
    Dossiers { groups: grouped(dossiers, letter).into_iter().map(group).collect(), matrix: matrix(reader) }
}

/// The letter under which a name is found, without accents; what begins otherwise stands together.
fn initial(name: &str) -> String {
    match slug::slugify(name).chars().next() {
        Some(letter) if letter.is_ascii_alphabetic() => letter.to_ascii_uppercase().to_string(),
        _ => "0–9".to_owned(),
    }
}

/// Neighbours with the same key together, in their order.
fn grouped<T, K: PartialEq>(all: Vec<T>, key: impl Fn(&T) -> K) -> Vec<(K, Vec<T>)> {
    let mut groups: Vec<(K, Vec<T>)> = Vec::new();
    for one in all {
        let own = key(&one);
        match groups.last_mut().filter(|(last, _)| *last == own) {
            Some((_, group)) => group.push(one),
            None => groups.push((own, vec![one])),
        }
    }
    groups
}

/// A dossier as an entry of a list.
pub fn dossier_entry(reader: &Reader, dossier: &site::Dossier) -> DossierEntry {
    let document = reader.site.document(dossier.document);
    let facts = site::dossier_facts(document);
    let meetings = by_meeting(reader.site, &dossier.entries).count();
    let latest = by_meeting(reader.site, &dossier.entries).next().map(|(m, _)| &reader.site.meetings[m as usize]);
    let on_agenda = || reader.language.phrase("on_agenda_times", &[("count", &meetings.to_string())]);
    DossierEntry {
        dossier: Ref { title: site::dossier_name(document).to_owned(), href: reader.href(Page::Document(dossier.document), None) },
        title: document.title().to_owned(),
        summary: facts.summary.clone(),
        procedure: facts.procedure.clone(),
        meetings,
        on_agenda: (meetings > 0).then(on_agenda),
        latest: latest.map(|m| Ref { title: m.name.clone(), href: reader.href(Page::Document(m.agenda), None) }),
    }
}

/// Views the list of commitments.
pub fn commitments(reader: &Reader) -> Commitments {
    let mut commitments: Vec<CommitmentEntry> = reader.site.meetings.iter().flat_map(|m| commitments_of_meeting(reader, m)).collect();
    commitments.sort_by_cached_key(|c| c.due.as_ref().map_or_else(|| "~".to_owned(), |d| d.iso.clone()));
    let divided = commitments.len() > ONE_PIECE;
    let year = |entry: &CommitmentEntry| divided.then(|| entry.due.as_ref().map(|due| due.iso[..4].to_owned()));
    let group = |(year, commitments): (Option<Option<String>>, Vec<CommitmentEntry>)| {
        let anchor = year.iter().flatten().next().map_or_else(|| "v-x".to_owned(), |year| format!("v-{year}"));
        let year = year.map(|year| year.unwrap_or_else(|| reader.language.word("no_date").to_owned()));
        CommitmentGroup { year, anchor, commitments }
    };
    Commitments { groups: grouped(commitments, year).into_iter().map(group).collect() }
}

/// What the agenda and the report of a meeting promise.
pub fn commitments_of_meeting(reader: &Reader, meeting: &Meeting) -> Vec<CommitmentEntry> {
    let entry = |index: u32, commitment: CommitmentRef| CommitmentEntry {
        what: commitment.what,
        due: commitment.due,
        document: Ref { title: reader.document_name(index), href: reader.href(Page::Document(index), None) },
        item: commitment.item,
    };
    let documents = std::iter::once(meeting.agenda).chain(meeting.report);
    documents.flat_map(|index| commitments_of(reader, index).into_iter().map(move |c| entry(index, c))).collect()
}

/// Views the list of treatments, from agendas and reports. They are compared as their anchors and shown as first written.
pub fn treatments(reader: &Reader) -> Treatments {
    let site = reader.site;
    let mut groups: BTreeMap<String, TreatmentGroup> = BTreeMap::new();
    for meeting in &site.meetings {
        for document_index in std::iter::once(meeting.agenda).chain(meeting.report) {
            let document = site.document(document_index);
            let found = document.divisions.iter().enumerate().flat_map(|(i, d)| d.treatments.iter().map(move |t| (i, d, t)));
            for (index, division, treatment) in found {
                let anchor = treatment.anchor();
                let group = groups.entry(anchor.clone()).or_insert_with(|| TreatmentGroup {
                    name: treatment.text.clone(),
                    anchor,
                    count: 0,
                    items: Vec::new(),
                });
                group.count += 1;
                if group.items.len() >= LATEST {
                    continue;
                }
                group.items.push(TreatedItem {
                    item: Ref {
                        title: document.reference_text(index as u32),
                        href: reader.href(Page::Document(document_index), Some(&division.anchor)),
                    },
                    meeting: Ref { title: reader.document_name(document_index), href: reader.href(Page::Document(document_index), None) },
                    start: meeting.start.map(|d| Day::new(reader.language, d)),
                });
            }
        }
    }
    Treatments { treatments: groups.into_values().collect() }
}
