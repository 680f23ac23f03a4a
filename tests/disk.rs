//! Diagnostics that no folder of cases can show: version control would not keep such files, or they contain every word
//! of a language.

use std::fs;
use std::os::unix::fs::symlink;

use voetnoot::diagnostic::Code;

use crate::project::Project;

/// Spoils a sound project so that it shows a diagnostic.
type Spoil = fn(&Project);

/// Each code, with what shows it.
pub const SHOWN: &[(Code, Spoil)] = &[
    (Code::UnreadableFile, |project| {
        project.remove("site.toml");
        fs::create_dir(project.root().join("site.toml")).unwrap();
    }),
    (Code::LinkLoop, |project| symlink("..", project.root().join("content/pages/rond")).unwrap()),
    (Code::DanglingLink, |project| symlink("nergens.md", project.root().join("content/pages/los.md")).unwrap()),
    (Code::OutsideProject, |project| {
        fs::write(project.beside("buiten.md"), "---\ntitle: Buiten\n---\n\ngeheim\n").unwrap();
        symlink(project.beside("buiten.md"), project.root().join("content/pages/buiten.md")).unwrap();
    }),
    (Code::FileTooLarge, |project| {
        project.write("content/pages/groot.md", "");
        fs::File::options()
            .write(true)
            .open(project.root().join("content/pages/groot.md"))
            .unwrap()
            .set_len(65 << 20)
            .unwrap();
    }),
    (Code::InvalidUtf8, |project| project.write("content/pages/latin.md", b"---\ntitle: Caf\xe9\n---\n\ntekst\n")),
    (Code::ControlCharacter, |project| project.write("content/pages/nul.md", b"---\ntitle: Nul\n---\n\neen \0 nul\n")),
    (Code::EmptyFile, |project| project.write("content/pages/leeg.md", "")),
    (Code::MissingConfig, |project| project.remove("site.toml")),
    (Code::MissingWord, |project| {
        project.write("site.toml", "title = \"Proef\"\nlanguage = \"fy\"\n");
        project.write("languages/fy.toml", include_str!("../languages/nl.toml").replace("\nskip = ", "\nskep = "));
    }),
];

fn sound() -> Project {
    Project::new(&[("content/pages/over.md", "---\ntitle: Over\n---\n\nEen bladzijde.\n")])
}

#[test]
fn each_is_reported_with_a_hint_and_nothing_is_written() {
    for (code, spoil) in SHOWN {
        let project = sound();
        spoil(&project);
        let run = project.build(&[]);
        assert_eq!(run.code, 1, "{}: {}{}", code.name(), run.stdout, run.stderr);
        let shown = run.stdout.split("\n\n").find(|one| one.contains(&format!("[{}]: ", code.name())));
        let shown = shown.unwrap_or_else(|| panic!("{} is not reported:\n{}", code.name(), run.stdout));
        assert!(shown.contains("= hint ("), "{shown}");
        assert!(!project.output().exists(), "{}", code.name());
    }
}

/// The target of a symbolic link outside the project is never shown, not even in a message.
#[test]
fn nothing_is_read_from_outside() {
    let project = sound();
    fs::create_dir_all(project.beside("elders")).unwrap();
    fs::write(project.beside("elders/geheim.md"), "geheim").unwrap();
    symlink(project.beside("elders"), project.root().join("content/pages/elders")).unwrap();
    symlink(project.beside("elders/geheim.md"), project.root().join("content/pages/geheim.pdf")).unwrap();
    let run = project.check(&["--format", "json"]);
    assert_eq!(run.stdout.matches("\"code\":\"outside-project\"").count(), 2, "{}", run.stdout);
    assert!(!run.stdout.contains("\"geheim\""), "{}", run.stdout);
}

/// The root itself may be reached through symbolic links, and so may what links within it lead to.
#[test]
fn links_within_the_project_are_followed() {
    let project = sound();
    symlink("over.md", project.root().join("content/pages/ook.md")).unwrap();
    let run = project.build(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert!(project.page("ook/index.html").contains("Een bladzijde."));
}

/// A third language is one file, and may also replace a built-in one.
#[test]
fn a_site_speaks_the_language_of_its_own_file() {
    let project = sound();
    project.write("site.toml", "title = \"Proef\"\nlanguage = \"fy\"\n");
    let words = include_str!("../languages/nl.toml");
    project.write(
        "languages/fy.toml",
        words.replace("\"vergaderingen\"", "\"gearkomsten\"").replace("\"Menu\"", "\"Karte\""),
    );
    let run = project.build(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    let page = project.page("gearkomsten/index.html");
    assert!(page.contains("<html lang=\"fy\">") && page.contains("aria-label=\"Karte\""), "{page}");

    for (from, to) in
        [("\"vergaderingen\"", "\"../../buiten\""), ("\"vergaderingen\"", "\"dossiers\""), ("\"januari\", ", "")]
    {
        project.write("languages/fy.toml", words.replace(from, to));
        let run = project.check(&["--format", "short"]);
        assert!(
            run.code == 1 && run.stdout.starts_with("languages/fy.toml: error[missing-word]"),
            "{to}: {}",
            run.stdout
        );
    }
}

#[test]
fn byte_order_marks_and_windows_lines_are_accepted_in_silence() {
    let text = "---\ntitle: Over\n---\n\n## Kop {#kop}\n\nEen [^n] en [kop](#kop).\n\n[^n]: Noot.\n";
    let plain = Project::new(&[("content/pages/over.md", text)]);
    assert_eq!(plain.build(&[]).code, 0);
    let windows = Project::new(&[("content/pages/over.md", &format!("\u{feff}{}", text.replace('\n', "\r\n")))]);
    windows.write("site.toml", "\u{feff}title = \"Proef\"\r\n");
    let run = windows.build(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert_eq!(plain.built(), windows.built());
}
