//! Links from a document to something within the site.
//!
//! Takes: nothing; [`crate::document::html`] gathers them.
//! Gives: [`Link`]s and their [`Target`]s, as far as the file alone tells.
//! Never: knows whether a target exists; linking finds that out.

use crate::diagnostic::Span;
use crate::document::indices::{DivisionId, Place, TargetId};

#[derive(Debug, Clone)]
pub(crate) struct Link {
    /// What it points at, as far as the file alone tells.
    pub target: TargetId,
    /// Its words; empty for an image or a wikilink without words.
    pub words: String,
    /// The piece of the document that contains it.
    pub place: Place,
    /// The division that contains it.
    pub division: Option<DivisionId>,
    pub span: Span,
    /// Where its target is typed, if it stands there as it is read.
    pub typed: Option<TypedTarget>,
}

/// Where the target of a link is typed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TypedTarget {
    /// The path, address or id.
    pub name: Span,
    /// What stands behind the `#`; empty if there is none.
    pub anchor: Span,
}

impl TypedTarget {
    /// The target `destination` of the link with this `source`, which begins at a byte of the file. `None` if it is typed in
    /// another way, or far from the link.
    pub(crate) fn find(destination: &str, source: &str, begin: usize) -> Option<Self> {
        let before = if source.starts_with("[[") { ["[[", "[["] } else { ["](<", "]("] };
        let opened =
            before.iter().find_map(|open| Some(source.rfind(&format!("{open}{destination}"))? + open.len()))?;
        let end = opened + destination.len();
        let closed = destination.is_empty() || source[end..].starts_with([')', '>', ' ', '\n', '|', ']', '\\']);
        let name = destination.find('#').map_or(end, |sign| opened + sign);
        let anchor = Span::new((name + 1).min(end), end);
        closed.then(|| TypedTarget { name: Span::new(opened, name).shifted(begin), anchor: anchor.shifted(begin) })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    /// A file in the content folder, by its path from there.
    File {
        /// The path, separated by `/`, without `.` and `..`.
        path: String,
        anchor: Option<String>,
    },
    /// A dossier or meeting, by its id.
    Wiki { id: String, anchor: Option<String> },
    /// A heading of the same document, by its anchor.
    Here(String),
    /// An address of the site.
    Address {
        /// From the root of the site, without the leading `/`.
        address: String,
        anchor: Option<String>,
    },
}

impl Target {
    pub(crate) fn anchor(&self) -> Option<&str> {
        match self {
            Target::Here(anchor) => Some(anchor),
            Target::File { anchor, .. } | Target::Wiki { anchor, .. } | Target::Address { anchor, .. } => {
                anchor.as_deref()
            }
        }
    }
}
