//! Tags to blocks: paragraphs, headings, list items, tables, with emphasis and links. Takes tags one by one; what to leave out is decided in `html`.

use super::block::Kind;
use super::finding::Finding;
use super::label;
use super::pandoc::{letter, roman};
use super::rich::{Rich, Run, Style};
use super::structured::Piece;
use super::tags::Tag;

/// A list that is open.
#[derive(Debug)]
struct List {
    ordered: bool,
    style: String,
    next: u64,
}

/// A list deeper than this is read as this deep.
const DEPTH: usize = 4;

/// Reads tags into pieces.
#[derive(Debug)]
pub struct Reader<'a> {
    tags: &'a [Tag],
    pub pieces: Vec<Piece>,
    pub findings: Vec<Finding>,
    rich: Rich,
    line: usize,
    heading: Option<u8>,
    /// The mark of a list item that has begun and has no text yet: a number, a typed label, or a bullet.
    item: Option<Mark>,
    lists: Vec<List>,
    strong: usize,
    emphasis: usize,
    links: Vec<Option<String>>,
    /// Rows of the open table; a cell is open where the last row has one more than is finished.
    table: Option<Vec<Vec<Rich>>>,
    tables: usize,
}

#[derive(Clone, Debug)]
enum Mark {
    Bullet,
    Number(String),
    Typed(String),
}

impl<'a> Reader<'a> {
    /// A reader at the start of a page or note.
    pub fn new(tags: &'a [Tag]) -> Reader<'a> {
        Reader {
            tags,
            pieces: Vec::new(),
            findings: Vec::new(),
            rich: Rich::default(),
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

    /// Cites a note here.
    pub fn cite(&mut self, note: usize) {
        self.rich.runs.push(Run::Cite(note));
    }

    /// Ends what is open.
    pub fn finish(&mut self) {
        self.flush();
        self.tables = self.tables.min(1);
        self.end_table();
    }

    /// Takes the next tag.
    pub fn tag(&mut self, index: usize) {
        match &self.tags[index] {
            Tag::Text { text, line } => self.text(text, *line),
            Tag::Open { name, .. } => self.open(index, name.as_str()),
            Tag::Close { name } => self.close(name.as_str()),
        }
    }

    fn text(&mut self, text: &str, line: usize) {
        if self.rich.is_empty() {
            self.line = line + text.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\n').count();
        }
        let style = Style { strong: self.strong > 0, emphasis: self.emphasis > 0, link: self.links.last().cloned().flatten() };
        self.rich.push(text, &style);
    }

    fn open(&mut self, index: usize, name: &str) {
        let tag = &self.tags[index];
        match name {
            "b" | "strong" => self.strong += 1,
            "i" | "em" | "cite" => self.emphasis += 1,
            "a" => self
                .links
                .push(tag.attribute("href").filter(|href| href.contains("://") || href.starts_with("mailto:")).map(str::to_string)),
            "br" => self.flush(),
            "img" => {
                self.findings
                    .push(Finding::note(self.line, "picture", "a picture was left out".to_string()).hint("publish it beside the agenda"));
                self.text(tag.attribute("alt").unwrap_or(""), self.line);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = name[1..].parse().ok();
            }
            "ul" | "ol" => {
                self.flush();
                let next = tag.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.lists.push(List { ordered: name == "ol", style: tag.attribute("type").unwrap_or("1").to_string(), next });
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

    fn next_mark(&mut self, value: Option<u64>) -> Mark {
        let Some(list) = self.lists.last_mut().filter(|list| list.ordered) else { return Mark::Bullet };
        let number = value.unwrap_or(list.next);
        list.next = number.saturating_add(1);
        match list.style.as_str() {
            "a" => Mark::Typed(format!("{}. ", letter(number))),
            "A" => Mark::Typed(format!("{}. ", letter(number).to_uppercase())),
            "i" => Mark::Typed(format!("{}. ", roman(number).to_lowercase())),
            "I" => Mark::Typed(format!("{}. ", roman(number))),
            _ => Mark::Number(format!("{}.", number.min(999_999_999))),
        }
    }

    /// Ends a paragraph. Within a table it only adds a blank to the cell.
    fn flush(&mut self) {
        if self.table.is_some() {
            self.rich.push(" ", &Style::default());
            return;
        }
        let rich = std::mem::take(&mut self.rich).tidy();
        if rich.runs.is_empty() {
            return;
        }
        let depth = self.lists.len().saturating_sub(1).min(DEPTH);
        let (kind, rich) = match (self.heading, self.item.take()) {
            (Some(level), _) => (Kind::Heading(level), rich),
            (None, Some(mark)) => marked(mark, rich, depth),
            (None, None) => bulleted(rich),
        };
        self.pieces.push(Piece { kind, rich, line: self.line });
    }

    /// Starts a cell; text between cells goes to the cell before.
    fn end_cell(&mut self) {
        let rich = std::mem::take(&mut self.rich).tidy();
        if let Some(row) = self.table.as_mut().and_then(|rows| rows.last_mut()).filter(|_| !rich.is_empty()) {
            row.push(rich);
        } else if !rich.is_empty() {
            self.pieces.push(Piece { kind: Kind::Paragraph, rich, line: self.line });
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
        let rows: Vec<Vec<Rich>> =
            self.table.take().unwrap_or_default().into_iter().filter(|row| row.iter().any(|cell| !cell.runs.is_empty())).collect();
        let line = self.line;
        if rows.iter().all(|row| row.len() == 1) {
            // A table of one column only sets text in a frame.
            self.pieces.extend(rows.into_iter().flatten().map(|rich| Piece { kind: Kind::Paragraph, rich, line }));
        } else {
            self.pieces.push(Piece { kind: Kind::Table(rows), rich: Rich::default(), line });
        }
    }
}

/// A list item with its mark; a bullet or number that its own text begins with is not written twice.
fn marked(mark: Mark, rich: Rich, depth: usize) -> (Kind, Rich) {
    match mark {
        Mark::Number(number) => (Kind::ListItem(depth, Some(number)), rich),
        Mark::Typed(typed) => {
            let mut words = Rich::plain(&typed);
            words.append(rich);
            (Kind::Paragraph, words)
        }
        Mark::Bullet => {
            let text = rich.text();
            let rest = label::bullet(&text).map_or(text.as_str(), |(_, rest)| rest);
            let rich = rich.skip(text.len() - rest.len());
            // Gazettes type the number themselves.
            if label::label(rest).is_some() { (Kind::Paragraph, rich) } else { (Kind::ListItem(depth, None), rich) }
        }
    }
}

/// A paragraph that begins with a bullet sign is a list item.
fn bulleted(rich: Rich) -> (Kind, Rich) {
    let text = rich.text();
    match label::bullet(&text) {
        Some((label::Bullet::Sure, rest)) if !rest.is_empty() => (Kind::ListItem(0, None), rich.skip(text.len() - rest.len())),
        _ => (Kind::Paragraph, rich),
    }
}
