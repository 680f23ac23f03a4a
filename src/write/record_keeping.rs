//! Keeps the record of published addresses while a site is built.
//!
//! Takes: a site that is about to be published, and the record that it was read with.
//! Gives: the record on disk with everything that the build publishes, before the first page is in its place; or a failure that
//! says what is missing from it.
//! Never: makes a record where the project keeps none.

use std::path::Path;

use crate::diagnostic::{Message, message};
use crate::disk::whole_file;
use crate::failure::Failure;
use crate::flow::Options;
use crate::machines;
use crate::project::RECORD;
use crate::site::Site;
use crate::site::ingredients::Drafts;
use crate::site::published::renewal::{self, RenewedRecord};
use crate::site::record::Record;

impl Options {
    /// What a build with these options does about the record. What is still being written is not published.
    pub(crate) fn record_keeping(&self) -> RecordKeeping {
        match (self.drafts, self.locked) {
            (Drafts::Show, _) => RecordKeeping::Leave,
            (Drafts::Hide, true) => RecordKeeping::Locked,
            (Drafts::Hide, false) => RecordKeeping::Renew,
        }
    }
}

/// How many missing addresses a failure names.
const NAMED: usize = 20;

/// What a build does about the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum RecordKeeping {
    /// It neither writes nor minds it.
    #[default]
    Leave,
    /// It brings it up to date.
    Renew,
    /// It fails unless the record has all that is published: where nobody commits what a build writes, one address might be
    /// given out twice.
    Locked,
}

/// The record of a site brought up to date; `None` if a build does nothing about it.
pub(super) fn renewed(keeping: RecordKeeping, site: &Site, record: Option<&Record>) -> Option<RenewedRecord> {
    let record = record.filter(|record| record.file.is_some() && keeping != RecordKeeping::Leave)?;
    Some(renewal::renewed(site, record, &machines::program_files(&machines::every_companion(site))))
}

/// Keeps the record of a project as `keeping` says, if it is not what it was. Gives how many addresses are new, and `None` if it was
/// left as it is.
///
/// # Errors
/// When it is locked and something is missing, or cannot be written. Then it stays as it was.
pub(super) fn keep(
    keeping: RecordKeeping,
    root: &Path,
    record: Option<&Record>,
    renewed: Option<RenewedRecord>,
) -> Result<Option<usize>, Failure> {
    let file = record.and_then(|record| record.file.as_ref());
    match (keeping, file.zip(renewed)) {
        (RecordKeeping::Leave, _) | (RecordKeeping::Renew, None) => Ok(None),
        (RecordKeeping::Locked, None) => Err(Failure::Refused(message!("refused-no-record", record = RECORD))),
        (_, Some((file, renewed))) if *renewed.text == *file.text => Ok(None),
        (RecordKeeping::Locked, Some((file, RenewedRecord { text, new }))) => {
            Err(Failure::Refused(missing(&file.text, &text, &new)))
        }
        (RecordKeeping::Renew, Some((_, RenewedRecord { text, new }))) => {
            whole_file::replace(&root.join(RECORD), text.as_bytes())?;
            Ok(Some(new.len()))
        }
    }
}

/// What a record lacks, in words.
fn missing(before: &str, after: &str, new: &[String]) -> Message {
    let known: std::collections::HashSet<&str> = before.lines().collect();
    let changed = after.lines().skip(1).filter(|line| !known.contains(line));
    let changed: Vec<&str> = changed.filter_map(|line| line.split(' ').next()).collect();
    let listed = if new.is_empty() { changed } else { new.iter().map(String::as_str).collect() };
    let named = listed.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    message!("refused-record-lacks", record = RECORD, named, more = listed.len().saturating_sub(NAMED))
}
