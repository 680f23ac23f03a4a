//! Each way in which editors and other programs change files ends in the right site, without a restart.

use std::fs;
use std::io::Write;
use std::process::Command;
use std::time::Duration;

use super::project::{Project, agenda};
use super::watching::Watching;

const FIRST: &str = "content/meetings/jbz-1/agenda.md";

/// Starts watching a new project, does something to it, and waits for the right site.
fn ends_right(change: impl FnOnce(&Project)) {
    let project = Project::new();
    let mut watching = Watching::start(&project, &[]);
    change(&project);
    watching.settle(&project);
}

#[test]
fn written_in_place() {
    let project = Project::new();
    let mut watching = Watching::start(&project, &[]);
    project.replace(FIRST, "Zonder dossier", "Nog steeds zonder dossier");
    watching.settle(&project);
    let last = watching.rounds().pop().unwrap();
    assert_eq!(last.written, Some((2, 0)), "a word in one paragraph is on one page and in the data beside it");
}

#[test]
fn written_in_pieces() {
    ends_right(|project| {
        let text = project.read(FIRST).replace("Zonder dossier", "In stukjes");
        let mut file = fs::File::create(project.path(FIRST)).unwrap();
        for piece in text.as_bytes().chunks(97) {
            file.write_all(piece).unwrap();
            file.flush().unwrap();
            std::thread::sleep(Duration::from_millis(2));
        }
    });
}

#[test]
fn written_beside_and_renamed() {
    ends_right(|project| {
        let text = project.read(FIRST).replace("Zonder dossier", "Hernoemd");
        project.write("content/meetings/jbz-1/.agenda.md.tmp", &text);
        fs::rename(project.path("content/meetings/jbz-1/.agenda.md.tmp"), project.path(FIRST)).unwrap();
    });
}

#[test]
fn saved_by_vim() {
    ends_right(|project| {
        // A trial file, the old file renamed to a backup, the new one written under the old name, the backup removed.
        let folder = project.path("content/meetings/jbz-1");
        let text = project.read(FIRST).replace("Zonder dossier", "Uit vim");
        fs::write(folder.join("4913"), "").unwrap();
        fs::remove_file(folder.join("4913")).unwrap();
        fs::rename(folder.join("agenda.md"), folder.join("agenda.md~")).unwrap();
        fs::write(folder.join("agenda.md"), text).unwrap();
        fs::remove_file(folder.join("agenda.md~")).unwrap();
    });
}

#[test]
#[ignore = "long: it waits for seconds"]
fn a_file_is_renamed_and_deleted() {
    let project = Project::new();
    let mut watching = Watching::start(&project, &[]);
    fs::rename(project.path("content/pages/over.md"), project.path("content/pages/colofon.md")).unwrap();
    watching.settle(&project);
    fs::remove_file(project.path("content/pages/colofon.md")).unwrap();
    watching.settle(&project);
    assert!(!watching.output.join("colofon").exists(), "the folder of a page goes with it");
}

#[test]
#[ignore = "long: it waits for seconds"]
fn a_folder_is_renamed_and_written_to() {
    let project = Project::new();
    let mut watching = Watching::start(&project, &[]);
    fs::rename(project.path("content/meetings/jbz-5"), project.path("content/meetings/jbz-vijf")).unwrap();
    watching.settle(&project);
    project.replace("content/meetings/jbz-vijf/agenda.md", "Zonder dossier", "Onder een nieuwe naam");
    watching.settle(&project);
    fs::remove_dir_all(project.path("content/meetings/jbz-vijf")).unwrap();
    watching.settle(&project);
}

#[test]
#[ignore = "long: it waits for seconds"]
fn a_folder_full_of_files_comes_and_grows() {
    let project = Project::new();
    let mut watching = Watching::start(&project, &[]);
    for number in 0..40 {
        project.write(
            &format!("content/pages/map/diep/{number}/blad.md"),
            &format!("---\ntitle: Blad {number}\n---\n\nTekst.\n"),
        );
    }
    watching.settle(&project);
    for number in 0..40 {
        project.replace(&format!("content/pages/map/diep/{number}/blad.md"), "Tekst", "Andere tekst");
    }
    watching.settle(&project);
}

#[test]
#[ignore = "long: it waits for seconds"]
fn a_checkout_of_many_files_is_one_build() {
    let project = Project::new();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.fsync=none"];
        let done = Command::new("git").args(identity).args(arguments).current_dir(project.root()).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    for number in 0..120 {
        project.write(&format!("content/pages/blad-{number}.md"), &format!("---\ntitle: Blad {number}\n---\n\nOud.\n"));
    }
    project.write(".gitignore", "public\n");
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "oud"]);
    git(&["checkout", "-q", "-b", "nieuw"]);
    for number in 0..120 {
        project.replace(&format!("content/pages/blad-{number}.md"), "Oud", "Nieuw");
    }
    git(&["commit", "-q", "-a", "-m", "nieuw"]);
    git(&["checkout", "-q", "main"]);
    let mut watching = Watching::start(&project, &[]);
    std::thread::sleep(Duration::from_millis(500));
    let before = watching.rounds().len();
    git(&["checkout", "-q", "nieuw"]);
    watching.settle(&project);
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(watching.rounds().len() - before, 1, "all changes together are one build");
}

/// More happens than the system keeps events for, while the program cannot take any. What was lost is found all the
/// same, and what came in the meantime is watched from then on.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "long: it waits for seconds"]
fn more_events_than_the_queue_holds() {
    let queue: usize = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap().trim().parse().unwrap();
    let project = Project::new();
    let mut files = ["een", "twee"].map(|name| {
        project.write(&format!("static/{name}.txt"), "");
        fs::File::options().append(true).open(project.path(&format!("static/{name}.txt"))).unwrap()
    });
    let mut watching = Watching::start(&project, &[]);
    watching.signal("STOP");
    // Each write is an event, and events about two files in turn are not combined.
    for number in 0..=queue {
        files[number % 2].write_all(b".").unwrap();
    }
    let late = "content/meetings/jbz-9/agenda.md";
    project.write(late, &project.read(FIRST).replace("Zonder dossier", "Te laat gemeld"));
    watching.signal("CONT");
    watching.settle(&project);
    project.replace(late, "Te laat gemeld", "Weer gemeld");
    watching.settle(&project);
}

#[cfg(unix)]
#[test]
#[ignore = "long: it waits for seconds"]
fn a_symlinked_content_folder() {
    let project = Project::new();
    let elsewhere = project.beside("elders");
    fs::rename(project.path("content"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, project.path("content")).unwrap();
    let mut watching = Watching::start(&project, &[]);
    project.replace(FIRST, "Zonder dossier", "Langs een koppeling");
    watching.settle(&project);
    fs::write(elsewhere.join("pages/nieuw.md"), "---\ntitle: Nieuw\n---\n\nDaar geschreven.\n").unwrap();
    watching.settle(&project);
    // The folder that the link leads to is put back from a copy.
    fs::rename(&elsewhere, project.beside("weg")).unwrap();
    watching.settle(&project);
    fs::rename(project.beside("weg"), &elsewhere).unwrap();
    watching.settle(&project);
    fs::write(elsewhere.join("pages/nieuw.md"), "---\ntitle: Nieuw\n---\n\nOpnieuw geschreven.\n").unwrap();
    watching.settle(&project);
}

#[cfg(unix)]
#[test]
fn a_symlinked_file_and_folder_within_the_project() {
    let project = Project::new();
    project.write("delen/tekst.md", "---\ntitle: Gedeeld\n---\n\nEen.\n");
    project.write("delen/map/blad.md", "---\ntitle: Blad\n---\n\nEen.\n");
    std::os::unix::fs::symlink("../../delen/tekst.md", project.path("content/pages/gedeeld.md")).unwrap();
    std::os::unix::fs::symlink("../../delen/map", project.path("content/pages/map")).unwrap();
    let mut watching = Watching::start(&project, &[]);
    project.replace("delen/tekst.md", "Een", "Twee");
    watching.settle(&project);
    project.replace("delen/map/blad.md", "Een", "Twee");
    watching.settle(&project);
    fs::remove_file(project.path("content/pages/gedeeld.md")).unwrap();
    watching.settle(&project);
}

#[test]
#[ignore = "long: it waits for seconds"]
fn the_content_folder_is_deleted_and_made_again() {
    let project = Project::new();
    let mut watching = Watching::start(&project, &[]);
    fs::rename(project.path("content"), project.beside("weg")).unwrap();
    watching.settle(&project);
    fs::rename(project.beside("weg"), project.path("content")).unwrap();
    watching.settle(&project);
    project.replace(FIRST, "Zonder dossier", "Na de terugkeer");
    watching.settle(&project);
    fs::remove_dir_all(project.path("content")).unwrap();
    for number in 1..=3 {
        project.write(
            &format!("content/meetings/nieuw-{number}/agenda.md"),
            "---\ntitle: Nieuw\nformation: jbz\nstart: 2025-01-01\n---\n\n# I. Deel\n\n## 1. Punt\n\nTekst.\n",
        );
    }
    watching.settle(&project);
    project.replace("content/meetings/nieuw-2/agenda.md", "Tekst", "Andere tekst");
    watching.settle(&project);
}

#[test]
fn settings_templates_words_and_files() {
    let project = Project::new();
    let mut watching = Watching::start(&project, &[]);
    project.replace("site.toml", "Agenda’s", "Andere naam");
    watching.settle(&project);
    project.write(
        "templates/page.html",
        "{% extends \"base.html\" %}{% block content %}<h1>{{ heading }}</h1>{{ lead | safe }}{% endblock content %}",
    );
    watching.settle(&project);
    project.replace("templates/page.html", "<h1>", "<h1 class=\"groot\">");
    watching.settle(&project);
    fs::remove_file(project.path("templates/page.html")).unwrap();
    watching.settle(&project);
    project.write("static/eigen.css", "body { margin: 1rem }\n");
    watching.settle(&project);
    project.write("static/voetnoot.css", "body { color: red }\n");
    watching.settle(&project);
    fs::remove_file(project.path("static/voetnoot.css")).unwrap();
    watching.settle(&project);
    project.write("content/meetings/jbz-3/bijlage.pdf", "%PDF-1.4 langer dan eerst\n");
    watching.settle(&project);
}

#[test]
fn broken_and_mended() {
    let project = Project::new();
    let mut watching = Watching::start(&project, &[]);
    let breaks: [(&str, &str); 6] = [
        (FIRST, "---\ntitle: [\n---\n\nTekst.\n"),
        (FIRST, ""),
        ("site.toml", "title = \n"),
        ("templates/meeting.html", "{% if %}"),
        ("templates/meeting.html", "{{ bestaat.niet }}"),
        ("content/dossiers/drugs.md", "---\ntitle: Drugs\nonbekend: 1\n---\n\nZie [[nergens]].[^9]\n"),
    ];
    for (path, broken) in breaks {
        let before = fs::read(project.path(path)).ok();
        project.write(path, broken);
        watching.settle(&project);
        assert!(watching.rounds().last().unwrap().written.is_none(), "{path} should be an error");
        // While something is wrong, another file is changed and a page is removed.
        project.replace("content/meetings/jbz-4/agenda.md", "Zonder dossier", "Zonder enig dossier");
        watching.settle(&project);
        project.write("content/meetings/jbz-4/agenda.md", &agenda(4));
        match before {
            Some(before) => fs::write(project.path(path), before).unwrap(),
            None => fs::remove_file(project.path(path)).unwrap(),
        }
        watching.settle(&project);
        assert!(watching.rounds().last().unwrap().written.is_some(), "{path} should be mended");
    }
}

#[test]
fn what_goes_while_something_is_wrong_is_removed_when_it_is_mended() {
    let project = Project::new();
    let mut watching = Watching::start(&project, &[]);
    let good = project.read("site.toml");
    project.write("site.toml", "title = \n");
    watching.settle(&project);
    fs::remove_file(project.path("content/pages/over.md")).unwrap();
    watching.settle(&project);
    project.write("site.toml", &good);
    watching.settle(&project);
    assert!(!watching.output.join("over").exists());
}

#[test]
#[ignore = "long: it waits for seconds"]
fn by_polling() {
    let project = Project::new();
    let mut watching = Watching::start(&project, &["--poll"]);
    project.replace(FIRST, "Zonder dossier", "Zonder gebeurtenissen");
    watching.settle(&project);
    fs::remove_dir_all(project.path("content/meetings/jbz-5")).unwrap();
    watching.settle(&project);
}

#[test]
fn reading_and_touching_are_no_changes() {
    let project = Project::new();
    let watching = Watching::start(&project, &[]);
    std::thread::sleep(Duration::from_millis(400));
    let before = watching.rounds().len();
    for _ in 0..5 {
        let _ = super::project::tree(&project.path("content"));
        let text = project.read(FIRST);
        project.write(FIRST, &text);
        std::thread::sleep(Duration::from_millis(60));
    }
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(watching.rounds().len(), before, "a file that is read, or written as it was, makes no build");
}

#[test]
fn the_output_folder_is_removed_or_used_by_another_build() {
    let project = Project::new();
    let mut watching = Watching::start(&project, &[]);
    fs::remove_dir_all(&watching.output).unwrap();
    project.replace(FIRST, "Zonder dossier", "Na het wissen");
    watching.settle(&project);
    let other = Command::new(crate::project::program_path())
        .env("VOETNOOT_NO_CACHE", "1")
        .args(["build", "--drafts", "--root"])
        .arg(project.root())
        .output()
        .unwrap();
    assert!(other.status.success());
    project.replace(FIRST, "Na het wissen", "Na een andere bouw");
    watching.settle(&project);
    assert!(!watching.output.join("later").exists(), "the draft that the other build published is gone");
}
