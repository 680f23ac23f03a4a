//! What every place that a site is brought to can do.
//!
//! Takes: steps, and the files that they are about.
//! Gives: [`PublishTarget`], which each kind of place implements in a module of its own.
//! Never: decides what is done, or in which order.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};

use super::steps::{Naming, PublishStep};
use crate::failure::Failure;

/// A text that publications keep at a target for themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OwnText {
    /// [The state](super::target_state).
    State,
    /// The number of a publication that is under way, and how many of its steps are done.
    Progress,
}

impl OwnText {
    /// The name of its file in the folder of the program.
    pub(crate) fn name(self) -> &'static str {
        match self {
            OwnText::State => "publication.txt",
            OwnText::Progress => "progress.txt",
        }
    }
}

/// What tells whether a text at a target is still the one that was read, such as the ETag of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextMark(pub(crate) String);

/// What became of a text that was to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WrittenText {
    Written(TextMark),
    /// Somebody else wrote it since it was read; it stays as it is.
    Conflict,
}

/// What a target is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TargetTraits {
    pub naming: Naming,
    /// Whether all steps show at once, so that nobody sees them half done and nothing has to be kept for who goes on.
    pub is_atomic: bool,
    /// Whether it keeps headers with each file.
    pub keeps_headers: bool,
    /// Whether others can tell a publication that is under way from one that was killed, by whether its progress is written.
    pub shows_progress: bool,
}

/// A place that a site is brought to.
pub(crate) trait PublishTarget: Sync {
    fn traits(&self) -> TargetTraits;

    /// A text of the program's own, and what marks it; `None` if there is none.
    ///
    /// # Errors
    /// When the place cannot be reached or read.
    fn read(&self, text: OwnText) -> Result<Option<(String, TextMark)>, Failure>;

    /// Writes a text of the program's own, if it is still as it was when it had this mark, or is not there if that is `None`.
    ///
    /// # Errors
    /// When the place cannot be reached or written to.
    fn write(&self, text: OwnText, words: &str, known: Option<&TextMark>) -> Result<WrittenText, Failure>;

    /// Removes what tells how far a publication has come.
    ///
    /// # Errors
    /// When the place cannot be reached or written to.
    fn remove_progress(&self) -> Result<(), Failure>;

    /// Refuses to begin if a file that no publication put there stands where one of these is to come. A place that finds that out
    /// with each file does nothing here.
    ///
    /// # Errors
    /// A sentence that names the file, or when the place cannot be reached.
    fn check_free(&self, coming: &[&str]) -> Result<(), Failure>;

    /// Does steps of one phase, in any order, and marks each as it is done.
    ///
    /// # Errors
    /// When one of them cannot be done; the others may have been.
    fn carry_out(&self, steps: &[PublishStep], files: &SiteFolder, course: &Course) -> Result<(), Failure>;
}

/// Where the files of the site are.
#[derive(Debug, Clone)]
pub(crate) struct SiteFolder(pub(crate) PathBuf);

impl SiteFolder {
    pub(crate) fn path(&self, inner: &str) -> PathBuf {
        self.0.join(inner)
    }

    /// Opens a file of the site.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn open(&self, inner: &str) -> io::Result<File> {
        File::open(self.path(inner))
    }
}

/// How far a publication has come: how many of its steps are done, counted from the first that is not.
#[derive(Default)]
pub(crate) struct Course {
    /// The first step that is not done, and those behind it that are.
    done: Mutex<(usize, BTreeSet<usize>)>,
    /// The place of the present phase among all steps.
    first: Mutex<usize>,
    stopped: AtomicBool,
}

impl Course {
    /// Begins a phase whose first step has this place among all.
    pub(crate) fn begin(&self, first: usize) {
        *self.first.lock().unwrap_or_else(PoisonError::into_inner) = first;
    }

    /// Marks a step of the present phase as done.
    pub(crate) fn step(&self, at: usize) {
        let at = at + *self.first.lock().unwrap_or_else(PoisonError::into_inner);
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        done.1.insert(at);
        while let Some(next) = done.1.first().copied().filter(|next| *next == done.0) {
            done.1.remove(&next);
            done.0 += 1;
        }
    }

    /// So many steps are done, from the first without a gap.
    pub(crate) fn done(&self) -> usize {
        self.done.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    /// Lets nobody begin another step.
    pub(crate) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    #[cfg_attr(not(feature = "publish"), expect(dead_code, reason = "only stores take steps one by one"))]
    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}
