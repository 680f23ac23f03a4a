//! Keeps a note beside each meeting about its packages.
//!
//! Takes: the packages that were written or left, and the site they are of.
//! Gives: a `package.txt` in the folder of each meeting, moved into place in one step, with every package that it had and the new
//! one.
//! Never: writes anything else into the project, or forgets a package.

use std::path::Path;

use crate::archive::depot::Packed;
use crate::disk::whole_file;
use crate::failure::Failure;
use crate::project::package_note::{self, PackageNote, PackageNotes};
use crate::site::link::Ingredients;

/// Notes each package beside its meeting, unless that is known already.
///
/// # Errors
/// When the disk fails.
pub(super) fn note(root: &Path, ingredients: &Ingredients, packed: &[Packed]) -> Result<(), Failure> {
    for package in packed {
        let mut notes = ingredients.packages.get(&package.id).map_or_else(Vec::new, |notes| notes.0.clone());
        if notes.iter().any(|note| note.digest == package.digest) {
            continue;
        }
        let seal = ingredients.seals.iter().find(|seal| seal.meeting == package.id);
        notes.push(PackageNote {
            digest: package.digest.clone(),
            bytes: package.bytes,
            files: package.files as u64,
            version: seal.map(|seal| seal.versions.len() as u32),
            making: package.making.clone(),
        });
        let folder = root.join("content/meetings").join(&package.id);
        whole_file::replace(&folder.join(package_note::FILE), PackageNotes(notes).text().as_bytes())?;
    }
    Ok(())
}
