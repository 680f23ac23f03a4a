//! How one meeting dealt with one dossier, in a few words.
//!
//! Takes: the passages that tie a dossier to meetings.
//! Gives: [`Discussion`]: the treatment, else where the passage stands, with the way there.
//! Never: more than that; the page of the dossier shows the passages themselves.

use super::text::{Reader, Ref};
use crate::document::{Division, Document, Kind, Role, Treatment};
use crate::site::{Entry, Page, Site};

/// How a meeting dealt with a dossier.
#[derive(Debug)]
pub struct Discussion {
    /// The treatment as written, or "op de agenda", "in het verslag" and the like.
    pub how: Ref,
    /// The meeting.
    pub meeting: u32,
}

/// The passages of a dossier by meeting, newest meeting first.
pub fn by_meeting<'s>(site: &'s Site, entries: &'s [Entry]) -> impl Iterator<Item = (u32, &'s [Entry])> {
    let meeting = |entry: &Entry| site.meeting_of[entry.document as usize];
    entries.chunk_by(move |a, b| meeting(a) == meeting(b)).filter_map(move |group| Some((meeting(&group[0])?, group)))
}

/// How a meeting dealt with a dossier, by its passages there: the agenda counts before the letter and the report, and a
/// passage with a treatment before one without.
pub fn discussion(reader: &Reader, meeting: u32, entries: &[Entry]) -> Option<Discussion> {
    let silent = |entry: &Entry| {
        let document = reader.site.document(entry.document);
        let a_point = document.divisions[entry.division as usize].a_point;
        !a_point && treatments(document, entry.division).next().is_none()
    };
    let entry = entries.iter().min_by_key(|entry| (silent(entry), standing(reader.site, **entry)))?;
    let document = reader.site.document(entry.document);
    let anchor = &document.divisions[entry.division as usize].anchor;
    let href = reader.href(Page::Document(entry.document), Some(anchor));
    Some(Discussion { how: Ref { title: words(reader, *entry), href }, meeting })
}

fn words(reader: &Reader, entry: Entry) -> String {
    let document = reader.site.document(entry.document);
    let said: Vec<&str> = treatments(document, entry.division).map(|t| t.text.as_str()).collect();
    if !said.is_empty() {
        return said.join("; ");
    }
    let word = match (document.divisions[entry.division as usize].a_point, standing(reader.site, entry)) {
        (true, _) => "a_point",
        (_, Standing::Agenda) => "on_agenda",
        (_, Standing::Letter) => "in_letter",
        (_, Standing::Report) => "in_report",
        (_, Standing::Annex) => "in_annex",
    };
    reader.language.word(word).to_owned()
}

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// On the agenda itself.
    Agenda,
    /// In the cover letter.
    Letter,
    /// In the report.
    Report,
    /// In a further document.
    Annex,
}

/// Where a passage stands.
pub fn standing(site: &Site, entry: Entry) -> Standing {
    let document = site.document(entry.document);
    match &document.role {
        Role::Report { .. } => Standing::Report,
        Role::Annex { .. } => Standing::Annex,
        _ if document.lineage(Some(entry.division)).any(|d| d.kind == Kind::Letter) => Standing::Letter,
        _ => Standing::Agenda,
    }
}

/// The treatments of a division: its own, else those of the sub-items within it, else that of the sub-item whose text it shares.
pub fn treatments(document: &Document, index: u32) -> impl Iterator<Item = &Treatment> {
    let own = &document.divisions[index as usize];
    let mut from = index;
    if own.treatments.is_empty() && own.blocks.is_empty() {
        let next = document.divisions.get(index as usize + 1);
        if own.kind == Kind::SubItem && next.is_some_and(|n| n.parent == own.parent) {
            from = index + 1;
        }
    }
    // What stands within a division follows it, so the search ends with the first heading that is not below it.
    let below = document.divisions[index as usize + 1..].iter().take_while(move |d| own.treatments.is_empty() && d.level > own.level);
    let within = below.filter(move |d: &&Division| d.kind == Kind::SubItem && d.parent == Some(index)).flat_map(|d| &d.treatments);
    document.divisions[from as usize].treatments.iter().chain(within)
}
