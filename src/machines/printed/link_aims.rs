//! Where links of a page lead, seen from a PDF.
//!
//! Takes: the address of the page, that of the published site, and the ids of the page's headings.
//! Gives: [`Aim`]: a heading of the document, a whole address, or nothing.
//! Never: gives a relative address, which a file that somebody sends on could not follow.

use std::collections::{HashMap, HashSet};

use crate::settings::address;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Aim {
    /// To a heading of the same document.
    Heading(String),
    /// To a whole address.
    Elsewhere(String),
    /// To nothing that can be named in a file.
    Nowhere,
}

/// What the links of one page lead to.
pub(super) struct LinkAims<'a> {
    /// The address of the published site, ending in `/`.
    base: Option<&'a str>,
    /// The encoded address of the page, from the root of the site.
    page: String,
    /// The ids of the headings.
    headings: HashSet<String>,
    /// The index of each note, by the link to it.
    notes: HashMap<String, usize>,
}

impl<'a> LinkAims<'a> {
    pub(super) fn new(base: Option<&'a str>, page: &str, headings: HashSet<String>) -> Self {
        LinkAims { base, page: address::encode(page), headings, notes: HashMap::new() }
    }

    /// Makes a link the mark of a note.
    pub(super) fn add_note(&mut self, href: String, note: usize) {
        self.notes.insert(href, note);
    }

    /// The note that a link is the mark of.
    pub(super) fn note(&self, href: &str) -> Option<usize> {
        self.notes.get(href).copied()
    }

    pub(super) fn aim(&self, href: &str) -> Aim {
        if let Some(place) = href.strip_prefix('#') {
            let decoded = percent_encoding::percent_decode_str(place).decode_utf8_lossy().into_owned();
            if self.headings.contains(&decoded) {
                return Aim::Heading(decoded);
            }
        }
        let has_scheme =
            href.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
        match self.base {
            _ if has_scheme => Aim::Elsewhere(href.to_owned()),
            Some(base) if !href.is_empty() => Aim::Elsewhere(joined(base, &self.page, href)),
            _ => Aim::Nowhere,
        }
    }
}

/// The whole address that a relative one means on a page.
fn joined(base: &str, page: &str, href: &str) -> String {
    if href.starts_with('#') {
        return format!("{base}{page}{href}");
    }
    let (path, rest) = href.find(['#', '?']).map_or((href, ""), |at| href.split_at(at));
    if path.starts_with('/') {
        let origin = base.find("://").and_then(|at| base[at + 3..].find('/').map(|end| at + 3 + end));
        return format!("{}{path}{rest}", &base[..origin.unwrap_or(base.len())]);
    }
    let mut steps: Vec<&str> = page.split('/').collect();
    steps.pop();
    for step in path.split('/') {
        match step {
            "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    if path.ends_with("..") || path.ends_with('.') {
        steps.push("");
    }
    format!("{base}{}{rest}", steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_of_a_page_leads_to_a_heading_or_to_a_whole_address() {
        let aims = LinkAims::new(Some("https://example.nl/raad/"), "a/b/", HashSet::from(["één".to_owned()]));
        let to = |href: &str| match aims.aim(href) {
            Aim::Elsewhere(address) => address,
            other => format!("{other:?}"),
        };
        assert_eq!(to("#%C3%A9%C3%A9n"), "Heading(\"één\")");
        assert_eq!(to("#p1"), "https://example.nl/raad/a/b/#p1");
        assert_eq!(to("../../c/x.html#y"), "https://example.nl/raad/c/x.html#y");
        assert_eq!(to("./"), "https://example.nl/raad/a/b/");
        assert_eq!(to("/c"), "https://example.nl/c");
        assert_eq!(to("mailto:a@b.nl"), "mailto:a@b.nl");
        let without = LinkAims::new(None, "a/b/", HashSet::new());
        assert_eq!(without.aim("../c"), Aim::Nowhere);
    }
}
