//! Who gets an address that two things want.
//!
//! Takes: the documents and files of a site, its sources and registers, and what its settings say of earlier addresses.
//! Gives: the [`Addresses`] of the site, with redirects and tombstones; a diagnostic wherever two pages want one address.
//! Never: decides which of the two is right, lets one replace the other, or knows what the program makes beside pages.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use foldhash::fast::FixedState;
use oxc_index::IndexVec;

use crate::diagnostic::message::FillsIn;
use crate::diagnostic::{Argument, Code, Diagnostic, Message, message};
use crate::document::Role;
use crate::project::seal_text::ChangeKind;
use crate::settings::address::{self, CitationForm};
use crate::settings::gone::GoneAddress;
use crate::settings::words::Word;
use crate::site::directory::{
    Addresses, Directory, PagesByAddress, Redirect, RedirectTarget, Tombstone, fixed_address, lists,
};
use crate::site::indices::{DocumentId, RedirectId};
use crate::site::ingredients::Contents;
use crate::site::lasting::LastingIds;
use crate::site::meeting_documents::Meetings;
use crate::site::moved_folders::MovedFolders;
use crate::site::page::Page;
use crate::site::record::{Record, RecordedPage};
use crate::site::registers::Registers;
use crate::site::source_citations::Sources;

/// What stands at an address.
enum Claim {
    /// A list, the home page, or the page for unknown addresses.
    Fixed,
    /// A file of the project, or what is made from one.
    File(Arc<str>),
    /// An earlier address that a file names.
    Alias(Arc<str>),
    /// Something that `site.toml` calls gone.
    Gone(String),
    Footnote,
    Source,
}

impl FillsIn for Claim {
    fn argument(&self) -> Argument {
        Argument::Message(match self {
            Claim::Fixed => message!("claim-fixed"),
            Claim::File(path) => message!("quoted", words = path),
            Claim::Alias(path) => message!("claim-alias", path),
            Claim::Gone(address) => message!("claim-gone", address),
            Claim::Footnote => message!("claim-footnote"),
            Claim::Source => message!("claim-source"),
        })
    }
}

/// The lists and the pages of documents, by address; and a diagnostic for each page whose address is taken.
pub(crate) fn pages(contents: &Contents, meetings: &Meetings) -> (PagesByAddress, Vec<Diagnostic>) {
    let Contents { settings, language, documents, .. } = contents;
    let mut pages = PagesByAddress::with_capacity_and_hasher(documents.len() + 8, FixedState::default());
    let mut diagnostics = Vec::new();
    for page in lists(settings, &meetings.list).into_iter().chain([Page::NotFound]) {
        pages.extend(fixed_address(language, page).map(|address| (address.into(), page)));
    }
    for (index, document) in documents.iter_enumerated().filter(|(_, document)| document.role != Role::Home) {
        match pages.entry(document.address.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(Page::Document(index));
            }
            Entry::Occupied(entry) => {
                let other = match *entry.get() {
                    Page::Document(other) => Claim::File(documents[other].path.clone()),
                    _ => Claim::Fixed,
                };
                let message = message!("page-collision", address = document.address, other);
                let diagnostic = Diagnostic::whole(Code::AddressCollision, &document.path, message);
                diagnostics.push(diagnostic.hint(message!("rename-the-file")));
            }
        }
    }
    (pages, diagnostics)
}

/// Everything that a [`Directory`] is made of, except the addresses.
#[derive(Clone, Copy)]
pub(crate) struct Claimants<'a> {
    pub contents: &'a Contents,
    pub meetings: &'a Meetings,
    pub sources: &'a Sources,
    pub registers: &'a Registers,
}

impl<'a> Claimants<'a> {
    /// The directory with these addresses.
    pub(crate) fn directory(&self, addresses: &'a Addresses) -> Directory<'a> {
        Directory::new(self.contents, self.meetings, self.sources, self.registers, addresses)
    }
}

/// Settles the addresses: after the pages of documents come those of registers, earlier addresses, and those of what
/// was withdrawn.
pub(crate) fn settle(claimants: Claimants, pages: PagesByAddress) -> (Addresses, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut addresses = Addresses { pages, redirects: IndexVec::new(), gone: IndexVec::new() };
    let registers = registers(&claimants.directory(&addresses), &mut diagnostics);
    addresses.pages.extend(registers);
    addresses.redirects = redirects(&claimants.directory(&addresses), &mut diagnostics);
    for (index, redirect) in addresses.redirects.iter_enumerated() {
        addresses.pages.insert(redirect.from.as_str().into(), Page::Redirect(index));
    }
    for redirect in moved_by_name(&claimants.directory(&addresses), &mut diagnostics) {
        enter(&mut addresses, redirect);
    }
    for (slug, source) in &claimants.sources.merged {
        let from = format!("{}/{slug}.html", claimants.contents.language.addresses.sources);
        if claim(&claimants.directory(&addresses), &from).is_none() {
            enter(&mut addresses, Redirect::new(&from, RedirectTarget::Page(Page::Source(*source))));
        }
    }
    for gone in &claimants.contents.settings.gone {
        match tombstone(&claimants.directory(&addresses), &claimants.contents.lasting, gone) {
            Ok(Some(tombstone)) => {
                let address = tombstone.address.as_str().into();
                let index = addresses.gone.push(tombstone);
                addresses.pages.insert(address, Page::Gone(index));
            }
            Ok(None) => {}
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    redacted_files(claimants, &mut addresses);
    gone_notes(claimants, &mut addresses);
    if let Some(record) = &claimants.contents.record {
        for redirect in moved_within(&claimants.directory(&addresses), record, &claimants.contents.places.moves) {
            match addresses.pages.get(redirect.from.as_str()).copied() {
                // An alias of a file says less than the folder that it moved with.
                Some(Page::Redirect(known)) if redirect.from != redirect.old => {
                    addresses.redirects[known].to = redirect.to;
                }
                Some(_) => {}
                None if claim(&claimants.directory(&addresses), &redirect.old).is_none() => {
                    enter(&mut addresses, redirect);
                }
                None => {}
            }
        }
    }
    (addresses, diagnostics)
}

/// Enters an earlier address. Nothing stands there.
fn enter(addresses: &mut Addresses, redirect: Redirect) {
    let from = redirect.from.as_str().into();
    let index = addresses.redirects.push(redirect);
    addresses.pages.insert(from, Page::Redirect(index));
}

/// A page for every file that was taken out of a sealed meeting, and of which nothing else is said.
fn redacted_files(claimants: Claimants, addresses: &mut Addresses) {
    let language = &claimants.contents.language;
    let words = &language.addresses;
    for meeting in &claimants.meetings.list {
        let folder = format!("{}/{}", words.meetings, meeting.id);
        let versions = meeting.seal.iter().flat_map(|seal| &seal.versions);
        for (version, redaction) in
            versions.flat_map(|version| version.redactions.iter().map(move |one| (version, one)))
        {
            let date = language.date(redaction.date);
            let reason = language.phrase(Word::RedactedFile, &[("date", &date), ("reason", &redaction.reason)]);
            let removed = redaction.changes.iter().filter(|change| change.kind == ChangeKind::Removed);
            let places = removed.flat_map(|change| {
                // Only what a correction changed stood among the earlier versions.
                let earlier = format!("{folder}/{}-{}/{}", words.version, version.number, change.path);
                let known = claimants.contents.record.as_ref().is_none_or(|record| record.pages.contains_key(&earlier));
                std::iter::once(format!("{folder}/{}", change.path)).chain(known.then_some(earlier))
            });
            for address in places {
                let page = address::page_for(&address);
                let is_free = |address: &str| claim(&claimants.directory(addresses), address).is_none();
                if is_free(&address) && is_free(&page) {
                    let tombstone = addresses.gone.push(Tombstone { address: page.clone(), reason: reason.clone() });
                    addresses.pages.insert(page.into(), Page::Gone(tombstone));
                }
            }
        }
    }
}

/// A page for every note that is gone and of which nothing else is said, and the further names of notes.
fn gone_notes(claimants: Claimants, addresses: &mut Addresses) {
    let Contents { documents, language, places, .. } = claimants.contents;
    for (index, document) in documents.iter_enumerated() {
        let of = places.of(index);
        let address = |name: &str| format!("{}{}-{name}.html", document.address, language.addresses.footnote);
        for (note, name) in &of.other_names {
            let (from, to) = (address(name), RedirectTarget::Page(Page::Footnote { document: index, note: *note }));
            if claim(&claimants.directory(addresses), &from).is_none() {
                enter(addresses, Redirect::new(&from, to));
            }
        }
        for gone in &of.gone {
            let address = address(&gone.name);
            if claim(&claimants.directory(addresses), &address).is_none() {
                let reason = language.word(Word::GoneNote).to_owned();
                let tombstone = addresses.gone.push(Tombstone { address: address.clone(), reason });
                addresses.pages.insert(address.into(), Page::Gone(tombstone));
            }
        }
    }
}

/// The addresses of the registers; reports those where a page stands.
fn registers(directory: &Directory, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Arc<str>, Page)> {
    let mut registers = Vec::new();
    for page in directory.registers.pages() {
        let address = directory.address(page);
        match directory.addresses.pages.get(address.as_str()) {
            Some(Page::Document(document)) => {
                let message = message!("page-collision", address, other = Claim::Fixed);
                let path = &directory.documents[*document].path;
                diagnostics
                    .push(Diagnostic::whole(Code::AddressCollision, path, message).hint(message!("rename-the-file")));
            }
            _ => registers.push((address.into(), page)),
        }
    }
    registers
}

/// The earlier addresses; reports those where something stands.
fn redirects(directory: &Directory, diagnostics: &mut Vec<Diagnostic>) -> IndexVec<RedirectId, Redirect> {
    let mut aliases: BTreeMap<String, (DocumentId, Page)> = BTreeMap::new();
    for (index, document) in directory.documents.iter_enumerated() {
        let to = if document.role == Role::Home { Page::Home } else { Page::Document(index) };
        for alias in &document.front.aliases {
            let report = |code, message: Message, hint: Message| {
                Diagnostic::at(code, &document.path, alias.span, message).hint(hint)
            };
            let Some(from) = address::of_alias(&alias.value) else {
                let message = message!("unusable-alias", alias = alias.value);
                let hint = message!("unusable-alias.hint");
                diagnostics.push(report(Code::UnusableName, message, hint));
                continue;
            };
            let path = |of: DocumentId| directory.documents[of].path.clone();
            let earlier = aliases.get(&from).map(|(of, _)| Claim::Alias(path(*of)));
            if let Some(other) = earlier.or_else(|| claim(directory, &from)) {
                let message = message!("alias-collision", address = from, other);
                diagnostics.push(report(Code::AddressCollision, message, message!("alias-collision.hint")));
                continue;
            }
            aliases.insert(from, (index, to));
        }
    }
    let mut redirects: IndexVec<RedirectId, Redirect> = IndexVec::new();
    redirects.extend(aliases.into_iter().map(|(from, (_, to))| Redirect::new(&from, RedirectTarget::Page(to))));
    redirects
}

/// The page for what was withdrawn; `None` for a place on a page. What is in fact still there is a mistake.
fn tombstone(
    directory: &Directory,
    lasting: &LastingIds,
    gone: &GoneAddress,
) -> Result<Option<Tombstone>, Box<Diagnostic>> {
    let (address, page) = (&gone.address, gone.page());
    let stands = || claim(directory, address).or_else(|| claim(directory, &page));
    let report = |message: Message, hint: Message| {
        let diagnostic = Diagnostic::at(Code::AddressCollision, &"site.toml".into(), gone.span, message);
        Err(Box::new(diagnostic.hint(hint)))
    };
    match (&gone.anchor, directory.find(address)) {
        (None, _) => match stands() {
            Some(other) => report(message!("not-gone", address, other), message!("not-gone.hint")),
            None => Ok(Some(Tombstone { address: page, reason: gone.reason.clone() })),
        },
        (Some(anchor), Some(Page::Document(document))) => match directory.documents[document].anchor(anchor) {
            Some(_) => report(message!("place-not-gone", address, anchor), message!("not-gone.hint")),
            None => Ok(None),
        },
        (Some(anchor), Some(Page::Commitments)) => {
            let documents = directory.documents.indices();
            let mut names = documents.flat_map(|document| lasting.promises(document));
            match names.any(|promise| promise.anchor == *anchor) {
                true => report(message!("place-not-gone", address, anchor), message!("not-gone.hint")),
                false => Ok(None),
            }
        }
        (Some(_), _) => report(message!("gone-place", address), message!("gone-place.hint")),
    }
}

/// The page at an address, as a claim.
fn page_at(directory: &Directory, address: &str) -> Option<Claim> {
    match directory.addresses.pages.get(address) {
        Some(page) => Some(page_claim(directory, *page)),
        None => match directory.find(address)? {
            page @ (Page::Footnote { .. } | Page::Source(_)) => Some(page_claim(directory, page)),
            _ => None,
        },
    }
}

fn page_claim(directory: &Directory, page: Page) -> Claim {
    let path = |document: DocumentId| directory.documents[document].path.clone();
    match page {
        Page::Document(document) => Claim::File(path(document)),
        Page::Footnote { .. } => Claim::Footnote,
        Page::Source(_) => Claim::Source,
        Page::Redirect(index) => {
            let from = &directory.addresses.redirects[index].old;
            let aliases = directory
                .documents
                .iter()
                .flat_map(|document| document.front.aliases.iter().map(move |alias| (document, alias)));
            let alias = aliases.into_iter().find(|(_, alias)| address::of_alias(&alias.value).as_ref() == Some(from));
            alias.map_or(Claim::Fixed, |(document, _)| Claim::Alias(document.path.clone()))
        }
        Page::Gone(index) => Claim::Gone(directory.addresses.gone[index].address.clone()),
        Page::Home
        | Page::Meetings
        | Page::Dossiers
        | Page::Commitments
        | Page::Treatments
        | Page::Sources
        | Page::Search
        | Page::Archive
        | Page::Fiches
        | Page::Motions
        | Page::Overview
        | Page::Quarter(_)
        | Page::Timeliness
        | Page::Beside(_)
        | Page::NotFound => Claim::Fixed,
    }
}

/// What stands at an address of what the project has. What the program makes besides is known to `output_paths`.
fn claim(directory: &Directory, address: &str) -> Option<Claim> {
    let file = directory.file(address).map(|file| Claim::File(directory.files[file].1.path.clone()));
    file.or_else(|| page_at(directory, address))
}

/// The redirects from addresses that the settings name.
fn moved_by_name(directory: &Directory, diagnostics: &mut Vec<Diagnostic>) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for moved in &directory.settings.moved {
        let report =
            |code, message, hint| Diagnostic::at(code, &Arc::from("site.toml"), moved.span, message).hint(hint);
        if let Some(other) = claim(directory, &moved.from) {
            let message = message!("not-moved", address = moved.from, other);
            diagnostics.push(report(Code::AddressCollision, message, message!("not-gone.hint")));
            continue;
        }
        match moved_target(directory, &moved.to) {
            Some(to) => redirects.push(Redirect::new(&moved.from, to)),
            None => {
                let message = message!("moved-nowhere", address = moved.to);
                diagnostics.push(report(Code::BrokenLink, message, message!("moved-nowhere.hint")));
            }
        }
    }
    redirects
}

/// The redirects from what was published in folders that have moved.
fn moved_within(directory: &Directory, record: &Record, moved: &MovedFolders) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (old, new) in moved.pairs() {
        let inside = record.pages.range(old.to_owned()..).take_while(|(address, _)| address.starts_with(old));
        for (address, page) in inside {
            let now = format!("{new}{}", &address[old.len()..]);
            let to = moved_target(directory, &now);
            redirects.extend(to.filter(|_| address != old).map(|to| Redirect::new(address, to)));
            if let Some(RedirectTarget::Page(Page::Document(document))) = to {
                moved_data(directory, address, document, &mut redirects);
                moved_notes(directory, (address, page), document, record, &mut redirects);
            }
        }
    }
    redirects
}

/// The redirects from what is made for programs beside the page of a document that has moved.
fn moved_data(directory: &Directory, address: &str, document: DocumentId, redirects: &mut Vec<Redirect>) {
    let page = Page::Document(document);
    let mut add = |file: &str, to| redirects.push(Redirect::new(&format!("{address}{file}"), to));
    if directory.data_address(page).is_some() {
        add("index.json", RedirectTarget::Data(page));
    }
    for form in CitationForm::ALL.into_iter().filter(|form| directory.citation_address(page, *form).is_some()) {
        add(form.file(), RedirectTarget::Citations(page, form));
    }
    if directory.pdf_address(page).is_some() {
        add(address::PDF, RedirectTarget::Pdf(page));
    }
    if directory.picture_address(page).is_some() {
        add(address::PICTURE, RedirectTarget::Picture(page));
    }
    let is_dossier = matches!(directory.documents[document].role, Role::Dossier { .. });
    if is_dossier && directory.settings.base_url.is_some() {
        add(address::FEED, RedirectTarget::Feed(page));
    }
}

/// The redirects from the notes of a document that has moved.
fn moved_notes(
    directory: &Directory,
    (address, page): (&str, &RecordedPage),
    document: DocumentId,
    record: &Record,
    redirects: &mut Vec<Redirect>,
) {
    let own = record.pages.get(&*directory.documents[document].address);
    // Otherwise it is another document, into which this one was merged.
    if own.is_some_and(|own| !own.from.contains(address)) {
        return;
    }
    let word = &directory.language.addresses.footnote;
    let counted = page.notes.map_or(0, |(count, _)| count).min(directory.documents[document].notes.len() as u32);
    let names = page.labels.values().flat_map(|note| note.names.iter().cloned());
    for name in names.chain((1..=counted).map(|number| number.to_string())) {
        let file = format!("{word}-{name}.html");
        let to = moved_target(directory, &format!("{}{file}", directory.documents[document].address));
        redirects.extend(to.map(|to| Redirect::new(&format!("{address}{file}"), to)));
    }
}

/// What stands at an address to which something has moved.
fn moved_target(directory: &Directory, address: &str) -> Option<RedirectTarget> {
    let page = directory.find(address).filter(|page| !matches!(page, Page::Redirect(_)));
    page.map(RedirectTarget::Page).or_else(|| directory.file(address).map(RedirectTarget::File))
}
