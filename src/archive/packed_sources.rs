//! What a package holds of what its pages were made from.
//!
//! Takes: a project as it was read, and the site of one meeting of it.
//! Gives: the files of the folder of that meeting as they lie on disk, seal and versions included; the settings, words and
//! templates of the site; and those that the program adds.
//! Never: holds a draft, or a text of another meeting or of a dossier: what is said about them is on their pages.

use std::collections::{BTreeMap, BTreeSet, HashMap};
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
use crate::project::seal_text::STAGED;
use crate::project::sealed_versions;
use crate::settings::language::Language;
use crate::site::Site;
use crate::site::indices::MeetingId;
use crate::theme;

/// The files of a project that packages hold.
pub(super) struct SourceFiles<'a> {
    root: &'a Path,
    project: &'a ProjectFiles,
    bounds: Bounds,
    /// The paths of seals and of what they keep, by the ids of their meetings.
    kept: HashMap<&'a str, Vec<&'a Arc<str>>>,
}

impl<'a> SourceFiles<'a> {
    pub(super) fn new(root: &'a Path, project: &'a ProjectFiles) -> Self {
        let mut kept: HashMap<&str, Vec<&Arc<str>>> = HashMap::new();
        let documents = project.documents.iter().map(|(_, file)| &file.path);
        for (meeting, seal) in &project.seals {
            kept.entry(meeting).or_default().push(&seal.path);
        }
        let staged = format!("{STAGED}/");
        for path in documents.chain(project.kept.iter().map(|file| &file.path)) {
            if let Some((meeting, _, _)) = sealed_versions::kept_path(path).filter(|_| !path.contains(&staged)) {
                kept.entry(meeting).or_default().push(path);
            }
        }
        SourceFiles { root, project, bounds: Bounds::of(root, &root.join("content")), kept }
    }

    /// The paths of the files of a meeting that are published, and of those that its seal keeps.
    fn of_meeting(&self, site: &Site, meeting: MeetingId) -> BTreeSet<Arc<str>> {
        let meeting = &site.meetings[meeting];
        let documents = meeting.documents().map(|document| &site.document(document).path);
        let files = meeting.files.iter().map(|file| &site.files[*file].1.path);
        let kept = self.kept.get(meeting.id.as_str()).filter(|_| meeting.seal.is_some());
        documents.chain(files).chain(kept.into_iter().flatten().copied()).cloned().collect()
    }

    /// A digest of the files of a meeting, the same as long as these are.
    ///
    /// # Errors
    /// When one cannot be read.
    pub(super) fn digest(&self, site: &Site, meeting: MeetingId) -> Result<String, Failure> {
        let mut digests = BTreeMap::new();
        for path in self.of_meeting(site, meeting) {
            let read = || digest::fixity(self.bounds.open(&self.root.join(&*path))?);
            let fixity = read().map_err(Failure::doing(message!("failed-read", path = &*path)))?;
            digests.insert(path, fixity.sha512);
        }
        Ok(source_digest(&site.meetings[meeting].id, digests.iter().map(|(path, digest)| (&**path, digest.as_str()))))
    }

    /// Puts the files of a meeting, byte for byte.
    pub(super) fn put_meeting(&self, site: &Site, meeting: MeetingId, package: &mut Package) -> Result<(), Failure> {
        for path in self.of_meeting(site, meeting) {
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
