//! What the importer takes from a site: its dossiers, formations, meetings and language.
//!
//! Takes: the root of a site.
//! Gives: [`KnownSite`]; for a folder that is no site, all of it is empty.
//! Never: writes anything.

use std::path::Path;

use super::input::{KnownDossier, KnownItem, KnownMeeting};
use crate::diagnostic::MessageLanguage;
use crate::document::DivisionKind;
use crate::flow::memory::Memory;
use crate::flow::{self, Options};
use crate::site::{self, Site};

/// What the importer needs from a site.
#[derive(Debug, Default)]
pub(super) struct KnownSite {
    /// The dossiers, for tying headings to them.
    pub(super) dossiers: Vec<KnownDossier>,
    /// The ids of its formations; if there are none, any will do.
    pub(super) formations: Vec<String>,
    /// The meetings that have a day.
    pub(super) meetings: Vec<KnownMeeting>,
    /// The language in which the program speaks about it.
    pub(super) language: MessageLanguage,
}

impl KnownSite {
    /// Reads the site.
    pub(super) fn read(root: &Path, memory: &mut Memory) -> KnownSite {
        let prepared = flow::prepare(root, &Options::default(), memory);
        let language = prepared.spoken;
        let Some(ready) = prepared.ready else { return KnownSite { language, ..KnownSite::default() } };
        let site = &ready.site;
        KnownSite {
            dossiers: site.dossiers.iter().map(|dossier| known_dossier(site, dossier)).collect(),
            formations: site.settings.formations.keys().cloned().collect(),
            meetings: site.meetings.iter().filter_map(|meeting| known_meeting(site, meeting)).collect(),
            language,
        }
    }
}

fn known_dossier(site: &Site, dossier: &site::Dossier) -> KnownDossier {
    let document = site.document(dossier.document);
    let facts = site::dossier_facts(document);
    let titles = [Some(document.title().to_owned()), facts.short.clone()];
    let references = [facts.procedure.clone(), facts.com.clone(), facts.celex.clone()];
    KnownDossier {
        id: dossier.id.clone(),
        titles: titles.into_iter().flatten().collect(),
        references: references.into_iter().flatten().chain(facts.kamerstukken.iter().cloned()).collect(),
    }
}

/// A meeting of a site by its id.
pub(super) fn meeting(site: &Site, id: &str) -> Option<KnownMeeting> {
    site.meetings.iter().find(|meeting| meeting.id == id).and_then(|meeting| known_meeting(site, meeting))
}

fn known_meeting(site: &Site, meeting: &site::meeting_documents::Meeting) -> Option<KnownMeeting> {
    let start = meeting.start?;
    let end = site.facts(meeting).end.as_ref().map_or(start, |end| end.value);
    let divisions = site.document(meeting.agenda).divisions.iter();
    let items = divisions.filter(|division| matches!(division.kind, DivisionKind::Item | DivisionKind::SubItem));
    Some(KnownMeeting {
        id: meeting.id.clone(),
        formation: meeting.formation.clone(),
        start,
        end,
        items: items.map(|item| KnownItem { anchor: item.anchor.clone(), title: item.text.clone() }).collect(),
    })
}
