//! Sources that had a page.
//!
//! Takes: the record of what was published, and which sources are known now.
//! Gives: those that are not known by the ids that they had.
//! Never: keeps a page that the settings call gone or moved.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::document::Named;
use crate::settings::address;
use crate::site::indices::SourceId;
use crate::site::ingredients::Contents;
use crate::site::record::RecordedPage;

/// A source that was published, and the name of its page.
pub(super) struct PublishedSource<'a> {
    pub(super) slug: &'a str,
    pub(super) named: &'a Named,
    /// Places that cited it.
    pub(super) by: &'a BTreeSet<String>,
}

/// The sources in the record that `is_known` does not know by the digests of their own ids, but for those that the settings or
/// documents say something else of.
pub(super) fn unknown<'a>(contents: &'a Contents, is_known: impl Fn(u64) -> bool) -> Vec<PublishedSource<'a>> {
    let Some(record) = &contents.record else { return Vec::new() };
    let folder = format!("{}/", contents.language.addresses.sources);
    let unknown = |(address, page): (&'a String, &'a RecordedPage)| {
        let named = page.source.as_ref().filter(|named| !is_known(named.digest()))?;
        let slug = address[folder.len()..].strip_suffix(".html")?;
        (named.id.slug() == slug).then_some((address, PublishedSource { slug, named, by: &page.by }))
    };
    // There may be tens of thousands, of which hardly any is unknown.
    let unknown: Vec<_> = match record.ordinary().sources.iter().all(|digest| is_known(*digest)) {
        true => record
            .ordinary()
            .others
            .iter()
            .filter(|address| address.starts_with(&folder))
            .filter_map(|address| record.pages.get_key_value(address))
            .filter_map(unknown)
            .collect(),
        false => record
            .pages
            .range(folder.clone()..)
            .take_while(|(address, _)| address.starts_with(&folder))
            .filter_map(unknown)
            .collect(),
    };
    if unknown.is_empty() {
        return Vec::new();
    }
    let elsewhere = elsewhere(contents);
    unknown.into_iter().filter(|(address, _)| !elsewhere.contains(*address)).map(|(_, source)| source).collect()
}

/// The addresses that are gone or lead on.
fn elsewhere(contents: &Contents) -> HashSet<String> {
    let settings = &contents.settings;
    let gone = settings.gone.iter().filter(|gone| gone.anchor.is_none()).map(|gone| gone.address.clone());
    let moved = settings.moved.iter().map(|moved| moved.from.clone());
    let aliases = contents.documents.iter().flat_map(|document| &document.front.aliases);
    gone.chain(moved).chain(aliases.filter_map(|alias| address::of_alias(&alias.value))).collect()
}

/// Numbers that name a source which goes by another one: the name of the page that each had, and the source.
pub(super) type MergedSources = BTreeMap<String, SourceId>;
