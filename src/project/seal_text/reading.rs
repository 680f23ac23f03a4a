//! A seal, read line by line.
//!
//! Takes: the text of a `seal.txt`.
//! Gives: the [`Seal`], and every sign that somebody has tampered with it.
//! Never: accepts a line that would not have been written.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::{
    ChangeKind, Correction, FileChange, HeadingDigest, PageWords, REDACTION, Redaction, SALT, SEAL, SHORT, Seal,
    SealProblem, SealProblemKind, TOP, Version, opening,
};
use crate::diagnostic::{Message, message};
use crate::project::digest::sha256;
use crate::project::inner_path;

impl Seal {
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
    is_hex(digest, digits).then(|| (digest.to_owned(), name.to_owned()))
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn version(lines: &mut SealLines, seal: &mut Seal, problems: &mut Vec<SealProblem>) -> Result<(), SealProblem> {
    lines.expect("\n")?;
    let begin = lines.at;
    let number = seal.versions.len() as u32 + 1;
    lines.expect(&format!("version {number}\n"))?;
    let dated = lines.span();
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
    // Where something was redacted, the digest of what was sealed comes before what is left.
    let sealed = lines.after(SEAL);
    let mut redactions = match sealed {
        None => Vec::new(),
        Some(_) => redactions(lines)?,
    };
    let salt = salt(lines)?;
    let files = files(lines)?;
    let pages = pages(lines)?;
    let (end, span) = (lines.at, lines.span());
    let digest = match (sealed, redactions.last_mut()) {
        (Some(sealed), Some(last)) => {
            lines.required(REDACTION)?.clone_into(&mut last.digest);
            sealed.to_owned()
        }
        _ => lines.required(SEAL)?.to_owned(),
    };
    let version = Version { number, date, software, rules, correction, redactions, salt, files, pages, digest };
    problems.extend(backdated(&version, seal).map(|what| SealProblem {
        span: dated,
        kind: SealProblemKind::Broken,
        what,
    }));
    if version.body() != lines.text[begin..end] {
        let what = message!("seal-order", version = number);
        return Err(SealProblem { span: begin..begin + "version".len(), kind: SealProblemKind::Malformed, what });
    }
    if version.proof() != sha256(&lines.text.as_bytes()[begin..end]) {
        let what = message!("seal-digest", version = number);
        problems.push(SealProblem { span, kind: SealProblemKind::Broken, what });
    }
    seal.versions.push(version);
    Ok(())
}

/// Whether a version, or a redaction of it, has an earlier day than what came before it.
fn backdated(version: &Version, seal: &Seal) -> Option<Message> {
    let before = seal.latest().map(|before| before.date);
    let days: Vec<Date> = before
        .into_iter()
        .chain([version.date])
        .chain(version.redactions.iter().map(|redaction| redaction.date))
        .collect();
    (!days.is_sorted()).then(|| message!("seal-backdated", version = version.number))
}

/// What was redacted from a version, each with its digest but for the last.
fn redactions(lines: &mut SealLines) -> Result<Vec<Redaction>, SealProblem> {
    let mut redactions = Vec::new();
    loop {
        let (date, reason) = lines
            .after("redacted")
            .and_then(|line| line.split_once(' '))
            .and_then(|(date, reason)| Some((date.parse().ok()?, reason.to_owned())))
            .ok_or_else(|| lines.malformed(message!("seal-word", word = "redacted")))?;
        let changes = changes(lines);
        let digest = lines.after(REDACTION).map(str::to_owned);
        let is_last = digest.is_none();
        redactions.push(Redaction { date, reason, changes, digest: digest.unwrap_or_default() });
        if is_last {
            return Ok(redactions);
        }
    }
}

fn salt(lines: &mut SealLines) -> Result<Option<String>, SealProblem> {
    let salt = lines.after("salt").map(str::to_owned);
    match &salt {
        Some(salt) if !is_hex(salt, SALT) => Err(lines.malformed(message!("seal-word", word = "salt"))),
        _ => Ok(salt),
    }
}

fn files(lines: &mut SealLines) -> Result<BTreeMap<String, String>, SealProblem> {
    let mut files = BTreeMap::new();
    while let Some(line) = lines.after("file") {
        let (digest, path) = digest_and_name(line, 64)
            .filter(|(_, path)| inner_path::is_inner(path))
            .ok_or_else(|| lines.malformed(message!("seal-file")))?;
        files.insert(path, digest);
    }
    Ok(files)
}

fn pages(lines: &mut SealLines) -> Result<Vec<PageWords>, SealProblem> {
    let mut pages = Vec::new();
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
    Ok(pages)
}

fn correction(lines: &mut SealLines, seal: &Seal, problems: &mut Vec<SealProblem>) -> Result<Correction, SealProblem> {
    let reason = lines.required("reason")?.to_owned();
    let changes = changes(lines);
    let span = lines.span();
    let previous = lines.required("previous")?.to_owned();
    if seal.latest().is_some_and(|before| before.digest != previous) {
        let what = message!("seal-chain", version = seal.versions.len());
        problems.push(SealProblem { span, kind: SealProblemKind::Broken, what });
    }
    Ok(Correction { reason, changes, previous })
}

fn changes(lines: &mut SealLines) -> Vec<FileChange> {
    let mut changes = Vec::new();
    while let Some((kind, line)) = ChangeKind::ALL.into_iter().find_map(|kind| Some((kind, lines.after(kind.word())?)))
    {
        let (path, lines) = line.split_once(": ").filter(|(_, lines)| is_ranges(lines)).unwrap_or((line, ""));
        changes.push(FileChange { kind, path: path.to_owned(), lines: lines.to_owned() });
    }
    changes
}

fn is_ranges(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b"-, ".contains(&b))
}
