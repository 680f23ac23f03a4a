//! Paths that stay within a folder.
//!
//! Takes: a path from a manifest or a seal.
//! Gives: whether it stays within its folder, and a form of it that is safe in a message.
//! Never: asks the disk.

/// Whether a path, separated by `/`, stays within its folder on every operating system (RFC 8493, 5.1).
pub(crate) fn is_inner(path: &str) -> bool {
    let usable = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']);
    !path.starts_with('~') && path.split('/').all(usable)
}

/// A path for a message, without anything that could move a terminal's cursor.
pub(crate) fn shown(path: &str) -> String {
    path.escape_debug().to_string()
}
