//! The record brought up to date.
//!
//! Takes: a [`Site`] that is about to be published, and the [`Record`] that it was read with.
//! Gives: the record with everything that is new, and with what a text says now in place of what it said.
//! Never: takes an address or a place out of it, but for what nobody meant to publish or what was redacted.

use std::borrow::Cow;
use std::collections::HashSet;

use reference::{Form, Id};

use super::{document, full, is_leftover, seals};
use crate::diagnostic::Span;
use crate::document::front_matter::{Special, Status};
use crate::document::wording::Wording;
use crate::document::{Named, Role, note_name};
use crate::settings::address;
use crate::settings::publication::Server;
use crate::site::former_sources;
use crate::site::indices::DocumentId;
use crate::site::record::{RULES, Record, RecordedNote, RecordedPage};
use crate::site::{Page, Site};
use crate::theme;

/// Files with which a site speaks to servers and robots.
const FOR_ROBOTS: [&str; 3] = [address::REDIRECTS, address::ROBOTS, address::SECURITY];

/// A record brought up to date.
pub(crate) struct RenewedRecord {
    pub text: String,
    /// The addresses that were not in it, each with its leading `/`, sorted; those of notes are not among them.
    pub new: Vec<String>,
}

/// The record with everything that the site publishes now.
pub(crate) fn renewed(site: &Site, record: &Record, made: &[String]) -> RenewedRecord {
    let mut renewed = record.clone();
    renewed.file = None;
    renewed.pages.retain(|address, _| !is_leftover(site, address));
    let mut new = Vec::new();
    for (address, page) in published(site) {
        let fresh = !renewed.pages.contains_key(&address);
        if fresh {
            new.push(full(&address));
        }
        let document = page.and_then(|page| document(site, page)).map(|(index, _)| index);
        let known = document.and_then(|index| site.places.recorded(record, &site.documents, index));
        let own = page.into_iter().flat_map(|page| site.program_files(page));
        let whole = made.iter().filter(|_| page == Some(Page::Home)).cloned();
        let path = |file: String| file.strip_prefix(&*address).map(str::to_owned).unwrap_or(file);
        let files: Vec<String> = own.chain(whole).map(path).collect();
        let recorded = renewed.pages.entry(address).or_default();
        if let Some(index) = document {
            let is_as_recorded = matches!(&known, Some(Cow::Borrowed(page)) if is_as_recorded(site, index, page));
            if !is_as_recorded {
                let earlier = std::mem::take(recorded);
                *recorded = known.map(|known| known.into_owned()).unwrap_or_default();
                (recorded.made, recorded.bases) = (earlier.made, earlier.bases);
                renew_places(site, index, recorded);
            }
            renew_ids(site, index, recorded);
        }
        renew_for_programs(site, page, recorded);
        for path in files {
            recorded.made.entry(path).or_default();
        }
    }
    new.sort();
    RenewedRecord { text: renewed.text(), new }
}

/// Enters what programs elsewhere keep of a page.
fn renew_for_programs(site: &Site, page: Option<Page>, recorded: &mut RecordedPage) {
    match page {
        Some(Page::Home) if recorded.bases.is_empty() => recorded.bases.extend(site.settings.own_base.clone()),
        Some(Page::Source(at)) if !site.sources.list[at].former => {
            recorded.source = Some(Named::new(site.sources.list[at].id.clone()));
            let place = former_sources::citing_place(site, at, |place| recorded.by.contains(place));
            recorded.by = place.into_iter().collect();
        }
        _ => {}
    }
}

/// Whether a document has the places that are recorded, and no others. Most have.
fn is_as_recorded(site: &Site, index: DocumentId, page: &RecordedPage) -> bool {
    let own = &site.document(index).own_places;
    page.imprints().is_some_and(|recorded| {
        let paragraphs = recorded.paragraphs.map_or(!is_final(site, index), |paragraphs| paragraphs == own.paragraphs);
        recorded.places == own.imprint && paragraphs
    })
}

/// Enters the ids that a document has now: of its seal, in feeds, and of its promises.
fn renew_ids(site: &Site, index: DocumentId, page: &mut RecordedPage) {
    page.seals.extend(seals(site, index).map(|digest| (digest.to_owned(), Span::default())));
    page.identities = site.lasting.identity(index).map(str::to_owned).into_iter().collect();
    for promise in site.lasting.promises(index) {
        let known = page.promises.entry(promise.anchor.clone()).or_default();
        known.meanings = promise.meaning.into();
        if known.uids.is_empty() {
            known.uids.insert(promise.uid.clone());
        }
    }
}

/// Enters the places that a document has now. Their wordings take the place of earlier ones.
fn renew_places(site: &Site, index: DocumentId, page: &mut RecordedPage) {
    let document = site.document(index);
    page.rules = RULES;
    page.labels.values_mut().for_each(|note| note.is_gone = true);
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
        let meanings = (division.meaning.title, division.meaning.text).into();
        let known = page.headings.entry(division.anchor.clone()).or_default();
        known.meanings = meanings;
    }
    let is_final = is_final(site, index);
    page.gone_paragraphs = page.paragraphs.keys().cloned().collect();
    for (at, block) in document.blocks.iter_enumerated().filter(|(_, block)| block.anchored) {
        let name = site.places.paragraph(document, index, at);
        page.gone_paragraphs.remove(&name);
        if is_final || page.paragraphs.contains_key(&name) {
            page.paragraphs.insert(name, block.words.into_iter().collect());
        }
    }
}

/// The record without the wordings of what the documents with these paths said and no longer say. A heading whose anchor went is
/// no longer in it; whoever took it out knows.
pub(crate) fn reworded(record: &Record, before: &Site, after: &Site, changed: &HashSet<&str>) -> Record {
    let mut reworded = record.clone();
    reworded.file = None;
    let documents = after.documents.iter_enumerated().filter(|(_, document)| changed.contains(&*document.path));
    for (index, document) in documents {
        let then = before.documents.iter().find(|then| then.path == document.path);
        let had = |anchor: &str| then.is_some_and(|then| then.anchor(anchor).is_some());
        let mut addresses = after.places.moves.earlier(&document.address);
        addresses.push(document.address.to_string());
        for address in addresses {
            let Some(page) = reworded.pages.get_mut(&address) else { continue };
            page.headings.retain(|anchor, _| document.anchor(anchor).is_some() || !had(anchor));
            // The id of a promise has words of it.
            let promises = after.lasting.promises(index);
            let says = |(words, _): &(Wording, Wording)| promises.iter().any(|promise| promise.meaning.0 == *words);
            page.promises.retain(|_, promise| promise.meanings.iter().any(says));
            reword(after, index, page);
        }
    }
    // So may the address of a website.
    reworded.pages.retain(|_, page| {
        let source = page.source.as_ref().filter(|named| named.id.form() == Form::Address);
        let cited =
            |site: &Site, id: &Id| site.sources.find(id.as_str()).is_some_and(|at| !site.sources.list[at].former);
        source.is_none_or(|named| cited(after, &named.id) || !cited(before, &named.id))
    });
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

/// Every page except those of notes, and every file that is copied, each with its address.
fn published(site: &Site) -> Vec<(String, Option<Page>)> {
    let notes: HashSet<&str> = note_tombstones(site).collect();
    let recorded = |page: &Page| match page {
        Page::Footnote { .. } | Page::NotFound => false,
        Page::Gone(index) => !notes.contains(site.addresses.gone[*index].address.as_str()),
        _ => true,
    };
    let pages = site.pages().into_iter().filter(recorded);
    let pages = pages.map(|page| (site.address(page), Some(page)));
    let theme: HashSet<String> = theme::static_names().collect();
    let files = site.files.iter().map(|(address, _)| address).filter(|address| !is_for_the_site_alone(address, &theme));
    pages.chain(files.map(|address| (address.clone(), None))).collect()
}

/// Whether nobody but the site itself and its server asks for a file: the styles, scripts and fonts of the theme, rules,
/// and pictures to share.
fn is_for_the_site_alone(address: &str, theme: &HashSet<String>) -> bool {
    let is_picture = address.rsplit('/').next() == Some(address::PICTURE);
    let is_fixed = Server::ALL.iter().any(|server| server.rules_address() == address) || FOR_ROBOTS.contains(&address);
    is_picture || is_fixed || theme.contains(address)
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
            let note = RecordedNote { names: number.to_string().into(), span, ..RecordedNote::default() };
            page.labels.insert(label, note);
        }
    }
    labelled
}
