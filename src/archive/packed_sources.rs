//! What a package holds of what its pages were made from.
//!
//! Takes: a project as it was read, and the site of one meeting of it.
//! Gives: the files of the folder of that meeting as they lie on disk, seal and versions included; the settings, words and
//! templates of the site; and those that the program adds.
//! Never: holds a draft, or a text of another meeting or of a dossier: what is said about them is on their pages.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::archive::bag::{PROGRAM, SOURCE};
use crate::archive::depot::Package;
use crate::archive::standing::source_digest;
use crate::diagnostic::message;
use crate::failure::Failure;
use crate::project::ProjectFiles;
use crate::project::bounds::Bounds;
use crate::project::digest;
use crate::project::seal_text;
use crate::settings::language::Language;
use crate::site::Site;
use crate::theme;

/// The files of a project that packages hold.
pub(super) struct SourceFiles<'a> {
    root: &'a Path,
    project: &'a ProjectFiles,
    bounds: Bounds,
}

impl<'a> SourceFiles<'a> {
    pub(super) fn new(root: &'a Path, project: &'a ProjectFiles) -> Self {
        SourceFiles { root, project, bounds: Bounds::of(root, &root.join("content")) }
    }

    /// The paths of the files of a meeting that are published, and of those that its seal keeps. `site` is that of the meeting
    /// alone.
    fn of_meeting(&self, site: &Site) -> Vec<Arc<str>> {
        let Some(meeting) = site.meetings.first() else { return Vec::new() };
        let folder = format!("content/meetings/{}/", meeting.id);
        let kept = format!("{folder}{}/", seal_text::KEPT);
        let documents = site.documents.iter().map(|document| &document.path);
        let files = site.files.iter().map(|(_, file)| &file.path);
        let versions = self.project.documents.iter().map(|(_, file)| &file.path);
        let versions = versions.chain(self.project.kept.iter().map(|file| &file.path));
        let versions = versions.filter(|path| meeting.seal.is_some() && path.starts_with(&kept));
        let staged = format!("{}/", seal_text::STAGED);
        let own = documents.chain(files).filter(|path| path.starts_with(&folder)).chain(versions);
        let mut own: Vec<Arc<str>> = own.filter(|path| !path.contains(&staged)).cloned().collect();
        own.sort();
        own.dedup();
        own
    }

    /// A digest of the files of a meeting, the same as long as these are.
    ///
    /// # Errors
    /// When one cannot be read.
    pub(super) fn digest(&self, site: &Site) -> Result<String, Failure> {
        let Some(meeting) = site.meetings.first() else { return Ok(String::new()) };
        let mut digests = BTreeMap::new();
        for path in self.of_meeting(site) {
            let read = || digest::fixity(self.bounds.open(&self.root.join(&*path))?);
            let fixity = read().map_err(Failure::doing(message!("failed-read", path = &*path)))?;
            digests.insert(path, fixity.sha512);
        }
        Ok(source_digest(&meeting.id, digests.iter().map(|(path, digest)| (&**path, digest.as_str()))))
    }

    /// Puts the files of a meeting, byte for byte.
    pub(super) fn put_meeting(&self, site: &Site, package: &mut Package) -> Result<(), Failure> {
        for path in self.of_meeting(site) {
            package.copy(&format!("{SOURCE}{path}"), || self.bounds.open(&self.root.join(&*path)))?;
        }
        Ok(())
    }

    /// Puts the settings, words and templates of the site, and those of the program that it does not replace.
    pub(super) fn put_making(&self, site: &Site, package: &mut Package) -> Result<(), Failure> {
        let ProjectFiles { settings, languages, templates, .. } = self.project;
        let own = languages.iter().chain(templates).map(|(_, file)| file).chain(settings);
        for file in own {
            package.put(&format!("{SOURCE}{}", file.path), file.text.as_bytes())?;
        }
        for (name, text) in theme::templates() {
            if !templates.iter().any(|(own, _)| *own == name) {
                package.put(&format!("{PROGRAM}templates/{name}"), text.as_bytes())?;
            }
        }
        let base = Language::base(&site.language.code);
        let words = base.and_then(|code| Some((code, Language::built_in_text(code)?)));
        words.map_or(Ok(()), |(code, text)| package.put(&format!("{PROGRAM}languages/{code}.toml"), text.as_bytes()))
    }

    /// Puts a file of the site's own that a page needs beside the sources, if it is one of `static`.
    pub(super) fn put_static(&self, path: &str, package: &mut Package) -> Result<(), Failure> {
        let inner = format!("{SOURCE}{path}");
        match path.starts_with("static/") && !package.files().contains_key(&inner) {
            true => package.copy(&inner, || self.bounds.open(&self.root.join(path))),
            false => Ok(()),
        }
    }
}
