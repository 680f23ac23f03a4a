//! The running text of one piece of Markdown, in which references are looked for.
//!
//! Takes: the events of a paragraph, list, table, heading or note.
//! Gives: their words as one text, and the way from a place in it back to the event and to the file.
//! Never: holds code, HTML, images or the words of a link that the author made; where these stand, no reference goes on.
//!
//! A line break within a paragraph is a line break in the text, which a reference may span. Emphasis leaves no trace.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::piece::Spanned;

/// What stands in the text where a reference cannot go on. No file holds it: [`crate::load`] replaces control characters.
pub const BREAK: char = '\u{1}';

/// The longest sentence that is looked back on, in bytes.
const SENTENCE: usize = 800;

/// The words of a piece.
#[derive(Debug, Default, Clone)]
pub struct Prose {
    /// Its words.
    pub text: String,
    runs: Vec<Run>,
    links: Vec<WebLink>,
    /// Where notes are cited: in the text, and in the body of the file.
    citations: Vec<(usize, usize)>,
}

/// The words of one event.
#[derive(Debug, Clone)]
struct Run {
    /// Where they begin in the text.
    at: usize,
    /// How long they are.
    length: usize,
    /// The event.
    event: usize,
    /// Where they stand in the body of the file.
    body: Range<usize>,
    /// Whether the body has the same bytes there; it has not where a character is written as an entity.
    exact: bool,
    /// How many elements enclose them within the piece.
    depth: u32,
    /// The least that enclosed anything since the run before.
    floor: u32,
}

/// A link to another site that the author made.
#[derive(Debug, Clone)]
pub struct WebLink {
    /// Where it stands in the text, which holds a [`BREAK`] for it.
    pub at: usize,
    /// Its first event, and the one that ends it.
    pub events: Range<usize>,
    /// Where it stands in the body of the file.
    pub body: Range<usize>,
}

/// A place within an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The event.
    pub event: usize,
    /// The byte of its words.
    pub at: usize,
}

impl Prose {
    /// Replaces what it holds by the words of these events; `body` is the text that their ranges are counted in.
    pub fn gather(&mut self, events: &[Spanned], body: &str) {
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
                    let run = Run { at: self.text.len(), length: text.len(), event: index, depth, floor, ..Run::of(text, range, body) };
                    self.runs.push(run);
                    self.text.push_str(text);
                    floor = depth;
                }
                Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => depth += 1,
                Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {
                    depth -= 1;
                    floor = floor.min(depth);
                }
                // Words in another language are written as a link to it.
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

    /// The links to other sites.
    pub fn links(&self) -> &[WebLink] {
        &self.links
    }

    /// The link that stands at a place in the text.
    pub fn link(&self, at: usize) -> Option<&WebLink> {
        self.links.binary_search_by_key(&at, |link| link.at).ok().map(|found| &self.links[found])
    }

    /// Whether it cites notes.
    pub fn cites(&self) -> bool {
        !self.citations.is_empty()
    }

    /// The sentence that a citation of a note ends or stands in, up to it: by the citation's place in the body.
    pub fn sentence_before(&self, citation: usize) -> Option<String> {
        let found = self.citations.binary_search_by_key(&citation, |(_, body)| *body).ok()?;
        let before = &self.text[..self.citations[found].0];
        let before = before[before.ceil_char_boundary(before.len().saturating_sub(SENTENCE))..].trim_end_matches([BREAK, '.', '!', '?']);
        // A citation may stand between the full stop and the blank.
        let ends = |at: &usize| before[at + 1..].trim_start_matches(BREAK).starts_with([' ', '\n']);
        let start = before.rmatch_indices(['.', '!', '?']).map(|(at, _)| at).find(ends).map_or(0, |at| at + 1);
        Some(before[start..].trim_start_matches([BREAK, ' ', '\n']).replace([BREAK, '\n'], " "))
    }

    /// Where a range of the text stands in the body of the file.
    pub fn body(&self, range: &Range<usize>) -> Range<usize> {
        if let Some(link) = self.link(range.start) {
            return link.body.clone();
        }
        let (Some(first), Some(last)) = (self.run_at(range.start), self.run_before(range.end)) else { return 0..0 };
        let start = if first.exact { first.body.start + (range.start - first.at) } else { first.body.start };
        let end = if last.exact { last.body.start + (range.end - last.at) } else { last.body.end };
        start..end.max(start)
    }

    /// Between which places of the events the words of a range stand, so that both are within the same elements.
    /// Where that cannot be, the longest part of them that stands in one event.
    pub fn spots(&self, range: &Range<usize>) -> Option<(Spot, Spot)> {
        let first = self.runs.partition_point(|run| run.at + run.length <= range.start);
        let last = self.runs.partition_point(|run| run.at < range.end).checked_sub(1)?;
        let runs = self.runs.get(first..=last)?;
        let (from, until) = (runs.first()?, runs.last()?);
        let nested = from.depth == until.depth && runs[1..].iter().all(|run| run.floor >= from.depth);
        let within = |run: &Run| range.start.max(run.at) - run.at..range.end.min(run.at + run.length) - run.at;
        if nested {
            return Some((Spot { event: from.event, at: within(from).start }, Spot { event: until.event, at: within(until).end }));
        }
        let longest = runs.iter().rev().max_by_key(|run| within(run).len())?;
        let within = within(longest);
        let words = &self.text[longest.at + within.start..longest.at + within.end];
        let start = within.end - words.trim_start().len();
        let within = start..start + words.trim().len();
        Some((Spot { event: longest.event, at: within.start }, Spot { event: longest.event, at: within.end }))
    }

    fn run_at(&self, at: usize) -> Option<&Run> {
        self.runs.get(self.runs.partition_point(|run| run.at + run.length <= at))
    }

    fn run_before(&self, at: usize) -> Option<&Run> {
        self.runs.get(self.runs.partition_point(|run| run.at < at).checked_sub(1)?)
    }
}

impl Run {
    /// Where the words of an event stand. The first may have lost a label, so that they are compared from behind.
    fn of(text: &str, range: &Range<usize>, body: &str) -> Run {
        let start = range.end.saturating_sub(text.len()).max(range.start);
        let exact = body.get(start..range.end) == Some(text);
        let body = if exact { start..range.end } else { range.clone() };
        Run { at: 0, length: 0, event: 0, body, exact, depth: 0, floor: 0 }
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
