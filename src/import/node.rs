//! A document taken apart, as data: headings, treatments, texts, in the order of the source. [`super::outline`] makes it.

use std::collections::BTreeSet;

use super::block::Block;
use super::finding::Finding;
use super::letter::Signatory;
use super::rich::Rich;

/// What a heading opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Letter,
    Part,
    Item,
    SubItem,
    Section,
}

/// One piece of the outline.
#[derive(Clone, Debug)]
pub enum Node {
    /// A heading: role, level from 1, words.
    Heading { role: Role, level: u8, title: Rich, line: usize },
    /// A heading that the source does not have (`Aanbiedingsbrief`).
    Added { role: Role, title: &'static str },
    /// What the council does with the item above.
    Treatment { text: Rich, line: usize },
    /// A paragraph, list item or table.
    Text(Block),
    /// Words of the source that are kept out of sight.
    Hidden { rich: Rich, line: usize },
    /// A remark of the importer, out of sight.
    Remark(String),
}

/// A document taken apart.
#[derive(Debug, Default)]
pub struct Outline {
    pub nodes: Vec<Node>,
    pub signatories: Vec<Signatory>,
    /// Lines whose words went to the front matter.
    pub front_matter_lines: BTreeSet<usize>,
    /// The letter's head, one text a line.
    pub head: Vec<String>,
    /// The letter's opening paragraphs.
    pub opening: Vec<String>,
    /// The agenda's own title.
    pub title: Option<String>,
    pub findings: Vec<Finding>,
}
