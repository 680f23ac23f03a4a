//! Diagnostics as commands to the workflows of GitHub, which show them beside the lines.
//!
//! Takes: a [`Diagnostic`], and where it begins.
//! Gives: `::error file=…,line=…,col=…::…`, on one line.
//! Never: lets a name or text from elsewhere be another command.

use crate::diagnostic::control_characters::escaped;
use crate::diagnostic::text_file::Position;
use crate::diagnostic::{Diagnostic, MessageLanguage, Severity};

pub(super) fn command(diagnostic: &Diagnostic, place: Option<Position>, language: MessageLanguage) -> String {
    let severity = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    };
    let place = place.map(|place| format!(",line={},col={}", place.line, place.column)).unwrap_or_default();
    let mut text = format!("{} [{}]", diagnostic.message.words(language), diagnostic.code.name());
    if let Some(hint) = &diagnostic.hint {
        text = format!("{text}\n{}", hint.words(language));
    }
    format!("::{severity} file={}{place}::{}", property(&diagnostic.path), data(&text))
}

/// The text of a command; it may have lines.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| escaped(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// The value of a property, which ends at a comma or colon.
fn property(text: &str) -> String {
    escaped(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}
