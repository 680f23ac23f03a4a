//! The files of a finished site, with their digests.
//!
//! Takes: an output folder that is held, and what the latest publication kept of it.
//! Gives: the digest of each file.
//! Never: reads a file that is still as it was when its digest was made.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::target_state::ByteDigest;
use crate::diagnostic::message;
use crate::failure::Failure;
use crate::flow::memory::run_record::{DigestRecord, Records};
use crate::project::digest;
use crate::project::stamp::Stamp;
use crate::write::output::{HeldSite, location};

/// The digest of each file, by path. With `records`, digests are kept for the next publication.
///
/// # Errors
/// When a file is gone or cannot be read, or has a name that no site can have.
pub(crate) fn digests(site: &HeldSite, records: Option<&Records>) -> Result<BTreeMap<String, ByteDigest>, Failure> {
    let known = records.and_then(Records::digests).unwrap_or_default().files;
    let found: Result<Vec<(String, Option<Stamp>, ByteDigest)>, Failure> = site
        .files
        .par_iter()
        .map(|path| {
            if !location::is_of_site(path) {
                return Err(Failure::Refused(message!("refused-outside", path)));
            }
            let read = look(&site.root.join(path), |stamp| {
                let at = known.binary_search_by(|(known, ..)| known.cmp(path)).ok()?;
                let (_, before, digest) = &known[at];
                (before == stamp).then_some(ByteDigest(*digest))
            });
            let (stamp, digest) = read.map_err(Failure::doing(message!("failed-read", path)))?;
            Ok((path.clone(), stamp, digest))
        })
        .collect();
    let found = found?;
    if let Some(records) = records {
        let files =
            found.iter().filter_map(|(path, stamp, digest)| Some((path.clone(), (*stamp)?, digest.0))).collect();
        if files != known {
            records.keep_digests(&DigestRecord { files });
        }
    }
    Ok(found.into_iter().map(|(path, _, digest)| (path, digest)).collect())
}

/// The stamp of a file, if it proves anything, and its digest: the known one of that stamp, or else that of its bytes.
fn look(path: &Path, known: impl Fn(&Stamp) -> Option<ByteDigest>) -> io::Result<(Option<Stamp>, ByteDigest)> {
    let metadata = fs::symlink_metadata(path)?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    // Taken before it is read, so that a change in the meantime shows next time.
    let stamp = Stamp::of(&metadata).settled();
    if let Some(digest) = stamp.as_ref().and_then(known) {
        return Ok((stamp, digest));
    }
    let mut hasher = Sha256::new();
    digest::feed(&mut File::open(path)?, &mut hasher)?;
    Ok((stamp, ByteDigest::ended(hasher)))
}
