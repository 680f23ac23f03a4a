//! Ids, addresses and sources: what belongs to what was recognised.

use reference::{Chamber, Form, Id, PaperKind, Registry, Session, recognise};

fn id(text: &str) -> Id {
    Id::from_canonical(text).unwrap_or_else(|| panic!("{text} is no canonical id"))
}

#[test]
fn each_id_has_its_official_address() {
    const EURLEX: &str = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=";
    const ZOEK: &str = "https://zoek.officielebekendmakingen.nl";
    let addresses = [
        ("kst-32317-872", format!("{ZOEK}/kst-32317-872.html")),
        ("dossier-21501-02", format!("{ZOEK}/dossier/21501-02")),
        ("h-tk-20162017-71-14", format!("{ZOEK}/h-tk-20162017-71-14.html")),
        ("ah-tk-20172018-2214", format!("{ZOEK}/ah-tk-20172018-2214.html")),
        ("nds-tk-2025D22374", format!("{ZOEK}/nds-tk-2025D22374.html")),
        ("stb-2024-71", format!("{ZOEK}/stb-2024-71.html")),
        ("stcrt-2011-6602", format!("{ZOEK}/stcrt-2011-6602.html")),
        ("trb-2008-11", format!("{ZOEK}/trb-2008-11.html")),
        ("COM:2022:695", format!("{EURLEX}COM:2022:695:FIN")),
        ("52024DC0173", format!("{EURLEX}CELEX:52024DC0173")),
        ("12016M020", format!("{EURLEX}CELEX:12016M020")),
        ("OJ:L:2010:18", format!("{EURLEX}OJ:L:2010:018:TOC")),
        ("OJ:L_202401234", format!("{EURLEX}OJ:L_202401234")),
        ("ECLI:EU:C:2014:317", format!("{EURLEX}ecli:ECLI:EU:C:2014:317")),
        ("ECLI:NL:HR:2005:AT4537", "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:2005:AT4537".to_owned()),
        (
            "2022/0426(COD)",
            "https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference=2022/0426(COD)".to_owned(),
        ),
        ("ST-8803-2016-INIT", "https://data.consilium.europa.eu/doc/document/ST-8803-2016-INIT/nl/pdf".to_owned()),
        ("EUCO-7-2024", "https://data.consilium.europa.eu/doc/document/EUCO-7-2024-INIT/nl/pdf".to_owned()),
        ("2024D26493", "https://www.tweedekamer.nl/downloads/document?id=2024D26493".to_owned()),
        (
            "jci1.3:c:BWBR0001854&artikel=273g",
            "https://wetten.overheid.nl/jci1.3:c:BWBR0001854&artikel=273g".to_owned(),
        ),
        ("www.rijksoverheid.nl/jenv", "https://www.rijksoverheid.nl/jenv".to_owned()),
    ];
    for (text, address) in addresses {
        assert_eq!(id(text).address(), Some(address), "{text}");
    }
    assert_eq!(id("stb-1980-71").address(), None, "not online");
    assert_eq!(id("stcrt-2005-114").address(), None, "an issue, not a piece");
}

#[test]
fn official_addresses_name_the_source_that_they_are_the_address_of() {
    let registry = Registry::default();
    let ids = [
        "kst-32317-872",
        "kst-21501-02-2778",
        "h-tk-20162017-71-14",
        "ah-tk-20172018-2214",
        "stb-2024-71",
        "trb-2008-11",
        "dossier-32317",
        "COM:2022:695",
        "JOIN:2022:49",
        "52024DC0173",
        "12016M020",
        "OJ:L:2010:180",
        "OJ:L_202401234",
        "2022/0426(COD)",
        "ST-8803-2016-REV-1",
        "EUCO-7-2024",
        "ECLI:NL:HR:2005:AT4537",
        "ECLI:EU:C:2014:317",
        "2024D26493",
        "2024Z13752",
        "2024A04275",
        "jci1.3:c:BWBR0005537&artikel=8:81",
        "BWBR0001854",
    ];
    for text in ids {
        let address = id(text).address().expect("an address");
        let found = recognise(&format!("Zie {address}."), &registry);
        assert_eq!(found.len(), 1, "{address}");
        assert_eq!(found[0].id, Some(id(text)), "{address}");
        assert_eq!(found[0].span, 4..4 + address.len(), "{address}");
    }
}

#[test]
fn slugs_read_like_their_ids() {
    for (text, slug) in [
        ("kst-36600-VI-12", "kst-36600-vi-12"),
        ("COM:2024:173", "com-2024-173"),
        ("52024DC0173", "52024dc0173"),
        ("2022/0426(COD)", "2022-0426-cod"),
        ("ECLI:NL:HR:2005:AT4537", "ecli-nl-hr-2005-at4537"),
        ("jci1.3:c:BWBR0001854&artikel=273g", "bwbr0001854-artikel-273g"),
    ] {
        assert_eq!(id(text).slug(), slug);
    }
    let address = id("https://www.example.org/een/lang/pad?met=vraag").slug();
    assert!(address.starts_with("web-www-example-org-een-lang-pad-met-vraag-"), "{address}");
}

#[test]
fn what_is_no_canonical_id_is_refused() {
    for text in [
        "",
        "kst",
        "kst-",
        "Kamerstuk",
        "COM(2024)173",
        "COM:2024",
        "2024D2649",
        "52024DC",
        "2022/0426",
        "BWBR1",
        "ECLI:NL",
    ] {
        assert_eq!(Id::from_canonical(text), None, "{text}");
    }
}

#[test]
fn names_of_one_source_meet() {
    let registry = Registry::builder()
        .equivalence(&[id("COM:2022:732"), id("2022/0426(COD)")])
        .equivalence(&[id("2022/0426(COD)"), id("ST-15990-2022-INIT")])
        .build();
    for text in ["COM:2022:732", "52022PC0732", "2022/0426(COD)", "ST-15990-2022-INIT"] {
        assert_eq!(registry.source(&id(text)), id("COM:2022:732"), "{text}");
    }
    for (celex, told) in [
        ("52024DC0173", "COM:2024:173"),
        ("52023JC0023", "JOIN:2023:23"),
        ("52021SC0305", "SWD:2021:305"),
        ("52011SC1353", "SEC:2011:1353"),
        ("nds-tk-2025D22374", "2025D22374"),
        ("32016R0679", "32016R0679"),
        ("52021AP0123", "52021AP0123"),
    ] {
        assert_eq!(registry.source(&id(celex)), id(told), "{celex}");
    }
}

#[test]
fn groups_that_share_an_id_are_joined_whatever_their_order() {
    let registry = Registry::builder()
        .equivalence(&[id("COM:2022:1"), id("52022PC0001")])
        .equivalence(&[id("2022/0001(COD)"), id("ST-1-2022-INIT")])
        .equivalence(&[id("ST-1-2022-INIT"), id("COM:2022:1")])
        .build();
    let sources: std::collections::BTreeSet<Id> = ["COM:2022:1", "52022PC0001", "2022/0001(COD)", "ST-1-2022-INIT"]
        .iter()
        .map(|text| registry.source(&id(text)))
        .collect();
    assert_eq!(sources.len(), 1);
}

#[test]
fn nothing_is_registered_that_was_not_registered() {
    let registry = Registry::default();
    assert_eq!(recognise("artikel 3 EVRM en artikel 4 Wegenverkeerswet 1994 en de AVG", &registry), []);
    let registry = Registry::builder()
        .statute("Wegenverkeerswet 1994", "BWBR0006622")
        .abbreviation("AVG", id("32016R0679"))
        .build();
    let found = recognise("artikel 3 EVRM en artikel 4 Wegenverkeerswet 1994 en de AVG", &registry);
    let forms: Vec<Form> = found.iter().map(|reference| reference.form).collect();
    assert_eq!(forms, [Form::Statute, Form::Abbreviation]);
}

#[test]
fn a_citation_keeps_what_its_words_say() {
    let text = "Het BNC-fiche van 1 december 2023 inzake wapens, Kamerstukken I 2023–24, verslag Raad, 32 317, D.";
    let found = recognise(text, &Registry::default());
    let paper = found[0].paper().expect("a paper");
    let words = |span: &Option<std::ops::Range<usize>>| span.clone().map(|span| &text[span]);
    assert_eq!(paper.chamber, Some(Chamber::First));
    assert_eq!(paper.session, Some(Session { start: 2023, end: Some(2024) }));
    assert_eq!(words(&paper.session_span), Some("2023–24"));
    assert_eq!(words(&paper.title), Some("verslag Raad"));
    assert_eq!((paper.dossier.as_deref(), words(&paper.dossier_span)), (Some("32317"), Some("32 317")));
    assert_eq!((paper.number, paper.oddly_spaced, paper.cut_off), (None, false, false));
    let mention = paper.description.as_ref().expect("a mention");
    assert_eq!(mention.kind, PaperKind::BncFiche);
    assert_eq!(&text[mention.span.clone()], "BNC-fiche van 1 december 2023 inzake wapens");
}
