//! The record of published addresses: who writes it, and what it keeps.

use std::fs;

use crate::project::{Project, Run, program, run};

const AGENDA: &str =
    "---\ntitle: Raad\nformation: jbz\nstart: 2024-06-13\n---\n\n## 1. Punt\n\nTekst.[^1]\n\n[^1]: Noot.\n";

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
    let lists =
        ["/behandelingen/", "/bronnen/", "/dossiers/", "/tijdigheid/", "/toezeggingen/", "/vergaderingen/", "/zoeken/"];
    record(project).lines().skip(1).map(undigested).filter(|line| !lists.contains(&line.as_str())).collect()
}

fn errors(run: &Run) -> Vec<&str> {
    run.stdout.lines().filter_map(|line| line.split(['[', ']']).nth(1)).collect()
}

/// What the content itself publishes; the lists that every site has may become more.
const FIRST: [&str; 5] = [
    "/",
    "/oud/",
    "/over/ rules=2",
    "/vergaderingen/jbz-1/ rules=2 #punt=….… [^1]=…",
    "/vergaderingen/jbz-1/b%20c.pdf",
];

/// A line of the record without the digits of its wordings, and without what programs read.
fn undigested(line: &str) -> String {
    let mut words = line.split(' ').filter(|word| !word.starts_with('+')).map(|word| {
        let (word, digits) = word.rsplit_once('=').unwrap_or((word, ""));
        let wordings =
            digits.split('.').map(|part| if part.len() == 8 { "…" } else { part }).collect::<Vec<_>>().join(".");
        if digits.is_empty() { word.to_owned() } else { format!("{word}={wordings}") }
    });
    let first = words.next().unwrap_or_default();
    words.fold(first, |line, word| format!("{line} {word}"))
}

#[test]
fn a_build_adds_what_is_new_and_nothing_else_writes() {
    let project = project();
    assert_eq!((project.check(&[]).code, project.build(&["--drafts"]).code), (0, 0));
    assert_eq!(record(&project), "");
    assert_eq!(project.build(&[]).code, 0);
    assert_eq!(lines(&project), FIRST);
    let before = record(&project);
    assert!(
        before.contains("\n/vergaderingen/jbz-1/ rules=2 +index.bib +index.csl.json +index.json #punt="),
        "{before}"
    );
    let again = project.build(&[]);
    assert!(again.code == 0 && !again.stderr.contains("addresses"), "{}", again.stderr);
    assert_eq!(record(&project), before);
    project.write("content/pages/nieuw.md", "---\ntitle: Nieuw\n---\n\n[[nergens]]\n");
    assert_eq!(project.build(&[]).code, 1);
    assert_eq!(record(&project), before, "a build that fails writes nothing");
    project.write("content/pages/nieuw.md", "---\ntitle: Nieuw\n---\n\nTekst.\n");
    assert!(project.build(&[]).stderr.contains("1 new address"));
    assert!(lines(&project).contains(&"/nieuw/ rules=2".to_owned()));
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
    let run = project.check(&["--format", "short"]);
    assert_eq!((run.code, errors(&run)), (0, vec!["gone-note"]));
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

/// A seal has an address, so it cannot be removed unnoticed together with what it kept.
#[test]
fn a_seal_cannot_be_removed_unnoticed() {
    let project = project();
    let command =
        |arguments: &[&str]| run(program().args(arguments).arg("--root").arg(project.root()).spawn().unwrap());
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
    let now = lines(&project);
    assert!(now[3].starts_with("/vergaderingen/jbz-1/ rules=2 notes=1 #punt=….… [^1]=… p1-1#punt-p1"), "{now:?}");
    let before = record(&project);
    assert_eq!(project.build(&["--locked"]).code, 0);
    assert_eq!(record(&project), before);
}

/// A build that publishes and commits nothing must not give out an address that another build gives to something else.
#[test]
fn a_locked_build_adds_nothing() {
    let project = project();
    let run = project.build(&["--locked"]);
    assert!(run.code == 2 && run.stderr.contains("/vergaderingen/jbz-1/"), "{}", run.stderr);
    assert!(record(&project).is_empty() && !project.output().join("index.html").exists());
    assert_eq!(project.build(&[]).code, 0);
    assert_eq!(project.build(&["--locked"]).code, 0);
    project.write("content/meetings/jbz-1/agenda.md", AGENDA.replace("Tekst.", "Tekst.[^2]") + "\n[^2]: Meer.\n");
    let run = project.build(&["--locked"]);
    assert!(run.code == 2 && run.stderr.contains(": /vergaderingen/jbz-1/"), "{}", run.stderr);
    project.remove("addresses.txt");
    assert_eq!(project.build(&["--locked"]).code, 2);
}

const TWO_NOTES: &str = "---\ntitle: Raad\nformation: jbz\nstart: 2024-06-13\n---\n\n## 1. Punt\n\nEen.[^a]\n\nTwee.[^b]\n\n\
                         ## 2. Ander\n\nDrie.\n\n[^a]: Noot a.\n\n[^b]: Noot b.\n";
const BY_NUMBER: &str = "/vergaderingen/jbz-1/ notes=2 #ander #punt\n";

fn with_a_note_before(agenda: &str) -> String {
    agenda.replace("Een.[^a]", "Nieuw.[^n] Een.[^a]") + "\n[^n]: Noot n.\n"
}

/// Each note has the address that the record gave its number.
fn holds_numbers(project: &Project, run: &Run, source: &str) {
    assert!(run.code == 0 && run.stderr.contains(source), "{}{}", run.stdout, run.stderr);
    for (name, words) in [("1", "Noot a."), ("2", "Noot b."), ("n", "Noot n.")] {
        assert!(project.page(&format!("vergaderingen/jbz-1/noot-{name}.html")).contains(words), "{name}");
    }
    let before = record(project);
    assert!(before.contains(" [^a]@1=") && before.contains(" [^n]="), "{before}");
    assert_eq!(project.build(&["--locked"]).code, 0);
}

/// Before, a note was known by its number alone. What it was then, a sealed version tells.
#[test]
fn numbers_of_earlier_records_come_from_a_sealed_version() {
    let project = Project::new(&[("content/meetings/jbz-1/agenda.md", TWO_NOTES)]);
    let command =
        |arguments: &[&str]| run(program().args(arguments).arg("--root").arg(project.root()).spawn().unwrap());
    assert_eq!(command(&["seal", "jbz-1", "--date", "2024-07-01"]).code, 0);
    project.write("content/meetings/jbz-1/agenda.md", with_a_note_before(TWO_NOTES));
    assert_eq!(command(&["seal", "jbz-1", "--correction", "Een noot erbij", "--date", "2024-08-01"]).code, 0);
    project.write("addresses.txt", BY_NUMBER);
    holds_numbers(&project, &project.build(&[]), "from a sealed version:\n  /vergaderingen/jbz-1/\n");
}

#[test]
fn numbers_of_earlier_records_come_from_the_output_folder() {
    let project = Project::new(&[("content/meetings/jbz-1/agenda.md", TWO_NOTES)]);
    assert_eq!(project.build(&[]).code, 0);
    project.write("content/meetings/jbz-1/agenda.md", with_a_note_before(TWO_NOTES));
    project.write("addresses.txt", BY_NUMBER);
    let source = format!("from `{}`:\n  /vergaderingen/jbz-1/\n", project.output().display());
    holds_numbers(&project, &project.build(&[]), &source);
}

#[test]
fn numbers_of_earlier_records_count_as_they_stand() {
    let project = Project::new(&[("content/meetings/jbz-1/agenda.md", TWO_NOTES), ("addresses.txt", BY_NUMBER)]);
    let run = project.build(&[]);
    assert!(run.stderr.contains("from the texts as they stand:\n  /vergaderingen/jbz-1/\n"), "{}", run.stderr);
    let agenda = project.page("vergaderingen/jbz-1/index.html");
    assert!(agenda.contains("<span id=\"p2\"></span><p id=\"punt-p2\">Twee."), "{agenda}");
    assert!(agenda.contains("<span id=\"p3\"></span><p id=\"ander-p1\">Drie."), "{agenda}");
    // What was published as `#p3` goes on leading there.
    project.write("content/meetings/jbz-1/agenda.md", TWO_NOTES.replace("Twee.", "Tussen.\n\nTwee."));
    let run = project.build(&[]);
    assert!(run.code == 0 && !run.stderr.contains("as they stand"), "{}", run.stderr);
    let agenda = project.page("vergaderingen/jbz-1/index.html");
    assert!(agenda.contains("<p id=\"punt-p1a\">Tussen."), "{agenda}");
    assert!(agenda.contains("<span id=\"p2\"></span><p id=\"punt-p2\">Twee."), "{agenda}");
}

/// Version control may keep the lines of both branches, in any order and twice.
#[test]
fn any_order_of_the_lines_of_branches_means_the_same() {
    let project = project();
    assert_eq!(project.build(&[]).code, 0);
    let base = record(&project);
    project.write("content/meetings/jbz-1/agenda.md", AGENDA.replace("Tekst.", "Tekst.[^2]") + "\n[^2]: Meer.\n");
    assert_eq!(project.build(&[]).code, 0);
    let one = record(&project);
    project.write("addresses.txt", &base);
    project.write("content/meetings/jbz-1/agenda.md", AGENDA.replace("Noot.", "Een andere noot."));
    project.write("content/pages/nieuw.md", "---\ntitle: Nieuw\n---\n\n## Kop\n\nTekst.\n");
    assert_eq!(project.build(&[]).code, 0);
    let other = record(&project);
    let both = AGENDA.replace("Tekst.", "Tekst.[^2]").replace("Noot.", "Een andere noot.") + "\n[^2]: Meer.\n";
    project.write("content/meetings/jbz-1/agenda.md", both);
    let mut lines: Vec<&str> = [&*base, &*one, &*other].into_iter().flat_map(str::lines).collect();
    let mut random = fastrand::Rng::with_seed(15);
    let mut merged: Vec<String> = (0..8)
        .map(|_| {
            random.shuffle(&mut lines);
            project.write("addresses.txt", lines.join("\n"));
            let run = project.build(&[]);
            assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
            record(&project)
        })
        .collect();
    merged.dedup();
    assert_eq!(merged.len(), 1, "{merged:?}");
    assert!(merged[0].contains("[^2]=") && merged[0].contains("/nieuw/"), "{merged:?}");
}

/// A meeting takes along what was published in its folder, by an alias as well as by `[moved]`.
#[test]
fn what_was_published_in_a_folder_moves_with_it() {
    for by_alias in [true, false] {
        let project = project();
        assert_eq!(project.build(&[]).code, 0);
        let folder = |name: &str| project.root().join("content/meetings").join(name);
        fs::rename(folder("jbz-1"), folder("jbz-2")).unwrap();
        assert_eq!(project.check(&[]).code, 1);
        match by_alias {
            true => {
                let agenda = AGENDA.replace("start:", "aliases: [/vergaderingen/jbz-1/]\nstart:");
                project.write("content/meetings/jbz-2/agenda.md", agenda);
            }
            false => {
                let moved = "[moved]\n\"/vergaderingen/jbz-1/\" = \"/vergaderingen/jbz-2/\"\n";
                project.write("site.toml", format!("title = \"Proef\"\n{moved}"));
            }
        }
        let run = project.build(&[]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        for (old, new) in [("index.html", "../jbz-2/"), ("noot-1.html", "../jbz-2/noot-1.html")] {
            let page = project.page(&format!("vergaderingen/jbz-1/{old}"));
            assert!(page.contains(&format!("id=\"v-onward\" href=\"{new}\"")), "{page}");
        }
        let page = project.page("vergaderingen/jbz-1/b c.pdf/index.html");
        assert!(page.contains("href=\"../../jbz-2/b%20c.pdf\""), "{page}");
        let page = project.page("vergaderingen/jbz-1/index.json/index.html");
        assert!(page.contains("href=\"../../jbz-2/index.json\""), "{page}");
        // The note is known at its new address as well.
        assert!(record(&project).contains("/vergaderingen/jbz-2/ rules=2 from=/vergaderingen/jbz-1/ "));
        assert_eq!(project.build(&["--locked"]).code, 0);
    }
}

/// Whoever follows a feed or the calendar knows entries by ids; an address that one build was given makes none that last.
#[test]
fn ids_are_made_from_the_first_address_of_the_site_itself() {
    let project = project();
    let build = |arguments: &[&str]| {
        let built = project.build(arguments);
        assert_eq!(built.code, 0, "{}{}", built.stdout, built.stderr);
    };
    build(&["--base-url", "https://proef.example/"]);
    assert!(!record(&project).contains("base="), "{}", record(&project));
    let settings = |base: &str| project.write("site.toml", format!("title = \"Proef\"\nbase_url = \"{base}\"\n"));
    settings("https://een.example/");
    build(&[]);
    assert!(record(&project).contains("\n/ base=https://een.example/ "), "{}", record(&project));
    settings("https://twee.example/");
    build(&[]);
    assert!(record(&project).contains("\n/ base=https://een.example/ "), "{}", record(&project));
    assert!(project.page("agenda.ics").contains("@een.example"), "{}", project.page("agenda.ics"));
    assert!(project.page("feed.xml").contains("<id>https://een.example/</id>"), "{}", project.page("feed.xml"));
    project.write("site.toml", "title = \"Proef\"\n");
    assert_eq!(errors(&project.check(&["--format", "short"])), ["lost-base-url"]);
}
