//! A project as it lies on disk, as data.
//!
//! Takes: nothing; [`crate::load`] fills it.
//! Gives: [`Source`], the first stage of the flow: every text with its role, and the files that are copied.
//! Never: reads anything.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::role::Role;
use crate::source::SourceFile;
use crate::stamp::Stamp;

/// The name of the record of published addresses, in the root.
pub const RECORD: &str = "addresses.txt";

/// A project as it lies on disk.
#[derive(Debug, Default)]
pub struct Source {
    /// `site.toml`.
    pub config: Option<SourceFile>,
    /// The site's own language files, by code.
    pub languages: Vec<(String, SourceFile)>,
    /// The Markdown files, by path.
    pub documents: Vec<(Role, SourceFile)>,
    /// The site's own templates, by name.
    pub templates: Vec<(String, SourceFile)>,
    /// Files of `content` that are published as they are.
    pub attachments: Vec<Copied>,
    /// Files of `static`.
    pub statics: Vec<Copied>,
    /// The seals, by meeting.
    pub seals: Vec<(String, SourceFile)>,
    /// The notes of packages, by meeting.
    pub packages: Vec<(String, SourceFile)>,
    /// The record of published addresses.
    pub record: Option<SourceFile>,
    /// Files other than documents that seals keep.
    pub kept: Vec<Copied>,
    /// What lies in the folders of sealed meetings.
    pub holdings: Vec<Holding>,
    /// What cannot be read or published.
    pub diagnostics: Vec<Diagnostic>,
    /// Where the symbolic links within the project lead, without links themselves.
    pub linked: Vec<PathBuf>,
    /// Whether anything differs from the last time.
    pub changed: bool,
    /// Whether a text has been empty for so short a time that it must be being written; it is given as it was before.
    pub unfinished: bool,
}

/// A file that is copied into the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Copied {
    /// Its path from the root of the project, with `/`.
    pub path: Arc<str>,
    /// Where it lies.
    pub file: Arc<Path>,
    /// Its size in bytes.
    pub size: u64,
    /// When it last changed, to tell whether it must be copied again.
    pub stamp: Stamp,
}

/// The folder of a sealed meeting.
#[derive(Debug, Clone)]
pub struct Holding {
    /// The id of the meeting.
    pub meeting: String,
    /// The seal.
    pub seal: SourceFile,
    /// The digests of its files, by path within the folder. One that cannot be read has an empty digest.
    pub files: BTreeMap<String, String>,
    /// The digests of what the seal keeps, by version and path within it; what lies outside of a version has the number 0.
    pub kept: BTreeMap<(u32, String), String>,
}
