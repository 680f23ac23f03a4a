//! What a run leaves for the next one: what it found, and what it put into the output folder.
//!
//! Takes: a project, and the folder that its site goes to.
//! Gives: [`RunRecord`] and [`SiteRecord`], as the latest run of the same program kept them.
//! Never: tells what is in the output folder now; whoever reads a [`SiteRecord`] has to compare the stamps.

use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::cache_folder::CacheFolder;
use super::stored_diagnostic::StoredDiagnostic;
use crate::project::stamp::Stamp;

/// The records of one project with one output folder.
#[derive(Debug, Clone)]
pub(crate) struct Records {
    cache: CacheFolder,
    /// The name of the project with its output folder.
    name: String,
}

/// What a run found.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RunRecord {
    /// The digest of everything that it was made from.
    pub inputs: u128,
    /// How many pages the site has; `None` if there was none to be made.
    pub pages: Option<usize>,
    /// Whether its files were all made, so that it was not stopped by a mistake.
    pub is_made: bool,
    /// The code of the language in which diagnostics are shown.
    pub spoken: String,
    pub diagnostics: Vec<StoredDiagnostic>,
}

/// What the latest run without mistakes made.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct SiteRecord {
    /// The digest of everything that it was made from.
    pub inputs: u128,
    /// What it wrote into the lock file of the output folder, which any other build removes; empty if there is no folder.
    pub mark: String,
    /// The files of the site, sorted by path, and what tells whether each is still the same.
    pub files: Vec<(String, FileProof)>,
    pub works: Vec<WorkRecord>,
}

/// What tells whether a file is still the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum FileProof {
    /// What the file system says about it.
    Stamp(Stamp),
    /// The digest of its bytes (xxh3, 128 bits), while its stamp is so young that an equal one would prove nothing.
    Digest(u128),
}

/// The digests of the files of a site, as the latest publication made them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct DigestRecord {
    /// Sorted by path; each with the stamp that the file had, and the first half of the SHA-256 of its bytes.
    pub files: Vec<(String, Stamp, [u8; 16])>,
}

/// A piece of work.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct WorkRecord {
    /// Which part of the site it belongs to, as its number.
    pub part: u8,
    /// The digest of what it was made from.
    pub key: u128,
    /// The addresses of the files that it made.
    pub files: Vec<String>,
}

impl Records {
    /// The records of a project and its output folder, which is `None` if the site goes nowhere.
    pub(crate) fn of(cache: &CacheFolder, root: &Path, output: Option<&Path>) -> Records {
        let mut digest = Xxh3::new();
        for path in [Some(root), output] {
            let path = path.map(|path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)));
            digest.update(format!("{path:?}\n").as_bytes());
        }
        Records { cache: cache.clone(), name: format!("{:032x}", digest.digest128()) }
    }

    /// What the latest run found.
    pub(crate) fn run(&self) -> Option<RunRecord> {
        self.load("run")
    }

    /// What the latest run without mistakes made.
    pub(crate) fn site(&self) -> Option<SiteRecord> {
        self.load("site")
    }

    /// The digests that the latest publication made.
    pub(crate) fn digests(&self) -> Option<DigestRecord> {
        self.load("digests")
    }

    pub(crate) fn keep_digests(&self, record: &DigestRecord) {
        self.keep("digests", record);
    }

    pub(crate) fn keep_run(&self, record: &RunRecord) {
        self.keep("run", record);
    }

    pub(crate) fn keep_site(&self, record: &SiteRecord) {
        self.keep("site", record);
    }

    fn load<T: DeserializeOwned>(&self, kind: &str) -> Option<T> {
        read(&self.cache.load(&format!("{}.{kind}", self.name))?)
    }

    fn keep(&self, kind: &str, record: &impl Serialize) {
        if let Ok(bytes) = postcard::to_stdvec(record) {
            self.cache.keep(&format!("{}.{kind}", self.name), &bytes);
        }
    }
}

/// Reads a record; `None` if the bytes are not one, whole and with nothing behind it.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (record, rest) = postcard::take_from_bytes(bytes).ok()?;
    rest.is_empty().then_some(record)
}
