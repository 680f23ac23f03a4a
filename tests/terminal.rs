//! What others wrote, on the terminal and in spreadsheets: seen as it is, and obeyed by neither.

use std::fs;

use serde_json::Value;

use crate::project::{Project, Run, program, run};

/// Red, a title for the window, a C1 control, text from right to left, an isolate, a mark that is not seen.
const EVIL: &str = "\u{1b}[31m\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{2066}\u{200f}\u{feff}\u{85}";

fn is_shown(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    c == '\n' || c == '\t' || !(c.is_control() || turns)
}

fn shown(run: &Run) {
    for (name, text) in [("output", &run.stdout), ("remarks", &run.stderr)] {
        assert!(text.replace("\r\n", "\n").chars().all(is_shown), "{name}: {}", text.escape_debug());
    }
}

/// A project whose names and texts hold what a terminal obeys, as far as files can.
fn project() -> Project {
    let bidi = "\u{202e}\u{2066}\u{200f}";
    let project = Project::new(&[
        ("site.toml", &format!("title = \"{bidi}\"\n\"{bidi}\\u001b\" = 1\nbase_url = \"x\\u001b[31m\"\n")),
        (
            "content/meetings/m/agenda.md",
            &format!(
                "---\ntitle: \"a\\e[31m{bidi}\"\nformation: \"{bidi}\\e\"\nstart: 2024-06-13\naliases: [\"/{bidi}\\e*/\"]\n\
                 \"{bidi}\": 1\n---\n\n## {bidi} {{dossier={bidi}}}\n\n[x]({bidi}.md) [^{bidi}] {bidi}Kamerstukken II 2023/24, \
                 32317, nr. 1\n\n![](<{bidi}.png>)\n"
            ),
        ),
        ("content/pages/controls.md", &format!("---\ntitle: A\n---\n\n{EVIL} tekst\n")),
    ]);
    for folder in ["content/meetings/m", "static", "content"] {
        project.write(&format!("{folder}/{EVIL}.pdf"), "x");
        project.write(&format!("{folder}/a\nerror: b.pdf"), "x");
        project.write(&format!("{folder}/{bidi}?.pdf"), "x");
    }
    project
}

fn of(command: &str, project: &Project, more: &[&str]) -> Run {
    run(program().args([command, "--root"]).arg(project.root()).args(more).spawn().expect("the program starts"))
}

#[test]
fn names_and_texts_of_a_site_are_made_visible() {
    let project = project();
    for format in ["human", "short", "json"] {
        let checked = project.check(&["--format", format]);
        assert_eq!(checked.code, 1);
        shown(&checked);
        assert!(checked.stdout.contains("\\u{1b}") || format == "json", "{}", checked.stdout);
        shown(&project.build(&["--format", format]));
    }
    let json = project.check(&["--format", "json"]).stdout;
    let paths: Vec<String> = json
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["path"].as_str().expect("a path").to_owned())
        .collect();
    assert!(paths.contains(&format!("static/{EVIL}.pdf")), "{paths:?}");
    // A line break in a name begins no line of its own.
    let short = project.check(&["--format", "short"]).stdout;
    assert!(!short.lines().any(|line| line.starts_with("error: b")), "{short}");
    for format in ["table", "json", "csv"] {
        let listed = of("references", &project, &["--format", format]);
        shown(&listed);
        assert!(listed.stdout.contains("32317"), "{listed:?}");
    }
}

#[test]
fn what_is_named_on_the_command_line_is_made_visible() {
    let project = project();
    let file = project.beside(&format!("{EVIL}.txt"));
    fs::write(&file, format!("Agenda {EVIL}\n\n1. Punt {EVIL}\n\nTekst.\n")).unwrap();
    let dated = ["--dry-run", "--date", "2030-03-12", "--formation", EVIL];
    let mut json = vec!["--json"];
    json.extend(dated);
    for arguments in [&dated[..], &json] {
        let imported = run(program().arg("import").arg(&file).args(arguments).spawn().unwrap());
        assert!(imported.stderr.chars().all(is_shown), "{imported:?}");
    }
    let package = project.beside("package");
    fs::create_dir_all(package.join("data")).unwrap();
    fs::write(package.join(format!("data/{EVIL}")), "x").unwrap();
    for (name, text) in [("bagit.txt", EVIL), ("manifest-sha512.txt", EVIL), ("bag-info.txt", EVIL)] {
        fs::write(package.join(name), text).unwrap();
    }
    shown(&run(program().arg("verify").arg(&package).spawn().unwrap()));
    shown(&run(program().arg("verify").arg(project.beside(EVIL)).spawn().unwrap()));
    shown(&run(program().args(["check", "--root"]).arg(project.beside(EVIL)).spawn().unwrap()));
    shown(&of("seal", &project, &[EVIL]));
    shown(&of("archive", &project, &[EVIL, "--output", "/nergens"]));
    shown(&run(program().args(["explain", EVIL]).spawn().unwrap()));
}

#[test]
fn no_cell_of_a_table_begins_a_formula() {
    let starts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"];
    let what: String = starts.iter().map(|start| format!("  - {{what: {start:?}, due: 2024-01-01}}\n")).collect();
    let project = Project::new(&[(
        "content/meetings/m/agenda.md",
        &format!("---\ntitle: \"=A\"\nformation: \"=f\"\nstart: 2024-06-13\ncommitments:\n{what}---\n\nTekst.\n"),
    )]);
    assert_eq!(project.build(&[]).code, 0);
    let table = project.page("toezeggingen/index.csv");
    let listed = of("references", &project, &["--format", "csv"]).stdout;
    let text = project.beside("=a.txt");
    fs::write(&text, "Kamerstukken II 2023/24, 32317, nr. 1\n").unwrap();
    let mut read = program();
    read.current_dir(text.parent().unwrap()).args(["references", "--format", "csv", "=a.txt"]);
    let read = run(read.spawn().unwrap()).stdout;
    assert!(read.contains("'=a.txt") && table.contains("'=1+1"), "{read}{table}");
    for csv in [table, listed, read] {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
        for cell in reader.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{cell:?} of {csv}");
        }
    }
}
