//! What a run keeps for the next one: it is faster, gives the same, and is read only if it is the user's own.

use std::fs;
use std::path::PathBuf;

use crate::project::{Project, Run, program, run, tree};

const AGENDA: &str = "---\ntitle: Raad\nformation: raad\nstart: 2024-06-13\n---\n\n## 1. Opening\n\nTekst van [1].[^1]\n\n[^1]: COM(2024) 173.\n";

fn project() -> Project {
    Project::new(&[
        ("content/meetings/raad-1/agenda.md", AGENDA),
        ("content/pages/over.md", "---\ntitle: Over\n---\n\nWie *wij* zijn.\n"),
        ("static/beeld.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ])
}

fn cache(project: &Project) -> PathBuf {
    project.beside("cache")
}

/// Runs a command with a cache folder of its own.
fn with_cache(project: &Project, arguments: &[&str]) -> Run {
    let mut command = program();
    command.env_remove("VOETNOOT_NO_CACHE").env("XDG_CACHE_HOME", cache(project)).env("HOME", project.beside("home"));
    command.args(arguments).arg("--root").arg(project.root());
    if arguments[0] == "build" {
        command.arg("--output").arg(project.output());
    }
    run(command.spawn().expect("the program starts"))
}

/// What a run said, without how long it took.
fn said(run: &Run) -> (i32, String, String) {
    let stderr = run
        .stderr
        .lines()
        .map(|line| line.rsplit_once(", ").filter(|(_, end)| end.ends_with(" s")).map_or(line, |(line, _)| line));
    (run.code, run.stdout.clone(), stderr.collect::<Vec<_>>().join("\n"))
}

#[cfg(target_os = "linux")]
#[test]
fn a_second_run_says_the_same_and_mends_what_somebody_changed() {
    let project = project();
    let first = with_cache(&project, &["build"]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    let built = project.built();
    let again = with_cache(&project, &["build"]);
    assert_eq!(again.stdout, first.stdout);
    assert!(
        again.stderr.contains(&format!(": 0 files written, {} unchanged, 0 removed", built.len())),
        "{}",
        again.stderr
    );
    for path in ["over/index.html", "beeld.svg", "voetnoot.css"] {
        let file = project.output().join(path);
        let changed: Vec<u8> = built[path].iter().rev().copied().collect();
        fs::write(&file, changed).unwrap();
        assert!(with_cache(&project, &["build"]).stderr.contains(": 1 files written"), "{path} is put back");
        fs::remove_file(&file).unwrap();
        assert!(with_cache(&project, &["build"]).stderr.contains(": 1 files written"), "{path} is put back");
        assert_eq!(project.built(), built);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_wrong_is_said_again_in_every_form() {
    let project = project();
    for broken in [false, true] {
        if broken {
            project.write("content/pages/fout.md", "---\ntitle: Fout\n---\n\nZie [dit](weg.md).\n");
        }
        for arguments in [&["check"][..], &["build"], &["check", "--strict"], &["check", "--drafts"]] {
            for format in ["human", "short", "json", "sarif", "github"] {
                let arguments = [arguments, &["--format", format]].concat();
                let first = with_cache(&project, &arguments);
                let again = with_cache(&project, &arguments);
                let fresh = with_cache(&project, &[&arguments[..], &["--no-cache"]].concat());
                assert_eq!(said(&again).1, said(&first).1, "{arguments:?}");
                assert_eq!((again.code, &again.stdout), (fresh.code, &fresh.stdout), "{arguments:?}");
            }
        }
    }
    assert!(with_cache(&project, &["build"]).stderr.contains("nothing was written"));
    project.remove("content/pages/fout.md");
    assert_eq!(with_cache(&project, &["build"]).code, 0);
    assert!(project.output().join("over/index.html").is_file());
}

#[cfg(target_os = "linux")]
#[test]
fn another_folder_that_a_build_without_memory_wrote_to_is_looked_at_again() {
    let project = project();
    with_cache(&project, &["build"]);
    project.write("content/pages/over.md", "---\ntitle: Over\n---\n\nWie wij waren.\n");
    with_cache(&project, &["build", "--no-cache"]);
    project.write("content/pages/over.md", "---\ntitle: Over\n---\n\nWie *wij* zijn.\n");
    with_cache(&project, &["build"]);
    assert!(project.page("over/index.html").contains("Wie <em>wij</em> zijn."));
}

#[cfg(target_os = "linux")]
#[test]
fn what_others_could_have_written_is_not_read() {
    use std::os::unix::fs::PermissionsExt;
    let project = project();
    with_cache(&project, &["build"]);
    let folder = cache(&project).join("voetnoot");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let names: Vec<String> = tree(&folder).into_keys().collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().all(|name| mode(&folder.join(name)) == 0o600));
    assert!(!project.root().join("cache").exists() && project.built().keys().all(|path| !path.contains("cache")));
    let built = project.built();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
    let kept = tree(&folder);
    assert_eq!(with_cache(&project, &["build"]).code, 0);
    assert_eq!((project.built(), tree(&folder)), (built, kept), "nothing is read, and nothing is kept");
}

/// The page of an earlier version shows what the later ones say otherwise, of which its own file knows nothing.
#[cfg(target_os = "linux")]
#[test]
fn the_page_of_an_earlier_version_follows_the_later_ones() {
    let project = project();
    project.write("content/dossiers/d.md", "---\ntitle: Dossier\n---\n\nTekst.\n");
    let seal = |text: &str, arguments: &[&str]| {
        project.write("content/meetings/raad-1/agenda.md", text);
        let run = with_cache(&project, &[&["seal", "raad-1", "--date", "2024-07-01"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
    };
    let same_as_fresh = || {
        assert_eq!(with_cache(&project, &["build"]).code, 0);
        let fresh = project.beside("fresh");
        assert_eq!(project.build_into(&fresh).code, 0);
        let mut fresh = tree(&fresh);
        fresh.retain(|path, _| !path.starts_with(".voetnoot/"));
        assert!(project.built() == fresh, "an incremental build differs from a fresh one");
        project.page("vergaderingen/raad-1/versie-1/index.html")
    };
    seal(AGENDA, &[]);
    let once = AGENDA.replace("Tekst van", "Nieuwe tekst over [[d]] van");
    seal(&once, &["--correction", "Een"]);
    assert!(same_as_fresh().contains("</span>Nieuwe tekst over Dossier</ins>"));
    let placed = AGENDA.replace("raad\nstart", "raad\nplace: Ede\nstart");
    seal(&placed.replace("173", "174"), &["--correction", "Twee"]);
    let page = same_as_fresh();
    assert!(page.contains("</span>Ede</ins>") && page.contains("</span>174.</ins>"), "{page}");
    project.write("content/dossiers/d.md", "---\ntitle: Hernoemd\n---\n\nTekst.\n");
    assert!(same_as_fresh().contains("</span>Nieuwe tekst over Hernoemd</ins>"));
}
