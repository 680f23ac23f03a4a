//! Snapshot cases: each folder of `tests/import/cases` holds `source.txt` (or `.html`, `.docx`, `.pdf`) and the expected `agenda.md` and
//! `report.json`. To add a case, make a folder with a source and run `VOETNOOT_BLESS=1 cargo test import::cases`, then read what it wrote.

use std::fs;
use std::path::{Path, PathBuf};

use voetnoot::import::load;
use voetnoot::import::{Imported, Options, import};

pub fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/cases");
    let mut cases: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

pub fn source(case: &Path) -> PathBuf {
    let mut files = fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| path.file_stem().is_some_and(|stem| stem == "source")).unwrap_or_else(|| panic!("{} has no source", case.display()))
}

fn run(case: &Path) -> Option<Imported> {
    match load::load(&source(case), None) {
        Ok(input) => Some(import(&input, &Options::default())),
        Err(load::LoadError::Missing { program, .. }) => {
            super::left_out(&format!("{}, since {program} is not installed", case.display()));
            None
        }
        Err(error) => panic!("{}: {error}", case.display()),
    }
}

#[test]
fn every_case_gives_what_it_gave() {
    let bless = std::env::var_os("VOETNOOT_BLESS").is_some();
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 13, "only {} cases were found", cases.len());
    for case in cases {
        let Some(imported) = run(&case) else { continue };
        let report = serde_json::to_string_pretty(&imported.report).unwrap() + "\n";
        for (name, now) in [("agenda.md", &imported.files[0].1), ("report.json", &report)] {
            let path = case.join(name);
            if bless {
                fs::write(&path, now).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default() != *now {
                wrong.push(format!("{} is now:\n{now}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\nVOETNOOT_BLESS=1 takes this over", wrong.join("\n"));
}

#[test]
fn every_case_keeps_every_word() {
    for case in cases() {
        let Some(imported) = run(&case) else { continue };
        let words = &imported.report.words;
        assert!(words.kept && words.source > 0, "{}: {:?}", case.display(), imported.notes);
        assert_eq!(imported.report.notes.found, imported.report.notes.placed, "{}", case.display());
    }
}
