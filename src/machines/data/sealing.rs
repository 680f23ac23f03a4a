//! The seal of a meeting as data.
//!
//! Takes: what the page of an agenda or report says about the seal.
//! Gives: the versions, each with its day, its reason, its digest and the address of its page.
//! Never: tells what changed; the page of an earlier version does.

use schemars::JsonSchema;
use serde::Serialize;

use crate::view::seal::{RedactionView, SealView, SealedVersion};

/// The seal of a meeting.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Seal")]
pub(super) struct SealData<'a> {
    /// The address of the seal, a text file.
    href: &'a str,
    /// What was sealed and, since then, corrected; the last one holds.
    versions: Vec<SealedVersionData<'a>>,
}

/// What was sealed at one time.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SealedVersion")]
struct SealedVersionData<'a> {
    /// The number of the version, from 1.
    number: u32,
    /// The day on which it was sealed.
    date: &'a str,
    /// Why it replaced the one before, in the author's words; left out for the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    /// The SHA-256 digest of its lines in the seal, in hexadecimal.
    digest: &'a str,
    /// What was taken out of it since, oldest first; left out if nothing was. Then nobody can make the digest again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    redactions: Vec<RedactionData<'a>>,
    /// The address of this document as it was then; left out where the version did not have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<&'a str>,
}

/// Something that was taken out of what was sealed, such as personal data.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Redaction")]
struct RedactionData<'a> {
    /// The day on which it was taken out.
    date: &'a str,
    /// Why, in the author's words.
    reason: &'a str,
    /// The files from which it was taken, by path within the folder of the meeting.
    files: Vec<&'a str>,
}

impl<'a> RedactionData<'a> {
    fn new(redaction: &'a RedactionView) -> Self {
        let files = redaction.changes.iter().map(|change| change.path.as_str()).collect();
        RedactionData { date: &redaction.date.iso, reason: &redaction.reason, files }
    }
}

impl<'a> SealData<'a> {
    pub(super) fn new(seal: &'a SealView) -> Self {
        let version = |version: &'a SealedVersion| SealedVersionData {
            number: version.number,
            date: &version.date.iso,
            reason: version.reason.as_deref(),
            digest: &version.digest,
            redactions: version.redactions.iter().map(RedactionData::new).collect(),
            href: version.href.as_deref(),
        };
        SealData { href: &seal.href, versions: seal.versions.iter().map(version).collect() }
    }
}
