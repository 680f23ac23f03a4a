//! What is reported of references, what is suggested, and what is left in peace.

use reference::{
    CalendarDay, FoundReference, Id, Lint, LintCode, LintContext, RecognisedText, Registry, antecedents, link_mismatch,
    lint, recognise,
};

fn registry() -> Registry {
    Registry::builder().dossier("32317").dossier("22112").dossier("21501-02").dossier("36600-VI").build()
}

/// Lints notes numbered from 1, each with the sentence that cites it, in a document of 6 June 2024.
fn lint_described(notes: &[(&str, &str)]) -> Vec<Lint> {
    let registry = registry();
    let found: Vec<Vec<FoundReference>> = notes.iter().map(|(note, _)| recognise(note, &registry)).collect();
    let passages: Vec<RecognisedText<'_>> = (1..)
        .zip(notes)
        .zip(&found)
        .map(|((number, (text, described)), references)| RecognisedText {
            text,
            note: Some(number),
            references,
            description: Some(described).filter(|words| !words.is_empty()).copied(),
        })
        .collect();
    lint(&passages, &LintContext { registry: &registry, date: Some(CalendarDay { year: 2024, month: 6, day: 6 }) })
}

fn lint_notes(notes: &[&str]) -> Vec<Lint> {
    lint_described(&notes.iter().map(|note| (*note, "")).collect::<Vec<_>>())
}

/// The codes with what was suggested, in order.
fn codes(lints: &[Lint]) -> Vec<(LintCode, Option<&str>)> {
    lints.iter().map(|lint| (lint.code, lint.did_you_mean.as_deref())).collect()
}

#[test]
fn a_dossier_one_slip_away_from_a_known_one_is_reported() {
    for (typed, meant) in [("22 122", "22 112"), ("21 212", "22 112"), ("32371", "32 317"), ("36 600 IV", "36 600 VI")]
    {
        let note = format!("Kamerstukken II 2023/24, {typed}, nr. 5");
        assert_eq!(codes(&lint_notes(&[&note])), [(LintCode::UnknownDossier, Some(meant))], "{typed}");
    }
}

#[test]
fn known_dossiers_and_distant_ones_are_left_in_peace() {
    let notes = [
        "Kamerstukken II 2023/24, 22 112, nr. 5",
        "Kamerstukken II 2023/24, 21 501-02, nr. 2700",
        "Kamerstukken II 2023/24, 29 754, nr. 700",
    ];
    assert_eq!(lint_notes(&notes), []);
}

#[test]
fn a_dossier_that_the_document_cites_often_counts_as_known() {
    let notes = ["Kamerstukken II 2023/24, 29 754, nrs. 700, 701 en 702", "Kamerstukken II 2023/24, 29 745, nr. 703"];
    assert_eq!(codes(&lint_notes(&notes)), [(LintCode::UnknownDossier, Some("29 754"))]);
}

#[test]
fn odd_spaces_are_reported_and_the_number_is_still_read() {
    let lints = lint_notes(&["Zie Kamerstukken II 2023-24, 3 2317, nr. 869."]);
    assert_eq!(codes(&lints), [(LintCode::SpacedNumber, Some("32 317"))]);
    assert_eq!(lints[0].span, 29..35);
    assert_eq!(lints[0].message, "the dossier number '3 2317' has a space at an odd place");
}

#[test]
fn a_session_has_to_fit_itself_the_document_and_the_paper() {
    let fiche = "Op 8 september 2023 is het BNC-fiche verzonden";
    let cases = [
        ("Kamerstukken II 2022-2024, 32 317, nr. 5", "", Some((LintCode::SessionYears, Some("2022/23")))),
        ("Kamerstukken II 2024-25, 32 317, nr. 5", "", Some((LintCode::SessionAfterDocument, None))),
        ("Kamerstukken II 2023-24, 32 317, nr. 5", fiche, Some((LintCode::SessionOfPaper, Some("2022/23")))),
        ("Kamerstukken II 2022-23, 32 317, nr. 5", fiche, None),
        ("Kamerstukken II 2023-24, 32 317, nr. 5", "De Raad van 8 september 2023 sprak hierover", None),
    ];
    for (note, described, expected) in cases {
        let lints = lint_described(&[(note, described)]);
        assert_eq!(codes(&lints), expected.into_iter().collect::<Vec<_>>(), "{note} / {described}");
    }
}

#[test]
fn sessions_rise_with_the_numbers_of_a_dossier() {
    let lints = lint_notes(&[
        "Kamerstukken II 2023-24, 22 112, nr. 3700",
        "Kamerstukken II 2022-23, 22 112, nr. 3800",
        "Kamerstukken II 2023-24, 22 112, nr. 3900",
        "Kamerstukken II 2022-23, 32 317, nr. 800",
    ]);
    assert_eq!(codes(&lints), [(LintCode::SessionOrder, None)]);
    assert_eq!((lints[0].passage, lints[0].related.as_ref().map(|related| related.passage)), (1, Some(0)));
}

#[test]
fn one_year_out_of_order_is_reported_once_and_where_it_stands() {
    let lints = lint_notes(&[
        "Kamerstukken II 2023-24, 22 112, nr. 3900",
        "Kamerstukken II 2023-24, 22 112, nr. 3500",
        "Kamerstukken II 2022-23, 22 112, nr. 3600",
        "Kamerstukken II 2022-23, 22 112, nr. 3700",
    ]);
    assert_eq!(codes(&lints), [(LintCode::SessionOrder, None)]);
    assert_eq!((lints[0].passage, lints[0].related.as_ref().map(|related| related.passage)), (1, Some(2)));
    assert_eq!(
        lints[0].message,
        "nr. 3500 is cited from session 2023/24, but the higher nr. 3600 from the earlier 2022/23"
    );
}

#[test]
fn one_paper_with_two_descriptions_is_reported() {
    let paper = "Kamerstukken II 2022-23, 22 112, nr. 3717";
    let lints = lint_described(&[
        (paper, "De Kamer is met een BNC-fiche bericht"),
        (paper, "Op 12 juli 2023 zijn de vragen bij het BNC-fiche beantwoord"),
        (paper, ""),
    ]);
    assert_eq!(codes(&lints), [(LintCode::TwoDescriptions, None)]);
    assert_eq!(lints[0].passage, 1);
}

#[test]
fn a_citation_without_its_number_is_reported_as_cut_off() {
    for note in ["Kamerstukken II, 2023-2024, Verslag van de bijeenkomst", "Kamerstukken II 2023-24, 32 317, nr."] {
        assert_eq!(codes(&lint_notes(&[note])), [(LintCode::CutOff, None)], "{note}");
    }
}

#[test]
fn notes_that_cite_one_source_in_two_forms_are_reported() {
    let lints = lint_notes(&[
        "Zie https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:52024DC0173",
        "COM(2024) 173",
        "COM(2024)173",
        "COM(2024) 174",
    ]);
    assert_eq!(codes(&lints), [(LintCode::OtherForm, None), (LintCode::OtherForm, None)]);
    assert_eq!(lints[0].message, "note 1 cites the same source, COM:2024:173, in another form");
}

#[test]
fn references_within_the_document_have_to_lead_somewhere() {
    let lints = lint_notes(&["Zie noot 2.", "Zie noot 9.", "Ibid."]);
    assert_eq!(codes(&lints), [(LintCode::UnknownNote, None), (LintCode::NoAntecedent, None)]);
}

#[test]
fn ibid_stands_for_the_single_source_before_it() {
    let registry = registry();
    let notes = [
        "COM(2024) 173",
        "Ibid.",
        "Ibid., p. 3",
        "COM(2024) 174 en COM(2024) 175",
        "Ibid.",
        "Zie 22 112, nr. 5; ibid., p. 3",
    ];
    let found: Vec<Vec<FoundReference>> = notes.iter().map(|note| recognise(note, &registry)).collect();
    let passages: Vec<RecognisedText<'_>> = (1..)
        .zip(notes)
        .zip(&found)
        .map(|((number, text), references)| RecognisedText { text, note: Some(number), references, description: None })
        .collect();
    let stands_for: Vec<(usize, Option<&str>)> =
        antecedents(&passages).into_iter().map(|found| (found.passage + 1, found.source.map(Id::as_str))).collect();
    let com = Some("COM:2024:173");
    assert_eq!(stands_for, [(2, com), (3, com), (5, None), (6, Some("kst-22112-5"))]);
}

#[test]
fn the_words_of_a_link_and_its_address_name_one_source() {
    let id = |text| Id::from_canonical(text).expect("canonical");
    let registry = Registry::builder().equivalence(&[id("COM:2022:732"), id("2022/0426(COD)")]).build();
    let mismatch = |words: &str, address: &str| {
        link_mismatch(&recognise(words, &registry), &recognise(address, &registry), &registry).map(|lint| lint.code)
    };
    let celex = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:52022PC0732";
    assert_eq!(mismatch("COM(2022) 732", celex), None);
    assert_eq!(mismatch("2022/0426(COD)", celex), None);
    assert_eq!(mismatch("het voorstel", celex), None);
    assert_eq!(mismatch("COM(2022) 732", "https://example.org/voorstel"), None);
    assert_eq!(mismatch("COM(2022) 733", celex), Some(LintCode::LinkMismatch));
    assert_eq!(
        mismatch("Kamerstuk 32 317, nr. 5", "https://zoek.officielebekendmakingen.nl/kst-32317-6.html"),
        Some(LintCode::LinkMismatch)
    );
}

#[test]
fn every_code_has_a_name_of_its_own() {
    let codes = [
        LintCode::UnknownDossier,
        LintCode::SpacedNumber,
        LintCode::SessionYears,
        LintCode::SessionAfterDocument,
        LintCode::SessionOfPaper,
        LintCode::SessionOrder,
        LintCode::TwoDescriptions,
        LintCode::CutOff,
        LintCode::OtherForm,
        LintCode::UnknownNote,
        LintCode::NoAntecedent,
        LintCode::LinkMismatch,
    ];
    let names: std::collections::BTreeSet<&str> = codes.into_iter().map(LintCode::name).collect();
    assert_eq!(names.len(), codes.len());
}
