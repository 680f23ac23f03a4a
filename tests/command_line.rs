//! The command line: exit codes, formats, and which output goes where.

use serde_json::Value;

use crate::project::{Project, program, run};

const OVER: &str = "---\ntitle: Over\n---\n\nEen bladzijde.\n";

fn wrong() -> Project {
    Project::new(&[
        ("content/pages/fout.md", "---\ntitle: Fout\n---\n\nEén noot.[^brief]\n\n```klingon\nx\n```\n"),
        ("content/pages/leeg.md", ""),
    ])
}

fn voetnoot(arguments: &[&str]) -> crate::project::Run {
    run(program().args(arguments).spawn().expect("the program starts"))
}

#[test]
fn without_a_command_it_shows_what_it_can_do() {
    let shown = voetnoot(&[]);
    for command in ["build", "check", "explain"] {
        assert!(shown.stderr.contains(command) || shown.stdout.contains(command), "{shown:?}");
    }
}

#[test]
fn exit_codes_tell_clean_from_wrong_from_impossible() {
    let sound = Project::new(&[("content/pages/over.md", OVER)]);
    assert_eq!((sound.check(&[]).code, sound.build(&[]).code), (0, 0));
    // Warnings do not stop a build.
    let warned = Project::new(&[("content/pages/over.md", &format!("{OVER}\n[^1]: Ongebruikt.\n"))]);
    assert_eq!((warned.check(&[]).code, warned.build(&[]).code), (0, 0));
    assert_eq!((wrong().check(&[]).code, wrong().build(&[]).code), (1, 1));
    for arguments in [
        &["check", "--root", "/nergens/te/vinden"][..],
        &["build", "--root", "/nergens"],
        &["bulid"],
        &["build", "--base-url", "nergens"],
        &["explain", "niets"],
    ] {
        let run = voetnoot(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
    }
}

#[test]
fn short_is_one_line_each() {
    let run = wrong().check(&["--format", "short"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(
        lines,
        [
            "content/pages/fout.md:5:10: error[undefined-footnote]: the footnote `brief` is cited here but not defined",
            "content/pages/fout.md:7:1: warning[unknown-syntax]: the language `klingon` of this block of code is not known",
            "content/pages/leeg.md:1:1: error[empty-file]: the file is empty",
        ]
    );
    assert!(run.stderr.contains("2 errors, 1 warning"), "{}", run.stderr);
}

const KEYS: [&str; 11] =
    ["code", "column", "end_column", "end_line", "hint", "line", "mend", "message", "path", "said", "severity"];

#[test]
fn json_is_one_object_a_line_with_all_keys() {
    let run = wrong().check(&["--format", "json"]);
    let objects: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    for object in &objects {
        let mut keys: Vec<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, KEYS);
    }
    let first = &objects[0];
    let place = ["line", "column", "end_line", "end_column"].map(|key| first[key].as_u64());
    assert_eq!(place, [Some(5), Some(10), Some(5), Some(18)]);
    assert_eq!(
        (&first["severity"], &first["code"], &first["path"]),
        (&"error".into(), &"undefined-footnote".into(), &"content/pages/fout.md".into())
    );
    assert!(first["hint"].as_str().is_some_and(|hint| !hint.is_empty()));

    let whole = Project::new(&[("content/pages/a b.md", OVER)]).check(&["--format", "json"]);
    let object: Value = serde_json::from_str(&whole.stdout).expect("one object");
    assert!(object["line"].is_null() && object["column"].is_null(), "{object}");
}

#[test]
fn diagnostics_come_in_the_order_of_the_files() {
    let project =
        Project::copy_of(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/diagnostics-links/in"));
    let shown = |json: &str| -> Vec<(String, u64, u64)> {
        let object = |line: &str| serde_json::from_str::<Value>(line).expect("an object");
        let place = |o: Value| {
            (
                o["path"].as_str().unwrap_or("").to_owned(),
                o["line"].as_u64().unwrap_or(0),
                o["column"].as_u64().unwrap_or(0),
            )
        };
        json.lines().map(object).map(place).collect()
    };
    let places = shown(&project.check(&["--format", "json"]).stdout);
    let mut sorted = places.clone();
    sorted.sort();
    assert!(places.len() > 10);
    assert_eq!(places, sorted);
}

#[test]
fn a_base_url_can_be_given() {
    let project = Project::new(&[("content/pages/over.md", OVER)]);
    assert_eq!(project.build(&["--base-url", "https://example.nl/agendas"]).code, 0);
    assert!(
        project.page("over/index.html").contains("<link rel=\"canonical\" href=\"https://example.nl/agendas/over/\">")
    );
    assert!(project.page("404.html").contains("href=\"/agendas/voetnoot.css\""));
}

#[test]
fn the_root_is_here_and_the_output_is_public() {
    let project = Project::new(&[("content/pages/over.md", OVER)]);
    for _ in 0..2 {
        let child = program().arg("build").current_dir(project.root()).spawn().expect("the program starts");
        let run = run(child);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    }
    assert!(project.root().join("public/over/index.html").exists());
}

#[cfg(not(feature = "external"))]
#[test]
fn a_program_that_cannot_ask_other_sites_says_in_one_line_how_to_get_one_that_can() {
    let project = Project::new(&[]);
    let run = project.check(&["--external"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("`cargo install voetnoot --features external`"), "{}", run.stderr);
    assert!(project.check(&["--external", "--language", "nl"]).stderr.contains("andere websites"));
}

#[test]
fn every_code_is_explained() {
    let shown = voetnoot(&["explain"]).stdout;
    for code in voetnoot::diagnostic::Code::ALL {
        assert!(shown.contains(&code.about().to_string()), "{}", code.name());
        assert!(voetnoot(&["explain", code.name()]).stdout.contains(&code.about().to_string()), "{}", code.name());
    }
}

#[test]
fn explanations_are_in_the_language_of_the_site_here_or_that_which_is_asked_for() {
    let explained = |folder: &std::path::Path, arguments: &[&str]| {
        let mut command = program();
        command
            .env_remove("VOETNOOT_LANGUAGE")
            .current_dir(folder)
            .args(["explain", "unknown-dossier"])
            .args(arguments);
        run(command.spawn().expect("the program starts")).stdout
    };
    let (dutch, english) = (Project::new(&[]), Project::new(&[("site.toml", "title = \"T\"\nlanguage = \"en\"\n")]));
    assert!(explained(&dutch.root(), &[]).starts_with("unknown-dossier (fout)\n    Er is geen bestand"));
    assert!(explained(&english.root(), &[]).starts_with("unknown-dossier (error)\n    A heading"));
    assert!(explained(&dutch.root(), &["--language", "en"]).starts_with("unknown-dossier (error)"));
    assert!(explained(&dutch.beside(""), &[]).starts_with("unknown-dossier (error)"));
    assert!(explained(&dutch.beside(""), &["--language", "nl"]).starts_with("unknown-dossier (fout)"));
}

#[test]
fn what_was_done_is_said_in_the_language_of_the_site() {
    let project = wrong();
    let said = |language: &str| {
        let mut command = program();
        command.env_remove("VOETNOOT_LANGUAGE").args(["check", "--root"]).arg(project.root());
        if !language.is_empty() {
            command.args(["--language", language]);
        }
        run(command.spawn().expect("the program starts")).stderr
    };
    assert!(said("").contains("gecontroleerd") && said("").contains("2 fouten, 1 waarschuwing"), "{}", said(""));
    assert!(said("en").contains("pages checked") && said("en").contains("2 errors, 1 warning"), "{}", said("en"));
}

#[test]
fn shells_and_manuals_know_every_command() {
    let commands = ["build", "check", "serve", "new", "guide", "theme", "seal", "archive", "import", "explain"];
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = voetnoot(&["completions", shell]);
        assert_eq!(script.code, 0, "{}", script.stderr);
        let missing: Vec<_> = commands.iter().filter(|command| !script.stdout.contains(**command)).collect();
        assert!(missing.is_empty(), "{shell}: {missing:?}");
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("man");
    let written = voetnoot(&["man", "--output", path.to_str().expect("a path in UTF-8")]);
    assert_eq!(written.code, 0, "{}", written.stderr);
    for command in commands {
        let page = std::fs::read_to_string(path.join(format!("voetnoot-{command}.1"))).expect("a page");
        assert!(page.contains(".TH") && page.contains("SYNOPSIS"), "{page}");
    }
    assert!(path.join("voetnoot.1").is_file() && path.join("voetnoot-new-meeting.1").is_file());
}

#[test]
fn help_fits_a_terminal_and_shows_examples() {
    for command in ["new", "build", "check", "serve", "seal", "references", "import", "guide", "theme"] {
        let help = voetnoot(&[command, "--help"]).stdout;
        let long: Vec<&str> = help.lines().filter(|line| line.chars().count() > 110).collect();
        assert!(help.contains("Examples:\n") && long.is_empty(), "{command}: {long:?}");
    }
}
