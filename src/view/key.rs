//! What the keys of several views take in.
//!
//! Takes: a site, and the digests that [`super::page_key`] makes of it.
//! Gives: digests of what is shown of documents, sources and files wherever they are linked to.
//! Never: decides what a page shows; each view says that beside itself.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use oxc_index::IndexVec;

use crate::document::fingerprint::Fingerprint;
use crate::site::indices::{DocumentId, DossierId, FileId, SourceId};
use crate::site::{Page, Site};

/// The parts from which keys are put together.
pub(crate) struct Keys<'a> {
    pub(super) site: &'a Site,
    /// What every page shows: settings, words, templates, the menu.
    pub(super) world: u128,
    /// For each document, what its name and its places are made from wherever something links to it.
    pub(super) named: IndexVec<DocumentId, u128>,
    /// For each document, what its name alone is made from.
    pub(super) titled: IndexVec<DocumentId, u128>,
    /// For each document, its text and everything that its text shows of others.
    pub(super) whole: IndexVec<DocumentId, u128>,
    /// For each dossier, in the order of the site, the passages that are tied to it.
    pub(super) tied: IndexVec<DossierId, u128>,
    /// All names together, for the lists.
    pub(super) all: u128,
    /// For each source, what it is and what cites it.
    pub(super) cited: IndexVec<SourceId, u128>,
    /// The place of each dossier in the order of the site, by its id.
    pub(super) dossiers: HashMap<&'a str, DossierId, FixedState>,
}

impl Keys<'_> {
    /// What a link to a page shows of that page.
    pub(super) fn page(&self, page: Page, digest: &mut Fingerprint) {
        match page {
            Page::Document(document) => digest.number(1).number(self.named[document]),
            Page::Footnote { document, note } => digest.number(2).number(self.named[document]).index(note),
            Page::Redirect(index) => digest.number(3).text(&self.site.addresses.redirects[index].from),
            Page::Source(source) => digest.number(5).text(self.site.sources.list[source].id.as_str()),
            Page::Fiches | Page::Motions | Page::Overview | Page::Quarter(_) => {
                digest.number(6).text(&self.site.address(page))
            }
            Page::Home | Page::Meetings | Page::Dossiers | Page::Commitments | Page::Treatments => {
                digest.number(4).debug(&page)
            }
            Page::Beside(meeting) => digest.number(7).number(self.named[self.site.meetings[meeting].agenda]),
            Page::Sources | Page::Timeliness | Page::Search | Page::Archive | Page::Gone(_) | Page::NotFound => {
                digest.number(4).debug(&page)
            }
        };
    }

    /// What a link to a place of a document shows: the name of the document, and that of the place.
    pub(super) fn place(&self, document: DocumentId, anchor: Option<&str>, digest: &mut Fingerprint) {
        let known = self.site.document(document);
        let division = anchor.and_then(|anchor| known.anchor(anchor)).map(|division| &*known.divisions[division].text);
        digest.number(self.titled[document]).value(&(anchor, division));
    }

    pub(super) fn file(&self, file: FileId, digest: &mut Fingerprint) {
        let (address, copied) = &self.site.files[file];
        digest.text(address).number(u128::from(copied.size));
    }
}
