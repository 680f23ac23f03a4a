//! Turns the elements of a body into an outline with blocks and notes.
//!
//! Takes: the elements in order, and the role of the file.
//! Gives: divisions with their treatments, blocks as HTML with slots, notes in the order of their numbers.
//! Never: drops an element without a diagnostic.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use oxc_index::IndexVec;
use pulldown_cmark::{Event, Tag};

use super::elements::{Element, Excess, ExcessKind, NoteDefinition};
use super::first_words::OPENING;
use super::options::ParseOptions;
use crate::diagnostic::suggest;
use crate::diagnostic::text_file::{self, TextFile};
use crate::diagnostic::{Code, Diagnostic, Span, message};
use crate::document::attributes;
use crate::document::fragment::Fragment;
use crate::document::heading_label::{self, HeadingLabel};
use crate::document::html::{HtmlWriter, Links};
use crate::document::indices::{BlockId, DivisionId, NoteId};
use crate::document::outline::{Heading, Outline};
use crate::document::piece::{Gather, Spanned, Spot};
use crate::document::references::Referring;
use crate::document::wording::Wording;
use crate::document::{DivisionKind, Note, Place, Role, Treatment, note_name};

pub(super) struct DocumentBuilder<'a> {
    pub(super) role: &'a Role,
    pub(super) file: &'a TextFile,
    pub(super) options: &'a ParseOptions,
    pub(super) writer: HtmlWriter<'a>,
    pub(super) outline: Outline<'a>,
    pub(super) blocks: IndexVec<BlockId, Fragment>,
    /// The plain text of each block.
    pub(super) texts: IndexVec<BlockId, String>,
    /// The bytes of all texts before each block, and of all at the end: how many a division has is the difference of two, so that
    /// nothing is counted again for each block.
    gathered: Vec<usize>,
    pub(super) seen_ids: HashSet<String>,
}

impl<'a> DocumentBuilder<'a> {
    pub(super) fn new(
        file: &'a TextFile,
        body: &'a str,
        role: &'a Role,
        (options, offset): (&'a ParseOptions, usize),
        definitions: &[NoteDefinition],
    ) -> Self {
        let writer = HtmlWriter {
            path: &file.path,
            body,
            offset,
            raw_html: options.raw_html,
            language: &options.language,
            tables: 0,
            defined: definitions.iter().map(|d| (d.label.clone(), d.range.clone())).collect(),
            cited: IndexVec::new(),
            numbers: HashMap::new(),
            links: Links::default(),
            referring: Referring::new(&options.registry),
            diagnostics: Vec::new(),
        };
        let outline = Outline::new(role, &options.language, &file.path, HashSet::new());
        DocumentBuilder {
            role,
            file,
            options,
            writer,
            outline,
            blocks: IndexVec::new(),
            texts: IndexVec::new(),
            gathered: vec![0],
            seen_ids: HashSet::new(),
        }
    }

    /// Looks ahead for the ids that authors chose, so that no anchor made from words takes one of them.
    pub(super) fn claim_ids(&mut self, elements: &[Element]) {
        let mut claimed = HashSet::new();
        for element in elements.iter().filter(|e| e.heading.is_some()) {
            if let Some((Event::Start(Tag::Heading { id: Some(id), .. }), _)) = element.events.first() {
                claimed.insert(id.to_string());
            }
        }
        self.outline = Outline::new(self.role, &self.options.language, &self.file.path, claimed);
    }

    pub(super) fn division(&self) -> Option<DivisionId> {
        self.outline.divisions.indices().next_back()
    }

    /// Reports that a file has more of something than a page can bear.
    pub(super) fn excess(&mut self, excess: &Excess) {
        let Excess { most, kind, range } = excess;
        let start = range.start..range.start;
        let message = match kind {
            ExcessKind::Headings => message!("too-many-headings", most),
            ExcessKind::Footnotes => message!("too-many-footnotes", most),
            ExcessKind::Paragraphs => message!("too-many-paragraphs", most),
        };
        self.writer.report(Code::FileTooLarge, &start, message, message!("file-too-large.hint"));
    }

    pub(super) fn element(&mut self, element: Element) {
        match element.heading {
            Some(level) => self.heading(element, level),
            None => self.block(element),
        }
    }

    pub(super) fn heading(&mut self, element: Element, level: u8) {
        let range = self.writer.span(&element.range).range();
        let span = Span::from(text_file::first_line(&self.file.text, &range));
        let mut events = element.events;
        events.pop();
        events.remove(0);
        let words_end = events.iter().map(|(_, range)| range.end).max().map_or(0, |end| self.writer.offset + end);
        let attributes =
            attributes::read(&self.file.text, span, words_end, &self.file.path, &mut self.writer.diagnostics);
        let words_at = events.first().map_or(span.start as usize, |(_, range)| self.writer.offset + range.start);
        let label = self.take_label(&mut events, level);
        let index = self.outline.divisions.next_idx();
        let written = self.writer.write(events, spot(Place::Title(index), Some(index)));
        let text = written.text();
        if text.is_empty() {
            let diagnostic = Diagnostic::at(Code::EmptyHeading, &self.file.path, span, message!("empty-heading"));
            self.writer.diagnostics.push(diagnostic.hint(message!("empty-heading.hint")));
        }
        let heading = Heading { level, title: written.fragment, text, label, attributes, words_at, words_end, span };
        self.outline.add(heading, self.blocks.next_idx(), &mut self.seen_ids, &mut self.writer.diagnostics);
    }

    pub(super) fn take_label(&self, events: &mut [Spanned], level: u8) -> HeadingLabel {
        if !self.role.has_items() {
            return HeadingLabel::default();
        }
        let Some((Event::Text(text), _)) = events.first_mut() else { return HeadingLabel::default() };
        let Some((label, taken)) = heading_label::label(text, level) else { return HeadingLabel::default() };
        *text = text[taken..].to_owned().into();
        label
    }

    pub(super) fn block(&mut self, element: Element) {
        let Element { mut events, range, .. } = element;
        if self.role.has_items() && matches!(events.first(), Some((Event::Start(Tag::Paragraph), _))) {
            events = self.take_treatments(events, &range);
        }
        if self.role.has_items() {
            self.list_treatment(&events, &range);
        }
        // An image or a link without words is something all the same.
        let bare = |event: &Event| match event {
            Event::Start(tag) => !matches!(tag, Tag::Image { .. } | Tag::Link { .. } | Tag::CodeBlock(_)),
            Event::End(_) | Event::SoftBreak => true,
            _ => false,
        };
        if events.iter().all(|(event, _)| bare(event)) {
            return;
        }
        let index = self.blocks.next_idx();
        let division = self.division();
        // Only the words that go into the opening of a passage are needed.
        let until = |block: BlockId| self.gathered[block.index()];
        let known = self.outline.divisions.last().map_or(0, |d| until(index) - until(d.blocks.start));
        let gather = if known > OPENING * 4 { Gather::Nothing } else { Gather::Words };
        let written =
            self.writer.write(events, Spot { place: Place::Block(index), division, block: Some(index), gather });
        if written.fragment.is_empty() {
            return;
        }
        self.blocks.push(written.fragment);
        self.gathered.push(self.gathered[index.index()] + written.marked.len());
        self.texts.push(written.marked);
        if let Some(division) = self.outline.divisions.last_mut() {
            division.blocks.end = index + 1;
        }
    }

    /// Takes the lines that begin with `= ` from the paragraph directly under a heading.
    pub(super) fn take_treatments<'e>(&mut self, events: Vec<Spanned<'e>>, range: &Range<usize>) -> Vec<Spanned<'e>> {
        let begins = |events: &[Spanned]| matches!(events.first(), Some((Event::Text(t), _)) if t.starts_with("= ") || is_bare_treatment(t));
        if !begins(&events[1..]) {
            return events;
        }
        let division = self.division();
        let fresh =
            self.outline.divisions.last().is_some_and(|d| d.blocks.is_empty() && d.kind != DivisionKind::Letter);
        let Some(index) = division.filter(|_| fresh) else {
            let first = text_file::first_line(self.writer.body, range);
            let hint = message!("stray-treatment.hint");
            self.writer.report(Code::StrayTreatment, &first, message!("stray-treatment"), hint);
            return events;
        };
        let mut lines = lines(events);
        let paragraph_end = lines.pop();
        let mut rest = lines.split_off(0).into_iter();
        let paragraph_start = rest.next();
        let mut kept: Vec<Vec<Spanned>> = Vec::new();
        for line in rest {
            if kept.is_empty() && begins(&line) {
                self.treatment(line, index);
            } else {
                kept.push(line);
            }
        }
        let mut events: Vec<Spanned> = paragraph_start.into_iter().flatten().collect();
        let count = kept.len();
        for (i, line) in kept.into_iter().enumerate() {
            events.extend(line);
            if i + 1 < count {
                events.push((Event::SoftBreak, range.end..range.end));
            }
        }
        events.extend(paragraph_end.into_iter().flatten());
        events
    }

    pub(super) fn treatment(&mut self, mut line: Vec<Spanned>, index: DivisionId) {
        if let Some((Event::Text(text), _)) = line.first_mut() {
            *text = text.trim_start_matches('=').trim_start().to_owned().into();
        }
        let range = line.first().zip(line.last()).map(|((_, first), (_, last))| first.start..last.end);
        let written = self.writer.write(line, spot(Place::Treatment(index), Some(index)));
        range.into_iter().for_each(|range| self.misspelt_treatment(range, &written.text()));
        if let Some(division) = self.outline.divisions.last_mut() {
            let text = written.text();
            division.a_point |= self.options.language.names_a_point(&text);
            division.treatments.push(Treatment { fragment: written.fragment, text });
        }
    }

    /// Writes the notes in the order of their numbers. A note may cite further notes, which get the next numbers.
    pub(super) fn notes(&mut self, definitions: Vec<NoteDefinition>) -> IndexVec<NoteId, Note> {
        let mut by_label: HashMap<String, NoteDefinition> = HashMap::new();
        let lines = LazyCell::new(|| text_file::Lines::new(&self.file.text));
        for definition in definitions {
            if let Some(first) = by_label.get(&definition.label) {
                let line = lines.position(self.writer.offset + first.range.start).line;
                let message = message!("duplicate-footnote", label = definition.label, line);
                let (range, hint) = (self.marker(&definition), message!("duplicate-footnote.hint"));
                self.writer.report(Code::DuplicateFootnote, &range, message, hint);
            } else {
                by_label.insert(definition.label.clone(), definition);
            }
        }
        let mut notes: IndexVec<NoteId, Note> = IndexVec::new();
        while let Some((label, _)) = self.writer.cited.get(notes.next_idx()) {
            let label = label.clone();
            let place = Place::Note(notes.next_idx());
            let mut defined =
                self.writer.cited[notes.next_idx()].1.first().map_or_else(Span::default, |first| first.span);
            let fragment = match by_label.remove(&label) {
                Some(definition) => {
                    let range = self.marker(&definition);
                    defined = self.writer.span(&range);
                    let written = self.writer.write(definition.events, spot(place, None));
                    if written.text().is_empty() {
                        let hint = message!("empty-footnote.hint");
                        self.writer.report(Code::EmptyFootnote, &range, message!("empty-footnote", label), hint);
                    }
                    written.fragment
                }
                None => Fragment::default(),
            };
            let words = Wording::of(&fragment);
            let name = note_name::of(&label).into();
            notes.push(Note { label: label.into(), name, fragment, words, defined, citations: Vec::new() });
        }
        for (note, (_, citations)) in notes.iter_mut().zip(std::mem::take(&mut self.writer.cited)) {
            note.citations = citations;
        }
        self.unused(by_label);
        notes
    }

    pub(super) fn unused(&mut self, definitions: HashMap<String, NoteDefinition>) {
        let mut unused: Vec<NoteDefinition> = definitions.into_values().collect();
        unused.sort_by_key(|d| d.range.start);
        for definition in unused {
            let range = self.marker(&definition);
            let label = &definition.label;
            let few = self.writer.diagnostics.len() < suggest::MOST;
            let known = self.writer.cited.iter().map(|(l, _)| l.as_str()).filter(|_| few);
            let hint = match suggest::nearest(label, known) {
                Some(near) => message!("unused-footnote.hint-near", label, near),
                None => message!("unused-footnote.hint", label),
            };
            self.writer.report(Code::UnusedFootnote, &range, message!("unused-footnote", label), hint);
        }
    }

    /// The range of `[^label]:`, which begins a definition.
    pub(super) fn marker(&self, definition: &NoteDefinition) -> Range<usize> {
        let start = definition.range.start;
        let length = self.writer.body[definition.range.clone()].find(':').map_or(1, |i| i + 1);
        start..start + length
    }
}

/// The spot of a piece that is not a block.
fn spot(place: Place, division: Option<DivisionId>) -> Spot {
    Spot { place, division, block: None, gather: Gather::Words }
}

/// Whether a line would be a treatment if a blank followed the sign.
fn is_bare_treatment(text: &str) -> bool {
    text.strip_prefix('=').is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// The events of a paragraph, divided into its start, each line, and its end.
fn lines<'e>(events: Vec<Spanned<'e>>) -> Vec<Vec<Spanned<'e>>> {
    let last = events.len() - 1;
    let mut lines: Vec<Vec<Spanned>> = Vec::new();
    let mut depth = 0usize;
    for (i, (event, range)) in events.into_iter().enumerate() {
        if i == 0 {
            lines.push(vec![(event, range)]);
            lines.push(Vec::new());
            continue;
        }
        if i == last {
            lines.push(vec![(event, range)]);
            break;
        }
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::SoftBreak | Event::HardBreak if depth == 0 => {
                lines.push(Vec::new());
                continue;
            }
            _ => {}
        }
        lines.last_mut().expect("a line is open").push((event, range));
    }
    lines
}
