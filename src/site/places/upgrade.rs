//! What an earlier version of the program recorded of a document, by the present rules.
//!
//! Takes: the page as recorded with `notes=34`, the document as it was then as far as that is known, and as it is now.
//! Gives: the same page with a label for each note that had a page, and the paragraphs as they were counted then.
//! Never: changes what was recorded by the present rules.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::document::Summary;
use crate::document::indices::NoteId;
use crate::document::paragraphs::{FormerCount, ParagraphName};
use crate::document::wording::Wording;
use crate::site::record::{RULES, RecordedNote, RecordedPage};

/// Whether a page was recorded by earlier rules.
pub(crate) fn is_due(page: &RecordedPage) -> bool {
    page.rules < RULES
}

/// Brings a page up to the present rules. `then` is the document as it was first sealed, or else as it is now.
pub(super) fn page<'r>(page: Cow<'r, RecordedPage>, then: &Summary, now: &Summary) -> Cow<'r, RecordedPage> {
    if !is_due(&page) {
        return page;
    }
    let mut page = page.into_owned();
    page.rules = RULES;
    notes(&mut page, then, now);
    if page.paragraphs.is_empty() {
        paragraphs(&mut page, then);
    }
    Cow::Owned(page)
}

/// Gives each note that had a page its number as name.
fn notes(page: &mut RecordedPage, then: &Summary, now: &Summary) {
    let Some((count, span)) = page.notes else { return };
    let named: HashSet<String> = page.labels.values().flat_map(|note| note.names.iter().cloned()).collect();
    let earlier = then.notes.iter().map(|note| (note.label.as_ref(), note.words)).take(count as usize);
    for ((number, found), note) in (1u32..).zip(matched(earlier, now)).zip(&then.notes) {
        let name = number.to_string();
        let label = match found {
            Some(found) => now.notes[found].label.to_string(),
            // The label of a note that is gone may since be that of another.
            None if now.notes.iter().any(|other| other.label == note.label) => continue,
            None => note.label.to_string(),
        };
        if named.contains(&name) || page.labels.contains_key(&label) {
            continue;
        }
        let words = note.words.into_iter().collect();
        page.labels.insert(label, RecordedNote { names: name.into(), words, is_gone: false, span });
    }
}

/// The notes of a document that are those of an earlier version: the one with the same words, or else with the same label.
fn matched<'n>(
    earlier: impl Iterator<Item = (&'n str, Option<Wording>)> + Clone,
    now: &Summary,
) -> Vec<Option<NoteId>> {
    let mut by_words: HashMap<Wording, Vec<NoteId>> = HashMap::new();
    let mut by_label: HashMap<&str, NoteId> = HashMap::new();
    for (index, note) in now.notes.iter_enumerated() {
        by_label.insert(&note.label, index);
        note.words.into_iter().for_each(|words| by_words.entry(words).or_default().push(index));
    }
    let mut taken: HashSet<NoteId> = HashSet::new();
    let same = |label: &str, words: Option<Wording>, taken: &HashSet<NoteId>| {
        let with_words = words.and_then(|words| by_words.get(&words))?;
        let labelled = with_words.iter().find(|note| &*now.notes[**note].label == label);
        labelled
            .or_else(|| with_words.iter().find(|note| !taken.contains(note)))
            .copied()
            .filter(|note| !taken.contains(note))
    };
    let mut found: Vec<Option<NoteId>> = Vec::new();
    for (label, words) in earlier.clone() {
        let note = same(label, words, &taken);
        taken.extend(note);
        found.push(note);
    }
    for ((label, _), note) in earlier.zip(&mut found) {
        if note.is_none() {
            *note = by_label.get(label).copied().filter(|other| !taken.contains(other));
            taken.extend(*note);
        }
    }
    found
}

/// Names the paragraphs as they stood, and says which number on the page each had.
fn paragraphs(page: &mut RecordedPage, then: &Summary) {
    let mut run: Option<FormerCount> = None;
    for (index, block) in then.blocks.iter_enumerated() {
        let name = then.counted_name(block.paragraph);
        if block.anchored {
            page.paragraphs.insert(name.clone(), block.words.into_iter().collect());
        }
        let number = index.number();
        match &mut run {
            Some(run) if run.name(number) == name => run.last = number,
            _ => {
                page.former.extend(run.take().filter(is_other));
                run = Some(FormerCount { first: number, last: number, name });
            }
        }
    }
    page.former.extend(run.filter(is_other));
}

/// Whether the number on the page is not the name itself, as it is above the first heading.
fn is_other(run: &FormerCount) -> bool {
    run.name != ParagraphName::new("", run.first)
}
