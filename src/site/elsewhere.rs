//! What a site links to and does not hold: the places of a larger site of which this one is a part.
//!
//! Takes: the targets of links, each with its address and its name there.
//! Gives: [`Elsewhere`], where such a target is found; empty but for the site of a package.
//! Never: stands in for something that the site itself holds.

use std::collections::HashMap;

use oxc_index::IndexVec;

use crate::document::Target;
use crate::site::indices::ElsewhereId;

/// A place of the larger site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ElsewherePlace {
    /// The full address of the page; of a source its official address.
    pub href: String,
    /// Its name in links that have no words of their own.
    pub name: String,
}

/// The places of a larger site, by the targets of the links that lead there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Elsewhere {
    places: IndexVec<ElsewhereId, ElsewherePlace>,
    by_target: HashMap<Target, ElsewhereId>,
}

impl Elsewhere {
    pub(crate) fn add(&mut self, target: &Target, place: impl FnOnce() -> ElsewherePlace) {
        if !self.by_target.contains_key(target) {
            let at = self.places.push(place());
            self.by_target.insert(target.clone(), at);
        }
    }

    pub(crate) fn find(&self, target: &Target) -> Option<ElsewhereId> {
        self.by_target.get(target).copied()
    }

    pub(crate) fn place(&self, at: ElsewhereId) -> &ElsewherePlace {
        &self.places[at]
    }
}
