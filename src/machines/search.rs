//! The search index: which passages have which words, in files of which a browser fetches only a few.
//!
//! Takes: a [`Site`].
//! Gives: the files of the index by address, all in the folder `index` beside the search page; the script `search.js`
//! reads them.
//! Never: contains the text of a passage; excerpts come from the pages themselves.
//!
//! A passage is what a result leads to: an item or sub-item with its sections, a section of a cover letter or a plain
//! page, a dossier, a footnote. Passages are numbered through the site, newest meeting first. `search.json` lists every
//! document with the number of its first passage; all other files are named after their contents, so that a browser can
//! keep them for good:
//!
//! - `w…bin` has a range of the words, sorted, and for each the passages that contain it; a query fetches one such file
//!   for each of its words. The first line is JSON: an entry `[word, bytes]` for each word with that many bytes of
//!   passages, or `[word, other]` for a form whose passages are listed under another form of the same word. Then come the
//!   passages of each word: how many, then for each the step from the one before, times four, plus how much the word
//!   matters there (0 to 2; 3 in a title), as numbers of seven bits a byte, lowest bits first;
//! - `t….json` has anchors and titles of the passages of some documents;
//! - `d….json` has the passages that are tied to each dossier;
//! - `v….txt` has all other words, for finding words that only occur as part of others.
//!
//! Among the words are the names of the pages of sources, `kst-32317-872`, with the passages that cite each; another
//! number of a source, `52024dc0173`, is a form of it. So a number that somebody types is checked without a request for
//! a page that may not exist.

mod encode;
mod gather;
mod passage;
mod vocabulary;
mod words;

pub(crate) use encode::IndexFiles;

use crate::site::bodies::Bodies;
use crate::site::indices::DocumentId;
use crate::site::{Page, Site};

/// The files of the index of a site. A file of the site at the same address replaces one of these.
pub(crate) fn files(site: &Site, bodies: &Bodies) -> IndexFiles {
    let documents = gather::gather(site, bodies, &order(site));
    let vocabulary = vocabulary::Vocabulary::new(&documents, site.language.primary());
    let mut files = encode::encode(site, &documents, &vocabulary);
    files.retain(|address, _| !site.is_taken(address));
    files
}

/// The documents that are searched, in the order of their passages.
fn order(site: &Site) -> Vec<DocumentId> {
    let meetings = site.meetings.iter().flat_map(|m| m.documents());
    let rest = site.dossiers.iter().map(|d| d.document).chain(site.plain.iter().copied()).chain(site.home);
    // A document whose address was taken by another one has no page.
    let has_page = |document: &DocumentId| {
        Some(*document) == site.home || site.find(site.document_address(*document)) == Some(Page::Document(*document))
    };
    meetings.chain(rest).filter(has_page).collect()
}
