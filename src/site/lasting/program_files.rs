//! The files beside pages that programs read.
//!
//! Takes: each file with the address of its page.
//! Gives: [`ProgramFiles`], sorted.
//! Never: knows what is in them.

use std::collections::{BTreeMap, BTreeSet};

/// The files that programs read, by the addresses of their pages; those of no page belong to the home page.
#[derive(Debug, Default)]
pub(crate) struct ProgramFiles {
    beside: BTreeMap<String, BTreeSet<String>>,
}

impl ProgramFiles {
    /// Adds a file: the address of its page, and its path from there.
    pub(crate) fn add(&mut self, page: &str, path: &str) {
        self.beside.entry(page.to_owned()).or_default().insert(path.to_owned());
    }

    /// Whether a file lies at this path from the page at an address.
    pub(crate) fn contains(&self, page: &str, path: &str) -> bool {
        self.beside.get(page).is_some_and(|paths| paths.contains(path))
    }

    /// The paths of the files beside the page at an address.
    pub(crate) fn of(&self, page: &str) -> impl Iterator<Item = &str> {
        self.beside.get(page).into_iter().flatten().map(String::as_str)
    }
}
