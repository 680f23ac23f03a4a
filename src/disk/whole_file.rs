//! Replaces one file by another.
//!
//! Takes: where the file belongs, and its bytes.
//! Gives: the file, complete and certain to be on disk.
//! Never: leaves half a file, writes to what somebody else has put there, or removes what another run is writing.
//!
//! The file is written under a name that nobody can know in advance and is locked in the meantime, so that the next run can
//! recognise what a killed one has left.

use std::fs::{self, File};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{create_new, kept, remove_file, rename, sync_folder, trial};
use crate::diagnostic::message;
use crate::failure::Failure;

/// The ending of a file that is not whole yet.
const ENDING: &str = ".new";
/// The digits that make its name one of its own.
const DIGITS: usize = 16;
/// So often a name is tried. A second one is needed only if another run tidies up within an instant.
const TRIES: usize = 8;

/// Puts a file in its place, or in that of another, in one step and on the disk itself.
///
/// # Errors
/// When something other than a file stands there, or the disk fails. Then what stood there stands there still, unless handing the
/// folder to the disk is all that failed.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    kept::check_file(path)?;
    let writing = || Failure::doing(message!("failed-write", path));
    let folder = folder_of(path);
    sweep(&folder, path);
    let (mut file, staged) = stage(&folder, path).map_err(writing())?;
    // Whoever could read and write the file still can.
    let permissions = fs::symlink_metadata(path).map(|metadata| metadata.permissions());
    let mut put = || -> io::Result<()> {
        trial::point("write", path)?;
        file.write_all(bytes)?;
        if let Ok(permissions) = &permissions {
            file.set_permissions(permissions.clone())?;
        }
        trial::point("sync", path)?;
        file.sync_all()?;
        rename(&staged, path)
    };
    put().inspect_err(|_| drop(remove_file(&staged))).map_err(writing())?;
    sync_folder(&folder).map_err(writing())
}

/// Whether a name is that of a file that a killed run left on the way to `path`.
pub(crate) fn is_left_over(name: &str, path: &Path) -> bool {
    let digits = name.strip_prefix(&opening(path)).and_then(|rest| rest.strip_suffix(ENDING));
    digits.is_some_and(|digits| digits.len() == DIGITS && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// What the names on the way to a path begin with. A point in front hides them from whatever reads the folder.
fn opening(path: &Path) -> String {
    format!(".{}.", path.file_name().unwrap_or_default().to_string_lossy())
}

fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}

/// Makes a locked file with a name of its own.
fn stage(folder: &Path, path: &Path) -> io::Result<(File, PathBuf)> {
    for _ in 0..TRIES {
        // A hasher's random seed is a number that nobody else knows.
        let digits = RandomState::new().build_hasher().finish();
        let staged = folder.join(format!("{}{digits:0DIGITS$x}{ENDING}", opening(path)));
        let file = match create_new(&staged) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            made => made?,
        };
        // Where files cannot be locked, none is taken for left over either.
        let _ = file.try_lock();
        if fs::symlink_metadata(&staged).is_ok() {
            return Ok((file, staged));
        }
    }
    Err(io::Error::other("other runs of the program remove what it writes"))
}

/// Removes what killed runs left. What cannot be removed is in nobody's way.
fn sweep(folder: &Path, path: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let names = |entry: &fs::DirEntry| entry.file_name().to_str().is_some_and(|name| is_left_over(name, path));
    for entry in entries.flatten().filter(names) {
        let file = kept::plainly(File::options().read(true).to_owned()).open(entry.path());
        let free = |file: File| file.metadata().is_ok_and(|metadata| metadata.is_file()) && file.try_lock().is_ok();
        if file.is_ok_and(free) {
            let _ = remove_file(&entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_goes_and_what_another_writes_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lijst.txt");
        let (_held, held) = stage(folder.path(), &path).unwrap();
        let left = folder.path().join(".lijst.txt.0123456789abcdef.new");
        let strange = folder.path().join(".lijst.txt.new");
        fs::write(&left, "half").unwrap();
        fs::write(&strange, "eigen").unwrap();
        replace(&path, b"heel").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "heel");
        assert!(held.exists() && strange.exists() && !left.exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[cfg(unix)]
    #[test]
    fn only_a_file_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lijst.txt");
        fs::write(folder.path().join("doel"), "doel").unwrap();
        std::os::unix::fs::symlink("doel", &path).unwrap();
        assert!(replace(&path, b"x").unwrap_err().to_string().contains("is a symbolic link"));
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert!(replace(&path, b"x").unwrap_err().to_string().contains("is a folder"));
        assert_eq!(fs::read_to_string(folder.path().join("doel")).unwrap(), "doel");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
