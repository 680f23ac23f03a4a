//! The folder in which files wait until all are there.
//!
//! Takes: where it lies, and the paths of files that will be put into the output folder.
//! Gives: a place for each of them, and one for each file that it takes the place of.
//! Never: holds anything that another program put there.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use walkdir::WalkDir;

use crate::diagnostic::message;
use crate::disk;
use crate::disk::kept;
use crate::failure::Failure;

/// The stage of an output folder.
#[derive(Debug)]
pub(super) struct Stage {
    folder: PathBuf,
    /// Where the new files wait.
    new: PathBuf,
    /// Whether a killed build left it.
    is_left: bool,
    /// The folders that were made in it.
    folders: Mutex<HashSet<PathBuf>>,
    /// The paths of the new files, where they have to be known.
    written: Mutex<BTreeSet<String>>,
}

impl Stage {
    /// Makes an empty stage.
    ///
    /// # Errors
    /// When something other than a folder stands there, or the disk fails.
    pub(super) fn make(folder: PathBuf) -> Result<Stage, Failure> {
        kept::check_folder(&folder)?;
        if folder.exists() {
            disk::remove_tree(&folder).map_err(Failure::doing(message!("failed-remove-left")))?;
        }
        let stage = Stage {
            new: folder.join("new"),
            folder,
            is_left: false,
            folders: Mutex::default(),
            written: Mutex::default(),
        };
        disk::make_folders(&stage.new).map_err(Failure::doing(message!("failed-make-folder", path = stage.new)))?;
        Ok(stage)
    }

    /// The stage that a killed build left.
    ///
    /// # Errors
    /// When what waits in it is not what a build puts there.
    pub(super) fn left(folder: PathBuf) -> Result<Stage, Failure> {
        kept::check_folder(&folder)?;
        let new = folder.join("new");
        for entry in WalkDir::new(&new) {
            let Ok(entry) = entry else { continue };
            let kind = entry.file_type();
            if !kind.is_dir() && !kind.is_file() {
                let why = message!("refused-neither");
                return Err(Failure::Refused(message!("refused-remove", path = entry.path(), why)));
            }
        }
        Ok(Stage { new, folder, is_left: true, folders: Mutex::default(), written: Mutex::default() })
    }

    /// Whether a killed build left it.
    pub(super) fn is_left(&self) -> bool {
        self.is_left
    }

    /// Where the file for a path is to be written. Any number of threads may ask at once.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn place(&self, path: &str) -> Result<PathBuf, Failure> {
        let staged = self.new_file(path);
        self.make_folder_of(&staged).map_err(Failure::doing(message!("failed-make-folder-of", path)))?;
        Ok(staged)
    }

    /// Makes the folder of a file in the stage.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn make_folder_of(&self, staged: &Path) -> io::Result<()> {
        let Some(folder) = staged.parent() else { return Ok(()) };
        let mut folders = self.folders.lock().expect("no thread panics while it holds this lock");
        if !folders.contains(folder) {
            disk::make_folders(folder)?;
            folders.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Notes the path of a file that will be put into the output folder.
    pub(super) fn note(&self, path: &str) {
        self.written.lock().expect("no thread panics while it holds this lock").insert(path.to_owned());
    }

    /// Takes the paths that were noted.
    pub(super) fn written(&self) -> BTreeSet<String> {
        std::mem::take(&mut *self.written.lock().expect("no thread panics while it holds this lock"))
    }

    /// What waits at the top: files, and folders with all that is in them.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn entries(&self) -> Result<BTreeSet<String>, Failure> {
        let names = || -> io::Result<BTreeSet<String>> {
            fs::read_dir(&self.new)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
        };
        names().map_err(Failure::doing(message!("failed-stage")))
    }

    /// Where the new file for a path waits.
    pub(super) fn new_file(&self, path: &str) -> PathBuf {
        self.new.join(path)
    }

    /// Where the old file of a path waits until the new one is sure to stay.
    pub(super) fn old_file(&self, path: &str) -> PathBuf {
        self.folder.join("old").join(path)
    }

    /// Where the new list of files waits.
    pub(super) fn list(&self) -> PathBuf {
        self.folder.join("files")
    }

    /// Where the old list of files waits.
    pub(super) fn old_list(&self) -> PathBuf {
        self.folder.join("files.old")
    }

    /// Where the journal is written.
    pub(super) fn journal(&self) -> PathBuf {
        self.folder.join("journal")
    }

    /// Refuses a place in the stage that is reached through a link.
    ///
    /// # Errors
    /// A sentence that names the link.
    pub(super) fn check_way(&self, staged: &Path) -> Result<(), Failure> {
        let ways = staged.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.folder));
        ways.filter(|folder| fs::symlink_metadata(folder).is_ok()).try_for_each(kept::check_folder)
    }

    /// Removes it. Nothing can be done about a failure here; the next build removes a stage that is left.
    pub(super) fn clear(&self) {
        let _ = disk::remove_tree(&self.folder);
    }
}
