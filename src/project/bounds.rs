//! The folders that the files of a project may lie in, links and all.
//!
//! Takes: the path of a file of the project.
//! Gives: the file, open, if what was opened lies where it may.
//! Never: trusts a path that was looked at before: a link may have been put there since.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::project::leftover;
use crate::settings::address::WELL_KNOWN;

/// The folders in the root that are read.
pub(crate) const FOLDERS: [&str; 4] = ["languages", "templates", "content", "static"];

/// Files whose names begin with a full stop, and which servers and hosts look for, wherever they look for it.
pub(crate) const SERVED: [&str; 2] = [".htaccess", ".nojekyll"];

/// Where the files of one top folder of a project may lie.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Bounds {
    /// The folders of the project that are read, without symbolic links: one may itself be a link that leads out of the project.
    pub folders: [PathBuf; FOLDERS.len()],
    /// The top folder or file without them.
    pub top: PathBuf,
}

impl Bounds {
    /// Those of the top folder or file with this path.
    pub(crate) fn of(root: &Path, top: &Path) -> Bounds {
        Bounds { folders: FOLDERS.map(|folder| real(&root.join(folder))), top: real(top) }
    }

    /// Whether a path without links lies within.
    pub(crate) fn hold(&self, path: &Path) -> bool {
        self.inner(path).is_some()
    }

    /// Whether a path without links leads to what is not read where it lies, since its name or that of a folder above it hides it.
    pub(crate) fn hide(&self, path: &Path) -> bool {
        let hidden = |name: &OsStr| {
            let name = name.to_string_lossy();
            let served = *name == *WELL_KNOWN || SERVED.contains(&&*name);
            !served && (name.starts_with('.') || leftover::is_leftover(&name))
        };
        self.inner(path).is_some_and(|inner| inner.iter().any(hidden))
    }

    /// A path from the folder that it lies in.
    fn inner<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        self.folders.iter().chain([&self.top]).find_map(|folder| path.strip_prefix(folder).ok())
    }

    /// Opens a file to be read, wherever links lead, and asks of what was opened where it lies.
    ///
    /// # Errors
    /// When it cannot be opened, is no file, or lies elsewhere.
    pub(crate) fn open(&self, path: &Path) -> io::Result<File> {
        let file = unhurried().open(path)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::other("it is not a file"));
        }
        match self.hold(&place(&file, path)?) {
            true => Ok(file),
            false => Err(io::Error::other("it leads to where nothing is published from")),
        }
    }
}

/// Without waiting for whoever writes into a FIFO.
fn unhurried() -> fs::OpenOptions {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, OFlags::NONBLOCK.bits().cast_signed());
    }
    options
}

/// A path at which the system has an open file itself, whatever becomes of the one by which it was opened; none if it has no such
/// path.
pub(crate) fn path_of(file: &File) -> Option<PathBuf> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        let path = PathBuf::from(format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(file)));
        fs::symlink_metadata(&path).is_ok().then_some(path)
    }
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    {
        let _ = file;
        None
    }
}

/// Where an open file lies, without links.
fn place(file: &File, path: &Path) -> io::Result<PathBuf> {
    if let Some(place) = path_of(file).and_then(|path| fs::read_link(path).ok()) {
        return Ok(place);
    }
    let place = fs::canonicalize(path)?;
    match same(file, &place)? {
        true => Ok(place),
        false => Err(io::Error::other("it changed just now")),
    }
}

/// Whether a file is the one at a path without links.
fn same(file: &File, place: &Path) -> io::Result<bool> {
    let (opened, there) = (file.metadata()?, fs::symlink_metadata(place)?);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Ok((opened.dev(), opened.ino()) == (there.dev(), there.ino()))
    }
    #[cfg(not(unix))]
    Ok(opened.len() == there.len() && opened.modified()? == there.modified()?)
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// What was opened counts, not what the path led to when somebody looked.
    #[test]
    fn a_file_is_opened_only_where_it_may_lie() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for folder in ["root/content", "root/static", "elsewhere"] {
            fs::create_dir_all(path(folder)).unwrap();
        }
        fs::write(path("root/content/a"), "a").unwrap();
        fs::write(path("root/b"), "b").unwrap();
        fs::write(path("root/static/d"), "d").unwrap();
        fs::write(path("elsewhere/c"), "c").unwrap();
        symlink(path("root/b"), path("root/content/beside")).unwrap();
        symlink(path("root/static/d"), path("root/content/within")).unwrap();
        symlink(path("elsewhere/c"), path("root/content/file")).unwrap();
        symlink(path("elsewhere"), path("root/content/folder")).unwrap();
        let bounds = Bounds::of(&path("root"), &path("root/content"));
        for inside in ["root/content/a", "root/content/within"] {
            assert!(bounds.open(&path(inside)).is_ok(), "{inside}");
        }
        for outside in
            ["root/content/file", "root/content/beside", "root/content/folder/c", "elsewhere/c", "root/content/folder"]
        {
            assert!(bounds.open(&path(outside)).is_err(), "{outside}");
        }
        // A top folder may itself lie elsewhere.
        let linked = Bounds::of(&path("root"), &path("root/content/folder"));
        assert!(linked.open(&path("root/content/folder/c")).is_ok());
    }
}
