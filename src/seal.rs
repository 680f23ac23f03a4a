//! The seal of a past meeting, as text.
//!
//! Takes: what was sealed and when, or the text of a `seal.txt`.
//! Gives: [`Seal`]: a [`Version`] for the sealing and one for each correction since, each chained to the one before by its digest;
//! its text, and from a text the seal with everything that shows that somebody has been at it.
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

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use jiff::civil::Date;

use crate::bag;
use crate::digest::sha256;

/// The name of the file, in the folder of its meeting.
pub const FILE: &str = "seal.txt";

/// The folder, beside it, that keeps each sealed version.
pub const KEPT: &str = "_versions";

/// The ending of a version in [`KEPT`] that `seal` had written and was about to name.
pub const STAGED: &str = ".new";

/// What the text has in the place of an empty anchor.
const TOP: &str = "-";

/// How many digits of a digest tell one heading from another.
const SHORT: usize = 16;

/// The seal of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The id of the meeting.
    pub meeting: String,
    /// The versions, oldest first; there is at least one.
    pub versions: Vec<Version>,
}

/// What was sealed at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub number: u32,
    /// The day of sealing.
    pub date: Date,
    /// The program that did it.
    pub software: String,
    /// What was corrected; none for the first version.
    pub correction: Option<Correction>,
    /// The SHA-256 digests of the files, by their path within the folder of the meeting.
    pub files: BTreeMap<String, String>,
    /// The words of the pages, in the order of the documents.
    pub pages: Vec<Words>,
    /// The SHA-256 digest of all this, as the file has it.
    pub digest: String,
}

/// Why there is another version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The reason that was given.
    pub reason: String,
    /// What changed, file by file.
    pub changes: Vec<Change>,
    /// The digest of the version before.
    pub previous: String,
}

/// A file that differs from the version before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened to it.
    pub kind: ChangeKind,
    /// Its path within the folder of the meeting.
    pub path: String,
    /// The lines of the new text that differ, where it is text: `34, 36-37`.
    pub lines: String,
}

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It has other bytes.
    Changed,
    /// It was not there before.
    Added,
    /// It is no longer there.
    Removed,
}

const KINDS: [(&str, ChangeKind); 3] = [("changed", ChangeKind::Changed), ("added", ChangeKind::Added), ("removed", ChangeKind::Removed)];

/// The digests of the words of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The path of the document within the folder of the meeting.
    pub path: String,
    /// The SHA-256 digest of all words.
    pub digest: String,
    /// For each heading, its anchor and the digest of the words under it; the first, with an empty anchor, is what stands above.
    pub places: Vec<(String, String)>,
}

impl Words {
    /// The digests of words by anchor.
    pub fn new(path: &str, places: &[(String, String)]) -> Words {
        let all: Vec<&str> = places.iter().map(|(_, words)| words.as_str()).collect();
        let short = |(anchor, words): &(String, String)| (anchor.clone(), sha256(words.as_bytes())[..SHORT].to_owned());
        Words { path: path.to_owned(), digest: sha256(all.join("\n").as_bytes()), places: places.iter().map(short).collect() }
    }
}

/// What is wrong with the text of a seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The bytes of the line.
    pub span: Range<usize>,
    /// Whether the text is no seal, or is one that was rewritten.
    pub kind: ProblemKind,
    /// What is wrong.
    pub what: String,
}

/// What kind of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// A line is not what a seal has there.
    Malformed,
    /// A digest does not fit.
    Broken,
}

impl Version {
    /// The lines that its digest is made from.
    fn body(&self) -> String {
        let Version { number, date, software, correction, files, pages, digest: _ } = self;
        let mut text = format!("version {number}\ndate {date}\nby {software}\n");
        // Writing to a string cannot fail.
        if let Some(Correction { reason, changes, previous }) = correction {
            let _ = writeln!(text, "reason {reason}");
            for Change { kind, path, lines } in changes {
                let name = KINDS.iter().find(|(_, k)| k == kind).map_or("", |(name, _)| name);
                let lines = if lines.is_empty() { String::new() } else { format!(": {lines}") };
                let _ = writeln!(text, "{name} {path}{lines}");
            }
            let _ = writeln!(text, "previous {previous}");
        }
        for (path, digest) in files {
            let _ = writeln!(text, "file {digest}  {path}");
        }
        for Words { path, digest, places } in pages {
            let _ = writeln!(text, "page {digest}  {path}");
            for (anchor, digest) in places {
                let anchor = if anchor.is_empty() { TOP } else { anchor };
                let _ = writeln!(text, "words {digest}  {anchor}");
            }
        }
        text
    }

    /// The same with the digest that its lines have.
    pub fn sealed(mut self) -> Version {
        self.digest = sha256(self.body().as_bytes());
        self
    }
}

impl Seal {
    /// The version that holds now.
    pub fn latest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// The seal as text.
    pub fn text(&self) -> String {
        let mut text = opening(&self.meeting);
        for version in &self.versions {
            let _ = write!(text, "\n{}seal {}\n", version.body(), version.digest);
        }
        text
    }

    /// Reads the seal of a meeting. A text that is not a seal gives none; one whose digests do not fit is given with what is wrong.
    pub fn read(meeting: &str, text: &str) -> (Option<Seal>, Vec<Problem>) {
        let mut lines = Lines { text, at: 0 };
        let mut seal = Seal { meeting: meeting.to_owned(), versions: Vec::new() };
        let mut problems = Vec::new();
        let read = lines.expect(&opening(meeting)).and_then(|()| {
            while lines.at < text.len() {
                version(&mut lines, &mut seal, &mut problems)?;
            }
            if seal.versions.is_empty() { Err(lines.malformed("a version")) } else { Ok(()) }
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

/// The lines of a text, one after the other.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    /// The line that comes next, with its end.
    fn next(&self) -> &'a str {
        let rest = &self.text[self.at..];
        &rest[..rest.find('\n').map_or(rest.len(), |end| end + 1)]
    }

    fn span(&self) -> Range<usize> {
        self.at..self.at + self.next().trim_end().len()
    }

    fn malformed(&self, expected: &str) -> Problem {
        Problem { span: self.span(), kind: ProblemKind::Malformed, what: format!("here a seal has {expected}") }
    }

    fn expect(&mut self, line: &str) -> Result<(), Problem> {
        if self.next() != line {
            return Err(self.malformed(&format!("the line `{}`", line.trim_end())));
        }
        self.at += line.len();
        Ok(())
    }

    /// What follows a word and a blank at the beginning of the line, if that is the next line.
    fn after(&mut self, word: &str) -> Option<&'a str> {
        let line = self.next();
        let rest = line.strip_prefix(word)?.strip_prefix(' ')?.strip_suffix('\n')?;
        self.at += line.len();
        Some(rest)
    }

    fn required(&mut self, word: &str) -> Result<&'a str, Problem> {
        self.after(word).ok_or_else(|| self.malformed(&format!("a line `{word} …`")))
    }
}

/// Hexadecimal digits and, behind two blanks, a name.
fn digest_and_name(text: &str, digits: usize) -> Option<(String, String)> {
    let (digest, name) = text.split_once("  ")?;
    let hex = digest.len() == digits && digest.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    hex.then(|| (digest.to_owned(), name.to_owned()))
}

fn version(lines: &mut Lines, seal: &mut Seal, problems: &mut Vec<Problem>) -> Result<(), Problem> {
    lines.expect("\n")?;
    let begin = lines.at;
    let number = seal.versions.len() as u32 + 1;
    lines.expect(&format!("version {number}\n"))?;
    let date = lines.after("date").and_then(|date| date.parse::<Date>().ok()).ok_or_else(|| lines.malformed("a line `date …`"))?;
    let software = lines.required("by")?.to_owned();
    let correction = match number {
        1 => None,
        _ => Some(correction(lines, seal, problems)?),
    };
    let mut files = BTreeMap::new();
    while let Some(line) = lines.after("file") {
        let (digest, path) = digest_and_name(line, 64).filter(|(_, path)| bag::is_inner(path)).ok_or_else(|| lines.malformed("a file"))?;
        files.insert(path, digest);
    }
    let mut pages: Vec<Words> = Vec::new();
    while let Some(line) = lines.after("page") {
        let (digest, path) = digest_and_name(line, 64).ok_or_else(|| lines.malformed("a page"))?;
        let mut places = Vec::new();
        while let Some(line) = lines.after("words") {
            let (digest, anchor) = digest_and_name(line, SHORT).ok_or_else(|| lines.malformed("a heading"))?;
            places.push((if anchor == TOP { String::new() } else { anchor }, digest));
        }
        pages.push(Words { path, digest, places });
    }
    let (end, span) = (lines.at, lines.span());
    let digest = lines.required("seal")?.to_owned();
    let version = Version { number, date, software, correction, files, pages, digest };
    if version.body() != lines.text[begin..end] {
        let what = format!("the lines of version {number} are not in the order in which a seal has them");
        return Err(Problem { span: begin..begin + "version".len(), kind: ProblemKind::Malformed, what });
    }
    if version.digest != sha256(&lines.text.as_bytes()[begin..end]) {
        let what = format!("version {number} is not as it was written: its lines have another digest");
        problems.push(Problem { span, kind: ProblemKind::Broken, what });
    }
    seal.versions.push(version);
    Ok(())
}

fn correction(lines: &mut Lines, seal: &Seal, problems: &mut Vec<Problem>) -> Result<Correction, Problem> {
    let reason = lines.required("reason")?.to_owned();
    let mut changes = Vec::new();
    while let Some((kind, line)) = KINDS.iter().find_map(|(name, kind)| Some((*kind, lines.after(name)?))) {
        let (path, lines) = line.split_once(": ").filter(|(_, lines)| is_ranges(lines)).unwrap_or((line, ""));
        changes.push(Change { kind, path: path.to_owned(), lines: lines.to_owned() });
    }
    let span = lines.span();
    let previous = lines.required("previous")?.to_owned();
    if seal.latest().is_some_and(|before| before.digest != previous) {
        let what = format!("it does not follow version {}, whose digest is another", seal.versions.len());
        problems.push(Problem { span, kind: ProblemKind::Broken, what });
    }
    Ok(Correction { reason, changes, previous })
}

fn is_ranges(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b"-, ".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(number: u32, previous: Option<&Version>) -> Version {
        let correction = previous.map(|previous| Correction {
            reason: "De naam was fout".to_owned(),
            changes: vec![
                Change { kind: ChangeKind::Changed, path: "agenda.md".to_owned(), lines: "3, 5-6".to_owned() },
                Change { kind: ChangeKind::Removed, path: "a: b.pdf".to_owned(), lines: String::new() },
            ],
            previous: previous.digest.clone(),
        });
        let places = [(String::new(), "Raad".to_owned()), ("punt".to_owned(), format!("Tekst {number}"))];
        Version {
            number,
            date: Date::constant(2024, 7, 1),
            software: "voetnoot/0".to_owned(),
            correction,
            files: BTreeMap::from([("agenda.md".to_owned(), sha256(&[number as u8])), ("b c.pdf".to_owned(), sha256(b"x"))]),
            pages: vec![Words::new("agenda.md", &places)],
            digest: String::new(),
        }
        .sealed()
    }

    fn seal() -> Seal {
        let first = version(1, None);
        let second = version(2, Some(&first));
        Seal { meeting: "jbz-1".to_owned(), versions: vec![first, second] }
    }

    #[test]
    fn a_seal_is_read_as_it_was_written() {
        assert_eq!(Seal::read("jbz-1", &seal().text()), (Some(seal()), Vec::new()));
    }

    #[test]
    fn no_byte_of_a_seal_can_change_unnoticed() {
        let text = seal().text();
        for at in 0..text.len() {
            for change in [1, 2, 0x20] {
                let mut bytes = text.clone().into_bytes();
                bytes[at] ^= change;
                let Ok(changed) = String::from_utf8(bytes) else { continue };
                assert!(!Seal::read("jbz-1", &changed).1.is_empty(), "byte {at}: {changed}");
            }
            assert!(
                !Seal::read("jbz-1", &text[..at]).1.is_empty() || at == Seal { versions: vec![version(1, None)], ..seal() }.text().len()
            );
        }
    }

    #[test]
    fn a_version_that_was_sealed_anew_breaks_the_chain() {
        let mut rewritten = seal();
        rewritten.versions[0].files.insert("agenda.md".to_owned(), sha256(b"other"));
        rewritten.versions[0] = rewritten.versions[0].clone().sealed();
        let (read, problems) = Seal::read("jbz-1", &rewritten.text());
        assert_eq!((read, problems.len()), (Some(rewritten), 1));
        assert!(problems[0].kind == ProblemKind::Broken && problems[0].what.contains("does not follow version 1"));
    }
}
