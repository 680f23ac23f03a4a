//! What a publication does, and in which order.
//!
//! Takes: the files of a site with their digests, and the [`TargetState`] of where it goes.
//! Gives: the state in which the target is while this is done, and from that alone each step in its order; so whoever finds that
//! state can go on.
//! Never: does a step, or lets a page come before what it needs.
//!
//! Files that are new come first, then pages that are new: nothing leads to either yet. Then files change that pages load, then the
//! pages, then lists such as feeds, sitemaps and the names of the parts of the search index, which name pages. What goes is last,
//! since nothing names it any more. Whoever reads in the meantime sees each page old or new, with all that it needs.

use std::collections::{BTreeMap, BTreeSet};

use super::target_state::{ByteDigest, FileState, TargetState};

/// When a step is done; every step of one phase is over before the next begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Phase {
    NewFiles,
    NewPages,
    ChangedFiles,
    ChangedPages,
    ChangedLists,
    GonePages,
    GoneFiles,
    /// What comes where a file went that a folder has to take the place of, or the other way round.
    Replacements,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum StepAct {
    /// Put the file with this digest.
    Put(ByteDigest),
    Remove,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PublishStep {
    pub phase: Phase,
    pub path: String,
    pub act: StepAct,
    /// Whether a publication had put a file at this path before.
    pub was_there: bool,
}

/// Whether a path can be a file and have files below it at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naming {
    /// Names are only texts, as in a store.
    #[cfg_attr(not(any(feature = "publish", test)), expect(dead_code, reason = "no other target is like that"))]
    Keys,
    /// It is one or the other, as on a disk.
    Folders,
}

impl TargetState {
    /// The state after the first `done` of its steps; of the others nobody knows.
    pub(crate) fn after(&self, done: usize, naming: Naming) -> TargetState {
        let mut after = self.clone();
        for step in self.steps(naming).into_iter().take(done) {
            match step.act {
                StepAct::Put(digest) => drop(after.files.insert(step.path, FileState::There(digest))),
                StepAct::Remove => drop(after.files.remove(&step.path)),
            }
        }
        after
    }

    /// The state in which this site is brought here, by a publication with this number. Its record counts from the beginning, since
    /// readers may see any of its addresses from then on.
    pub(crate) fn towards(&self, site: &BTreeMap<String, ByteDigest>, record: &str, run: u64) -> TargetState {
        let mut files = BTreeMap::new();
        for (path, wanted) in site {
            let next = match self.files.get(path) {
                Some(FileState::There(known)) if known == wanted => FileState::There(*known),
                // Which of the two is there nobody knows.
                Some(FileState::There(known) | FileState::Changes(known, _)) => FileState::Changes(*known, *wanted),
                // It may not be there at all, so that nothing may lead to it yet.
                None | Some(FileState::Comes(_) | FileState::Goes(_)) => FileState::Comes(*wanted),
            };
            files.insert(path.clone(), next);
        }
        for (path, known) in self.files.iter().filter(|(path, _)| !site.contains_key(*path)) {
            let (FileState::There(digest)
            | FileState::Comes(digest)
            | FileState::Changes(_, digest)
            | FileState::Goes(digest)) = known;
            files.insert(path.clone(), FileState::Goes(*digest));
        }
        TargetState { run: Some(run), files, record: record.to_owned() }
    }

    /// What is left to be done, in order.
    pub(crate) fn steps(&self, naming: Naming) -> Vec<PublishStep> {
        let going: BTreeSet<&str> = match naming {
            Naming::Keys => BTreeSet::new(),
            Naming::Folders => {
                self.files.iter().filter(|(_, file)| is_going(file)).map(|(path, _)| path.as_str()).collect()
            }
        };
        let step = |(path, file): (&String, &FileState)| {
            let (phase, act) = match file {
                FileState::There(_) => return None,
                FileState::Comes(digest) if is_page(path) => (Phase::NewPages, StepAct::Put(*digest)),
                FileState::Comes(digest) => (Phase::NewFiles, StepAct::Put(*digest)),
                FileState::Changes(_, digest) => (changed(path), StepAct::Put(*digest)),
                FileState::Goes(_) if is_page(path) => (Phase::GonePages, StepAct::Remove),
                FileState::Goes(_) => (Phase::GoneFiles, StepAct::Remove),
            };
            let phase = if act != StepAct::Remove && is_blocked(path, &going) { Phase::Replacements } else { phase };
            let was_there = !matches!(file, FileState::Comes(_));
            Some(PublishStep { phase, path: path.clone(), act, was_there })
        };
        let mut steps: Vec<PublishStep> = self.files.iter().filter_map(step).collect();
        steps.sort();
        steps
    }

    /// The state once all steps are done.
    pub(crate) fn done(&self) -> TargetState {
        let there = |(path, file): (&String, &FileState)| match file {
            FileState::There(digest) | FileState::Comes(digest) | FileState::Changes(_, digest) => {
                Some((path.clone(), FileState::There(*digest)))
            }
            FileState::Goes(_) => None,
        };
        TargetState { run: None, files: self.files.iter().filter_map(there).collect(), record: self.record.clone() }
    }
}

fn is_going(file: &FileState) -> bool {
    matches!(file, FileState::Goes(_))
}

/// Whether a file that goes stands where this one needs a folder, or lies in a folder of its name.
fn is_blocked(path: &str, going: &BTreeSet<&str>) -> bool {
    let is_above = path.match_indices('/').any(|(end, _)| going.contains(&path[..end]));
    let below = format!("{path}/");
    is_above || going.range(&*below..).next().is_some_and(|next| next.starts_with(&below))
}

pub(crate) fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// When a file changes that was there: lists name pages, and pages load all other files.
fn changed(path: &str) -> Phase {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "html" => Phase::ChangedPages,
        "json" | "xml" | "ics" | "csv" | "bib" | "txt" | "conf" | "htaccess" => Phase::ChangedLists,
        _ if name.starts_with('_') => Phase::ChangedLists,
        _ => Phase::ChangedFiles,
    }
}
