//! A glance at a few files, and work that takes too long.
//!
//! Takes: small projects, edited between looks.
//! Gives: proof that a glance shows what changed at once and leaves the rest to the look that follows, and that a page
//! or file that takes too long becomes a diagnostic while everything else goes on.
//! Never: opens a port.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use tempfile::TempDir;

use super::{Preview, Shown};
use crate::diagnostic::Code;
use crate::failure::deadline::Deadline;
use crate::flow::memory::Memory;
use crate::flow::{self, Options, page_files};
use crate::view;

const FIRST: &str = "content/meetings/jbz-1/agenda.md";
const SECOND: &str = "content/meetings/jbz-2/agenda.md";

/// Two meetings.
struct SmallProject {
    folder: TempDir,
}

impl SmallProject {
    fn new() -> Self {
        let project = SmallProject { folder: tempfile::tempdir().unwrap() };
        project.write("site.toml", "title = \"Agenda’s\"\n");
        for path in [FIRST, SECOND] {
            let front = "title: Raad\nformation: jbz\nstart: 2024-01-13\nplace: Brussel";
            project.write(path, &format!("---\n{front}\n---\n\n## 1. Eerste punt\n\nZonder dossier.\n"));
        }
        project.write("content/pages/over.md", "---\ntitle: Over\n---\n\nTekst.\n");
        project
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn replace(&self, path: &str, from: &str, to: &str) {
        self.write(path, &self.read(path).replacen(from, to, 1));
    }
}

fn preview(project: &SmallProject) -> Preview {
    let mut preview = Preview::new(&project.root(), Options::default());
    assert!(preview.look().shown.is_some());
    preview
}

fn page(shown: &Shown, meeting: &str) -> String {
    let site = shown.site.as_ref().unwrap();
    let page = site.find(&format!("vergaderingen/{meeting}/")).unwrap();
    String::from_utf8(shown.page(page).bytes).unwrap()
}

#[test]
fn shows_the_files_that_it_is_told_of() {
    let project = SmallProject::new();
    let mut preview = preview(&project);
    project.replace(FIRST, "Zonder dossier", "Eerst gezien");
    project.replace(SECOND, "Zonder dossier", "Later gezien");
    let shown = preview.glance(&[project.path(FIRST)]).unwrap();
    assert!(page(&shown, "jbz-1").contains("Eerst gezien"));
    assert!(page(&shown, "jbz-2").contains("Zonder dossier"));
    let shown = preview.look().shown.expect("the other file changed too");
    assert!(page(&shown, "jbz-1").contains("Eerst gezien") && page(&shown, "jbz-2").contains("Later gezien"));
    assert!(preview.look().shown.is_none(), "nothing is left to see");
}

#[test]
fn checks_the_site_as_a_whole_once_its_pages_are_shown() {
    let project = SmallProject::new();
    let anchor = "/vergaderingen/jbz-1/ rules=2 #eerste-punt=00000001.00000002\n";
    project.write("addresses.txt", anchor);
    let mut preview = preview(&project);
    let lost = |shown: &Shown| shown.diagnostics.iter().filter(|d| d.code == Code::VanishedAnchor).count();
    assert_eq!(lost(&preview.shown), 0);
    for (from, to, before, after) in [("Eerste punt", "Hernoemd", 0, 1), ("Hernoemd", "Eerste punt", 1, 0)] {
        project.replace(FIRST, from, to);
        let shown = preview.glance(&[project.path(FIRST)]).unwrap();
        assert!(page(&shown, "jbz-1").contains(to) && !preview.is_settled());
        assert_eq!(lost(&shown), before, "it is not checked yet");
        assert!(!shown.changes.is_empty());
        let shown = preview.look().shown.expect("something else is wrong than was said");
        assert!(page(&shown, "jbz-1").contains(to) && preview.is_settled());
        assert_eq!(lost(&shown), after);
        assert!(!shown.changes.is_empty(), "the change is still the latest");
    }
    project.replace(FIRST, "Zonder dossier", "Zonder  dossier");
    assert!(preview.glance(&[project.path(FIRST)]).is_some());
    assert!(preview.look().shown.is_none() && preview.is_settled(), "it is as it was said to be");
}

#[test]
fn passes_over_what_an_editor_has_put_away_again() {
    let project = SmallProject::new();
    let mut preview = preview(&project);
    let text = project.read(FIRST).replace("Zonder dossier", "Hernoemd");
    let beside = project.path("content/meetings/jbz-1/.agenda.md.tmp");
    fs::write(&beside, text).unwrap();
    fs::rename(&beside, project.path(FIRST)).unwrap();
    let shown = preview.glance(&[beside, project.path(FIRST)]).unwrap();
    assert!(page(&shown, "jbz-1").contains("Hernoemd"));
}

#[test]
fn leaves_everything_else_to_a_look() {
    let project = SmallProject::new();
    let mut preview = preview(&project);
    assert!(preview.glance(&[]).is_none());
    assert!(preview.glance(&[project.path(FIRST)]).is_none(), "nothing changed");
    assert!(preview.glance(&[project.beside("elders.md")]).is_none(), "it is not of the project");
    assert!(preview.glance(&[project.path("content/meetings/jbz-1")]).is_none(), "it is a folder");
    project.write("content/dossiers/nieuw.md", "---\ntitle: Nieuw\n---\n");
    project.replace(FIRST, "Zonder dossier", "Anders");
    assert!(preview.glance(&[project.path("content/dossiers/nieuw.md"), project.path(FIRST)]).is_none(), "one is new");
    fs::remove_file(project.path(SECOND)).unwrap();
    assert!(preview.glance(&[project.path(SECOND)]).is_none(), "it is gone");
    assert!(preview.look().shown.is_none(), "it may come back");
    let again = || {
        std::thread::sleep(Duration::from_millis(50));
        preview.look().shown
    };
    let shown = std::iter::repeat_with(again).flatten().next().unwrap();
    assert!(page(&shown, "jbz-1").contains("Anders"));
    let site = shown.site.as_ref().unwrap();
    assert!(site.dossier("nieuw").is_some() && site.find("vergaderingen/jbz-2/").is_none());
}

#[test]
#[cfg(unix)]
fn follows_no_link() {
    let project = SmallProject::new();
    let mut preview = preview(&project);
    fs::write(project.beside("geheim.md"), project.read(FIRST).replace("Zonder dossier", "Geheim")).unwrap();
    fs::remove_file(project.path(FIRST)).unwrap();
    std::os::unix::fs::symlink(project.beside("geheim.md"), project.path(FIRST)).unwrap();
    assert!(preview.glance(&[project.path(FIRST)]).is_none());
}

/// Its pages would have more bytes than all disks together.
const ENDLESS: &str = "{% for a in range(end=10000) %}{% for b in range(end=10000) %}{% for c in range(end=10000) %}\
                       x{% endfor %}{% endfor %}{% endfor %}";

#[test]
fn a_file_that_takes_too_long_is_reported() {
    let project = SmallProject::new();
    let options = Options { time_limit: Some(Duration::ZERO), ..Options::default() };
    let found = flow::prepare(&project.root(), &options, &mut Memory::default()).diagnostics;
    let slow: Vec<_> = found.iter().filter(|d| d.code == Code::TakesTooLong).collect();
    let about = slow.iter().find(|d| &*d.path == "content/pages/over.md").expect("each file takes longer than no time");
    assert_eq!(about.message.to_string(), "reading this file takes too long");
    assert!(about.hint.is_some());
}

#[test]
fn a_page_that_takes_too_long_is_reported() {
    let project = SmallProject::new();
    project.write("templates/page.html", ENDLESS);
    let prepared = flow::prepare(&project.root(), &Options::default(), &mut Memory::default());
    let ready = prepared.ready.expect("nothing is wrong with the texts");
    let page = ready.site.find("over/").unwrap();
    let deadline = Deadline::after(Some(Duration::from_millis(50)));
    let found = page_files::files(&ready, page, view::ViewOptions::default(), deadline).unwrap_err();
    assert_eq!((found.code, &*found.path), (Code::TakesTooLong, "content/pages/over.md"));
}

#[test]
fn the_preview_says_so_and_shows_the_other_pages() {
    let project = SmallProject::new();
    project.write("templates/page.html", ENDLESS);
    let options = Options { time_limit: Some(Duration::from_secs(3)), ..Options::default() };
    let mut preview = Preview::new(&project.root(), options);
    let shown = preview.look().shown.unwrap();
    let page = |shown: &Shown, address: &str| {
        let page = shown.site.as_ref().unwrap().find(address).unwrap();
        (page, shown.page(page))
    };
    let (over, rendered) = page(&shown, "over/");
    assert!(!rendered.whole);
    let html = String::from_utf8(rendered.bytes).unwrap();
    assert!(html.contains("het maken van de pagina `/over/` duurt te lang"), "{html}");
    assert_eq!(shown.status(Some(over)).here.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::TakesTooLong]);
    assert!(page(&shown, "vergaderingen/jbz-1/").1.whole);

    project.write("templates/page.html", "<p>{{ page.title }}</p>");
    let shown = preview.look().shown.unwrap();
    assert!(page(&shown, "over/").1.whole, "the next edit mends it");
}
