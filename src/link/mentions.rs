//! Ties what refers to items to those items.
//!
//! Takes: a [`Site`] whose links are resolved.
//! Gives: its [`Mentions`].
//! Never: guesses between two items of one number, or counts a passage that refers to itself.

use rayon::prelude::*;

use crate::document::{Document, Role};
use crate::mentions::{Backlink, By, Meant, Mentions, place_of};
use crate::reference::Target;
use crate::site::{Entry, Page, Resolved, Site};

/// What the references of one document mean, and what they refer to.
type Found = (Vec<(u32, Meant)>, Vec<Backlink>);

/// Ties the references to places.
pub fn mentions(site: &Site) -> Mentions {
    let all = 0..site.documents.len() as u32;
    let found: Vec<Found> = all.into_par_iter().with_min_len(64).map(|document| of(site, document)).collect();
    let mut mentions = Mentions::default();
    for (meant, backlinks) in found {
        mentions.meant.push(meant);
        mentions.backlinks.extend(backlinks);
    }
    let rank = |document: u32| (site.meeting_of[document as usize].unwrap_or(u32::MAX), document);
    mentions.backlinks.sort_by_key(|link| (link.to.document, link.to.division, rank(link.document), link.by));
    mentions
}

fn of(site: &Site, index: u32) -> Found {
    let document = site.document(index);
    // An item names its dossiers, so it need not say that their pages link to it; nor do texts count that were corrected since.
    let counts = !matches!(document.role, Role::Dossier { .. } | Role::Version { .. });
    let mut meant = Vec::new();
    let mut backlinks = Vec::new();
    for (at, reference) in (0..).zip(&document.references) {
        let Some(target) = &reference.target else { continue };
        let Some(found) = resolve(site, (index, at), target) else { continue };
        meant.push((at, found));
        if let Meant::Item(to) = found {
            backlinks.push(Backlink { to, document: index, by: By::Reference(at) });
        }
    }
    // The same for links, by what they point at: most have no anchor.
    let places: Vec<Option<Entry>> =
        document.targets.iter().zip(&site.targets[index as usize]).map(|(t, r)| entry(site, t.anchor(), *r)).collect();
    for (at, link) in (0..).zip(&document.links).filter(|_| counts) {
        if let Some(to) = places[link.target as usize] {
            backlinks.push(Backlink { to, document: index, by: By::Link(at) });
        }
    }
    backlinks.retain(|backlink| backlink.to.document != index || !within(document, place_of(document, backlink.by), backlink.to.division));
    (meant, backlinks)
}

/// The heading at an anchor of a page.
fn entry(site: &Site, anchor: Option<&str>, resolved: Resolved) -> Option<Entry> {
    let Resolved::Page(Page::Document(document)) = resolved else { return None };
    let division = site.document(document).anchor(anchor?)? as u32;
    Some(Entry { document, division })
}

/// Whether a division is another or stands in it.
fn within(document: &Document, division: Option<u32>, other: u32) -> bool {
    let mut next = division;
    while let Some(at) = next {
        if at == other {
            return true;
        }
        next = document.divisions.get(at as usize).and_then(|d| d.parent);
    }
    false
}

fn resolve(site: &Site, (index, at): (u32, u32), target: &Target) -> Option<Meant> {
    let document = site.document(index);
    match target {
        Target::Note(number) => {
            let note = number.checked_sub(1)?;
            ((note as usize) < document.notes.len()).then_some(Meant::Note(note))
        }
        Target::Item { part, number, sub } => {
            let sub = sub.map(String::from).unwrap_or_default();
            let wanted = Wanted { part: part.as_deref(), number: format!("{number}{sub}") };
            let own = wanted.find(document, place_of(document, By::Reference(at)));
            let agenda = || site.meeting(index).map(|meeting| meeting.agenda).filter(|agenda| *agenda != index);
            let found = own.map(|division| Entry { document: index, division });
            let found = found
                .or_else(|| agenda().and_then(|document| Some(Entry { document, division: wanted.find(site.document(document), None)? })));
            found.map(Meant::Item)
        }
        Target::Ibid | Target::Above | Target::Below => None,
    }
}

/// An item by its number, perhaps with its part.
struct Wanted<'a> {
    part: Option<&'a str>,
    number: String,
}

impl Wanted<'_> {
    /// The item in a document: in the part that is named, else in that of the place which refers to it, else the only one.
    fn find(&self, document: &Document, from: Option<u32>) -> Option<u32> {
        let by_number = |number: &str| document.divisions.iter().position(|d| d.number == number).map(|at| at as u32);
        if let Some(part) = self.part {
            return by_number(&format!("{part}.{}", self.number));
        }
        let parts = document.lineage(from).filter(|d| d.parent.is_none() && !d.number.is_empty());
        let same = parts.last().and_then(|part| by_number(&format!("{}.{}", part.number, self.number)));
        same.or_else(|| by_number(&self.number)).or_else(|| {
            let ends = |number: &str| number.strip_suffix(&self.number).is_some_and(|before| before.ends_with('.'));
            let mut found = (0..).zip(&document.divisions).filter(|(_, d)| ends(&d.number)).map(|(at, _)| at);
            found.next().filter(|_| found.next().is_none())
        })
    }
}
