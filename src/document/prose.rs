//! The running text of one piece of Markdown, in which references are looked for.
//!
//! Takes: the events of a paragraph, list, table, heading or note.
//! Gives: their words as one text, and for each place in it the event and the bytes of the file.
//! Never: contains code, HTML, images or the words of a link by the author; no reference goes on across these.
//!
//! A line break within a paragraph is a line break in the text, which a reference may span. Emphasis leaves no trace.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::document::piece::Spanned;

/// Stands in the text where a reference cannot go on. No file contains it: [`crate::project::load`] replaces control
/// characters.
pub(crate) const BREAK: char = '\u{1}';

/// The longest sentence before a citation, in bytes; the search goes no further back.
const SENTENCE: usize = 800;

#[derive(Debug, Default, Clone)]
pub(crate) struct Prose {
    pub text: String,
    runs: Vec<ProseRun>,
    links: Vec<WebLink>,
    /// Where notes are cited: in bytes of the text, and in bytes of the body.
    citations: Vec<(usize, usize)>,
}

/// The words of one event.
#[derive(Debug, Clone)]
struct ProseRun {
    /// Where they begin in the text, in bytes.
    at: usize,
    /// In bytes.
    length: usize,
    event: usize,
    /// Where they stand in the body, in bytes.
    body: Range<usize>,
    /// Whether the body has the same bytes there; it does not where a character is written as an entity.
    exact: bool,
    /// How many elements within the piece enclose them.
    depth: u32,
    /// The lowest such depth since the run before.
    floor: u32,
}

/// A link by the author to another site.
#[derive(Debug, Clone)]
pub(crate) struct WebLink {
    /// Its place in the text, which has a [`BREAK`] there, in bytes.
    pub at: usize,
    /// From its first event to the one that ends it.
    pub events: Range<usize>,
    /// Where it stands in the body, in bytes.
    pub body: Range<usize>,
}

/// A place within an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ProseSpot {
    pub event: usize,
    /// The place within the words of the event, in bytes.
    pub at: usize,
}

impl Prose {
    /// Replaces its contents by the words of these events, whose ranges are bytes of `body`.
    pub(crate) fn gather(&mut self, events: &[Spanned], body: &str) {
        self.text.clear();
        self.runs.clear();
        self.links.clear();
        self.citations.clear();
        let (mut depth, mut floor) = (0, 0);
        // How many elements enclose the event whose words are left out.
        let mut closed = 0usize;
        for (index, (event, range)) in events.iter().enumerate() {
            if closed > 0 {
                match event {
                    Event::Start(_) => closed += 1,
                    Event::End(_) => closed -= 1,
                    _ => {}
                }
                if let (0, Some(link)) = (closed, self.links.last_mut().filter(|link| link.events.end == 0)) {
                    link.events.end = index;
                }
                continue;
            }
            match event {
                Event::Text(text) => {
                    let (at, length) = (self.text.len(), text.len());
                    let place = ProseRun::of(text, range, body);
                    self.runs.push(ProseRun { at, length, event: index, depth, floor, ..place });
                    self.text.push_str(text);
                    floor = depth;
                }
                Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => depth += 1,
                Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {
                    depth -= 1;
                    floor = floor.min(depth);
                }
                // A link to a language marks words in that language.
                Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("lang:") => depth += 1,
                Event::Start(Tag::Link { dest_url, .. }) => {
                    if dest_url.starts_with("http") {
                        self.links.push(WebLink { at: self.text.len(), events: index..0, body: range.clone() });
                    }
                    closed = 1;
                    self.text.push(BREAK);
                }
                Event::Start(Tag::Image { .. } | Tag::CodeBlock(_)) => {
                    closed = 1;
                    self.text.push(BREAK);
                }
                Event::FootnoteReference(_) => {
                    self.citations.push((self.text.len(), range.start));
                    self.text.push(BREAK);
                }
                Event::Start(_) | Event::End(_) if self.text.is_empty() || self.text.ends_with(BREAK) => {}
                _ => self.text.push(BREAK),
            }
        }
    }

    /// Its links to other sites.
    pub(crate) fn links(&self) -> &[WebLink] {
        &self.links
    }

    /// The link at a place in the text.
    pub(crate) fn link(&self, at: usize) -> Option<&WebLink> {
        self.links.binary_search_by_key(&at, |link| link.at).ok().map(|found| &self.links[found])
    }

    /// Whether it cites notes.
    pub(crate) fn cites(&self) -> bool {
        !self.citations.is_empty()
    }

    /// The sentence in which a note is cited, or which ends with the citation, up to there; `citation` is a place in
    /// the body.
    pub(crate) fn sentence_before(&self, citation: usize) -> Option<String> {
        let found = self.citations.binary_search_by_key(&citation, |(_, body)| *body).ok()?;
        let before = &self.text[..self.citations[found].0];
        let before = before[before.ceil_char_boundary(before.len().saturating_sub(SENTENCE))..]
            .trim_end_matches([BREAK, '.', '!', '?']);
        // A citation may stand between the full stop and the blank.
        let ends = |at: &usize| before[at + 1..].trim_start_matches(BREAK).starts_with([' ', '\n']);
        let start = before.rmatch_indices(['.', '!', '?']).map(|(at, _)| at).find(ends).map_or(0, |at| at + 1);
        Some(before[start..].trim_start_matches([BREAK, ' ', '\n']).replace([BREAK, '\n'], " "))
    }

    /// Where a range of the text stands in the body.
    pub(crate) fn body(&self, range: &Range<usize>) -> Range<usize> {
        if let Some(link) = self.link(range.start) {
            return link.body.clone();
        }
        let (Some(first), Some(last)) = (self.run_at(range.start), self.run_before(range.end)) else { return 0..0 };
        let start = if first.exact { first.body.start + (range.start - first.at) } else { first.body.start };
        let end = if last.exact { last.body.start + (range.end - last.at) } else { last.body.end };
        start..end.max(start)
    }

    /// The two places in the events between which the words of a range stand, so that both are within the same
    /// elements. If there are none, those of the longest part of the range within one event.
    pub(crate) fn spots(&self, range: &Range<usize>) -> Option<(ProseSpot, ProseSpot)> {
        let first = self.runs.partition_point(|run| run.at + run.length <= range.start);
        let last = self.runs.partition_point(|run| run.at < range.end).checked_sub(1)?;
        let runs = self.runs.get(first..=last)?;
        let (from, until) = (runs.first()?, runs.last()?);
        let nested = from.depth == until.depth && runs[1..].iter().all(|run| run.floor >= from.depth);
        let within = |run: &ProseRun| range.start.max(run.at) - run.at..range.end.min(run.at + run.length) - run.at;
        if nested {
            return Some((
                ProseSpot { event: from.event, at: within(from).start },
                ProseSpot { event: until.event, at: within(until).end },
            ));
        }
        let longest = runs.iter().rev().max_by_key(|run| within(run).len())?;
        let within = within(longest);
        let words = &self.text[longest.at + within.start..longest.at + within.end];
        let start = within.end - words.trim_start().len();
        let within = start..start + words.trim().len();
        Some((ProseSpot { event: longest.event, at: within.start }, ProseSpot { event: longest.event, at: within.end }))
    }

    fn run_at(&self, at: usize) -> Option<&ProseRun> {
        self.runs.get(self.runs.partition_point(|run| run.at + run.length <= at))
    }

    fn run_before(&self, at: usize) -> Option<&ProseRun> {
        self.runs.get(self.runs.partition_point(|run| run.at < at).checked_sub(1)?)
    }
}

impl ProseRun {
    /// Where the words of an event stand. The first may have lost a label, so they are compared from the end.
    fn of(text: &str, range: &Range<usize>, body: &str) -> ProseRun {
        let start = range.end.saturating_sub(text.len()).max(range.start);
        let exact = body.get(start..range.end) == Some(text);
        let body = if exact { start..range.end } else { range.clone() };
        ProseRun { at: 0, length: 0, event: 0, body, exact, depth: 0, floor: 0 }
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser};

    use super::*;

    fn prose(markdown: &str) -> (Prose, Vec<Spanned<'_>>) {
        let events: Vec<Spanned> = Parser::new_ext(markdown, Options::ENABLE_FOOTNOTES).into_offset_iter().collect();
        let mut prose = Prose::default();
        prose.gather(&events, markdown);
        (prose, events)
    }

    #[test]
    fn emphasis_leaves_no_trace_and_links_and_code_do() {
        let (prose, _) = prose("een *twee\ndrie* `vier` [vijf](https://example.org/) zes");
        assert_eq!(prose.text, "een twee\ndrie \u{1} \u{1} zes\u{1}");
        assert_eq!(prose.links().len(), 1);
    }

    #[test]
    fn places_lead_back_to_the_file() {
        let markdown = "a &amp; *b c* d";
        let (prose, events) = prose(markdown);
        assert_eq!(prose.text, "a & b c d\u{1}");
        let at = |words: &str| prose.text.find(words).map(|start| start..start + words.len()).unwrap();
        assert_eq!(&markdown[prose.body(&at("b c"))], "b c");
        assert_eq!(&markdown[prose.body(&at("&"))], "&amp;");
        assert_eq!(&markdown[prose.body(&at("& b c d"))], "&amp; *b c* d");
        // What begins outside the emphasis and ends within it is marked where most of it stands.
        let (start, end) = prose.spots(&at("& b c")).unwrap();
        assert_eq!((start.event, end.event), (end.event, start.event));
        assert!(matches!(&events[start.event].0, Event::Text(text) if &text[start.at..end.at] == "b c"));
        let (start, end) = prose.spots(&at("& b c d")).unwrap();
        assert!(start.event < end.event);
    }

    #[test]
    fn a_citation_has_its_sentence() {
        let markdown = "Een. Twee *drie* vier.[^1] Vijf\n\n[^1]: x";
        let (prose, _) = prose(markdown);
        assert_eq!(prose.sentence_before(markdown.find("[^1]").unwrap()).as_deref(), Some("Twee drie vier"));
    }
}
