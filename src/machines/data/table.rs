//! Registers as CSV, for spreadsheets (RFC 4180).
//!
//! Takes: the content of a page.
//! Gives: a first line of names, then a line for each entry; `None` for pages that are no registers.
//! Never: writes a cell that a spreadsheet would run as a formula.

use super::timeliness;
use crate::document::table_cell;
use crate::view::promise::{self, CommitmentEntry};
use crate::view::registers::{QuarterPage, RegisterPage};
use crate::view::{Content, Ref};

/// The table of a page; `None` if it has none.
pub(super) fn table(content: &Content) -> Option<Vec<u8>> {
    match content {
        Content::Register(page) => Some(register(page)),
        Content::Quarter(page) => Some(quarter(page)),
        Content::Commitments(page) => Some(commitments(page)),
        Content::Timeliness(page) => Some(written(timeliness::COLUMNS, timeliness::rows(page))),
        _ => None,
    }
}

fn register(page: &RegisterPage) -> Vec<u8> {
    let rows = page.papers.iter().map(|paper| {
        let dossiers: Vec<&str> = paper.dossiers.iter().map(|dossier| dossier.title.as_str()).collect();
        let date = paper.date.as_ref().map_or("", |date| &date.iso);
        let (official, about) =
            (paper.source.official.as_deref().unwrap_or_default(), paper.about.as_deref().unwrap_or_default());
        [&*paper.source.id, &paper.source.source.title, date, about, &dossiers.join("; "), official].map(str::to_owned)
    });
    written(["id", "title", "date", "about", "dossiers", "official"], rows)
}

fn quarter(page: &QuarterPage) -> Vec<u8> {
    let title = |link: &Option<Ref>| link.as_ref().map(|link| link.title.clone()).unwrap_or_default();
    let rows = page.proposals.iter().map(|proposal| {
        [
            proposal.dossier.title.clone(),
            proposal.title.clone(),
            proposal.procedure.clone(),
            proposal.com.clone().unwrap_or_default(),
            proposal.stage.clone().unwrap_or_default(),
            proposal.since.as_ref().map(|day| day.iso.clone()).unwrap_or_default(),
            title(&proposal.treatment),
            title(&proposal.meeting),
            proposal.day.as_ref().map(|day| day.iso.clone()).unwrap_or_default(),
        ]
    });
    written(["dossier", "title", "procedure", "com", "stage", "since", "treatment", "meeting", "day"], rows)
}

fn commitments(page: &promise::Commitments) -> Vec<u8> {
    let titles = |all: &[Ref]| all.iter().map(|one| one.title.as_str()).collect::<Vec<_>>().join("; ");
    let rows = page.by_due().into_iter().map(|CommitmentEntry { promise, document, .. }| {
        [
            promise.what.clone(),
            promise.due.as_ref().map(|day| day.iso.clone()).unwrap_or_default(),
            document.title.clone(),
            promise.item.as_ref().map(|item| item.title.clone()).unwrap_or_default(),
            promise.minister.clone().unwrap_or_default(),
            titles(&promise.dossiers),
            promise.done.iter().map(|proof| proof.title.as_str()).collect::<Vec<_>>().join("; "),
        ]
    });
    written(["what", "due", "document", "item", "minister", "dossiers", "done"], rows)
}

fn written<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |record: &[&str]| writer.write_record(record).expect("memory can be written to");
    write(&head);
    for row in rows {
        write(&row.each_ref().map(|text| table_cell::cell(text)).each_ref().map(|cell| &**cell));
    }
    writer.into_inner().expect("memory can be written to")
}
