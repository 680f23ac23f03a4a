//! What programs elsewhere keep of a site: the ids of entries and events, and the places of promises.
//!
//! Takes: the documents of a site, and the [`Record`] of what was published.
//! Gives: [`LastingIds`]: from which address each id is made, what each promise is called, and which feeds somebody follows.
//! Never: gives another id to what was published, whatever became of its address, its words or the address of the site
//! (RFC 4287, section 4.2.6; RFC 5545, section 3.8.4.7).

mod naming_promises;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use oxc_index::IndexSlice;

use crate::diagnostic::Diagnostic;
use crate::document::Summary;
use crate::settings::Settings;
use crate::settings::address;
use crate::site::indices::DocumentId;
use crate::site::places::PlaceNames;
use crate::site::record::{Record, RecordedPage};
pub(crate) use naming_promises::PromiseName;

/// What lasts.
#[derive(Debug, Default)]
pub(crate) struct LastingIds {
    /// The address of the site when ids were first given out, if that is known.
    base: Option<String>,
    /// Where a document was first published, if that is not where it is now.
    identities: HashMap<DocumentId, String>,
    /// The names of the promises of each document that makes some.
    promises: HashMap<DocumentId, Vec<PromiseName>>,
    record: Option<Arc<Record>>,
}

impl LastingIds {
    /// What lasts of these documents; a diagnostic for each promise whose id another one has. Those at the places that were
    /// `withdrawn` are no other promise in other words.
    pub(crate) fn of(
        documents: &IndexSlice<DocumentId, [Arc<Summary>]>,
        record: Option<&Arc<Record>>,
        places: &PlaceNames,
        withdrawn: &HashSet<&str>,
    ) -> (LastingIds, Vec<Diagnostic>) {
        let mut lasting = LastingIds::default();
        let mut diagnostics = Vec::new();
        for (index, document) in documents.iter_enumerated() {
            let promised = document.front.letter().map_or(&[][..], |letter| letter.commitments.as_slice());
            let has_moved = record.is_some_and(|record| record.has_moved(&document.address));
            if promised.is_empty() && !has_moved && places.moves.is_empty() {
                continue;
            }
            let recorded = record.and_then(|record| places.recorded(record, documents, index));
            let recorded = recorded.as_deref();
            if let Some(record) = record {
                lasting.identities.extend(recorded.and_then(|page| identity(record, page)).map(|first| (index, first)));
            }
            if !promised.is_empty() {
                let (names, found) = naming_promises::settle(document, promised, recorded, withdrawn);
                lasting.promises.insert(index, names);
                diagnostics.extend(found);
            }
        }
        lasting.base = record.and_then(|record| record.pages.get("")?.bases.first().cloned());
        lasting.record = record.cloned();
        (lasting, diagnostics)
    }

    /// The address of the site from which ids are made, on a site that has this one now.
    pub(crate) fn base<'a>(&'a self, now: &'a str) -> &'a str {
        self.base.as_deref().unwrap_or(now)
    }

    /// The address that a site with these settings had, if it has none any more.
    pub(crate) fn lost_base(&self, settings: &Settings) -> Option<&str> {
        self.base.as_deref().filter(|_| settings.base_url.is_none())
    }

    /// The address from which the ids of a document are made, if it has another by now.
    pub(crate) fn identity(&self, document: DocumentId) -> Option<&str> {
        self.identities.get(&document).map(String::as_str)
    }

    /// The names of the promises of a document, in their order.
    pub(crate) fn promises(&self, document: DocumentId) -> &[PromiseName] {
        self.promises.get(&document).map_or(&[], Vec::as_slice)
    }

    /// Whether the page at an address had a feed.
    pub(crate) fn had_feed(&self, page: &str) -> bool {
        let recorded = self.record.as_ref().and_then(|record| record.pages.get(page));
        recorded.is_some_and(|page| page.made.contains_key(address::FEED))
    }
}

/// Where a document was first published, if that is in the record and not where it is now.
fn identity(record: &Record, page: &RecordedPage) -> Option<String> {
    let is_first = |address: &&String| record.pages.get(*address).is_some_and(|earlier| earlier.from.is_empty());
    let known = page.identities.first();
    known.or_else(|| page.from.iter().find(is_first)).or_else(|| page.from.first()).cloned()
}
