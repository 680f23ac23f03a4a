//! A redaction that all happens, or not at all.
//!
//! Takes: the files of a meeting that are to be written or removed.
//! Gives: all of it done. After a kill or a failure, [`finish`] does the rest.
//! Never: follows a symbolic link, or touches what lies outside the folder of the meeting but for the record of addresses.
//!
//! What is to be done is written down beside the kept versions, under a name that no reader sees; it counts from the moment in which
//! it gets its real name.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::message;
use crate::disk::{self, kept, whole_file};
use crate::failure::Failure;
use crate::project::RECORD;
use crate::project::inner_path;
use crate::project::seal_text;

/// The most bytes of a text that is put in its place.
const MOST: u64 = 1 << 30;

/// The name that hides what is not written down completely.
const STAGED: &str = ".redaction.new";

/// The list of what is to be done.
const LIST: &str = "list.txt";

/// What is done to one file.
pub(super) struct Step {
    /// From the root of the project.
    pub path: String,
    /// What it is to hold; `None` if it is to go.
    pub text: Option<String>,
}

/// Where what is to be done is written down.
fn begun(root: &Path, meeting: &str) -> PathBuf {
    kept_versions(root, meeting).join(seal_text::REDACTING)
}

fn kept_versions(root: &Path, meeting: &str) -> PathBuf {
    root.join("content/meetings").join(meeting).join(seal_text::KEPT)
}

/// Does everything that a redaction consists of.
pub(super) fn carry_out(root: &Path, meeting: &str, steps: &[Step]) -> Result<(), Failure> {
    let (versions, begun) = (kept_versions(root, meeting), begun(root, meeting));
    let staged = versions.join(STAGED);
    let writing = || Failure::doing(message!("failed-write", path = staged));
    let write = || -> std::io::Result<()> {
        disk::make_folders(&staged)?;
        let mut list = String::new();
        for (number, step) in steps.iter().enumerate() {
            match &step.text {
                None => list.push_str(&format!("remove {}\n", step.path)),
                Some(text) => {
                    list.push_str(&format!("write {number} {}\n", step.path));
                    put(&staged.join(number.to_string()), text)?;
                }
            }
        }
        put(&staged.join(LIST), &list)?;
        disk::sync_tree(&staged)
    };
    // From here on it will be done, now or by the next run.
    let name = || write().and_then(|()| disk::rename(&staged, &begun));
    name().inspect_err(|_| drop(disk::remove_tree(&staged))).map_err(writing())?;
    disk::sync_folder(&versions).map_err(writing())?;
    finish(root, meeting)
}

fn put(path: &Path, text: &str) -> std::io::Result<()> {
    disk::write_new(path, |mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
}

/// Does what is left of a redaction that was begun.
pub(crate) fn finish(root: &Path, meeting: &str) -> Result<(), Failure> {
    if meeting.contains('/') || !inner_path::is_inner(meeting) {
        return Ok(());
    }
    let (versions, begun) = (kept_versions(root, meeting), begun(root, meeting));
    let staged = versions.join(STAGED);
    check_folders(root, &begun)?;
    if fs::symlink_metadata(&staged).is_ok_and(|metadata| metadata.is_dir()) {
        disk::remove_tree(&staged).map_err(Failure::doing(message!("failed-remove-left")))?;
    }
    if fs::symlink_metadata(&begun).is_err() {
        return Ok(());
    }
    // Without a list, all of it was done but for tidying up.
    for line in kept::read(&begun.join(LIST), MOST)?.unwrap_or_default().lines() {
        step(root, meeting, line)?;
    }
    let tidy = || disk::remove_tree(&begun).and_then(|()| disk::sync_folder(&versions));
    tidy().map_err(Failure::doing(message!("failed-remove-left")))
}

/// Does what a line of the list says.
fn step(root: &Path, meeting: &str, line: &str) -> Result<(), Failure> {
    let removed = line.strip_prefix("remove ").map(|path| (path, None));
    let written =
        || line.strip_prefix("write ").and_then(|rest| rest.split_once(' ')).map(|(at, path)| (path, Some(at)));
    let own = format!("content/meetings/{meeting}/");
    let may = |path: &str| inner_path::is_inner(path) && (path == RECORD || path.starts_with(&own));
    let known = removed.or_else(written).filter(|(path, _)| may(path));
    let Some((path, number)) = known else { return Err(Failure::Refused(message!("redaction-list", line))) };
    let file = root.join(path);
    let folder = file.parent().unwrap_or(root);
    check_folders(root, folder)?;
    match number {
        None if fs::symlink_metadata(&file).is_err() => Ok(()),
        None => {
            let remove = || disk::remove_file(&file).and_then(|()| disk::sync_folder(folder));
            remove().map_err(Failure::doing(message!("failed-remove", path = file)))
        }
        Some(number) if number.parse::<usize>().is_ok() => {
            match kept::read(&begun(root, meeting).join(number), MOST)? {
                Some(text) => whole_file::replace(&file, text.as_bytes()),
                None => Err(Failure::Refused(message!("redaction-list", line))),
            }
        }
        Some(_) => Err(Failure::Refused(message!("redaction-list", line))),
    }
}

/// Refuses a path of which a folder is anything but a folder.
fn check_folders(root: &Path, path: &Path) -> Result<(), Failure> {
    let below = path.ancestors().take_while(|folder| *folder != root);
    below.into_iter().try_for_each(kept::check_folder)
}
