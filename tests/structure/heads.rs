//! What modules and items say about themselves: each module has a head, and no doc comment only repeats a name.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// What every head says, each at the beginning of a line.
const SAYS: [&str; 3] = ["Takes: ", "Gives: ", "Never: "];

/// A crate whose documentation is its README says all of this there.
const README_AS_HEAD: &str = "#![doc = include_str!(\"../README.md\")]";

/// Words with which a doc comment begins that goes on to repeat a name.
const ARTICLES: [&str; 7] = ["A", "All", "An", "Each", "Its", "The", "This"];

/// Words that may come between the doc comment of an item and the item's name.
const BEFORE_NAME: [&str; 14] = [
    "async", "const", "crate", "enum", "extern", "fn", "in", "mod", "mut", "pub", "static", "struct", "super", "unsafe",
];

/// The files of the program and of the other crates, by path from the folder of the workspace, with their texts.
fn sources() -> Vec<(String, String)> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src", "crates"].map(|folder| WalkDir::new(workspace.join(folder)).sort_by_file_name());
    let files = folders.into_iter().flatten().map(|entry| entry.expect("a file of the program"));
    let sources: Vec<(String, String)> = files
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(workspace).expect("a path in the workspace");
            let path = path.to_string_lossy().replace('\\', "/");
            (path, fs::read_to_string(entry.path()).expect("a file in UTF-8"))
        })
        .filter(|(path, _)| path.starts_with("src/") || path.contains("/src/"))
        .collect();
    assert!(sources.len() > 250, "{} files are not the whole program", sources.len());
    sources
}

/// What the head of a module lacks.
fn lacking(text: &str) -> Vec<&'static str> {
    if text.starts_with(README_AS_HEAD) {
        return Vec::new();
    }
    let head: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim_start).collect();
    let missing = SAYS.into_iter().filter(|word| !head.iter().any(|line| line.starts_with(word)));
    if head.is_empty() { vec!["//!"] } else { missing.collect() }
}

/// The doc comments of one line that only repeat the name of their item, as line number and text.
fn repetitions(text: &str) -> Vec<(usize, &str)> {
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let doc = |at: usize| lines.get(at).and_then(|line| line.strip_prefix("/// "));
    let alone =
        (0..lines.len()).filter(|at| doc(*at).is_some() && !at.checked_sub(1).is_some_and(|at| is_doc(lines[at])));
    alone
        .filter_map(|at| {
            let item = lines[at + 1..].iter().find(|line| !line.starts_with("#["))?;
            let (text, name) = (doc(at)?, name(item)?);
            repeats(text, name).then_some((at + 1, text))
        })
        .collect()
}

fn is_doc(line: &str) -> bool {
    line.starts_with("///")
}

/// The name of the item that a line begins; `None` if it begins none, or goes on with the doc comment.
fn name(item: &str) -> Option<&str> {
    let mut words = item.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    if is_doc(item) {
        None
    } else {
        words.find(|word| !BEFORE_NAME.contains(word) && *word != "trait" && *word != "type")
    }
}

/// Whether a doc comment says nothing but the name, in the singular or in the plural: "Its name.", "The found notes."
fn repeats(text: &str, name: &str) -> bool {
    let Some(said) = text.strip_suffix('.').filter(|said| !said.contains(['.', ',', ';', ':', '`'])) else {
        return false;
    };
    let said = match said.split_once(' ') {
        Some((first, rest)) if ARTICLES.contains(&first) => rest,
        _ => said,
    };
    let bare = |words: &str| {
        let letters: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.to_lowercase().trim_end_matches('s').to_owned()
    };
    bare(said) == bare(name)
}

#[test]
fn every_module_says_what_it_takes_gives_and_never_does() {
    let found: Vec<String> = sources()
        .iter()
        .map(|(path, text)| (path, lacking(text)))
        .filter(|(_, lacking)| !lacking.is_empty())
        .map(|(path, lacking)| format!("{path}: {}", lacking.join(", ")))
        .collect();
    assert!(found.is_empty(), "heads of modules lack something:\n{}", found.join("\n"));
    assert_eq!(lacking("//! A module.\n//!\n//! Takes: text.\n//! Never: fails.\n"), ["Gives: "]);
    assert_eq!(lacking("use std::fs;\n"), ["//!"]);
}

#[test]
fn no_doc_comment_only_repeats_a_name() {
    let found: Vec<String> = sources()
        .iter()
        .flat_map(|(path, text)| repetitions(text).into_iter().map(move |(line, doc)| format!("{path}:{line}: {doc}")))
        .collect();
    assert!(
        found.is_empty(),
        "doc comments only repeat a name; say shape, unit, range or when it is absent, or leave them out:\n{}",
        found.join("\n")
    );
    for (doc, item) in [
        ("Its id.", "pub id: String,"),
        ("The found notes.", "pub(crate) struct FoundNotes {"),
        ("The settings.", "#[serde(flatten)]\n    pub settings: Settings,"),
        ("Dossier.", "const DOSSIERS: usize = 3;"),
    ] {
        assert_eq!(repetitions(&format!("    /// {doc}\n    {item}\n")), [(1, doc)]);
    }
    for (doc, item) in [
        ("Its id, which names its folder.", "pub id: String,"),
        ("The id.\n    /// It is unique.", "pub id: String,"),
        ("The day on which it was sent.", "pub published: Date,"),
    ] {
        assert_eq!(repetitions(&format!("    /// {doc}\n    {item}\n")), []);
    }
}
