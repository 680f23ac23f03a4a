//! Compares what came out with what is expected, and shows the difference; or replaces what is expected by what came
//! out.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use libtest_mimic::Failed;
use similar::TextDiff;

use crate::project::{Tree, write};

/// If this variable is set, what comes out becomes what is expected.
const BLESS: &str = "VOETNOOT_BLESS";

/// How many lines of the difference of a file are shown.
const SHOWN: usize = 60;

/// The folders of cases below a folder of `tests`, each with its name.
pub fn folders(below: &str) -> Vec<(String, PathBuf)> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(below);
    let entries = fs::read_dir(&cases).expect("the folder of the cases");
    let paths = entries.map(|entry| entry.expect("a case").path()).filter(|path| path.is_dir());
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut folders: Vec<(String, PathBuf)> = paths.map(|path| (name(&path), path)).collect();
    folders.sort();
    folders
}

/// Asserts that a case gives what its folder expects. When blessed, the folder from now on expects what it gives.
pub fn hold(test: &str, folder: &Path, expected: &Tree, made: &Tree) -> Result<(), Failed> {
    let paths: BTreeSet<&String> = expected.keys().chain(made.keys()).collect();
    let different = paths.into_iter().filter(|path| expected.get(*path) != made.get(*path));
    if std::env::var_os(BLESS).is_some() {
        different.for_each(|path| bless(&folder.join(path), made.get(path)));
        return Ok(());
    }
    let differences: Vec<String> = different.map(|path| difference(path, expected.get(path), made.get(path))).collect();
    if differences.is_empty() {
        return Ok(());
    }
    Err(format!("{}\nif this is as it should be: {BLESS}=1 cargo test {test}", differences.join("\n")).into())
}

fn bless(file: &Path, made: Option<&Vec<u8>>) {
    eprintln!("blessed {}", file.display());
    match made {
        Some(bytes) => write(file, bytes),
        None => fs::remove_file(file).expect("a file of the case"),
    }
}

/// The difference of a file in the unified form, with colours that the harness removes where no terminal shows them.
fn difference(path: &str, expected: Option<&Vec<u8>>, made: Option<&Vec<u8>>) -> String {
    let text =
        |bytes: Option<&Vec<u8>>| bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
    let (old, new) = (text(expected), text(made));
    let heads = [name(expected, path, "expected"), name(made, path, "made")];
    let diff = TextDiff::from_lines(&old, &new).unified_diff().header(&heads[0], &heads[1]).to_string();
    let mut shown = String::new();
    for line in diff.lines().take(SHOWN) {
        let style = style(line);
        let _ = writeln!(shown, "{style}{line}{style:#}");
    }
    match diff.lines().count().saturating_sub(SHOWN) {
        0 => {}
        more => shown.push_str(&format!("({more} more lines)\n")),
    }
    shown
}

/// What the header of a difference calls one of its sides.
fn name(bytes: Option<&Vec<u8>>, path: &str, side: &str) -> String {
    if bytes.is_some() { format!("{side}: {path}") } else { format!("{side}: nothing") }
}

fn style(line: &str) -> Style {
    match line.as_bytes().first() {
        Some(b'+') => AnsiColor::Green.on_default(),
        Some(b'-') => AnsiColor::Red.on_default(),
        Some(b'@') => AnsiColor::Cyan.on_default(),
        _ => Style::new(),
    }
}
