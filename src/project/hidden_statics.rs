//! The files of `static` that begin with a full stop.
//!
//! Takes: the files of `static`, and those that the settings name.
//! Gives: which of them are published, and a diagnostic for each other one.
//! Never: publishes what most systems hide, such as passwords in `.env`, only because it lies there.

use crate::diagnostic::{Code, Diagnostic, message};
use crate::project::Copied;
use crate::project::bounds::SERVED;
use crate::settings::address::WELL_KNOWN;

/// The files that are published, with their addresses. `named` are paths in `static`.
pub(crate) fn published(
    statics: Vec<Copied>,
    named: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, Copied)> {
    let mut shown = Vec::with_capacity(statics.len());
    for file in statics {
        let address = file.path["static/".len()..].to_owned();
        if is_published(&address, named) {
            shown.push((address, file));
            continue;
        }
        let diagnostic = Diagnostic::whole(Code::UnexpectedFile, &file.path, message!("hidden-file"));
        diagnostics.push(diagnostic.hint(message!("hidden-file.hint", path = address)));
    }
    shown
}

fn is_published(path: &str, named: &[String]) -> bool {
    let is_hidden = |name: &str| name.starts_with('.') && !SERVED.contains(&name);
    let is_known = || path.strip_prefix(WELL_KNOWN).is_some_and(|rest| rest.starts_with('/'));
    let is_named = |named: &String| {
        let named = named.trim_matches('/');
        path.strip_prefix(named).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    !path.split('/').any(is_hidden) || is_known() || named.iter().any(is_named)
}
