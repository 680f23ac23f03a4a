//! What the caller may say: the id, the formation, the dossiers of the site.

use jiff::civil::date;
use voetnoot::diagnostic::MessageLanguage;
use voetnoot::import::{ImportInput, ImportOptions, ImportSource, Imported, KnownDossier, import};

const TEXT: &str = "Hierbij bied ik u de geannoteerde agenda aan van de Milieuraad van 3 mei 2030 te Brussel.\n\n\
    1. Richtlijn bijen (voortgangsrapport)\n\nDe Raad spreekt over bijen en over het voorstel voor water.1 Nederland steunt dat.\n\n\
    2. Beheer van dauw\n= Gedachtewisseling\n\nDe Raad spreekt over dauw.\n\n1 COM (2030) 12 def.\n";

fn run(options: &ImportOptions) -> Imported {
    import(
        &ImportInput { name: "source.txt".into(), source: ImportSource::Text(TEXT.into()), findings: Vec::new() },
        options,
    )
}

fn known(id: &str, title: &str, reference: &str) -> KnownDossier {
    KnownDossier { id: id.into(), titles: vec![title.into()], references: vec![reference.into()] }
}

#[test]
fn headings_are_tied_by_title_and_by_reference() {
    let dossiers = vec![
        known("bijen", "Bijen", "2030/0001(COD)"),
        known("water", "Waterrichtlijn", "COM(2030)12"),
        known("zon", "Zon", "COM(2030)1"),
    ];
    let imported = run(&ImportOptions { dossiers, ..ImportOptions::default() });
    let markdown = &imported.document.text;
    assert!(markdown.contains("## 1. Richtlijn bijen {dossier=bijen,water}\n= voortgangsrapport\n"), "{markdown}");
    assert_eq!(imported.report.dossiers_tied.len(), 1);
    let proposed: Vec<&str> = imported.report.dossiers_proposed.iter().map(|found| found.id.as_str()).collect();
    assert_eq!(proposed, ["beheer-van-dauw"]);
}

#[test]
fn id_and_formation_of_the_caller_win() {
    let options = ImportOptions {
        id: Some("eigen-id".into()),
        formation: Some("gemeenteraad".into()),
        ..ImportOptions::default()
    };
    let imported = run(&options);
    assert_eq!(imported.document.path, "eigen-id/agenda.md");
    assert_eq!(
        (imported.report.meeting.formation.as_str(), imported.report.meeting.start),
        ("gemeenteraad", Some(date(2030, 5, 3)))
    );
}

#[test]
fn the_report_reads_as_text_and_as_json() {
    let report = run(&ImportOptions::default()).report;
    assert!(report.text(MessageLanguage::En).contains("2 items (2 numbered)"), "{}", report.text(MessageLanguage::En));
    let json: serde_json::Value = serde_json::to_value(&report).unwrap();
    assert_eq!(
        (json["treatments"].as_u64(), json["notes"]["placed"].as_u64(), json["words"]["kept"].as_bool()),
        (Some(2), Some(1), Some(true))
    );
    assert_eq!(
        (json["references"]["found"].as_u64(), json["references"]["by_form"]["commission"].as_u64()),
        (Some(1), Some(1))
    );
}
