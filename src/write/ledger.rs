//! What has been made, and from what.
//!
//! Takes: the digest of what a piece of work is made from, the files it made, and what was wrong.
//! Gives: whether work is due, and which files are no longer made.
//! Never: remembers work that the present site does not have.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::flow::memory::run_record::WorkRecord;
use crate::machines::page_links::PageLinks;

/// A kind of work, which the ledger keeps up to date separately.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Pages, in bundles.
    Pages,
    /// Files beside the pages: companions, attachments, files of the theme.
    Beside,
    /// The search index.
    Search,
}

impl Part {
    pub(crate) const ALL: &'static [Part] = &[Part::Pages, Part::Beside, Part::Search];
}

/// What has been made, by the digest of what it was made from.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    entries: HashMap<u128, Entry>,
    /// Files in the output that are no longer made and could not be removed yet, because something was wrong.
    orphans: BTreeSet<(Part, String)>,
}

/// A piece of work that has been done.
#[derive(Debug)]
struct Entry {
    part: Part,
    made: Made,
    /// Whether all of its files are in the output.
    is_in_output: bool,
    /// Whether some of them may be, so that they have to go with it.
    leaves_files: bool,
}

/// What a piece of work made.
#[derive(Debug, Default)]
pub(crate) struct Made {
    /// The addresses of its files.
    pub files: Vec<String>,
    /// What was wrong with the templates.
    pub found: Vec<Diagnostic>,
    /// What its pages link to and have places for, by file; only where somebody may have written links by hand.
    pub links: Vec<(String, PageLinks)>,
}

/// What happens to the files of work that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    /// They go into the output.
    Output,
    /// They are only tried.
    Trial,
}

impl Ledger {
    /// A ledger as an earlier run kept it: of work that is in the output, if there is one.
    pub(crate) fn recorded(works: Vec<WorkRecord>) -> Ledger {
        let entry = |work: WorkRecord| {
            let made = Made { files: work.files, ..Made::default() };
            Some((
                work.key,
                Entry { part: *Part::ALL.get(usize::from(work.part))?, made, is_in_output: true, leaves_files: true },
            ))
        };
        Ledger { entries: works.into_iter().filter_map(entry).collect(), orphans: BTreeSet::new() }
    }

    /// What another run needs to go on. Work in which something was wrong is kept only for the files that it made: under a
    /// key that none has, so that it is done again. So is all work with links to compare.
    pub(crate) fn record(&self) -> Vec<WorkRecord> {
        let work = |(key, entry): (&u128, &Entry)| {
            let Made { files, found, links } = &entry.made;
            let key = if found.is_empty() && links.is_empty() { *key } else { !*key };
            let part = Part::ALL.iter().position(|part| *part == entry.part).unwrap_or_default() as u8;
            WorkRecord { part, key, files: files.clone() }
        };
        let mut works: Vec<WorkRecord> = self.entries.iter().map(work).collect();
        works.sort_by_key(|work| work.key);
        works
    }

    /// Marks work as missing from the output if it made one of these files.
    pub(crate) fn is_lost_of(&mut self, files: &HashSet<&str>) {
        let is_hit = |entry: &&mut Entry| entry.made.files.iter().any(|file| files.contains(file.as_str()));
        self.entries.values_mut().filter(is_hit).for_each(|entry| entry.is_in_output = false);
    }

    /// Whether work has to be done, because it is new or was only tried before.
    pub(crate) fn is_due(&self, key: u128, goal: Goal) -> bool {
        self.entries.get(&key).is_none_or(|entry| goal == Goal::Output && !entry.is_in_output)
    }

    /// Enters work that has been done.
    pub(crate) fn enter(&mut self, part: Part, key: u128, made: Made) {
        let leaves_files = self.entries.get(&key).is_some_and(|before| before.leaves_files);
        self.entries.insert(key, Entry { part, made, is_in_output: false, leaves_files });
    }

    /// Forgets the work of a part that is not among `present`. Its files become orphans.
    pub(crate) fn keep_only(&mut self, part: Part, present: &HashSet<u128>) {
        let gone = self.entries.extract_if(|key, entry| entry.part == part && !present.contains(key));
        let gone = gone.filter(|(_, entry)| entry.leaves_files).flat_map(|(_, entry)| entry.made.files);
        self.orphans.extend(gone.map(|address| (part, address)));
    }

    /// What was wrong with the templates in the present work.
    pub(crate) fn found(&self) -> impl Iterator<Item = &Diagnostic> {
        self.entries.values().flat_map(|entry| &entry.made.found)
    }

    /// What the pages link to, by file.
    pub(crate) fn links(&self) -> impl Iterator<Item = (&str, &PageLinks)> {
        self.entries.values().flat_map(|entry| &entry.made.links).map(|(file, links)| (file.as_str(), links))
    }

    /// The files of a part.
    pub(crate) fn files(&self, part: Part) -> impl Iterator<Item = &str> {
        let entries = self.entries.values().filter(move |entry| entry.part == part);
        entries.flat_map(|entry| &entry.made.files).map(String::as_str)
    }

    /// Removes the orphans of some parts from the ledger, and gives them.
    pub(crate) fn take_orphans(&mut self, parts: &[Part]) -> BTreeSet<String> {
        self.orphans.extract_if(.., |(part, _)| parts.contains(part)).map(|(_, address)| address).collect()
    }

    /// Marks the work of some parts as being in the output.
    pub(crate) fn is_committed(&mut self, parts: &[Part]) {
        let entries = self.entries.values_mut().filter(|entry| parts.contains(&entry.part));
        entries.for_each(|entry| (entry.is_in_output, entry.leaves_files) = (true, true));
    }

    /// Marks all work as missing from the output, so that it has to be put there again.
    pub(crate) fn is_lost(&mut self) {
        self.entries.values_mut().for_each(|entry| (entry.is_in_output, entry.leaves_files) = (false, false));
        self.orphans.clear();
    }
}
