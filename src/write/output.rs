//! Writes pages to disk.
//!
//! Takes: the output folder, and each file with its bytes.
//! Gives: a folder with exactly these files, and whatever else lay there; counts of what was done.
//! Never: touches a file whose bytes are the same, leaves half a file, removes a file that no build made, or writes
//! outside the folder.
//!
//! Files are first written into a [`stage`] within the output folder. Only when all are there are they moved into
//! place, in an [order](moves) in which no page links what is not there. A [`journal`] tells of the moves: if one fails,
//! all are undone, and what a killed build had begun is finished by the next. A [list of the files that builds
//! made](made_files) is kept beside the stage; only files on that list are ever removed or replaced. A [`lock`] makes
//! builds take turns.

mod journal;
pub(crate) mod location;
mod lock;
mod made_files;
mod moves;
mod proof;
mod same;
mod stage;

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::diagnostic::message;
use crate::disk;
use crate::disk::kept;
use crate::failure::Failure;
use crate::flow::memory::run_record::FileProof;
use crate::project::Copied;
use crate::settings::address::OWN;
use journal::Journal;
use lock::Lock;
use made_files::MadeFiles;
use moves::{Move, Moves};
use stage::Stage;

/// What a build did to the files in the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Files that are new, or whose bytes have changed.
    pub written: usize,
    /// Files whose bytes are the same; they were not touched.
    pub unchanged: usize,
    /// Files that are no longer made, and were removed.
    pub removed: usize,
}

/// What a build left in the output folder, for the next one in the same process.
#[derive(Debug)]
pub(crate) struct Left {
    made: BTreeSet<String>,
    /// What this build wrote into the lock file; any other build removes it.
    mark: String,
    /// What this build put there.
    put: BTreeSet<String>,
}

impl Left {
    /// What a build of another process left.
    pub(crate) fn recorded(mark: String, files: &[(String, FileProof)]) -> Left {
        Left { made: files.iter().map(|(path, _)| path.clone()).collect(), mark, put: BTreeSet::new() }
    }

    /// What the build wrote into the lock file.
    pub(crate) fn mark(&self) -> &str {
        &self.mark
    }

    /// What tells whether the files in an output folder are still the same. `known` is what told so before this build.
    pub(crate) fn proofs(&self, output: &Path, known: &[(String, FileProof)]) -> Vec<(String, FileProof)> {
        let proof = |path: &String| {
            let at = known.binary_search_by(|(known, _)| known.cmp(path)).ok().filter(|_| !self.put.contains(path));
            let proof = at.map_or_else(|| proof::of(&output.join(path)), |at| Some(known[at].1))?;
            Some((path.clone(), proof))
        };
        self.made.par_iter().filter_map(proof).collect()
    }
}

/// The state in which an output folder was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// With nothing in it, so nothing has to be compared.
    Empty,
    /// With files about which nothing is known.
    Unknown,
    /// As an earlier build in this process left it.
    AsLeft,
}

/// An output folder that is being written to. Dropped before [`Output::commit`], it leaves the folder as it was.
#[derive(Debug)]
pub(crate) struct Output {
    root: PathBuf,
    stage: Stage,
    /// Held until the end, so that builds take turns.
    lock: Lock,
    found: Found,
    /// What earlier builds made.
    made: MadeFiles,
    /// What this build made.
    files: Mutex<BTreeSet<String>>,
    written: AtomicUsize,
    committed: bool,
    /// Whether nothing was there before.
    is_new: bool,
}

impl Output {
    /// Opens an output folder, and makes it if necessary. If another build is writing to it, calls `waiting` and waits.
    ///
    /// Given what an earlier build in this process left, this one goes on from there, unless another build has been
    /// there since.
    ///
    /// # Errors
    /// When the folder cannot be used or made.
    pub(crate) fn open(
        output: &Path,
        project: &Path,
        left: Option<Left>,
        waiting: impl FnOnce(),
    ) -> Result<Output, Failure> {
        location::check(output, project)?;
        let own = output.join(OWN);
        refuse_foreign(output, &own)?;
        disk::make_folders(&own).map_err(Failure::doing(message!("failed-make-folder", path = own)))?;
        let root = fs::canonicalize(output).map_err(Failure::doing(message!("failed-open-folder", path = output)))?;
        let own = root.join(OWN);
        kept::check_folder(&own)?;
        let mut lock = Lock::take(&own, waiting)?;
        let left = left.filter(|left| lock.mark() == left.mark);
        if left.is_none() {
            lock.remove_mark()?;
        }
        journal::recover(&own, &root)?;
        let stage = Stage::make(own.join("stage"))?;
        let empty = || fs::read_dir(&root).is_ok_and(|entries| entries.flatten().all(|e| e.file_name() == OWN));
        let (found, made) = match left {
            Some(left) => (Found::AsLeft, MadeFiles::known(&root, left.made)),
            None => (if empty() { Found::Empty } else { Found::Unknown }, MadeFiles::read(&root)?),
        };
        let is_new = found == Found::Empty && made.is_empty();
        Ok(Output {
            is_new,
            root,
            stage,
            lock,
            found,
            made,
            files: Mutex::default(),
            written: AtomicUsize::new(0),
            committed: false,
        })
    }

    /// Whether the folder is as an earlier build in this process left it.
    pub(crate) fn is_as_left(&self) -> bool {
        self.found == Found::AsLeft
    }

    /// Those of the files that are not as they were.
    pub(crate) fn changed<'f>(&self, files: &'f [(String, FileProof)]) -> HashSet<&'f str> {
        let differs = |(path, proof): &&(String, FileProof)| !proof::holds(&self.root.join(path), *proof);
        files.par_iter().filter(differs).map(|(path, _)| path.as_str()).collect()
    }

    /// Puts a file at a path within the folder. Any number of threads may do so at once.
    ///
    /// # Errors
    /// When the disk fails, or a file with other bytes stands there that no build made.
    pub(crate) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.claim(path)?;
        if self.found != Found::Empty && same::bytes(&self.root.join(path), bytes) {
            return Ok(());
        }
        let staged = self.staged(path)?;
        disk::write_new(&staged, |mut file| file.write_all(bytes))
            .map_err(Failure::doing(message!("failed-write", path)))?;
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Copies a file to a path within the folder.
    ///
    /// # Errors
    /// As [`Output::put`], and when the file cannot be read.
    pub(crate) fn copy(&self, path: &str, copied: &Copied) -> Result<(), Failure> {
        self.claim(path)?;
        let copying = || Failure::doing(message!("failed-copy", path = copied.path));
        // Once, so that what is compared is what is copied.
        let mut from = copied.open().map_err(copying())?;
        if self.found != Found::Empty && same::files(&self.root.join(path), &mut from) {
            return Ok(());
        }
        let staged = self.staged(path)?;
        // Only the bytes: neither the permissions nor the times of the original belong to the site.
        let copy = |mut to: &File| from.rewind().and_then(|()| io::copy(&mut from, &mut to));
        disk::write_new(&staged, copy).map_err(copying())?;
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn claim(&self, path: &str) -> Result<(), Failure> {
        if !location::is_inner(path) || path.split('/').next() == Some(OWN) {
            return Err(Failure::Refused(message!("refused-outside", path)));
        }
        self.files.lock().expect("no thread panics while it holds this lock").insert(path.to_owned());
        Ok(())
    }

    /// Where to write a file first, if it may be put in its place.
    fn staged(&self, path: &str) -> Result<PathBuf, Failure> {
        if self.found != Found::Empty {
            self.made.check_stray(path)?;
            self.stage.note(path);
        }
        self.stage.place(path)
    }

    /// Leaves the folder as it was; what was known of it stays known.
    pub(crate) fn abandon(mut self) -> Option<Left> {
        let known = self.is_as_left();
        known.then(|| Left { mark: self.lock.mark(), made: self.made.take(), put: BTreeSet::new() })
    }

    /// Moves everything into place and removes what is no longer made: in a folder as it was left, the orphans that
    /// were not put again; in any other, whatever was not put this time.
    ///
    /// # Errors
    /// When the disk fails. What had been moved by then is whole, and the next build finishes the work.
    pub(crate) fn commit(mut self, orphans: BTreeSet<String>) -> Result<Counts, Failure> {
        self.put_in_place(orphans)
    }

    /// Does the same, and leaves the folder to the next build in this process.
    ///
    /// # Errors
    /// As [`Output::commit`].
    pub(crate) fn commit_and_leave(mut self, orphans: BTreeSet<String>) -> Result<(Counts, Left), Failure> {
        let counts = self.put_in_place(orphans)?;
        let put = std::mem::take(&mut *self.files.lock().expect("no thread panics while it holds this lock"));
        Ok((counts, Left { mark: self.lock.leave_mark()?, made: self.made.take(), put }))
    }

    fn put_in_place(&mut self, orphans: BTreeSet<String>) -> Result<Counts, Failure> {
        let files = std::mem::take(&mut *self.files.lock().expect("no thread panics while it holds this lock"));
        let gone: BTreeSet<String> = match self.is_as_left() {
            true => orphans.into_iter().filter(|path| self.made.contains(path) && !files.contains(path)).collect(),
            false => self.made.iter().filter(|path| !files.contains(*path)).cloned().collect(),
        };
        let mut moves = match self.found {
            Found::Empty => Moves::into_empty(self.stage.entries()?),
            Found::Unknown | Found::AsLeft => Moves::plan(&self.made, &self.stage.written(), &gone)?,
        };
        let removed = moves.going();
        if self.made.renew(&files, &gone, &self.stage.list())? {
            moves = moves.with_list(if self.made.is_on_disk() { Move::Lists } else { Move::Begins });
        }
        if !moves.0.is_empty() {
            // If this run is killed from here on, none that comes after it takes the folder for what was left before.
            self.lock.remove_mark()?;
            Journal::carry_out(&self.root.join(OWN), &self.root, &self.stage, moves)?;
        }
        self.committed = true;
        *self.files.lock().expect("no thread panics while it holds this lock") = files;
        let written = self.written.load(Ordering::Relaxed);
        Ok(Counts { written, unchanged: self.made.len() - written, removed })
    }
}

/// Refuses a folder in which something lies and no build has been: what somebody keeps there would become part of a site. Names
/// that begin with a full stop, such as `.git`, belong to whoever publishes the folder. A site that lost what builds know of it shows
/// by its stylesheet what it is.
fn refuse_foreign(output: &Path, own: &Path) -> Result<(), Failure> {
    if own.symlink_metadata().is_ok() || output.join("voetnoot.css").is_file() {
        return Ok(());
    }
    let Ok(entries) = fs::read_dir(output) else { return Ok(()) };
    let mut names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    match names.find(|name| !name.starts_with('.')) {
        None => Ok(()),
        Some(name) => Err(Failure::Refused(message!("refused-foreign", folder = output, name))),
    }
}

/// The site in an output folder, which no build changes as long as this is held.
#[derive(Debug)]
pub(crate) struct HeldSite {
    /// The folder, with symbolic links resolved.
    pub root: PathBuf,
    /// The paths of the files that builds made.
    pub files: BTreeSet<String>,
    /// What the last build wrote into the lock file, if another run may go on from it.
    pub mark: String,
    _lock: Lock,
}

/// Holds the site that builds made in a folder; if a build is writing to it, calls `waiting` and waits.
///
/// # Errors
/// When no build has been there, one was killed there, or the disk fails.
pub(crate) fn hold(output: &Path, waiting: impl FnOnce()) -> Result<HeldSite, Failure> {
    let root = fs::canonicalize(output).map_err(Failure::doing(message!("failed-open-folder", path = output)))?;
    let own = root.join(OWN);
    kept::check_folder(&own)?;
    let mut lock = Lock::take(&own, waiting)?;
    if journal::is_open(&own) {
        return Err(Failure::Refused(message!("publish-unfinished-output", folder = output)));
    }
    let files = MadeFiles::read(&root)?.take();
    Ok(HeldSite { mark: lock.mark(), root, files, _lock: lock })
}

/// Whether a build was killed while it moved files into a folder.
pub(crate) fn is_unfinished(output: &Path) -> bool {
    journal::is_open(&output.join(OWN))
}

impl Drop for Output {
    fn drop(&mut self) {
        let own = self.root.join(OWN);
        // What could neither be done nor undone waits for the next build.
        if journal::is_open(&own) {
            return;
        }
        self.stage.clear();
        if !self.committed && self.is_new {
            // Nothing can be done about a failure here; an empty folder remains.
            let _ = disk::remove_file(&own.join("lock"));
            let _ = disk::remove_folder(&own);
            let _ = disk::remove_folder(&self.root);
        }
    }
}
