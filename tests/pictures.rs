//! The pictures with which pages are shared, and how pages name them.

use std::io::Cursor;

use crate::project::Project;

const AGENDA: &str = "---\ntitle: Raad <Justitie> & \"Zaken\"\nformation: jbz\nstart: 2024-06-13\nplace: Luxemburg\n---\n\n# Agenda\n\n\
                      ## 1. Grenzen {dossier=schengen}\n\nEen zin.[^1]\n\n[^1]: Een noot.\n";
const DOSSIER: &str = "---\ntitle: Schengen\n---\n\nOver de grenzen.\n";
const SITE: &str = "title = \"Proef\"\nbase_url = \"https://agenda.example.nl/raad/\"\n";
const MEETING: &str = "vergaderingen/jbz-2024-06-13/";

fn site(settings: &str) -> Project {
    let project = Project::new(&[
        ("content/meetings/jbz-2024-06-13/agenda.md", AGENDA),
        ("content/dossiers/schengen.md", DOSSIER),
        ("content/pages/over.md", "---\ntitle: Over\n---\n\nEen bladzijde.\n"),
    ]);
    project.write("site.toml", settings);
    project
}

fn built(project: &Project) -> crate::project::Tree {
    let run = project.build(&[]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    project.built()
}

/// The value that a page gives for a property.
fn property<'a>(page: &'a [u8], name: &str) -> Option<&'a str> {
    let page = std::str::from_utf8(page).unwrap();
    let from = page.find(&format!("<meta property=\"{name}\" content=\""))?;
    page[from..].split('"').nth(3)
}

/// Width, height and pixels.
fn picture(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    (reader.info().width, reader.info().height, pixels)
}

#[test]
fn meetings_dossiers_and_the_site_have_a_picture_each() {
    let built = built(&site(SITE));
    let paths = ["share.png", "dossiers/schengen/share.png", "vergaderingen/jbz-2024-06-13/share.png"];
    let pictures = paths.map(|path| picture(&built[path]));
    for (width, height, pixels) in &pictures {
        assert_eq!((*width, *height), (1200, 630));
        assert!(pixels.iter().any(|pixel| *pixel != 0), "something is on it");
    }
    assert!(pictures[0] != pictures[1] && pictures[1] != pictures[2]);
    assert_eq!(built.keys().filter(|path| path.ends_with("share.png")).count(), 3);

    let base = "https://agenda.example.nl/raad/";
    let named = |page: &str| property(&built[page], "og:image").unwrap().strip_prefix(base).unwrap();
    assert_eq!(named("index.html"), "share.png");
    assert_eq!(named("over/index.html"), "share.png");
    assert_eq!(named("dossiers/index.html"), "share.png");
    assert_eq!(named("dossiers/schengen/index.html"), paths[1]);
    assert_eq!(named(&format!("{MEETING}index.html")), paths[2]);
    assert_eq!(named(&format!("{MEETING}noot-1.html")), paths[2]);
    let meeting = &built[&format!("{MEETING}index.html")];
    assert_eq!(property(meeting, "og:image:width"), Some("1200"));
    assert_eq!(property(meeting, "og:image:height"), Some("630"));
    let alt = "JBZ · Geannoteerde agenda | Raad &lt;Justitie&gt; &amp; &quot;Zaken&quot; | 13 juni 2024, Luxemburg";
    assert_eq!(property(meeting, "og:image:alt"), Some(alt));
}

#[test]
fn two_builds_draw_the_same_bytes() {
    assert_eq!(built(&site(SITE))["dossiers/schengen/share.png"], built(&site(SITE))["dossiers/schengen/share.png"]);
}

#[test]
fn without_an_address_of_the_site_there_is_none() {
    let built = built(&site("title = \"Proef\"\n"));
    assert!(!built.keys().any(|path| path.ends_with(".png")));
    assert_eq!(property(&built["index.html"], "og:image"), None);
}

#[test]
fn a_site_can_have_one_for_all_in_its_own_colour() {
    let one = built(&site(&format!("{SITE}[share]\npictures = false\ncolor = \"#154273\"\n")));
    assert_eq!(one.keys().filter(|path| path.ends_with("share.png")).count(), 1);
    let named = property(&one["dossiers/schengen/index.html"], "og:image");
    assert_eq!(named, Some("https://agenda.example.nl/raad/share.png"));
    assert_ne!(one["share.png"], built(&site(SITE))["share.png"]);
}

#[test]
fn a_file_of_the_site_comes_in_its_place() {
    let project = site(SITE);
    project.write("content/meetings/jbz-2024-06-13/share.png", "eigen");
    project.write("static/dossiers/schengen/share.png", "ook eigen");
    let built = built(&project);
    assert_eq!(built[&format!("{MEETING}share.png")], b"eigen");
    assert_eq!(built["dossiers/schengen/share.png"], b"ook eigen");
    let note = &built[&format!("{MEETING}noot-1.html")];
    assert!(property(note, "og:image").is_some_and(|url| url.ends_with("/jbz-2024-06-13/share.png")));
    assert_eq!(property(note, "og:image:width"), None, "nobody knows the size of that file");
}
