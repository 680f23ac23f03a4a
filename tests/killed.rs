//! Kills builds at arbitrary moments. Whatever the moment, every page of the output is whole, its old or its new
//! version to the byte, and the next build ends in exactly what a build into an empty folder gives.
//!
//! Two sites with the same pages but different words take turns over one output folder, so that nearly every file has
//! to change at each turn. Half of the kills are spread over the whole build by the clock; the other half come when a
//! certain number of pages have changed, since the time in which they do is short.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant, SystemTime};
use std::{fs, thread};

const MEETINGS: usize = 12;
const ITEMS: usize = 4;
const NOTES: usize = 6;
const SAMPLES: usize = 24;

/// The folder in the output that the program keeps for itself; everything else is the site.
const OWN: &str = ".voetnoot";

/// The files of a folder by path.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

#[test]
fn a_killed_build_leaves_whole_pages() {
    kill_builds(4);
}

/// As many kills as `VOETNOOT_KILLS` says, or 50.
#[test]
#[ignore = "long: a minute"]
fn a_build_killed_at_any_moment_leaves_whole_pages() {
    let turns = std::env::var("VOETNOOT_KILLS").map_or(50, |kills| kills.parse().expect("a number in VOETNOOT_KILLS"));
    let Kills { killed, mixed } = kill_builds(turns);
    assert!(mixed > 0, "no build was killed while it replaced pages: this proves too little");
    assert!(killed >= turns / 4, "only {killed} of {turns} builds were killed before their end: the site is too small");
}

/// How many builds were killed before their end, and how many of those while they were replacing pages.
struct Kills {
    killed: usize,
    mixed: usize,
}

/// Kills this many builds, and asserts after each that every page is whole and that the next build finishes the work.
fn kill_builds(turns: usize) -> Kills {
    let work = folder();
    let sites = [Site::new(work.path(), "oud"), Site::new(work.path(), "nieuw")];
    let output = work.path().join("output");
    assert!(sites[0].build(&output).success());

    let (mut killed, mut mixed) = (0, 0);
    for turn in 0..turns {
        let [old, new] = if turn % 2 == 0 { [&sites[0], &sites[1]] } else { [&sites[1], &sites[0]] };
        let share = turn as f64 / turns as f64;
        let samples = Samples::new(&output, &old.fresh);
        let build = new.start(&output);
        if turn % 4 < 2 {
            thread::sleep(new.took.mul_f64(share * 1.2));
        } else {
            samples.wait_for(1 + (share * 0.6 * SAMPLES as f64) as usize, new.took * 10);
        }
        killed += usize::from(kill(build));

        let left = read(&output);
        let versions = assert_whole(&left, &old.fresh, &new.fresh, turn);
        mixed += usize::from(versions.old > 0 && versions.new > 0);

        assert!(new.build(&output).success(), "turn {turn}: the build after a kill");
        assert_same(&read(&output), &new.fresh, turn);
    }
    eprintln!("{killed} of {turns} builds were killed before their end, {mixed} of them while they replaced pages");
    Kills { killed, mixed }
}

#[test]
fn two_builds_at_once_leave_one_whole_site() {
    build_twice_at_once(1);
}

#[test]
#[ignore = "long: half a minute"]
fn two_builds_at_once_leave_one_whole_site_each_time() {
    build_twice_at_once(6);
}

fn build_twice_at_once(turns: usize) {
    let work = folder();
    let sites = [Site::new(work.path(), "oud"), Site::new(work.path(), "nieuw")];
    let output = work.path().join("output");
    assert!(sites[0].build(&output).success());

    for turn in 0..turns {
        let builds = [sites[1].start(&output), sites[1].start(&output)];
        let ends = builds.map(|mut build| build.wait().expect("the end of the build"));
        // One may give way to the other, but the site has to be there.
        assert!(ends.iter().any(ExitStatus::success), "turn {turn}: both builds failed");
        assert!(sites[1].build(&output).success(), "turn {turn}: the build after them");
        assert_same(&read(&output), &sites[1].fresh, turn);
        assert!(sites[0].build(&output).success());
    }
}

/// A folder to work in, in memory if the machine has such a place. Unlike a machine that loses its power, a killed
/// process loses nothing that it has handed to the file system, so a disk would only make this slow.
fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let place = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
    tempfile::tempdir_in(place).expect("a temporary folder")
}

/// A generated site, what a build into an empty folder makes of it, and how long a build over another site takes.
struct Site {
    root: PathBuf,
    fresh: Tree,
    took: Duration,
}

impl Site {
    /// Writes a site with `word` on every page, and builds it once.
    fn new(work: &Path, word: &str) -> Self {
        let root = work.join(word);
        write_site(&root, word);
        let mut site = Self { root, fresh: Tree::new(), took: Duration::ZERO };
        let output = work.join(format!("fresh-{word}"));
        let start = Instant::now();
        assert!(site.build(&output).success(), "the first build of {word}");
        site.took = start.elapsed();
        site.fresh = read(&output);
        let pages = site.fresh.keys().filter(|path| is_page(path)).count();
        assert!(pages >= MEETINGS * (1 + NOTES), "only {pages} pages");
        site
    }

    fn start(&self, output: &Path) -> Child {
        Command::new(crate::project::program_path())
            .env("VOETNOOT_NO_CACHE", "1")
            .args(["build", "--root"])
            .arg(&self.root)
            .arg("--output")
            .arg(output)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    }

    fn build(&self, output: &Path) -> ExitStatus {
        self.start(output).wait().expect("the end of the build")
    }
}

/// Kills a build, on Unix with SIGKILL, so that nothing in the program can tidy up. Gives whether it was still working.
fn kill(mut build: Child) -> bool {
    build.kill().expect("the build can be killed");
    !build.wait().expect("the end of the build").success()
}

/// Pages spread over the output, and when each was last changed.
struct Samples(Vec<(PathBuf, SystemTime)>);

impl Samples {
    fn new(output: &Path, tree: &Tree) -> Self {
        let pages: Vec<&PathBuf> = tree.keys().filter(|path| is_page(path)).collect();
        let step = (pages.len() / SAMPLES).max(1);
        let stamp = |page: &&PathBuf| changed(&output.join(page)).map(|time| (output.join(page), time));
        Self(pages.into_iter().step_by(step).filter_map(|page| stamp(&page)).collect())
    }

    /// Waits until `count` of the pages have changed or gone, or time is up.
    fn wait_for(&self, count: usize, limit: Duration) {
        let start = Instant::now();
        while self.0.iter().filter(|(path, time)| changed(path) != Some(*time)).count() < count
            && start.elapsed() < limit
        {
            thread::sleep(Duration::from_micros(50));
        }
    }
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|data| data.modified()).ok()
}

/// How many of the pages that differ between the two sites were found in each version.
struct Versions {
    old: usize,
    new: usize,
}

/// Asserts that each page is the old or the new one to the byte, and that no page that both sites have is missing.
fn assert_whole(left: &Tree, old: &Tree, new: &Tree, turn: usize) -> Versions {
    let mut versions = Versions { old: 0, new: 0 };
    for (path, bytes) in left.iter().filter(|(path, _)| is_page(path)) {
        let (is_old, is_new) = (old.get(path) == Some(bytes), new.get(path) == Some(bytes));
        assert!(is_old || is_new, "turn {turn}: {} is neither old nor new ({} bytes)", path.display(), bytes.len());
        versions.old += usize::from(!is_new);
        versions.new += usize::from(!is_old);
    }
    for path in old.keys().filter(|path| is_page(path) && new.contains_key(*path)) {
        assert!(left.contains_key(path), "turn {turn}: {} is gone", path.display());
    }
    versions
}

/// Asserts that two folders contain the same files with the same bytes; a file left behind is a difference too.
fn assert_same(left: &Tree, right: &Tree, turn: usize) {
    for path in left.keys().chain(right.keys()) {
        match (left.get(path), right.get(path)) {
            (Some(one), Some(other)) => {
                assert!(one == other, "turn {turn}: {} differs from a fresh build", path.display())
            }
            (Some(_), None) => panic!("turn {turn}: {} was left behind", path.display()),
            (None, _) => panic!("turn {turn}: {} is missing", path.display()),
        }
    }
}

fn is_page(path: &Path) -> bool {
    !path.starts_with(OWN) && path.extension().is_some_and(|extension| extension == "html")
}

fn read(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder of the output") {
            let path = entry.expect("an entry of the output").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("a path below the folder").to_path_buf();
                tree.insert(name, fs::read(&path).expect("a file of the output"));
            }
        }
    }
    tree
}

/// Writes the content: meetings that each have items, footnotes and ties to dossiers, with `word` on every page.
fn write_site(root: &Path, word: &str) {
    write(
        root.join("site.toml"),
        &format!("title = \"Agenda's ({word})\"\nbase_url = \"https://agenda.example.org\"\n"),
    );
    for number in 0..MEETINGS {
        let (year, month, day) = (2015 + number / 12, number % 12 + 1, number % 27 + 1);
        let date = format!("{year}-{month:02}-{day:02}");
        // Each site has one meeting that the other does not have.
        let id = if number == 0 { format!("jbz-{word}") } else { format!("jbz-{date}") };
        write(root.join(format!("content/meetings/{id}/agenda.md")), &agenda(number, &date, word));
        let dossier =
            format!("---\ntitle: Dossier {number} ({word})\n---\n\nHet {word}e verloop van dossier {number}.\n");
        write(root.join(format!("content/dossiers/dossier-{number}.md")), &dossier);
    }
}

fn agenda(number: usize, date: &str, word: &str) -> String {
    let mut text = format!(
        "---\ntitle: Raad {number} ({word})\nformation: jbz\nstart: {date}\nplace: Brussel\nstatus: final\n---\n\n# I. Deel\n"
    );
    for item in 1..=ITEMS {
        let dossier = (number * 7 + item) % MEETINGS;
        text += &format!("\n## {item}. Onderwerp {item} {{dossier=dossier-{dossier}}}\n= Gedachtewisseling\n\n");
        text += &format!("De Raad bespreekt in {word}e bewoordingen onderwerp {item}. ").repeat(8);
        text += &format!("Zie [het dossier](../../dossiers/dossier-{dossier}.md).\n");
    }
    text += "\nTot slot";
    for note in 1..=NOTES {
        text += &format!(" volgt punt {note}[^{note}],");
    }
    text += " en niets meer.\n";
    for note in 1..=NOTES {
        text += &format!("\n[^{note}]: Kamerstukken II 2023-24, 32 317, nr. {note}, in de {word}e lezing.\n");
    }
    text
}

fn write(path: PathBuf, text: &str) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder for the content");
    fs::write(path, text).expect("a file of the content");
}
