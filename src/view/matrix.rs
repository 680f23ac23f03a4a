//! The matrix of dossiers against meetings: what was dealt with when, and how.
//!
//! Takes: the latest meetings of the site.
//! Gives: [`Matrix`], with a row for each dossier that one of them dealt with.
//! Never: grows with the site, so that it stays a table one can read.

use serde::Serialize;

use super::discussion::{by_meeting, discussion};
use super::text::{Ref, SiteReader};
use crate::document::opening::cut;
use crate::site::{Dossier, Page};

/// How many of the latest meetings it shows.
const MEETINGS: usize = 12;
/// How many characters of a treatment a cell shows.
const WORDS: usize = 60;

#[derive(Debug, Serialize)]
pub(crate) struct Matrix {
    /// The columns, newest meeting first.
    pub meetings: Vec<Ref>,
    /// A row for each dossier, sorted by name.
    pub rows: Vec<MatrixRow>,
}

#[derive(Debug, Serialize)]
pub(crate) struct MatrixRow {
    pub dossier: Ref,
    /// A cell for each meeting; `None` where the meeting did not deal with the dossier.
    pub cells: Vec<Option<Cell>>,
}

/// How a meeting dealt with a dossier.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Cell {
    /// How it dealt with it, as a link to the place.
    pub how: Ref,
    /// The same with dossier and meeting, for people who hear the cell without its row.
    pub label: String,
}

/// `None` if no meeting dealt with any dossier.
pub(super) fn matrix(reader: &SiteReader) -> Option<Matrix> {
    let site = reader.site;
    let latest = &site.meetings.raw[..site.meetings.len().min(MEETINGS)];
    let mut rows: Vec<MatrixRow> =
        site.dossiers.iter().filter_map(|dossier| row(reader, dossier, latest.len())).collect();
    rows.sort_by_cached_key(|row| row.dossier.title.to_lowercase());
    let meetings = latest
        .iter()
        .map(|m| Ref { title: m.name.clone(), href: reader.href(Page::Document(m.agenda), None) })
        .collect();
    (!rows.is_empty()).then_some(Matrix { meetings, rows })
}

fn row(reader: &SiteReader, dossier: &Dossier, columns: usize) -> Option<MatrixRow> {
    let name = reader.dossier(&dossier.id)?;
    let mut cells: Vec<Option<Cell>> = vec![None; columns];
    for (meeting, entries) in by_meeting(reader.site, &dossier.entries) {
        let Some(cell) = cells.get_mut(meeting.index()) else { break };
        let Some(found) = discussion(reader, meeting, entries) else { continue };
        let label = format!("{}: {}, {}", found.how.title, name.title, reader.site.meetings[meeting].name);
        *cell = Some(Cell { how: Ref { title: cut(&found.how.title, WORDS), ..found.how }, label });
    }
    cells.iter().any(Option::is_some).then_some(MatrixRow { dossier: name, cells })
}
