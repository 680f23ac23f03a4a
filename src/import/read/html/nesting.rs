//! Where the elements of a page end, and which block each tag is in.
//!
//! Takes: all tags of a page, once.
//! Gives: [`HtmlNesting`], which answers for any tag without going through the others again.
//! Never: repairs what is nested wrongly: an end tag ends the last element of its name, and what has none ends with the
//! page.

use std::collections::HashMap;
use std::ops::Range;

use super::tags::{HtmlTag, is_block};

/// The longest text that can be the label of a note with blanks and brackets around it, in tags and in bytes.
const LABEL_TAGS: usize = 64;
const LABEL_BYTES: usize = 256;

/// How the tags of a page are nested.
#[derive(Debug, Default)]
pub(crate) struct HtmlNesting<'a> {
    tags: &'a [HtmlTag],
    /// By the index of a start tag, the index after the end of its element.
    ends: Vec<usize>,
    /// By index, the start tag of the innermost block.
    blocks: Vec<Option<usize>>,
    /// By index, the first tag from there on with text that is not blank.
    texts: Vec<usize>,
    /// The tags with a link to a place on a page, by the id of the place.
    links: HashMap<&'a str, Vec<usize>>,
}

impl<'a> HtmlNesting<'a> {
    /// Goes through all tags of a page.
    pub(crate) fn new(tags: &'a [HtmlTag]) -> Self {
        let mut nesting = HtmlNesting { tags, ends: vec![tags.len(); tags.len()], ..HtmlNesting::default() };
        let mut open: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut blocks: Vec<usize> = Vec::new();
        for (index, tag) in tags.iter().enumerate() {
            if let HtmlTag::Open { name, .. } = tag {
                open.entry(name).or_default().push(index);
                blocks.extend(is_block(name).then_some(index));
            }
            nesting.blocks.push(blocks.last().copied());
            if let HtmlTag::Close { name } = tag
                && let Some(start) = open.get_mut(name.as_str()).and_then(Vec::pop)
            {
                nesting.ends[start] = index + 1;
                // Blocks that end before those within them are taken off once they are the last.
                while blocks.pop_if(|block| nesting.ends[*block] <= index + 1).is_some() {}
            }
            if let Some((_, id)) = tag.attribute("href").and_then(|href| href.rsplit_once('#')) {
                nesting.links.entry(id).or_default().push(index);
            }
        }
        let mut next = tags.len();
        nesting.texts = vec![next; tags.len() + 1];
        for (index, tag) in tags.iter().enumerate().rev() {
            if matches!(tag, HtmlTag::Text { text, .. } if !text.trim().is_empty()) {
                next = index;
            }
            nesting.texts[index] = next;
        }
        nesting
    }

    /// The element that opens at an index.
    pub(crate) fn element(&self, start: usize) -> Range<usize> {
        start..self.ends[start]
    }

    /// The block that a tag opens or is in; the tag alone if there is none.
    pub(super) fn block(&self, at: usize) -> Range<usize> {
        match self.blocks[at] {
            Some(start) => start..self.ends[start].max(at + 1),
            None => at..(at + 1).min(self.tags.len()),
        }
    }

    /// Whether there is no text in a range, or only blanks.
    pub(super) fn is_blank(&self, range: Range<usize>) -> bool {
        self.texts[range.start] >= range.end
    }

    /// The words of a range with which a label would begin.
    pub(super) fn opening(&self, range: Range<usize>) -> String {
        let first = self.texts[range.start].min(range.end);
        self.texts_of(first..range.end.min(first + LABEL_TAGS)).collect()
    }

    /// The text of a range if it is short enough to be the label of a note.
    pub(super) fn label_text(&self, range: &Range<usize>) -> Option<String> {
        let short =
            range.len() <= LABEL_TAGS && self.texts_of(range.clone()).map(str::len).sum::<usize>() <= LABEL_BYTES;
        short.then(|| self.texts_of(range.clone()).collect())
    }

    /// Whether a tag of a range links to the place with an id.
    pub(super) fn links_to(&self, id: &str, range: &Range<usize>) -> bool {
        let links = self.links.get(id).map(Vec::as_slice).unwrap_or_default();
        links.get(links.partition_point(|index| *index < range.start)).is_some_and(|index| *index < range.end)
    }

    fn texts_of(&self, range: Range<usize>) -> impl Iterator<Item = &'a str> {
        self.tags[range]
            .iter()
            .filter_map(|tag| if let HtmlTag::Text { text, .. } = tag { Some(text.as_str()) } else { None })
    }
}
