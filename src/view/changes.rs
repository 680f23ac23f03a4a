//! What changed for each dossier since a meeting last dealt with it.
//!
//! Takes: an agenda, and the passages that tie its dossiers to earlier meetings.
//! Gives: [`Changes`].
//! Never: looks at meetings that came later.

use serde::Serialize;

use super::discussion::{Discussion, by_meeting, discussion};
use super::text::{Ref, SiteReader};
use crate::site::{self, Meeting};

#[derive(Debug, Serialize)]
pub(crate) struct Changes {
    /// The dossiers that an earlier meeting dealt with.
    pub known: Vec<Change>,
    /// Those dealt with for the first time, as links to their place on the agenda.
    pub new: Vec<Ref>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Change {
    /// Its name, as a link to its place on the agenda.
    pub dossier: Ref,
    /// How this meeting deals with it.
    pub now: String,
    /// How the meeting before dealt with it, as a link to the place there.
    pub before: Ref,
    /// The name of that meeting.
    pub meeting: String,
    /// Whether the two are the same.
    pub same: bool,
}

/// Compares an agenda with earlier meetings; `None` if it has no dossiers or no meeting came before it.
pub(super) fn changes(reader: &SiteReader, meeting: &Meeting) -> Option<Changes> {
    let graph = reader.site;
    let own = graph.meeting_of[meeting.agenda]?;
    if own == graph.meetings.last_idx() {
        return None;
    }
    let mut changes = Changes { known: Vec::new(), new: Vec::new() };
    let mut seen: Vec<&str> = Vec::new();
    for id in graph.document(meeting.agenda).divisions.iter().flat_map(|d| &d.dossiers) {
        let Some(dossier) = graph.dossier(&id.value).filter(|d| !seen.contains(&d.id.as_str())) else { continue };
        seen.push(&dossier.id);
        // The meetings stand newest first, so the one after this is the one before it in time.
        let later = dossier.entries.partition_point(|e| graph.meeting_of[e.document] < Some(own));
        let mut found = by_meeting(graph, &dossier.entries[later..]);
        let Some(now) = found.next().and_then(|(meeting, entries)| discussion(reader, meeting, entries)) else {
            continue;
        };
        let name = site::dossier_name(graph.document(dossier.document)).to_owned();
        match found.next().and_then(|(meeting, entries)| discussion(reader, meeting, entries)) {
            Some(before) => changes.known.push(change(reader, name, now, before)),
            None => changes.new.push(Ref { title: name, href: now.how.href }),
        }
    }
    (!seen.is_empty()).then_some(changes)
}

fn change(reader: &SiteReader, name: String, now: Discussion, before: Discussion) -> Change {
    let meeting = &reader.site.meetings[before.meeting];
    Change {
        dossier: Ref { title: name, href: now.how.href },
        same: now.how.title.to_lowercase() == before.how.title.to_lowercase(),
        now: now.how.title,
        before: before.how,
        meeting: meeting.name.clone(),
    }
}
