//! A package as it lies on disk, and what is found wrong with it.
//!
//! Takes: the path of a folder.
//! Gives: [`Folder`]: its files with their sizes, to be read and compared; [`Finding`]s.
//! Never: follows a link of the file system.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use walkdir::WalkDir;

use crate::bag;
use crate::digest::{self, Fixity};

/// The largest text of a package that is read as a whole, in bytes.
const LARGEST_TEXT: u64 = 256 << 20;

/// What kind of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What no package holds, such as a symbolic link; it was not looked at any further.
    Refused,
    /// A file that is listed and not there.
    Missing,
    /// A file that is there and not listed.
    Added,
    /// A file that is there under another name.
    Renamed,
    /// A file that ends too early.
    Truncated,
    /// A file with other bytes.
    Changed,
    /// A file that is not what its place asks for.
    Malformed,
    /// A link that leads nowhere.
    BrokenLink,
}

impl Kind {
    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Refused => "refused",
            Kind::Missing => "missing",
            Kind::Added => "added",
            Kind::Renamed => "renamed",
            Kind::Truncated => "truncated",
            Kind::Changed => "changed",
            Kind::Malformed => "malformed",
            Kind::BrokenLink => "broken link",
        }
    }
}

/// Something that is wrong with a package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    /// The path of the file within the package; empty for the package as a whole.
    pub path: String,
    /// What kind of thing it is.
    pub kind: Kind,
    /// What it is.
    pub what: String,
}

impl Finding {
    pub(super) fn new(kind: Kind, path: &str, what: impl Into<String>) -> Self {
        Finding { path: path.to_owned(), kind, what: what.into() }
    }
}

/// A package as it lies on disk.
pub(super) struct Folder<'a> {
    pub(super) root: &'a Path,
    /// The files, with their sizes.
    pub(super) files: BTreeMap<String, u64>,
    /// The folders.
    pub(super) folders: BTreeSet<String>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Folder<'a> {
    /// Walks a folder without following links.
    pub(super) fn read(root: &'a Path) -> Self {
        let mut folder = Folder { root, files: BTreeMap::new(), folders: BTreeSet::new(), findings: Vec::new() };
        for entry in WalkDir::new(root).min_depth(1).follow_links(false).sort_by_file_name() {
            match entry {
                Ok(entry) => folder.meet(&entry),
                Err(error) => {
                    let path = error.path().and_then(|p| p.strip_prefix(root).ok()).unwrap_or(Path::new("")).to_string_lossy().into_owned();
                    folder.findings.push(Finding::new(Kind::Refused, &path, "it cannot be read"));
                }
            }
        }
        folder
    }

    fn meet(&mut self, entry: &walkdir::DirEntry) {
        let relative = entry.path().strip_prefix(self.root).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = relative.components().map(|c| c.as_os_str().to_str()).collect();
        let Some(path) = parts.map(|p| p.join("/")).filter(|p| bag::is_inner(p)) else {
            let shown = relative.to_string_lossy();
            return self.findings.push(Finding::new(Kind::Refused, &shown, "its name is not one that every system can hold"));
        };
        let kind = entry.file_type();
        if kind.is_symlink() {
            self.findings.push(Finding::new(Kind::Refused, &path, "it is a symbolic link"));
        } else if kind.is_dir() {
            self.folders.insert(path);
        } else if let (true, Ok(metadata)) = (kind.is_file(), entry.metadata()) {
            self.files.insert(path, metadata.len());
        } else {
            self.findings.push(Finding::new(Kind::Refused, &path, "it is neither a file nor a folder"));
        }
    }

    pub(super) fn wrong(&mut self, kind: Kind, path: &str, what: impl Into<String>) {
        self.findings.push(Finding::new(kind, path, what));
    }

    /// The text of a file that must be there.
    pub(super) fn text(&mut self, path: &str) -> Option<String> {
        if !self.files.contains_key(path) {
            self.wrong(Kind::Missing, path, "every package has this file");
            return None;
        }
        match self.read_text(path) {
            Ok(text) => Some(text),
            Err(what) => {
                self.wrong(Kind::Malformed, path, what);
                None
            }
        }
    }

    /// The text of a file that was met on the disk.
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

    pub(super) fn fixity(&self, path: &str) -> io::Result<Fixity> {
        digest::fixity(File::open(self.root.join(path))?)
    }
}
