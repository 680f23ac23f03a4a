//! Symbolic links in the project.
//!
//! Takes: the path of a link, and the folders above it.
//! Gives: what it leads to, or a diagnostic that says why it is not followed.
//! Never: follows a link out of the project, in circles, or through too many others.

use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::unreadable::unreadable;
use crate::diagnostic::{Code, Diagnostic, Message, message};
use crate::project::bounds::Bounds;

/// How many symbolic links to folders may be nested. Otherwise a few folders with two links each to the next become
/// millions of files.
const LINKS: usize = 4;

/// Where a walk through the project has come to.
pub(super) struct Walk<'a> {
    /// The folders that nothing may lead out of.
    pub(super) bounds: &'a Arc<Bounds>,
    /// The folders above, to recognise a link that leads back.
    pub(super) above: Option<&'a Above<'a>>,
    /// Whether the project has been looked at before.
    pub(super) again: bool,
}

/// A folder above; each points to the next one, up to the top folder.
pub(super) struct Above<'a> {
    pub(super) name: &'a OsStr,
    /// Where it leads, if it is a symbolic link.
    pub(super) target: Option<&'a Path>,
    pub(super) above: Option<&'a Above<'a>>,
}

impl Above<'_> {
    /// The real path of the folder. It is put together only at a link, which is rare.
    fn real(&self, real_top: &Path) -> PathBuf {
        match (self.target, self.above) {
            (Some(target), _) => target.to_owned(),
            (None, Some(above)) => above.real(real_top).join(self.name),
            (None, None) => real_top.to_owned(),
        }
    }
}

/// What a symbolic link leads to.
pub(super) struct Followed {
    /// The real path it leads to; `None` if that could not be found out.
    pub(super) target: Option<PathBuf>,
    /// What lies there, or why the link is not followed.
    pub(super) metadata: Result<Metadata, Diagnostic>,
}

/// Follows the link at `file`, whose path in the project is `path`.
pub(super) fn follow(file: &Path, path: &Arc<str>, walk: &Walk) -> Followed {
    let dangling =
        || Diagnostic::whole(Code::DanglingLink, path, message!("dangling-link")).hint(message!("dangling-link.hint"));
    let target = match fs::canonicalize(file) {
        Ok(target) => target,
        Err(error) => {
            let denied = error.kind() == ErrorKind::PermissionDenied;
            let diagnostic = if denied { unreadable(path, &error) } else { dangling() };
            return Followed { target: None, metadata: Err(diagnostic) };
        }
    };
    let Ok(metadata) = fs::metadata(file) else { return Followed { target: None, metadata: Err(dangling()) } };
    let metadata = match walk.refusal(&target, &metadata) {
        Some((code, message, hint)) => Err(Diagnostic::whole(code, path, message).hint(hint)),
        None => Ok(metadata),
    };
    Followed { target: Some(target), metadata }
}

impl Walk<'_> {
    /// The code, message and hint of the diagnostic that says why a link to `target` is not followed from here.
    fn refusal(&self, target: &Path, metadata: &Metadata) -> Option<(Code, Message, Message)> {
        let is_top = self.above.is_none();
        if !is_top && !self.bounds.hold(target) {
            return Some((Code::OutsideProject, message!("outside-project"), message!("outside-project.hint")));
        }
        if !is_top && self.bounds.hide(target) {
            return Some((Code::OutsideProject, message!("hidden-target"), message!("hidden-target.hint")));
        }
        let mut above = self.above.filter(|_| metadata.is_dir());
        let mut links = 0;
        while let Some(folder) = above {
            links += usize::from(folder.target.is_some() && folder.above.is_some());
            if links >= LINKS {
                return Some((Code::LinkLoop, message!("link-chain"), message!("link-chain.hint")));
            }
            if folder.real(&self.bounds.top) == *target {
                return Some((Code::LinkLoop, message!("link-loop"), message!("link-loop.hint")));
            }
            above = folder.above;
        }
        None
    }
}
