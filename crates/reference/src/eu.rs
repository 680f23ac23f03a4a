//! Papers of the European Union: acts, documents of Commission and Council, the Official Journal, procedures, CELEX.
//!
//! Takes: a place where such a citation may stand.
//! Gives: a reference for each paper cited.
//! Never: gives a letter or a year that the words do not tell.

pub(crate) mod act;
pub(crate) mod act_number;
pub(crate) mod adopted_text;
pub(crate) mod celex;
pub(crate) mod commission;
pub(crate) mod council;
pub(crate) mod journal;
pub(crate) mod procedure;
