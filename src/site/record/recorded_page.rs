//! What was published at one address.
//!
//! Takes: the words of its lines, one after another.
//! Gives: [`RecordedPage`], the same for any order of them.
//! Never: forgets a word.

use std::collections::{BTreeMap, BTreeSet};

use reference::Id;

use super::few::Few;
use super::line_words::RecordWord;
use super::once::Once;
use crate::diagnostic::Span;
use crate::document::imprint::Imprint;
use crate::document::paragraphs::{FormerCount, ParagraphName};
use crate::document::wording::Wording;
use crate::document::{Named, note_name};
use crate::project::leftover;

/// By which rules the places of a document are named: notes by label, paragraphs within their items.
pub(crate) const RULES: u32 = 2;

/// What was published at one address.
#[derive(Debug, Clone, Default)]
pub(crate) struct RecordedPage {
    /// Where the record first names the address.
    pub span: Span,
    /// [`RULES`], or 0 if the line is of an earlier version of the program.
    pub rules: u32,
    /// How many notes had pages when they were called by their numbers, and where the record says so.
    pub notes: Option<(u32, Span)>,
    /// By label.
    pub labels: BTreeMap<String, RecordedNote>,
    /// By anchor.
    pub headings: BTreeMap<String, RecordedHeading>,
    /// In the order of the text.
    pub paragraphs: BTreeMap<ParagraphName, Few<Wording>>,
    /// Those of them that were no longer there at the last build.
    pub gone_paragraphs: BTreeSet<ParagraphName>,
    pub former: BTreeSet<FormerCount>,
    /// Earlier addresses of the same document, without the leading `/`.
    pub from: BTreeSet<String>,
    /// The digests of the versions of its seal, with their places.
    pub seals: Vec<(String, Span)>,
    /// The promises of a document, by the id of their place on the list of all.
    pub promises: BTreeMap<String, RecordedPromise>,
    /// The files beside it that programs read, by their paths from there.
    pub made: BTreeMap<String, Span>,
    /// The addresses from which its ids are made. Two branches may have noted two, of which the first counts.
    pub identities: BTreeSet<String>,
    /// The addresses of the site when ids were first given out; only at the home page, and mostly one.
    pub bases: BTreeSet<String>,
    /// The source, if it is the page of one.
    pub source: Option<Named>,
    /// Places that cite that source.
    pub by: BTreeSet<String>,
    /// Made when first needed.
    pub(super) imprint: Once<Option<Imprints>>,
}

/// The imprints of a page whose places have one name and one wording each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Imprints {
    /// Of its notes and headings.
    pub places: Imprint,
    /// Of its paragraphs; `None` if none are recorded.
    pub paragraphs: Option<Imprint>,
}

/// A promise that was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RecordedPromise {
    /// The UIDs of its event, of which the first counts.
    pub uids: Few<String>,
    /// The wordings of what was promised, and of its day and item.
    pub meanings: Few<(Wording, Wording)>,
    pub span: Span,
}

/// A note that was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RecordedNote {
    /// Its names in addresses. Two branches may have given it two, of which the first counts.
    pub names: Few<String>,
    pub words: Few<Wording>,
    /// Whether it was no longer there at the last build.
    pub is_gone: bool,
    pub span: Span,
}

/// A heading that was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RecordedHeading {
    /// The wordings of its title and of its text.
    pub meanings: Few<(Wording, Option<Wording>)>,
    pub span: Span,
}

impl RecordedPage {
    /// The imprints of what is recorded, unless a place has gone or has several names or wordings, or is known by its number alone.
    pub(crate) fn imprints(&self) -> Option<Imprints> {
        *self.imprint.get_or_init(|| {
            let is_plain = self.rules == RULES && self.notes.is_none() && self.gone_paragraphs.is_empty();
            if !is_plain || !self.former.is_empty() {
                return None;
            }
            let (mut places, mut paragraphs) = (Imprint::default(), Imprint::default());
            for (label, note) in &self.labels {
                if note.is_gone {
                    return None;
                }
                places.note(label, only(&note.names)??, only(&note.words)?.copied());
            }
            for (anchor, heading) in &self.headings {
                places.heading(anchor, *only(&heading.meanings)??);
            }
            for (name, words) in &self.paragraphs {
                paragraphs.paragraph(name, only(words)?.copied());
            }
            Some(Imprints { places, paragraphs: (!self.paragraphs.is_empty()).then_some(paragraphs) })
        })
    }

    /// The folder and the digest of the id, if this is the page of a source with nothing but places that cite it.
    pub(super) fn ordinary_source<'a>(&self, address: &'a str) -> Option<(&'a str, u64)> {
        let named = self.source.as_ref()?;
        let RecordedPage { rules, notes, labels, headings, paragraphs, gone_paragraphs, former, from, .. } = self;
        let RecordedPage { seals, promises, made, identities, bases, .. } = self;
        let has_places = *rules > 0 || notes.is_some() || !labels.is_empty() || !headings.is_empty();
        let has_paragraphs = !paragraphs.is_empty() || !gone_paragraphs.is_empty() || !former.is_empty();
        let has_past = !from.is_empty() || !seals.is_empty() || !identities.is_empty() || !bases.is_empty();
        if has_places || has_paragraphs || has_past || !promises.is_empty() || !made.is_empty() {
            return None;
        }
        let (folder, file) = address.split_at(address.rfind('/')? + 1);
        let is_its_page = file.strip_suffix(".html").is_some_and(|name| named.id.slug() == name);
        (is_its_page && !leftover::has_leftover(address)).then(|| (folder, named.digest()))
    }

    pub(super) fn add(&mut self, word: RecordWord, span: Span) {
        match word {
            RecordWord::Rules(rules) => self.rules = self.rules.max(rules),
            RecordWord::Notes(notes) => {
                if self.notes.is_none_or(|(known, _)| known < notes) {
                    self.notes = Some((notes, span));
                }
            }
            RecordWord::Seal(digest) => self.seals.push((digest, span)),
            RecordWord::Note { label, name, words, is_gone } => {
                let name = name.unwrap_or_else(|| note_name::of(&label));
                let fresh = || RecordedNote { span, ..RecordedNote::default() };
                let note = self.labels.entry(label).or_insert_with(fresh);
                note.names.insert(name);
                note.words.extend(words);
                note.is_gone |= is_gone;
            }
            RecordWord::Heading { anchor, meaning } => {
                let fresh = || RecordedHeading { span, ..RecordedHeading::default() };
                self.headings.entry(anchor).or_insert_with(fresh).meanings.extend(meaning);
            }
            RecordWord::Paragraph { name, words, is_gone } => {
                self.gone_paragraphs.extend(is_gone.then(|| name.clone()));
                self.paragraphs.entry(name).or_default().extend(words);
            }
            RecordWord::Former(former) => {
                self.former.insert(former);
            }
            RecordWord::From(address) => {
                self.from.insert(address);
            }
            RecordWord::Made(path) => {
                self.made.entry(path).or_insert(span);
            }
            RecordWord::Base(base) => {
                self.bases.insert(base);
            }
            RecordWord::Identity(address) => {
                self.identities.insert(address);
            }
            RecordWord::Source(id) => {
                let named = id.as_deref().and_then(Id::from_canonical).map(Named::new);
                self.source = self.source.take().or(named);
            }
            RecordWord::By(place) => {
                self.by.insert(place);
            }
            RecordWord::Promise { anchor, uid, words, facts } => {
                let fresh = || RecordedPromise { span, ..RecordedPromise::default() };
                let promise = self.promises.entry(anchor).or_insert_with(fresh);
                promise.uids.insert(uid);
                promise.meanings.insert((words, facts));
            }
        }
    }

    /// Adds what another page has, that of the same document at another address.
    pub(crate) fn join(&mut self, other: &RecordedPage) {
        let RecordedPage {
            span: _,
            rules,
            notes,
            labels,
            headings,
            paragraphs,
            gone_paragraphs,
            former,
            from,
            seals,
            promises,
            made: _,
            identities,
            bases: _,
            source: _,
            by: _,
            imprint: _,
        } = other;
        self.rules = self.rules.max(*rules);
        if let Some((count, span)) = notes {
            self.add(RecordWord::Notes(*count), *span);
        }
        for (label, note) in labels {
            let known = self
                .labels
                .entry(label.clone())
                .or_insert_with(|| RecordedNote { span: note.span, ..RecordedNote::default() });
            known.names.extend(note.names.iter().cloned());
            known.words.extend(note.words.iter().copied());
            known.is_gone |= note.is_gone;
        }
        for (anchor, heading) in headings {
            let known = self
                .headings
                .entry(anchor.clone())
                .or_insert_with(|| RecordedHeading { span: heading.span, ..RecordedHeading::default() });
            known.meanings.extend(heading.meanings.iter().copied());
        }
        for (name, words) in paragraphs {
            self.paragraphs.entry(name.clone()).or_default().extend(words.iter().copied());
        }
        for (anchor, promise) in promises {
            let known = self.promises.entry(anchor.clone()).or_insert_with(|| promise.clone());
            known.uids.extend(promise.uids.iter().cloned());
            known.meanings.extend(promise.meanings.iter().copied());
        }
        self.gone_paragraphs.extend(gone_paragraphs.iter().cloned());
        self.former.extend(former.iter().cloned());
        self.from.extend(from.iter().cloned());
        self.seals.extend(seals.iter().cloned());
        self.identities.extend(identities.iter().cloned());
    }
}

/// What is alone in a set; `None` beside others, `Some(None)` if there is nothing.
fn only<T>(set: &[T]) -> Option<Option<&T>> {
    (set.len() < 2).then(|| set.first())
}

/// The source whose page is at an address, if its id can be told from that.
pub(super) fn source_of(address: &str) -> Option<Id> {
    Id::from_canonical(address.rsplit('/').next()?.strip_suffix(".html")?)
}
