//! Tags and texts of an HTML or XHTML source in order, with line numbers. A thin coat over html5gum's tokenizer, which takes any bytes.

use super::letters::readable;
use super::line::BACK_LINKS;
use std::collections::BTreeMap;

use html5gum::Spanned;
use html5gum::emitters::default::{DefaultEmitter, Token};

/// A tag or text.
#[derive(Clone, Debug)]
pub enum Tag {
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

impl Tag {
    /// An attribute's value; nothing for closing tags and texts.
    pub fn attribute(&self, wanted: &str) -> Option<&str> {
        match self {
            Tag::Open { attributes, .. } => attributes.get(wanted).map(String::as_str),
            _ => None,
        }
    }

    /// The tag's name; nothing for texts.
    pub fn name(&self) -> &str {
        match self {
            Tag::Open { name, .. } | Tag::Close { name } => name,
            Tag::Text { .. } => "",
        }
    }
}

/// All tags of a source. Character references are resolved; comments are left out.
pub fn tags(source: &str) -> Vec<Tag> {
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
                tags.push(Tag::Open { name: name.clone(), attributes, line: line(tag.span.start) });
                if closed {
                    tags.push(Tag::Close { name });
                }
            }
            Token::EndTag(tag) => tags.push(Tag::Close { name: string(&tag.name) }),
            Token::String(Spanned { value, span }) => tags.push(Tag::Text { text: shown(&string(&value)), line: line(span.start) }),
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
pub fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Where the element that opens at an index ends.
pub fn element_end(tags: &[Tag], start: usize) -> usize {
    let name = tags[start].name();
    let mut depth = 0usize;
    for (index, tag) in tags.iter().enumerate().skip(start) {
        match tag {
            Tag::Open { name: opened, .. } if opened == name => depth += 1,
            Tag::Close { name: closed } if closed == name => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    tags.len()
}
