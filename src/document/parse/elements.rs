//! The body of a file as its top-level elements.
//!
//! Takes: Markdown.
//! Gives: the events of each paragraph, list, table or heading, and the definitions of notes, taken out wherever they stand.
//! Never: decides what an element means.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::document::piece::Spanned;
use crate::failure::deadline::{Deadline, TooLong};

/// A top-level piece of the body.
pub(super) struct Element<'a> {
    pub(super) events: Vec<Spanned<'a>>,
    pub(super) range: Range<usize>,
    /// The level, if it is a heading.
    pub(super) heading: Option<u8>,
}

/// The definition of a note: its events, and the range of all of it.
pub(super) struct NoteDefinition<'a> {
    pub(super) label: String,
    pub(super) events: Vec<Spanned<'a>>,
    pub(super) range: Range<usize>,
}

#[derive(Default)]
pub(super) struct Elements<'a> {
    pub(super) elements: Vec<Element<'a>>,
    pub(super) definitions: Vec<NoteDefinition<'a>>,
    /// Where targets of links are defined under a name that no link uses.
    pub(super) unused_targets: Vec<Range<usize>>,
    /// Where there was more than a page can bear; nothing after it was read.
    pub(super) excess: Option<Excess>,
}

/// What there can be too much of.
#[derive(Debug, Clone, Copy)]
pub(super) enum ExcessKind {
    Headings,
    Footnotes,
    Paragraphs,
}

/// More of something than a page can bear. A few bytes of text can make a page a hundred times as long, so even a text
/// far below the largest size could fill the memory.
pub(super) struct Excess {
    pub(super) most: usize,
    pub(super) kind: ExcessKind,
    pub(super) range: Range<usize>,
}

/// Far beyond the longest agendas, which have a hundred headings, a thousand paragraphs and three hundred notes.
const MOST_HEADINGS: usize = 20_000;
const MOST_PARAGRAPHS: usize = 200_000;
const MOST_CITATIONS: usize = 100_000;

/// How many there have been so far.
#[derive(Default)]
struct Count {
    headings: usize,
    paragraphs: usize,
    citations: usize,
    notes: usize,
}

impl Count {
    /// Counts an event. If it is one too many, says what there is too much of.
    fn exceed(&mut self, event: &Event, depth: usize) -> Option<(usize, ExcessKind)> {
        let (count, most, kind) = match event {
            Event::Start(Tag::Heading { .. }) => (&mut self.headings, MOST_HEADINGS, ExcessKind::Headings),
            Event::FootnoteReference(_) => (&mut self.citations, MOST_CITATIONS, ExcessKind::Footnotes),
            Event::Start(Tag::FootnoteDefinition(_)) => (&mut self.notes, MOST_CITATIONS, ExcessKind::Footnotes),
            Event::Start(_) if depth == 0 => (&mut self.paragraphs, MOST_PARAGRAPHS, ExcessKind::Paragraphs),
            _ => return None,
        };
        *count += 1;
        (*count > most).then_some((most, kind))
    }
}

/// What Markdown may hold here.
pub(crate) fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS
}

/// The body as its top-level elements, with the definitions of notes taken out wherever they stand.
pub(super) fn elements(body: &str, deadline: Deadline) -> Result<Elements<'_>, TooLong> {
    let mut found = Elements::default();
    let Elements { elements, definitions, excess, .. } = &mut found;
    let parser = Parser::new_ext(body, markdown_options());
    let mut targets = link_targets(&parser);
    let mut count = Count::default();
    let mut open: Option<Element> = None;
    let mut depth = 0usize;
    let mut in_note = 0usize;
    for (event, range) in parser.into_offset_iter() {
        if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = &event {
            targets.remove(&id.to_lowercase());
        }
        if let Some((most, kind)) = count.exceed(&event, depth) {
            *excess = Some(Excess { most, kind, range });
            break;
        }
        match &event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                in_note += 1;
                definitions.push(NoteDefinition { label: label.to_lowercase(), events: Vec::new(), range });
                continue;
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                in_note = in_note.saturating_sub(1);
                continue;
            }
            _ => {}
        }
        if in_note > 0 {
            definitions.last_mut().expect("a definition is open").events.push((event, range));
            continue;
        }
        match &event {
            Event::Start(tag) => {
                if depth == 0 {
                    deadline.check()?;
                    let heading = match tag {
                        Tag::Heading { level, .. } => Some(*level as u8),
                        _ => None,
                    };
                    open = Some(Element { events: Vec::new(), range: range.clone(), heading });
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        match &mut open {
            Some(element) => element.events.push((event, range)),
            None => elements.push(Element { events: vec![(event, range.clone())], range, heading: None }),
        }
        if depth == 0 {
            elements.extend(open.take());
        }
    }
    found.unused_targets = in_order(targets);
    Ok(found)
}

/// Where the target of a link is defined under each name, in small letters.
fn link_targets(parser: &Parser) -> HashMap<String, Range<usize>> {
    let all = parser.reference_definitions().iter();
    all.map(|(name, target)| (name.to_lowercase(), target.span.clone())).collect()
}

fn in_order(targets: HashMap<String, Range<usize>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = targets.into_values().collect();
    ranges.sort_by_key(|range| range.start);
    ranges
}
