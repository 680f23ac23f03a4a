//! The whole site as a graph of documents.
//!
//! Takes: nothing; [`crate::link`] makes it.
//! Gives: [`Site`]: meetings, dossiers and what ties them, every [`Page`] and its address.
//! Never: changes after it is made, or holds text of its own: all words are those of the [`Document`]s.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use foldhash::fast::FixedState;
use jiff::civil::Date;

use crate::address;
use crate::config::{Config, Formation};
use crate::document::{Document, Link, Role};
use crate::front::{DossierFront, Front, Letter, MeetingFront, Special};
use crate::language::Language;
use crate::mentions::Mentions;
use crate::package::PackageNote;
pub use crate::page::{Entry, Page, Resolved};
use crate::project::Copied;
use crate::registers::Registers;
use crate::seal::Seal;
use crate::sources::Sources;

/// A site, linked.
#[derive(Debug)]
pub struct Site {
    /// Its settings.
    pub config: Arc<Config>,
    /// Its fixed words.
    pub language: Arc<Language>,
    /// Every published document, by path.
    pub documents: Vec<Arc<Document>>,
    /// The text of the home page.
    pub home: Option<u32>,
    /// The meetings, newest first.
    pub meetings: Vec<Meeting>,
    /// The dossiers, by id.
    pub dossiers: Vec<Dossier>,
    /// The plain pages, by path.
    pub plain: Vec<u32>,
    /// Files that are copied, with their addresses, by address.
    pub files: Vec<(String, Copied)>,
    /// Earlier addresses and where they lead now, by address.
    pub redirects: Vec<Redirect>,
    /// For each document, what each of the [targets](Document::targets) of its links turns out to be.
    pub targets: Vec<Vec<Resolved>>,
    /// For each document, the [dossiers that its headings name](crate::document::Ties::dossiers), as indices of
    /// [`Site::dossiers`]; none for one that does not exist, which was reported.
    pub tied: Vec<Vec<Option<u32>>>,
    /// What the documents refer to.
    pub sources: Sources,
    /// What refers to the items.
    pub mentions: Mentions,
    /// The registers made from the content.
    pub registers: Registers,
    /// For each document, the meeting it belongs to.
    pub meeting_of: Vec<Option<u32>>,
    /// Where something stood that left, by address.
    pub gone: Vec<Tombstone>,
    /// Where each page but the footnotes is found by its address.
    pub by_address: HashMap<Arc<str>, Page, FixedState>,
}

/// A meeting with its documents.
#[derive(Debug, Clone, Default)]
pub struct Meeting {
    /// Its id, which is the name of its folder.
    pub id: String,
    /// Its agenda. A folder without one is reported and makes no meeting.
    pub agenda: u32,
    /// Its report.
    pub report: Option<u32>,
    /// Its further documents, by name.
    pub annexes: Vec<u32>,
    /// Its attachments, as indices of [`Site::files`].
    pub files: Vec<u32>,
    /// The id of its formation; empty if it has none.
    pub formation: String,
    /// Its first day.
    pub start: Option<Date>,
    /// Its days in words.
    pub dates: String,
    /// Its name in lists: its formation and dates.
    pub name: String,
    /// Which package there is of it.
    pub package: Option<PackageNote>,
    /// Its seal, if it is sealed.
    pub seal: Option<Arc<Seal>>,
    /// The documents of versions that were corrected since, oldest first.
    pub versions: Vec<u32>,
    /// The meeting of the same formation before it.
    pub previous: Option<u32>,
    /// The one after it.
    pub next: Option<u32>,
}

impl Meeting {
    /// Its documents: agenda, report, annexes.
    pub fn documents(&self) -> impl Iterator<Item = u32> + '_ {
        std::iter::once(self.agenda).chain(self.report).chain(self.annexes.iter().copied())
    }
}

/// A dossier and everything tied to it.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Its id, which is the name of its file.
    pub id: String,
    /// Its document.
    pub document: u32,
    /// What is tied to it, newest meeting first, in the order of the documents.
    pub entries: Vec<Entry>,
}

/// An earlier address.
#[derive(Debug, Clone)]
pub struct Redirect {
    /// The earlier address.
    pub from: String,
    /// The page that stands there now.
    pub to: Page,
}

/// An address at which something stood that left.
#[derive(Debug, Clone)]
pub struct Tombstone {
    /// The address of the page that says so.
    pub address: String,
    /// Why it left.
    pub reason: String,
}

impl Site {
    /// A document.
    pub fn document(&self, index: u32) -> &Document {
        &self.documents[index as usize]
    }

    /// The meeting that a document belongs to.
    pub fn meeting(&self, document: u32) -> Option<&Meeting> {
        self.meeting_of[document as usize].map(|m| &self.meetings[m as usize])
    }

    /// Whether a page is about a meeting alone: one of its documents, a note of one, or an earlier address of either.
    pub fn belongs(&self, page: Page, meeting: u32) -> bool {
        match page {
            Page::Document(document) | Page::Footnote { document, .. } => self.meeting_of[document as usize] == Some(meeting),
            Page::Redirect(index) => self.belongs(self.redirects[index as usize].to, meeting),
            _ => false,
        }
    }

    /// Every page that [belongs](Site::belongs) to a meeting, in a fixed order: its agenda first.
    pub fn pages_of(&self, meeting: u32) -> Vec<Page> {
        let mut pages = Vec::new();
        let Meeting { versions, .. } = &self.meetings[meeting as usize];
        for document in self.meetings[meeting as usize].documents().chain(versions.iter().copied()) {
            pages.push(Page::Document(document));
            pages.extend((0..self.document(document).notes.len() as u32).map(|note| Page::Footnote { document, note }));
        }
        let redirects = (0..self.redirects.len() as u32).map(Page::Redirect);
        pages.extend(redirects.filter(|page| self.belongs(*page, meeting)));
        pages
    }

    /// The facts of a meeting.
    pub fn facts(&self, meeting: &Meeting) -> &MeetingFront {
        match &self.document(meeting.agenda).front.special {
            Special::Meeting(facts) => facts,
            _ => unreachable!("the agenda of a meeting has the front matter of a meeting"),
        }
    }

    /// What a link of a document points at.
    pub fn resolved(&self, document: u32, link: &Link) -> Resolved {
        self.targets[document as usize][link.target as usize]
    }

    /// A dossier by its id.
    pub fn dossier(&self, id: &str) -> Option<&Dossier> {
        self.dossiers.binary_search_by(|d| d.id.as_str().cmp(id)).ok().map(|i| &self.dossiers[i])
    }

    /// The name of a formation. One that `site.toml` does not name goes by its id.
    pub fn formation(&self, id: &str) -> Formation {
        self.config.formations.get(id).cloned().unwrap_or_else(|| Formation { name: id.to_uppercase(), short: id.to_uppercase() })
    }

    /// The address of the page of a document.
    pub fn document_address(&self, document: u32) -> &str {
        &self.document(document).address
    }

    /// The address of a page.
    pub fn address(&self, page: Page) -> String {
        let words = &self.language.addresses;
        match page {
            Page::Home => String::new(),
            Page::Meetings => format!("{}/", words.meetings),
            Page::Dossiers => format!("{}/", words.dossiers),
            Page::Commitments => format!("{}/", words.commitments),
            Page::Treatments => format!("{}/", words.treatments),
            Page::Search => format!("{}/", words.search),
            Page::Sources => format!("{}/", words.sources),
            Page::Source(source) => format!("{}/{}.html", words.sources, self.sources.list[source as usize].id.slug()),
            Page::Fiches => format!("{}/", words.fiches),
            Page::Motions => format!("{}/", words.motions),
            Page::Overview => format!("{}/", words.overview),
            Page::Quarter(index) => {
                let quarter = &self.registers.quarters[index as usize];
                format!("{}/{}-{}{}/", words.overview, quarter.year, words.quarter, quarter.number)
            }
            Page::Document(document) => self.document_address(document).to_owned(),
            Page::Footnote { document, note } => {
                let folder = self.document_address(document);
                let mut address = String::with_capacity(folder.len() + words.footnote.len() + 16);
                address.push_str(folder);
                address.push_str(&words.footnote);
                let _ = write!(address, "-{}.html", note + 1);
                address
            }
            Page::Archive => format!("{}/", words.archive),
            Page::Redirect(index) => self.redirects[index as usize].from.clone(),
            Page::Gone(index) => self.gone[index as usize].address.clone(),
            Page::NotFound => "404.html".to_owned(),
        }
    }

    /// The day under which a document stands in feeds: when it became what it is, as far as it says, else the first of its meeting.
    pub fn day(&self, document: u32) -> Option<Date> {
        if self.document(document).front.draft {
            return None;
        }
        self.changed(document).or_else(|| self.meeting(document).and_then(|meeting| meeting.start))
    }

    /// The address of the feed beside the home page or the page of a dossier, if there is anything to tell. A feed names full
    /// addresses, so without a base URL there is none.
    pub fn feed_address(&self, page: Page) -> Option<String> {
        self.config.base_url.as_ref()?;
        let has_entries = match page {
            Page::Home => self.meetings.iter().any(|meeting| self.day(meeting.agenda).is_some()),
            Page::Document(document) => match &self.document(document).role {
                Role::Dossier { id } => self.dossier(id)?.entries.iter().any(|entry| self.day(entry.document).is_some()),
                _ => false,
            },
            _ => false,
        };
        has_entries.then(|| format!("{}{}", self.address(page), address::FEED))
    }

    /// The address of the data beside a page, if the page has data.
    pub fn data_address(&self, page: Page) -> Option<String> {
        let has_data = match page {
            Page::Home | Page::Meetings | Page::Dossiers | Page::Commitments | Page::Treatments | Page::Sources => true,
            Page::Fiches | Page::Motions | Page::Overview | Page::Quarter(_) => true,
            Page::Document(document) => match self.document(document).role {
                Role::Agenda { .. } | Role::Report { .. } => self.meeting(document).is_some(),
                Role::Dossier { .. } => true,
                Role::Home | Role::Annex { .. } | Role::Version { .. } | Role::Page { .. } => false,
            },
            Page::Search | Page::Footnote { .. } | Page::Source(_) | Page::Redirect(_) | Page::Archive | Page::Gone(_) | Page::NotFound => {
                false
            }
        };
        has_data.then(|| format!("{}index.json", self.address(page)))
    }

    /// The address of the table beside a page, if it is a register.
    pub fn table_address(&self, page: Page) -> Option<String> {
        let has_table = matches!(page, Page::Commitments | Page::Fiches | Page::Motions | Page::Quarter(_));
        has_table.then(|| format!("{}index.csv", self.address(page)))
    }

    /// Whether something already stands at an address: a file of the site itself, a page, or an earlier address of one.
    pub fn is_taken(&self, address: &str) -> bool {
        self.by_address.contains_key(address) || self.files.binary_search_by(|(known, _)| known.as_str().cmp(address)).is_ok()
    }

    /// The page at an address, which may name `index.html` or leave out the last `/`.
    pub fn find(&self, address: &str) -> Option<Page> {
        let address = address::page(address);
        if let Some(page) = self.by_address.get(address).or_else(|| self.by_address.get(format!("{address}/").as_str())) {
            return Some(*page);
        }
        let (folder, file) = address.rfind('/').map_or(("", address), |i| address.split_at(i + 1));
        let file = file.strip_suffix(".html")?;
        if folder.strip_suffix('/') == Some(&self.language.addresses.sources) {
            return self.sources.by_slug(file).map(Page::Source);
        }
        let number = file.strip_prefix(&self.language.addresses.footnote)?.strip_prefix('-')?;
        let note = number.parse::<u32>().ok().filter(|n| n.to_string() == number)?.checked_sub(1)?;
        let document = match self.by_address.get(folder)? {
            Page::Document(document) => *document,
            Page::Home => self.home?,
            _ => return None,
        };
        ((note as usize) < self.document(document).notes.len()).then_some(Page::Footnote { document, note })
    }

    /// The home page, the lists, and the registers that have entries. The list of past meetings is there once something was sealed,
    /// packed or closed.
    pub fn lists(&self) -> Vec<Page> {
        let mut lists = vec![Page::Home, Page::Meetings, Page::Dossiers, Page::Commitments, Page::Treatments, Page::Sources, Page::Search];
        if !self.config.closures.is_empty() || self.meetings.iter().any(|meeting| meeting.seal.is_some() || meeting.package.is_some()) {
            lists.push(Page::Archive);
        }
        lists.extend(self.registers.pages());
        lists
    }

    /// Every page, in a fixed order.
    pub fn pages(&self) -> Vec<Page> {
        let mut pages = self.lists();
        for (index, document) in self.documents.iter().enumerate() {
            let index = index as u32;
            if document.role != Role::Home {
                pages.push(Page::Document(index));
            }
            pages.extend((0..document.notes.len() as u32).map(|note| Page::Footnote { document: index, note }));
        }
        pages.extend((0..self.sources.list.len() as u32).map(Page::Source));
        pages.extend((0..self.redirects.len() as u32).map(Page::Redirect));
        pages.extend((0..self.gone.len() as u32).map(Page::Gone));
        pages.push(Page::NotFound);
        pages
    }

    /// The address of a page, at an anchor of it, on the site that is published at `base`.
    pub fn url(&self, base: &str, page: Page, anchor: Option<&str>) -> String {
        let address = address::encode(&self.address(page));
        match anchor {
            Some(anchor) => format!("{base}{address}#{}", address::encode(anchor)),
            None => format!("{base}{address}"),
        }
    }

    /// The day on which a document became what it is, as far as it says: that of its last correction, else of its publication.
    pub fn changed(&self, document: u32) -> Option<Date> {
        let letter = letter(&self.document(document).front)?;
        letter.updated.or(letter.published)
    }

    /// The link from the page at `from` to a page, at an anchor of it.
    pub fn href(&self, from: &str, to: Page, anchor: Option<&str>, style: address::Style) -> String {
        let owned;
        let to = match to {
            Page::Document(document) => self.document_address(document),
            other => {
                owned = self.address(other);
                &owned
            }
        };
        let Some(anchor) = anchor else { return address::relative(from, to, style) };
        let mut href = if to == from { String::new() } else { address::relative(from, to, style) };
        href.push('#');
        address::push_encoded(&mut href, anchor);
        href
    }
}

/// The letter that an agenda or report is, if the document is one.
pub fn letter(front: &Front) -> Option<&Letter> {
    match &front.special {
        Special::Meeting(facts) => Some(&facts.letter),
        Special::Report(letter) => Some(letter),
        Special::Plain | Special::Dossier(_) | Special::Page(_) => None,
    }
}

/// The facts of a dossier.
pub fn dossier_facts(document: &Document) -> &DossierFront {
    match &document.front.special {
        Special::Dossier(facts) => facts,
        _ => unreachable!("a document of the role dossier has the front matter of a dossier"),
    }
}

/// The name of a dossier in lists and running text.
pub fn dossier_name(document: &Document) -> &str {
    dossier_facts(document).short.as_deref().unwrap_or_else(|| document.title())
}
