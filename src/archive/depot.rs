//! Writes packages to disk.
//!
//! Takes: the folder that holds packages, and the files of each.
//! Gives: a folder per package with exactly these files; for each file its size and digest.
//! Never: leaves half a package in its place, touches a folder that is not a package, or goes through a symbolic link.
//!
//! A package is made in a stage within the folder and takes its place in one step: by a rename, or by an exchange of
//! two folders. If the program is killed at any moment, its place holds the old package or the new one.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::archive::bag;
use crate::diagnostic::{Message, message};
use crate::disk;
use crate::disk::kept;
use crate::failure::Failure;
use crate::project::Copied;
use crate::project::digest::{self, Fixity, Hashing};
use crate::project::inner_path;
use crate::settings::address::OWN;
use crate::write::output::location;

/// A folder of packages that is being written to. Others who want to write to it wait.
#[derive(Debug)]
pub(super) struct Depot {
    root: PathBuf,
    stage: PathBuf,
    lock: File,
}

/// A package that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The id of its meeting, which is the name of the package's folder.
    pub id: String,
    /// Whether it is new, or replaced another one.
    pub outcome: PackageOutcome,
    /// How many files it has.
    pub files: usize,
    /// The size of all its files, in bytes.
    pub bytes: u64,
    /// The SHA-512 digest of its tag manifest, which covers every byte of the package; in hexadecimal.
    pub digest: String,
}

/// What became of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageOutcome {
    /// There was none before.
    New,
    /// It replaced one with different content.
    Replaced,
    /// It replaced one with the same files and the same digests.
    Same,
}

/// Which packages may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ExistingPackage {
    /// One of the same meeting that this program made.
    #[default]
    Own,
    /// Any package, whoever made it.
    Any,
}

/// A package that is being made. Dropped before [`Package::finish`], it leaves nothing behind.
#[derive(Debug)]
pub(super) struct Package<'a> {
    depot: &'a Depot,
    id: String,
    folder: PathBuf,
    folders: HashSet<PathBuf>,
    files: BTreeMap<String, Fixity>,
}

impl Depot {
    /// Opens the folder, and makes it if necessary. If another run is writing to it, calls `waiting` and waits.
    ///
    /// # Errors
    /// When the folder cannot be used or made.
    pub(super) fn open(output: &Path, project: &Path, waiting: impl FnOnce()) -> Result<Depot, Failure> {
        location::check(output, project)?;
        let own = output.join(OWN);
        kept::check_folder(&own)?;
        disk::make_folders(&own).map_err(Failure::doing(message!("failed-make-folder", path = own)))?;
        let root = fs::canonicalize(output).map_err(Failure::doing(message!("failed-open-folder", path = output)))?;
        let own = root.join(OWN);
        kept::check_folder(&own)?;
        if ["files", "journal"].iter().any(|name| fs::symlink_metadata(own.join(name)).is_ok()) {
            return Err(Failure::Refused(message!("archive-in-site", folder = root)));
        }
        let lock = kept::lock_file(&own.join("lock"))?;
        if lock.try_lock().is_err() {
            waiting();
            lock.lock().map_err(Failure::doing(message!("failed-wait")))?;
        }
        let depot = Depot { stage: own.join("stage"), root, lock };
        kept::check_folder(&depot.stage)?;
        depot.recover()?;
        disk::make_folders(&depot.stage).map_err(Failure::doing(message!("failed-stage")))?;
        Ok(depot)
    }

    /// Puts back what a killed run had moved aside, where two folders cannot be exchanged, and removes everything else
    /// it left.
    fn recover(&self) -> Result<(), Failure> {
        let Ok(entries) = fs::read_dir(&self.stage) else { return Ok(()) };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(id) = name.strip_suffix(ASIDE)
                && fs::symlink_metadata(self.root.join(id)).is_err()
            {
                disk::rename(&entry.path(), &self.root.join(id))
                    .map_err(Failure::doing(message!("failed-put-back", path = id)))?;
            }
        }
        disk::remove_tree(&self.stage).map_err(Failure::doing(message!("failed-remove-left")))
    }

    /// Begins a package. Its id is the name of its folder.
    ///
    /// # Errors
    /// When something else stands at its place, or a package that may not be replaced.
    pub(super) fn begin(&self, id: &str, existing: ExistingPackage) -> Result<Package<'_>, Failure> {
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
            Ok(_) if existing == ExistingPackage::Own && !is_own(&place, id)? => {
                return Err(Failure::Refused(message!("archive-foreign", path = place)));
            }
            Ok(_) | Err(_) => {}
        }
        let folder = self.stage.join(id);
        disk::make_folders(&folder).map_err(Failure::doing(message!("failed-make-folder", path = folder)))?;
        Ok(Package { depot: self, id: id.to_owned(), folder, folders: HashSet::new(), files: BTreeMap::new() })
    }
}

impl Drop for Depot {
    fn drop(&mut self) {
        // Nothing can be done about a failure here; the next run removes a stage that was left.
        let _ = disk::remove_tree(&self.stage);
        let _ = self.lock.unlock();
    }
}

/// The most bytes that the facts about a package have.
const LARGEST_INFO: u64 = 1 << 20;

/// Whether this program made the package in a folder, of the meeting with this id.
fn is_own(place: &Path, id: &str) -> Result<bool, Failure> {
    let info = kept::read(&place.join(bag::INFO), LARGEST_INFO)?.unwrap_or_default();
    let agent = bag::fact(&info, bag::AGENT).is_some_and(|agent| agent.starts_with(PROGRAM));
    Ok(agent && bag::fact(&info, bag::IDENTIFIER) == Some(id))
}

/// What the name and version of this program begin with.
const PROGRAM: &str = "voetnoot/";

/// The ending of a package that has been moved aside.
const ASIDE: &str = ".aside";

impl Package<'_> {
    /// Puts a file at a path within the package.
    ///
    /// # Errors
    /// When the disk fails, or the package already has such a file.
    pub(super) fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.write(path, |file| {
            let mut hashing = Hashing::new(file);
            hashing.write_all(bytes)?;
            Ok(hashing.finish())
        })
    }

    /// Copies a file to a path within the package, piece by piece.
    ///
    /// # Errors
    /// As [`Package::put`], and when the file cannot be read.
    pub(super) fn copy(&mut self, path: &str, from: &Copied) -> Result<(), Failure> {
        self.write(path, |file| {
            let mut hashing = Hashing::new(file);
            digest::copy(&mut from.open()?, &mut hashing)?;
            Ok(hashing.finish())
        })
    }

    /// Makes a file at a path within the package with a writer that may seek in it.
    ///
    /// # Errors
    /// As [`Package::put`], and when `make` fails.
    pub(super) fn make(&mut self, path: &str, make: impl FnOnce(&File) -> io::Result<()>) -> Result<(), Failure> {
        let full = self.folder.join(path);
        self.write(path, |file| {
            make(file)?;
            digest::fixity(File::open(full)?)
        })
    }

    fn write(&mut self, path: &str, write: impl FnOnce(&File) -> io::Result<Fixity>) -> Result<(), Failure> {
        if !inner_path::is_inner(path) {
            return Err(Failure::Refused(message!("archive-no-file-name", path = inner_path::shown(path))));
        }
        let full = self.folder.join(path);
        self.folder_of(&full).map_err(Failure::doing(message!("failed-make-folder-of", path)))?;
        let fixity = disk::write_new(&full, write).map_err(Failure::doing(message!("failed-write", path)))?;
        self.files.insert(path.to_owned(), fixity);
        Ok(())
    }

    fn folder_of(&mut self, full: &Path) -> io::Result<()> {
        let Some(folder) = full.parent() else { return Ok(()) };
        if !self.folders.contains(folder) {
            disk::make_folders(folder)?;
            self.folders.insert(folder.to_owned());
        }
        Ok(())
    }

    /// The files of the package so far, by path, with their sizes and digests.
    pub(super) fn files(&self) -> &BTreeMap<String, Fixity> {
        &self.files
    }

    /// Where the files of the package lie until it is finished.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads a file of the package.
    ///
    /// # Errors
    /// When there is no such file.
    pub(super) fn open(&self, path: &str) -> io::Result<File> {
        File::open(self.folder.join(path))
    }

    /// Puts the package in its place.
    ///
    /// # Errors
    /// When the disk fails. What stood there before is still there.
    pub(super) fn finish(self) -> Result<PackageOutcome, Failure> {
        let place = self.depot.root.join(&self.id);
        let moving = || Failure::doing(message!("failed-into-place", path = self.id.as_str()));
        disk::sync_tree(&self.folder).map_err(moving())?;
        let outcome = self.put_in_place(&place).map_err(moving())?;
        disk::sync_folder(&self.depot.root).map_err(moving())?;
        Ok(outcome)
    }

    fn put_in_place(&self, place: &Path) -> io::Result<PackageOutcome> {
        if fs::symlink_metadata(place).is_err() {
            disk::rename(&self.folder, place)?;
            return Ok(PackageOutcome::New);
        }
        let list = |folder: &Path| fs::read(folder.join(bag::TAG_MANIFEST)).ok();
        let same = list(place).is_some() && list(place) == list(&self.folder);
        if !disk::exchange(&self.folder, place) {
            let aside = self.depot.stage.join(format!("{}{ASIDE}", self.id));
            disk::rename(place, &aside)?;
            // If this fails, the next run puts it back, should it not be possible now.
            disk::rename(&self.folder, place).inspect_err(|_| drop(disk::rename(&aside, place)))?;
        }
        Ok(if same { PackageOutcome::Same } else { PackageOutcome::Replaced })
    }
}

impl Drop for Package<'_> {
    fn drop(&mut self) {
        // After an exchange, this is the old package. The next run removes what is left.
        let _ = disk::remove_tree(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depot(folder: &Path) -> Depot {
        fs::create_dir_all(folder.join("project")).unwrap();
        Depot::open(&folder.join("packages"), &folder.join("project"), || {}).unwrap()
    }

    fn pack(depot: &Depot, text: &str) -> PackageOutcome {
        let mut package = depot.begin("jbz", ExistingPackage::Own).unwrap();
        package.put("data/a/b.txt", text.as_bytes()).unwrap();
        package.put(bag::DECLARATION, bag::DECLARED.as_bytes()).unwrap();
        let info = bag::info(&[(bag::IDENTIFIER, "jbz".to_owned()), (bag::AGENT, format!("{PROGRAM}0"))]);
        package.put(bag::INFO, info.as_bytes()).unwrap();
        package.put(bag::TAG_MANIFEST, text.as_bytes()).unwrap();
        package.finish().unwrap()
    }

    #[test]
    fn a_package_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let depot = depot(folder.path());
        assert_eq!(pack(&depot, "one"), PackageOutcome::New);
        assert_eq!(pack(&depot, "one"), PackageOutcome::Same);
        assert_eq!(pack(&depot, "two"), PackageOutcome::Replaced);
        let there = folder.path().join("packages/jbz/data/a/b.txt");
        assert_eq!(fs::read_to_string(&there).unwrap(), "two");
        drop(depot.begin("jbz", ExistingPackage::Own).unwrap());
        assert_eq!(fs::read_to_string(&there).unwrap(), "two");
        assert_eq!(fs::read_dir(depot.stage.clone()).unwrap().count(), 0);
    }

    #[test]
    fn what_is_not_a_package_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let depot = depot(folder.path());
        fs::create_dir_all(folder.path().join("packages/mine")).unwrap();
        fs::write(folder.path().join("packages/file"), "mine").unwrap();
        for id in ["mine", "file", "..", "a/b", ".voetnoot", ""] {
            assert!(matches!(depot.begin(id, ExistingPackage::Any), Err(Failure::Refused(_))), "{id}");
        }
        let mut package = depot.begin("jbz", ExistingPackage::Own).unwrap();
        assert!(matches!(package.put("../x", b""), Err(Failure::Refused(_))));
        package.put("x", b"1").unwrap();
        assert!(package.put("x", b"2").is_err());
    }

    #[test]
    #[expect(clippy::mem_forget, reason = "a killed run drops nothing")]
    fn what_a_killed_run_moved_aside_is_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let first = depot(folder.path());
        pack(&first, "one");
        let packages = folder.path().join("packages");
        fs::rename(packages.join("jbz"), first.stage.join(format!("jbz{ASIDE}"))).unwrap();
        std::mem::forget(first);
        // The forgotten lock is held by this very process, so it is removed, just as a killed process would lose it.
        fs::remove_file(packages.join(OWN).join("lock")).unwrap();
        let _second = depot(folder.path());
        assert_eq!(fs::read_to_string(packages.join("jbz/data/a/b.txt")).unwrap(), "one");
    }
}
