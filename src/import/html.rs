//! HTML pages (an official gazette, a ministry's site) to blocks and notes.
//! What is outside the page's main content (navigation, scripts, forms) is furniture; every other text node ends up in a block or a note.

use std::ops::Range;

use super::block::Reading;
use super::html_blocks::Reader;
use super::html_notes::{self, Definition};
use super::rich::Rich;
use super::structured::{self, PieceNote};
use super::tags::{self, Tag, element_end};

/// Elements whose text is never content.
const NEVER: &[&str] = &[
    "script", "style", "head", "noscript", "template", "svg", "button", "select", "option", "iframe", "object", "title", "nav", "form",
    "dialog", "audio", "video", "canvas",
];
/// Elements that are furniture outside the main content.
const FURNITURE: &[&str] = &["header", "footer", "aside"];
/// Elements that have no end tag.
const VOID: &[&str] = &["br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"];
/// Reads a page.
pub fn read(html: &str) -> Reading {
    let tags = tags::tags(html);
    let content = content(&tags);
    let notes = html_notes::find(&tags, &content);
    let defined: Vec<Range<usize>> = notes.definitions.iter().map(|definition| definition.range.clone()).collect();
    let mut reader = Reader::new(&tags);
    let mut at = 0;
    for index in content {
        if index < at || defined.iter().any(|range| range.contains(&index)) {
            continue;
        }
        match notes.cites.get(&index) {
            Some((end, note)) => {
                reader.cite(*note);
                at = *end;
            }
            None => reader.tag(index),
        }
    }
    reader.finish();
    let texts = notes.definitions.iter().map(|definition| note(&tags, definition)).collect();
    structured::reading(reader.pieces, texts, reader.findings)
}

/// The paragraphs of a note, without its number and the links back.
fn note(tags: &[Tag], definition: &Definition) -> PieceNote {
    let mut reader = Reader::new(tags);
    let mut at = 0;
    for index in definition.range.clone() {
        if index < at {
            continue;
        }
        if matches!(tags[index], Tag::Open { .. }) && html_notes::is_back_link(tags, index, &definition.label) {
            at = element_end(tags, index);
            continue;
        }
        reader.tag(index);
    }
    reader.finish();
    let line = definition.range.clone().find_map(|index| line(&tags[index])).unwrap_or(0);
    let mut paragraphs: Vec<Rich> = reader.pieces.into_iter().map(|piece| piece.rich.tidy()).filter(|rich| !rich.is_empty()).collect();
    if let Some(first) = paragraphs.first_mut() {
        let text = first.text();
        *first = first.skip(text.len() - without_label(&text, &definition.label).len());
    }
    PieceNote { label: definition.label.clone(), paragraphs, line }
}

/// A note's text without its own number at the start, in brackets or not.
fn without_label<'a>(text: &'a str, label: &str) -> &'a str {
    let bare = text.trim_start_matches(['[', '(']);
    match bare.strip_prefix(label) {
        Some(rest) if !rest.starts_with(|c: char| c.is_ascii_digit()) && (bare.len() < text.len() || rest.starts_with([' ', '.', ')'])) => {
            rest.trim_start_matches([']', ')', '.']).trim_start()
        }
        _ => text.trim_start_matches([']', ')']).trim_start(),
    }
}

fn line(tag: &Tag) -> Option<usize> {
    match tag {
        Tag::Open { line, .. } | Tag::Text { line, .. } => Some(*line),
        Tag::Close { .. } => None,
    }
}

/// Indices of the tags that are content.
fn content(tags: &[Tag]) -> Vec<usize> {
    let root = main_range(tags);
    let whole = 0..tags.len();
    let range = root.clone().filter(|root| letters(tags, root) * 3 >= letters(tags, &whole)).unwrap_or(whole);
    let in_main = root.as_ref() == Some(&range);
    let mut kept = Vec::new();
    let mut skipped: Option<(String, usize)> = None;
    for index in range {
        let tag = &tags[index];
        if let Some((name, depth)) = &mut skipped {
            match tag {
                Tag::Open { name: opened, .. } if opened == name => *depth += 1,
                Tag::Close { name: closed } if closed == name => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                skipped = None;
            }
            continue;
        }
        if let Tag::Open { name, .. } = tag
            && !VOID.contains(&name.as_str())
            && is_furniture(tag, in_main)
        {
            skipped = Some((name.clone(), 1));
            continue;
        }
        kept.push(index);
    }
    kept
}

fn is_furniture(tag: &Tag, in_main: bool) -> bool {
    let name = tag.name();
    let hidden = tag.attribute("hidden").is_some() || tag.attribute("role") == Some("navigation");
    let notes = tag.attribute("role").is_some_and(|role| role.contains("note"))
        || tag.attribute("class").is_some_and(|class| class.contains("noot") || class.contains("note"));
    NEVER.contains(&name) || hidden || (FURNITURE.contains(&name) && !in_main && !notes)
}

/// The first `main`, else `article`, else the element with the role or id of the main content.
fn main_range(tags: &[Tag]) -> Option<Range<usize>> {
    let is = |test: &dyn Fn(&Tag) -> bool| tags.iter().position(|tag| matches!(tag, Tag::Open { .. }) && test(tag));
    let start = is(&|tag| tag.name() == "main")
        .or_else(|| is(&|tag| tag.attribute("role") == Some("main")))
        .or_else(|| is(&|tag| tag.name() == "article"))
        .or_else(|| is(&|tag| ["content", "main", "broodtekst", "main-content"].contains(&tag.attribute("id").unwrap_or(""))))?;
    Some(start..element_end(tags, start))
}

fn letters(tags: &[Tag], range: &Range<usize>) -> usize {
    tags[range.clone()].iter().map(|tag| if let Tag::Text { text, .. } = tag { text.len() } else { 0 }).sum()
}
