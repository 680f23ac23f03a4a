//! Dossiers that are known, and typing errors in them.
//!
//! Takes: the dossiers that the site has registered, and those that the document cites often.
//! Gives: the known dossier that a typing error may have been meant for.
//! Never: replaces a number.

use std::collections::BTreeMap;

use crate::id::Id;
use crate::id::notation::dossier_notation;
use crate::registry::Registry;

/// The dossiers that can be trusted.
pub(crate) struct KnownDossiers<'a> {
    registry: &'a Registry,
    /// Dossiers from which the document cites at least [`OFTEN`] different papers.
    often: Vec<String>,
}

/// A dossier with this many papers cited is no slip.
const OFTEN: usize = 3;

impl<'a> KnownDossiers<'a> {
    /// `cited` are the dossiers and ids of all papers that the document cites.
    pub(crate) fn new<'c>(registry: &'a Registry, cited: impl Iterator<Item = (&'c str, &'c Id)>) -> KnownDossiers<'a> {
        let mut papers: BTreeMap<&str, Vec<&Id>> = BTreeMap::new();
        for (dossier, id) in cited {
            papers.entry(dossier).or_default().push(id);
        }
        let often = papers.into_iter().filter_map(|(dossier, mut ids)| {
            ids.sort();
            ids.dedup();
            (ids.len() >= OFTEN).then(|| dossier.to_owned())
        });
        KnownDossiers { registry, often: often.collect() }
    }

    /// Whether a dossier is one of them.
    pub(crate) fn contains(&self, dossier: &str) -> bool {
        self.registry.knows_dossier(dossier) || self.often.iter().any(|known| known == dossier)
    }

    /// The known dossier that is one slip away from `dossier`, in its usual spelling.
    pub(crate) fn nearest_dossier(&self, dossier: &str) -> Option<String> {
        // A document names few that are not known, so arranging them would take longer than comparing.
        first_near(dossier, self.registry.dossiers().chain(self.often.iter().map(String::as_str)))
    }
}

/// Known dossiers, in an order in which those one slip away from a number are found without comparing it with all.
///
/// A slip is one digit changed, missing or extra, or two neighbouring digits swapped.
///
/// ```
/// use reference::NearbyDossiers;
///
/// let known = NearbyDossiers::new(["22112", "32317"]);
/// assert_eq!(known.nearest("32371").as_deref(), Some("32 317"));
/// assert_eq!(known.nearest("29754"), None);
/// ```
#[derive(Debug)]
pub struct NearbyDossiers<'k> {
    /// Each dossier with each of its [shapes], sorted.
    shapes: Vec<(u64, &'k str)>,
}

impl<'k> NearbyDossiers<'k> {
    /// Arranges dossiers, given without blanks: `32317`, `21501-02`.
    pub fn new(known: impl IntoIterator<Item = &'k str>) -> Self {
        let mut shapes: Vec<(u64, &str)> =
            known.into_iter().flat_map(|known| shapes(known).map(move |shape| (shape, known))).collect();
        shapes.sort_unstable();
        NearbyDossiers { shapes }
    }

    /// The first dossier, by its number, that is one slip away from `dossier`, in its usual spelling; `None` if there
    /// is none.
    #[must_use]
    pub fn nearest(&self, dossier: &str) -> Option<String> {
        let alike = |shape: u64| {
            let from = self.shapes.partition_point(|(known, _)| *known < shape);
            self.shapes[from..].iter().take_while(move |(known, _)| *known == shape).map(|(_, known)| *known)
        };
        first_near(dossier, shapes(dossier).flat_map(alike))
    }
}

/// The digest of a number as it is, and without each of its digits. Two numbers that are one slip apart have one of
/// them in common.
fn shapes(number: &str) -> impl Iterator<Item = u64> + '_ {
    // FNV-1a. Numbers that only happen to have the same digest cost a comparison.
    let digest = |digest: u64, byte: &u8| (digest ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let bytes = number.as_bytes();
    (0..=bytes.len()).map(move |left_out| {
        let (before, after) = (&bytes[..left_out], bytes.get(left_out + 1..).unwrap_or_default());
        before.iter().chain(after).fold(0xcbf2_9ce4_8422_2325, digest)
    })
}

/// The first of the known dossiers that is one slip away from `dossier`, in its usual spelling.
fn first_near<'k>(dossier: &str, known: impl Iterator<Item = &'k str>) -> Option<String> {
    known.filter(|known| is_near(known, dossier)).min().map(dossier_notation)
}

/// Whether one digit is changed, missing or extra, or two neighbours are swapped.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_found_without_comparing_with_all() {
        let number = |n: u32| match n % 7 {
            0 => format!("{}-{}", 21_500 + n % 90, n % 11),
            _ => format!("{}", 21_000 + (n * 7_919) % 1_700),
        };
        let known: Vec<String> = (0..120).map(number).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let nearby = NearbyDossiers::new(known.iter().copied());
        let asked = (0..4_000).map(|n| number(n * 3 + 1)).chain(["", "2", "21501--02", "2150102"].map(str::to_owned));
        for asked in asked {
            assert_eq!(nearby.nearest(&asked), first_near(&asked, known.iter().copied()), "{asked}");
        }
    }

    #[test]
    fn one_slip_is_near_and_two_are_not() {
        let nearby = NearbyDossiers::new(["32317"]);
        for near in ["32318", "3231", "323171", "32371", "23317", "132317"] {
            assert_eq!(nearby.nearest(near).as_deref(), Some("32 317"), "{near}");
        }
        for far in ["32317", "32488", "323", "3231700", "73213", ""] {
            assert_eq!(nearby.nearest(far), None, "{far}");
        }
    }
}
