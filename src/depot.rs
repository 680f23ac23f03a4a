//! Packages onto disk.
//!
//! Takes: the folder that holds packages, and the files of each.
//! Gives: a folder per package with exactly these files; for each file its size and digest.
//! Never: shows half a package, touches a folder that is not one, or goes through a symbolic link.
//!
//! A package is made in a stage within the folder and takes its place in one step, a rename or an exchange of two folders. Killed
//! at any moment, what stands at its place is the old package or the new one.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::bag;
use crate::digest::{self, Fixity, Hashing};
use crate::write::{self, Failure, OWN};

/// A folder of packages being written to. Others that want to write to it wait.
#[derive(Debug)]
pub struct Depot {
    root: PathBuf,
    stage: PathBuf,
    lock: File,
}

/// A package that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The id of its meeting, which is the name of its folder.
    pub id: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The number of its files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// The SHA-512 digest of its tag manifest, which covers every byte of it.
    pub digest: String,
}

/// What became of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There was none before.
    New,
    /// One with other content stood there.
    Replaced,
    /// The one that stood there listed the same files with the same digests; it was renewed all the same.
    Same,
}

/// A package being made. Dropped before [`Package::finish`], it leaves nothing behind.
#[derive(Debug)]
pub struct Package<'a> {
    depot: &'a Depot,
    id: String,
    folder: PathBuf,
    folders: HashSet<PathBuf>,
    files: BTreeMap<String, Fixity>,
}

fn io(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Failure {
    let doing = doing.into();
    move |error| Failure::Io(doing, error)
}

impl Depot {
    /// Opens the folder, making it if need be. Waits while another run is writing to it, after calling `waiting`.
    ///
    /// # Errors
    /// When the folder cannot be used or made.
    pub fn open(output: &Path, project: &Path, waiting: impl FnOnce()) -> Result<Depot, Failure> {
        write::check(output, project)?;
        let own = output.join(OWN);
        fs::create_dir_all(&own).map_err(io(format!("cannot make the folder `{}`", own.display())))?;
        let root = fs::canonicalize(output).map_err(io(format!("cannot open the folder `{}`", output.display())))?;
        let own = root.join(OWN);
        if fs::symlink_metadata(&own).is_ok_and(|m| m.is_symlink()) {
            return Err(Failure::Refused(format!("`{}` is a symbolic link; remove it", own.display())));
        }
        if own.join("files").exists() {
            let why = format!("the folder `{}` holds a site that `build` wrote; name another with `--output`", root.display());
            return Err(Failure::Refused(why));
        }
        let lock = File::create(own.join("lock")).map_err(io("cannot write the lock"))?;
        if lock.try_lock().is_err() {
            waiting();
            lock.lock().map_err(io("cannot wait for the other run"))?;
        }
        let depot = Depot { stage: own.join("stage"), root, lock };
        depot.recover()?;
        fs::create_dir_all(&depot.stage).map_err(io("cannot make the stage"))?;
        Ok(depot)
    }

    /// Puts back what a killed run had moved aside where two folders cannot be exchanged, and removes what else it left.
    fn recover(&self) -> Result<(), Failure> {
        let Ok(entries) = fs::read_dir(&self.stage) else { return Ok(()) };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(id) = name.strip_suffix(ASIDE)
                && fs::symlink_metadata(self.root.join(id)).is_err()
            {
                fs::rename(entry.path(), self.root.join(id)).map_err(io(format!("cannot put back `{id}`")))?;
            }
        }
        fs::remove_dir_all(&self.stage).map_err(io("cannot remove what a killed run left behind"))
    }

    /// Begins a package. Its id is the name of its folder.
    ///
    /// # Errors
    /// When something else stands at its place.
    pub fn begin(&self, id: &str) -> Result<Package<'_>, Failure> {
        let place = self.root.join(id);
        let refuse = |why: &str| Err(Failure::Refused(format!("`{}` {why}; move it away or name another folder", place.display())));
        if !bag::is_inner(id) || id.contains('/') || id == OWN {
            return refuse("cannot be the name of a package");
        }
        match fs::symlink_metadata(&place) {
            Ok(metadata) if metadata.is_symlink() => return refuse("is a symbolic link"),
            Ok(metadata) if !metadata.is_dir() || !place.join(bag::DECLARATION).is_file() => return refuse("is not a package"),
            Ok(_) | Err(_) => {}
        }
        let folder = self.stage.join(id);
        fs::create_dir_all(&folder).map_err(io(format!("cannot make the folder `{}`", folder.display())))?;
        Ok(Package { depot: self, id: id.to_owned(), folder, folders: HashSet::new(), files: BTreeMap::new() })
    }
}

impl Drop for Depot {
    fn drop(&mut self) {
        // Nothing can be done about a failure here; the next run removes a stage that is left.
        let _ = fs::remove_dir_all(&self.stage);
        let _ = self.lock.unlock();
    }
}

/// The ending of a package that was moved aside.
const ASIDE: &str = ".aside";

impl Package<'_> {
    /// Puts a file at a path within the package.
    ///
    /// # Errors
    /// When the disk fails, or the package has such a file.
    pub fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
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
    pub fn copy(&mut self, path: &str, from: &Path) -> Result<(), Failure> {
        self.write(path, |file| {
            let mut hashing = Hashing::new(file);
            digest::copy(&mut File::open(from)?, &mut hashing)?;
            Ok(hashing.finish())
        })
    }

    /// Makes a file at a path within the package by a writer that moves to and fro in it.
    ///
    /// # Errors
    /// As [`Package::put`], and when `make` fails.
    pub fn make(&mut self, path: &str, make: impl FnOnce(&File) -> io::Result<()>) -> Result<(), Failure> {
        let full = self.folder.join(path);
        self.write(path, |file| {
            make(file)?;
            digest::fixity(File::open(full)?)
        })
    }

    fn write(&mut self, path: &str, write: impl FnOnce(&File) -> io::Result<Fixity>) -> Result<(), Failure> {
        if !bag::is_inner(path) {
            return Err(Failure::Refused(format!("`{}` cannot be the name of a file in a package", bag::shown(path))));
        }
        let full = self.folder.join(path);
        self.folder_of(&full).map_err(io(format!("cannot make the folder of `{path}`")))?;
        let fixity = File::create_new(&full).and_then(|file| write(&file)).map_err(io(format!("cannot write `{path}`")))?;
        self.files.insert(path.to_owned(), fixity);
        Ok(())
    }

    fn folder_of(&mut self, full: &Path) -> io::Result<()> {
        let Some(folder) = full.parent() else { return Ok(()) };
        if !self.folders.contains(folder) {
            fs::create_dir_all(folder)?;
            self.folders.insert(folder.to_owned());
        }
        Ok(())
    }

    /// The files of the package so far, by path.
    pub fn files(&self) -> &BTreeMap<String, Fixity> {
        &self.files
    }

    /// Where the files of the package lie until it is finished.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads a file of the package.
    ///
    /// # Errors
    /// When there is none.
    pub fn open(&self, path: &str) -> io::Result<File> {
        File::open(self.folder.join(path))
    }

    /// Puts the package in its place.
    ///
    /// # Errors
    /// When the disk fails. What stood there stands there still.
    pub fn finish(self) -> Result<Outcome, Failure> {
        let place = self.depot.root.join(&self.id);
        let moving = || io(format!("cannot move `{}` into place", self.id));
        if fs::symlink_metadata(&place).is_err() {
            fs::rename(&self.folder, &place).map_err(moving())?;
            return Ok(Outcome::New);
        }
        let list = |folder: &Path| fs::read(folder.join(bag::TAG_MANIFEST)).ok();
        let same = list(&place).is_some() && list(&place) == list(&self.folder);
        if !exchange(&self.folder, &place) {
            let aside = self.depot.stage.join(format!("{}{ASIDE}", self.id));
            fs::rename(&place, &aside).map_err(moving())?;
            fs::rename(&self.folder, &place).map_err(moving())?;
            fs::remove_dir_all(&aside).map_err(io("cannot remove the old package"))?;
        }
        Ok(if same { Outcome::Same } else { Outcome::Replaced })
    }
}

impl Drop for Package<'_> {
    fn drop(&mut self) {
        // After an exchange this is the old package. The next run removes what is left.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Exchanges two folders in one step, where the system can. Whether it did.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depot(folder: &Path) -> Depot {
        fs::create_dir_all(folder.join("project")).unwrap();
        Depot::open(&folder.join("packages"), &folder.join("project"), || {}).unwrap()
    }

    fn pack(depot: &Depot, text: &str) -> Outcome {
        let mut package = depot.begin("jbz").unwrap();
        package.put("data/a/b.txt", text.as_bytes()).unwrap();
        package.put(bag::DECLARATION, bag::DECLARED.as_bytes()).unwrap();
        package.put(bag::TAG_MANIFEST, text.as_bytes()).unwrap();
        package.finish().unwrap()
    }

    #[test]
    fn a_package_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let depot = depot(folder.path());
        assert_eq!(pack(&depot, "one"), Outcome::New);
        assert_eq!(pack(&depot, "one"), Outcome::Same);
        assert_eq!(pack(&depot, "two"), Outcome::Replaced);
        let there = folder.path().join("packages/jbz/data/a/b.txt");
        assert_eq!(fs::read_to_string(&there).unwrap(), "two");
        drop(depot.begin("jbz").unwrap());
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
            assert!(matches!(depot.begin(id), Err(Failure::Refused(_))), "{id}");
        }
        let mut package = depot.begin("jbz").unwrap();
        assert!(matches!(package.put("../x", b""), Err(Failure::Refused(_))));
        package.put("x", b"1").unwrap();
        assert!(package.put("x", b"2").is_err());
    }

    #[test]
    fn what_a_killed_run_moved_aside_is_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let first = depot(folder.path());
        pack(&first, "one");
        let packages = folder.path().join("packages");
        fs::rename(packages.join("jbz"), first.stage.join(format!("jbz{ASIDE}"))).unwrap();
        std::mem::forget(first);
        // The forgotten lock is held by this very process, so it is removed as a killed process would lose it.
        fs::remove_file(packages.join(OWN).join("lock")).unwrap();
        let _second = depot(folder.path());
        assert_eq!(fs::read_to_string(packages.join("jbz/data/a/b.txt")).unwrap(), "one");
    }
}
