//! The note that `archive` keeps beside a meeting, about the packages that were made of it.
//!
//! Takes: packages that were written, or the text of a `package.txt`.
//! Gives: [`PackageNotes`], as text and back.
//! Never: becomes part of what is sealed or packed, since a package cannot contain its own digest; forgets a package.
//!
//! ```text
//! sha512 <digest>                      of the package's tag manifest
//! bytes 81920
//! files 34
//! version 1                            of the seal; absent if the meeting was not sealed
//! date 2024-07-01                      the day on which these bytes were first made
//! by voetnoot/0.1.0
//! source <digest>                      of what was packed of the folder of the meeting
//! name milieu-2024-03-12               of the folder of the package
//!
//! sha512 …                             the next one
//! ```

use jiff::civil::Date;

use crate::project::digest::SHA512_DIGITS;
use crate::project::inner_path;

/// The name of the note in the folder of its meeting.
pub(crate) const FILE: &str = "package.txt";

/// The packages of a meeting, oldest first; there is at least one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct PackageNotes(pub Vec<PackageNote>);

/// What is known of a package of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct PackageNote {
    /// The SHA-512 digest of its tag manifest, which covers every byte of the package.
    pub digest: String,
    /// Its size in bytes.
    pub bytes: u64,
    pub files: u64,
    /// The version of the seal that it contains, from 1; `None` if the meeting was not sealed.
    pub version: Option<u32>,
    /// How it was made; `None` in notes by earlier versions of the program, which did not say.
    pub making: Option<PackageMaking>,
}

/// When, by what and from what a package was made.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct PackageMaking {
    /// The day on which these bytes were first made.
    pub date: Date,
    /// The program that made it: `voetnoot/0.1.0`.
    pub software: String,
    /// The SHA-512 digest of the list of what it has of the folder of its meeting.
    pub source: String,
    /// The name of its folder.
    pub name: String,
}

impl PackageNotes {
    pub(crate) fn text(&self) -> String {
        self.0.iter().map(PackageNote::text).collect::<Vec<_>>().join("\n")
    }

    /// Reads notes; `None` unless they are exactly what [`PackageNotes::text`] writes.
    pub(crate) fn read(text: &str) -> Option<PackageNotes> {
        let notes = PackageNotes(text.split("\n\n").map(PackageNote::read).collect::<Option<Vec<_>>>()?);
        (notes.text() == text).then_some(notes)
    }

    pub(crate) fn latest(&self) -> Option<&PackageNote> {
        self.0.last()
    }
}

impl PackageNote {
    fn text(&self) -> String {
        let PackageNote { digest, bytes, files, version, making } = self;
        let version = version.map(|version| format!("version {version}\n")).unwrap_or_default();
        let making = making.as_ref().map(|PackageMaking { date, software, source, name }| {
            format!("date {date}\nby {software}\nsource {source}\nname {name}\n")
        });
        format!("sha512 {digest}\nbytes {bytes}\nfiles {files}\n{version}{}", making.unwrap_or_default())
    }

    fn read(text: &str) -> Option<PackageNote> {
        let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let digest = |name: &str| {
            let digest = value(name)?;
            let is_digest = digest.len() == SHA512_DIGITS && digest.bytes().all(|b| b.is_ascii_hexdigit());
            is_digest.then(|| digest.to_owned())
        };
        let making = match value("date") {
            None => None,
            Some(date) => Some(PackageMaking {
                date: date.parse().ok()?,
                software: value("by")?.to_owned(),
                source: digest("source")?,
                name: value("name").filter(|name| inner_path::is_inner(name) && !name.contains('/'))?.to_owned(),
            }),
        };
        Some(PackageNote {
            digest: digest("sha512")?,
            bytes: value("bytes")?.parse().ok()?,
            files: value("files")?.parse().ok()?,
            version: value("version").map(str::parse).transpose().ok()?,
            making,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_as_they_were_written() {
        let making = PackageMaking {
            date: jiff::civil::date(2024, 7, 1),
            software: "voetnoot/0".to_owned(),
            source: "cd".repeat(64),
            name: "jbz.v2".to_owned(),
        };
        let note = |version, making| PackageNote { digest: "ab".repeat(64), bytes: 7, files: 2, version, making };
        for notes in [
            vec![note(None, None)],
            vec![note(Some(2), Some(making.clone()))],
            vec![note(Some(1), None), note(None, Some(making.clone())), note(Some(3), Some(making))],
        ] {
            let notes = PackageNotes(notes);
            assert_eq!(PackageNotes::read(&notes.text()), Some(notes.clone()));
            for other in [
                format!("{}x", notes.text()),
                format!("{}\n", notes.text()),
                notes.text().replace("bytes 7", "bytes 07"),
            ] {
                assert_eq!(PackageNotes::read(&other), None, "{other}");
            }
        }
        assert_eq!(PackageNotes::read(""), None);
    }
}
