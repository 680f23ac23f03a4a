//! What is wrong, seen from one page.
//!
//! Takes: the current [state](Shown), and the page.
//! Gives: what is wrong with anything that the page is made from, what is wrong elsewhere, and where the page changed.
//! Never: renders a page.

use std::collections::{HashMap, HashSet};

use super::Shown;
use super::first_change::ChangedPlace;
use super::last_good::spoils_all;
use crate::diagnostic::Diagnostic;
use crate::settings::address;
use crate::site::Page;

/// What a browser is told about the page it shows.
pub(crate) struct PageStatus<'a> {
    /// The anchor of the first place that changed last, if the page shows the file that changed.
    pub place: Option<String>,
    /// What is wrong with anything that the page is made from.
    pub here: Vec<Diagnostic>,
    /// What is wrong elsewhere, by file.
    pub elsewhere: Vec<&'a Diagnostic>,
}

impl Shown {
    /// What to tell about a page, after it has been rendered.
    pub(crate) fn status(&self, page: Option<Page>) -> PageStatus<'_> {
        let document = page.and_then(|page| self.document(page));
        let path = document.map(|d| &d.path);
        let concerns = |d: &&Diagnostic| Some(&d.path) == path || spoils_all(d) || d.path.starts_with("templates/");
        let mut here: Vec<Diagnostic> = self.diagnostics.iter().filter(concerns).cloned().collect();
        let elsewhere = self.diagnostics.iter().filter(|diagnostic| !concerns(diagnostic)).collect();
        let failures = self.failures.lock().expect("no thread panics while it holds this lock");
        here.extend(page.and_then(|page| failures.get(&page)).cloned());
        here.sort();
        here.dedup();
        let place = path.and_then(|path| Some(self.anchor(path, self.changes.get(path)?)));
        PageStatus { place, here, elsewhere }
    }

    /// The anchor of a place in a file.
    fn anchor(&self, path: &str, place: &ChangedPlace) -> String {
        match place {
            ChangedPlace::Heading(anchor) => anchor.clone(),
            ChangedPlace::Block(block) => {
                let site = self.site.as_deref();
                let known = site.and_then(|s| Some((s, s.documents.position(|document| *document.path == *path)?)));
                let name = known.map(|(site, at)| site.places.paragraph(site.document(at), at, *block).to_string());
                name.unwrap_or_default()
            }
        }
    }

    /// The addresses of the pages of files, from the root of the host; a file without a page is left out.
    pub(crate) fn pages_of(&self, paths: &HashSet<&str>) -> HashMap<&str, String> {
        let Some(site) = &self.site else { return HashMap::new() };
        let documents = site.documents.iter().filter(|document| paths.contains(&*document.path));
        let page = |address: &str| format!("{}{}", site.settings.base_path(), address::encode(address));
        documents.map(|document| (&*document.path, page(&document.address))).collect()
    }
}
