//! What is remembered makes no difference.
//!
//! Takes: sites made at random.
//! Gives: proof that a run with the memory of another one gives the same pages and data as a run without.
//! Never: writes pages to disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use tempfile::TempDir;

use super::{Options, Prepared, page_files, prepare};
use crate::failure::deadline::Deadline;
use crate::flow::memory::Memory;
use crate::pieces::body;
use crate::view;

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("a file lies in a folder")).unwrap();
    fs::write(file, text).unwrap();
}

/// A site of five documents with these bodies.
fn site([agenda, report, dossier, page, home]: &[String; 5]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let meeting = "title: M\nformation: jbz\nstart: 2024-06-13";
    write(folder.path(), "site.toml", "title = \"Proef\"\n");
    write(folder.path(), "content/meetings/m/agenda.md", &format!("---\n{meeting}\n---\n\n{agenda}"));
    write(folder.path(), "content/meetings/m/report.md", &format!("---\ntitle: V\n---\n\n{report}"));
    write(folder.path(), "content/dossiers/d.md", &format!("---\ntitle: D\n---\n\n{dossier}"));
    write(folder.path(), "content/pages/a.md", &format!("---\ntitle: A\n---\n\n{page}"));
    write(folder.path(), "content/_index.md", &format!("+++\n+++\n\n{home}"));
    write(folder.path(), "content/pages/k.svg", "<svg/>");
    folder
}

fn fresh(root: &Path) -> Prepared {
    prepare(root, &Options::default(), &mut Memory::default())
}

/// Every page of a site and the data beside it, by file, even if the content has mistakes.
fn pages(prepared: &Prepared) -> BTreeMap<String, Vec<u8>> {
    let ready = prepared.ready.as_ref().expect("the templates are in order");
    let made = |page| {
        page_files::files(ready, page, view::ViewOptions::default(), Deadline::NEVER)
            .expect("the templates ask for what is there")
    };
    ready.site.pages().into_iter().flat_map(made).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Two runs over one project give the same bytes, with and without the memory of the first.
    #[test]
    fn two_runs_give_the_same(bodies in prop::array::uniform5(body())) {
        let folder = site(&bodies);
        let root = folder.path();
        let mut memory = Memory::default();
        let first = prepare(root, &Options::default(), &mut memory);
        let again = prepare(root, &Options::default(), &mut memory);
        prop_assert_eq!(&first.diagnostics, &again.diagnostics);
        prop_assert_eq!(pages(&first), pages(&again));
        let other = fresh(root);
        prop_assert_eq!(&first.diagnostics, &other.diagnostics);
        prop_assert_eq!(pages(&first), pages(&other));
    }

    /// A document does not depend on others: an edit of one page leaves the text of the others unchanged.
    #[test]
    fn an_edit_stays_in_its_document(bodies in prop::array::uniform5(body()), edit in body()) {
        let folder = site(&bodies);
        let root = folder.path();
        let mut memory = Memory::default();
        let before = prepare(root, &Options::default(), &mut memory);
        write(root, "content/pages/a.md", &format!("---\ntitle: A\n---\n\n{edit}"));
        let after = prepare(root, &Options::default(), &mut memory);
        prop_assert_eq!(pages(&after), pages(&fresh(root)), "with memory and without");
        let others = |prepared: &Prepared| -> Vec<Arc<str>> {
            let documents = &prepared.ready.as_ref().expect("the templates are in order").bodies.documents();
            documents.iter().filter(|d| !d.source.path.ends_with("/a.md")).map(|d| d.source.text.clone()).collect()
        };
        prop_assert_eq!(others(&before), others(&after));
    }
}
