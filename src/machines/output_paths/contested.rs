//! Folders of notes and sources in which something else of the site wants a path.
//!
//! Takes: a [`Site`].
//! Gives: whether the pages of the notes or sources in a folder could clash with anything at all.
//! Never: says with what: those that could are entered into the list one by one.
//!
//! Nine in ten pages of a site are notes and sources, named by the program so that they never clash with each other.
//! A check that asked for each of them at every edit would cost as much as linking.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::case_folding::folded;
use crate::settings::address;
use crate::site::{Page, Site};

/// The folders, as compared by file systems that ignore case and normal form.
pub(super) struct Contested {
    folders: HashSet<String, FixedState>,
}

impl Contested {
    /// Those of a site.
    pub(super) fn of(site: &Site) -> Contested {
        let sources = site.sources.list.indices().next().map(|source| site.address(Page::Source(source)));
        let sources = sources.map(|address| folded(folder(&address)).into_owned());
        let note = site.documents.iter_enumerated().find_map(|(document, linked)| {
            let note = linked.notes.indices().next()?;
            let address = site.address(Page::Footnote { document, note });
            let name = address.rsplit('/').next()?;
            Some(folded(&name[..name.find('-')? + 1]).into_owned())
        });
        let mut folders = HashSet::default();
        let mut look = |path: &str| {
            let path = folded(path);
            let begins = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
            for begin in begins {
                let parent = path[..begin].trim_end_matches('/');
                let is_note = || note.as_ref().is_some_and(|note| path[begin..].starts_with(note.as_str()));
                if is_note() || sources.as_deref() == Some(parent) {
                    folders.insert(parent.to_owned());
                }
            }
        };
        site.files.iter().for_each(|(address, _)| look(address));
        site.documents.iter().for_each(|document| look(&address::file(&document.address)));
        site.addresses.redirects.iter().for_each(|redirect| look(&address::file(&redirect.from)));
        site.addresses.gone.iter().for_each(|gone| look(&address::file(&gone.address)));
        Contested { folders }
    }

    /// Whether the page at an address, of a note or source, could clash with something.
    pub(super) fn concerns(&self, address: &str) -> bool {
        !self.folders.is_empty() && self.folders.contains(&*folded(folder(address)))
    }
}

/// The folder that a page lies in, without a slash at its end; empty for the root.
fn folder(address: &str) -> &str {
    address.rsplit_once('/').map_or("", |(folder, _)| folder)
}
