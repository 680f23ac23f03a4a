//! What lies beside draft pages and dossiers.
//!
//! Takes: the documents that are published and those that are not, and the files in `content`.
//! Gives: which of the files are published.
//! Never: hides a file that a published document links to.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::document::{Role, Summary, Target, link_target};
use crate::project::Copied;

/// What documents a folder has.
#[derive(Default)]
struct FolderContents {
    drafts: usize,
    published: usize,
}

/// Leaves only the files that are published. `address` is that of a file by its path.
pub(super) fn leave_out(
    attachments: &mut Vec<Copied>,
    (hidden, shown): (&[Arc<Summary>], &[Arc<Summary>]),
    address: impl Fn(&str) -> String,
) {
    let is_plain = |document: &&Arc<Summary>| matches!(document.role, Role::Page { .. } | Role::Dossier { .. });
    if !hidden.iter().any(|draft| is_plain(&draft)) {
        return;
    }
    let mut folders: HashMap<&str, FolderContents> = HashMap::new();
    // The folders named after documents, and whether that is a draft.
    let mut named: HashMap<&str, bool> = HashMap::new();
    for (documents, draft) in [(hidden, true), (shown, false)] {
        for document in documents.iter().filter(is_plain) {
            let path = link_target::content_path(&document.path);
            named.insert(path.trim_end_matches(".md"), draft);
            let folder = folders.entry(above(path).unwrap_or_default()).or_default();
            *(if draft { &mut folder.drafts } else { &mut folder.published }) += 1;
        }
    }
    let linked: HashSet<&Target> = shown.iter().flat_map(|document| &document.targets).collect();
    let is_linked = |file: &Copied| {
        let path = link_target::content_path(&file.path).to_owned();
        linked.contains(&Target::File { path, anchor: None })
            || linked.contains(&Target::Address { address: address(&file.path), anchor: None })
    };
    attachments.retain(|file| !lies_beside(link_target::content_path(&file.path), &folders, &named) || is_linked(file));
}

/// Whether what a folder nearest to a file has to do with documents is a draft: it has its name, or lies in it.
fn lies_beside(path: &str, folders: &HashMap<&str, FolderContents>, named: &HashMap<&str, bool>) -> bool {
    let own = above(path);
    let mut at = own;
    while let Some(folder) = at {
        if let Some(FolderContents { drafts, published }) = folders.get(folder) {
            // Further down, it may belong to any of the documents.
            return *drafts > 0 && (at == own || *published == 0);
        }
        if let Some(is_draft) = named.get(folder) {
            return *is_draft;
        }
        at = above(folder);
    }
    false
}

fn above(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}
