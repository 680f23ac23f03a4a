//! The tags and texts of an HTML or XHTML source in order, with line numbers.
//!
//! Takes: any text, which the tokenizer of html5gum reads.
//! Gives: [`HtmlTag`]s.
//! Never: fails, or asks whether what was opened is closed.

use std::collections::BTreeMap;

use html5gum::Spanned;
use html5gum::emitters::default::{DefaultEmitter, Token};

use crate::import::read::readable_text::{BACK_LINKS, readable};

/// A tag or text.
#[derive(Clone, Debug)]
pub(crate) enum HtmlTag {
    /// Name in small letters and attributes.
    Open {
        name: String,
        attributes: BTreeMap<String, String>,
        line: usize,
    },
    Close {
        name: String,
    },
    Text {
        text: String,
        line: usize,
    },
}

impl HtmlTag {
    /// The value of an attribute; `None` for closing tags and texts.
    pub(crate) fn attribute(&self, wanted: &str) -> Option<&str> {
        match self {
            HtmlTag::Open { attributes, .. } => attributes.get(wanted).map(String::as_str),
            _ => None,
        }
    }

    /// The name of the tag; empty for texts.
    pub(crate) fn name(&self) -> &str {
        match self {
            HtmlTag::Open { name, .. } | HtmlTag::Close { name } => name,
            HtmlTag::Text { .. } => "",
        }
    }
}

/// All tags of a source. Character references are resolved, and comments are left out.
pub(crate) fn tags(source: &str) -> Vec<HtmlTag> {
    let ends: Vec<usize> = source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
    let line = |at: usize| ends.partition_point(|end| *end < at) + 1;
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut tags = Vec::new();
    for Ok(token) in html5gum::Tokenizer::new_with_emitter(source, emitter) {
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(name, value)| (string(name), string(value))).collect();
                let name = string(&tag.name);
                let closed = tag.self_closing;
                tags.push(HtmlTag::Open { name: name.clone(), attributes, line: line(tag.span.start) });
                if closed {
                    tags.push(HtmlTag::Close { name });
                }
            }
            Token::EndTag(tag) => tags.push(HtmlTag::Close { name: string(&tag.name) }),
            Token::String(Spanned { value, span }) => {
                tags.push(HtmlTag::Text { text: shown(&string(&value)), line: line(span.start) })
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    tags
}

/// Text as a reader sees it, without the arrow that leads back from a note.
fn shown(text: &str) -> String {
    let bare = text.trim_end().trim_end_matches(BACK_LINKS);
    let text = if bare.len() == text.trim_end().len() { text } else { bare };
    readable(text).into_owned()
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Elements that begin and end a block.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "figure",
    "figcaption",
    "blockquote",
    "pre",
    "address",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "hr",
    "body",
    "html",
    "details",
    "summary",
    "center",
    "fieldset",
];

/// Whether an element begins and ends a block.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Where the element that opens at this index ends.
pub(crate) fn element_end(tags: &[HtmlTag], start: usize) -> usize {
    let name = tags[start].name();
    let mut depth = 0usize;
    for (index, tag) in tags.iter().enumerate().skip(start) {
        match tag {
            HtmlTag::Open { name: opened, .. } if opened == name => depth += 1,
            HtmlTag::Close { name: closed } if closed == name => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    tags.len()
}
