//! Checks packages.
//!
//! Takes: a package that [`crate::archive`] wrote, or a WACZ file of one, and nothing else.
//! Gives: everything that is wrong with it: files missing, added, changed, cut short or renamed, metadata that does not fit, links that
//! lead nowhere.
//! Never: writes, follows a link of the file system, believes a size that the package declares, or reads a path that a manifest names
//! without having met it on the disk.

mod content;
mod folder;
mod web;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::bag::{self, Manifest};
use crate::digest::{self, Fixity};
use folder::Folder;

pub use folder::{Finding, Kind};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Everything that is wrong, by path.
    pub findings: Vec<Finding>,
    /// The number of files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// The SHA-512 digest that covers all of it: that of the tag manifest of a folder, that of a file itself.
    pub digest: String,
}

/// Checks the package at a path: a folder, or a WACZ file.
///
/// # Errors
/// When there is nothing, or it cannot be read.
pub fn verify(path: &Path) -> io::Result<Report> {
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_symlink() {
        return Err(io::Error::other("it is a symbolic link; name what it points at"));
    }
    if !metadata.is_dir() && !metadata.is_file() {
        return Err(io::Error::other("it is neither a folder nor a file"));
    }
    let mut report = if metadata.is_dir() { Folder::read(path).check()? } else { web_file(path)? };
    report.findings.sort();
    report.findings.dedup();
    Ok(report)
}

fn web_file(path: &Path) -> io::Result<Report> {
    let Fixity { sha512, size } = digest::fixity(File::open(path)?)?;
    let wrong = |what| Finding::new(Kind::Malformed, "", what);
    Ok(Report { findings: web::check(path).into_iter().map(wrong).collect(), files: 1, bytes: size, digest: sha512 })
}

impl Folder<'_> {
    fn check(mut self) -> io::Result<Report> {
        self.check_empty_folders();
        let declared = self.text(bag::DECLARATION);
        if declared.is_some_and(|text| text != bag::DECLARED) {
            self.wrong(Kind::Malformed, bag::DECLARATION, "it does not declare BagIt 1.0 as packages do");
        }
        let tags = self.manifest(bag::TAG_MANIFEST);
        let payload = self.manifest(bag::MANIFEST);
        let digest = self.text_digest(bag::TAG_MANIFEST);
        let present = |folder: &Self, keep: fn(&str) -> bool| -> BTreeSet<String> {
            folder.files.keys().filter(|path| keep(path)).cloned().collect()
        };
        let tag_files = present(&self, |path| !path.starts_with("data/") && path != bag::TAG_MANIFEST);
        let payload_files = present(&self, |path| path.starts_with("data/"));
        self.compare(&tags, &tag_files, bag::TAG_MANIFEST)?;
        let wrong_payload = self.compare(&payload, &payload_files, bag::MANIFEST)?;
        self.check_info(&payload_files);
        let sound = payload_files.iter().filter(|path| !wrong_payload.contains(*path)).cloned().collect();
        let id = self.identifier();
        content::check(&mut self, &payload, &sound, id.as_deref());
        let (files, bytes) = (self.files.len(), self.files.values().fold(0u64, |sum, size| sum.saturating_add(*size)));
        Ok(Report { findings: self.findings, files, bytes, digest })
    }

    /// Folders without files are in no manifest, so they are looked for one by one.
    fn check_empty_folders(&mut self) {
        for folder in std::mem::take(&mut self.folders) {
            let inner = format!("{folder}/");
            if self.files.range(inner.clone()..).next().is_none_or(|(path, _)| !path.starts_with(&inner)) {
                self.wrong(Kind::Added, &folder, "it is an empty folder");
            }
        }
    }

    /// Reads a manifest and reports every line that a package would not have.
    fn manifest(&mut self, name: &str) -> Manifest {
        let Some(text) = self.text(name) else { return Manifest::default() };
        let (manifest, mistakes) = Manifest::read(&text);
        if text.is_empty() {
            self.wrong(Kind::Malformed, name, "it lists nothing");
        }
        if mistakes.is_empty() && manifest.text() != text {
            self.wrong(Kind::Malformed, name, "its lines are not sorted");
        }
        for mistake in mistakes {
            self.wrong(Kind::Malformed, name, format!("line {}: {}", mistake.line, mistake.what));
        }
        let misplaced = |path: &&String| path.starts_with("data/") != (name == bag::MANIFEST) || *path == bag::TAG_MANIFEST;
        for path in manifest.digests.keys().filter(misplaced).cloned().collect::<Vec<_>>() {
            self.wrong(Kind::Malformed, name, format!("`{}` does not belong in this list", bag::shown(&path)));
        }
        manifest
    }

    /// Compares what a manifest lists with what is there. Gives the files that are wrong.
    fn compare(&mut self, manifest: &Manifest, present: &BTreeSet<String>, name: &str) -> io::Result<BTreeSet<String>> {
        let found: BTreeMap<&String, Fixity> =
            present.par_iter().map(|path| Ok((path, self.fixity(path)?))).collect::<io::Result<BTreeMap<_, _>>>()?;
        let mut wrong = BTreeSet::new();
        let mut missing: BTreeMap<&str, &String> = BTreeMap::new();
        for (path, digest) in &manifest.digests {
            match found.get(path) {
                None => {
                    missing.insert(digest, path);
                    self.wrong(Kind::Missing, path, format!("`{name}` lists it"));
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
                    self.findings.retain(|f| f.kind != Kind::Missing || f.path != **old);
                    self.wrong(Kind::Renamed, path, format!("it is listed as `{}`", bag::shown(old)));
                }
                None => self.wrong(Kind::Added, path, format!("`{name}` does not list it")),
            }
        }
        Ok(wrong)
    }

    /// Whether a changed file was cut short, which its metadata tells.
    fn how_changed(&self, path: &str, found: &Fixity) -> (Kind, String) {
        match content::declared(self, path) {
            Some(declared) if found.size < declared.size => {
                (Kind::Truncated, format!("it has {} of its {} bytes", found.size, declared.size))
            }
            _ => (Kind::Changed, "its digest is another than the one listed".to_owned()),
        }
    }

    /// Checks the facts about the bag: the size that it declares must be the size that it has.
    fn check_info(&mut self, payload: &BTreeSet<String>) {
        let oxum = bag::oxum(payload.iter().map(|path| self.files[path]));
        match self.text(bag::INFO).map(|text| fact(&text, "Payload-Oxum")) {
            Some(Some(declared)) if declared == oxum => {}
            // What is wrong with the payload was said file by file; a size that follows from it would only be said again.
            Some(Some(_)) if self.findings.iter().any(|f| f.path.starts_with("data/")) => {}
            Some(declared) => {
                let declared = bag::shown(&declared.unwrap_or_else(|| "nothing".to_owned()));
                self.wrong(
                    Kind::Malformed,
                    bag::INFO,
                    format!("it declares {declared} as bytes and files of the payload, which are {oxum}"),
                );
            }
            None => {}
        }
    }

    /// The id of the meeting, which names its metadata.
    fn identifier(&mut self) -> Option<String> {
        if !self.files.contains_key(bag::INFO) {
            return None;
        }
        let id = self.read_text(bag::INFO).ok().and_then(|text| fact(&text, "External-Identifier"));
        if id.is_none() {
            self.wrong(Kind::Malformed, bag::INFO, "it does not name the meeting with `External-Identifier`");
        }
        id
    }
}

fn fact(info: &str, label: &str) -> Option<String> {
    info.lines().find_map(|line| line.strip_prefix(label)?.strip_prefix(": ")).map(str::to_owned)
}
