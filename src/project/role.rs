//! What a file of the content is.
//!
//! Takes: nothing; [`crate::load`] tells it from the place of the file.
//! Gives: [`Role`].
//! Never: says anything that only the text of the file could tell.

use crate::language::Language;

/// What a file is, which its place in `content` determines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// `_index.md`: the text of the home page.
    Home,
    /// `meetings/<id>/agenda.md`.
    Agenda {
        /// The id of the meeting.
        meeting: String,
    },
    /// `meetings/<id>/report.md`.
    Report {
        /// The id of the meeting.
        meeting: String,
    },
    /// Any other Markdown file of a meeting.
    Annex {
        /// The id of the meeting.
        meeting: String,
        /// The name of the file without `.md`.
        name: String,
    },
    /// A Markdown file of a meeting as it was when it was sealed: `meetings/<id>/_versions/<number>/<name>.md`.
    Version {
        /// The id of the meeting.
        meeting: String,
        /// The number of the version.
        number: u32,
        /// The name of the file without `.md`.
        name: String,
    },
    /// `dossiers/<id>.md`.
    Dossier {
        /// The id of the dossier.
        id: String,
    },
    /// `pages/<path>.md`.
    Page {
        /// The path below `pages` without `.md`.
        path: String,
    },
}

impl Role {
    /// The meeting it belongs to as it is now, if it does.
    pub fn meeting(&self) -> Option<&str> {
        match self {
            Role::Agenda { meeting } | Role::Report { meeting } | Role::Annex { meeting, .. } => Some(meeting),
            Role::Home | Role::Version { .. } | Role::Dossier { .. } | Role::Page { .. } => None,
        }
    }

    /// Whether its first-level headings are parts and its second-level ones items.
    pub fn has_items(&self) -> bool {
        match self {
            Role::Agenda { .. } | Role::Report { .. } => true,
            Role::Version { name, .. } => matches!(name.as_str(), "agenda" | "report"),
            Role::Home | Role::Annex { .. } | Role::Dossier { .. } | Role::Page { .. } => false,
        }
    }

    /// The address of the page that a file makes.
    pub fn address(&self, language: &Language) -> String {
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
