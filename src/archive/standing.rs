//! The packages of a meeting that stand in a folder of packages.
//!
//! Takes: the folder, and the id of a meeting.
//! Gives: each of its packages, with what tells whether the same would be packed again; names for further ones.
//! Never: takes what another program made, or what is of another meeting, for a package of this one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jiff::civil::Date;
use walkdir::WalkDir;

use crate::archive::bag::{self, Manifest};
use crate::archive::depot::Depot;
use crate::diagnostic::{Message, message};
use crate::disk::kept;
use crate::failure::Failure;
use crate::project::digest;
use crate::project::inner_path;
use crate::settings::address::OWN;

/// A package of a meeting that stands in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StandingPackage {
    /// The name of its folder.
    pub name: String,
    /// The SHA-512 digest of its tag manifest.
    pub digest: String,
    /// The SHA-512 digest of the list of what it has of the folder of its meeting.
    pub source: String,
    /// The day that it says it was made on.
    pub date: Option<Date>,
    /// The program that made it.
    pub software: String,
}

/// What the name and version of this program begin with.
const PROGRAM: &str = "voetnoot/";

/// The most bytes that the facts about a package have, and a list of its files.
const LARGEST_INFO: u64 = 1 << 20;
const LARGEST_LIST: u64 = 256 << 20;

impl Depot {
    /// The packages of a meeting that stand here, oldest first.
    ///
    /// # Errors
    /// When something else stands at the place of the first, or one of them cannot be read.
    pub(super) fn packages_of(&self, id: &str) -> Result<Vec<StandingPackage>, Failure> {
        let place = self.root.join(id);
        let refuse = |why: Message| Err(Failure::Refused(message!("archive-occupied", path = &place, why)));
        if !inner_path::is_inner(id) || id.contains('/') || id == OWN {
            return refuse(message!("archive-no-name"));
        }
        match fs::symlink_metadata(&place) {
            Ok(metadata) if metadata.is_symlink() => return refuse(message!("refused-is-link")),
            Ok(metadata) if !metadata.is_dir() || !place.join(bag::DECLARATION).is_file() => {
                return refuse(message!("archive-no-package"));
            }
            Ok(_) if own_info(&place, id)?.is_none() => {
                return Err(Failure::Refused(message!("archive-foreign", path = place)));
            }
            Ok(_) | Err(_) => {}
        }
        self.numbers(id)?.into_iter().filter_map(|number| self.standing(id, number).transpose()).collect()
    }

    /// The package with a number; `None` if what stands there is none of this meeting.
    fn standing(&self, id: &str, number: u32) -> Result<Option<StandingPackage>, Failure> {
        let name = name(id, number);
        let place = self.root.join(&name);
        if !fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_dir()) {
            return Ok(None);
        }
        let Some(info) = own_info(&place, id)? else { return Ok(None) };
        let text = |file: &str| kept::read(&place.join(file), LARGEST_LIST).map(Option::unwrap_or_default);
        let (manifest, _) = Manifest::read(&text(bag::MANIFEST)?, 1);
        Ok(Some(StandingPackage {
            name,
            digest: digest::sha512(text(bag::TAG_MANIFEST)?.as_bytes()),
            source: source_digest(
                id,
                manifest
                    .digests
                    .iter()
                    .filter_map(|(path, digest)| Some((path.strip_prefix(bag::SOURCE)?, digest.as_str()))),
            ),
            date: bag::fact(&info, bag::DATE).and_then(|date| date.parse().ok()),
            software: bag::fact(&info, bag::AGENT).unwrap_or_default().to_owned(),
        }))
    }

    /// The number and the size in bytes of the files of a package that stands here.
    pub(super) fn extent(&self, name: &str) -> (usize, u64) {
        let files =
            WalkDir::new(self.root.join(name)).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        let sizes = files.filter_map(|entry| Some(entry.metadata().ok()?.len()));
        sizes.fold((0, 0), |(files, bytes), size| (files + 1, bytes + size))
    }

    /// Whether something stands at a name.
    pub(super) fn has(&self, name: &str) -> bool {
        fs::symlink_metadata(self.root.join(name)).is_ok()
    }

    /// A name for the next package of a meeting, which no other has or had; `taken` are names of packages that are known and
    /// may lie elsewhere.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub(super) fn free_name(&self, id: &str, taken: &[&str]) -> Result<String, Failure> {
        let known = taken.iter().filter_map(|name| numbered(name, id));
        let last = self.numbers(id)?.into_iter().chain(known).max();
        Ok(name(id, last.map_or(1, |last| last + 1)))
    }

    fn numbers(&self, id: &str) -> Result<BTreeSet<u32>, Failure> {
        let listed = fs::read_dir(&self.root);
        let listed = listed.map_err(Failure::doing(message!("failed-open-folder", path = &self.root)))?;
        Ok(listed.flatten().filter_map(|entry| numbered(entry.file_name().to_str()?, id)).collect())
    }
}

/// The facts about the package in a folder, if this program made it of the meeting with this id.
fn own_info(place: &Path, id: &str) -> Result<Option<String>, Failure> {
    let info = kept::read(&place.join(bag::INFO), LARGEST_INFO)?.unwrap_or_default();
    let agent = bag::fact(&info, bag::AGENT).is_some_and(|agent| agent.starts_with(PROGRAM));
    Ok(Some(info).filter(|info| agent && bag::fact(info, bag::IDENTIFIER) == Some(id)))
}

/// The name of the nth package of a meeting.
fn name(id: &str, number: u32) -> String {
    if number == 1 { id.to_owned() } else { format!("{id}.v{number}") }
}

/// Which package of a meeting a folder of this name holds, if any.
fn numbered(folder: &str, id: &str) -> Option<u32> {
    let rest = folder.strip_prefix(id)?;
    match rest.strip_prefix(".v") {
        Some(digits) => digits.parse().ok().filter(|number| *number > 1 && name(id, *number) == folder),
        None => rest.is_empty().then_some(1),
    }
}

/// The digest of a list of files of a meeting, by their paths in the project: the same for the same files, whatever else a
/// package has.
pub(super) fn source_digest<'f>(id: &str, files: impl Iterator<Item = (&'f str, &'f str)>) -> String {
    let folder = format!("content/meetings/{id}/");
    let own: BTreeMap<String, String> = files
        .filter(|(path, _)| path.starts_with(&folder))
        .map(|(path, digest)| (path.to_owned(), digest.to_owned()))
        .collect();
    digest::sha512(Manifest { digests: own }.text().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_packages_are_told_from_others() {
        assert_eq!(["jbz", "jbz.v2", "jbz.v10"].map(|folder| numbered(folder, "jbz")), [Some(1), Some(2), Some(10)]);
        for other in ["jbz.v1", "jbz.v02", "jbz.v", "jbz.v2x", "jbz2", "jb", "jbz.v99999999999"] {
            assert_eq!(numbered(other, "jbz"), None, "{other}");
        }
    }
}
