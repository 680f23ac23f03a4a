//! Plain pages, redirects, and the page for addresses that do not exist.

use std::collections::HashMap;

use serde::Serialize;

use super::division::{ContentsEntry, DivisionView, NoteView, Outliner, flatten};
use super::text::{Reader, Ref};
use crate::address;
use crate::site::Page;

/// A plain page, or a further document of a meeting.
#[derive(Debug, Serialize)]
pub struct PlainPage {
    /// Its title.
    pub heading: String,
    /// Its text above the first heading, as HTML.
    pub lead: String,
    /// The list of contents.
    pub contents: Vec<ContentsEntry>,
    /// The rest of its text.
    pub divisions: Vec<DivisionView>,
    /// Its notes.
    pub notes: Vec<NoteView>,
    /// What site authors keep in the front matter.
    pub extra: serde_json::Value,
}

/// A page that leads on to another.
#[derive(Debug, Serialize)]
pub struct RedirectPage {
    /// Where it leads.
    pub target: Ref,
}

/// The page for addresses that do not exist.
#[derive(Debug, Serialize)]
pub struct NotFoundPage {
    /// Where one can go on.
    pub links: Vec<Ref>,
    /// The search page.
    pub search: String,
}

/// The search page.
#[derive(Debug, Serialize)]
pub struct SearchPage {
    /// The lists of everything, for who searches without a script or in vain.
    pub links: Vec<Ref>,
    /// The folder of the index.
    pub index: String,
    /// The word in the addresses of footnotes.
    pub footnote: String,
    /// The kinds of passages that one can choose between: the name in the index, and the word for it.
    pub kinds: Vec<(&'static str, String)>,
}

/// The page for an address at which something stood that left.
#[derive(Debug, Serialize)]
pub struct GonePage {
    /// Why it left.
    pub reason: String,
    /// Where one can go on.
    pub links: Vec<Ref>,
}

/// Views the page for an address at which something stood that left.
pub fn gone(reader: &Reader, index: u32) -> GonePage {
    GonePage { reason: reader.site.gone[index as usize].reason.clone(), links: not_found(reader).links }
}

/// Views a plain page.
pub fn plain(reader: &Reader, index: u32) -> PlainPage {
    let document = reader.site.document(index);
    let outliner = Outliner::new(reader, index, HashMap::new());
    let lead_end = document.divisions.first().map_or(document.blocks.len() as u32, |d| d.blocks.start);
    PlainPage {
        heading: document.title().to_owned(),
        lead: reader.blocks(index, 0..lead_end),
        contents: outliner.contents(),
        divisions: flatten(outliner.divisions(2)),
        notes: outliner.notes(),
        extra: document.front.extra.clone(),
    }
}

/// Views a redirect.
pub fn redirect(reader: &Reader, index: u32) -> RedirectPage {
    let to = reader.site.redirects[index as usize].to;
    let title = match to {
        Page::Document(document) => reader.document_name(document),
        _ => reader.site.config.title.clone(),
    };
    RedirectPage { target: Ref { title, href: reader.href(to, None) } }
}

/// Views the page for addresses that do not exist.
pub fn not_found(reader: &Reader) -> NotFoundPage {
    NotFoundPage { links: lists(reader), search: reader.href(Page::Search, None) }
}

/// Views the search page.
pub fn search(reader: &Reader) -> SearchPage {
    let kinds = [
        ("agenda", "agenda"),
        ("report", "report"),
        ("annex", "annex"),
        ("dossier", "dossier"),
        ("note", "footnote"),
        ("page", "search_page"),
    ];
    SearchPage {
        links: lists(reader),
        index: reader.to_address(&address::search_index(reader.language)),
        footnote: reader.language.addresses.footnote.clone(),
        kinds: kinds.into_iter().map(|(kind, word)| (kind, reader.language.word(word).to_owned())).collect(),
    }
}

/// Where one can go on.
fn lists(reader: &Reader) -> Vec<Ref> {
    let link = |(page, word): (Page, &str)| Ref { title: reader.language.word(word).to_owned(), href: reader.href(page, None) };
    let pages = [
        (Page::Home, "home"),
        (Page::Meetings, "meetings"),
        (Page::Dossiers, "dossiers"),
        (Page::Commitments, "commitments"),
        (Page::Treatments, "treatments"),
    ];
    pages.into_iter().map(link).collect()
}
