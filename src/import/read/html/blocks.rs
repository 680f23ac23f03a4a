//! From tags to blocks: paragraphs, headings, list items, tables, with emphasis and links.
//!
//! Takes: tags, one by one.
//! Gives: pieces in the same order.
//! Never: decides what to leave out; `html` does.

use super::tags::HtmlTag;
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::genre::item_label::{self, Bullet, BulletedText};
use crate::import::read::list_mark::{Counting, ListMark};
use crate::import::read::structured_source::SourcePiece;
use crate::import::rich_text::{RichText, TextRun, TextStyle};
use crate::import::source_blocks::BlockKind;

/// A list that is open.
#[derive(Debug)]
struct HtmlList {
    /// What its items count with; `None` for bullets.
    counting: Option<Counting>,
    /// The number of the next item.
    next: u64,
}

/// A list nested deeper than this is treated as this deep.
const DEPTH: usize = 4;
/// The largest number that Markdown can count with.
const LARGEST_NUMBER: u64 = 999_999_999;

/// Reads tags into pieces.
#[derive(Debug)]
pub(crate) struct HtmlBlockReader<'a> {
    tags: &'a [HtmlTag],
    pub(crate) pieces: Vec<SourcePiece>,
    pub(crate) findings: Vec<ImportFinding>,
    rich: RichText,
    line: usize,
    heading: Option<u8>,
    /// The mark of a list item that has begun and has no text yet: a number, a typed label, or a bullet.
    item: Option<ListMark>,
    lists: Vec<HtmlList>,
    strong: usize,
    emphasis: usize,
    links: Vec<Option<String>>,
    /// The rows of the open table. A cell is open if the last row has one more than have been finished.
    table: Option<Vec<Vec<RichText>>>,
    tables: usize,
}

impl<'a> HtmlBlockReader<'a> {
    /// A reader at the start of a page or note.
    pub(crate) fn new(tags: &'a [HtmlTag]) -> HtmlBlockReader<'a> {
        HtmlBlockReader {
            tags,
            pieces: Vec::new(),
            findings: Vec::new(),
            rich: RichText::default(),
            line: 0,
            heading: None,
            item: None,
            lists: Vec::new(),
            strong: 0,
            emphasis: 0,
            links: Vec::new(),
            table: None,
            tables: 0,
        }
    }

    /// Cites a note at this place.
    pub(crate) fn cite(&mut self, note: usize) {
        self.rich.runs.push(TextRun::Cite(note));
    }

    /// Ends everything that is open.
    pub(crate) fn finish(&mut self) {
        self.flush();
        self.tables = self.tables.min(1);
        self.end_table();
    }

    /// Takes the next tag.
    pub(crate) fn tag(&mut self, index: usize) {
        match &self.tags[index] {
            HtmlTag::Text { text, line } => self.text(text, *line),
            HtmlTag::Open { name, .. } => self.open(index, name.as_str()),
            HtmlTag::Close { name } => self.close(name.as_str()),
        }
    }

    fn text(&mut self, text: &str, line: usize) {
        if self.rich.is_empty() {
            self.line = line + text.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\n').count();
        }
        let style = TextStyle {
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            link: self.links.last().cloned().flatten(),
        };
        self.rich.push(text, &style);
    }

    fn open(&mut self, index: usize, name: &str) {
        let tag = &self.tags[index];
        match name {
            "b" | "strong" => self.strong += 1,
            "i" | "em" | "cite" => self.emphasis += 1,
            "a" => self.links.push(
                tag.attribute("href")
                    .filter(|href| href.contains("://") || href.starts_with("mailto:"))
                    .map(str::to_string),
            ),
            "br" => self.flush(),
            "img" => {
                self.findings.push(
                    ImportFinding::note(self.line, FindingCode::Picture, message!("import-picture"))
                        .hint(message!("import-picture.hint")),
                );
                self.text(tag.attribute("alt").unwrap_or(""), self.line);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = name[1..].parse().ok();
            }
            "ul" | "ol" => {
                self.flush();
                let next = tag.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.lists.push(HtmlList { counting: counting(tag), next });
            }
            "li" => {
                self.flush();
                self.item = Some(self.next_mark(tag.attribute("value").and_then(|value| value.parse().ok())));
            }
            "table" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.flush();
                    self.table = Some(Vec::new());
                }
            }
            "tr" if self.tables == 1 => {
                self.end_cell();
                if let Some(rows) = &mut self.table {
                    rows.push(Vec::new());
                }
            }
            "td" | "th" if self.tables == 1 => self.end_cell(),
            name if super::tags::is_block(name) => self.flush(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "b" | "strong" => self.strong = self.strong.saturating_sub(1),
            "i" | "em" | "cite" => self.emphasis = self.emphasis.saturating_sub(1),
            "a" => {
                self.links.pop();
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = None;
            }
            "ul" | "ol" => {
                self.flush();
                self.lists.pop();
            }
            "li" => {
                self.flush();
                self.item = None;
            }
            "table" => self.end_table(),
            "td" | "th" if self.tables == 1 => self.close_cell(),
            name if super::tags::is_block(name) => self.flush(),
            _ => {}
        }
    }

    fn next_mark(&mut self, value: Option<u64>) -> ListMark {
        let Some((list, counting)) =
            self.lists.last_mut().and_then(|list| list.counting.map(|counting| (list, counting)))
        else {
            return ListMark::Bullet;
        };
        let number = value.unwrap_or(list.next);
        list.next = number.saturating_add(1);
        ListMark::counted(counting, number.min(LARGEST_NUMBER), '.')
    }

    /// Ends a paragraph. Within a table, this only adds a blank to the cell.
    fn flush(&mut self) {
        if self.table.is_some() {
            self.rich.push_plain(" ");
            return;
        }
        let rich = std::mem::take(&mut self.rich).tidy();
        if rich.runs.is_empty() {
            return;
        }
        let depth = self.lists.len().saturating_sub(1).min(DEPTH);
        let (kind, rich) = match (self.heading, self.item.take()) {
            (Some(level), _) => (BlockKind::Heading(level), rich),
            (None, Some(mark)) => marked(mark, rich, depth),
            (None, None) => bulleted(rich),
        };
        self.pieces.push(SourcePiece { kind, rich, line: self.line });
    }

    /// Starts a cell; text between cells goes into the cell before.
    fn end_cell(&mut self) {
        let rich = std::mem::take(&mut self.rich).tidy();
        if let Some(row) = self.table.as_mut().and_then(|rows| rows.last_mut()).filter(|_| !rich.is_empty()) {
            row.push(rich);
        } else if !rich.is_empty() {
            self.pieces.push(SourcePiece { kind: BlockKind::Paragraph, rich, line: self.line });
        }
    }

    /// Ends a cell, which may be empty.
    fn close_cell(&mut self) {
        let rich = std::mem::take(&mut self.rich).tidy();
        match self.table.as_mut() {
            Some(rows) if rows.is_empty() => rows.push(vec![rich]),
            Some(rows) => {
                if let Some(row) = rows.last_mut() {
                    row.push(rich);
                }
            }
            None => self.rich = rich,
        }
    }

    fn end_table(&mut self) {
        if self.tables > 1 {
            self.tables -= 1;
            return;
        }
        self.tables = 0;
        self.end_cell();
        let rows: Vec<Vec<RichText>> = self
            .table
            .take()
            .unwrap_or_default()
            .into_iter()
            .filter(|row| row.iter().any(|cell| !cell.runs.is_empty()))
            .collect();
        let line = self.line;
        if rows.iter().all(|row| row.len() == 1) {
            // A table with one column only puts a frame around text.
            self.pieces.extend(rows.into_iter().flatten().map(|rich| SourcePiece {
                kind: BlockKind::Paragraph,
                rich,
                line,
            }));
        } else {
            self.pieces.push(SourcePiece { kind: BlockKind::Table(rows), rich: RichText::default(), line });
        }
    }
}

/// A list item with its mark. A bullet or number with which its own text begins is not written twice.
fn marked(mark: ListMark, rich: RichText, depth: usize) -> (BlockKind, RichText) {
    match mark {
        ListMark::Bullet => {
            let text = rich.text();
            let rest = item_label::bullet(&text).map_or(text.as_str(), |found| found.rest);
            let rich = rich.skip(text.len() - rest.len());
            // Gazettes type the number themselves.
            if item_label::label(rest).is_some() {
                (BlockKind::Paragraph, rich)
            } else {
                (BlockKind::ListItem { depth, number: None }, rich)
            }
        }
        mark => mark.apply(rich, depth),
    }
}

/// What the items of a list count with.
fn counting(list: &HtmlTag) -> Option<Counting> {
    (list.name() == "ol").then(|| match list.attribute("type") {
        Some("a") => Counting::SmallLetters,
        Some("A") => Counting::CapitalLetters,
        Some("i") => Counting::SmallRoman,
        Some("I") => Counting::CapitalRoman,
        _ => Counting::Digits,
    })
}

/// A paragraph that begins with a bullet sign becomes a list item.
fn bulleted(rich: RichText) -> (BlockKind, RichText) {
    let text = rich.text();
    match item_label::bullet(&text) {
        Some(BulletedText { bullet: Bullet::Sure, rest }) if !rest.is_empty() => {
            (BlockKind::ListItem { depth: 0, number: None }, rich.skip(text.len() - rest.len()))
        }
        _ => (BlockKind::Paragraph, rich),
    }
}
