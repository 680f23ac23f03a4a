//! What changed for each dossier since a meeting last dealt with it.
//!
//! Takes: an agenda, and the passages that tie its dossiers to earlier meetings.
//! Gives: [`Changes`].
//! Never: looks at meetings that came later.

use serde::Serialize;

use super::discussion::{Discussion, by_meeting, discussion};
use super::text::{Reader, Ref};
use crate::site::{self, Meeting};

/// What changed, in the order of the agenda.
#[derive(Debug, Serialize)]
pub struct Changes {
    /// The dossiers that an earlier meeting dealt with.
    pub known: Vec<Change>,
    /// Those that are dealt with for the first time, with their place on the agenda.
    pub new: Vec<Ref>,
}

/// What changed for one dossier.
#[derive(Debug, Serialize)]
pub struct Change {
    /// Its name and its place on the agenda.
    pub dossier: Ref,
    /// How this meeting deals with it.
    pub now: String,
    /// How the one before it did, with the place there.
    pub before: Ref,
    /// Which meeting that was.
    pub meeting: String,
    /// Whether both are the same.
    pub same: bool,
}

/// Compares an agenda with earlier meetings; none if it has no dossiers, or if there is no earlier meeting.
pub fn changes(reader: &Reader, meeting: &Meeting) -> Option<Changes> {
    let graph = reader.site;
    let own = graph.meeting_of[meeting.agenda as usize]?;
    if own as usize + 1 == graph.meetings.len() {
        return None;
    }
    let mut changes = Changes { known: Vec::new(), new: Vec::new() };
    let mut seen: Vec<&str> = Vec::new();
    for id in graph.document(meeting.agenda).divisions.iter().flat_map(|d| &d.dossiers) {
        let Some(dossier) = graph.dossier(&id.value).filter(|d| !seen.contains(&d.id.as_str())) else { continue };
        seen.push(&dossier.id);
        // The meetings stand newest first, so the one after this is the one before it in time.
        let later = dossier.entries.partition_point(|e| graph.meeting_of[e.document as usize] < Some(own));
        let mut found = by_meeting(graph, &dossier.entries[later..]);
        let Some(now) = found.next().and_then(|(meeting, entries)| discussion(reader, meeting, entries)) else { continue };
        let name = site::dossier_name(graph.document(dossier.document)).to_owned();
        match found.next().and_then(|(meeting, entries)| discussion(reader, meeting, entries)) {
            Some(before) => changes.known.push(change(reader, name, now, before)),
            None => changes.new.push(Ref { title: name, href: now.how.href }),
        }
    }
    (!seen.is_empty()).then_some(changes)
}

fn change(reader: &Reader, name: String, now: Discussion, before: Discussion) -> Change {
    let meeting = &reader.site.meetings[before.meeting as usize];
    Change {
        dossier: Ref { title: name, href: now.how.href },
        same: now.how.title.to_lowercase() == before.how.title.to_lowercase(),
        now: now.how.title,
        before: before.how,
        meeting: meeting.name.clone(),
    }
}
