//! One file, parsed.
//!
//! Takes: a [`SourceFile`], its [`Role`] and the [`ParseOptions`]; nothing else, so that the result can be remembered.
//! Gives: a [`Document`] with its own diagnostics, whatever the text is like.
//! Never: looks at another file, calls a template, or fails.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::{Block, Division, Document, Handles, Kind, Named, Note, Place, Role, Target, Tie, Ties, Treatment};
use crate::fragment::Fragment;
use crate::front::{self, Front};
use crate::language::Language;
use crate::outline::{self, Heading, Label, Outline};
use crate::piece::{Gather, Spanned, Spot};
use crate::reference::Registry;
use crate::referring::{self, Referring};
use crate::registered::References;
use crate::source::{self, SourceFile};
use crate::writer::{Links, Writer};
use crate::{attributes, suggest, target};

/// How many characters of a passage its opening words take.
const OPENING: usize = 220;

/// Everything besides its text that decides what a file becomes.
#[derive(Clone)]
pub struct ParseOptions {
    /// The language of the site, for anchors and the kinds of sections.
    pub language: Arc<Language>,
    /// Whether HTML in Markdown is passed through.
    pub raw_html: bool,
    /// What the site settles about references.
    pub references: References,
    /// The grammar of references with that.
    registry: Arc<Registry>,
}

impl ParseOptions {
    /// The options of a site with these settings.
    pub fn new(language: Arc<Language>, raw_html: bool, references: References) -> Self {
        let registry = Arc::new(references.registry());
        ParseOptions { language, raw_html, references, registry }
    }

    /// Whether they are those of a site with these settings.
    pub fn are_of(&self, words: &Language, config: &Config) -> bool {
        // The registry is made from the references.
        let ParseOptions { language, raw_html, references, registry: _ } = self;
        **language == *words && *raw_html == config.raw_html && *references == config.references
    }

    /// The grammar of references with what the site registers.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }
}

/// Parses a file.
pub fn parse(file: &SourceFile, role: Role, options: &ParseOptions) -> Document {
    let mut diagnostics = Vec::new();
    if file.text.trim().is_empty() {
        let diagnostic = Diagnostic::at(Code::EmptyFile, &file.path, 0..0, "the file is empty");
        diagnostics.push(diagnostic.hint("write something in it, or delete it"));
    }
    let (front, offset) = front::read(file, &role, &mut diagnostics);
    let body = &file.text[offset..];
    let (elements, definitions) = elements(body);
    let mut builder = Builder::new(file, &role, options, offset, &definitions);
    builder.writer.diagnostics = diagnostics;
    builder.claim_ids(&elements);
    for element in elements {
        builder.element(element);
    }
    let notes = builder.notes(definitions);
    let Builder { mut writer, outline, mut blocks, texts, .. } = builder;
    let mut divisions = outline.divisions;
    close(&mut divisions, &blocks, &texts);
    let (links, targets) = std::mem::take(&mut writer.links).into_parts();
    let facts = referring::facts(&front, &options.registry);
    let whole = referring::Whole { file, front: &front, notes: &notes, body: offset };
    let settled = std::mem::take(&mut writer.referring).settle(&whole, facts);
    writer.diagnostics.extend(settled.diagnostics);
    let mut diagnostics = std::mem::take(&mut writer.diagnostics);
    diagnostics.sort();
    blocks.shrink_to_fit();
    let ties = ties(&divisions);
    let handles = handles(&file.path, &role, &targets, &ties, &settled.sources);
    let document = Document {
        source: file.clone(),
        address: role.address(&options.language).into(),
        role,
        front,
        blocks,
        divisions,
        ties,
        notes,
        links,
        targets,
        handles,
        references: settled.references,
        facts: settled.facts,
        sources: settled.sources,
        shelves: settled.shelves,
        citing: settled.citing,
        said: settled.said,
        unregistered: settled.unregistered,
        diagnostics,
    };
    if matches!(document.role, Role::Version { .. }) { earlier(document) } else { document }
}

/// A version that was corrected since ties nothing to the dossiers that it names, has no earlier addresses, and nobody can mend
/// what is wrong with it.
fn earlier(document: Document) -> Document {
    let front = Front { aliases: Vec::new(), ..document.front };
    let ties = Ties { to: Vec::new(), items: Vec::new(), ..document.ties };
    Document { front, ties, diagnostics: Vec::new(), ..document }
}

fn handles(path: &str, role: &Role, targets: &[Target], ties: &Ties, sources: &[Named]) -> Handles {
    let target = |target: &Target| match target {
        Target::File { path: name, .. } | Target::Wiki { id: name, .. } => Handles::digest(name),
        Target::Here(_) | Target::Address { .. } => 0,
    };
    let id = match role {
        Role::Agenda { meeting: id } | Role::Dossier { id } => Handles::digest(id),
        _ => 0,
    };
    let path = Handles::digest(target::content_path(path));
    let dossiers = ties.dossiers.iter().map(|id| Handles::digest(id)).collect();
    Handles { path, id, targets: targets.iter().map(target).collect(), dossiers, sources: sources.iter().map(Named::digest).collect() }
}

/// Gathers what the headings name, each dossier once, so that linking need not look it up again.
fn ties(divisions: &[Division]) -> Ties {
    let mut ties = Ties::default();
    let mut known: HashMap<&str, u32> = HashMap::new();
    for (division, heading) in (0..).zip(divisions) {
        for named in &heading.dossiers {
            let dossier = *known.entry(&named.value).or_insert_with(|| {
                ties.dossiers.push(named.value.clone());
                ties.dossiers.len() as u32 - 1
            });
            let tie = Tie { division, dossier };
            if !ties.to.iter().rev().take_while(|t| t.division == division).any(|t| *t == tie) {
                ties.to.push(tie);
            }
        }
        if heading.item.is_some() {
            ties.items.push(division);
        }
    }
    ties
}

/// A top-level piece of the body.
struct Element<'a> {
    events: Vec<Spanned<'a>>,
    range: Range<usize>,
    /// The level, for headings.
    heading: Option<u8>,
}

/// The definition of a note: its events and the range of the whole.
struct Definition<'a> {
    label: String,
    events: Vec<Spanned<'a>>,
    range: Range<usize>,
}

fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS
}

/// The body as its top-level elements, with the definitions of notes taken out wherever they stand.
fn elements(body: &str) -> (Vec<Element<'_>>, Vec<Definition<'_>>) {
    let mut elements = Vec::new();
    let mut definitions: Vec<Definition> = Vec::new();
    let mut open: Option<Element> = None;
    let mut depth = 0usize;
    let mut in_note = 0usize;
    for (event, range) in Parser::new_ext(body, markdown_options()).into_offset_iter() {
        match &event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                in_note += 1;
                definitions.push(Definition { label: label.to_lowercase(), events: Vec::new(), range });
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
    (elements, definitions)
}

struct Builder<'a> {
    role: &'a Role,
    file: &'a SourceFile,
    options: &'a ParseOptions,
    writer: Writer<'a>,
    outline: Outline<'a>,
    blocks: Vec<Block>,
    /// The plain text of each block.
    texts: Vec<String>,
    seen_ids: HashSet<String>,
}

impl<'a> Builder<'a> {
    fn new(file: &'a SourceFile, role: &'a Role, options: &'a ParseOptions, offset: usize, definitions: &[Definition]) -> Self {
        let writer = Writer {
            path: &file.path,
            body: &file.text[offset..],
            offset,
            raw_html: options.raw_html,
            language: &options.language,
            tables: 0,
            defined: definitions.iter().map(|d| (d.label.clone(), d.range.clone())).collect(),
            cited: Vec::new(),
            numbers: HashMap::new(),
            links: Links::default(),
            referring: Referring::new(&options.registry),
            diagnostics: Vec::new(),
        };
        let outline = Outline::new(role, &options.language, &file.path, HashSet::new());
        Builder { role, file, options, writer, outline, blocks: Vec::new(), texts: Vec::new(), seen_ids: HashSet::new() }
    }

    /// Looks ahead for the ids that authors gave, so that no anchor made from words takes one of them.
    fn claim_ids(&mut self, elements: &[Element]) {
        let mut claimed = HashSet::new();
        for element in elements.iter().filter(|e| e.heading.is_some()) {
            if let Some((Event::Start(Tag::Heading { id: Some(id), .. }), _)) = element.events.first() {
                claimed.insert(id.to_string());
            }
        }
        self.outline = Outline::new(self.role, &self.options.language, &self.file.path, claimed);
    }

    fn division(&self) -> Option<u32> {
        self.outline.divisions.len().checked_sub(1).map(|i| i as u32)
    }

    fn element(&mut self, element: Element) {
        match element.heading {
            Some(level) => self.heading(element, level),
            None => self.block(element),
        }
    }

    fn heading(&mut self, element: Element, level: u8) {
        let span = source::first_line(&self.file.text, self.writer.span(&element.range));
        let mut events = element.events;
        events.pop();
        events.remove(0);
        let words_end = events.iter().map(|(_, range)| range.end).max().map_or(0, |end| self.writer.offset + end);
        let attributes = attributes::read(&self.file.text, span, words_end, &self.file.path, &mut self.writer.diagnostics);
        let label = self.take_label(&mut events, level);
        let index = self.outline.divisions.len() as u32;
        let written = self.writer.write(events, spot(Place::Title(index), Some(index)));
        if written.text.is_empty() {
            let diagnostic = Diagnostic::at(Code::EmptyHeading, &self.file.path, span, "the heading has no words");
            self.writer.diagnostics.push(diagnostic.hint("write the title behind the number signs, or remove the line"));
        }
        let heading = Heading { level, title: written.fragment, text: written.text, label, attributes, span };
        self.outline.add(heading, self.blocks.len() as u32, &mut self.seen_ids, &mut self.writer.diagnostics);
    }

    fn take_label(&self, events: &mut [Spanned], level: u8) -> Label {
        if !self.role.has_items() {
            return Label::default();
        }
        let Some((Event::Text(text), _)) = events.first_mut() else { return Label::default() };
        let Some((label, taken)) = outline::label(text, level) else { return Label::default() };
        *text = text[taken..].to_owned().into();
        label
    }

    fn block(&mut self, element: Element) {
        let Element { mut events, range, .. } = element;
        if self.role.has_items() && matches!(events.first(), Some((Event::Start(Tag::Paragraph), _))) {
            events = self.take_treatments(events, &range);
        }
        let nothing = events.iter().all(|(e, _)| matches!(e, Event::Start(_) | Event::End(_) | Event::SoftBreak));
        if nothing && !matches!(events.first(), Some((Event::Start(Tag::CodeBlock(_)), _))) {
            return;
        }
        let index = self.blocks.len() as u32;
        let division = self.division();
        // The words of a passage are wanted only as far as its opening goes.
        let known = self.outline.divisions.last().map_or(&[][..], |d| &self.texts[d.blocks.start as usize..]);
        let left = known.iter().try_fold(OPENING * 4, |left, text| left.checked_sub(text.len()));
        let gather = if left.is_none() { Gather::Nothing } else { Gather::Words };
        let written = self.writer.write(events, Spot { place: Place::Block(index), division, block: Some(index + 1), gather });
        if written.fragment.is_empty() {
            return;
        }
        self.blocks.push(Block { fragment: written.fragment, division });
        self.texts.push(written.text);
        if let Some(division) = self.outline.divisions.last_mut() {
            division.blocks.end = index + 1;
        }
    }

    /// Takes lines that begin with `= ` off the paragraph directly under a heading.
    fn take_treatments<'e>(&mut self, events: Vec<Spanned<'e>>, range: &Range<usize>) -> Vec<Spanned<'e>> {
        let begins =
            |events: &[Spanned]| matches!(events.first(), Some((Event::Text(t), _)) if t.starts_with("= ") || is_bare_treatment(t));
        if !begins(&events[1..]) {
            return events;
        }
        let division = self.division();
        let fresh = self.outline.divisions.last().is_some_and(|d| d.blocks.is_empty() && d.kind != Kind::Letter);
        let Some(index) = division.filter(|_| fresh) else {
            let first = range.start..range.start + self.writer.body[range.clone()].lines().next().map_or(0, str::len);
            let hint = "put the line directly under the heading of its item; in running text begin with another character";
            self.writer.report(
                Code::StrayTreatment,
                &first,
                "this line looks like a treatment but stands under no heading".to_owned(),
                hint,
            );
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

    fn treatment(&mut self, mut line: Vec<Spanned>, index: u32) {
        if let Some((Event::Text(text), _)) = line.first_mut() {
            *text = text.trim_start_matches('=').trim_start().to_owned().into();
        }
        let written = self.writer.write(line, spot(Place::Treatment(index), Some(index)));
        if let Some(division) = self.outline.divisions.last_mut() {
            division.a_point |= self.options.language.names_a_point(&written.text);
            division.treatments.push(Treatment { fragment: written.fragment, text: written.text });
        }
    }

    /// Writes the notes in the order of their numbers; a note may cite further notes, which get the next numbers.
    fn notes(&mut self, definitions: Vec<Definition>) -> Vec<Note> {
        let mut by_label: HashMap<String, Definition> = HashMap::new();
        let lines = LazyCell::new(|| source::Lines::new(&self.file.text));
        for definition in definitions {
            if let Some(first) = by_label.get(&definition.label) {
                let line = lines.position(self.writer.offset + first.range.start).line;
                let message = format!("the footnote `{}` is already defined on line {line}", definition.label);
                let range = self.marker(&definition);
                self.writer.report(Code::DuplicateFootnote, &range, message, "give one of the two another label");
            } else {
                by_label.insert(definition.label.clone(), definition);
            }
        }
        let mut notes: Vec<Note> = Vec::new();
        while let Some((label, _)) = self.writer.cited.get(notes.len()) {
            let label = label.clone();
            let place = Place::Note(notes.len() as u32);
            let (fragment, span) = match by_label.remove(&label) {
                Some(definition) => {
                    let range = self.marker(&definition);
                    let written = self.writer.write(definition.events, spot(place, None));
                    if written.text.is_empty() {
                        self.writer.report(
                            Code::EmptyFootnote,
                            &range,
                            format!("the footnote `{label}` has no text"),
                            "write it behind the colon",
                        );
                    }
                    (written.fragment, self.writer.span(&definition.range))
                }
                None => (Fragment::default(), Span::default()),
            };
            notes.push(Note { label, fragment, citations: Vec::new(), span });
        }
        for (note, (_, citations)) in notes.iter_mut().zip(std::mem::take(&mut self.writer.cited)) {
            note.citations = citations;
        }
        self.unused(by_label);
        notes
    }

    fn unused(&mut self, definitions: HashMap<String, Definition>) {
        let mut unused: Vec<Definition> = definitions.into_values().collect();
        unused.sort_by_key(|d| d.range.start);
        for definition in unused {
            let range = self.marker(&definition);
            let message = format!("the footnote `{}` is never cited", definition.label);
            let few = self.writer.diagnostics.len() < suggest::MOST;
            let known = self.writer.cited.iter().map(|(l, _)| l.as_str()).filter(|_| few);
            let near = suggest::nearest(&definition.label, known).map(|n| format!(" (`[^{n}]` is cited)")).unwrap_or_default();
            let hint = format!("write `[^{}]` where it belongs, or remove it{near}", definition.label);
            self.writer.report(Code::UnusedFootnote, &range, message, hint);
        }
    }

    /// The range of `[^label]:` at the beginning of a definition.
    fn marker(&self, definition: &Definition) -> Range<usize> {
        let start = definition.range.start;
        let length = self.writer.body[definition.range.clone()].find(':').map_or(1, |i| i + 1);
        start..start + length
    }
}

/// The spot of a piece that is no block.
fn spot(place: Place, division: Option<u32>) -> Spot {
    Spot { place, division, block: None, gather: Gather::Words }
}

/// Whether a line is a treatment without the blank that should follow the sign.
fn is_bare_treatment(text: &str) -> bool {
    text.strip_prefix('=').is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// The events of a paragraph as: its start, each line, its end.
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

/// Gives every division its opening words. One without text of its own takes those of the first passage within it;
/// a sub-item without text takes those of the next, whose text it shares.
fn close(divisions: &mut [Division], blocks: &[Block], texts: &[String]) {
    debug_assert_eq!(blocks.len(), texts.len());
    for index in (0..divisions.len()).rev() {
        let own = divisions[index].blocks.start as usize..divisions[index].blocks.end as usize;
        let mut words = String::new();
        for text in &texts[own] {
            // No opening is longer than this in any writing.
            if words.len() > OPENING * 4 {
                break;
            }
            words.push_str(if words.is_empty() { "" } else { " " });
            words.push_str(text);
        }
        if words.is_empty()
            && let Some(next) = divisions.get(index + 1)
        {
            let within = next.parent == Some(index as u32);
            let shares = divisions[index].kind == Kind::SubItem && next.kind == Kind::SubItem && next.parent == divisions[index].parent;
            if within || shares {
                words = next.opening.clone();
            }
        }
        divisions[index].opening = cut(&words, OPENING);
    }
    // Nobody asks for those of a section that is tied to nothing, and a corpus has more of these than of all others.
    for division in divisions.iter_mut().skip(1).filter(|d| d.kind == Kind::Section && d.dossiers.is_empty()) {
        division.opening = String::new();
    }
}

/// The first words of a text, with an ellipsis if there are more.
pub fn cut(text: &str, length: usize) -> String {
    if text.len() <= length {
        return text.to_owned();
    }
    // Mostly every character is a byte, and then nothing has to be counted.
    let ascii = text.as_bytes()[..length].is_ascii();
    let end = if ascii { Some(length) } else { text.char_indices().nth(length).map(|(end, _)| end) };
    let Some(end) = end else { return text.to_owned() };
    let cut = text[..end].rsplit_once(' ').map_or(&text[..end], |(words, _)| words);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.', '–', '-']))
}
