//! The same document through Word and through PDF gives the same structure. Word files are made by pandoc and PDFs by chromium; where a
//! program is not installed the test says so. With `VOETNOOT_SEED` the seed goes the same ways.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use voetnoot::import::report::Report;
use voetnoot::import::{Options, import, load};

/// Whether a program runs; says so where it does not.
fn has(program: &str) -> bool {
    let runs = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !runs {
        super::left_out(&format!("{program} is not installed"));
    }
    runs
}

fn report(file: &Path) -> Report {
    import(&load::load(file, None).unwrap(), &Options::default()).report
}

/// Whether `pdftotext` runs: asked for its version, it exits with an error.
fn has_pdftotext() -> bool {
    let runs = Command::new("pdftotext").arg("-v").output().is_ok();
    if !runs {
        super::left_out("pdftotext is not installed");
    }
    runs
}

/// The documents to send through other formats: sources of cases that hold letter, parts, items, treatments and notes.
fn documents() -> Vec<PathBuf> {
    let case = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/cases").join(name).join("source.txt");
    let seed = std::env::var_os("VOETNOOT_SEED").map(PathBuf::from);
    [case("jbz-shapes"), case("english"), case("ojcs-second-line")].into_iter().chain(seed).collect()
}

/// The document as Markdown for pandoc: treatments as paragraphs, signatures as a letter has them, no front matter.
fn for_pandoc(file: &Path) -> String {
    let imported = import(&load::load(file, None).unwrap(), &Options::default());
    let (_, body) = imported.files[0].1.split_once("\n---\n").unwrap();
    let signatures: String =
        imported.report.signatories.iter().map(|found| format!("\nDe {},\\\n{}\n", found.office, found.name)).collect();
    let mut lines = Vec::new();
    let mut signed = false;
    for line in body.lines() {
        if line.starts_with("# Aanbiedingsbrief") || line.starts_with("# Cover letter") || line.starts_with("<!-- import") {
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
    fs::write(&source, markdown).unwrap();
    let arguments = ["-f", "markdown-fancy_lists-example_lists-smart", "-s", "--metadata", "pagetitle=x", "-o"];
    assert!(Command::new("pandoc").arg(&source).args(arguments).arg(to).status().unwrap().success());
}

fn print(page: &Path, to: &Path) {
    let profile = to.with_extension("profile");
    let status = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--print-to-pdf={}", to.display()))
        .arg(format!("file://{}", page.display()))
        .output();
    assert!(status.unwrap().status.success());
}

fn same_structure(original: &Report, other: &Report) {
    let shape = |report: &Report| {
        let agenda = (report.parts, report.items, report.numbered_items, report.sub_items, report.sections, report.treatments);
        (report.meeting.id.clone(), report.letter_sections, report.signatories.len(), agenda, report.notes.found, report.notes.placed)
    };
    assert_eq!(shape(original), shape(other), "{}", other.text());
    assert!(other.words.kept, "{}", other.text());
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn through_word() {
    if !has("pandoc") {
        return;
    }
    for (index, document) in documents().iter().enumerate() {
        let word = folder("word").join(format!("{index}.docx"));
        pandoc(&for_pandoc(document), &word);
        same_structure(&report(document), &report(&word));
    }
}

#[test]
fn through_pdf() {
    if !(has("pandoc") && has("chromium") && has_pdftotext()) {
        return;
    }
    for (index, document) in documents().iter().enumerate() {
        let page = folder("pdf").join(format!("{index}.html"));
        pandoc(&for_pandoc(document), &page);
        let printed = page.with_extension("pdf");
        print(&page, &printed);
        same_structure(&report(document), &report(&printed));
    }
}

#[test]
fn a_missing_or_broken_file_is_told() {
    let missing = load::load(Path::new("no-such-file.txt"), None).unwrap_err();
    assert!(missing.to_string().starts_with("the file cannot be read"), "{missing}");
    for (bytes, format) in [(&b"%PDF-1.7 no more"[..], load::Format::Pdf), (b"PK\x03\x04 word/ no more", load::Format::Docx)] {
        match load::from_bytes("broken".into(), bytes, Some(format)) {
            Err(load::LoadError::Failed { .. } | load::LoadError::Missing { .. }) => {}
            other => panic!("{format:?}: {other:?}"),
        }
    }
}

/// A Word file of a few kB whose text unpacks to far more than any letter has.
#[test]
fn a_document_that_unpacks_without_end_is_refused() {
    use std::io::Write;
    let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    let piece = b"<w:p><w:r><w:t>een twee</w:t></w:r></w:p>".repeat(1 << 14);
    (0..60).for_each(|_| packed.write_all(&piece).unwrap());
    let (packed, size) = (packed.finish().unwrap(), (piece.len() * 60) as u32);
    let name = b"word/document.xml";
    let part = |bytes: &mut Vec<u8>, kind: &[u8; 4], made_by: &[u8]| {
        bytes.extend(kind);
        bytes.extend(made_by);
        bytes.extend([20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend((packed.len() as u32).to_le_bytes());
        bytes.extend(size.to_le_bytes());
        bytes.extend([name.len() as u8, 0, 0, 0]);
    };
    let mut bytes = Vec::new();
    part(&mut bytes, b"PK\x03\x04", &[]);
    bytes.extend(name);
    bytes.extend(&packed);
    let at = bytes.len() as u32;
    part(&mut bytes, b"PK\x01\x02", &[20, 0]);
    bytes.extend([0; 14]);
    bytes.extend(name);
    let length = bytes.len() as u32 - at;
    bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    bytes.extend(length.to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0, 0]);
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    let refused = load::from_bytes("bomb.docx".into(), &bytes, None);
    assert!(matches!(refused, Err(load::LoadError::TooLarge(_))), "{refused:?}");
}
