//! Where each page stands, and what stands at an address.
//!
//! Takes: the parts of a site that have addresses.
//! Gives: [`Addresses`], what was settled about them; [`Directory`], which answers both questions.
//! Never: decides who gets an address that two things want; [`crate::site::claims`] does.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use foldhash::fast::FixedState;
use oxc_index::{IndexSlice, IndexVec};

use crate::document::{Role, Summary};
use crate::project::Copied;
use crate::settings::Settings;
use crate::settings::address;
use crate::settings::language::Language;
use crate::site::indices::{DocumentId, FileId, MeetingId, RedirectId, TombstoneId};
use crate::site::ingredients::Contents;
use crate::site::meeting_documents::{Meeting, Meetings};
use crate::site::page::Page;
use crate::site::places::PlaceNames;
use crate::site::registers::Registers;
use crate::site::source_citations::Sources;

#[derive(Debug, Clone)]
pub(crate) struct Redirect {
    /// The earlier address.
    pub old: String,
    /// The address of the page that leads on from there.
    pub from: String,
    /// What it leads to now.
    pub to: RedirectTarget,
}

impl Redirect {
    pub(crate) fn new(old: &str, to: RedirectTarget) -> Redirect {
        Redirect { old: old.to_owned(), from: address::page_for(old), to }
    }
}

/// What an earlier address leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RedirectTarget {
    Page(Page),
    File(FileId),
    /// The data beside a page.
    Data(Page),
    /// What programs that manage references read, beside the agenda of a meeting.
    Citations(Page, address::CitationForm),
    /// The feed beside the page of a dossier.
    Feed(Page),
    /// The PDF beside a document.
    Pdf(Page),
    /// The picture to share a page with.
    Picture(Page),
}

/// An address whose content has been withdrawn.
#[derive(Debug, Clone)]
pub(crate) struct Tombstone {
    /// The address of the page that says so.
    pub address: String,
    /// Why it was withdrawn, in the author's words.
    pub reason: String,
}

impl Tombstone {
    /// The address of the file that was withdrawn, if it was one: the page lies in a folder of its name.
    pub(crate) fn file(&self) -> Option<&str> {
        self.address.strip_suffix('/').filter(|file| file.rsplit('/').next().is_some_and(|name| name.contains('.')))
    }
}

pub(crate) type PagesByAddress = HashMap<Arc<str>, Page, FixedState>;

/// Which page stands at which address.
#[derive(Debug)]
pub(crate) struct Addresses {
    /// All pages by address, except footnotes and sources.
    pub pages: PagesByAddress,
    /// Earlier addresses and where they lead now, sorted by address.
    pub redirects: IndexVec<RedirectId, Redirect>,
    /// Addresses whose content has been withdrawn, in the order of the settings.
    pub gone: IndexVec<TombstoneId, Tombstone>,
}

/// Everything that has an address.
#[derive(Clone, Copy)]
pub(crate) struct Directory<'a> {
    pub settings: &'a Settings,
    /// The words of the site, some of which are parts of addresses.
    pub language: &'a Language,
    pub documents: &'a IndexSlice<DocumentId, [Arc<Summary>]>,
    /// The document with the text of the home page.
    pub home: Option<DocumentId>,
    /// What notes and paragraphs are called in addresses.
    pub places: &'a PlaceNames,
    /// The copied files with their addresses, sorted by address.
    pub files: &'a IndexSlice<FileId, [(String, Copied)]>,
    pub meetings: &'a IndexSlice<MeetingId, [Meeting]>,
    /// The meeting that each document belongs to.
    pub meeting_of: &'a IndexSlice<DocumentId, [Option<MeetingId>]>,
    pub sources: &'a Sources,
    pub registers: &'a Registers,
    pub addresses: &'a Addresses,
}

/// The address of a list, a register or any other page that exists once.
pub(super) fn fixed_address(language: &Language, page: Page) -> Option<String> {
    let words = &language.addresses;
    let folder = match page {
        Page::Home => return Some(String::new()),
        Page::NotFound => return Some("404.html".to_owned()),
        Page::Meetings => &words.meetings,
        Page::Dossiers => &words.dossiers,
        Page::Commitments => &words.commitments,
        Page::Treatments => &words.treatments,
        Page::Search => &words.search,
        Page::Sources => &words.sources,
        Page::Fiches => &words.fiches,
        Page::Motions => &words.motions,
        Page::Overview => &words.overview,
        Page::Timeliness => &words.timeliness,
        Page::Archive => &words.archive,
        Page::Source(_) | Page::Quarter(_) | Page::Beside(_) | Page::Document(_) | Page::Footnote { .. } => {
            return None;
        }
        Page::Redirect(_) | Page::Gone(_) => return None,
    };
    Some(format!("{folder}/"))
}

/// The home page and the lists, but no registers. The list of past meetings exists once something has been sealed,
/// packed or closed.
pub(super) fn lists(settings: &Settings, meetings: &IndexSlice<MeetingId, [Meeting]>) -> Vec<Page> {
    let mut lists = vec![
        Page::Home,
        Page::Meetings,
        Page::Dossiers,
        Page::Commitments,
        Page::Treatments,
        Page::Sources,
        Page::Search,
    ];
    let is_past = |meeting: &Meeting| meeting.seal.is_some() || meeting.package.is_some();
    if !settings.closures.is_empty() || meetings.iter().any(is_past) {
        lists.push(Page::Archive);
    }
    lists
}

impl<'a> Directory<'a> {
    /// The directory of parts that are not yet a [`crate::site::Site`].
    pub(super) fn new(
        contents: &'a Contents,
        meetings: &'a Meetings,
        sources: &'a Sources,
        registers: &'a Registers,
        addresses: &'a Addresses,
    ) -> Self {
        let Contents {
            settings,
            language,
            documents,
            home,
            files,
            places,
            plain: _,
            lasting: _,
            record: _,
            elsewhere: _,
        } = contents;
        let Meetings { list: meetings, of: meeting_of } = meetings;
        let home = *home;
        Directory {
            settings,
            language,
            documents,
            home,
            places,
            files,
            meetings,
            meeting_of,
            sources,
            registers,
            addresses,
        }
    }

    /// The home page, the lists, and the registers that have entries.
    pub(crate) fn lists(&self) -> Vec<Page> {
        let mut lists = lists(self.settings, self.meetings);
        lists.extend(self.registers.pages());
        lists
    }

    pub(crate) fn address(&self, page: Page) -> String {
        let words = &self.language.addresses;
        match page {
            Page::Source(source) => format!("{}/{}.html", words.sources, self.sources.list[source].id.slug()),
            Page::Quarter(quarter) => {
                let quarter = &self.registers.quarters[quarter];
                format!("{}/{}-{}{}/", words.overview, quarter.year, words.quarter, quarter.number)
            }
            Page::Beside(meeting) => {
                format!("{}{}.html", self.documents[self.meetings[meeting].agenda].address, words.beside)
            }
            Page::Document(document) => self.documents[document].address.to_string(),
            Page::Footnote { document, note } => {
                let folder = &self.documents[document].address;
                let mut address = String::with_capacity(folder.len() + words.footnote.len() + 16);
                address.push_str(folder);
                address.push_str(&words.footnote);
                let name = self.places.note(&self.documents[document], document, note);
                let _ = write!(address, "-{name}.html");
                address
            }
            Page::Redirect(redirect) => self.addresses.redirects[redirect].from.clone(),
            Page::Gone(tombstone) => self.addresses.gone[tombstone].address.clone(),
            fixed => fixed_address(self.language, fixed).unwrap_or_default(),
        }
    }

    /// The page at an address, which may include `index.html` or lack the last `/`.
    pub(crate) fn find(&self, address: &str) -> Option<Page> {
        let address = address::page(address);
        let pages = &self.addresses.pages;
        if let Some(page) = pages.get(address).or_else(|| pages.get(format!("{address}/").as_str())) {
            return Some(*page);
        }
        let (folder, file) = address.rfind('/').map_or(("", address), |i| address.split_at(i + 1));
        let file = file.strip_suffix(".html")?;
        if folder.strip_suffix('/') == Some(&self.language.addresses.sources) {
            return self.sources.by_slug(file).map(Page::Source);
        }
        let name = file.strip_prefix(&self.language.addresses.footnote)?.strip_prefix('-')?;
        let document = match pages.get(folder)? {
            Page::Document(document) => *document,
            Page::Home => self.home?,
            _ => return None,
        };
        let note = self.places.note_named(&self.documents[document], document, name)?;
        Some(Page::Footnote { document, note })
    }

    /// The copied file at an address.
    pub(crate) fn file(&self, address: &str) -> Option<FileId> {
        self.files.binary_search_by(|(known, _)| known.as_str().cmp(address)).ok()
    }

    /// The address of the data beside a page; `None` if the page has none.
    pub(crate) fn data_address(&self, page: Page) -> Option<String> {
        let has_data = match page {
            Page::Home | Page::Meetings | Page::Dossiers | Page::Commitments | Page::Treatments | Page::Sources => true,
            Page::Fiches | Page::Motions | Page::Overview | Page::Quarter(_) | Page::Timeliness => true,
            Page::Document(document) => match self.documents[document].role {
                Role::Agenda { .. } | Role::Report { .. } => self.meeting_of[document].is_some(),
                Role::Dossier { .. } => true,
                Role::Home | Role::Annex { .. } | Role::Version { .. } | Role::Page { .. } => false,
            },
            Page::Search
            | Page::Footnote { .. }
            | Page::Source(_)
            | Page::Redirect(_)
            | Page::Beside(_)
            | Page::Archive
            | Page::Gone(_)
            | Page::NotFound => false,
        };
        has_data.then(|| format!("{}index.json", self.address(page)))
    }

    /// The address of the table beside a page; `None` unless it is a register.
    pub(crate) fn table_address(&self, page: Page) -> Option<String> {
        let has_table =
            matches!(page, Page::Commitments | Page::Fiches | Page::Motions | Page::Quarter(_) | Page::Timeliness);
        has_table.then(|| format!("{}index.csv", self.address(page)))
    }

    /// The address of what programs that manage references read, beside the agenda of a meeting; `None` for any other page.
    pub(crate) fn citation_address(&self, page: Page, form: address::CitationForm) -> Option<String> {
        let Page::Document(document) = page else { return None };
        let is_agenda = matches!(self.documents[document].role, Role::Agenda { .. });
        let is_agenda = is_agenda && self.meeting_of[document].is_some();
        is_agenda.then(|| format!("{}{}", self.address(page), form.file()))
    }

    /// The address of the PDF beside an agenda, report or dossier; `None` for any other page, and where the site asks for none.
    pub(crate) fn pdf_address(&self, page: Page) -> Option<String> {
        let Page::Document(document) = page else { return None };
        let is_printed = match self.documents[document].role {
            Role::Agenda { .. } | Role::Report { .. } => self.meeting_of[document].is_some(),
            Role::Dossier { .. } => true,
            Role::Home | Role::Annex { .. } | Role::Version { .. } | Role::Page { .. } => false,
        };
        (is_printed && self.settings.publication.pdf).then(|| format!("{}{}", self.address(page), address::PDF))
    }

    /// The page whose picture is used when this one is shared: that of its meeting or dossier, or else the home page.
    pub(crate) fn pictured(&self, page: Page) -> Page {
        let (Page::Document(document) | Page::Footnote { document, .. }) = page else { return Page::Home };
        match (self.meeting_of[document], &self.documents[document].role) {
            _ if !self.settings.publication.share.pictures => Page::Home,
            (Some(meeting), _) => Page::Document(self.meetings[meeting].agenda),
            (None, Role::Dossier { .. }) => Page::Document(document),
            _ => Page::Home,
        }
    }

    /// The address of the picture drawn for a page; `None` if it has none of its own. Pages name pictures by their full
    /// addresses, so without a base URL there are none.
    pub(crate) fn picture_address(&self, page: Page) -> Option<String> {
        self.settings.base_url.as_ref()?;
        let own = matches!(page, Page::Home | Page::Document(_)) && self.pictured(page) == page;
        own.then(|| format!("{}{}", self.address(page), address::PICTURE))
    }
}
