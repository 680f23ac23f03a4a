//! What is taken out of the files of a meeting.
//!
//! Takes: the files of a sealed meeting with every version that its seal keeps, and the name of one of them or words in them.
//! Gives: [`TakenOut`]: each file from which something goes, as it is to be.
//! Never: changes anything, or believes that a file is as it was sealed.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::passage::RedactedPassage;
use crate::diagnostic::{Edit, Message, Span, message};
use crate::document::{Document, Link, Target, front_matter, link_target};
use crate::failure::Failure;
use crate::flow::sealed::compare;
use crate::project::bounds::Bounds;
use crate::project::digest::sha256;
use crate::project::seal_text::{self, ChangeKind, FileChange};
use crate::project::sealed_versions::Sealed;
use crate::write::edited_file::edited;

/// What is to be taken out.
pub(super) enum Wanted {
    /// A file, by its path within the folder of the meeting.
    File(String),
    Passage(RedactedPassage),
}

/// A file from which something is taken.
pub(super) struct TakenFile {
    /// The version that keeps it; `None` for the file of the meeting itself.
    pub version: Option<u32>,
    /// Its path within the folder of the meeting, or of the version.
    pub inner: String,
    /// Its path from the root of the project.
    pub path: String,
    /// What it is to hold; `None` if it is to go.
    pub text: Option<String>,
    /// In how many places something is taken from it.
    pub places: usize,
    pub change: FileChange,
}

/// Everything that is taken out, sorted by path.
pub(super) type TakenOut = Vec<TakenFile>;

/// The folder of a meeting, with all that lies in it.
pub(super) struct MeetingFiles<'a> {
    pub root: &'a Path,
    pub sealed: &'a Sealed,
    /// Those of the project.
    pub documents: &'a [Arc<Document>],
}

impl MeetingFiles<'_> {
    /// What somebody means by a name or by words.
    pub(super) fn wanted(&self, typed: &str) -> Result<Wanted, Message> {
        let on_disk = &self.sealed.on_disk;
        let mut names = on_disk.files.keys().chain(on_disk.kept.keys().filter(|(at, _)| *at > 0).map(|(_, path)| path));
        match names.any(|name| name == typed) {
            true => Ok(Wanted::File(typed.to_owned())),
            false => RedactedPassage::new(typed).map(Wanted::Passage).ok_or_else(|| message!("redaction-of-nothing")),
        }
    }

    /// The files from which it is taken, each with a mark in its places.
    pub(super) fn without(&self, wanted: &Wanted, mark: &str) -> Result<TakenOut, Failure> {
        let mut taken = Vec::new();
        for (version, inner, digest) in self.files() {
            let path = self.path(version, inner);
            let is_text = inner.ends_with(".md");
            let found = match wanted {
                Wanted::File(name) if name == inner && !is_text => Some((None, 1)),
                _ if !is_text => None,
                wanted => {
                    let text = self.text(&path, digest)?;
                    let found = match wanted {
                        Wanted::Passage(passage) => passage.taken_from(&text, mark),
                        Wanted::File(name) if name == inner => Some((emptied(&text, mark), 1)),
                        Wanted::File(name) => self.unlinked(&text, name, mark),
                    };
                    found.map(|(new, places)| (Some((text, new)), places))
                }
            };
            if let Some((texts, places)) = found {
                let lines = texts.as_ref().map(|(old, new)| compare::line_ranges(old, new)).unwrap_or_default();
                let kind = if texts.is_some() { ChangeKind::Changed } else { ChangeKind::Removed };
                let change = FileChange { kind, path: inner.to_owned(), lines };
                let text = texts.map(|(_, new)| new);
                taken.push(TakenFile { version, inner: inner.to_owned(), path, text, places, change });
            }
        }
        Ok(taken)
    }

    /// Every file of the meeting and of the versions that its seal keeps, with its digest.
    pub(super) fn files(&self) -> impl Iterator<Item = (Option<u32>, &str, &str)> {
        let on_disk = &self.sealed.on_disk;
        let now = on_disk.files.iter().map(|(path, digest)| (None, path.as_str(), digest.as_str()));
        let kept = on_disk.kept.iter().filter(|((version, _), _)| *version > 0);
        now.chain(kept.map(|((version, path), digest)| (Some(*version), path.as_str(), digest.as_str())))
    }

    pub(super) fn path(&self, version: Option<u32>, inner: &str) -> String {
        let folder = format!("content/meetings/{}", self.sealed.seal.meeting);
        match version {
            None => format!("{folder}/{inner}"),
            Some(version) => format!("{folder}/{}/{version}/{inner}", seal_text::KEPT),
        }
    }

    /// Reads a text that has this digest.
    fn text(&self, path: &str, digest: &str) -> Result<String, Failure> {
        let bounds = Bounds::of(self.root, &self.root.join("content"));
        let read = || -> io::Result<Vec<u8>> {
            let mut bytes = Vec::new();
            bounds.open(&self.root.join(path))?.read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let bytes = read().map_err(Failure::doing(message!("failed-read", path)))?;
        let is_same = sha256(&bytes) == digest;
        String::from_utf8(bytes)
            .ok()
            .filter(|_| is_same)
            .ok_or_else(|| Failure::Refused(message!("seal-changed", path)))
    }

    /// A text in which nothing leads to a file any more, with a mark behind the words of each link.
    fn unlinked(&self, text: &str, name: &str, mark: &str) -> Option<(String, usize)> {
        // The latest version is no document of the site, but it has the text of one.
        let folder = self.path(None, "");
        let own =
            |document: &&Arc<Document>| document.source.path.starts_with(&folder) && *document.source.text == *text;
        let document = self.documents.iter().find(own)?;
        let wanted = link_target::content_path(&self.path(None, name)).to_owned();
        let leads = |link: &&Link| match &document.summary.targets[link.target] {
            Target::File { path, .. } => *path == wanted,
            _ => false,
        };
        let mut edits: Vec<Edit> =
            document.summary.links.iter().filter(leads).map(|link| unlinked(text, link.span, mark)).collect();
        edits.sort();
        edits.dedup();
        (!edits.is_empty()).then(|| (edited(text, edits.iter()), edits.len()))
    }
}

/// The edit that leaves the words of a link, with a mark behind them.
fn unlinked(text: &str, span: Span, mark: &str) -> Edit {
    let typed = text.get(span.range()).unwrap_or_default();
    let words = typed.strip_prefix('!').unwrap_or(typed).strip_prefix('[').and_then(|rest| rest.rsplit_once("]("));
    Edit::new(span, words.map_or_else(|| mark.to_owned(), |(words, _)| format!("{words} {mark}")))
}

/// A document of which only the front matter is left.
fn emptied(text: &str, mark: &str) -> String {
    let front = front_matter::end(text);
    let opening = &text[..front];
    match front {
        0 => format!("{mark}\n"),
        _ => format!("{opening}\n{mark}\n"),
    }
}

/// The digests of the files from which something was taken, by version and path; `None` for one that is gone.
pub(super) fn digests(taken: &TakenOut) -> BTreeMap<(Option<u32>, &str), Option<String>> {
    let digest = |file: &TakenFile| file.text.as_ref().map(|text| sha256(text.as_bytes()));
    taken.iter().map(|file| ((file.version, file.inner.as_str()), digest(file))).collect()
}
