//! The contents of the folders of sealed meetings.
//!
//! Takes: [`ProjectFiles`], whose sealed files it reads again, byte by byte.
//! Gives: [`SealedFiles`] for each sealed meeting: the SHA-256 digest of every file, and of every file that its seal
//! keeps; a diagnostic where kept versions have no seal.
//! Never: judges; [`crate::flow::sealed::compare`] compares. It is the part of [`crate::project::load`] that makes digests.
//!
//! A text from [`crate::project::load`] has lost its byte order mark, so digests are made from the files themselves.
//! They are remembered by stamp within one process.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, message};
use crate::project::bounds::Bounds;
use crate::project::digest;
use crate::project::seal_text;
use crate::project::stamp::Stamp;
use crate::project::{ProjectFiles, SealedFiles};

/// The number of a version, from the name of its folder, even when that is still the temporary one.
pub(crate) fn number(folder: &str) -> Option<u32> {
    let digits = folder.strip_suffix(seal_text::STAGED).unwrap_or(folder);
    digits.parse().ok().filter(|number: &u32| *number > 0 && number.to_string() == digits)
}

/// Digests of files by their stamps.
#[derive(Debug, Default)]
pub(crate) struct Digests(HashMap<PathBuf, (Stamp, String)>);

/// A file of a sealed meeting.
struct Member {
    meeting: usize,
    /// The version that keeps it, 0 for a kept file outside any version; `None` for a file that is not kept.
    version: Option<u32>,
    path: String,
    file: PathBuf,
}

impl Digests {
    /// Adds the files of every sealed meeting to the project.
    pub(crate) fn add_sealed_files(&mut self, root: &Path, project: &mut ProjectFiles) {
        report_orphans(project);
        if project.seals.is_empty() {
            return self.0.clear();
        }
        let mut sealed_files: Vec<SealedFiles> = Vec::new();
        for (meeting, seal) in &project.seals {
            sealed_files.push(SealedFiles {
                meeting: meeting.clone(),
                seal: seal.clone(),
                files: BTreeMap::new(),
                kept: BTreeMap::new(),
                unnamed: BTreeSet::new(),
            });
        }
        let members = members(root, project, &sealed_files);
        let (known, bounds) = (&self.0, Bounds::of(root, &root.join("content")));
        let digests: Vec<(Option<Stamp>, String)> =
            members.par_iter().map(|member| digest(&member.file, &bounds, known)).collect();
        self.0 = HashMap::new();
        for (member, (stamp, digest)) in members.into_iter().zip(digests) {
            let sealed = &mut sealed_files[member.meeting];
            sealed.unnamed.extend(member.version.filter(|_| is_staged(&member.file)));
            self.0.extend(stamp.map(|stamp| (member.file, (stamp, digest.clone()))));
            match member.version {
                Some(version) => sealed.kept.insert((version, member.path), digest),
                None => sealed.files.insert(member.path, digest),
            };
        }
        project.sealed_files = sealed_files;
    }
}

fn digest(file: &Path, bounds: &Bounds, known: &HashMap<PathBuf, (Stamp, String)>) -> (Option<Stamp>, String) {
    let stamp = fs::metadata(file).ok().map(|metadata| Stamp::of(&metadata));
    if let Some((before, digest)) = known.get(file)
        && Some(*before) == stamp
    {
        return (stamp, digest.clone());
    }
    match bounds.open(file).and_then(|mut file| digest::sha256_of(&mut file)) {
        Ok((digest, _)) => (stamp.and_then(Stamp::settled), digest),
        // It may be readable at the next look.
        Err(_) => (None, String::new()),
    }
}

/// Every file of a sealed meeting except the seal itself.
fn members(root: &Path, project: &ProjectFiles, sealed_files: &[SealedFiles]) -> Vec<Member> {
    let index: HashMap<&str, usize> =
        sealed_files.iter().enumerate().map(|(i, sealed)| (sealed.meeting.as_str(), i)).collect();
    let documents = project.documents.iter().map(|(_, file)| &file.path);
    let files = project.attachments.iter().chain(&project.kept).map(|copied| &copied.path);
    let mut members: Vec<Member> = documents.chain(files).filter_map(|path| member(root, path, &index)).collect();
    // A version with a temporary name stands in for a missing one, and never for one that is there.
    let named: BTreeSet<(usize, u32)> =
        members.iter().filter(|m| !is_staged(&m.file)).filter_map(|m| Some((m.meeting, m.version?))).collect();
    members.retain(|m| m.version.is_none_or(|version| !is_staged(&m.file) || !named.contains(&(m.meeting, version))));
    members
}

fn member(root: &Path, path: &Arc<str>, index: &HashMap<&str, usize>) -> Option<Member> {
    let (id, inner) = path.strip_prefix("content/meetings/")?.split_once('/')?;
    let meeting = *index.get(id).filter(|_| inner != seal_text::FILE)?;
    let (version, inner) = match inner.strip_prefix(seal_text::KEPT).and_then(|rest| rest.strip_prefix('/')) {
        None => (None, inner),
        Some(rest) => match rest.split_once('/').and_then(|(folder, inner)| Some((number(folder)?, inner))) {
            Some((number, inner)) => (Some(number), inner),
            None => (Some(0), rest),
        },
    };
    Some(Member { meeting, version, path: inner.to_owned(), file: root.join(&**path) })
}

/// Whether a file lies in a version that still has its temporary name.
fn is_staged(file: &Path) -> bool {
    file.iter().filter_map(|part| part.to_str()).any(|part| part.ends_with(seal_text::STAGED) && number(part).is_some())
}

/// Reports kept versions without a seal, which somebody must have removed. One with a temporary name is left over from
/// a run that was killed.
fn report_orphans(project: &mut ProjectFiles) {
    let sealed: BTreeSet<&str> = project.seals.iter().map(|(meeting, _)| meeting.as_str()).collect();
    let documents = project.documents.iter().map(|(_, file)| &file.path);
    let paths = documents.chain(project.kept.iter().map(|copied| &copied.path));
    let mut orphans: BTreeMap<&str, &Arc<str>> = BTreeMap::new();
    for path in paths.filter(|path| !is_staged(Path::new(&***path))) {
        let meeting = path.strip_prefix("content/meetings/").and_then(|rest| rest.split_once('/'));
        if let Some((meeting, _)) =
            meeting.filter(|(id, inner)| inner.starts_with(seal_text::KEPT) && !sealed.contains(id))
        {
            orphans.entry(meeting).or_insert(path);
        }
    }
    let report = |(meeting, path): (&str, &Arc<str>)| {
        let message = message!("kept-without-seal", meeting);
        Diagnostic::whole(Code::BrokenSeal, path, message).hint(message!("kept-without-seal.hint"))
    };
    let found: Vec<Diagnostic> = orphans.into_iter().map(report).collect();
    project.diagnostics.extend(found);
    project.diagnostics.sort();
}
