//! What a site has pages and places of.
//!
//! Takes: nothing.
//! Gives: [`Page`], every kind of page; [`Entry`], a heading of some document; [`Resolved`], what a link points at.
//! Never: knows an address; [`crate::site`] does.

/// A division that is tied to a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The document.
    pub document: u32,
    /// The division in it.
    pub division: u32,
}

/// What a link turns out to point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resolved {
    /// A page, at the anchor that the link names.
    Page(Page),
    /// A copied file, as an index of [`crate::site::Site::files`].
    File(u32),
    /// Nothing; that was reported.
    Nothing,
}

/// Every page of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// The home page.
    Home,
    /// The list of meetings.
    Meetings,
    /// The list of dossiers.
    Dossiers,
    /// The list of commitments.
    Commitments,
    /// The list of treatments.
    Treatments,
    /// The search page.
    Search,
    /// The list of sources.
    Sources,
    /// A source, as an index of [`crate::sources::Sources::list`].
    Source(u32),
    /// The register of BNC-fiches.
    Fiches,
    /// The register of motions.
    Motions,
    /// The list of quarters.
    Overview,
    /// The EU proposals of a quarter, as an index of [`crate::registers::Registers::quarters`].
    Quarter(u32),
    /// The page of a document: a meeting's agenda, a report, an annex, a dossier or a plain page.
    Document(u32),
    /// A note of a document.
    Footnote {
        /// The document.
        document: u32,
        /// The number of the note less one.
        note: u32,
    },
    /// An earlier address, as an index of [`crate::site::Site::redirects`].
    Redirect(u32),
    /// The list of past meetings.
    Archive,
    /// What stood here and why it left, as an index of [`crate::site::Site::gone`].
    Gone(u32),
    /// What is shown for an address that does not exist.
    NotFound,
}
