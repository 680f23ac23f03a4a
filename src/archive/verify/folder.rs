//! A package on disk, and what is found wrong with it.
//!
//! Takes: the path of a folder.
//! Gives: [`PackageFolder`]: its files with their sizes, to be read and compared; [`Fault`]s.
//! Never: follows a symbolic link.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use walkdir::WalkDir;

use crate::project::digest::{self, Fixity};
use crate::project::inner_path;

/// The largest text file of a package that is read whole, in bytes.
const LARGEST_TEXT: u64 = 256 << 20;

/// What is wrong, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// Something that no package contains, such as a symbolic link. It was not looked at any further.
    Refused,
    /// A file that is listed and not there.
    Missing,
    /// A file that is there and not listed.
    Added,
    /// A file that is there under a different name.
    Renamed,
    /// A file that ends too early.
    Truncated,
    /// A file with different bytes.
    Changed,
    /// A file whose contents are not what its place requires.
    Malformed,
    /// A link that leads nowhere.
    BrokenLink,
    /// A source that is not as the seal in the package says, or a seal that was rewritten.
    Unsealed,
}

impl FaultKind {
    /// The name in messages, such as `missing`.
    pub fn name(self) -> &'static str {
        match self {
            FaultKind::Refused => "refused",
            FaultKind::Missing => "missing",
            FaultKind::Added => "added",
            FaultKind::Renamed => "renamed",
            FaultKind::Truncated => "truncated",
            FaultKind::Changed => "changed",
            FaultKind::Malformed => "malformed",
            FaultKind::BrokenLink => "broken link",
            FaultKind::Unsealed => "not as sealed",
        }
    }
}

/// Something that is wrong with a package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fault {
    /// The path of the file within the package; empty for the package as a whole.
    pub path: String,
    /// In which way the file is wrong.
    pub kind: FaultKind,
    /// What exactly is wrong, as a sentence without a full stop.
    pub what: String,
}

impl Fault {
    pub(super) fn new(kind: FaultKind, path: &str, what: impl Into<String>) -> Self {
        Fault { path: path.to_owned(), kind, what: what.into() }
    }
}

/// How many faults are reported. Whoever reads the list corrects the first ones and checks again; this also bounds the
/// time for a package that was made to keep the check busy for ever.
pub(super) const MOST_FAULTS: usize = 100;

/// A package on disk.
pub(super) struct PackageFolder<'a> {
    pub(super) root: &'a Path,
    /// The files by path, with their sizes in bytes.
    pub(super) files: BTreeMap<String, u64>,
    pub(super) folders: BTreeSet<String>,
    pub(super) faults: Vec<Fault>,
}

impl<'a> PackageFolder<'a> {
    /// Walks a folder without following links.
    pub(super) fn read(root: &'a Path) -> Self {
        let mut folder = PackageFolder { root, files: BTreeMap::new(), folders: BTreeSet::new(), faults: Vec::new() };
        for entry in WalkDir::new(root).min_depth(1).follow_links(false).sort_by_file_name() {
            match entry {
                Ok(entry) => folder.meet(&entry),
                Err(error) => {
                    let path = error
                        .path()
                        .and_then(|p| p.strip_prefix(root).ok())
                        .unwrap_or(Path::new(""))
                        .to_string_lossy()
                        .into_owned();
                    folder.wrong(FaultKind::Refused, &path, "it cannot be read");
                }
            }
        }
        folder
    }

    fn meet(&mut self, entry: &walkdir::DirEntry) {
        let relative = entry.path().strip_prefix(self.root).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = relative.components().map(|c| c.as_os_str().to_str()).collect();
        let Some(path) = parts.map(|p| p.join("/")).filter(|p| inner_path::is_inner(p)) else {
            let shown = relative.to_string_lossy();
            return self.wrong(FaultKind::Refused, &shown, "its name is not one that every system can hold");
        };
        let kind = entry.file_type();
        if kind.is_symlink() {
            self.wrong(FaultKind::Refused, &path, "it is a symbolic link");
        } else if kind.is_dir() {
            self.folders.insert(path);
        } else if let (true, Ok(metadata)) = (kind.is_file(), entry.metadata()) {
            self.files.insert(path, metadata.len());
        } else {
            self.wrong(FaultKind::Refused, &path, "it is neither a file nor a folder");
        }
    }

    /// Reports a fault, unless there are too many already.
    pub(super) fn wrong(&mut self, kind: FaultKind, path: &str, what: impl Into<String>) {
        if !self.is_full() {
            self.faults.push(Fault::new(kind, path, what));
        }
    }

    /// Whether so much is wrong that checking further would help nobody.
    pub(super) fn is_full(&self) -> bool {
        self.faults.len() >= MOST_FAULTS
    }

    /// The text of a file that has to be there.
    pub(super) fn text(&mut self, path: &str) -> Option<String> {
        if !self.files.contains_key(path) {
            self.wrong(FaultKind::Missing, path, "every package has this file");
            return None;
        }
        match self.read_text(path) {
            Ok(text) => Some(text),
            Err(what) => {
                self.wrong(FaultKind::Malformed, path, what);
                None
            }
        }
    }

    /// The text of a file that was found on disk.
    pub(super) fn read_text(&self, path: &str) -> Result<String, String> {
        let mut bytes = Vec::new();
        let file = File::open(self.root.join(path)).map_err(|e| format!("it cannot be read: {e}"))?;
        file.take(LARGEST_TEXT + 1).read_to_end(&mut bytes).map_err(|e| format!("it cannot be read: {e}"))?;
        if bytes.len() as u64 > LARGEST_TEXT {
            return Err("it is larger than any text of a package".to_owned());
        }
        String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())
    }

    pub(super) fn text_digest(&self, path: &str) -> String {
        let known = self.files.contains_key(path);
        known.then(|| self.fixity(path).ok()).flatten().map(|f| f.sha512).unwrap_or_default()
    }

    /// Opens a file that was found on disk.
    pub(super) fn open(&self, path: &str) -> io::Result<File> {
        File::open(self.root.join(path))
    }

    pub(super) fn fixity(&self, path: &str) -> io::Result<Fixity> {
        digest::fixity(self.open(path)?)
    }
}
