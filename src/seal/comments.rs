//! Comments in the files of meetings that are about to be sealed.
//!
//! Takes: a prepared site, and which of its meetings are sealed.
//! Gives: a diagnostic for each comment; if asked for, the files without them.
//! Never: removes a comment that its file accepts with a reason, or one from a file that changed since it was read.

use std::fs;
use std::path::Path;

use crate::diagnostic::{Span, message};
use crate::disk::whole_file;
use crate::document::kept_comments;
use crate::failure::Failure;
use crate::flow::Prepared;
use crate::seal::create::{Act, obstacles, refuse_changed};

/// Reports the comments that are left. Gives whether there are any.
pub(crate) fn left(prepared: &mut Prepared, meetings: &[&str]) -> bool {
    let Some(ready) = &prepared.ready else { return false };
    let found = kept_comments::left(ready.bodies.documents(), meetings, &message!("kept-comment.hint-seal"));
    for document in ready.bodies.documents() {
        if found.iter().any(|diagnostic| diagnostic.path == document.source.path) {
            prepared.texts.insert(document.source.path.clone(), document.source.text.clone());
        }
    }
    let any = !found.is_empty();
    prepared.diagnostics.extend(found);
    prepared.diagnostics.sort();
    any
}

/// Removes the comments from the files of these meetings. Gives whether there were any.
///
/// # Errors
/// When a file is no longer as it was read, or cannot be written.
pub(crate) fn strip(root: &Path, prepared: &Prepared, meetings: &[&str], act: &Act) -> Result<bool, Failure> {
    let Some(ready) = &prepared.ready else { return Ok(false) };
    let sealed = |id: &str| prepared.past.sealed.iter().any(|sealed| sealed.seal.meeting == id);
    // What will be refused stays as it is.
    let fits = |id: &&str| sealed(id) == matches!(act, Act::Correct(_));
    if !meetings.iter().all(fits) || !obstacles(&prepared.diagnostics, meetings, act).is_empty() {
        return Ok(false);
    }
    let mut any = false;
    let found = kept_comments::left(ready.bodies.documents(), meetings, &message!("kept-comment.hint-seal"));
    for document in ready.bodies.documents() {
        let path = &document.source.path;
        let spans: Vec<Span> = found.iter().filter(|d| d.path == *path).filter_map(|d| d.span).collect();
        if spans.is_empty() {
            continue;
        }
        let file = root.join(&**path);
        let now = fs::read(&file).map_err(Failure::doing(message!("failed-read", path)))?;
        if now != document.source.text.as_bytes() {
            return refuse_changed(path);
        }
        whole_file::replace(&file, kept_comments::stripped(&document.source.text, &spans).as_bytes())?;
        any = true;
    }
    Ok(any)
}
