//! Everything that is written to disk.
//!
//! Takes: paths and bytes.
//! Gives: files and folders that are new, moved or gone; files that are certain to be on disk; the program's own files.
//! Never: writes to a file that was there before, or through a symbolic link in the place of a file.
//!
//! A file is always written under another name first, and renamed when it is complete. [`replace`](whole_file::replace) does
//! both at once for files that cannot be made again; builds and packages have stages. [`kept`] reads and locks files in places
//! where others may put something as well. Each operation passes [`trial`], where tests can make it fail.

pub(crate) mod kept;
pub(crate) mod private_file;
mod trial;
pub(crate) mod whole_file;

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Writes a file that was not there.
///
/// # Errors
/// When anything is there, even a symbolic link to nothing, or `write` fails.
pub(crate) fn write_new<T>(path: &Path, write: impl FnOnce(&File) -> io::Result<T>) -> io::Result<T> {
    let file = create_new(path)?;
    trial::point("write", path)?;
    write(&file)
}

fn create_new(path: &Path) -> io::Result<File> {
    trial::point("create", path)?;
    File::create_new(path)
}

/// Moves a file or folder, in one step; a file replaces one that is there.
///
/// # Errors
/// When the disk fails.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    trial::point("rename", to)?;
    fs::rename(from, to)
}

/// Gives a file a second name, or makes a copy of it where a file can have but one.
///
/// # Errors
/// When something stands there, or the disk fails.
pub(crate) fn keep(file: &Path, second: &Path) -> io::Result<()> {
    match trial::point("link", second).and_then(|()| fs::hard_link(file, second)) {
        Ok(()) => Ok(()),
        Err(_) => {
            let mut from = kept::plainly(File::options().read(true).to_owned()).open(file)?;
            write_new(second, |mut to| io::copy(&mut from, &mut to).map(drop))
        }
    }
}

/// Finds whether files can be made, moved and removed in a folder, without doing so.
///
/// # Errors
/// When they cannot.
pub(crate) fn check_writable(folder: &Path) -> io::Result<()> {
    trial::point("look", folder)?;
    #[cfg(unix)]
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK)?;
    Ok(())
}

/// Exchanges two folders in one step, where the system can. Gives whether it did.
pub(crate) fn exchange(one: &Path, other: &Path) -> bool {
    trial::point("exchange", other).is_ok() && exchanged(one, other)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchanged(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchanged(_: &Path, _: &Path) -> bool {
    false
}

/// Makes a folder and those above it, unless they are there.
///
/// # Errors
/// When the disk fails, or something other than a folder is there.
pub(crate) fn make_folders(path: &Path) -> io::Result<()> {
    trial::point("make", path)?;
    fs::create_dir_all(path)
}

/// Removes a file, or a symbolic link.
///
/// # Errors
/// When the disk fails.
pub(crate) fn remove_file(path: &Path) -> io::Result<()> {
    trial::point("remove", path)?;
    fs::remove_file(path)
}

/// Removes an empty folder.
///
/// # Errors
/// When something is in it, or the disk fails.
pub(crate) fn remove_folder(path: &Path) -> io::Result<()> {
    trial::point("remove", path)?;
    fs::remove_dir(path)
}

/// Removes a folder and everything in it. Symbolic links are removed; what they lead to stays.
///
/// # Errors
/// When the disk fails.
pub(crate) fn remove_tree(path: &Path) -> io::Result<()> {
    trial::point("remove", path)?;
    fs::remove_dir_all(path)
}

/// Waits until the names in a folder are on the disk.
///
/// # Errors
/// When the disk fails. A file system that cannot do this does it in its own time.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    trial::point("sync", path)?;
    #[cfg(unix)]
    match File::open(path)?.sync_all() {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
    #[cfg(not(unix))]
    Ok(())
}

/// Waits until a folder and everything in it, and perhaps more, is on the disk: in one step where the system can.
///
/// # Errors
/// When the disk fails.
pub(crate) fn sync_tree(path: &Path) -> io::Result<()> {
    trial::point("sync", path)?;
    #[cfg(any(target_os = "linux", target_os = "android"))]
    if rustix::fs::syncfs(File::open(path)?).is_ok() {
        return Ok(());
    }
    for entry in walkdir::WalkDir::new(path).contents_first(true) {
        let entry = entry.map_err(io::Error::from)?;
        if entry.file_type().is_dir() {
            sync_folder(entry.path())?;
        } else if entry.file_type().is_file() {
            File::open(entry.path())?.sync_all()?;
        }
    }
    Ok(())
}
