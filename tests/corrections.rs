//! Corrections that `check --fix` makes, and what it leaves alone.

use std::fs;
use std::path::Path;

use crate::project::Project;

const FRONT: &str = "---\ntitle: Over\n---\n\n";

#[test]
fn certain_corrections_are_made_and_told_and_a_second_run_changes_nothing() {
    let text = format!("\u{feff}{FRONT}##Kop\r\n\r\n• een &nbsp twee\r\n\r\n[a](abc.md)\r\n");
    let project = Project::new(&[("content/pages/over.md", &text), ("content/pages/abd.md", FRONT)]);
    let run = project.check(&["--fix", "--format", "short"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stdout.lines().count(), 1, "only what somebody has to choose is left: {}", run.stdout);
    for said in [
        "content/pages/over.md:5: corrected (near-markup)\n  - ##Kop\n  + ## Kop\n",
        "content/pages/over.md:7: corrected (near-markup)\n  - • een &nbsp twee\n  + - een &nbsp; twee\n",
        "\n2 corrections\n",
    ] {
        assert!(run.stderr.contains(said), "{said}\nis not in\n{}", run.stderr);
    }
    let corrected = format!("\u{feff}{FRONT}## Kop\r\n\r\n- een &nbsp; twee\r\n\r\n[a](abc.md)\r\n");
    let path = project.root().join("content/pages/over.md");
    assert_eq!(fs::read_to_string(&path).unwrap(), corrected);
    let again = project.check(&["--fix", "--format", "short"]);
    assert!(again.stderr.contains("nothing could be corrected"), "{}", again.stderr);
    assert_eq!((fs::read_to_string(&path).unwrap(), again.stdout), (corrected, run.stdout));
}

#[test]
fn what_is_of_one_person_is_not_copied_into_what_is_told() {
    let project = Project::new(&[("content/pages/over.md", &format!("{FRONT}##Bel 06-12345678\n"))]);
    let run = project.check(&["--fix", "--format", "short"]);
    assert!(run.stderr.contains("## Bel") && !run.stderr.contains("12345678"), "{}", run.stderr);
}

#[test]
fn without_being_asked_check_changes_nothing() {
    let project = Project::new(&[("content/pages/over.md", &format!("{FRONT}##Kop\n"))]);
    assert_eq!(project.check(&[]).code, 0);
    assert!(fs::read_to_string(project.root().join("content/pages/over.md")).unwrap().ends_with("##Kop\n"));
}

#[test]
fn what_is_sealed_is_never_touched() {
    let agenda = "---\ntitle: Raad\nformation: raad\nstart: 2024-06-13\n---\n\n## 1. Opening\n\n##Kop\n";
    let project = Project::new(&[("content/meetings/raad/agenda.md", agenda)]);
    let meeting = project.root().join("content/meetings/raad");
    // Even a seal that cannot be read, or one that is gone and left what it kept.
    for sealed in ["seal.txt", "_versions"] {
        match sealed {
            "seal.txt" => fs::write(meeting.join(sealed), "x").unwrap(),
            _ => fs::create_dir(meeting.join(sealed)).unwrap(),
        }
        let run = project.check(&["--fix"]);
        assert_eq!(fs::read_to_string(meeting.join("agenda.md")).unwrap(), agenda);
        assert!(run.stderr.contains("agenda.md` was not corrected: it belongs to a sealed meeting"), "{}", run.stderr);
        fs::remove_file(meeting.join("seal.txt")).unwrap_or_default();
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let text = format!("{FRONT}##Kop\n");
    let project = Project::new(&[("content/pages/over.md", &text), ("content/vast/bron.md", &text)]);
    let (over, source) = (project.root().join("content/pages/over.md"), project.root().join("content/vast/bron.md"));
    symlink(&source, project.root().join("content/pages/link.md")).unwrap();
    fs::set_permissions(&over, fs::Permissions::from_mode(0o640)).unwrap();
    let run = project.check(&["--fix"]);
    assert!(run.stderr.contains("`content/pages/link.md` was not corrected: it is a symbolic link"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&source).unwrap(), text);
    assert_eq!(fs::read_to_string(&over).unwrap(), format!("{FRONT}## Kop\n"));
    assert_eq!(fs::metadata(&over).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn strict_lets_warnings_fail_and_writes_nothing() {
    let project = Project::new(&[("content/pages/over.md", &format!("{FRONT}##Kop\n"))]);
    assert_eq!((project.check(&["--strict"]).code, project.build(&["--strict"]).code), (1, 1));
    assert!(!project.output().exists());
    assert_eq!(project.check(&["--strict", "--fix"]).code, 0);
    assert_eq!(project.build(&["--strict"]).code, 0);
    // A notice asks for nothing.
    let sealed = Project::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes/earlier-rules/in"));
    assert_eq!(sealed.check(&["--strict"]).code, 0);
}
