//! The list of what `import` wrote into the folder of a meeting: `_imported.txt`, which is not published.
//!
//! Takes: its text, or what was written just now.
//! Gives: for each file, its digest as written and the letter it came from, by which a later import tells what was edited since.
//! Never: fails for a list that somebody changed; a line that cannot be read is as if it were not there, so that its file is left alone.
//!
//! ```text
//! # What `voetnoot import` wrote. A file that differs from its digest was edited and is never touched again.
//! <SHA-256 of the file> agenda.md <SHA-256 of the letter> <name of the letter>
//! ```

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::disk::{kept, whole_file};
use crate::failure::Failure;

/// Its name in the folder of a meeting.
const NAME: &str = "_imported.txt";
/// The most bytes that a list may have; it has a line for each document of one meeting.
const MOST: u64 = 1 << 20;
/// Its first line.
const HEAD: &str =
    "# What `voetnoot import` wrote. A file that differs from its digest was edited and is never touched again.\n";
/// How many hexadecimal digits a digest has.
const DIGITS: usize = 64;

/// A file as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedFile {
    /// The SHA-256 digest of its bytes.
    pub(crate) digest: String,
    /// The SHA-256 digest of the letter; as many zeros for an agenda that only has the facts of a report.
    pub(crate) letter: String,
    /// The name of the letter, from the folder that was imported.
    pub(crate) name: String,
}

impl ListedFile {
    /// What stands for the letter of an agenda that has none.
    pub(crate) fn no_letter() -> String {
        "0".repeat(DIGITS)
    }

    /// Whether it was made of this letter, or of none: the same bytes under any name, or a new version under the same name.
    pub(crate) fn is_of(&self, letter: &str, name: &str) -> bool {
        self.letter == letter || self.name == one_line(name) || self.letter == ListedFile::no_letter()
    }
}

/// What `import` wrote into one folder, by file name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ImportedList {
    pub(crate) files: BTreeMap<String, ListedFile>,
}

impl ImportedList {
    /// Reads the list of a folder; an empty one if there is none.
    ///
    /// # Errors
    /// When something else is there, it is too large, or the disk fails.
    pub(crate) fn read(folder: &Path) -> Result<ImportedList, Failure> {
        let text = kept::read(&folder.join(NAME), MOST)?;
        Ok(text.map_or_else(ImportedList::default, |text| ImportedList::parse(&text)))
    }

    pub(crate) fn parse(text: &str) -> ImportedList {
        let is_digest = |word: &str| word.len() == DIGITS && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        let files = text.lines().filter_map(|line| {
            let mut words = line.splitn(4, ' ');
            let (digest, file, letter) = (words.next()?, words.next()?, words.next()?);
            let name = words.next()?;
            let listed = ListedFile { digest: digest.to_owned(), letter: letter.to_owned(), name: one_line(name) };
            (is_digest(digest) && is_digest(letter) && !file.is_empty()).then(|| (file.to_owned(), listed))
        });
        ImportedList { files: files.collect() }
    }

    pub(crate) fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (file, ListedFile { digest, letter, name }) in &self.files {
            let _ = writeln!(text, "{digest} {file} {letter} {}", one_line(name));
        }
        text
    }

    /// Writes the list into its folder, whole.
    ///
    /// # Errors
    /// As of [`whole_file::replace`].
    pub(crate) fn write(&self, folder: &Path) -> Result<(), Failure> {
        whole_file::replace(&folder.join(NAME), self.text().as_bytes())
    }
}

/// The name of a file on one line, whatever signs it has.
fn one_line(name: &str) -> String {
    name.replace(char::is_control, "?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_back_and_a_damaged_line_is_left_out() {
        let digest = |sign: &str| sign.repeat(DIGITS);
        let listed =
            ListedFile { digest: digest("a"), letter: digest("b"), name: "2030/brief van maart.txt".to_owned() };
        let list = ImportedList { files: BTreeMap::from([("agenda.md".to_owned(), listed.clone())]) };
        assert_eq!(ImportedList::parse(&list.text()), list);
        assert_eq!(ImportedList::parse(&format!("{}x\nzz agenda.md\n\n{}", list.text(), digest("a"))).files.len(), 1);
        assert!(listed.is_of(&digest("b"), "elders.txt") && listed.is_of("c", "2030/brief van maart.txt"));
        assert!(!listed.is_of(&digest("c"), "elders.txt"));
    }
}
