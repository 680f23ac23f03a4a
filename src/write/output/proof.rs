//! Whether files in the output folder are still as a build left them.
//!
//! Takes: a file.
//! Gives: a [`FileProof`], and later whether it still holds.
//! Never: takes a file for unchanged because of a stamp so young that a change might not show in it.

use std::fs;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use crate::flow::memory::run_record::FileProof;
use crate::project::stamp::Stamp;

/// What tells later whether a file is the same; `None` if it is none.
pub(super) fn of(path: &Path) -> Option<FileProof> {
    match stamp(path)?.settled() {
        Some(stamp) => Some(FileProof::Stamp(stamp)),
        None => digest(path).map(FileProof::Digest),
    }
}

/// Whether a file is the same.
pub(super) fn holds(path: &Path, proof: FileProof) -> bool {
    match proof {
        FileProof::Stamp(known) => stamp(path) == Some(known),
        FileProof::Digest(known) => stamp(path).is_some() && digest(path) == Some(known),
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| Stamp::of(&metadata))
}

fn digest(path: &Path) -> Option<u128> {
    fs::read(path).ok().map(|bytes| xxh3_128(&bytes))
}
