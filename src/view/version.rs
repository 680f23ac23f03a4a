//! A document of a meeting as it was before a correction.
//!
//! Takes: a document of an earlier version, and the texts of the later ones.
//! Gives: [`VersionPage`], which says since when it no longer holds, why, and what changed.
//! Never: ties it to dossiers, sources or notes of the site.

use serde::Serialize;

use super::attached_files::{FileRef, attachment};
use super::division::DayView;
use super::front_facts::facts_of_then;
use super::meeting::{MeetingFacts, facts};
use super::plain::{PlainPage, plain};
use super::seal::{RedactionView, redactions};
use super::text::{Ref, SiteReader};
use super::version_changes::{VersionChanges, version_changes};
use crate::document::front_matter::{Signatory, Special, Status};
use crate::project::seal_text;
use crate::site::bodies::Bodies;
use crate::site::indices::DocumentId;
use crate::site::{Meeting, Page};

#[derive(Debug, Serialize)]
pub(crate) struct VersionPage {
    /// Its text.
    #[serde(flatten)]
    pub document: PlainPage,
    /// The meeting as the agenda of this version states it, though `href` leads to its page of now; `None` if it is gone.
    pub meeting: Option<MeetingFacts>,
    /// Whether the text was provisional or final.
    pub status: Option<Status>,
    /// The day on which the letter was sent.
    pub published: Option<DayView>,
    /// The sender's own number for the letter.
    pub letter_id: Option<String>,
    /// The number of the version, from 1.
    pub version: u32,
    /// The day on which this version was sealed.
    pub sealed: Option<DayView>,
    /// The day on which the next version replaced it.
    pub corrected: Option<DayView>,
    /// Why it was corrected, in the author's words.
    pub reason: String,
    /// What was taken out of it since it was sealed, oldest first.
    pub redactions: Vec<RedactionView>,
    /// The document that holds now.
    pub current: Option<Ref>,
    /// The other documents of the same version.
    pub documents: Vec<Ref>,
    /// Who signed it.
    pub signatories: Vec<Signatory>,
    /// On whose behalf the signatories signed as well.
    pub on_behalf_of: Vec<String>,
    /// Whether a cover letter is among the divisions. If so, the signatures stand at its end.
    pub has_letter: bool,
    pub attachments: Vec<FileRef>,
    /// How it differs from the later versions, the next one first.
    pub changes: Vec<VersionChanges>,
}

pub(crate) fn version(reader: &SiteReader, bodies: &Bodies, index: DocumentId) -> VersionPage {
    let site = reader.site;
    let document = site.document(index);
    let number = document.role.version().unwrap_or_default();
    let meeting = site.meeting(index);
    let versions = meeting.and_then(|meeting| meeting.seal.as_ref()).map_or(&[][..], |seal| seal.versions.as_slice());
    let own = versions.iter().find(|version| version.number == number);
    let next = versions.iter().find(|version| version.number == number + 1);
    let page = plain(reader, index);
    let letter = document.front.letter();
    VersionPage {
        meeting: meeting.map(|meeting| then(reader, meeting, number)),
        status: letter.and_then(|letter| letter.status),
        published: letter.and_then(|letter| letter.published).map(|day| DayView::new(reader.language, day)),
        letter_id: letter.and_then(|letter| letter.id.clone()),
        version: number,
        sealed: own.map(|version| DayView::new(reader.language, version.date)),
        corrected: next.map(|version| DayView::new(reader.language, version.date)),
        reason: next.and_then(|version| version.correction.as_ref()).map(|c| c.reason.clone()).unwrap_or_default(),
        redactions: redactions(reader, own),
        current: meeting.map(|meeting| current(reader, meeting, index)),
        documents: meeting.map(|meeting| others(reader, meeting, index)).unwrap_or_default(),
        signatories: letter.map(|letter| letter.signatories.clone()).unwrap_or_default(),
        on_behalf_of: letter.map(|letter| letter.on_behalf_of.clone()).unwrap_or_default(),
        has_letter: page.divisions.iter().any(|division| division.kind == "letter"),
        attachments: meeting.zip(own).map(|(meeting, own)| attachments(reader, meeting, own)).unwrap_or_default(),
        changes: version_changes(reader, bodies, index),
        document: page,
    }
}

/// The facts of a meeting in a version of it.
fn then(reader: &SiteReader, meeting: &Meeting, version: u32) -> MeetingFacts {
    let of_version = |document: &&DocumentId| reader.site.document(**document).role.version() == Some(version);
    let front = meeting.versions.iter().filter(of_version).find_map(|document| {
        match &reader.site.document(*document).front.special {
            Special::Meeting(front) => Some(front),
            _ => None,
        }
    });
    front.map_or_else(|| facts(reader, meeting), |front| facts_of_then(reader, meeting, front))
}

/// The same document as it is now, or the agenda if it is no longer there.
fn current(reader: &SiteReader, meeting: &Meeting, index: DocumentId) -> Ref {
    let site = reader.site;
    let name = site.document(index).file_name();
    let mut documents = meeting.documents();
    let now = documents.find(|document| site.document(*document).file_name() == name).unwrap_or(meeting.agenda);
    Ref { title: reader.document_name(now), href: reader.href(Page::Document(now), None) }
}

fn others(reader: &SiteReader, meeting: &Meeting, index: DocumentId) -> Vec<Ref> {
    let site = reader.site;
    let number = |document: DocumentId| site.document(document).role.version();
    let same = |other: &&DocumentId| **other != index && number(**other) == number(index);
    let others = meeting.versions.iter().filter(same);
    others
        .map(|other| Ref { title: reader.document_name(*other), href: reader.href(Page::Document(*other), None) })
        .collect()
}

/// The files of a version: those that have changed since lie beside it, the others beside the page of the meeting.
fn attachments(reader: &SiteReader, meeting: &Meeting, version: &seal_text::Version) -> Vec<FileRef> {
    let site = reader.site;
    let words = &site.language.addresses;
    let find = |address: String| site.file_at(&address);
    let file = |path: &String| {
        let folder = format!("{}/{}", words.meetings, meeting.id);
        let file = find(format!("{folder}/{}-{}/{path}", words.version, version.number))
            .or_else(|| find(format!("{folder}/{path}")))?;
        Some(attachment(reader, file))
    };
    version.files.keys().filter(|path| !path.ends_with(".md")).filter_map(file).collect()
}
