//! The addresses of other sites in a text, with their places.
//!
//! Takes: a document that was parsed, or the text of a file of the site.
//! Gives: an [`ExternalLink`] for each address with `http` or `https` that a reader gets.
//! Never: takes one from a comment or from code, or asks whether anything is there.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::front_matter;
use crate::document::parse::markdown_options;
use crate::settings::RawHtml;

/// An address of another site, where somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExternalLink {
    /// As a browser takes it, with what stands for something else in Markdown resolved.
    pub address: String,
    /// Where it stands: the address itself, or else the link that has it.
    pub span: Span,
    /// Whether the span is the address and nothing else, so that another can be typed there.
    pub place: LinkPlace,
}

/// What the place of an [`ExternalLink`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkPlace {
    Address,
    WholeLink,
}

/// The addresses in the front matter and the text of a document, in order.
pub(crate) fn of_document(document: &Document, raw_html: RawHtml) -> Vec<ExternalLink> {
    let text = &*document.source.text;
    let offset = front_matter::read(&document.source, &document.summary.role, &mut Vec::new()).body;
    let mut links = of_values(&text[..offset], "#");
    let body = without_comments(text, &document.comments);
    let body = &body[offset..];
    for (event, range) in Parser::new_ext(body, markdown_options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) if is_external(&dest_url) => {
                let (place, found) = typed(body, &range, &dest_url);
                let span = Span::from(found).shifted(offset);
                links.push(ExternalLink { address: dest_url.into_string(), span, place });
            }
            Event::Html(html) | Event::InlineHtml(html) if raw_html == RawHtml::Passed => {
                links.extend(of_html(&html).into_iter().map(|link| moved(link, offset + range.start)));
            }
            _ => {}
        }
    }
    // An address without anything around it is a source that is cited.
    let bare = document.summary.references.iter().filter(|reference| is_external(&reference.typed));
    links.extend(bare.map(|reference| link_at(&reference.typed, reference.span.range().start)));
    links.sort_by_key(|link| link.span);
    links
}

fn moved(link: ExternalLink, by: usize) -> ExternalLink {
    ExternalLink { span: link.span.shifted(by), ..link }
}

/// The text with blanks where comments stand, so that every other byte stays where it is.
fn without_comments(text: &str, comments: &[Span]) -> String {
    let mut text = text.to_owned();
    for comment in comments {
        if let Some(words) = text.get(comment.range()) {
            let blank: String = words.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
            text.replace_range(comment.range(), &blank);
        }
    }
    text
}

/// Where the address of the link at `range` is typed: in the link, or where its name is defined.
fn typed(body: &str, range: &Range<usize>, address: &str) -> (LinkPlace, Range<usize>) {
    let link = &body[range.clone()];
    if let Some(at) = link.rfind(address) {
        return (LinkPlace::Address, range.start + at..range.start + at + address.len());
    }
    let defined = ["]: ", "]: <", "]:"].iter().find_map(|before| {
        let at = body.find(&format!("{before}{address}"))? + before.len();
        let rest = &body[at + address.len()..];
        rest.starts_with(|c: char| c.is_whitespace() || c == '>').then_some(at)
    });
    match defined {
        Some(at) => (LinkPlace::Address, at..at + address.len()),
        None => (LinkPlace::WholeLink, range.clone()),
    }
}

/// The addresses in values of front matter or settings; what follows `comment` at the beginning of a line or behind a blank
/// is no value.
pub(crate) fn of_values(text: &str, comment: &str) -> Vec<ExternalLink> {
    let mut links = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let begins = |(at, _): &(usize, &str)| *at == 0 || line[..*at].ends_with([' ', '\t']);
        let end = line.match_indices(comment).find(begins).map_or(line.len(), |(at, _)| at);
        links.extend(of_words(&line[..end]).map(|link| moved(link, start)));
        start += line.len();
    }
    links
}

/// The addresses that stand among words, each up to what cannot be part of it.
fn of_words(line: &str) -> impl Iterator<Item = ExternalLink> {
    let begins = line.match_indices("http").map(|(at, _)| at);
    begins.filter(|at| is_external(&line[*at..])).filter_map(|at| {
        let end =
            line[at..].find(|c: char| c.is_whitespace() || "\"'<>{}[]()|\\,".contains(c)).unwrap_or(line.len() - at);
        let address = line[at..at + end].trim_end_matches(['.', ';', ':']);
        let has_host = address.split_once("//").is_some_and(|(_, rest)| !rest.is_empty());
        has_host.then(|| link_at(address, at))
    })
}

/// The addresses that attributes of HTML name, unless a template fills them in.
pub(crate) fn of_html(html: &str) -> Vec<ExternalLink> {
    let mut links = Vec::new();
    for before in ["href=\"", "src=\"", "href='", "src='"] {
        for (at, _) in html.match_indices(before) {
            let at = at + before.len();
            let end = html[at..].find(&before[before.len() - 1..]).unwrap_or(0);
            let address = &html[at..at + end];
            if is_external(address) && !address.contains("{{") && !address.contains("{%") {
                links.push(ExternalLink { address: address.replace("&amp;", "&"), ..link_at(address, at) });
            }
        }
    }
    links.sort_by_key(|link| link.span);
    links
}

fn link_at(address: &str, at: usize) -> ExternalLink {
    ExternalLink { address: address.to_owned(), span: Span::new(at, at + address.len()), place: LinkPlace::Address }
}

fn is_external(address: &str) -> bool {
    let begins = |scheme: &str| address.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(links: &[ExternalLink]) -> Vec<&str> {
        links.iter().map(|link| link.address.as_str()).collect()
    }

    #[test]
    fn values_end_where_an_address_does() {
        let text = "a: \"https://a.nl/x?y=1\" # https://no.nl\n# https://no.nl\nb: [https://b.nl/#c, 'http://c.nl.']\nc: https://\n";
        let links = of_values(text, "#");
        assert_eq!(addresses(&links), ["https://a.nl/x?y=1", "https://b.nl/#c", "http://c.nl"]);
        assert!(links.iter().all(|link| text[link.span.range()] == link.address));
    }

    #[test]
    fn a_template_that_fills_in_an_address_has_none() {
        let html = "<a href='https://a.nl/?b&amp;c'><img src=\"https://{{ host }}/x\"><a href=\"x.html\">";
        assert_eq!(addresses(&of_html(html)), ["https://a.nl/?b&c"]);
    }

    #[test]
    fn an_address_is_found_in_its_link_or_where_its_name_is_defined() {
        let body = "[a](https://a.nl) <https://b.nl> [c][d]\n\n[d]: https://c.nl/(x) 'titel'\n";
        let found = |range: Range<usize>, address: &str| body[typed(body, &range, address).1].to_owned();
        assert_eq!(found(0..17, "https://a.nl"), "https://a.nl");
        assert_eq!(found(18..32, "https://b.nl"), "https://b.nl");
        assert_eq!(found(33..39, "https://c.nl/(x)"), "https://c.nl/(x)");
    }
}
