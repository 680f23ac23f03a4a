//! The project as it was found at the previous look.
//!
//! Takes: the root folder.
//! Gives: [`Tree`]: a node for each folder and file that is read, and from all nodes the project as a whole.
//! Never: decides when to look at the disk; [`crate::project::load`] does.

use std::path::{Path, PathBuf};

use super::node::ProjectNode;
use super::purpose::Purpose;
use crate::diagnostic::{Code, Diagnostic, message};
use crate::project::bounds::FOLDERS;
use crate::project::seal_files::Digests;
use crate::project::{ProjectFiles, RECORD};

/// The project as it was found at the previous look.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(super) root: PathBuf,
    /// The nodes of `site.toml` and of the folders in the root.
    pub(super) tops: Vec<ProjectNode>,
    /// Whether the project has been looked at before.
    pub(super) looked_at: bool,
    /// The folders in the root that are not read, since their names are only almost those of some that are; with these.
    pub(super) misnamed: Vec<(&'static str, &'static str)>,
    digests: Digests,
}

impl Tree {
    pub(super) fn new(root: &Path) -> Self {
        let top = |name: &str, purpose| ProjectNode::new(Some(name.into()), root.join(name), purpose);
        let mut tops: Vec<ProjectNode> = FOLDERS.iter().map(|name| top(name, Purpose::Nothing)).collect();
        tops.push(top("site.toml", Purpose::Settings));
        tops.push(top(RECORD, Purpose::Record));
        Tree { root: root.to_owned(), tops, looked_at: false, misnamed: Vec::new(), digests: Digests::default() }
    }

    pub(super) fn project(&mut self, root: &Path) -> ProjectFiles {
        let mut project = ProjectFiles::default();
        self.tops.iter().for_each(|top| top.gather(&mut project));
        self.digests.add_sealed_files(root, &mut project);
        project.diagnostics.extend(self.misnamed.iter().map(|(name, meant)| {
            let hint = message!("misnamed-file.hint", name = *meant);
            Diagnostic::whole(Code::MisnamedFile, &(*name).into(), message!("misnamed-folder", meant = *meant))
                .hint(hint)
        }));
        project.diagnostics.sort();
        project
    }
}
