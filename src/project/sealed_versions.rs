//! The versions of sealed meetings, as they lie on disk.
//!
//! Takes: the seals and sealed files of a project.
//! Gives: which kept versions are documents of the site, which of their attachments are published and where, and a diagnostic for
//! each seal that cannot be read.
//! Never: compares the files with what was sealed; [`crate::flow::sealed::compare`] does.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Code, Diagnostic, message};
use crate::project::role::Role;
use crate::project::seal_files;
use crate::project::seal_text::{self, Seal, SealProblem, SealProblemKind};
use crate::project::{Copied, SealedFiles};
use crate::settings::language::Language;

#[derive(Debug, Clone)]
pub(crate) struct Sealed {
    pub seal: Arc<Seal>,
    /// The contents of its folder.
    pub on_disk: SealedFiles,
    /// The texts of the latest version, by path within the folder.
    pub texts: BTreeMap<String, Arc<str>>,
}

/// What the seals of a project decide about its files.
#[derive(Debug, Default)]
pub(crate) struct SortedVersions {
    /// The sealed meetings whose seals can be read.
    pub sealed: Vec<Sealed>,
    /// The documents to publish: the current ones, and those of corrected versions.
    pub documents: Vec<(Role, TextFile)>,
    /// Attachments of corrected versions that differ from those of the meeting now.
    pub attachments: Vec<Copied>,
}

/// The seals of the previous look, by the paths of their files, each with the digest of the text that it was read from.
#[derive(Default)]
pub(crate) struct KnownSeals(HashMap<Arc<str>, (u128, ReadSeal)>);

/// A seal, unless its text is none, and what is wrong with it.
type ReadSeal = (Option<Arc<Seal>>, Vec<Diagnostic>);

impl KnownSeals {
    /// The seal in each file: the known one, if the text is the same. What is not among the files is forgotten.
    fn read(&mut self, files: &[SealedFiles]) -> Vec<ReadSeal> {
        let mut known = std::mem::take(&mut self.0);
        let read = |files: &SealedFiles| {
            let file = &files.seal;
            let seal = known.remove(&file.path).filter(|(digest, _)| *digest == file.digest);
            let (_, seal) = self
                .0
                .entry(file.path.clone())
                .insert_entry(match seal {
                    Some(seal) => seal,
                    None => (file.digest, read(&files.meeting, file)),
                })
                .into_mut();
            seal.clone()
        };
        files.iter().map(read).collect()
    }
}

/// Reads the seals, and sorts the files that they keep.
pub(crate) fn sort(
    sealed_files: Vec<SealedFiles>,
    documents: Vec<(Role, TextFile)>,
    kept: Vec<Copied>,
    known: &mut KnownSeals,
    diagnostics: &mut Vec<Diagnostic>,
) -> SortedVersions {
    let seals = known.read(&sealed_files);
    let mut sealed = Vec::with_capacity(seals.len());
    for (on_disk, (seal, found)) in sealed_files.into_iter().zip(seals) {
        diagnostics.extend(found);
        sealed.extend(seal.map(|seal| Sealed { seal, on_disk, texts: BTreeMap::new() }));
    }
    let index: HashMap<String, usize> = sealed.iter().enumerate().map(|(i, s)| (s.seal.meeting.clone(), i)).collect();
    let mut sorted = SortedVersions::default();
    for (role, file) in documents {
        let Role::Version { meeting, number, name } = &role else {
            sorted.documents.push((role, file));
            continue;
        };
        let Some(sealed) = index.get(meeting).map(|i| &mut sealed[*i]) else { continue };
        let latest = sealed.seal.versions.len() as u32;
        if *number < latest && !file.path.contains(seal_text::STAGED) {
            sorted.documents.push((role, file));
        } else if *number == latest {
            sealed.texts.entry(format!("{name}.md")).or_insert_with(|| file.text.clone());
        }
    }
    sorted.attachments = kept.into_iter().filter(|copied| is_published(copied, &sealed, &index)).collect();
    sorted.sealed = sealed;
    sorted
}

fn read(meeting: &str, file: &TextFile) -> ReadSeal {
    let (seal, problems) = Seal::read(meeting, &file.text);
    let report = |problem: SealProblem| {
        let (code, hint) = match problem.kind {
            SealProblemKind::Malformed => (Code::MalformedSeal, message!("malformed-seal.hint")),
            SealProblemKind::Broken => (Code::BrokenSeal, message!("broken-seal.hint")),
        };
        Diagnostic::at(code, &file.path, problem.span, problem.what).hint(hint)
    };
    (seal.map(Arc::new), problems.into_iter().map(report).collect())
}

/// Whether an attachment of an earlier version has to be published: it has if the meeting no longer has the same file.
fn is_published(copied: &Copied, sealed: &[Sealed], index: &HashMap<String, usize>) -> bool {
    let Some((meeting, number, inner)) = kept_path(&copied.path) else { return false };
    let Some(sealed) = index.get(meeting).map(|i| &sealed[*i]) else { return false };
    let seal = &sealed.seal;
    let version = seal.versions.get(number as usize - 1).filter(|_| (number as usize) < seal.versions.len());
    let digest = version.and_then(|version| version.files.get(inner));
    digest.is_some() && digest != sealed.on_disk.files.get(inner) && !copied.path.contains(seal_text::STAGED)
}

/// For a file kept by a seal: the meeting, the number of the version, and the path within the version.
pub(crate) fn kept_path(path: &str) -> Option<(&str, u32, &str)> {
    let (meeting, rest) = path.strip_prefix("content/")?.strip_prefix("meetings/")?.split_once('/')?;
    let (folder, inner) = rest.strip_prefix(seal_text::KEPT)?.strip_prefix('/')?.split_once('/')?;
    Some((meeting, seal_files::number(folder)?, inner))
}

/// Whether a file beside the documents of a meeting is an attachment: it is neither the seal nor part of an earlier
/// version.
pub(crate) fn is_attachment(path: &str) -> bool {
    let name = path.strip_prefix("content/meetings/").and_then(|rest| rest.split_once('/')).map(|(_, name)| name);
    name != Some(seal_text::FILE) && kept_path(path).is_none()
}

/// The address of an attachment of an earlier version.
pub(crate) fn kept_address(language: &Language, path: &str) -> Option<String> {
    let (meeting, number, inner) = kept_path(path)?;
    let words = &language.addresses;
    Some(format!("{}/{meeting}/{}-{number}/{inner}", words.meetings, words.version))
}
