//! HTML of a page as a tree.
//!
//! Takes: a piece of HTML that a view holds, whatever its author put into it.
//! Gives: [`PageNode`]s: elements with their attributes, and texts with character references resolved.
//! Never: nests deeper than [`DEPTH`]; what is deeper stands beside what contains it.

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, Token};

/// How deep elements may stand in each other.
const DEPTH: usize = 48;

/// Elements without an end (HTML standard, void elements).
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// A part of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PageNode {
    Text(String),
    Element(PageElement),
}

#[derive(Debug, PartialEq, Eq, Default)]
pub(super) struct PageElement {
    /// Its name in lower case.
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<PageNode>,
}

impl PageElement {
    /// The value of an attribute.
    pub(super) fn attribute(&self, wanted: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    /// Whether it has a class.
    pub(super) fn has_class(&self, wanted: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_whitespace().any(|class| class == wanted))
    }

    /// The elements directly in it that have one of these names.
    pub(super) fn within<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a PageElement> {
        let elements = self.children.iter().filter_map(|child| match child {
            PageNode::Element(element) => Some(element),
            PageNode::Text(_) => None,
        });
        elements.filter(move |element| names.contains(&element.name.as_str()))
    }
}

/// The words of some nodes, as they stand.
pub(super) fn words(nodes: &[PageNode]) -> String {
    let mut text = String::new();
    push_words(nodes, &mut text);
    text
}

fn push_words(nodes: &[PageNode], text: &mut String) {
    for node in nodes {
        match node {
            PageNode::Text(words) => text.push_str(words),
            PageNode::Element(element) if element.name == "br" => text.push('\n'),
            PageNode::Element(element) => push_words(&element.children, text),
        }
    }
}

/// A piece of HTML as a tree.
pub(super) fn tree(html: &str) -> Vec<PageNode> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    // The first stands for what contains everything.
    let mut open = vec![PageElement::default()];
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => {
                let name = string(&tag.name.0);
                let attributes =
                    tag.attributes.iter().map(|(name, value)| (string(&name.0), string(&value.0))).collect();
                let is_void = tag.self_closing || VOID.contains(&name.as_str());
                open.push(PageElement { name, attributes, children: Vec::new() });
                if is_void {
                    close(&mut open);
                }
            }
            Token::EndTag(tag) => {
                let name = string(&tag.name.0);
                if let Some(at) = open.iter().skip(1).rposition(|element| element.name == name) {
                    while open.len() > at + 1 {
                        close(&mut open);
                    }
                }
            }
            Token::String(text) => {
                if let Some(last) = open.last_mut() {
                    last.children.push(PageNode::Text(string(&text.value.0)));
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(|all| all.children).unwrap_or_default()
}

/// Ends the innermost element.
fn close(open: &mut Vec<PageElement>) {
    let depth = open.len();
    let Some(mut element) = open.pop() else { return };
    let Some(parent) = open.last_mut() else { return open.push(element) };
    if depth > DEPTH {
        let children = std::mem::take(&mut element.children);
        parent.children.push(PageNode::Element(element));
        parent.children.extend(children);
    } else {
        parent.children.push(PageNode::Element(element));
    }
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_closed_or_not_open_loses_no_word() {
        let nodes = tree("<p>a <b>b &amp; <i>c</p>d</em><br>e");
        assert_eq!(words(&nodes), "a b & cd\ne");
        let PageNode::Element(first) = &nodes[0] else { panic!("{nodes:?}") };
        assert_eq!((first.name.as_str(), first.within(&["b"]).count()), ("p", 1));
        let deep = tree(&("<div>".repeat(5000) + "x"));
        assert_eq!(words(&deep), "x");
    }
}
