//! Why a document cannot be read, and what to do about it.
//!
//! Takes: what went wrong with a file or with the program that reads it.
//! Gives: a [`LoadError`], which prints as a sentence and has a hint.
//! Never: is about what a document says; those are findings.

use std::fmt;
use std::time::Duration;

/// Why a document cannot be read. `Display` gives a sentence without its full stop; [`LoadError::hint`] says what to
/// do.
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
    Unknown(&'static str),
    /// There is no text in it.
    Empty,
}

impl fmt::Display for LoadError {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            LoadError::Io(error) => write!(out, "the file cannot be read: {error}"),
            LoadError::TooLarge(limit) => {
                write!(out, "the document, or its text when unpacked, is larger than {limit} MB")
            }
            LoadError::Missing { program, .. } => {
                write!(out, "`{program}` is not installed, and only it can read this format")
            }
            LoadError::Failed { program, message } => write!(out, "`{program}` could not read the document: {message}"),
            LoadError::Slow { program, limit } => {
                write!(out, "`{program}` took longer than {} seconds and was stopped", limit.as_secs())
            }
            LoadError::Unknown(what) => write!(out, "{what} cannot be read"),
            LoadError::Empty => write!(out, "the document has no text"),
        }
    }
}

impl std::error::Error for LoadError {}

impl LoadError {
    /// What to type or do about it.
    pub fn hint(&self) -> String {
        let hint = match self {
            LoadError::Io(_) => "check the name and the permissions",
            LoadError::TooLarge(_) => "take the pictures out, or split the document",
            LoadError::Missing { debian_package, homebrew_package, .. } => {
                return format!(
                    "type `sudo apt install {debian_package}` (Debian, Ubuntu) or `brew install {homebrew_package}` (macOS)"
                );
            }
            LoadError::Failed { .. } | LoadError::Slow { .. } => "open the document, save it anew and try again",
            LoadError::Unknown(_) => "save it as docx, PDF, HTML or plain text",
            LoadError::Empty => "a scanned document needs text recognition first",
        };
        hint.to_owned()
    }
}
