//! What the machine could not do.
//!
//! Takes: a [`Message`], and the error of the system if there is one.
//! Gives: [`Failure`], the one error type of everything that writes.
//! Never: is about mistakes in the content; those are [diagnostics](crate::diagnostic) and end nothing.

pub(crate) mod deadline;

use std::fmt;
use std::io;

use crate::diagnostic::{Message, MessageLanguage};

/// Why a folder cannot be used, or a file cannot be written. Its [`Failure::words`] are a sentence for the person at the
/// keyboard; `Display` gives them in English.
#[derive(Debug)]
pub enum Failure {
    /// The folder, or a file in it, must not be written by the program; the message says which and why.
    Refused(Message),
    /// The operating system failed while doing what the message says.
    Io(Message, io::Error),
}

impl Failure {
    /// Turns an error of the system into a failure, for `map_err`; `what` says what was being done.
    pub(crate) fn doing(what: Message) -> impl FnOnce(io::Error) -> Failure {
        move |error| Failure::Io(what, error)
    }

    /// The sentence in a language; what the system says of its own error is in that of the system.
    pub fn words(&self, language: MessageLanguage) -> String {
        match self {
            Failure::Refused(why) => why.words(language),
            Failure::Io(doing, error) => format!("{}: {error}", doing.words(language)),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(MessageLanguage::En))
    }
}

impl std::error::Error for Failure {}
