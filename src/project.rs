//! A project as it lies on disk.
//!
//! Takes: nothing; [`crate::project::load`] fills it.
//! Gives: [`ProjectFiles`], the first stage of the flow: every text with its role, and the files that are copied.
//! Never: reads anything itself.

pub(crate) mod attachment_facts;
pub(crate) mod bounds;
pub(crate) mod digest;
pub(crate) mod hidden_statics;
pub(crate) mod inner_path;
pub(crate) mod leftover;
pub(crate) mod load;
pub(crate) mod package_note;
pub(crate) mod role;
pub(crate) mod seal_files;
pub(crate) mod seal_text;
pub(crate) mod sealed_versions;
pub(crate) mod stamp;
pub(crate) mod watch;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::text_file::TextFile;
use bounds::Bounds;
use role::Role;
use stamp::Stamp;

/// The program and its version, as packages and seals name it.
pub(crate) const SOFTWARE: &str = concat!("voetnoot/", env!("CARGO_PKG_VERSION"));

/// The record of published addresses, in the root of the project.
pub(crate) const RECORD: &str = "addresses.txt";

#[derive(Debug, Clone, Default)]
pub(crate) struct ProjectFiles {
    /// `site.toml`.
    pub settings: Option<TextFile>,
    /// The site's own language files, with their codes: `fr`.
    pub languages: Vec<(String, TextFile)>,
    /// The Markdown files with their roles, sorted by path.
    pub documents: Vec<(Role, TextFile)>,
    /// The site's own templates, with their names: `dossier.html`.
    pub templates: Vec<(String, TextFile)>,
    /// Files in `content` that are published unchanged.
    pub attachments: Vec<Copied>,
    /// The files in `static`.
    pub statics: Vec<Copied>,
    /// The seals, with the ids of their meetings.
    pub seals: Vec<(String, TextFile)>,
    /// The notes about packages, with the ids of their meetings.
    pub packages: Vec<(String, TextFile)>,
    /// The record of published addresses; `None` where the project keeps none.
    pub record: Option<TextFile>,
    /// Files kept by seals that are not documents.
    pub kept: Vec<Copied>,
    /// The contents of the folder of each sealed meeting.
    pub sealed_files: Vec<SealedFiles>,
    /// A diagnostic for everything that cannot be read or published.
    pub diagnostics: Vec<Diagnostic>,
    /// The real paths that symbolic links in the project lead to.
    pub linked: Vec<PathBuf>,
    /// Whether anything differs from the previous look.
    pub changed: bool,
    /// Whether some text has become empty so recently that somebody must be writing it. Such a text is given as it was
    /// before.
    pub unfinished: bool,
}

/// A file that is copied into the site unchanged.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Copied {
    /// Its path from the root of the project, separated by `/`.
    pub path: Arc<str>,
    /// Where it lies on disk.
    pub file: Arc<Path>,
    /// In bytes.
    pub size: u64,
    /// When it last changed, to tell whether it must be copied again.
    pub stamp: Stamp,
    /// Where it may lie, links and all.
    pub bounds: Arc<Bounds>,
}

impl Copied {
    /// Opens the file, if it lies where it may.
    ///
    /// # Errors
    /// As of [`Bounds::open`].
    pub(crate) fn open(&self) -> io::Result<File> {
        self.bounds.open(&self.file)
    }
}

/// The contents of the folder of a sealed meeting.
#[derive(Debug, Clone)]
pub(crate) struct SealedFiles {
    /// The id of the meeting.
    pub meeting: String,
    pub seal: TextFile,
    /// The SHA-256 digests of its files, by path within the folder; empty for a file that cannot be read.
    pub files: BTreeMap<String, String>,
    /// The digests of what the seal keeps, by version and by path within it; version 0 is for what lies outside any
    /// version.
    pub kept: BTreeMap<(u32, String), String>,
    /// The numbers of versions that were about to be named when a run was killed.
    pub unnamed: BTreeSet<u32>,
}
