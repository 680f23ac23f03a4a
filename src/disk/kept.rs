//! The program's own files, in places where others may have put something.
//!
//! Takes: the path of a lock, a list or the like.
//! Gives: the file, open, if it is one; or else a sentence that says what is there.
//! Never: follows a symbolic link, or waits for anything but a file, such as a FIFO.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use crate::diagnostic::{Message, message};
use crate::failure::Failure;

/// Opens a lock file, and makes it if necessary. Its contents are left as they are.
///
/// # Errors
/// When something else is there, or the disk fails.
pub(crate) fn lock_file(path: &Path) -> Result<File, Failure> {
    let options = File::options().read(true).write(true).create(true).truncate(false).to_owned();
    let Some(file) = open(path, options)? else { return Err(refused(path, message!("refused-not-makeable"))) };
    let metadata = file.metadata().map_err(Failure::doing(message!("failed-open", path)))?;
    match other_names(&metadata) {
        true => Err(refused(path, message!("refused-other-name"))),
        false => Ok(file),
    }
}

/// Reads a text; `None` if there is no file, or if it is not text.
///
/// # Errors
/// When something else is there, it has more than `most` bytes, or the disk fails.
pub(crate) fn read(path: &Path, most: u64) -> Result<Option<String>, Failure> {
    let Some(file) = open(path, File::options().read(true).to_owned())? else { return Ok(None) };
    let mut bytes = Vec::new();
    let reading = || Failure::doing(message!("failed-read", path));
    file.take(most + 1).read_to_end(&mut bytes).map_err(reading())?;
    if bytes.len() as u64 > most {
        return Err(refused(path, message!("refused-too-large")));
    }
    Ok(String::from_utf8(bytes).ok())
}

/// Refuses anything but a file of the program at a path that is meant for one.
///
/// # Errors
/// A sentence that says what is there.
pub(crate) fn check_file(path: &Path) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if !metadata.is_file() => Err(refused(path, kind(&metadata))),
        _ => Ok(()),
    }
}

/// Refuses anything but a folder at a path that is meant for one.
///
/// # Errors
/// A sentence that says what is there.
pub(crate) fn check_folder(path: &Path) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => Err(refused(path, kind(&metadata))),
        Ok(metadata) if !metadata.is_dir() => Err(refused(path, message!("refused-not-folder"))),
        _ => Ok(()),
    }
}

/// Opens a file; `None` if there is nothing.
fn open(path: &Path, options: OpenOptions) -> Result<Option<File>, Failure> {
    let file = match plainly(options).open(path) {
        Ok(file) => file,
        Err(error) => {
            check_file(path)?;
            let missing = error.kind() == io::ErrorKind::NotFound;
            return if missing { Ok(None) } else { Err(Failure::Io(message!("failed-open", path), error)) };
        }
    };
    let metadata = file.metadata().map_err(Failure::doing(message!("failed-open", path)))?;
    if !metadata.is_file() {
        return Err(refused(path, kind(&metadata)));
    }
    Ok(Some(file))
}

/// Options that also make opening neither follow a link nor wait for a FIFO.
#[cfg(unix)]
pub(super) fn plainly(mut options: OpenOptions) -> OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    options
}

#[cfg(not(unix))]
pub(super) fn plainly(options: OpenOptions) -> OpenOptions {
    options
}

/// Whether a file has other names that the program does not know: writing to it would change those files as well.
fn other_names(metadata: &Metadata) -> bool {
    #[cfg(unix)]
    {
        std::os::unix::fs::MetadataExt::nlink(metadata) > 1
    }
    #[cfg(not(unix))]
    {
        let _ = metadata;
        false
    }
}

fn kind(metadata: &Metadata) -> Message {
    match () {
        () if metadata.is_symlink() => message!("refused-is-link"),
        () if metadata.is_dir() => message!("refused-is-folder"),
        () => message!("refused-not-file"),
    }
}

fn refused(path: &Path, why: Message) -> Failure {
    Failure::Refused(message!("refused-remove", path, why))
}
