//! Plain pages, redirects, search, and the pages for addresses that lead nowhere.
//!
//! Takes: a site, read for one such page.
//! Gives: a view for each of them.
//! Never: leaves a reader without a link to go on.

use std::collections::HashMap;

use serde::Serialize;

use super::division::{ContentsEntry, DivisionView, NoteView, Outliner, flatten};
use super::glossary::Explainer;
use super::text::{Ref, SiteReader};
use crate::document::indices::BlockId;
use crate::settings::address;
use crate::settings::words::Word;
use crate::site::Page;
use crate::site::directory::RedirectTarget;
use crate::site::indices::{DocumentId, RedirectId, TombstoneId};

/// A plain page, or another document of a meeting.
#[derive(Debug, Serialize)]
pub(crate) struct PlainPage {
    /// Its title.
    pub heading: String,
    /// Its text above the first heading, as HTML.
    pub lead: String,
    pub contents: Vec<ContentsEntry>,
    /// The rest of its text.
    pub divisions: Vec<DivisionView>,
    pub notes: Vec<NoteView>,
    /// Whatever the author put under `extra` in the front matter.
    pub extra: serde_json::Value,
}

/// A page that sends the reader on to another.
#[derive(Debug, Serialize)]
pub(crate) struct RedirectPage {
    pub target: Ref,
}

#[derive(Debug, Serialize)]
pub(crate) struct NotFoundPage {
    /// Links to the lists of the site.
    pub links: Vec<Ref>,
    /// The link to the search page.
    pub search: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct SearchPage {
    /// Links to the lists of the site, for people who have no scripts or find nothing.
    pub links: Vec<Ref>,
    /// The folder of the search index, relative to this page.
    pub index: String,
    /// The word for footnotes in addresses: `noot`.
    pub footnote: String,
    /// The folder of the pages of sources, relative to this page.
    pub sources: String,
    /// The kinds of passages to choose from: the name in the index, and the word for it.
    pub kinds: Vec<(&'static str, String)>,
}

/// The page at the address of something that was withdrawn.
#[derive(Debug, Serialize)]
pub(crate) struct GonePage {
    /// Why it was withdrawn.
    pub reason: String,
    /// Links to the lists of the site.
    pub links: Vec<Ref>,
}

pub(super) fn gone(reader: &SiteReader, index: TombstoneId) -> GonePage {
    GonePage { reason: reader.site.addresses.gone[index].reason.clone(), links: not_found(reader).links }
}

pub(super) fn plain(reader: &SiteReader, index: DocumentId) -> PlainPage {
    let document = reader.site.document(index);
    let outliner = Outliner::new(reader, index, HashMap::new());
    let lead_end = document.divisions.first().map_or(document.blocks.next_idx(), |d| d.blocks.start);
    let mut page = PlainPage {
        heading: document.title().to_owned(),
        lead: reader.blocks(BlockId::new(0)..lead_end),
        contents: outliner.contents(),
        divisions: flatten(outliner.divisions(2)),
        notes: outliner.notes(),
        extra: document.front.extra.clone(),
    };
    Explainer::document(reader, &mut page.lead, &mut page.divisions, &mut page.notes);
    page
}

pub(super) fn redirect(reader: &SiteReader, index: RedirectId) -> RedirectPage {
    let title = |to| match to {
        Page::Document(document) | Page::Footnote { document, .. } => reader.document_name(document),
        _ => reader.site.settings.title.clone(),
    };
    let target = match reader.site.addresses.redirects[index].to {
        RedirectTarget::Page(to) => Ref { title: title(to), href: reader.href(to, None) },
        to => {
            let address = reader.site.target(to);
            let name = address.rsplit('/').next().unwrap_or(&address);
            Ref { title: name.to_owned(), href: reader.to_address(&address) }
        }
    };
    RedirectPage { target }
}

pub(super) fn not_found(reader: &SiteReader) -> NotFoundPage {
    NotFoundPage { links: lists(reader), search: reader.href(Page::Search, None) }
}

pub(super) fn search(reader: &SiteReader) -> SearchPage {
    let kinds = [
        ("agenda", Word::Agenda),
        ("report", Word::Report),
        ("annex", Word::Annex),
        ("dossier", Word::Dossier),
        ("note", Word::Footnote),
        ("page", Word::SearchPage),
    ];
    SearchPage {
        links: lists(reader),
        index: reader.to_address(&address::search_index(reader.language)),
        footnote: reader.language.addresses.footnote.clone(),
        sources: reader.href(Page::Sources, None),
        kinds: kinds.into_iter().map(|(kind, word)| (kind, reader.language.word(word).to_owned())).collect(),
    }
}

/// Links to the lists and registers that the site has.
fn lists(reader: &SiteReader) -> Vec<Ref> {
    let link = |page: Page| {
        let word = match page {
            Page::Home => Word::Home,
            Page::Meetings => Word::Meetings,
            Page::Dossiers => Word::Dossiers,
            Page::Commitments => Word::Commitments,
            Page::Treatments => Word::Treatments,
            Page::Sources => Word::Sources,
            Page::Fiches => Word::Fiches,
            Page::Motions => Word::Motions,
            Page::Overview => Word::Overview,
            Page::Timeliness => Word::Timeliness,
            Page::Archive => Word::Archive,
            _ => return None,
        };
        Some(Ref { title: reader.language.word(word).to_owned(), href: reader.href(page, None) })
    };
    reader.site.lists().into_iter().filter_map(link).collect()
}
