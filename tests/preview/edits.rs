//! Random sequences of edits: after each of them, what is remembered must make no difference.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use voetnoot::diagnostic::{Colours, Diagnostics, ReportFormat};
use voetnoot::{Built, Drafts, IncrementalBuild, Options, Silent};

use super::project::{DOSSIERS, Project, Tree, agenda, difference, tree};
use super::serving::Serving;
use super::watching::Watching;

/// Makes one random edit, and says which.
#[expect(clippy::too_many_lines, reason = "a list")]
pub fn edit(project: &Project, random: &mut Rng) -> String {
    let (size, place) = (random.usize(1..4000), random.u8(1..40));
    match random.u8(0..27) {
        0..4 => change(
            project,
            random,
            "agenda.md",
            &[("Zonder", "Nog zonder"), ("steunt", "steunt niet"), ("inzet", "inzet, herzien,")],
        ),
        4 => change(
            project,
            random,
            "agenda.md",
            &[("title: Raad", "title: Gewijzigde Raad"), ("place: Brussel", "place: Luxemburg")],
        ),
        5 => change(
            project,
            random,
            "agenda.md",
            &[("## 2. Tweede punt", "## 2. Een ander punt"), ("## 1. Derde punt", "## 3. Derde punt {#derde}")],
        ),
        6 => change(
            project,
            random,
            "agenda.md",
            &[
                ("= Gedachtewisseling", "= Beleidsdebat"),
                ("[^b]", "[^a]"),
                ("-13\n", "-14\n"),
                ("final", "provisional"),
            ],
        ),
        7 => change(project, random, "agenda.md", &[("#eerste-punt", "#punt-een"), ("#punt-een", "#eerste-punt")]),
        8 => change(
            project,
            random,
            "agenda.md",
            &[
                ("een brief", "een nota"),
                ("Een brief", "Een nota"),
                ("-28", "-27"),
                ("[^a]: Kamer", "[^a]: Zie Kamer"),
                ("32 317", "22 112"),
                ("COM(2024) 173", "COM(2024) 172"),
            ],
        ),
        9 => change(
            project,
            random,
            ".md",
            &[
                ("short: ", "short: Het "),
                ("procedure: ", "celex: "),
                ("com: ", "# com: "),
                ("agendapunt I.2", "agendapunt I.1"),
                ("title: ", "title: Nieuwe "),
            ],
        ),
        10 => change(
            project,
            random,
            ".md",
            &[("gaat over", "handelt over"), ("Een noot", "Nog een noot"), ("published:", "draft: true\npublished:")],
        ),
        11 => add_meeting(project, random),
        12 => rename(project, random, "meetings"),
        13 => rename(project, random, "dossiers"),
        14 => remove(project, random, "meetings"),
        15 => remove(project, random, "dossiers"),
        16 => mend(project),
        17 => write_or_remove(
            project,
            random,
            "templates/page.html",
            "{% extends \"base.html\" %}{% block content %}<h1>{{ heading }}</h1>{% endblock %}",
        ),
        18 => write_or_remove(
            project,
            random,
            "templates/footnote.html",
            "{% extends \"base.html\" %}{% block content %}{{ html | safe }}{% endblock %}",
        ),
        19 => write_or_remove(project, random, "static/voetnoot.css", "body { color: green }"),
        20 => write_or_remove(project, random, "content/meetings/jbz-1/stuk.pdf", &"x".repeat(size)),
        21 => change(
            project,
            random,
            "site.toml",
            &[
                ("Agenda’s", "Stukken"),
                ("JBZ-Raad", "Raad JBZ"),
                ("title =", "base_url = \"https://a.example/b/\"\ntitle ="),
            ],
        ),
        22 => change(
            project,
            random,
            ".md",
            &[("---\n", "---\n: [\n"), ("[[", "[[niet-"), ("[^1]", "[^9]"), ("dossier=", "dossier=geen-")],
        ),
        23 => seal(project, random),
        24 => write_or_remove(
            project,
            random,
            "content/meetings/jbz-2/package.txt",
            &format!("sha512 {}\nbytes {size}\nfiles 2\n", "ab".repeat(64)),
        ),
        25 => change(
            project,
            random,
            "site.toml",
            &[
                ("name = ", "closed = 2024-01-01\nname = "),
                ("closed = 2024-01-01\n", ""),
                ("title =", "gone = {\"/weg/\" = \"Vervallen\"}\ntitle ="),
            ],
        ),
        _ => write_or_remove(
            project,
            random,
            "content/pages/extra.md",
            &format!("---\ntitle: Extra\nmenu: {}\naliases: [/oud/]\n---\n\nZie [[{}]].\n", place, DOSSIERS[1]),
        ),
    }
}

/// Every file of the project whose path has this ending, sorted.
fn files(project: &Project, ending: &str) -> Vec<String> {
    tree(&project.root()).into_keys().filter(|path| path.ends_with(ending) && !path.starts_with("public")).collect()
}

/// Makes one of the replacements in some file that allows it.
fn change(project: &Project, random: &mut Rng, ending: &str, replacements: &[(&str, &str)]) -> String {
    let (from, to) = replacements[random.usize(..replacements.len())];
    let mut candidates = files(project, ending);
    candidates.retain(|path| project.read(path).contains(from));
    let Some(path) = random.choice(&candidates) else { return format!("nothing to replace {from} in") };
    project.replace(path, from, to);
    format!("{path}: {from} becomes {to}")
}

fn entries(project: &Project, folder: &str) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(project.path("content").join(folder)).into_iter().flatten().flatten().map(|e| e.path()).collect();
    entries.sort();
    entries
}

fn add_meeting(project: &Project, random: &mut Rng) -> String {
    let (id, number) = (random.u8(..), random.usize(1..6));
    project.write(&format!("content/meetings/extra-{id}/agenda.md"), &agenda(number));
    format!("new meeting extra-{id}")
}

fn rename(project: &Project, random: &mut Rng, folder: &str) -> String {
    let entries = entries(project, folder);
    let Some(path) = random.choice(&entries) else { return "nothing to rename".to_owned() };
    let name = path.file_name().unwrap().to_str().unwrap();
    let other = path.with_file_name(format!("z-{name}"));
    fs::rename(path, &other).unwrap();
    format!("{} becomes {}", path.display(), other.display())
}

fn remove(project: &Project, random: &mut Rng, folder: &str) -> String {
    let entries = entries(project, folder);
    if entries.len() < 4 {
        return "nothing to remove".to_owned();
    }
    let path = random.choice(&entries).unwrap();
    if path.is_dir() {
        fs::remove_dir_all(path).unwrap()
    } else {
        fs::remove_file(path).unwrap()
    }
    format!("{} is gone", path.display())
}

fn write_or_remove(project: &Project, random: &mut Rng, path: &str, text: &str) -> String {
    if project.path(path).exists() && random.bool() {
        fs::remove_file(project.path(path)).unwrap();
        return format!("{path} is gone");
    }
    project.write(path, text);
    format!("{path} is written")
}

/// Seals a meeting, or records a correction of a sealed one; if the site has mistakes, nothing happens.
fn seal(project: &Project, random: &mut Rng) -> String {
    let entries = entries(project, "meetings");
    let Some(path) = random.choice(&entries) else { return "nothing to seal".to_owned() };
    let id = path.file_name().unwrap().to_str().unwrap();
    let mut command = crate::project::program();
    command.args(["seal", id, "--force", "--date", "2026-01-01", "--root"]).arg(project.root());
    if path.join("seal.txt").exists() {
        command.args(["--correction", "Verbeterd"]);
    }
    format!("{id} is sealed: {}", crate::project::run(command.spawn().unwrap()).code == 0)
}

/// Edits a site that is broken. It is soon repaired, so that most edits leave a site that can be built.
fn edit_broken(project: &Project, random: &mut Rng) -> String {
    if random.bool() { mend(project) } else { edit(project, random) }
}

/// Puts back the files that the project was made of, in place of what broke.
fn mend(project: &Project) -> String {
    let origin = Project::new();
    for folder in ["content", "templates", "static"] {
        let _ = fs::remove_dir_all(project.path(folder));
    }
    for (path, bytes) in tree(&origin.root()) {
        project.write(&path, std::str::from_utf8(&bytes).unwrap());
    }
    "everything is put back".to_owned()
}

#[test]
fn what_is_remembered_makes_no_difference() {
    edit_and_build(0..1, 12);
}

#[test]
#[ignore = "long: a minute"]
fn what_is_remembered_makes_no_difference_to_many_edits() {
    edit_and_build(0..8, 30);
}

/// The flow with everything that it remembers, without waiting for events, so that many edits can be tried.
fn edit_and_build(seeds: Range<u64>, rounds: usize) {
    let (mut tried, mut good_rounds) = (0, 0);
    for seed in seeds {
        let mut random = Rng::with_seed(seed);
        let project = Project::new();
        let output = project.beside("public");
        let mut site = IncrementalBuild::new(project.root(), &output, Options::default());
        let mut good = Tree::new();
        let mut story = Vec::new();
        for _ in 0..rounds {
            tried += 1;
            let Built { files: counts, diagnostics, .. } = site.build(&Silent).unwrap();
            let diagnostics = diagnostics.show(ReportFormat::Json, Colours::No);
            let fresh = project.fresh(Drafts::Hide);
            let told = || format!("seed {seed}, after:\n{}", story.join("\n"));
            assert_eq!(diagnostics.lines().collect::<Vec<_>>(), fresh.diagnostics, "{}", told());
            assert_eq!(counts.is_some(), fresh.site.is_some(), "{}", told());
            let before = good.clone();
            good = fresh.site.unwrap_or(good);
            if let Some(difference) = difference(&tree(&output), &good) {
                panic!("{difference}; {}", told());
            }
            if let Some(counts) = counts {
                good_rounds += 1;
                let changed = good.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).count();
                assert_eq!(counts.written, changed, "exactly what changed is written; {}", told());
            }
            story.push(match counts {
                Some(_) => edit(&project, &mut random),
                None => edit_broken(&project, &mut random),
            });
        }
    }
    assert!(
        good_rounds > tried / 3,
        "most edits must leave a site that can be built, or the test shows little: {good_rounds} of {tried}"
    );
}

/// The same with a run of its own after each edit, and what runs keep for each other: builds and checks, with options that
/// come and go, an output folder that somebody edits, and a cache that loses its end.
#[test]
fn what_runs_keep_makes_no_difference() {
    edit_and_run(0..1, 10);
}

#[test]
#[ignore = "long: a minute"]
fn what_runs_keep_makes_no_difference_to_many_edits() {
    edit_and_run(0..8, 24);
}

fn edit_and_run(seeds: Range<u64>, rounds: usize) {
    for seed in seeds {
        let mut random = Rng::with_seed(seed);
        let project = Project::new();
        let (output, cache) = (project.beside("public"), project.beside("cache"));
        let mut story = Vec::new();
        for _ in 0..rounds {
            let drafts = if random.u8(0..6) == 0 { Drafts::Show } else { Drafts::Hide };
            let options = Options { drafts, cache: Some(cache.clone()), ..Options::default() };
            let fresh = project.fresh(drafts);
            let told = || format!("seed {seed}, {drafts:?}, after:\n{}", story.join("\n"));
            let shown = |found: &Diagnostics| {
                found.show(ReportFormat::Json, Colours::No).lines().map(str::to_owned).collect::<Vec<_>>()
            };
            if random.bool() {
                let found = voetnoot::check(&project.root(), &options, &Silent).unwrap();
                assert_eq!(shown(&found), fresh.diagnostics, "check: {}", told());
            }
            // The second time nothing has changed.
            for _ in 0..2 {
                let built = voetnoot::build(&project.root(), &output, &options, &Silent).unwrap();
                assert_eq!(shown(&built.diagnostics), fresh.diagnostics, "{}", told());
                assert_eq!(built.files.is_some(), fresh.site.is_some(), "{}", told());
                if let Some(difference) = fresh.site.as_ref().and_then(|site| difference(&tree(&output), site)) {
                    panic!("{difference}; {}", told());
                }
            }
            story.push(match fresh.site {
                Some(_) => edit(&project, &mut random),
                None => edit_broken(&project, &mut random),
            });
            if random.u8(0..4) == 0 {
                story.push(disturb(&output, &mut random));
            }
            if random.u8(0..8) == 0 {
                story.push(disturb(&cache, &mut random));
            }
        }
    }
}

/// Removes, cuts or changes a file of a folder, as something else might.
fn disturb(folder: &Path, random: &mut Rng) -> String {
    let files: Vec<String> = tree(folder).into_keys().collect();
    let Some(path) = random.choice(&files) else { return "nothing to disturb".to_owned() };
    let file = folder.join(path);
    let bytes = fs::read(&file).unwrap();
    match random.u8(0..3) {
        0 => fs::remove_file(&file).unwrap(),
        1 => fs::write(&file, &bytes[..bytes.len() / 2]).unwrap(),
        // As long as before.
        _ => fs::write(&file, bytes.iter().rev().copied().collect::<Vec<u8>>()).unwrap(),
    }
    format!("{path} is disturbed")
}

/// The same with `build --watch`, real events and its own sense of time.
#[test]
fn watching_ends_where_a_fresh_build_does() {
    edit_and_watch(100..101, 6);
}

#[test]
#[ignore = "long: a minute"]
fn watching_ends_where_a_fresh_build_does_after_many_edits() {
    edit_and_watch(101..105, 15);
}

fn edit_and_watch(seeds: Range<u64>, rounds: usize) {
    for seed in seeds {
        let mut random = Rng::with_seed(seed);
        let project = Project::new();
        let mut watching = Watching::start(&project, &[]);
        for _ in 0..rounds {
            for _ in 0..random.u8(1..4) {
                let edit = if watching.is_broken() { edit_broken } else { edit };
                println!("{}", edit(&project, &mut random));
            }
            watching.settle(&project);
        }
    }
}

/// The same over HTTP.
#[test]
fn serving_shows_what_a_fresh_build_makes() {
    edit_and_serve(200..201, 6);
}

#[test]
#[ignore = "long: a minute"]
fn serving_shows_what_a_fresh_build_makes_after_many_edits() {
    edit_and_serve(201..205, 15);
}

fn edit_and_serve(seeds: Range<u64>, rounds: usize) {
    for seed in seeds {
        let mut random = Rng::with_seed(seed);
        let project = Project::new();
        let serving = Serving::start(&project, &[]);
        let mut broken = serving.settle(&project);
        for _ in 0..rounds {
            for _ in 0..random.u8(1..4) {
                let edit = if broken { edit_broken } else { edit };
                println!("{}", edit(&project, &mut random));
            }
            broken = serving.settle(&project);
        }
    }
}
