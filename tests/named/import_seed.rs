//! The real document that the importer was made for. It cannot be part of the repository: the tests run when `VOETNOOT_SEED` names it.

use std::time::{Duration, Instant};

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::import_case::{Imported, builds, import};
use crate::input::{Input, seed, trial};

pub fn trials() -> Vec<Trial> {
    let tests: [(&str, fn()); 7] = [
        ("structure", structure),
        ("references_and_commitments", references_and_commitments),
        ("notes_stand_at_the_right_words", notes_stand_at_the_right_words),
        ("notes_are_whole_as_far_as_the_source_is", notes_are_whole_as_far_as_the_source_is),
        ("hyphens_are_as_dutch_demands", hyphens_are_as_dutch_demands),
        ("the_same_bytes_each_time_and_fast", the_same_bytes_each_time_and_fast),
        ("what_it_gives_builds", || builds(&imported())),
    ];
    tests.map(|(name, test)| trial(format!("import::seed::{name}"), &[Input::Seed], test)).into()
}

fn imported() -> Imported {
    import(&seed()).expect("the seed can be read")
}

/// The text of the definition of a note.
fn note(markdown: &str, label: &str) -> String {
    let start = format!("[^{label}]: ");
    markdown.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_else(|| panic!("no note {label}")).to_string()
}

fn structure() {
    let Imported { report, .. } = imported();
    let meeting = &report["meeting"];
    assert_eq!(
        [&meeting["id"], &meeting["end"], &meeting["place"], &meeting["presidency"]],
        ["jbz-2024-06-13", "2024-06-14", "Luxemburg", "België"]
    );
    let lengths = [&report["signatories"], &meeting["on_behalf_of"]].map(|list| list.as_array().map(Vec::len));
    assert_eq!((&report["letter_sections"], lengths), (&json!(9), [Some(3), Some(2)]));
    let counts = ["parts", "items", "numbered_items", "sub_items", "treatments"].map(|name| report[name].as_u64());
    assert_eq!(counts, [2, 23, 22, 17, 31].map(Some));
    assert_eq!(report["notes"], json!({"found": 34, "placed": 34, "cut_off": 1}));
    let words = &report["words"];
    assert!(words["kept"] == true && words["source"].as_u64() > Some(11_000), "{report:#}");
}

fn references_and_commitments() {
    let Imported { report, agenda, .. } = imported();
    // 23 complete ones, and the one that a page break cut off.
    assert_eq!(report["references"]["by_form"]["kamerstuk"], 24);
    let due = |found: &Value| json!([found["due"], found["line"], found["item"]]);
    let due: Vec<Value> = report["commitments"].as_array().expect("a list").iter().map(due).collect();
    let expected = json!([
        ["2024-06-10", 324, "talentpoolverordening"],
        [null, 1003, "gemeenschappelijk-plan-voor-de-uitvoering-van-het-pact"],
        [null, 1616, "richtlijn-corruptiebestrijding"],
        [null, 1845, "eu-justice-scoreboard-2024"]
    ]);
    assert_eq!(json!(due), expected);
    assert!(agenda.contains("    due: 2024-06-10\n    item: talentpoolverordening\n"));
}

fn notes_stand_at_the_right_words() {
    let Imported { agenda, .. } = imported();
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
        assert!(agenda.contains(place), "note {}: {place:?}", index + 1);
    }
    assert_eq!(places.len(), 34);
}

fn notes_are_whole_as_far_as_the_source_is() {
    let Imported { report, agenda, .. } = imported();
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
        assert!(note(&agenda, label).ends_with(end), "{label}: {}", note(&agenda, label));
    }
    assert!(agenda.contains("onder andere via het aannemen van een aantal"));
    let questions = report["open_questions"].as_array().expect("a list");
    let cut_off = questions.iter().filter(|finding| finding["code"] == "note-cut-off").map(|finding| &finding["line"]);
    assert_eq!(cut_off.collect::<Vec<_>>(), [970]);
}

fn hyphens_are_as_dutch_demands() {
    let Imported { agenda, .. } = imported();
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
        assert!(agenda.contains(words), "{words}");
    }
}

fn the_same_bytes_each_time_and_fast() {
    let start = Instant::now();
    let first = imported();
    let elapsed = start.elapsed();
    let second = imported();
    assert_eq!((first.agenda, first.json), (second.agenda, second.json));
    // Without optimisation it may take about ten times as long.
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 2_000 } else { 200 });
    assert!(elapsed < limit, "{elapsed:?}");
}
