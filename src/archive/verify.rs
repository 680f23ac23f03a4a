//! Checks packages.
//!
//! Takes: a package that [`crate::archive`] wrote, or a WACZ file of one, and nothing else.
//! Gives: everything that is wrong with it: files that are missing, added, changed, cut short or renamed, metadata that
//! does not match, links that lead nowhere, sources that are not as the seal inside says.
//! Never: writes, follows a symbolic link, trusts a size that the package declares, or reads a path from a manifest
//! that it has not found on disk itself.

mod content;
mod folder;
mod seal_inside;
mod wacz;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::archive::bag::{self, Manifest};
use crate::project::digest::{self, Fixity};
use crate::project::inner_path;
use folder::{MOST_FAULTS, PackageFolder};

pub use folder::{Fault, FaultKind};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Everything that is wrong, sorted by path, at most a hundred faults: with more, the check stops and the last one
    /// says so. Empty if the package is sound.
    pub faults: Vec<Fault>,
    /// How many files the package has.
    pub files: usize,
    /// The size of all files, in bytes.
    pub bytes: u64,
    /// A SHA-512 digest that covers all of it, in hexadecimal: for a folder, that of its tag manifest; for a WACZ file,
    /// that of the file. Compare it with the one that packing gave.
    pub digest: String,
}

/// Whether a folder holds anything by which it would be known as a package, whole or damaged.
pub fn is_package(folder: &Path) -> bool {
    let own = [bag::DECLARATION, bag::INFO, bag::MANIFEST, bag::TAG_MANIFEST];
    own.iter().any(|name| fs::symlink_metadata(folder.join(name)).is_ok())
}

/// Checks the package at a path: a folder, or a WACZ file.
///
/// # Errors
/// When nothing is there, it is a folder of something else, or it cannot be read. A package with something wrong is no failure.
pub fn verify(path: &Path) -> io::Result<Verification> {
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_symlink() {
        return Err(io::Error::other("it is a symbolic link; name what it points at"));
    }
    if !metadata.is_dir() && !metadata.is_file() {
        return Err(io::Error::other("it is neither a folder nor a file"));
    }
    if metadata.is_dir() && !is_package(path) {
        return Err(io::Error::other("it is not a package: it has none of the lists of one"));
    }
    let mut report = if metadata.is_dir() { PackageFolder::read(path).check()? } else { web_file(path)? };
    report.faults.sort();
    report.faults.dedup();
    if report.faults.len() >= MOST_FAULTS {
        report.faults.truncate(MOST_FAULTS);
        let what = format!("the check stopped after {MOST_FAULTS} faults; there may be more");
        report.faults.push(Fault::new(FaultKind::Malformed, "", what));
    }
    Ok(report)
}

fn web_file(path: &Path) -> io::Result<Verification> {
    let Fixity { sha512, size } = digest::fixity(File::open(path)?)?;
    let wrong = |what| Fault::new(FaultKind::Malformed, "", what);
    Ok(Verification {
        faults: wacz::check(path).into_iter().map(wrong).collect(),
        files: 1,
        bytes: size,
        digest: sha512,
    })
}

impl PackageFolder<'_> {
    fn check(mut self) -> io::Result<Verification> {
        self.check_empty_folders();
        let declared = self.text(bag::DECLARATION);
        if declared.is_some_and(|text| text != bag::DECLARED) {
            self.wrong(FaultKind::Malformed, bag::DECLARATION, "it does not declare BagIt 1.0 as packages do");
        }
        let tags = self.manifest(bag::TAG_MANIFEST);
        let payload = self.manifest(bag::MANIFEST);
        let digest = self.text_digest(bag::TAG_MANIFEST);
        let (files, bytes) = (self.files.len(), self.files.values().fold(0u64, |sum, size| sum.saturating_add(*size)));
        if self.is_full() {
            return Ok(Verification { faults: self.faults, files, bytes, digest });
        }
        let present = |folder: &Self, keep: fn(&str) -> bool| -> BTreeSet<String> {
            folder.files.keys().filter(|path| keep(path)).cloned().collect()
        };
        let tag_files = present(&self, |path| !path.starts_with("data/") && path != bag::TAG_MANIFEST);
        let payload_files = present(&self, |path| path.starts_with("data/"));
        self.compare(&tags, &tag_files, bag::TAG_MANIFEST)?;
        let wrong_payload = self.compare(&payload, &payload_files, bag::MANIFEST)?;
        if self.is_full() {
            return Ok(Verification { faults: self.faults, files, bytes, digest });
        }
        self.check_info(&payload_files);
        let sound = payload_files.iter().filter(|path| !wrong_payload.contains(*path)).cloned().collect();
        let id = self.identifier();
        content::check(&mut self, &payload, &sound, id.as_deref());
        if let Some(id) = id {
            let found = seal_inside::check(&self, &sound, &id);
            self.faults.extend(found);
        }
        Ok(Verification { faults: self.faults, files, bytes, digest })
    }

    /// Folders without files are in no manifest, so they are checked one by one.
    fn check_empty_folders(&mut self) {
        for folder in std::mem::take(&mut self.folders) {
            let inner = format!("{folder}/");
            if self.files.range(inner.clone()..).next().is_none_or(|(path, _)| !path.starts_with(&inner)) {
                self.wrong(FaultKind::Added, &folder, "it is an empty folder");
            }
        }
    }

    /// Reads a manifest, and reports every line that no package would have.
    fn manifest(&mut self, name: &str) -> Manifest {
        let Some(text) = self.text(name) else { return Manifest::default() };
        let (manifest, mistakes) = Manifest::read(&text, MOST_FAULTS);
        if text.is_empty() {
            self.wrong(FaultKind::Malformed, name, "it lists nothing");
        }
        if mistakes.is_empty() && manifest.text() != text {
            self.wrong(FaultKind::Malformed, name, "its lines are not sorted");
        }
        for mistake in mistakes {
            self.wrong(FaultKind::Malformed, name, format!("line {}: {}", mistake.line, mistake.what));
        }
        let misplaced =
            |path: &&String| path.starts_with("data/") != (name == bag::MANIFEST) || *path == bag::TAG_MANIFEST;
        for path in manifest.digests.keys().filter(misplaced).cloned().collect::<Vec<_>>() {
            self.wrong(
                FaultKind::Malformed,
                name,
                format!("`{}` does not belong in this list", inner_path::shown(&path)),
            );
        }
        manifest
    }

    /// Compares the list in a manifest with the files that are there. Gives the files that are wrong.
    fn compare(&mut self, manifest: &Manifest, present: &BTreeSet<String>, name: &str) -> io::Result<BTreeSet<String>> {
        let found: BTreeMap<&String, Fixity> =
            present.par_iter().map(|path| Ok((path, self.fixity(path)?))).collect::<io::Result<BTreeMap<_, _>>>()?;
        let mut wrong = BTreeSet::new();
        let mut missing: BTreeMap<&str, &String> = BTreeMap::new();
        for (path, digest) in &manifest.digests {
            match found.get(path) {
                None => {
                    missing.insert(digest, path);
                    self.wrong(FaultKind::Missing, path, format!("`{name}` lists it"));
                }
                Some(fixity) if fixity.sha512 != *digest => {
                    wrong.insert(path.clone());
                    let (kind, what) = self.how_changed(path, fixity);
                    self.wrong(kind, path, what);
                }
                Some(_) => {}
            }
        }
        for (path, fixity) in found.iter().filter(|(path, _)| !manifest.digests.contains_key(**path)) {
            wrong.insert((*path).clone());
            match missing.get(fixity.sha512.as_str()) {
                Some(old) => {
                    self.faults.retain(|f| f.kind != FaultKind::Missing || f.path != **old);
                    self.wrong(FaultKind::Renamed, path, format!("it is listed as `{}`", inner_path::shown(old)));
                }
                None => self.wrong(FaultKind::Added, path, format!("`{name}` does not list it")),
            }
        }
        Ok(wrong)
    }

    /// How a file was changed: its metadata tells whether it was cut short.
    fn how_changed(&self, path: &str, found: &Fixity) -> (FaultKind, String) {
        match content::declared(self, path) {
            Some(declared) if found.size < declared.size => {
                (FaultKind::Truncated, format!("it has {} of its {} bytes", found.size, declared.size))
            }
            _ => (FaultKind::Changed, "its digest is another than the one listed".to_owned()),
        }
    }

    /// Checks the facts about the bag: the declared size must be the real one.
    fn check_info(&mut self, payload: &BTreeSet<String>) {
        let oxum = bag::oxum(payload.iter().map(|path| self.files[path]));
        match self.text(bag::INFO).map(|text| bag::fact(&text, "Payload-Oxum").map(str::to_owned)) {
            Some(Some(declared)) if declared == oxum => {}
            // Mistakes in the payload have been reported file by file; a size that follows from them is not reported
            // again.
            Some(Some(_)) if self.faults.iter().any(|f| f.path.starts_with("data/")) => {}
            Some(declared) => {
                let declared = inner_path::shown(&declared.unwrap_or_else(|| "nothing".to_owned()));
                self.wrong(
                    FaultKind::Malformed,
                    bag::INFO,
                    format!("it declares {declared} as bytes and files of the payload, which are {oxum}"),
                );
            }
            None => {}
        }
    }

    /// The id of the meeting, which is part of the name of its metadata.
    fn identifier(&mut self) -> Option<String> {
        if !self.files.contains_key(bag::INFO) {
            return None;
        }
        let id = self.read_text(bag::INFO).ok().and_then(|text| bag::fact(&text, bag::IDENTIFIER).map(str::to_owned));
        if id.is_none() {
            self.wrong(FaultKind::Malformed, bag::INFO, "it does not name the meeting with `External-Identifier`");
        }
        id
    }
}
