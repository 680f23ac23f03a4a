//! What a browser is told about the page it shows.
//!
//! Takes: the current [state](Shown), and the address of the page.
//! Gives: JSON: what the page is now, where it changed, what is wrong with it, and how much is wrong elsewhere.
//! Never: tells a browser what to do; the script compares this with what it has.

use serde_json::{Value, json};

use crate::diagnostic::personal_data::masked;
use crate::diagnostic::text_file::Lines;
use crate::diagnostic::{Diagnostic, Diagnostics, message};
use crate::preview::Shown;
use crate::preview::page_status::PageStatus;
use crate::preview::responses::{Answer, answer};

/// The news about the page at an address of the host.
pub(super) fn news(shown: &Shown, asked: &str) -> String {
    let (digest, page) = match answer(shown, asked) {
        Answer::Page { digest, page, .. } => (digest, page),
        _ => (0, None),
    };
    let status = shown.status(page);
    let here: Vec<Value> = status.here.iter().map(|diagnostic| described(diagnostic, &shown.diagnostics)).collect();
    json!({
        "page": format!("{digest:x}"),
        "styles": format!("{:x}", shown.styles),
        "assets": format!("{:x}", shown.assets),
        "place": status.place,
        "here": here,
        "elsewhere": elsewhere(shown, &status),
        "words": words(shown, &status),
    })
    .to_string()
}

/// How many files with mistakes are listed; a browser is no place for thousands.
const LISTED: usize = 200;

/// The other files with mistakes: each with its page, if it has one, and what is wrong first.
fn elsewhere(shown: &Shown, status: &PageStatus) -> Vec<Value> {
    let language = shown.diagnostics.language();
    let files: Vec<_> = status.elsewhere.chunk_by(|a, b| a.path == b.path).take(LISTED).collect();
    let pages = shown.pages_of(&files.iter().filter_map(|found| Some(&*found.first()?.path)).collect());
    let mut listed: Vec<Value> = Vec::new();
    for found in files {
        let Some(first) = found.first() else { continue };
        let first_words = first.message.words(language);
        let said = match found.len() - 1 {
            0 => first_words,
            more => message!("and-more", first = first_words, more).words(language),
        };
        listed.push(json!({ "path": first.path, "page": pages.get(&*first.path), "said": said }));
    }
    listed
}

/// The words of the panel, in the language of the messages.
fn words(shown: &Shown, status: &PageStatus) -> Value {
    let language = shown.diagnostics.language();
    let files = status.elsewhere.chunk_by(|a, b| a.path == b.path).count();
    json!({
        "error": message!("error").words(language),
        "warning": message!("warning").words(language),
        "notice": message!("notice").words(language),
        "close": message!("close").words(language),
        "here": message!("mistakes-here", count = status.here.len()).words(language),
        "elsewhere": message!("mistakes-elsewhere", count = status.elsewhere.len(), files).words(language),
    })
}

/// A diagnostic with its line.
fn described(diagnostic: &Diagnostic, all: &Diagnostics) -> Value {
    let (texts, language) = (all.texts(), all.language());
    let place = diagnostic.span.zip(texts.get(&diagnostic.path)).map(|(span, text)| {
        let lines = Lines::new(text);
        let (from, to) = (lines.position(span.start as usize), lines.position(span.end as usize));
        let line = lines.line(from.line);
        let end = if to.line == from.line { to.column } else { line.chars().count() + 1 };
        json!({ "line": from.line, "column": from.column, "end": end, "text": masked(line) })
    });
    json!({
        "severity": diagnostic.severity(),
        "code": diagnostic.code.name(),
        "path": diagnostic.path,
        "place": place,
        "message": diagnostic.message.words(language),
        "hint": diagnostic.hint.as_ref().map(|hint| json!({
            "name": hint.name(language),
            "words": hint.message.words(language),
        })),
    })
}
