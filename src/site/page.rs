//! The pages of a site, and the places on them.
//!
//! Takes: nothing.
//! Gives: [`Page`], any page of a site; [`SiteDivision`], a heading of some document; [`Resolved`], what a link points
//! at.
//! Never: knows an address; [`crate::site`] does.

use crate::document::indices::{DivisionId, NoteId};
use crate::site::indices::{DocumentId, ElsewhereId, FileId, MeetingId, QuarterId, RedirectId, SourceId, TombstoneId};

/// A division of some document of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct SiteDivision {
    pub document: DocumentId,
    pub division: DivisionId,
}

/// What a link points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Resolved {
    /// A page; the link itself names the anchor on it.
    Page(Page),
    /// A copied file.
    File(FileId),
    /// A place of the larger site that this one is a part of.
    Elsewhere(ElsewhereId),
    /// Nothing, which has been reported.
    Nothing,
}

/// Any page of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Page {
    Home,
    Meetings,
    Dossiers,
    Commitments,
    Treatments,
    Search,
    Sources,
    Source(SourceId),
    Fiches,
    Motions,
    Overview,
    /// The EU proposals of a quarter.
    Quarter(QuarterId),
    /// The register of when agendas and reports came, and what they lack.
    Timeliness,
    /// The agenda of a meeting and its report, side by side.
    Beside(MeetingId),
    /// The page of a document: an agenda, report, annex, dossier or plain page.
    Document(DocumentId),
    /// The page of a note.
    Footnote {
        document: DocumentId,
        note: NoteId,
    },
    /// A page at an earlier address.
    Redirect(RedirectId),
    /// The list of past meetings.
    Archive,
    /// The page at an address whose content has been withdrawn.
    Gone(TombstoneId),
    /// The page for addresses that do not exist.
    NotFound,
}
