//! Many letters at once: what becomes of each, what is left alone, and that it can be done again.

use std::fs;

use serde_json::Value;

use crate::project::{Project, Run, Tree, program, run, tree, write};

const DAYS: [&str; 3] = ["3 mei 2030", "7 juni 2030", "5 juli 2030"];

fn agenda(day: &str, item: &str) -> String {
    format!(
        "Hierbij bied ik u de geannoteerde agenda aan van de Milieuraad van {day} te Brussel.\n\n\
         Geannoteerde agenda Milieuraad {day}\n\n1. {item}\n= Gedachtewisseling\n\nDe Raad spreekt over bijen.1\n\n\
         1 Kamerstukken II 2029-30, 22 112, nr. 3.\n"
    )
}

fn report(day: &str, item: &str) -> String {
    format!(
        "Hierbij bied ik u het verslag aan van de Milieuraad van {day}.\n\nVerslag Milieuraad {day}\n\n{item}\n\n\
         De Raad sprak over bijen.\n"
    )
}

/// A project with a folder of letters beside it: three agendas, the report of the first meeting, and what is no letter.
fn with_letters() -> Project {
    let project = Project::new(&[]);
    let letter = |name: &str, text: String| write(&project.beside("brieven").join(name), text);
    // The report comes first by name, and still finds the items of its agenda.
    letter("2030/a-verslag.txt", report(DAYS[0], "Richtlijn bijen"));
    for (at, day) in DAYS.iter().enumerate() {
        letter(&format!("2030/brief-{at}.txt"), agenda(day, "Richtlijn bijen"));
    }
    letter("leeg.txt", String::new());
    letter(".verborgen.txt", agenda("9 augustus 2030", "Verborgen"));
    letter("_terzijde/brief.txt", agenda("9 augustus 2030", "Terzijde"));
    project
}

fn import(project: &Project, arguments: &[&str]) -> Run {
    let mut command = program();
    command.arg("import").arg("--root").arg(project.root()).args(arguments).arg(project.beside("brieven"));
    run(command.spawn().expect("the program starts"))
}

/// What became of each document, by letter and kind.
fn outcomes(project: &Project, arguments: &[&str]) -> Vec<(String, String, String)> {
    let imported = import(project, &[&["--json"], arguments].concat());
    let json: Value = serde_json::from_str(&imported.stdout).unwrap_or_else(|error| panic!("{error}: {imported:?}"));
    let word = |row: &Value, field: &str| row[field].as_str().unwrap_or("").to_owned();
    let rows = json["documents"].as_array().expect("a list of documents");
    rows.iter().map(|row| (word(row, "file"), word(row, "kind"), word(row, "outcome"))).collect()
}

fn outcome(rows: &[(String, String, String)], file: &str) -> String {
    let found: Vec<&str> = rows.iter().filter(|row| row.0 == file).map(|row| row.2.as_str()).collect();
    found.join(" ")
}

fn meetings(project: &Project) -> Tree {
    tree(&project.root().join("content/meetings"))
}

#[test]
fn a_folder_of_letters_becomes_meetings_and_ends_with_a_table() {
    let project = with_letters();
    let imported = import(&project, &[]);
    assert_eq!(imported.code, 1, "a letter without words fails: {imported:?}");
    let lines: Vec<&str> = imported.stdout.lines().collect();
    assert!(lines.len() == 6 && lines[0].starts_with("file ") && lines[0].ends_with("outcome"), "{imported:?}");
    let cells =
        |line: &str| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("|");
    assert_eq!(cells(lines[1]), "2030/a-verslag.txt|a report|2030-05-03|1|0|0|written: milieu-2030-05-03/report.md");
    assert!(cells(lines[2]).starts_with("2030/brief-0.txt|an agenda|2030-05-03|1|1|0|written"), "{}", lines[2]);
    assert!(lines[5].starts_with("leeg.txt") && lines[5].contains("failed: "), "{}", lines[5]);
    assert!(imported.stderr.contains("2030/brief-1.txt: ") && imported.stderr.contains("1 of them needs a look"));
    let written = meetings(&project);
    let names: Vec<&str> = written.keys().map(String::as_str).collect();
    let first = ["milieu-2030-05-03/_imported.txt", "milieu-2030-05-03/agenda.md", "milieu-2030-05-03/report.md"];
    assert_eq!(names[..3], first);
    assert_eq!(names.len(), 7);
    let report = String::from_utf8_lossy(&written["milieu-2030-05-03/report.md"]).into_owned();
    assert!(report.contains("{item=richtlijn-bijen}"), "{report}");
    let (checked, built) = (project.check(&[]), project.build(&[]));
    assert!(checked.code == 0 && built.code == 0, "{checked:?}");
    assert!(!tree(&project.output()).keys().any(|path| path.contains("_imported")), "the list is published");
}

#[test]
fn what_was_edited_is_never_touched_and_what_was_not_follows_its_letter() {
    let project = with_letters();
    let letter = |at: usize| project.beside("brieven").join(format!("2030/brief-{at}.txt"));
    import(&project, &[]);
    let before = meetings(&project);
    let again = outcomes(&project, &[]);
    assert!(again.iter().all(|row| row.2 == "unchanged" || row.0 == "leeg.txt"), "{again:?}");
    assert_eq!(meetings(&project), before);
    // One is edited, one removed; all letters change.
    project.write("content/meetings/milieu-2030-05-03/agenda.md", "bewerkt");
    fs::remove_file(project.root().join("content/meetings/milieu-2030-06-07/agenda.md")).expect("an agenda");
    (0..3).for_each(|at| write(&letter(at), agenda(DAYS[at], "Bijen in de stad")));
    let rows = outcomes(&project, &[]);
    let of = |at: usize| outcome(&rows, &format!("2030/brief-{at}.txt"));
    assert_eq!([of(0), of(1), of(2)], ["edited", "edited", "rewritten"]);
    let after = meetings(&project);
    assert_eq!(after["milieu-2030-05-03/agenda.md"], b"bewerkt");
    assert!(!after.contains_key("milieu-2030-06-07/agenda.md"));
    assert!(String::from_utf8_lossy(&after["milieu-2030-07-05/agenda.md"]).contains("Bijen in de stad"));
    // Renamed letters are the same letters.
    fs::rename(letter(2), project.beside("brieven").join("verplaatst.txt")).expect("a letter");
    assert_eq!(outcome(&outcomes(&project, &[]), "verplaatst.txt"), "unchanged");
}

#[test]
fn a_second_letter_for_one_meeting_is_a_doubt() {
    let project = with_letters();
    import(&project, &[]);
    let before = meetings(&project);
    write(&project.beside("brieven").join("2030/aanvulling.txt"), agenda(DAYS[0], "Aanvulling"));
    let rows = outcomes(&project, &[]);
    assert_eq!(outcome(&rows, "2030/aanvulling.txt"), "second-letter");
    assert_eq!(meetings(&project), before);
    // Nothing tells which of two is the first one, but their names, if both are new.
    let fresh = with_letters();
    write(&fresh.beside("brieven").join("2030/z-aanvulling.txt"), agenda(DAYS[0], "Aanvulling"));
    for arguments in [&["--dry-run"][..], &[]] {
        let rows = outcomes(&fresh, arguments);
        assert_eq!(outcome(&rows, "2030/brief-0.txt"), "written");
        assert_eq!(outcome(&rows, "2030/z-aanvulling.txt"), "second-letter");
    }
    // A meeting that somebody wrote, and one under an id of its own.
    let own = with_letters();
    own.write("content/meetings/milieu-2030-05-03/agenda.md", "eigen");
    own.write(
        "content/meetings/zomer/agenda.md",
        "---\ntitle: Raad\nformation: milieu\nstart: 2030-06-07\n---\n\n## 1. Punt\n\nTekst.\n",
    );
    let rows = outcomes(&own, &[]);
    assert_eq!(outcome(&rows, "2030/brief-0.txt"), "occupied");
    assert_eq!(outcome(&rows, "2030/brief-1.txt"), "occupied");
    assert_eq!(meetings(&own)["milieu-2030-05-03/agenda.md"], b"eigen");
}

#[test]
fn an_agenda_replaces_the_facts_that_stood_for_it() {
    let project = Project::new(&[]);
    let letters = project.beside("brieven");
    write(&letters.join("verslag.txt"), report(DAYS[0], "Richtlijn bijen"));
    assert_eq!(import(&project, &[]).code, 0);
    assert_eq!(meetings(&project).len(), 3);
    write(&letters.join("zending.txt"), agenda(DAYS[0], "Richtlijn bijen"));
    let rows = outcomes(&project, &[]);
    assert_eq!(outcome(&rows, "zending.txt"), "rewritten");
    // Now that there are items, the report is tied to them.
    assert_eq!(outcome(&rows, "verslag.txt"), "rewritten");
    assert_eq!(project.check(&[]).code, 0);
}

#[test]
fn options_for_one_letter_are_refused() {
    let project = with_letters();
    for arguments in [&["--id", "a"][..], &["--date", "2030-05-03"], &["--force"]] {
        let refused = import(&project, arguments);
        assert!(refused.code == 2 && refused.stderr.contains("is for one letter"), "{refused:?}");
    }
    let dry = import(&project, &["--dry-run"]);
    assert!(dry.code == 1 && !project.root().join("content/meetings").exists(), "{dry:?}");
    for id in ["a/b", "_x", ".x", ""] {
        let mut command = program();
        command.arg("import").arg("--root").arg(project.root()).args(["--id", id]);
        command.arg(project.beside("brieven/2030/brief-0.txt"));
        let refused = run(command.spawn().expect("the program starts"));
        assert!(refused.code == 2 && refused.stderr.contains("cannot be the id"), "{refused:?}");
    }
    assert!(!project.root().join("content/meetings").exists());
}

#[test]
fn a_letter_with_agenda_and_report_becomes_both() {
    let project = Project::new(&[]);
    let both = format!(
        "{}\n\nVerslag Milieuraad 3 mei 2030\n\nLucht\n\nDe ministers spraken over lucht.\n",
        agenda(DAYS[1], "Bijen")
    );
    write(&project.beside("brieven/beide.txt"), both);
    let rows = outcomes(&project, &[]);
    let kinds: Vec<&str> = rows.iter().map(|row| row.1.as_str()).collect();
    assert_eq!(kinds, ["agenda", "report"]);
    assert!(rows.iter().all(|row| row.2 == "written"), "{rows:?}");
    assert!(meetings(&project).contains_key("milieu-2030-05-03/report.md"));
    assert_eq!(project.check(&[]).code, 0);
}
