//! What cannot be read, in plain words.
//!
//! Takes: an error of the operating system.
//! Gives: a diagnostic with a hint, or the reason alone.
//! Never: tries again.

use std::fs::Metadata;
use std::io::{Error, ErrorKind};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Message, message};

/// A file or folder that cannot be read, as a diagnostic.
pub(super) fn unreadable(path: &Arc<str>, error: &Error) -> Diagnostic {
    let (code, hint) = match (&**path, error.kind()) {
        ("site.toml", ErrorKind::NotFound) => (Code::MissingConfig, message!("missing-config.hint")),
        _ => (Code::UnreadableFile, message!("unreadable-file.hint")),
    };
    Diagnostic::whole(code, path, message!("unreadable-file", reason = describe(error))).hint(hint)
}

/// Something that is no file, where a file is meant: a folder, a FIFO, a device.
pub(super) fn not_a_file(path: &Arc<str>, metadata: &Metadata) -> Diagnostic {
    let (reason, hint) = match metadata.is_dir() {
        true => (message!("is-a-folder"), message!("not-a-file.hint-folder")),
        false => (message!("not-a-file"), message!("not-a-file.hint")),
    };
    Diagnostic::whole(Code::UnreadableFile, path, message!("unreadable-file", reason)).hint(hint)
}

/// Why the system cannot read something, in plain words.
pub(super) fn describe(error: &Error) -> Message {
    match error.kind() {
        ErrorKind::NotFound => message!("does-not-exist"),
        ErrorKind::PermissionDenied => message!("permission-denied"),
        _ => message!("plain", words = error.to_string().to_lowercase()),
    }
}

/// Whether an error is of the machine at this moment and not of the file: too many files are open.
pub(super) fn is_passing(error: &Error) -> bool {
    // EMFILE and ENFILE on every Unix; ERROR_TOO_MANY_OPEN_FILES on Windows.
    let codes: &[i32] = if cfg!(windows) { &[4] } else { &[23, 24] };
    error.raw_os_error().is_some_and(|code| codes.contains(&code))
}
