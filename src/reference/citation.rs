//! What recognising gives: references and what their words say.
//!
//! Data only. Nothing here looks at a text.

use std::ops::Range;

use super::form::Form;
use super::id::Id;
use super::session::Session;

/// A citation found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The bytes of the text that are the citation, ending before punctuation that is not its own.
    pub span: Range<usize>,
    /// What kind of thing is cited.
    pub form: Form,
    /// The canonical id; none when the words do not determine it.
    pub id: Option<Id>,
    /// The last id of a range, of which `id` is the first: `artikelen 326 tot en met 334 VWEU`.
    pub until: Option<Id>,
    /// What else the words say.
    pub detail: Detail,
}

impl Reference {
    /// The official address of the source, where the form and the id determine one.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        self.id.as_ref().and_then(Id::address)
    }

    /// The details of a parliamentary paper.
    #[must_use]
    pub fn paper(&self) -> Option<&Paper> {
        match &self.detail {
            Detail::Paper(paper) => Some(paper),
            _ => None,
        }
    }

    /// The place within the document that an internal reference names.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        match &self.detail {
            Detail::Internal(target) => Some(target),
            _ => None,
        }
    }
}

/// What a citation says beside its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing.
    None,
    /// The parts of the citation of a parliamentary paper.
    Paper(Box<Paper>),
    /// A place within the same document.
    Internal(Target),
}

/// The parts of the citation of a parliamentary paper, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// The chamber, when named.
    pub chamber: Option<Chamber>,
    /// The parliamentary year, when given.
    pub session: Option<Session>,
    /// Where the year stands in the text.
    pub session_span: Option<Range<usize>>,
    /// The dossier with its addition, as in ids: `32317`, `21501-02`, `36600-VI`.
    pub dossier: Option<String>,
    /// Where the dossier number stands in the text.
    pub dossier_span: Option<Range<usize>>,
    /// Whether the dossier number has a space at another place than before its last three digits: `3 2317`.
    pub oddly_spaced: bool,
    /// The number within the dossier, when it is one.
    pub number: Option<u32>,
    /// Where the title stands that was put between the year and the dossier.
    pub title: Option<Range<usize>>,
    /// What the sentence before the citation says the paper is.
    pub mention: Option<Mention>,
    /// Whether the citation breaks off before its number.
    pub cut_off: bool,
}

/// A chamber of the States General.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chamber {
    /// The Tweede Kamer, `II`.
    Second,
    /// The Eerste Kamer, `I`.
    First,
}

/// Words in the same sentence that say what the cited paper is: "BNC-fiche van 8 november 2023".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What the paper is.
    pub what: Mentioned,
    /// Where the words stand.
    pub span: Range<usize>,
}

/// What a paper is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mentioned {
    /// The government's first assessment of a Commission proposal.
    BncFiche,
    /// A motion.
    Motion,
}

/// A place within the same document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The note with this number.
    Note(u32),
    /// The source of the note before: `ibid.`
    Ibid,
    /// An item: part (roman), number, sub-item: `agendapunt II.10c`.
    Item {
        /// The part in roman numerals.
        part: Option<String>,
        /// The number of the item.
        number: u32,
        /// The letter of the sub-item.
        sub: Option<char>,
    },
    /// Further up.
    Above,
    /// Further down.
    Below,
}

/// A reference without details.
pub(super) fn reference(span: Range<usize>, form: Form, id: Option<Id>) -> Reference {
    Reference { span, form, id, until: None, detail: Detail::None }
}
