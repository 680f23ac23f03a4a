//! What holds for every text: no panic, and spans that fit. That time grows linearly is in `linear.rs`.

use proptest::prelude::*;
use reference::{CalendarDay, Id, LintContext, RecognisedText, Registry, lint, recognise};

/// Pieces that references are made of, and pieces that break them.
const PIECES: &[&str] = &[
    "Kamerstukken II",
    "kamerstuk ",
    "Kamer-\nstukken I",
    "2023-24",
    "2023/2024",
    "2021-\n22",
    ", ",
    " ",
    "32 317",
    "3 2317",
    "21 501-02",
    "36600-VI",
    " (R 1818)",
    "nr. ",
    "nrs. ",
    "872",
    "JI",
    " en ",
    " t/m ",
    " tot en met ",
    "-",
    "; ",
    "\n",
    "\n\n\u{c}\n 12 \n\n",
    "\u{a0}",
    "Handelingen ",
    "item ",
    "Aanhangsel van de ",
    "Stb. ",
    "Staatscourant van 16 juni 2005",
    "Trb.",
    "COM(",
    "COM (2022) ",
    "JOIN/2022/49",
    "def.",
    "final/2",
    "52024DC0173",
    "CELEX%3A",
    "02016R0399-20190611",
    "Verordening (EU",
    ") ",
    "Richtlijn ",
    "2011/36/EU",
    "98/70",
    "besluit ",
    "PB L, ",
    "PbEU 2010, L ",
    "van 4.5.2016",
    "2022/0426(COD)",
    "ST 8803/16",
    "REV 1",
    "ADD",
    "EUCO 7/24",
    "artikel ",
    "artikelen 3, 4 en 5",
    ", tweede lid",
    " van het EU-",
    "Verdrag",
    "VWEU",
    "Sr",
    "BW",
    "6:162",
    "ECLI:NL:HR:",
    "2005:AT4537",
    "2024D26493",
    "2024Z",
    "kst-32317-",
    "h-tk-20162017-71",
    "https://",
    "www.",
    "eur-lex.europa.eu/",
    "?uri=",
    "%",
    "legal-\n",
    "noot 3",
    "noten ",
    "agendapunt II.",
    "10c",
    "ibid.",
    "zie hierboven",
    "€ ",
    "é",
    "’",
    "\u{2011}",
    "–",
    "AVG",
    "BNC-fiche van 1 december 2023 ",
    "motie ",
    "(",
    ")",
    ".",
    "-",
    "/",
    ":",
    "0",
    "99999999999999999999",
    "\0",
    "𝔸",
    "I",
    "V",
];

fn registry() -> Registry {
    let id = |text| Id::from_canonical(text).expect("a canonical id");
    Registry::builder().abbreviation("AVG", id("32016R0679")).dossier("32317").dossier("21501-02").build()
}

/// Texts that look like references often enough to reach every parser.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[0-9]{1,6}",
        1 => "[a-zA-Z]{1,5}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Checks everything that holds for the references of any text.
fn check(text: &str, registry: &Registry) -> Result<(), TestCaseError> {
    let found = recognise(text, registry);
    let mut end = 0;
    let mut slugs = std::collections::BTreeMap::new();
    for reference in &found {
        let span = reference.span.clone();
        prop_assert!(span.start < span.end, "empty span {span:?} in {text:?}");
        prop_assert!(span.start >= end, "overlap at {span:?} in {text:?}");
        prop_assert!(text.get(span.clone()).is_some(), "span {span:?} cuts a character of {text:?}");
        end = span.end;
        for inner in reference.paper().into_iter().flat_map(|paper| {
            let mention = paper.description.as_ref().map(|mention| mention.span.clone());
            [paper.session_span.clone(), paper.dossier_span.clone(), paper.title.clone(), mention]
        }) {
            prop_assert!(inner.is_none_or(|inner| text.get(inner).is_some()));
        }
        if let Some(id) = &reference.id {
            let slug = id.slug();
            let plain = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            prop_assert!(plain && !slug.is_empty() && slug.len() < 200, "slug {slug:?} of {id}");
            let other = slugs.insert(slug, id.clone());
            prop_assert!(other.is_none_or(|other| other == *id), "another id than {id} has its slug");
            let read_back = Id::from_canonical(id.as_str());
            prop_assert_eq!(read_back.as_ref(), Some(id));
            prop_assert_eq!(registry.source(&registry.source(id)), registry.source(id));
        }
    }
    let passage = RecognisedText { text, note: Some(1), references: &found, description: Some(text) };
    let lints = lint(
        &[passage, RecognisedText { note: Some(2), ..passage }],
        &LintContext { registry, date: Some(CalendarDay { year: 2024, month: 6, day: 6 }) },
    );
    for lint in lints {
        prop_assert!(text.get(lint.span).is_some());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(1024), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic_and_with_fitting_spans(text in texts()) {
        check(&text, &registry())?;
    }

    #[test]
    fn any_characters_are_read_without_panic(text in "\\PC{0,200}") {
        check(&text, &registry())?;
    }

    #[test]
    fn a_text_cut_anywhere_is_read(text in texts(), share in 0.0..1.0f64) {
        let at = text.floor_char_boundary((text.len() as f64 * share) as usize);
        check(&text[at..], &registry())?;
        check(&text[..at], &registry())?;
    }

    #[test]
    fn paragraphs_around_a_reference_do_not_change_it(before in "[a-z ]{0,60}", after in "[a-z ]{0,60}") {
        let text = format!("{before}. Zie Kamerstukken II 2023-24, 32 317, nr. 872. {after}");
        let found = recognise(&text, &registry());
        // An `ibid` among the letters is a reference of its own paragraph.
        let own = |paragraph: &str| recognise(paragraph, &registry()).len();
        let (earlier, later) = (own(&before), own(&after));
        prop_assert_eq!(found.len(), earlier + 1 + later);
        prop_assert_eq!(&text[found[earlier].span.clone()], "Kamerstukken II 2023-24, 32 317, nr. 872");
    }
}

#[test]
fn an_ibid_before_a_reference_does_not_change_it() {
    let text = "ibid . Zie Kamerstukken II 2023-24, 32 317, nr. 872. ";
    let found: Vec<&str> = recognise(text, &registry()).iter().map(|found| &text[found.span.clone()]).collect();
    assert_eq!(found, ["ibid", "Kamerstukken II 2023-24, 32 317, nr. 872"]);
}

#[test]
fn slugs_of_different_ids_differ() {
    let ids = [
        "kst-32317-872",
        "kst-32317-8",
        "kst-3231-7872",
        "kst-36600-VI-12",
        "kst-36600-B-K",
        "kst-22112-AK-b1",
        "dossier-32317",
        "dossier-21501-02",
        "kst-21501-02",
        "stb-2024-71",
        "stcrt-2024-71",
        "trb-2024-71",
        "h-tk-20162017-71-14",
        "h-ek-20162017-71-14",
        "ah-tk-20162017-71",
        "nds-tk-2025D22374",
        "2025D22374",
        "2025Z22374",
        "COM:2024:173",
        "C:2024:173",
        "JOIN:2024:173",
        "SWD:2024:173",
        "SEC:2024:173",
        "52024DC0173",
        "52024PC0173",
        "32016R0679",
        "32016R0679R(02)",
        "02016R0679-20160504",
        "32024H0268",
        "OJ:L:2010:180",
        "OJ:C:2010:180",
        "OJ:L_202401234",
        "2022/0426(COD)",
        "2022/0426(CNS)",
        "ST-8803-2016-INIT",
        "ST-8803-2016-REV-1",
        "CM-8803-2016-INIT",
        "EUCO-7-2024",
        "EUCO-7-2024-REV-1",
        "12016M020",
        "12016E020",
        "BWBR0001854",
        "jci1.3:c:BWBR0001854&artikel=273g",
        "jci1.3:c:BWBR0005537&artikel=8:4",
        "jci1.3:c:BWBR0005537&artikel=8.4",
        "ECLI:NL:HR:2005:AT4537",
        "ECLI:NL:HR:2005:AT.4537",
        "https://example.org/a",
        "https://example.org/A",
        "http://example.org/a",
        "https://example.org/a/",
        "www.example.org/a",
    ];
    let slugs: std::collections::BTreeSet<String> = ids
        .iter()
        .map(|text| Id::from_canonical(text).unwrap_or_else(|| panic!("{text} is canonical")).slug())
        .collect();
    assert_eq!(slugs.len(), ids.len());
}
