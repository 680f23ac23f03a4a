//! Packages through the years: what is packed stays packed, stands alone, and can be checked by others.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::project::{Project, Run, Tree, program, run, tree, write};

const SETTINGS: &str = "title = \"Agenda’s\"\nbase_url = \"https://agenda.example.nl/raad/\"\n[formations.milieu]\nname = \"Milieuraad\"\nshort = \"Milieu\"\n[publisher]\nname = \"Gemeente\"\n";
const AGENDA: &str = "---\ntitle: Raad\nformation: milieu\nstart: 2024-03-12\ncommitments:\n  - {what: Brief over water, due: 2024-04-01, item: bodem}\n---\n\n## 1. Bodem {#bodem dossier=bodem}\n\nZie [[milieu-0#lucht]], [de vorige](../milieu-0/agenda.md), [[bodem]], [een stuk](stuk.txt), [een kaart](../../pages/kaart.svg) en [over ons](../../pages/over.md).[^1]\n\n## 2. Water {#water dossier=zwemwater}\n\n= Gedachtewisseling\n\nNederland steunt dit, zie COM(2024) 173.[^2]\n\n[^1]: Kamerstukken II 2023-24, 32 317, nr. 869.\n[^2]: Kamerstukken II 2023-24, 32 317, nr. 872. Zie [bron](/bronnen/kst-36000-1.html).\n";
const BEFORE: &str = "---\ntitle: Eerdere raad\nformation: milieu\nstart: 2024-01-10\n---\n\n## 1. Lucht {#lucht dossier=bodem}\n\nEerder.[^1]\n\n[^1]: Kamerstukken II 2023-24, 36 000, nr. 1, en 32 317, nr. 869.\n";
const LATER: &str = "---\ntitle: Latere raad\nformation: milieu\nstart: 2024-06-01\n---\n\n## 1. Bodem {#bodem dossier=bodem,zwemwater}\n\nLater, zie [[milieu-1#bodem]], COM(2024) 173.[^1]\n\n[^1]: Kamerstukken II 2023-24, 32 317, nr. 869.\n";
const MEETING: &str = "content/meetings/milieu-1";

/// A site with a meeting that was sealed and corrected since, between what came before and pages that it links to.
fn project() -> Project {
    project_in("nl")
}

fn project_in(language: &str) -> Project {
    let settings = format!("language = \"{language}\"\n{SETTINGS}");
    // In other languages, sources have other addresses.
    let agenda = AGENDA.replace(
        "[bron](/bronnen/kst-36000-1.html)",
        if language == "nl" { "[bron](/bronnen/kst-36000-1.html)" } else { "bron" },
    );
    let project = Project::new(&[
        ("site.toml", &settings),
        ("addresses.txt", ""),
        ("content/meetings/milieu-0/agenda.md", BEFORE),
        ("content/meetings/milieu-1/agenda.md", &agenda),
        ("content/meetings/milieu-1/stuk.txt", "een"),
        (
            "content/dossiers/bodem.md",
            "---\ntitle: Bodemrichtlijn\nshort: Bodem\n---\n\nZie [[zwemwater]] en [[milieu-0]].\n",
        ),
        ("content/dossiers/zwemwater.md", "---\ntitle: Zwemwater\n---\n\nOver zwemwater.\n"),
        ("content/dossiers/ander.md", "---\ntitle: Een ander dossier\n---\n\nTekst.\n"),
        ("content/pages/over.md", "---\ntitle: Over ons\n---\n\nTekst.\n"),
        ("content/pages/kaart.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]);
    built(&project);
    assert_eq!(voetnoot(&project, &["seal", "milieu-1", "--date", "2024-05-01"]).code, 0);
    project.write(&format!("{MEETING}/stuk.txt"), "twee");
    project.write(&format!("{MEETING}/agenda.md"), agenda.replace("steunt dit", "steunt dat"));
    let correction = ["seal", "milieu-1", "--correction", "Een woord", "--date", "2024-06-01"];
    assert_eq!(voetnoot(&project, &correction).code, 0);
    built(&project);
    project
}

fn voetnoot(project: &Project, arguments: &[&str]) -> Run {
    run(program().args(arguments).arg("--root").arg(project.root()).spawn().expect("the program starts"))
}

fn built(project: &Project) {
    let run = project.build(&[]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}

/// Packs into a folder beside the project, and gives what was said.
fn packed(project: &Project, folder: &str, arguments: &[&str]) -> Run {
    let output = project.beside(folder);
    let run = voetnoot(project, &[&["archive", "--output", output.to_str().unwrap()], arguments].concat());
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

fn package(project: &Project, name: &str) -> Tree {
    tree(&project.beside(name))
}

fn text(project: &Project, path: &str) -> String {
    fs::read_to_string(project.root().join(path)).unwrap()
}

/// What a later meeting, a later report of the dossier and the record of addresses bring.
fn go_on(project: &Project) {
    project.write("content/meetings/milieu-2/agenda.md", LATER);
    project.write("content/dossiers/nieuw.md", "---\ntitle: Nieuw\n---\n\nZie [[milieu-1#bodem]].\n");
    project.write("content/pages/over.md", "---\ntitle: Over ons\n---\n\nAnders, zie [[milieu-1]].\n");
    built(project);
}

#[test]
fn what_is_packed_stays_packed_whatever_comes_later() {
    let project = project();
    packed(&project, "kluis", &["milieu-1", "--wacz", "--date", "2025-01-01"]);
    let (first, note) = (package(&project, "kluis/milieu-1"), text(&project, &format!("{MEETING}/package.txt")));
    assert!(note.contains("\ndate 2025-01-01\n") && note.ends_with("\nname milieu-1\n"), "{note}");

    go_on(&project);
    project.write("site.toml", format!("language = \"nl\"\n{}", SETTINGS.replace("Agenda’s", "Een andere naam")));
    project.write("templates/footer.html", "<footer>anders</footer>");
    project.write("static/extra.css", "p { color: red }");
    built(&project);
    for arguments in [&["--all"][..], &["--new"], &["milieu-1", "--wacz"], &["--year", "2024"]] {
        let said = packed(&project, "kluis", arguments);
        let listed =
            said.stdout.lines().filter(|line| line.ends_with("  milieu-1") && note.contains(&line[..128])).count();
        assert_eq!(listed, 1, "{arguments:?}: {}", said.stdout);
        assert!(package(&project, "kluis/milieu-1") == first, "{arguments:?}");
        assert_eq!(text(&project, &format!("{MEETING}/package.txt")), note, "{arguments:?}");
    }
    assert!(!project.beside("kluis/milieu-1.v2").exists() && project.beside("kluis/milieu-2").exists());
    // A note that a killed run did not come to, or that somebody lost, is made from the package itself.
    project.remove(&format!("{MEETING}/package.txt"));
    packed(&project, "kluis", &["--all"]);
    assert_eq!(text(&project, &format!("{MEETING}/package.txt")), note);
    // What is known to be packed is not new, wherever it lies.
    packed(&project, "elders", &["--new"]);
    assert_eq!(package(&project, "elders").keys().collect::<Vec<_>>(), [".voetnoot/lock"]);

    let said = packed(&project, "kluis", &["milieu-1", "--again", "--date", "2025-03-01"]);
    assert!(said.stdout.ends_with("  milieu-1.v2\n"), "{}", said.stdout);
    assert!(package(&project, "kluis/milieu-1") == first);
    let notes = text(&project, &format!("{MEETING}/package.txt"));
    let (earlier, added) = notes.split_at(note.len());
    assert!(
        earlier == note && added.contains("\ndate 2025-03-01\n") && added.ends_with("\nname milieu-1.v2\n"),
        "{notes}"
    );
    let second = package(&project, "kluis/milieu-1.v2");
    let own = |tree: &Tree| -> Tree {
        let is_own = |path: &&String| path.starts_with(&format!("data/source/{MEETING}/"));
        tree.keys().filter(is_own).map(|path| (path.clone(), tree[path].clone())).collect()
    };
    assert!(own(&first) == own(&second) && own(&first).len() == 7, "{:?}", own(&first).keys());
    assert!(
        String::from_utf8_lossy(&second["data/site/vergaderingen/milieu-1/index.html"]).contains("Een andere naam")
    );
}

/// What a package holds depends on nothing but its meeting: neither on what comes later, nor on its own digest in the project.
#[test]
fn the_same_meeting_gives_the_same_bytes_beside_any_others() {
    let project = project();
    packed(&project, "een", &["milieu-1", "--wacz", "--date", "2025-01-01"]);
    let first = package(&project, "een/milieu-1");
    go_on(&project);
    // Without a date, it gets the one that is noted.
    packed(&project, "twee", &["milieu-1", "--wacz"]);
    assert!(package(&project, "twee/milieu-1") == first);
    assert_eq!(text(&project, &format!("{MEETING}/package.txt")).matches("sha512 ").count(), 1);
    // Made with another title, it is another package, which does not claim to be of that day.
    project.write("site.toml", format!("language = \"nl\"\n{}", SETTINGS.replace("Agenda’s", "Een andere naam")));
    packed(&project, "drie", &["milieu-1", "--wacz"]);
    let other = package(&project, "drie/milieu-1.v2");
    let claims =
        |tree: &Tree| tree.values().filter(|bytes| String::from_utf8_lossy(bytes).contains("2025-01-01")).count();
    assert!(claims(&first) > 10);
    assert_eq!(claims(&other), 0);
    // A meeting that was corrected is another one, too, and what was packed stays beside it.
    project.write("site.toml", format!("language = \"nl\"\n{SETTINGS}"));
    project.write(&format!("{MEETING}/stuk.txt"), "drie");
    let correction = ["seal", "milieu-1", "--correction", "Het stuk", "--date", "2024-07-01"];
    assert_eq!(voetnoot(&project, &correction).code, 0);
    packed(&project, "een", &["--all"]);
    assert!(package(&project, "een/milieu-1") == first);
    assert!(project.beside("een/milieu-1.v3").exists(), "the second one has had its name");
}

/// Wherever the program runs, what was sealed a moment ago can be packed: on a day that has begun there or in UTC.
#[test]
fn what_was_sealed_today_can_be_packed_anywhere() {
    for zone in ["Pacific/Kiritimati", "Etc/GMT+12"] {
        let project = project();
        let here = |name: &str, arguments: &[&str]| {
            let mut command = program();
            command.arg(name).args(arguments).arg("--root").arg(project.root()).env("TZ", zone);
            let run = run(command.spawn().expect("the program starts"));
            assert_eq!(run.code, 0, "{zone}: {}{}", run.stdout, run.stderr);
        };
        here("seal", &["milieu-0"]);
        here("archive", &["milieu-0", "--output", project.beside("kluis").to_str().unwrap()]);
        let info = fs::read_to_string(project.beside("kluis/milieu-0/bag-info.txt")).unwrap();
        let day = info.lines().find_map(|line| line.strip_prefix("Bagging-Date: ")).unwrap();
        let seal = text(&project, "content/meetings/milieu-0/seal.txt");
        let sealed = seal.lines().find_map(|line| line.strip_prefix("date ")).unwrap();
        assert!(day >= sealed, "{zone}: {day} {sealed}");
    }
}

#[test]
fn no_package_claims_to_be_older_than_what_was_sealed() {
    let project = project();
    let output = project.beside("kluis");
    let arguments = ["archive", "--all", "--date", "2024-05-02", "--output", output.to_str().unwrap()];
    let run = voetnoot(&project, &arguments);
    assert!(run.code == 2 && run.stderr.contains("was sealed on 2024-06-01"), "{}", run.stderr);
    assert!(!output.join("milieu-0").exists() && !output.join("milieu-1").exists());
}

/// The pages of a package, by path.
fn pages(package: &Tree) -> Vec<(&str, String)> {
    let is_page = |path: &str| path == "data/index.html" || path.starts_with("data/site/") && path.ends_with(".html");
    let pages = package.iter().filter(|(path, _)| is_page(path));
    pages.map(|(path, bytes)| (path.as_str(), String::from_utf8(bytes.clone()).unwrap())).collect()
}

/// The addresses that a page names.
fn links(html: &str) -> Vec<String> {
    let attributes = [" href=\"", " src=\"", " cite=\"", "; url="];
    let found = attributes.iter().flat_map(|attribute| html.split(attribute).skip(1));
    found.filter_map(|rest| Some(rest.split_once('"')?.0.replace("&amp;", "&"))).collect()
}

#[test]
fn every_link_leads_into_the_package_or_to_an_official_address() {
    let project = project();
    go_on(&project);
    packed(&project, "kluis", &["milieu-1", "--wacz"]);
    let files = package(&project, "kluis/milieu-1");
    let mut outside = Vec::new();
    for (page, html) in pages(&files) {
        for link in links(&html) {
            if link.starts_with("https://") {
                outside.push(link);
                continue;
            }
            let link = link.split('#').next().unwrap();
            let target = if link.is_empty() { page.to_owned() } else { resolved(page, link) };
            assert!(files.contains_key(&target), "{page}: {link}");
        }
        for later in ["milieu-2", "Latere raad", "over.md", "Nieuw"] {
            assert!(!html.contains(later), "{page} knows of {later}");
        }
    }
    outside.sort();
    outside.dedup();
    // What the agenda links to and is elsewhere keeps its name and its address.
    let agenda = &pages(&files).into_iter().find(|(path, _)| path.ends_with("milieu-1/index.html")).unwrap().1;
    for (link, words) in [
        ("https://agenda.example.nl/raad/vergaderingen/milieu-0/#lucht", "Lucht"),
        ("https://agenda.example.nl/raad/vergaderingen/milieu-0/", "de vorige"),
        ("../../dossiers/bodem/index.html", "Bodem"),
        ("../../kaart.svg", "een kaart"),
        ("https://agenda.example.nl/raad/over/", "over ons"),
        ("https://zoek.officielebekendmakingen.nl/kst-36000-1.html", "bron"),
    ] {
        assert!(agenda.contains(&format!("<a href=\"{link}\">{words}</a>")), "{link}: {agenda}");
    }
    for (path, said) in [
        ("dossiers/bodem/index.html", "Bodemrichtlijn"),
        ("bronnen/kst-32317-872.html", "https://zoek.officielebekendmakingen.nl/kst-32317-872.html"),
        ("bronnen/com-2024-173.html", "COM(2024) 173"),
        ("vergaderingen/milieu-1/versie-1/index.html", "steunt dit"),
        ("vergaderingen/milieu-1/versie-1/stuk.txt", "een"),
        ("schema/meeting.json", "\"$schema\""),
    ] {
        let file = files.get(&format!("data/site/{path}")).unwrap_or_else(|| panic!("{path}: {:?}", files.keys()));
        assert!(String::from_utf8_lossy(file).contains(said), "{path}");
    }
    assert!(!files.contains_key("data/site/dossiers/ander/index.html"), "{outside:?}");
}

fn resolved(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('?').next().unwrap().split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Runs commands in a folder of a package, as people type them, and gives what was said.
fn typed(folder: &Path, commands: &str) -> Run {
    // Not every machine has the tool that macOS has; what it does is the same.
    let commands =
        commands.replace("shasum -a ", "sha").replace("sha512 ", "sha512sum ").replace("sha256 ", "sha256sum ");
    let commands = commands.lines().map(|line| {
        if line.ends_with("sha256") || line.ends_with("sha512") { format!("{line}sum") } else { line.to_owned() }
    });
    let script = format!("set -o pipefail\n{}\n", commands.collect::<Vec<_>>().join("\n"));
    let mut command = Command::new("bash");
    command.arg("-c").arg(script).current_dir(folder).env("LC_ALL", "C").stdout(Stdio::piped()).stderr(Stdio::piped());
    run(command.spawn().expect("bash"))
}

/// The blocks of commands in a README, in order: for lists on three systems, for the seal on three systems, for a version.
fn blocks(readme: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for line in readme.lines() {
        match line.strip_prefix("    ") {
            Some(command) => blocks.last_mut().unwrap().push_str(&format!("{command}\n")),
            None if blocks.last().unwrap().is_empty() => {}
            None => blocks.push(String::new()),
        }
    }
    blocks.retain(|block| block.contains("sum ") || block.contains("shasum") || block.contains("Get-FileHash"));
    blocks
}

#[test]
fn a_package_says_how_everything_in_it_is_checked() {
    for (language, words) in
        [("nl", "HOE HET ZEGEL"), ("en", "THE SEAL"), ("sv", "FÖRSEGLINGEN"), ("da", "FORSEGLINGEN")]
    {
        let project = project_in(language);
        packed(&project, "kluis", &["--all", "--date", "2025-01-01"]);
        let folder = project.beside("kluis/milieu-1");
        let readme = fs::read_to_string(folder.join("README.txt")).unwrap();
        assert_eq!(readme, fs::read_to_string(folder.join("data/README.txt")).unwrap());
        assert!(readme.contains(words) && readme.contains("voetnoot/0.1.0") && readme.contains("2025"), "{readme}");
        assert!(!readme.contains('{') || readme.contains("ForEach-Object {"), "{readme}");
        let blocks = blocks(&readme);
        let [linux, macos, windows, seal_linux, seal_macos, seal_windows, version] = &blocks[..] else {
            panic!("{blocks:#?}")
        };
        assert!(windows.contains("Get-FileHash -Algorithm SHA512") && seal_windows.contains("`nversion 2`n"));
        let source = folder.join("data/source").join(MEETING);
        let digest = text(&project, &format!("{MEETING}/package.txt"));
        for (commands, inside, macos) in [
            (linux, &folder, false),
            (macos, &folder, true),
            (seal_linux, &source, false),
            (seal_macos, &source, false),
        ] {
            // Where all is well, `grep` finds nothing to say.
            let commands = if macos { commands.replace("OK$'", "OK$' || true") } else { commands.clone() };
            let done = typed(inside, &commands);
            assert_eq!(done.code, 0, "{commands}: {}{}", done.stdout, done.stderr);
            let last = done.stdout.lines().last().unwrap().split(' ').next().unwrap().to_owned();
            let known = if inside == &folder { &digest } else { &text(&project, &format!("{MEETING}/seal.txt")) };
            assert!(known.contains(&last), "{commands}: {last}");
        }
        assert_eq!(typed(&source.join("_versions/1"), version).code, 0);

        // Each finds what is wrong.
        let file = source.join("stuk.txt");
        fs::write(&file, "anders").unwrap();
        for (commands, inside) in [(linux, &folder), (seal_linux, &source), (seal_macos, &source)] {
            let commands = commands.lines().next().unwrap();
            assert_ne!(typed(inside, commands).code, 0, "{commands}");
        }
        assert!(typed(&folder, macos).stdout.contains("stuk.txt: FAILED"));
        let start = fs::read_to_string(folder.join("data/index.html")).unwrap();
        assert!(start.contains("<a href=\"README.txt\">"));
        let unsealed = fs::read_to_string(project.beside("kluis/milieu-0/README.txt")).unwrap();
        assert!(!unsealed.contains("seal.txt"), "{unsealed}");
    }
}

/// What the guide tells people to type in the folder of a meeting works in a package, attachments included.
#[test]
fn the_commands_of_the_guide_check_the_seal_in_a_package() {
    let project = project();
    packed(&project, "kluis", &["milieu-1"]);
    let source = project.beside("kluis/milieu-1/data/source").join(MEETING);
    for guide in [include_str!("../content/pages/gids/archief.md"), include_str!("../content/pages/guide/archive.md")] {
        let (_, rest) = guide.split_once("sed -n '/^version 2$/,$p' seal.txt").unwrap();
        let (lines, rest) = rest.split_once("```").unwrap();
        let done = typed(&source, &format!("sed -n '/^version 2$/,$p' seal.txt{lines}"));
        assert_eq!(done.code, 0, "{}", done.stderr);
        assert!(done.stdout.contains("agenda.md: OK\nstuk.txt: OK\n"), "{}", done.stdout);
        let digest = done.stdout.lines().last().unwrap().split(' ').next().unwrap();
        assert!(text(&project, &format!("{MEETING}/seal.txt")).contains(&format!("\nseal {digest}\n")));
        let (_, rest) = rest.split_once("```sh\n").unwrap();
        let done = typed(&source.join("_versions/1"), rest.split_once("```").unwrap().0);
        assert_eq!((done.code, done.stdout.as_str()), (0, "agenda.md: OK\nstuk.txt: OK\n"), "{}", done.stderr);
    }
}

/// Rewrites both lists, and the description of each file, so that all digests are those of what lies there now.
fn forge(package: &Path) {
    let script = r#"
import hashlib, os, re
digest = lambda path: hashlib.sha512(open(path, "rb").read()).hexdigest()
payload = sorted(os.path.join(at, name) for at, _, names in os.walk("data") for name in names)
for path in payload:
    about = "data/metadata/" + path[5:] + ".mdto.xml"
    if os.path.exists(about):
        text = open(about).read()
        text = re.sub(r"(<checksumWaarde>)[0-9a-f]+", lambda found: found.group(1) + digest(path), text)
        open(about, "w").write(re.sub(r"(<omvang>)[0-9]+", lambda found: found.group(1) + str(os.path.getsize(path)), text))
lines = lambda paths: "".join(f"{digest(path)}  {path}\n" for path in paths)
open("manifest-sha512.txt", "w").write(lines(payload))
size = f"{sum(map(os.path.getsize, payload))}.{len(payload)}"
info = open("bag-info.txt").read()
open("bag-info.txt", "w").write(re.sub(r"Payload-Oxum: .*", "Payload-Oxum: " + size, info))
open("tagmanifest-sha512.txt", "w").write(lines(["README.txt", "bag-info.txt", "bagit.txt", "manifest-sha512.txt"]))
"#;
    let done = Command::new("python3").args(["-c", script]).current_dir(package).status().expect("python3");
    assert!(done.success());
}

fn verified(path: &Path, arguments: &[&str]) -> Run {
    let mut command = program();
    run(command.arg("verify").args(arguments).arg(path).spawn().expect("the program starts"))
}

/// Who changes a source and all lists with it still has the seal inside to answer to.
#[test]
fn sources_are_compared_with_the_seal_inside() {
    let project = project();
    packed(&project, "kluis", &["milieu-1"]);
    let package = project.beside("kluis/milieu-1");
    let own = format!("data/source/{MEETING}");
    assert_eq!(verified(&package, &[]).code, 0);
    let whole = tree(&package);
    let restored = || {
        fs::remove_dir_all(&package).unwrap();
        for (path, bytes) in &whole {
            write(&package.join(path), bytes);
        }
    };
    for file in ["agenda.md", "stuk.txt", "_versions/1/agenda.md", "_versions/1/stuk.txt", "_versions/2/agenda.md"] {
        let path = package.join(&own).join(file);
        write(&path, [&fs::read(&path).unwrap()[..], b" "].concat());
        forge(&package);
        let found = verified(&package, &[]);
        let line = format!("{own}/{file}: not as sealed: its digest is another than the one that version");
        assert!(
            found.code == 1 && found.stdout.contains(&line) && found.stdout.lines().count() == 1,
            "{file}: {}",
            found.stdout
        );
        fs::remove_file(&path).unwrap();
        fs::remove_file(package.join(format!("data/metadata{}/{file}.mdto.xml", &own[4..]))).unwrap();
        forge(&package);
        let found = verified(&package, &[]);
        assert!(
            found.code == 1 && found.stdout.contains(&format!("{own}/{file}: missing: version")),
            "{file}: {}",
            found.stdout
        );
        restored();
    }
    // A seal that was rewritten at one place, with its copy or without.
    let seal = fs::read_to_string(package.join(&own).join("seal.txt")).unwrap();
    let published = package.join("data/site/vergaderingen/milieu-1/seal.txt");
    let other = seal.replace("reason Een woord", "reason Geen woord");
    write(&package.join(&own).join("seal.txt"), &other);
    forge(&package);
    let found = verified(&package, &[]);
    assert!(found.stdout.contains(&format!("{own}/seal.txt: not as sealed: line ")), "{}", found.stdout);
    assert!(found.stdout.contains("milieu-1/seal.txt: not as sealed: it is another seal than"), "{}", found.stdout);
    write(&published, &other);
    forge(&package);
    assert_eq!(verified(&package, &[]).code, 1);
    // Nor can the seal just go, or something join what it names.
    restored();
    fs::remove_file(package.join(&own).join("seal.txt")).unwrap();
    fs::remove_file(package.join(format!("data/metadata{}/seal.txt.mdto.xml", &own[4..]))).unwrap();
    fs::remove_file(&published).unwrap();
    forge(&package);
    assert!(verified(&package, &[]).stdout.contains("there are versions that it would have sealed"));
    restored();
    fs::rename(package.join(&own).join("stuk.txt"), package.join(&own).join("ander.txt")).unwrap();
    forge(&package);
    let found = verified(&package, &[]);
    assert!(found.stdout.contains("the seal does not name `ander.txt`"), "{}", found.stdout);
    restored();
    assert_eq!(verified(&package, &[]).code, 0);
}

#[test]
fn what_was_found_is_told_as_json_and_what_is_no_package_in_a_sentence() {
    let project = project();
    packed(&project, "kluis", &["milieu-1"]);
    let package = project.beside("kluis/milieu-1");
    let told = |path: &Path, arguments: &[&str]| -> (i32, serde_json::Value) {
        let run = verified(path, &[&["--json"], arguments].concat());
        assert_eq!(run.stderr, "");
        (run.code, serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stdout)))
    };
    let (code, sound) = told(&package, &[]);
    let sound = &sound["packages"][0];
    assert_eq!((code, &sound["sound"], sound["faults"].as_array().unwrap().len()), (0, &true.into(), 0));
    let digest = sound["digest"].as_str().unwrap().to_owned();
    assert!(
        text(&project, &format!("{MEETING}/package.txt")).contains(&digest) && sound["files"].as_u64().unwrap() > 50
    );
    assert_eq!(told(&package, &["--digest", &digest]).0, 0);
    let (code, other) = told(&package, &["--digest", &"0".repeat(128)]);
    assert_eq!((code, other["packages"][0]["faults"][0]["kind"].as_str()), (1, Some("changed")));
    fs::remove_file(package.join("data/index.html")).unwrap();
    let (code, wrong) = told(&package, &[]);
    let wrong = &wrong["packages"][0];
    assert_eq!(
        (code, &wrong["sound"], wrong["faults"][0]["path"].as_str()),
        (1, &false.into(), Some("data/index.html"))
    );

    // A folder of anything else, and one of packages.
    for folder in [project.root(), project.beside("kluis")] {
        let refused = verified(&folder, &[]);
        assert_eq!(
            (refused.code, refused.stdout.as_str(), refused.stderr.lines().count()),
            (2, "", 1),
            "{}",
            refused.stderr
        );
        assert!(refused.stderr.contains("is not a package"), "{}", refused.stderr);
        let (code, told) = told(&folder, &[]);
        assert!(code == 2 && told["packages"][0]["error"].as_str().unwrap().contains("is not a package"));
    }
    // The others are checked all the same.
    let both =
        program().arg("verify").arg(project.root()).arg(project.beside("kluis/milieu-1")).spawn().expect("it starts");
    let both = run(both);
    assert!(both.code == 2 && both.stdout.contains("index.html: missing"), "{}{}", both.stdout, both.stderr);
}
