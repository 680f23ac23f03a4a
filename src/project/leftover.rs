//! What editors, office programs and operating systems leave behind.
//!
//! Takes: the name of a file or folder.
//! Gives: whether such a program made it for itself, so that nobody ever meant to publish it.
//! Never: looks into a file; what it holds may be a draft, a deleted passage or the name of whoever had it open.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, message};

/// The endings of backups, copies and half-written files, in lower case.
const ENDINGS: &[&str] = &[
    "bak",
    "orig",
    "old",
    "tmp",
    "temp",
    "save",
    "autosave",
    "asd",
    "wbk",
    "rej",
    "part",
    "crdownload",
    "kate-swp",
    "lnk",
];

/// Names that only such programs give, in lower case.
const NAMES: &[&str] = &[
    "4913",
    "thumbs.db",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "desktop.ini",
    "icon\r",
    "__macosx",
    "$recycle.bin",
    "system volume information",
    "@eadir",
    "lost+found",
    ".ds_store",
    ".localized",
    ".directory",
    ".appledouble",
    ".fseventsd",
    ".trashes",
    ".spotlight-v100",
    ".temporaryitems",
];

/// What the names of locks, AppleDouble files, trash cans and files that are still open begin with.
const BEGINNINGS: &[&str] = &["~$", ".#", ".~", "._", ".trash-", ".nfs0", ".fuse_hidden", ".goutputstream-"];

/// The same names as an expression of Apache and nginx, as far as they are common and nothing else has them.
pub(crate) const PATTERN: &str = "([^/]*~|#[^/]*#|\\.#[^/]*|~\\$[^/]*|\\.~[^/]*|4913|thumbs\\.db|desktop\\.ini|\\.ds_store|\
     [^/]*\\.(bak[0-9]*|orig|old|tmp|temp|save|autosave|asd|wbk|rej|part|sw[k-p]))";

/// The names that are always the same, as these programs type them, for servers whose rules know no expressions.
pub(crate) const FIXED_NAMES: [&str; 5] = ["4913", "Thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store"];

/// Whether a program left a file or folder with this name behind.
pub(crate) fn is_leftover(name: &str) -> bool {
    let name = name.to_lowercase();
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or("", |(_, ending)| ending);
    let numbered = ending.strip_prefix("bak").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    let swap = matches!(ending.as_bytes(), [b's', b'w', b'k'..=b'p']);
    (name.ends_with('~') && name.len() > 1)
        || (name.len() > 2 && name.starts_with('#') && name.ends_with('#'))
        || numbered
        || swap
        || ENDINGS.contains(&ending)
        || NAMES.contains(&name.as_str())
        || BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
        // Copies that programs make when two people change a file at once.
        || name.contains(".sync-conflict-")
        || name.contains("conflicted copy")
}

/// Whether a path or an address has a leftover in it.
pub(crate) fn has_leftover(path: &str) -> bool {
    path.split('/').any(is_leftover)
}

/// What is said of one.
pub(crate) fn report(path: &Arc<str>) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    Diagnostic::whole(Code::LeftoverFile, path, message!("leftover-file", name)).hint(message!("leftover-file.hint"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_nobody_means_to_publish() {
        for name in [
            "agenda.md~",
            "a.~1~",
            "#agenda.md#",
            ".#agenda.md",
            "plan.md.bak",
            "plan.BAK2",
            "a.css.orig",
            "x.tmp",
            ".agenda.md.swp",
            "a.swo",
            "~$brief.docx",
            "~$",
            ".~lock.brief.odt#",
            "4913",
            "Thumbs.db",
            ".DS_Store",
            "Desktop.ini",
            "__MACOSX",
            "._brief.docx",
            "agenda.sync-conflict-20240101-101010-ABC.md",
            "brief (Jans conflicted copy 2024-01-01).docx",
            "~WRL0001.tmp",
            ".nfs0001",
        ] {
            assert!(is_leftover(name), "{name}");
        }
        for name in [
            "agenda.md",
            "brief.docx",
            "a.b.pdf",
            "~",
            "#",
            "4913.pdf",
            "bak",
            "partij.pdf",
            "oud.pdf",
            "film.swf",
            ".well-known",
            ".htaccess",
            "_versions",
            "nota #3.pdf",
            "bak.pdf",
            "old",
            ".bakkerij",
        ] {
            assert!(!is_leftover(name), "{name}");
        }
        FIXED_NAMES.iter().for_each(|name| assert!(is_leftover(name), "{name}"));
    }
}
