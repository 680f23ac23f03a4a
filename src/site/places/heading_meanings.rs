//! Headings whose published anchors would come to mean something else.
//!
//! Takes: a document, and what was published of it.
//! Gives: a diagnostic for each document whose anchors were swapped, taken by a new heading, or lost with the title, and the edits
//! that put them back.
//! Never: minds a new title or a new text under the same anchor.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{Code, Diagnostic, Edit, Hint, message};
use crate::document::indices::DivisionId;
use crate::document::wording::Wording;
use crate::document::{Division, IdPlace, Summary};
use crate::site::record::{RecordedHeading, RecordedPage};

/// Reports the first heading that was published under another anchor; its edits mend all. Gives also these anchors, each with the
/// sign before it.
pub(super) fn check(document: &Summary, recorded: &RecordedPage) -> Option<(Diagnostic, Vec<String>)> {
    let in_place = document.divisions.iter().filter(|division| is_in_place(recorded, division)).count();
    // Most headings are as they were published.
    if in_place >= recorded.headings.len() {
        return None;
    }
    let meanings = Meanings::new(document, recorded);
    let moved = meanings.moved();
    let (index, anchor) = moved.iter().min_by_key(|(index, _)| **index)?;
    let division = &document.divisions[*index];
    let edits = edits(document, &moved);
    let hint = message!("moved-anchor.hint", anchor);
    let hint = if edits.is_empty() { hint.into() } else { Hint::certain(hint, edits) };
    let (code, message) = match document.anchor(anchor) {
        Some(other) => {
            let (title, other) = (document.reference_text(*index), document.reference_text(other));
            let message = message!("moved-anchor", anchor, title, other);
            (Code::MovedAnchor, message)
        }
        None => (Code::VanishedAnchor, message!("renamed-anchor", anchor, title = division.text)),
    };
    let anchors = moved.values().map(|anchor| format!("#{anchor}")).collect();
    Some((Diagnostic::at(code, &document.path, division.span, message).hint(hint), anchors))
}

struct Meanings<'a> {
    document: &'a Summary,
    recorded: &'a RecordedPage,
    anchors: HashMap<&'a str, DivisionId>,
    by_title: HashMap<Wording, Vec<DivisionId>>,
    by_text: HashMap<Wording, Vec<DivisionId>>,
}

impl<'a> Meanings<'a> {
    fn new(document: &'a Summary, recorded: &'a RecordedPage) -> Self {
        let mut meanings =
            Meanings { document, recorded, anchors: HashMap::new(), by_title: HashMap::new(), by_text: HashMap::new() };
        if recorded.headings.is_empty() {
            return meanings;
        }
        for (index, division) in document.divisions.iter_enumerated() {
            meanings.anchors.insert(&division.anchor, index);
            meanings.by_title.entry(division.meaning.title).or_default().push(index);
            division.meaning.text.into_iter().for_each(|text| meanings.by_text.entry(text).or_default().push(index));
        }
        meanings
    }

    /// The headings that were published under another anchor, with that anchor.
    fn moved(&self) -> BTreeMap<DivisionId, &'a str> {
        let mut moved = BTreeMap::new();
        for (anchor, heading) in &self.recorded.headings {
            if let Some(index) = self.meant(anchor, heading) {
                moved.entry(index).or_insert(anchor.as_str());
            }
        }
        moved
    }

    /// The heading that a published anchor meant, if it has another one now.
    fn meant(&self, anchor: &str, heading: &RecordedHeading) -> Option<DivisionId> {
        let here = self.anchors.get(anchor).map(|index| &self.document.divisions[*index]);
        let has_title =
            |division: &Division| heading.meanings.iter().any(|(title, _)| *title == division.meaning.title);
        let has_text = |text: Wording| heading.meanings.iter().any(|(_, known)| *known == Some(text));
        if here.is_some_and(|here| here.meaning.text.is_some_and(has_text)) {
            return None;
        }
        let elsewhere = |index: &DivisionId| {
            let division = &self.document.divisions[*index];
            division.anchor != anchor && !is_in_place(self.recorded, division)
        };
        let texts = heading.meanings.iter().filter_map(|(_, text)| self.by_text.get(&(*text)?));
        if let Some(index) = only(texts.flatten().copied().filter(elsewhere)) {
            // A text that was moved from one item to another takes no title with it.
            return (!here.is_some_and(has_title) || self.is_new(index)).then_some(index);
        }
        if here.is_some_and(has_title) {
            return None;
        }
        let titles = heading.meanings.iter().filter_map(|(title, _)| self.by_title.get(title));
        only(titles.flatten().copied().filter(elsewhere).filter(|index| self.is_new(*index)))
    }

    fn is_new(&self, index: DivisionId) -> bool {
        !self.recorded.headings.contains_key(&self.document.divisions[index].anchor)
    }
}

/// Whether a heading is what its own anchor meant.
fn is_in_place(recorded: &RecordedPage, division: &Division) -> bool {
    let own = recorded.headings.get(&division.anchor);
    own.is_some_and(|own| own.meanings.contains(&(division.meaning.title, division.meaning.text)))
}

/// The only one there is.
fn only(mut found: impl Iterator<Item = DivisionId>) -> Option<DivisionId> {
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The edits that give each heading its anchor back. One that typed the anchor of another gets the one that this has now.
fn edits(document: &Summary, moved: &BTreeMap<DivisionId, &str>) -> Vec<Edit> {
    let mut edits: Vec<Edit> =
        moved.iter().map(|(index, anchor)| with_id(&document.divisions[*index], anchor)).collect();
    for (index, anchor) in moved {
        let Some(other) = document.anchor(anchor).filter(|other| !moved.contains_key(other)) else { continue };
        if let (IdPlace::Typed(span), own) = (document.divisions[other].id_place, &document.divisions[*index].anchor) {
            edits.push(Edit::new(span, format!("#{own}")));
        }
    }
    edits.sort();
    edits
}

fn with_id(division: &Division, anchor: &str) -> Edit {
    match division.id_place {
        IdPlace::Typed(span) => Edit::new(span, format!("#{anchor}")),
        IdPlace::Within(at) => Edit::new(at as usize..at as usize, format!("#{anchor} ")),
        IdPlace::Behind(at) => Edit::new(at as usize..at as usize, format!(" {{#{anchor}}}")),
    }
}
