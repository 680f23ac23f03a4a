//! A document of a meeting as it was before a correction.
//!
//! Takes: a document of an earlier version.
//! Gives: [`VersionPage`], which says since when it no longer holds, and why.
//! Never: ties it to dossiers, sources or notes of the site.

use serde::Serialize;

use super::attached_files::{FileRef, attachment};
use super::division::DayView;
use super::meeting::{MeetingFacts, facts};
use super::plain::{PlainPage, plain};
use super::seal::file_name;
use super::text::{Ref, SiteReader};
use crate::document::Role;
use crate::document::front_matter::Signatory;
use crate::project::seal_text;
use crate::site::indices::DocumentId;
use crate::site::{self, Meeting, Page};

#[derive(Debug, Serialize)]
pub(crate) struct VersionPage {
    /// Its text.
    #[serde(flatten)]
    pub document: PlainPage,
    /// The meeting as it is now; `None` if it is gone.
    pub meeting: Option<MeetingFacts>,
    /// The number of the version, from 1.
    pub version: u32,
    /// The day on which this version was sealed.
    pub sealed: Option<DayView>,
    /// The day on which the next version replaced it.
    pub corrected: Option<DayView>,
    /// Why it was corrected, in the author's words.
    pub reason: String,
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
}

pub(crate) fn version(reader: &SiteReader, index: DocumentId) -> VersionPage {
    let site = reader.site;
    let document = site.document(index);
    let number = match &document.role {
        Role::Version { number, .. } => *number,
        _ => 0,
    };
    let meeting = site.meeting(index);
    let versions = meeting.and_then(|meeting| meeting.seal.as_ref()).map_or(&[][..], |seal| seal.versions.as_slice());
    let own = versions.iter().find(|version| version.number == number);
    let next = versions.iter().find(|version| version.number == number + 1);
    let page = plain(reader, index);
    let letter = site::letter(&document.front);
    VersionPage {
        meeting: meeting.map(|meeting| facts(reader, meeting)),
        version: number,
        sealed: own.map(|version| DayView::new(reader.language, version.date)),
        corrected: next.map(|version| DayView::new(reader.language, version.date)),
        reason: next.and_then(|version| version.correction.as_ref()).map(|c| c.reason.clone()).unwrap_or_default(),
        current: meeting.map(|meeting| current(reader, meeting, index)),
        documents: meeting.map(|meeting| others(reader, meeting, index)).unwrap_or_default(),
        signatories: letter.map(|letter| letter.signatories.clone()).unwrap_or_default(),
        on_behalf_of: letter.map(|letter| letter.on_behalf_of.clone()).unwrap_or_default(),
        has_letter: page.divisions.iter().any(|division| division.kind == "letter"),
        attachments: meeting.zip(own).map(|(meeting, own)| attachments(reader, meeting, own)).unwrap_or_default(),
        document: page,
    }
}

/// The same document as it is now, or the agenda if it is no longer there.
fn current(reader: &SiteReader, meeting: &Meeting, index: DocumentId) -> Ref {
    let site = reader.site;
    let name = file_name(site.document(index));
    let documents = meeting.documents();
    let now =
        documents.into_iter().find(|document| file_name(site.document(*document)) == name).unwrap_or(meeting.agenda);
    Ref { title: reader.document_name(now), href: reader.href(Page::Document(now), None) }
}

fn others(reader: &SiteReader, meeting: &Meeting, index: DocumentId) -> Vec<Ref> {
    let site = reader.site;
    let number = |document: DocumentId| match &site.document(document).role {
        Role::Version { number, .. } => *number,
        _ => 0,
    };
    let others = meeting.versions.iter().filter(|other| **other != index && number(**other) == number(index));
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
