//! Past meetings, frozen.
//!
//! Takes: a site whose meetings are to be sealed or corrected.
//! Gives: a seal beside each meeting. All of it is done by [`crate::seal()`].
//! Never: seals anything while something else is wrong with the site.
//!
//! There are five steps, a module each: `project::seal_text` is the text of a seal, `project::seal_files` makes the
//! digests of what lies on disk, `flow::sealed::compare` tells which files are no longer as sealed, and
//! `flow::sealed::page_words` what a page no longer says; `comments` sees to it that none is sealed by mistake, `salt` is
//! what nobody can guess, and `create` writes a seal or a correction. [`redaction`] takes something out of one again.

pub(crate) mod comments;
pub(crate) mod create;
pub mod redaction;
pub(crate) mod salt;

pub use create::{Act, CommentHandling, NewSeal, Past, SealRequest};
