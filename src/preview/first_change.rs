//! Where two versions of a document differ.
//!
//! Takes: a document as it was and as it is.
//! Gives: [`ChangedPlace`], the first place on its page that is new or different.
//! Never: finds the smallest difference; it compares from the front and from the back.

use crate::document::Document;
use crate::document::fragment::{Fragment, Slot};
use crate::document::indices::BlockId;

/// A place that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ChangedPlace {
    Block(BlockId),
    /// A heading with this anchor.
    Heading(String),
}

/// The first place that differs; `None` if none does.
pub(super) fn first(old: &Document, new: &Document) -> Option<ChangedPlace> {
    block(old, new).or_else(|| heading(old, new)).or_else(|| note(old, new))
}

/// The first block that differs; where blocks were only removed, the one that follows.
fn block(old: &Document, new: &Document) -> Option<ChangedPlace> {
    let words = |blocks: &[Fragment]| -> Vec<String> { blocks.iter().map(words).collect() };
    let (before, now) = (words(&old.body.blocks.raw), words(&new.body.blocks.raw));
    let same = before.iter().zip(&now).take_while(|(a, b)| a == b).count();
    if same == before.len() && same == now.len() {
        return None;
    }
    let from = new.body.blocks.raw.get(same).or(new.body.blocks.last())?;
    anchored(from).map(ChangedPlace::Block)
}

fn heading(old: &Document, new: &Document) -> Option<ChangedPlace> {
    let same = |(a, b): &(&crate::document::Division, &crate::document::Division)| {
        let treatments = a.treatments.iter().map(|t| &t.text).eq(b.treatments.iter().map(|t| &t.text));
        treatments
            && a.text == b.text
            && a.label == b.label
            && a.date == b.date
            && a.dossiers.iter().map(|d| &d.value).eq(b.dossiers.iter().map(|d| &d.value))
    };
    let same = old.summary.divisions.iter().zip(&new.summary.divisions).take_while(same).count();
    new.summary.divisions.raw.get(same).map(|division| ChangedPlace::Heading(division.anchor.clone()))
}

/// The place that cites the first note that differs, since the notes of a page are far from the text that is being
/// read.
fn note(old: &Document, new: &Document) -> Option<ChangedPlace> {
    let same = old
        .summary
        .notes
        .iter()
        .zip(&new.summary.notes)
        .take_while(|(a, b)| words(&a.fragment) == words(&b.fragment))
        .count();
    let citation = new.summary.notes.raw.get(same)?.citations.first()?;
    match citation.place {
        crate::document::Place::Block(block) => anchored(new.body.blocks.get(block)?).map(ChangedPlace::Block),
        _ => {
            let division = new.summary.divisions.get(citation.division?);
            division.map(|division| ChangedPlace::Heading(division.anchor.clone()))
        }
    }
}

fn anchored(fragment: &Fragment) -> Option<BlockId> {
    fragment.slots().find_map(|slot| match slot {
        Slot::Block(block) => Some(block),
        _ => None,
    })
}

/// The text without anything that is only numbering.
fn words(fragment: &Fragment) -> String {
    fragment.fill(|_, _| {})
}
