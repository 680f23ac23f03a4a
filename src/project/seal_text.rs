//! The seal of a past meeting, as text.
//!
//! Takes: what was sealed and when, or the text of a `seal.txt`.
//! Gives: [`Seal`]: a [`Version`] for the sealing and one for each correction since, each chained to the previous one
//! by its digest; its text; and from a text the seal, with every sign that somebody has tampered with it.
//! Never: reads a file or a clock, or accepts a line that it would not have written.
//!
//! ```text
//! Seal of jbz-2024-06-13. …
//!
//! version 1
//! date 2024-07-01
//! by voetnoot/0.1.0
//! salt <32 digits>                      made by chance, so that nobody can try files against the last line
//! file <SHA-256>  agenda.md             each file of the folder, so that `sha256sum` can check them
//! page <SHA-256>  agenda.md             the words of the page that the file makes
//! words <16 digits>  staat-van-schengen the same for each of its headings, to tell where it changed
//! seal <SHA-256>                        of the lines from `version` up to this one
//!
//! version 2
//! date 2024-09-03
//! by voetnoot/0.1.0
//! reason De naam van de voorzitter was verkeerd gespeld
//! changed agenda.md: 34, 36-37
//! previous <SHA-256>                    the `seal` of the version before
//! …
//! ```
//!
//! Where something was redacted, the digests from which it could be guessed are gone. The `seal` of the version stays, which
//! nobody can make again, so that the chain holds; what is left is under a digest of its own:
//!
//! ```text
//! …
//! seal <SHA-256>                        of what was sealed
//! redacted 2024-10-01 Persoonsgegevens
//! changed agenda.md: 34
//! salt <32 digits>
//! file <SHA-256>  agenda.md             as it is now
//! …
//! redaction <SHA-256>                   of the lines from `version` up to this one
//! ```

mod reading;

use crate::diagnostic::Message;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use jiff::civil::Date;

use crate::project::digest::sha256;

/// The name of the seal in the folder of its meeting.
pub(crate) const FILE: &str = "seal.txt";

/// The folder beside the seal that keeps each sealed version.
pub(crate) const KEPT: &str = "_versions";

/// The folder in [`KEPT`] that tells what is left of a redaction which was begun.
pub(crate) const REDACTING: &str = "redaction";

/// The ending of the temporary name that a version in [`KEPT`] has until it is complete.
pub(crate) const STAGED: &str = ".new";

/// Stands for an empty anchor in the text.
const TOP: &str = "-";

/// What begins the last line of a version, and of one from which something was redacted.
const SEAL: &str = "seal";
const REDACTION: &str = "redaction";

/// How many hexadecimal digits a salt has.
pub(crate) const SALT: usize = 32;

/// How many digits of a digest are enough to tell headings apart.
const SHORT: usize = 16;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seal {
    pub meeting: String,
    /// Oldest first; there is at least one.
    pub versions: Vec<Version>,
}

/// The rules by which the words of a page are gathered: to be raised whenever the same text gives other words.
///
/// 2: comments are left out, the texts of images that stand alone are in.
pub(crate) const RULES: u32 = 2;

/// What was sealed at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    /// From 1.
    pub number: u32,
    /// The day on which it was sealed.
    pub date: Date,
    /// The program that sealed it: `voetnoot/0.1.0`.
    pub software: String,
    /// The rules by which the words of its pages were gathered. Seals from before there was more than one set have no such
    /// line, and count as the first.
    pub rules: u32,
    /// What was corrected; `None` for the first version.
    pub correction: Option<Correction>,
    /// What was redacted since, oldest first. Files, pages and salt are as the last of them left them.
    pub redactions: Vec<Redaction>,
    /// Digits that nobody can guess, in hexadecimal; `None` if an earlier version of the program sealed it.
    pub salt: Option<String>,
    /// The SHA-256 digests of the files, by path within the folder of the meeting.
    pub files: BTreeMap<String, String>,
    /// The digests of the words of the pages, in the order of the documents.
    pub pages: Vec<PageWords>,
    /// The SHA-256 digest of all this as it was sealed, as written in the file.
    pub digest: String,
}

/// What was taken out of a version after it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Redaction {
    pub date: Date,
    /// The reason that was given, on one line.
    pub reason: String,
    /// The files from which something was taken, and those that were taken out whole.
    pub changes: Vec<FileChange>,
    /// The SHA-256 digest of what it left. After a further redaction, nobody can make it again.
    pub digest: String,
}

/// Why a version replaces the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Correction {
    /// The reason that was given, on one line.
    pub reason: String,
    /// What has changed, file by file.
    pub changes: Vec<FileChange>,
    /// The digest of the version before it.
    pub previous: String,
}

/// A file that differs from the previous version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileChange {
    pub kind: ChangeKind,
    /// Its path within the folder of the meeting.
    pub path: String,
    /// For a text, the lines that differ, as numbers in the new text: `34, 36-37`; otherwise empty.
    pub lines: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ChangeKind {
    /// Its bytes are different.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

impl ChangeKind {
    const ALL: [ChangeKind; 3] = [ChangeKind::Changed, ChangeKind::Added, ChangeKind::Removed];

    /// The word with which its line in the seal begins.
    fn word(self) -> &'static str {
        match self {
            ChangeKind::Changed => "changed",
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
        }
    }
}

/// What a page has under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeadingText {
    /// The anchor of the heading; empty for what comes before the first one.
    pub anchor: String,
    /// The words of the heading and of the text under it.
    pub words: String,
}

/// The digest of what a page has under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeadingDigest {
    /// The anchor of the heading; empty for what comes before the first one.
    pub anchor: String,
    /// The first 16 hexadecimal digits of the SHA-256 digest of its words.
    pub digest: String,
}

/// The digests of the words of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageWords {
    /// The path of the document within the folder of the meeting.
    pub path: String,
    /// The SHA-256 digest of all words, in lower-case hexadecimal digits.
    pub digest: String,
    /// A digest for each heading in the order of the page, starting with what comes before the first one.
    pub headings: Vec<HeadingDigest>,
}

impl PageWords {
    /// Makes the digests of the words of a page; `headings` are in the order of the page.
    pub(crate) fn new(path: &str, headings: &[HeadingText]) -> PageWords {
        let all: Vec<&str> = headings.iter().map(|heading| heading.words.as_str()).collect();
        let short = |heading: &HeadingText| HeadingDigest {
            anchor: heading.anchor.clone(),
            digest: sha256(heading.words.as_bytes())[..SHORT].to_owned(),
        };
        PageWords {
            path: path.to_owned(),
            digest: sha256(all.join("\n").as_bytes()),
            headings: headings.iter().map(short).collect(),
        }
    }
}

/// What is wrong with the text of a seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SealProblem {
    /// The line, in bytes of the text.
    pub span: Range<usize>,
    /// Whether the text is no seal, or is one that was rewritten.
    pub kind: SealProblemKind,
    /// What is wrong, for a message.
    pub what: Message,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SealProblemKind {
    /// A line is not what a seal has in that place.
    Malformed,
    /// A digest does not match.
    Broken,
}

impl Seal {
    /// The days on which a document was corrected or redacted, oldest first; `path` is within the folder of the meeting. One
    /// that a correction added or removed was not corrected. Words gathered by other rules say nothing.
    pub(crate) fn corrections_of(&self, path: &str) -> Vec<Date> {
        let changed = |pair: &&[Version]| {
            let [before, after] = pair else { return false };
            let (Some(file), Some(now)) = (before.files.get(path), after.files.get(path)) else { return false };
            let [words, said] = [before, after].map(|version| version.pages.iter().find(|page| page.path == path));
            // A version that was redacted after a correction has no words.
            let comparable = before.rules == after.rules && words.is_some() && said.is_some();
            file != now || (comparable && words != said)
        };
        let corrected = self.versions.windows(2).filter(changed).filter_map(|pair| Some(pair.last()?.date));
        let mut days: Vec<Date> = corrected.collect();
        for (at, version) in self.versions.iter().enumerate() {
            // What was taken out of an earlier version only, changes nothing of the document.
            let next = self.versions.get(at + 1).map(|next| next.date);
            let held = |day: Date| next.is_none_or(|next| day < next);
            let here = version.redactions.iter().filter(|redaction| held(redaction.date) && redaction.touches(path));
            days.extend(here.map(|redaction| redaction.date));
        }
        days.sort();
        days
    }
}

impl Redaction {
    fn touches(&self, path: &str) -> bool {
        self.changes.iter().any(|change| change.kind == ChangeKind::Changed && change.path == path)
    }

    /// The lines of what was redacted, without its digest.
    fn body(&self) -> String {
        let mut text = format!("redacted {} {}\n", self.date, self.reason);
        push_changes(&mut text, &self.changes);
        text
    }
}

/// A line for each change. Writing to a string cannot fail.
fn push_changes(text: &mut String, changes: &[FileChange]) {
    for FileChange { kind, path, lines } in changes {
        let lines = if lines.is_empty() { String::new() } else { format!(": {lines}") };
        let _ = writeln!(text, "{} {path}{lines}", kind.word());
    }
}

impl Version {
    /// The lines that say when and why it was sealed. Writing to a string cannot fail.
    fn head(&self) -> String {
        let Version { number, date, software, rules, correction, .. } = self;
        let mut text = format!("version {number}\ndate {date}\nby {software}\n");
        if *rules > 1 {
            let _ = writeln!(text, "rules {rules}");
        }
        if let Some(Correction { reason, changes, previous }) = correction {
            let _ = writeln!(text, "reason {reason}");
            push_changes(&mut text, changes);
            let _ = writeln!(text, "previous {previous}");
        }
        text
    }

    /// The lines that say what it consists of.
    fn contents(&self) -> String {
        let mut text = String::new();
        if let Some(salt) = &self.salt {
            let _ = writeln!(text, "salt {salt}");
        }
        for (path, digest) in &self.files {
            let _ = writeln!(text, "file {digest}  {path}");
        }
        for PageWords { path, digest, headings } in &self.pages {
            let _ = writeln!(text, "page {digest}  {path}");
            for HeadingDigest { anchor, digest } in headings {
                let anchor = if anchor.is_empty() { TOP } else { anchor };
                let _ = writeln!(text, "words {digest}  {anchor}");
            }
        }
        text
    }

    /// The lines from which its last digest is made.
    fn body(&self) -> String {
        let Some((last, earlier)) = self.redactions.split_last() else { return self.head() + &self.contents() };
        let mut text = format!("{}seal {}\n", self.head(), self.digest);
        for redaction in earlier {
            let _ = writeln!(text, "{}redaction {}", redaction.body(), redaction.digest);
        }
        text + &last.body() + &self.contents()
    }

    /// The digest in its last line, and the word before it.
    fn last_line(&self) -> (&'static str, &str) {
        self.redactions.last().map_or((SEAL, &self.digest), |redaction| (REDACTION, &redaction.digest))
    }

    /// The digest from which others can tell that it is still the same: of what was sealed, or of what a redaction left.
    pub(crate) fn proof(&self) -> &str {
        self.last_line().1
    }

    /// The version with the digest of its lines filled in.
    pub(crate) fn sealed(mut self) -> Version {
        self.digest = sha256(self.body().as_bytes());
        self
    }

    /// The version with the digest of what a redaction left filled in.
    pub(crate) fn redacted(mut self, redaction: Redaction) -> Version {
        self.redactions.push(redaction);
        let digest = sha256(self.body().as_bytes());
        if let Some(redaction) = self.redactions.last_mut() {
            redaction.digest = digest;
        }
        self
    }

    /// Every digest that it ever had.
    pub(crate) fn digests(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.digest)
            .chain(self.redactions.iter().map(|redaction| &redaction.digest))
            .map(String::as_str)
    }
}

impl Seal {
    /// The latest day on which it was sealed, corrected or redacted.
    pub(crate) fn latest_day(&self) -> Option<Date> {
        let redacted = self.versions.iter().flat_map(|version| &version.redactions).map(|redaction| redaction.date);
        self.versions.iter().map(|version| version.date).chain(redacted).max()
    }

    /// The version that holds now.
    pub(crate) fn latest(&self) -> Option<&Version> {
        self.versions.last()
    }

    pub(crate) fn text(&self) -> String {
        let mut text = opening(&self.meeting);
        for version in &self.versions {
            let (word, digest) = version.last_line();
            let _ = write!(text, "\n{}{word} {digest}\n", version.body());
        }
        text
    }
}

fn opening(meeting: &str) -> String {
    format!("Seal of {meeting}. Written by `voetnoot seal`; who changes a line breaks it.\n")
}

#[cfg(test)]
mod tests;
