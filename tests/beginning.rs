//! The first day: new sites, meetings, reports and dossiers, the guide in the program, and copies of the theme.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::project::{Run, program, run, tree};

const KINDS: [&str; 4] = ["eu", "council", "water-board", "committee"];
const LANGUAGES: [&str; 2] = ["nl", "en"];
const FILES_WITH_KEYS: [&str; 7] = ["agenda", "report", "annex", "dossier", "page", "home", "site"];

fn voetnoot(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = program();
    command.current_dir(folder).env("XDG_CACHE_HOME", folder.join("cache")).args(arguments);
    run(command.spawn().expect("the program starts"))
}

/// A folder with a new site in `site`.
fn new_site(arguments: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = voetnoot(folder.path(), &[&["new", "site"], arguments].concat());
    assert_eq!((made.code, made.stderr.as_str()), (0, ""), "{arguments:?}");
    folder
}

#[test]
fn every_new_site_builds_without_a_warning() {
    for kind in KINDS {
        for language in LANGUAGES {
            for filling in ["--example", "--empty"] {
                let folder = new_site(&["--kind", kind, "--language", language, filling]);
                let checked = voetnoot(folder.path(), &["check", "--strict", "--root", "site"]);
                assert_eq!((checked.code, checked.stdout.as_str()), (0, ""), "{kind} {language} {filling}");
                let meetings = folder.path().join("site/content/meetings").exists();
                assert_eq!(meetings, filling == "--example", "{kind} {language}");
            }
        }
    }
}

#[test]
fn the_title_of_a_new_site_is_the_one_that_was_given() {
    let folder = new_site(&["--title", "Raad \"van\" A: 1"]);
    assert_eq!(voetnoot(folder.path(), &["build", "--root", "site"]).code, 0);
    let page = fs::read_to_string(folder.path().join("site/public/index.html")).unwrap();
    assert!(page.contains("Raad &quot;van&quot; A: 1"), "{page}");
    // Nor does anything name the body of the example.
    for kind in KINDS {
        let folder = new_site(&["--kind", kind, "--language", "en", "--empty", "--title", "Tidewater"]);
        let settings = fs::read_to_string(folder.path().join("site/site.toml")).unwrap();
        assert!(!settings.lines().any(|line| line.starts_with("text = ")), "{settings}");
    }
}

#[test]
fn a_new_meeting_begins_at_the_time_that_was_given() {
    let folder = new_site(&["--kind", "council", "--language", "en"]);
    let site = folder.path().join("site");
    for (id, start, written) in [
        ("council-2031-06-11", "2031-06-11T19:30", "start: 2031-06-11T19:30\n"),
        ("council-june", "2031-06-12 09:00", "start: 2031-06-12T09:00\n"),
        ("council-july", "2031-07-01", "start: 2031-07-01\n"),
    ] {
        let made = voetnoot(&site, &["new", "meeting", id, "--start", start, "--formation", "council"]);
        assert_eq!(made.code, 0, "{}", made.stderr);
        let agenda = fs::read_to_string(site.join(format!("content/meetings/{id}/agenda.md"))).unwrap();
        assert!(agenda.contains(written), "{agenda}");
    }
    for start in ["11-06-2031", "2031-06-11T25:00", "2031-06-11T", "2031-06-11T19:30:00Z"] {
        let made = voetnoot(&site, &["new", "meeting", "council-x", "--start", start, "--formation", "council"]);
        assert!(made.code == 2 && made.stderr.contains(start), "{start}: {}", made.stderr);
    }
    let checked = voetnoot(&site, &["check", "--strict", "--drafts"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (0, ""));
}

#[test]
fn nothing_that_is_there_is_replaced() {
    let folder = new_site(&["--language", "en"]);
    let before = tree(folder.path());
    for (arguments, said) in [
        (&["new", "site"][..], "is not empty"),
        (&["new", "meeting", "council-2030-03-14", "--root", "site"], "is there already"),
        (&["new", "dossier", "cycle-path", "--root", "site"], "is there already"),
        (&["new", "meeting", "../x-2030-01-01", "--formation", "council", "--root", "site"], "cannot be part"),
        (&["new", "meeting", "council-2030", "--root", "site"], "the day of"),
        (&["new", "meeting", "x-2030-01-01", "--root", "site"], "council, planning"),
        (&["new", "meeting", "x-2030-01-01", "--formation", "planing", "--root", "site"], "did you mean `planning`?"),
        (&["new", "report", "nothing", "--root", "site"], "there is no meeting `nothing`"),
        (&["new", "meeting", "council-2030-01-01"], "there is no `site.toml`"),
    ] {
        let made = voetnoot(folder.path(), arguments);
        assert_eq!((made.code, made.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(made.stderr.contains(said), "{arguments:?}: {}", made.stderr);
    }
    assert!(before == tree(folder.path()));
    // What begins with a full stop, such as a repository, may be there.
    fs::create_dir_all(folder.path().join("kept/.git")).unwrap();
    assert_eq!(voetnoot(folder.path(), &["new", "kept"]).code, 0);
}

#[test]
fn what_is_new_in_a_site_builds_without_a_warning() {
    for language in LANGUAGES {
        let folder = new_site(&["--kind", "council", "--language", language]);
        let site = folder.path().join("site");
        let formation = if language == "nl" { "raad" } else { "council" };
        let meetings = [format!("{formation}-2030-05-02"), format!("{formation}-2030-03-14")];
        for arguments in
            [["meeting", &meetings[0]], ["report", &meetings[0]], ["report", &meetings[1]], ["dossier", "new-plan"]]
        {
            let made = voetnoot(&site, &[&["new"], &arguments[..]].concat());
            assert_eq!(made.code, 0, "{}", made.stderr);
        }
        let checked = voetnoot(&site, &["check", "--strict", "--drafts"]);
        assert_eq!((checked.code, checked.stdout.as_str()), (0, ""), "{language}");
        // They are drafts, and the published site stays as it was.
        let checked = voetnoot(&site, &["check", "--strict"]);
        assert_eq!((checked.code, checked.stdout.as_str()), (0, ""), "{language}");
        let report = fs::read_to_string(site.join(format!("content/meetings/{}/report.md", meetings[1]))).unwrap();
        assert!(report.contains("{item=opening}") && report.contains(" dossier="), "{report}");
    }
}

#[test]
fn the_guide_is_in_the_program() {
    let folder = tempfile::tempdir().unwrap();
    for language in LANGUAGES {
        let listed = voetnoot(folder.path(), &["guide", "--list", "--language", language]);
        assert!(listed.stdout.lines().count() >= 12, "{listed:?}");
        for page in listed.stdout.lines() {
            let printed = voetnoot(folder.path(), &["guide", page, "--print", "--language", language]);
            assert!(printed.code == 0 && printed.stdout.len() > 500, "{page}: {printed:?}");
        }
        // Without a terminal it comes to an end.
        let printed = voetnoot(folder.path(), &["guide", "--language", language]);
        assert!(printed.code == 0 && printed.stdout.len() > 500, "{printed:?}");
        let near = listed.stdout.lines().next().unwrap();
        let unknown = voetnoot(folder.path(), &["guide", &near[1..], "--language", language]);
        assert!(unknown.code == 2 && unknown.stderr.contains(near), "{unknown:?}");
    }
}

/// Each key of every kind of file is in its schema, with the words of the guide.
#[test]
fn schemas_say_what_files_may_hold() {
    let folder = tempfile::tempdir().unwrap();
    for language in LANGUAGES {
        let written = voetnoot(folder.path(), &["schema", "--output", "schemas", "--language", language]);
        assert_eq!(written.code, 0, "{}", written.stderr);
        let schema = |kind: &str| -> serde_json::Value {
            let text = fs::read(folder.path().join(format!("schemas/{kind}.json"))).unwrap();
            serde_json::from_slice(&text).unwrap()
        };
        let agenda = schema("agenda");
        assert_eq!(agenda["required"], serde_json::json!(["title", "formation", "start"]));
        assert_eq!(agenda["additionalProperties"], false);
        assert_eq!(agenda["properties"]["status"]["enum"], serde_json::json!(["provisional", "final"]));
        let office = &agenda["properties"]["signatories"]["items"]["properties"]["office"];
        assert_eq!(office["type"], serde_json::json!(["string", "number"]));
        for kind in FILES_WITH_KEYS {
            let schema = schema(kind);
            for (key, value) in schema["properties"].as_object().unwrap() {
                assert!(value["description"].is_string(), "{kind}: {key}");
            }
        }
        let formation = &schema("site")["properties"]["formations"]["additionalProperties"]["anyOf"][1];
        assert_eq!(formation["required"], serde_json::json!(["name"]));
    }
    let printed = voetnoot(folder.path(), &["schema", "site"]);
    assert!(serde_json::from_str::<serde_json::Value>(&printed.stdout).is_ok(), "{}", printed.stdout);
}

/// An editor has the schemas at hand, in the language of the site, and `site.toml` says which one is its own.
#[test]
fn new_sites_help_an_editor() {
    for language in LANGUAGES {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("site/.vscode/settings.json");
        fs::create_dir_all(own.parent().unwrap()).unwrap();
        fs::write(&own, "{}").unwrap();
        let made = voetnoot(folder.path(), &["new", "site", "--language", language]);
        assert_eq!((made.code, made.stderr.as_str()), (0, ""));
        let site = folder.path().join("site");
        assert_eq!(fs::read_to_string(own).unwrap(), "{}", "what is there stays");
        let extensions = fs::read(site.join(".vscode/extensions.json")).unwrap();
        let extensions: serde_json::Value = serde_json::from_slice(&extensions).unwrap();
        assert_eq!(extensions["recommendations"][0], "tamasfe.even-better-toml");
        for kind in FILES_WITH_KEYS {
            let written = fs::read_to_string(site.join(format!(".vscode/schemas/{kind}.json"))).unwrap();
            let printed = voetnoot(&site, &["schema", kind, "--language", language]);
            assert_eq!(written, printed.stdout, "{kind} {language}");
        }
        let settings = fs::read_to_string(site.join("site.toml")).unwrap();
        let named = settings.lines().next().and_then(|line| line.strip_prefix("#:schema ./")).unwrap();
        assert!(site.join(named).is_file(), "{settings}");
    }
}

/// What editors read from the site itself is what the program prints, in the language of the site.
#[test]
fn schemas_are_published_with_the_site() {
    for language in LANGUAGES {
        let folder = new_site(&["--language", language, "--empty"]);
        let site = folder.path().join("site");
        assert_eq!(voetnoot(&site, &["build"]).code, 0);
        for kind in FILES_WITH_KEYS {
            let published = fs::read_to_string(site.join(format!("public/schema/content/{kind}.json"))).unwrap();
            let printed = voetnoot(&site, &["schema", kind, "--language", language]);
            assert_eq!(published, printed.stdout, "{kind} {language}");
        }
    }
}

#[test]
fn copies_of_the_theme_change_nothing_until_somebody_changes_them() {
    let folder = new_site(&["--language", "en"]);
    let site = folder.path().join("site");
    let pages = || {
        assert_eq!(voetnoot(&site, &["build"]).code, 0);
        let mut files = tree(&site.join("public"));
        files.retain(|path, _| path.ends_with(".html"));
        // A site's own templates keep the indents that the program takes out of its own.
        let plain = |bytes: Vec<u8>| -> Vec<String> {
            let text = String::from_utf8(bytes).unwrap();
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        files.into_iter().map(|(path, bytes)| (path, plain(bytes))).collect::<Vec<_>>()
    };
    let before = pages();
    let exported = voetnoot(&site, &["theme", "export"]);
    assert_eq!(exported.code, 0, "{}", exported.stderr);
    assert!(exported.stderr.contains("files were copied"), "{}", exported.stderr);
    assert!(before == pages());
    let again = voetnoot(&site, &["theme", "export", "meeting.html"]);
    assert_eq!((again.code, again.stdout.as_str()), (1, ""), "{}", again.stderr);

    let elsewhere = voetnoot(&site, &["theme", "export", "en.toml", "--output", "original"]);
    assert!(elsewhere.code == 0 && elsewhere.stderr.contains("replaces nothing"), "{}", elsewhere.stderr);

    let same = voetnoot(&site, &["theme", "diff"]);
    assert_eq!(same.code, 0, "{}", same.stdout);
    assert!(!same.stdout.contains("@@"), "{}", same.stdout);
    let template = site.join("templates/meeting.html");
    let text = fs::read_to_string(&template).unwrap();
    fs::write(&template, text.replace("<h1>", "<h1 class=\"x\">").replace("class=\"text\"", "class=\"text x\""))
        .unwrap();
    let own = voetnoot(&site, &["theme", "diff", "templates"]);
    assert!(own.code == 0 && own.stdout.contains("+<div class=\"text x\">"), "{}", own.stdout);
    fs::write(&template, text.replace("sha256:", "sha256:0")).unwrap();
    let outdated = voetnoot(&site, &["theme", "diff", "meeting.html"]);
    assert!(outdated.code == 1 && outdated.stdout.contains("an earlier built-in file"), "{}", outdated.stdout);

    let unknown = voetnoot(&site, &["theme", "export", "meting.html"]);
    assert!(unknown.code == 2 && unknown.stderr.contains("meeting.html"), "{}", unknown.stderr);
}

#[test]
fn a_workflow_publishes_nothing_that_the_record_lacks() {
    for (host, path) in [("github", ".github/workflows/publish.yml"), ("gitlab", ".gitlab-ci.yml")] {
        let folder = new_site(&["--language", "en", "--ci", host]);
        let site = folder.path().join("site");
        assert_eq!(fs::read_to_string(site.join(".gitattributes")).unwrap(), "addresses.txt merge=union\n");
        let checked = voetnoot(&site, &["check", "--strict"]);
        assert_eq!((checked.code, checked.stdout.as_str()), (0, ""), "{host}");
        // What the workflow types, before and after the record is made.
        let workflow = fs::read_to_string(site.join(path)).unwrap();
        let typed = workflow.lines().find_map(|line| line.split_once("voetnoot build ")).unwrap().1;
        let arguments: Vec<&str> = std::iter::once("build").chain(typed.split_whitespace()).collect();
        assert!(arguments.contains(&"--locked"), "{workflow}");
        assert_eq!(voetnoot(&site, &arguments).code, 2, "{host}");
        assert!(!site.join("public").exists());
        assert_eq!(voetnoot(&site, &["build"]).code, 0);
        let built = voetnoot(&site, &arguments);
        assert_eq!(built.code, 0, "{built:?}");
    }
}

#[test]
fn a_workflow_can_be_added_to_a_site_that_is_there() {
    let folder = new_site(&["--language", "en"]);
    let site = folder.path().join("site");
    fs::write(site.join("addresses.txt"), "/ 00000000\n").unwrap();
    fs::write(site.join(".gitattributes"), "*.pdf binary\n").unwrap();
    let made = voetnoot(&site, &["new", "--ci", "github"]);
    assert_eq!(made.code, 0, "{made:?}");
    assert!(made.stderr.contains("written: .github/workflows/publish.yml"), "{made:?}");
    assert!(made.stderr.contains("it needs the line `addresses.txt merge=union`"), "{made:?}");
    assert_eq!(fs::read_to_string(site.join("addresses.txt")).unwrap(), "/ 00000000\n");
    assert_eq!(fs::read_to_string(site.join(".gitattributes")).unwrap(), "*.pdf binary\n");
    let again = voetnoot(&site, &["new", "--ci", "github"]);
    assert!(again.code == 2 && again.stderr.contains("is there already"), "{again:?}");
    let nowhere = voetnoot(folder.path(), &["new", "--ci", "gitlab"]);
    assert!(nowhere.code == 2 && nowhere.stderr.contains("there is no `site.toml`"), "{nowhere:?}");
}
