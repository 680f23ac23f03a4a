//! Dossiers that are known, and those that are nearly one of them.
//!
//! Takes what the site registers and what the document cites often, gives the known dossier that a typing error may
//! have been meant for. Never replaces a number.

use std::collections::BTreeMap;

use super::id::Id;
use super::notation::dossier_notation;
use super::registry::Registry;

/// The dossiers that can be taken for right.
pub(super) struct Known<'a> {
    registry: &'a Registry,
    /// Dossiers of which the document cites at least [`OFTEN`] different papers.
    often: Vec<String>,
}

/// A dossier cited this often is no slip.
const OFTEN: usize = 3;

impl<'a> Known<'a> {
    /// `cited` are the dossiers and ids of all papers that the document cites.
    pub(super) fn new<'c>(registry: &'a Registry, cited: impl Iterator<Item = (&'c str, &'c Id)>) -> Known<'a> {
        let mut papers: BTreeMap<&str, Vec<&Id>> = BTreeMap::new();
        for (dossier, id) in cited {
            papers.entry(dossier).or_default().push(id);
        }
        let often = papers.into_iter().filter_map(|(dossier, mut ids)| {
            ids.sort();
            ids.dedup();
            (ids.len() >= OFTEN).then(|| dossier.to_owned())
        });
        Known { registry, often: often.collect() }
    }

    /// Whether a dossier can be taken for right.
    pub(super) fn contains(&self, dossier: &str) -> bool {
        self.registry.knows_dossier(dossier) || self.often.iter().any(|known| known == dossier)
    }

    /// The known dossier that `dossier` is one slip away from, in the usual spelling.
    pub(super) fn near(&self, dossier: &str) -> Option<String> {
        let known = self.registry.dossiers().chain(self.often.iter().map(String::as_str));
        near(dossier, known)
    }
}

/// The first of the known dossiers, in order, that `dossier` is one slip away from, in the usual spelling.
#[must_use]
pub fn near<'k>(dossier: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    known.into_iter().filter(|known| is_near(known, dossier)).min().map(dossier_notation)
}

/// Whether one digit is changed, missing or too many, or two neighbours have changed places.
fn is_near(a: &str, b: &str) -> bool {
    let (a, b) = if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (x, y) = (&a[same..], &b[same..]);
    match (x, y) {
        ([], []) => false,
        _ if a.len() + 1 == b.len() => x == &y[1..],
        _ if a.len() != b.len() => false,
        ([x0, x1, x @ ..], [y0, y1, y @ ..]) if x0 == y1 && x1 == y0 => x == y,
        ([_, x @ ..], [_, y @ ..]) => x == y,
        _ => false,
    }
}
