//! The lists: meetings, dossiers, treatments.
//!
//! Takes: a site, read for the page of a list.
//! Gives: a page for each list, and its entries for other pages.
//! Never: reads a body; an entry shows what a summary tells.

use std::collections::BTreeMap;

use serde::Serialize;

use super::archive::{ClosureView, closure};
use super::discussion::by_meeting;
use super::division::DayView;
use super::matrix::{Matrix, matrix};
use super::meeting::{MeetingFacts, facts};
use super::promise::{ONE_PIECE, grouped};
use super::text::{Ref, SiteReader};
use crate::settings::Formation;
use crate::settings::words::Word;
use crate::site::{self, Meeting, Page};

/// How many items the list of treatments shows for each, so that the page stays readable.
const LATEST: usize = 100;

#[derive(Debug, Serialize)]
pub(crate) struct MeetingsPage {
    /// By year, newest first.
    pub years: Vec<YearGroup>,
    /// The formations, by id.
    pub formations: Vec<FormationMeetings>,
}

#[derive(Debug, Serialize)]
pub(crate) struct YearGroup {
    /// The year; `None` for meetings without a date.
    pub year: Option<i16>,
    /// Its meetings, newest first.
    pub meetings: Vec<MeetingEntry>,
}

#[derive(Debug, Serialize)]
pub(crate) struct FormationMeetings {
    pub id: String,
    pub formation: Formation,
    /// How it ended; `None` while it still meets.
    pub closure: Option<ClosureView>,
    /// Its meetings, newest first.
    pub meetings: Vec<Ref>,
}

#[derive(Debug, Serialize)]
pub(crate) struct MeetingEntry {
    pub meeting: MeetingFacts,
    /// How many items its agenda has.
    pub items: usize,
    /// How many notes its agenda has.
    pub notes: usize,
    pub report: Option<Ref>,
    pub draft: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct DossiersPage {
    /// By name, in one group, or in one for each first letter.
    pub groups: Vec<DossierGroup>,
    /// Which of the latest meetings dealt with what; `None` if none did.
    pub matrix: Option<Matrix>,
}

/// Dossiers whose names begin with the same letter.
#[derive(Debug, Serialize)]
pub(crate) struct DossierGroup {
    /// That letter; `None` if the list is in one piece.
    pub letter: Option<String>,
    /// The id of the group on the page.
    pub anchor: String,
    pub dossiers: Vec<DossierEntry>,
}

#[derive(Debug, Serialize)]
pub(crate) struct DossierEntry {
    /// Its short name, as a link to its page.
    pub dossier: Ref,
    pub title: String,
    /// What it is about, in a sentence.
    pub summary: Option<String>,
    /// The interinstitutional procedure: `2022/0426(COD)`.
    pub procedure: Option<String>,
    /// How many meetings dealt with it.
    pub meetings: usize,
    /// The same in words; `None` if none did.
    pub on_agenda: Option<String>,
    /// The last meeting that dealt with it.
    pub latest: Option<Ref>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Treatments {
    pub treatments: Vec<TreatmentGroup>,
}

#[derive(Debug, Serialize)]
pub(crate) struct TreatmentGroup {
    /// As first typed.
    pub name: String,
    /// The id of the group on the page.
    pub anchor: String,
    /// What it means, if the glossary of the site tells.
    pub meaning: Option<String>,
    /// How many items were given it.
    pub count: usize,
    /// The latest of them, newest meeting first, at most [`LATEST`].
    pub items: Vec<TreatedItem>,
}

#[derive(Debug, Serialize)]
pub(crate) struct TreatedItem {
    pub item: Ref,
    pub meeting: Ref,
    /// The first day of the meeting.
    pub start: Option<DayView>,
}

pub(crate) fn meeting_entry(reader: &SiteReader, meeting: &Meeting) -> MeetingEntry {
    let agenda = reader.site.document(meeting.agenda);
    MeetingEntry {
        meeting: facts(reader, meeting),
        items: agenda.divisions.iter().filter(|d| d.kind == crate::document::DivisionKind::Item).count(),
        notes: agenda.notes.len(),
        report: meeting.report.map(|r| Ref {
            title: reader.site.language_of(r).word(Word::Report).to_owned(),
            href: reader.href(Page::Document(r), None),
        }),
        draft: agenda.front.draft,
    }
}

pub(crate) fn meetings(reader: &SiteReader) -> MeetingsPage {
    let site = reader.site;
    let mut years: Vec<YearGroup> = Vec::new();
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
            None => years.push(YearGroup { year, meetings: vec![entry] }),
        }
    }
    let formation = |(id, meetings): (&str, Vec<Ref>)| FormationMeetings {
        id: id.to_owned(),
        formation: site.formation(id),
        closure: closure(reader, id),
        meetings,
    };
    MeetingsPage { years, formations: formations.into_iter().filter(|(id, _)| !id.is_empty()).map(formation).collect() }
}

pub(crate) fn dossiers(reader: &SiteReader) -> DossiersPage {
    let mut dossiers: Vec<DossierEntry> = reader.site.dossiers.iter().map(|d| dossier_entry(reader, d)).collect();
    dossiers.sort_by_cached_key(|d| (slug::slugify(&d.dossier.title), d.dossier.title.clone()));
    let divided = dossiers.len() > ONE_PIECE;
    let letter = |entry: &DossierEntry| divided.then(|| initial(&entry.dossier.title));
    let group = |(letter, dossiers): (Option<String>, Vec<DossierEntry>)| {
        let anchor = format!("v-{}", letter.as_deref().map_or_else(String::new, slug::slugify));
        DossierGroup { letter, anchor, dossiers }
    };
    DossiersPage { groups: grouped(dossiers, letter).into_iter().map(group).collect(), matrix: matrix(reader) }
}

/// The first letter of a name, without its accents; names that do not begin with a letter share a group.
fn initial(name: &str) -> String {
    match slug::slugify(name).chars().next() {
        Some(letter) if letter.is_ascii_alphabetic() => letter.to_ascii_uppercase().to_string(),
        _ => "0–9".to_owned(),
    }
}

pub(crate) fn dossier_entry(reader: &SiteReader, dossier: &site::Dossier) -> DossierEntry {
    let document = reader.site.document(dossier.document);
    let facts = site::dossier_facts(document);
    let meetings = by_meeting(reader.site, &dossier.entries).count();
    let latest = by_meeting(reader.site, &dossier.entries).next().map(|(m, _)| &reader.site.meetings[m]);
    let on_agenda = || reader.language.phrase(Word::OnAgendaTimes, &[("count", &meetings.to_string())]);
    DossierEntry {
        dossier: Ref {
            title: site::dossier_name(document).to_owned(),
            href: reader.href(Page::Document(dossier.document), None),
        },
        title: document.title().to_owned(),
        summary: facts.summary.clone(),
        procedure: facts.procedure.clone(),
        meetings,
        on_agenda: (meetings > 0).then(on_agenda),
        latest: latest.map(|m| Ref { title: m.name.clone(), href: reader.href(Page::Document(m.agenda), None) }),
    }
}

/// Treatments come from agendas and reports. They are the same if their anchors are, and are shown as first typed.
/// What a treatment means; as on the list, those that differ only in case or punctuation are one.
fn meaning(reader: &SiteReader, anchor: &str) -> Option<String> {
    let mut glossary = reader.site.settings.glossary.iter();
    glossary.find(|(term, _)| slug::slugify(term) == anchor).map(|(_, meaning)| meaning.clone())
}

pub(crate) fn treatments(reader: &SiteReader) -> Treatments {
    let site = reader.site;
    let mut groups: BTreeMap<String, TreatmentGroup> = BTreeMap::new();
    for meeting in &site.meetings {
        for document_index in meeting.letters() {
            let document = site.document(document_index);
            let found =
                document.divisions.iter_enumerated().flat_map(|(i, d)| d.treatments.iter().map(move |t| (i, d, t)));
            for (index, division, treatment) in found {
                let anchor = treatment.anchor();
                let group = groups.entry(anchor.clone()).or_insert_with(|| TreatmentGroup {
                    name: treatment.text.clone(),
                    meaning: meaning(reader, &anchor),
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
                        title: document.reference_text(index),
                        href: reader.href(Page::Document(document_index), Some(&division.anchor)),
                    },
                    meeting: Ref {
                        title: reader.document_name(document_index),
                        href: reader.href(Page::Document(document_index), None),
                    },
                    start: meeting.start.map(|d| DayView::new(reader.language, d)),
                });
            }
        }
    }
    Treatments { treatments: groups.into_values().collect() }
}
