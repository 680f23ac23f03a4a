//! What an import was unsure of: one `Finding` for each doubt, with the line of the source it is about.
//! Findings are values; nothing is printed here.

use serde::Serialize;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Words were lost or added, or the input cannot be used.
    Error,
    /// Something was guessed; the place carries a comment in the Markdown.
    Warning,
    /// Something the author may want to know.
    Note,
}

/// One doubt about one place of the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Line of the source, from 1; 0 is the whole file. For Word files it counts paragraphs.
    pub line: usize,
    /// How much it matters.
    pub severity: Severity,
    /// A stable name, such as `note-cut-off`; [`CODES`] lists them all.
    pub code: &'static str,
    /// What was seen: lower case, no full stop.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

/// Every code with a sentence, in alphabetical order.
pub const CODES: &[(&str, &str)] = &[
    ("ad-without-title", "an annotation is headed only by the number of a listed item"),
    ("commitment-found", "something promised for a day was put in the front matter"),
    ("commitment-proposed", "a sentence may promise something, but names no day"),
    ("contents-list", "a contents list with page numbers was left out"),
    ("control-characters", "control characters were left out"),
    ("date-guessed", "no date of the meeting was found, and another date stands for it"),
    ("date-unknown", "no date of the meeting was found"),
    ("date-year-guessed", "the date of the meeting has no year in the source"),
    ("encoding", "the bytes are not UTF-8"),
    ("formation-unknown", "no council formation was recognised"),
    ("formal-or-informal", "the agenda's title and the letter disagree on whether the meeting is informal"),
    ("hyphen-unsure", "a hyphen at a line end may or may not belong to the word"),
    ("letterhead", "the letter's head was kept as a comment"),
    ("link-target", "an address printed beside the text was tied to a note or left out as a copy"),
    ("markup-dropped", "emphasis was left out because Markdown cannot express it there"),
    ("no-items", "no agenda item was recognised"),
    ("note-cut-off", "a note breaks off in the source"),
    ("note-missing", "a number is missing from the series of notes"),
    ("note-place-guessed", "no marker for a note was found, so its place was guessed"),
    ("note-text-guessed", "the numbers of notes stand apart from their texts, so which text is whose is a guess"),
    ("picture", "a picture was left out"),
    ("running-head", "lines that return on each page were left out"),
    ("table-guessed", "a table was read from the columns of the text"),
    ("treatment-moved", "a treatment was moved under its heading"),
    ("words-added", "the result has words that the source does not have at that place"),
    ("words-lost", "words of the source are not in the result"),
];

impl Finding {
    /// A finding that the author should look at.
    pub fn warning(line: usize, code: &'static str, message: String) -> Finding {
        Finding { line, severity: Severity::Warning, code, message, hint: String::new() }
    }

    /// A finding for information.
    pub fn note(line: usize, code: &'static str, message: String) -> Finding {
        Finding { severity: Severity::Note, ..Finding::warning(line, code, message) }
    }

    /// A finding that makes the result wrong.
    pub fn error(line: usize, code: &'static str, message: String) -> Finding {
        Finding { severity: Severity::Error, ..Finding::warning(line, code, message) }
    }

    /// The same finding with what to do about it.
    pub fn hint(mut self, hint: &str) -> Finding {
        self.hint = hint.to_string();
        self
    }

    /// The finding as a line for people.
    pub fn text(&self) -> String {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let place = if self.line > 0 { format!("line {}: ", self.line) } else { String::new() };
        let hint = if self.hint.is_empty() { String::new() } else { format!(" ({})", self.hint) };
        format!("  {severity}: {place}{} [{}]{hint}", self.message, self.code)
    }
}
