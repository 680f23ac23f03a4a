//! The seal of a meeting after a redaction.
//!
//! Takes: the seal before, what is taken out of the files, and why.
//! Gives: the seal without anything from which that could be guessed; every version keeps the digest under which it was sealed.
//! Never: changes a version that did not have it.

use jiff::civil::Date;

use super::passage::RedactedPassage;
use super::taken_out::{self, TakenOut};
use crate::failure::Failure;
use crate::project::seal_text::{self, PageWords, Redaction, Seal, Version};
use crate::seal::salt;

/// What a redaction writes into the seal.
pub(super) struct RedactionEntry<'a> {
    pub date: Date,
    pub reason: &'a str,
    /// What stands in the place of what is taken out.
    pub mark: &'a str,
    /// The words that are taken out, which may also stand in the reason of a correction.
    pub passage: Option<&'a RedactedPassage>,
    /// The digests of the pages as they are after it.
    pub pages: Vec<PageWords>,
}

/// The seal as it is to be. Gives the numbers of the versions that had what is taken out as well.
pub(super) fn redacted(seal: &Seal, taken: &TakenOut, entry: &RedactionEntry) -> Result<(Seal, Vec<u32>), Failure> {
    let mut made = Seal { meeting: seal.meeting.clone(), versions: Vec::new() };
    let mut concerned = Vec::new();
    for version in &seal.versions {
        let cleared = without_reasons(version, entry);
        let has_it = taken.iter().any(|file| file.version == Some(version.number)) || cleared.is_some();
        if !has_it {
            made.versions.push(version.clone());
            continue;
        }
        concerned.push(version.number);
        let is_latest = version.number as usize == seal.versions.len();
        // The pages of earlier versions are protected by the digests of their files alone.
        let pages = is_latest.then(|| entry.pages.clone());
        made.versions.push(redacted_version(cleared.unwrap_or_else(|| version.clone()), taken, entry, pages)?);
    }
    Ok((made, concerned))
}

fn redacted_version(
    mut version: Version,
    taken: &TakenOut,
    entry: &RedactionEntry,
    pages: Option<Vec<PageWords>>,
) -> Result<Version, Failure> {
    for ((number, path), digest) in taken_out::digests(taken) {
        match digest {
            _ if number != Some(version.number) => {}
            None => drop(version.files.remove(path)),
            Some(digest) => drop(version.files.insert(path.to_owned(), digest)),
        }
    }
    version.salt = Some(salt::fresh()?);
    if pages.is_some() {
        version.rules = seal_text::RULES;
    }
    version.pages = pages.unwrap_or_default();
    let own = taken.iter().filter(|file| file.version == Some(version.number));
    let changes = own.map(|file| file.change.clone()).collect();
    let redaction = Redaction { date: entry.date, reason: entry.reason.to_owned(), changes, digest: String::new() };
    Ok(version.redacted(redaction))
}

/// A version whose reasons no longer have the passage; `None` if they had not.
fn without_reasons(version: &Version, entry: &RedactionEntry) -> Option<Version> {
    let passage = entry.passage?;
    let mut cleared = version.clone();
    let correction = cleared.correction.iter_mut().map(|correction| &mut correction.reason);
    let redactions = cleared.redactions.iter_mut().map(|redaction| &mut redaction.reason);
    let mut any = false;
    for reason in correction.chain(redactions) {
        if let Some((other, _)) = passage.taken_from(reason, entry.mark) {
            *reason = other;
            any = true;
        }
    }
    any.then_some(cleared)
}
