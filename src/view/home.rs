//! The home page: the text of the site, the latest agenda, meetings, commitments and dossiers.

use serde::Serialize;

use super::discussion::treatments;
use super::division::{DivisionView, NoteView, Outliner, flatten};
use super::lists::{CommitmentEntry, DossierEntry, MeetingEntry, commitments_of_meeting, dossier_entry, meeting_entry};
use super::text::{Reader, Ref};
use crate::document::Kind;
use crate::site::{Meeting, Page};

/// How many meetings the home page shows beside the latest.
const MEETINGS: usize = 5;
/// How many commitments.
const COMMITMENTS: usize = 5;
/// How many dossiers.
const DOSSIERS: usize = 24;
/// How many items of the latest agenda.
const ITEMS: usize = 12;

/// The home page.
#[derive(Debug, Serialize)]
pub struct Home {
    /// The text above its first heading, as HTML.
    pub lead: String,
    /// The rest of its text.
    pub divisions: Vec<DivisionView>,
    /// Its notes.
    pub notes: Vec<NoteView>,
    /// The latest agenda.
    pub latest: Option<LatestAgenda>,
    /// The meetings before it.
    pub meetings: Vec<MeetingEntry>,
    /// The commitments of the latest meetings.
    pub commitments: Vec<CommitmentEntry>,
    /// The dossiers of the latest meetings, by name.
    pub dossiers: Vec<DossierEntry>,
    /// The lists of everything.
    pub lists: Lists,
    /// What site authors keep in the front matter.
    pub extra: serde_json::Value,
}

/// Links to the lists of everything.
#[derive(Debug, Serialize)]
pub struct Lists {
    /// The list of meetings.
    pub meetings: String,
    /// That of commitments.
    pub commitments: String,
    /// That of dossiers.
    pub dossiers: String,
    /// The search page.
    pub search: String,
}

/// The latest agenda.
#[derive(Debug, Serialize)]
pub struct LatestAgenda {
    /// The meeting.
    pub entry: MeetingEntry,
    /// Its first items.
    pub items: Vec<LatestItem>,
    /// Whether it has more of them.
    pub more: bool,
}

/// An item of the latest agenda.
#[derive(Debug, Serialize)]
pub struct LatestItem {
    /// The item.
    pub item: Ref,
    /// What the council does with it.
    pub treatments: Vec<String>,
}

/// Views the home page.
pub fn home(reader: &Reader) -> Home {
    let site = reader.site;
    let list = |page| reader.href(page, None);
    let shown = || site.meetings.iter().take(MEETINGS + 1);
    let mut home = Home {
        lead: String::new(),
        divisions: Vec::new(),
        notes: Vec::new(),
        latest: site.meetings.first().map(|m| latest(reader, m)),
        meetings: shown().skip(1).map(|m| meeting_entry(reader, m)).collect(),
        commitments: shown().flat_map(|m| commitments_of_meeting(reader, m)).take(COMMITMENTS).collect(),
        dossiers: dossiers(reader),
        lists: Lists {
            meetings: list(Page::Meetings),
            commitments: list(Page::Commitments),
            dossiers: list(Page::Dossiers),
            search: list(Page::Search),
        },
        extra: serde_json::Value::Object(Default::default()),
    };
    if let Some(index) = site.home {
        let document = site.document(index);
        let outliner = Outliner::new(reader, index, Default::default());
        let lead_end = document.divisions.first().map_or(document.blocks.len() as u32, |d| d.blocks.start);
        home.lead = reader.blocks(index, 0..lead_end);
        home.divisions = flatten(outliner.divisions(2));
        home.notes = outliner.notes();
        home.extra = document.front.extra.clone();
    }
    home
}

fn latest(reader: &Reader, meeting: &Meeting) -> LatestAgenda {
    let agenda = reader.site.document(meeting.agenda);
    let items = agenda.divisions.iter().enumerate().filter(|(_, d)| d.kind == Kind::Item);
    let item = |(index, division): (usize, &crate::document::Division)| LatestItem {
        item: Ref { title: division.text.clone(), href: reader.href(Page::Document(meeting.agenda), Some(&division.anchor)) },
        treatments: treatments(agenda, index as u32).map(|t| t.text.clone()).collect(),
    };
    LatestAgenda {
        entry: meeting_entry(reader, meeting),
        more: items.clone().count() > ITEMS,
        items: items.take(ITEMS).map(item).collect(),
    }
}

/// The dossiers of the latest meetings, as many as fit, by name.
fn dossiers(reader: &Reader) -> Vec<DossierEntry> {
    let site = reader.site;
    let mut ids: Vec<&str> = Vec::new();
    for meeting in site.meetings.iter().take(MEETINGS + 1) {
        for id in site.document(meeting.agenda).divisions.iter().flat_map(|d| &d.dossiers) {
            if ids.len() < DOSSIERS && !ids.contains(&id.value.as_str()) {
                ids.push(&id.value);
            }
        }
    }
    let mut dossiers: Vec<DossierEntry> = ids.into_iter().filter_map(|id| Some(dossier_entry(reader, site.dossier(id)?))).collect();
    dossiers.sort_by_cached_key(|d| d.dossier.title.to_lowercase());
    dossiers
}
