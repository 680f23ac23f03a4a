//! A folder of this machine, from which a server takes the site.
//!
//! Takes: the folder, and steps.
//! Gives: the files in it, each replaced in one step.
//! Never: goes through a symbolic link, replaces or removes what no publication put there, or lets two publications in at once.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::steps::{Naming, PublishStep, StepAct};
use super::target::{Course, OwnText, PublishTarget, SiteFolder, TargetTraits, TextMark, WrittenText};
use super::target_state::ByteDigest;
use crate::diagnostic::message;
use crate::disk;
use crate::disk::{kept, whole_file};
use crate::failure::Failure;
use crate::settings::address::OWN;

/// The most bytes that a text of the program's own has.
pub(crate) const LARGEST_TEXT: u64 = 256 << 20;

/// A folder that a site is brought to.
pub(crate) struct FolderTarget {
    root: PathBuf,
    /// Held until the end, so that publications take turns; none while nothing may be written.
    _lock: Option<File>,
    /// The folders that are no links.
    seen: Mutex<HashSet<PathBuf>>,
}

/// Whether a target may be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

impl FolderTarget {
    /// # Errors
    /// When another publication is there, the folder is that of builds, or it cannot be made.
    pub(crate) fn open(root: &Path, access: Access) -> Result<FolderTarget, Failure> {
        let own = root.join(OWN);
        if own.join("files").symlink_metadata().is_ok() {
            return Err(Failure::Refused(message!("publish-into-output", folder = root)));
        }
        let lock = match access {
            Access::Read => None,
            Access::Write => {
                disk::make_folders(&own).map_err(Failure::doing(message!("failed-make-folder", path = own)))?;
                kept::check_folder(&own)?;
                let lock = kept::lock_file(&own.join("publishing"))?;
                lock.try_lock().map_err(|_| Failure::Refused(message!("publish-under-way")))?;
                Some(lock)
            }
        };
        Ok(FolderTarget { root: root.to_owned(), _lock: lock, seen: Mutex::default() })
    }

    fn own(&self, text: OwnText) -> PathBuf {
        self.root.join(OWN).join(text.name())
    }

    /// Where files wait until they are whole.
    fn stage(&self) -> PathBuf {
        self.root.join(OWN).join("incoming")
    }

    /// Refuses a place that is reached through anything but folders.
    fn check_way(&self, place: &Path) -> io::Result<()> {
        let ways: Vec<&Path> = place.ancestors().skip(1).take_while(|way| *way != self.root).collect();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        for way in ways.into_iter().rev() {
            if seen.contains(way) {
                continue;
            }
            match fs::symlink_metadata(way) {
                Ok(metadata) if !metadata.is_dir() => return Err(io::ErrorKind::NotADirectory.into()),
                Ok(_) => drop(seen.insert(way.to_owned())),
                Err(_) => return Ok(()),
            }
        }
        Ok(())
    }

    fn put(&self, step: &PublishStep, staged: &Path, files: &SiteFolder) -> Result<(), Failure> {
        let place = self.root.join(&step.path);
        let mut from = files.open(&step.path).map_err(Failure::doing(message!("failed-read", path = step.path)))?;
        let mut put = || -> io::Result<()> {
            self.check_way(&place)?;
            disk::write_new(staged, |mut to| io::copy(&mut from, &mut to).map(drop))?;
            if let Some(folder) = place.parent() {
                disk::make_folders(folder)?;
            }
            // What is left of a folder whose files went has to make way.
            if fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_dir()) {
                disk::remove_folder(&place)?;
            }
            disk::rename(staged, &place)
        };
        put().map_err(Failure::doing(message!("failed-write", path = &place)))
    }

    fn remove(&self, step: &PublishStep) -> Result<(), Failure> {
        let place = self.root.join(&step.path);
        let remove = || -> io::Result<()> {
            self.check_way(&place)?;
            match disk::remove_file(&place) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                done => done?,
            }
            // A folder in which something is left stays.
            let ways = place.ancestors().skip(1).take_while(|way| *way != self.root);
            for way in ways {
                self.seen.lock().unwrap_or_else(PoisonError::into_inner).remove(way);
                if disk::remove_folder(way).is_err() {
                    break;
                }
            }
            Ok(())
        };
        remove().map_err(Failure::doing(message!("failed-remove", path = step.path)))
    }
}

impl PublishTarget for FolderTarget {
    fn traits(&self) -> TargetTraits {
        TargetTraits { naming: Naming::Folders, is_atomic: false, keeps_headers: false, shows_progress: false }
    }

    fn read(&self, text: OwnText) -> Result<Option<(String, TextMark)>, Failure> {
        let read = kept::read(&self.own(text), LARGEST_TEXT)?;
        Ok(read.map(|text| (text.clone(), mark(&text))))
    }

    fn write(&self, text: OwnText, words: &str, known: Option<&TextMark>) -> Result<WrittenText, Failure> {
        if self.read(text)?.map(|(_, mark)| mark).as_ref() != known {
            return Ok(WrittenText::Conflict);
        }
        whole_file::replace(&self.own(text), words.as_bytes())?;
        Ok(WrittenText::Written(mark(words)))
    }

    fn remove_progress(&self) -> Result<(), Failure> {
        let path = self.own(OwnText::Progress);
        disk::remove_file(&path).map_err(Failure::doing(message!("failed-remove", path = path.display().to_string())))
    }

    fn check_free(&self, coming: &[&str]) -> Result<(), Failure> {
        match coming.iter().map(|path| self.root.join(path)).find(|path| path.symlink_metadata().is_ok()) {
            None => Ok(()),
            Some(path) => Err(Failure::Refused(message!("publish-foreign", path))),
        }
    }

    fn carry_out(&self, steps: &[PublishStep], files: &SiteFolder, course: &Course) -> Result<(), Failure> {
        let stage = self.stage();
        let failed = || Failure::doing(message!("failed-make-folder", path = stage));
        kept::check_folder(&stage)?;
        if stage.exists() {
            disk::remove_tree(&stage).map_err(failed())?;
        }
        disk::make_folders(&stage).map_err(failed())?;
        steps.par_iter().enumerate().try_for_each(|(at, step)| {
            match step.act {
                StepAct::Put(_) => self.put(step, &stage.join(at.to_string()), files)?,
                StepAct::Remove => self.remove(step)?,
            }
            course.step(at);
            Ok(())
        })?;
        // What is noted as done is on the disk itself.
        disk::sync_tree(&self.root).map_err(failed())?;
        disk::remove_tree(&stage).map_err(failed())
    }
}

/// What marks a text of the program's own where nothing else does.
pub(crate) fn mark(text: &str) -> TextMark {
    TextMark(ByteDigest::of(text.as_bytes()).to_string())
}
