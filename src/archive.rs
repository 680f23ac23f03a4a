//! Meetings as packages made to last for decades.
//!
//! Takes: a site that is ready to be rendered, and which of its meetings to pack.
//! Gives: in a folder of packages, a BagIt bag for each meeting: pages that open from a file system with all they need,
//! the same pages as data, the sources, the attachments, MDTO metadata and, if asked for, a WACZ file; and a line about
//! each for the summary.
//! Never: packs a site with mistakes, changes a package that stands, or holds more than one page or piece of a file per thread.
//!
//! ```text
//! <meeting>/
//!   bagit.txt  bag-info.txt  manifest-sha512.txt  tagmanifest-sha512.txt
//!   data/
//!     index.html            leads to the agenda
//!     README.txt            how to check everything
//!     site/…                the pages at their addresses, those of dossiers and sources too, as far as this meeting knows them;
//!                           stylesheet, script, fonts, attachments, data and the schemas of the data
//!     source/…              what they were made from: the folder of the meeting with its seal, settings, words, templates
//!     program/…             the templates and words of the program that the site does not replace
//!     metadata/…            MDTO: one file for the meeting, one for each file
//!     <meeting>.wacz        the pages as they are served
//! ```

mod alone;
pub(crate) mod bag;
mod depot;
mod describe;
mod mdto;
mod note;
mod pack;
mod packed_sources;
mod packer;
mod read_me;
mod settling;
mod standing;
mod verify;
mod wacz;
mod warc;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::suggest;
use crate::diagnostic::{Code, Diagnostic, Message, message};
use crate::flow::Prepared;
use crate::project::inner_path;
use crate::site::Site;
use crate::site::indices::MeetingId;

pub use depot::{PackageOutcome, Packed};
pub use pack::{Archived, Packing, Recording, pack};
pub use packer::{PackOptions, PackedBefore, Wacz};
pub use verify::{Fault, FaultKind, Verification, is_package, verify};

/// Which meetings to pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// These meetings, by the names of their folders.
    Meetings(Vec<String>),
    /// The meetings that began in this year.
    Year(i16),
    /// All meetings of the site.
    All,
}

/// Finds the chosen meetings.
///
/// # Errors
/// A sentence that names what does not exist.
pub(crate) fn choose(site: &Site, choice: &Choice) -> Result<Vec<MeetingId>, Message> {
    let all = || site.meetings.indices();
    let meeting = |index: MeetingId| &site.meetings[index];
    let found: Vec<MeetingId> = match choice {
        Choice::All => all().collect(),
        Choice::Year(year) => all().filter(|i| meeting(*i).start.is_some_and(|start| start.year() == *year)).collect(),
        Choice::Meetings(ids) => {
            let find = |id: &String| {
                let ids = site.meetings.iter().map(|m| m.id.as_str());
                let hint = || suggest::did_you_mean(id, None, ids, message!("folder-is-id")).message;
                all()
                    .find(|i| meeting(*i).id == *id)
                    .ok_or_else(|| message!("archive-no-meeting", id = inner_path::shown(id), hint = hint()))
            };
            ids.iter().map(find).collect::<Result<BTreeSet<MeetingId>, Message>>()?.into_iter().collect()
        }
    };
    match (found.is_empty(), choice) {
        (true, Choice::Year(year)) => Err(message!("archive-no-year", year = year.to_string())),
        (true, _) => Err(message!("archive-no-meetings")),
        (false, _) => Ok(found),
    }
}

/// Reports settings that packages need and the site lacks.
fn check_settings(prepared: &mut Prepared) {
    let Some(ready) = &prepared.ready else { return };
    let settings = &ready.site.settings;
    let path: Arc<str> = "site.toml".into();
    let missing = |key: &str, hint: Message| {
        Diagnostic::whole(Code::MissingField, &path, message!("missing-field", key)).hint(hint)
    };
    let mut found = Vec::new();
    if settings.base_url.is_none() {
        found.push(missing("base_url", message!("missing-field.hint-base-url")));
    }
    if settings.publisher.is_none() {
        found.push(missing("publisher", message!("missing-field.hint-publisher")));
    }
    prepared.diagnostics.extend(found);
    prepared.diagnostics.sort();
}
