//! The same document by way of Word and of PDF gives the same structure. Pandoc makes the Word files, Chromium the
//! PDFs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::Trial;
use serde_json::Value;

use crate::import_case::{Imported, import, source};
use crate::input::{Input, seed, trial};

const WORD: &[Input] = &[Input::Pandoc];
const PDF: &[Input] = &[Input::Pandoc, Input::Chromium, Input::Pdftotext];
const WORD_OF_SEED: &[Input] = &[Input::Seed, Input::Pandoc];
const PDF_OF_SEED: &[Input] = &[Input::Seed, Input::Pandoc, Input::Chromium, Input::Pdftotext];

/// Cases that together contain letter, parts, items, treatments and notes.
const CASES: [&str; 3] = ["jbz-shapes", "english", "ojcs-second-line"];

pub fn trials() -> Vec<Trial> {
    let of_case = |name: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/cases").join(name);
        let (word, pdf, copy) = (name.to_owned(), name.to_owned(), folder.clone());
        [
            trial(format!("import::{name}::through_word"), WORD, move || through_word(&word, &source(&folder))),
            trial(format!("import::{name}::through_pdf"), PDF, move || through_pdf(&pdf, &source(&copy))),
        ]
    };
    let of_seed = [
        trial("import::seed::through_word", WORD_OF_SEED, || through_word("seed", &seed())),
        trial("import::seed::through_pdf", PDF_OF_SEED, || through_pdf("seed", &seed())),
    ];
    CASES.iter().flat_map(|name| of_case(name)).chain(of_seed).collect()
}

fn through_word(name: &str, document: &Path) {
    let word = folder("word").join(name).with_extension("docx");
    let original = imported(document);
    pandoc(&for_pandoc(&original), &word);
    same_structure(&original.report, &imported(&word).report);
}

fn through_pdf(name: &str, document: &Path) {
    let page = folder("pdf").join(name).with_extension("html");
    let original = imported(document);
    pandoc(&for_pandoc(&original), &page);
    let printed = page.with_extension("pdf");
    print(&page, &printed);
    same_structure(&original.report, &imported(&printed).report);
}

fn imported(file: &Path) -> Imported {
    import(file).unwrap_or_else(|said| panic!("{}: {said}", file.display()))
}

/// The document as Markdown for pandoc: treatments as paragraphs, signatures as in a letter, no front matter.
fn for_pandoc(imported: &Imported) -> String {
    let (_, body) = imported.agenda.split_once("\n---\n").expect("front matter");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let signature = |found: &Value| format!("\nDe {},\\\n{}\n", text(&found["office"]), text(&found["name"]));
    let signatures: String = imported.report["signatories"].as_array().expect("a list").iter().map(signature).collect();
    let mut lines = Vec::new();
    let mut signed = false;
    for line in body.lines() {
        if line.starts_with("# Aanbiedingsbrief")
            || line.starts_with("# Cover letter")
            || line.starts_with("<!-- import")
        {
            continue;
        }
        let source = line.strip_prefix("<!-- source: ").and_then(|rest| rest.strip_suffix(" -->"));
        if (source.is_some() || line.starts_with("# ")) && !signed {
            lines.push(signatures.clone());
            signed = true;
        }
        match source {
            Some(title) => lines.push(format!("**{title}**\n")),
            None if line.starts_with("= ") => lines.push(format!("\n{line}\n")),
            None => lines.push(line.split(" {").next().unwrap_or(line).to_string()),
        }
    }
    lines.join("\n")
}

fn pandoc(markdown: &str, to: &Path) {
    let source = to.with_extension("md");
    fs::write(&source, markdown).expect("a file that can be written");
    let arguments = ["-f", "markdown-fancy_lists-example_lists-smart", "-s", "--metadata", "pagetitle=x", "-o"];
    assert!(Command::new("pandoc").arg(&source).args(arguments).arg(to).status().expect("pandoc runs").success());
}

fn print(page: &Path, to: &Path) {
    let profile = to.with_extension("profile");
    let status = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--print-to-pdf={}", to.display()))
        .arg(format!("file://{}", page.display()))
        .output();
    assert!(status.expect("chromium runs").status.success());
}

fn same_structure(original: &Value, other: &Value) {
    const COUNTS: [&str; 7] =
        ["letter_sections", "parts", "items", "numbered_items", "sub_items", "sections", "treatments"];
    let shape = |report: &Value| {
        let counts = COUNTS.map(|name| report[name].clone());
        let notes = ["found", "placed"].map(|name| report["notes"][name].clone());
        (report["meeting"]["id"].clone(), report["signatories"].as_array().map(Vec::len), counts, notes)
    };
    assert_eq!(shape(original), shape(other), "{other:#}");
    assert!(other["words"]["kept"] == true, "{other:#}");
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("a folder that can be made");
    folder
}
