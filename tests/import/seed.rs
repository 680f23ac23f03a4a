//! The real document that the importer was made for. It cannot be part of the repository: the test runs when `VOETNOOT_SEED` names it.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use voetnoot::import::{Imported, Options, import, load};

fn seed() -> Option<PathBuf> {
    let path = std::env::var_os("VOETNOOT_SEED").map(PathBuf::from);
    if path.is_none() {
        // That it is not there is said by `.ci/run`; whoever works on something else has it no more than a clone has.
        println!("left out: VOETNOOT_SEED does not name the seed document");
    }
    path
}

fn imported() -> Option<Imported> {
    let input = load::load(&seed()?, None).unwrap();
    Some(import(&input, &Options::default()))
}

/// The text of a note's definition.
fn note(markdown: &str, label: &str) -> String {
    let start = format!("[^{label}]: ");
    markdown.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_else(|| panic!("no note {label}")).to_string()
}

#[test]
fn structure() {
    let Some(imported) = imported() else { return };
    let report = &imported.report;
    assert_eq!(report.meeting.id, "jbz-2024-06-13");
    assert_eq!(
        (report.meeting.end.as_str(), report.meeting.place.as_str(), report.meeting.presidency.as_str()),
        ("2024-06-14", "Luxemburg", "België")
    );
    assert_eq!((report.letter_sections, report.signatories.len(), report.meeting.on_behalf_of.len()), (9, 3, 2));
    assert_eq!((report.parts, report.items, report.numbered_items, report.sub_items), (2, 23, 22, 17));
    assert_eq!(report.treatments, 31);
    assert_eq!((report.notes.found, report.notes.placed, report.notes.cut_off), (34, 34, 1));
    assert!(report.words.kept && report.words.source > 11_000, "{:?}", imported.notes);
}

#[test]
fn references_and_commitments() {
    let Some(imported) = imported() else { return };
    let report = &imported.report;
    // 23 whole ones and the one that a page break cut off.
    assert_eq!(report.references.by_form["kamerstuk"], 24);
    let due: Vec<_> =
        report.commitments.iter().map(|found| (found.due.map(|day| day.to_string()), found.line, found.item.as_str())).collect();
    let expected = [
        (Some("2024-06-10".to_string()), 324, "talentpoolverordening"),
        (None, 1003, "gemeenschappelijk-plan-voor-de-uitvoering-van-het-pact"),
        (None, 1616, "richtlijn-corruptiebestrijding"),
        (None, 1845, "eu-justice-scoreboard-2024"),
    ];
    assert_eq!(due, expected);
    assert!(imported.files[0].1.contains("    due: 2024-06-10\n    item: talentpoolverordening\n"));
}

#[test]
fn notes_stand_at_the_right_words() {
    let Some(imported) = imported() else { return };
    let markdown = &imported.files[0].1;
    let places = [
        "zou kunnen zijn.[^1] De",
        "starten.[^2] Het",
        "geïnformeerd.[^3] Op",
        "onderhandelingen.[^4] Het",
        "mensenhandelrichtlijn.[^5] Dit",
        "voorstel.[^6] Het",
        "te stellen.[^7] De",
        "voorstel.[^8] Het",
        "uiteengezet.[^9] Het",
        "gepubliceerd.[^10]\n",
        "Schengenrapport.[^11] Via",
        "rapport.[^12]\n",
        "Schengengebied.[^13]\n",
        "december jl.[^14]\n",
        "gedeeld[^15], in",
        "vastgesteld[^16], is",
        "verordening.[^17] Het",
        "materiaal.[^18] Volgens",
        "april jl.[^19]\n",
        "(wetgevings)proces.[^20] Het",
        "sabotage.[^21] Naar",
        "januari jl.[^22], is",
        "drugssmokkel.[^23] Het",
        "networks.[^24] Om",
        "december 2023.[^25] De",
        "dreigingslandschap.[^26] De",
        "verschenen.[^27] Het",
        "BNC-fiche.[^28] Het",
        "lidstaten.[^29] Beide",
        "Lissabon[^30] een",
        "voorstel.[^31] Op",
        "beantwoord.[^32] De",
        "voorstel.[^33] Ter",
        "drugssmokkel.[^34] Er",
    ];
    for (index, place) in places.iter().enumerate() {
        assert!(markdown.contains(place), "note {}: {place:?}", index + 1);
    }
    assert_eq!(places.len(), 34);
}

#[test]
fn notes_are_whole_as_far_as_the_source_is() {
    let Some(imported) = imported() else { return };
    let markdown = &imported.files[0].1;
    let ends = [
        ("1", "nr. 872."),
        ("18", "nr. 1047."),
        ("10", "observations-report>."),
        ("11", "CELEX%3A52024DC0173>"),
        ("19", "Diverse onderwerpen migratiebeleid"),
        ("24", "criminal-networks>"),
        ("26", "(europa.eu)"),
        ("29", "specifieke gebieden."),
    ];
    for (label, end) in ends {
        assert!(note(markdown, label).ends_with(end), "{label}: {}", note(markdown, label));
    }
    assert!(markdown.contains("onder andere via het aannemen van een aantal"));
    let cut_off: Vec<usize> = imported.notes.iter().filter(|finding| finding.code == "note-cut-off").map(|finding| finding.line).collect();
    assert_eq!(cut_off, [970]);
}

#[test]
fn hyphens_are_as_dutch_demands() {
    let Some(imported) = imported() else { return };
    let markdown = &imported.files[0].1;
    for words in [
        "de JBZ-Raad plaatsvindt",
        "EU-wetsvoorstellen",
        "niet-bestraffing",
        "non-discriminatoire",
        "Benelux-secretariaat",
        "risico-identificatie",
        "visum- en terugkeerbeleid",
        "EU-Werkingsverdrag",
        "2021-22 26 643",
    ] {
        assert!(markdown.contains(words), "{words}");
    }
}

#[test]
fn the_same_bytes_each_time_and_fast() {
    let Some(path) = seed() else { return };
    let input = load::load(&path, None).unwrap();
    let start = Instant::now();
    let first = import(&input, &Options::default());
    let elapsed = start.elapsed();
    assert_eq!(first.files, import(&input, &Options::default()).files);
    // Without optimisation it may take some ten times longer.
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 2_000 } else { 100 });
    assert!(elapsed < limit, "{elapsed:?}");
}
