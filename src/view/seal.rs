//! What a page says about the seal of its meeting.

use serde::Serialize;

use super::division::Day;
use super::text::{Reader, Ref};
use crate::document::{Document, Role};
use crate::seal::{self, Change, ChangeKind, Version};
use crate::site::{Meeting, Page, Site};

/// The seal of a meeting.
#[derive(Debug, Serialize)]
pub struct SealView {
    /// The day on which it was first sealed.
    pub sealed: Day,
    /// The digest of the version that holds now.
    pub digest: String,
    /// The link to the seal itself.
    pub href: String,
    /// What was corrected since, oldest first.
    pub corrections: Vec<CorrectionView>,
}

/// A correction.
#[derive(Debug, Serialize)]
pub struct CorrectionView {
    /// When it was made.
    pub date: Day,
    /// Why.
    pub reason: String,
    /// What it changed.
    pub changes: Vec<ChangeView>,
    /// The page as it was before.
    pub earlier: Option<Ref>,
}

/// A file that a correction changed.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    /// What happened to it.
    pub kind: ChangeKind,
    /// Its name.
    pub path: String,
    /// The lines that differ; empty for what is no text.
    pub lines: String,
}

/// Views the seal of a meeting, for the page of one of its documents.
pub fn seal(reader: &Reader, meeting: &Meeting, index: u32) -> Option<SealView> {
    let seal = meeting.seal.as_ref()?;
    let (first, latest) = (seal.versions.first()?, seal.latest()?);
    let name = file_name(reader.site.document(index));
    let correction = |(before, after): (&Version, &Version)| {
        let correction = after.correction.as_ref()?;
        Some(CorrectionView {
            date: Day::new(reader.language, after.date),
            reason: correction.reason.clone(),
            changes: correction.changes.iter().map(change).collect(),
            earlier: earlier(reader, meeting, before.number, name),
        })
    };
    Some(SealView {
        sealed: Day::new(reader.language, first.date),
        digest: latest.digest.clone(),
        href: reader.to_address(&address(reader.site, meeting)),
        corrections: seal.versions.iter().zip(&seal.versions[1..]).filter_map(correction).collect(),
    })
}

fn change(change: &Change) -> ChangeView {
    ChangeView { kind: change.kind, path: change.path.clone(), lines: change.lines.clone() }
}

/// The address of the seal of a meeting.
pub fn address(site: &Site, meeting: &Meeting) -> String {
    format!("{}/{}/{}", site.language.addresses.meetings, meeting.id, seal::FILE)
}

/// A document as it was in an earlier version, if there is a page of it.
fn earlier(reader: &Reader, meeting: &Meeting, version: u32, name: &str) -> Option<Ref> {
    let of = |document: &&u32| matches!(&reader.site.document(**document).role, Role::Version { number, .. } if *number == version);
    let named = |document: &&u32| file_name(reader.site.document(**document)) == name;
    let document = *meeting.versions.iter().filter(of).find(named)?;
    let title = reader.language.phrase("version", &[("number", &version.to_string())]);
    Some(Ref { title, href: reader.href(Page::Document(document), None) })
}

/// The name of the file that a document was made from.
pub fn file_name(document: &Document) -> &str {
    document.source.path.rsplit('/').next().unwrap_or(&document.source.path)
}
