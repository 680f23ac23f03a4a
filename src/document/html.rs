//! Markdown events as HTML with slots.
//!
//! Takes: the events of one paragraph, list, heading or note.
//! Gives: a [`WrittenPiece`] for each; links, citations and diagnostics collect in the [`HtmlWriter`].
//! Never: emits what the author typed unescaped, a `style` attribute, or a scheme that runs code.

mod draft;
mod embedded;
mod link_elements;
mod unreachable;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use foldhash::fast::FixedState;
use oxc_index::IndexVec;
use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};
use pulldown_cmark_escape::escape_html;

use crate::diagnostic::control_characters;
use crate::diagnostic::text_file;
use crate::diagnostic::{Code, Diagnostic, Hint, Message, Span, message};
use crate::document::fragment::Fragment;
use crate::document::indices::{BlockId, LinkId, NoteId, TargetId};
use crate::document::piece::{Spanned, Spot};
use crate::document::plain_text::PlainText;
use crate::document::references::Referring;
use crate::document::{Citation, Link, Target};
use crate::settings::RawHtml;
use crate::settings::language::Language;
use crate::settings::words::Word;
use draft::{HtmlDraft, ImageText, TableState, tidy};

/// A piece of the document, ready for a page.
pub(crate) struct WrittenPiece {
    pub fragment: Fragment,
    /// Its words, with [marks](crate::document::plain_text::name_mark) for the names of link targets.
    pub marked: String,
}

impl WrittenPiece {
    /// Its words as typed, with ids where a page shows the names of link targets.
    pub(crate) fn text(&self) -> String {
        PlainText::new(&self.marked).typed().to_owned()
    }
}

/// Collects what the pieces of one document share.
pub(crate) struct HtmlWriter<'a> {
    /// The path of the file, from the root of the project.
    pub path: &'a Arc<str>,
    pub body: &'a str,
    /// The byte of the file at which the body begins.
    pub offset: usize,
    /// Whether HTML in the Markdown is passed on.
    pub raw_html: RawHtml,
    /// The words of the site; tables need some for their names.
    pub language: &'a Language,
    /// How many tables have been written.
    pub tables: u32,
    /// The labels of the notes that are defined, with the ranges of their definitions.
    pub defined: HashMap<String, Range<usize>>,
    /// The labels of the notes that are cited, in the order of their numbers, with their citations.
    pub cited: IndexVec<NoteId, (String, Vec<Citation>)>,
    /// The numbers of the notes, by label.
    pub numbers: HashMap<String, NoteId>,
    pub links: Links,
    pub referring: Referring<'a>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Links, and what they point at.
#[derive(Default)]
pub(crate) struct Links {
    links: IndexVec<LinkId, Link>,
    /// The index of each target, counted in the order in which links first point there.
    targets: HashMap<Target, TargetId, FixedState>,
}

impl Links {
    /// The links, and the targets that they number.
    pub(crate) fn into_parts(self) -> (IndexVec<LinkId, Link>, IndexVec<TargetId, Target>) {
        let mut targets: Vec<(Target, TargetId)> = self.targets.into_iter().collect();
        targets.sort_unstable_by_key(|(_, index)| *index);
        (self.links, targets.into_iter().map(|(target, _)| target).collect())
    }
}

impl<'a> HtmlWriter<'a> {
    /// The span in the file of a range of the body.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }

    /// Reports a mistake at a range of the body.
    pub(crate) fn report(
        &mut self,
        code: Code,
        range: &Range<usize>,
        message: impl Into<Message>,
        hint: impl Into<Hint>,
    ) {
        let span = self.span(range);
        self.diagnostics.push(Diagnostic::at(code, self.path, span, message).hint(hint));
    }

    pub(crate) fn write<'e>(&mut self, mut events: Vec<Spanned<'e>>, spot: Spot) -> WrittenPiece {
        for (event, range) in &mut events {
            if let Event::Text(text) = event {
                *text = self.without_controls(std::mem::replace(text, CowStr::Borrowed("")), range);
            }
        }
        let marks = self.referring.piece(&events, &spot, (self.body, self.offset));
        let mut marks = marks.as_slice();
        let mut piece = HtmlDraft {
            spot,
            events: Vec::with_capacity(events.len() + 8),
            slots: Vec::new(),
            text: String::new(),
            open_links: Vec::new(),
            table: TableState::default(),
            image: None,
            code: None,
            html_block: None,
            lists: Vec::new(),
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
        WrittenPiece { fragment: Fragment::new(&html, &piece.slots), marked: tidy(&piece.text) }
    }

    fn event<'e>(&mut self, event: Event<'e>, range: Range<usize>, piece: &mut HtmlDraft<'e>) {
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
            Event::Html(html) => match &mut piece.html_block {
                Some((block, _)) => block.push_str(&html),
                None => self.raw(&html, range, piece),
            },
            Event::InlineHtml(html) => self.raw(&html, range, piece),
            other => piece.events.push(other),
        }
    }

    fn start<'e>(&mut self, tag: Tag<'e>, range: Range<usize>, piece: &mut HtmlDraft<'e>) {
        let block = piece.spot.block.filter(|_| piece.depth == 0);
        piece.depth += 1;
        match (tag, block) {
            (Tag::Link { link_type, dest_url, .. }, _) => self.open_link(link_type, &dest_url, range, piece),
            (Tag::Image { dest_url, title, .. }, _) => {
                let source = self.image_source(&dest_url, &range, piece);
                let title = title.into_string();
                piece.image = Some(ImageText { source, title, alternative: String::new(), span: range, depth: 1 });
            }
            (Tag::CodeBlock(kind), _) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or("").to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                piece.code = Some((language, String::new()));
            }
            (Tag::Table(alignments), _) => {
                piece.table = TableState { alignments, column: 0, head: false };
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
            (Tag::List(first), block) => self.open_list(first, block, piece),
            (Tag::BlockQuote(None), Some(_)) => piece.open("<blockquote", block, ">\n"),
            (Tag::HtmlBlock, _) => piece.html_block = Some((String::new(), range)),
            (Tag::Item, _) => self.item(&range, piece),
            (Tag::Heading { level, id, classes, attrs }, _) => {
                if id.is_some() || !classes.is_empty() || !attrs.is_empty() {
                    self.inner_attributes(&range);
                }
                piece.html(format!("<h{}>", inner_level(level)));
            }
            (tag, _) => piece.events.push(Event::Start(tag)),
        }
    }

    fn end<'e>(&mut self, tag: TagEnd, range: Range<usize>, piece: &mut HtmlDraft<'e>) {
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
            (TagEnd::Paragraph, Some(_)) => piece.html("</p>\n"),
            (TagEnd::List(ordered), block) => {
                piece.lists.pop();
                match block {
                    Some(_) => piece.html(if ordered { "</ol>\n" } else { "</ul>\n" }),
                    None => piece.events.push(Event::End(tag)),
                }
            }
            (TagEnd::BlockQuote(None), Some(_)) => piece.html("</blockquote>\n"),
            (TagEnd::HtmlBlock, _) => self.html_block(piece),
            (TagEnd::Heading(level), _) => piece.html(format!("</h{}>\n", inner_level(level))),
            (tag, _) => piece.events.push(Event::End(tag)),
        }
    }

    /// A wide table scrolls on its own, so the Tab key reaches it and it has a name.
    fn open_table(&mut self, block: Option<BlockId>, piece: &mut HtmlDraft) {
        self.tables += 1;
        let mut label = String::new();
        let _ =
            escape_html(&mut label, &self.language.phrase(Word::TableNumber, &[("number", &self.tables.to_string())]));
        let after = format!(" role=\"region\" aria-label=\"{label}\" tabindex=\"0\"><table>");
        piece.open("<div class=\"table-wrap\"", block, &after);
    }

    fn inner_attributes(&mut self, range: &Range<usize>) {
        let first = text_file::first_line(self.body, range);
        let hint = message!("inner-attributes.hint");
        self.report(Code::UnknownAttribute, &first, message!("inner-attributes"), hint);
    }

    /// An entity such as `&#27;` can make a character that no page may contain; [`crate::project::load`] has replaced
    /// all others.
    fn without_controls<'e>(&mut self, text: CowStr<'e>, range: &Range<usize>) -> CowStr<'e> {
        if matches!(text, CowStr::Borrowed(_)) {
            return text;
        }
        let Some((fit, message)) = control_characters::fit(&text) else { return text };
        self.report(Code::ControlCharacter, range, message, message!("control-character.hint"));
        fit.into()
    }
}

/// The level of a heading within a list, quotation or note. Level 1 is the title of the page.
fn inner_level(level: HeadingLevel) -> u8 {
    (level as u8 + 1).min(6)
}
