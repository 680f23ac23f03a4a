//! Files that only the user may read, and that nobody else can have written.
//!
//! Takes: a folder for them, a name, and bytes.
//! Gives: the bytes back, if folder and file are the user's own.
//! Never: reads what others can write to, or follows a symbolic link within the folder.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::{kept, remove_file, rename, trial};

/// For how long a file stays that no run writes.
const UNUSED: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// Reads a file; `None` if there is none, others can write to it, or it has more than `most` bytes.
pub(crate) fn read(folder: &Path, name: &str, most: u64) -> Option<Vec<u8>> {
    if !is_own_folder(folder) {
        return None;
    }
    let file = kept::plainly(File::options().read(true).to_owned()).open(folder.join(name)).ok()?;
    let metadata = file.metadata().ok().filter(|metadata| metadata.is_file() && is_own(metadata))?;
    if metadata.len() > most {
        return None;
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    file.take(most).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Writes a file from pieces, in the place of what stands there, and makes its folder if necessary. It is not waited for:
/// whoever reads it has to notice if a crash took its end.
///
/// # Errors
/// When the folder is not the user's own, or the disk fails.
pub(crate) fn write(folder: &Path, name: &str, pieces: &[&[u8]]) -> io::Result<()> {
    if fs::symlink_metadata(folder).is_err() {
        folder.parent().map_or(Ok(()), super::make_folders)?;
        make_folder(folder)?;
    }
    if !is_own_folder(folder) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let staged = folder.join(format!("{name}.{}.new", std::process::id()));
    let _ = fs::remove_file(&staged);
    let write = || -> io::Result<()> {
        let mut file = create(&staged)?;
        pieces.iter().try_for_each(|piece| file.write_all(piece))?;
        rename(&staged, &folder.join(name))
    };
    write().inspect_err(|_| drop(remove_file(&staged)))
}

/// Removes what no run has written for long: the project is gone, or a run was killed.
pub(crate) fn remove_unused(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if entry.metadata().is_ok_and(|metadata| metadata.is_file() && is_unused(&metadata)) {
            let _ = remove_file(&entry.path());
        }
    }
}

/// Removes every file of a folder of the user's own.
pub(crate) fn remove_all(folder: &Path) {
    let Some(entries) = is_own_folder(folder).then(|| fs::read_dir(folder).ok()).flatten() else { return };
    for entry in entries.flatten() {
        if fs::symlink_metadata(entry.path()).is_ok_and(|metadata| metadata.is_file()) {
            let _ = remove_file(&entry.path());
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a file that goes too early costs time and nothing else")]
fn is_unused(metadata: &Metadata) -> bool {
    let modified = metadata.modified().ok();
    modified.and_then(|at| SystemTime::now().duration_since(at).ok()).is_some_and(|age| age > UNUSED)
}

fn is_own_folder(folder: &Path) -> bool {
    fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_dir() && is_own(&metadata))
}

/// Whether something belongs to the user, and nobody else can write to it.
#[cfg(unix)]
fn is_own(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.uid() == rustix::process::geteuid().as_raw() && metadata.mode() & 0o022 == 0
}

#[cfg(not(unix))]
fn is_own(_: &Metadata) -> bool {
    // There a user's own folders are closed to others.
    true
}

fn make_folder(path: &Path) -> io::Result<()> {
    trial::point("make", path)?;
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has modes"))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn create(path: &Path) -> io::Result<File> {
    trial::point("create", path)?;
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn only_what_is_the_users_own_is_read() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("a/voetnoot");
        assert_eq!(read(&folder, "x", 9), None);
        write(&folder, "x", &[b"ab", b"c"]).unwrap();
        write(&folder, "x", &[b"abcd"]).unwrap();
        assert_eq!(read(&folder, "x", 9).as_deref(), Some(&b"abcd"[..]));
        assert_eq!(read(&folder, "x", 3), None, "it is too large");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("x"))), (0o700, 0o600));
        let with_mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        for (path, mode, before) in [(folder.join("x"), 0o620, 0o600), (folder.clone(), 0o702, 0o700)] {
            with_mode(&path, mode);
            assert_eq!(read(&folder, "x", 9), None, "others can write to {}", path.display());
            with_mode(&path, before);
        }
        std::os::unix::fs::symlink("x", folder.join("y")).unwrap();
        assert_eq!(read(&folder, "y", 9), None, "it is a link");
        std::os::unix::fs::symlink(&folder, above.path().join("link")).unwrap();
        assert_eq!(read(&above.path().join("link"), "x", 9), None, "its folder is a link");
        with_mode(&folder, 0o777);
        assert!(write(&folder, "x", &[b"abc"]).is_err());
    }
}
