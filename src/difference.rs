//! Where two versions of a document differ.
//!
//! Takes: a document as it was and as it is.
//! Gives: the anchor of the first place on its page that is new or different.
//! Never: finds the least difference; it compares from the front and from the back.

use crate::document::{Block, Document};
use crate::fragment::{Fragment, Slot};

/// The anchor of the first place that differs, if one does.
pub fn first(old: &Document, new: &Document) -> Option<String> {
    block(old, new).or_else(|| heading(old, new)).or_else(|| note(old, new))
}

/// The first block that differs; where blocks were only taken out, the one that follows.
fn block(old: &Document, new: &Document) -> Option<String> {
    let words = |blocks: &[Block]| -> Vec<String> { blocks.iter().map(|b| words(&b.fragment)).collect() };
    let (before, now) = (words(&old.blocks), words(&new.blocks));
    let same = before.iter().zip(&now).take_while(|(a, b)| a == b).count();
    if same == before.len() && same == now.len() {
        return None;
    }
    let from = new.blocks.get(same).or(new.blocks.last())?;
    number(&from.fragment).map(|number| format!("p{number}"))
}

fn heading(old: &Document, new: &Document) -> Option<String> {
    let same = |(a, b): &(&crate::document::Division, &crate::document::Division)| {
        let treatments = a.treatments.iter().map(|t| &t.text).eq(b.treatments.iter().map(|t| &t.text));
        treatments
            && a.text == b.text
            && a.label == b.label
            && a.date == b.date
            && a.dossiers.iter().map(|d| &d.value).eq(b.dossiers.iter().map(|d| &d.value))
    };
    let same = old.divisions.iter().zip(&new.divisions).take_while(same).count();
    new.divisions.get(same).map(|division| division.anchor.clone())
}

/// The place that cites the first note that differs, since the page's notes stand far from what is being read.
fn note(old: &Document, new: &Document) -> Option<String> {
    let same = old.notes.iter().zip(&new.notes).take_while(|(a, b)| words(&a.fragment) == words(&b.fragment)).count();
    let citation = new.notes.get(same)?.citations.first()?;
    match citation.place {
        crate::document::Place::Block(block) => number(&new.blocks.get(block as usize)?.fragment).map(|number| format!("p{number}")),
        _ => new.divisions.get(citation.division? as usize).map(|division| division.anchor.clone()),
    }
}

fn number(fragment: &Fragment) -> Option<u32> {
    fragment.slots().find_map(|slot| match slot {
        Slot::Block(number) => Some(number),
        _ => None,
    })
}

/// The text without what is only a matter of counting.
fn words(fragment: &Fragment) -> String {
    fragment.fill(|_, _| {})
}
