//! A glance at a few files shows them at once; whatever else changed is left to the whole look that follows.

use std::fs;

use voetnoot::flow::Options;
use voetnoot::preview::{Preview, Shown};

use super::project::Project;

const FIRST: &str = "content/meetings/jbz-1/agenda.md";
const SECOND: &str = "content/meetings/jbz-2/agenda.md";

fn preview(project: &Project) -> Preview {
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
    let project = Project::new();
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
fn passes_over_what_an_editor_has_put_away_again() {
    let project = Project::new();
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
    let project = Project::new();
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
    let shown = preview.look().shown.unwrap();
    assert!(page(&shown, "jbz-1").contains("Anders"));
    let site = shown.site.as_ref().unwrap();
    assert!(site.dossier("nieuw").is_some() && site.find("vergaderingen/jbz-2/").is_none());
}

#[test]
#[cfg(unix)]
fn follows_no_link() {
    let project = Project::new();
    let mut preview = preview(&project);
    fs::write(project.beside("geheim.md"), project.read(FIRST).replace("Zonder dossier", "Geheim")).unwrap();
    fs::remove_file(project.path(FIRST)).unwrap();
    std::os::unix::fs::symlink(project.beside("geheim.md"), project.path(FIRST)).unwrap();
    assert!(preview.glance(&[project.path(FIRST)]).is_none());
}
