//! Papers of the States General: Kamerstukken, Handelingen with their Aanhangsel, documents of the Tweede Kamer.
//!
//! Takes: a place where such a citation may stand.
//! Gives: a reference for each paper cited.
//! Never: takes a number of the sentence for one of a paper.

pub(crate) mod chamber_and_session;
pub(crate) mod chamber_document;
pub(crate) mod dossier_number;
pub(crate) mod handelingen;
pub(crate) mod kamerstuk;
pub(crate) mod kamerstuk_by_number;
pub(crate) mod paper_description;
pub(crate) mod paper_list;
