//! Packages: what `archive` writes, and what `verify` finds after somebody has tampered with it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use sha2::{Digest, Sha512};
use tempfile::TempDir;
use voetnoot::Silent;
use voetnoot::archive::{self, Choice, Fault, FaultKind, PackOptions, Packed, Packing, Verification, Wacz, verify};
use voetnoot::diagnostic::{Code, Diagnostic};

/// A site with templates so small that every byte of a package can be tried.
const FILES: &[(&str, &str)] = &[
    ("addresses.txt", ""),
    (
        "site.toml",
        "title = \"Agenda’s\"\nbase_url = \"https://a.example/raad/\"\nlanguage = \"nl\"\n[formations]\njbz = \"JBZ\"\n[publisher]\nname = \"Ministerie\"\n",
    ),
    (
        "content/meetings/jbz-1/agenda.md",
        "---\ntitle: Raad\nformation: jbz\nstart: 2024-06-13\nend: 2024-06-14\npublished: 2024-06-06\n---\n\n## 1. Punt {dossier=d}\n\nTekst.[^1] Zie [bijlage](b%20%26.txt).\n\n[^1]: Noot.\n",
    ),
    ("content/meetings/jbz-1/b &.txt", "bijlage"),
    (
        "content/meetings/jbz-2/agenda.md",
        "---\ntitle: Latere raad\nformation: jbz\nstart: 2025-01-02\n---\n\n## 1. Punt\n\nTekst.\n",
    ),
    ("content/dossiers/d.md", "---\ntitle: Dossier\n---\n\nTekst.\n"),
    ("static/s.css", "p{background:url(\"i/dot.svg\")}"),
    ("static/i/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ("static/unused.txt", "no page needs this"),
    (
        "templates/meeting.html",
        "<!doctype html><title>{{ page.title }}</title><link rel=stylesheet href=\"{{ page.root }}s.css\"><a href=\"{{ page.home }}\">h</a>{{ lead | safe }}{% for d in divisions %}{{ d.html | safe }}{% for x in d.dossiers %}<a href=\"{{ x.href }}\">d</a>{% endfor %}{% endfor %}{% for n in notes %}<p id=\"noot-{{ n.number }}\"><a href=\"noot-{{ n.number }}.html\">n</a>{% endfor %}",
    ),
    ("templates/footnote.html", "<!doctype html><title>{{ page.title }}</title><a href=\"index.html\">t</a>"),
    ("templates/dossier.html", "<!doctype html><title>{{ page.title }}</title>{{ lead | safe }}"),
];

fn project(changed: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in FILES.iter().chain(changed) {
        let file = folder.path().join("project").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

fn pack_all(folder: &TempDir, output: &str, wacz: Wacz) -> (Vec<Packed>, Vec<Diagnostic>) {
    let (root, output) = (folder.path().join("project"), folder.path().join(output));
    let packing =
        Packing { options: PackOptions { wacz, ..PackOptions::default() }, ..Packing::new(root, output, Choice::All) };
    let archived = archive::pack(&packing, &Silent).unwrap();
    (archived.packages, archived.diagnostics.as_slice().to_vec())
}

/// A digest as manifests write it.
fn sha512(bytes: impl AsRef<[u8]>) -> String {
    data_encoding::HEXLOWER.encode(&Sha512::digest(bytes))
}

/// A sound package of the small site, and the folder that it is in.
fn a_package(wacz: Wacz) -> (TempDir, PathBuf) {
    let folder = project(&[]);
    let (packed, diagnostics) = pack_all(&folder, "out", wacz);
    assert_eq!((packed.len(), diagnostics), (2, Vec::new()));
    let package = folder.path().join("out/jbz-1");
    (folder, package)
}

fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn found(package: &Path) -> Vec<Fault> {
    verify(package).unwrap().faults
}

fn kinds(package: &Path) -> Vec<(String, FaultKind)> {
    found(package).into_iter().map(|f| (f.path, f.kind)).collect()
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = project(&[]);
    let (one, _) = pack_all(&folder, "one", Wacz::With);
    let (two, _) = pack_all(&folder, "two", Wacz::With);
    assert_eq!(one, two);
    let (one, two) = (tree(&folder.path().join("one/jbz-1")), tree(&folder.path().join("two/jbz-1")));
    assert!(one.len() > 15 && one == two);
}

#[test]
fn a_package_holds_what_its_pages_need_and_no_more() {
    let (_folder, package) = a_package(Wacz::Without);
    let files = tree(&package);
    let payload: Vec<&str> =
        files.keys().filter_map(|p| p.strip_prefix("data/")).filter(|p| !p.starts_with("metadata/")).collect();
    let meeting = "site/vergaderingen/jbz-1";
    let expected = [
        "README.txt".to_owned(),
        "index.html".to_owned(),
        "site/dossiers/d/index.html".to_owned(),
        "site/dossiers/d/index.json".to_owned(),
        "site/i/dot.svg".to_owned(),
        "site/s.css".to_owned(),
        "site/schema/dossier.json".to_owned(),
        "site/schema/meeting.json".to_owned(),
        format!("{meeting}/b &.txt"),
        format!("{meeting}/index.html"),
        format!("{meeting}/index.json"),
        format!("{meeting}/noot-1.html"),
        "source/content/meetings/jbz-1/agenda.md".to_owned(),
        "source/content/meetings/jbz-1/b &.txt".to_owned(),
        "source/site.toml".to_owned(),
        "source/static/i/dot.svg".to_owned(),
        "source/static/s.css".to_owned(),
        "source/templates/dossier.html".to_owned(),
        "source/templates/footnote.html".to_owned(),
        "source/templates/meeting.html".to_owned(),
    ];
    let (program, payload): (Vec<&str>, Vec<&str>) = payload.into_iter().partition(|path| path.starts_with("program/"));
    assert!(program.contains(&"program/templates/base.html") && program.contains(&"program/languages/nl.toml"));
    assert!(!program.contains(&"program/templates/meeting.html"), "the site has its own");
    assert_eq!(payload, expected);
    let page = String::from_utf8(files[&format!("data/{meeting}/index.html")].clone()).unwrap();
    assert!(
        page.contains("href=\"https://a.example/raad/\"") && page.contains("href=\"../../dossiers/d/index.html\""),
        "{page}"
    );
    assert!(page.contains("href=\"b%20%26.txt\"") || page.contains("href=\"b%20&amp;.txt\""), "{page}");
    let source = FILES.iter().find(|(path, _)| path.ends_with("jbz-1/agenda.md")).unwrap().1;
    assert_eq!(files["data/source/content/meetings/jbz-1/agenda.md"], source.as_bytes());
    let metadata = String::from_utf8(files["data/metadata/jbz-1.mdto.xml"].clone()).unwrap();
    assert!(metadata.contains("<dekkingInTijdEinddatum>2024-06-14</dekkingInTijdEinddatum>"), "{metadata}");
    let data: serde_json::Value = serde_json::from_slice(&files[&format!("data/{meeting}/index.json")]).unwrap();
    assert_eq!(data["title"], "Raad");
}

#[test]
fn a_page_that_needs_what_is_not_there_is_reported_and_not_packed() {
    let template = ("templates/footnote.html", "<!doctype html><title>x</title><img src=\"{{ page.root }}gone.png\">");
    let folder = project(&[template]);
    let (packed, diagnostics) = pack_all(&folder, "out", Wacz::Without);
    let ids: Vec<&str> = packed.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, ["jbz-2"]);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, Code::PackageLink);
    assert!(diagnostics[0].message.to_string().contains("`gone.png`"), "{}", diagnostics[0].message);
    assert!(!folder.path().join("out/jbz-1").exists());
}

#[test]
fn settings_that_packages_need_are_asked_for() {
    let folder = project(&[("site.toml", "title = \"A\"\n[formations]\njbz = \"JBZ\"\n")]);
    let (packed, diagnostics) = pack_all(&folder, "out", Wacz::Without);
    let messages: Vec<String> = diagnostics.iter().map(|d| d.message.to_string()).collect();
    assert_eq!(
        (packed, messages),
        (Vec::new(), ["`base_url` is missing", "`publisher` is missing"].map(str::to_owned).to_vec())
    );
}

/// Changes the bytes of a package one at a time. Gives how many were tried.
fn change_bytes(step: usize) -> usize {
    let (folder, _) = a_package(Wacz::Without);
    // The smaller of the two, since each byte costs a check of the whole package.
    let package = folder.path().join("out/jbz-2");
    assert_eq!(found(&package), Vec::new());
    let mut tried = 0;
    for (path, bytes) in tree(&package) {
        let file = package.join(&path);
        // What every package has alike is long, and no other bytes than these.
        let alike = ["program/", "schema/", "README.txt"].iter().any(|part| path.contains(part));
        let step = if alike { step.max(997) } else { step };
        for at in (tried % step..bytes.len()).step_by(step) {
            // Another letter, and now and then another case, in which a careless reader would see the same digest.
            let mut wrong = bytes.clone();
            wrong[at] ^= if at % 3 == 0 { 0x20 } else { 1 };
            fs::write(&file, &wrong).unwrap();
            assert!(found(&package).iter().any(|f| f.path == path || path.ends_with(".txt")), "{path}, byte {at}");
            tried += 1;
        }
        fs::write(&file, &bytes).unwrap();
    }
    assert_eq!(found(&package), Vec::new());
    tried
}

#[test]
fn bytes_cannot_change_unnoticed() {
    assert!(change_bytes(397) > 200);
}

#[test]
#[ignore = "long: some minutes"]
fn no_byte_can_change_unnoticed() {
    assert!(change_bytes(1) > 10_000);
}

#[test]
fn no_file_can_be_cut_extended_or_lost_unnoticed() {
    let (_folder, package) = a_package(Wacz::With);
    for (path, bytes) in tree(&package) {
        let file = package.join(&path);
        for length in [0, bytes.len() / 2, bytes.len() - 1] {
            fs::write(&file, &bytes[..length]).unwrap();
            let kinds = kinds(&package);
            assert!(kinds.iter().any(|(p, _)| *p == path), "{path} cut to {length}: {kinds:?}");
            if path.starts_with("data/") && !path.starts_with("data/metadata/") {
                assert_eq!(kinds, [(path.clone(), FaultKind::Truncated)], "{path}");
            }
        }
        fs::write(&file, [bytes.as_slice(), b"\n"].concat()).unwrap();
        assert!(!found(&package).is_empty(), "{path} extended");
        fs::remove_file(&file).unwrap();
        assert!(kinds(&package).contains(&(path.clone(), FaultKind::Missing)), "{path} removed");
        fs::write(&file, &bytes).unwrap();
    }
    assert_eq!(found(&package), Vec::new());
}

#[test]
fn no_file_can_be_added_renamed_or_swapped_unnoticed() {
    let (_folder, package) = a_package(Wacz::With);
    let files = tree(&package);
    let mut folders: Vec<PathBuf> = files.keys().map(|p| package.join(p).parent().unwrap().to_owned()).collect();
    folders.dedup();
    for folder in folders {
        let inner = |name: &str| folder.join(name).strip_prefix(&package).unwrap().to_str().unwrap().to_owned();
        fs::write(folder.join("new"), "").unwrap();
        assert_eq!(kinds(&package), [(inner("new"), FaultKind::Added)]);
        fs::remove_file(folder.join("new")).unwrap();
        fs::create_dir_all(folder.join("new")).unwrap();
        assert_eq!(kinds(&package), [(inner("new"), FaultKind::Added)]);
        fs::remove_dir(folder.join("new")).unwrap();
    }
    for path in files.keys().filter(|p| p.starts_with("data/")) {
        fs::rename(package.join(path), package.join("data/other")).unwrap();
        assert!(kinds(&package).contains(&("data/other".to_owned(), FaultKind::Renamed)), "{path}");
        fs::rename(package.join("data/other"), package.join(path)).unwrap();
    }
    let paths: Vec<&String> = files.keys().collect();
    for (index, one) in paths.iter().enumerate() {
        // Each with every third of those after it, so that a file has its turn with files of each kind.
        for other in paths[index + 1..].iter().step_by(3).filter(|other| files[**other] != files[*one]) {
            fs::write(package.join(one), &files[*other]).unwrap();
            fs::write(package.join(other), &files[*one]).unwrap();
            assert!(!found(&package).is_empty(), "{one} and {other}");
            fs::write(package.join(other), &files[*other]).unwrap();
        }
        fs::write(package.join(one), &files[*one]).unwrap();
    }
    assert_eq!(found(&package), Vec::new());
}

/// Rewrites both manifests so that the digests match what is there, as a forger who knows the format would.
fn forge(package: &Path) {
    let files = tree(package);
    let list = |keep: &dyn Fn(&str) -> bool| -> String {
        let line = |(path, bytes): (&String, &Vec<u8>)| format!("{}  {path}\n", sha512(bytes));
        files.iter().filter(|(path, _)| keep(path)).map(line).collect()
    };
    fs::write(package.join("manifest-sha512.txt"), list(&|p| p.starts_with("data/"))).unwrap();
    let files = tree(package);
    let tags = files.iter().filter(|(path, _)| !path.starts_with("data/") && *path != "tagmanifest-sha512.txt");
    let text: String = tags.map(|(path, bytes)| format!("{}  {path}\n", sha512(bytes))).collect();
    fs::write(package.join("tagmanifest-sha512.txt"), text).unwrap();
}

#[test]
fn a_forged_package_is_told_by_its_content_or_its_digest() {
    let (_folder, package) = a_package(Wacz::With);
    let sound = verify(&package).unwrap();
    let page = package.join("data/site/vergaderingen/jbz-1/noot-1.html");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("index.html", "gone.html#x")).unwrap();
    forge(&package);
    let found = found(&package);
    let kinds: Vec<FaultKind> = found.iter().map(|f| f.kind).collect();
    // The metadata of the page, the size that the bag declares, and the link to a page that is not there.
    assert_eq!(kinds, [FaultKind::Malformed, FaultKind::Malformed, FaultKind::BrokenLink], "{found:?}");
    assert_ne!(verify(&package).unwrap().digest, sound.digest);
}

#[test]
fn links_must_lead_somewhere() {
    let (_folder, package) = a_package(Wacz::Without);
    let page = package.join("data/site/vergaderingen/jbz-1/noot-1.html");
    let original = fs::read_to_string(&page).unwrap();
    for (link, why) in [
        ("index.html#gone", "its page has no `gone`"),
        ("../../../../x", "it leads out of the folder"),
        ("/index.html", "it begins at a root"),
        ("file:///etc/passwd", "its scheme"),
        ("./", "no such file"),
    ] {
        fs::write(&page, original.replace("index.html", link)).unwrap();
        forge(&package);
        let found = found(&package);
        assert!(found.iter().any(|f| f.kind == FaultKind::BrokenLink && f.what.contains(why)), "{link}: {found:?}");
    }
    fs::write(&page, original.replace("index.html", "index.html#noot-1")).unwrap();
    forge(&package);
    assert!(found(&package).iter().all(|f| f.kind != FaultKind::BrokenLink));
}

#[cfg(unix)]
#[test]
fn hostile_packages_are_refused() {
    let (folder, package) = a_package(Wacz::Without);
    let manifest = package.join("manifest-sha512.txt");
    let text = fs::read_to_string(&manifest).unwrap();
    let outside = folder.path().join("outside");
    fs::write(&outside, "secret").unwrap();
    let digest = sha512(b"secret");
    let first = text.lines().next().unwrap();
    for (line, why) in [
        (format!("{digest}  data/../../../outside"), "leads out of the package"),
        (format!("{digest}  {}", outside.display()), "leads out of the package"),
        (first.to_owned(), "is listed twice"),
        (format!("{digest}  bagit.txt"), "does not belong in this list"),
    ] {
        fs::write(&manifest, format!("{text}{line}\n")).unwrap();
        let found = found(&package);
        assert!(found.iter().any(|f| f.path == "manifest-sha512.txt" && f.what.contains(why)), "{line}: {found:?}");
    }
    fs::write(&manifest, &text).unwrap();
    let page = package.join("data/index.html");
    let bytes = fs::read(&page).unwrap();
    fs::remove_file(&page).unwrap();
    fs::write(folder.path().join("same"), &bytes).unwrap();
    std::os::unix::fs::symlink(folder.path().join("same"), &page).unwrap();
    assert!(kinds(&package).contains(&("data/index.html".to_owned(), FaultKind::Refused)), "a link to the same bytes");
    fs::remove_file(&page).unwrap();
    fs::write(&page, &bytes).unwrap();
    std::os::unix::fs::symlink("/", package.join("data/root")).unwrap();
    assert_eq!(kinds(&package), [("data/root".to_owned(), FaultKind::Refused)]);
    fs::remove_file(package.join("data/root")).unwrap();
    let info = package.join("bag-info.txt");
    let honest = fs::read_to_string(&info).unwrap();
    let size = honest.lines().find_map(|l| l.strip_prefix("Payload-Oxum: ")).unwrap();
    fs::write(&info, honest.replace(size, "18446744073709551616.99999999999999999999")).unwrap();
    forge(&package);
    assert!(
        found(&package).iter().any(|f| f.path == "bag-info.txt" && f.what.contains("it declares 18446744073709551616"))
    );
    assert!(verify(&folder.path().join("gone")).is_err());
}

fn verify_web(folder: &Path, bytes: &[u8]) -> Verification {
    let file = folder.join("x.wacz");
    fs::write(&file, bytes).unwrap();
    verify(&file).unwrap()
}

/// Changes the bytes of a WACZ file one at a time, and cuts the file there. Gives how many were tried.
fn change_web_bytes(step: usize) -> usize {
    let (folder, package) = a_package(Wacz::With);
    let bytes = fs::read(package.join("data/jbz-1.wacz")).unwrap();
    assert_eq!(verify_web(folder.path(), &bytes).faults, Vec::new());
    for at in (0..bytes.len()).step_by(step) {
        let mut wrong = bytes.clone();
        wrong[at] ^= 1;
        assert!(!verify_web(folder.path(), &wrong).faults.is_empty(), "byte {at} changed");
        assert!(!verify_web(folder.path(), &bytes[..at]).faults.is_empty(), "cut at byte {at}");
    }
    assert!(!verify_web(folder.path(), &[&bytes[..], b"x"].concat()).faults.is_empty(), "extended");
    assert!(!verify_web(folder.path(), &[b"x", &bytes[..]].concat()).faults.is_empty(), "with something before it");
    bytes.len() / step
}

#[test]
fn bytes_of_a_web_archive_cannot_change_unnoticed() {
    assert!(change_web_bytes(29) > 180);
}

#[test]
#[ignore = "long: a minute"]
fn no_byte_of_a_web_archive_can_change_unnoticed() {
    assert!(change_web_bytes(1) > 5_000);
}

#[test]
fn hostile_web_archives_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let pack = |names: &[&str]| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            zip.start_file(*name, stored).unwrap();
            zip.write_all(b"{}").unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let five = [
        "archive/data.warc.gz",
        "indexes/index.cdx",
        "pages/pages.jsonl",
        "datapackage.json",
        "datapackage-digest.json",
    ];
    let mut with_slip = five.to_vec();
    with_slip.push("../../outside");
    for (what, bytes) in
        [("a path that leads out", pack(&with_slip)), ("files that say nothing", pack(&five)), ("no file", Vec::new())]
    {
        assert!(!verify_web(folder.path(), &bytes).faults.is_empty(), "{what}");
    }
    // The second of two entries with one name hides behind the first; their names differ in the file until they are
    // patched.
    let mut twice = pack(&[
        "archive/data.warc.gz",
        "indexes/index.cdx",
        "indexes/index.cdy",
        "pages/pages.jsonl",
        "datapackage.json",
        "datapackage-digest.json",
    ]);
    while let Some(at) = twice.windows(9).position(|w| w == b"index.cdy") {
        twice[at + 8] = b'x';
    }
    assert!(!verify_web(folder.path(), &twice).faults.is_empty(), "two entries of one name");
    // An entry that claims 4 GB.
    let mut huge = pack(&five);
    let central = huge.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    huge[central + 20..central + 28].copy_from_slice(&[0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xfe]);
    assert!(!verify_web(folder.path(), &huge).faults.is_empty(), "a huge declared size");
}

/// Kills the program at many moments: at no place is there ever a part of a package.
#[test]
fn a_killed_run_leaves_whole_packages() {
    let folder = project(&[]);
    let agenda = folder.path().join("project/content/meetings/jbz-1/agenda.md");
    let original = fs::read_to_string(&agenda).unwrap();
    let out = folder.path().join("out");
    let run = || {
        let mut command = Command::new(crate::project::program_path());
        command.env("VOETNOOT_NO_CACHE", "1");
        command.args(["archive", "jbz-1", "--wacz", "--root"]).arg(folder.path().join("project"));
        command.arg("--output").arg(&out).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let packages = || -> Vec<PathBuf> {
        let all = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path());
        all.filter(|path| !path.ends_with(".voetnoot")).collect()
    };
    let started = std::time::Instant::now();
    assert!(run().status().unwrap().success());
    let longest = started.elapsed() + Duration::from_millis(5);
    for round in 0..24u32 {
        fs::write(&agenda, original.replace("Tekst.", &format!("Tekst {round}."))).unwrap();
        let mut child = run().spawn().unwrap();
        std::thread::sleep(longest * (round + 1) / 24);
        child.kill().unwrap();
        child.wait().unwrap();
        for package in packages() {
            assert_eq!(found(&package), Vec::new(), "round {round}: {}", package.display());
        }
    }
    assert!(run().status().unwrap().success());
    assert_eq!(fs::read_dir(out.join(".voetnoot")).unwrap().count(), 1, "nothing but the lock is left");
    let notes = fs::read_to_string(folder.path().join("project/content/meetings/jbz-1/package.txt")).unwrap();
    let last = packages()
        .iter()
        .map(|package| verify(package).unwrap().digest)
        .filter(|digest| notes.contains(digest.as_str()))
        .count();
    assert!(last > 0 && notes.matches("sha512 ").count() == last, "every package that is noted is there: {notes}");
}

#[test]
fn two_runs_take_turns() {
    let folder = project(&[]);
    let out = folder.path().join("out");
    fs::create_dir_all(out.join(".voetnoot")).unwrap();
    let lock = File::create(out.join(".voetnoot/lock")).unwrap();
    lock.lock().unwrap();
    let mut command = crate::project::program();
    command.args(["archive", "--all", "--root"]).arg(folder.path().join("project")).arg("--output").arg(&out);
    let mut child = command.spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    assert_eq!(said.next().unwrap().unwrap(), "another run is writing to this folder; waiting for it");
    assert!(!out.join("jbz-1").exists() && child.try_wait().unwrap().is_none());
    drop(lock);
    assert!(said.next().unwrap().unwrap().starts_with("2 packages in "));
    assert!(child.wait().unwrap().success());
    assert_eq!(found(&out.join("jbz-1")), Vec::new());
}
