//! What stands at which address.
//!
//! Takes: a [`Site`] with its documents and files.
//! Gives: it knows every page by its address; redirects from earlier addresses; a diagnostic wherever two things want one
//! address, or one needs a folder where the other is a file.
//! Never: decides which of the two is right, and lets neither replace the other.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::Role;
use crate::site::{Page, Redirect, Site, Tombstone};
use crate::{address, card, theme};

/// What stands at an address.
enum Claim {
    /// A list, the home page, or the one for unknown addresses.
    Fixed,
    /// A file of the built-in theme.
    Theme,
    /// A file that the program makes beside the pages.
    Made,
    /// What a file of the project makes, or is.
    File(Arc<str>),
    /// An earlier address that a file names.
    Alias(Arc<str>, Span),
    /// What `site.toml` says is gone.
    Gone(String),
    /// A footnote.
    Footnote,
    /// The page of a source.
    Source,
}

impl std::fmt::Display for Claim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Claim::Fixed => f.write_str("a page that every site has"),
            Claim::Theme => f.write_str("a file of the theme"),
            Claim::Made => f.write_str("a file that the program makes"),
            Claim::File(path) => write!(f, "`{path}`"),
            Claim::Alias(path, _) => write!(f, "an alias of `{path}`"),
            Claim::Gone(address) => write!(f, "what `[gone]` in `site.toml` says of `/{address}`"),
            Claim::Footnote => f.write_str("a footnote"),
            Claim::Source => f.write_str("a source"),
        }
    }
}

/// The page at each address, and what would stand where another page does.
pub fn pages(site: &Site) -> (HashMap<Arc<str>, Page, FixedState>, Vec<Diagnostic>) {
    let mut pages: HashMap<Arc<str>, Page, FixedState> = HashMap::with_capacity_and_hasher(site.documents.len() + 8, FixedState::default());
    let mut diagnostics = Vec::new();
    for page in site.lists().into_iter().chain([Page::NotFound]) {
        pages.insert(site.address(page).into(), page);
    }
    for (index, document) in (0..).zip(&site.documents).filter(|(_, document)| document.role != Role::Home) {
        match pages.entry(document.address.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(Page::Document(index));
            }
            Entry::Occupied(entry) => {
                let other = page_claim(site, *entry.get());
                let message = format!("the page would stand at `/{}`, where {other} stands", document.address);
                diagnostics.push(Diagnostic::whole(Code::AddressCollision, &document.source.path, message).hint("rename the file"));
            }
        }
    }
    (pages, diagnostics)
}

/// Adds the registers to the site, and reports those where a page stands.
pub fn registers(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let pages: Vec<Page> = site.registers.pages().collect();
    for page in pages {
        let address = site.address(page);
        match site.by_address.get(address.as_str()) {
            Some(Page::Document(document)) => {
                let message = format!("the page would stand at `/{address}`, where {} stands", Claim::Fixed);
                let path = &site.document(*document).source.path;
                diagnostics.push(Diagnostic::whole(Code::AddressCollision, path, message).hint("rename the file"));
            }
            _ => drop(site.by_address.insert(address.into(), page)),
        }
    }
}

/// Adds the earlier addresses to the site, and reports those where something stands.
pub fn redirects(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut aliases: BTreeMap<String, (u32, Page)> = BTreeMap::new();
    for (index, document) in (0..).zip(&site.documents) {
        let to = if document.role == Role::Home { Page::Home } else { Page::Document(index) };
        for alias in &document.front.aliases {
            let report = |code, message: String, hint: &str| Diagnostic::at(code, &document.source.path, alias.span, message).hint(hint);
            let Some(from) = alias_address(&alias.value) else {
                let hint = "write the path from the root of the site, such as `/oud/adres/`";
                diagnostics.push(report(Code::UnusableName, format!("`{}` cannot be an address of this site", alias.value), hint));
                continue;
            };
            let earlier = aliases.get(&from).map(|(of, _)| Claim::Alias(site.document(*of).source.path.clone(), Span::default()));
            if let Some(other) = earlier.or_else(|| claim(site, &from)) {
                diagnostics.push(report(Code::AddressCollision, format!("at `/{from}` stands {other}"), "remove the alias"));
                continue;
            }
            aliases.insert(from, (index, to));
        }
    }
    site.redirects = aliases.into_iter().map(|(from, (_, to))| Redirect { from, to }).collect();
    for (index, redirect) in (0..).zip(&site.redirects) {
        site.by_address.insert(redirect.from.as_str().into(), Page::Redirect(index));
    }
}

/// Adds the pages for what left, and reports what did not leave at all.
pub fn graves(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let config = site.config.clone();
    for gone in &config.gone {
        let (address, page) = (&gone.address, gone.page());
        let stands = || claim(site, address).or_else(|| claim(site, &page));
        let report =
            |message: String, hint: &str| Diagnostic::at(Code::AddressCollision, &"site.toml".into(), gone.span, message).hint(hint);
        match (&gone.anchor, site.find(address)) {
            (None, _) => match stands() {
                Some(other) => diagnostics.push(report(format!("`/{address}` is not gone: there stands {other}"), "remove the line")),
                None => {
                    site.by_address.insert(page.as_str().into(), Page::Gone(site.gone.len() as u32));
                    site.gone.push(Tombstone { address: page, reason: gone.reason.clone() });
                }
            },
            (Some(anchor), Some(Page::Document(document))) => {
                if site.document(document).anchor(anchor).is_some() {
                    diagnostics.push(report(format!("`/{address}#{anchor}` is not gone: its page has that place"), "remove the line"));
                }
            }
            (Some(_), _) => {
                let hint = "name the place of a page that is still there, or the address of one that is not";
                diagnostics.push(report(format!("at `/{address}` stands no document that could have had this place"), hint));
            }
        }
    }
}

/// Reports files that would stand where something else does, and whatever needs a folder where a file stands.
pub fn conflicts(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (index, (address, file)) in site.files.iter().enumerate() {
        let page = address::page(address);
        let before = index.checked_sub(1).map(|i| &site.files[i]).filter(|(before, _)| before == address);
        let other = || before.map(|(_, file)| Claim::File(file.path.clone())).or_else(|| page_at(site, page));
        if address.split('/').next() == Some(address::OWN) {
            let message = format!("`{}` is the folder that builds keep for themselves", address::OWN);
            diagnostics.push(Diagnostic::whole(Code::UnusableName, &file.path, message).hint("rename the folder"));
        } else if let Some(other) = other() {
            let message = format!("the file would stand at `/{address}`, where {other} stands");
            diagnostics.push(Diagnostic::whole(Code::AddressCollision, &file.path, message).hint("rename the file"));
        }
    }
    folders(site, &mut diagnostics);
    diagnostics
}

/// The page at an address as a claim.
fn page_at(site: &Site, address: &str) -> Option<Claim> {
    match site.by_address.get(address) {
        Some(page) => Some(page_claim(site, *page)),
        None => match site.find(address)? {
            page @ (Page::Footnote { .. } | Page::Source(_)) => Some(page_claim(site, page)),
            _ => None,
        },
    }
}

fn page_claim(site: &Site, page: Page) -> Claim {
    let path = |document: u32| site.document(document).source.path.clone();
    match page {
        Page::Document(document) => Claim::File(path(document)),
        Page::Footnote { .. } => Claim::Footnote,
        Page::Source(_) => Claim::Source,
        Page::Redirect(index) => {
            let from = &site.redirects[index as usize].from;
            let aliases = site.documents.iter().flat_map(|document| document.front.aliases.iter().map(move |alias| (document, alias)));
            let alias = aliases.into_iter().find(|(_, alias)| alias_address(&alias.value).as_ref() == Some(from));
            alias.map_or(Claim::Fixed, |(document, alias)| Claim::Alias(document.source.path.clone(), alias.span))
        }
        Page::Gone(index) => Claim::Gone(site.gone[index as usize].address.clone()),
        Page::Home
        | Page::Meetings
        | Page::Dossiers
        | Page::Commitments
        | Page::Treatments
        | Page::Sources
        | Page::Search
        | Page::Archive
        | Page::Fiches
        | Page::Motions
        | Page::Overview
        | Page::Quarter(_)
        | Page::NotFound => Claim::Fixed,
    }
}

/// What stands at an address.
fn claim(site: &Site, address: &str) -> Option<Claim> {
    if let Ok(file) = site.files.binary_search_by(|(known, _)| known.as_str().cmp(address)) {
        return Some(Claim::File(site.files[file].1.path.clone()));
    }
    page_at(site, address).or_else(|| {
        // The program makes these; a file of the site comes in their place.
        let made = address == schema() || made_beside(site, address);
        made.then_some(Claim::Made).or_else(|| theme::static_names().any(|name| name == address).then_some(Claim::Theme))
    })
}

fn schema() -> String {
    format!("{}site.json", address::SCHEMAS)
}

/// Whether an address is that of what is made beside a page.
fn made_beside(site: &Site, address: &str) -> bool {
    let beside = |file| address.strip_suffix(file).and_then(|folder| site.by_address.get(folder)).copied();
    let data = beside("index.json").and_then(|page| site.data_address(page));
    let table = || beside("index.csv").and_then(|page| site.table_address(page));
    let picture = || beside(card::FILE).and_then(|page| card::address(site, page));
    data.or_else(table).or_else(picture).is_some_and(|made| made == address)
}

/// Reports whatever needs a folder where a file stands.
fn folders(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let theme: Vec<String> = theme::static_names().chain([schema()]).collect();
    // What is no page has an address that does not end in `/`. Data and notes have a full stop in their names besides.
    let pages = site.redirects.iter().map(|redirect| redirect.from.as_str()).chain(["404.html"]);
    let files: HashSet<&str, FixedState> =
        site.files.iter().map(|(address, _)| address.as_str()).chain(pages).chain(theme.iter().map(String::as_str)).collect();
    let stands = |folder: &str| files.contains(folder) || folder.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let wants = |address: &str| {
        let ends = address.match_indices('/').map(|(end, _)| end);
        ends.filter(|end| stands(&address[..*end])).find_map(|end| claim(site, &address[..end]))
    };
    let graves = site.gone.iter().map(|gone| gone.address.clone());
    let fixed = site.lists().into_iter().map(|page| site.address(page)).chain(graves).chain(theme.iter().cloned());
    let reports = fixed.filter_map(|address| Some((wants(&address)?, address))).map(|(file, address)| (None, file, address));
    let documents = (0..site.documents.len() as u32).map(|document| (Page::Document(document), site.document_address(document)));
    let redirects = (0..).zip(&site.redirects).map(|(index, redirect)| (Page::Redirect(index), redirect.from.as_str()));
    let pages: Vec<(Page, &str)> = documents.chain(redirects).collect();
    let blocked = |(page, address): (Page, &str)| wants(address).map(|file| (Some(page_claim(site, page)), file, address.to_owned()));
    let pages: Vec<_> = pages.into_par_iter().with_min_len(256).filter_map(blocked).collect();
    let copied = site.files.iter().filter_map(|(address, file)| Some((wants(address)?, file, address)));
    let copied = copied.map(|(other, file, address)| (Some(Claim::File(file.path.clone())), other, address.clone()));
    for (claim, file, address) in reports.chain(pages).chain(copied) {
        // Either of the two can be renamed; the file of the theme, a footnote and a fixed page cannot.
        let (path, span) = match (&claim, &file) {
            (Some(Claim::Alias(path, span)), _) => (path, Some(*span)),
            (Some(Claim::File(path)), _) => (path, None),
            (_, Claim::Alias(path, span)) => (path, Some(*span)),
            (_, Claim::File(path)) => (path, None),
            _ => continue,
        };
        let message = format!("`/{address}` needs a folder where {file} stands");
        let diagnostic = Diagnostic { span, ..Diagnostic::whole(Code::AddressCollision, path, message) };
        diagnostics.push(diagnostic.hint("rename one of the two"));
    }
}

/// An alias as an address: without the leading `/`, and a folder unless it names a file. `None` if it cannot be one.
fn alias_address(alias: &str) -> Option<String> {
    let path = address::page(alias.trim_start_matches('/'));
    let strange = |c: char| c.is_control() || c.is_whitespace() || "\\?#<>\"'".contains(c);
    let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    // Longer names than this no file system takes.
    let unusable = |part: &&str| part.trim_matches('.').is_empty() || part.len() > 240;
    if path.contains(strange) || path.contains("://") || parts.iter().any(unusable) || parts[0] == address::OWN {
        return None;
    }
    let names_file = parts.last().is_some_and(|last| last.contains('.')) && !path.ends_with('/');
    Some(if names_file { parts.join("/") } else { format!("{}/", parts.join("/")) })
}
