//! Redaction: what it takes out and where, what it leaves, what it refuses, and what is left when it is killed.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};

use crate::project::{Project, Run, program, run, tree};
use crate::trial::{self, Fate, Turns};

const AGENDA: &str = "---\ntitle: Raad\nformation: raad\nstart: 2024-06-13\npublished: 2024-06-01\nstatus: final\n---\n\n## 1. Punt {#punt dossier=d}\n\nDe brief van J. Jansen,\nKerkstraat 1, en [een stuk](stuk.txt).[^1]\n\n[^1]: Noot van J. Jansen, Kerkstraat 1.\n";
const SECRET: &str = "J. Jansen, Kerkstraat 1";
const REASON: &str = "Persoonsgegevens, art. 17 AVG";
const MARK: &str = "(weggelakt op 1 september 2024 – Persoonsgegevens, art. 17 AVG)";

/// A meeting that was sealed, corrected and published.
fn corrected() -> Project {
    let project = Project::new(&[
        ("site.toml", "title = \"Agenda’s\"\nbase_url = \"https://agenda.example.nl/\"\n"),
        ("addresses.txt", ""),
        ("content/meetings/m1/agenda.md", AGENDA),
        ("content/meetings/m1/stuk.txt", "Geheim stuk\n"),
        ("content/dossiers/d.md", "---\ntitle: Dossier\n---\n\nTekst.\n"),
    ]);
    assert_eq!(project.build(&[]).code, 0);
    done(&project, &["m1", "--date", "2024-07-01"]);
    assert_eq!(project.build(&[]).code, 0);
    project.write("content/meetings/m1/agenda.md", AGENDA.replace("De brief", "Een brief"));
    done(&project, &["m1", "--correction", "Eén brief", "--date", "2024-08-01"]);
    assert_eq!(project.build(&[]).code, 0);
    project
}

fn command(project: &Project, arguments: &[&str]) -> Command {
    let mut command = program();
    command.args(["seal", "--root"]).arg(project.root()).args(arguments).stdin(Stdio::null());
    // Redacting empties the cache.
    command.env("XDG_CACHE_HOME", project.beside("cache"));
    command
}

fn seal(project: &Project, arguments: &[&str]) -> Run {
    run(command(project, arguments).spawn().expect("the program starts"))
}

fn done(project: &Project, arguments: &[&str]) -> Run {
    let run = seal(project, arguments);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

fn redact(project: &Project, what: &str) -> Run {
    done(project, &["m1", "--redact", what, "--reason", REASON, "--date", "2024-09-01", "--yes"])
}

fn sound(project: &Project) {
    let found = project.check(&["--strict"]);
    assert_eq!(found.code, 0, "{}{}", found.stdout, found.stderr);
}

fn meeting(project: &Project) -> PathBuf {
    project.root().join("content/meetings/m1")
}

fn seal_text(project: &Project) -> String {
    fs::read_to_string(meeting(project).join("seal.txt")).unwrap()
}

/// The files below the folder of the project and its output that have some words, in whatever way they are wrapped.
fn having(project: &Project, words: &str) -> Vec<String> {
    let has = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).split_whitespace().collect::<Vec<_>>().join(" ");
        text.contains(words)
    };
    let all = tree(&project.root()).into_iter().chain(project.built());
    all.filter(|(_, bytes)| has(bytes)).map(|(path, _)| path).collect()
}

#[test]
fn words_leave_every_version_and_every_page_and_the_seal_holds() {
    let project = corrected();
    let before = seal_text(&project);
    let told = redact(&project, SECRET);
    assert!(told.stderr.contains("_versions/1/agenda.md: 2 places"), "{}", told.stderr);
    assert!(told.stderr.contains("version control") && told.stderr.contains("stuk.txt"), "{}", told.stderr);
    sound(&project);
    assert_eq!(project.build(&[]).code, 0);
    sound(&project);
    for words in [SECRET, "Jansen", "Kerkstraat"] {
        assert_eq!(having(&project, words), Vec::<String>::new(), "{words}");
    }
    let built = project.built();
    for page in ["index.html", "noot-1.html", "versie-1/index.html", "versie-1/noot-1.html", "index.json"] {
        let text = String::from_utf8_lossy(&built[&format!("vergaderingen/m1/{page}")]).into_owned();
        assert!(text.contains(MARK), "{page}");
    }
    let feed = String::from_utf8_lossy(&built["feed.xml"]).into_owned();
    assert!(feed.contains("<updated>2024-09-01T00:00:00Z</updated>"), "{feed}");
    // Of what was sealed, nothing is left but the digests of the versions.
    let after = seal_text(&project);
    let lines = |text: &str, word: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with(word)).map(str::to_owned).collect()
    };
    assert_eq!(lines(&after, "seal "), lines(&before, "seal "));
    for word in ["salt ", "file ", "page "] {
        let gone = lines(&before, word).into_iter().filter(|line| !line.ends_with("stuk.txt"));
        assert!(gone.clone().all(|line| !after.contains(&line)), "{word}");
    }
}

#[test]
fn a_file_leaves_every_version_and_its_address_says_why() {
    let project = corrected();
    redact(&project, "stuk.txt");
    sound(&project);
    assert_eq!(project.build(&[]).code, 0);
    sound(&project);
    assert_eq!(having(&project, "Geheim stuk"), Vec::<String>::new());
    let built = project.built();
    let page = |path: &str| String::from_utf8_lossy(&built[path]).into_owned();
    assert!(page("vergaderingen/m1/stuk.txt/index.html").contains("weggelakt op 1 september 2024: Persoonsgegevens"));
    for path in ["vergaderingen/m1/index.html", "vergaderingen/m1/versie-1/index.html"] {
        assert!(page(path).contains(&format!("een stuk {MARK}")), "{path}");
        assert!(page(path).contains("vervallen: stuk.txt"), "{path}");
    }
}

#[test]
fn what_was_redacted_can_be_corrected_and_redacted_again() {
    let project = corrected();
    redact(&project, "Kerkstraat 1");
    let agenda = fs::read_to_string(meeting(&project).join("agenda.md")).unwrap();
    project.write("content/meetings/m1/agenda.md", agenda.replace("Een brief", "Deze brief"));
    done(&project, &["m1", "--correction", "Woorden van J. Jansen", "--date", "2024-10-01"]);
    assert_eq!(project.build(&[]).code, 0);
    let early = ["m1", "--redact", "J. Jansen", "--reason", "Naam", "--date", "2024-09-02", "--yes"];
    assert!(seal(&project, &early).stderr.contains("2024-10-01"));
    done(&project, &["m1", "--redact", "J. Jansen", "--reason", "Naam", "--date", "2024-11-01", "--yes"]);
    sound(&project);
    assert_eq!(project.build(&[]).code, 0);
    sound(&project);
    assert_eq!(having(&project, "Jansen"), Vec::<String>::new());
    assert_eq!(seal_text(&project).matches("\nredacted ").count(), 5);
    // Whoever rewrites what is left is found out, by the record as well.
    let rewritten = seal_text(&project).replace("2024-11-01 Naam", "2024-11-01 Fout");
    fs::write(meeting(&project).join("seal.txt"), rewritten).unwrap();
    assert!(project.check(&["--format", "short"]).stdout.contains("broken-seal"));
}

#[test]
fn nothing_is_taken_out_unasked_or_without_need() {
    let project = corrected();
    let before = tree(&project.root());
    let orders: [(&[&str], &str); 8] = [
        (&["m1", "--redact", SECRET, "--reason", REASON], "--yes"),
        (&["m1", "--redact", "P. Pietersen", "--reason", REASON, "--yes"], "nothing of `m1` has that"),
        (&["m1", "--redact", "Janse", "--reason", REASON, "--yes"], "nothing of `m1` has that"),
        (&["m2", "--redact", SECRET, "--reason", REASON, "--yes"], "is not sealed"),
        (&["m1", "--redact", SECRET, "--reason", "*", "--yes"], "`*`"),
        (&["m1", "--redact", SECRET, "--reason", "j. jansen, kerkstraat 1", "--yes"], "the reason says"),
        (&["m1", "--redact", " ", "--reason", REASON, "--yes"], "what to take out"),
        (&["m1", "m2", "--redact", SECRET, "--reason", REASON, "--yes"], "one meeting at a time"),
    ];
    for (arguments, why) in orders {
        let run = seal(&project, arguments);
        assert!(run.code != 0 && run.stderr.contains(why), "{arguments:?}: {}", run.stderr);
        assert!(tree(&project.root()) == before, "{arguments:?}");
    }
    // What would break a text is told, and left.
    let run = seal(&project, &["m1", "--redact", "2024-06-13", "--reason", REASON, "--yes"]);
    assert!(run.code == 1 && run.stdout.contains("agenda.md"), "{}{}", run.stdout, run.stderr);
    assert!(tree(&project.root()) == before);
}

#[test]
fn of_a_seal_without_a_salt_it_says_that_it_can_be_guessed() {
    let project = corrected();
    let mut text = String::new();
    let mut previous = String::new();
    // As an earlier version of the program wrote it.
    for part in seal_text(&project).split("\n\n") {
        let lines = part.lines().filter(|line| !line.starts_with("salt ") && !line.starts_with("seal "));
        let lines = lines
            .map(|line| if line.starts_with("previous ") { format!("previous {previous}") } else { line.to_owned() });
        let body: String = lines.map(|line| line + "\n").collect();
        if body.starts_with("Seal of") {
            text.push_str(&body);
            continue;
        }
        previous = Sha256::digest(body.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        text.push_str(&format!("\n{body}seal {previous}\n"));
    }
    fs::write(meeting(&project).join("seal.txt"), text).unwrap();
    fs::write(project.root().join("addresses.txt"), "").unwrap();
    sound(&project);
    let told = redact(&project, SECRET).stderr;
    assert!(
        told.contains("version 1 was sealed without a salt") && told.contains("version 2 was sealed without"),
        "{told}"
    );
    sound(&project);
}

#[test]
fn the_rest_is_done_after_a_kill_and_nothing_else() {
    redactions_are_whole(Turns::Every(30));
}

#[test]
#[ignore = "long: a minute"]
fn the_rest_is_done_whatever_became_of_it() {
    redactions_are_whole(Turns::All);
}

fn redactions_are_whole(turns: Turns) {
    let start = corrected();
    let files = tree(&start.root());
    let fresh = || {
        let project = Project::new(&[]);
        files.iter().for_each(|(path, bytes)| crate::project::write(&project.root().join(path), bytes));
        project
    };
    let order = ["m1", "--redact", SECRET, "--reason", REASON, "--date", "2024-09-01", "--yes"];
    for fate in [Fate::Fails, Fate::Killed] {
        let stage = std::cell::RefCell::new(fresh());
        let begin = || {
            stage.replace(fresh());
            command(&stage.borrow(), &order)
        };
        trial::each(fate, turns, begin, |what, _| {
            let project = stage.borrow();
            let is_begun = meeting(&project).join("_versions/redaction").exists();
            let is_same =
                tree(&project.root()).into_iter().filter(|(path, _)| !path.contains(".new")).eq(files.clone());
            if is_begun {
                let found = project.check(&["--format", "short"]);
                assert!(found.code == 1 && found.stdout.contains("sealed-version"), "{what}: {}", found.stdout);
                // The next run finishes it, whatever it is asked.
                seal(&project, &["m1"]);
                assert!(!meeting(&project).join("_versions/redaction").exists(), "{what}");
            }
            let left = having(&project, "Jansen");
            assert!(left.is_empty() || (!is_begun && is_same), "{what}: {left:?}");
            sound(&project);
            let again = seal(&project, &order);
            assert_eq!(again.code, if left.is_empty() { 2 } else { 0 }, "{what}: {}", again.stderr);
            let hidden = fs::read_dir(meeting(&project).join("_versions")).unwrap().count();
            assert_eq!(hidden, 2, "{what}");
        });
    }
}

#[test]
fn what_others_left_as_a_redaction_leads_nowhere() {
    let project = corrected();
    let outside = project.beside("slachtoffer");
    fs::write(&outside, "van een ander").unwrap();
    let begun = meeting(&project).join("_versions/redaction");
    for line in
        ["write 0 ../slachtoffer", "write 0 site.toml", "remove content/dossiers/d.md", "write ../0 addresses.txt"]
    {
        fs::create_dir_all(&begun).unwrap();
        fs::write(begun.join("0"), "nieuw").unwrap();
        fs::write(begun.join("list.txt"), format!("{line}\n")).unwrap();
        let run = seal(&project, &["m1"]);
        assert!(run.code == 2 && run.stderr.contains(line), "{line}: {}", run.stderr);
    }
    fs::write(begun.join("list.txt"), "write 0 content/meetings/m1/map/a.md\n").unwrap();
    symlink(project.beside("."), meeting(&project).join("map")).unwrap();
    assert_eq!(seal(&project, &["m1"]).code, 2);
    fs::remove_file(meeting(&project).join("map")).unwrap();
    fs::remove_dir_all(&begun).unwrap();
    assert_eq!(fs::read_to_string(&outside).unwrap(), "van een ander");
    assert!(!project.beside("a.md").exists() && project.root().join("content/dossiers/d.md").exists());
    sound(&project);
}

/// The record names a promise by its words, and a website by its address.
#[test]
fn the_record_of_addresses_tells_nothing_of_what_was_taken_out() {
    let project = Project::new(&[
        ("site.toml", "title = \"Agenda’s\"\nbase_url = \"https://agenda.example.nl/\"\n"),
        ("addresses.txt", ""),
        (
            "content/meetings/m1/agenda.md",
            "---\ntitle: Raad\nformation: raad\nstart: 2024-06-13\npublished: 2024-06-01\nstatus: final\ncommitments:\n  - what: Antwoord aan J. Jansen\n    due: 2024-09-01\n---\n\n## 1. Punt {#punt}\n\nTekst.[^1]\n\n[^1]: Zie https://jansen.example.nl/brief/.\n",
        ),
    ]);
    assert_eq!(project.build(&[]).code, 0);
    done(&project, &["m1", "--date", "2024-07-01"]);
    assert_eq!(project.build(&[]).code, 0);
    let record = || fs::read_to_string(project.root().join("addresses.txt")).unwrap();
    assert!(record().contains("v-m1-antwoord-aan-j-jansen") && record().contains("web-jansen"), "{}", record());
    redact(&project, "J. Jansen");
    assert!(!record().contains("antwoord-aan-j-jansen"), "{}", record());
    redact(&project, "https://jansen.example.nl/brief/");
    assert!(!record().contains("jansen"), "{}", record());
    assert_eq!(project.build(&[]).code, 0);
    assert!(!record().contains("jansen"), "{}", record());
    assert!(having(&project, "ansen").is_empty(), "{:?}", having(&project, "ansen"));
    sound(&project);
}
