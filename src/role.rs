//! What a file of the content is.
//!
//! Takes: nothing; [`crate::load`] tells it from the place of the file.
//! Gives: [`Role`].
//! Never: says anything that only the text of the file could tell.

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
}
