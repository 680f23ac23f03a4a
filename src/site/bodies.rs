//! The texts of the documents of a site.
//!
//! Takes: the parsed documents, and which of them are published.
//! Gives: the [`Body`] and the file of each, for its own pages, the search index, seals and packages.
//! Never: reaches linking, or to a page of another document; what such a page quotes is in the [summary](Summary).

use std::sync::Arc;

use oxc_index::{IndexSlice, IndexVec};

use crate::diagnostic::text_file::TextFile;
use crate::document::{Body, Document, Summary};
use crate::site::indices::DocumentId;

/// The texts of the published documents, in the same order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bodies(IndexVec<DocumentId, Arc<Document>>);

impl Bodies {
    /// The texts of the published documents of a project. Both lists are sorted by path.
    pub(crate) fn of(published: &IndexSlice<DocumentId, [Arc<Summary>]>, parsed: &[Arc<Document>]) -> Bodies {
        let mut parsed = parsed.iter();
        let own = |summary: &Arc<Summary>| parsed.find(|document| Arc::ptr_eq(&document.summary, summary)).cloned();
        Bodies(published.iter().filter_map(own).collect())
    }

    pub(crate) fn body(&self, document: DocumentId) -> &Body {
        &self.0[document].body
    }

    /// All documents, with their files.
    pub(crate) fn documents(&self) -> &[Arc<Document>] {
        &self.0.raw
    }

    /// The file from which a document was made.
    pub(crate) fn file(&self, document: DocumentId) -> &TextFile {
        &self.0[document].source
    }
}
