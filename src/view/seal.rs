//! What a page says about the seal of its meeting.
//!
//! Takes: a meeting, and the document whose page it is.
//! Gives: [`SealView`]; `None` for a meeting that is not sealed.
//! Never: compares anything; [`crate::sealed`] does.

use serde::Serialize;

use super::division::DayView;
use super::text::{Ref, SiteReader};
use crate::document::{Role, Summary};
use crate::project::seal_text::{self, ChangeKind, FileChange, Version};
use crate::settings::words::Word;
use crate::site::indices::DocumentId;
use crate::site::{Meeting, Page, Site};

#[derive(Debug, Serialize)]
pub(crate) struct SealView {
    /// The day on which it was first sealed.
    pub sealed: DayView,
    /// The digest of the version that holds now, in hexadecimal.
    pub digest: String,
    /// The link to the seal, a text file.
    pub href: String,
    /// What has been corrected since, oldest first.
    pub corrections: Vec<CorrectionView>,
}

#[derive(Debug, Serialize)]
pub(crate) struct CorrectionView {
    pub date: DayView,
    /// Why it was made, in the author's words.
    pub reason: String,
    /// The files that it changed.
    pub changes: Vec<ChangeView>,
    /// The page as it was before; `None` where this document did not change.
    pub earlier: Option<Ref>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ChangeView {
    pub kind: ChangeKind,
    /// The name of the file within the folder of the meeting.
    pub path: String,
    /// The lines that differ; empty for a file that is no text.
    pub lines: String,
}

/// The seal of a meeting, for the page of one of its documents.
pub(crate) fn seal(reader: &SiteReader, meeting: &Meeting, index: DocumentId) -> Option<SealView> {
    let seal = meeting.seal.as_ref()?;
    let (first, latest) = (seal.versions.first()?, seal.latest()?);
    let name = file_name(reader.site.document(index));
    let correction = |(before, after): (&Version, &Version)| {
        let correction = after.correction.as_ref()?;
        Some(CorrectionView {
            date: DayView::new(reader.language, after.date),
            reason: correction.reason.clone(),
            changes: correction.changes.iter().map(change).collect(),
            earlier: earlier(reader, meeting, before.number, name),
        })
    };
    Some(SealView {
        sealed: DayView::new(reader.language, first.date),
        digest: latest.digest.clone(),
        href: reader.to_address(&address(reader.site, meeting)),
        corrections: seal.versions.iter().zip(&seal.versions[1..]).filter_map(correction).collect(),
    })
}

fn change(change: &FileChange) -> ChangeView {
    ChangeView { kind: change.kind, path: change.path.clone(), lines: change.lines.clone() }
}

/// The address of the seal of a meeting.
pub(crate) fn address(site: &Site, meeting: &Meeting) -> String {
    format!("{}/{}/{}", site.language.addresses.meetings, meeting.id, seal_text::FILE)
}

/// A document as it was in an earlier version, if that has a page.
fn earlier(reader: &SiteReader, meeting: &Meeting, version: u32, name: &str) -> Option<Ref> {
    let of = |document: &&DocumentId| matches!(&reader.site.document(**document).role, Role::Version { number, .. } if *number == version);
    let named = |document: &&DocumentId| file_name(reader.site.document(**document)) == name;
    let document = *meeting.versions.iter().filter(of).find(named)?;
    let title = reader.language.phrase(Word::Version, &[("number", &version.to_string())]);
    Some(Ref { title, href: reader.href(Page::Document(document), None) })
}

/// The name of the file from which a document was made.
pub(crate) fn file_name(document: &Summary) -> &str {
    document.path.rsplit('/').next().unwrap_or(&document.path)
}
