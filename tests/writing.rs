//! What a build does to the output folder and, above all, what it leaves alone.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;
use std::time::SystemTime;

use voetnoot::diagnostic::Strictness;
use voetnoot::{IncrementalBuild, Options, Silent};

use crate::project::{Project, tree, write};

const OVER: &str = "---\ntitle: Over\n---\n\nEen bladzijde.\n";
const WRONG: &str = "---\ntitle: Fout\n---\n\nEen noot.[^1]\n";

fn site() -> Project {
    let project = Project::new(&[("content/pages/over.md", OVER), ("static/eigen.txt", "eigen\n")]);
    let run = project.build(&[]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    project
}

fn stamp(path: &Path) -> (u64, SystemTime) {
    let metadata = fs::symlink_metadata(path).unwrap();
    (metadata.ino(), metadata.modified().unwrap())
}

#[test]
fn only_what_changed_is_touched() {
    let project = site();
    // The search index also has a new word; `search.rs` looks at which of its files change.
    let files: Vec<_> = project.built().into_keys().filter(|path| !path.starts_with("zoeken/index/")).collect();
    let stamps = || -> Vec<_> { files.iter().map(|path| stamp(&project.output().join(path))).collect() };
    let before = stamps();
    let run = project.build(&[]);
    assert!(run.stderr.contains("0 files written"), "{}", run.stderr);
    assert_eq!(before, stamps());

    project.write("content/pages/over.md", OVER.replace("Een", "Geen"));
    let run = project.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let changed: Vec<_> = files
        .iter()
        .zip(before.iter().zip(stamps()))
        .filter(|(_, (a, b))| *a != b)
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(changed, ["over/index.html"]);
}

#[test]
fn what_is_no_longer_made_goes_and_what_is_strange_stays() {
    let project = site();
    let strange = ["vreemd.html", "over/vreemd.txt", "leeg/vreemd.txt"].map(|path| project.output().join(path));
    strange.iter().for_each(|path| write(path, "vreemd"));
    project.remove("content/pages/over.md");
    project.remove("static/eigen.txt");
    project.write("content/pages/ander/blad.md", OVER);
    assert_eq!(project.build(&[]).code, 0);
    let built = project.built();
    assert!(
        !built.contains_key("over/index.html")
            && !built.contains_key("eigen.txt")
            && built.contains_key("ander/blad/index.html")
    );
    strange.iter().for_each(|path| assert_eq!(fs::read_to_string(path).unwrap(), "vreemd"));

    project.remove("content/pages/ander/blad.md");
    assert_eq!(project.build(&[]).code, 0);
    assert!(!project.output().join("ander").exists(), "empty folders go too");
}

/// Without its list of files, a build cannot know what is its own, and removes nothing.
#[test]
fn a_lost_list_of_files_loses_nothing() {
    let project = site();
    fs::remove_dir_all(project.output().join(".voetnoot")).unwrap();
    assert_eq!(project.build(&[]).code, 0, "the same bytes are no quarrel");
    fs::remove_dir_all(project.output().join(".voetnoot")).unwrap();
    project.write("content/pages/over.md", OVER.replace("Een", "Geen"));
    let before = project.built();
    let run = project.build(&[]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("was not made by a build"), "{}", run.stderr);
    assert_eq!(before, project.built());
}

#[test]
fn a_list_of_files_that_names_others_removes_none() {
    let project = site();
    write(&project.beside("buiten.txt"), "buiten");
    let list = project.output().join(".voetnoot/files");
    let outside = project.beside("buiten.txt").display().to_string();
    write(
        &list,
        format!(
            "{}../buiten.txt\n{outside}\nover/../../buiten.txt\n.voetnoot/../../buiten.txt\n",
            fs::read_to_string(&list).unwrap()
        ),
    );
    project.remove("content/pages/over.md");
    assert_eq!(project.build(&[]).code, 0);
    assert!(Path::new(&outside).exists());
}

#[test]
fn a_build_with_mistakes_leaves_the_site_as_it_was() {
    let project = site();
    let before = tree(&project.output());
    project.write("content/pages/fout.md", WRONG);
    let run = project.build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("nothing was written"), "{}", run.stderr);
    assert_eq!(before, tree(&project.output()));

    project.remove("content/pages/fout.md");
    project.write("templates/page.html", "{{ wat }}");
    assert_eq!(project.build(&[]).code, 1);
    assert_eq!(before, tree(&project.output()));
}

/// A file that is in the way is found before the first page is moved.
#[test]
fn a_build_that_cannot_be_finished_is_not_begun() {
    for stray in ["nieuw", "nieuw.html/vreemd.txt", "nieuw/index.html"] {
        let project = site();
        write(&project.output().join(stray), "vreemd");
        let before = project.built();
        project.write("content/pages/over.md", OVER.replace("Een", "Geen"));
        project.write("content/pages/nieuw.md", OVER.replace("title: Over", "title: Nieuw\naliases: /nieuw.html"));
        let run = project.build(&[]);
        assert_eq!(run.code, 2, "{stray}: {}", run.stderr);
        assert!(run.stderr.contains("nieuw"), "{}", run.stderr);
        assert_eq!(before, project.built(), "{stray}");
    }
}

/// What stops a build is asked for once, and a failure in between does not change it.
#[test]
fn a_strict_build_is_strict_after_a_failure() {
    let project = site();
    let options = Options { strictness: Strictness::Warnings, ..Options::default() };
    let mut building = IncrementalBuild::new(project.root(), project.output(), options);
    assert!(building.build(&Silent).unwrap().files.is_some());

    write(&project.output().join("nieuw"), "vreemd");
    project.write("content/pages/nieuw.md", OVER.replace("title: Over", "title: Nieuw"));
    building.build(&Silent).unwrap_err();
    fs::remove_file(project.output().join("nieuw")).unwrap();
    project.write("content/pages/nieuw.md", OVER.replace("title: Over", "title: Nieuw").replace("Een", "TODO een"));
    let built = building.build(&Silent).unwrap();
    assert!(!built.diagnostics.has_errors() && built.files.is_none(), "{:?}", built.diagnostics.as_slice());

    project.write("content/pages/nieuw.md", OVER.replace("title: Over", "title: Nieuw"));
    assert!(building.build(&Silent).unwrap().files.is_some());
}

/// A disk that takes no more leaves the site as it was.
#[test]
fn a_failing_disk_leaves_the_site_as_it_was() {
    let project = site();
    let before = project.built();
    project.write("content/pages/over.md", OVER.replace("Een", "Geen"));
    project.write("content/pages/lang.md", OVER.to_owned() + &"woord ".repeat(100_000));
    // With this limit, and no signal for it, writing more than 100 blocks of a file fails as on a full disk.
    let mut shell = std::process::Command::new("sh");
    let script = "trap '' XFSZ; ulimit -f 100; exec \"$0\" build --root \"$1\" --output \"$2\"";
    shell.env("VOETNOOT_NO_CACHE", "1");
    shell.args(["-c", script, crate::project::program_path()]).arg(project.root()).arg(project.output());
    let output = shell.output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("error: kan `lang/index.html` niet schrijven"), "{said}");
    assert_eq!(before, project.built());
    assert_eq!(project.build(&[]).code, 0);
}

#[test]
fn a_page_becomes_a_folder_and_back() {
    let project = Project::new(&[("static/plek", "bestand\n"), ("content/pages/over.md", OVER)]);
    assert_eq!(project.build(&[]).code, 0);
    let first = project.built();
    project.remove("static/plek");
    project.write("static/plek/in/een/map.txt", "map\n");
    assert_eq!(project.build(&[]).code, 0);
    assert_eq!(project.built()["plek/in/een/map.txt"], b"map\n");
    fs::remove_dir_all(project.root().join("static/plek")).unwrap();
    project.write("static/plek", "bestand\n");
    assert_eq!(project.build(&[]).code, 0);
    assert_eq!(first, project.built());
}

#[test]
fn symbolic_links_in_the_output_are_not_followed() {
    let project = site();
    let outside = project.beside("buiten");
    write(&outside.join("index.html"), "buiten");
    write(&project.beside("doel.txt"), "buiten");

    // A folder of the site is a link to another folder.
    fs::remove_dir_all(project.output().join("over")).unwrap();
    symlink(&outside, project.output().join("over")).unwrap();
    let run = project.build(&[]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("is a symbolic link"), "{}", run.stderr);
    fs::remove_file(project.output().join("over")).unwrap();

    // A page is a link to another file: the link is replaced, not the file it points at.
    assert_eq!(project.build(&[]).code, 0);
    fs::remove_file(project.output().join("over/index.html")).unwrap();
    symlink(project.beside("doel.txt"), project.output().join("over/index.html")).unwrap();
    assert_eq!(project.build(&[]).code, 0);

    // What the program keeps for itself is a link.
    for own in ["lock", "files.new", "stage", "files"] {
        let own = project.output().join(".voetnoot").join(own);
        let _ = fs::remove_file(&own);
        symlink(project.beside("doel.txt"), &own).unwrap();
        project.write("content/pages/over.md", OVER.replace("Een", &own.display().to_string()));
        project.build(&[]);
        let _ = fs::remove_file(&own);
        assert_eq!(fs::read_to_string(project.beside("doel.txt")).unwrap(), "buiten", "{}", own.display());
    }
    fs::remove_dir_all(project.output().join(".voetnoot")).unwrap();
    symlink(&outside, project.output().join(".voetnoot")).unwrap();
    assert_eq!(project.build(&[]).code, 2);

    assert_eq!(fs::read_to_string(project.beside("doel.txt")).unwrap(), "buiten");
    assert_eq!(tree(&outside).into_iter().collect::<Vec<_>>(), [("index.html".to_owned(), b"buiten".to_vec())]);
}

#[test]
fn folders_that_are_no_output_are_refused() {
    let project = site();
    let before = tree(&project.root());
    for output in [
        ".",
        "content",
        "content/pages",
        "static/x",
        "templates",
        "languages/deep/er",
        "..",
        "/",
        "site.toml",
        "site.toml/x",
    ] {
        let output = project.root().join(output);
        let run = project.build_into(&output);
        assert_eq!(run.code, 2, "{}: {}", output.display(), run.stderr);
        assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
    }
    symlink(project.root().join("content"), project.beside("omweg")).unwrap();
    assert_eq!(project.build_into(&project.beside("omweg")).code, 2);
    assert_eq!(before, tree(&project.root()));
}

#[test]
fn a_symbolic_link_to_the_output_folder_is_the_output_folder() {
    let project = site();
    fs::rename(project.output(), project.beside("elders")).unwrap();
    symlink(project.beside("elders"), project.output()).unwrap();
    project.write("content/pages/over.md", OVER.replace("Een", "Geen"));
    assert_eq!(project.build(&[]).code, 0);
    assert!(fs::read_to_string(project.beside("elders/over/index.html")).unwrap().contains("Geen"));
}

#[test]
fn check_writes_nothing() {
    let project = Project::new(&[("content/pages/over.md", OVER)]);
    let before = tree(project.root().parent().unwrap());
    assert_eq!(project.check(&[]).code, 0);
    project.write("content/pages/fout.md", WRONG);
    assert_eq!(project.check(&[]).code, 1);
    project.remove("content/pages/fout.md");
    assert_eq!(before, tree(project.root().parent().unwrap()));
}

/// Two builds of one project are the same to the byte, whatever folder they go into.
#[test]
fn two_builds_are_the_same() {
    let project = Project::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/timeline/in"));
    assert_eq!(project.build(&[]).code, 0);
    let other = project.beside("elders");
    assert_eq!(project.build_into(&other).code, 0);
    assert_eq!(tree(&project.output()), tree(&other));
}

/// What somebody keeps in a folder does not become part of a site.
#[test]
fn a_folder_that_no_build_made_is_refused() {
    let project = site();
    let folder = project.beside("thuis");
    write(&folder.join("brief.txt"), "Van iemand.");
    let run = project.build_into(&folder);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`brief.txt`") && run.stderr.contains("--output"), "{}", run.stderr);
    assert_eq!(tree(&folder).len(), 1);
    // What a repository keeps there does not count, and where a build has been, others may put files.
    fs::rename(folder.join("brief.txt"), folder.join(".gitkeep")).unwrap();
    assert_eq!(project.build_into(&folder).code, 0);
    write(&folder.join("brief.txt"), "Van iemand.");
    assert_eq!(project.build_into(&folder).code, 0);
    assert!(folder.join("brief.txt").is_file());
}

/// Pages have the links of texts as well; a site with templates of its own has all links of its pages checked.
#[test]
fn a_place_that_is_missing_is_told_once_where_it_is_typed() {
    let project = Project::new(&[
        ("content/pages/een.md", "---\ntitle: Een\n---\n\nTekst.\n"),
        ("content/pages/twee.md", "---\ntitle: Twee\n---\n\nZie [daar](een.md#nergens).\n"),
        (
            "templates/not-found.html",
            "{% extends \"base.html\" %}{% block content %}<h1>Weg</h1>{% endblock content %}",
        ),
    ]);
    let run = project.check(&["--format", "short"]);
    let told: Vec<&str> = run.stdout.lines().filter(|line| line.contains("[broken-anchor]")).collect();
    assert!(matches!(told[..], [line] if line.starts_with("content/pages/twee.md:5:5: ")), "{told:?}");
}
