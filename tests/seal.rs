//! Sealing: what it writes, what it refuses, what is found afterwards, and what is left when it is killed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use voetnoot::diagnostic::Severity;
use voetnoot::{Options, Silent};

use crate::project::{Project, Run, program, run, tree, without_chance};

const AGENDA: &str = "---\ntitle: Raad\nformation: jbz\nstart: 2024-06-13\nend: 2024-06-14\n---\n\n## 1. Punt {#punt dossier=d}\n\nOver [[d]].[^1]\n\n[^1]: Noot.\n";

fn project() -> Project {
    Project::new(&[
        ("content/meetings/jbz-1/agenda.md", AGENDA),
        ("content/meetings/jbz-1/bijlagen/b c.pdf", "bijlage"),
        ("content/dossiers/d.md", "---\ntitle: Dossier\n---\n\nTekst.\n"),
    ])
}

fn seal(project: &Project, arguments: &[&str]) -> Run {
    run(program().args(["seal", "--root"]).arg(project.root()).args(arguments).spawn().expect("the program starts"))
}

fn sealed() -> Project {
    let project = project();
    let run = seal(&project, &["jbz-1", "--date", "2024-07-01"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    project
}

fn codes(project: &Project) -> Vec<String> {
    let lines = project.check(&["--format", "short"]).stdout;
    lines.lines().map(|line| line.split(['[', ']']).nth(1).unwrap_or(line).to_owned()).collect()
}

fn meeting(project: &Project) -> std::path::PathBuf {
    project.root().join("content/meetings/jbz-1")
}

#[test]
fn sealing_twice_gives_the_same_but_for_the_salt_and_changes_no_page_but_its_own() {
    let (one, two) = (sealed(), sealed());
    assert_ne!(tree(&one.root()), tree(&two.root()));
    assert_eq!(without_chance(tree(&one.root())), without_chance(tree(&two.root())));
    // Another meeting is sealed in both, since the first seal adds the list of past meetings to every menu.
    let open = project();
    for project in [&open, &one] {
        project.write("content/meetings/jbz-0/agenda.md", AGENDA.replace("2024", "2023"));
        assert_eq!(seal(project, &["jbz-0", "--date", "2024-07-01"]).code, 0);
    }
    // It is the same seal in both, with the same salt.
    let kept = "content/meetings/jbz-0/seal.txt";
    fs::copy(open.root().join(kept), one.root().join(kept)).unwrap();
    assert_eq!((open.build(&[]).code, one.build(&[]).code), (0, 0));
    let (before, after) = (open.built(), one.built());
    let changed: Vec<&String> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    let own = ["index.html", "index.json", "seal.txt"].map(|file| format!("vergaderingen/jbz-1/{file}"));
    assert_eq!(changed, [&["archief/index.html".to_owned()][..], &own].concat().iter().collect::<Vec<_>>());
}

/// The digests in a seal are those of the standard tool.
#[cfg(unix)]
#[test]
fn others_can_check_the_files_and_the_seal_itself() {
    let project = sealed();
    let shell = |script: &str| {
        Command::new("sh").args(["-c", script]).current_dir(meeting(&project)).output().expect("a shell")
    };
    let files = shell("sed -n 's/^file //p' seal.txt | sha256sum --check --quiet");
    assert!(files.status.success(), "{files:?}");
    let version = shell(
        "sed -n '/^version 1$/,/^words.*noot-1$/p' seal.txt | sha256sum | cut -d' ' -f1; sed -n 's/^seal //p' seal.txt",
    );
    let digests = String::from_utf8(version.stdout).unwrap();
    let digests: Vec<&str> = digests.lines().collect();
    assert!(digests.len() == 2 && digests[0] == digests[1], "{digests:?}");
}

#[test]
fn what_cannot_be_sealed_is_refused_and_left_alone() {
    let project = project();
    project.write(
        "content/meetings/jbz-2/agenda.md",
        "---\ntitle: Raad\nformation: jbz\nstart: 2999-01-01\n---\n\nTekst.\n",
    );
    project.write(
        "content/meetings/jbz-3/agenda.md",
        "---\ntitle: Raad\nformation: jbz\nstart: 2024-01-01\n---\n\nTekst.\n",
    );
    project.write("content/meetings/jbz-3/concept.md", "---\ntitle: Concept\ndraft: true\n---\n\nTekst.\n");
    project.write(
        "content/meetings/jbz-4/agenda.md",
        "\u{feff}---\ntitle: Raad\nformation: jbz\nstart: 2024-01-01\n---\n\nTekst.\n",
    );
    project.write(
        "content/meetings/jbz-5/agenda.md",
        "---\ntitle: Raad\nformation: jbz\nstart: 2024-01-02\nend: 2024-01-03\n---\n\nTekst.\n",
    );
    let before = tree(&project.root());
    for (arguments, why) in [
        (&["jbz-2", "--date", "2024-07-01"][..], "is yet to come"),
        (&["jbz-1", "--date", "2024-06-14"], "is not past"),
        (&["jbz-2", "--date", "2024-07-01", "--force"], "is yet to come"),
        (&["jbz-1", "--date", "2999-01-01"], "2999-01-01 is yet to come"),
        (&["jbz-9"], "there is no meeting"),
        (&["jbz-3"], "is not published"),
        (&["jbz-1", "--correction", "x"], "is not sealed"),
    ] {
        let run = seal(&project, arguments);
        assert!(run.code == 2 && run.stderr.contains(why), "{arguments:?}: {}", run.stderr);
        assert_eq!(tree(&project.root()), before, "{arguments:?}");
    }
    let run = seal(&project, &["jbz-4"]);
    assert!(
        run.code == 2
            && run.stderr.contains("byte order mark")
            && !project.root().join("content/meetings/jbz-4/seal.txt").exists()
    );
    assert_eq!(seal(&project, &["jbz-5", "--date", "2024-01-02", "--force"]).code, 0);
    project.write("content/dossiers/e.md", "---\ntitle: E\n---\n\n[[nergens]]\n");
    let run = seal(&project, &["jbz-1"]);
    assert!(
        run.code == 1 && run.stdout.contains("broken-link") && !meeting(&project).join("seal.txt").exists(),
        "{run:?}"
    );
}

#[test]
fn what_is_yet_to_come_is_not_packed() {
    let project = project();
    let settings =
        "title = \"Agenda’s\"\nbase_url = \"https://agenda.example.nl/\"\n[publisher]\nname = \"Gemeente\"\n";
    project.write("site.toml", settings);
    project.write("content/meetings/jbz-2/agenda.md", AGENDA.replace("2024", "2999"));
    let archive = |arguments: &[&str]| {
        let mut command = program();
        command.args(["archive", "--root"]).arg(project.root()).args(arguments);
        run(command.arg("--output").arg(project.beside("kluis")).spawn().expect("the program starts"))
    };
    for (arguments, why) in [
        (&["jbz-1", "jbz-2"][..], "`jbz-2` is yet to come"),
        (&["--year", "2999"], "`jbz-2` is yet to come"),
        (&["jbz-1", "--date", "2999-01-01"], "2999-01-01 is yet to come"),
    ] {
        let run = archive(arguments);
        assert!(run.code == 2 && run.stderr.contains(why), "{arguments:?}: {}", run.stderr);
        assert!(!project.beside("kluis").exists());
    }
    let run = archive(&["--all"]);
    assert!(run.code == 0 && run.stderr.contains("not packed, since they are yet to come: jbz-2"), "{}", run.stderr);
    assert!(project.beside("kluis/jbz-1").exists() && !project.beside("kluis/jbz-2").exists());
}

#[test]
fn a_meeting_whose_seal_was_removed_is_not_sealed_again_where_there_is_a_record() {
    let project = sealed();
    project.write("addresses.txt", "");
    assert_eq!(project.build(&[]).code, 0);
    fs::remove_file(meeting(&project).join("seal.txt")).unwrap();
    fs::remove_dir_all(meeting(&project).join("_versions")).unwrap();
    // Whatever is said of the addresses that went with it.
    let settings = fs::read_to_string(project.root().join("site.toml")).unwrap();
    let gone = "\n[gone]\n\"/vergaderingen/jbz-1/seal.txt\" = \"Weg.\"\n\"/archief/\" = \"Weg.\"\n";
    project.write("site.toml", settings + gone);
    let again = seal(&project, &["jbz-1", "--date", "2024-07-01"]);
    assert!(again.code == 1 && again.stdout.contains("broken-seal"), "{}{}", again.stdout, again.stderr);
    assert!(!meeting(&project).join("seal.txt").exists());
}

#[test]
fn a_sealed_meeting_is_not_sealed_again_without_a_correction() {
    let project = sealed();
    let before = tree(&project.root());
    assert!(seal(&project, &["jbz-1"]).stderr.contains("was sealed on 2024-07-01"));
    assert!(seal(&project, &["jbz-1", "--correction", "niets"]).stderr.contains("nothing of `jbz-1` has changed"));
    project.write("content/meetings/jbz-1/agenda.md", AGENDA.replace("Noot.", "Nota."));
    assert!(seal(&project, &["jbz-1"]).stdout.contains("sealed-file"));
    assert!(seal(&project, &["jbz-1", "--correction", " \n "]).stderr.contains("needs a reason"));
    assert!(seal(&project, &["jbz-1", "--correction", "x", "--date", "2024-06-30"]).stderr.contains("which is later"));
    project.write("content/meetings/jbz-1/agenda.md", AGENDA);
    assert_eq!(tree(&project.root()), before);
}

/// Bytes of everything that a seal covers are changed, cut off and removed. (Its own module tries every byte of the
/// seal itself.)
#[test]
fn nothing_of_a_sealed_meeting_can_change_unnoticed() {
    let project = sealed();
    project.write("content/meetings/jbz-1/agenda.md", AGENDA.replace("Noot.", "Nota."));
    assert_eq!(seal(&project, &["jbz-1", "--correction", "De noot", "--date", "2024-08-01"]).code, 0);
    let files = tree(&meeting(&project));
    assert_eq!(files.len(), 7);
    let root = project.root();
    assert_eq!(errors(&root), 0);
    for (path, bytes) in &files {
        let file = meeting(&project).join(path);
        for at in (path.len() % 13..bytes.len()).step_by(13) {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            fs::write(&file, changed).unwrap();
            assert!(errors(&root) > 0, "{path}, byte {at}");
        }
        fs::write(&file, &bytes[..bytes.len() - 1]).unwrap();
        assert!(errors(&root) > 0, "{path} cut short");
        fs::remove_file(&file).unwrap();
        assert!(errors(&root) > 0, "{path} removed");
        fs::write(&file, bytes).unwrap();
        assert_eq!(errors(&root), 0, "{path} put back");
    }
    for path in ["new.txt", "_versions/1/new.txt", "_versions/2/new.md", "_versions/new", "bijlagen/x"] {
        fs::write(meeting(&project).join(path), "x").unwrap();
        assert!(errors(&root) > 0, "{path} added");
        fs::remove_file(meeting(&project).join(path)).unwrap();
    }
    assert_eq!(errors(&root), 0);
}

/// How many errors a check in this process finds, with nothing remembered.
fn errors(root: &Path) -> usize {
    voetnoot::check(root, &Options::default(), &Silent).unwrap().count(Severity::Error)
}

#[test]
fn a_history_that_was_rewritten_throughout_has_another_digest() {
    let project = sealed();
    let first = fs::read_to_string(meeting(&project).join("seal.txt")).unwrap();
    fs::remove_file(meeting(&project).join("seal.txt")).unwrap();
    fs::remove_dir_all(meeting(&project).join("_versions")).unwrap();
    project.write("content/meetings/jbz-1/agenda.md", AGENDA.replace("Noot.", "Nota."));
    assert_eq!(seal(&project, &["jbz-1", "--date", "2024-07-01"]).code, 0);
    assert_eq!(codes(&project), Vec::<String>::new());
    let digest = |text: &str| text.lines().last().map(str::to_owned);
    assert_ne!(digest(&fs::read_to_string(meeting(&project).join("seal.txt")).unwrap()), digest(&first));
}

/// With a record of addresses, nobody has to keep a digest elsewhere by hand: the record names every version that was
/// published.
#[test]
fn a_history_that_was_rewritten_throughout_does_not_fit_the_record_of_addresses() {
    let project = sealed();
    project.write("addresses.txt", "");
    assert_eq!(project.build(&[]).code, 0);
    let (seal_file, record) = (meeting(&project).join("seal.txt"), project.root().join("addresses.txt"));
    let first = fs::read_to_string(&seal_file).unwrap();
    let recorded = fs::read_to_string(&record).unwrap();
    let digest = first.lines().last().and_then(|line| line.strip_prefix("seal ")).unwrap().to_owned();
    assert!(recorded.contains(&format!(" seal={digest} ")), "{recorded}");
    // A correction keeps what was recorded, and adds its own.
    project.write("content/meetings/jbz-1/agenda.md", AGENDA.replace("Noot.", "Nota."));
    assert_eq!(seal(&project, &["jbz-1", "--date", "2024-08-01", "--correction", "Een woord"]).code, 0);
    assert_eq!(project.build(&[]).code, 0);
    assert_eq!(fs::read_to_string(&record).unwrap().matches(" seal=").count(), 2);
    // The last version is rewritten with another reason, and with a digest that matches.
    let second = fs::read_to_string(&seal_file).unwrap();
    let both = fs::read_to_string(&record).unwrap();
    fs::write(&seal_file, &first).unwrap();
    fs::remove_dir_all(meeting(&project).join("_versions/2")).unwrap();
    fs::remove_file(&record).unwrap();
    assert_eq!(seal(&project, &["jbz-1", "--date", "2024-08-01", "--correction", "Een ander woord"]).code, 0);
    assert_eq!(codes(&project), Vec::<String>::new(), "the seal fits itself");
    fs::write(&record, both).unwrap();
    assert_eq!(codes(&project), ["broken-seal"]);
    fs::write(&seal_file, second).unwrap();
    assert_eq!(codes(&project), Vec::<String>::new());
}

/// A check may change, or its warning go with the text; what a frozen file accepts stays nonetheless.
#[test]
fn what_a_frozen_file_accepts_is_never_needless() {
    let needless = AGENDA.replace(
        "title: Raad\n",
        "title: Raad\naccepted:\n  - {warning: reference-cut-off}\n  - {warning: attachment-metadata, why: Zo gekregen}\n",
    );
    let project = project();
    project.write("content/meetings/jbz-1/agenda.md", &needless);
    assert_eq!(codes(&project), ["unused-acceptance"; 2]);
    assert_eq!(seal(&project, &["jbz-1", "--date", "2024-07-01"]).code, 0);
    assert_eq!(codes(&project), Vec::<String>::new());
    // While it is being corrected it can be changed, and only then is there something to say.
    let corrected = needless.replace("Noot.", "Nota.");
    project.write("content/meetings/jbz-1/agenda.md", &corrected);
    assert_eq!(codes(&project), ["unused-acceptance", "unused-acceptance", "sealed-file"]);
    assert_eq!(seal(&project, &["jbz-1", "--date", "2024-08-01", "--correction", "De noot"]).code, 0);
    assert_eq!(codes(&project), Vec::<String>::new());
    project.write("content/meetings/jbz-1/agenda.md", AGENDA);
    assert_eq!(seal(&project, &["jbz-1", "--date", "2024-09-01", "--correction", "Niets aanvaard"]).code, 0);
    assert_eq!(codes(&project), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn nothing_is_sealed_through_a_symbolic_link() {
    let project = project();
    let outside = project.beside("outside");
    fs::create_dir_all(&outside).unwrap();
    std::os::unix::fs::symlink(&outside, meeting(&project).join("_versions")).unwrap();
    assert_ne!(seal(&project, &["jbz-1"]).code, 0);
    // Even a link that stays within the project.
    fs::remove_file(meeting(&project).join("_versions")).unwrap();
    fs::create_dir_all(project.root().join("content/pages")).unwrap();
    std::os::unix::fs::symlink(project.root().join("content/pages"), meeting(&project).join("_versions")).unwrap();
    assert_eq!(seal(&project, &["jbz-1"]).code, 2);
    assert_eq!(fs::read_dir(project.root().join("content/pages")).unwrap().count(), 0);
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
}

/// Many files, so that there is time to be killed.
fn large() -> Project {
    let project = project();
    for number in 0..120 {
        project.write(&format!("content/meetings/jbz-1/stuk-{number}.txt"), format!("Stuk {number}\n").repeat(50));
    }
    project
}

/// Starts sealing and kills it after a while. Gives whether it was still working.
fn kill_after(project: &Project, arguments: &[&str], wait: Duration) -> bool {
    let mut command = program();
    command.args(["seal", "--root"]).arg(project.root()).args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    thread::sleep(wait);
    child.kill().expect("it can be killed");
    !child.wait().expect("its end").success()
}

#[test]
fn killed_it_leaves_the_old_state_or_the_new() {
    kill_in_turns(3);
}

#[test]
#[ignore = "long: half a minute"]
fn killed_at_any_moment_it_leaves_the_old_state_or_the_new() {
    kill_in_turns(12);
}

/// Kills the command at least so often, until both states have been left behind.
fn kill_in_turns(least: usize) {
    let start = Instant::now();
    let arguments = ["jbz-1", "--date", "2024-07-01"];
    assert_eq!(seal(&large(), &arguments).code, 0);
    let took = start.elapsed();
    let (mut old, mut new, mut turn) = (0, 0, 0);
    // The time that the command takes varies, so the moment is moved until both states have been left behind.
    let mut moment = took.mul_f64(0.3);
    let enough = least.div_ceil(4);
    while (turn < least || old < enough || new == 0) && turn < 60 {
        turn += 1;
        let project = large();
        kill_after(&project, &arguments, moment);
        assert_eq!(codes(&project), Vec::<String>::new(), "turn {turn}");
        match meeting(&project).join("seal.txt").exists() {
            false => {
                old += 1;
                moment = moment.mul_f64(1.25);
                assert_eq!(seal(&project, &arguments).code, 0, "turn {turn}");
            }
            true => {
                new += 1;
                moment = moment.mul_f64(0.8);
            }
        }
        // Whatever was left, a correction goes on from there, and is killed itself.
        project.write("content/meetings/jbz-1/stuk-7.txt", "Ander stuk\n");
        let correction = ["jbz-1", "--correction", "Het stuk", "--date", "2024-08-01"];
        let killed = kill_after(&project, &correction, moment);
        let left = codes(&project);
        assert!(left.is_empty() || left == ["sealed-file"], "turn {turn}: {left:?}");
        assert!(killed || left.is_empty(), "turn {turn}");
        if !left.is_empty() {
            assert_eq!(seal(&project, &correction).code, 0, "turn {turn}");
        }
        assert_eq!(codes(&project), Vec::<String>::new(), "turn {turn}");
        assert!(
            meeting(&project).join("_versions/2/stuk-7.txt").is_file()
                || meeting(&project).join("_versions/2.new").is_dir()
        );
    }
    assert!(old >= enough && new > 0, "{old} old, {new} new");
}
