//! A document of a meeting as it was before a correction.

use serde::Serialize;

use super::division::Day;
use super::meeting::{FileRef, MeetingFacts, attachment, facts};
use super::plain::{PlainPage, plain};
use super::seal::file_name;
use super::text::{Reader, Ref};
use crate::document::Role;
use crate::front::Signatory;
use crate::seal;
use crate::site::{self, Meeting, Page};

/// The page of a document that was corrected since.
#[derive(Debug, Serialize)]
pub struct VersionPage {
    /// Its text.
    #[serde(flatten)]
    pub document: PlainPage,
    /// Its meeting, as it is now.
    pub meeting: Option<MeetingFacts>,
    /// The number of the version.
    pub version: u32,
    /// The day on which it was sealed.
    pub sealed: Option<Day>,
    /// The day on which another took its place.
    pub corrected: Option<Day>,
    /// Why.
    pub reason: String,
    /// What holds now.
    pub current: Option<Ref>,
    /// Its other documents.
    pub documents: Vec<Ref>,
    /// Who signed it.
    pub signatories: Vec<Signatory>,
    /// On whose behalf they signed as well.
    pub on_behalf_of: Vec<String>,
    /// Whether a cover letter is among the divisions, at whose end the signatories stand.
    pub has_letter: bool,
    /// Its files to download.
    pub attachments: Vec<FileRef>,
}

/// Views a document of an earlier version.
pub fn version(reader: &Reader, index: u32) -> VersionPage {
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
        sealed: own.map(|version| Day::new(reader.language, version.date)),
        corrected: next.map(|version| Day::new(reader.language, version.date)),
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
fn current(reader: &Reader, meeting: &Meeting, index: u32) -> Ref {
    let site = reader.site;
    let name = file_name(site.document(index));
    let documents = std::iter::once(meeting.agenda).chain(meeting.report).chain(meeting.annexes.iter().copied());
    let now = documents.into_iter().find(|document| file_name(site.document(*document)) == name).unwrap_or(meeting.agenda);
    Ref { title: reader.document_name(now), href: reader.href(Page::Document(now), None) }
}

/// The other documents of the same version.
fn others(reader: &Reader, meeting: &Meeting, index: u32) -> Vec<Ref> {
    let site = reader.site;
    let number = |document: u32| match &site.document(document).role {
        Role::Version { number, .. } => *number,
        _ => 0,
    };
    let others = meeting.versions.iter().filter(|other| **other != index && number(**other) == number(index));
    others.map(|other| Ref { title: reader.document_name(*other), href: reader.href(Page::Document(*other), None) }).collect()
}

/// The files of a version: those that changed since lie beside it, the others beside the page of the meeting.
fn attachments(reader: &Reader, meeting: &Meeting, version: &seal::Version) -> Vec<FileRef> {
    let site = reader.site;
    let words = &site.language.addresses;
    let find = |address: String| site.files.binary_search_by(|(known, _)| known.as_str().cmp(&address)).ok();
    let file = |path: &String| {
        let folder = format!("{}/{}", words.meetings, meeting.id);
        let file = find(format!("{folder}/{}-{}/{path}", words.version, version.number)).or_else(|| find(format!("{folder}/{path}")))?;
        Some(attachment(reader, file as u32))
    };
    version.files.keys().filter(|path| !path.ends_with(".md")).filter_map(file).collect()
}
