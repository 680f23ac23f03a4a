//! Whether a file already has the right bytes.
//!
//! Takes: a file, and bytes or another file that is open.
//! Gives: whether they are the same; a file that cannot be read is different.
//! Never: holds a whole attachment in memory.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Whether a file has these bytes.
pub(super) fn bytes(path: &Path, bytes: &[u8]) -> bool {
    let Ok(metadata) = fs::symlink_metadata(path) else { return false };
    metadata.is_file() && metadata.len() == bytes.len() as u64 && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Whether a file has the bytes of another that is open, read piece by piece, since attachments can be large.
pub(super) fn files(path: &Path, other: &mut File) -> bool {
    let mut same = || -> io::Result<bool> {
        let metadata = fs::symlink_metadata(path)?;
        if !metadata.is_file() || metadata.len() != other.metadata()?.len() {
            return Ok(false);
        }
        let mut file = File::open(path)?;
        let (mut left, mut right) = (vec![0; 1 << 16], vec![0; 1 << 16]);
        loop {
            let read = file.read(&mut left)?;
            if read == 0 {
                return Ok(true);
            }
            other.read_exact(&mut right[..read])?;
            if left[..read] != right[..read] {
                return Ok(false);
            }
        }
    };
    same().unwrap_or(false)
}
