//! Compares sealed meetings with their seals.
//!
//! Takes: the [`Holding`]s of a project, and its documents.
//! Gives: which kept versions are published, and a diagnostic for each thing that is no longer as it was sealed, down to the line.
//! Never: mends anything. What a page says is compared by [`crate::wording`], once there are pages.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use similar::{DiffOp, TextDiff};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::{Document, Role};
use crate::holding;
use crate::language::Language;
use crate::package::PackageNote;
use crate::project::{Copied, Holding};
use crate::seal::{self, Change, ChangeKind, ProblemKind, Seal, Version};
use crate::site::{Page, Resolved, Site};
use crate::source::SourceFile;

/// How many characters of a line a message quotes.
const QUOTED: usize = 80;

/// A sealed meeting as it lies on disk.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Its seal.
    pub seal: Arc<Seal>,
    /// What lies in its folder.
    pub holding: Holding,
    /// The texts of the latest version, by path within the folder.
    texts: BTreeMap<String, Arc<str>>,
}

/// What the seals of a project decide about its files.
#[derive(Debug, Default)]
pub struct Sorted {
    /// The sealed meetings whose seals can be read.
    pub sealed: Vec<Sealed>,
    /// The documents to be published: those of now and those of versions that were corrected since.
    pub documents: Vec<(Role, SourceFile)>,
    /// Attachments of such versions, as far as the meeting no longer has the same.
    pub attachments: Vec<Copied>,
}

/// Reads the seals, and sorts out what they keep.
pub fn sort(holdings: Vec<Holding>, documents: Vec<(Role, SourceFile)>, kept: Vec<Copied>, diagnostics: &mut Vec<Diagnostic>) -> Sorted {
    let mut sealed: Vec<Sealed> = holdings.into_iter().filter_map(|holding| read(holding, diagnostics)).collect();
    let index: HashMap<String, usize> = sealed.iter().enumerate().map(|(i, s)| (s.seal.meeting.clone(), i)).collect();
    let mut sorted = Sorted::default();
    for (role, file) in documents {
        let Role::Version { meeting, number, name } = &role else {
            sorted.documents.push((role, file));
            continue;
        };
        let Some(sealed) = index.get(meeting).map(|i| &mut sealed[*i]) else { continue };
        let latest = sealed.seal.versions.len() as u32;
        if *number < latest && !file.path.contains(seal::STAGED) {
            sorted.documents.push((role, file));
        } else if *number == latest {
            sealed.texts.entry(format!("{name}.md")).or_insert_with(|| file.text.clone());
        }
    }
    sorted.attachments = kept.into_iter().filter(|copied| is_published(copied, &sealed, &index)).collect();
    sorted.sealed = sealed;
    sorted
}

fn read(holding: Holding, diagnostics: &mut Vec<Diagnostic>) -> Option<Sealed> {
    let Holding { meeting, seal: file, .. } = &holding;
    let (seal, problems) = Seal::read(meeting, &file.text);
    for problem in problems {
        let (code, hint) = match problem.kind {
            ProblemKind::Malformed => (Code::MalformedSeal, "put the file back as `voetnoot seal` wrote it"),
            ProblemKind::Broken => {
                (Code::BrokenSeal, "put the file back as it was; a correction is made with `voetnoot seal --correction`")
            }
        };
        diagnostics.push(Diagnostic::at(code, &file.path, problem.span, problem.what).hint(hint));
    }
    Some(Sealed { seal: Arc::new(seal?), holding, texts: BTreeMap::new() })
}

/// Whether an attachment of an earlier version has to be published: it does if the meeting no longer has the same.
fn is_published(copied: &Copied, sealed: &[Sealed], index: &HashMap<String, usize>) -> bool {
    let Some((meeting, number, inner)) = kept_path(&copied.path) else { return false };
    let Some(sealed) = index.get(meeting).map(|i| &sealed[*i]) else { return false };
    let seal = &sealed.seal;
    let version = seal.versions.get(number as usize - 1).filter(|_| (number as usize) < seal.versions.len());
    let digest = version.and_then(|version| version.files.get(inner));
    digest.is_some() && digest != sealed.holding.files.get(inner) && !copied.path.contains(seal::STAGED)
}

/// The meeting, the number of the version and the path within it, of a file that a seal keeps.
pub fn kept_path(path: &str) -> Option<(&str, u32, &str)> {
    let (meeting, rest) = path.strip_prefix("content/")?.strip_prefix("meetings/")?.split_once('/')?;
    let (folder, inner) = rest.strip_prefix(seal::KEPT)?.strip_prefix('/')?.split_once('/')?;
    Some((meeting, holding::number(folder)?, inner))
}

/// Whether a file beside the documents of a meeting is an attachment of it: neither its seal nor part of an earlier version.
pub fn is_attachment(path: &str) -> bool {
    let name = path.strip_prefix("content/meetings/").and_then(|rest| rest.split_once('/')).map(|(_, name)| name);
    name != Some(seal::FILE) && kept_path(path).is_none()
}

/// The address of an attachment of an earlier version.
pub fn kept_address(language: &Language, path: &str) -> Option<String> {
    let (meeting, number, inner) = kept_path(path)?;
    let words = &language.addresses;
    Some(format!("{}/{meeting}/{}-{number}/{inner}", words.meetings, words.version))
}

/// Where a link of a document leads that names a file of its own meeting: for an earlier version to the file of that version.
pub fn of_version(document: &Document, wanted: &str) -> Option<String> {
    let Role::Version { meeting, number, .. } = &document.role else { return None };
    let inner = wanted.strip_prefix("meetings/")?.strip_prefix(meeting.as_str())?.strip_prefix('/')?;
    Some(format!("meetings/{meeting}/{}/{number}/{inner}", seal::KEPT))
}

/// What a document's links lead to, and what is wrong with them. In a version that was corrected since, a link to what is no longer
/// there leads to the page that says so: nobody can mend it.
pub fn settled(document: &Document, (targets, found): (Vec<Resolved>, Vec<Diagnostic>)) -> (Vec<Resolved>, Vec<Diagnostic>) {
    if !matches!(document.role, Role::Version { .. }) {
        return (targets, found);
    }
    let settle = |target| if target == Resolved::Nothing { Resolved::Page(Page::NotFound) } else { target };
    (targets.into_iter().map(settle).collect(), Vec::new())
}

/// Ties seals with earlier versions, and notes of packages, to the meetings of a site.
pub fn attach(site: &mut Site, seals: &[Arc<Seal>], mut packages: HashMap<String, PackageNote>) {
    if seals.is_empty() && packages.is_empty() {
        return;
    }
    site.meetings.iter_mut().for_each(|meeting| meeting.package = packages.remove(&meeting.id));
    let index: HashMap<&str, u32> = (0..).zip(&site.meetings).map(|(i, meeting)| (meeting.id.as_str(), i)).collect();
    let mut versions: Vec<(u32, u32, u32)> = Vec::new();
    for (at, document) in (0..).zip(&site.documents) {
        if let Role::Version { meeting, number, .. } = &document.role
            && let Some(meeting) = index.get(meeting.as_str())
        {
            versions.push((*meeting, *number, at));
        }
    }
    let found: Vec<(u32, Arc<Seal>)> = seals.iter().filter_map(|seal| Some((*index.get(seal.meeting.as_str())?, seal.clone()))).collect();
    versions.sort_unstable();
    for (meeting, seal) in found {
        site.meetings[meeting as usize].seal = Some(seal);
    }
    for (meeting, _, document) in versions {
        site.meetings[meeting as usize].versions.push(document);
        site.meeting_of[document as usize] = Some(meeting);
    }
}

/// Reports every file that is not as it was sealed. `documents` are those of the project, drafts among them.
pub fn check(sealed: &[Sealed], documents: &[Arc<Document>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for sealed in sealed {
        let Some(latest) = sealed.seal.latest() else { continue };
        check_kept(sealed, &mut found);
        for change in differences(sealed) {
            let path: Arc<str> = format!("content/meetings/{}/{}", sealed.seal.meeting, change.path).into();
            let report = |message: String| Diagnostic::whole(Code::SealedFile, &path, message).hint(hint(&sealed.seal.meeting));
            match change.kind {
                ChangeKind::Added => found.push(report(format!("it was not there when the meeting was sealed on {}", latest.date))),
                ChangeKind::Removed => found.push(report(format!("it was sealed on {} and is gone", latest.date))),
                ChangeKind::Changed => {
                    let lines = line_changes(sealed, &change.path, &path, documents);
                    match lines.is_empty() {
                        true => found.push(report(format!("it is not as it was sealed on {}", latest.date))),
                        false => found.extend(lines),
                    }
                }
            }
        }
    }
    found
}

/// What one can do about something that differs from a seal.
pub fn hint(meeting: &str) -> String {
    format!("put it back as it was, or record why it changed: `voetnoot seal {meeting} --correction \"…\"`")
}

/// What a seal keeps has to be what was sealed.
fn check_kept(sealed: &Sealed, found: &mut Vec<Diagnostic>) {
    let Sealed { seal, holding, .. } = sealed;
    let report = |number: u32, inner: &str, what: String| {
        let path: Arc<str> = match number {
            0 => format!("content/meetings/{}/{}/{inner}", seal.meeting, seal::KEPT).into(),
            number => format!("content/meetings/{}/{}/{number}/{inner}", seal.meeting, seal::KEPT).into(),
        };
        Diagnostic::whole(Code::SealedVersion, &path, what).hint("put it back from version control or from an archive package")
    };
    for Version { number, date, files, .. } in &seal.versions {
        for (path, digest) in files {
            match holding.kept.get(&(*number, path.clone())) {
                Some(kept) if kept == digest => {}
                Some(_) => found.push(report(*number, path, format!("the version that was sealed on {date} has another digest"))),
                None => found.push(report(*number, path, format!("it belongs to the version that was sealed on {date} and is gone"))),
            }
        }
    }
    let versions = seal.versions.len() as u32;
    for (number, path) in holding.kept.keys() {
        let known = number.checked_sub(1).and_then(|at| seal.versions.get(at as usize)).is_some_and(|v| v.files.contains_key(path));
        // A version that is one too many is what a killed run had written and not sealed.
        if !known && *number != versions + 1 {
            found.push(report(*number, path, "no version of the seal has this file".to_owned()));
        }
    }
}

/// The files that differ from the latest version.
fn differences(sealed: &Sealed) -> Vec<Change> {
    let Some(latest) = sealed.seal.latest() else { return Vec::new() };
    let now = &sealed.holding.files;
    let change = |kind, path: &String| Change { kind, path: path.clone(), lines: String::new() };
    let mut changes = Vec::new();
    for (path, digest) in &latest.files {
        match now.get(path) {
            None => changes.push(change(ChangeKind::Removed, path)),
            Some(other) if other != digest => changes.push(change(ChangeKind::Changed, path)),
            Some(_) => {}
        }
    }
    changes.extend(now.keys().filter(|path| !latest.files.contains_key(*path)).map(|path| change(ChangeKind::Added, path)));
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    changes
}

/// The files that differ from the latest version, with the lines of each text that do: what a correction says.
pub fn changes(sealed: &Sealed, documents: &[Arc<Document>]) -> Vec<Change> {
    let mut changes = differences(sealed);
    for change in changes.iter_mut().filter(|change| change.kind == ChangeKind::Changed) {
        let Some((old, new)) = texts(sealed, &change.path, documents) else { continue };
        let diff = TextDiff::from_lines(&*old, &*new.text);
        let ranges = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).map(|op| op.new_range());
        let ranges = ranges.map(|lines| match lines.len() {
            0 | 1 => (lines.start + 1).to_string(),
            _ => format!("{}-{}", lines.start + 1, lines.end),
        });
        change.lines = ranges.collect::<Vec<_>>().join(", ");
    }
    changes
}

/// A text as it was sealed and as it is. None for what is no text, or if what the seal keeps of it was changed too.
fn texts<'d>(sealed: &Sealed, path: &str, documents: &'d [Arc<Document>]) -> Option<(Arc<str>, &'d SourceFile)> {
    let latest = sealed.seal.latest()?;
    let kept = sealed.holding.kept.get(&(latest.number, path.to_owned()));
    let old = sealed.texts.get(path).filter(|_| kept == latest.files.get(path))?;
    let full = format!("content/meetings/{}/{path}", sealed.seal.meeting);
    let document = documents.iter().find(|document| *document.source.path == *full)?;
    Some((old.clone(), &document.source))
}

/// A diagnostic for each run of lines of a text that differs.
fn line_changes(sealed: &Sealed, inner: &str, path: &Arc<str>, documents: &[Arc<Document>]) -> Vec<Diagnostic> {
    let Some(((old, new), latest)) = texts(sealed, inner, documents).zip(sealed.seal.latest()) else { return Vec::new() };
    let diff = TextDiff::from_lines(&*old, &*new.text);
    let mut starts: Vec<usize> = vec![0];
    starts.extend(new.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
    starts.push(new.text.len());
    let start = |line: usize| starts.get(line).copied().unwrap_or(new.text.len());
    let old_lines: Vec<&str> = old.split_inclusive('\n').collect();
    let differing = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    differing
        .map(|op| {
            let (before, now) = (op.old_range(), op.new_range());
            let quoted = old_lines.get(before.start).map_or_else(String::new, |line| quoted(line));
            let date = latest.date;
            let message = match (before.len(), now.len()) {
                (0, 1) => format!("this line was not there when the meeting was sealed on {date}"),
                (0, lines) => format!("these {lines} lines were not there when the meeting was sealed on {date}"),
                (1, 0) if quoted.is_empty() => format!("before this line, an empty line is gone that was sealed on {date}"),
                (1, 0) => format!("before this line, a line is gone that was sealed on {date}: `{quoted}`"),
                (lines, 0) => format!("before this line, {lines} lines are gone that were sealed on {date}; the first: `{quoted}`"),
                (1, _) => format!("when the meeting was sealed on {date}, this read: `{quoted}`"),
                (lines, _) => format!("when the meeting was sealed on {date}, {lines} lines stood here; the first: `{quoted}`"),
            };
            let end = if now.is_empty() { start(now.start) } else { start(now.end) };
            let text = new.text[start(now.start)..end].trim_end();
            let span = Span::new(start(now.start), start(now.start) + text.len());
            Diagnostic::at(Code::SealedFile, path, span, message).hint(hint(&sealed.seal.meeting))
        })
        .collect()
}

fn quoted(line: &str) -> String {
    let line = line.trim();
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{} …", line[..end].trim_end()),
        None => line.to_owned(),
    }
}
