//! Footnotes of HTML pages: links from a number in the text to a place further down whose text begins with that number or links back,
//! and raised numbers without links. Takes tags, gives where citations and notes are; every other link stays a link.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::tags::{Tag, element_end, is_block};

/// A note's text among the tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    pub label: String,
    pub range: Range<usize>,
}

/// The notes of a page.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// By index of the tag that begins it: where the citation ends, and which note it cites.
    pub cites: BTreeMap<usize, (usize, usize)>,
    pub definitions: Vec<Definition>,
}

/// Links that are weighed, so that no page takes long.
const LINKS: usize = 5_000;

/// Finds the notes among tags that are content.
pub fn find(tags: &[Tag], content: &[usize]) -> Notes {
    let linked = linked(tags, content);
    if linked.definitions.is_empty() { raised(tags, content) } else { linked }
}

fn linked(tags: &[Tag], content: &[usize]) -> Notes {
    let ids = ids(tags);
    let mut notes = Notes::default();
    let mut by_target: BTreeMap<usize, usize> = BTreeMap::new();
    let links = content.iter().copied().filter(|index| tags[*index].name() == "a" && matches!(tags[*index], Tag::Open { .. })).take(LINKS);
    let mut found: Vec<(usize, usize, usize, String)> = Vec::new();
    for index in links {
        let Some(target) = tags[index].attribute("href").and_then(|href| href.rsplit_once('#')).and_then(|(_, id)| ids.get(id)) else {
            continue;
        };
        let end = element_end(tags, index);
        let label = bare(&text(tags, &(index..end)));
        if *target > index && is_label(&label) && defines(tags, index, *target, &label) {
            found.push((index, end, *target, label));
        }
    }
    let targets: BTreeSet<usize> = found.iter().map(|(_, _, target, _)| *target).collect();
    for (index, end, target, label) in found {
        let note = *by_target.entry(target).or_insert_with(|| {
            notes.definitions.push(Definition { label, range: definition_range(tags, target, &targets) });
            notes.definitions.len() - 1
        });
        notes.cites.insert(index, (end, note));
    }
    // A number within a note's own text that links back is no citation.
    let ranges: Vec<Range<usize>> = notes.definitions.iter().map(|definition| definition.range.clone()).collect();
    notes.cites.retain(|index, _| !ranges.iter().any(|range| range.contains(index)));
    notes
}

fn ids(tags: &[Tag]) -> BTreeMap<&str, usize> {
    let mut ids = BTreeMap::new();
    for (index, tag) in tags.iter().enumerate() {
        for id in [tag.attribute("id"), tag.attribute("name")].into_iter().flatten() {
            ids.entry(id).or_insert(index);
        }
    }
    ids
}

/// The text of some tags.
pub fn text(tags: &[Tag], range: &Range<usize>) -> String {
    tags[range.clone()].iter().filter_map(|tag| if let Tag::Text { text, .. } = tag { Some(text.as_str()) } else { None }).collect()
}

fn bare(text: &str) -> String {
    text.trim().trim_matches(|c: char| "[]()".contains(c)).trim().to_string()
}

fn is_label(label: &str) -> bool {
    let digits = (1..=3).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_digit());
    digits || (!label.is_empty() && label.chars().count() <= 3 && label.chars().all(|c| "*†‡§".contains(c)))
}

/// Whether the place that a link points at is a note: a list item, a text that begins with the number, or one that links back.
fn defines(tags: &[Tag], link: usize, target: usize, label: &str) -> bool {
    let block = enclosing_block(tags, target);
    if block.contains(&link) {
        return false;
    }
    let begins =
        text(tags, &(target.min(block.start.max(target))..block.end)).trim_start().trim_start_matches(['[', '(']).starts_with(label);
    let own = |index: usize| [tags[index].attribute("id"), tags[index].attribute("name")];
    let back: Vec<&str> = (link.saturating_sub(3)..(link + 4).min(tags.len())).flat_map(own).flatten().collect();
    let links_back = tags[block.clone()]
        .iter()
        .filter_map(|tag| tag.attribute("href"))
        .filter_map(|href| href.rsplit_once('#'))
        .any(|(_, id)| back.contains(&id));
    tags[target].name() == "li" || begins || links_back
}

/// The block element that a tag stands in, or that it opens.
fn enclosing_block(tags: &[Tag], at: usize) -> Range<usize> {
    let mut closed: BTreeMap<&str, usize> = BTreeMap::new();
    for index in (0..=at).rev() {
        match &tags[index] {
            Tag::Close { name } if is_block(name) && index < at => *closed.entry(name).or_default() += 1,
            Tag::Open { name, .. } if is_block(name) => match closed.get_mut(name.as_str()) {
                Some(count) if *count > 0 => *count -= 1,
                _ => {
                    let end = element_end(tags, index);
                    return index..end.max(at + 1);
                }
            },
            _ => {}
        }
    }
    at..(at + 1).min(tags.len())
}

/// Where a note's text is: its block, or its share of a block that holds several notes.
fn definition_range(tags: &[Tag], target: usize, targets: &BTreeSet<usize>) -> Range<usize> {
    let block = enclosing_block(tags, target);
    let shared = targets.range(block.clone()).count() > 1;
    if !shared {
        return block;
    }
    let next = targets.range(target + 1..block.end.max(target + 1)).next().copied();
    target..next.unwrap_or(block.end)
}

/// Raised numbers without links: those that begin a block are notes, others cite them.
fn raised(tags: &[Tag], content: &[usize]) -> Notes {
    let mut notes = Notes::default();
    let mut cited: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for index in
        content.iter().copied().filter(|index| tags[*index].name() == "sup" && matches!(tags[*index], Tag::Open { .. })).take(LINKS)
    {
        let end = element_end(tags, index);
        let label = bare(&text(tags, &(index..end)));
        if !is_label(&label) {
            continue;
        }
        let block = enclosing_block(tags, index);
        let begins = text(tags, &(block.start..index)).trim().is_empty();
        match cited.get(&label).filter(|_| begins) {
            Some(_) if !notes.definitions.iter().any(|definition| definition.label == label) => {
                notes.definitions.push(Definition { label, range: block })
            }
            _ => cited.entry(label).or_default().push((index, end)),
        }
    }
    for (note, definition) in notes.definitions.iter().enumerate() {
        for (index, end) in cited.get(&definition.label).into_iter().flatten() {
            if *index < definition.range.start {
                notes.cites.insert(*index, (*end, note));
            }
        }
    }
    notes
}

/// Whether a link or raised number within a note only repeats its label or leads back to the text.
pub fn is_back_link(tags: &[Tag], index: usize, label: &str) -> bool {
    let tag = &tags[index];
    let range = index..element_end(tags, index);
    let words = text(tags, &range);
    let bare = bare(&words).trim_end_matches('.').to_string();
    let arrow = !bare.chars().any(char::is_alphanumeric) && bare.chars().any(|c| "↩↑^⏎←↵⬆".contains(c));
    let points = tag.attribute("href").is_some_and(|href| href.contains('#') && !href.contains("://"));
    (tag.name() == "a" && points && (bare == label || arrow || bare.is_empty())) || (tag.name() == "sup" && bare == label)
}
