//! The names of the notes of one document.
//!
//! Takes: a document, and what was published of it.
//! Gives: a name for each note, which its address and its anchors are made from: the recorded one, or else what follows from its
//! label; the notes that are gone; a diagnostic where two notes would have one name.
//! Never: gives a name again that another note had.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use oxc_index::{IndexSlice, IndexVec};

use super::next_label::NextLabel;
use crate::diagnostic::{Code, Diagnostic, Edit, Hint, Span, message};
use crate::document::indices::NoteId;
use crate::document::{Note, Summary, note_name};
use crate::settings::language::Language;
use crate::site::record::RecordedPage;

/// Of so many notes that are known by their numbers alone and are gone there is a page that says so; the record may name any
/// number.
const MOST_GONE: u32 = 1_000;

/// A note that was published and is no longer there.
#[derive(Debug, Clone)]
pub(crate) struct GoneNote {
    /// Its name in addresses.
    pub name: String,
    /// `None` if only its number is known.
    pub label: Option<String>,
    /// Where the record names it.
    pub span: Span,
}

#[derive(Default)]
pub(super) struct SettledNotes {
    /// Empty if every note has the name that follows from its label.
    pub(super) names: IndexVec<NoteId, Box<str>>,
    pub(super) other_names: Vec<(NoteId, String)>,
    pub(super) gone: Vec<GoneNote>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Names the notes of a document.
pub(super) fn settle(document: &Summary, recorded: Option<&RecordedPage>, language: &Language) -> SettledNotes {
    if recorded.is_some_and(|recorded| is_as_published(document, recorded)) {
        return SettledNotes::default();
    }
    let nothing = RecordedPage::default();
    let mut naming = NoteNaming::new(document, recorded.unwrap_or(&nothing), language);
    naming.recorded();
    naming.numbered();
    naming.by_label();
    naming.finish()
}

/// Whether the document has the notes that were published and no others, each with the name that follows from its label. Most have,
/// and linking is done at every change of a text.
fn is_as_published(document: &Summary, recorded: &RecordedPage) -> bool {
    let same = |note: &Note| {
        let known = recorded.labels.get(&*note.label);
        known.is_some_and(|known| !known.is_gone && matches!(&*known.names, [name] if **name == *note.name))
    };
    recorded.notes.is_none() && recorded.labels.len() == document.notes.len() && document.notes.iter().all(same)
}

struct NoteNaming<'a> {
    document: &'a Summary,
    recorded: &'a RecordedPage,
    language: &'a Language,
    names: IndexVec<NoteId, Option<String>>,
    /// The names that are given, to whichever note.
    given: HashSet<String>,
    /// The labels to which the record gives each name.
    holders: HashMap<&'a str, &'a str>,
    other_names: Vec<(NoteId, String)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> NoteNaming<'a> {
    fn new(document: &'a Summary, recorded: &'a RecordedPage, language: &'a Language) -> Self {
        let holders = recorded
            .labels
            .iter()
            .flat_map(|(label, note)| note.names.iter().map(move |n| (n.as_str(), label.as_str())));
        NoteNaming {
            document,
            recorded,
            language,
            names: document.notes.iter().map(|_| None).collect(),
            given: HashSet::new(),
            holders: holders.collect(),
            other_names: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Gives the notes that were published the names that they had.
    fn recorded(&mut self) {
        for (index, note) in self.document.notes.iter_enumerated() {
            let Some(known) = self.recorded.labels.get(&*note.label) else { continue };
            // One that went may come back; another one may not take its place.
            if known.is_gone && note.words.is_none_or(|words| !known.words.contains(&words)) {
                continue;
            }
            for name in &known.names {
                if self.given.insert(name.clone()) {
                    match &mut self.names[index] {
                        own @ None => *own = Some(name.clone()),
                        Some(_) => self.other_names.push((index, name.clone())),
                    }
                }
            }
        }
    }

    /// How many notes were published by their numbers.
    fn count(&self) -> u32 {
        self.recorded.notes.map_or(0, |(count, _)| count)
    }

    /// Of notes that were published by number and are not known by label, each stands where it stood.
    fn numbered(&mut self) {
        for number in 1..=self.count().min(self.document.notes.len() as u32) {
            let (name, index) = (number.to_string(), NoteId::from_raw(number - 1));
            if self.names[index].is_none()
                && !self.holders.contains_key(name.as_str())
                && self.given.insert(name.clone())
            {
                self.names[index] = Some(name);
            }
        }
    }

    /// Gives all others the names that follow from their labels.
    fn by_label(&mut self) {
        // Few documents have a heading that could stand in the way.
        let words = &self.language.addresses;
        let (id, back) = (format!("{}-", words.footnote), format!("{}-", words.citation));
        let headings = self.document.divisions.iter().map(|division| division.anchor.as_str());
        let headings: HashSet<&str> = headings.filter(|a| a.starts_with(&id) || a.starts_with(&back)).collect();
        let count = self.count();
        let was_number = |name: &str| name.parse().is_ok_and(|number: u32| (1..=count).contains(&number));
        let heading = |name: &str| {
            !headings.is_empty() && [&id, &back].iter().any(|word| headings.contains(format!("{word}{name}").as_str()))
        };
        let notes = &self.document.notes;
        let (labels, names) = (LazyCell::new(|| labels(notes)), LazyCell::new(|| own_names(notes)));
        let mut next = NextLabel::default();
        for (index, note) in notes.iter_enumerated() {
            if self.names[index].is_some() {
                continue;
            }
            let free = |name: &str, given: &HashSet<String>| {
                !heading(name)
                    && !given.contains(name)
                    && !self.holders.contains_key(name)
                    && !was_number(name)
                    && !is_citation(name, |other| given.contains(other) || names.contains(other))
            };
            let mut name = note.name.to_string();
            if !free(&name, &self.given) {
                let label = next.find(&note.label, |label| {
                    !self.recorded.labels.contains_key(label)
                        && !labels.contains(label)
                        && free(&note_name::of(label), &self.given)
                });
                let diagnostic = self.collision(note, &name, &label);
                name = note_name::of(&label);
                self.diagnostics.push(diagnostic);
            }
            self.given.insert(name.clone());
            self.names[index] = Some(name);
        }
    }

    fn collision(&self, note: &Note, taken: &str, label: &str) -> Diagnostic {
        let address = format!("{}{}-{taken}.html", self.document.address, self.language.addresses.footnote);
        let message = match self.holders.get(taken) {
            Some(other) if **other == *note.label => message!("note-collision-gone", label = &*note.label, address),
            Some(other) => message!("note-collision", label = &*note.label, address, other),
            None => message!("note-collision-here", label = &*note.label, address),
        };
        let hint = Hint::certain(message!("note-collision.hint", label), renamed(note, label));
        Diagnostic::at(Code::AddressCollision, &self.document.path, note.defined, message).hint(hint)
    }

    fn finish(self) -> SettledNotes {
        let count = self.count();
        let labels = labels(&self.document.notes);
        let mut gone: Vec<GoneNote> = Vec::new();
        for (label, note) in
            self.recorded.labels.iter().filter(|(label, note)| note.is_gone || !labels.contains(label.as_str()))
        {
            let names = note.names.iter().filter(|name| !self.given.contains(*name));
            gone.extend(names.map(|name| GoneNote { name: name.clone(), label: Some(label.clone()), span: note.span }));
        }
        if let Some((_, span)) = self.recorded.notes {
            for name in
                (1..=count).map(|number| number.to_string()).take(MOST_GONE as usize + self.document.notes.len())
            {
                if !self.given.contains(&name) && !self.holders.contains_key(name.as_str()) {
                    gone.push(GoneNote { name, label: None, span });
                }
            }
        }
        let same = |(own, note): (&Option<String>, &Note)| own.as_deref() == Some(&*note.name);
        let names = match self.names.iter().zip(&self.document.notes).all(same) {
            true => IndexVec::new(),
            false => self.names.into_iter().map(|name| name.unwrap_or_default().into()).collect(),
        };
        SettledNotes { names, other_names: self.other_names, gone, diagnostics: self.diagnostics }
    }
}

fn labels(notes: &IndexSlice<NoteId, [Note]>) -> HashSet<&str> {
    notes.iter().map(|note| &*note.label).collect()
}

/// The names that follow from the labels.
fn own_names(notes: &IndexSlice<NoteId, [Note]>) -> HashSet<&str> {
    notes.iter().map(|note| &*note.name).collect()
}

/// Whether a name would make the anchor of a second citation, as `3-2` does beside `3`.
fn is_citation(name: &str, is_name: impl Fn(&str) -> bool) -> bool {
    let Some((other, nth)) = name.rsplit_once('-') else { return false };
    nth.parse().is_ok_and(|nth: usize| nth > 1) && is_name(other)
}

/// The edits that give a note another label, wherever it stands.
pub(super) fn renamed(note: &Note, label: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = note.citations.iter().map(|c| Edit::new(c.span, format!("[^{label}]"))).collect();
    let defined = note.citations.first().is_none_or(|first| first.span != note.defined);
    edits.extend(defined.then(|| Edit::new(note.defined, format!("[^{label}]:"))));
    edits.sort();
    edits
}
