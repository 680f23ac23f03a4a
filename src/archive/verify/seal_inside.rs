//! Compares the seal in a package with what it seals.
//!
//! Takes: a package, and which of its files have the right digest.
//! Gives: a fault for everything that is not as the seal says, in any version, and for what it does not know.
//! Never: takes a list of the package for proof: whoever can write one text can write the lists, and not the chain of the seal.
//!
//! Packages by earlier versions of the program have the seal and the attachments beside the pages alone.

use std::collections::BTreeSet;

use super::folder::{Fault, FaultKind, PackageFolder};
use crate::archive::bag::SOURCE;
use crate::flow::sealed::compare::is_withheld;
use crate::project::digest;
use crate::project::inner_path;
use crate::project::seal_text::{self, Seal, Version};

/// The folder of the pages.
const SITE: &str = "data/site/";

/// The sources of the meeting in a package.
struct SealedSources<'f, 'p> {
    folder: &'f PackageFolder<'p>,
    /// The files whose digests are those of the lists.
    sound: &'f BTreeSet<String>,
    /// The folder of the meeting among the sources, ending in `/`.
    own: String,
    /// The folder of the meeting among the pages, if it has a seal.
    beside_pages: Option<String>,
    /// The files that a version of the seal names.
    known: BTreeSet<String>,
    found: Vec<Fault>,
}

/// Everything that is not as the seal of the meeting with this id says.
pub(super) fn check(folder: &PackageFolder, sound: &BTreeSet<String>, id: &str) -> Vec<Fault> {
    let own = format!("{SOURCE}content/meetings/{id}/");
    let end = format!("/{id}/{}", seal_text::FILE);
    let beside = folder.files.keys().find(|path| path.starts_with(SITE) && path.ends_with(&end));
    let beside_pages = beside.map(|path| path[..path.len() - seal_text::FILE.len()].to_owned());
    let mut sources = SealedSources { folder, sound, own, beside_pages, known: BTreeSet::new(), found: Vec::new() };
    sources.check(id);
    sources.found
}

impl SealedSources<'_, '_> {
    fn check(&mut self, id: &str) {
        let Some(path) = self.seal_path() else {
            let kept = format!("{}{}/", self.own, seal_text::KEPT);
            if self.folder.files.keys().any(|path| path.starts_with(&kept)) {
                let what = "there are versions that it would have sealed";
                self.found.push(Fault::new(FaultKind::Missing, &format!("{}{}", self.own, seal_text::FILE), what));
            }
            return;
        };
        if !self.sound.contains(&path) {
            return;
        }
        let text = match self.folder.read_text(&path) {
            Ok(text) => text,
            Err(what) => return self.found.push(Fault::new(FaultKind::Malformed, &path, what)),
        };
        self.compare_copies(&path, &text);
        let (seal, problems) = Seal::read(id, &text);
        let report = |problem: seal_text::SealProblem| {
            let line = text[..problem.span.start.min(text.len())].matches('\n').count() + 1;
            Fault::new(FaultKind::Unsealed, &path, format!("line {line}: {}", problem.what))
        };
        self.found.extend(problems.into_iter().map(report));
        let Some(seal) = seal else { return };
        for version in &seal.versions {
            self.check_kept(version);
        }
        if let Some(latest) = seal.latest() {
            self.check_latest(latest);
        }
        self.check_unknown();
    }

    /// The path of the seal: that among the sources, or else that beside the pages.
    fn seal_path(&self) -> Option<String> {
        let own = format!("{}{}", self.own, seal_text::FILE);
        let beside = || self.beside_pages.as_ref().map(|folder| format!("{folder}{}", seal_text::FILE));
        if self.is_there(&own) { Some(own) } else { beside() }
    }

    fn is_there(&self, path: &str) -> bool {
        self.folder.files.contains_key(path)
    }

    /// Whether the package has the whole folder of the meeting.
    fn is_whole(&self) -> bool {
        self.is_there(&format!("{}{}", self.own, seal_text::FILE))
    }

    /// The seal that is published has to be the one among the sources.
    fn compare_copies(&mut self, path: &str, text: &str) {
        let beside = self.beside_pages.as_ref().map(|folder| format!("{folder}{}", seal_text::FILE));
        let Some(beside) = beside.filter(|beside| beside != path && self.sound.contains(beside)) else { return };
        if self.folder.read_text(&beside).is_ok_and(|other| other != text) {
            let what = format!("it is another seal than `{path}`");
            self.found.push(Fault::new(FaultKind::Unsealed, &beside, what));
        }
    }

    /// What the latest version sealed is what lies in the folder of the meeting.
    fn check_latest(&mut self, latest: &Version) {
        for (name, digest) in &latest.files {
            let own = format!("{}{name}", self.own);
            let beside = self.beside_pages.as_ref().map(|folder| format!("{folder}{name}"));
            let path = match beside {
                Some(beside) if !self.is_there(&own) && !self.is_whole() => beside,
                _ => own,
            };
            self.require(latest.number, &path);
            self.compare(latest.number, &path, digest);
        }
    }

    /// What a version sealed is what was kept of it.
    fn check_kept(&mut self, version: &Version) {
        for (name, digest) in &version.files {
            let path = format!("{}{}/{}/{name}", self.own, seal_text::KEPT, version.number);
            if self.is_whole() {
                self.require(version.number, &path);
            }
            self.compare(version.number, &path, digest);
        }
    }

    fn require(&mut self, version: u32, path: &str) {
        if !self.is_there(path) && !is_withheld(path) {
            let what = format!("version {version} of the seal names it");
            self.found.push(Fault::new(FaultKind::Missing, path, what));
        }
    }

    /// Compares a file with the digest in the seal, unless it is missing or its digest is none of the lists.
    fn compare(&mut self, version: u32, path: &str, digest: &str) {
        self.known.insert(path.to_owned());
        if !self.sound.contains(path) {
            return;
        }
        let what = match self.folder.open(path).and_then(|mut file| digest::sha256_of(&mut file)) {
            Ok((found, _)) if found == digest => return,
            Ok(_) => format!("its digest is another than the one that version {version} of the seal names"),
            Err(error) => format!("it cannot be read: {error}"),
        };
        self.found.push(Fault::new(FaultKind::Unsealed, path, what));
    }

    /// What lies in the folder of the meeting and no version names was not sealed.
    fn check_unknown(&mut self) {
        let seal = format!("{}{}", self.own, seal_text::FILE);
        let own = self.folder.files.keys().filter(|path| path.starts_with(&self.own) && **path != seal);
        let unknown: Vec<&String> = own.filter(|path| !self.known.contains(*path)).collect();
        for path in unknown {
            let what = format!("the seal does not name `{}`", inner_path::shown(&path[self.own.len()..]));
            self.found.push(Fault::new(FaultKind::Unsealed, path, what));
        }
    }
}
