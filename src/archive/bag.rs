//! The text files of a BagIt bag (RFC 8493).
//!
//! Takes: paths with their digests, and facts about the bag.
//! Gives: `bagit.txt`, `bag-info.txt` and manifests as text, and manifests read back with everything that is wrong with them.
//! Never: touches a disk, or accepts a path that leads out of the bag.

use std::collections::BTreeMap;

use crate::project::digest::SHA512_DIGITS;
use crate::project::inner_path;

/// The file that makes a folder a bag.
pub(super) const DECLARATION: &str = "bagit.txt";
/// The file with facts about the bag.
pub(super) const INFO: &str = "bag-info.txt";
/// The label of the name that others know the bag's content by: of a package the id of its meeting.
pub(super) const IDENTIFIER: &str = "External-Identifier";
/// The label of the program that made the bag.
pub(super) const AGENT: &str = "Bag-Software-Agent";
/// The label of the day on which the bag was made.
pub(super) const DATE: &str = "Bagging-Date";
/// The folder of what the pages were made from.
pub(super) const SOURCE: &str = "data/source/";
/// The folder of what the program added to that.
pub(super) const PROGRAM: &str = "data/program/";
/// The list of the files in `data`.
pub(super) const MANIFEST: &str = "manifest-sha512.txt";
/// The list of all other files.
pub(super) const TAG_MANIFEST: &str = "tagmanifest-sha512.txt";
/// The contents of `bagit.txt` (RFC 8493, 2.1.1).
pub(super) const DECLARED: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The digests of files by their paths within the bag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// SHA-512 digests in lower-case hexadecimal digits, by path.
    pub digests: BTreeMap<String, String>,
}

/// What is wrong with a line of a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// The line, from 1.
    pub line: usize,
    pub what: String,
}

impl Manifest {
    /// The manifest as text: a line for each file, sorted by path (RFC 8493, 2.1.3).
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for (path, digest) in &self.digests {
            text.push_str(digest);
            text.push_str("  ");
            text.push_str(&encode_path(path));
            text.push('\n');
        }
        text
    }

    /// Reads a manifest that is exactly as [`Manifest::text`] writes it. Other lines are left out and reported. After
    /// `most` of those it stops.
    pub(crate) fn read(text: &str, most: usize) -> (Manifest, Vec<Mistake>) {
        let mut manifest = Manifest::default();
        let mut mistakes = Vec::new();
        for (index, line) in text.split_inclusive('\n').enumerate() {
            if mistakes.len() >= most {
                break;
            }
            match read_line(line) {
                Ok((_, path)) if manifest.digests.contains_key(&path) => {
                    mistakes.push(Mistake {
                        line: index + 1,
                        what: format!("`{}` is listed twice", inner_path::shown(&path)),
                    });
                }
                Ok((digest, path)) => {
                    manifest.digests.insert(path, digest);
                }
                Err(what) => mistakes.push(Mistake { line: index + 1, what }),
            }
        }
        (manifest, mistakes)
    }
}

fn read_line(line: &str) -> Result<(String, String), String> {
    let Some(line) = line.strip_suffix('\n') else { return Err("the line has no end".to_owned()) };
    let Some((digest, encoded)) = line.split_once("  ") else {
        return Err("there is no digest followed by two spaces".to_owned());
    };
    if digest.len() != SHA512_DIGITS || !digest.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
        return Err("the digest is not 128 lower-case hexadecimal digits".to_owned());
    }
    let path = decode_path(encoded)
        .ok_or_else(|| format!("`{}` is not encoded as RFC 8493 asks", inner_path::shown(encoded)))?;
    match inner_path::is_inner(&path) {
        true => Ok((digest.to_owned(), path)),
        false => Err(format!("`{}` leads out of the package", inner_path::shown(&path))),
    }
}

/// A path as written in a manifest: only `%` and line ends are percent-encoded (RFC 8493, 2.1.3).
pub(super) fn encode_path(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

/// The path meant by a manifest; `None` if something is encoded that need not be, or `%` stands alone.
pub(super) fn decode_path(encoded: &str) -> Option<String> {
    let mut path = String::with_capacity(encoded.len());
    let mut rest = encoded;
    while let Some((before, after)) = rest.split_once('%') {
        path.push_str(before);
        path.push(match after.get(..2)? {
            "25" => '%',
            "0A" => '\n',
            "0D" => '\r',
            _ => return None,
        });
        rest = &after[2..];
    }
    path.push_str(rest);
    (encode_path(&path) == encoded).then_some(path)
}

/// Facts about the bag as text, one `label: value` a line (RFC 8493, 2.2.2). White space within a value becomes one space.
pub(super) fn info(facts: &[(&str, String)]) -> String {
    let mut text = String::new();
    for (label, value) in facts {
        let value: Vec<&str> =
            value.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
        if !value.is_empty() {
            text.push_str(&format!("{label}: {}\n", value.join(" ")));
        }
    }
    text
}

/// The value of a fact, as [`info`] writes it.
pub(super) fn fact<'i>(info: &'i str, label: &str) -> Option<&'i str> {
    info.lines().find_map(|line| line.strip_prefix(label)?.strip_prefix(": "))
}

/// The value of `Payload-Oxum`: the size in bytes and the number of the files in `data`.
pub(super) fn oxum(sizes: impl Iterator<Item = u64>) -> String {
    let (bytes, files) = sizes.fold((0u64, 0u64), |(bytes, files), size| (bytes.saturating_add(size), files + 1));
    format!("{bytes}.{files}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::digest::sha512;

    fn manifest(paths: &[&str]) -> Manifest {
        Manifest { digests: paths.iter().map(|p| ((*p).to_owned(), sha512(p.as_bytes()))).collect() }
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let written = manifest(&["data/b c.pdf", "data/100%.pdf", "data/a\nb", "data/é"]);
        let text = written.text();
        assert!(
            text.contains("  data/100%25.pdf\n")
                && text.contains("  data/a%0Ab\n")
                && text.contains("  data/b c.pdf\n")
        );
        assert_eq!(Manifest::read(&text, 9), (written, Vec::new()));
    }

    #[test]
    fn paths_that_lead_out_are_refused() {
        for path in [
            "../x",
            "data/../../x",
            "/etc/passwd",
            "data//x",
            "data/./x",
            "C:/x",
            "data\\..\\x",
            "~root/x",
            "",
            "data/",
        ] {
            let (read, mistakes) = Manifest::read(&format!("{}  {path}\n", sha512(b"")), 9);
            assert!(read.digests.is_empty(), "{path}");
            assert_eq!(mistakes.len(), 1, "{path}");
        }
    }

    #[test]
    fn lines_that_are_written_otherwise_are_refused() {
        let digest = sha512(b"");
        let lines = [
            format!("{}  data/x\n", digest.to_uppercase()),
            format!("{digest} data/x\n"),
            format!("{digest}  data/x"),
            format!("{}  data/x\n", &digest[1..]),
            format!("{digest}  data/%41\n"),
            format!("{digest}  data/100%\n"),
            format!("{digest}  data/%0a\n"),
            "\n".to_owned(),
        ];
        for line in lines {
            let (read, mistakes) = Manifest::read(&line, 9);
            assert!(read.digests.is_empty() && mistakes.len() == 1, "{line}");
        }
    }

    #[test]
    fn a_file_that_is_listed_twice_is_reported() {
        let text = format!("{0}  data/x\n{0}  data/x\n", sha512(b""));
        assert_eq!(Manifest::read(&text, 9).1, [Mistake { line: 2, what: "`data/x` is listed twice".to_owned() }]);
    }

    #[test]
    fn facts_stay_on_their_line() {
        let facts = [("External-Description", "one\ntwo\r\n  three".to_owned()), ("Contact-Name", String::new())];
        assert_eq!(info(&facts), "External-Description: one two three\n");
        assert_eq!(fact("A-B: c\nA: d\n", "A"), Some("d"));
        assert_eq!(oxum([3, 4].into_iter()), "7.2");
    }
}
