//! Which mistakes keep the last good state on the screen.
//!
//! Takes: what is wrong.
//! Gives: whether a file, or the whole site, is shown as it was when it could last be understood.
//! Never: decides about any other mistake; a text with one is shown as it is.

use crate::diagnostic::{Code, Diagnostic};

/// Whether a file with such a mistake cannot be understood at all.
pub(super) fn hides(code: Code) -> bool {
    let unread = matches!(
        code,
        Code::UnreadableFile | Code::FileTooLarge | Code::DanglingLink | Code::InvalidUtf8 | Code::EmptyFile
    );
    let front = matches!(
        code,
        Code::MissingFrontMatter
            | Code::UnclosedFrontMatter
            | Code::MalformedFrontMatter
            | Code::MissingField
            | Code::WrongType
            | Code::ImpossibleDate
    );
    unread || front || matches!(code, Code::TakesTooLong | Code::ProgramFault)
}

/// Whether a mistake affects what every page is made from.
pub(super) fn spoils_all(diagnostic: &Diagnostic) -> bool {
    &*diagnostic.path == "site.toml" || diagnostic.path.starts_with("languages/")
}
