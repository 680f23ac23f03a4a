//! Snapshot cases: folders with a project and what the program makes of it. `tests/README.md` tells how to add one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use voetnoot::diagnostic::Code;

use crate::project::{Project, Run, Tree, tree, write};

/// With this variable set, what comes out becomes what is expected.
const BLESS: &str = "VOETNOOT_BLESS";

#[test]
fn cases_give_their_pages_and_diagnostics() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let got = outcome(&folder);
        let expected = expected(&folder);
        if std::env::var_os(BLESS).is_some() {
            bless(&folder, &got);
        } else {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            wrong.extend(differences(&expected, &got).into_iter().map(|difference| format!("{name}/{difference}")));
        }
    }
    assert!(wrong.is_empty(), "{}\n\nif this is as it should be: {BLESS}=1 cargo test cases", wrong.join("\n\n"));
}

#[test]
fn every_diagnostic_is_shown_by_a_test_with_its_hint() {
    let texts: Vec<String> = folders().iter().filter_map(|folder| fs::read_to_string(folder.join("diagnostics.txt")).ok()).collect();
    let shown: Vec<&str> = texts.iter().flat_map(|text| text.split("\n\n")).filter(|one| !one.trim().is_empty()).collect();
    for one in &shown {
        assert!(one.contains("= hint: "), "without a hint:\n{one}");
    }
    let by_case = |code: &Code| shown.iter().any(|one| one.trim_start().contains(&format!("[{}]: ", code.name())));
    let by_file_system = |code: &Code| crate::disk::SHOWN.iter().any(|(shown, _)| shown == code);
    let by_archive = |code: &Code| include_str!("archive.rs").contains(&format!("Code::{code:?}"));
    let shown = |code: &&Code| by_case(code) || by_file_system(code) || by_archive(code);
    let missing: Vec<&str> = Code::ALL.iter().filter(|code| !shown(code)).map(|code| code.name()).collect();
    assert!(missing.is_empty(), "no case shows {}", missing.join(", "));
}

/// The folders of the cases, by name.
fn folders() -> Vec<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> = fs::read_dir(&cases).expect("the folder of the cases").flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

/// What stands in the folder of a case besides `in`, by path.
fn expected(folder: &Path) -> Tree {
    let mut files = tree(folder);
    files.retain(|path, _| path == "diagnostics.txt" || path.starts_with("out/"));
    files
}

/// What the program makes of a case, in the form in which it is expected.
fn outcome(folder: &Path) -> Tree {
    let project = Project::copy_of(&folder.join("in"));
    let arguments = fs::read_to_string(folder.join("arguments.txt")).unwrap_or_default();
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let Run { code, stdout, stderr } = project.build(&arguments);
    let mut got = Tree::new();
    if !stdout.is_empty() {
        got.insert("diagnostics.txt".to_owned(), stdout.into_bytes());
    }
    if code != 0 {
        assert!(code == 1 && !project.output().exists(), "{}: exit code {code}\n{stderr}", folder.display());
        return got;
    }
    let theme: BTreeSet<String> = voetnoot::theme::statics().into_iter().map(|(path, _)| path).collect();
    let built = project.built();
    // Files of the search index are named after what they hold, which `search.rs` looks at.
    let index = |path: &str| path.rsplit_once('/').is_some_and(|(folder, name)| folder.ends_with("/index") && name != "index.json");
    let own = |path: &&String| (!theme.contains(*path) && !index(path)) || project.root().join("static").join(path).exists();
    let list: Vec<&str> = built.keys().filter(own).map(String::as_str).collect();
    got.insert("out/FILES".to_owned(), format!("{}\n", list.join("\n")).into_bytes());
    for path in expected(folder).keys().filter_map(|path| path.strip_prefix("out/")) {
        if let Some(bytes) = built.get(path) {
            got.insert(format!("out/{path}"), main(bytes));
        }
    }
    got
}

/// What stands within `<main>` of a page, so that the frame of the pages can change without every case; another file as it is.
fn main(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    match (text.find("<main"), text.find("</main>")) {
        (Some(start), Some(end)) => format!("{}</main>\n", &text[start..end]).into_bytes(),
        _ => bytes.to_vec(),
    }
}

fn differences(expected: &Tree, got: &Tree) -> Vec<String> {
    let paths: BTreeSet<&String> = expected.keys().chain(got.keys()).collect();
    let mut differences = Vec::new();
    for path in paths {
        let text = |tree: &Tree| tree.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        match (text(expected), text(got)) {
            (Some(expected), Some(got)) if expected == got => {}
            (Some(expected), Some(got)) => differences.push(format!("{path} differs:\n{}", first_difference(&expected, &got))),
            (Some(_), None) => differences.push(format!("{path} is expected and was not made")),
            (None, Some(got)) => differences.push(format!("{path} is not expected:\n{got}")),
            (None, None) => {}
        }
    }
    differences
}

/// The first line that differs, with the one before it.
fn first_difference(expected: &str, got: &str) -> String {
    let (expected, got): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), got.lines().collect());
    let at = expected.iter().zip(&got).take_while(|(a, b)| a == b).count();
    let line = |lines: &[&str]| lines.get(at).map_or("(the end)".to_owned(), |line| (*line).to_owned());
    let before = at.checked_sub(1).map(|i| expected[i]).unwrap_or_default();
    format!("line {}\n   {before}\n - {}\n + {}", at + 1, line(&expected), line(&got))
}

fn bless(folder: &Path, got: &Tree) {
    for path in expected(folder).keys().filter(|path| !got.contains_key(*path)) {
        fs::remove_file(folder.join(path)).expect("a file of the case");
    }
    for (path, bytes) in got {
        write(&folder.join(path), bytes);
    }
}
