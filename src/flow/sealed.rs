//! Whether what was sealed is still as it was.
//!
//! Takes: the sealed meetings of a project, its documents, and its site.
//! Gives: from [`compare`], what differs in the files; from [`page_words`], what a page no longer says.
//! Never: seals anything; [`mod@crate::seal`] does.

pub(crate) mod compare;
pub(crate) mod page_words;
