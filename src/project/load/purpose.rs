//! What a file of the project is for.
//!
//! Takes: its path.
//! Gives: a [`Purpose`], which the path alone decides.
//! Never: looks at the disk.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Message, message};
use crate::project::leftover;
use crate::project::package_note;
use crate::project::role::{self, Role};
use crate::project::seal_files;
use crate::project::seal_text;

/// What a file is for.
#[derive(Debug, Clone)]
pub(super) enum Purpose {
    Settings,
    Language(String),
    Template(String),
    Document(Role),
    Attachment,
    Static,
    /// The seal of a meeting, by the meeting's id.
    Seal(String),
    /// The note about the package of a meeting, by the meeting's id.
    Package(String),
    /// The record of published addresses.
    Record,
    /// A file kept by a seal.
    Kept,
    /// It is ignored, or it is a folder.
    Nothing,
    /// It is of no use where it lies; the diagnostic says so.
    Misplaced(Diagnostic),
}

impl Purpose {
    /// Whether only a file can have it; a folder of the name would make what is meant vanish.
    pub(super) fn is_of_file(&self) -> bool {
        match self {
            Purpose::Settings
            | Purpose::Record
            | Purpose::Language(_)
            | Purpose::Template(_)
            | Purpose::Document(_)
            | Purpose::Seal(_)
            | Purpose::Package(_) => true,
            Purpose::Attachment | Purpose::Static | Purpose::Kept | Purpose::Nothing | Purpose::Misplaced(_) => false,
        }
    }

    /// What the file or folder at a path in the project is for; `None` if it and everything below it is ignored.
    pub(super) fn of(path: &Arc<str>) -> Option<Purpose> {
        let (top, inner) = path.split_once('/').unwrap_or((path, ""));
        let purpose = match top {
            "static" if inner.split('/').any(is_of_version_control) => return None,
            "static" => Purpose::Static,
            _ if is_hidden(path) => return None,
            "languages" => {
                inner.strip_suffix(".toml").map_or(Purpose::Nothing, |code| Purpose::Language(code.to_owned()))
            }
            "templates" if inner.ends_with(".html") => Purpose::Template(inner.to_owned()),
            "templates" => Purpose::Nothing,
            _ => match in_content(path, inner) {
                Purpose::Document(_) if unusable(inner.trim_end_matches(".md")) => {
                    let message = message!("unusable-name", name = inner);
                    let hint = message!("unusable-name.hint");
                    Purpose::Misplaced(Diagnostic::whole(Code::UnusableName, path, message).hint(hint))
                }
                purpose => purpose,
            },
        };
        Some(purpose)
    }
}

/// Whether a program left a file or folder behind where files are published. Nothing is said of those whose names hide them
/// anyway.
pub(super) fn is_leftover(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let published = match path.split('/').next() {
        Some("static") => true,
        Some("content") => !is_hidden(path),
        _ => false,
    };
    published && leftover::is_leftover(name)
}

/// Whether a name is one of version control, which keeps everything that was ever written.
fn is_of_version_control(name: &str) -> bool {
    matches!(name, ".git" | ".gitignore" | ".gitattributes" | ".gitkeep" | ".gitmodules" | ".hg" | ".svn" | ".bzr")
}

/// Whether the name of a file or folder keeps it from being published. `_index.md` and `_versions` are exceptions.
fn is_hidden(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["content", "_index.md"] | ["content", "meetings", _, seal_text::KEPT] => false,
        _ => name.starts_with(['_', '.']),
    }
}

/// What the file at a path below `content` is for.
fn in_content(path: &Arc<str>, inner: &str) -> Purpose {
    let owned = |id: &str| id.to_owned();
    let misplaced = |hint: Message| {
        Purpose::Misplaced(Diagnostic::whole(Code::UnexpectedFile, path, message!("unexpected-file")).hint(hint))
    };
    let parts: Vec<&str> = inner.split('/').collect();
    let stem = inner.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
    match (parts.as_slice(), stem) {
        (["_index.md"], _) => Purpose::Document(Role::Home),
        (["meetings", meeting, package_note::FILE], _) => Purpose::Package(owned(meeting)),
        (["meetings", meeting, seal_text::FILE], _) => Purpose::Seal(owned(meeting)),
        (["meetings", meeting, seal_text::KEPT, version, _], Some(name)) => match seal_files::number(version) {
            Some(number) => Purpose::Document(Role::Version { meeting: owned(meeting), number, name: owned(name) }),
            None => Purpose::Kept,
        },
        (["meetings", _, seal_text::KEPT, ..], _) => Purpose::Kept,
        (["meetings", meeting, _], Some("agenda")) => Purpose::Document(Role::Agenda { meeting: owned(meeting) }),
        (["meetings", meeting, _], Some("report")) => Purpose::Document(Role::Report { meeting: owned(meeting) }),
        (["meetings", meeting, _], Some(name)) => {
            Purpose::Document(Role::Annex { meeting: owned(meeting), name: owned(name) })
        }
        (["dossiers", _], Some(id)) => Purpose::Document(Role::Dossier { id: owned(id) }),
        (["pages", .., _], Some(_)) => {
            Purpose::Document(Role::Page { path: inner["pages/".len()..inner.len() - 3].to_owned() })
        }
        (["meetings" | "dossiers" | "pages", .., name], None) if let Some(stem) = role::misspelt_markdown(name) => {
            let hint = message!("misnamed-file.hint", name = format!("{stem}.md"));
            let diagnostic = Diagnostic::whole(Code::MisnamedFile, path, message!("misnamed-ending"));
            Purpose::Misplaced(diagnostic.hint(hint))
        }
        (["meetings", _, _, ..] | ["dossiers" | "pages", _, ..], None) => Purpose::Attachment,
        (["meetings", _], Some(_)) => misplaced(message!("unexpected-file.hint-meeting")),
        (["meetings", ..], _) => misplaced(message!("unexpected-file.hint-depth")),
        (["dossiers", ..], _) => misplaced(message!("unexpected-file.hint-dossier")),
        _ => misplaced(message!("unexpected-file.hint")),
    }
}

/// Whether a path cannot become part of an address.
fn unusable(path: &str) -> bool {
    !path.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c))
        || path.split('/').any(|p| p.trim_matches('.').is_empty())
}
