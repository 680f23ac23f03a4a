//! What a browser is told about the page it shows.
//!
//! Takes: the [state](Shown) in place and the address of the page.
//! Gives: JSON: what the page is now, where it changed, what is wrong with it, how much is wrong elsewhere.
//! Never: tells a browser what to do; the script compares with what it has.

use serde_json::{Value, json};

use crate::answer::{Answer, answer};
use crate::diagnostic::Diagnostic;
use crate::preview::Shown;
use crate::report::Texts;
use crate::source::Lines;

/// The news about the page at an address of the host.
pub fn news(shown: &Shown, asked: &str) -> String {
    let (digest, page) = match answer(shown, asked) {
        Answer::Page { digest, page, .. } => (digest, page),
        _ => (0, None),
    };
    let status = shown.status(page);
    let here: Vec<Value> = status.here.iter().map(|diagnostic| described(diagnostic, &shown.texts)).collect();
    json!({
        "page": format!("{digest:x}"),
        "styles": format!("{:x}", shown.styles),
        "assets": format!("{:x}", shown.assets),
        "place": status.place,
        "here": here,
        "elsewhere": status.elsewhere,
    })
    .to_string()
}

/// A diagnostic with its line.
fn described(diagnostic: &Diagnostic, texts: &Texts) -> Value {
    let place = diagnostic.span.zip(texts.get(&diagnostic.path)).map(|(span, text)| {
        let lines = Lines::new(text);
        let (from, to) = (lines.position(span.start as usize), lines.position(span.end as usize));
        let line = lines.line(from.line);
        let end = if to.line == from.line { to.column } else { line.chars().count() + 1 };
        json!({ "line": from.line, "column": from.column, "end": end, "text": line })
    });
    json!({
        "severity": diagnostic.severity(),
        "code": diagnostic.code.name(),
        "path": diagnostic.path,
        "place": place,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    })
}
