//! The folders that have moved, with everything that belongs to them.
//!
//! Takes: the aliases of documents, and `[moved]` of the settings.
//! Gives: [`MovedFolders`]: the earlier addresses of each document.
//! Never: decides what stands at an earlier address; [`crate::site::claims`] does.

use std::collections::BTreeMap;
use std::sync::Arc;

use oxc_index::IndexSlice;

use crate::document::Summary;
use crate::settings::Settings;
use crate::settings::address;
use crate::site::indices::DocumentId;

/// The folders that have moved.
#[derive(Debug, Default)]
pub(crate) struct MovedFolders {
    /// By where they are now, each with its earlier addresses.
    folders: BTreeMap<String, Vec<String>>,
}

impl MovedFolders {
    /// What the settings and the documents say of moved folders.
    pub(crate) fn of(settings: &Settings, documents: &IndexSlice<DocumentId, [Arc<Summary>]>) -> MovedFolders {
        let mut folders: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for moved in settings.moved.iter().filter(|moved| moved.from.ends_with('/') && moved.to.ends_with('/')) {
            folders.entry(moved.to.clone()).or_default().push(moved.from.clone());
        }
        for document in documents.iter().filter(|document| document.address.ends_with('/')) {
            let earlier = document.front.aliases.iter().filter_map(|alias| address::of_alias(&alias.value));
            for address in earlier.filter(|address| address.ends_with('/')) {
                folders.entry(document.address.to_string()).or_default().push(address);
            }
        }
        MovedFolders { folders }
    }

    /// Whether nothing has moved.
    pub(crate) fn is_empty(&self) -> bool {
        self.folders.is_empty()
    }

    /// The addresses that a document may have had before.
    pub(crate) fn earlier(&self, address: &str) -> Vec<String> {
        if self.folders.is_empty() {
            return Vec::new();
        }
        let ends = address.match_indices('/').map(|(at, _)| at + 1);
        let moved = ends.filter_map(|end| Some((end, self.folders.get(&address[..end])?)));
        moved.flat_map(|(end, olds)| olds.iter().map(move |old| format!("{old}{}", &address[end..]))).collect()
    }

    /// Every folder that has moved, and where it is now.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.folders.iter().flat_map(|(new, olds)| olds.iter().map(move |old| (old.as_str(), new.as_str())))
    }
}
