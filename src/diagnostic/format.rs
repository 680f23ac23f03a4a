//! Diagnostics as text.
//!
//! Takes: [`Diagnostic`]s, and the texts that they point into.
//! Gives: text for people, one line each, or what other programs read.
//! Never: sorts, filters or judges, or writes a character of content that a terminal obeys.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use rayon::prelude::*;
use serde_json::json;

use crate::diagnostic::control_characters::{escaped, escaped_json, escaped_lines};
use crate::diagnostic::personal_data::masked;
use crate::diagnostic::places::TextPlaces;
pub(crate) use crate::diagnostic::places::Texts;
use crate::diagnostic::text_file::{Lines, Position, floor_boundary};
use crate::diagnostic::{Diagnostic, Hint, MessageLanguage, Severity, Span, sarif, workflow_commands};

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ReportFormat {
    /// For people: with the line of the file, the place in it, and the hint.
    #[default]
    Human,
    /// One line each: `path:line:column: severity[code]: message`.
    Short,
    /// One JSON object a line, in UTF-8.
    Json,
    /// One SARIF 2.1.0 document, with the edits of the hints as fixes.
    Sarif,
    /// Commands to the workflows of GitHub, one a line: `::error file=…,line=…,col=…::…`.
    Github,
}

/// Whether the text may contain colours, as ANSI escape sequences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// For a terminal.
    Yes,
    /// For a file or a pipe.
    No,
}

/// How a run writes its diagnostics.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Presentation {
    /// In which form.
    pub format: ReportFormat,
    /// With colours or without.
    pub colours: Colours,
    /// In which language.
    pub language: MessageLanguage,
}

/// Writes diagnostics, each ending in a line break, or one document of all.
pub(crate) fn report(diagnostics: &[Diagnostic], texts: &Texts, presentation: Presentation) -> String {
    if presentation.format == ReportFormat::Sarif {
        let document = sarif::document(diagnostics, &mut TextPlaces::new(texts), presentation.language);
        return format!("{}\n", escaped_json(&format!("{document:#}")));
    }
    // Those of one file stand together, and only they share anything.
    let files: Vec<&[Diagnostic]> = diagnostics.chunk_by(|a, b| a.path == b.path).collect();
    let of_file = |diagnostics: &[Diagnostic]| {
        let mut reporter = Reporter::new(texts, presentation);
        let mut out = String::new();
        for diagnostic in diagnostics {
            out.push_str(&reporter.text(diagnostic));
            out.push('\n');
        }
        out
    };
    let texts: Vec<String> = files.into_par_iter().map(of_file).collect();
    texts.concat()
}

struct Reporter<'a> {
    places: TextPlaces<'a>,
    presentation: Presentation,
    renderer: Renderer,
}

impl<'a> Reporter<'a> {
    fn new(texts: &'a Texts, presentation: Presentation) -> Self {
        let renderer = match presentation.colours {
            Colours::Yes => Renderer::styled(),
            Colours::No => Renderer::plain(),
        };
        Reporter { places: TextPlaces::new(texts), presentation, renderer }
    }

    fn text(&mut self, diagnostic: &Diagnostic) -> String {
        match self.presentation.format {
            ReportFormat::Human => self.human(diagnostic),
            ReportFormat::Short => self.short(diagnostic),
            ReportFormat::Github => {
                let place = self.positions(diagnostic).map(|(from, _)| from);
                workflow_commands::command(diagnostic, place, self.presentation.language)
            }
            ReportFormat::Json | ReportFormat::Sarif => self.json(diagnostic),
        }
    }

    fn place(&mut self, diagnostic: &Diagnostic) -> Option<(&Lines<'a>, &'a str, Span)> {
        let span = diagnostic.span?;
        let (lines, text) = self.places.lines(&diagnostic.path)?;
        Some((lines, text, span))
    }

    fn positions(&mut self, diagnostic: &Diagnostic) -> Option<(Position, Position)> {
        self.places.ends(&diagnostic.path, diagnostic.span?)
    }

    fn human(&mut self, diagnostic: &Diagnostic) -> String {
        let language = self.presentation.language;
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Notice => Level::NOTE.with_name("notice"),
        };
        let title = level.primary_title(escaped(&diagnostic.message.words(language)).into_owned());
        let title = title.id(diagnostic.code.name());
        let path = escaped(&diagnostic.path).into_owned();
        let mut group = match self.place(diagnostic) {
            Some((lines, text, span)) => {
                // Only the first line is shown, so a long file costs no more than a short one.
                let first = lines.position(span.start as usize);
                let line = lines.line(first.line);
                let start = floor_boundary(text, span.start as usize) - lines.offset(first.line, 0);
                let end = floor_boundary(text, span.end as usize)
                    .saturating_sub(lines.offset(first.line, 0))
                    .clamp(start, line.len().max(start));
                let (line, start, end) = shorten(line, start.min(line.len()), end.min(line.len()));
                // Masked before anything in it becomes longer.
                let (line, start, end) = visible(&masked(&line), start, end);
                let snippet = Snippet::source(line).path(path).line_start(first.line);
                title.element(snippet.annotation(AnnotationKind::Primary.span(start..end)))
            }
            None => title.element(annotate_snippets::Origin::path(path)),
        };
        if let Some(hint) = &diagnostic.hint {
            let words = hint.message.words(language);
            group = group.element(Level::HELP.with_name(hint.name(language)).message(escaped(&words).into_owned()));
        }
        self.renderer.render(&[group]) + "\n"
    }

    fn short(&mut self, diagnostic: &Diagnostic) -> String {
        let place =
            self.positions(diagnostic).map(|(from, _)| format!(":{}:{}", from.line, from.column)).unwrap_or_default();
        let severity = match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        };
        let words = diagnostic.message.words(self.presentation.language);
        let (path, message) = (escaped(&diagnostic.path), escaped(&words));
        format!("{path}{place}: {severity}[{}]: {message}", diagnostic.code.name())
    }

    fn json(&mut self, diagnostic: &Diagnostic) -> String {
        let places = self.positions(diagnostic);
        let language = self.presentation.language;
        let json = json!({
            "severity": diagnostic.severity(),
            "code": diagnostic.code.name(),
            "path": diagnostic.path,
            "line": places.map(|(from, _)| from.line),
            "column": places.map(|(from, _)| from.column),
            "end_line": places.map(|(_, to)| to.line),
            "end_column": places.map(|(_, to)| to.column),
            "message": diagnostic.message.words(language),
            "hint": diagnostic.hint.as_ref().map(|hint| hint.message.words(language)),
            "said": diagnostic.message,
            "mend": diagnostic.hint.as_ref().map(Hint::without_personal_data),
        });
        escaped_json(&json.to_string()).into_owned()
    }
}

/// A very long line, cut down to the surroundings of the span.
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

/// A line with what a terminal would obey made visible, and the span in it.
fn visible(line: &str, start: usize, end: usize) -> (String, usize, usize) {
    // Tabs are widened later.
    let [before, within, behind] = [&line[..start], &line[start..end], &line[end..]].map(escaped_lines);
    let (start, end) = (before.len(), before.len() + within.len());
    (format!("{before}{within}{behind}"), start, end)
}

#[cfg(test)]
mod tests {
    use super::shorten;

    /// The span in a cut line still falls between characters, however wide they are.
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
