//! What publishes a site from where its files are kept.
//!
//! Takes: the host of the repository, and what lies in the site already.
//! Gives: its workflow, an empty record of addresses, and the line by which two branches keep both their lines of it.
//! Never: lets a machine that commits nothing publish an address that the record does not have.

use std::fs;
use std::path::Path;

use super::NewFile;

/// A host of repositories that builds and publishes sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum CodeHost {
    /// GitHub, with GitHub Pages
    Github,
    /// GitLab, with GitLab Pages
    Gitlab,
}

/// The version that writes a workflow is the one that the workflow installs, so that a new one comes when somebody wants it.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What tells git about the record, and the line that does: lines of both branches are kept.
pub(crate) const ATTRIBUTES: (&str, &str) = (".gitattributes", "addresses.txt merge=union");

impl CodeHost {
    /// Where the workflow lies.
    pub(crate) fn path(self) -> &'static str {
        match self {
            CodeHost::Github => ".github/workflows/publish.yml",
            CodeHost::Gitlab => ".gitlab-ci.yml",
        }
    }

    /// The workflow, and what of the rest is not in the folder of the site yet.
    pub(crate) fn files(self, root: &Path) -> Vec<NewFile> {
        let text = match self {
            CodeHost::Github => include_str!("workflows/github.yml"),
            CodeHost::Gitlab => include_str!("workflows/gitlab.yml"),
        };
        let file = |path: &str, text: String| NewFile { path: path.to_owned(), text };
        let workflow = file(self.path(), text.replace("\"VERSION\"", &format!("\"{VERSION}\"")));
        let (attributes, line) = ATTRIBUTES;
        let rest = [file("addresses.txt", String::new()), file(attributes, format!("{line}\n"))];
        let missing = rest.into_iter().filter(|file| !root.join(&file.path).exists());
        std::iter::once(workflow).chain(missing).collect()
    }
}

/// Whether what tells git about the record is there, and says nothing about it.
pub(crate) fn lacks_line(root: &Path) -> bool {
    let (path, wanted) = ATTRIBUTES;
    let text = fs::read_to_string(root.join(path));
    text.is_ok_and(|text| !text.lines().any(|line| line.trim() == wanted))
}
