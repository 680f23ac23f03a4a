//! Explains the terms of the site's glossary where a page first uses them.
//!
//! Takes: HTML of a page, piece by piece in the order of the page.
//! Gives: the same with an `abbr` around the first use of each term.
//! Never: explains within a link, a heading, code, or another `abbr`; changes a word.

use super::division::{DivisionView, NoteView};
use super::text::{SiteReader, escaped};

/// The elements in which nothing is explained.
const CLOSED: [&str; 14] =
    ["a", "abbr", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "script", "style", "svg"];

/// The terms that a page has yet to explain.
pub(super) struct Explainer {
    /// As they stand in HTML, the longest first, each with its explanation.
    terms: Vec<(String, String)>,
}

impl Explainer {
    pub(super) fn new(reader: &SiteReader) -> Explainer {
        let glossary = &reader.site.settings.glossary;
        let mut terms: Vec<(String, String)> =
            glossary.iter().map(|(term, meaning)| (escaped(term), escaped(meaning))).collect();
        terms.sort_by_key(|(term, _)| std::cmp::Reverse(term.len()));
        Explainer { terms }
    }

    /// Explains terms in a document, in the order of its page.
    pub(super) fn document(
        reader: &SiteReader,
        lead: &mut String,
        divisions: &mut [DivisionView],
        notes: &mut [NoteView],
    ) {
        let mut explainer = Explainer::new(reader);
        let texts = divisions.iter_mut().map(|division| &mut division.html);
        for html in std::iter::once(lead).chain(texts).chain(notes.iter_mut().map(|note| &mut note.html)) {
            *html = explainer.explain(std::mem::take(html));
        }
    }

    /// A piece of the page with the terms that it is the first to use explained.
    pub(super) fn explain(&mut self, html: String) -> String {
        if self.terms.is_empty() {
            return html;
        }
        let mut out = String::with_capacity(html.len() + 256);
        let (mut rest, mut closed) = (html.as_str(), 0_usize);
        while let Some(at) = rest.find('<') {
            match closed {
                0 => self.words(&rest[..at], &mut out),
                _ => out.push_str(&rest[..at]),
            }
            let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
            let tag = &rest[at..end];
            let name = tag.trim_start_matches(['<', '/']);
            let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            if CLOSED.contains(&name) {
                closed = if tag.starts_with("</") { closed.saturating_sub(1) } else { closed + 1 };
            }
            out.push_str(tag);
            rest = &rest[end..];
        }
        match closed {
            0 => self.words(rest, &mut out),
            _ => out.push_str(rest),
        }
        out
    }

    /// Text between two tags.
    fn words(&mut self, text: &str, out: &mut String) {
        let mut rest = text;
        let mut before = ' ';
        while let Some(c) = rest.chars().next() {
            let begins = c.is_alphanumeric() && !before.is_alphanumeric();
            if let Some((term, meaning)) = Some(()).filter(|()| begins).and_then(|()| self.take(rest)) {
                out.push_str(&format!("<abbr title=\"{meaning}\">{term}</abbr>"));
                rest = &rest[term.len()..];
                before = 'x';
                continue;
            }
            // The name of a character is no word.
            let step = match c {
                '&' => rest.find(';').map_or(1, |end| end + 1),
                c => c.len_utf8(),
            };
            out.push_str(&rest[..step]);
            before = c;
            rest = &rest[step..];
        }
    }

    /// The term with which a text begins, which is then explained no more.
    fn take(&mut self, text: &str) -> Option<(String, String)> {
        let is_here = |term: &str| {
            let after = text.strip_prefix(term).map(|rest| rest.chars().next());
            after.is_some_and(|next| !next.is_some_and(char::is_alphanumeric))
        };
        let at = self.terms.iter().position(|(term, _)| is_here(term))?;
        Some(self.terms.remove(at))
    }
}

#[cfg(test)]
mod tests {
    use super::Explainer;

    fn explained(html: &str) -> String {
        let terms = [("EU", "Europese Unie"), ("amp", "fout"), ("JBZ", "Justitie")];
        let terms = terms.map(|(term, meaning)| (term.to_owned(), meaning.to_owned()));
        Explainer { terms: terms.into() }.explain(html.to_owned())
    }

    #[test]
    fn a_term_is_explained_once_and_only_as_a_word() {
        assert_eq!(explained("<p>De EU en de EU.</p>"), "<p>De <abbr title=\"Europese Unie\">EU</abbr> en de EU.</p>");
        assert_eq!(explained("JBZ-Raad"), "<abbr title=\"Justitie\">JBZ</abbr>-Raad");
        assert_eq!(explained("EUR &amp; NEU"), "EUR &amp; NEU");
        assert_eq!(
            explained("<a href=\"EU\">EU</a> <code>EU</code> EU"),
            "<a href=\"EU\">EU</a> <code>EU</code> <abbr title=\"Europese Unie\">EU</abbr>"
        );
    }
}
