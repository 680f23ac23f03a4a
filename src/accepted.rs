//! Warnings that an author has accepted, because the text has to stand as it is.
//!
//! Takes: the diagnostics of a site, and what the front matter of each file accepts.
//! Gives: the diagnostics without those; a warning for each acceptance that nothing answers to.
//! Never: lets an error pass.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::Document;
use crate::front::Acceptance;

/// Takes out what is accepted.
pub fn apply(documents: &[Arc<Document>], diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let accepting = documents.iter().filter(|document| !document.front.accepted.is_empty());
    let accepting: HashMap<&str, &Document> = accepting.map(|document| (&*document.source.path, &**document)).collect();
    if accepting.is_empty() {
        return diagnostics;
    }
    let mut used: HashSet<(&str, Span)> = HashSet::new();
    let mut left: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let document = accepting.get(&*diagnostic.path);
        let accepts = |acceptance: &&Acceptance, document: &Document| {
            acceptance.code == diagnostic.code
                && acceptance.words.as_ref().is_none_or(|words| is_about(&diagnostic, &document.source.text, words))
        };
        let acceptance = document.and_then(|document| document.front.accepted.iter().find(|acceptance| accepts(acceptance, document)));
        match (document, acceptance) {
            (Some(document), Some(acceptance)) => drop(used.insert((&document.source.path, acceptance.span))),
            _ => left.push(diagnostic),
        }
    }
    for document in documents {
        for acceptance in document.front.accepted.iter().filter(|a| !used.contains(&(&*document.source.path, a.span))) {
            let message = format!("the warning `{}` that is accepted here does not occur", acceptance.code.name());
            let diagnostic = Diagnostic::at(Code::UnusedAcceptance, &document.source.path, acceptance.span, message);
            left.push(diagnostic.hint("remove it from `accepted`, or compare its `words` with the text"));
        }
    }
    left
}

/// Whether a diagnostic points at a place with these words, or within them.
fn is_about(diagnostic: &Diagnostic, text: &str, words: &str) -> bool {
    let Some(span) = diagnostic.span else { return false };
    let Some(pointed) = text.get(span.range()) else { return false };
    if pointed.contains(words) {
        return true;
    }
    let from = text.floor_char_boundary(span.range().start.saturating_sub(words.len()));
    let until = text.ceil_char_boundary((span.range().end + words.len()).min(text.len()));
    words.contains(pointed) && text[from..until].contains(words)
}
