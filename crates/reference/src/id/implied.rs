//! Ids that another id determines.
//!
//! Takes: an id.
//! Gives: the id of the document that it names as well.
//! Never: goes the other way; a COM number has no CELEX letters.

use crate::id::Id;
use crate::id::patterns::is_chamber_document;

/// The document that an id names under another number; `None` where it names none.
pub(crate) fn document(id: &str) -> Option<Id> {
    commission_document(id).or_else(|| chamber_document(id))
}

/// The Commission document whose number is part of a CELEX number of sector 5.
///
/// `PC` and `DC` are COM documents, `JC` joint communications, `SC` staff working documents: SWD since 2012, SEC
/// before.
fn commission_document(id: &str) -> Option<Id> {
    let (year, kind, number) = (id.get(1..5)?, id.get(5..7)?, id.get(7..)?);
    if !id.starts_with('5') || number.len() != 4 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: u32 = year.parse().ok()?;
    let series = match kind {
        "PC" | "DC" => "COM",
        "JC" => "JOIN",
        "SC" if year >= 2012 => "SWD",
        "SC" => "SEC",
        _ => return None,
    };
    Some(Id::new(format!("{series}:{year}:{}", number.parse::<u32>().ok()?)))
}

/// The document that a publication outside any dossier publishes: `nds-tk-2025D22374` is `2025D22374`.
fn chamber_document(id: &str) -> Option<Id> {
    let document = id.strip_prefix("nds-tk-")?;
    is_chamber_document(document).then(|| Id::new(document))
}
