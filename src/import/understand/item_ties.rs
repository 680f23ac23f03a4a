//! Ties the items of a report or consultation to those of the meeting's agenda.
//!
//! Takes: the outline, and the items of an agenda that the site has.
//! Gives: for each heading, the anchor of the item that it is about, if that is certain and its own anchor does not say so already.
//! Never: chooses between two items that fit equally well, or ties two headings to one item.

use std::collections::BTreeSet;

use serde::Serialize;

use super::outline_node::{HeadingRole, OutlineNode, SourceOutline};
use crate::import::genre::item_label;
use crate::import::input::KnownItem;

/// A heading of a report that was tied to an item of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemTie {
    /// The words of the heading.
    pub heading: String,
    /// Its line in the source, from 1.
    pub line: usize,
    /// The anchor of the item in the agenda.
    pub item: String,
}

/// The share of the words of two titles that they must have in common.
const ALIKE: f32 = 0.6;
/// A title has to be this much more alike than the next one.
const CLEARLY: f32 = 0.15;
/// Shorter words, in characters, say nothing about the topic.
const SHORTEST_WORD: usize = 4;
/// Words that stand in many titles, and say nothing about the topic.
const COMMON: &[&str] = &["over", "voor", "inzake", "betreffende", "voorstel", "with", "from", "raad", "europese"];

/// The ties by node, and the same as a list.
#[derive(Debug, Default)]
pub(crate) struct ItemTies {
    pub(crate) by_node: Vec<Option<String>>,
    pub(crate) tied: Vec<ItemTie>,
}

/// Ties headings of items, sub-items and sections to items of the agenda.
pub(crate) fn tie(outline: &SourceOutline, known: &[KnownItem]) -> ItemTies {
    let mut ties = ItemTies { by_node: vec![None; outline.nodes.len()], tied: Vec::new() };
    let words: Vec<BTreeSet<String>> = known.iter().map(|item| topic(&item.title)).collect();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for (index, node) in outline.nodes.iter().enumerate() {
        let OutlineNode::Heading { role, title, line, .. } = node else { continue };
        if !matches!(role, HeadingRole::Item | HeadingRole::SubItem | HeadingRole::Section) {
            continue;
        }
        let heading = title.text();
        let Some(item) = best(&topic(&heading), known, &words) else { continue };
        if !taken.insert(&item.anchor) {
            continue;
        }
        ties.tied.push(ItemTie { heading, line: *line, item: item.anchor.clone() });
        ties.by_node[index] = Some(item.anchor.clone());
    }
    ties
}

/// The item whose title is by far the most alike.
fn best<'a>(topic: &BTreeSet<String>, known: &'a [KnownItem], words: &[BTreeSet<String>]) -> Option<&'a KnownItem> {
    let mut scored: Vec<(f32, usize)> =
        words.iter().enumerate().map(|(at, of_item)| (alike(topic, of_item), at)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (score, at) = *scored.first()?;
    let next = scored.get(1).map_or(0.0, |(score, _)| *score);
    (score >= ALIKE && score - next >= CLEARLY).then(|| &known[at])
}

/// How alike two titles are, from 0 to 1: the words in common among those of the shorter one, and of both.
fn alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f32 {
    let common = one.intersection(other).count() as f32;
    let (shorter, all) = (one.len().min(other.len()), one.union(other).count());
    if shorter == 0 { 0.0 } else { (common / shorter as f32 + common / all as f32) / 2.0 }
}

/// The words of a title that tell its topic, in lower case.
fn topic(title: &str) -> BTreeSet<String> {
    let bare = item_label::label(title).map_or(title, |found| found.rest);
    let words = bare.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.chars().count() >= SHORTEST_WORD && !COMMON.contains(&word.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_are_alike() {
        let item = |anchor: &str, title: &str| KnownItem { anchor: anchor.to_owned(), title: title.to_owned() };
        let known = [item("zwemwater", "1. Zwemwaterrichtlijn"), item("bodem", "2. Verordening gezonde bodem")];
        let words: Vec<BTreeSet<String>> = known.iter().map(|item| topic(&item.title)).collect();
        let found = |title: &str| best(&topic(title), &known, &words).map(|item| item.anchor.as_str());
        assert_eq!(found("Zwemwaterrichtlijn"), Some("zwemwater"));
        assert_eq!(found("Verordening gezonde bodem (beleidsdebat)"), Some("bodem"));
        assert_eq!(found("Diversen"), None);
        assert_eq!(found(""), None);
    }
}
