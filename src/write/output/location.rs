//! Where an output folder may lie, and which paths lie within it.
//!
//! Takes: paths.
//! Gives: whether they can be used.
//! Never: creates or changes anything.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Message, message};
use crate::failure::Failure;
use crate::settings::address::OWN;

/// Checks that an output folder is not the root of the project, and neither contains nor lies in anything that is read.
///
/// # Errors
/// A sentence that says why it cannot be used.
pub(crate) fn check(output: &Path, root: &Path) -> Result<(), Failure> {
    let output = absolute(output);
    let root = absolute(root);
    let refuse = |why: Message| Err(Failure::Refused(message!("refused-output", folder = &output, why)));
    if root == output {
        return refuse(message!("refused-output-root"));
    }
    if root.starts_with(&output) {
        return refuse(message!("refused-output-around"));
    }
    for folder in ["content", "templates", "static", "languages"] {
        let folder = absolute(&root.join(folder));
        if output.starts_with(&folder) || folder.starts_with(&output) {
            return refuse(message!("refused-output-source"));
        }
    }
    Ok(())
}

/// A path with symbolic links resolved, as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if parent.as_os_str().is_empty() => absolute(Path::new(".")).join(name),
        (Some(parent), Some(name)) => absolute(parent).join(name),
        _ => path.to_owned(),
    }
}

/// Whether a path, separated by `/`, is one that a file of a site can have.
pub(crate) fn is_of_site(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    is_inner(path) && !first.eq_ignore_ascii_case(OWN) && !path.chars().any(char::is_control)
}

/// Whether a path, separated by `/`, stays within the folder.
pub(super) fn is_inner(path: &str) -> bool {
    !path.is_empty() && !path.contains('\\') && Path::new(path).components().all(|c| matches!(c, Component::Normal(_)))
}
