//! What is embedded in text: images, blocks of code, HTML that the author typed, citations of notes.
//!
//! Takes: their events.
//! Gives: HTML with slots, and a diagnostic for anything that cannot be shown.
//! Never: passes on HTML unless the site allows it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};
use pulldown_cmark_escape::escape_html;

use super::HtmlWriter;
use super::draft::HtmlDraft;
use crate::diagnostic::suggest;
use crate::diagnostic::text_file;
use crate::diagnostic::{Code, Hint, message};
use crate::document::Citation;
use crate::document::fragment::Slot;
use crate::document::highlight;
use crate::document::indices::BlockId;
use crate::document::link_target;
use crate::settings::RawHtml;

/// The longest label of an undefined note that is searched for, in bytes. Without a limit, a line of brackets would
/// take time that grows with the square of its length.
const LABEL: usize = 200;

impl HtmlWriter<'_> {
    pub(super) fn image_source<'e>(&mut self, dest: &str, range: &Range<usize>, piece: &mut HtmlDraft<'e>) -> String {
        match link_target::read(dest, self.path) {
            Ok(link_target::Read::Internal(target)) => {
                let index = self.link(target, self.typed(dest, range), range.clone(), piece);
                piece.slot(Slot::Href(index))
            }
            Ok(link_target::Read::External(url)) => {
                let hint = message!("foreign-image.hint");
                self.report(Code::UnsafeLink, range, message!("foreign-image", url), hint);
                String::new()
            }
            Err(problem) => {
                let hint = self.meant(&problem, dest, range);
                self.report(problem.code, range, problem.message, hint);
                String::new()
            }
        }
    }

    pub(super) fn within_image<'e>(&mut self, event: Event<'e>, piece: &mut HtmlDraft<'e>) {
        let Some(image) = &mut piece.image else { return };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) => image.depth -= 1,
            Event::Text(text) | Event::Code(text) => image.alternative.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alternative.push(' '),
            _ => {}
        }
        if image.depth > 0 {
            return;
        }
        piece.depth -= 1;
        let Some(image) = piece.image.take() else { return };
        if image.alternative.trim().is_empty() {
            let hint = message!("missing-alternative.hint");
            self.report(Code::MissingAlternative, &image.span, message!("missing-alternative"), hint);
        }
        let mut alternative = String::new();
        let _ = escape_html(&mut alternative, &image.alternative);
        piece.say(&image.alternative);
        let mut title = String::new();
        if !image.title.is_empty() {
            let _ = escape_html(&mut title, &image.title);
            title = format!(" title=\"{title}\"");
        }
        piece.html(format!("<img src=\"{}\" alt=\"{alternative}\"{title} loading=\"lazy\">", image.source));
    }

    pub(super) fn code_block(&mut self, range: Range<usize>, piece: &mut HtmlDraft, block: Option<BlockId>) {
        let Some((language, code)) = piece.code.take() else { return };
        let highlighted = if language.is_empty() { None } else { highlight::html(&language, &code) };
        if highlighted.is_none() && !["", "text", "txt", "plain"].contains(&language.as_str()) {
            let first = text_file::first_line(self.body, &range);
            let typed =
                self.body[first.clone()].find(&language).map(|at| first.start + at..first.start + at + language.len());
            let hint = highlight::nearest(&language).map_or(message!("unknown-syntax.hint").into(), |word| {
                Hint::meant(word, typed.map(|typed| self.span(&typed)))
            });
            self.report(Code::UnknownSyntax, &first, message!("unknown-syntax", language), hint);
        }
        let class = if highlighted.is_some() { format!(" class=\"language-{language}\"") } else { String::new() };
        let inner = highlighted.unwrap_or_else(|| {
            let mut escaped = String::new();
            let _ = escape_html(&mut escaped, &code);
            escaped
        });
        piece.say(&code);
        // Long lines scroll, so the Tab key reaches the block.
        piece.open("<pre", block, &format!(" tabindex=\"0\"><code{class}>{inner}</code></pre>\n"));
    }

    /// Writes HTML as the settings have it. Comments were taken out before.
    pub(super) fn raw(&mut self, html: &str, range: Range<usize>, piece: &mut HtmlDraft) {
        if html.trim().is_empty() {
            return;
        }
        if self.raw_html == RawHtml::Passed {
            return piece.html(html.to_owned());
        }
        let range = range.start..range.start + self.body[range.clone()].trim_end().len();
        self.report(Code::RawHtml, &range, message!("raw-html"), message!("raw-html.hint"));
        piece.say(html);
        piece.events.push(Event::Text(html.to_owned().into()));
    }

    /// Writes the block of HTML that was collected.
    pub(super) fn html_block(&mut self, piece: &mut HtmlDraft) {
        if let Some((html, range)) = piece.html_block.take() {
            self.raw(&html, range, piece);
        }
    }

    /// Opens a list, of which the first number is given if it has any.
    pub(super) fn open_list(&mut self, first: Option<u64>, block: Option<BlockId>, piece: &mut HtmlDraft) {
        piece.lists.push(first);
        match first {
            _ if block.is_none() => piece.events.push(Event::Start(Tag::List(first))),
            None => piece.open("<ul", block, ">\n"),
            Some(1) => piece.open("<ol", block, ">\n"),
            Some(n) => piece.open(&format!("<ol start=\"{n}\""), block, ">\n"),
        }
    }

    /// Opens an item of a list. The number that was typed is the one that is shown, whatever Markdown makes of it.
    pub(super) fn item(&mut self, range: &Range<usize>, piece: &mut HtmlDraft) {
        let Some(Some(next)) = piece.lists.last_mut() else { return piece.events.push(Event::Start(Tag::Item)) };
        let source = &self.body[range.clone()];
        let digits = source.len() - source.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let typed = source[..digits].parse().unwrap_or(*next);
        let expected = std::mem::replace(next, typed.saturating_add(1));
        match typed == expected {
            true => piece.events.push(Event::Start(Tag::Item)),
            false => piece.html(format!("\n<li value=\"{typed}\">")),
        }
    }

    pub(super) fn citation<'e>(&mut self, label: &str, range: Range<usize>, piece: &mut HtmlDraft<'e>) {
        let label = label.to_lowercase();
        let note = *self.numbers.entry(label.clone()).or_insert_with(|| self.cited.push((label, Vec::new())));
        let citation = Citation { place: piece.spot.place, division: piece.spot.division, span: self.span(&range) };
        let citations = &mut self.cited[note].1;
        citations.push(citation);
        let slot = Slot::Citation { note, nth: citations.len() as u32, adjacent: piece.ends_with_citation() };
        let mark = piece.slot(slot);
        piece.html(mark);
    }

    /// pulldown-cmark gives `[^x]` without a definition as plain text in pieces (its issue 1072), so this looks at the
    /// source.
    pub(super) fn undefined_note(&mut self, text: &str, range: &Range<usize>) {
        let end = self.body.floor_char_boundary(range.start.saturating_add(LABEL).min(self.body.len()));
        let rest = &self.body[range.start..end.max(range.start)];
        let escaped = self.body[..range.start].ends_with('\\');
        if text != "[" || escaped || !rest.starts_with("[^") {
            return;
        }
        let Some(end) = rest.find([']', '\n', ' ']).filter(|end| rest[*end..].starts_with(']') && *end > 2) else {
            return;
        };
        let label = &rest[2..end];
        let otherwise = message!("undefined-footnote.hint", label);
        let typed = self.span(&(range.start + 2..range.start + end));
        let mut known: Vec<&str> = Vec::new();
        if self.diagnostics.len() < suggest::MOST {
            known.extend(self.defined.keys().map(String::as_str));
            known.sort_unstable();
        }
        let hint = suggest::did_you_mean(label, Some(typed), known, otherwise);
        let range = range.start..range.start + end + 1;
        self.report(Code::UndefinedFootnote, &range, message!("undefined-footnote", label), hint);
    }
}
