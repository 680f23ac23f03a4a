//! Why a document cannot be read, and what to do about it.
//!
//! Takes: what went wrong with a file or with the program that reads it.
//! Gives: a [`LoadError`], which prints as a sentence and has a hint.
//! Never: is about what a document says; those are findings.

use std::fmt;
use std::time::Duration;

use crate::diagnostic::{Message, MessageLanguage, message};

/// Why a document cannot be read. [`LoadError::message`] is a sentence without its full stop, and `Display` gives it in
/// English; [`LoadError::hint`] says what to do.
#[derive(Debug)]
pub enum LoadError {
    /// The file cannot be opened or read.
    Io(std::io::Error),
    /// The file, its text, or what it unpacks to is too large; the number is the limit in MB.
    TooLarge(u64),
    /// The program that reads this format is not installed.
    Missing {
        /// The command that runs it.
        program: &'static str,
        /// The package of Debian and Ubuntu that contains it.
        debian_package: &'static str,
        /// The package of Homebrew that contains it.
        homebrew_package: &'static str,
    },
    /// The program ended with an error.
    Failed {
        /// The command that runs it.
        program: &'static str,
        /// The first words of its error output.
        message: String,
    },
    /// The program took too long and was stopped.
    Slow {
        /// The command that runs it.
        program: &'static str,
        /// How long it was given.
        limit: Duration,
    },
    /// A format that nothing here can read, such as old Word files, in words.
    Unknown(Message),
    /// There is no text in it.
    Empty,
}

impl fmt::Display for LoadError {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&self.message().words(MessageLanguage::En))
    }
}

impl std::error::Error for LoadError {}

impl LoadError {
    /// What is wrong, as a sentence without its full stop.
    pub fn message(&self) -> Message {
        match self {
            LoadError::Io(error) => message!("import-unreadable", reason = error.to_string()),
            LoadError::TooLarge(limit) => message!("import-too-large", limit),
            LoadError::Missing { program, .. } => message!("import-no-program", program),
            LoadError::Failed { program, message } => message!("import-program-failed", program, said = message),
            LoadError::Slow { program, limit } => message!("import-program-slow", program, seconds = limit.as_secs()),
            LoadError::Unknown(what) => message!("import-format-unknown", what),
            LoadError::Empty => message!("import-empty"),
        }
    }

    /// What to type or do about it.
    pub fn hint(&self) -> Message {
        match self {
            LoadError::Io(_) => message!("import-unreadable.hint"),
            LoadError::TooLarge(_) => message!("import-too-large.hint"),
            LoadError::Missing { debian_package, homebrew_package, .. } => {
                message!("import-no-program.hint", debian = debian_package, homebrew = homebrew_package)
            }
            LoadError::Failed { .. } | LoadError::Slow { .. } => message!("import-program-failed.hint"),
            LoadError::Unknown(_) => message!("import-format-unknown.hint"),
            LoadError::Empty => message!("import-empty.hint"),
        }
    }
}
