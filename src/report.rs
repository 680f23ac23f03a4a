//! Diagnostics as text.
//!
//! Takes: [`Diagnostic`]s and the texts they point into.
//! Gives: text for people, a line each, or a JSON object a line each.
//! Never: sorts, filters or judges.

use std::collections::HashMap;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::json;

use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::source::{Lines, Position, floor_boundary};

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// With the line and the hint, for people.
    #[default]
    Human,
    /// One line each: `path:line:column: severity[code]: message`.
    Short,
    /// One JSON object a line.
    Json,
}

/// Whether text may hold colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// It may.
    Yes,
    /// It may not.
    No,
}

/// Texts by path, to find lines and columns in.
pub type Texts = HashMap<Arc<str>, Arc<str>>;

/// Writes diagnostics, each ending in a line break.
pub fn report(diagnostics: &[Diagnostic], texts: &Texts, format: Format, colours: Colours) -> String {
    let mut reporter = Reporter { texts, lines: HashMap::new() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        let text = match format {
            Format::Human => reporter.human(diagnostic, colours),
            Format::Short => reporter.short(diagnostic),
            Format::Json => reporter.json(diagnostic),
        };
        out.push_str(&text);
        out.push('\n');
    }
    out
}

struct Reporter<'a> {
    texts: &'a Texts,
    lines: HashMap<&'a str, Lines<'a>>,
}

impl<'a> Reporter<'a> {
    fn place(&mut self, diagnostic: &Diagnostic) -> Option<(&Lines<'a>, &'a str, Span)> {
        let span = diagnostic.span?;
        let (path, text) = self.texts.get_key_value(&diagnostic.path)?;
        let lines = self.lines.entry(path).or_insert_with(|| Lines::new(text));
        Some((lines, text, span))
    }

    fn positions(&mut self, diagnostic: &Diagnostic) -> Option<(Position, Position)> {
        let (lines, _, span) = self.place(diagnostic)?;
        Some((lines.position(span.start as usize), lines.position(span.end as usize)))
    }

    fn human(&mut self, diagnostic: &Diagnostic, colours: Colours) -> String {
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(&*diagnostic.message).id(diagnostic.code.name());
        let path = diagnostic.path.to_string();
        let mut group = match self.place(diagnostic) {
            Some((lines, text, span)) => {
                // Only the first line is shown, so that a long file costs no more than a short one.
                let first = lines.position(span.start as usize);
                let line = lines.line(first.line);
                let start = floor_boundary(text, span.start as usize) - lines.offset(first.line, 0);
                let end =
                    floor_boundary(text, span.end as usize).saturating_sub(lines.offset(first.line, 0)).clamp(start, line.len().max(start));
                let (line, start, end) = shorten(line, start.min(line.len()), end.min(line.len()));
                let snippet = Snippet::source(line).path(path).line_start(first.line);
                title.element(snippet.annotation(AnnotationKind::Primary.span(start..end)))
            }
            None => title.element(annotate_snippets::Origin::path(path)),
        };
        if let Some(hint) = &diagnostic.hint {
            group = group.element(Level::HELP.with_name("hint").message(&**hint));
        }
        let renderer = match colours {
            Colours::Yes => Renderer::styled(),
            Colours::No => Renderer::plain(),
        };
        format!("{}\n", renderer.render(&[group]))
    }

    fn short(&mut self, diagnostic: &Diagnostic) -> String {
        let place = self.positions(diagnostic).map(|(from, _)| format!(":{}:{}", from.line, from.column)).unwrap_or_default();
        let severity = match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        format!("{}{place}: {severity}[{}]: {}", diagnostic.path, diagnostic.code.name(), diagnostic.message)
    }

    fn json(&mut self, diagnostic: &Diagnostic) -> String {
        let places = self.positions(diagnostic);
        json!({
            "severity": diagnostic.severity(),
            "code": diagnostic.code.name(),
            "path": diagnostic.path,
            "line": places.map(|(from, _)| from.line),
            "column": places.map(|(from, _)| from.column),
            "end_line": places.map(|(_, to)| to.line),
            "end_column": places.map(|(_, to)| to.column),
            "message": diagnostic.message,
            "hint": diagnostic.hint,
        })
        .to_string()
    }
}

/// A very long line cut down around the span.
fn shorten(line: &str, start: usize, end: usize) -> (String, usize, usize) {
    const BEFORE: usize = 90;
    const AFTER: usize = 110;
    if line.len() <= BEFORE + AFTER {
        return (line.to_owned(), start, end);
    }
    let mut from = floor_boundary(line, start.saturating_sub(BEFORE));
    if from > 0 {
        from = line[from..start].find(' ').map_or(from, |i| from + i + 1);
    }
    let end = floor_boundary(line, end.min(start + AFTER)).max(start);
    let mut to = floor_boundary(line, (end + AFTER - (end - start).min(AFTER)).max(end));
    if to < line.len() {
        to = line[end..to].rfind(' ').map_or(to, |i| end + i);
    }
    let (head, tail) = (if from > 0 { "… " } else { "" }, if to < line.len() { " …" } else { "" });
    let shift = head.len();
    (format!("{head}{}{tail}", &line[from..to.max(end)]), start - from + shift, end - from + shift)
}

#[cfg(test)]
mod tests {
    use super::shorten;

    /// The span of a cut line lies between characters, wherever they are wide.
    #[test]
    fn long_lines_of_wide_characters_are_cut_between_them() {
        let line = "één lijn ‑ 𐡗 ".repeat(40);
        let ends: Vec<usize> = line.char_indices().map(|(i, _)| i).chain([line.len()]).collect();
        for (n, start) in ends.iter().enumerate() {
            for end in ends[n..].iter().step_by(7) {
                let (cut, from, to) = shorten(&line, *start, *end);
                assert!(line[*start..].starts_with(&cut[from..to]), "{start}..{end}: {cut}");
            }
        }
    }
}
