//! Names of files that look the same and are stored otherwise.
//!
//! Takes: the copied files of a site.
//! Gives: [`StoredNames`]: the file whose name has the same letters as a path.
//! Never: takes one letter for another; only how an accent is stored makes no difference.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::document::link_target;
use crate::site::indices::FileId;
use crate::site::ingredients::Contents;

/// The files whose names have letters with accents, by their paths with each such letter as one character.
///
/// macOS takes accents apart from their letters where other systems do not, and nobody can see that.
pub(super) struct StoredNames(HashMap<String, FileId>);

impl StoredNames {
    pub(super) fn of(contents: &Contents) -> StoredNames {
        let named = contents.files.iter_enumerated().map(|(at, (_, file))| (link_target::content_path(&file.path), at));
        StoredNames(named.filter(|(path, _)| !path.is_ascii()).map(|(path, at)| (composed(path), at)).collect())
    }

    /// The file at a path from the content folder.
    pub(super) fn find(&self, path: &str) -> Option<FileId> {
        if path.is_ascii() { None } else { self.0.get(&composed(path)).copied() }
    }
}

fn composed(path: &str) -> String {
    path.nfc().collect()
}
