//! Markdown events as HTML with slots.
//!
//! Takes: the events of one paragraph, list, heading or note.
//! Gives: a [`Written`] piece; links, citations and diagnostics gather in the [`Writer`].
//! Never: emits what the author typed unescaped, a `style` attribute, or a scheme that runs code.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use foldhash::fast::FixedState;
use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::{Citation, Link, Target};
use crate::fragment::{Fragment, Slot, mark};
use crate::language::Language;
use crate::piece::{Gather, Spanned, Spot};
use crate::referring::{Mark, Referring};
use crate::{attributes, highlight, suggest, target};

/// A piece of the document, ready for a page.
pub struct Written {
    /// Its HTML.
    pub fragment: Fragment,
    /// Its words.
    pub text: String,
}

/// Gathers what all pieces of one document share.
pub struct Writer<'a> {
    /// The path of the file.
    pub path: &'a Arc<str>,
    /// The text of the body.
    pub body: &'a str,
    /// The byte of the file at which the body begins.
    pub offset: usize,
    /// Whether HTML in the Markdown is passed through.
    pub raw_html: bool,
    /// The fixed words of the site, of which tables take their names.
    pub language: &'a Language,
    /// How many tables are written.
    pub tables: u32,
    /// The labels of the notes that are defined.
    pub defined: HashMap<String, Range<usize>>,
    /// The labels of the notes that are cited, in the order of their numbers, with their citations.
    pub cited: Vec<(String, Vec<Citation>)>,
    /// The numbers of the cited labels, less one.
    pub numbers: HashMap<String, usize>,
    /// The links within the site.
    pub links: Links,
    /// The references.
    pub referring: Referring<'a>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Links and what they point at.
#[derive(Default)]
pub struct Links {
    links: Vec<Link>,
    /// The targets with their places in the order of first links.
    targets: HashMap<Target, u32, FixedState>,
}

impl Links {
    /// The links, and the targets in the order in which the links number them.
    pub fn into_parts(self) -> (Vec<Link>, Vec<Target>) {
        let mut targets: Vec<(Target, u32)> = self.targets.into_iter().collect();
        targets.sort_unstable_by_key(|(_, index)| *index);
        (self.links, targets.into_iter().map(|(target, _)| target).collect())
    }
}

/// What is being written now.
struct Piece<'e> {
    spot: Spot,
    events: Vec<Event<'e>>,
    slots: Vec<Slot>,
    text: String,
    open_links: Vec<OpenLink>,
    table: Table,
    /// Set while the text of an image is gathered.
    image: Option<Image>,
    /// Set while a block of code is gathered.
    code: Option<(String, String)>,
    /// How many elements enclose the current event.
    depth: usize,
}
struct OpenLink {
    /// The index in `links`, for links within the site.
    index: Option<usize>,
    /// Where the words begin in the text.
    from: usize,
    /// Whether the words come from the target.
    wordless: bool,
    /// The end tag; nothing where no element was opened.
    close: &'static str,
}

struct Image {
    source: String,
    alternative: String,
    span: Range<usize>,
    depth: usize,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
}

impl<'a> Writer<'a> {
    /// The span in the file of a range of the body.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }

    /// Reports something at a range of the body.
    pub fn report(&mut self, code: Code, range: &Range<usize>, message: String, hint: impl Into<String>) {
        let span = self.span(range);
        self.diagnostics.push(Diagnostic::at(code, self.path, span, message).hint(hint));
    }

    /// Writes one piece.
    pub fn write<'e>(&mut self, mut events: Vec<Spanned<'e>>, spot: Spot) -> Written {
        for (event, range) in &mut events {
            if let Event::Text(text) = event {
                *text = self.without_controls(std::mem::replace(text, CowStr::Borrowed("")), range);
            }
        }
        let marks = self.referring.piece(&events, &spot, (self.body, self.offset));
        let mut marks = marks.as_slice();
        let mut piece = Piece {
            spot,
            events: Vec::with_capacity(events.len() + 8),
            slots: Vec::new(),
            text: String::new(),
            open_links: Vec::new(),
            table: Table::default(),
            image: None,
            code: None,
            depth: 0,
        };
        for (index, (event, range)) in events.into_iter().enumerate() {
            let own;
            (own, marks) = marks.split_at(marks.iter().take_while(|mark| mark.spot.event == index).count());
            match event {
                event if own.is_empty() => self.event(event, range, &mut piece),
                Event::Text(text) => piece.marked(&text, own),
                event => {
                    let begins = matches!(event, Event::Start(_));
                    piece.marks(own.iter().filter(|_| begins));
                    self.event(event, range, &mut piece);
                    piece.marks(own.iter().filter(|_| !begins));
                }
            }
        }
        let mut html = String::with_capacity(piece.text.len() * 2);
        pulldown_cmark::html::push_html(&mut html, piece.events.into_iter());
        Written { fragment: Fragment::new(&html, &piece.slots), text: tidy(&piece.text) }
    }

    fn event<'e>(&mut self, event: Event<'e>, range: Range<usize>, piece: &mut Piece<'e>) {
        if piece.image.is_some() {
            return self.within_image(event, piece);
        }
        if let Some((_, code)) = &mut piece.code
            && let Event::Text(text) = &event
        {
            code.push_str(text);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range, piece),
            Event::End(tag) => self.end(tag, range, piece),
            Event::Text(text) => {
                self.undefined_note(&text, &range);
                piece.say(&text);
                // A wikilink without words shows the title of its target, which only the finished site knows.
                if !piece.open_links.last().is_some_and(|l| l.wordless) {
                    piece.events.push(Event::Text(text));
                }
            }
            Event::Code(code) => {
                piece.say(&code);
                piece.events.push(Event::Code(code));
            }
            Event::SoftBreak | Event::HardBreak => {
                piece.say(" ");
                piece.events.push(event);
            }
            Event::FootnoteReference(label) => self.citation(&label, range, piece),
            Event::Html(html) | Event::InlineHtml(html) => self.raw(html, range, piece),
            other => piece.events.push(other),
        }
    }

    fn start<'e>(&mut self, tag: Tag<'e>, range: Range<usize>, piece: &mut Piece<'e>) {
        let block = piece.spot.block.filter(|_| piece.depth == 0);
        piece.depth += 1;
        match (tag, block) {
            (Tag::Link { link_type, dest_url, .. }, _) => self.open_link(link_type, &dest_url, range, piece),
            (Tag::Image { dest_url, .. }, _) => {
                let source = self.image_source(&dest_url, &range, piece);
                piece.image = Some(Image { source, alternative: String::new(), span: range, depth: 1 });
            }
            (Tag::CodeBlock(kind), _) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or("").to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                piece.code = Some((language, String::new()));
            }
            (Tag::Table(alignments), _) => {
                piece.table = Table { alignments, column: 0, head: false };
                self.open_table(block, piece);
            }
            (Tag::TableHead, _) => {
                (piece.table.head, piece.table.column) = (true, 0);
                piece.html("<thead><tr>");
            }
            (Tag::TableRow, _) => {
                piece.table.column = 0;
                piece.html("<tr>");
            }
            (Tag::TableCell, _) => {
                let (name, scope) = if piece.table.head { ("th", " scope=\"col\"") } else { ("td", "") };
                let class = match piece.table.alignments.get(piece.table.column) {
                    Some(Alignment::Right) => " class=\"numeric\"",
                    Some(Alignment::Center) => " class=\"center\"",
                    _ => "",
                };
                piece.table.column += 1;
                piece.html(format!("<{name}{scope}{class}>"));
            }
            (Tag::Paragraph, Some(_)) => piece.open("<p", block, ">"),
            (Tag::List(None), Some(_)) => piece.open("<ul", block, ">\n"),
            (Tag::List(Some(1)), Some(_)) => piece.open("<ol", block, ">\n"),
            (Tag::List(Some(n)), Some(_)) => piece.open(&format!("<ol start=\"{n}\""), block, ">\n"),
            (Tag::BlockQuote(None), Some(_)) => piece.open("<blockquote", block, ">\n"),
            (Tag::HtmlBlock, _) => {}
            (Tag::Heading { level, id, classes, attrs }, _) => {
                if id.is_some() || !classes.is_empty() || !attrs.is_empty() {
                    self.inner_attributes(&range);
                }
                piece.html(format!("<h{}>", inner_level(level)));
            }
            (tag, _) => piece.events.push(Event::Start(tag)),
        }
    }

    fn end<'e>(&mut self, tag: TagEnd, range: Range<usize>, piece: &mut Piece<'e>) {
        piece.depth = piece.depth.saturating_sub(1);
        let block = piece.spot.block.filter(|_| piece.depth == 0);
        if !matches!(tag, TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) {
            piece.say(" ");
        }
        match (tag, block) {
            (TagEnd::Link, _) => self.close_link(piece),
            (TagEnd::CodeBlock, _) => self.code_block(range, piece, block),
            (TagEnd::Table, _) => piece.html("</tbody></table></div>\n"),
            (TagEnd::TableHead, _) => {
                piece.table.head = false;
                piece.html("</tr></thead><tbody>\n");
            }
            (TagEnd::TableRow, _) => piece.html("</tr>\n"),
            (TagEnd::TableCell, _) => piece.html(if piece.table.head { "</th>" } else { "</td>" }),
            (TagEnd::Paragraph, Some(number)) => {
                let link = piece.slot(Slot::Permalink(number));
                piece.html(format!("{link}</p>\n"));
            }
            (TagEnd::List(ordered), Some(_)) => piece.html(if ordered { "</ol>\n" } else { "</ul>\n" }),
            (TagEnd::BlockQuote(None), Some(_)) => piece.html("</blockquote>\n"),
            (TagEnd::HtmlBlock, _) => {}
            (TagEnd::Heading(level), _) => piece.html(format!("</h{}>\n", inner_level(level))),
            (tag, _) => piece.events.push(Event::End(tag)),
        }
    }

    /// A wide table scrolls by itself, so it takes part in the order of the Tab key and has a name.
    fn open_table(&mut self, block: Option<u32>, piece: &mut Piece) {
        self.tables += 1;
        let mut label = String::new();
        let _ = escape_html(&mut label, &self.language.phrase("table_number", &[("number", &self.tables.to_string())]));
        let after = format!(" role=\"region\" aria-label=\"{label}\" tabindex=\"0\"><table>");
        piece.open("<div class=\"table-wrap\"", block, &after);
    }

    fn inner_attributes(&mut self, range: &Range<usize>) {
        let first = range.start..range.start + self.body[range.clone()].lines().next().map_or(0, str::len);
        let hint = "leave out the braces, or put the heading on a line of its own, outside the list or quotation";
        self.report(Code::UnknownAttribute, &first, "a heading within other text has no attributes".to_owned(), hint);
    }

    fn citation<'e>(&mut self, label: &str, range: Range<usize>, piece: &mut Piece<'e>) {
        let label = label.to_lowercase();
        let number = *self.numbers.entry(label.clone()).or_insert_with(|| {
            self.cited.push((label, Vec::new()));
            self.cited.len() - 1
        });
        let citation = Citation { place: piece.spot.place, division: piece.spot.division, span: self.span(&range) };
        let citations = &mut self.cited[number].1;
        citations.push(citation);
        let slot = Slot::Citation { note: number as u32 + 1, nth: citations.len() as u32, adjacent: piece.ends_with_citation() };
        let mark = piece.slot(slot);
        piece.html(mark);
    }

    /// An entity such as `&#27;` can make a character that no page can hold; [`crate::load`] has seen to all others.
    fn without_controls<'e>(&mut self, text: CowStr<'e>, range: &Range<usize>) -> CowStr<'e> {
        if matches!(text, CowStr::Borrowed(_)) {
            return text;
        }
        let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        let Some(first) = text.chars().find(|c| strange(*c)) else { return text };
        let message = format!("the control character U+{:04X} cannot be part of a page", first as u32);
        self.report(Code::ControlCharacter, range, message, "delete it");
        text.replace(strange, " ").into()
    }

    /// pulldown-cmark gives `[^x]` without a definition as plain text in pieces (its issue 1072), so we look at the source.
    fn undefined_note(&mut self, text: &str, range: &Range<usize>) {
        let rest = &self.body[range.start..];
        let escaped = self.body[..range.start].ends_with('\\');
        if text != "[" || escaped || !rest.starts_with("[^") {
            return;
        }
        let Some(end) = rest.find([']', '\n', ' ']).filter(|end| rest[*end..].starts_with(']') && *end > 2) else { return };
        let label = &rest[2..end];
        let otherwise = format!("write the note on a line of its own: `[^{label}]: …`");
        let mut known: Vec<&str> = Vec::new();
        if self.diagnostics.len() < suggest::MOST {
            known.extend(self.defined.keys().map(String::as_str));
            known.sort_unstable();
        }
        let hint = suggest::did_you_mean(label, known, &otherwise);
        let range = range.start..range.start + end + 1;
        self.report(Code::UndefinedFootnote, &range, format!("the footnote `{label}` is cited here but not defined"), hint);
    }

    fn open_link<'e>(&mut self, kind: LinkType, dest: &str, range: Range<usize>, piece: &mut Piece<'e>) {
        let wiki = matches!(kind, LinkType::WikiLink { .. });
        let wordless = matches!(kind, LinkType::WikiLink { has_pothole: false });
        let from = piece.text.len();
        let dest = if matches!(kind, LinkType::Email) { format!("mailto:{dest}") } else { dest.to_owned() };
        let mut open = OpenLink { index: None, from, wordless, close: "</a>" };
        if let Some(tag) = dest.strip_prefix("lang:").filter(|_| !wiki && kind != LinkType::Autolink) {
            open.close = self.passage(tag, &range, piece);
            return piece.open_links.push(open);
        }
        match if wiki { Ok(target::wiki(&dest)) } else { target::read(&dest, self.path) } {
            Ok(target::Read::External(url)) => {
                let mut href = String::new();
                let _ = escape_href(&mut href, &url);
                piece.html(format!("<a href=\"{href}\" class=\"external\">"));
            }
            Ok(target::Read::Internal(target)) => {
                let index = self.link(target, range, piece);
                open.index = Some(index);
                let href = piece.slot(Slot::Href(index as u32));
                piece.html(format!("<a href=\"{href}\">"));
            }
            Err(problem) => {
                self.report(problem.code, &range, problem.message, problem.hint);
                open.close = "";
            }
        }
        piece.open_links.push(open);
    }

    fn close_link(&mut self, piece: &mut Piece) {
        let Some(open) = piece.open_links.pop() else { return };
        if let (true, Some(index)) = (open.wordless, open.index) {
            let words = piece.slot(Slot::Words(index as u32));
            piece.html(words);
        }
        if let Some(index) = open.index.filter(|_| !open.wordless) {
            self.links.links[index].words = tidy(&piece.text[open.from.min(piece.text.len())..]);
        }
        if !open.close.is_empty() {
            piece.html(open.close);
        }
    }

    /// Words in another language, written as a link to that language: `[general approach](lang:en)`. Gives the end tag.
    fn passage(&mut self, tag: &str, range: &Range<usize>, piece: &mut Piece) -> &'static str {
        if attributes::is_language(tag) {
            piece.html(format!("<span lang=\"{tag}\">"));
            return "</span>";
        }
        let hint = "write the code of a language, such as `[general approach](lang:en)`";
        self.report(Code::MalformedAttribute, range, format!("`{tag}` is not the code of a language"), hint);
        ""
    }

    fn link(&mut self, target: Target, range: Range<usize>, piece: &Piece) -> usize {
        let span = self.span(&range);
        let Links { links, targets } = &mut self.links;
        let fresh = targets.len() as u32;
        let target = *targets.entry(target).or_insert(fresh);
        links.push(Link { target, words: String::new(), place: piece.spot.place, division: piece.spot.division, span });
        links.len() - 1
    }

    fn image_source<'e>(&mut self, dest: &str, range: &Range<usize>, piece: &mut Piece<'e>) -> String {
        match target::read(dest, self.path) {
            Ok(target::Read::Internal(target)) => {
                let index = self.link(target, range.clone(), piece);
                piece.slot(Slot::Href(index as u32))
            }
            Ok(target::Read::External(url)) => {
                let message = format!("the image `{url}` lies on another site");
                self.report(Code::UnsafeLink, range, message, "put the file beside the document: a page loads nothing from elsewhere");
                String::new()
            }
            Err(problem) => {
                self.report(problem.code, range, problem.message, problem.hint);
                String::new()
            }
        }
    }

    fn within_image<'e>(&mut self, event: Event<'e>, piece: &mut Piece<'e>) {
        let Some(image) = &mut piece.image else { return };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) => image.depth -= 1,
            Event::Text(text) | Event::Code(text) => image.alternative.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alternative.push(' '),
            _ => {}
        }
        if image.depth > 0 {
            return;
        }
        piece.depth -= 1;
        let Some(image) = piece.image.take() else { return };
        if image.alternative.trim().is_empty() {
            let hint = "write what it shows between the brackets: `![a map of the border](map.png)`";
            self.report(Code::MissingAlternative, &image.span, "the image has no words for who does not see it".to_owned(), hint);
        }
        let mut alternative = String::new();
        let _ = escape_html(&mut alternative, &image.alternative);
        piece.say(&image.alternative);
        piece.html(format!("<img src=\"{}\" alt=\"{alternative}\" loading=\"lazy\">", image.source));
    }

    fn code_block(&mut self, range: Range<usize>, piece: &mut Piece, block: Option<u32>) {
        let Some((language, code)) = piece.code.take() else { return };
        let highlighted = if language.is_empty() { None } else { highlight::html(&language, &code) };
        if highlighted.is_none() && !["", "text", "txt", "plain"].contains(&language.as_str()) {
            let hint =
                highlight::nearest(&language).map_or("write `text` for no colours".to_owned(), |near| format!("did you mean `{near}`?"));
            let first = range.start..range.start + self.body[range.clone()].lines().next().map_or(0, str::len);
            self.report(Code::UnknownSyntax, &first, format!("the language `{language}` of this block of code is not known"), hint);
        }
        let class = if highlighted.is_some() { format!(" class=\"language-{language}\"") } else { String::new() };
        let inner = highlighted.unwrap_or_else(|| {
            let mut escaped = String::new();
            let _ = escape_html(&mut escaped, &code);
            escaped
        });
        piece.say(&code);
        // Long lines scroll, so the block takes part in the order of the Tab key.
        piece.open("<pre", block, &format!(" tabindex=\"0\"><code{class}>{inner}</code></pre>\n"));
    }

    fn raw<'e>(&mut self, html: CowStr<'e>, range: Range<usize>, piece: &mut Piece<'e>) {
        if self.raw_html {
            piece.events.push(Event::InlineHtml(html));
            return;
        }
        let trimmed = html.trim();
        if trimmed.starts_with("<!--") && trimmed.ends_with("-->") {
            return;
        }
        let hint = "write Markdown, or set `raw_html = true` in site.toml if you trust everybody who writes here";
        let range = range.start..range.start + html.trim_end().len();
        self.report(Code::RawHtml, &range, "HTML is shown as text".to_owned(), hint);
        piece.say(&html);
        piece.events.push(Event::Text(html));
    }
}

impl Piece<'_> {
    /// Adds to the words of the piece, if somebody wants them: the words of links always, all words only where they become an opening.
    fn say(&mut self, words: &str) {
        if self.spot.gather == Gather::Words || !self.open_links.is_empty() {
            self.text.push_str(words);
        }
    }

    fn html(&mut self, html: impl Into<String>) {
        self.events.push(Event::InlineHtml(CowStr::from(html.into())));
    }

    fn slot(&mut self, slot: Slot) -> String {
        self.slots.push(slot);
        mark(self.slots.len() - 1)
    }

    /// Writes words with the marks of references in them.
    fn marked(&mut self, text: &str, marks: &[Mark]) {
        self.say(text);
        let mut from = 0;
        for mark in marks {
            if from < mark.spot.at {
                self.events.push(Event::Text(text[from..mark.spot.at].to_owned().into()));
            }
            from = mark.spot.at;
            self.marks(std::iter::once(mark));
        }
        if from < text.len() {
            self.events.push(Event::Text(text[from..].to_owned().into()));
        }
    }

    fn marks<'m>(&mut self, marks: impl Iterator<Item = &'m Mark>) {
        for mark in marks {
            let slot = self.slot(mark.slot);
            self.html(slot);
        }
    }

    /// Whether nothing stands between the last citation and what follows.
    fn ends_with_citation(&self) -> bool {
        let last = matches!(self.slots.last(), Some(Slot::Citation { .. }));
        last && matches!(self.events.last(), Some(Event::InlineHtml(html)) if **html == *mark(self.slots.len() - 1))
    }

    /// Writes a start tag with the attributes of a block, if it is one.
    fn open(&mut self, before: &str, block: Option<u32>, after: &str) {
        let attributes = block.map_or_else(String::new, |number| self.slot(Slot::Block(number)));
        self.html(format!("{before}{attributes}{after}"));
    }
}

/// The level of a heading within a list, a quotation or a note. The first level is the title of the page.
fn inner_level(level: HeadingLevel) -> u8 {
    (level as u8 + 1).min(6)
}

/// Words with single blanks between them.
fn tidy(text: &str) -> String {
    let trimmed = text.trim();
    let bytes = trimmed.as_bytes();
    // Most texts are tidy already: no control characters, no two blanks side by side. Every byte is looked at, so that many are
    // at a time.
    let next = bytes.get(1..).unwrap_or_default();
    let untidy = bytes.iter().zip(next).fold(false, |untidy, (a, b)| untidy | (*a < b' ') | ((*a == b' ') & (*b == b' ')));
    if !untidy {
        return trimmed.to_owned();
    }
    let mut out = String::with_capacity(trimmed.len());
    for word in trimmed.split_ascii_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
