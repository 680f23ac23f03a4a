//! Warnings that an author has accepted, because the text has to stand as it is.
//!
//! Takes: the diagnostics of a site, and what the front matter of each file accepts.
//! Gives: the diagnostics without those; a warning for each acceptance that nothing answers to.
//! Never: lets an error pass.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::document::Document;
use crate::fields::Fields;
use crate::suggest;

/// A warning that is accepted.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// Which.
    pub code: Code,
    /// The words that it is about; none for all of this code in the file.
    pub words: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// Reads the list `accepted` of some front matter.
pub fn read(fields: &mut Fields, path: &Arc<str>) -> Vec<Acceptance> {
    fields.tables("accepted", |f| {
        let (name, words, span) = (f.required_text("warning", "reference-cut-off"), f.text("words"), f.span());
        // Said for whoever reads the file.
        f.text("why");
        let name = name?;
        let warnings = || Code::ALL.iter().filter(|code| code.severity() == Severity::Warning).map(|code| code.name());
        let code = Code::ALL.iter().find(|code| code.name() == name.value && code.severity() == Severity::Warning);
        if code.is_none() {
            let message = format!("`{}` is no warning that can be accepted", name.value);
            let hint = suggest::did_you_mean(&name.value, warnings(), "write the name of a warning, such as `reference-cut-off`");
            f.report(Diagnostic::at(Code::WrongType, path, name.span, message).hint(hint));
        }
        Some(Acceptance { code: *code?, words: words.map(|w| w.value), span })
    })
}

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
