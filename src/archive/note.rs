//! Leaves a note beside each meeting about its package.
//!
//! Takes: the packages that were written, and the site they are of.
//! Gives: a `package.txt` in the folder of each meeting, moved into place in one step.
//! Never: writes anything else into the project.

use std::path::Path;

use crate::archive::depot::Packed;
use crate::disk::whole_file;
use crate::failure::Failure;
use crate::project::package_note::{self, PackageNote};
use crate::site::Site;

/// Leaves a note beside each meeting about the package that was written.
///
/// # Errors
/// When the disk fails.
pub(super) fn note(root: &Path, site: &Site, packed: &[Packed]) -> Result<(), Failure> {
    for package in packed {
        let meeting = site.meetings.iter().find(|meeting| meeting.id == package.id);
        let version = meeting.and_then(|meeting| meeting.seal.as_ref()).map(|seal| seal.versions.len() as u32);
        let note =
            PackageNote { digest: package.digest.clone(), bytes: package.bytes, files: package.files as u64, version };
        let folder = root.join("content/meetings").join(&package.id);
        whole_file::replace(&folder.join(package_note::FILE), note.text().as_bytes())?;
    }
    Ok(())
}
