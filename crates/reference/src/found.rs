//! What recognising gives: references, and what their words say.
//!
//! Takes: nothing; [`recognise`](crate::recognise()) makes them.
//! Gives: [`FoundReference`] with its details.
//! Never: looks at a text.

pub(crate) mod cited_range;
pub(crate) mod session;

use std::ops::Range;

use crate::found::session::Session;
use crate::id::Id;
use crate::id::form::Form;

/// A citation found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundReference {
    /// Where the citation stands, in bytes of the text; it ends before punctuation that belongs to the sentence.
    pub span: Range<usize>,
    /// What kind of thing is cited.
    pub form: Form,
    /// The canonical id; `None` when the words do not determine one.
    pub id: Option<Id>,
    /// The last id of a range that begins with `id`, for `artikelen 326 tot en met 334 VWEU`; `None` when this is no
    /// range. [`cited_ranges`](crate::cited_ranges) gives what lies between the two.
    pub until: Option<Id>,
    /// What else the words say; its kind follows from `form`.
    pub detail: Detail,
}

impl FoundReference {
    /// A reference without a range and without details.
    pub(crate) fn new(span: Range<usize>, form: Form, id: Option<Id>) -> FoundReference {
        FoundReference { span, form, id, until: None, detail: Detail::None }
    }

    /// The official address of the source; `None` where the form and the id determine none. Nothing is fetched.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        self.id.as_ref().and_then(Id::address)
    }

    /// The parts of the citation of a parliamentary paper; `None` for any other form.
    #[must_use]
    pub fn paper(&self) -> Option<&PaperCitation> {
        match &self.detail {
            Detail::Paper(paper) => Some(paper),
            _ => None,
        }
    }

    /// The place within the same document that the reference names; `None` for any form but [`Form::Internal`].
    #[must_use]
    pub fn target(&self) -> Option<&InternalTarget> {
        match &self.detail {
            Detail::Internal(target) => Some(target),
            _ => None,
        }
    }
}

/// What a citation says besides its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing more than the id.
    None,
    /// The parts of the citation of a parliamentary paper.
    Paper(Box<PaperCitation>),
    /// A place within the same document.
    Internal(InternalTarget),
}

/// The parts of the citation of a parliamentary paper, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperCitation {
    /// The chamber; `None` when it is not named.
    pub chamber: Option<Chamber>,
    /// The parliamentary year as typed; `None` when it is not given.
    pub session: Option<Session>,
    /// Where the year stands, in bytes of the text; `None` when it is not given.
    pub session_span: Option<Range<usize>>,
    /// The dossier with its addition, as ids write it: `32317`, `21501-02`, `36600-VI`.
    pub dossier: Option<String>,
    /// Where the dossier number stands, in bytes of the text.
    pub dossier_span: Option<Range<usize>>,
    /// The dossier number has a space anywhere but before its last three digits: `3 2317`.
    pub oddly_spaced: bool,
    /// The number within the dossier; `None` when it is a letter or missing.
    pub number: Option<u32>,
    /// Where the title between the year and the dossier stands, in bytes of the text.
    pub title: Option<Range<usize>>,
    /// What the same sentence says the paper is, before it cites it.
    pub description: Option<PaperDescription>,
    /// The citation breaks off before its number: `Kamerstukken II 2023-24, 32 317, nr.`
    pub cut_off: bool,
}

/// A chamber of the States General.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chamber {
    /// The Tweede Kamer, cited as `II`.
    Second,
    /// The Eerste Kamer, cited as `I`.
    First,
}

/// Words in the same sentence that say what the cited paper is: "BNC-fiche van 8 november 2023".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperDescription {
    /// A fiche or a motion: only these are named directly before their number.
    pub kind: PaperKind,
    /// Where the words stand, in bytes of the text.
    pub span: Range<usize>,
}

/// What a paper is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperKind {
    /// The government's answers to written questions.
    Answers,
    /// The government's first assessment of a Commission proposal.
    BncFiche,
    /// A motion, by which a chamber asks the government for something or gives its opinion.
    Motion,
    /// The report of a meeting.
    Report,
    /// The annotated agenda of a meeting.
    Agenda,
}

/// A place within the same document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InternalTarget {
    /// A note, by its number: `noot 3`.
    Note(u32),
    /// The source of the note before: `ibid.`
    Ibid,
    /// An item, by its part in roman numerals, its number and its sub-item: `agendapunt II.10c`.
    Item {
        /// The part in roman numerals, `II`; `None` when it is not named.
        part: Option<String>,
        /// The number of the item, 10.
        number: u32,
        /// The letter of the sub-item, `c`; `None` when it is not named.
        sub: Option<char>,
    },
    /// Further up in the document: `zie hierboven`.
    Above,
    /// Further down in the document: `zie hieronder`.
    Below,
}
