//! What was published, compared with what is published now.
//!
//! Takes: a [`Site`], and the [`Record`] of every address that was ever published.
//! Gives: a diagnostic for each address or place that is in the record and no longer on the site; the record with what is new
//! added, and what a text says now in place of what it said.
//! Never: removes an address or a place, but for what no author ever meant to publish. Only `build` writes the record, and only
//! where it exists already: an empty file is enough to begin.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, OnceLock};

use oxc_index::IndexVec;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Message, Span, message};
use crate::document::front_matter::{Special, Status};
use crate::document::{Role, Summary, note_name};
use crate::project::leftover;
use crate::settings::address;
use crate::settings::gone;
use crate::site::indices::DocumentId;
use crate::site::places::GoneNote;
use crate::site::record::{RULES, Record, RecordedNote, RecordedPage};
use crate::site::{Page, Site};

/// At most this many missing notes of one page are reported one by one; the rest are counted.
const NAMED_NOTES: usize = 5;

/// Reports what is in the record and no longer on the site.
pub(crate) fn check(site: &Site, record: &Record) -> Vec<Diagnostic> {
    let path = record.path();
    let malformed = |span: &Span| {
        let hint = message!("malformed-record.hint");
        Diagnostic::at(Code::MalformedRecord, &path, *span, message!("malformed-record")).hint(hint)
    };
    let mut found: Vec<Diagnostic> = record.malformed.iter().map(malformed).collect();
    let anchors = site.documents.iter().map(|_| OnceLock::new()).collect();
    found.par_extend(
        record
            .pages
            .par_iter()
            .flat_map_iter(|(address, page)| PageCheck { site, path: &path, address, page, known: &anchors }.check()),
    );
    found
}

/// Compares one page of the record with the site.
struct PageCheck<'a, 's> {
    site: &'s Site,
    /// The path of the record.
    path: &'a Arc<str>,
    address: &'a str,
    page: &'a RecordedPage,
    /// The anchors of each document, sorted once it is asked for them.
    known: &'a IndexVec<DocumentId, OnceLock<Vec<&'s str>>>,
}

impl PageCheck<'_, '_> {
    fn check(&self) -> Vec<Diagnostic> {
        let PageCheck { site, address, page, .. } = self;
        let full = full(address);
        if is_leftover(site, address) {
            let message = message!("recorded-leftover", address = full);
            let diagnostic = Diagnostic::at(Code::LeftoverFile, self.path, page.span, message);
            return vec![diagnostic.hint(message!("recorded-leftover.hint"))];
        }
        let source =
            || site.find(address).filter(|page| matches!(page, Page::Source(_)) && site.address(*page) == **address);
        let moved_file = || site.addresses.pages.get(format!("{address}/").as_str()).copied();
        let found = site.addresses.pages.get(*address).copied().or_else(source).or_else(moved_file);
        if found.is_none() && site.file_at(address).is_none() && !self.is_gone(address, None) {
            return vec![self.vanished(page.span, &full, message!("vanished-address", address = full))];
        }
        // An address that leads on, or that says what was withdrawn, has no places.
        let Some((index, document)) = found.and_then(|page| document(site, page)) else { return Vec::new() };
        let mut found = self.seals(index);
        self.notes(index, document, &mut found);
        self.anchors(index, &mut found);
        found
    }

    fn is_gone(&self, address: &str, anchor: Option<&str>) -> bool {
        gone::find(&self.site.settings.gone, address, anchor).is_some()
    }

    /// Reports that `address` is no longer there, at the place that names it.
    fn vanished(&self, span: Span, address: &str, message: Message) -> Diagnostic {
        let hint = message!("vanished-address.hint", address);
        Diagnostic::at(Code::VanishedAddress, self.path, span, message).hint(hint)
    }

    /// Every published version of a seal must still be in it.
    fn seals(&self, document: DocumentId) -> Vec<Diagnostic> {
        let PageCheck { site, path, page, .. } = self;
        let known: BTreeSet<&str> = seals(site, document).collect();
        let report = |(_, span): &(String, Span)| {
            let folder = site.document(document).path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let (message, hint) = (message!("published-seal", folder), message!("published-seal.hint"));
            Diagnostic::at(Code::BrokenSeal, path, *span, message).hint(hint)
        };
        page.seals.iter().filter(|(digest, _)| !known.contains(digest.as_str())).map(report).collect()
    }

    /// A note that is gone has a page that says so; whether it was meant to go, somebody has to say.
    fn notes(&self, index: DocumentId, document: &Summary, found: &mut Vec<Diagnostic>) {
        let PageCheck { site, path, .. } = self;
        let gone = &site.places.of(index).gone;
        let said = |note: &GoneNote| {
            let address = format!("{}{}-{}.html", document.address, site.language.addresses.footnote, note.name);
            let page = site.addresses.pages.get(address.as_str());
            (matches!(page, Some(Page::Gone(_))) && !self.is_gone(&address, None)).then(|| full(&address))
        };
        // What is reported in the text itself, with its mend, is not reported here as well.
        let mended = &site.places.of(index).mended;
        let gone = gone.iter().filter(|note| note.label.as_ref().is_none_or(|label| !mended.contains(label)));
        let gone: Vec<&GoneNote> = gone.collect();
        let mut left = gone.iter().filter_map(|note| said(note).map(|address| (*note, address)));
        let named: Vec<(&GoneNote, String)> = left.by_ref().take(NAMED_NOTES).collect();
        let counted = self.page.notes.map_or(0, |(count, _)| count as usize);
        let known = document.notes.len() + gone.len();
        let more = left.count() + counted.saturating_sub(known);
        for (at, (note, address)) in named.iter().enumerate() {
            let hint = message!("gone-note.hint", address);
            let path_of = &document.path;
            let message = match &note.label {
                _ if at + 1 == NAMED_NOTES && more > 0 => message!("gone-notes", address, path = path_of, more),
                Some(label) => message!("gone-note", address, path = path_of, label),
                None => message!("gone-note-number", address, path = path_of, number = note.name),
            };
            found.push(Diagnostic::at(Code::GoneNote, path, note.span, message).hint(hint));
        }
    }

    /// Every heading that had an anchor must still have it.
    fn anchors(&self, index: DocumentId, found: &mut Vec<Diagnostic>) {
        let PageCheck { site, path, address, page, known } = self;
        if page.headings.is_empty() {
            return;
        }
        let known = known[index].get_or_init(|| {
            let divisions = site.document(index).divisions.iter();
            let mut known: Vec<&str> = divisions.map(|division| division.anchor.as_str()).collect();
            known.sort_unstable();
            known
        });
        let (document, mended) = (site.document(index), &site.places.of(index).mended);
        for (anchor, heading) in &page.headings {
            let is_there = known.binary_search(&anchor.as_str()).is_ok();
            if is_there || self.is_gone(address, Some(anchor)) || mended.contains(&format!("#{anchor}")) {
                continue;
            }
            let message = message!("vanished-anchor", path = document.path, anchor);
            let place = format!("{}#{}", full(address), address::encode(anchor));
            let hint = message!("vanished-anchor.hint", anchor, address = place);
            found.push(Diagnostic::at(Code::VanishedAnchor, path, heading.span, message).hint(hint));
        }
    }
}

fn full(address: &str) -> String {
    format!("/{}", address::encode(address))
}

/// Whether a program once left behind what was published at an address, and nothing else stands there.
fn is_leftover(site: &Site, address: &str) -> bool {
    leftover::has_leftover(address) && !site.is_taken(address)
}

/// The digests of the versions of a seal, for the agenda of a sealed meeting.
fn seals(site: &Site, document: DocumentId) -> impl Iterator<Item = &str> {
    let seal =
        site.meeting(document).filter(|meeting| meeting.agenda == document).and_then(|meeting| meeting.seal.as_ref());
    seal.into_iter().flat_map(|seal| seal.versions.iter().flat_map(|version| version.digests()))
}

/// The document whose places the page at an address has.
fn document(site: &Site, page: Page) -> Option<(DocumentId, &Summary)> {
    let index = match page {
        Page::Document(document) => Some(document),
        Page::Home => site.home,
        _ => None,
    };
    index.map(|index| (index, site.document(index)))
}

/// A record brought up to date.
pub(crate) struct RenewedRecord {
    pub text: String,
    /// The addresses that were not in it, each with its leading `/`, sorted; those of notes are not among them.
    pub new: Vec<String>,
}

/// The record with everything that the site publishes now.
pub(crate) fn renewed(site: &Site, record: &Record) -> RenewedRecord {
    let mut renewed = Record { file: None, ..record.clone() };
    renewed.pages.retain(|address, _| !is_leftover(site, address));
    let mut new = Vec::new();
    for (address, document) in published(site) {
        let fresh = !renewed.pages.contains_key(&address);
        if fresh {
            new.push(full(&address));
        }
        let known = document.and_then(|index| site.places.recorded(record, &site.documents, index));
        let page = renewed.pages.entry(address).or_default();
        if let Some(index) = document {
            *page = known.map(|known| known.into_owned()).unwrap_or_default();
            renew(site, index, page);
        }
    }
    new.sort();
    RenewedRecord { text: renewed.text(), new }
}

/// Enters what a document has now. The wordings of its places take the place of earlier ones.
fn renew(site: &Site, index: DocumentId, page: &mut RecordedPage) {
    let document = site.document(index);
    page.rules = RULES;
    page.labels.values_mut().for_each(|note| note.is_gone = true);
    page.seals.extend(seals(site, index).map(|digest| (digest.to_owned(), Span::default())));
    for (at, note) in document.notes.iter_enumerated() {
        let name = site.note_name(index, at).to_owned();
        let known = page.labels.entry(note.label.to_string()).or_default();
        (known.words, known.is_gone) = (note.words.into_iter().collect(), false);
        // What the label gives by itself is a name only if the note has it.
        if known.names.is_empty() || name == note_name::of(&note.label) {
            known.names.insert(name);
        }
    }
    for division in &document.divisions {
        let meanings = [(division.meaning.title, division.meaning.text)].into();
        let known = page.headings.entry(division.anchor.clone()).or_default();
        known.meanings = meanings;
    }
    let is_final = is_final(site, index);
    for (at, block) in document.blocks.iter_enumerated().filter(|(_, block)| block.anchored) {
        let name = site.places.paragraph(document, index, at);
        if is_final || page.paragraphs.contains_key(&name) {
            page.paragraphs.insert(name, block.words.into_iter().collect());
        }
    }
}

/// The record without the wordings of what the documents with these paths said and no longer say. A heading whose anchor went is
/// no longer in it; whoever took it out knows.
pub(crate) fn reworded(record: &Record, before: &Site, after: &Site, changed: &HashSet<&str>) -> Record {
    let mut reworded = Record { file: None, ..record.clone() };
    let documents = after.documents.iter_enumerated().filter(|(_, document)| changed.contains(&*document.path));
    for (index, document) in documents {
        let then = before.documents.iter().find(|then| then.path == document.path);
        let had = |anchor: &str| then.is_some_and(|then| then.anchor(anchor).is_some());
        let mut addresses = after.places.moves.earlier(&document.address);
        addresses.push(document.address.to_string());
        for address in addresses {
            let Some(page) = reworded.pages.get_mut(&address) else { continue };
            page.headings.retain(|anchor, _| document.anchor(anchor).is_some() || !had(anchor));
            reword(after, index, page);
        }
    }
    reworded
}

/// Enters the wordings of what a document has now, and those of nothing else.
fn reword(site: &Site, index: DocumentId, page: &mut RecordedPage) {
    let document = site.document(index);
    page.labels.values_mut().for_each(|note| note.words.clear());
    page.headings.values_mut().for_each(|heading| heading.meanings.clear());
    page.paragraphs.values_mut().for_each(|words| words.clear());
    for note in &document.notes {
        if let Some(known) = page.labels.get_mut(&*note.label) {
            known.words.extend(note.words);
        }
    }
    for division in &document.divisions {
        if let Some(known) = page.headings.get_mut(&*division.anchor) {
            known.meanings.insert((division.meaning.title, division.meaning.text));
        }
    }
    for (at, block) in document.blocks.iter_enumerated().filter(|(_, block)| block.anchored) {
        if let Some(known) = page.paragraphs.get_mut(&site.places.paragraph(document, index, at)) {
            known.extend(block.words);
        }
    }
}

/// Whether a document belongs to a meeting whose agenda is final or sealed, so that its paragraphs keep their anchors.
fn is_final(site: &Site, index: DocumentId) -> bool {
    let document = site.document(index);
    let Some(meeting) = site.meeting(index).filter(|_| !matches!(document.role, Role::Version { .. })) else {
        return false;
    };
    let Special::Meeting(facts) = &site.document(meeting.agenda).front.special else { return false };
    meeting.seal.is_some() || facts.letter.status == Some(Status::Final)
}

/// Every page except those of notes, and every file of the content; each with the document whose places it has.
fn published(site: &Site) -> Vec<(String, Option<DocumentId>)> {
    let notes: HashSet<&str> = note_tombstones(site).collect();
    let recorded = |page: &Page| match page {
        Page::Footnote { .. } | Page::NotFound => false,
        Page::Gone(index) => !notes.contains(site.addresses.gone[*index].address.as_str()),
        _ => true,
    };
    let pages = site.pages().into_iter().filter(recorded);
    let pages = pages.map(|page| (site.address(page), document(site, page).map(|(index, _)| index)));
    let files = site
        .files
        .iter()
        .filter(|(_, file)| file.path.starts_with("content/"))
        .map(|(address, _)| (address.clone(), None));
    pages.chain(files).collect()
}

/// The pages of notes that are gone: the record knows them by the page of their document.
fn note_tombstones(site: &Site) -> impl Iterator<Item = &str> {
    let word = &site.language.addresses.footnote;
    site.addresses.gone.iter().map(|gone| gone.address.as_str()).filter(move |address| {
        let name = address.rsplit('/').next().and_then(|file| file.strip_prefix(word.as_str())?.strip_prefix('-'));
        name.is_some_and(|name| name.ends_with(".html"))
    })
}

/// What an earlier version of the program recorded that the present rules do not know yet.
pub(crate) fn earlier(record: &Record) -> impl Iterator<Item = (&str, &RecordedPage)> {
    let due =
        record.pages.iter().filter(|(_, page)| crate::site::places::upgrade::is_due(page) && page.notes.is_some());
    due.map(|(address, page)| (address.as_str(), page))
}

/// A record in which notes that were published by number have their labels.
pub(crate) fn with_labels(record: &Record, labels: Vec<(String, Vec<(u32, String)>)>) -> Record {
    let mut labelled = record.clone();
    for (address, notes) in labels {
        let Some(page) = labelled.pages.get_mut(&address) else { continue };
        let span = page.notes.map_or(page.span, |(_, span)| span);
        for (number, label) in notes {
            let note = RecordedNote { names: [number.to_string()].into(), span, ..RecordedNote::default() };
            page.labels.insert(label, note);
        }
    }
    labelled
}
