//! XML in memory.
//!
//! Takes: names, attributes and text.
//! Gives: the bytes of a document, indented, with every text and attribute escaped.
//! Never: fails, or writes a character that XML 1.0 does not allow.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// The attributes of an element: names and values.
pub(crate) type XmlAttributes<'a> = &'a [(&'a str, &'a str)];

/// A document that is being written.
pub(crate) struct Xml(Writer<Vec<u8>>);

/// Writes a document with one element.
pub(crate) fn document(name: &str, attributes: XmlAttributes, content: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let mut xml = Xml(Writer::new_with_indent(Vec::new(), b' ', 1));
    xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    xml.element(name, attributes, content);
    let mut bytes = xml.0.into_inner();
    bytes.push(b'\n');
    bytes
}

impl Xml {
    /// Writes an element that contains others.
    pub(crate) fn element(&mut self, name: &str, attributes: XmlAttributes, content: impl FnOnce(&mut Xml)) {
        self.event(Event::Start(start(name, attributes)));
        content(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element that contains text.
    pub(crate) fn text(&mut self, name: &str, attributes: XmlAttributes, text: &str) {
        self.element(name, attributes, |xml| xml.event(Event::Text(BytesText::new(&known(text)))));
    }

    /// Writes an empty element.
    pub(crate) fn empty(&mut self, name: &str, attributes: XmlAttributes) {
        self.event(Event::Empty(start(name, attributes)));
    }

    fn event(&mut self, event: Event) {
        self.0.write_event(event).expect("a vector takes every byte");
    }
}

fn start<'a>(name: &'a str, attributes: XmlAttributes) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, &*known(value)));
    }
    start
}

/// A text without the characters that are not allowed in XML 1.0, not even as references (section 2.2).
fn known(text: &str) -> std::borrow::Cow<'_, str> {
    let unknown = |c: char| c.is_control() && !matches!(c, '\t' | '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
    match text.contains(unknown) {
        true => text.chars().filter(|c| !unknown(*c)).collect::<String>().into(),
        false => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_its_place() {
        let bytes = document("a", &[("b", "\"><x>&")], |xml| xml.text("c", &[], "]]></c><script>\u{1}&amp;\u{ffff}"));
        let text = String::from_utf8(bytes).unwrap();
        let expected = "<a b=\"&quot;&gt;&lt;x&gt;&amp;\">\n <c>]]&gt;&lt;/c&gt;&lt;script&gt;&amp;amp;</c>\n</a>\n";
        assert_eq!(text, format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{expected}"));
    }
}
