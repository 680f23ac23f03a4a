//! What the machine could not do.
//!
//! Takes: a sentence, and the error of the system if there is one.
//! Gives: [`Failure`], the one error type of everything that writes.
//! Never: is about mistakes in the content; those are [diagnostics](crate::diagnostic) and end nothing.

use std::fmt;
use std::io;

/// Why a folder cannot be used, or a file cannot be written. Its `Display` is a sentence for the person at the
/// keyboard.
#[derive(Debug)]
pub enum Failure {
    /// The folder, or a file in it, must not be written by the program; the sentence says which and why.
    Refused(String),
    /// The operating system failed while doing what the sentence says.
    Io(String, io::Error),
}

impl Failure {
    /// Turns an error of the system into a failure, for `map_err`; `what` says what was being done.
    pub(crate) fn doing(what: impl Into<String>) -> impl FnOnce(io::Error) -> Failure {
        let what = what.into();
        move |error| Failure::Io(what, error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Refused(sentence) => f.write_str(sentence),
            Failure::Io(doing, error) => write!(f, "{doing}: {error}"),
        }
    }
}

impl std::error::Error for Failure {}
