//! Ids for the documents, meetings and files of a site: an index that fits one list and no other.
//!
//! Takes: nothing.
//! Gives: an id for each list of a [`crate::site::Site`].
//! Never: outlives its site, since adding or removing something shifts the ids after it.

use oxc_index::define_index_type;

define_index_type! {
    /// An index of [`crate::site::Site::documents`].
    pub struct DocumentId = u32;
}

define_index_type! {
    /// An index of [`crate::site::Site::meetings`]; 0 is the newest.
    pub struct MeetingId = u32;
}

define_index_type! {
    /// An index of [`crate::site::Site::dossiers`].
    pub struct DossierId = u32;
}

define_index_type! {
    /// An index of [`crate::site::source_citations::Sources::list`].
    pub struct SourceId = u32;
}

define_index_type! {
    /// An index of [`crate::site::Site::files`].
    pub struct FileId = u32;
}

define_index_type! {
    /// An index of the places in [`crate::site::elsewhere::Elsewhere`].
    pub struct ElsewhereId = u32;
}

define_index_type! {
    /// An index of [`crate::site::Site::redirects`].
    pub struct RedirectId = u32;
}

define_index_type! {
    /// An index of [`crate::site::Site::gone`].
    pub struct TombstoneId = u32;
}

define_index_type! {
    /// An index of [`crate::site::registers::Registers::quarters`].
    pub struct QuarterId = u32;
}
