//! The list of the files that builds made.
//!
//! Takes: an output folder, and which files are made in it or removed from it.
//! Gives: whether a file may be replaced or removed.
//! Never: lets a file be replaced or removed that is not on the list, or through a symbolic link.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Message, message};
use crate::disk;
use crate::disk::kept;
use crate::failure::Failure;
use crate::settings::address::OWN;
use crate::write::output::location::is_inner;

/// The most bytes that a list has: a million long paths.
pub(super) const LARGEST_LIST: u64 = 256 << 20;

/// The files in an output folder that builds made.
#[derive(Debug)]
pub(super) struct MadeFiles {
    root: PathBuf,
    files: BTreeSet<String>,
}

impl MadeFiles {
    /// Reads the list of an output folder; lines that do not name a path within the folder are ignored.
    ///
    /// # Errors
    /// When something else stands there, or the disk fails.
    pub(super) fn read(root: &Path) -> Result<Self, Failure> {
        MadeFiles::read_all(root, &[list(root)])
    }

    /// Reads several lists of an output folder as one.
    ///
    /// # Errors
    /// As [`MadeFiles::read`].
    pub(super) fn read_all(root: &Path, lists: &[PathBuf]) -> Result<Self, Failure> {
        let mut files = BTreeSet::new();
        for list in lists {
            let text = kept::read(list, LARGEST_LIST)?.unwrap_or_default();
            files.extend(text.lines().filter(|line| is_inner(line)).map(str::to_owned));
        }
        Ok(MadeFiles::known(root, files))
    }

    /// The list of an output folder, already known.
    pub(super) fn known(root: &Path, files: BTreeSet<String>) -> Self {
        MadeFiles { root: root.to_owned(), files }
    }

    /// Empties the list, and gives the files.
    pub(super) fn take(&mut self) -> BTreeSet<String> {
        std::mem::take(&mut self.files)
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether a build made the file at a path.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// The files, sorted by path.
    pub(super) fn iter(&self) -> impl Iterator<Item = &String> {
        self.files.iter()
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    fn holds(&self, file: &Path) -> bool {
        let inner = file.strip_prefix(&self.root).ok().and_then(Path::to_str);
        inner.is_some_and(|inner| self.files.contains(inner))
    }

    /// Adds files to the list and takes others off it. If it differs then, it is written to `staged`. Gives
    /// whether it does.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn renew(
        &mut self,
        added: &BTreeSet<String>,
        gone: &BTreeSet<String>,
        staged: &Path,
    ) -> Result<bool, Failure> {
        let before = self.files.len();
        self.files.extend(added.iter().cloned());
        let added = self.files.len() - before;
        if !gone.is_empty() {
            self.files.retain(|path| !gone.contains(path));
        }
        if added == 0 && self.files.len() == before {
            return Ok(false);
        }
        let mut text = String::new();
        for file in &self.files {
            text.push_str(file);
            text.push('\n');
        }
        disk::write_new(staged, |mut file| file.write_all(text.as_bytes()))
            .map_err(Failure::doing(message!("failed-list")))?;
        Ok(true)
    }

    /// Whether there is a list on the disk.
    pub(super) fn is_on_disk(&self) -> bool {
        fs::symlink_metadata(list(&self.root)).is_ok()
    }

    /// Whether a file lies at a path, reached without a symbolic link.
    pub(super) fn is_file(&self, path: &str) -> bool {
        let full = self.root.join(path);
        let mut ways = full.ancestors().skip(1).take_while(|a| *a != self.root);
        let is = |a: &Path, what: fn(&fs::Metadata) -> bool| fs::symlink_metadata(a).is_ok_and(|m| what(&m));
        is(&full, |m| !m.is_dir()) && ways.all(|way| is(way, fs::Metadata::is_dir))
    }

    /// Refuses to replace a file that no build made, or to go through a symbolic link.
    ///
    /// # Errors
    /// A sentence that names the file.
    pub(super) fn check_stray(&self, path: &str) -> Result<(), Failure> {
        let refuse = |path: &Path, why: Message| Err(Failure::Refused(message!("refused-stray", path, why)));
        let full = self.root.join(path);
        let mut at = self.root.clone();
        for part in Path::new(path).components() {
            at.push(part);
            let Ok(metadata) = fs::symlink_metadata(&at) else { return Ok(()) };
            if at != full && metadata.is_symlink() {
                return refuse(&at, message!("refused-is-link"));
            }
            if !metadata.is_dir() && !self.holds(&at) {
                return refuse(&at, message!("refused-not-made"));
            }
        }
        // The path is a folder now. It can become a file if the folder contains nothing but what builds made.
        for entry in walkdir::WalkDir::new(&full) {
            let stray = entry
                .map_or_else(|e| e.path().map(Path::to_owned), |e| (!e.file_type().is_dir()).then(|| e.into_path()));
            if let Some(stray) = stray.filter(|stray| !self.holds(stray)) {
                return refuse(&stray, message!("refused-not-made"));
            }
        }
        Ok(())
    }
}

/// Where the list of an output folder lies.
fn list(root: &Path) -> PathBuf {
    root.join(OWN).join("files")
}
