//! What a file of the site is for.
//!
//! Takes: a page, a file, or what is made beside one.
//! Gives: [`Holder`], in words, and with the place in the project that it comes from.
//! Never: knows what else has its path.

use std::sync::Arc;

use crate::diagnostic::{Message, Span, message};
use crate::settings::address::{self, CitationForm};
use crate::site::indices::{DocumentId, FileId};
use crate::site::{Page, Site};

/// What a file of the site is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// The folder that builds have to themselves.
    Own,
    /// The folder of the search index, whose files are named after their contents.
    SearchIndex,
    Theme,
    /// A file for servers and other programs.
    Companion,
    Page(Page),
    /// Something made beside a page.
    Beside(Page, MadeBeside),
    File(FileId),
}

/// Something made beside a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MadeBeside {
    Data,
    Table,
    Picture,
    Citations(CitationForm),
    Pdf,
}

/// A place in the project.
pub(super) struct ProjectPlace {
    pub(super) path: Arc<str>,
    pub(super) span: Option<Span>,
}

impl Holder {
    /// What it is, as words between "where" and "stands".
    pub(super) fn words(self, site: &Site) -> Message {
        let place = self.place(site).map(|place| place.path);
        match (self, &place) {
            (Holder::Own, _) => message!("claim-own-folder", name = address::OWN),
            (Holder::SearchIndex, _) => message!("claim-search-index"),
            (Holder::Theme, _) => message!("claim-theme"),
            (Holder::Companion, _) => message!("claim-made"),
            (Holder::Page(Page::Redirect(_)), Some(path)) => message!("claim-alias", path),
            (Holder::Page(page @ Page::Gone(_)), _) => message!("claim-gone", address = site.address(page)),
            (Holder::Page(Page::Footnote { .. }), Some(path)) => message!("claim-footnote-of", path),
            (Holder::Page(Page::Source(_)), _) => message!("claim-source"),
            (Holder::Page(Page::Document(_)) | Holder::File(_), Some(words)) => message!("quoted", words),
            (Holder::Page(_), _) => message!("claim-fixed"),
            (Holder::Beside(page, kind), path) => {
                let of = path.as_ref().map_or_else(|| format!("/{}", site.address(page)), |path| path.to_string());
                match kind {
                    MadeBeside::Data => message!("claim-data", of),
                    MadeBeside::Table => message!("claim-table", of),
                    MadeBeside::Picture => message!("claim-picture", of),
                    MadeBeside::Citations(_) => message!("claim-citations", of),
                    MadeBeside::Pdf => message!("claim-pdf", of),
                }
            }
            (Holder::File(_), None) => message!("claim-file"),
        }
    }

    /// The same as the subject of a sentence.
    pub(super) fn subject(self) -> Message {
        match self {
            Holder::File(_) => message!("the-file"),
            Holder::Page(Page::Redirect(_)) => message!("the-alias"),
            Holder::Page(Page::Gone(_)) => message!("the-tombstone"),
            Holder::Page(Page::Footnote { .. }) => message!("the-footnote"),
            Holder::Page(_) => message!("the-page"),
            Holder::Beside(..) | Holder::Own | Holder::SearchIndex | Holder::Theme | Holder::Companion => {
                message!("what-is-made")
            }
        }
    }

    /// What to do about it.
    pub(super) fn remedy(self) -> Message {
        match self {
            Holder::Page(Page::Redirect(_)) => message!("alias-collision.hint"),
            Holder::Page(Page::Gone(_)) => message!("not-gone.hint"),
            _ => message!("rename-the-file"),
        }
    }

    /// Where in the project it comes from; `None` for what every site has.
    pub(super) fn place(self, site: &Site) -> Option<ProjectPlace> {
        let whole = |document: DocumentId| ProjectPlace { path: site.document(document).path.clone(), span: None };
        match self {
            Holder::File(file) => Some(ProjectPlace { path: site.files[file].1.path.clone(), span: None }),
            Holder::Page(Page::Document(document) | Page::Footnote { document, .. })
            | Holder::Beside(Page::Document(document), _) => Some(whole(document)),
            Holder::Page(Page::Source(source)) => {
                site.sources.citations(source).first().map(|citing| whole(citing.document))
            }
            Holder::Page(Page::Redirect(index)) => {
                let old = &site.addresses.redirects[index].old;
                let is_it = |alias: &str| address::of_alias(alias).as_ref() == Some(old);
                let alias = site.documents.iter().find_map(|document| {
                    let alias = document.front.aliases.iter().find(|alias| is_it(&alias.value))?;
                    Some(ProjectPlace { path: document.path.clone(), span: Some(alias.span) })
                });
                let line = || site.settings.moved.iter().find(|moved| moved.from == *old);
                alias.or_else(|| line().map(|line| ProjectPlace { path: "site.toml".into(), span: Some(line.span) }))
            }
            Holder::Page(Page::Gone(index)) => {
                let page = &site.addresses.gone[index].address;
                let line = site.settings.gone.iter().find(|gone| gone.anchor.is_none() && gone.page() == *page)?;
                Some(ProjectPlace { path: "site.toml".into(), span: Some(line.span) })
            }
            Holder::Page(_) | Holder::Beside(..) => None,
            Holder::Own | Holder::SearchIndex | Holder::Theme | Holder::Companion => None,
        }
    }

    /// Its path; `None` where that follows only from the path at which it was entered.
    pub(super) fn path(self, site: &Site) -> Option<String> {
        match self {
            Holder::Page(page) => Some(site.address(page)),
            Holder::File(file) => Some(site.files[file].0.clone()),
            Holder::Beside(page, kind) => match kind {
                MadeBeside::Data => site.data_address(page),
                MadeBeside::Table => site.table_address(page),
                MadeBeside::Picture => site.picture_address(page),
                MadeBeside::Citations(form) => site.citation_address(page, form),
                MadeBeside::Pdf => site.pdf_address(page),
            },
            Holder::Own | Holder::SearchIndex | Holder::Theme | Holder::Companion => None,
        }
    }
}
