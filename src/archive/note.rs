//! Notes beside the meetings which packages of them there are.

use std::fs;
use std::path::Path;

use crate::depot::Packed;
use crate::package::{self, PackageNote};
use crate::site::Site;
use crate::write::Failure;

/// Notes beside each meeting which package of it was written.
///
/// # Errors
/// When the disk fails.
pub fn note(root: &Path, site: &Site, packed: &[Packed]) -> Result<(), Failure> {
    for package in packed {
        let meeting = site.meetings.iter().find(|meeting| meeting.id == package.id);
        let version = meeting.and_then(|meeting| meeting.seal.as_ref()).map(|seal| seal.versions.len() as u32);
        let note = PackageNote { digest: package.digest.clone(), bytes: package.bytes, files: package.files as u64, version };
        let folder = root.join("content/meetings").join(&package.id);
        let staged = folder.join(format!(".{}.new", package::FILE));
        let put = || fs::write(&staged, note.text()).and_then(|()| fs::rename(&staged, folder.join(package::FILE)));
        put().map_err(|e| Failure::Io(format!("cannot write the note beside `{}`", package.id), e))?;
    }
    Ok(())
}
