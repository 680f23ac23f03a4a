//! What the caller may say beforehand: the id, the formation, the dossiers that the site has.

use voetnoot::import::dossier::KnownDossier;
use voetnoot::import::{Imported, Input, Options, Source, import};

const TEXT: &str = "Hierbij bied ik u de geannoteerde agenda aan van de Milieuraad van 3 mei 2030 te Brussel.\n\n\
    1. Richtlijn bijen (voortgangsrapport)\n\nDe Raad spreekt over bijen en over het voorstel voor water.1 Nederland steunt dat.\n\n\
    2. Beheer van dauw\n= Gedachtewisseling\n\nDe Raad spreekt over dauw.\n\n1 COM (2030) 12 def.\n";

fn run(options: &Options) -> Imported {
    import(&Input { name: "source.txt".into(), source: Source::Text(TEXT.into()), findings: Vec::new() }, options)
}

fn known(id: &str, title: &str, reference: &str) -> KnownDossier {
    KnownDossier { id: id.into(), titles: vec![title.into()], references: vec![reference.into()] }
}

#[test]
fn headings_are_tied_by_title_and_by_reference() {
    let dossiers =
        vec![known("bijen", "Bijen", "2030/0001(COD)"), known("water", "Waterrichtlijn", "COM(2030)12"), known("zon", "Zon", "COM(2030)1")];
    let imported = run(&Options { dossiers, ..Options::default() });
    let markdown = &imported.files[0].1;
    assert!(markdown.contains("## 1. Richtlijn bijen {dossier=bijen,water}\n= voortgangsrapport\n"), "{markdown}");
    assert_eq!(imported.report.dossiers_tied.len(), 1);
    let proposed: Vec<&str> = imported.report.dossiers_proposed.iter().map(|found| found.id.as_str()).collect();
    assert_eq!(proposed, ["beheer-van-dauw"]);
}

#[test]
fn id_and_formation_of_the_caller_win() {
    let options = Options { id: Some("eigen-id".into()), formation: Some("gemeenteraad".into()), ..Options::default() };
    let imported = run(&options);
    assert_eq!(imported.files[0].0, "eigen-id/agenda.md");
    assert_eq!((imported.report.meeting.formation.as_str(), imported.report.meeting.start.as_str()), ("gemeenteraad", "2030-05-03"));
}

#[test]
fn the_report_reads_as_text_and_as_json() {
    let report = run(&Options::default()).report;
    assert!(report.text().contains("2 items (2 numbered)"), "{}", report.text());
    let json: serde_json::Value = serde_json::to_value(&report).unwrap();
    assert_eq!(
        (json["treatments"].as_u64(), json["notes"]["placed"].as_u64(), json["words"]["kept"].as_bool()),
        (Some(2), Some(1), Some(true))
    );
    assert_eq!((json["references"]["found"].as_u64(), json["references"]["by_form"]["commission"].as_u64()), (Some(1), Some(1)));
}
