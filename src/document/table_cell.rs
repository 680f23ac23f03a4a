//! Cells of tables for spreadsheets.
//!
//! Takes: a text.
//! Gives: the same text as a cell of a CSV file.
//! Never: lets a cell begin with a character that makes a spreadsheet run it as a formula.

use std::borrow::Cow;

/// A cell that no spreadsheet takes for a formula.
pub(crate) fn cell(text: &str) -> Cow<'_, str> {
    // Some spreadsheets take the wide forms of these characters for the same.
    match text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        true => format!("'{text}").into(),
        false => text.into(),
    }
}
