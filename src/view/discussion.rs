//! How one meeting dealt with one dossier, in a few words.
//!
//! Takes: the passages that tie a dossier to meetings.
//! Gives: [`Discussion`]: the treatment, or else where the passage stands, with a link to it.
//! Never: more than that; the page of the dossier shows the passages themselves.

use super::text::{Ref, SiteReader};
use crate::document::fingerprint::Fingerprint;
use crate::document::indices::DivisionId;
use crate::document::{Division, DivisionKind, Role, Summary, Treatment};
use crate::settings::words::Word;
use crate::site::indices::MeetingId;
use crate::site::{Page, Site, SiteDivision};

#[derive(Debug)]
pub(super) struct Discussion {
    /// The treatment as written, or "op de agenda", "in het verslag" and the like.
    pub how: Ref,
    pub meeting: MeetingId,
}

/// The passages of a dossier by meeting, newest meeting first.
pub(super) fn by_meeting<'s>(
    site: &'s Site,
    entries: &'s [SiteDivision],
) -> impl Iterator<Item = (MeetingId, &'s [SiteDivision])> {
    let meeting = |entry: &SiteDivision| site.meeting_of[entry.document];
    entries.chunk_by(move |a, b| meeting(a) == meeting(b)).filter_map(move |group| Some((meeting(&group[0])?, group)))
}

/// How a meeting dealt with a dossier, by its passages there: the agenda counts before the letter and the report, and a
/// passage with a treatment before one without.
pub(super) fn discussion(reader: &SiteReader, meeting: MeetingId, entries: &[SiteDivision]) -> Option<Discussion> {
    let silent = |entry: &SiteDivision| {
        let document = reader.site.document(entry.document);
        let a_point = document.divisions[entry.division].a_point;
        !a_point && treatments(document, entry.division).next().is_none()
    };
    let entry = entries.iter().min_by_key(|entry| (silent(entry), standing(reader.site, **entry)))?;
    let document = reader.site.document(entry.document);
    let anchor = &document.divisions[entry.division].anchor;
    let href = reader.href(Page::Document(entry.document), Some(anchor));
    Some(Discussion { how: Ref { title: words(reader, *entry), href }, meeting })
}

fn words(reader: &SiteReader, entry: SiteDivision) -> String {
    let document = reader.site.document(entry.document);
    let said: Vec<&str> = treatments(document, entry.division).map(|t| t.text.as_str()).collect();
    if !said.is_empty() {
        return said.join("; ");
    }
    let word = match (document.divisions[entry.division].a_point, standing(reader.site, entry)) {
        (true, _) => Word::APoint,
        (_, Standing::Agenda) => Word::OnAgenda,
        (_, Standing::Letter) => Word::InLetter,
        (_, Standing::Report) => Word::InReport,
        (_, Standing::Annex) => Word::InAnnex,
    };
    reader.language.word(word).to_owned()
}

/// Takes in what a [`Discussion`] shows of a passage, besides the name of its meeting.
pub(super) fn key(site: &Site, entry: SiteDivision, digest: &mut Fingerprint) {
    let document = site.document(entry.document);
    let division = &document.divisions[entry.division];
    digest.text(&division.anchor).value(&(division.a_point, standing(site, entry)));
    for treatment in treatments(document, entry.division) {
        digest.text(&treatment.text);
    }
    digest.number(0);
}

/// In which document a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Standing {
    /// On the agenda itself.
    Agenda,
    /// In the cover letter.
    Letter,
    /// In the report.
    Report,
    /// In another document of the meeting.
    Annex,
}

pub(super) fn standing(site: &Site, entry: SiteDivision) -> Standing {
    let document = site.document(entry.document);
    match &document.role {
        Role::Report { .. } => Standing::Report,
        Role::Annex { .. } => Standing::Annex,
        _ if document.lineage(Some(entry.division)).any(|d| d.kind == DivisionKind::Letter) => Standing::Letter,
        _ => Standing::Agenda,
    }
}

/// The treatments of a division: its own, or else those of its sub-items, or else those of the sub-item whose text it
/// shares.
pub(super) fn treatments(document: &Summary, index: DivisionId) -> impl Iterator<Item = &Treatment> {
    let own = &document.divisions[index];
    let mut from = index;
    if own.treatments.is_empty() && own.blocks.is_empty() {
        let next = document.divisions.get(index + 1);
        if own.kind == DivisionKind::SubItem && next.is_some_and(|n| n.parent == own.parent) {
            from = index + 1;
        }
    }
    // What a division contains comes after it, so the search ends at the first heading that is not below it.
    let below =
        document.divisions[index + 1..].iter().take_while(move |d| own.treatments.is_empty() && d.level > own.level);
    let within = below
        .filter(move |d: &&Division| d.kind == DivisionKind::SubItem && d.parent == Some(index))
        .flat_map(|d| &d.treatments);
    document.divisions[from].treatments.iter().chain(within)
}
