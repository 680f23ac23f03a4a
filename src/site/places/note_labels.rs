//! Notes that were published under other labels.
//!
//! Takes: a document, and what was published of it.
//! Gives: a diagnostic if published words stand under another label now, with the edits that put every label back.
//! Never: minds other words under the same label, which are an edit, or one text that several notes had.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::naming_notes::renamed;
use super::next_label::NextLabel;
use crate::diagnostic::{Code, Diagnostic, Edit, Hint, message};
use crate::document::indices::NoteId;
use crate::document::wording::{self, Wording};
use crate::document::{Note, Summary};
use crate::site::record::RecordedPage;

/// How many characters of a note a message quotes.
const QUOTED: usize = 60;

/// Reports labels that were renumbered or swapped since they were published. Gives also the labels whose words these were.
pub(super) fn check(document: &Summary, recorded: &RecordedPage) -> Option<(Diagnostic, Vec<String>)> {
    let misplaced = misplaced(document, recorded);
    let (first, label) = misplaced.first_key_value()?;
    let note = &document.notes[*first];
    let words = wording::quoted(&note.fragment, QUOTED);
    let message = match document.notes.iter().find(|other| &*other.label == *label) {
        Some(now) => {
            let now = wording::quoted(&now.fragment, QUOTED);
            message!("renumbered-note", words, label, own = &*note.label, now)
        }
        None => message!("renamed-note", words, label, own = &*note.label),
    };
    let edits = edits(document, recorded, &misplaced);
    let hint = match misplaced.len() {
        1 => message!("renumbered-note.hint", label),
        count => message!("renumbered-note.hint-all", label, count),
    };
    let diagnostic = Diagnostic::at(Code::RenumberedNote, &document.path, note.defined, message);
    let labels = misplaced.values().map(|label| (*label).to_owned()).collect();
    Some((diagnostic.hint(Hint::certain(hint, edits)), labels))
}

/// The notes whose words were published under another label, with that label.
fn misplaced<'r>(document: &Summary, recorded: &'r RecordedPage) -> BTreeMap<NoteId, &'r str> {
    let is_recorded = |note: &Note, words: &Wording| {
        recorded.labels.get(&*note.label).is_some_and(|known| known.words.contains(words))
    };
    // Most notes are as they were published.
    if document.notes.iter().all(|note| note.words.is_none_or(|words| is_recorded(note, &words))) {
        return BTreeMap::new();
    }
    let mut holders: HashMap<Wording, Vec<&'r str>> = HashMap::new();
    // Another note may say what one said that went long ago.
    for (label, note) in recorded.labels.iter().filter(|(_, note)| !note.is_gone) {
        note.words.iter().for_each(|words| holders.entry(*words).or_default().push(label));
    }
    // Where the words still stand under their label, another note only says the same.
    let in_place: HashSet<Wording> =
        document.notes.iter().filter_map(|note| note.words.filter(|words| is_recorded(note, words))).collect();
    let mut wanted = HashSet::new();
    let mut found = BTreeMap::new();
    for (index, note) in document.notes.iter_enumerated() {
        let Some(words) = note.words.filter(|words| !in_place.contains(words)) else { continue };
        if let Some([label]) = holders.get(&words).map(Vec::as_slice)
            && wanted.insert(*label)
        {
            found.insert(index, *label);
        }
    }
    found
}

/// The edits that give every misplaced note its label back, and a label of its own to a note that has one of those.
fn edits(document: &Summary, recorded: &RecordedPage, misplaced: &BTreeMap<NoteId, &str>) -> Vec<Edit> {
    let mut used: HashSet<String> = document.notes.iter().map(|note| note.label.to_string()).collect();
    used.extend(recorded.labels.keys().cloned());
    let wanted: HashSet<&str> = misplaced.values().copied().collect();
    let (mut next, mut edits) = (NextLabel::default(), Vec::new());
    for (index, note) in document.notes.iter_enumerated() {
        let label = match misplaced.get(&index) {
            Some(label) => (*label).to_owned(),
            None if wanted.contains(&*note.label) => next.find(&note.label, |label| used.insert(label.to_owned())),
            None => continue,
        };
        edits.extend(renamed(note, &label));
    }
    edits.sort();
    edits
}
