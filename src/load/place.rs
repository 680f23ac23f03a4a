//! What a file below `content` is for.
//!
//! Takes: its path.
//! Gives: a [`Place`], which the path alone decides.
//! Never: looks at the disk.

use crate::document::Role;
use crate::{holding, package, seal};

/// What a path below `content` stands for.
pub enum Place {
    Document(Role),
    Attachment,
    Seal(String),
    Package(String),
    Kept,
    Nowhere(&'static str),
}

/// What the file at a path below `content` stands for.
pub fn place(path: &str) -> Place {
    let parts: Vec<&str> = path.split('/').collect();
    let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
    match (parts.as_slice(), stem) {
        (["_index.md"], _) => Place::Document(Role::Home),
        (["meetings", meeting, package::FILE], _) => Place::Package((*meeting).to_owned()),
        (["meetings", meeting, seal::FILE], _) => Place::Seal((*meeting).to_owned()),
        (["meetings", meeting, seal::KEPT, version, _], Some(name)) => match holding::number(version) {
            Some(number) => Place::Document(Role::Version { meeting: (*meeting).to_owned(), number, name: name.to_owned() }),
            None => Place::Kept,
        },
        (["meetings", _, seal::KEPT, ..], _) => Place::Kept,
        (["meetings", meeting, _], Some("agenda")) => Place::Document(Role::Agenda { meeting: (*meeting).to_owned() }),
        (["meetings", meeting, _], Some("report")) => Place::Document(Role::Report { meeting: (*meeting).to_owned() }),
        (["meetings", meeting, _], Some(name)) => Place::Document(Role::Annex { meeting: (*meeting).to_owned(), name: name.to_owned() }),
        (["dossiers", _], Some(id)) => Place::Document(Role::Dossier { id: id.to_owned() }),
        (["pages", .., _], Some(_)) => Place::Document(Role::Page { path: path["pages/".len()..path.len() - 3].to_owned() }),
        (["meetings", _, _, ..] | ["dossiers" | "pages", _, ..], None) => Place::Attachment,
        (["meetings", _], Some(_)) => Place::Nowhere("put it in a folder of its own: `content/meetings/<id>/agenda.md`"),
        (["meetings", ..], _) => Place::Nowhere("Markdown files of a meeting stand directly in its folder"),
        (["dossiers", ..], _) => Place::Nowhere("a dossier is one file: `content/dossiers/<id>.md`"),
        _ => Place::Nowhere("move it into `content/meetings/<id>`, `content/dossiers` or `content/pages`"),
    }
}

/// Whether a path cannot be part of an address.
pub fn unusable(path: &str) -> bool {
    !path.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c)) || path.split('/').any(|p| p.trim_matches('.').is_empty())
}
