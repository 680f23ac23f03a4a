//! Folders with a project, and what the program makes of it. `tests/README.md` tells how to add one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};

use crate::project::{Project, Run, Tree, tree};
use crate::snapshot;

pub fn trials() -> Vec<Trial> {
    let trial = |(name, folder): (String, PathBuf)| {
        let test = format!("case::{name}");
        Trial::test(test.clone(), move || snapshot::hold(&test, &folder, &expected(&folder), &outcome(&folder)?))
    };
    snapshot::folders("cases").into_iter().map(trial).collect()
}

/// Everything in the folder of a case besides `in`, by path.
fn expected(folder: &Path) -> Tree {
    let mut files = tree(folder);
    files.retain(|path, _| path == "diagnostics.txt" || path.starts_with("out/"));
    files
}

/// What the program makes of a case, in the form in which it is expected.
fn outcome(folder: &Path) -> Result<Tree, Failed> {
    let project = Project::copy_of(&folder.join("in"));
    let arguments = fs::read_to_string(folder.join("arguments.txt")).unwrap_or_default();
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let Run { code, stdout, stderr } = project.build(&arguments);
    let mut made = Tree::new();
    if !stdout.is_empty() {
        made.insert("diagnostics.txt".to_owned(), stdout.into_bytes());
    }
    match code {
        0 => {}
        1 if !project.output().exists() => return Ok(made),
        1 => return Err("errors were reported, and yet something was written".into()),
        _ => return Err(format!("exit code {code}\n{stderr}").into()),
    }
    let built = project.built();
    let theme: BTreeSet<String> = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("static")).into_keys().collect();
    // Files of the search index are named after their contents, which `search.rs` looks at.
    let index = |path: &str| {
        path.rsplit_once('/').is_some_and(|(folder, name)| folder.ends_with("/index") && name != "index.json")
    };
    let own =
        |path: &&String| (!theme.contains(*path) && !index(path)) || project.root().join("static").join(path).exists();
    let list: Vec<&str> = built.keys().filter(own).map(String::as_str).collect();
    made.insert("out/FILES".to_owned(), format!("{}\n", list.join("\n")).into_bytes());
    for path in expected(folder).keys().filter_map(|path| path.strip_prefix("out/")) {
        if let Some(bytes) = built.get(path) {
            made.insert(format!("out/{path}"), main(bytes));
        }
    }
    Ok(made)
}

/// The contents of `<main>` of a page, so that the frame of pages can change without changing every case; any other
/// file as it is.
fn main(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    match (text.find("<main"), text.find("</main>")) {
        (Some(start), Some(end)) => format!("{}</main>\n", &text[start..end]).into_bytes(),
        _ => bytes.to_vec(),
    }
}
