//! The search index: which passages have which words, in files that a browser fetches a few of.
//!
//! Takes: a [`Site`].
//! Gives: the files of the index by address, all in the folder `index` beside the search page; the script `search.js` reads them.
//! Never: holds the text of a passage: excerpts come from the pages themselves.
//!
//! A passage is what a result leads to: an item or sub-item with its sections, a section of a cover letter or a plain page, a
//! dossier, a footnote. Passages are numbered through the site, newest meeting first. `search.json` has every document with the
//! number of its first passage; all other files are named after their contents, so that a browser can keep them for good:
//!
//! - `w…bin` holds a range of the words, sorted, and for each the passages that have it; a query fetches one for each of its words.
//!   The first line is JSON: an entry `[word, bytes]` for each word with that many bytes of passages, or `[word, other]` for a form
//!   whose passages stand under another form of the same word. Then come the passages of each word: how many, then the step from
//!   the one before times four, plus how much the word matters there (0 to 2; 3 in a title), as numbers of seven bits a byte with
//!   the lowest bits first;
//! - `t….json` has anchors and titles of the passages of some documents;
//! - `d….json` has the passages that are tied to each dossier;
//! - `v….txt` has all words, for words that are only part of others.

mod encode;
mod gather;
mod passage;
mod vocabulary;
mod words;

pub use encode::Files;

use crate::site::{Page, Site};

/// Makes the index of a site. A file that the site has at the same address comes in the place of one of its own.
pub fn files(site: &Site) -> Files {
    let documents = gather::gather(site, &order(site));
    let vocabulary = vocabulary::Vocabulary::new(&documents, &site.language.code);
    let mut files = encode::encode(site, &documents, &vocabulary);
    files.retain(|address, _| !site.is_taken(address));
    files
}

/// The documents that are searched, in the order of their passages.
fn order(site: &Site) -> Vec<u32> {
    let meetings = site.meetings.iter().flat_map(|m| std::iter::once(m.agenda).chain(m.report).chain(m.annexes.iter().copied()));
    let rest = site.dossiers.iter().map(|d| d.document).chain(site.plain.iter().copied()).chain(site.home);
    // A document whose address another one took has no page.
    let has_page =
        |document: &u32| Some(*document) == site.home || site.find(site.document_address(*document)) == Some(Page::Document(*document));
    meetings.chain(rest).filter(has_page).collect()
}
