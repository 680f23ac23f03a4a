//! Registers as CSV, for spreadsheets: a first line of names, then a line for each entry (RFC 4180).

use crate::view::registers::{QuarterPage, RegisterPage};
use crate::view::{Content, Ref, lists};

/// The table of a page, if it has one.
pub fn table(content: &Content) -> Option<Vec<u8>> {
    match content {
        Content::Register(page) => Some(register(page)),
        Content::Quarter(page) => Some(quarter(page)),
        Content::Commitments(page) => Some(commitments(page)),
        _ => None,
    }
}

fn register(page: &RegisterPage) -> Vec<u8> {
    let rows = page.papers.iter().map(|paper| {
        let dossiers: Vec<&str> = paper.dossiers.iter().map(|dossier| dossier.title.as_str()).collect();
        let date = paper.date.as_ref().map_or("", |date| &date.iso);
        let (official, about) = (paper.source.official.as_deref().unwrap_or_default(), paper.about.as_deref().unwrap_or_default());
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

fn commitments(page: &lists::Commitments) -> Vec<u8> {
    let rows = page.groups.iter().flat_map(|group| &group.commitments).map(|commitment| {
        [
            commitment.what.clone(),
            commitment.due.as_ref().map(|day| day.iso.clone()).unwrap_or_default(),
            commitment.document.title.clone(),
            commitment.item.as_ref().map(|item| item.title.clone()).unwrap_or_default(),
        ]
    });
    written(["what", "due", "document", "item"], rows)
}

fn written<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |record: &[&str]| writer.write_record(record).expect("memory can be written to");
    write(&head);
    for row in rows {
        write(&row.each_ref().map(|cell| safe(cell)).each_ref().map(|cell| &**cell));
    }
    writer.into_inner().expect("memory can be written to")
}

/// A cell that no spreadsheet takes for a formula.
fn safe(cell: &str) -> std::borrow::Cow<'_, str> {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{cell}").into(),
        false => cell.into(),
    }
}
