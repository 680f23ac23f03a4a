//! Random sequences of edits: after each, what is remembered must make no difference.

use std::fs;
use std::path::PathBuf;

use fastrand::Rng;
use voetnoot::flow::{self, Options};
use voetnoot::link::Drafts;
use voetnoot::load;
use voetnoot::memory::Memory;
use voetnoot::rebuild::Rebuild;
use voetnoot::report::{self, Colours, Format};

use super::project::{DOSSIERS, Project, Quiet, Tree, agenda, difference, tree};
use super::serving::Serving;
use super::watching::Watching;

/// Makes one random edit and says which. What is broken is soon mended, so that most edits leave a site that can be built.
pub fn edit(project: &Project, random: &mut Rng, broken: bool) -> String {
    if broken && random.bool() {
        return mend(project);
    }
    let (size, place) = (random.usize(1..4000), random.u8(1..40));
    match random.u8(0..27) {
        0..4 => change(project, random, "agenda.md", &[("Zonder", "Nog zonder"), ("steunt", "steunt niet"), ("inzet", "inzet, herzien,")]),
        4 => change(project, random, "agenda.md", &[("title: Raad", "title: Gewijzigde Raad"), ("place: Brussel", "place: Luxemburg")]),
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
            &[("= Gedachtewisseling", "= Beleidsdebat"), ("[^b]", "[^a]"), ("-13\n", "-14\n"), ("final", "provisional")],
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
            &[("Agenda’s", "Stukken"), ("JBZ-Raad", "Raad JBZ"), ("title =", "base_url = \"https://a.example/b/\"\ntitle =")],
        ),
        22 => {
            change(project, random, ".md", &[("---\n", "---\n: [\n"), ("[[", "[[niet-"), ("[^1]", "[^9]"), ("dossier=", "dossier=geen-")])
        }
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

/// Every file of the project whose path ends so, sorted.
fn files(project: &Project, ending: &str) -> Vec<String> {
    tree(&project.root()).into_keys().filter(|path| path.ends_with(ending) && !path.starts_with("public")).collect()
}

/// Makes one of the replacements in some file where it can be made.
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

/// Seals a meeting, or records a correction of a sealed one; with mistakes in the site nothing happens.
fn seal(project: &Project, random: &mut Rng) -> String {
    let entries = entries(project, "meetings");
    let Some(path) = random.choice(&entries) else { return "nothing to seal".to_owned() };
    let id = path.file_name().unwrap().to_str().unwrap();
    let mut command = crate::project::program();
    command.args(["seal", id, "--force", "--date", "2030-01-01", "--root"]).arg(project.root());
    if path.join("seal.txt").exists() {
        command.args(["--correction", "Verbeterd"]);
    }
    format!("{id} is sealed: {}", crate::project::run(command.spawn().unwrap()).code == 0)
}

/// Puts back what the project was made of, in place of what broke.
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

/// The flow with everything that it remembers, without waiting for events, so that many edits can be tried.
#[test]
fn what_is_remembered_makes_no_difference() {
    let mut good_rounds = 0;
    for seed in 0..3 {
        let mut random = Rng::with_seed(seed);
        let project = Project::new();
        let output = project.beside("public");
        let (mut memory, mut rebuild) = (Memory::default(), Rebuild::new(&project.root(), &output));
        let mut good = Tree::new();
        let mut story = Vec::new();
        for _ in 0..30 {
            let source = load::load(&project.root(), &mut memory.tree);
            let mut prepared = flow::link(flow::parse(source, &Options::default(), &mut memory)).prepared(&mut memory);
            let mut counts = rebuild.build(&mut prepared, &Quiet).unwrap();
            if let (Some(counts), Some(ready)) = (&mut counts, prepared.ready.as_ref().filter(|_| rebuild.search_due())) {
                let more = rebuild.search(&ready.site, &Quiet).unwrap();
                counts.written += more.written;
            }
            let diagnostics = report::report(&prepared.diagnostics, &prepared.texts, Format::Json, Colours::No);
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
            story.push(edit(&project, &mut random, counts.is_none()));
        }
    }
    assert!(good_rounds > 30, "most edits must leave a site that can be built, or the test shows little: {good_rounds}");
}

/// The same with `build --watch`, real events and its own sense of time.
#[test]
fn watching_ends_where_a_fresh_build_does() {
    for seed in 100..101 {
        let mut random = Rng::with_seed(seed);
        let project = Project::new();
        let mut watching = Watching::start(&project, &[]);
        for _ in 0..15 {
            for _ in 0..random.u8(1..4) {
                println!("{}", edit(&project, &mut random, watching.is_broken()));
            }
            watching.settle(&project);
        }
    }
}

/// The same over HTTP.
#[test]
fn serving_shows_what_a_fresh_build_makes() {
    for seed in 200..201 {
        let mut random = Rng::with_seed(seed);
        let project = Project::new();
        let serving = Serving::start(&project, &[]);
        let mut broken = serving.settle(&project);
        for _ in 0..15 {
            for _ in 0..random.u8(1..4) {
                println!("{}", edit(&project, &mut random, broken));
            }
            broken = serving.settle(&project);
        }
    }
}
