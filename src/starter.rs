//! What a new project, or a new file of one, begins with.
//!
//! Takes: the kind of body and the language, or the id of what is new.
//! Gives: [`NewFile`]s, which [`place`] puts on disk.
//! Never: replaces anything that is there.

pub(crate) mod beginning;
pub(crate) mod browser_forms;
pub(crate) mod code_host;
pub(crate) mod editor_files;
pub(crate) mod preset;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Message, message};
use crate::disk;
use crate::settings::file_name;

/// A file that does not exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewFile {
    /// From the root of the project, separated by `/`.
    pub path: String,
    pub text: String,
}

/// Whether a folder can become that of a project: it is not there, or holds nothing but what begins with a full stop,
/// such as `.git`.
pub(crate) fn is_free(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(entries) => entries.flatten().all(|entry| entry.file_name().to_string_lossy().starts_with('.')),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Writes the files below a folder. If one of them cannot be written, those before it are removed again.
///
/// # Errors
/// A sentence that names the file: something is there already, or the disk fails.
pub(crate) fn place(root: &Path, files: &[NewFile]) -> Result<(), Message> {
    let mut written: Vec<PathBuf> = Vec::new();
    for NewFile { path, text } in files {
        let file = root.join(path);
        let folder = file.parent().unwrap_or(root);
        let put = disk::make_folders(folder)
            .and_then(|()| disk::write_new(&file, |mut opened| opened.write_all(text.as_bytes())));
        if let Err(error) = put {
            // Nothing can be done about a file that cannot be removed either.
            written.iter().for_each(|file| drop(disk::remove_file(file)));
            let path = file.display().to_string();
            return Err(match error.kind() {
                io::ErrorKind::AlreadyExists => message!("new-is-there", path),
                _ => message!("new-not-written", path, reason = error.to_string()),
            });
        }
        written.push(file);
    }
    Ok(())
}

/// Checks that an id can be part of an address.
///
/// # Errors
/// A sentence that says which letters there are to choose from.
pub(crate) fn check_id(id: &str) -> Result<(), Message> {
    let usable = id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
        && !id.starts_with(['_', '.'])
        && file_name::flaw(id).is_none();
    if usable { Ok(()) } else { Err(message!("new-unusable-id", id)) }
}
