//! Lists within lists, in a source that shows no levels: `1.` with `a.` and `b.` below it, and then `2.`.
//!
//! Takes: the nodes of a document.
//! Gives: the same nodes; those that are items of a list with numbers or dashes, or stand within such an item, say how deep.
//! Never: takes anything for a list whose marks do not follow each other, or changes a word.

use super::outline_node::OutlineNode;
use crate::import::genre::item_label::{self, ItemLabel};
use crate::import::rich_text::TextRun;
use crate::import::source_blocks::{BlockKind, SourceBlock};

/// The longest number of an item, with its sign.
const LONGEST_NUMBER: usize = 4;

/// The mark of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
enum ListLabel {
    Dash,
    /// A number, and the sign behind it: Markdown counts with these.
    Number(u32, char),
    /// A letter or small roman number, which stays a word.
    Letter(u32),
    Roman(u32),
}

impl ListLabel {
    /// Whether this is the mark after `last` of the same list.
    fn follows(&self, last: &ListLabel) -> bool {
        match (last, self) {
            (ListLabel::Dash, ListLabel::Dash) => true,
            (ListLabel::Number(last, sign), ListLabel::Number(number, own)) => *number == last + 1 && sign == own,
            (ListLabel::Letter(last), ListLabel::Letter(number)) => *number == last + 1,
            (ListLabel::Roman(last), ListLabel::Roman(number)) => *number == last + 1,
            _ => false,
        }
    }

    fn is_first(&self) -> bool {
        matches!(self, ListLabel::Dash | ListLabel::Number(1, _) | ListLabel::Letter(1) | ListLabel::Roman(1))
    }

    /// Whether Markdown has lists of this kind.
    fn is_counted(&self) -> bool {
        matches!(self, ListLabel::Dash | ListLabel::Number(..))
    }
}

/// An item, by the index of its node, and what it may be marked with: `i.` is a letter and a number.
struct FlatItem {
    node: usize,
    labels: Vec<ListLabel>,
    /// Whether its text announces what comes below it.
    announces: bool,
}

/// An item of a nested list: the index of its node, its mark, and the lists that it stands in, outermost first.
struct NestedItem {
    node: usize,
    label: ListLabel,
    within: Vec<ListLabel>,
}

/// Says of the items of lists within lists how deep they are.
pub(super) fn nest(nodes: &mut [OutlineNode]) {
    let mut from = 0;
    while from < nodes.len() {
        let items: Vec<FlatItem> =
            nodes[from..].iter().enumerate().map_while(|(at, node)| flat_item(from + at, node)).collect();
        let count = items.len();
        if let Some(nested) = nested(&items) {
            nested.into_iter().for_each(|item| set(&mut nodes[item.node], &item));
        }
        from += count.max(1);
    }
}

/// What a node is marked with, if it may be an item of a list.
fn flat_item(node: usize, of: &OutlineNode) -> Option<FlatItem> {
    let OutlineNode::Text(block) = of else { return None };
    let text = block.text();
    let announces = text.trim_end().ends_with(':');
    let labels = match &block.kind {
        BlockKind::ListItem { depth: 0, number: None } => vec![ListLabel::Dash],
        BlockKind::ListItem { depth: 0, number: Some(mark) } => number(mark).into_iter().collect(),
        BlockKind::Paragraph => typed(&text),
        _ => Vec::new(),
    };
    (!labels.is_empty()).then_some(FlatItem { node, labels, announces })
}

/// The number of an item, if Markdown can count with it.
fn number(mark: &str) -> Option<ListLabel> {
    let digits = mark.trim_end_matches(['.', ')']);
    let plain = mark.len() <= LONGEST_NUMBER && digits.len() + 1 == mark.len();
    let sign = mark.chars().next_back()?;
    digits.parse().ok().filter(|_| plain).map(|number| ListLabel::Number(number, sign))
}

/// What a paragraph may be marked with.
fn typed(text: &str) -> Vec<ListLabel> {
    let mut labels = Vec::new();
    if let Some(found) = item_label::label(text) {
        match found.label {
            ItemLabel::Number(_) => labels.extend(number(found.mark)),
            ItemLabel::Letter(number) => labels.push(ListLabel::Letter(number)),
            ItemLabel::Roman(_) | ItemLabel::Ad(_) | ItemLabel::Decimal => {}
        }
    }
    let roman = item_label::small_roman_number(text);
    let ends = |length: usize| text[length..].starts_with(['.', ')']);
    labels.extend(roman.filter(|roman| ends(roman.length)).map(|roman| ListLabel::Roman(roman.value)));
    labels
}

/// The items with the lists that they stand in, if at least one stands in an item of another list that Markdown has, and all have
/// their place.
fn nested(items: &[FlatItem]) -> Option<Vec<NestedItem>> {
    let mut open: Vec<ListLabel> = Vec::new();
    let mut found: Vec<NestedItem> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let going_on = open.iter().enumerate().rev().find_map(|(depth, last)| {
            let label = item.labels.iter().find(|label| label.follows(last))?;
            Some((depth, label.clone()))
        });
        let (depth, label) = match going_on {
            Some(found) => found,
            None => {
                let label = item.labels.iter().rev().find(|label| label.is_first())?.clone();
                let below = at > 0 && (items[at - 1].announces || resumes(&items[at + 1..], open.last()));
                (if below { open.len() } else { 0 }, label)
            }
        };
        open.truncate(depth);
        found.push(NestedItem { node: item.node, label: label.clone(), within: open.clone() });
        open.push(label);
    }
    let is_list = |item: &NestedItem| item.within.first().is_some_and(ListLabel::is_counted);
    found.iter().any(is_list).then_some(found)
}

/// Whether a later item goes on with the list that is open.
fn resumes(later: &[FlatItem], open: Option<&ListLabel>) -> bool {
    let goes_on = |item: &FlatItem| open.is_some_and(|last| item.labels.iter().any(|label| label.follows(last)));
    open.is_some_and(|last| *last != ListLabel::Dash) && later.iter().any(goes_on)
}

/// Makes a node the item that it is. Letters stay words: in an item of another list they begin a paragraph of it.
fn set(node: &mut OutlineNode, item: &NestedItem) {
    let OutlineNode::Text(block) = node else { return };
    let depth = item.within.iter().filter(|label| label.is_counted()).count();
    match block.kind.clone() {
        BlockKind::ListItem { number, .. } => block.kind = BlockKind::ListItem { depth, number },
        _ if depth > 0 || item.label.is_counted() => {
            if let Some(marked) = marked(block, depth) {
                *block = marked;
            }
        }
        _ => {}
    }
}

/// A numbered line as the item of a list; `None` if its label is not a plain number and has to stay a word.
pub(super) fn numbered(block: &SourceBlock) -> Option<SourceBlock> {
    let text = block.text();
    let found = item_label::label(&text).filter(|found| matches!(found.label, ItemLabel::Number(_)))?;
    number(found.mark).and_then(|_| marked(block, 0))
}

/// A paragraph as the item with the mark that it begins with; `None` if it is none, or begins with the mark of a note.
fn marked(block: &SourceBlock, depth: usize) -> Option<SourceBlock> {
    let text = block.text();
    // `ii.` is no label by itself.
    let labelled = item_label::label(&text).map(|found| (found.mark, found.rest));
    let (mark, rest) = labelled.or_else(|| text.split_once(char::is_whitespace))?;
    let kind = BlockKind::ListItem { depth, number: Some(mark.to_owned()) };
    let rich = block.rich.skip(text.len() - rest.trim_start().len());
    let cites_first = matches!(block.rich.runs.first(), Some(TextRun::Cite(_)));
    (block.kind == BlockKind::Paragraph && !cites_first).then(|| SourceBlock { kind, rich, ..block.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The depths and marks that paragraphs get; `-` begins one with a dash.
    fn nested(texts: &[&str]) -> Vec<String> {
        let node = |text: &&str| {
            let dash = text.strip_prefix("- ");
            let mut block = SourceBlock::paragraph(dash.unwrap_or(text));
            if dash.is_some() {
                block.kind = BlockKind::ListItem { depth: 0, number: None };
            }
            OutlineNode::Text(block)
        };
        let mut nodes: Vec<OutlineNode> = texts.iter().map(node).collect();
        nest(&mut nodes);
        let shown = |node: &OutlineNode| match node {
            OutlineNode::Text(SourceBlock { kind: BlockKind::ListItem { depth, number }, .. }) => {
                format!("{depth}{}", number.as_deref().unwrap_or("-"))
            }
            _ => "p".to_owned(),
        };
        nodes.iter().map(shown).collect()
    }

    #[test]
    fn marks_that_follow_each_other_make_lists_within_lists() {
        let texts = ["1. een;", "a. twee;", "b. drie;", "2. vier:", "- vijf;", "- zes;", "3. zeven."];
        assert_eq!(nested(&texts), ["01.", "1a.", "1b.", "02.", "1-", "1-", "03."]);
        assert_eq!(nested(&["- een:", "i. twee;", "ii. drie;", "- vier."]), ["0-", "1i.", "1ii.", "0-"]);
    }

    #[test]
    fn what_is_no_list_within_a_list_stays_as_it_is() {
        assert_eq!(nested(&["a. een:", "i. twee;", "ii. drie;", "b. vier."]), ["p", "p", "p", "p"]);
        assert_eq!(nested(&["1. Een zin.", "a. Nog een zin."]), ["p", "p"]);
        assert_eq!(nested(&["- een", "- twee"]), ["0-", "0-"]);
        assert_eq!(nested(&["1. een;", "a. twee;", "3. vier."]), ["p", "p", "p"]);
    }
}
