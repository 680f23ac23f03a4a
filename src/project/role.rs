//! The role of a file in `content`.
//!
//! Takes: nothing; [`crate::project::load`] tells it from the path of the file.
//! Gives: [`Role`].
//! Never: says anything that only the text of the file could tell.

use crate::settings::language::Language;

/// What a file is, according to its place in `content`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    /// `_index.md`: the text of the home page.
    Home,
    /// `meetings/<id>/agenda.md`.
    Agenda { meeting: String },
    /// `meetings/<id>/report.md`.
    Report { meeting: String },
    /// Any other Markdown file of a meeting.
    Annex {
        meeting: String,
        /// The name of the file without `.md`.
        name: String,
    },
    /// A Markdown file of a meeting as it was when sealed: `meetings/<id>/_versions/<number>/<name>.md`.
    Version {
        meeting: String,
        number: u32,
        /// The name of the file without `.md`.
        name: String,
    },
    /// `dossiers/<id>.md`.
    Dossier { id: String },
    /// `pages/<path>.md`.
    Page {
        /// The path below `pages` without `.md`.
        path: String,
    },
}

/// The name of a Markdown file without an ending that would do elsewhere and does not here: `agenda.MD`, `agenda.md.txt`.
pub(crate) fn misspelt_markdown(name: &str) -> Option<&str> {
    const ENDINGS: [&str; 6] = [".md", ".markdown", ".mdown", ".mkd", ".md.txt", ".markdown.txt"];
    let lower = name.to_ascii_lowercase();
    let ending = ENDINGS.iter().rev().find(|ending| lower.len() > ending.len() && lower.ends_with(**ending))?;
    (!name.ends_with(".md")).then(|| &name[..name.len() - ending.len()])
}

impl Role {
    /// The id of the meeting to which it belongs now; `None` for a version and for files outside meetings.
    pub(crate) fn meeting(&self) -> Option<&str> {
        match self {
            Role::Agenda { meeting } | Role::Report { meeting } | Role::Annex { meeting, .. } => Some(meeting),
            Role::Home | Role::Version { .. } | Role::Dossier { .. } | Role::Page { .. } => None,
        }
    }

    /// The number of the earlier version that it is; `None` for any other document.
    pub(crate) fn version(&self) -> Option<u32> {
        match self {
            Role::Version { number, .. } => Some(*number),
            _ => None,
        }
    }

    /// Whether its first-level headings are parts and its second-level headings items.
    pub(crate) fn has_items(&self) -> bool {
        match self {
            Role::Agenda { .. } | Role::Report { .. } => true,
            Role::Version { name, .. } => matches!(name.as_str(), "agenda" | "report"),
            Role::Home | Role::Annex { .. } | Role::Dossier { .. } | Role::Page { .. } => false,
        }
    }

    /// The address of the page made from the file.
    pub(crate) fn address(&self, language: &Language) -> String {
        let words = &language.addresses;
        match self {
            Role::Home => String::new(),
            Role::Agenda { meeting } => format!("{}/{meeting}/", words.meetings),
            Role::Report { meeting } => format!("{}/{meeting}/{}/", words.meetings, words.report),
            Role::Version { meeting, number, name } => {
                let version = format!("{}/{meeting}/{}-{number}/", words.meetings, words.version);
                match name.as_str() {
                    "agenda" => version,
                    "report" => format!("{version}{}/", words.report),
                    name => format!("{version}{name}/"),
                }
            }
            Role::Annex { meeting, name } => format!("{}/{meeting}/{name}/", words.meetings),
            Role::Dossier { id } => format!("{}/{id}/", words.dossiers),
            Role::Page { path } => format!("{path}/"),
        }
    }
}
