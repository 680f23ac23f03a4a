//! PDFs of agendas, reports and dossiers, as `build` and `serve` make them: what is in them, what is not, and that other
//! programs read them. poppler and qpdf look where they are installed; `.ci/run` installs both.

#![allow(clippy::disallowed_methods, reason = "a test measures time")]
#![allow(unreachable_pub, reason = "nothing of a test is reached from elsewhere")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "what a test calls fails like the test")]

#[expect(dead_code, reason = "another binary uses the rest")]
mod project;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command};

use voetnoot::diagnostic::Code;

use project::{Project, Run};

const SETTINGS: &str = "title = \"Proef\"\npdf = true\nbase_url = \"https://agenda.example.nl/raad/\"\n\n[formations.jbz]\nname = \"Raad Justitie\"\nshort = \"JBZ\"\n";

const AGENDA: &str = "content/meetings/jbz-1/agenda.md";

const AGENDA_PDF: &str = "vergaderingen/jbz-1/index.pdf";

fn front(more: &str) -> String {
    format!("---\ntitle: Raad Justitie\nformation: jbz\nstart: 2024-06-13\nplace: Luxemburg\n{more}---\n\n")
}

/// A site that asks for PDFs, with an agenda of this text.
fn project(more: &str, text: &str) -> Project {
    let project = Project::new(&[("site.toml", SETTINGS), ("addresses.txt", "")]);
    project.write(AGENDA, front(more) + text);
    project
}

fn built(project: &Project) -> Vec<u8> {
    let run = project.build(&[]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    project.built().remove(AGENDA_PDF).unwrap()
}

/// Whether a program is there; where `.ci/run` says that all are, one that is missing is a mistake.
fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    let required = std::env::var("VOETNOOT_CONVERTERS").is_ok_and(|value| value == "required");
    assert!(found || !required, "{program} is not installed");
    found
}

fn output(program: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(program);
    let done = command.args(arguments).arg(file).arg("-").output().unwrap();
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// The words of a PDF in reading order, each run of white space as one space; `None` where poppler is missing.
fn words(project: &Project, pdf: &[u8]) -> Option<String> {
    let file = project.beside("words.pdf");
    std::fs::write(&file, pdf).unwrap();
    let text = has("pdftotext").then(|| output("pdftotext", &["-raw", "-enc", "UTF-8"], &file))?;
    // A word that is divided at the end of a line is one word.
    let text = text.replace("\u{ad}\n", "").replace('\u{200b}', "");
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn tells(run: &Run, code: Code) -> bool {
    run.stdout.contains(code.name()) || run.stderr.contains(code.name())
}

fn contains(bytes: &[u8], wanted: &str) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted.as_bytes())
}

#[test]
fn an_agenda_has_a_pdf_that_claims_both_standards_and_is_the_same_twice() {
    let project = project("published: 2024-06-06\n", "# I. Deel\n\n## 1. Punt\n\nTekst.[^1]\n\n[^1]: Noot.\n");
    let pdf = built(&project);
    assert!(pdf.starts_with(b"%PDF-1.7"));
    for claim in
        ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(contains(&pdf, claim), "no {claim}");
    }
    assert!(contains(&pdf, "2024-06-06"), "the day of publication");
    let page = project.page("vergaderingen/jbz-1/index.html");
    assert!(page.contains("<a href=\"index.pdf\" type=\"application/pdf\">PDF</a>"), "{page}");
    let again = project.beside("again");
    assert_eq!(project.build_into(&again).code, 0);
    assert_eq!(std::fs::read(again.join(AGENDA_PDF)).unwrap(), pdf);
}

#[test]
fn other_programs_read_it_whole() {
    let text = "# I. Deel\n\n## 1. Punt\n\n= Besluit\n\nEen.[^1] Twee.[^1]\n\n- a\n- b\n\n| x | y |\n|---|--:|\n| 1 | 2 |\n\n[^1]: Noot.\n";
    let project = project("", text);
    let pdf = built(&project);
    let file = project.beside("whole.pdf");
    std::fs::write(&file, &pdf).unwrap();
    if has("qpdf") {
        let checked = Command::new("qpdf").arg("--check").arg(&file).output().unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    }
    if has("pdfinfo") {
        let structure = Command::new("pdfinfo").arg("-struct").arg(&file).output().unwrap();
        let structure = String::from_utf8_lossy(&structure.stdout).into_owned();
        for element in ["H1", "H2", "Note", "Table", "TH", "LI", "P"] {
            let found = structure.lines().any(|line| line.trim_start().split([' ', '(']).next() == Some(element));
            assert!(found, "no {element} in\n{structure}");
        }
    }
}

#[test]
fn every_word_is_there_in_order_and_none_is_taken_for_markup() {
    let hostile = "#import \"@preview/x:1\" #let x = 1; $x^2$ \\ \\\\ *a* _b_ `#read(\"site.toml\")` @x <y> = kop [x] // weg /* ook */ ~ -- 'q'";
    let escaped: String =
        hostile.chars().flat_map(|c| (c.is_ascii_punctuation()).then_some('\\').into_iter().chain([c])).collect();
    let text = format!(
        "# I. Deel {escaped}\n\n## 1. Eerste\n\n{escaped} daarna.[^a]\n\n## 2. Tweede\n\nNogmaals.[^a][^b]\n\n[^a]: {escaped} in de noot.\n[^b]: Tweede noot 漢 \u{e000}\u{202e}.\n"
    );
    let project = project("", &text);
    let pdf = built(&project);
    let Some(words) = words(&project, &pdf) else { return };
    assert!(words.matches(hostile).count() >= 3, "{words}");
    let mut rest = words.as_str();
    for wanted in ["Raad Justitie", "13 juni 2024, Luxemburg", "1. Eerste", "daarna.", "Nogmaals."] {
        let at = rest.find(wanted).unwrap_or_else(|| panic!("no {wanted} in {rest}"));
        rest = &rest[at..];
    }
    assert_eq!(words.matches("in de noot.").count(), 1, "a note is set once: {words}");
    assert!(words.contains("Tweede noot [U+6F22] [U+E000]."), "{words}");
}

#[test]
fn what_a_note_is_cited_for_stands_on_the_page_that_cites_it() {
    let filler = "Dit is een zin die de bladzijde vult. ".repeat(120);
    let text = format!(
        "# I. Deel\n\n## 1. Eerste\n\n{filler}\n\n{filler}\n\n## 2. Tweede\n\nHier.[^z]\n\n{filler}\n\n[^z]: Zeldzame noot.\n"
    );
    let project = project("", &text);
    let pdf = built(&project);
    let file = project.beside("pages.pdf");
    std::fs::write(&file, pdf).unwrap();
    if !has("pdftotext") {
        return;
    }
    let text = output("pdftotext", &[], &file);
    let page = text.split('\u{c}').find(|page| page.contains("Hier.")).unwrap();
    assert!(page.contains("Zeldzame noot."), "{page}");
}

#[test]
fn a_report_and_a_dossier_have_one_and_other_pages_have_none() {
    let project = project(
        "",
        "# I. Deel\n\n## 1. Punt {dossier=visum}\n\nTekst.\n\n### Inzet Nederland\n\nVoor.[^1]\n\n[^1]: De bron.\n",
    );
    project.write(
        "content/meetings/jbz-1/report.md",
        "---\ntitle: Verslag\npublished: 2024-06-20\n---\n\n# I. Deel\n\n## 1. Punt\n\nGeweest.\n",
    );
    project
        .write("content/dossiers/visum.md", "---\ntitle: Visum\n---\n\nWaar het over gaat.[^1]\n\n[^1]: Eigen noot.\n");
    project.write("content/pages/over.md", "---\ntitle: Over\n---\n\nTekst.\n");
    built(&project);
    let files = project.built();
    let pdfs: Vec<&str> = files.keys().filter(|path| path.ends_with(".pdf")).map(String::as_str).collect();
    assert_eq!(pdfs, ["dossiers/visum/index.pdf", AGENDA_PDF, "vergaderingen/jbz-1/verslag/index.pdf"]);
    let Some(words) = words(&project, &files[pdfs[0]]) else { return };
    for wanted in ["Waar het over gaat.1", "1 Eigen noot.", "Voor.2", "2 De bron. (JBZ, 13 juni 2024, noot 1)"] {
        assert!(words.contains(wanted), "no {wanted} in {words}");
    }
}

#[test]
fn a_sealed_agenda_names_its_seal_and_carries_its_data() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/sealed/in");
    let project = Project::copy_of(&folder);
    let settings = std::fs::read_to_string(folder.join("site.toml")).unwrap();
    project.write("site.toml", settings.replacen('\n', "\npdf = true\n", 1));
    let pdf = built(&project);
    assert!(contains(&pdf, "<pdfaid:part>3</pdfaid:part>"));
    let seal = std::fs::read_to_string(folder.join("content/meetings/jbz-1/seal.txt")).unwrap();
    if let Some(words) = words(&project, &pdf) {
        let digest = words.split("SHA-256 ").nth(1).unwrap().replace(' ', "");
        assert!(seal.contains(&digest[..64]), "{digest}");
        assert!(words.contains("versie 2"), "{words}");
    }
    if has("pdfdetach") {
        let file = project.beside("sealed.pdf");
        std::fs::write(&file, &pdf).unwrap();
        let list = Command::new("pdfdetach").arg("-list").arg(&file).output().unwrap();
        assert!(String::from_utf8_lossy(&list.stdout).contains("index.json"), "{list:?}");
    }
}

#[test]
fn nothing_changes_for_a_site_that_does_not_ask_for_it() {
    let project = project("", "# I. Deel\n\n## 1. Punt\n\nTekst.\n");
    project.write("site.toml", SETTINGS.replace("pdf = true\n", ""));
    assert_eq!(project.build(&[]).code, 0);
    assert!(!project.built().keys().any(|path| path.ends_with(".pdf")));
    assert!(!project.page("vergaderingen/jbz-1/index.html").contains("pdf"));
}

#[test]
fn an_attachment_at_its_address_is_a_mistake_and_one_of_the_site_takes_its_place() {
    let project = project("", "# I. Deel\n\n## 1. Punt\n\nTekst.\n");
    project.write("content/meetings/jbz-1/index.pdf", "%PDF-1.7 eigen");
    let run = project.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(tells(&run, Code::AddressCollision), "{run:?}");
    project.remove("content/meetings/jbz-1/index.pdf");
    project.write("static/vergaderingen/jbz-1/index.pdf", "%PDF-1.7 eigen");
    assert_eq!(built(&project), b"%PDF-1.7 eigen");
}

#[test]
fn a_page_that_is_too_large_is_told_with_its_file() {
    let text = format!("# I. Deel\n\n## 1. Punt\n\n{}\n", "Een lange zin die nergens heen gaat.\n\n".repeat(45_000));
    let project = project("", &text);
    let run = project.check(&["--format", "short"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(tells(&run, Code::NoPdf) && run.stdout.contains(AGENDA), "{run:?}");
}

/// A preview that ends with the test.
struct Preview {
    process: Child,
    address: String,
}

impl Preview {
    fn of(project: &Project) -> Preview {
        let mut command = project::program();
        command.args(["serve", "--port", "0", "--root"]).arg(project.root());
        let mut process = command.spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = lines.by_ref().map(Result::unwrap).find(|line| line.contains("http://")).unwrap();
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Preview { process, address }
    }

    fn get(&self, path: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        answer
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn the_preview_makes_one_when_it_is_asked_for() {
    let project = project("", "# I. Deel\n\n## 1. Punt\n\nTekst.\n");
    let preview = Preview::of(&project);
    let answer = preview.get("/raad/vergaderingen/jbz-1/index.pdf");
    let head = String::from_utf8_lossy(&answer[..answer.len().min(400)]).into_owned();
    assert!(
        head.starts_with("HTTP/1.1 200") && head.to_lowercase().contains("content-type: application/pdf"),
        "{head}"
    );
    assert!(contains(&answer, "%PDF-1.7"));
}

#[test]
fn only_the_pdf_of_what_changed_is_made_again() {
    let project = project("", "# I. Deel\n\n## 1. Punt\n\nTekst.\n");
    project.write(
        "content/meetings/jbz-2/agenda.md",
        front("").replace("06-13", "09-13") + "# I. Deel\n\n## 1. Ander punt\n\nTekst.\n",
    );
    let first = built(&project);
    let cache = project.beside("cache");
    let build = |project: &Project| {
        let mut command = project::program();
        command.env_remove("VOETNOOT_NO_CACHE").env("XDG_CACHE_HOME", &cache);
        command.arg("build").arg("--root").arg(project.root()).arg("--output").arg(project.output());
        let run = project::run(command.spawn().unwrap());
        assert_eq!(run.code, 0, "{}", run.stderr);
    };
    build(&project);
    let stamp = |path: &str| std::fs::metadata(project.output().join(path)).unwrap().modified().unwrap();
    let other = "vergaderingen/jbz-2/index.pdf";
    let (one, two) = (stamp(AGENDA_PDF), stamp(other));
    project.write(AGENDA, front("") + "# I. Deel\n\n## 1. Punt\n\nAndere tekst.\n");
    build(&project);
    assert!(stamp(AGENDA_PDF) > one && stamp(other) == two);
    assert_ne!(project.built()[AGENDA_PDF], first);
}
