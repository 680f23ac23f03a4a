//! The record of published addresses: who writes it, and what it keeps.

use std::fs;

use crate::project::{Project, Run, program, run};

const AGENDA: &str = "---\ntitle: Raad\nformation: jbz\nstart: 2024-06-13\n---\n\n## 1. Punt\n\nTekst.[^1]\n\n[^1]: Noot.\n";

fn project() -> Project {
    Project::new(&[
        ("content/meetings/jbz-1/agenda.md", AGENDA),
        ("content/meetings/jbz-1/b c.pdf", "bijlage"),
        ("content/pages/over.md", "---\ntitle: Over\naliases: [/oud/]\n---\n\nTekst.\n"),
        ("content/pages/concept.md", "---\ntitle: Concept\ndraft: true\n---\n\nTekst.\n"),
        ("addresses.txt", ""),
    ])
}

fn record(project: &Project) -> String {
    fs::read_to_string(project.root().join("addresses.txt")).expect("the record")
}

fn lines(project: &Project) -> Vec<String> {
    let lists = ["/behandelingen/", "/bronnen/", "/dossiers/", "/toezeggingen/", "/vergaderingen/", "/zoeken/"];
    record(project).lines().skip(1).filter(|line| !lists.contains(line)).map(str::to_owned).collect()
}

fn errors(run: &Run) -> Vec<&str> {
    run.stdout.lines().filter_map(|line| line.split(['[', ']']).nth(1)).collect()
}

/// What the content itself publishes; the lists that every site has may grow in number.
const FIRST: [&str; 5] = ["/", "/oud/", "/over/", "/vergaderingen/jbz-1/ notes=1 #punt", "/vergaderingen/jbz-1/b%20c.pdf"];

#[test]
fn a_build_adds_what_is_new_and_nothing_else_writes() {
    let project = project();
    assert_eq!((project.check(&[]).code, project.build(&["--drafts"]).code), (0, 0));
    assert_eq!(record(&project), "");
    assert_eq!(project.build(&[]).code, 0);
    assert_eq!(lines(&project), FIRST);
    let before = record(&project);
    let again = project.build(&[]);
    assert!(again.code == 0 && !again.stderr.contains("addresses"), "{}", again.stderr);
    assert_eq!(record(&project), before);
    project.write("content/pages/nieuw.md", "---\ntitle: Nieuw\n---\n\n[[nergens]]\n");
    assert_eq!(project.build(&[]).code, 1);
    assert_eq!(record(&project), before, "a build that fails writes nothing");
    project.write("content/pages/nieuw.md", "---\ntitle: Nieuw\n---\n\nTekst.\n");
    assert!(project.build(&[]).stderr.contains("1 new address"));
    assert!(lines(&project).contains(&"/nieuw/".to_owned()));
}

#[test]
fn without_a_record_none_is_made() {
    let project = project();
    project.remove("addresses.txt");
    assert_eq!(project.build(&[]).code, 0);
    assert!(!project.root().join("addresses.txt").exists());
}

#[test]
fn what_vanishes_is_an_error_until_it_is_mended() {
    let project = project();
    assert_eq!(project.build(&[]).code, 0);
    let published = record(&project);
    let agenda = |text: &str| project.write("content/meetings/jbz-1/agenda.md", text);
    agenda(&AGENDA.replace("Punt", "Ander punt"));
    assert_eq!(errors(&project.check(&["--format", "short"])), ["vanished-anchor"]);
    agenda(&AGENDA.replace("Punt", "Ander punt {#punt}"));
    assert_eq!(project.check(&[]).code, 0);
    agenda(&AGENDA.replace("[^1]", "").replace(": Noot.\n", ""));
    assert_eq!(errors(&project.check(&["--format", "short"])), ["vanished-address"]);
    agenda(AGENDA);
    fs::rename(project.root().join("content/pages/over.md"), project.root().join("content/pages/wij.md")).unwrap();
    let run = project.build(&["--format", "short"]);
    assert_eq!((run.code, errors(&run)), (1, vec!["vanished-address"]));
    project.write("content/pages/wij.md", "---\ntitle: Wij\naliases: [/oud/, /over/]\n---\n\nTekst.\n");
    assert_eq!(project.build(&[]).code, 0);
    for line in published.lines() {
        assert!(record(&project).lines().any(|kept| kept == line), "{line}");
    }
    project.remove("content/meetings/jbz-1/b c.pdf");
    assert_eq!(errors(&project.check(&["--format", "short"])), ["vanished-address"]);
    project.write("site.toml", "title = \"Proef\"\n[gone]\n\"/vergaderingen/jbz-1/b%20c.pdf\" = \"Te veel.\"\n");
    assert_eq!(project.build(&[]).code, 0);
    assert!(project.page("vergaderingen/jbz-1/b c.pdf/index.html").contains("Te veel."));
}

/// A seal has an address, so that it cannot be taken away unnoticed together with what it kept.
#[test]
fn a_seal_cannot_be_removed_unnoticed() {
    let project = project();
    let command = |arguments: &[&str]| run(program().args(arguments).arg("--root").arg(project.root()).spawn().unwrap());
    assert_eq!(command(&["seal", "jbz-1", "--date", "2024-07-01"]).code, 0);
    assert_eq!(project.build(&[]).code, 0);
    fs::remove_dir_all(project.root().join("content/meetings/jbz-1/_versions")).unwrap();
    project.remove("content/meetings/jbz-1/seal.txt");
    let run = project.check(&["--format", "short"]);
    assert!(errors(&run).contains(&"vanished-address") && run.stdout.contains("seal.txt"), "{}", run.stdout);
}

#[test]
fn lines_of_two_branches_may_both_stay() {
    let project = project();
    project.write("addresses.txt", "/vergaderingen/jbz-1/ notes=1\n/over/\n/vergaderingen/jbz-1/ #punt\n");
    assert_eq!((project.check(&[]).code, project.build(&[]).code), (0, 0));
    assert_eq!(lines(&project), FIRST);
}
