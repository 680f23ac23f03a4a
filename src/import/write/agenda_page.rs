//! What an agenda is written from: the outline with its notes, and what goes into the front matter.
//!
//! Takes: what the step before made.
//! Gives: an [`AgendaPage`] that the writers share.
//! Never: contains anything of its own.

use crate::diagnostic::MessageLanguage;
use crate::import::source_blocks::SourceNote;
use crate::import::understand::commitments::FoundCommitment;
use crate::import::understand::meeting_facts::ImportedMeeting;
use crate::import::understand::outline_node::SourceOutline;

#[derive(Debug)]
pub(crate) struct AgendaPage<'a> {
    pub(crate) meeting: &'a ImportedMeeting,
    pub(crate) outline: &'a SourceOutline,
    pub(crate) notes: &'a [SourceNote],
    /// The dossiers of each node, by index; empty where none is tied.
    pub(crate) dossiers: &'a [Vec<String>],
    /// The anchor of the item of the agenda that each node is about, by index; empty in an agenda.
    pub(crate) items: &'a [Option<String>],
    /// What is promised; what has a day goes into the front matter.
    pub(crate) commitments: &'a [FoundCommitment],
    /// The language of remarks.
    pub(crate) language: MessageLanguage,
}
