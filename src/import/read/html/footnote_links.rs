//! Footnotes of HTML pages: links from a number in the text to a place further down that begins with that number or
//! links back, and raised numbers without links.
//!
//! Takes: the tags of a page.
//! Gives: where citations and notes are.
//! Never: takes another link for a citation.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::nesting::HtmlNesting;
use super::tags::HtmlTag;

/// A note's text among the tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FootnoteTarget {
    pub(crate) label: String,
    pub(crate) range: Range<usize>,
}

/// A citation among the tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HtmlCitation {
    /// The index after its last tag.
    pub(crate) end: usize,
    /// The index of the note that it cites.
    pub(crate) note: usize,
}

/// The notes of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct HtmlNotes {
    /// The citations, by the index of the tag that begins each.
    pub(crate) cites: BTreeMap<usize, HtmlCitation>,
    pub(crate) definitions: Vec<FootnoteTarget>,
}

/// A link that may cite a note.
struct NoteLink {
    /// Its tags.
    range: Range<usize>,
    /// The tag that it leads to.
    target: usize,
    label: String,
}

/// How many links are considered, so that no page takes long.
const LINKS: usize = 5_000;

/// Finds the notes among the tags that are content.
pub(crate) fn find(tags: &[HtmlTag], nesting: &HtmlNesting, content: &[usize]) -> HtmlNotes {
    let linked = linked(tags, nesting, content);
    if linked.definitions.is_empty() { raised(tags, nesting, content) } else { linked }
}

/// Notes that links lead to.
fn linked(tags: &[HtmlTag], nesting: &HtmlNesting, content: &[usize]) -> HtmlNotes {
    let ids = ids(tags);
    let mut notes = HtmlNotes::default();
    let mut by_target: BTreeMap<usize, usize> = BTreeMap::new();
    let links = opened(tags, content, "a").filter_map(|index| note_link(tags, nesting, &ids, index));
    let links: Vec<NoteLink> = links.collect();
    let targets: BTreeSet<usize> = links.iter().map(|link| link.target).collect();
    for NoteLink { range, target, label } in links {
        let note = *by_target.entry(target).or_insert_with(|| {
            notes.definitions.push(FootnoteTarget { label, range: definition_range(nesting, target, &targets) });
            notes.definitions.len() - 1
        });
        notes.cites.insert(range.start, HtmlCitation { end: range.end, note });
    }
    // A number within a note's own text that links back is not a citation.
    let ranges: Vec<Range<usize>> = notes.definitions.iter().map(|definition| definition.range.clone()).collect();
    notes.cites.retain(|index, _| !ranges.iter().any(|range| range.contains(index)));
    notes
}

/// The elements with this name, by index.
fn opened<'a>(tags: &'a [HtmlTag], content: &'a [usize], name: &'a str) -> impl Iterator<Item = usize> {
    let opens = move |index: &usize| matches!(&tags[*index], HtmlTag::Open { name: opened, .. } if opened == name);
    content.iter().copied().filter(opens).take(LINKS)
}

/// A link whose text is the number of a note that stands further down.
fn note_link(tags: &[HtmlTag], nesting: &HtmlNesting, ids: &BTreeMap<&str, usize>, index: usize) -> Option<NoteLink> {
    let (_, id) = tags[index].attribute("href")?.rsplit_once('#')?;
    let target = *ids.get(id)?;
    let range = nesting.element(index);
    let label = bare(&nesting.label_text(&range)?);
    let cites = target > index && is_label(&label) && defines(tags, nesting, (index, target), &label);
    cites.then_some(NoteLink { range, target, label })
}

/// The first tag with each id.
fn ids(tags: &[HtmlTag]) -> BTreeMap<&str, usize> {
    let mut ids = BTreeMap::new();
    for (index, tag) in tags.iter().enumerate() {
        for id in [tag.attribute("id"), tag.attribute("name")].into_iter().flatten() {
            ids.entry(id).or_insert(index);
        }
    }
    ids
}

fn bare(text: &str) -> String {
    text.trim().trim_matches(|c: char| "[]()".contains(c)).trim().to_string()
}

fn is_label(label: &str) -> bool {
    let digits = (1..=3).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_digit());
    digits || (!label.is_empty() && label.chars().count() <= 3 && label.chars().all(|c| "*†‡§".contains(c)))
}

/// Whether the target of a link is a note: a list item, a text that begins with the number, or one that links back.
fn defines(tags: &[HtmlTag], nesting: &HtmlNesting, (link, target): (usize, usize), label: &str) -> bool {
    let block = nesting.block(target);
    if block.contains(&link) {
        return false;
    }
    let begins = nesting.opening(target..block.end).trim_start().trim_start_matches(['[', '(']).starts_with(label);
    let own = |index: usize| [tags[index].attribute("id"), tags[index].attribute("name")];
    let mut near = (link.saturating_sub(3)..(link + 4).min(tags.len())).flat_map(own).flatten();
    let links_back = near.any(|id| nesting.links_to(id, &block));
    tags[target].name() == "li" || begins || links_back
}

/// Where a note's text is: its block, or its share of a block with several notes.
fn definition_range(nesting: &HtmlNesting, target: usize, targets: &BTreeSet<usize>) -> Range<usize> {
    let block = nesting.block(target);
    let shared = targets.range(block.clone()).count() > 1;
    if !shared {
        return block;
    }
    let next = targets.range(target + 1..block.end.max(target + 1)).next().copied();
    target..next.unwrap_or(block.end)
}

/// Raised numbers without links: those that begin a block are notes, the others cite them.
fn raised(tags: &[HtmlTag], nesting: &HtmlNesting, content: &[usize]) -> HtmlNotes {
    let mut notes = HtmlNotes::default();
    let mut cited: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
    for index in opened(tags, content, "sup") {
        let range = nesting.element(index);
        let label = bare(&nesting.label_text(&range).unwrap_or_default());
        if !is_label(&label) {
            continue;
        }
        let block = nesting.block(index);
        let begins = nesting.is_blank(block.start..index);
        let defined = notes.definitions.iter().any(|definition| definition.label == label);
        if begins && cited.contains_key(&label) && !defined {
            notes.definitions.push(FootnoteTarget { label, range: block });
        } else {
            cited.entry(label).or_default().push(range);
        }
    }
    // A block that is never closed goes on to the end of the page; its note ends where the next one begins.
    for note in 1..notes.definitions.len() {
        let next = notes.definitions[note].range.start;
        let range = &mut notes.definitions[note - 1].range;
        range.end = range.end.min(next.max(range.start + 1));
    }
    for (note, definition) in notes.definitions.iter().enumerate() {
        for range in cited.get(&definition.label).into_iter().flatten() {
            if range.start < definition.range.start {
                notes.cites.insert(range.start, HtmlCitation { end: range.end, note });
            }
        }
    }
    notes
}

/// Whether a link or raised number within a note only repeats its label or leads back to the text.
pub(crate) fn is_back_link(tags: &[HtmlTag], nesting: &HtmlNesting, index: usize, label: &str) -> bool {
    let tag = &tags[index];
    let Some(words) = nesting.label_text(&nesting.element(index)) else { return false };
    let bare = bare(&words).trim_end_matches('.').to_string();
    let arrow = !bare.chars().any(char::is_alphanumeric) && bare.chars().any(|c| "↩↑^⏎←↵⬆".contains(c));
    let points = tag.attribute("href").is_some_and(|href| href.contains('#') && !href.contains("://"));
    (tag.name() == "a" && points && (bare == label || arrow || bare.is_empty()))
        || (tag.name() == "sup" && bare == label)
}
