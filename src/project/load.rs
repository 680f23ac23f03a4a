//! Walks the project and reads it.
//!
//! Takes: the root folder, and the [`Tree`] of the previous look.
//! Gives: [`ProjectFiles`]: every text of the project with its role, and the files to be copied; a diagnostic for each file that
//! cannot be used.
//! Never: parses anything, follows a link out of the project, or writes. No other module reads the project.
//!
//! Each look asks the disk for the stamp of every folder and file, many at a time. Only a folder with a new stamp is
//! listed again; only a text with a new stamp is read again. A [`glance`] asks for a few files alone, and has to be
//! followed by a look.
//!
//! `tree` keeps a `node` for each folder and file. `folder` lists a folder, `purpose` tells from its path what a file
//! is for, `symbolic_link` follows links, `text` turns bytes into text, `unreadable` reports what cannot be read.

mod folder;
mod node;
mod purpose;
mod symbolic_link;
pub(crate) mod text;
mod tree;
mod unreadable;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::project::ProjectFiles;
use crate::project::bounds::Bounds;
use symbolic_link::Walk;
pub(crate) use tree::Tree;

/// Reads the project in `root`. What has not changed since the previous look comes from `tree`, which is brought up to
/// date.
pub(crate) fn load(root: &Path, tree: &mut Tree) -> ProjectFiles {
    let real_root = real(root);
    if tree.root != root {
        *tree = Tree::new(root);
    }
    let again = std::mem::replace(&mut tree.looked_at, true);
    let changes: Vec<bool> = tree
        .tops
        .par_iter_mut()
        .map(|top| {
            let bounds = Bounds::of(&real_root, &top.file).into();
            top.look(&Walk { bounds: &bounds, above: None, again })
        })
        .collect();
    let misnamed = misnamed_folders(root);
    let changed = changes.contains(&true) || misnamed != tree.misnamed;
    tree.misnamed = misnamed;
    ProjectFiles { changed, ..tree.project(root) }
}

/// Folders in the root that have almost the name of one that is read, each with that name.
fn misnamed_folders(root: &Path) -> Vec<(&'static str, &'static str)> {
    const NEAR: [(&str, &str); 5] = [
        ("contents", "content"),
        ("language", "languages"),
        ("statics", "static"),
        ("template", "templates"),
        ("meetings", "content/meetings"),
    ];
    NEAR.into_iter().filter(|(name, _)| root.join(name).is_dir()).collect()
}

/// Looks at these files alone, which pays in a project with thousands of files. `None` unless each of them was there
/// before and still is, or neither was nor is.
pub(crate) fn glance(root: &Path, tree: &mut Tree, files: &[PathBuf]) -> Option<ProjectFiles> {
    if tree.root != root || !tree.looked_at {
        return None;
    }
    let (absolute, real_root) = (std::path::absolute(root).ok()?, real(root));
    let mut changed = false;
    for file in files {
        let inner: Vec<&OsStr> = file.strip_prefix(&absolute).ok()?.iter().collect();
        let (first, rest) = inner.split_first()?;
        let top = tree.tops.iter_mut().find(|top| top.name == *first)?;
        let bounds = Bounds::of(&real_root, &top.file).into();
        changed |= top.glance(rest, &Walk { bounds: &bounds, above: None, again: true })?;
    }
    Some(ProjectFiles { changed, ..tree.project(root) })
}

/// Opens the file at a path of the project, if neither it nor a folder above it leads out of the project.
///
/// # Errors
/// As of [`Bounds::open`].
pub(crate) fn open(root: &Path, path: &str) -> io::Result<File> {
    let top = path.split('/').next().unwrap_or("");
    Bounds::of(root, &root.join(top)).open(&root.join(path))
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
