//! The site of this repository, which holds the document that the grammar was made for in its own words, typing errors included.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use voetnoot::document::{Document, Place};
use voetnoot::flow::{self, Options};
use voetnoot::load::{self, Tree};
use voetnoot::memory::Memory;
use voetnoot::site::Site;

const AGENDA: &str = "content/meetings/jbz-2024-06-13/agenda.md";

fn site() -> (Arc<Site>, u32) {
    let prepared = flow::prepare(Path::new(env!("CARGO_MANIFEST_DIR")), &Options::default(), &mut Memory::default());
    assert_eq!(prepared.diagnostics, [], "every warning about the document is accepted, and nothing else is wrong");
    let site = prepared.ready.expect("the site can be built").site;
    let agenda = site.documents.iter().position(|document| &*document.source.path == AGENDA).expect("the agenda") as u32;
    (site, agenda)
}

#[test]
fn notes_that_share_a_source_meet_on_its_page() {
    let (site, agenda) = site();
    let references = &site.document(agenda).references;
    let shared: BTreeSet<Vec<u32>> = (0..site.sources.list.len() as u32)
        .map(|source| {
            let here = site.sources.citations(source).iter().filter(|citing| citing.document == agenda);
            let notes: BTreeSet<u32> = here
                .filter_map(|citing| match references[citing.reference as usize].place {
                    Place::Note(note) => Some(note + 1),
                    _ => None,
                })
                .collect();
            notes.into_iter().collect()
        })
        .filter(|notes: &Vec<u32>| notes.len() > 1)
        .collect();
    assert_eq!(shared, [vec![3, 22], vec![14, 22], vec![23, 34], vec![31, 32], vec![11, 12]].into());
}

#[test]
fn what_looks_mistaken_is_reported_at_its_note_and_left_as_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let parsed = flow::parse(load::load(root, &mut Tree::default()), &Options::default(), &mut Memory::default());
    let documents = parsed.ingredients.expect("the site has settings").documents;
    let agenda: &Document = documents.iter().find(|document| &*document.source.path == AGENDA).expect("the agenda");
    let note_at = |at: u32| agenda.notes.iter().position(|note| (note.span.start..note.span.end).contains(&at)).map_or(0, |note| note + 1);
    let reported: BTreeSet<(usize, &str)> = agenda
        .diagnostics
        .iter()
        .map(|diagnostic| (note_at(diagnostic.span.expect("a place").start), diagnostic.code.name()))
        .filter(|(_, code)| code.starts_with("reference-"))
        .collect();
    let expected = [
        (8, "reference-session-of-paper"),
        (12, "reference-other-form"),
        (17, "reference-session-of-paper"),
        (19, "reference-cut-off"),
        (22, "reference-spaced-number"),
        (31, "reference-session-of-paper"),
        (32, "reference-session-of-paper"),
        (32, "reference-two-descriptions"),
    ];
    assert_eq!(reported, expected.into());
    // Whether the site knows dossier 22 122 is for linking to say.
    let unregistered: Vec<&str> = agenda.unregistered.iter().map(|dossier| dossier.value.as_str()).collect();
    assert_eq!(unregistered, ["32317", "22112", "26643", "29517", "22122"]);
    let ids: Vec<&str> = agenda.references.iter().filter_map(|reference| reference.id.as_ref()).map(|id| id.as_str()).collect();
    assert_eq!(ids.iter().filter(|id| id.starts_with("kst-")).count(), 23);
    assert!(ids.contains(&"kst-22122-3596") && ids.contains(&"kst-32317-869"));
}
