//! What is known about the genre in advance: the fixed words, labels, dates and numbers of agendas and of the letters
//! that come with them.
//!
//! Takes: single lines of text.
//! Gives: what they are, judging by their own words.
//! Never: sees a document, or imports another part of the importer.

pub(crate) mod agenda_parts;
pub(crate) mod consultation_words;
pub(crate) mod council_words;
pub(crate) mod dates;
pub(crate) mod formations;
pub(crate) mod item_label;
pub(crate) mod kamerstuk;
pub(crate) mod letter_words;
pub(crate) mod letterhead;
pub(crate) mod linking_words;
pub(crate) mod nordic_words;
pub(crate) mod offices;
pub(crate) mod presidencies;
pub(crate) mod sections;
pub(crate) mod site_chrome;
pub(crate) mod tenses;
pub(crate) mod treatments;
pub(crate) mod whole_words;
