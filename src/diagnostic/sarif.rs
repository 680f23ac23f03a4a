//! Diagnostics as one SARIF document, as code hosts and editors read them.
//!
//! Takes: [`Diagnostic`]s, and the places in their texts.
//! Gives: SARIF 2.1.0 (OASIS Standard, 27 March 2020), with every code as a rule and every edit as a fix.
//! Never: sorts, filters or judges.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::diagnostic::places::TextPlaces;
use crate::diagnostic::{Code, Diagnostic, Edit, Hint, MessageLanguage, Severity, Span, Sureness};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What may stand in a relative address as it is (RFC 3986, section 2.3), besides `/`.
const PATH: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The whole document.
pub(super) fn document(diagnostics: &[Diagnostic], places: &mut TextPlaces, language: MessageLanguage) -> Value {
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(diagnostic, places, language)).collect();
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code, language)).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "voetnoot",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "language": language.code(),
            // Columns are characters, not the units of UTF-16 that would be meant otherwise.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(code: Code, language: MessageLanguage) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.explained(language) },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "note",
    }
}

fn result(diagnostic: &Diagnostic, places: &mut TextPlaces, language: MessageLanguage) -> Value {
    let mut physical = json!({ "artifactLocation": artifact(diagnostic) });
    if let Some(region) = diagnostic.span.and_then(|span| region(diagnostic, span, places)) {
        physical["region"] = region;
    }
    let mut text = diagnostic.message.words(language);
    if let Some(hint) = &diagnostic.hint {
        text = format!("{text} ({})", hint.words(language));
    }
    let mut result = json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == diagnostic.code),
        "level": level(diagnostic.severity()),
        "message": { "text": text },
        "locations": [{ "physicalLocation": physical }],
    });
    let hint = diagnostic.hint.as_ref().map(Hint::without_personal_data);
    if let Some(hint) = hint.filter(|hint| !hint.edits.is_empty()) {
        result["fixes"] = fixes(diagnostic, &hint, places, language);
    }
    result
}

/// A fix for all certain edits together, and one for each of those from which somebody has to choose.
fn fixes(diagnostic: &Diagnostic, hint: &Hint, places: &mut TextPlaces, language: MessageLanguage) -> Value {
    let size = if hint.sureness == Sureness::Choose { 1 } else { hint.edits.len() };
    let mut fix = |edits: &[Edit]| {
        let replacements: Vec<Value> = edits
            .iter()
            .filter_map(|edit| {
                let region = region(diagnostic, edit.span, places)?;
                Some(json!({ "deletedRegion": region, "insertedContent": { "text": edit.text } }))
            })
            .collect();
        (!replacements.is_empty()).then(|| {
            json!({
                "description": { "text": hint.words(language) },
                "artifactChanges": [{ "artifactLocation": artifact(diagnostic), "replacements": replacements }],
            })
        })
    };
    hint.edits.chunks(size).filter_map(&mut fix).collect()
}

fn artifact(diagnostic: &Diagnostic) -> Value {
    json!({ "uri": utf8_percent_encode(&diagnostic.path, &PATH).to_string() })
}

/// Lines and columns are counted from 1; the column of the end is that of the first character behind.
fn region(diagnostic: &Diagnostic, span: Span, places: &mut TextPlaces) -> Option<Value> {
    let (from, to) = places.ends(&diagnostic.path, span)?;
    Some(json!({ "startLine": from.line, "startColumn": from.column, "endLine": to.line, "endColumn": to.column }))
}
