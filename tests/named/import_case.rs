//! Folders with a letter, `source.txt` (or `.html`, `.xml`, `.docx`, `.pdf`), and what `voetnoot import` makes from it: `agenda.md`,
//! `report.md` or `schriftelijk-overleg.md`, and the `report.json` about it. `tests/README.md` tells how to add one.

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Completion, Failed, Trial};
use serde_json::Value;

use crate::input::without_converter;
use crate::project::{Project, Run, Tree, program, run, tree};
use crate::snapshot;

/// The result of an import.
pub struct Imported {
    /// The site into which it was imported.
    project: Project,
    pub agenda: String,
    /// The name of that file: `agenda.md`, or that of another kind of document.
    pub name: &'static str,
    /// The report of an earlier meeting, if the letter carries one as well.
    pub second: Option<String>,
    /// The report, as printed.
    pub json: String,
    pub report: Value,
}

pub fn trials() -> Vec<Trial> {
    let trial = |(name, folder): (String, PathBuf)| {
        let test = format!("import::{name}");
        Trial::ignorable_test(test.clone(), move || check(&test, &folder))
    };
    snapshot::folders("import/cases").into_iter().map(trial).collect()
}

fn check(test: &str, folder: &Path) -> Result<Completion, Failed> {
    let source = source(folder);
    let imported = match import(&source) {
        Err(failure) if failure.contains("is not installed") => return without_converter(failure.trim()),
        imported => imported?,
    };
    keeps_every_word(&imported);
    let made = [(imported.name, &imported.agenda), ("report.json", &imported.json)];
    let mut made = Tree::from(made.map(|(name, text)| (name.to_owned(), text.clone().into_bytes())));
    made.extend(imported.second.iter().map(|text| ("report.md".to_owned(), text.clone().into_bytes())));
    let mut expected = tree(folder);
    expected.retain(|name, _| !name.starts_with("source.") && name != "facts.toml");
    snapshot::hold(test, folder, &expected, &made)?;
    if !imported.is_written() {
        // One case has no date at all.
        start(&imported.project, &["--date", "2024-06-13"], &source);
    }
    builds(&imported);
    Ok(Completion::Completed)
}

/// The letter of a case.
pub fn source(folder: &Path) -> PathBuf {
    let mut files = fs::read_dir(folder).expect("the folder of the case").map(|entry| entry.expect("a file").path());
    let source = files.find(|path| path.file_stem().is_some_and(|stem| stem == "source"));
    source.unwrap_or_else(|| panic!("{} has no source", folder.display()))
}

/// What the program makes of a document in an empty site; or else what it says.
pub fn import(file: &Path) -> Result<Imported, String> {
    let project = Project::new(&[]);
    let Run { code, stdout: json, stderr } = start(&project, &["--json"], file);
    let report: Value = match code {
        0 | 1 => serde_json::from_str(&json).map_err(|error| format!("{error}: {json}"))?,
        _ => return Err(stderr),
    };
    let name = match report["kind"].as_str() {
        Some("report") => "report.md",
        Some("consultation") => "schriftelijk-overleg.md",
        _ => "agenda.md",
    };
    let written = tree(&project.root().join("content/meetings"));
    let of = |report: &Value, name: &str| {
        written.get(&format!("{}/{name}", report["meeting"]["id"].as_str().expect("an id"))).cloned()
    };
    let second = (code == 0 && report["second"].is_object()).then(|| of(&report["second"], "report.md"));
    let second = second.map(|text| String::from_utf8(text.expect("the report")).expect("text"));
    let agenda = match code {
        0 => of(&report, name).expect("the document"),
        // A document without a date, or with an error, is shown none the less.
        1 => start(&project, &["--dry-run"], file).stdout.into_bytes(),
        _ => return Err(stderr),
    };
    let agenda = String::from_utf8(agenda).map_err(|error| error.to_string())?;
    Ok(Imported { project, agenda, name, second, json, report })
}

fn start(project: &Project, arguments: &[&str], file: &Path) -> Run {
    let mut command = program();
    command.arg("import").arg("--root").arg(project.root()).args(arguments).arg(file);
    run(command.spawn().expect("the program starts"))
}

fn keeps_every_word(Imported { report, .. }: &Imported) {
    let second = [&report["second"]].into_iter().filter(|second| second.is_object());
    [report].into_iter().chain(second).for_each(keeps_words_of);
}

fn keeps_words_of(report: &Value) {
    assert!(report["words"]["kept"] == true && report["words"]["source"] != 0, "words are lost: {report:#}");
    assert_eq!(report["notes"]["found"], report["notes"]["placed"], "notes without a place: {report:#}");
}

/// Asserts that the program checks and builds what it has imported.
pub fn builds(Imported { project, .. }: &Imported) {
    let (checked, built) = (project.check(&[]), project.build(&[]));
    assert!(checked.code == 0 && built.code == 0, "{checked:?}");
    for meeting in fs::read_dir(project.root().join("content/meetings")).expect("the folder of the meetings") {
        let id = meeting.expect("the folder of a meeting").file_name().into_string().expect("an id");
        // The importer's remarks are for people who edit the file, and do not appear on the page.
        let page = project.page(&format!("vergaderingen/{id}/index.html"));
        assert!(!page.contains("import:"), "a remark of the importer is on the page");
    }
}

impl Imported {
    fn is_written(&self) -> bool {
        self.project.root().join("content").exists()
    }
}
