//! A file of the project that the program edits.
//!
//! Takes: the file, what was read of it, and edits.
//! Gives: the file with the edits in it, in one step.
//! Never: touches what is sealed or recorded, or a file that is not as it was read; follows a link; writes half a file.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::text_file::{BOM, TextFile};
use crate::diagnostic::{Edit, Message, message};
use crate::disk::whole_file;
use crate::failure::Failure;
use crate::project::load;
use crate::project::{RECORD, package_note, seal_text};

/// Why a file was not edited.
pub(crate) enum Refused {
    /// It may not be, or is another than was read; as part of a sentence.
    Untouched(Message),
    Failed(Failure),
}

/// A file that may be edited, as it was read.
pub(crate) struct EditedFile {
    file: PathBuf,
    /// The byte order mark, if it begins with one.
    mark: &'static str,
    text: String,
}

impl EditedFile {
    /// The file at a path from the root of the project; `read` is the digest of what was read of it.
    ///
    /// # Errors
    /// When it may not be edited, is not as it was read, or cannot be read.
    pub(crate) fn open(root: &Path, path: &Arc<str>, read: Option<u128>) -> Result<EditedFile, Refused> {
        let file = writable(root, path).map_err(Refused::Untouched)?;
        let reading = |error| Failure::doing(message!("failed-read", path = file))(error);
        let bytes = fs::read(&file).map_err(|error| Refused::Failed(reading(error)))?;
        let mut text = String::from_utf8(bytes).map_err(|_| Refused::Untouched(message!("untouched-encoding")))?;
        let mut mark = "";
        if text.starts_with(BOM) {
            text.drain(..BOM.len());
            mark = BOM;
        }
        let now = TextFile::new(path, load::text::clean(text.as_str().into(), path, &mut Vec::new()));
        match read == Some(now.digest) {
            true => Ok(EditedFile { file, mark, text }),
            false => Err(Refused::Untouched(message!("untouched-changed"))),
        }
    }

    /// What is typed in it, without a byte order mark.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Puts edits into the file, which come in order and do not overlap.
    ///
    /// # Errors
    /// When the disk fails.
    pub(crate) fn replace<'e>(&self, edits: impl Iterator<Item = &'e Edit>) -> Result<(), Failure> {
        whole_file::replace(&self.file, format!("{}{}", self.mark, edited(&self.text, edits)).as_bytes())
    }

    /// Makes the file again as it was read.
    ///
    /// # Errors
    /// When the disk fails.
    pub(crate) fn restore(&self) -> Result<(), Failure> {
        whole_file::replace(&self.file, format!("{}{}", self.mark, self.text).as_bytes())
    }
}

/// The file on disk, if it may be corrected.
///
/// # Errors
/// What it is that may not be touched, as part of a sentence.
fn writable(root: &Path, path: &str) -> Result<PathBuf, Message> {
    let named = root.join(path);
    if fs::symlink_metadata(&named).is_ok_and(|metadata| metadata.is_symlink()) {
        return Err(message!("untouched-link"));
    }
    // A folder on the way may be a link to one that is sealed.
    let (Ok(root), Ok(file)) = (root.canonicalize(), named.canonicalize()) else {
        return Err(message!("untouched-changed"));
    };
    let Ok(inner) = file.strip_prefix(&root) else { return Err(message!("untouched-outside")) };
    let records = [RECORD, seal_text::FILE, package_note::FILE];
    if records.iter().any(|record| inner.file_name().is_some_and(|name| name == *record)) {
        return Err(message!("untouched-record"));
    }
    let folders = inner.ancestors().skip(1).map(|folder| root.join(folder));
    let kept = inner.components().any(|part| part == Component::Normal(seal_text::KEPT.as_ref()));
    let is_sealed = |folder: PathBuf| {
        [seal_text::FILE, seal_text::KEPT].iter().any(|name| fs::symlink_metadata(folder.join(name)).is_ok())
    };
    match kept || folders.into_iter().any(is_sealed) {
        true => Err(message!("untouched-sealed")),
        false => Ok(file),
    }
}

/// A text with edits, which come in order and do not overlap.
pub(crate) fn edited<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let (mut made, mut at) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        let range = edit.span.range();
        made.push_str(&text[at..range.start]);
        made.push_str(&edit.text);
        at = range.end;
    }
    made.push_str(&text[at..]);
    made
}
