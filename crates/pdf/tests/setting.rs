//! What may stand in a description: anything. It is set, or it is refused as too large.

#![allow(clippy::panic, clippy::unwrap_used, reason = "what a test calls fails like the test")]

use pdf::{
    CellSide, FileRelation, MOST_TEXT, PrintedBlock, PrintedCell, PrintedDay, PrintedDocument, PrintedFact,
    PrintedFile, PrintedLanguage, PrintedNote, PrintedPart, Typesetter, TypesettingFailure,
};

fn typesetter() -> Typesetter {
    Typesetter::new(&[
        include_bytes!("../../../src/machines/printed/fonts/serif-400.ttf"),
        include_bytes!("../../../src/machines/printed/fonts/serif-400-italic.ttf"),
        include_bytes!("../../../src/machines/printed/fonts/serif-600.ttf"),
        include_bytes!("../../../src/machines/printed/fonts/serif-600-italic.ttf"),
        include_bytes!("../../../src/machines/printed/fonts/sans-400.ttf"),
        include_bytes!("../../../src/machines/printed/fonts/sans-600.ttf"),
    ])
    .unwrap()
}

/// Programs keep one for all their threads.
const fn is_shared<T: Send + Sync>() {}
const _: () = is_shared::<Typesetter>();

fn document(body: Vec<PrintedBlock>) -> PrintedDocument {
    PrintedDocument {
        title: "Raad".to_owned(),
        language: PrintedLanguage { code: "nl".to_owned(), region: None },
        date: Some(PrintedDay { year: 2024, month: 6, day: 13 }),
        body,
        ..PrintedDocument::default()
    }
}

fn text(text: &str) -> Vec<PrintedPart> {
    vec![PrintedPart::text(text)]
}

fn heading(level: u8, words: &str) -> PrintedBlock {
    PrintedBlock::Heading {
        level,
        label: String::new(),
        parts: text(words),
        plain: words.to_owned(),
        anchor: "zelfde".to_owned(),
    }
}

fn contains(bytes: &[u8], wanted: &str) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted.as_bytes())
}

#[test]
fn the_same_description_gives_the_same_bytes_on_any_thread() {
    let typesetter = typesetter();
    let make =
        || typesetter.typeset(document(vec![heading(1, "Deel"), PrintedBlock::paragraph(text("Tekst."))])).unwrap();
    let first = make();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(make)).collect();
        threads.into_iter().for_each(|thread| assert_eq!(thread.join().unwrap(), first));
    });
    assert!(contains(&first, "<pdfaid:part>2</pdfaid:part>") && contains(&first, "<pdfuaid:part>1</pdfuaid:part>"));
}

#[test]
fn what_an_author_may_have_got_wrong_is_set_all_the_same() {
    let mut nested = PrintedBlock::paragraph(text("diep"));
    let mut parts = text("binnen");
    for at in 0..20 {
        nested = match at % 2 {
            0 => PrintedBlock::List { start: None, items: vec![vec![nested], Vec::new()] },
            _ => PrintedBlock::Quote { blocks: vec![nested] },
        };
        parts = vec![PrintedPart::Strong { parts }];
    }
    let cell = |columns| PrintedCell { parts: text("cel"), columns, align: CellSide::Right };
    let note = PrintedPart::Note { note: 0, first: false };
    let missing = PrintedPart::Note { note: 9, first: true };
    let place = PrintedPart::Place { anchor: "nergens".to_owned(), parts: text("daar") };
    let link = |address: &str| PrintedPart::Link { address: address.to_owned(), parts: text("link") };
    let body = vec![
        heading(4, "Te diep"),
        heading(1, ""),
        heading(9, "Nog dieper"),
        nested,
        PrintedBlock::Paragraph { parts },
        PrintedBlock::Paragraph {
            parts: vec![note.clone(), note, missing, place, link("javascript:x"), link("https://")],
        },
        PrintedBlock::Paragraph { parts: Vec::new() },
        PrintedBlock::Code { text: format!("{}\n\tb", "x".repeat(3000)) },
        PrintedBlock::Table { columns: 1, head: vec![vec![cell(3)]], body: vec![vec![cell(1)], Vec::new()] },
        PrintedBlock::Facts { facts: vec![PrintedFact { name: "漢字 \u{e000}\u{7}".to_owned(), parts: Vec::new() }] },
        PrintedBlock::Passage {
            language: PrintedLanguage { code: "ZZZZ".to_owned(), region: Some("x".to_owned()) },
            blocks: vec![PrintedBlock::Rule],
        },
    ];
    let note = |blocks| PrintedNote { number: "1".to_owned(), blocks };
    let inner = PrintedPart::Note { note: 1, first: true };
    let notes = vec![
        note(vec![PrintedBlock::Paragraph { parts: vec![PrintedPart::text("Noot."), inner] }]),
        note(vec![PrintedBlock::Code { text: "nergens aangehaald".to_owned() }]),
        note(Vec::new()),
    ];
    let set = typesetter().typeset(PrintedDocument { notes, contents: "Inhoud".to_owned(), ..document(body) });
    assert!(set.unwrap().starts_with(b"%PDF-1.7"));
}

#[test]
fn a_document_without_a_day_is_accessible_and_no_archive_document() {
    let set =
        typesetter().typeset(PrintedDocument { title: String::new(), date: None, ..document(Vec::new()) }).unwrap();
    assert!(contains(&set, "<pdfuaid:part>1</pdfuaid:part>") && !contains(&set, "pdfaid:part"));
}

#[test]
fn files_can_be_attached() {
    let file = PrintedFile {
        name: "index.json".to_owned(),
        kind: "application/json".to_owned(),
        description: "Gegevens".to_owned(),
        relation: FileRelation::Data,
        bytes: b"{\"a\":1}".to_vec(),
    };
    let set = typesetter().typeset(PrintedDocument { files: vec![file], ..document(Vec::new()) }).unwrap();
    assert!(contains(&set, "<pdfaid:part>3</pdfaid:part>") && contains(&set, "index.json"));
}

#[test]
fn too_much_text_is_refused_at_once() {
    let body = vec![PrintedBlock::paragraph(text(&"x ".repeat(MOST_TEXT)))];
    assert_eq!(typesetter().typeset(document(body)), Err(TypesettingFailure::TooMuchText));
    assert!(matches!(Typesetter::new(&[b"geen letter"]), Err(TypesettingFailure::Fonts)));
}
