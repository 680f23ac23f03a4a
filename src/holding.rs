//! What lies in the folders of sealed meetings.
//!
//! Takes: a [`Source`], whose files it reads once more, byte by byte.
//! Gives: a [`Holding`] for each sealed meeting: the SHA-256 digest of every file, and of every file that its seal keeps; a
//! diagnostic where kept versions lie without a seal.
//! Never: judges; [`crate::sealed`] compares. It is the part of [`crate::load`] that makes digests.
//!
//! A text as [`crate::load`] gives it lacks a byte order mark, so that the digests are made from the files themselves. They are
//! remembered by stamp within one process.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::digest;
use crate::project::{Holding, Source};
use crate::seal;
use crate::stamp::Stamp;

/// The number of a version, from the name of its folder; that of one that was about to be named, too.
pub fn number(folder: &str) -> Option<u32> {
    let digits = folder.strip_suffix(seal::STAGED).unwrap_or(folder);
    digits.parse().ok().filter(|number: &u32| *number > 0 && number.to_string() == digits)
}

/// Digests of files by their stamps.
#[derive(Debug, Default)]
pub struct Digests(HashMap<PathBuf, (Stamp, String)>);

/// A file of a holding.
struct Member {
    holding: usize,
    /// Its version, if it is kept; 0 for what lies outside of one.
    version: Option<u32>,
    path: String,
    file: PathBuf,
}

impl Digests {
    /// Makes the holdings of a project.
    pub fn hold(&mut self, root: &Path, source: &mut Source) {
        report_orphans(source);
        if source.seals.is_empty() {
            return self.0.clear();
        }
        let mut holdings: Vec<Holding> = Vec::new();
        for (meeting, seal) in &source.seals {
            holdings.push(Holding { meeting: meeting.clone(), seal: seal.clone(), files: BTreeMap::new(), kept: BTreeMap::new() });
        }
        let members = members(root, source, &holdings);
        let known = &self.0;
        let digests: Vec<(Option<Stamp>, String)> = members.par_iter().map(|member| digest(&member.file, known)).collect();
        self.0 = HashMap::new();
        for (member, (stamp, digest)) in members.into_iter().zip(digests) {
            self.0.extend(stamp.map(|stamp| (member.file, (stamp, digest.clone()))));
            let holding = &mut holdings[member.holding];
            match member.version {
                Some(version) => holding.kept.insert((version, member.path), digest),
                None => holding.files.insert(member.path, digest),
            };
        }
        source.holdings = holdings;
    }
}

fn digest(file: &Path, known: &HashMap<PathBuf, (Stamp, String)>) -> (Option<Stamp>, String) {
    let stamp = fs::metadata(file).ok().map(|metadata| Stamp::of(&metadata));
    if let Some((before, digest)) = known.get(file)
        && Some(*before) == stamp
    {
        return (stamp, digest.clone());
    }
    let digest = File::open(file).and_then(|mut file| digest::sha256_of(&mut file)).map(|(digest, _)| digest).unwrap_or_default();
    (stamp.and_then(Stamp::settled), digest)
}

/// Every file of a sealed meeting but the seal itself.
fn members(root: &Path, source: &Source, holdings: &[Holding]) -> Vec<Member> {
    let index: HashMap<&str, usize> = holdings.iter().enumerate().map(|(i, holding)| (holding.meeting.as_str(), i)).collect();
    let documents = source.documents.iter().map(|(_, file)| &file.path);
    let files = source.attachments.iter().chain(&source.kept).map(|copied| &copied.path);
    let mut members: Vec<Member> = documents.chain(files).filter_map(|path| member(root, path, &index)).collect();
    // A version that was about to be named stands in for one that is not there, and never for one that is.
    let named: BTreeSet<(usize, u32)> =
        members.iter().filter(|m| !is_staged(&m.file)).filter_map(|m| Some((m.holding, m.version?))).collect();
    members.retain(|m| m.version.is_none_or(|version| !is_staged(&m.file) || !named.contains(&(m.holding, version))));
    members
}

fn member(root: &Path, path: &Arc<str>, index: &HashMap<&str, usize>) -> Option<Member> {
    let (meeting, inner) = path.strip_prefix("content/meetings/")?.split_once('/')?;
    let holding = *index.get(meeting).filter(|_| inner != seal::FILE)?;
    let (version, inner) = match inner.strip_prefix(seal::KEPT).and_then(|rest| rest.strip_prefix('/')) {
        None => (None, inner),
        Some(rest) => match rest.split_once('/').and_then(|(folder, inner)| Some((number(folder)?, inner))) {
            Some((number, inner)) => (Some(number), inner),
            None => (Some(0), rest),
        },
    };
    Some(Member { holding, version, path: inner.to_owned(), file: root.join(&**path) })
}

/// Whether a file lies in a version that was about to be named.
fn is_staged(file: &Path) -> bool {
    file.iter().filter_map(|part| part.to_str()).any(|part| part.ends_with(seal::STAGED) && number(part).is_some())
}

/// Kept versions without a seal: somebody removed it. One that was about to be named is what a killed run left.
fn report_orphans(source: &mut Source) {
    let sealed: BTreeSet<&str> = source.seals.iter().map(|(meeting, _)| meeting.as_str()).collect();
    let documents = source.documents.iter().map(|(_, file)| &file.path);
    let paths = documents.chain(source.kept.iter().map(|copied| &copied.path));
    let mut orphans: BTreeMap<&str, &Arc<str>> = BTreeMap::new();
    for path in paths.filter(|path| !is_staged(Path::new(&***path))) {
        let meeting = path.strip_prefix("content/meetings/").and_then(|rest| rest.split_once('/'));
        if let Some((meeting, _)) = meeting.filter(|(id, inner)| inner.starts_with(seal::KEPT) && !sealed.contains(id)) {
            orphans.entry(meeting).or_insert(path);
        }
    }
    let report = |(meeting, path): (&str, &Arc<str>)| {
        let message = format!("`content/meetings/{meeting}` keeps a sealed version but has no seal");
        Diagnostic::whole(Code::BrokenSeal, path, message).hint(format!("put back `{}`", seal::FILE))
    };
    let found: Vec<Diagnostic> = orphans.into_iter().map(report).collect();
    source.diagnostics.extend(found);
    source.diagnostics.sort();
}
