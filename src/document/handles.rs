//! The names of a document, and the names it uses for others, as digests.
//!
//! Takes: nothing; [`crate::document::parse`] makes them.
//! Gives: [`Handles`], which linking compares instead of texts.
//! Never: appears on a page.

use oxc_index::IndexVec;

use crate::document::indices::{NamedId, TargetId, TiedDossierId};

/// Names as digests (xxh3, 64 bits), which linking looks up without fetching texts to compare. Names with the same
/// digest count as one name.
#[derive(Debug, Clone)]
pub(crate) struct Handles {
    /// Its path from the content folder.
    pub path: u64,
    /// The id of the dossier that it is, or of the meeting whose agenda it is; otherwise 0.
    pub id: u64,
    /// For each of [`Summary::targets`](super::Summary::targets), the path or id that it names; otherwise 0.
    pub targets: IndexVec<TargetId, u64>,
    /// For each of [`Ties::dossiers`](super::Ties::dossiers), its id.
    pub dossiers: IndexVec<TiedDossierId, u64>,
    /// For each of [`Summary::sources`](super::Summary::sources), its id.
    pub sources: IndexVec<NamedId, u64>,
}

impl Handles {
    pub(crate) fn digest(name: &str) -> u64 {
        xxhash_rust::xxh3::xxh3_64(name.as_bytes())
    }
}
