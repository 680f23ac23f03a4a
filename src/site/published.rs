//! What was published, compared with what is published now.
//!
//! Takes: a [`Site`], and the [`Record`] of every address that was ever published.
//! Gives: a diagnostic for each address or place that is in the record and no longer on the site; and the [record](renewal) with
//! what is new added.
//! Never: writes. Only `build` does that, and only where a record exists already: an empty file is enough to begin.

pub(crate) mod renewal;

use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, OnceLock};

use oxc_index::IndexVec;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Message, Span, message};
use crate::document::Summary;
use crate::project::leftover;
use crate::settings::address;
use crate::settings::gone;
use crate::site::former_sources;
use crate::site::indices::DocumentId;
use crate::site::places::GoneNote;
use crate::site::record::{OrdinarySources, Record, RecordedPage, RecordedPromise};
use crate::site::{Page, Site};

/// At most this many missing notes of one page are reported one by one; the rest are counted.
const NAMED_NOTES: usize = 5;

/// Reports what is in the record and no longer on the site; `made` are the addresses of what programs read of all of it.
pub(crate) fn check(site: &Site, record: &Record, made: &[String]) -> Vec<Diagnostic> {
    let path = record.path();
    let malformed = |span: &Span| {
        let hint = message!("malformed-record.hint");
        Diagnostic::at(Code::MalformedRecord, &path, *span, message!("malformed-record")).hint(hint)
    };
    let mut found: Vec<Diagnostic> = record.malformed.iter().map(malformed).collect();
    let anchors = site.documents.iter().map(|_| OnceLock::new()).collect();
    found.par_extend(pages(site, record).into_par_iter().flat_map_iter(|(address, page)| {
        PageCheck { site, path: &path, address, page, known: &anchors, made }.check()
    }));
    found.extend(promises(site, record, &path));
    found.extend(lost_base(site));
    found
}

/// The pages to look at: where all sources are known that had a page, most pages are there.
fn pages<'r>(site: &Site, record: &'r Record) -> Vec<(&'r String, &'r RecordedPage)> {
    let OrdinarySources { folder, sources, others } = record.ordinary();
    let is_present = |digest: &u64| site.sources.is_present(*digest);
    let is_current = folder.strip_suffix('/') == Some(&site.language.addresses.sources);
    match is_current && sources.iter().all(is_present) {
        true => others.iter().filter_map(|address| record.pages.get_key_value(address)).collect(),
        false => record.pages.iter().collect(),
    }
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
    /// The addresses of the files of the whole site that programs read.
    made: &'a [String],
}

impl PageCheck<'_, '_> {
    fn check(&self) -> Vec<Diagnostic> {
        let PageCheck { site, address, page, .. } = self;
        let full = || full(address);
        if is_leftover(site, address) {
            let message = message!("recorded-leftover", address = full());
            let diagnostic = Diagnostic::at(Code::LeftoverFile, self.path, page.span, message);
            return vec![diagnostic.hint(message!("recorded-leftover.hint"))];
        }
        let source =
            || site.find(address).filter(|page| matches!(page, Page::Source(_)) && site.address(*page) == **address);
        let moved_file = || site.addresses.pages.get(format!("{address}/").as_str()).copied();
        let found = site.addresses.pages.get(*address).copied().or_else(source).or_else(moved_file);
        if found.is_none() && site.file_at(address).is_none() && !self.is_gone(address, None) {
            return vec![self.vanished(page.span, &full(), message!("vanished-address", address = full()))];
        }
        let stands = found;
        let mut found = self.files(stands);
        if let Some(Page::Source(source)) = stands
            && site.sources.list[source].former
        {
            found.push(former_sources::report(site, self.path, page.span, &full(), source));
        }
        // An address that leads on, or that says what was withdrawn, has no places.
        let Some((index, document)) = stands.and_then(|page| document(site, page)) else { return found };
        found.extend(self.seals(index));
        // Most documents have the places that they had.
        if page.imprints().is_some_and(|published| published.places == document.own_places.imprint) {
            return found;
        }
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

    /// Every file beside it that programs read must still be there. Without the address of the site none of those with full
    /// addresses is, which is reported once; what was withdrawn has none.
    fn files(&self, found: Option<Page>) -> Vec<Diagnostic> {
        let PageCheck { site, address, page, .. } = self;
        if page.made.is_empty()
            || matches!(found, Some(Page::Gone(_)))
            || site.lasting.lost_base(&site.settings).is_some()
        {
            return Vec::new();
        }
        let beside: Vec<String> = found.into_iter().flat_map(|page| site.program_files(page)).collect();
        let is_made = |file: &String| beside.contains(file) || (address.is_empty() && self.made.contains(file));
        let leads_on = |file: &str| site.addresses.pages.contains_key(&*address::page_for(file));
        let is_there = |file: &str| site.file_at(file).is_some() || leads_on(file) || self.is_gone(file, None);
        let files = page.made.iter().map(|(path, span)| (format!("{address}{path}"), *span));
        let missing = files.filter(|(file, _)| !is_made(file) && !is_there(file));
        let report = |(file, span): (String, Span)| {
            let full = full(&file);
            let (message, hint) =
                (message!("vanished-file", address = full), message!("vanished-file.hint", address = full));
            Diagnostic::at(Code::VanishedAddress, self.path, span, message).hint(hint)
        };
        missing.map(report).collect()
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
        let PageCheck { site, path, address, page, known, .. } = self;
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

/// Reports that the site has no address any more: feeds, the calendar and pictures would be gone.
fn lost_base(site: &Site) -> Option<Diagnostic> {
    let base = site.lasting.lost_base(&site.settings)?;
    let diagnostic = Diagnostic::whole(Code::LostBaseUrl, &"site.toml".into(), message!("lost-base-url", base));
    Some(diagnostic.hint(message!("lost-base-url.hint", base)))
}

/// Every promise that had a place on the list must still have it.
fn promises(site: &Site, record: &Record, path: &Arc<str>) -> Vec<Diagnostic> {
    let list = site.address(Page::Commitments);
    let now: HashSet<&str> = site
        .documents
        .indices()
        .flat_map(|document| site.lasting.promises(document))
        .map(|promise| promise.anchor.as_str())
        .collect();
    let gone = |anchor: &str| gone::find(&site.settings.gone, &list, Some(anchor)).is_some();
    // Of a document that is gone itself, nothing more is to be said.
    let is_there = |address: &str| site.addresses.pages.get(address).is_some_and(|page| !matches!(page, Page::Gone(_)));
    let pages = record.ordinary().others.iter().filter_map(|address| record.pages.get_key_value(address));
    let with_promises = pages.filter(|(address, page)| !page.promises.is_empty() && is_there(address));
    let promises = with_promises.flat_map(|(_, page)| &page.promises);
    let vanished = promises.filter(|(anchor, _)| !now.contains(anchor.as_str()) && !gone(anchor));
    let mut told = HashSet::new();
    let report = |(anchor, promise): (&String, &RecordedPromise)| {
        let place = format!("{}#{anchor}", full(&list));
        let message = message!("vanished-promise", place);
        let hint = message!("vanished-promise.hint", id = anchor, address = place);
        Diagnostic::at(Code::VanishedAnchor, path, promise.span, message).hint(hint)
    };
    vanished.filter(|(anchor, _)| told.insert(anchor.as_str())).map(report).collect()
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
