//! The second step: what the blocks of a document are.
//!
//! Takes: a [`Reading`](super::source_blocks::Reading).
//! Gives: the outline (letter, parts, items, treatments), the facts of the meeting, commitments and dossiers.
//! Never: changes a word.

mod agenda;
mod agenda_state;
pub(crate) mod commitments;
mod consultation;
mod document_kind;
mod document_zones;
pub(crate) mod dossier_ties;
mod heading_roles;
mod headings;
pub(crate) mod item_ties;
mod labelled_lines;
mod meeting_days;
pub(crate) mod meeting_facts;
mod meeting_place;
mod nested_lists;
mod numbering;
pub(crate) mod outline;
pub(crate) mod outline_node;
pub(crate) mod remarks;
mod run_in_titles;
pub(crate) mod second_document;
pub(crate) mod self_check;
pub(crate) mod signatures;
mod titled_heading;
