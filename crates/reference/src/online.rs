//! Sources as sites name them: addresses on the web, and ids as the official sites write them.
//!
//! Takes: a place where such a name may stand.
//! Gives: the source that it names.
//! Never: follows an address.

pub(crate) mod official_site;
pub(crate) mod publication_id;
pub(crate) mod web_address;
