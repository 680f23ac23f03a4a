//! A document divided into headings, treatments and texts, in the order of the source.
//!
//! Takes: nothing; `outline` and `agenda` make the values.
//! Gives: [`SourceOutline`], from which the Markdown is written and the report is counted.
//! Never: contains words that the source does not have, except titles that are marked as added.

use std::collections::BTreeSet;

use super::signatures::LetterSignatory;
use crate::import::finding::ImportFinding;
use crate::import::genre::letter_words::LetterLanguage;
use crate::import::input::DocumentKind;
use crate::import::rich_text::RichText;
use crate::import::source_blocks::SourceBlock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadingRole {
    /// The cover letter.
    Letter,
    Part,
    Item,
    /// A point within an item.
    SubItem,
    /// A passage within an item, a sub-item or the letter.
    Section,
}

/// A piece of the outline. Lines are those of the source, from 1.
#[derive(Clone, Debug)]
pub(crate) enum OutlineNode {
    /// A heading, with its level in the Markdown, from 1.
    Heading { role: HeadingRole, level: u8, title: RichText, line: usize },
    /// A heading of the first level that the source does not have (`Aanbiedingsbrief`).
    Added { role: HeadingRole, title: &'static str },
    /// What the council does with the item above.
    Treatment(RichText),
    /// A paragraph, list item or table.
    Text(SourceBlock),
    /// Words of the source that are kept out of sight.
    Hidden(RichText),
    /// A remark by the importer, out of sight.
    Remark(String),
}

impl OutlineNode {
    /// The running texts of the source that readers of the page see.
    pub(crate) fn shown_texts(&self) -> Vec<&RichText> {
        match self {
            OutlineNode::Heading { title: rich, .. } | OutlineNode::Treatment(rich) => vec![rich],
            OutlineNode::Text(block) => block.texts(),
            OutlineNode::Hidden(_) | OutlineNode::Added { .. } | OutlineNode::Remark(_) => Vec::new(),
        }
    }
}

/// The title of a document within a letter that has two.
#[derive(Clone, Debug)]
pub(crate) struct SecondTitle {
    pub(crate) words: String,
    /// Its line in the source, from 1.
    pub(crate) line: usize,
}

#[derive(Debug, Default)]
pub(crate) struct SourceOutline {
    pub(crate) nodes: Vec<OutlineNode>,
    pub(crate) signatories: Vec<LetterSignatory>,
    /// The indices of the lines whose words went into the front matter.
    pub(crate) front_matter_lines: BTreeSet<usize>,
    /// The letter's head, one text for each block.
    pub(crate) head: Vec<String>,
    /// The first paragraphs of the letter, at most three.
    pub(crate) opening: Vec<String>,
    /// The agenda's own title.
    pub(crate) title: Option<String>,
    /// The title of another document that the letter has as well, and its line.
    pub(crate) second: Option<SecondTitle>,
    pub(crate) kind: DocumentKind,
    pub(crate) language: LetterLanguage,
    pub(crate) findings: Vec<ImportFinding>,
}
