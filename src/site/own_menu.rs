//! What the menu of `site.toml` leads to.
//!
//! Takes: a [`Site`] and the entries of its menu.
//! Gives: the page of each; a diagnostic for each that leads to nothing.
//! Never: follows a link to another site.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, message, suggest};
use crate::settings::surroundings::MenuEntry;
use crate::site::{Page, Site};

/// The lists by the names that the menu uses.
const LISTS: [(&str, Page); 12] = [
    ("home", Page::Home),
    ("meetings", Page::Meetings),
    ("dossiers", Page::Dossiers),
    ("sources", Page::Sources),
    ("commitments", Page::Commitments),
    ("search", Page::Search),
    ("treatments", Page::Treatments),
    ("fiches", Page::Fiches),
    ("motions", Page::Motions),
    ("overview", Page::Overview),
    ("timeliness", Page::Timeliness),
    ("archive", Page::Archive),
];

/// The page that an entry leads to; `None` if it is not on the site, or on another one.
pub(crate) fn page(site: &Site, entry: &MenuEntry) -> Option<Page> {
    let to = entry.to.value.as_str();
    if let Some((_, list)) = LISTS.iter().find(|(name, _)| *name == to) {
        return (*list == Page::Home || site.lists().contains(list)).then_some(*list);
    }
    let path = format!("content/{}", to.trim_start_matches("./").trim_start_matches("content/"));
    site.documents.position(|document| *document.path == *path).map(Page::Document)
}

/// Reports the entries that lead to nothing.
pub(crate) fn check(site: &Site) -> Vec<Diagnostic> {
    let lost = |entry: &&MenuEntry| !entry.is_elsewhere() && page(site, entry).is_none();
    let report = |entry: &MenuEntry| {
        let pages = site.plain.iter().map(|page| site.document(*page).path.trim_start_matches("content/"));
        let known = LISTS.iter().map(|(name, _)| *name).chain(pages);
        let lists = LISTS.map(|(name, _)| name).join(", ");
        let hint =
            suggest::did_you_mean(&entry.to.value, entry.to.typed(), known, message!("unknown-menu.hint", lists));
        let message = message!("unknown-menu", to = entry.to.value);
        Diagnostic::at(Code::BrokenLink, &Arc::from("site.toml"), entry.to.span, message).hint(hint)
    };
    site.settings.surround.menu.iter().filter(lost).map(report).collect()
}
