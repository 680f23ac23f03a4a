//! Running text in Markdown: emphasis, links and citations.
//!
//! Takes: rich text.
//! Gives: Markdown; `escape` writes the words.
//! Never: writes emphasis that would be read as stars.

use super::escape::{self, TextPlace};
use crate::import::rich_text::{RichText, TextRun, TextStyle};
use crate::import::source_blocks::SourceNote;

/// Whether emphasis and links are written; off only where Markdown cannot express them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Emphasis {
    Written,
    LeftOut,
}

/// Writes running text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InlineWriter<'a> {
    pub(crate) notes: &'a [SourceNote],
    pub(crate) emphasis: Emphasis,
}

/// The surroundings of a piece of text: the kind of place, and the sign after it.
struct TextNeighbours {
    place: TextPlace,
    next: Option<char>,
}

impl InlineWriter<'_> {
    /// Running text in Markdown.
    pub(crate) fn write(&self, rich: &RichText, place: TextPlace) -> String {
        let mut out = String::new();
        for (index, run) in rich.runs.iter().enumerate() {
            match run {
                TextRun::Cite(note) => {
                    if let Some(note) = self.notes.get(*note) {
                        out.push_str(&format!("[^{}]", note.label));
                    }
                }
                TextRun::Text(text, style) => {
                    let next = rich.runs.get(index + 1).map_or(Some(' '), |run| match run {
                        TextRun::Text(text, _) => text.chars().next(),
                        TextRun::Cite(_) => Some('['),
                    });
                    self.styled(text, style, TextNeighbours { place, next }, &mut out);
                }
            }
        }
        out.trim().to_string()
    }

    fn styled(&self, text: &str, style: &TextStyle, around: TextNeighbours, out: &mut String) {
        let TextNeighbours { place, next } = around;
        let bare = text.trim();
        let (lead, tail) = (text.len() - text.trim_start().len(), text.len() - text.trim_end().len());
        if self.emphasis == Emphasis::LeftOut || bare.is_empty() || *style == TextStyle::default() {
            out.push_str(&escape::text(text, place, out.chars().next_back()));
            return;
        }
        let after = if tail > 0 { Some(' ') } else { next };
        let before = if lead > 0 { Some(' ') } else { out.chars().next_back() };
        let mark = match (style.strong, style.emphasis) {
            _ if place == TextPlace::Heading || !may_stand(bare, before, after) => "",
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        let link = style.link.as_deref().filter(|link| is_target(link));
        let joins = if lead == 0 && mark.is_empty() { before } else { None };
        let inner =
            escape::text(bare, if link.is_some() { TextPlace::Link } else { place }, joins.filter(|_| link.is_none()));
        let inner = match link {
            Some(link) if link == bare => escape::text(bare, place, joins),
            Some(link) if link.contains(['(', ')']) => format!("[{inner}](<{link}>)"),
            Some(link) => format!("[{inner}]({link})"),
            None => inner,
        };
        out.push_str(&text[..lead]);
        out.push_str(&format!("{mark}{inner}{mark}"));
        out.push_str(&text[text.len() - tail..]);
    }
}

/// Whether stars around a text would be read as emphasis: no blank within, no letter against a sign.
fn may_stand(text: &str, before: Option<char>, after: Option<char>) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (first, last) = (text.chars().next(), text.chars().next_back());
    let star = before == Some('*') || after == Some('*');
    (word(first) || !word(before)) && (word(last) || !word(after)) && !star
}

/// Addresses outside the document that can stand in a link.
fn is_target(link: &str) -> bool {
    let outside = link.starts_with("http://") || link.starts_with("https://") || link.starts_with("mailto:");
    outside && !link.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\\".contains(c))
}
