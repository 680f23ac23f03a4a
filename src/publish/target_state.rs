//! What a target says of itself: the files that publications put there, and the record of addresses that was published.
//!
//! Takes: the text of it, which lies at the target.
//! Gives: [`TargetState`], and its text.
//! Never: names a file outside the site, whoever wrote the text: what is named here may be replaced or removed.
//!
//! ```text
//! voetnoot publication 1
//! run 0123456789abcdef
//! there 00112233445566778899aabbccddeeff index.html
//! changes 00112233445566778899aabbccddeeff ffeeddccbbaa99887766554433221100 over/index.html
//! record
//! /over/
//! ```
//!
//! The line `run` is there while a publication is under way, with lines for all that it comes to do. How far it has come stands
//! beside it, in a text of its own, since that is small and is written often. What stands behind `record` is the record of addresses,
//! to the byte.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::write::output::location::is_of_site;

const OPENING: &str = "voetnoot publication 1\n";
const RECORD_LINE: &str = "record\n";
/// So many bytes of a SHA-256 tell one file from another.
const SIZE: usize = 16;

/// The digest of what a target gets for a file: the first half of a SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ByteDigest(pub(crate) [u8; SIZE]);

impl ByteDigest {
    pub(crate) fn of(bytes: &[u8]) -> ByteDigest {
        ByteDigest::ended(Sha256::new_with_prefix(bytes))
    }

    /// The digest of what was fed to a hasher.
    pub(crate) fn ended(hasher: Sha256) -> ByteDigest {
        let mut first = [0; SIZE];
        first.copy_from_slice(&hasher.finalize()[..SIZE]);
        ByteDigest(first)
    }

    /// Reads it as `Display` writes it: 32 digits.
    pub(crate) fn read(text: &str) -> Option<ByteDigest> {
        HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok().map(ByteDigest)
    }
}

impl fmt::Display for ByteDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for ByteDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What is known of a file at a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileState {
    There(ByteDigest),
    /// A publication comes to put it where none was.
    Comes(ByteDigest),
    /// A publication comes to put the second in the place of the first.
    Changes(ByteDigest, ByteDigest),
    /// A publication comes to remove it.
    Goes(ByteDigest),
}

/// What publications put at a target, and the record of addresses that was published with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TargetState {
    /// The publication that is under way or was interrupted, by a number of its own.
    pub run: Option<u64>,
    /// By path within the site, separated by `/`.
    pub files: BTreeMap<String, FileState>,
    /// The text of the record; empty where none was published.
    pub record: String,
}

impl TargetState {
    /// Reads the text; `None` if no program wrote it as [`TargetState::text`] does, or if it names what lies outside a site.
    pub(crate) fn read(text: &str) -> Option<TargetState> {
        let mut rest = text.strip_prefix(OPENING)?;
        let mut state = TargetState::default();
        loop {
            if let Some(record) = rest.strip_prefix(RECORD_LINE) {
                record.clone_into(&mut state.record);
                return Some(state);
            }
            let (line, behind) = rest.split_once('\n')?;
            rest = behind;
            if let Some(run) = line.strip_prefix("run ") {
                state.run = Some(u64::from_str_radix(run, 16).ok()?);
                continue;
            }
            let (path, file) = file_line(line)?;
            if !is_of_site(path) || state.files.insert(path.to_owned(), file).is_some() {
                return None;
            }
        }
    }

    pub(crate) fn text(&self) -> String {
        let mut text = String::with_capacity(self.record.len() + 96 * self.files.len());
        text.push_str(OPENING);
        // Writing to a string cannot fail.
        if let Some(run) = self.run {
            let _ = writeln!(text, "run {run:016x}");
        }
        for (path, file) in &self.files {
            let _ = match file {
                FileState::There(digest) => writeln!(text, "there {digest} {path}"),
                FileState::Comes(digest) => writeln!(text, "comes {digest} {path}"),
                FileState::Changes(from, to) => writeln!(text, "changes {from} {to} {path}"),
                FileState::Goes(digest) => writeln!(text, "goes {digest} {path}"),
            };
        }
        text.push_str(RECORD_LINE);
        text.push_str(&self.record);
        text
    }
}

fn file_line(line: &str) -> Option<(&str, FileState)> {
    let (word, rest) = line.split_once(' ')?;
    let (digest, rest) = rest.split_once(' ')?;
    let digest = ByteDigest::read(digest)?;
    match word {
        "there" => Some((rest, FileState::There(digest))),
        "comes" => Some((rest, FileState::Comes(digest))),
        "goes" => Some((rest, FileState::Goes(digest))),
        "changes" => {
            let (to, path) = rest.split_once(' ')?;
            Some((path, FileState::Changes(digest, ByteDigest::read(to)?)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn digest(number: u8) -> ByteDigest {
        ByteDigest([number; SIZE])
    }

    #[test]
    fn what_is_written_is_read() {
        let files = [
            ("a b/é.html", FileState::There(digest(1))),
            ("c", FileState::Comes(digest(2))),
            ("record", FileState::Changes(digest(3), digest(4))),
            ("run 1", FileState::Goes(digest(5))),
        ];
        let files = files.into_iter().map(|(path, file)| (path.to_owned(), file)).collect();
        for (run, record) in [(None, ""), (Some(7), "# opening\n/a/\nrecord\n/b/")] {
            let state = TargetState { run, files: BTreeMap::clone(&files), record: record.to_owned() };
            assert_eq!(TargetState::read(&state.text()), Some(state));
        }
    }

    #[test]
    fn what_lies_outside_a_site_is_not_read() {
        let none = digest(0);
        for path in
            ["../x", "/etc/passwd", "a/../../x", "", ".voetnoot/lock", ".VOETNOOT/x", "a\\..\\x", "a\u{1b}[31m", "./a"]
        {
            for line in
                [format!("there {none} {path}"), format!("goes {none} {path}"), format!("changes {none} {none} {path}")]
            {
                assert_eq!(TargetState::read(&format!("{OPENING}{line}\n{RECORD_LINE}")), None, "{line}");
            }
        }
        let twice = format!("{OPENING}there {none} a\ngoes {none} a\n{RECORD_LINE}");
        for text in
            ["", OPENING, "voetnoot publication 2\nrecord\n", &format!("{OPENING}there 00 a\n{RECORD_LINE}"), &twice]
        {
            assert_eq!(TargetState::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(voetnoot publication 1\n)?((there|comes|goes|changes|run|record)[ 0-9a-f./é\n]{0,70}){0,4}") {
            if let Some(state) = TargetState::read(&text) {
                prop_assert!(state.files.keys().all(|path| is_of_site(path)));
                prop_assert_eq!(TargetState::read(&state.text()), Some(state));
            }
        }
    }
}
