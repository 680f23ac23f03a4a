//! Lists a folder.
//!
//! Takes: a folder.
//! Gives: [`Listed`]: the names of its entries, sorted, and a diagnostic for each that cannot be read.
//! Never: looks at what lies deeper.

use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

use walkdir::WalkDir;

use super::unreadable::{describe, is_passing};
use crate::diagnostic::{Code, Diagnostic, message};

/// The entries of a folder.
pub(super) struct Listed {
    /// Sorted.
    pub(super) names: Vec<OsString>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether every entry could be read.
    pub(super) whole: bool,
    /// Whether it could not be read for a reason that passes.
    pub(super) passing: bool,
}

/// Lists a folder whose path in the project is `path`.
pub(super) fn list(folder: &Path, path: &Arc<str>) -> Listed {
    let mut listed = Listed { names: Vec::new(), diagnostics: Vec::new(), whole: true, passing: false };
    // One level at a time: deeper folders are only walked where a stamp is new.
    for entry in WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name() {
        match entry {
            Ok(entry) => listed.names.push(entry.file_name().to_owned()),
            Err(error) => {
                let reason = error.io_error().map_or_else(|| message!("plain", words = error.to_string()), describe);
                let diagnostic = Diagnostic::whole(Code::UnreadableFile, path, message!("unreadable-file", reason));
                listed.diagnostics.push(diagnostic.hint(message!("unreadable-file.hint")));
                listed.whole = false;
                listed.passing |= error.io_error().is_some_and(is_passing);
            }
        }
    }
    listed
}
