//! The home page: the text of the site, the latest agenda, meetings, commitments and dossiers.
//!
//! Takes: a site, read for this page.
//! Gives: [`Home`].
//! Never: grows with the site; each list is cut to a number of entries.

use serde::Serialize;

use super::discussion::treatments;
use super::division::{DivisionView, NoteView, Outliner, flatten};
use super::lists::{DossierEntry, MeetingEntry, dossier_entry, meeting_entry};
use super::promise::{CommitmentEntry, commitments_of_meeting};
use super::text::{Ref, SiteReader};
use crate::document::DivisionKind;
use crate::document::indices::{BlockId, DivisionId};
use crate::settings::words::Word;
use crate::site::{Meeting, Page};

/// How many meetings the home page lists, besides the latest.
const MEETINGS: usize = 5;
const COMMITMENTS: usize = 5;
const DOSSIERS: usize = 24;
/// How many items of the latest agenda it lists.
const ITEMS: usize = 12;

#[derive(Debug, Serialize)]
pub(crate) struct Home {
    /// The text above its first heading, as HTML.
    pub lead: String,
    /// The rest of its text.
    pub divisions: Vec<DivisionView>,
    pub notes: Vec<NoteView>,
    /// The newest meeting, with its first items.
    pub latest: Option<LatestAgenda>,
    /// The meetings before it.
    pub meetings: Vec<MeetingEntry>,
    /// The commitments of the latest meetings, the open ones first.
    pub commitments: Vec<CommitmentEntry>,
    /// The dossiers that the latest meetings dealt with, by name.
    pub dossiers: Vec<DossierEntry>,
    pub lists: Lists,
    /// Whatever the author put under `extra` in the front matter.
    pub extra: serde_json::Value,
}

/// Links to the lists of everything.
#[derive(Debug, Serialize)]
pub(crate) struct Lists {
    pub meetings: String,
    pub commitments: String,
    pub dossiers: String,
    pub search: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct LatestAgenda {
    pub entry: MeetingEntry,
    /// Its first items, at most [`ITEMS`].
    pub items: Vec<LatestItem>,
    /// How many of its items these are, in words; `None` if they are all.
    pub more: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct LatestItem {
    pub item: Ref,
    /// What the council does with it, as text.
    pub treatments: Vec<String>,
}

pub(super) fn home(reader: &SiteReader) -> Home {
    let site = reader.site;
    let list = |page| reader.href(page, None);
    let shown = || site.meetings.iter().take(MEETINGS + 1);
    let mut home = Home {
        lead: String::new(),
        divisions: Vec::new(),
        notes: Vec::new(),
        latest: site.meetings.first().map(|m| latest(reader, m)),
        meetings: shown().skip(1).map(|m| meeting_entry(reader, m)).collect(),
        commitments: commitments(reader),
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
        let lead_end = document.divisions.first().map_or(document.blocks.next_idx(), |d| d.blocks.start);
        home.lead = reader.blocks(BlockId::new(0)..lead_end);
        home.divisions = flatten(outliner.divisions(2));
        home.notes = outliner.notes();
        home.extra = document.front.extra.clone();
    }
    home
}

/// The newest promises: of those that are open as many as fit, and then of those that were kept.
fn commitments(reader: &SiteReader) -> Vec<CommitmentEntry> {
    let mut kept = Vec::new();
    let mut open = Vec::new();
    for meeting in &reader.site.meetings {
        for entry in commitments_of_meeting(reader, meeting) {
            if entry.promise.done.is_empty() { open.push(entry) } else { kept.push(entry) }
        }
        if open.len() >= COMMITMENTS {
            break;
        }
    }
    open.into_iter().chain(kept).take(COMMITMENTS).collect()
}

fn latest(reader: &SiteReader, meeting: &Meeting) -> LatestAgenda {
    let agenda = reader.site.document(meeting.agenda);
    let items = agenda.divisions.iter_enumerated().filter(|(_, d)| d.kind == DivisionKind::Item);
    let item = |(index, division): (DivisionId, &crate::document::Division)| LatestItem {
        item: Ref {
            title: division.text.clone(),
            href: reader.href(Page::Document(meeting.agenda), Some(&division.anchor)),
        },
        treatments: treatments(agenda, index).map(|t| t.text.clone()).collect(),
    };
    let total = items.clone().count();
    let some = || {
        let values = [("count", &*ITEMS.to_string()), ("total", &*total.to_string())];
        reader.language.phrase(Word::ItemsShown, &values)
    };
    LatestAgenda {
        entry: meeting_entry(reader, meeting),
        more: (total > ITEMS).then(some),
        items: items.take(ITEMS).map(item).collect(),
    }
}

/// The dossiers that the latest meetings dealt with, as many as fit, by name.
fn dossiers(reader: &SiteReader) -> Vec<DossierEntry> {
    let site = reader.site;
    let mut ids: Vec<&str> = Vec::new();
    for meeting in site.meetings.iter().take(MEETINGS + 1) {
        for id in site.document(meeting.agenda).divisions.iter().flat_map(|d| &d.dossiers) {
            if ids.len() < DOSSIERS && !ids.contains(&id.value.as_str()) {
                ids.push(&id.value);
            }
        }
    }
    let mut dossiers: Vec<DossierEntry> =
        ids.into_iter().filter_map(|id| Some(dossier_entry(reader, site.dossier(id)?))).collect();
    dossiers.sort_by_cached_key(|d| d.dossier.title.to_lowercase());
    dossiers
}
