//! How everything but a site is written: nothing that was prepared is followed or waited for, and no moment is the wrong one for a
//! fault or a kill. What builds write is looked at in `writing.rs` and `moving.rs`.

use std::cell::RefCell;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project::{Project, Run, Tree, program, run, tree, without_chance, write};
use crate::trial::{self, Fate, Turns};

const AGENDA: &str =
    "---\ntitle: Raad\nformation: jbz\nstart: 2024-06-13\n---\n\n## 1. Punt\n\nTekst.[^1]\n\n[^1]: Noot.\n";
const SETTINGS: &str =
    "title = \"Agenda’s\"\nbase_url = \"https://agenda.example.nl/\"\n[publisher]\nname = \"Gemeente\"\n";
const LETTER: &str = "Agenda Milieuraad 3 mei 2030\n\n1. Bijen\n= Gedachtewisseling\n\nDe Raad spreekt over bijen.\n";

fn project() -> Project {
    let project =
        Project::new(&[("content/meetings/m1/agenda.md", AGENDA), ("content/meetings/m1/bijlage.pdf", "%PDF-")]);
    project.write("site.toml", SETTINGS);
    project
}

fn command(project: &Project, name: &str, arguments: &[&str]) -> Command {
    let mut command = program();
    command.arg(name).args(arguments).arg("--root").arg(project.root());
    command
}

fn archive(project: &Project, arguments: &[&str]) -> Command {
    let mut command = command(project, "archive", &["m1"]);
    command.args(arguments).arg("--output").arg(project.beside("kluis"));
    command
}

fn import(project: &Project, arguments: &[&str]) -> Command {
    write(&project.beside("brief.txt"), LETTER);
    let mut command = command(project, "import", arguments);
    command.arg(project.beside("brief.txt"));
    command
}

fn end(mut command: Command) -> Run {
    run(command.spawn().expect("the program starts"))
}

fn fifo(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

/// A file outside, which a link at each of these paths leads to.
fn victim(project: &Project, links: &[PathBuf]) -> PathBuf {
    let victim = project.beside("slachtoffer");
    write(&victim, "van een ander");
    for link in links {
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(&victim, link).unwrap();
    }
    victim
}

#[test]
fn links_that_were_prepared_lead_nowhere() {
    let project = project();
    project.write("addresses.txt", "");
    let (root, kluis) = (project.root(), project.beside("kluis"));
    let victim = victim(
        &project,
        &[
            root.join(".addresses.txt.new"),
            root.join("content/meetings/m1/.package.txt.new"),
            root.join("content/meetings/m1/.seal.txt.new"),
            root.join("content/meetings/milieu-2030-05-03/.agenda.md.new"),
            kluis.join(".voetnoot/lock"),
        ],
    );
    assert_eq!(project.build(&[]).code, 0);
    let refused = end(archive(&project, &["--record"]));
    assert!(refused.code == 2 && refused.stderr.contains("lock` is a symbolic link; remove it"), "{}", refused.stderr);
    fs::remove_file(kluis.join(".voetnoot/lock")).unwrap();
    assert_eq!(end(archive(&project, &["--record"])).code, 0);
    assert_eq!(end(import(&project, &["--force"])).code, 0);
    assert_eq!(end(command(&project, "seal", &["m1", "--date", "2024-07-01"])).code, 0);
    assert_eq!(fs::read_to_string(victim).unwrap(), "van een ander");

    // What is to be written is a link itself.
    let agenda = root.join("content/meetings/milieu-2030-05-03/agenda.md");
    fs::remove_file(&agenda).unwrap();
    symlink(project.beside("slachtoffer"), &agenda).unwrap();
    let refused = end(import(&project, &["--force"]));
    assert!(refused.code == 2 && refused.stderr.contains("agenda.md` is a symbolic link"), "{}", refused.stderr);
    fs::remove_dir_all(agenda.parent().unwrap()).unwrap();
    fs::create_dir(project.beside("elders")).unwrap();
    symlink(project.beside("elders"), agenda.parent().unwrap()).unwrap();
    assert_eq!(end(import(&project, &["--force"])).code, 2);
    assert_eq!(tree(&project.beside("elders")), Tree::new());
}

/// A lock or list that is no file is named, and nobody waits for it.
#[test]
fn a_lock_or_list_that_is_no_file_is_refused() {
    for own in ["lock", "files"] {
        for (kind, said) in [("fifo", "is not a file"), ("folder", "is a folder"), ("hard link", "has another name")] {
            // A list is only ever read, or replaced.
            if (own, kind) == ("files", "hard link") {
                continue;
            }
            let project = project();
            let own = project.output().join(".voetnoot").join(own);
            match kind {
                "fifo" => fifo(&own),
                "folder" => fs::create_dir_all(own.join("x")).unwrap(),
                _ => {
                    write(&project.beside("slachtoffer"), "van een ander");
                    fs::create_dir_all(own.parent().unwrap()).unwrap();
                    fs::hard_link(project.beside("slachtoffer"), &own).unwrap();
                }
            }
            let refused = project.build(&[]);
            assert!(refused.code == 2 && refused.stderr.contains(said), "{kind} {own:?}: {}", refused.stderr);
            assert!(refused.stderr.contains(&own.display().to_string()), "{}", refused.stderr);
            assert!(!project.output().join("index.html").exists());
            if own.ends_with("lock") {
                let mut packing = command(&project, "archive", &["m1"]);
                packing.arg("--output").arg(project.output());
                let refused = end(packing);
                assert!(refused.code == 2 && refused.stderr.contains(said), "{kind}: {}", refused.stderr);
            }
            if kind == "hard link" {
                assert_eq!(fs::read_to_string(project.beside("slachtoffer")).unwrap(), "van een ander");
            }
        }
    }
}

/// A record that is no file would be a record that nobody keeps.
#[test]
fn a_record_that_is_no_file_is_a_mistake() {
    for kind in ["fifo", "folder", "link"] {
        let project = project();
        let record = project.root().join("addresses.txt");
        match kind {
            "fifo" => fifo(&record),
            "folder" => fs::create_dir(&record).unwrap(),
            _ => {
                project.write("lijst.txt", "");
                symlink("lijst.txt", &record).unwrap();
            }
        }
        let found = project.check(&["--format", "short"]);
        assert!(
            found.code == 1 && found.stdout.starts_with("addresses.txt: error[unreadable-file]"),
            "{kind}: {}",
            found.stdout
        );
        assert_eq!(project.build(&[]).code, 1, "{kind}");
    }
}

#[test]
fn nothing_that_stands_at_a_place_is_replaced() {
    let project = project();
    let place = project.beside("kluis/m1");
    write(&place.join("data/p"), "van een ander");
    write(&place.join("bagit.txt"), "BagIt-Version: 1.0\n");
    let foreign = [
        None,
        Some("External-Identifier: m1\nBag-Software-Agent: bagger/1\n"),
        Some("External-Identifier: m2\nBag-Software-Agent: voetnoot/0.1.0\n"),
        Some("External-Identifier: m1\n"),
    ];
    for info in foreign {
        if let Some(info) = info {
            write(&place.join("bag-info.txt"), info);
        }
        let before = tree(&place);
        for arguments in [&[][..], &["--again"]] {
            let refused = end(archive(&project, arguments));
            assert!(
                refused.code == 2 && refused.stderr.contains("name another folder"),
                "{info:?}: {}",
                refused.stderr
            );
            assert_eq!(tree(&place), before, "{info:?}");
        }
    }
    // Nor is what is no package at all.
    fs::remove_dir_all(&place).unwrap();
    write(&place.join("p"), "van een ander");
    assert_eq!(end(archive(&project, &["--again"])).code, 2);
    assert!(place.join("p").exists());
    fs::remove_dir_all(&place).unwrap();
    assert_eq!(end(archive(&project, &[])).code, 0);
    let before = tree(&place);
    assert!(end(archive(&project, &[])).stderr.contains("1 left as they were"));
    assert_eq!(end(archive(&project, &["--again", "--date", "2025-01-01"])).code, 0);
    assert_eq!(tree(&place), before);
}

/// A version that a seal does not know is found before it is in the way of the next correction.
#[test]
fn a_kept_version_without_a_line_in_the_seal_is_found() {
    let project = project();
    assert_eq!(end(command(&project, "seal", &["m1", "--date", "2024-07-01"])).code, 0);
    assert_eq!(project.check(&[]).code, 0);
    project.write("content/meetings/m1/_versions/2/agenda.md", AGENDA);
    let found = project.check(&["--format", "short"]);
    assert!(
        found.code == 1 && found.stdout.contains("_versions/2/agenda.md: error[sealed-version]"),
        "{}",
        found.stdout
    );
}

/// What cannot be made again is on the disk itself before it takes its place, and so is its name afterwards.
#[test]
fn what_cannot_be_made_again_is_handed_to_the_disk() {
    let project = project();
    project.write("addresses.txt", "");
    let done = |command: Command, file: &str| -> Vec<String> {
        let operations = trial::run(command, Fate::Done, 0).operations;
        let at = operations.iter().rposition(|line| line.starts_with("rename ") && line.ends_with(file));
        let at = at.unwrap_or_else(|| panic!("{file} is not put in place: {operations:?}"));
        assert!(operations[at - 1].starts_with("sync "), "{file}: {operations:?}");
        assert!(operations[at + 1].starts_with("sync "), "{file}: {operations:?}");
        operations
    };
    done(import(&project, &[]), "agenda.md");
    done(command(&project, "build", &[]), "addresses.txt");
    done(command(&project, "seal", &["m1", "--date", "2024-07-01"]), "seal.txt");
    done(archive(&project, &[]), "kluis/m1");
    for left in [project.beside("kluis"), project.root().join("content/meetings/m1/package.txt")] {
        if left.is_dir() { fs::remove_dir_all(left).unwrap() } else { fs::remove_file(left).unwrap() }
    }
    done(archive(&project, &[]), "package.txt");
}

/// Lets operations of a command fail, and kills the program before each. `hold` is given what was left.
fn at_operations(
    turns: Turns,
    fresh: impl Fn() -> Project,
    order: impl Fn(&Project) -> Command,
    hold: impl Fn(&str, &Project),
) {
    for fate in [Fate::Fails, Fate::Killed] {
        let project = RefCell::new(fresh());
        let begin = || {
            *project.borrow_mut() = fresh();
            order(&project.borrow())
        };
        let count = trial::each(fate, turns, begin, |what, _| hold(what, &project.borrow()));
        assert!(count >= 5, "only {count} operations");
    }
}

#[test]
fn an_import_can_be_run_again_whatever_became_of_it() {
    let sound = project();
    assert_eq!(end(import(&sound, &[])).code, 0);
    let whole = tree(&sound.root());
    at_operations(
        Turns::All,
        project,
        |project| import(project, &[]),
        |what, project| {
            let left = tree(&project.root());
            assert!(left.iter().all(|(path, bytes)| !path.ends_with("/agenda.md") || whole[path] == *bytes), "{what}");
            let again = end(import(project, &[]));
            assert_eq!(again.code, 0, "{what}: {}", again.stderr);
            assert_eq!(tree(&project.root()), whole, "{what}");
        },
    );
}

#[test]
fn an_import_of_a_folder_can_be_run_again_after_a_fault_or_a_kill() {
    imports_can_be_run_again(Turns::Every(20));
}

#[test]
#[ignore = "long: half a minute"]
fn an_import_of_a_folder_can_be_run_again_whatever_became_of_it() {
    imports_can_be_run_again(Turns::All);
}

fn imports_can_be_run_again(turns: Turns) {
    let fresh = || {
        let project = project();
        let letters = project.beside("brieven");
        write(&letters.join("a.txt"), LETTER);
        let report = "Verslag Milieuraad 5 juli 2030\n\nBijen\n\nDe Raad sprak over bijen.\n";
        write(&letters.join("b.txt"), report);
        project
    };
    let order = |project: &Project| {
        let mut command = command(project, "import", &[]);
        command.arg(project.beside("brieven"));
        command
    };
    let sound = fresh();
    assert_eq!(end(order(&sound)).code, 0);
    let whole = tree(&sound.root());
    at_operations(turns, fresh, order, |what, project| {
        let left = tree(&project.root());
        let document = |path: &str| path.ends_with(".md");
        assert!(left.iter().all(|(path, bytes)| !document(path) || whole[path] == *bytes), "{what}");
        let again = end(order(project));
        assert_eq!(again.code, 0, "{what}: {}", again.stderr);
        assert_eq!(tree(&project.root()), whole, "{what}");
    });
}

#[test]
fn a_record_is_the_old_or_the_new_after_a_fault_or_a_kill() {
    records_are_whole(Turns::Every(80));
}

#[test]
#[ignore = "long: half a minute"]
fn a_record_is_the_old_or_the_new_whatever_became_of_the_build() {
    records_are_whole(Turns::All);
}

fn records_are_whole(turns: Turns) {
    let fresh = || {
        let project = project();
        project.write("addresses.txt", "# oud\n");
        // The site is there, so that nothing but the record is to be written.
        assert_eq!(project.build(&["--drafts"]).code, 0);
        project
    };
    let order = |project: &Project| {
        let mut command = command(project, "build", &[]);
        command.arg("--output").arg(project.output());
        command
    };
    let sound = fresh();
    assert_eq!(end(order(&sound)).code, 0);
    let whole = tree(&sound.root());
    at_operations(turns, fresh, order, |what, project| {
        let record = &tree(&project.root())["addresses.txt"];
        assert!(record == b"# oud\n" || *record == whole["addresses.txt"], "{what}");
        assert_eq!(project.build(&[]).code, 0, "{what}");
        assert_eq!(tree(&project.root()), whole, "{what}");
    });
}

#[test]
fn a_seal_is_there_or_not_after_a_fault_or_a_kill() {
    seals_are_whole(Turns::Every(60));
}

#[test]
#[ignore = "long: half a minute"]
fn a_seal_is_there_or_not_whatever_became_of_it() {
    seals_are_whole(Turns::All);
}

fn seals_are_whole(turns: Turns) {
    let order = |project: &Project| command(project, "seal", &["m1", "--date", "2024-07-01"]);
    let sound = project();
    assert_eq!(end(order(&sound)).code, 0);
    let whole = without_chance(tree(&sound.root()));
    at_operations(turns, project, order, |what, project| {
        let found = project.check(&[]);
        assert_eq!(found.code, 0, "{what}: {}{}", found.stdout, found.stderr);
        let sealed = project.root().join("content/meetings/m1/seal.txt").exists();
        let again = end(order(project));
        assert_eq!(again.code, if sealed { 2 } else { 0 }, "{what}: {}", again.stderr);
        if sealed {
            // What was not named is named with the next version.
            project.write("content/meetings/m1/agenda.md", AGENDA.replace("Tekst.", "Meer tekst."));
            let corrected = end(command(project, "seal", &["m1", "--date", "2024-07-02", "--correction", "Meer"]));
            assert_eq!(corrected.code, 0, "{what}: {}", corrected.stderr);
            assert!(project.root().join("content/meetings/m1/_versions/1/agenda.md").exists(), "{what}");
        } else {
            assert!(without_chance(tree(&project.root())) == whole, "{what}");
        }
        assert_eq!(project.check(&[]).code, 0, "{what}");
    });
}

#[test]
fn a_package_is_whole_or_absent_after_a_fault_or_a_kill() {
    packages_are_whole(Turns::Every(100));
}

#[test]
#[ignore = "long: two minutes"]
fn a_package_is_whole_or_absent_after_every_fault_and_kill() {
    packages_are_whole(Turns::All);
}

fn packages_are_whole(turns: Turns) {
    let packed = |text: &str| {
        let project = project();
        project.write("content/meetings/m1/agenda.md", AGENDA.replace("Tekst.", text));
        assert_eq!(end(archive(&project, &[])).code, 0);
        tree(&project.beside("kluis/m1"))
    };
    let (old, new) = (packed("Tekst."), packed("Andere tekst."));
    let fresh = || {
        let project = project();
        for (path, bytes) in &old {
            write(&project.beside("kluis/m1").join(path), bytes);
        }
        project.write("content/meetings/m1/agenda.md", AGENDA.replace("Tekst.", "Andere tekst."));
        project
    };
    at_operations(
        turns,
        fresh,
        |project| archive(project, &[]),
        |what, project| {
            let next = || tree(&project.beside("kluis/m1.v2"));
            assert!(!project.beside("kluis/m1.v2").exists() || next() == new, "{what}");
            let again = end(archive(project, &[]));
            assert_eq!(again.code, 0, "{what}: {}", again.stderr);
            assert!(next() == new && tree(&project.beside("kluis/m1")) == old, "{what}");
            let own = tree(&project.beside("kluis/.voetnoot"));
            assert_eq!(own.keys().collect::<Vec<_>>(), ["lock"], "{what}");
        },
    );
}
