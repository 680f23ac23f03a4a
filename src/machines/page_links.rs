//! The links of finished pages and stylesheets.
//!
//! Takes: HTML or CSS as it will be published.
//! Gives: every address it names and every id it has; where an address leads within a folder of pages.
//! Never: follows one, or reads a file.

use crate::diagnostic::{Message, message};
use std::collections::HashSet;

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use percent_encoding::percent_decode_str;

/// What a page links to, and what can be linked to on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PageLinks {
    /// The addresses it names, as written, in order.
    pub links: Vec<String>,
    /// The ids of its elements.
    pub ids: HashSet<String>,
}

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PageTarget {
    /// To a file in the folder that holds the page, at a place in it.
    Inside {
        /// The path of the file, from the root of that folder.
        path: String,
        /// The id of the place in it.
        fragment: Option<String>,
    },
    /// To another place on the network, or to none at all (`mailto:`).
    Outside,
    /// To nothing that a page in a folder can reach; the text says why.
    Nowhere(Message),
}

/// Attributes whose value is an address (HTML standard, index of attributes).
const ADDRESSES: &[&[u8]] = &[b"href", b"src", b"action", b"formaction", b"poster", b"data", b"cite"];

/// The links of a page.
pub(crate) fn of_html(html: &[u8]) -> PageLinks {
    let mut found = PageLinks::default();
    // This emitter also reports places, which nobody needs here. The import does need them, and a second kind of
    // emitter would compile the whole tokenizer again.
    let emitter = DefaultEmitter::<usize>::new_with_span();
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        let Token::StartTag(tag) = token else { continue };
        for (name, value) in &tag.attributes {
            let value = String::from_utf8_lossy(&value.0).into_owned();
            let is_address = ADDRESSES.contains(&name.0.as_slice()) && !(name.0 == b"data" && tag.name.0 != b"object");
            match name.0.as_slice() {
                b"id" => {
                    found.ids.insert(value);
                }
                b"srcset" => {
                    found.links.extend(value.split(',').filter_map(|s| s.split_whitespace().next()).map(str::to_owned))
                }
                b"content" if is_refresh(&tag) => {
                    let address = value.split_once(';').and_then(|(_, rest)| rest.trim().strip_prefix("url="));
                    found.links.extend(address.map(str::to_owned));
                }
                _ if is_address => found.links.push(value),
                _ => {}
            }
        }
    }
    found
}

fn is_refresh(tag: &StartTag<usize>) -> bool {
    tag.name.0 == b"meta"
        && tag
            .attributes
            .iter()
            .any(|(name, value)| name.0 == b"http-equiv" && value.0.eq_ignore_ascii_case(b"refresh"))
}

/// The addresses that a stylesheet names with `url()` or `@import "…"`.
pub(crate) fn of_css(css: &str) -> Vec<String> {
    let mut links = Vec::new();
    let css = without_comments(css);
    for (at, _) in css.match_indices("url(") {
        let rest = css[at + 4..].trim_start();
        let quoted = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let end = quoted.map_or_else(|| rest.find(')'), |quote| rest[1..].find(quote).map(|i| i + 1));
        let link = end.map(|end| rest[usize::from(quoted.is_some())..end].trim());
        links.extend(link.filter(|l| !l.is_empty()).map(str::to_owned));
    }
    for (at, _) in css.match_indices("@import") {
        let rest = css[at + 7..].trim_start();
        let quoted = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        if let Some(link) = quoted.and_then(|quote| rest[1..].split(quote).next()) {
            links.push(link.to_owned());
        }
    }
    links
}

fn without_comments(css: &str) -> String {
    let mut rest = css;
    let mut out = String::with_capacity(css.len());
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// Where `link` leads, which the file at `from` names, within the folder that contains both.
pub(crate) fn resolve(from: &str, link: &str) -> PageTarget {
    let link = link.trim();
    let scheme = link.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |s: &str| {
        s.starts_with(|c: char| c.is_ascii_alphabetic())
            && s.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    };
    match scheme.filter(|s| is_scheme(s)) {
        Some(scheme)
            if ["http", "https", "mailto", "tel", "data"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) =>
        {
            return PageTarget::Outside;
        }
        Some(_) => return PageTarget::Nowhere(message!("strange-scheme")),
        None if link.starts_with('/') || link.starts_with('\\') => {
            return PageTarget::Nowhere(message!("rooted-link"));
        }
        None => {}
    }
    let (rest, fragment) = link.split_once('#').map_or((link, None), |(rest, fragment)| (rest, Some(fragment)));
    let fragment = fragment.filter(|f| !f.is_empty()).map(decode);
    let rest = rest.split('?').next().unwrap_or("");
    if rest.is_empty() {
        return PageTarget::Inside { path: from.to_owned(), fragment };
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    let decoded = decode(rest);
    for part in decoded.split('/') {
        match part {
            "." => {}
            ".." if parts.pop().is_none() => return PageTarget::Nowhere(message!("leads-out")),
            ".." => {}
            part => parts.push(part),
        }
    }
    // A link to a folder ends in an empty part, or in nothing at all after `..`.
    PageTarget::Inside { path: parts.join("/"), fragment }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_a_page_is_found() {
        let html = br#"<!doctype html><meta http-equiv="Refresh" content="0; url=a&amp;b.html"><link href='voetnoot.css'>
            <!-- <a href="comment"> --><img src=p.png srcset="q.png 1x, r.png 2x" id=i data="not an address"><a id="j" href="../#x">x</a>"#;
        let found = of_html(html);
        assert_eq!(found.links, ["a&b.html", "voetnoot.css", "p.png", "q.png", "r.png", "../#x"]);
        assert_eq!(found.ids, HashSet::from(["i".to_owned(), "j".to_owned()]));
    }

    #[test]
    fn every_address_of_a_stylesheet_is_found() {
        let css =
            "@import 'base.css'; /* url(no.png) */ a { src: url( \"f/a.woff2\" ) format('x'), url(b.png) } b { x: url(";
        assert_eq!(of_css(css), ["f/a.woff2", "b.png", "base.css"]);
    }

    #[test]
    fn addresses_lead_where_a_browser_goes() {
        let inside = |path: &str, fragment: Option<&str>| PageTarget::Inside {
            path: path.to_owned(),
            fragment: fragment.map(str::to_owned),
        };
        assert_eq!(resolve("v/a/index.html", "#p1"), inside("v/a/index.html", Some("p1")));
        assert_eq!(resolve("v/a/index.html", "../b%20c.pdf?x#y%20z"), inside("v/b c.pdf", Some("y z")));
        assert_eq!(resolve("v/a/index.html", "./noot-1.html"), inside("v/a/noot-1.html", None));
        assert_eq!(resolve("v/a/index.html", "b/"), inside("v/a/b/", None));
        assert_eq!(resolve("index.html", "https://example.nl/"), PageTarget::Outside);
        assert_eq!(resolve("index.html", "MAILTO:a@example.nl"), PageTarget::Outside);
        for link in ["../x", "/x", "//example.nl/x", "file:///etc/passwd", "javascript:alert(1)", "%2e%2e/x", "\\x"] {
            assert!(matches!(resolve("index.html", link), PageTarget::Nowhere(_)), "{link}");
        }
    }
}
