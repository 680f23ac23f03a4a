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

use crate::diagnostic::{Message, message};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use jiff::civil::Date;

use crate::project::digest::sha256;
use crate::project::inner_path;

/// The name of the seal in the folder of its meeting.
pub(crate) const FILE: &str = "seal.txt";

/// The folder beside the seal that keeps each sealed version.
pub(crate) const KEPT: &str = "_versions";

/// The ending of the temporary name that a version in [`KEPT`] has until it is complete.
pub(crate) const STAGED: &str = ".new";

/// Stands for an empty anchor in the text.
const TOP: &str = "-";

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
    /// The SHA-256 digests of the files, by path within the folder of the meeting.
    pub files: BTreeMap<String, String>,
    /// The digests of the words of the pages, in the order of the documents.
    pub pages: Vec<PageWords>,
    /// The SHA-256 digest of all this, as written in the file.
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
    /// The days of the corrections that changed a document, oldest first; `path` is within the folder of the meeting. One
    /// that a correction added or removed was not corrected. Words gathered by other rules say nothing.
    pub(crate) fn corrections_of(&self, path: &str) -> impl Iterator<Item = Date> {
        let changed = move |pair: &&[Version]| {
            let [before, after] = pair else { return false };
            let (Some(file), Some(now)) = (before.files.get(path), after.files.get(path)) else { return false };
            let [words, said] = [before, after].map(|version| version.pages.iter().find(|page| page.path == path));
            file != now || (before.rules == after.rules && words != said)
        };
        self.versions.windows(2).filter(changed).filter_map(|pair| Some(pair.last()?.date))
    }
}

impl Version {
    /// The lines from which its digest is made.
    fn body(&self) -> String {
        let Version { number, date, software, rules, correction, files, pages, digest: _ } = self;
        let mut text = format!("version {number}\ndate {date}\nby {software}\n");
        // Writing to a string cannot fail.
        if *rules > 1 {
            let _ = writeln!(text, "rules {rules}");
        }
        if let Some(Correction { reason, changes, previous }) = correction {
            let _ = writeln!(text, "reason {reason}");
            for FileChange { kind, path, lines } in changes {
                let lines = if lines.is_empty() { String::new() } else { format!(": {lines}") };
                let _ = writeln!(text, "{} {path}{lines}", kind.word());
            }
            let _ = writeln!(text, "previous {previous}");
        }
        for (path, digest) in files {
            let _ = writeln!(text, "file {digest}  {path}");
        }
        for PageWords { path, digest, headings } in pages {
            let _ = writeln!(text, "page {digest}  {path}");
            for HeadingDigest { anchor, digest } in headings {
                let anchor = if anchor.is_empty() { TOP } else { anchor };
                let _ = writeln!(text, "words {digest}  {anchor}");
            }
        }
        text
    }

    /// The version with the digest of its lines filled in.
    pub(crate) fn sealed(mut self) -> Version {
        self.digest = sha256(self.body().as_bytes());
        self
    }
}

impl Seal {
    /// The version that holds now.
    pub(crate) fn latest(&self) -> Option<&Version> {
        self.versions.last()
    }

    pub(crate) fn text(&self) -> String {
        let mut text = opening(&self.meeting);
        for version in &self.versions {
            let _ = write!(text, "\n{}seal {}\n", version.body(), version.digest);
        }
        text
    }

    /// Reads the seal of a meeting. A text that is no seal gives `None`; a seal whose digests do not match is given
    /// with what is wrong.
    pub(crate) fn read(meeting: &str, text: &str) -> (Option<Seal>, Vec<SealProblem>) {
        let mut lines = SealLines { text, at: 0 };
        let mut seal = Seal { meeting: meeting.to_owned(), versions: Vec::new() };
        let mut problems = Vec::new();
        let read = lines.expect(&opening(meeting)).and_then(|()| {
            while lines.at < text.len() {
                version(&mut lines, &mut seal, &mut problems)?;
            }
            if seal.versions.is_empty() { Err(lines.malformed(message!("seal-version"))) } else { Ok(()) }
        });
        match read {
            Ok(()) => (Some(seal), problems),
            Err(problem) => (None, vec![problem]),
        }
    }
}

fn opening(meeting: &str) -> String {
    format!("Seal of {meeting}. Written by `voetnoot seal`; who changes a line breaks it.\n")
}

/// The lines of a text, one after another.
struct SealLines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> SealLines<'a> {
    /// The next line, including its line ending.
    fn next(&self) -> &'a str {
        let rest = &self.text[self.at..];
        &rest[..rest.find('\n').map_or(rest.len(), |end| end + 1)]
    }

    fn span(&self) -> Range<usize> {
        self.at..self.at + self.next().trim_end().len()
    }

    fn malformed(&self, expected: Message) -> SealProblem {
        let what = message!("malformed-seal", expected);
        SealProblem { span: self.span(), kind: SealProblemKind::Malformed, what }
    }

    fn expect(&mut self, line: &str) -> Result<(), SealProblem> {
        if self.next() != line {
            return Err(self.malformed(message!("seal-line", line = line.trim_end())));
        }
        self.at += line.len();
        Ok(())
    }

    /// If the next line begins with a word and a blank, takes that line and gives the rest of it.
    fn after(&mut self, word: &str) -> Option<&'a str> {
        let line = self.next();
        let rest = line.strip_prefix(word)?.strip_prefix(' ')?.strip_suffix('\n')?;
        self.at += line.len();
        Some(rest)
    }

    fn required(&mut self, word: &str) -> Result<&'a str, SealProblem> {
        self.after(word).ok_or_else(|| self.malformed(message!("seal-word", word)))
    }
}

/// Hexadecimal digits, two blanks, and a name.
fn digest_and_name(text: &str, digits: usize) -> Option<(String, String)> {
    let (digest, name) = text.split_once("  ")?;
    let hex = digest.len() == digits && digest.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    hex.then(|| (digest.to_owned(), name.to_owned()))
}

fn version(lines: &mut SealLines, seal: &mut Seal, problems: &mut Vec<SealProblem>) -> Result<(), SealProblem> {
    lines.expect("\n")?;
    let begin = lines.at;
    let number = seal.versions.len() as u32 + 1;
    lines.expect(&format!("version {number}\n"))?;
    let date = lines
        .after("date")
        .and_then(|date| date.parse::<Date>().ok())
        .ok_or_else(|| lines.malformed(message!("seal-word", word = "date")))?;
    let software = lines.required("by")?.to_owned();
    let rules = match lines.after("rules") {
        None => 1,
        Some(rules) => rules.parse().map_err(|_| lines.malformed(message!("seal-word", word = "rules")))?,
    };
    let correction = match number {
        1 => None,
        _ => Some(correction(lines, seal, problems)?),
    };
    let mut files = BTreeMap::new();
    while let Some(line) = lines.after("file") {
        let (digest, path) = digest_and_name(line, 64)
            .filter(|(_, path)| inner_path::is_inner(path))
            .ok_or_else(|| lines.malformed(message!("seal-file")))?;
        files.insert(path, digest);
    }
    let mut pages: Vec<PageWords> = Vec::new();
    while let Some(line) = lines.after("page") {
        let (digest, path) = digest_and_name(line, 64).ok_or_else(|| lines.malformed(message!("seal-page")))?;
        let mut headings = Vec::new();
        while let Some(line) = lines.after("words") {
            let (digest, anchor) =
                digest_and_name(line, SHORT).ok_or_else(|| lines.malformed(message!("seal-heading")))?;
            headings.push(HeadingDigest { anchor: if anchor == TOP { String::new() } else { anchor }, digest });
        }
        pages.push(PageWords { path, digest, headings });
    }
    let (end, span) = (lines.at, lines.span());
    let digest = lines.required("seal")?.to_owned();
    let version = Version { number, date, software, rules, correction, files, pages, digest };
    if version.body() != lines.text[begin..end] {
        let what = message!("seal-order", version = number);
        return Err(SealProblem { span: begin..begin + "version".len(), kind: SealProblemKind::Malformed, what });
    }
    if version.digest != sha256(&lines.text.as_bytes()[begin..end]) {
        let what = message!("seal-digest", version = number);
        problems.push(SealProblem { span, kind: SealProblemKind::Broken, what });
    }
    seal.versions.push(version);
    Ok(())
}

fn correction(lines: &mut SealLines, seal: &Seal, problems: &mut Vec<SealProblem>) -> Result<Correction, SealProblem> {
    let reason = lines.required("reason")?.to_owned();
    let mut changes = Vec::new();
    while let Some((kind, line)) = ChangeKind::ALL.into_iter().find_map(|kind| Some((kind, lines.after(kind.word())?)))
    {
        let (path, lines) = line.split_once(": ").filter(|(_, lines)| is_ranges(lines)).unwrap_or((line, ""));
        changes.push(FileChange { kind, path: path.to_owned(), lines: lines.to_owned() });
    }
    let span = lines.span();
    let previous = lines.required("previous")?.to_owned();
    if seal.latest().is_some_and(|before| before.digest != previous) {
        let what = message!("seal-chain", version = seal.versions.len());
        problems.push(SealProblem { span, kind: SealProblemKind::Broken, what });
    }
    Ok(Correction { reason, changes, previous })
}

fn is_ranges(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b"-, ".contains(&b))
}

#[cfg(test)]
mod tests;
