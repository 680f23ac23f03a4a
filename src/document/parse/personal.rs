//! Looks for personal data in a file.
//!
//! Takes: the text of a file, front matter included, and its role.
//! Gives: a diagnostic for each number and address of a person, up to a number of them.
//! Never: shows one whole, or says anything of a version that a seal keeps, since nobody can change that.

use crate::diagnostic::personal_data::{self, PersonalData};
use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Code, Diagnostic, message};
use crate::document::Role;

/// How many of one file are told; a file with more is a list of people, which shows from these.
const MOST: usize = 50;

pub(super) fn check(file: &TextFile, role: &Role) -> Vec<Diagnostic> {
    if matches!(role, Role::Version { .. }) {
        return Vec::new();
    }
    let report = |PersonalData { kind, range }: PersonalData| {
        let data = &file.text[range.clone()];
        let words = data[kind.tail(data)..].trim();
        let message = message!("personal-data", kind = kind.name(), shown = personal_data::masked(data).into_owned());
        let hint = message!("personal-data.hint", words = format!("\"{words}\""));
        Diagnostic::at(Code::PersonalData, &file.path, range, message).hint(hint)
    };
    personal_data::find(&file.text).into_iter().take(MOST).map(report).collect()
}
