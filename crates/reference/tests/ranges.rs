//! Ranges: how they are written, what lies in them, and which cannot be meant as they stand.

use reference::{Lint, LintCode, LintContext, RangeFault, RecognisedText, Registry, cited_ranges, lint, recognise};

/// Every source that a text cites: of each reference, and behind it what its range adds.
fn sources(text: &str) -> Vec<String> {
    let found = recognise(text, &Registry::default());
    let ranges = cited_ranges(text, &found);
    let mut sources = Vec::new();
    for (index, reference) in found.iter().enumerate() {
        sources.extend(reference.id.as_ref().map(ToString::to_string));
        let of_reference = ranges.iter().filter(|range| range.reference == index);
        sources.extend(of_reference.flat_map(|range| &range.further).map(ToString::to_string));
    }
    sources
}

fn lints(text: &str) -> Vec<Lint> {
    let registry = Registry::default();
    let references = recognise(text, &registry);
    let passage = RecognisedText { text, note: None, references: &references, description: None };
    lint(&[passage], &LintContext { registry: &registry, date: None })
}

/// The numbers of papers in a series, as ids.
fn papers(series: &str, numbers: impl IntoIterator<Item = u32>) -> Vec<String> {
    numbers.into_iter().map(|number| format!("{series}{number}")).collect()
}

#[test]
fn every_paper_of_a_range_is_a_source_however_it_is_written() {
    let middles =
        [" t/m ", "-", "–", " tot en met ", " tot en\nmet ", "\u{a0}t/m\u{a0}", " t/m nr. ", " t.e.m. ", " – ", " - "];
    for middle in middles {
        let text = format!("Zie Kamerstukken II 2023-24, 32 317, nrs. 880{middle}882.");
        assert_eq!(sources(&text), papers("kst-32317-", 880..=882), "{text}");
        assert_eq!(lints(&text), [], "{text}");
    }
    for text in [
        "32 317, nr. 880 t/m 882",
        "32 317, nr. 880-882",
        "Kamerstukken II 2023-24, 32 317, nr. 880 t/m 32 317, nr. 882",
        "Kamerstukken II 2023-24, 32 317, nr. 880 tot en met Kamerstukken II 2023-24, 32 317, nr. 882",
    ] {
        let mut found = sources(text);
        found.sort();
        assert_eq!(found, papers("kst-32317-", 880..=882), "{text}");
        assert_eq!(lints(text), [], "{text}");
    }
}

#[test]
fn every_form_whose_numbers_follow_one_another_has_ranges() {
    let articles = ["12016E077", "12016E078", "12016E079", "12016E080"].map(str::to_owned).to_vec();
    let letters = ["kst-36418-A", "kst-36418-B", "kst-36418-C", "kst-36418-D"].map(str::to_owned).to_vec();
    let cases = [
        ("COM(2024) 173 t/m 176", papers("COM:2024:", 173..=176)),
        ("COM(2024) 173-176", papers("COM:2024:", 173..=176)),
        ("COM(2024) 173 final tot en met 176 final", papers("COM:2024:", 173..=176)),
        ("COM(2024) 12, 173 t/m 175 en 180", papers("COM:2024:", [12, 173, 174, 175, 180])),
        ("SWD(2024) 9–11", papers("SWD:2024:", 9..=11)),
        ("Stb. 2024, 71 t/m 73 en 80", papers("stb-2024-", [71, 72, 73, 80])),
        ("Stcrt. 2011, nrs. 6602-6604", papers("stcrt-2011-", 6602..=6604)),
        ("Aanhangsel Handelingen II 2017/18, nrs. 2214 t/m 2216", papers("ah-tk-20172018-", 2214..=2216)),
        ("Handelingen II 2016/17, nr. 71, items 5 t/m 7 en 9", papers("h-tk-20162017-71-", [5, 6, 7, 9])),
        ("Kamerstukken I 2023/24, 36 418, A t/m D", letters),
        ("artikelen 77 tot en met 80 VWEU", articles),
        ("Kamerstukken II 2023-24, 32 317, nrs. 867, 869-871 en 880 t/m 881", {
            papers("kst-32317-", [867, 869, 870, 871, 880, 881])
        }),
    ];
    for (text, expected) in cases {
        assert_eq!(sources(text), expected, "{text}");
        assert_eq!(lints(text), [], "{text}");
    }
}

#[test]
fn articles_of_statutes_are_not_filled_in() {
    assert_eq!(sources("artikelen 3 t/m 5 Awb"), ["jci1.3:c:BWBR0005537&artikel=3"]);
    assert_eq!(lints("artikelen 5 t/m 3 Awb"), []);
}

#[test]
fn a_range_that_cannot_be_meant_so_stands_for_its_ends_and_is_reported() {
    let cases: [(&str, &[&str], RangeFault, Option<&str>); 8] = [
        ("32 317, nrs. 882 t/m 880", &["kst-32317-882", "kst-32317-880"], RangeFault::NotRising, Some("880 t/m 882")),
        ("32 317, nr. 882 t/m 880", &["kst-32317-882", "kst-32317-880"], RangeFault::NotRising, Some("880 t/m 882")),
        ("32 317, nrs. 876-82", &["kst-32317-876"], RangeFault::NotRising, Some("876 t/m 882")),
        ("32 317, nrs. 880 t/m 880", &["kst-32317-880"], RangeFault::NotRising, Some("880")),
        ("COM(2024) 176 t/m 173", &["COM:2024:176", "COM:2024:173"], RangeFault::NotRising, Some("173 t/m 176")),
        ("32 317, nrs. 1 t/m 900", &["kst-32317-1", "kst-32317-900"], RangeFault::TooLong(900), None),
        ("32 317, nr. 880 t/m 21 501-02, nr. 12", &["kst-32317-880", "kst-21501-02-12"], RangeFault::TwoSeries, None),
        ("COM(2023) 755 t/m COM(2024) 10", &["COM:2023:755", "COM:2024:10"], RangeFault::TwoSeries, None),
    ];
    for (words, expected, fault, meant) in cases {
        let text = format!("Zie {words}.");
        assert_eq!(sources(&text), expected, "{text}");
        let lints = lints(&text);
        assert_eq!(lints.iter().map(|lint| lint.code).collect::<Vec<_>>(), [LintCode::Range(fault)], "{text}");
        assert_eq!((&text[lints[0].span.clone()], lints[0].did_you_mean.as_deref()), (words, meant), "{text}");
    }
    assert_eq!(sources("32 317, nrs. 1 t/m 100").len(), 100);
}

#[test]
fn what_counts_something_else_ends_no_range() {
    for (text, expected) in [
        ("32 317, nr. 872 – 12 lidstaten stemden tegen", papers("kst-32317-", [872])),
        ("32 317, nrs. 8 en 9 – 27 lidstaten stemden tegen", papers("kst-32317-", [8, 9])),
        ("32 317, nr. 872 t/m 12 juni", papers("kst-32317-", [872])),
        ("32 317, nr. 872-12", papers("kst-32317-", [872])),
        ("Stb. 2024, 71 t/m 3 juli", papers("stb-2024-", [71])),
    ] {
        assert_eq!(sources(text), expected, "{text}");
    }
}
