//! HTML pages (an official gazette, a ministry's site) to blocks and notes.
//!
//! Takes: the source of a page.
//! Gives: a [`Reading`] of its main content; what is outside (navigation, scripts, forms) is left out.
//! Never: loses a text within the main content.

mod blocks;
mod footnote_links;
mod nesting;
pub(super) mod tags;

use std::ops::Range;

use super::structured_source::{self, PieceNote};
use crate::import::rich_text::RichText;
use crate::import::source_blocks::Reading;
use blocks::HtmlBlockReader;
use footnote_links::FootnoteTarget;
use nesting::HtmlNesting;
use tags::{HtmlTag, element_end};

/// Elements whose text is never content.
const NEVER: &[&str] = &[
    "script", "style", "head", "noscript", "template", "svg", "button", "select", "option", "iframe", "object",
    "title", "nav", "form", "dialog", "audio", "video", "canvas",
];
/// Elements that are furniture outside the main content.
const FURNITURE: &[&str] = &["header", "footer", "aside"];
/// Elements that have no end tag.
const VOID: &[&str] =
    &["br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"];

/// Reads a page.
pub(crate) fn read(html: &str) -> Reading {
    let tags = tags::tags(html);
    let content = content(&tags);
    let nesting = HtmlNesting::new(&tags);
    let notes = footnote_links::find(&tags, &nesting, &content);
    let mut defined = vec![false; tags.len()];
    notes.definitions.iter().for_each(|definition| defined[definition.range.clone()].fill(true));
    let mut reader = HtmlBlockReader::new(&tags);
    let mut at = 0;
    for index in content {
        if index < at || defined[index] {
            continue;
        }
        match notes.cites.get(&index) {
            Some(citation) => {
                reader.cite(citation.note);
                at = citation.end;
            }
            None => reader.tag(index),
        }
    }
    reader.finish();
    let texts = notes.definitions.iter().map(|definition| note(&tags, &nesting, definition)).collect();
    structured_source::reading(reader.pieces, texts, reader.findings)
}

/// The paragraphs of a note, without its number and the links back.
fn note(tags: &[HtmlTag], nesting: &HtmlNesting, definition: &FootnoteTarget) -> PieceNote {
    let mut reader = HtmlBlockReader::new(tags);
    let mut at = 0;
    for index in definition.range.clone() {
        if index < at {
            continue;
        }
        let opens = matches!(tags[index], HtmlTag::Open { .. });
        if opens && footnote_links::is_back_link(tags, nesting, index, &definition.label) {
            at = nesting.element(index).end;
            continue;
        }
        reader.tag(index);
    }
    reader.finish();
    let line = definition.range.clone().find_map(|index| line(&tags[index])).unwrap_or(0);
    let mut paragraphs: Vec<RichText> =
        reader.pieces.into_iter().map(|piece| piece.rich.tidy()).filter(|rich| !rich.is_empty()).collect();
    if let Some(first) = paragraphs.first_mut() {
        let text = first.text();
        *first = first.skip(text.len() - without_label(&text, &definition.label).len());
    }
    PieceNote { label: definition.label.clone(), paragraphs, line }
}

/// A note's text without its own number at the start, with or without brackets.
fn without_label<'a>(text: &'a str, label: &str) -> &'a str {
    let bare = text.trim_start_matches(['[', '(']);
    match bare.strip_prefix(label) {
        Some(rest)
            if !rest.starts_with(|c: char| c.is_ascii_digit())
                && (bare.len() < text.len() || rest.starts_with([' ', '.', ')'])) =>
        {
            rest.trim_start_matches([']', ')', '.']).trim_start()
        }
        _ => text.trim_start_matches([']', ')']).trim_start(),
    }
}

fn line(tag: &HtmlTag) -> Option<usize> {
    match tag {
        HtmlTag::Open { line, .. } | HtmlTag::Text { line, .. } => Some(*line),
        HtmlTag::Close { .. } => None,
    }
}

/// The indices of the tags that are content.
fn content(tags: &[HtmlTag]) -> Vec<usize> {
    let main = main_range(tags);
    let whole = 0..tags.len();
    let range = main.clone().filter(|main| letters(tags, main) * 3 >= letters(tags, &whole)).unwrap_or(whole);
    let in_main = main.as_ref() == Some(&range);
    let is_left_out = |tag: &HtmlTag| is_never_content(tag) || !in_main && is_outer_furniture(tag);
    let mut kept = Vec::new();
    let mut index = range.start;
    while index < range.end {
        let tag = &tags[index];
        if matches!(tag, HtmlTag::Open { .. }) && !VOID.contains(&tag.name()) && is_left_out(tag) {
            index = element_end(tags, index);
        } else {
            kept.push(index);
            index += 1;
        }
    }
    kept
}

/// Whether the text of an element is never content.
fn is_never_content(tag: &HtmlTag) -> bool {
    let hidden = tag.attribute("hidden").is_some() || tag.attribute("role") == Some("navigation");
    NEVER.contains(&tag.name()) || hidden
}

/// Whether an element is furniture if no main content is marked; the notes of a page may be in its footer.
fn is_outer_furniture(tag: &HtmlTag) -> bool {
    let notes = tag.attribute("role").is_some_and(|role| role.contains("note"))
        || tag.attribute("class").is_some_and(|class| class.contains("noot") || class.contains("note"));
    FURNITURE.contains(&tag.name()) && !notes
}

/// The first `main`, or else `article`, or else the element with the role or id of the main content.
fn main_range(tags: &[HtmlTag]) -> Option<Range<usize>> {
    let is =
        |test: &dyn Fn(&HtmlTag) -> bool| tags.iter().position(|tag| matches!(tag, HtmlTag::Open { .. }) && test(tag));
    let start = is(&|tag| tag.name() == "main")
        .or_else(|| is(&|tag| tag.attribute("role") == Some("main")))
        .or_else(|| is(&|tag| tag.name() == "article"))
        .or_else(|| {
            is(&|tag| ["content", "main", "broodtekst", "main-content"].contains(&tag.attribute("id").unwrap_or("")))
        })?;
    Some(start..element_end(tags, start))
}

fn letters(tags: &[HtmlTag], range: &Range<usize>) -> usize {
    tags[range.clone()].iter().map(|tag| if let HtmlTag::Text { text, .. } = tag { text.len() } else { 0 }).sum()
}
