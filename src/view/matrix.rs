//! The matrix of dossiers against meetings: what was dealt with when, and how.
//!
//! Takes: the latest meetings of the site.
//! Gives: [`Matrix`], with a row for each dossier that one of them dealt with.
//! Never: grows with the site, so that it stays a table one can read.

use serde::Serialize;

use super::discussion::{by_meeting, discussion};
use super::text::{Reader, Ref};
use crate::parse::cut;
use crate::site::{Dossier, Page};

/// How many meetings it shows.
const MEETINGS: usize = 12;
/// How many characters of a treatment a cell shows.
const WORDS: usize = 60;

/// Dossiers against meetings.
#[derive(Debug, Serialize)]
pub struct Matrix {
    /// The columns, newest meeting first.
    pub meetings: Vec<Ref>,
    /// A row for each dossier, by name.
    pub rows: Vec<Row>,
}

/// A dossier in the matrix.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The dossier.
    pub dossier: Ref,
    /// A cell for each meeting; none where the meeting did not deal with it.
    pub cells: Vec<Option<Cell>>,
}

/// How a meeting dealt with a dossier.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// How, and where.
    pub how: Ref,
    /// The same with dossier and meeting, for who hears it by itself.
    pub label: String,
}

/// Makes the matrix; none if no meeting dealt with any dossier.
pub fn matrix(reader: &Reader) -> Option<Matrix> {
    let site = reader.site;
    let latest = &site.meetings[..site.meetings.len().min(MEETINGS)];
    let mut rows: Vec<Row> = site.dossiers.iter().filter_map(|dossier| row(reader, dossier, latest.len())).collect();
    rows.sort_by_cached_key(|row| row.dossier.title.to_lowercase());
    let meetings = latest.iter().map(|m| Ref { title: m.name.clone(), href: reader.href(Page::Document(m.agenda), None) }).collect();
    (!rows.is_empty()).then_some(Matrix { meetings, rows })
}

fn row(reader: &Reader, dossier: &Dossier, columns: usize) -> Option<Row> {
    let name = reader.dossier(&dossier.id)?;
    let mut cells: Vec<Option<Cell>> = vec![None; columns];
    for (meeting, entries) in by_meeting(reader.site, &dossier.entries) {
        let Some(cell) = cells.get_mut(meeting as usize) else { break };
        let Some(found) = discussion(reader, meeting, entries) else { continue };
        let label = format!("{}: {}, {}", found.how.title, name.title, reader.site.meetings[meeting as usize].name);
        *cell = Some(Cell { how: Ref { title: cut(&found.how.title, WORDS), ..found.how }, label });
    }
    cells.iter().any(Option::is_some).then_some(Row { dossier: name, cells })
}
