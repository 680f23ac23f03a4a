//! The files of the theme as copies in a site, which replace them.
//!
//! Takes: the names of files, and the copies that a site has.
//! Gives: the originals, marked so that a copy tells what it was made from; how a copy and the original differ.
//! Never: reads or writes a site.

use std::borrow::Cow;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use similar::TextDiff;

use super::{statics, templates};
use crate::settings::language;

/// What begins a mark, before the version and the digest of the original.
const MARK: &str = "voetnoot theme export";

/// A file of the theme.
#[derive(Debug)]
pub(crate) struct Original {
    /// Where a site puts a file that replaces it: `templates/meeting.html`, `static/voetnoot.css`, `languages/nl.toml`.
    pub path: String,
    pub bytes: Cow<'static, [u8]>,
}

/// What is known of a copy.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum CopyState {
    /// The original is still what it was copied from.
    UpToDate,
    /// The original has changed since.
    Outdated,
    /// It has no mark.
    Unmarked,
}

/// Every file of the theme, sorted by path.
pub(crate) fn originals() -> Vec<Original> {
    let templates = templates()
        .into_iter()
        .map(|(name, text)| Original { path: format!("templates/{name}"), bytes: Cow::Owned(text.into_bytes()) });
    let statics = statics().into_iter().map(|(path, bytes)| Original { path: format!("static/{path}"), bytes });
    let languages = language::BUILT_IN
        .iter()
        .map(|(code, text)| Original { path: format!("languages/{code}.toml"), bytes: Cow::Borrowed(text.as_bytes()) });
    let mut all: Vec<Original> = templates.chain(statics).chain(languages).collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

/// Whether a name that somebody typed means this path: the whole path, a folder of it, or the name of the file.
pub(crate) fn is_meant(path: &str, typed: &str) -> bool {
    let typed = typed.trim_start_matches("./").trim_end_matches('/');
    let rest = path.strip_prefix(typed);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        || path.rsplit('/').next() == Some(typed)
        || path.split_once('/').is_some_and(|(_, inner)| inner == typed)
}

impl Original {
    /// The bytes with a mark at the end, in a comment of its format; a file without comments stays as it is.
    pub(crate) fn marked(&self) -> Vec<u8> {
        let words = format!("{MARK} {} sha256:{}", env!("CARGO_PKG_VERSION"), self.digest());
        let mark = match self.path.rsplit('.').next() {
            Some("html") => format!("{{# {words} #}}"),
            Some("css" | "js") => format!("/* {words} */\n"),
            Some("toml") => format!("# {words}\n"),
            Some("svg") => format!("<!-- {words} -->\n"),
            _ => String::new(),
        };
        let mut bytes = self.bytes.to_vec();
        // Behind a template stands nothing that its pages would show, not even the end of a line.
        bytes.extend_from_slice(mark.as_bytes());
        bytes
    }

    fn digest(&self) -> String {
        HEXLOWER.encode(&Sha256::digest(&self.bytes))
    }

    /// What the mark of a copy says about it.
    pub(crate) fn state(&self, copy: &[u8]) -> CopyState {
        let text = String::from_utf8_lossy(copy);
        let digest = text.rfind(MARK).and_then(|at| text[at..].split_once("sha256:"));
        match digest {
            Some((_, rest)) if rest.starts_with(&self.digest()) => CopyState::UpToDate,
            Some(_) => CopyState::Outdated,
            None => CopyState::Unmarked,
        }
    }

    /// The differences between the original and a copy, without its mark, as a unified diff; empty if there are none,
    /// `None` if one of them is no text.
    pub(crate) fn difference(&self, copy: &[u8]) -> Option<String> {
        let original = std::str::from_utf8(&self.bytes).ok()?;
        let copy = without_mark(std::str::from_utf8(copy).ok()?);
        if original.trim_end() == copy.trim_end() {
            return Some(String::new());
        }
        let diff = TextDiff::from_lines(original, &*copy);
        let names = (format!("voetnoot/{}", self.path), self.path.clone());
        Some(diff.unified_diff().header(&names.0, &names.1).to_string())
    }
}

fn without_mark(text: &str) -> Cow<'_, str> {
    let Some(at) = text.rfind(MARK) else { return Cow::Borrowed(text) };
    let opens = ["{# ", "/* ", "<!-- ", "# "].iter().find(|open| text[..at].ends_with(**open));
    let closes = text[at..].find(" #}").map(|end| end + 3).or_else(|| text[at..].find('\n').map(|end| end + 1));
    let (from, to) = (at - opens.map_or(0, |open| open.len()), closes.map_or(text.len(), |end| at + end));
    Cow::Owned(format!("{}{}", &text[..from], &text[to..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_tells_what_it_was_made_from() {
        for original in originals() {
            let copy = original.marked();
            let text = std::str::from_utf8(&copy);
            if text.is_ok_and(|text| text.contains(MARK)) {
                assert_eq!(original.state(&copy), CopyState::UpToDate, "{}", original.path);
                assert_eq!(original.difference(&copy).as_deref(), Some(""), "{}", original.path);
                let older = String::from_utf8_lossy(&copy).replace("sha256:", "sha256:0");
                assert_eq!(original.state(older.as_bytes()), CopyState::Outdated, "{}", original.path);
            }
            assert_eq!(original.state(&original.bytes), CopyState::Unmarked, "{}", original.path);
        }
    }

    #[test]
    fn a_file_is_meant_by_its_path_its_folder_and_its_name() {
        for typed in ["templates/meeting.html", "./templates/", "templates", "meeting.html"] {
            assert!(is_meant("templates/meeting.html", typed), "{typed}");
        }
        for typed in ["temp", "meetings.html", "html", ""] {
            assert!(!is_meant("templates/meeting.html", typed), "{typed}");
        }
    }
}
