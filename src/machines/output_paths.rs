//! Every file that a build writes, in one list before any of them is made.
//!
//! Takes: a [`Site`].
//! Gives: a diagnostic wherever two files would have one path, or paths that differ only in case or normal form; where one
//! needs a folder at the path of the other; and for each name that is not possible in every file system and package.
//! Never: makes a file, or decides which of two is right: no file replaces another, except that files in `static` replace
//! what the program makes.
//!
//! Each file is entered with what it is for. Of two that clash, the later one is reported, so the program's own files are
//! entered first, then pages, copied files, and earlier addresses.

mod case_folding;
mod contested;
mod path_list;
mod standing;

use crate::diagnostic::Diagnostic;
use crate::document::Role;
use crate::machines::{Companion, redirect_rules, sitemap};
use crate::project::seal_text;
use crate::settings::address::{self, CALENDAR, CitationForm, FEED, OWN, ROBOTS, SECURITY};
use crate::site::{Page, Site};
use crate::theme;
use contested::Contested;
use path_list::PathList;
use standing::{Holder, MadeBeside};

/// Files that servers and others look for in a fixed place. No page may be there, even if this site does not have them.
fn fixed_places() -> impl Iterator<Item = &'static str> {
    let others = [SECURITY, FEED, CALENDAR, sitemap::FILE, ROBOTS];
    redirect_rules::rule_files().into_iter().chain(others)
}

/// Everything that is wrong with the paths of the files that a build of the site writes; `companions` are all that it has.
pub(crate) fn check(site: &Site, companions: &[Companion]) -> Vec<Diagnostic> {
    let contested = Contested::of(site);
    let mut list = PathList::new(site, 4 * site.documents.len() + site.files.len() + 64);
    list.close_folder(OWN, Holder::Own);
    list.close_folder(address::search_index(&site.language).trim_end_matches('/'), Holder::SearchIndex);
    enter_lists(&mut list, site);
    enter_made(&mut list, companions);
    enter_documents(&mut list, site, &contested);
    enter_sources(&mut list, site, &contested);
    for (index, (address, file)) in site.files.iter_enumerated() {
        // Files kept by a seal can no longer be renamed.
        let is_kept = file.path.split('/').nth(3) == Some(seal_text::KEPT);
        if !is_kept {
            list.check_names(address, Holder::File(index));
        }
        list.enter(address, Holder::File(index));
    }
    site.addresses.redirects.indices().for_each(|redirect| list.enter_page(Page::Redirect(redirect)));
    for (index, gone) in site.addresses.gone.iter_enumerated() {
        list.enter_page(Page::Gone(index));
        if redirect_rules::needs_copies(site) {
            list.enter_made(&redirect_rules::tombstone_copy(&gone.address), Holder::Companion);
        }
    }
    list.into_diagnostics()
}

/// Enters the pages that every site has, and what is made beside them.
fn enter_lists(list: &mut PathList, site: &Site) {
    for page in site.lists().into_iter().chain([Page::NotFound]) {
        // Another page has taken the address, which has been reported.
        if site.addresses.pages.get(site.address(page).as_str()).is_some_and(|other| *other != page) {
            continue;
        }
        list.enter_page(page);
        enter_beside(list, site, page);
    }
}

/// Enters the files of the theme and the companions.
fn enter_made(list: &mut PathList, companions: &[Companion]) {
    theme::static_names().for_each(|name| list.enter_made(&name, Holder::Theme));
    for place in fixed_places().filter(|place| !companions.iter().any(|companion| companion.address == *place)) {
        list.enter_made(place, Holder::Companion);
    }
    companions.iter().for_each(|companion| list.enter_made(&companion.address, Holder::Companion));
}

fn enter_documents(list: &mut PathList, site: &Site, contested: &Contested) {
    for (index, document) in site.documents.iter_enumerated() {
        let page = Page::Document(index);
        let is_home = document.role == Role::Home;
        // Another page has taken the address, which has been reported.
        if !is_home && site.addresses.pages.get(&document.address) != Some(&page) {
            continue;
        }
        if !is_home {
            list.check_names(&document.address, Holder::Page(page));
            list.enter_page(page);
            enter_beside(list, site, page);
        }
        list.enter_notes(index, contested);
    }
}

fn enter_sources(list: &mut PathList, site: &Site, contested: &Contested) {
    let mut sources = site.sources.list.indices().map(Page::Source);
    let Some(first) = sources.next() else { return };
    // The first claims the folder for all.
    list.enter_page(first);
    if contested.concerns(&site.address(first)) {
        sources.for_each(|source| list.enter_page(source));
    }
}

/// Enters what is made beside a page from the same view.
fn enter_beside(list: &mut PathList, site: &Site, page: Page) {
    let made = [
        (site.data_address(page), MadeBeside::Data),
        (site.table_address(page), MadeBeside::Table),
        (site.picture_address(page), MadeBeside::Picture),
        (site.pdf_address(page), MadeBeside::Pdf),
    ];
    let citations = CitationForm::ALL.map(|form| (site.citation_address(page, form), MadeBeside::Citations(form)));
    for (address, kind) in made.into_iter().chain(citations) {
        if let Some(address) = address {
            list.enter_made(&address, Holder::Beside(page, kind));
        }
    }
}
