//! The note that `archive --record` leaves beside a meeting, about the meeting's package.
//!
//! Takes: a package that was written, or the text of a `package.txt`.
//! Gives: [`PackageNote`], as text and back.
//! Never: becomes part of what is sealed or packed, since a package cannot contain its own digest.

use crate::project::digest::SHA512_DIGITS;

/// The name of the note in the folder of its meeting.
pub(crate) const FILE: &str = "package.txt";

/// What is known of the package of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct PackageNote {
    /// The SHA-512 digest of its tag manifest, which covers every byte of the package.
    pub digest: String,
    /// Its size in bytes.
    pub bytes: u64,
    pub files: u64,
    /// The version of the seal that it contains, from 1; `None` if the meeting was not sealed.
    pub version: Option<u32>,
}

impl PackageNote {
    pub(crate) fn text(&self) -> String {
        let PackageNote { digest, bytes, files, version } = self;
        let version = version.map(|version| format!("version {version}\n")).unwrap_or_default();
        format!("sha512 {digest}\nbytes {bytes}\nfiles {files}\n{version}")
    }

    /// Reads a note; `None` unless it is exactly what [`PackageNote::text`] writes.
    pub(crate) fn read(text: &str) -> Option<PackageNote> {
        let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let digest =
            value("sha512").filter(|d| d.len() == SHA512_DIGITS && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let version = value("version").map(str::parse).transpose().ok()?;
        let note = PackageNote {
            digest: digest.to_owned(),
            bytes: value("bytes")?.parse().ok()?,
            files: value("files")?.parse().ok()?,
            version,
        };
        (note.text() == text).then_some(note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_as_it_was_written() {
        for version in [None, Some(2)] {
            let note = PackageNote { digest: "ab".repeat(64), bytes: 7, files: 2, version };
            assert_eq!(PackageNote::read(&note.text()), Some(note.clone()));
            assert_eq!(PackageNote::read(&format!("{}x", note.text())), None);
        }
    }
}
