//! Compares sealed meetings with their seals.
//!
//! Takes: the [`Sealed`] meetings of a project, and its documents.
//! Gives: a diagnostic for everything that is no longer as sealed, down to the line; the changes that a correction
//! records.
//! Never: corrects anything. What a page says is compared by [`crate::flow::sealed::page_words`], once there are pages.

use std::collections::HashSet;
use std::sync::Arc;

use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, myers};

use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Code, Diagnostic, Message, Span, message};
use crate::document::Document;
use crate::project::leftover;
use crate::project::role::misspelt_markdown;
use crate::project::seal_text::{self, ChangeKind, FileChange, Version};
use crate::project::sealed_versions::Sealed;

/// How many characters of a line a message quotes.
const QUOTED: usize = 80;

/// Reports every file that is not as sealed. `documents` are those of the project, drafts included.
pub(crate) fn check(sealed: &[Sealed], documents: &[Arc<Document>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for sealed in sealed {
        let Some(latest) = sealed.seal.latest() else { continue };
        check_kept(sealed, &mut found);
        for change in differences(sealed) {
            let path: Arc<str> = format!("content/meetings/{}/{}", sealed.seal.meeting, change.path).into();
            let report =
                |message: Message| Diagnostic::whole(Code::SealedFile, &path, message).hint(hint(&sealed.seal.meeting));
            match change.kind {
                ChangeKind::Added => found.push(report(message!("file-added", date = latest.date))),
                ChangeKind::Removed => found.push(report(message!("file-removed", date = latest.date))),
                ChangeKind::Changed => {
                    let lines = line_changes(sealed, &change.path, &path, documents);
                    match lines.is_empty() {
                        true => found.push(report(message!("sealed-file", date = latest.date))),
                        false => found.extend(lines),
                    }
                }
            }
        }
    }
    found.extend(earlier_rules(sealed));
    found
}

/// One notice for the site that pages of meetings sealed long ago are not compared.
fn earlier_rules(sealed: &[Sealed]) -> Option<Diagnostic> {
    let is_earlier = |sealed: &&Sealed| sealed.seal.latest().is_some_and(|latest| latest.rules != seal_text::RULES);
    let first = sealed.iter().find(is_earlier)?;
    let count = sealed.iter().filter(is_earlier).count();
    let path: Arc<str> = format!("content/meetings/{}/{}", first.seal.meeting, seal_text::FILE).into();
    let diagnostic = Diagnostic::whole(Code::EarlierRules, &path, message!("earlier-rules", count));
    Some(diagnostic.hint(message!("earlier-rules.hint")))
}

/// The documents whose text is as it was sealed.
pub(crate) fn unchanged(sealed: &[Sealed]) -> HashSet<String> {
    let mut paths = HashSet::new();
    for Sealed { seal, on_disk, .. } in sealed {
        let folder = format!("content/meetings/{}", seal.meeting);
        let latest = seal.latest().into_iter().flat_map(|latest| &latest.files);
        let as_sealed = latest.filter(|(path, digest)| on_disk.files.get(*path) == Some(digest));
        paths.extend(as_sealed.map(|(path, _)| format!("{folder}/{path}")));
        let kept = on_disk.kept.keys().filter(|(number, _)| *number > 0);
        paths.extend(kept.map(|(number, path)| format!("{folder}/{}/{number}/{path}", seal_text::KEPT)));
    }
    paths
}

/// What to do about something that differs from a seal.
pub(crate) fn hint(meeting: &str) -> Message {
    message!("sealed-file.hint", meeting)
}

/// What a seal keeps has to be what was sealed.
fn check_kept(sealed: &Sealed, found: &mut Vec<Diagnostic>) {
    let Sealed { seal, on_disk, .. } = sealed;
    let report = |number: u32, inner: &str, what: Message| {
        let path: Arc<str> = match number {
            0 => format!("content/meetings/{}/{}/{inner}", seal.meeting, seal_text::KEPT).into(),
            number => format!("content/meetings/{}/{}/{number}/{inner}", seal.meeting, seal_text::KEPT).into(),
        };
        Diagnostic::whole(Code::SealedVersion, &path, what)
    };
    let restore = || message!("sealed-version.hint");
    for Version { number, date, files, .. } in &seal.versions {
        for (path, digest) in files.iter().filter(|(path, _)| !is_withheld(path)) {
            match on_disk.kept.get(&(*number, path.clone())) {
                Some(kept) if kept == digest => {}
                Some(_) => found.push(report(*number, path, message!("sealed-version", date)).hint(restore())),
                None => found.push(report(*number, path, message!("kept-gone", date)).hint(restore())),
            }
        }
    }
    let versions = seal.versions.len() as u32;
    let redacting = format!("{}/", seal_text::REDACTING);
    for (number, path) in on_disk.kept.keys() {
        if *number == 0 && path.starts_with(&redacting) {
            let hint = message!("redaction-begun.hint", meeting = &seal.meeting);
            found.push(report(0, path, message!("redaction-begun")).hint(hint));
            break;
        }
        let known = number
            .checked_sub(1)
            .and_then(|at| seal.versions.get(at as usize))
            .is_some_and(|v| v.files.contains_key(path));
        // A version that is one too many and has no name yet is what a killed run had written and not sealed.
        let left = *number == versions + 1 && on_disk.unnamed.contains(number);
        if !known && !left {
            found.push(report(*number, path, message!("kept-unknown")).hint(message!("kept-unknown.hint")));
        }
    }
}

/// Whether a seal of an earlier version of the program may have a file that is no longer read: it is withheld, and the seal holds.
pub(crate) fn is_withheld(path: &str) -> bool {
    leftover::has_leftover(path) || path.rsplit('/').next().is_some_and(|name| misspelt_markdown(name).is_some())
}

/// The files that differ from the latest version.
fn differences(sealed: &Sealed) -> Vec<FileChange> {
    let Some(latest) = sealed.seal.latest() else { return Vec::new() };
    let now = &sealed.on_disk.files;
    let change = |kind, path: &String| FileChange { kind, path: path.clone(), lines: String::new() };
    let mut changes = Vec::new();
    for (path, digest) in latest.files.iter().filter(|(path, _)| !is_withheld(path)) {
        match now.get(path) {
            None => changes.push(change(ChangeKind::Removed, path)),
            Some(other) if other != digest => changes.push(change(ChangeKind::Changed, path)),
            Some(_) => {}
        }
    }
    changes.extend(
        now.keys().filter(|path| !latest.files.contains_key(*path)).map(|path| change(ChangeKind::Added, path)),
    );
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    changes
}

/// The files that differ from the latest version, with the lines that differ in each text, as a correction records
/// them.
pub(crate) fn changes(sealed: &Sealed, documents: &[Arc<Document>]) -> Vec<FileChange> {
    let mut changes = differences(sealed);
    for change in changes.iter_mut().filter(|change| change.kind == ChangeKind::Changed) {
        let Some((old, new)) = texts(sealed, &change.path, documents) else { continue };
        change.lines = line_ranges(&old, &new.text);
    }
    changes
}

/// The lines of a text that differ from an earlier one, as a seal writes them: `34, 36-37`.
pub(crate) fn line_ranges(old: &str, new: &str) -> String {
    let ranges = differing_lines(old, new).into_iter().map(|op| op.new_range());
    let ranges = ranges.map(|lines| match lines.len() {
        0 | 1 => (lines.start + 1).to_string(),
        _ => format!("{}-{}", lines.start + 1, lines.end),
    });
    ranges.collect::<Vec<_>>().join(", ")
}

/// A text as it was sealed and as it is now. `None` for anything but text, or if the copy kept by the seal has changed
/// as well.
fn texts<'d>(sealed: &Sealed, path: &str, documents: &'d [Arc<Document>]) -> Option<(Arc<str>, &'d TextFile)> {
    let latest = sealed.seal.latest()?;
    let kept = sealed.on_disk.kept.get(&(latest.number, path.to_owned()));
    let old = sealed.texts.get(path).filter(|_| kept == latest.files.get(path))?;
    let full = format!("content/meetings/{}/{path}", sealed.seal.meeting);
    let document = documents.iter().find(|document| *document.source.path == *full)?;
    Some((old.clone(), &document.source))
}

/// The runs of lines that differ. It names one algorithm, since `TextDiff` would bring in all that the library has.
fn differing_lines(old: &str, new: &str) -> Vec<DiffOp> {
    let [old, new] = [old, new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let mut runs = Compact::new(Replace::new(Capture::new()), &old, &new);
    let Ok(()) = myers::diff(&mut runs, &old, 0..old.len(), &new, 0..new.len());
    let mut runs = runs.into_inner().into_inner().into_ops();
    runs.retain(|run| !matches!(run, DiffOp::Equal { .. }));
    runs
}

/// A diagnostic for each run of lines that differs in a text.
fn line_changes(sealed: &Sealed, inner: &str, path: &Arc<str>, documents: &[Arc<Document>]) -> Vec<Diagnostic> {
    let Some(((old, new), latest)) = texts(sealed, inner, documents).zip(sealed.seal.latest()) else {
        return Vec::new();
    };
    let mut starts: Vec<usize> = vec![0];
    starts.extend(new.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
    starts.push(new.text.len());
    let start = |line: usize| starts.get(line).copied().unwrap_or(new.text.len());
    let old_lines: Vec<&str> = old.split_inclusive('\n').collect();
    differing_lines(&old, &new.text)
        .into_iter()
        .map(|op| {
            let (before, now) = (op.old_range(), op.new_range());
            let quoted = old_lines.get(before.start).map_or_else(String::new, |line| quoted(line));
            let date = latest.date;
            let message = match (before.len(), now.len()) {
                (0, 1) => message!("line-added", date),
                (0, lines) => message!("lines-added", lines, date),
                (1, 0) if quoted.is_empty() => message!("empty-line-removed", date),
                (1, 0) => message!("line-removed", date, quoted),
                (lines, 0) => message!("lines-removed", lines, date, quoted),
                (1, _) => message!("line-changed", date, quoted),
                (lines, _) => message!("lines-changed", date, lines, quoted),
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
