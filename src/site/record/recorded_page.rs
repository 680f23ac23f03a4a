//! What was published at one address.
//!
//! Takes: the words of its lines, one after another.
//! Gives: [`RecordedPage`], the same for any order of them.
//! Never: forgets a word.

use std::collections::{BTreeMap, BTreeSet};

use reference::Id;

use super::line_words::RecordWord;
use crate::diagnostic::Span;
use crate::document::paragraphs::{FormerCount, ParagraphName};
use crate::document::wording::Wording;
use crate::document::{Named, note_name};

/// What was published at one address.
#[derive(Debug, Clone, Default)]
pub(crate) struct RecordedPage {
    /// Where the record first names the address.
    pub span: Span,
    /// [`RULES`](super::RULES), or 0 if the line is of an earlier version of the program.
    pub rules: u32,
    /// How many notes had pages when they were called by their numbers, and where the record says so.
    pub notes: Option<(u32, Span)>,
    /// By label.
    pub labels: BTreeMap<String, RecordedNote>,
    /// By anchor.
    pub headings: BTreeMap<String, RecordedHeading>,
    /// In the order of the text.
    pub paragraphs: BTreeMap<ParagraphName, BTreeSet<Wording>>,
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
}

/// A promise that was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RecordedPromise {
    /// The UIDs of its event, of which the first counts.
    pub uids: BTreeSet<String>,
    /// The wordings of what was promised, and of its day and item.
    pub meanings: BTreeSet<(Wording, Wording)>,
    pub span: Span,
}

/// A note that was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RecordedNote {
    /// Its names in addresses. Two branches may have given it two, of which the first counts.
    pub names: BTreeSet<String>,
    pub words: BTreeSet<Wording>,
    /// Whether it was no longer there at the last build.
    pub is_gone: bool,
    pub span: Span,
}

/// A heading that was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RecordedHeading {
    /// The wordings of its title and of its text.
    pub meanings: BTreeSet<(Wording, Option<Wording>)>,
    pub span: Span,
}

impl RecordedPage {
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
            known.words.extend(&note.words);
            known.is_gone |= note.is_gone;
        }
        for (anchor, heading) in headings {
            let known = self
                .headings
                .entry(anchor.clone())
                .or_insert_with(|| RecordedHeading { span: heading.span, ..RecordedHeading::default() });
            known.meanings.extend(&heading.meanings);
        }
        for (name, words) in paragraphs {
            self.paragraphs.entry(name.clone()).or_default().extend(words);
        }
        for (anchor, promise) in promises {
            let known = self.promises.entry(anchor.clone()).or_insert_with(|| promise.clone());
            known.uids.extend(promise.uids.iter().cloned());
            known.meanings.extend(&promise.meanings);
        }
        self.gone_paragraphs.extend(gone_paragraphs.iter().cloned());
        self.former.extend(former.iter().cloned());
        self.from.extend(from.iter().cloned());
        self.seals.extend(seals.iter().cloned());
        self.identities.extend(identities.iter().cloned());
    }
}

/// The source whose page is at an address, if its id can be told from that.
pub(super) fn source_of(address: &str) -> Option<Id> {
    Id::from_canonical(address.rsplit('/').next()?.strip_suffix(".html")?)
}
