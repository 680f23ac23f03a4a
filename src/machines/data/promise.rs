//! Promises as data.
//!
//! Takes: the promises that a page shows.
//! Gives: an entry of `commitments` in an `index.json`; the doc comments become descriptions in the schema.
//! Never: drops or renames a field.

use schemars::JsonSchema;
use serde::Serialize;

use crate::view::Ref;
use crate::view::promise::{CommitmentRef, Proof};

/// Something promised to parliament.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Commitment")]
pub(super) struct CommitmentData<'a> {
    /// The promise, in the author's words.
    what: &'a str,
    /// The last day for keeping it.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<&'a str>,
    /// The item in which it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'a Ref>,
    /// Who made it, by office.
    #[serde(skip_serializing_if = "Option::is_none")]
    minister: Option<&'a str>,
    /// What shows that it was kept; none as long as it is open.
    done: Vec<ProofData<'a>>,
}

/// What shows that a promise was kept.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Proof")]
struct ProofData<'a> {
    /// The source or the words.
    title: &'a str,
    /// The address of the page of the source, or of the proof itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<&'a str>,
}

impl<'a> CommitmentData<'a> {
    pub(super) fn new(view: &'a CommitmentRef) -> Self {
        let proof = |proof: &'a Proof| ProofData { title: &proof.title, href: proof.href.as_deref() };
        CommitmentData {
            what: &view.what,
            due: view.due.as_ref().map(|d| d.iso.as_str()),
            item: view.item.as_ref(),
            minister: view.minister.as_deref(),
            done: view.done.iter().map(proof).collect(),
        }
    }
}
