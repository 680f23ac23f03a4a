//! The settings of a site without the rest of it, for what has to be known before the site is read.
//!
//! Takes: the root of a project.
//! Gives: its settings.
//! Never: stands in for the flow, which reads the same file again and tells what is wrong with it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::text_file::TextFile;
use crate::project::load::text::clean;
use crate::settings::Settings;

/// The most bytes of a `site.toml` that is read alone.
const MOST: u64 = 4 << 20;

/// The settings of the site in a folder, and in `found` what is wrong with them; `None` if there are none.
pub(crate) fn read(root: &Path, found: &mut Vec<Diagnostic>) -> Option<Settings> {
    let path = root.join("site.toml");
    fs::metadata(&path).ok().filter(|metadata| metadata.is_file() && metadata.len() <= MOST)?;
    let name = Arc::from("site.toml");
    let text = clean(fs::read(&path).ok()?, &name, found);
    Some(Settings::read(&TextFile::new(&name, text), found))
}
