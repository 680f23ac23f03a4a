//! A meeting or dossier under another name.
//!
//! Takes: a project, and the id of a meeting or dossier with the one that it is to have.
//! Gives: its folder or file under the new name, every link and tie that named it edited, and a line in `[moved]` by which its
//! earlier addresses lead on.
//! Never: moves what is sealed, replaces what is there, or leaves the work half done: what cannot all be done is not begun, a failure is
//! undone, and after a kill the same command goes on.

mod names;
mod settings_edits;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Edit, Message, message, suggest};
use crate::disk;
use crate::document::{Document, Role};
use crate::failure::Failure;
use crate::flow::memory::Memory;
use crate::flow::{self, Options};
use crate::project::load::{self, Tree};
use crate::project::seal_text;
use crate::site::ingredients::Drafts;
use crate::starter;
use crate::write::edited_file::{EditedFile, Refused};
use names::Names;

/// What has moved.
#[derive(Debug, PartialEq, Eq)]
pub struct Relocated {
    /// The folder or file before, from the root of the project.
    pub from: String,
    /// The same now.
    pub to: String,
    /// The files in which something was edited, from the root of the project, sorted.
    pub edited: Vec<Arc<str>>,
}

/// Why nothing has moved.
#[derive(Debug)]
pub enum Unmoved {
    /// Something stands in the way.
    Refused(Message),
    /// The machine failed; what was done is undone.
    Failed(Failure),
}

impl From<Failure> for Unmoved {
    fn from(failure: Failure) -> Unmoved {
        Unmoved::Failed(failure)
    }
}

/// Moves a meeting or dossier.
pub(crate) fn relocate(root: &Path, old: &str, new: &str) -> Result<Relocated, Unmoved> {
    starter::check_id(new).map_err(Unmoved::Refused)?;
    let project = load::load(root, &mut Tree::default());
    let settings = project.settings.clone();
    let options = Options { drafts: Drafts::Show, ..Options::default() };
    let parsed = flow::parse(project, &options, &mut Memory::default());
    let (Some(parts), Some(settings)) = (parsed.parts, settings) else {
        return Err(Unmoved::Refused(message!("new-no-site", folder = root.display().to_string())));
    };
    let names = find(&parts.documents, old, new)?;
    check_free(root, &names)?;
    let mut edits: Vec<(Arc<str>, u128, Vec<Edit>)> = Vec::new();
    let found = settings_edits::edits(&settings, &parts, &names).map_err(Unmoved::Refused)?;
    if !found.is_empty() {
        edits.push((settings.path.clone(), settings.digest, found));
    }
    for document in &parts.documents {
        let found = names::edits(document, &names).map_err(Unmoved::Refused)?;
        if !found.is_empty() {
            edits.push((document.source.path.clone(), document.source.digest, found));
        }
    }
    carry_out(root, &names, &edits)
}

/// What is to be moved.
fn find(documents: &[Arc<Document>], old: &str, new: &str) -> Result<Names, Unmoved> {
    let called = |wanted: &str| documents.iter().find(|document| id(document) == Some(wanted));
    // After a kill, it may have its new name already.
    match (called(old), called(new)) {
        (Some(_), Some(_)) => Err(Unmoved::Refused(message!("move-taken", id = new))),
        (Some(document), None) | (None, Some(document)) => Ok(Names::of(&document.summary, old, new)),
        (None, None) => Err(Unmoved::Refused(match suggest::nearest(old, documents.iter().filter_map(id)) {
            Some(near) => message!("move-nothing-near", id = old, near),
            None => message!("move-nothing", id = old),
        })),
    }
}

/// The id of a meeting or dossier; `None` for other documents.
fn id(document: &Arc<Document>) -> Option<&str> {
    match &document.summary.role {
        Role::Agenda { meeting: id } | Role::Dossier { id } => Some(id),
        _ => None,
    }
}

/// Whether it may be moved, and to where it is to be.
fn check_free(root: &Path, names: &Names) -> Result<(), Unmoved> {
    let is_there = |path: &str| fs::symlink_metadata(root.join(path)).is_ok();
    for (from, to) in names.places() {
        if is_there(&from) && is_there(&to) {
            return Err(Unmoved::Refused(message!("move-in-the-way", path = to)));
        }
        for sealed in [&from, &to] {
            let seals = [seal_text::FILE, seal_text::KEPT].map(|name| format!("{sealed}/{name}"));
            if seals.iter().any(|seal| is_there(seal)) {
                return Err(Unmoved::Refused(message!("move-sealed", id = &*names.old)));
            }
        }
    }
    Ok(())
}

/// Edits the files and moves them, or leaves everything as it was.
fn carry_out(root: &Path, names: &Names, edits: &[(Arc<str>, u128, Vec<Edit>)]) -> Result<Relocated, Unmoved> {
    let mut files = Vec::new();
    for (path, read, edits) in edits {
        let file = EditedFile::open(root, path, Some(*read)).map_err(|refused| match refused {
            Refused::Untouched(why) => Unmoved::Refused(message!("move-untouched", path = &**path, why)),
            Refused::Failed(failure) => Unmoved::Failed(failure),
        })?;
        files.push((file, edits));
    }
    let mut edited = 0;
    let mut moved = Vec::new();
    let mut work = || -> Result<(), Failure> {
        for (file, edits) in &files {
            edited += 1;
            file.replace(edits.iter())?;
        }
        for (from, to) in names.places() {
            let (from, to) = (root.join(from), root.join(to));
            if fs::symlink_metadata(&from).is_ok() {
                let moving = || Failure::doing(message!("failed-move", path = from));
                disk::rename(&from, &to).map_err(moving())?;
                moved.push((from.clone(), to.clone()));
                disk::sync_folder(to.parent().unwrap_or(root)).map_err(moving())?;
            }
        }
        Ok(())
    };
    if let Err(failure) = work() {
        // What cannot be undone either is told by the next check.
        moved.iter().rev().for_each(|(from, to)| drop(disk::rename(to, from)));
        files.iter().take(edited).for_each(|(file, _)| drop(file.restore()));
        return Err(Unmoved::Failed(failure));
    }
    let (from, to) = names.places().swap_remove(0);
    let edited = edits.iter().map(|(path, ..)| path.clone()).collect();
    Ok(Relocated { from, to, edited })
}
