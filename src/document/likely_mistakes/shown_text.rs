//! The text of an element as the reader sees it.
//!
//! Takes: the events of an element and its source.
//! Gives: [`ShownText`]: the words of each run of lines, and where each byte of them stands in the source.
//! Never: holds code, HTML, or a character that was escaped on purpose; a placeholder stands for each.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::document::piece::Spanned;

/// Stands for what is not text: code, a note, an image, the ends of emphasis, an escaped character.
pub(super) const OTHER: char = '\u{fffc}';

/// The words of one paragraph, heading, cell or item of a list, with `\n` between lines.
#[derive(Debug, Default)]
pub(super) struct ShownText {
    pub text: String,
    /// The pieces of the text, in order.
    pieces: Vec<ShownPiece>,
}

/// A piece of a text, and where it comes from.
#[derive(Debug)]
struct ShownPiece {
    /// The byte of the text at which it begins.
    begin: usize,
    /// The bytes of the body that it comes from.
    source: Range<usize>,
    /// Whether it is what stands there; a placeholder is not.
    exact: bool,
}

impl ShownText {
    /// The range of the body from which a range of the text comes.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let piece = |byte: usize| {
            let at = self.pieces.partition_point(|piece| piece.begin <= byte).saturating_sub(1);
            self.pieces.get(at)
        };
        let start = piece(range.start).map_or(0, |piece| match piece.exact {
            true => (piece.source.start + (range.start - piece.begin)).min(piece.source.end),
            false => piece.source.start,
        });
        // The end is that of the last byte, since what comes next may lie elsewhere.
        let last = piece(range.end.max(1) - 1).filter(|_| !range.is_empty());
        let end = last.map_or(start, |piece| match piece.exact {
            true => (piece.source.start + (range.end - piece.begin)).min(piece.source.end),
            false => piece.source.end,
        });
        start..end.max(start)
    }

    /// A text without markup.
    pub(super) fn plain(text: &str) -> ShownText {
        let mut shown = ShownText::default();
        shown.push(text, 0);
        shown
    }

    fn push(&mut self, text: &str, source: usize) {
        let source = source..source + text.len();
        self.pieces.push(ShownPiece { begin: self.text.len(), source, exact: true });
        self.text.push_str(text);
    }

    fn line(&mut self, source: &Range<usize>) {
        self.pieces.push(ShownPiece { begin: self.text.len(), source: source.clone(), exact: false });
        self.text.push('\n');
    }

    fn other(&mut self, source: &Range<usize>) {
        match self.pieces.last_mut().filter(|_| self.text.ends_with(OTHER)) {
            Some(piece) => piece.source.end = piece.source.end.max(source.end),
            None => {
                self.pieces.push(ShownPiece { begin: self.text.len(), source: source.clone(), exact: false });
                self.text.push(OTHER);
            }
        }
    }
}

/// The texts of an element, one for each of its innermost blocks.
pub(super) fn texts(events: &[Spanned], body: &str) -> Vec<ShownText> {
    let mut texts = Vec::new();
    let mut open = ShownText::default();
    let mut code = 0usize;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_)) => code += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_)) => code = code.saturating_sub(1),
            _ if code > 0 => {}
            // Of an element only its first and its last sign stand beside the words.
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }) => {
                open.other(&(range.start..(range.start + 1).min(range.end)));
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {
                open.other(&(range.end.saturating_sub(1).max(range.start)..range.end));
            }
            Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => open.other(range),
            Event::Start(_) | Event::End(_) => close(&mut open, &mut texts),
            Event::Text(text) => said(&mut open, text, range, body),
            Event::SoftBreak | Event::HardBreak => open.line(range),
            _ => {}
        }
    }
    close(&mut open, &mut texts);
    texts
}

fn close(open: &mut ShownText, texts: &mut Vec<ShownText>) {
    let text = std::mem::take(open);
    if !text.text.is_empty() {
        texts.push(text);
    }
}

/// Adds a text. One that differs from its source is an entity; one behind a backslash begins with a character that was escaped.
fn said(open: &mut ShownText, text: &str, range: &Range<usize>, body: &str) {
    let source = body.get(range.clone()).unwrap_or_default();
    let escaped = range.start > 0 && body.as_bytes()[range.start - 1] == b'\\';
    if source != text {
        return open.other(range);
    }
    match text.chars().next().filter(|first| escaped && first.is_ascii_punctuation()) {
        Some(first) => {
            open.other(&(range.start..range.start + first.len_utf8()));
            open.push(&text[first.len_utf8()..], range.start + first.len_utf8());
        }
        None => open.push(text, range.start),
    }
}
