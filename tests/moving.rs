//! What is left of a site when a build fails or is killed while it moves files in: after a fault the old site, after a kill
//! pages that are old or new and link only what is there, and in the end always the new site.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use crate::project::{Project, Tree, program, tree, write};
use crate::trial::{self, Fate, Turns};

const OWN: &str = ".voetnoot/";
const WRONG: &str = "---\ntitle: Fout\n---\n\nEen noot.[^1]\n";

fn page(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\n---\n\n{text}\n")
}

/// A project with its old content, built, and then with its new content: pages and files come, change, go, and become
/// folders and back.
struct Renewal {
    project: Project,
    /// The output folder with the old site, and the site itself.
    before: Tree,
    old: Tree,
    new: Tree,
}

fn renewal() -> Renewal {
    let project = Project::new(&[
        ("content/pages/over.md", &page("Over", "Zie [weg](weg.md) en [blijft](blijft.md).")),
        ("content/pages/weg.md", &page("Weg", "Zie [over](over.md).")),
        ("content/pages/blijft.md", &page("Blijft", "Altijd hetzelfde.")),
        ("static/plek", "bestand\n"),
        ("static/map/een.txt", "een\n"),
    ]);
    assert_eq!(project.build(&[]).code, 0);
    let (before, old) = (tree(&project.output()), project.built());
    project.write(
        "content/pages/over.md",
        page("Over", "Zie [nieuw](nieuw.md), [diep](diep/er.md) en [blijft](blijft.md)."),
    );
    project.remove("content/pages/weg.md");
    project.write("content/pages/nieuw.md", page("Nieuw", "Zie [over](over.md) en [diep](diep/er.md)."));
    project.write("content/pages/diep/er.md", page("Dieper", "Zie [nieuw](../nieuw.md)."));
    project.remove("static/plek");
    fs::remove_dir_all(project.root().join("static/map")).unwrap();
    project.write("static/plek/twee.txt", "twee\n");
    project.write("static/map", "bestand\n");
    assert_eq!(project.build_into(&project.beside("fris")).code, 0);
    let mut new = tree(&project.beside("fris"));
    new.retain(|path, _| !path.starts_with(OWN));
    assert_eq!((absent(&old, &old), absent(&new, &new)), (BTreeSet::new(), BTreeSet::new()));
    let renewal = Renewal { project, before, old, new };
    renewal.reset();
    renewal
}

impl Renewal {
    /// Puts the old site back, as the build before left it.
    fn reset(&self) {
        let output = self.project.output();
        fs::remove_dir_all(&output).unwrap();
        for (path, bytes) in &self.before {
            write(&output.join(path), bytes);
        }
    }

    fn command(&self) -> Command {
        let mut command = program();
        command.arg("build").arg("--root").arg(self.project.root()).arg("--output").arg(self.project.output());
        command
    }

    fn is_open(&self) -> bool {
        ["journal", "undo"].iter().any(|name| self.project.output().join(OWN).join(name).exists())
    }

    /// Holds that every file is old or new, that none is gone which both sites have, and that no page links what is gone.
    fn hold_whole(&self, what: &str) {
        let left = self.project.built();
        for (path, bytes) in &left {
            assert!(self.old.get(path) == Some(bytes) || self.new.get(path) == Some(bytes), "{what}: {path}");
        }
        for path in self.old.keys().filter(|path| self.new.contains_key(*path)) {
            assert!(left.contains_key(path), "{what}: {path} is gone");
        }
        // What was a file and is a folder now, and the other way round: one of the two is always there.
        for place in ["plek", "map"] {
            assert!(self.project.output().join(place).exists(), "{what}: nothing stands at {place}");
        }
        assert_eq!(absent(&left, &self.old), BTreeSet::new(), "{what}");
    }

    /// Holds that the next build ends in the new site, and in nothing but it.
    fn hold_next(&self, what: &str) {
        let next = self.project.build(&[]);
        assert_eq!(next.code, 0, "{what}: {}", next.stderr);
        assert_same(&self.project.built(), &self.new, what);
        let own: Vec<String> = tree(&self.project.output().join(OWN)).into_keys().collect();
        assert_eq!(own, ["files", "lock"], "{what}");
    }
}

fn assert_same(left: &Tree, right: &Tree, what: &str) {
    let differs = |path: &&String| left.get(*path) != right.get(*path);
    let differing: BTreeSet<&String> = left.keys().chain(right.keys()).filter(differs).collect();
    assert!(differing.is_empty(), "{what}: {differing:?}");
}

/// What pages link that is not there, followed from the pages of another tree.
pub fn absent(left: &Tree, from: &Tree) -> BTreeSet<String> {
    let mut queue: Vec<&String> =
        left.keys().filter(|path| path.ends_with(".html") && from.contains_key(*path)).collect();
    let mut seen: BTreeSet<&String> = queue.iter().copied().collect();
    let mut missing = BTreeSet::new();
    while let Some(page) = queue.pop() {
        let text = String::from_utf8_lossy(&left[page]);
        let links = text.split(['"', '\'']).zip(text.split(['"', '\'']).skip(1));
        for (_, link) in links.filter(|(before, _)| before.ends_with("href=") || before.ends_with("src=")) {
            let Some(target) = resolve(page, link) else { continue };
            match left.get_key_value(&target) {
                Some((path, _)) if path.ends_with(".html") && seen.insert(path) => queue.push(path),
                Some(_) => {}
                None => drop(missing.insert(format!("{page} links {target}"))),
            }
        }
    }
    missing
}

/// The file that a link of a page leads to, within the site.
fn resolve(page: &str, link: &str) -> Option<String> {
    let link = link.split(['#', '?']).next().filter(|link| !link.is_empty() && !link.contains(':'))?;
    let base = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = if link.starts_with('/') { Vec::new() } else { base.split('/').collect() };
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    let whole = parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("/");
    let folder = link.ends_with('/') || link.ends_with("..") || link == ".";
    Some(match (folder, whole.is_empty()) {
        (_, true) => "index.html".to_owned(),
        (true, _) => whole + "/index.html",
        (false, _) => whole,
    })
}

#[test]
fn after_a_fault_the_old_site_is_there() {
    fail(Turns::Every(120));
}

#[test]
#[ignore = "long: a minute"]
fn after_every_fault_the_old_site_is_there() {
    fail(Turns::All);
}

fn fail(turns: Turns) {
    let renewal = renewal();
    let begin = || {
        renewal.reset();
        renewal.command()
    };
    let count = trial::each(Fate::Fails, turns, begin, |what, trial| {
        match trial.code {
            Some(0) => assert_same(&renewal.project.built(), &renewal.new, what),
            code => {
                assert_eq!(code, Some(2), "{what}: {}", trial.stderr);
                assert!(trial.stderr.starts_with("error: ") && !renewal.is_open(), "{what}: {}", trial.stderr);
                assert_same(&renewal.project.built(), &renewal.old, what);
            }
        }
        renewal.hold_next(what);
    });
    assert!(count > 40, "only {count} operations");
}

#[test]
fn after_a_kill_every_page_is_whole_and_the_next_build_is_clean() {
    kill(Turns::Every(120));
}

#[test]
#[ignore = "long: a minute"]
fn after_every_kill_every_page_is_whole_and_the_next_build_is_clean() {
    kill(Turns::All);
}

fn kill(turns: Turns) {
    let renewal = renewal();
    let begin = || {
        renewal.reset();
        renewal.command()
    };
    let open = RefCell::new(0);
    trial::each(Fate::Killed, turns, begin, |what, _| {
        renewal.hold_whole(what);
        if renewal.is_open() {
            *open.borrow_mut() += 1;
            // Mistakes are no reason to leave a site in the middle.
            renewal.project.write("content/pages/fout.md", WRONG);
            assert_eq!(renewal.project.build(&[]).code, 1, "{what}");
            assert_same(&renewal.project.built(), &renewal.new, what);
            renewal.project.remove("content/pages/fout.md");
        }
        renewal.hold_next(what);
    });
    assert!(*open.borrow() > 5, "only {} kills between moves", open.borrow());
}

#[test]
fn what_a_kill_left_is_finished_whatever_becomes_of_the_next_build() {
    finish(Turns::Every(120));
}

#[test]
#[ignore = "long: two minutes"]
fn what_a_kill_left_is_finished_after_every_fault_and_kill_of_the_next_build() {
    finish(Turns::All);
}

/// A build that finishes what a killed one had begun may itself fail or be killed.
fn finish(turns: Turns) {
    let renewal = renewal();
    renewal.reset();
    let sound = trial::run(renewal.command(), Fate::Done, 0).operations;
    let middle = sound.iter().position(|line| line.ends_with("/public/over/index.html")).expect("a page that changes");
    let begin = || {
        renewal.reset();
        assert_eq!(trial::run(renewal.command(), Fate::Killed, middle + 1).code, None);
        assert!(renewal.is_open());
        renewal.command()
    };
    for fate in [Fate::Fails, Fate::Killed] {
        trial::each(fate, turns, begin, |what, _| {
            renewal.hold_whole(what);
            renewal.hold_next(what);
        });
    }
}

#[test]
fn a_first_build_leaves_nothing_or_all() {
    let project = Project::new(&[("content/pages/over.md", &page("Over", "Tekst."))]);
    assert_eq!(project.build_into(&project.beside("fris")).code, 0);
    let whole = tree(&project.beside("fris"));
    let begin = || {
        let _ = fs::remove_dir_all(project.output());
        let mut command = program();
        command.arg("build").arg("--root").arg(project.root()).arg("--output").arg(project.output());
        command
    };
    for fate in [Fate::Fails, Fate::Killed] {
        trial::each(fate, Turns::Every(150), begin, |what, trial| {
            if trial.code == Some(2) {
                assert_eq!(project.built(), Tree::new(), "{what}");
            }
            assert_eq!(project.build(&[]).code, 0, "{what}");
            assert_same(&tree(&project.output()), &whole, what);
        });
    }
}

/// A journal that somebody prepared leads nowhere.
#[test]
fn a_journal_never_leads_outside_the_folder() {
    let renewal = renewal();
    let (project, own) = (&renewal.project, renewal.project.output().join(OWN));
    let outside = project.beside("buiten");
    write(&outside.join("geheim.txt"), "geheim");
    let journal = |lines: &str| format!("voetnoot moves 2\n{lines}end\n");
    let cases = [
        (journal("goes ../buiten/geheim.txt\n"), None),
        (journal(&format!("goes {}\n", outside.join("geheim.txt").display())), None),
        (journal("comes ../buiten/nieuw.txt\n"), None),
        (journal("changes .voetnoot/lock\n"), None),
        (journal("comes over/../../buiten/x\n"), None),
        ("iets anders\n".to_owned(), None),
        (journal("goes over/index.html\n").replace("end\n", ""), None),
        // A file of somebody else.
        (journal("goes vreemd.txt\n"), None),
        (journal("changes vreemd.txt\n"), None),
        // Links on the way: in the output folder, among the new files and among the old ones.
        (journal("comes map/nieuw.txt\n"), Some("map")),
        (journal("goes map/geheim.txt\n"), Some("map")),
        (journal("comes map/geheim.txt\n"), Some(".voetnoot/stage/new/map")),
        (journal("changes map/geheim.txt\n"), Some(".voetnoot/stage/old/map")),
        (journal("goes map/geheim.txt\n"), Some(".voetnoot/stage/old/map")),
    ];
    for name in ["journal", "undo"] {
        for (text, link) in &cases {
            renewal.reset();
            for new in ["map/nieuw.txt", "vreemd.txt"].iter().filter(|_| *link != Some(".voetnoot/stage/new/map")) {
                write(&own.join("stage/new").join(new), "nieuw");
            }
            write(&project.output().join("vreemd.txt"), "vreemd");
            write(&own.join("stage/old/vreemd.txt"), "oud");
            if let Some(link) = link {
                let link = project.output().join(link);
                let _ = fs::remove_dir_all(&link);
                fs::create_dir_all(link.parent().unwrap()).unwrap();
                symlink(&outside, link).unwrap();
            }
            write(&own.join(name), text);
            let refused = project.build(&[]);
            assert_eq!(refused.code, 2, "{name} {text}: {}", refused.stderr);
            let said = ["remove it", "move it away"].iter().any(|hint| refused.stderr.contains(hint));
            assert!(said, "{name} {text}: {}", refused.stderr);
            assert_eq!(tree(&outside).keys().collect::<Vec<_>>(), ["geheim.txt"], "{name} {text}");
            assert_eq!(fs::read_to_string(project.output().join("vreemd.txt")).unwrap(), "vreemd", "{name} {text}");
        }
        let fifo = own.join(name);
        renewal.reset();
        assert!(Command::new("mkfifo").arg(&fifo).status().expect("mkfifo").success());
        assert_eq!(project.build(&[]).code, 2, "a FIFO is not waited for");
        fs::remove_file(fifo).unwrap();
    }
}

/// A folder that cannot be written to is found before the first file is moved.
#[test]
fn a_folder_that_cannot_be_written_to_is_found_first() {
    let renewal = renewal();
    let folder = renewal.project.output().join("over");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    // To whom everything is allowed that is not taken from him.
    let plain = renewal.command();
    let mut command = Command::new("setpriv");
    command.args(["--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all"]);
    command.arg(plain.get_program()).args(plain.get_args());
    let refused = trial::run(command, Fate::Done, 0);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(refused.code, Some(2), "{}", refused.stderr);
    assert!(
        refused.stderr.contains("kan niet schrijven in de map") && refused.stderr.contains("/over`"),
        "{}",
        refused.stderr
    );
    assert!(!refused.operations.iter().any(|line| line.starts_with("rename ")), "{:?}", refused.operations);
    assert_same(&renewal.project.built(), &renewal.old, "a folder that cannot be written to");
    renewal.hold_next("a folder that can be written to again");
}
