//! Writes packages to disk.
//!
//! Takes: the folder that holds packages, and the files of each.
//! Gives: a folder per package with exactly these files; for each file its size and digest.
//! Never: leaves half a package in its place, changes or replaces anything that stands there, or goes through a symbolic link.
//!
//! A package is made in a stage within the folder and takes its place by a rename. If the program is killed at any moment, the
//! whole package stands there or none of it. A further package of the same meeting gets a name of its own: `<meeting>.v2`.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::message;
use crate::disk;
use crate::disk::kept;
use crate::failure::Failure;
use crate::project::digest::{self, Fixity, Hashing};
use crate::project::inner_path;
use crate::project::package_note::PackageMaking;
use crate::settings::address::OWN;
use crate::write::output::location;

/// A folder of packages that is being written to. Others who want to write to it wait.
#[derive(Debug)]
pub(super) struct Depot {
    pub(super) root: PathBuf,
    stage: PathBuf,
    lock: File,
}

/// A package that was written, or that was left as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The id of its meeting.
    pub id: String,
    /// The name of its folder: the id of the meeting, for a further package with `.v2` and so on behind it.
    pub name: String,
    /// Whether it is new, or stood there already.
    pub outcome: PackageOutcome,
    /// How many files it has.
    pub files: usize,
    /// The size of all its files, in bytes.
    pub bytes: u64,
    /// The SHA-512 digest of its tag manifest, which covers every byte of the package; in hexadecimal.
    pub digest: String,
    /// What the note about it says of its making; `None` for a package by another version of the program that does not say.
    pub(crate) making: Option<PackageMaking>,
}

/// What became of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageOutcome {
    /// It is the first of its meeting in this folder.
    New,
    /// It stands beside an earlier one of the same meeting.
    Beside,
    /// It was made before, and was left as it is.
    Left,
}

/// A package that is being made. Dropped before [`Package::finish`], it leaves nothing behind.
#[derive(Debug)]
pub(super) struct Package<'a> {
    depot: &'a Depot,
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

    /// Puts back what a killed run of an earlier version of the program had moved aside, and removes everything else it left.
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

    /// Begins a package with the name that its folder will have.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn begin(&self, name: &str) -> Result<Package<'_>, Failure> {
        let folder = self.stage.join(name);
        disk::make_folders(&folder).map_err(Failure::doing(message!("failed-make-folder", path = folder)))?;
        Ok(Package { depot: self, folder, folders: HashSet::new(), files: BTreeMap::new() })
    }
}

impl Drop for Depot {
    fn drop(&mut self) {
        // Nothing can be done about a failure here; the next run removes a stage that was left.
        let _ = disk::remove_tree(&self.stage);
        let _ = self.lock.unlock();
    }
}

/// The ending of a package that an earlier version of the program had moved aside.
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

    /// Copies what `open` opens to a path within the package, piece by piece.
    ///
    /// # Errors
    /// As [`Package::put`], and when the file cannot be read.
    pub(super) fn copy(&mut self, path: &str, open: impl FnOnce() -> io::Result<File>) -> Result<(), Failure> {
        self.write(path, |file| {
            let mut hashing = Hashing::new(file);
            digest::copy(&mut open()?, &mut hashing)?;
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

    /// Puts the package at its place, under this name.
    ///
    /// # Errors
    /// When something stands there, or the disk fails.
    pub(super) fn finish(self, name: &str) -> Result<(), Failure> {
        let place = self.depot.root.join(name);
        let moving = || Failure::doing(message!("failed-into-place", path = name));
        if fs::symlink_metadata(&place).is_ok() {
            return Err(Failure::Refused(message!(
                "archive-occupied",
                path = place,
                why = message!("archive-no-package")
            )));
        }
        disk::sync_tree(&self.folder).map_err(moving())?;
        disk::rename(&self.folder, &place).map_err(moving())?;
        disk::sync_folder(&self.depot.root).map_err(moving())
    }
}

impl Drop for Package<'_> {
    fn drop(&mut self) {
        // Nothing can be done about a failure here; the next run removes what is left.
        let _ = disk::remove_tree(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::bag;

    fn depot(folder: &Path) -> Depot {
        fs::create_dir_all(folder.join("project")).unwrap();
        Depot::open(&folder.join("packages"), &folder.join("project"), || {}).unwrap()
    }

    fn pack(depot: &Depot, text: &str, taken: &[&str]) -> Result<(), Failure> {
        let mut package = depot.begin("jbz").unwrap();
        package.put("data/a/b.txt", text.as_bytes()).unwrap();
        package.put(bag::DECLARATION, bag::DECLARED.as_bytes()).unwrap();
        let info = bag::info(&[(bag::IDENTIFIER, "jbz".to_owned()), (bag::AGENT, "voetnoot/0".to_owned())]);
        package.put(bag::INFO, info.as_bytes()).unwrap();
        package.put(bag::TAG_MANIFEST, text.as_bytes()).unwrap();
        package.finish(&depot.free_name("jbz", taken).unwrap())
    }

    #[test]
    fn a_package_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let depot = depot(folder.path());
        pack(&depot, "one", &[]).unwrap();
        assert!(depot.begin("x").unwrap().finish("jbz").is_err());
        let there = folder.path().join("packages/jbz/data/a/b.txt");
        assert_eq!(fs::read_to_string(&there).unwrap(), "one");
        assert_eq!(fs::read_dir(depot.stage.clone()).unwrap().count(), 0);
        // A name that a note mentions is not given again, even when its package is gone.
        pack(&depot, "two", &["jbz.v4"]).unwrap();
        fs::create_dir(folder.path().join("packages/jbz.v3")).unwrap();
        assert_eq!(
            depot.packages_of("jbz").unwrap().iter().map(|package| package.name.as_str()).collect::<Vec<_>>(),
            ["jbz", "jbz.v5"]
        );
    }

    #[test]
    fn what_is_not_a_package_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let depot = depot(folder.path());
        fs::create_dir_all(folder.path().join("packages/mine")).unwrap();
        fs::write(folder.path().join("packages/file"), "mine").unwrap();
        for id in ["mine", "file", "..", "a/b", ".voetnoot", ""] {
            assert!(matches!(depot.packages_of(id), Err(Failure::Refused(_))), "{id}");
        }
        let mut package = depot.begin("jbz").unwrap();
        assert!(matches!(package.put("../x", b""), Err(Failure::Refused(_))));
        package.put("x", b"1").unwrap();
        assert!(package.put("x", b"2").is_err());
    }

    #[test]
    #[expect(clippy::mem_forget, reason = "a killed run drops nothing")]
    fn what_a_killed_run_moved_aside_is_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let first = depot(folder.path());
        pack(&first, "one", &[]).unwrap();
        let packages = folder.path().join("packages");
        fs::rename(packages.join("jbz"), first.stage.join(format!("jbz{ASIDE}"))).unwrap();
        std::mem::forget(first);
        // The forgotten lock is held by this very process, so it is removed, just as a killed process would lose it.
        fs::remove_file(packages.join(OWN).join("lock")).unwrap();
        let _second = depot(folder.path());
        assert_eq!(fs::read_to_string(packages.join("jbz/data/a/b.txt")).unwrap(), "one");
    }
}
