//! `voetnoot publish` to folders, to another machine and to a branch: what is there afterwards, in between, and after a kill. What
//! needs a store is in `store.rs`; the order of steps has unit tests of its own.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::moving::absent;
use crate::project::{Project, Run, Tree, program, run, tree, write};
use crate::trial::{self, Fate, Turns};

/// Names that a shell or a program could take for something else.
const HOSTILE: [&str; 5] = ["-rf", "--delete", "$(touch pwned) 'q' &.txt", "[x]{a,b} é#%.txt", "- een ;weg.txt"];

fn page(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\n---\n\n{text}\n")
}

/// A file whose address is not recorded, so that it may go without a word.
const PICTURE: &str = "share.png";

/// A project that was built, with a record and these settings for publishing.
fn project(publish: &str) -> Project {
    let project = Project::new(&[
        ("content/pages/over.md", &page("Over", "Zie [weg](weg.md) en [blijft](blijft.md).")),
        ("content/pages/weg.md", &page("Weg", "Zie [over](over.md).")),
        ("content/pages/blijft.md", &page("Blijft", "Altijd hetzelfde.")),
        ("static/plek/share.png", "bestand\n"),
        ("static/map/share.png/share.png", "een\n"),
        ("addresses.txt", ""),
    ]);
    project.write("site.toml", format!("title = \"Proef\"\n\n[publish]\n{publish}"));
    for name in HOSTILE {
        project.write(&format!("static/vreemd/{name}/{PICTURE}"), name);
    }
    built(&project);
    project
}

fn built(project: &Project) {
    let built = project.build(&[]);
    assert_eq!(built.code, 0, "{}{}", built.stdout, built.stderr);
}

/// The next version of it, built: pages and files come, change, go, and become folders and back.
fn renew(project: &Project) {
    project.write("content/pages/over.md", page("Over", "Zie [nieuw](nieuw.md) en [blijft](blijft.md)."));
    project.remove("content/pages/weg.md");
    project.write("content/pages/nieuw.md", page("Nieuw", "Zie [over](over.md)."));
    project.remove("static/plek/share.png");
    fs::remove_dir_all(project.root().join("static/map/share.png")).unwrap();
    project.write("static/plek/share.png/share.png", "twee\n");
    project.write("static/map/share.png", "bestand\n");
    project.remove(&format!("static/vreemd/{}/{PICTURE}", HOSTILE[2]));
    project.remove(&format!("static/vreemd/{}/{PICTURE}", HOSTILE[3]));
    project.write(&format!("static/vreemd/{}/{PICTURE}", HOSTILE[0]), "anders");
    let settings = fs::read_to_string(project.root().join("site.toml")).unwrap();
    if !settings.contains("[gone]") {
        project.write("site.toml", settings + "\n[gone]\n\"/weg/\" = \"Opgeheven.\"\n");
    }
    built(project);
}

fn command(project: &Project, arguments: &[&str]) -> Command {
    let mut command = program();
    command.args(["publish", "--root"]).arg(project.root()).arg("--output").arg(project.output()).args(arguments);
    command
}

fn publish(project: &Project, arguments: &[&str]) -> Run {
    run(command(project, arguments).spawn().expect("the program starts"))
}

fn published(project: &Project, arguments: &[&str]) -> Run {
    let run = publish(project, arguments);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

/// The files of a target that readers see.
fn seen(target: &Path) -> Tree {
    let mut files = tree(target);
    files.retain(|path, _| !path.starts_with(".voetnoot/") && !path.starts_with(".git/"));
    files
}

fn assert_same(left: &Tree, right: &Tree) {
    let differs = |path: &&String| left.get(*path) != right.get(*path);
    let differing: Vec<&String> = left.keys().chain(right.keys()).filter(differs).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn a_folder_gets_the_site_and_then_only_what_changed() {
    let project = project("target = \"folder\"\nfolder = \"../www\"\naddress = \"https://agenda.example.nl\"\n");
    let target = project.beside("www");
    let told = published(&project, &["--dry-run"]);
    assert!(told.stdout.contains("+ over/index.html\n") && !target.exists(), "{}", told.stdout);
    let first = published(&project, &[]);
    assert!(first.stderr.contains("readers find it at https://agenda.example.nl/"), "{}", first.stderr);
    assert_same(&seen(&target), &project.built());
    fs::write(target.join("CNAME"), "agenda.example.nl").unwrap();
    let stamp = |path: &str| fs::metadata(target.join(path)).unwrap().modified().unwrap();
    let before = stamp("voetnoot.css");
    assert!(published(&project, &[]).stderr.contains("0 new, 0 changed, 0 removed"));

    project.write("content/pages/over.md", page("Over", "Zie [weg](weg.md), [blijft](blijft.md) en meer."));
    built(&project);
    let told = published(&project, &["--dry-run"]);
    assert!(told.stdout.contains("~ over/index.html\n") && !told.stdout.contains("blijft"), "{}", told.stdout);
    published(&project, &[]);
    renew(&project);
    published(&project, &[]);
    let mut files = seen(&target);
    assert!(files.remove("CNAME").is_some(), "what no publication put there stays");
    assert_same(&files, &project.built());
    assert_eq!(stamp("voetnoot.css"), before, "it was not touched");
    assert!(!target.join("vreemd").join(HOSTILE[2]).join(PICTURE).exists());
}

#[test]
fn what_stands_in_the_way_is_named_and_stays() {
    let project = project("target = \"folder\"\nfolder = \"../www\"\n");
    let target = project.beside("www");
    write(&target.join("over/index.html"), "van een ander");
    let refused = publish(&project, &[]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("over/index.html") && refused.stderr.contains("--force"), "{}", refused.stderr);
    let told = publish(&project, &["--dry-run"]);
    assert!(told.code == 2 && told.stderr == refused.stderr, "what is told is what would happen: {}", told.stderr);
    assert_eq!(seen(&target).len(), 1, "nothing was published");
    published(&project, &["--force"]);
    assert_same(&seen(&target), &project.built());

    // A link in the target leads nowhere that is written to.
    fs::remove_dir_all(target.join("blijft")).unwrap();
    fs::create_dir_all(project.beside("elders")).unwrap();
    symlink(project.beside("elders"), target.join("blijft")).unwrap();
    project.write("content/pages/blijft.md", page("Blijft", "Toch anders."));
    built(&project);
    assert_eq!(publish(&project, &[]).code, 2);
    assert_eq!(tree(&project.beside("elders")), Tree::new());
    for folder in ["../public", ".", "content"] {
        project
            .write("site.toml", format!("title = \"Proef\"\n[publish]\ntarget = \"folder\"\nfolder = \"{folder}\"\n"));
        built(&project);
        assert_eq!(publish(&project, &[]).code, 2, "{folder}");
    }
}

#[test]
fn only_what_the_project_builds_is_published() {
    let project = project("target = \"folder\"\nfolder = \"../www\"\n");
    let target = project.beside("www");
    // A new address that is not on record.
    project.write("content/pages/nieuw.md", page("Nieuw", "Tekst."));
    let refused = publish(&project, &[]);
    assert!(refused.code == 2 && refused.stderr.contains("/nieuw/"), "{}", refused.stderr);
    // A draft that another build put into the output.
    project.write("content/pages/nieuw.md", "---\ntitle: Nieuw\ndraft: true\n---\n\nGeheim.\n");
    assert_eq!(project.build(&["--drafts"]).code, 0);
    published(&project, &[]);
    assert!(!target.join("nieuw").exists());
    // A mistake.
    project.write("content/pages/nieuw.md", page("Nieuw", "[weg](niets.md)"));
    let mistaken = publish(&project, &[]);
    assert!(mistaken.code == 1 && mistaken.stderr.contains("nothing was published"), "{}", mistaken.stderr);
    project.remove("content/pages/nieuw.md");
    project.remove("addresses.txt");
    let refused = publish(&project, &[]);
    assert!(refused.code == 2 && refused.stderr.contains("addresses.txt"), "{}", refused.stderr);
    project.write("site.toml", "title = \"Proef\"\n");
    assert!(publish(&project, &[]).stderr.contains("[publish]"));
}

#[test]
fn a_publication_from_elsewhere_stops_it_until_somebody_read_the_list() {
    let settings = "target = \"folder\"\nfolder = \"../www\"\n";
    let one = project(settings);
    published(&one, &[]);
    let other = Project::copy_of(&one.root());
    let www = one.beside("www").display().to_string();
    other.write("site.toml", format!("title = \"Proef\"\n\n[publish]\n{}", settings.replace("../www", &www)));
    other.write("content/pages/elders.md", page("Elders", "Van elders."));
    built(&other);
    published(&other, &[]);
    project_changes(&one);
    for arguments in [&[][..], &["--dry-run"]] {
        let stopped = publish(&one, arguments);
        assert_eq!((stopped.code, stopped.stdout.as_str()), (1, "/elders/\n"), "{}", stopped.stderr);
        assert!(one.beside("www/elders/index.html").is_file());
    }
    published(&one, &["--force"]);
    assert_same(&seen(&one.beside("www")), &one.built());
}

fn project_changes(project: &Project) {
    project.write("content/pages/blijft.md", page("Blijft", "Net iets anders."));
    built(project);
}

#[test]
fn a_manifest_that_somebody_else_wrote_removes_nothing() {
    let project = project("target = \"folder\"\nfolder = \"../www\"\n");
    write(&project.beside("bewaar.txt"), "bewaar");
    published(&project, &[]);
    let manifest = project.beside("www/.voetnoot/publication.txt");
    let text = fs::read_to_string(&manifest).unwrap();
    for path in ["../bewaar.txt", "/etc/hostname", ".voetnoot/publishing"] {
        let line = format!("there 00000000000000000000000000000000 {path}\nrecord\n");
        fs::write(&manifest, text.replace("record\n", &line)).unwrap();
        assert_eq!(publish(&project, &[]).code, 2, "{path}");
        assert!(project.beside("bewaar.txt").is_file());
    }
}

#[test]
fn killed_at_any_moment_a_folder_has_whole_pages_and_the_next_run_goes_on() {
    killed(Turns::Every(29));
}

#[test]
#[ignore = "long: a minute"]
fn killed_at_every_single_moment_a_folder_has_whole_pages() {
    killed(Turns::All);
}

fn killed(turns: Turns) {
    let project = project("target = \"folder\"\nfolder = \"../www\"\n");
    published(&project, &[]);
    let (www, output) = (project.beside("www"), project.output());
    let (first, old) = (tree(&www), seen(&www));
    renew(&project);
    let (second, new) = (tree(&output), project.built());
    let both: Tree =
        old.iter().filter(|(path, _)| new.contains_key(*path)).map(|(p, b)| (p.clone(), b.clone())).collect();
    let place = |folder: &Path, files: &Tree| {
        fs::remove_dir_all(folder).unwrap();
        files.iter().for_each(|(path, bytes)| write(&folder.join(path), bytes));
    };
    let begin = || {
        place(&www, &first);
        place(&output, &second);
        command(&project, &[])
    };
    trial::each(Fate::Killed, turns, begin, |what, _| {
        let left = seen(&www);
        for (path, bytes) in left.iter().filter(|(path, _)| path.ends_with(".html")) {
            assert!([old.get(path), new.get(path)].contains(&Some(bytes)), "{what}: {path} is neither old nor new");
        }
        let missing = absent(&left, &both);
        assert!(missing.is_empty(), "{what}: {missing:?}");
        published(&project, &[]);
        assert_same(&seen(&www), &new);
        assert!(!www.join(".voetnoot/progress.txt").exists(), "{what}");
    });
}

/// What rsync takes for ssh: it runs the other side here, and notes what it was told.
fn remote_shell(project: &Project) -> PathBuf {
    let shell = project.beside("shell");
    write(&shell, "#!/bin/sh\necho \"$@\" >> \"$0.log\"\n[ \"$1\" = -l ] && shift 2\nshift\nexec \"$@\"\n");
    fs::set_permissions(&shell, fs::Permissions::from_mode(0o755)).unwrap();
    shell
}

#[test]
fn another_machine_gets_the_site_by_rsync() {
    let has_rsync = Command::new("rsync").arg("--version").stdout(Stdio::null()).status().is_ok_and(|s| s.success());
    let www = tempfile::tempdir().unwrap();
    let folder = www.path().join("een map; touch pwned");
    fs::create_dir_all(&folder).unwrap();
    let project =
        project(&format!("target = \"ssh\"\nserver = \"web@host.test\"\nfolder = \"{}\"\n", folder.display()));
    let shell = remote_shell(&project);
    let publish = |arguments: &[&str]| {
        let mut command = command(&project, arguments);
        run(command.env("RSYNC_RSH", &shell).spawn().expect("the program starts"))
    };
    if !has_rsync {
        let refused = publish(&[]);
        assert!(refused.code == 2 && refused.stderr.contains("`rsync` is not installed"), "{}", refused.stderr);
        assert!(std::env::var_os("VOETNOOT_CONVERTERS").is_none(), "rsync is missing");
        return;
    }
    let done = publish(&[]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_same(&seen(&folder), &project.built());
    write(&folder.join("van mij.txt"), "blijft");
    renew(&project);
    assert!(publish(&["--dry-run"]).stdout.contains("- vreemd/$(touch pwned)"));
    let done = publish(&[]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let mut files = seen(&folder);
    assert!(files.remove("van mij.txt").is_some());
    assert_same(&files, &project.built());
    assert!(!folder.join(".voetnoot/progress.txt").exists());
    assert!(
        !Path::new("pwned").exists() && !project.root().join("pwned").exists() && !www.path().join("pwned").exists()
    );
    let told = fs::read_to_string(project.beside("shell.log")).unwrap();
    assert!(!told.contains("touch"), "names go by the protocol, not through the shell: {told}");
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=t", "-c", "user.email=t@example.nl"]).args(arguments);
    let output = command.output().expect("git");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

/// What a commit holds, without the program's own.
fn committed(folder: &Path, commit: &str) -> Vec<String> {
    let listed = git(folder, &["ls-tree", "-r", "-z", "--name-only", commit]);
    let mut paths: Vec<String> = listed.split_terminator('\0').map(str::to_owned).collect();
    paths.retain(|path| !path.starts_with(".voetnoot/") && path != ".nojekyll");
    paths.sort();
    paths
}

#[test]
fn a_branch_gets_a_commit_and_nothing_else_changes() {
    let project = project("target = \"git\"\nbranch = \"gh-pages\"\n");
    let root = project.root();
    git(&root, &["init", "--quiet", "--initial-branch=main"]);
    git(&root, &["config", "core.autocrlf", "true"]);
    git(&root, &["add", "content"]);
    git(&root, &["commit", "--quiet", "-m", "bron"]);
    fs::write(root.join("los.txt"), "niet toegevoegd").unwrap();
    let (status, head) = (git(&root, &["status", "--porcelain"]), git(&root, &["rev-parse", "HEAD"]));
    published(&project, &[]);
    let first = git(&root, &["rev-parse", "gh-pages"]);
    let paths = |project: &Project| project.built().into_keys().collect::<Vec<String>>();
    assert_eq!(committed(&root, "gh-pages"), paths(&project));
    assert_eq!(git(&root, &["rev-list", "--count", "gh-pages"]), "1", "it has no history but its own");
    assert_eq!((git(&root, &["status", "--porcelain"]), git(&root, &["rev-parse", "HEAD"])), (status, head));
    assert!(published(&project, &[]).stderr.contains("0 new, 0 changed, 0 removed"));
    assert_eq!(git(&root, &["rev-parse", "gh-pages"]), first, "nothing changed, so there is no commit");

    // What somebody else put there stays.
    let tree = git(&root, &["worktree", "list"]);
    git(&root, &["worktree", "add", "--quiet", "../tak", "gh-pages"]);
    assert!(publish(&project, &[]).code == 2, "the branch is checked out: {tree}");
    write(&project.beside("tak/CNAME"), "agenda.example.nl");
    git(&project.beside("tak"), &["add", "CNAME"]);
    git(&project.beside("tak"), &["commit", "--quiet", "-m", "naam"]);
    git(&root, &["worktree", "remove", "--force", "../tak"]);
    renew(&project);
    published(&project, &[]);
    let mut expected = paths(&project);
    expected.push("CNAME".to_owned());
    expected.sort();
    assert_eq!(committed(&root, "gh-pages"), expected);
    assert_eq!(git(&root, &["rev-list", "--count", "gh-pages"]), "3");
}

#[test]
fn a_remote_gets_the_branch_and_whoever_pushed_in_between_is_not_overwritten() {
    let project = project("target = \"git\"\nbranch = \"www/site\"\nremote = \"origin\"\n");
    let (root, remote) = (project.root(), project.beside("remote.git"));
    git(&root, &["init", "--quiet", "--initial-branch=main"]);
    git(&project.beside(""), &["init", "--quiet", "--bare", "remote.git"]);
    git(&root, &["remote", "add", "origin", &remote.display().to_string()]);
    published(&project, &[]);
    assert_eq!(committed(&remote, "www/site"), project.built().into_keys().collect::<Vec<String>>());
    assert_eq!(git(&root, &["branch", "--list"]), "", "there is no branch here");

    // Just before the push, somebody else pushes: the hook is that moment.
    let other = git(
        &root,
        &[
            "commit-tree",
            "-m",
            "ander",
            "-p",
            &git(&remote, &["rev-parse", "www/site"]),
            &git(&remote, &["rev-parse", "www/site^{tree}"]),
        ],
    );
    let hook = root.join(".git/hooks/pre-push");
    let script = format!(
        "#!/bin/sh\nunset GIT_INDEX_FILE\n[ -e \"$0.done\" ] && exit 0\ntouch \"$0.done\"\ngit push --quiet origin {other}:refs/heads/www/site\n"
    );
    write(&hook, script);
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    project_changes(&project);
    let stopped = publish(&project, &[]);
    assert_eq!(stopped.code, 2, "{}", stopped.stderr);
    assert_eq!(git(&remote, &["rev-parse", "www/site"]), other);
    published(&project, &[]);
    assert_eq!(git(&remote, &["rev-parse", "www/site^"]), other);
}

#[test]
fn secrets_in_the_settings_are_refused_and_never_shown() {
    let secret = "wJalrXUtnFEMI-K7MDENG";
    for line in [
        format!("secret_access_key = \"{secret}\""),
        format!("AWS_SECRET_ACCESS_KEY = \"{secret}\""),
        format!("password = \"{secret}\""),
        format!("session-token = \"{secret}\""),
        format!("endpoint = \"https://sleutel:{secret}@s3.example.nl\""),
    ] {
        let project = Project::new(&[("addresses.txt", "")]);
        project.write("site.toml", format!("title = \"Proef\"\n[publish]\ntarget = \"s3\"\nbucket = \"b\"\n{line}\n"));
        for arguments in [&["--format", "human"][..], &["--format", "json"], &["--format", "sarif"]] {
            for run in [project.check(arguments), publish(&project, arguments)] {
                assert_eq!(run.code, 1, "{line}: {}", run.stderr);
                assert!(run.stdout.contains("secret-in-settings"), "{line}: {}", run.stdout);
                assert!(!run.stdout.contains(secret) && !run.stderr.contains(secret), "{line} is shown");
            }
        }
    }
}

#[test]
fn what_a_program_could_take_for_an_option_is_no_setting() {
    for line in [
        "target = \"ssh\"\nserver = \"-oProxyCommand=touch\"\nfolder = \"/srv\"",
        "target = \"ssh\"\nserver = \"host:/x;\"\nfolder = \"/srv\"",
        "target = \"ssh\"\nserver = \"host\"\nfolder = \":module\"",
        "target = \"git\"\nremote = \"ext::sh -c touch\"",
        "target = \"git\"\nremote = \"--upload-pack=touch\"",
        "target = \"git\"\nbranch = \"a..b\"",
        "target = \"git\"\nbranch = \"-d\"",
        "target = \"s3\"\nbucket = \"b\"\nendpoint = \"http://s3.example.nl\"",
        "target = \"s3\"\nbucket = \"b\"\nprefix = \"../a\"",
        "target = \"s3\"",
        "target = \"ssh\"\nfolder = \"/srv\"",
        "bucket = \"b\"",
    ] {
        let project = Project::new(&[("addresses.txt", "")]);
        project.write("site.toml", format!("title = \"Proef\"\n[publish]\n{line}\n"));
        assert_eq!(publish(&project, &[]).code, 1, "{line}");
    }
}
