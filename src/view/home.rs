//! The home page: the text of the site, the latest meetings, the dossiers they dealt with.

use serde::Serialize;

use super::division::{DivisionView, NoteView, Outliner, flatten};
use super::lists::{MeetingEntry, meeting_entry};
use super::text::{Reader, Ref};

/// How many meetings the home page shows.
const MEETINGS: usize = 6;
/// How many dossiers.
const DOSSIERS: usize = 24;

/// The home page.
#[derive(Debug, Serialize)]
pub struct Home {
    /// The text above its first heading, as HTML.
    pub lead: String,
    /// The rest of its text.
    pub divisions: Vec<DivisionView>,
    /// Its notes.
    pub notes: Vec<NoteView>,
    /// The latest meetings.
    pub meetings: Vec<MeetingEntry>,
    /// The dossiers of those meetings.
    pub dossiers: Vec<Ref>,
    /// What site authors keep in the front matter.
    pub extra: serde_json::Value,
}

/// Views the home page.
pub fn home(reader: &Reader) -> Home {
    let site = reader.site;
    let mut home = Home {
        lead: String::new(),
        divisions: Vec::new(),
        notes: Vec::new(),
        meetings: site.meetings.iter().take(MEETINGS).map(|m| meeting_entry(reader, m)).collect(),
        dossiers: dossiers(reader),
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

/// The dossiers of the latest meetings, in the order in which they come up.
fn dossiers(reader: &Reader) -> Vec<Ref> {
    let mut ids: Vec<&str> = Vec::new();
    for meeting in reader.site.meetings.iter().take(MEETINGS) {
        let divisions = &reader.site.document(meeting.agenda).divisions;
        for id in divisions.iter().flat_map(|d| &d.dossiers) {
            if ids.len() < DOSSIERS && !ids.contains(&id.value.as_str()) {
                ids.push(&id.value);
            }
        }
    }
    ids.into_iter().filter_map(|id| reader.dossier(id)).collect()
}
