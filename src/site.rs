//! The whole site as a graph of documents.
//!
//! Takes: nothing; [`crate::site::link`] makes it.
//! Gives: [`Site`]: meetings, dossiers and what ties them, every [`Page`] and its address.
//! Never: changes after it is made, or contains text of its own; all words are those of the [`Summary`]s.

mod announced;
pub(crate) mod backlinks;
pub(crate) mod bodies;
pub(crate) mod claims;
pub(crate) mod directory;
pub(crate) mod dossier_ties;
mod draft_neighbours;
pub(crate) mod elsewhere;
pub(crate) mod former_sources;
pub(crate) mod indices;
pub(crate) mod ingredients;
pub(crate) mod lasting;
pub(crate) mod link;
pub(crate) mod meeting_documents;
pub(crate) mod moved_folders;
pub(crate) mod own_menu;
mod packed_pages;
pub(crate) mod page;
pub(crate) mod places;
pub(crate) mod published;
pub(crate) mod record;
mod recorded_sources;
pub(crate) mod registers;
pub(crate) mod resolution;
pub(crate) mod source_citations;
pub(crate) mod source_table;
mod stored_names;
pub(crate) mod unknown_dossiers;

use std::sync::Arc;

use jiff::civil::{Date, Time};
use oxc_index::IndexVec;

use crate::document::front_matter::{MeetingFront, Special};
use crate::document::indices::NoteId;
use crate::document::{Link, Role, Summary};
use crate::project::Copied;
use crate::settings::address;
use crate::settings::language::Language;
use crate::settings::timezone;
use crate::settings::{Formation, Settings};
use crate::site::indices::{DocumentId, DossierId, FileId, MeetingId};
use backlinks::{Backlinks, ResolvedTargets};
use directory::{Addresses, Directory, RedirectTarget};
pub(crate) use dossier_ties::{Dossier, dossier_facts, dossier_name};
use elsewhere::Elsewhere;
use ingredients::formation;
use lasting::LastingIds;
pub(crate) use meeting_documents::Meeting;
pub(crate) use page::{Page, Resolved, SiteDivision};
use places::PlaceNames;
use registers::Registers;
use source_citations::Sources;

/// A site, linked.
#[derive(Debug)]
pub(crate) struct Site {
    pub settings: Arc<Settings>,
    /// The words that pages show.
    pub language: Arc<Language>,
    /// Every published document, sorted by path.
    pub documents: IndexVec<DocumentId, Arc<Summary>>,
    /// The document with the text of the home page.
    pub home: Option<DocumentId>,
    /// What the notes and paragraphs of the documents are called in addresses.
    pub places: PlaceNames,
    /// What programs elsewhere keep of the site.
    pub lasting: LastingIds,
    /// The plain pages, sorted by path.
    pub plain: Vec<DocumentId>,
    /// Files that are copied, with their addresses, sorted by address.
    pub files: IndexVec<FileId, (String, Copied)>,
    /// Newest first.
    pub meetings: IndexVec<MeetingId, Meeting>,
    /// The meeting that each document belongs to.
    pub meeting_of: IndexVec<DocumentId, Option<MeetingId>>,
    /// Sorted by id.
    pub dossiers: IndexVec<DossierId, Dossier>,
    /// The dossiers that the headings of each document name.
    pub tied: dossier_ties::Tied,
    /// The sources that the documents cite.
    pub sources: Sources,
    /// The registers made from the content.
    pub registers: Registers,
    /// Which page stands at which address.
    pub addresses: Addresses,
    /// What the links of each document lead to.
    pub targets: ResolvedTargets,
    /// What refers to items and other headings.
    pub backlinks: Backlinks,
    /// What is linked to and is not part of this site; empty but for the site of a package.
    pub elsewhere: Arc<Elsewhere>,
}

impl Site {
    /// Where each page stands, and what stands at an address.
    pub(crate) fn directory(&self) -> Directory<'_> {
        Directory {
            settings: &self.settings,
            language: &self.language,
            documents: &self.documents,
            home: self.home,
            places: &self.places,
            files: &self.files,
            meetings: &self.meetings,
            meeting_of: &self.meeting_of,
            sources: &self.sources,
            registers: &self.registers,
            addresses: &self.addresses,
        }
    }

    pub(crate) fn document(&self, index: DocumentId) -> &Summary {
        &self.documents[index]
    }

    /// The document whose text a page shows.
    pub(crate) fn own_document(&self, page: Page) -> Option<DocumentId> {
        match page {
            Page::Document(document) | Page::Footnote { document, .. } => Some(document),
            Page::Home => self.home,
            _ => None,
        }
    }

    /// The document that a page is about.
    pub(crate) fn page_document(&self, page: Page) -> Option<DocumentId> {
        self.own_document(page).filter(|_| page != Page::Home)
    }

    /// The meeting that a document belongs to.
    pub(crate) fn meeting(&self, document: DocumentId) -> Option<&Meeting> {
        self.meeting_of[document].map(|m| &self.meetings[m])
    }

    /// The facts of a meeting, from the front matter of its agenda.
    pub(crate) fn facts(&self, meeting: &Meeting) -> &MeetingFront {
        match &self.document(meeting.agenda).front.special {
            Special::Meeting(facts) => facts,
            _ => unreachable!("the agenda of a meeting has the front matter of a meeting"),
        }
    }

    /// The name of a note in addresses and anchors.
    pub(crate) fn note_name(&self, document: DocumentId, note: NoteId) -> &str {
        self.places.note(self.document(document), document, note)
    }

    /// The id of a note on the page of its document: `noot-3`.
    pub(crate) fn note_id(&self, document: DocumentId, note: NoteId) -> String {
        format!("{}-{}", self.language.addresses.footnote, self.note_name(document, note))
    }

    /// The id of the nth place that cites a note: `bij-noot-3`, `bij-noot-3-2`.
    pub(crate) fn citation_id(&self, document: DocumentId, note: NoteId, nth: u32) -> String {
        let (word, name) = (&self.language.addresses.citation, self.note_name(document, note));
        match nth {
            1 => format!("{word}-{name}"),
            _ => format!("{word}-{name}-{nth}"),
        }
    }

    /// What a link in a document points at.
    pub(crate) fn resolved(&self, document: DocumentId, link: &Link) -> Resolved {
        self.targets[document][link.target]
    }

    /// The dossier with this id.
    pub(crate) fn dossier(&self, id: &str) -> Option<&Dossier> {
        self.dossier_id(id).map(|dossier| &self.dossiers[dossier])
    }

    pub(crate) fn dossier_id(&self, id: &str) -> Option<DossierId> {
        self.dossiers.binary_search_by(|dossier| dossier.id.as_str().cmp(id)).ok()
    }

    /// A formation. One that `site.toml` does not name goes by its id.
    pub(crate) fn formation(&self, id: &str) -> Formation {
        formation(&self.settings, id)
    }

    pub(crate) fn document_address(&self, document: DocumentId) -> &str {
        &self.document(document).address
    }

    /// The address that an earlier one leads to.
    pub(crate) fn target(&self, to: RedirectTarget) -> String {
        match to {
            RedirectTarget::Page(page) => self.address(page),
            RedirectTarget::File(file) => self.files[file].0.clone(),
            // What is no longer made leads to what it was about.
            RedirectTarget::Data(page) => self.data_address(page).unwrap_or_else(|| self.address(page)),
            RedirectTarget::Citations(page, form) => {
                self.citation_address(page, form).unwrap_or_else(|| self.address(page))
            }
            RedirectTarget::Feed(page) => self.feed_address(page).unwrap_or_else(|| self.address(page)),
            RedirectTarget::Pdf(page) => self.pdf_address(page).unwrap_or_else(|| self.address(page)),
            RedirectTarget::Picture(page) => self.picture_address(page).unwrap_or_else(|| self.address(page)),
        }
    }

    pub(crate) fn address(&self, page: Page) -> String {
        self.directory().address(page)
    }

    /// Whether servers show a page at other addresses than its own: at any address, or at that of the file that is gone.
    pub(crate) fn is_shown_elsewhere(&self, page: Page) -> bool {
        match page {
            Page::NotFound => true,
            Page::Gone(index) => self.addresses.gone[index].file().is_some(),
            _ => false,
        }
    }

    /// The day of a document in feeds: when it last changed, as far as it says, or else when it was sealed. The day of its
    /// meeting says nothing of it.
    pub(crate) fn day(&self, document: DocumentId) -> Option<Date> {
        if self.document(document).front.draft {
            return None;
        }
        self.changed(document).or_else(|| self.sealed(document))
    }

    /// The day on which a document was sealed.
    fn sealed(&self, document: DocumentId) -> Option<Date> {
        let seal = self.meeting(document)?.seal.as_deref()?;
        seal.versions.first().map(|version| version.date)
    }

    /// The address from which feeds and calendars make the ids of a document, on a site at this base URL: where it was first
    /// published.
    pub(crate) fn identity(&self, base: &str, document: DocumentId, anchor: Option<&str>) -> String {
        let first = self.lasting.identity(document).unwrap_or_else(|| self.document_address(document));
        full_url(self.lasting.base(base), first, anchor)
    }

    /// The address of the feed beside the home page, the page of a dossier or the list of promises, if it has or had anything to
    /// tell. Feeds contain full addresses, so without a base URL there are none.
    pub(crate) fn feed_address(&self, page: Page) -> Option<String> {
        self.settings.base_url.as_ref()?;
        let has_entries = match page {
            Page::Home => !self.meetings.is_empty(),
            Page::Commitments => {
                let promises =
                    |at: &DocumentId| self.document(*at).front.letter().is_some_and(|l| !l.commitments.is_empty());
                let mut documents = self.meetings.iter().flat_map(|m| m.letters());
                documents.any(|at| promises(&at))
            }
            Page::Document(document) => match &self.document(document).role {
                Role::Dossier { id } => !self.dossier(id)?.entries.is_empty(),
                _ => false,
            },
            _ => false,
        };
        let address = self.address(page);
        // Whoever follows it goes on asking for it.
        (has_entries || self.lasting.had_feed(&address)).then(|| format!("{address}{}", address::FEED))
    }

    /// The addresses of the files beside a page that programs read.
    pub(crate) fn program_files(&self, page: Page) -> impl Iterator<Item = String> + '_ {
        let beside =
            [self.data_address(page), self.table_address(page), self.feed_address(page), self.pdf_address(page)];
        let citations = address::CitationForm::ALL.into_iter().map(move |form| self.citation_address(page, form));
        beside.into_iter().chain(citations).flatten()
    }

    /// The address of the data beside a page; `None` if the page has none.
    pub(crate) fn data_address(&self, page: Page) -> Option<String> {
        self.directory().data_address(page)
    }

    /// The address of the table beside a page; `None` unless it is a register.
    pub(crate) fn table_address(&self, page: Page) -> Option<String> {
        self.directory().table_address(page)
    }

    /// The address of what programs that manage references read, beside the agenda of a meeting; `None` for any other page.
    pub(crate) fn citation_address(&self, page: Page, form: address::CitationForm) -> Option<String> {
        self.directory().citation_address(page, form)
    }

    /// The address of the PDF beside an agenda, report or dossier; `None` for any other page, and where the site asks for none.
    pub(crate) fn pdf_address(&self, page: Page) -> Option<String> {
        self.directory().pdf_address(page)
    }

    /// The page whose picture is used when this one is shared.
    pub(crate) fn pictured(&self, page: Page) -> Page {
        self.directory().pictured(page)
    }

    /// The address of the picture drawn for a page; `None` if it has none of its own.
    pub(crate) fn picture_address(&self, page: Page) -> Option<String> {
        self.directory().picture_address(page)
    }

    /// Whether something already stands at an address: a file of the site, a page, or an earlier address of one.
    pub(crate) fn is_taken(&self, address: &str) -> bool {
        self.addresses.pages.contains_key(address) || self.file_at(address).is_some()
    }

    /// The page at an address, which may include `index.html` or lack the last `/`.
    pub(crate) fn find(&self, address: &str) -> Option<Page> {
        self.directory().find(address)
    }

    /// The copied file at an address.
    pub(crate) fn file_at(&self, address: &str) -> Option<FileId> {
        self.directory().file(address)
    }

    /// The home page, the lists, and the registers that have entries.
    pub(crate) fn lists(&self) -> Vec<Page> {
        self.directory().lists()
    }

    /// The page that sets the agenda of a meeting and its report side by side, if it has a report and nothing else stands there.
    pub(crate) fn beside(&self, meeting: &Meeting) -> Option<Page> {
        meeting.report?;
        let index = self.meeting_of[meeting.agenda]?;
        let page = Page::Beside(index);
        (self.addresses.pages.get(self.address(page).as_str()) == Some(&page)).then_some(page)
    }

    /// Every page, in a fixed order.
    pub(crate) fn pages(&self) -> Vec<Page> {
        let mut pages = self.lists();
        for (index, document) in self.documents.iter_enumerated() {
            if document.role != Role::Home {
                pages.push(Page::Document(index));
            }
            pages.extend(document.notes.indices().map(|note| Page::Footnote { document: index, note }));
        }
        pages.extend(self.sources.list.indices().map(Page::Source));
        pages.extend(self.addresses.redirects.indices().map(Page::Redirect));
        pages.extend(self.addresses.gone.indices().map(Page::Gone));
        pages.push(Page::NotFound);
        pages
    }

    /// The full address of a page, at an anchor of it, on a site published at `base`.
    pub(crate) fn url(&self, base: &str, page: Page, anchor: Option<&str>) -> String {
        full_url(base, &self.address(page), anchor)
    }

    /// The day on which a document last changed, as far as it or the seal of its meeting says: that of its last
    /// correction, or else of its publication.
    pub(crate) fn changed(&self, document: DocumentId) -> Option<Date> {
        let letter = self.document(document).front.letter();
        let published = letter.and_then(|letter| letter.published);
        self.corrected(document).or(published)
    }

    /// The day on which a document was last corrected, as far as it or the seal of its meeting says.
    pub(crate) fn corrected(&self, document: DocumentId) -> Option<Date> {
        let updated = self.document(document).front.letter().and_then(|letter| letter.updated);
        updated.max(self.corrections(document).last().copied())
    }

    /// The days on which a document was corrected or redacted after it was sealed, oldest first. An earlier version never is.
    pub(crate) fn corrections(&self, document: DocumentId) -> Vec<Date> {
        let known = self.document(document);
        let meeting = self.meeting(document).filter(|_| !matches!(known.role, Role::Version { .. }));
        let seal = meeting.and_then(|meeting| meeting.seal.as_deref());
        seal.map(|seal| seal.corrections_of(known.file_name())).unwrap_or_default()
    }

    /// When a meeting begins, as ISO 8601: `2026-09-10T19:30:00+02:00`, without the offset on a site without a time zone; `None` if
    /// no time is said.
    pub(crate) fn starts_at(&self, meeting: &Meeting) -> Option<String> {
        self.moment(meeting.start?, meeting.start_time?)
    }

    /// The same for any time on a day.
    pub(crate) fn moment(&self, day: Date, time: Time) -> Option<String> {
        let offset = match &self.settings.zone {
            Some(zone) => timezone::instant(zone, day, time)?.strftime("%:z").to_string(),
            None => String::new(),
        };
        Some(format!("{day}T{:02}:{:02}:00{offset}", time.hour(), time.minute()))
    }

    /// The words on the pages of a document: those of the formation of its meeting, if that has words of its own.
    pub(crate) fn language_of(&self, document: DocumentId) -> &Language {
        self.meeting(document).map_or(&*self.language, |meeting| self.language.of_formation(&meeting.formation))
    }

    /// The link from the page at `from` to another page, at an anchor of it.
    pub(crate) fn href(&self, from: &str, to: Page, anchor: Option<&str>, style: address::LinkStyle) -> String {
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

fn full_url(base: &str, address: &str, anchor: Option<&str>) -> String {
    let address = address::encode(address);
    match anchor {
        Some(anchor) => format!("{base}{address}#{}", address::encode(anchor)),
        None => format!("{base}{address}"),
    }
}
