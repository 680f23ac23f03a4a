//! The command `references`, for a site, for files and for standard input, in each format.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::project::{Project, Run, program, run};

const PAGE: &str = "---\ntitle: Proef\ndescription: Stb. 2024, 1\n---\n\nÉén: Stb. 2024, 71.[^a]\n\n```text\nStb. 2024, 72\n```\n\n\
    [^a]: Zie Kamerstukken II 2023-24,\n    32 317, nr. 872, en \"noot 3\".\n";

fn references(project: &Project, arguments: &[&str]) -> Run {
    run(program()
        .arg("references")
        .arg("--root")
        .arg(project.root())
        .args(arguments)
        .spawn()
        .expect("the program starts"))
}

#[test]
fn the_references_of_a_site_are_those_of_its_prose_and_notes() {
    let project = Project::new(&[("content/pages/proef.md", PAGE)]);
    let listed = references(&project, &["--format", "json"]);
    assert_eq!((listed.code, listed.stderr.as_str()), (0, ""));
    let objects: Vec<Value> =
        listed.stdout.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let path = "content/pages/proef.md";
    let zoek = "https://zoek.officielebekendmakingen.nl";
    let expected = [
        json!({"path": path, "line": 6, "column": 6, "text": "Stb. 2024, 71", "form": "staatsblad", "id": "stb-2024-71",
            "address": format!("{zoek}/stb-2024-71.html")}),
        json!({"path": path, "line": 12, "column": 11, "text": "Kamerstukken II 2023-24,\n    32 317, nr. 872", "form": "kamerstuk",
            "id": "kst-32317-872", "address": format!("{zoek}/kst-32317-872.html")}),
        json!({"path": path, "line": 13, "column": 26, "text": "noot 3", "form": "internal", "id": null, "address": null}),
    ];
    assert_eq!(objects, expected);
}

#[test]
fn csv_quotes_line_breaks_and_a_table_has_none() {
    let project = Project::new(&[("content/pages/proef.md", PAGE)]);
    let csv = references(&project, &["--format", "csv"]).stdout;
    assert!(
        csv.starts_with(
            "path,line,column,text,form,id,address\r\ncontent/pages/proef.md,6,6,\"Stb. 2024, 71\",staatsblad,"
        ),
        "{csv}"
    );
    assert!(csv.contains(",\"Kamerstukken II 2023-24,\n    32 317, nr. 872\",kamerstuk,"), "{csv}");
    assert!(csv.ends_with(",13,26,noot 3,internal,,\r\n"), "{csv}");
    let table = references(&project, &[]).stdout;
    assert_eq!(table.lines().count(), 3, "{table}");
    assert!(table.contains("  Kamerstukken II 2023-24, 32 317, nr. 872\n"), "{table}");
}

#[test]
fn a_text_needs_no_site() {
    let mut child = program()
        .args(["references", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all("Zie COM(2024) 173.".as_bytes()).expect("the program reads");
    let listed = run(child);
    let object: Value = serde_json::from_str(&listed.stdout).expect("one object");
    assert_eq!((&object["path"], &object["id"], listed.code), (&json!("-"), &json!("COM:2024:173"), 0));
}

#[test]
fn a_byte_order_mark_has_no_column() {
    let project = Project::new(&[]);
    let file = project.beside("windows.txt");
    fs::write(&file, "\u{feff}COM(2024) 173\n").expect("a file that can be written");
    let found = references(&project, &[file.to_str().expect("a path in UTF-8"), "--format", "json"]);
    assert!(found.code == 0 && found.stdout.contains("\"column\":1,"), "{found:?}");
}

#[test]
fn what_cannot_be_read_is_said() {
    let project = Project::new(&[]);
    let missing = references(&project, &["nergens.txt"]);
    assert_eq!((missing.code, missing.stdout.as_str()), (2, ""));
    assert!(missing.stderr.starts_with("error: cannot read `nergens.txt`: "), "{}", missing.stderr);
}
