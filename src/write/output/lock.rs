//! Makes builds take turns.
//!
//! Takes: the program's own folder within an output folder.
//! Gives: a [`Lock`] on it, held until dropped, with a mark that tells which build was there last.
//! Never: waits without saying so.

use std::fs::{self, File};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use crate::diagnostic::message;
use crate::disk;
use crate::disk::kept;
use crate::failure::Failure;

#[derive(Debug)]
pub(super) struct Lock(File);

impl Lock {
    /// Takes the lock of an output folder; if another build has it, calls `waiting` and waits.
    ///
    /// A build that made nothing removes its folder and the lock with it; a build that waited for that one takes a new
    /// one.
    ///
    /// # Errors
    /// When the file cannot be made or locked.
    pub(super) fn take(own: &Path, waiting: impl FnOnce()) -> Result<Lock, Failure> {
        let path = own.join("lock");
        let mut waiting = Some(waiting);
        loop {
            disk::make_folders(own).map_err(Failure::doing(message!("failed-make-folder", path = own)))?;
            // Its contents count until it is locked: they may be the mark of the build that holds it now.
            let lock = kept::lock_file(&path)?;
            if lock.try_lock().is_err() {
                if let Some(waiting) = waiting.take() {
                    waiting();
                }
                lock.lock().map_err(Failure::doing(message!("failed-wait")))?;
            }
            if still_there(&lock, &path) {
                return Ok(Lock(lock));
            }
        }
    }

    /// The mark of the build that was there last; empty if there is none.
    pub(super) fn mark(&mut self) -> String {
        let mut mark = String::new();
        let read = self.0.rewind().and_then(|()| self.0.read_to_string(&mut mark));
        // What cannot be read is nobody's mark.
        read.map_or_else(|_| String::new(), |_| mark)
    }

    /// Removes the mark of the build that was there last, so that it notices this one.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn remove_mark(&mut self) -> Result<(), Failure> {
        self.0.set_len(0).map_err(Failure::doing(message!("failed-lock")))
    }

    /// Leaves a mark that no other build has, and gives it.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn leave_mark(&mut self) -> Result<String, Failure> {
        // The random seed of a hasher is a number that no other build has.
        let mark = RandomState::new().build_hasher().finish().to_string();
        let mut write = || -> io::Result<()> {
            self.0.set_len(0)?;
            self.0.rewind()?;
            self.0.write_all(mark.as_bytes())
        };
        write().map_err(Failure::doing(message!("failed-lock")))?;
        Ok(mark)
    }
}

/// Whether an open file is still the one at a path.
fn still_there(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
        file.metadata().map(id).ok() == fs::symlink_metadata(path).map(id).ok()
    }
    #[cfg(not(unix))]
    {
        // On other systems a file cannot be removed while it is open.
        let _ = (file, path);
        true
    }
}
