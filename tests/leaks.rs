//! What must not leave the project: what programs leave behind, what lies elsewhere, and what lies beside drafts.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use voetnoot::diagnostic::Code;

use crate::project::{Project, Run, program, run};

const AGENDA: &str = "---\ntitle: Raad\nformation: ab\nstart: 2024-03-12\n---\n\n# I. Deel\n\n## 1. Punt\n\nTekst.\n";

fn project() -> Project {
    let project = Project::new(&[("content/meetings/ab-1/agenda.md", AGENDA), ("addresses.txt", "")]);
    fs::create_dir_all(project.root().join("static")).unwrap();
    project
}

/// The paths of the files for which a code is reported.
fn reported(run: &Run, code: &str) -> Vec<String> {
    let own = format!("[{code}]");
    let path = |line: &str| line.split(": ").next().unwrap_or_default().to_owned();
    run.stdout.lines().filter(|line| line.contains(&own)).map(path).collect()
}

fn name(code: Code) -> &'static str {
    code.name()
}

fn record(project: &Project) -> String {
    fs::read_to_string(project.root().join("addresses.txt")).unwrap()
}

/// What was published by mistake goes from the record in one build, and nobody has to do anything about it.
#[test]
fn a_recorded_leftover_is_named_once_and_dropped() {
    let project = project();
    assert_eq!(project.build(&[]).code, 0);
    let before = record(&project);
    project.write("addresses.txt", format!("{before}/vergaderingen/ab-1/agenda.md~\n/stijl.css.bak\n/Thumbs.db\n"));
    let run = project.build(&["--format", "short"]);
    assert_eq!((run.code, reported(&run, "leftover-file").len()), (0, 3), "{}", run.stdout);
    assert_eq!(record(&project), before);
    let again = project.build(&["--format", "short"]);
    assert_eq!((again.code, again.stdout.as_str()), (0, ""));
}

/// Neither a new seal nor an old one knows of leftovers: one that comes later changes no sealed meeting.
#[test]
fn leftovers_are_not_sealed() {
    let project = project();
    project.write("content/meetings/ab-1/agenda.md~", "GEHEIM");
    let seal = |arguments: &[&str]| {
        run(program()
            .arg("seal")
            .arg("--root")
            .arg(project.root())
            .args(arguments)
            .spawn()
            .expect("the program starts"))
    };
    let sealed = seal(&["ab-1", "--date", "2024-04-01"]);
    assert_eq!(sealed.code, 0, "{}{}", sealed.stdout, sealed.stderr);
    let seal = fs::read_to_string(project.root().join("content/meetings/ab-1/seal.txt")).unwrap();
    assert!(!seal.contains("agenda.md~"), "{seal}");
    assert!(!project.root().join("content/meetings/ab-1/_versions/1/agenda.md~").exists());
    project.write("content/meetings/ab-1/Thumbs.db", "x");
    project.write("content/meetings/ab-1/_versions/1/Thumbs.db", "x");
    let run = project.check(&["--format", "short"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
}

/// A link in a folder that is read leads only into such folders, and not to what is hidden there.
#[test]
fn links_lead_only_to_what_may_be_published() {
    let project = project();
    let root = project.root();
    project.write(".env", "GEHEIM");
    project.write("geheim/x", "GEHEIM");
    project.write("content/pages/.geheim", "GEHEIM");
    project.write("content/pages/plan.md~", "GEHEIM");
    project.write("content/pages/over.md", "---\ntitle: Over\n---\n\nTekst.\n");
    project.write("static/wel.txt", "wel");
    for (link, to) in [
        ("static/a.txt", "../.env"),
        ("static/map", "../geheim"),
        ("static/b.txt", "../content/pages/.geheim"),
        ("content/pages/c.txt", "plan.md~"),
        ("content/pages/d.txt", "../../site.toml"),
        ("content/meetings/ab-1/e.txt", "../../../addresses.txt"),
        ("content/pages/ook.txt", "../../static/wel.txt"),
    ] {
        symlink(to, root.join(link)).unwrap();
    }
    let run = project.check(&["--format", "short"]);
    let expected = [
        "content/meetings/ab-1/e.txt",
        "content/pages/c.txt",
        "content/pages/d.txt",
        "static/a.txt",
        "static/b.txt",
        "static/map",
    ];
    assert_eq!(reported(&run, "outside-project"), expected.map(str::to_owned), "{}", run.stdout);
    for path in expected {
        project.remove(path);
    }
    let run = project.build(&["--format", "short"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert_eq!(project.page("ook.txt"), "wel");
    assert!(!project.built().values().any(|bytes| bytes.windows(6).any(|part| part == b"GEHEIM")));
}

/// A folder named like the agenda would make its meeting vanish.
#[test]
fn what_is_no_file_where_one_is_meant_is_an_error() {
    let project = project();
    let root = project.root();
    fs::create_dir_all(root.join("content/meetings/ab-2/agenda.md")).unwrap();
    fs::create_dir_all(root.join("content/dossiers/water.md")).unwrap();
    for fifo in ["content/meetings/ab-1/bijlage.pdf", "content/meetings/ab-1/report.md", "static/stijl.css"] {
        assert!(Command::new("mkfifo").arg(root.join(fifo)).status().unwrap().success());
    }
    let run = project.check(&["--format", "short"]);
    let expected = [
        "content/dossiers/water.md",
        "content/meetings/ab-1/bijlage.pdf",
        "content/meetings/ab-1/report.md",
        "content/meetings/ab-2/agenda.md",
        "static/stijl.css",
    ];
    assert_eq!(
        (run.code, reported(&run, "unreadable-file")),
        (1, expected.map(str::to_owned).to_vec()),
        "{}",
        run.stdout
    );
}

/// What lies beside a draft belongs to it, unless a published page links to it.
#[test]
fn what_lies_beside_a_draft_is_not_published() {
    let draft = |text: &str| format!("---\ntitle: Plan\ndraft: true\n---\n\n{text}\n");
    let project = Project::new(&[
        ("content/pages/plan.md", &draft("[a](geheim.pdf) [b](gedeeld.pdf)")),
        ("content/pages/geheim.pdf", "GEHEIM"),
        ("content/pages/gedeeld.pdf", "gedeeld"),
        ("content/pages/plan/kaart.png", "GEHEIM"),
        ("content/pages/plan/diep/kaart.png", "GEHEIM"),
        ("content/pages/over.md", "---\ntitle: Over\n---\n\n[a](gedeeld.pdf) [b](elders/open.pdf)\n"),
        ("content/pages/elders/open.pdf", "open"),
        ("content/pages/elders/meer.pdf", "open"),
        ("content/dossiers/water.md", &draft("Tekst.")),
        ("content/dossiers/los.pdf", "GEHEIM"),
        ("content/dossiers/water/nota.pdf", "GEHEIM"),
        ("content/dossiers/bodem/nota.pdf", "open"),
        ("content/dossiers/bodem.md", "---\ntitle: Bodem\n---\n\nTekst.\n"),
    ]);
    let run = project.build(&["--format", "short"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    let built = project.built();
    for path in ["gedeeld.pdf", "elders/open.pdf", "elders/meer.pdf", "dossiers/bodem/nota.pdf"] {
        assert!(built.contains_key(path), "{path}: {:?}", built.keys());
    }
    let leaks = |(_, bytes): &(&String, &Vec<u8>)| bytes.windows(6).any(|part| part == b"GEHEIM");
    assert_eq!(built.iter().find(leaks).map(|(path, _)| path), None);
    assert_eq!(project.build(&["--drafts"]).code, 0);
    assert_eq!(project.page("geheim.pdf"), "GEHEIM");
}

/// A number of a person that stands on a line with any mistake is whole in no message, whatever its form.
#[test]
fn no_output_shows_a_number_of_a_person() {
    let project = Project::new(&[(
        "content/pages/over.md",
        "---\ntitle: Over\n---\n\nBSN 123456782, NL91ABNA0417164300, 06-12345678 en jan@gmail.com [[niets]] [06-12345678](123456782.pdf)\n",
    )]);
    for format in ["human", "short", "json", "sarif", "github"] {
        let run = project.check(&["--format", format]);
        assert!(run.stdout.contains("personal-data") && run.stdout.contains("broken-link"), "{}", run.stdout);
        for whole in ["123456782", "NL91ABNA0417164300", "06-12345678", "jan@gmail.com"] {
            let said = format!("{}{}", run.stdout, run.stderr);
            assert!(!said.contains(whole), "{format}: {whole} in {said}");
        }
    }
}

/// Whoever gets a seal or a package gets the comments in it; each is named before anything leaves.
#[test]
fn nothing_is_sealed_or_packed_with_a_comment_in_it() {
    let commented = "---\n# INTERN: nog afstemmen\ntitle: Raad\nformation: ab\nstart: 2024-03-12\n---\n\n# I. Deel\n\n## 1. Punt\n\nTekst. <!-- INTERN -->\n\n<!--\nINTERN\n-->\n";
    let project = Project::new(&[("content/meetings/ab-1/agenda.md", commented), ("addresses.txt", "")]);
    let settings = "title = \"Proef\"\nbase_url = \"https://voorbeeld.nl/\"\n\n[publisher]\nname = \"Bestuur\"\n";
    project.write("site.toml", settings);
    let program = |name: &str, arguments: &[&str]| {
        run(program().arg(name).arg("--root").arg(project.root()).args(arguments).spawn().expect("the program starts"))
    };
    let seal = |arguments: &[&str]| {
        program("seal", &[&["ab-1", "--date", "2024-04-01", "--format", "short"], arguments].concat())
    };
    let depot = project.beside("pakketten");
    let archive = || program("archive", &["ab-1", "--output", depot.to_str().unwrap(), "--format", "short"]);
    assert_eq!(project.check(&[]).stdout, "");
    for run in [seal(&[]), archive()] {
        assert_eq!((run.code, reported(&run, name(Code::KeptComment)).len()), (1, 3), "{}{}", run.stdout, run.stderr);
    }
    assert!(!project.root().join("content/meetings/ab-1/seal.txt").exists() && !depot.join("ab-1").exists());
    // One that is accepted stays, and says why.
    let accepting = "title: Raad\naccepted:\n  - {warning: kept-comment, words: nog afstemmen, why: Zo besloten.}\n";
    project.write("content/meetings/ab-1/agenda.md", commented.replace("title: Raad\n", accepting));
    let run = seal(&["--strip-comments"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let left = fs::read_to_string(project.root().join("content/meetings/ab-1/agenda.md")).unwrap();
    assert_eq!(left.matches("INTERN").count(), 1, "{left}");
    assert_eq!(fs::read_to_string(project.root().join("content/meetings/ab-1/_versions/1/agenda.md")).unwrap(), left);
    assert_eq!(project.check(&[]).stdout, "");
    let run = archive();
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}

/// macOS stores an accent apart from its letter; a link that looks the same leads to the file all the same.
#[test]
fn a_link_finds_a_file_whose_accent_is_stored_otherwise() {
    for (typed, stored) in
        [("\u{fc}bersicht.pdf", "u\u{308}bersicht.pdf"), ("u\u{308}bersicht.pdf", "\u{fc}bersicht.pdf")]
    {
        let project = project();
        project.write("content/meetings/ab-1/agenda.md", format!("{AGENDA}\n[overzicht]({typed})\n"));
        project.write(&format!("content/meetings/ab-1/{stored}"), "x");
        let run = project.build(&["--format", "short"]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""));
        let encoded: String =
            stored.bytes().map(|b| if b.is_ascii() { (b as char).to_string() } else { format!("%{b:02X}") }).collect();
        let page = project.page("vergaderingen/ab-1/index.html");
        assert!(page.contains(&format!("{encoded}\">overzicht")), "{page}");
    }
}

/// A file of an office program, as far as it is looked at.
fn office(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts {
        archive.start_file(*name, stored).unwrap();
        std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Attachments tell of people, changes and remarks; the agenda accepts what has to stay.
#[test]
fn what_attachments_tell_besides_their_text_is_reported() {
    let project = project();
    let core = |creator: &str, last: &str| {
        format!(
            "<cp:coreProperties><dc:creator>{creator}</dc:creator><cp:lastModifiedBy>{last}</cp:lastModifiedBy></cp:coreProperties>"
        )
    };
    let file = |name: &str, bytes: Vec<u8>| project.write(&format!("content/meetings/ab-1/{name}"), bytes);
    file("a.docx", office(&[("docProps/core.xml", &core("Jan de Vries", "Ministerie van Justitie"))]));
    file(
        "b.docx",
        office(&[("docProps/core.xml", &core("Gemeente Zwolle", "python-docx")), ("word/document.xml", "<w:p/>")]),
    );
    file("c.docx", office(&[("word/document.xml", "<w:ins w:author=\"x\"/>"), ("word/comments.xml", "<w:comments/>")]));
    file("d.pdf", b"%PDF-1.4\n1 0 obj << /Author (Piet Pietersen) >> endobj".to_vec());
    file("e.pdf", b"%PDF-1.4\n1 0 obj << /Author (Provincie Utrecht) >> endobj".to_vec());
    file("f.pdf", b"%PDF-1.4\n1 0 obj << /Author <FEFF004A0061006E0020004A0061006E> >> endobj".to_vec());
    file("g.docx", b"geen archief".to_vec());
    // The properties as most programs of today write them, packed with other objects.
    let packed = |name: &str, text: &str| {
        let mut stream = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut stream, text.as_bytes()).unwrap();
        let head = format!("%PDF-1.7\n4 0 obj\n<< /Type /{name} /Filter /FlateDecode >>\nstream\r\n");
        [head.as_bytes(), &stream.finish().unwrap(), b"\nendstream\nendobj\n"].concat()
    };
    file("h.pdf", packed("ObjStm", "9 0 << /Author (Kees Klaassen) /Title (Stuk) >>"));
    file("i.pdf", packed("Metadata", "<dc:creator><rdf:Seq><rdf:li>Ria Visser</rdf:li></rdf:Seq></dc:creator>"));
    file("j.pdf", packed("XObject", "/Author (Een plaatje)"));
    let meta = "<office:meta><meta:initial-creator>Eva Smit</meta:initial-creator><dc:creator>Gemeente Zwolle</dc:creator></office:meta>";
    file("k.odt", office(&[("meta.xml", meta), ("content.xml", "<text:tracked-changes/>")]));
    file("l.xlsx", office(&[("docProps/app.xml", "<Properties><Manager>Bea Mulder</Manager></Properties>")]));
    let told = |run: &Run| -> Vec<String> {
        let names = reported(run, name(Code::AttachmentMetadata));
        names.iter().map(|path| path["content/meetings/ab-1/".len()..].to_owned()).collect()
    };
    let run = project.check(&["--format", "short"]);
    assert_eq!(
        (run.code, told(&run)),
        (
            0,
            ["a.docx", "c.docx", "c.docx", "d.pdf", "f.pdf", "h.pdf", "i.pdf", "k.odt", "k.odt", "l.xlsx"]
                .map(str::to_owned)
                .to_vec()
        ),
        "{}",
        run.stdout
    );
    let accepting = "title: Raad\naccepted:\n  - {warning: attachment-metadata, words: c.docx, why: Zo ontvangen.}\n";
    project.write("content/meetings/ab-1/agenda.md", AGENDA.replace("title: Raad\n", accepting));
    let run = project.check(&["--format", "short"]);
    assert_eq!(
        told(&run),
        ["a.docx", "d.pdf", "f.pdf", "h.pdf", "i.pdf", "k.odt", "k.odt", "l.xlsx"],
        "{}",
        run.stdout
    );
}

/// Beside a page or dossier, what lies in its folder speaks for the file.
#[test]
fn a_page_accepts_what_lies_beside_it() {
    for folder in ["content/pages/stukken", "content/dossiers"] {
        let project = project();
        let page = |accepted: &str| {
            project.write(&format!("{folder}/over.md"), format!("---\ntitle: Over\n{accepted}---\n\nTekst.\n"));
        };
        project.write(&format!("{folder}/d.pdf"), b"%PDF-1.4\n1 0 obj << /Author (Piet Pietersen) >> endobj");
        page("");
        assert_eq!(reported(&project.check(&["--format", "short"]), name(Code::AttachmentMetadata)).len(), 1);
        page("accepted:\n  - {warning: attachment-metadata, words: d.pdf, why: Zo ontvangen.}\n");
        assert_eq!(project.check(&["--format", "short"]).stdout, "");
    }
}
