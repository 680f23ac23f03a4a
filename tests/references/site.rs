//! The site in this repository, which contains in its own words the document that the grammar was made for, typing
//! errors included.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use voetnoot::{Options, Silent};

use crate::project::{Project, tree};

const AGENDA: &str = "content/meetings/jbz-2024-06-13/agenda.md";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn notes_that_share_a_source_meet_on_its_page() {
    let pages = voetnoot::pages(root(), &Options::default());
    assert!(pages.diagnostics.is_empty(), "every warning about the document is accepted, and nothing else is wrong");
    let shared: BTreeSet<Vec<u32>> = pages
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("bronnen/") && path.ends_with(".html"))
        .map(|(_, bytes)| {
            let page = String::from_utf8_lossy(bytes);
            let (_, citing) = page.split_once("<div class=\"citing-places\">").unwrap_or_default();
            let links = citing.split("<a href=\"../vergaderingen/jbz-2024-06-13/noot-").skip(1);
            let notes: BTreeSet<u32> = links.filter_map(|link| link.split_once(".html\"")?.0.parse().ok()).collect();
            notes.into_iter().collect()
        })
        .filter(|notes: &Vec<u32>| notes.len() > 1)
        .collect();
    assert_eq!(shared, [vec![3, 22], vec![14, 22], vec![23, 34], vec![31, 32], vec![11, 12]].into());
}

/// The site without accepted warnings in the agenda.
fn unaccepted() -> Project {
    let project = Project::new(&[]);
    for (path, bytes) in tree(&root().join("content")) {
        project.write(&format!("content/{path}"), bytes);
    }
    project.write("site.toml", fs::read(root().join("site.toml")).unwrap());
    let text = fs::read_to_string(root().join(AGENDA)).unwrap();
    let (before, after) = text.split_once("accepted:\n").expect("what is accepted");
    let (_, after) = after.split_once("---\n").expect("the end of the front matter");
    project.write(AGENDA, format!("{before}---\n{after}"));
    project
}

#[test]
fn what_looks_mistaken_is_reported_at_its_note_and_left_as_it_is() {
    let project = unaccepted();
    let text = fs::read_to_string(project.root().join(AGENDA)).unwrap();
    let note_at = |line: usize| {
        let line = text.lines().nth(line - 1).expect("a line of the agenda");
        let label = line.strip_prefix("[^").and_then(|rest| rest.split_once("]: ")).map_or("0", |(label, _)| label);
        label.parse::<usize>().expect("a number")
    };
    let found = voetnoot::check(&project.root(), &Options::default(), &Silent).unwrap();
    let here = found.iter().filter(|diagnostic| &*diagnostic.path == AGENDA);
    let reported: BTreeSet<(usize, &str)> = here
        .map(|diagnostic| (note_at(found.position(diagnostic).expect("a place").line), diagnostic.code.name()))
        .filter(|(_, code)| code.starts_with("reference-"))
        .collect();
    let expected = [
        (8, "reference-session-of-paper"),
        (12, "reference-other-form"),
        (17, "reference-session-of-paper"),
        (19, "reference-cut-off"),
        (22, "reference-spaced-number"),
        (28, "reference-unknown-dossier"),
        (31, "reference-session-of-paper"),
        (32, "reference-session-of-paper"),
        (32, "reference-two-descriptions"),
    ];
    assert_eq!(reported, expected.into());
    let citations = voetnoot::references(&project.root()).citations;
    let here = citations.iter().filter(|citation| citation.path == AGENDA);
    let ids: Vec<&str> = here.filter_map(|citation| citation.id.as_deref()).collect();
    let papers: Vec<&str> = ids.iter().filter_map(|id| id.strip_prefix("kst-")).collect();
    assert_eq!(papers.len(), 23);
    assert!(papers.contains(&"22122-3596") && papers.contains(&"32317-869"));
    let mut dossiers: Vec<&str> = Vec::new();
    for dossier in papers.iter().filter_map(|paper| paper.split('-').next()) {
        if !dossiers.contains(&dossier) {
            dossiers.push(dossier);
        }
    }
    assert_eq!(dossiers, ["32317", "22112", "26643", "29517", "22122"]);
}
