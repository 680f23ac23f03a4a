//! What stands at which address.
//!
//! Takes: a [`Site`] with its documents and files.
//! Gives: it knows every page by its address; redirects from earlier addresses; a diagnostic wherever two things want one
//! address, or one needs a folder where the other is a file.
//! Never: decides which of the two is right, and lets neither replace the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::Role;
use crate::site::{Page, Redirect, Site};
use crate::{address, theme};

/// What stands at an address.
#[derive(Clone)]
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
    /// A footnote.
    Footnote,
}

impl std::fmt::Display for Claim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Claim::Fixed => f.write_str("a page that every site has"),
            Claim::Theme => f.write_str("a file of the theme"),
            Claim::Made => f.write_str("a file that the program makes"),
            Claim::File(path) => write!(f, "`{path}`"),
            Claim::Alias(path, _) => write!(f, "an alias of `{path}`"),
            Claim::Footnote => f.write_str("a footnote"),
        }
    }
}

type Claims = BTreeMap<String, Claim>;

/// What stands at an address already.
fn claim(site: &Site, claims: &Claims, address: &str) -> Option<Claim> {
    let footnote = || site.find(address).filter(|page| matches!(page, Page::Footnote { .. })).map(|_| Claim::Footnote);
    claims.get(address).cloned().or_else(footnote)
}

/// Gives every page its address, and reports those that two things claim.
pub fn addresses(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut claims = Claims::new();
    for page in [Page::Home, Page::Meetings, Page::Dossiers, Page::Commitments, Page::Treatments, Page::Search, Page::NotFound] {
        let address = site.address(page);
        claims.insert(address.clone(), Claim::Fixed);
        site.by_address.insert(address, page);
    }
    for (index, document) in site.documents.iter().enumerate() {
        if document.role == Role::Home {
            continue;
        }
        let address = site.document_address(index as u32).to_owned();
        if let Some(other) = claims.get(&address) {
            let message = format!("the page would stand at `/{address}`, where {other} stands");
            diagnostics.push(Diagnostic::whole(Code::AddressCollision, &document.source.path, message).hint("rename the file"));
            continue;
        }
        claims.insert(address.clone(), Claim::File(document.source.path.clone()));
        site.by_address.insert(address, Page::Document(index as u32));
    }
    for (address, file) in &site.files {
        let page = address::page(address);
        if address.split('/').next() == Some(address::OWN) {
            let message = format!("`{}` is the folder that builds keep for themselves", address::OWN);
            diagnostics.push(Diagnostic::whole(Code::UnusableName, &file.path, message).hint("rename the folder"));
        } else if let Some(other) = claim(site, &claims, page) {
            let message = format!("the file would stand at `/{address}`, where {other} stands");
            diagnostics.push(Diagnostic::whole(Code::AddressCollision, &file.path, message).hint("rename the file"));
        }
        claims.insert(address.clone(), Claim::File(file.path.clone()));
    }
    // The program makes these; a file of the site comes in their place.
    let data = site.pages().into_iter().filter_map(|page| site.data_address(page));
    for address in data.chain([format!("{}site.json", address::SCHEMAS)]) {
        claims.entry(address).or_insert(Claim::Made);
    }
    for name in theme::static_names() {
        claims.entry(name).or_insert(Claim::Theme);
    }
    redirects(site, &mut claims, diagnostics);
    folders(site, &claims, diagnostics);
}

fn redirects(site: &mut Site, claims: &mut Claims, diagnostics: &mut Vec<Diagnostic>) {
    let mut redirects: Vec<Redirect> = Vec::new();
    for (index, document) in site.documents.iter().enumerate() {
        let to = if document.role == Role::Home { Page::Home } else { Page::Document(index as u32) };
        for alias in &document.front.aliases {
            let report = |code, message: String, hint: &str| Diagnostic::at(code, &document.source.path, alias.span, message).hint(hint);
            let Some(from) = alias_address(&alias.value) else {
                let hint = "write the path from the root of the site, such as `/oud/adres/`";
                diagnostics.push(report(Code::UnusableName, format!("`{}` cannot be an address of this site", alias.value), hint));
                continue;
            };
            if let Some(other) = claim(site, claims, &from) {
                diagnostics.push(report(Code::AddressCollision, format!("at `/{from}` stands {other}"), "remove the alias"));
                continue;
            }
            claims.insert(from.clone(), Claim::Alias(document.source.path.clone(), alias.span));
            redirects.push(Redirect { from, to });
        }
    }
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    for (index, redirect) in redirects.iter().enumerate() {
        site.by_address.insert(redirect.from.clone(), Page::Redirect(index as u32));
    }
    site.redirects = redirects;
}

/// Reports whatever needs a folder where a file stands.
fn folders(site: &Site, claims: &Claims, diagnostics: &mut Vec<Diagnostic>) {
    // In the order of the addresses, what a folder holds follows it, and need not ask for that folder once more.
    let mut free = "";
    for (address, wants) in claims {
        for (end, _) in address.match_indices('/') {
            if free.starts_with(&address[..=end]) {
                continue;
            }
            let Some(file) = claim(site, claims, &address[..end]) else {
                free = &address[..=end];
                continue;
            };
            // Either of the two can be renamed; the file of the theme, a footnote and a fixed page cannot.
            let (path, span) = match (wants, &file) {
                (Claim::Alias(path, span), _) | (Claim::Fixed | Claim::Theme | Claim::Made | Claim::Footnote, Claim::Alias(path, span)) => {
                    (path, Some(*span))
                }
                (Claim::File(path), _) | (Claim::Fixed | Claim::Theme | Claim::Made | Claim::Footnote, Claim::File(path)) => (path, None),
                _ => continue,
            };
            let message = format!("`/{address}` needs a folder where {file} stands");
            let diagnostic = Diagnostic { span, ..Diagnostic::whole(Code::AddressCollision, path, message) };
            diagnostics.push(diagnostic.hint("rename one of the two"));
            break;
        }
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
