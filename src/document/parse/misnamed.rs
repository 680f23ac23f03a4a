//! Names of files that miss their meaning by a little.
//!
//! Takes: the path of a file, and the role that it has because of it.
//! Gives: a diagnostic for an annex that was probably meant as the agenda or the report, and for a dossier with capitals in its id.
//! Never: gives a file another role; what its name says counts.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, message};
use crate::document::Role;

/// What people call the agenda and the report of a meeting, and what they have to be called.
const MEANT: &[(&str, &str)] = &[("agenda", "agenda"), ("report", "report"), ("verslag", "report")];

pub(super) fn check(path: &Arc<str>, role: &Role) -> Option<Diagnostic> {
    match role {
        Role::Annex { name, .. } => {
            let same = MEANT.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
            let Some((known, meant)) = same else {
                // One slip; with two it may be another word, such as "rapport".
                let near = |(known, _): &&(&str, &str)| strsim::osa_distance(&name.to_lowercase(), known) == 1;
                let (_, meant) = MEANT.iter().find(near)?;
                let message = message!("misnamed-near", name = format!("{name}.md"), meant);
                let hint = message!("misnamed-file.hint", name = format!("{meant}.md"));
                return Some(Diagnostic::whole(Code::MisnamedFile, path, message).hint(hint));
            };
            let message = message!("misnamed-file", name = format!("{name}.md"), meant);
            let right = format!("{meant}.md");
            let hint = match known == meant {
                true => message!("misnamed-file.hint", name = right),
                false => message!("misnamed-file.hint-annex", name = right),
            };
            Some(Diagnostic::whole(Code::MisnamedFile, path, message).hint(hint))
        }
        Role::Dossier { id } if id.contains(char::is_uppercase) => {
            let hint = message!("misnamed-file.hint", name = format!("{}.md", id.to_lowercase()));
            Some(Diagnostic::whole(Code::MisnamedFile, path, message!("misnamed-dossier", id)).hint(hint))
        }
        _ => None,
    }
}
