//! What a page says about the seal of its meeting.
//!
//! Takes: a meeting, and the document whose page it is.
//! Gives: [`SealView`]; `None` for a meeting that is not sealed.
//! Never: compares anything; [`crate::flow::sealed`] does.

use serde::Serialize;

use super::division::DayView;
use super::text::{Ref, SiteReader};
use crate::project::seal_text::{self, ChangeKind, FileChange, Redaction, Version};
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
    /// What has been taken out of any version since, oldest first.
    pub redactions: Vec<RedactionView>,
    /// Every version, oldest first; the last one holds.
    pub versions: Vec<SealedVersion>,
}

/// What was taken out of what was sealed.
#[derive(Debug, Serialize)]
pub(crate) struct RedactionView {
    pub date: DayView,
    /// Why, in the author's words.
    pub reason: String,
    /// The files from which something was taken, and those that were taken out whole.
    pub changes: Vec<ChangeView>,
}

/// What was sealed at one time.
#[derive(Debug, Serialize)]
pub(crate) struct SealedVersion {
    /// From 1.
    pub number: u32,
    pub date: DayView,
    /// Why it replaced the one before, in the author's words; `None` for the first.
    pub reason: Option<String>,
    /// Its digest in hexadecimal.
    pub digest: String,
    /// What was taken out of it since, oldest first.
    pub redactions: Vec<RedactionView>,
    /// The link to this document as it was then; `None` if the version did not have it.
    pub href: Option<String>,
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
    /// The link to what it changed in this document, on the page of the version before.
    pub compared: Option<String>,
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
    let name = reader.site.document(index).file_name();
    let correction = |(before, after): (&Version, &Version)| {
        let correction = after.correction.as_ref()?;
        let earlier = earlier(reader, meeting, before.number, name);
        let corrected = before.files.contains_key(name) && after.files.contains_key(name);
        let compared = earlier.as_ref().filter(|_| corrected);
        let compared = compared.map(|page| format!("{}#{}", page.href, compared_anchor(after.number)));
        Some(CorrectionView {
            date: DayView::new(reader.language, after.date),
            reason: correction.reason.clone(),
            changes: correction.changes.iter().map(change).collect(),
            earlier,
            compared,
        })
    };
    let version = |version: &Version| SealedVersion {
        number: version.number,
        date: DayView::new(reader.language, version.date),
        reason: version.correction.as_ref().map(|correction| correction.reason.clone()),
        digest: version.digest.clone(),
        redactions: redactions(reader, [version]),
        href: match version.number == latest.number {
            true => Some(reader.href(Page::Document(index), None)),
            false => earlier(reader, meeting, version.number, name).map(|page| page.href),
        },
    };
    Some(SealView {
        sealed: DayView::new(reader.language, first.date),
        digest: latest.proof().to_owned(),
        href: reader.to_address(&address(reader.site, meeting)),
        corrections: seal.versions.iter().zip(&seal.versions[1..]).filter_map(correction).collect(),
        redactions: redactions(reader, &seal.versions),
        versions: seal.versions.iter().map(version).collect(),
    })
}

/// What was taken out of some versions. One redaction may concern several of them.
pub(super) fn redactions<'v>(
    reader: &SiteReader,
    versions: impl IntoIterator<Item = &'v Version>,
) -> Vec<RedactionView> {
    let mut all: Vec<&Redaction> = versions.into_iter().flat_map(|version| &version.redactions).collect();
    all.sort_by(|a, b| (a.date, &a.reason).cmp(&(b.date, &b.reason)));
    let same = |a: &&Redaction, b: &&Redaction| a.date == b.date && a.reason == b.reason;
    let view = |same: &[&Redaction]| {
        let mut changes: Vec<ChangeView> = Vec::new();
        for one in same.iter().flat_map(|redaction| &redaction.changes) {
            // The lines are those of one of several versions, so they would say nothing.
            if changes.iter().all(|known| known.path != one.path) {
                changes.push(ChangeView { lines: String::new(), ..change(one) });
            }
        }
        let first = same.first()?;
        Some(RedactionView { date: DayView::new(reader.language, first.date), reason: first.reason.clone(), changes })
    };
    all.chunk_by(same).filter_map(view).collect()
}

fn change(change: &FileChange) -> ChangeView {
    ChangeView { kind: change.kind, path: change.path.clone(), lines: change.lines.clone() }
}

/// The id of the comparison with a version on the page of an earlier one.
pub(super) fn compared_anchor(version: u32) -> String {
    format!("v-changes-{version}")
}

/// The address of the seal of a meeting.
pub(crate) fn address(site: &Site, meeting: &Meeting) -> String {
    format!("{}/{}/{}", site.language.addresses.meetings, meeting.id, seal_text::FILE)
}

/// A document as it was in an earlier version, if that has a page.
fn earlier(reader: &SiteReader, meeting: &Meeting, version: u32, name: &str) -> Option<Ref> {
    let of = |document: &&DocumentId| reader.site.document(**document).role.version() == Some(version);
    let named = |document: &&DocumentId| reader.site.document(**document).file_name() == name;
    let document = *meeting.versions.iter().filter(of).find(named)?;
    let title = reader.language.phrase(Word::Version, &[("number", &version.to_string())]);
    Some(Ref { title, href: reader.href(Page::Document(document), None) })
}
