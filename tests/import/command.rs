//! The command as a newcomer meets it: what it writes can be built, and it says what stands in its way.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;
use voetnoot::import::FindingCode;

use crate::project::{Project, Run, program, run, tree};

const LETTER: &str = "Hierbij bied ik u de geannoteerde agenda aan van de Milieuraad van 3 en 4 mei 2030 te Brussel.\n\n\
    1. Richtlijn bijen\n= Gedachtewisseling\n\nDe Raad spreekt over bijen.1\n\n1 Kamerstukken II 2029-30, 22 112, nr. 3.\n";

fn import(project: &Project, arguments: &[&str]) -> Run {
    run(program().arg("import").arg("--root").arg(project.root()).args(arguments).spawn().expect("the program starts"))
}

/// A project, and a letter beside it.
fn with(letter: &str) -> (Project, String) {
    let project = Project::new(&[]);
    let file = project.beside("brief.txt");
    fs::write(&file, letter).expect("a file that can be written");
    (project, file.to_str().expect("a path in UTF-8").to_owned())
}

#[test]
fn the_folder_is_named_after_formation_and_date() {
    let (project, file) = with(LETTER);
    let imported = import(&project, &[&file]);
    assert_eq!(imported.code, 0, "{imported:?}");
    let written = tree(&project.root().join("content"));
    assert_eq!(written.keys().collect::<Vec<_>>(), ["meetings/milieu-2030-05-03/agenda.md"]);
    assert!(imported.stderr.contains("milieu-2030-05-03/agenda.md"), "{}", imported.stderr);
}

#[test]
fn a_formation_that_the_site_does_not_name_is_not_written() {
    let (project, file) = with(LETTER);
    let settings = |formation: &str| {
        project.write("site.toml", format!("title = \"Agenda’s\"\n\n[formations.{formation}]\nname = \"Raad\"\n"))
    };
    settings("jbz");
    let refused = import(&project, &[&file]);
    assert!(
        refused.code == 1 && refused.stderr.contains("add `[formations.milieu]` with `name = \"Milieuraad\"`"),
        "{refused:?}"
    );
    assert!(!project.root().join("content/meetings/milieu-2030-05-03").exists());
    let given = import(&project, &["--formation", "jbz", &file]);
    assert!(given.code == 0 && project.check(&[]).code == 0, "{given:?}");
    fs::remove_dir_all(project.root().join("content")).expect("a folder that can be removed");
    settings("milieu");
    let imported = import(&project, &[&file]);
    assert!(imported.code == 0 && project.check(&[]).code == 0, "{imported:?}");
}

#[test]
fn nothing_is_overwritten_unless_told_so() {
    let (project, file) = with(LETTER);
    let agenda = project.root().join("content/meetings/milieu-2030-05-03/agenda.md");
    import(&project, &[&file]);
    let first = fs::read_to_string(&agenda).expect("an agenda");
    project.write("content/meetings/milieu-2030-05-03/agenda.md", "mine");
    project.write("content/meetings/milieu-2030-05-03/bijlage.pdf", "mine too");
    let refused = import(&project, &[&file]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("is there already") && refused.stderr.contains("--force"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(&agenda).expect("an agenda"), "mine");
    assert_eq!(import(&project, &["--force", &file]).code, 0);
    assert_eq!(fs::read_to_string(&agenda).expect("an agenda"), first);
    // What was replaced lies beside it, where nothing publishes it, and once only.
    let kept = tree(&project.root().join("content"));
    assert_eq!(kept["meetings/milieu-2030-05-03/_agenda-1.md"], b"mine");
    assert_eq!(kept.len(), 3);
    assert_eq!(import(&project, &["--force", &file]).code, 0);
    assert_eq!(tree(&project.root().join("content")), kept);
}

const REPORT: &str = "Hierbij bied ik u het verslag aan van de Milieuraad van 3 en 4 mei 2030.\n\nVerslag Milieuraad 3 en 4 mei 2030\n\n\
    Bijenrichtlijn\n\nDe Raad sprak over bijen.\n\nRichtlijn voor bijen in de stad\n\nDe ministers spraken over de stad.\n";

#[test]
fn a_report_goes_beside_its_agenda_and_is_tied_to_it() {
    let (project, file) = with(LETTER);
    assert_eq!(import(&project, &[&file]).code, 0);
    let report = project.beside("verslag.txt");
    fs::write(&report, REPORT).expect("a file that can be written");
    let report = report.to_str().expect("a path in UTF-8");
    let imported = import(&project, &["--json", report]);
    assert_eq!(imported.code, 0, "{imported:?}");
    let json: Value = serde_json::from_str(&imported.stdout).expect("JSON");
    assert_eq!((&json["kind"], &json["meeting"]["id"]), (&"report".into(), &"milieu-2030-05-03".into()));
    let written = tree(&project.root().join("content/meetings/milieu-2030-05-03"));
    assert_eq!(written.keys().collect::<Vec<_>>(), ["agenda.md", "report.md"]);
    let text = String::from_utf8(written["report.md"].clone()).expect("text");
    assert!(text.starts_with("---\ntitle: Verslag van de Milieuraad\nstatus: final\n---\n"), "{text}");
    assert!(!text.contains("formation:") && text.contains("{item=richtlijn-bijen}"), "{text}");
    assert_eq!(project.check(&[]).code, 0);
    // A report never takes the place of an agenda, whatever is forced.
    assert_eq!(import(&project, &["--force", "--as", "report", &file]).code, 0);
    assert_eq!(tree(&project.root().join("content/meetings/milieu-2030-05-03"))["agenda.md"], written["agenda.md"]);
}

#[test]
fn a_report_without_an_agenda_gets_one_with_its_facts() {
    let (project, file) = with(REPORT);
    let imported = import(&project, &[&file]);
    assert_eq!(imported.code, 0, "{imported:?}");
    assert!(imported.stderr.contains("has no agenda of this meeting"), "{imported:?}");
    assert_eq!(project.check(&[]).code, 0);
    let refused = import(&project, &["--as", "agenda", &file]);
    assert!(refused.code == 2 && refused.stderr.contains("is there already"), "{refused:?}");
    assert_eq!(import(&project, &["--as", "agenda", "--force", &file]).code, 0);
}

#[test]
fn findings_speak_the_language_of_the_site() {
    let (project, file) = with("Agenda Milieuraad 3 mei 2030\n\nEr is nog niets bekend over de punten van de Raad.\n");
    let spoken = |language: &str| {
        let mut command = program();
        command
            .env("VOETNOOT_LANGUAGE", language)
            .args(["import", "--dry-run", "--root"])
            .arg(project.root())
            .arg(&file);
        run(command.spawn().expect("the program starts")).stderr
    };
    assert!(spoken("en").contains("warning: line 3: no agenda item was recognised [no-items]"), "{}", spoken("en"));
    assert!(
        spoken("nl").contains("waarschuwing: regel 3: er is geen agendapunt herkend [no-items]"),
        "{}",
        spoken("nl")
    );
}

#[test]
fn standard_input_and_a_dry_run() {
    let (project, file) = with(LETTER);
    let from_file = import(&project, &["--dry-run", &file]);
    let mut child = program()
        .args(["import", "--dry-run", "-", "--root"])
        .arg(project.root())
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(LETTER.as_bytes()).expect("a letter that is read");
    let piped = run(child);
    assert_eq!((piped.code, &piped.stdout), (0, &from_file.stdout));
    assert!(piped.stdout.starts_with("---\ntitle: Milieuraad\n"), "{}", piped.stdout);
    assert!(piped.stderr.contains("1 items (1 numbered)"), "{}", piped.stderr);
    assert!(!project.root().join("content").exists());
}

#[test]
fn the_report_as_json_is_all_that_is_printed() {
    let (project, file) = with(LETTER);
    let imported = import(&project, &["--json", &file]);
    let report: Value = serde_json::from_str(&imported.stdout).expect("JSON");
    assert_eq!(report["references"]["by_form"]["kamerstuk"], 1);
    assert_eq!((&report["check"]["errors"], &report["words"]["kept"]), (&Value::from(0), &Value::from(true)));
    assert_eq!(report["meeting"]["id"], "milieu-2030-05-03");
}

#[test]
fn without_a_date_nothing_is_written() {
    let (project, file) =
        with("Hierbij bied ik u de agenda aan van de Milieuraad.\n\n1. Bijen\n\nDe Raad spreekt over bijen.\n");
    let refused = import(&project, &[&file]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.stderr.contains("--date"), "{}", refused.stderr);
    assert!(!project.root().join("content").exists());
    assert_eq!(import(&project, &["--date", "2030-05-03", &file]).code, 0);
    assert_eq!(project.check(&[]).code, 0);
}

#[test]
fn a_folder_without_a_site_will_do() {
    let (project, file) = with(LETTER);
    project.remove("site.toml");
    let imported = import(&project, &[&file]);
    assert!(imported.code == 0 && imported.stdout.contains("check         clean"), "{imported:?}");
}

#[test]
fn what_stands_in_the_way_is_said() {
    let (project, file) = with(LETTER);
    let nowhere = import(&project, &["no-such-file.txt"]);
    assert!(nowhere.code == 2 && nowhere.stderr.starts_with("error: `no-such-file.txt`: "), "{nowhere:?}");
    let bad_id = import(&project, &["--id", "../elders", &file]);
    assert!(bad_id.code == 2 && bad_id.stderr.contains("--id"), "{bad_id:?}");
    for id in ["a/b", "_x", ".x", ""] {
        let refused = import(&project, &["--id", id, &file]);
        assert!(refused.code == 2 && refused.stderr.contains("cannot be the id"), "{id}: {refused:?}");
    }
    let bad_date = import(&project, &["--date", "3 mei", &file]);
    assert_eq!(bad_date.code, 2);
    for (bytes, program_name, package) in
        [(&b"%PDF-1.7\n"[..], "pdftotext", "poppler-utils"), (b"PK\x03\x04 word/document.xml", "pandoc", "pandoc")]
    {
        let file = project.beside("stuk");
        fs::write(&file, bytes).expect("a file that can be written");
        let child =
            program().args(["import", "--root"]).arg(project.root()).arg(&file).env("PATH", empty(&project)).spawn();
        let missing = run(child.expect("the program starts"));
        assert_eq!(missing.code, 2);
        for words in [program_name, "is not installed", &format!("sudo apt install {package}")] {
            assert!(missing.stderr.contains(words), "{words}: {}", missing.stderr);
        }
    }
    assert!(!project.root().join("content").exists());
}

/// A folder without programs.
fn empty(project: &Project) -> PathBuf {
    let folder = project.beside("empty");
    fs::create_dir_all(&folder).expect("a folder that can be made");
    Path::new(&folder).to_owned()
}

#[test]
fn the_guide_shows_what_is_made_of_its_letter_and_explains_every_code() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/gids/importeren.md");
    let guide = fs::read_to_string(guide).expect("the page of the guide");
    let block =
        |opening: &str| guide.split_once(opening).and_then(|(_, rest)| rest.split_once("```")).expect("a block").0;
    let (project, file) = with(block("```text brief.txt\n"));
    assert_eq!(import(&project, &[&file]).code, 0);
    let path = "content/meetings/milieu-2030-03-12/agenda.md";
    let written = fs::read_to_string(project.root().join(path)).expect("an agenda");
    assert_eq!(block(&format!("```markdown {path}\n")), written);
    for code in FindingCode::ALL.iter().map(|code| code.name()) {
        assert!(guide.contains(&format!("| `{code}` | ")), "{code}");
    }
}
