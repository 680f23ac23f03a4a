//! Which pages are about a meeting, and which lie in its package.
//!
//! Takes: a [`Site`] and one of its meetings.
//! Gives: the pages of the meeting, in a fixed order, and beside them those of what it names.
//! Never: makes a page.

use crate::document::Role;
use crate::site::directory::RedirectTarget;
use crate::site::indices::MeetingId;
use crate::site::{Meeting, Page, Site};

impl Site {
    /// Whether a page is about this meeting alone: one of its documents, a note in one, or an earlier address of
    /// either.
    pub(crate) fn belongs(&self, page: Page, meeting: MeetingId) -> bool {
        match page {
            Page::Document(document) | Page::Footnote { document, .. } => self.meeting_of[document] == Some(meeting),
            Page::Redirect(index) => match self.addresses.redirects[index].to {
                RedirectTarget::Page(to) => self.belongs(to, meeting),
                RedirectTarget::File(_)
                | RedirectTarget::Data(_)
                | RedirectTarget::Citations(..)
                | RedirectTarget::Feed(_)
                | RedirectTarget::Pdf(_)
                | RedirectTarget::Picture(_) => false,
            },
            _ => false,
        }
    }

    /// Whether a page lies in the package of this meeting, in a site that has no more than what belongs in one: beside the pages
    /// of the meeting those of the dossiers and sources that it names.
    pub(crate) fn is_packed(&self, page: Page, meeting: MeetingId) -> bool {
        match page {
            Page::Document(document) | Page::Footnote { document, .. } => {
                matches!(self.document(document).role, Role::Dossier { .. }) || self.belongs(page, meeting)
            }
            Page::Source(_) => true,
            Page::Beside(of) => of == meeting,
            _ => self.belongs(page, meeting),
        }
    }

    /// Every page that [belongs](Site::belongs) to a meeting, in a fixed order: its agenda first.
    pub(crate) fn pages_of(&self, meeting: MeetingId) -> Vec<Page> {
        let mut pages = Vec::new();
        let Meeting { versions, .. } = &self.meetings[meeting];
        for document in self.meetings[meeting].documents().chain(versions.iter().copied()) {
            pages.push(Page::Document(document));
            pages.extend(self.document(document).notes.indices().map(|note| Page::Footnote { document, note }));
        }
        let redirects = self.addresses.redirects.indices().map(Page::Redirect);
        pages.extend(redirects.filter(|page| self.belongs(*page, meeting)));
        pages
    }

    /// Every page that lies in the [package](Site::is_packed) of a meeting, in a fixed order: its agenda first.
    pub(crate) fn packed_pages(&self, meeting: MeetingId) -> Vec<Page> {
        let mut pages = self.pages_of(meeting);
        pages.extend(self.beside(&self.meetings[meeting]));
        for dossier in &self.dossiers {
            let document = dossier.document;
            pages.push(Page::Document(document));
            pages.extend(self.document(document).notes.indices().map(|note| Page::Footnote { document, note }));
        }
        pages.extend(self.sources.list.indices().map(Page::Source));
        pages
    }
}
