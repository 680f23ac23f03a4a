//! The table `[glossary]` of `site.toml`: what abbreviations and other terms mean.
//!
//! Takes: the [`Fields`] of the settings.
//! Gives: an explanation for each term, and a diagnostic for each that is none.
//! Never: looks for a term in a text; the views do.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, message};
use crate::settings::fields::Fields;
use crate::settings::value::ValueKind;

pub(super) fn read(fields: &mut Fields, path: &Arc<str>) -> BTreeMap<String, String> {
    let mut glossary = BTreeMap::new();
    for entry in fields.open_table("glossary") {
        let explanation = match &entry.value.kind {
            ValueKind::Scalar { text, .. } => text.trim(),
            _ => "",
        };
        // A term begins and ends as a word does, or it would never be found.
        let is_term = |term: &str| {
            let ends = [term.chars().next(), term.chars().next_back()];
            ends.iter().all(|end| end.is_some_and(char::is_alphanumeric))
        };
        if explanation.is_empty() || !is_term(&entry.key) {
            let message = message!("unexplained", term = entry.key);
            let hint = message!("unexplained.hint");
            fields.report(Diagnostic::at(Code::WrongType, path, entry.value.span, message).hint(hint));
        } else {
            glossary.insert(entry.key.clone(), explanation.to_owned());
        }
    }
    glossary
}
