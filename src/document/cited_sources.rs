//! The references of a document, and the sources that they name.
//!
//! Takes: nothing; [`crate::document::references`] finds them.
//! Gives: [`Reference`]s in the text, [`Fact`]s of the front matter, and the sources that they name.
//! Never: knows what else cites a source; linking finds that out.

use reference::{self, Form, Id};

use crate::diagnostic::Span;
use crate::document::handles::Handles;
use crate::document::indices::{DivisionId, NamedId, Place, ShelfId};

/// A reference in the text: words that name a source or a place within the document, or a link to a source.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    /// What kind of thing the words name.
    pub form: Form,
    /// The canonical id; `None` when the words do not determine one.
    pub id: Option<Id>,
    /// The other papers of a range that begins with `id`.
    pub range: Box<[Id]>,
    /// The source that its words link to; for a range, the first.
    pub source: Option<NamedId>,
    /// The place in the same document that it names.
    pub target: Option<reference::InternalTarget>,
    pub manner: ReferenceManner,
    /// The words of the author's link; `None` for anything else.
    pub words: Option<Box<str>>,
    /// The characters in the file, for a reference that is [words](ReferenceManner::Words); empty for a link.
    pub typed: Box<str>,
    /// What the words around it say the paper is.
    pub said: Option<reference::PaperKind>,
    /// The piece of the document that contains it.
    pub place: Place,
    /// The division that contains it; `None` in a note.
    pub division: Option<DivisionId>,
    pub span: Span,
}

/// A source that a document names, with what linking asks when it meets the source for the first time.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub id: Id,
    /// The first sixteen bytes of the id, so that ids can be sorted without fetching their texts.
    pub head: [u8; 16],
    /// The dossier, for a parliamentary paper.
    pub shelf: Option<ShelfId>,
}

impl Named {
    /// A source that is not a paper of a dossier.
    pub(crate) fn new(id: Id) -> Named {
        let bytes = id.as_str().as_bytes();
        let mut head = [0; 16];
        let length = bytes.len().min(head.len());
        head[..length].copy_from_slice(&bytes[..length]);
        Named { id, head, shelf: None }
    }

    pub(crate) fn digest(&self) -> u64 {
        Handles::digest(self.id.as_str())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ReferenceManner {
    /// As words, which the page turns into a link.
    Words,
    /// As a link by the author, which stays as it is.
    Link,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    /// The key that contains it.
    pub key: FactKey,
    /// Where it stands within the value, in bytes.
    pub span: std::ops::Range<usize>,
    /// The id that it names.
    pub id: Id,
    /// That id among the document's sources.
    pub source: NamedId,
}

/// A key of front matter whose value cites something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FactKey {
    /// `com`.
    Com,
    /// `celex`.
    Celex,
    /// `procedure`.
    Procedure,
    /// The entry of `kamerstukken` with this index.
    Kamerstuk(u32),
    /// `kamerstuk` of `bnc`.
    Bnc,
    /// `source` of the milestone with this index.
    Milestone(u32),
    /// `letter`: the document itself.
    Letter,
    /// `done` of the commitment with this index.
    Done(u32),
}

impl FactKey {
    /// Whether the values of all such keys of one dossier name a single source.
    pub(crate) fn names_proposal(self) -> bool {
        matches!(self, FactKey::Com | FactKey::Celex | FactKey::Procedure)
    }
}
