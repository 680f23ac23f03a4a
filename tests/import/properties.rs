//! What must hold for any input: no panic, no hang, every word kept, the same bytes each time.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use voetnoot::import::{DocumentFormat, ImportInput, ImportOptions, ImportSource, Imported, import};

fn read(source: ImportSource) -> Imported {
    import(&ImportInput { name: "case".into(), source, findings: Vec::new() }, &ImportOptions::default())
}

fn words_kept(imported: &Imported) -> Result<(), TestCaseError> {
    let wrong: Vec<_> =
        imported.report.open_questions.iter().filter(|finding| finding.code.name().starts_with("words-")).collect();
    prop_assert!(imported.report.words.kept, "{wrong:?}\n{}", imported.document.text);
    Ok(())
}

/// Pieces that mean something to the importer or to Markdown.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[A-Za-zé]{1,9}",
        2 => "[a-z]{2,8}[.,;:]?[0-9]{0,2}",
        1 => "\\PC{1,6}",
        4 => prop::sample::select(vec![
            "\n", "\n", "\n\n", "\n\n\n\n\n\n\n", "\u{c}", " ", "  ", "   ", "\t", "= Gedachtewisseling\n", "=", "= ", "1. ", "2. ", "1) ", "a) ", "b.) ", "I. ", "II. ", "Ad 3) ", "- ", "• ", "– ", "* ", "o A", "1", "2", "3",
            "\n1 Zie", "\n2 Kamerstukken", "\n\n1\n", "[1]", "[2] ", "zijn.1 De", "gedeeld2, in", "JBZ-", "visum-", "en", "in\u{ad}", "https://a.nl/b-", "https://a.nl/c_d*e", "www.a.nl", "<b>", "</p>", "&amp;", "&", "*", "**", "_", "__a__",
            "`", "``", "~~", "|", "| --- |", "---", "===", "#", "## ", "> ", "\\", "[", "](", "[^1]", "[^1]:", "{#a}", "{.b}", "}", "$x$", "<!--", "-->", "![", ":", "+ ", "\u{a0}", "\u{200b}", "\u{f0b7} ", "¹", "Geannoteerde agenda Raad\n", "Hierbij bied ik ",
            "De minister van Bijen,\n", "A.B. Naam\n", "Aard bespreking: debat\n", "Document: x\n", "Inhoud\n", "Achtergrond\n", "(voortgangsrapport)\n", "Beleidsdebat: ", "op 3 mei 2030 in Brussel. ", "Pagina 1 van 2\n", "mede namens de minister van ", "Geachte voorzitter,\n", "Datum 3 mei 2030\n",
            "een    twee\n", "Hoogachtend,\n", "Noten\n",
        ]).prop_map(str::to_string),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

fn html() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<h1>",
        "</h1>",
        "<h2>",
        "</h2>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<em>",
        "</em>",
        "<a href=\"#n1\">1</a>",
        "<a id=\"n1\">",
        "<p id=\"n1\">1 ",
        "<sup>1</sup>",
        "<sup>",
        "</sup>",
        "<a href=\"https://a.nl/(b)\">",
        "</a>",
        "<ul>",
        "</ul>",
        "<ol>",
        "</ol>",
        "<ol type=\"a\">",
        "<li>",
        "</li>",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th>",
        "<br>",
        "<main>",
        "</main>",
        "<nav>",
        "</nav>",
        "<script>",
        "</script>",
        "<div>",
        "</div>",
        "<!-- ",
        "-->",
        "&lt;",
        "&amp;",
        "<img alt=\"x\">",
        "<hr/>",
        "<",
    ]);
    prop::collection::vec(prop_oneof![2 => tag.prop_map(str::to_string), 1 => piece()], 0..60)
        .prop_map(|pieces| pieces.concat())
}

/// XML such as gazettes publish, and with tags where none belong.
fn xml() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(vec![
        "<al>",
        "</al>",
        "<al>Een</al>",
        "<tussenkop kopopmaak=\"vet\">Zwemwater</tussenkop>",
        "<tussenkop>",
        "</tussenkop>",
        "<noot id=\"a\"><noot.nr>1</noot.nr><noot.al>",
        "</noot.al></noot>",
        "<noot>",
        "</noot>",
        "<lijst>",
        "</lijst>",
        "<li nr=\"1.\">",
        "<li nr=\"–\"><li.nr>–</li.nr>",
        "</li>",
        "<table><row><entry>",
        "</entry></row></table>",
        "<entry>",
        "<nadruk type=\"vet\">",
        "</nadruk>",
        "<extref doc=\"https://a.nl/(b)\">",
        "</extref>",
        "<kop><label>Deel</label><nr>1</nr>",
        "</kop>",
        "<titel>",
        "</titel>",
        "<metadata>",
        "</metadata>",
        "&amp;",
        "&#8212;",
        "&x;",
        "<!-- x -->",
        "<![CDATA[a<b]]>",
        "<plaatje/>",
    ]);
    let piece = piece().prop_map(|piece| piece.replace('<', "&lt;"));
    prop::collection::vec(prop_oneof![2 => tag.prop_map(str::to_string), 1 => piece], 0..60)
        .prop_map(|pieces| format!("<kamerstuk>{}</kamerstuk>", pieces.concat()))
}

/// A tree such as pandoc writes, and with nodes that it never writes.
fn inlines() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::{Value, json};
    let leaf = prop_oneof![
        piece().prop_map(|text| json!({"t": "Str", "c": text.split_whitespace().collect::<String>()})),
        Just(json!({"t": "Space"})),
        Just(json!({"t": "LineBreak"})),
        Just(json!({"t": "Nothing"})),
        Just(Value::Null),
    ];
    let node = leaf.prop_recursive(3, 24, 4, |inner| {
        let many = prop::collection::vec(inner, 0..4);
        prop_oneof![
            many.clone().prop_map(|nodes| json!({"t": "Strong", "c": nodes})),
            many.clone().prop_map(|nodes| json!({"t": "Emph", "c": nodes})),
            many.clone().prop_map(|nodes| json!({"t": "Underline", "c": nodes})),
            many.clone().prop_map(|nodes| json!({"t": "Link", "c": [["", [], []], nodes, ["https://a.nl", ""]]})),
            many.clone().prop_map(|nodes| json!({"t": "Note", "c": [{"t": "Para", "c": nodes}]})),
            many.prop_map(|nodes| json!({"t": "Unheard", "c": nodes})),
        ]
    });
    prop::collection::vec(node, 0..6).prop_map(Value::Array)
}

fn tree() -> impl Strategy<Value = String> {
    use serde_json::json;
    let block = prop_oneof![
        inlines().prop_map(|nodes| json!({"t": "Para", "c": nodes})),
        (1..6u8, inlines()).prop_map(|(level, nodes)| json!({"t": "Header", "c": [level, ["", [], []], nodes]})),
        inlines().prop_map(|nodes| json!({"t": "BulletList", "c": [[{"t": "Plain", "c": nodes}]]})),
        (inlines(), inlines()).prop_map(|(a, b)| json!({"t": "OrderedList", "c": [[3, {"t": "Decimal"}, {"t": "OneParen"}], [[{"t": "Para", "c": a}, {"t": "Para", "c": b}], []]]})),
        inlines().prop_map(|nodes| json!({"t": "BlockQuote", "c": [{"t": "Para", "c": nodes}]})),
        inlines().prop_map(|nodes| json!({"t": "Strange", "c": nodes})),
    ];
    prop::collection::vec(block, 0..8).prop_map(|blocks| json!({"blocks": blocks}).to_string())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(150), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_its_words(text in text()) {
        let imported = read(ImportSource::Text(text.clone()));
        words_kept(&imported)?;
        prop_assert_eq!(imported.document, read(ImportSource::Text(text)).document);
    }

    #[test]
    fn any_html_keeps_its_words(html in html()) {
        words_kept(&read(ImportSource::Html(html)))?;
    }

    #[test]
    fn any_xml_keeps_its_words(xml in xml()) {
        words_kept(&read(ImportSource::Gazette(xml)))?;
    }

    #[test]
    fn any_tree_keeps_its_words(tree in tree()) {
        words_kept(&read(ImportSource::Pandoc(tree)))?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for format in [DocumentFormat::Text, DocumentFormat::Html] {
            if let Ok(input) = ImportInput::from_bytes("case".into(), &bytes, Some(format)) {
                words_kept(&import(&input, &ImportOptions::default()))?;
            }
        }
    }

    #[test]
    fn any_boxes_are_read(text in "\\PC{0,200}", word in piece()) {
        let word = word.replace('<', "&lt;");
        let boxes = format!("<page><line><word xMin=\"1\" yMin=\"2\" xMax=\"9\" yMax=\"x\">{word}</word><word xMin=\"9\" yMin=\"0\" xMax=\"10\" yMax=\"5\">1</word></line>{text}");
        words_kept(&read(ImportSource::Boxes(boxes)))?;
    }
}

/// How long the large sources are, in bytes. A debug build is slower, so it gets less.
const LARGE: usize = if cfg!(debug_assertions) { 10_000 } else { 100_000 };
/// Longer than any of them takes; time that grows with the square of the length takes longer than this.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 6 });

/// Texts that would take a careless reader minutes.
#[test]
fn large_texts_take_no_longer_than_their_size() {
    let repeated = |piece: &str| piece.repeat(LARGE / piece.len());
    let hard = [
        repeated("a1 "),
        repeated("\n1 A"),
        repeated("zijn.1 De\n\n1 Zie\n"),
        repeated("1. A\n"),
        repeated("a) A\n"),
        repeated("= x\n"),
        repeated("("),
        repeated("["),
        repeated("*a "),
        repeated("https://a.nl/"),
        repeated("a-\n"),
        repeated("\u{c}A\n"),
        repeated("A    B\n"),
        repeated("De minister van A,\nB. C\n"),
        repeated("\n\n1\n\n2\n"),
        repeated("x"),
        repeated("1\n"),
        repeated("- "),
        repeated("<"),
        repeated("A\n"),
        repeated("en "),
    ];
    for text in hard {
        let start = Instant::now();
        let imported = read(ImportSource::Text(text.clone()));
        assert!(start.elapsed() < LIMIT, "{:?} took {:?}", &text[..12], start.elapsed());
        assert!(
            imported.report.words.kept,
            "{:?}: {:?}",
            &text[..12],
            imported.report.open_questions.iter().find(|finding| finding.code.name().starts_with("words"))
        );
    }
}

#[test]
fn deep_and_large_pages_take_no_longer_than_their_size() {
    let repeated = |piece: &str| piece.repeat(LARGE / piece.len());
    for html in [
        repeated("<div>"),
        repeated("<p>a"),
        repeated("<ul><li>a"),
        repeated("<table><tr><td>a"),
        repeated("<a href=\"#x\">1</a><p id=x>1 a</p>"),
        repeated("<sup>1</sup>"),
        repeated("<b><i>a"),
    ] {
        let start = Instant::now();
        read(ImportSource::Html(html.clone()));
        assert!(start.elapsed() < LIMIT, "{:?} took {:?}", &html[..12], start.elapsed());
    }
}
