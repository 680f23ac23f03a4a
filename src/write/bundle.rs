//! Pages that are made from the same things.
//!
//! Takes: a [`Site`], and the templates that render it.
//! Gives: every page in [`Bundle`]s, each with a key; as long as the key is the same, the bytes of the pages are.
//! Never: decides what a key takes in; each view does.

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use crate::render::Engine;
use crate::site::{Page, Site};
use crate::view;

/// Pages that are made from the same things, and therefore made again together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bundle {
    /// The first page; that of a document is followed by those of its notes.
    pub first: Page,
    /// The digest of what they are made from.
    pub key: u128,
}

impl Bundle {
    pub(crate) fn pages(&self, site: &Site) -> Vec<Page> {
        let mut pages = vec![self.first];
        let document = match self.first {
            Page::Document(document) => Some(document),
            Page::Home => site.home,
            _ => None,
        };
        let Some(document) = document else { return pages };
        pages.extend(site.document(document).notes.indices().map(|note| Page::Footnote { document, note }));
        pages
    }
}

/// All pages of the site in bundles, with their keys.
pub(crate) fn bundles(site: &Site, engine: &Engine) -> Vec<Bundle> {
    let keys = view::keys(site, templates(engine));
    let firsts = firsts(site).into_par_iter().with_min_len(64);
    firsts.map(|first| Bundle { first, key: view::key(&keys, first) }).collect()
}

/// The same with keys that no other turn has, for an end that is reached only once: nothing is compared, so no digests
/// are needed.
pub(crate) fn uncompared(site: &Site, turn: u64) -> Vec<Bundle> {
    let bundle = |(at, first)| Bundle { first, key: u128::from(turn) << 64 | at };
    (0..).zip(firsts(site)).map(bundle).collect()
}

/// The first page of each bundle.
fn firsts(site: &Site) -> Vec<Page> {
    let lists = site.lists().into_iter().chain([Page::NotFound]);
    let sources = site.sources.list.indices().map(Page::Source);
    let documents = site.documents.indices().filter(|document| Some(*document) != site.home).map(Page::Document);
    let redirects = site.addresses.redirects.indices().map(Page::Redirect);
    let gone = site.addresses.gone.indices().map(Page::Gone);
    lists.chain(documents).chain(sources).chain(redirects).chain(gone).collect()
}

/// The templates as one number.
fn templates(engine: &Engine) -> u128 {
    let mut digest = Xxh3::new();
    for template in engine.texts() {
        digest.update(template.path.as_bytes());
        digest.update(&template.digest.to_le_bytes());
    }
    digest.digest128()
}
