//! What may stand beside what the program makes: every pair of something of the project and a file of the site, told apart here by
//! file paths alone, and told by `check` exactly as by `build`.

use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use voetnoot::{Options, Silent};

use crate::project::{Project, program, run, tree};

/// A file of every kind that a build writes: rules, feeds and the rest for machines, the theme, and pages of each kind.
const MADE: &[&str] = &[
    ".htaccess",
    "_headers",
    "_redirects",
    "nginx-headers.conf",
    ".well-known/security.txt",
    "robots.txt",
    "sitemap.xml",
    "sitemap-diwoo-infocat006-1.xml",
    "sitemapindex-diwoo-infocat006.xml",
    "agenda.ics",
    "feed.xml",
    "dossiers/d/feed.xml",
    "schema/site.json",
    "schema/content/agenda.json",
    "index.json",
    "vergaderingen/m/index.json",
    "toezeggingen/index.csv",
    "share.png",
    "vergaderingen/m/share.png",
    "zoeken/index/search.json",
    "voetnoot.css",
    "404.html",
    "vergaderingen/index.html",
    "vergaderingen/m/noot-1.html",
    "bronnen/kst-32317-1.html",
    "vergaderingen/m/stuk.txt",
    "ouds/index.html",
    "weg/index.html",
    "weg/410.html",
    "p/index.html",
    "nieuw/te\u{301}.txt",
];

/// What may want a path.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Claimant {
    Page,
    Annex,
    Alias,
    FolderAlias,
    Gone,
    Static,
    Attachment,
}

const CLAIMANTS: [Claimant; 7] = [
    Claimant::Page,
    Claimant::Annex,
    Claimant::Alias,
    Claimant::FolderAlias,
    Claimant::Gone,
    Claimant::Static,
    Claimant::Attachment,
];

/// How the path that is wanted stands to the one that is made.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Relation {
    Same,
    Inside,
    Above,
    Case,
    NormalForm,
}

const RELATIONS: [Relation; 5] =
    [Relation::Same, Relation::Inside, Relation::Above, Relation::Case, Relation::NormalForm];

/// The path in this relation, if there is one.
fn related(made: &str, relation: Relation) -> Option<String> {
    match relation {
        Relation::Same => Some(made.to_owned()),
        Relation::Inside => Some(format!("{made}/x.txt")),
        Relation::Above => Some(made.split_once('/')?.0.to_owned()),
        Relation::Case => {
            let at = made.rfind(|c: char| c.is_ascii_lowercase())?;
            Some(format!("{}{}{}", &made[..at], made[at..=at].to_uppercase(), &made[at + 1..]))
        }
        Relation::NormalForm => made.contains("e\u{301}").then(|| made.replace("e\u{301}", "é")),
    }
}

fn project() -> Project {
    let settings = "title = \"Proef\"\nbase_url = \"https://example.nl/\"\n\n[publisher]\nname = \"M\"\n\
                    id = \"https://identifier.overheid.nl/tooi/id/ministerie/mnre1058\"\n\n[headers]\n\
                    servers = [\"netlify\", \"apache\", \"nginx\"]\n\n[security]\ncontact = [\"mailto:a@example.nl\"]\n\
                    expires = 2030-01-01\n\n[gone]\n\"/weg/\" = \"Weg.\"\n";
    let agenda = "---\ntitle: Raad\nformation: jbz\nstart: 2024-06-13\npublished: 2024-06-01\n---\n\n\
                  ## 1. Punt {dossier=d}\n\nTekst.[^1]\n\n[^1]: Kamerstukken II 2023/24, 32317, nr. 1\n";
    Project::new(&[
        ("site.toml", settings),
        ("content/meetings/m/agenda.md", agenda),
        ("content/meetings/m/stuk.txt", "stuk"),
        ("content/dossiers/d.md", "---\ntitle: D\n---\n\nTekst.\n"),
        ("content/pages/p.md", "---\ntitle: P\naliases: [/ouds/]\n---\n\nTekst.\n"),
        ("static/nieuw/te\u{301}.txt", "eigen"),
    ])
}

/// Adds the claimant of a path to the project, and gives the file that it makes; none where it can make none there.
fn add(project: &Project, claimant: Claimant, path: &str) -> Option<String> {
    let page = format!("{path}/index.html");
    let text = "---\ntitle: X\n---\n\nTekst.\n";
    let alias = |alias: &str| {
        let text = format!("---\ntitle: Y\naliases: [\"{alias}\"]\n---\n\nTekst.\n");
        project.write("content/pages/y.md", text);
    };
    match claimant {
        // The names of what is no part of a site.
        Claimant::Page if path.split('/').any(|name| name.starts_with(['.', '_'])) => return None,
        // The page that is there.
        Claimant::Page if project.root().join(format!("content/pages/{path}.md")).exists() => return None,
        Claimant::Page if path.is_ascii() => project.write(&format!("content/pages/{path}.md"), text),
        Claimant::Annex => {
            let name = path.strip_prefix("vergaderingen/m/").filter(|name| !name.contains('/'))?;
            project.write(&format!("content/meetings/m/{name}.md"), text);
        }
        Claimant::Alias => alias(&format!("/{path}")),
        Claimant::FolderAlias => alias(&format!("/{path}/")),
        Claimant::Gone => {
            let settings = fs::read_to_string(project.root().join("site.toml")).unwrap();
            project.write("site.toml", format!("{settings}\"/{path}\" = \"Weg.\"\n"));
        }
        // Not published: a name with a full stop before it, but for the rules of Apache and what lies in `.well-known`.
        Claimant::Static
            if path.starts_with('.') && !path.starts_with(".htaccess") && !path.starts_with(".well-known/") =>
        {
            return None;
        }
        Claimant::Static => {
            let file = project.root().join("static").join(path);
            if file.is_dir() || file.ancestors().skip(1).any(|above| above.is_file()) {
                return None;
            }
            project.write(&format!("static/{path}"), "eigen");
        }
        Claimant::Attachment => {
            if path.split('/').any(|name| name.starts_with(['.', '_'])) {
                return None;
            }
            project.write(&format!("content/pages/{path}"), "eigen");
        }
        Claimant::Page => return None,
    }
    Some(match claimant {
        Claimant::Static | Claimant::Attachment => path.to_owned(),
        // At the address of a file of another kind, the page that says so lies in a folder of that name.
        Claimant::Alias | Claimant::Gone if path.ends_with(".html") => path.to_owned(),
        _ if path.ends_with("index.html") && !matches!(claimant, Claimant::Page | Claimant::Annex) => path.to_owned(),
        _ => page,
    })
}

/// Whether two files cannot both be there, on every file system.
fn clash(one: &str, other: &str) -> bool {
    let folded = |path: &str| path.replace("e\u{301}", "é").to_lowercase();
    let (one, other) = (folded(one), folded(other));
    let within = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
    one == other || within(&one, &other) || within(&other, &one)
}

/// Whether a folder of one differs from a folder of the other in spelling alone.
fn folders_differ(one: &str, other: &str) -> bool {
    let folders =
        |path: &str| -> Vec<String> { path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect() };
    let lower = |path: &String| path.replace("e\u{301}", "é").to_lowercase();
    folders(one).iter().any(|a| folders(other).iter().any(|b| a != b && lower(a) == lower(b)))
}

#[test]
fn check_tells_clashes_that_build_would_meet() {
    // Thirteen has no factor in common with the seven claimants or the five relations, so every one of them is tried.
    try_clashes(13);
}

#[test]
#[ignore = "long: a minute"]
fn check_tells_every_clash_that_build_would_meet() {
    assert!(try_clashes(1) > 500);
}

/// Tries every `step`th way in which a file of the project can clash with one that is made; gives how many were tried.
fn try_clashes(step: usize) -> usize {
    let plain = project();
    assert_eq!(plain.build(&[]).code, 0);
    let built = plain.built();
    MADE.iter().for_each(|made| assert!(built.contains_key(*made), "{made} is not made: {:?}", built.keys()));
    let pairs: Vec<(&str, Claimant, Relation)> = MADE
        .iter()
        .flat_map(|made| CLAIMANTS.map(|claimant| (*made, claimant)))
        .flat_map(|(made, claimant)| RELATIONS.map(|relation| (made, claimant, relation)))
        .step_by(step)
        .collect();
    let (next, wrong, tried) = (AtomicUsize::new(0), Mutex::new(Vec::new()), AtomicUsize::new(0));
    let work = || {
        while let Some((made, claimant, relation)) = pairs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let Some(path) = related(made, *relation) else { continue };
            let project = project();
            let Some(file) = add(&project, *claimant, &path) else { continue };
            tried.fetch_add(1, Ordering::Relaxed);
            let replaces = *claimant == Claimant::Static && *relation == Relation::Same;
            let kept = ["vergaderingen/m/stuk.txt", "zoeken/index/search.json"];
            let clashes = built.keys().any(|other| clash(&file, other) || folders_differ(&file, other));
            // The copy of a page that says that something is gone is for servers, and no page.
            let is_page = made.ends_with(".html") && *made != "weg/410.html";
            let expected = match replaces && !kept.contains(made) && !is_page {
                true => 0,
                false => i32::from(clashes || file.to_lowercase().starts_with("zoeken/index/")),
            };
            if let Some(fault) = differ(&project, expected) {
                wrong.lock().unwrap().push(format!("{claimant:?} {relation:?} of {made}: {fault}"));
            }
        }
    };
    std::thread::scope(|scope| {
        (0..4).for_each(|_| _ = scope.spawn(work));
    });
    let (wrong, tried) = (wrong.into_inner().unwrap(), tried.into_inner());
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 500 / step, "only {tried} were tried");
    tried
}

/// How `check` and `build` differ from each other and from what is expected; none if they do not.
fn differ(project: &Project, expected: i32) -> Option<String> {
    let options = Options::default();
    let checked = match voetnoot::check(&project.root(), &options, &Silent) {
        Ok(diagnostics) => diagnostics,
        Err(failure) => return Some(format!("check failed: {failure}")),
    };
    let built = match voetnoot::build(&project.root(), &project.output(), &options, &Silent) {
        Ok(built) => built.diagnostics,
        Err(failure) => return Some(format!("build failed: {failure}")),
    };
    let told: Vec<String> = checked.iter().map(|d| format!("{}: {} ({:?})", d.path, d.message, d.span)).collect();
    let code = i32::from(checked.has_errors());
    let same = checked.iter().eq(built.iter());
    (code != expected || !same).then(|| format!("{code} where {expected} is right (as build: {same}): {told:?}"))
}

#[test]
fn names_that_not_every_system_holds_are_told() {
    let long = format!("{}.pdf", "a".repeat(240));
    for name in ["a:b.pdf", "con.pdf", "Lpt1", "a ", "a.", "a?.pdf", "a|b.pdf", "map:/b.pdf", &long] {
        for folder in ["content/meetings/m", "static"] {
            let project = project();
            project.write(&format!("{folder}/{name}"), "x");
            let run = project.check(&["--format", "short"]);
            assert!(
                run.code == 1 && run.stdout.contains(&format!("{folder}/{name}: error[unusable-name]: ")),
                "{run:?}"
            );
            assert_eq!(project.build(&["--format", "short"]).stdout, run.stdout);
        }
    }
    for page in ["content/pages/aux.md", "content/meetings/nul/agenda.md", "content/dossiers/com1.md"] {
        let project = project();
        project.write(page, "---\ntitle: X\nformation: j\nstart: 2024-01-01\n---\n\nTekst.\n");
        let run = project.check(&["--format", "short"]);
        assert!(run.code == 1 && run.stdout.contains("a name that Windows keeps for a device"), "{run:?}");
    }
    // A path that no system call takes.
    let project = project();
    project.write(&format!("static/{}x.txt", "map/".repeat(300)), "x");
    let run = project.check(&["--format", "short"]);
    assert!(run.code == 1 && run.stdout.contains("the path is longer than 1000 bytes"), "{run:?}");
}

#[test]
fn earlier_addresses_are_plain_paths() {
    let aliases =
        ["/*", "/a/*/b", "/:a", "/a:b/", "//a", "/a//b", "/a%252Fb", "/%2e%2e/a/", "/.git/a", "/con/", "/a?b"];
    for alias in aliases {
        let project = project();
        project.write("content/pages/y.md", format!("---\ntitle: Y\naliases: [\"{alias}\"]\n---\n\nTekst.\n"));
        let run = project.check(&["--format", "short"]);
        assert!(run.code == 1 && run.stdout.contains("unusable-name"), "{alias}: {run:?}");
    }
    // What the record of addresses says, word for word.
    let project = project();
    project.write("content/pages/y.md", "---\ntitle: Y\naliases: [/oud%20stuk.pdf, /t%C3%A9/]\n---\n\nTekst.\n");
    assert_eq!(project.build(&[]).code, 0);
    assert!(project.built().contains_key("oud stuk.pdf/index.html") && project.built().contains_key("té/index.html"));
    assert!(project.page("_redirects").contains("/oud%20stuk.pdf /y/ 301!\n"), "{}", project.page("_redirects"));
}

#[test]
fn attachments_with_scripts_are_told_where_no_rules_are_made() {
    let told = |project: &Project| project.check(&["--format", "short"]).stdout.contains("warning[active-attachment]");
    for name in ["a.svg", "a.SVGZ", "a.html", "a.htm", "a.xml", "a.xhtml", "a.xsl", "a.mht"] {
        let project = Project::new(&[("content/pages/p.md", "---\ntitle: P\n---\n\nTekst.\n")]);
        project.write(&format!("static/{name}"), "x");
        assert!(!told(&project), "{name} is a file of the site's own");
        project.write(&format!("content/pages/map/{name}"), "x");
        assert!(told(&project), "{name}");
        project.write("site.toml", "title = \"P\"\n\n[headers]\nservers = [\"apache\"]\n");
        assert!(!told(&project), "{name}");
        // Somebody else's rules are made by nobody.
        project.write("static/.htaccess", "# leeg\n");
        assert!(told(&project), "{name}");
    }
    let project = Project::new(&[("content/pages/p.md", "---\ntitle: P\n---\n\nTekst.\n")]);
    ["a.pdf", "a.png", "a.txt", "svg", "a.svg.zip"]
        .iter()
        .for_each(|name| project.write(&format!("content/pages/{name}"), "x"));
    assert!(!told(&project));
}

/// Whoever may read everything gives up that right first.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let project = project();
    let folder = project.root().parent().unwrap().to_owned();
    let mode = |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(&folder, 0o777);
    for path in ["content/meetings/m/stuk.txt", "static/nieuw/te\u{301}.txt"] {
        let file = project.root().join(path);
        mode(&file, 0);
        let may_all = fs::File::open(&file).is_ok();
        for command in ["check", "build"] {
            let mut program = program();
            program.arg(command).args(["--format", "short", "--root"]).arg(project.root());
            if command == "build" {
                program.arg("--output").arg(project.output());
            }
            if may_all {
                program.uid(65534).gid(65534);
            }
            let run = run(program.spawn().expect("the program starts"));
            let told = format!("{path}: error[unreadable-file]: it cannot be read: permission denied");
            assert!(run.code == 1 && run.stdout.contains(&told), "{command}: {run:?}");
            assert_eq!(run.stdout.lines().filter(|line| line.contains(": error[")).count(), 1, "{run:?}");
        }
        mode(&file, 0o644);
    }
}

#[test]
fn every_file_of_a_site_is_claimed() {
    let project = project();
    assert_eq!(project.build(&[]).code, 0);
    // The search index has its folder for itself; of two copied files the later one is told, and an alias in the file's place.
    let own =
        |file: &String| file.starts_with("zoeken/index/") || file.starts_with("nieuw/") || file.ends_with("/stuk.txt");
    for file in project.built().keys().filter(|file| !own(file)) {
        let name = related(file, Relation::Case).expect("a letter in every name");
        project.write(&format!("static/{name}"), "x");
    }
    let run = project.check(&["--format", "short"]);
    let mut added = tree(&project.root().join("static"));
    added.retain(|file, _| !own(file) && !run.stdout.contains(&format!("static/{file}")));
    assert!(added.is_empty(), "{:?}", added.keys());
}
