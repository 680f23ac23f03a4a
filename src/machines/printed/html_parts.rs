//! HTML of a page as the plain description of a text.
//!
//! Takes: a piece of HTML that a view holds, and where its links lead.
//! Gives: blocks and parts of lines, as the crate `pdf` takes them.
//! Never: loses a word: what it does not know, it reads as the words in it.

use pdf::{CellSide, PrintedBlock, PrintedCell, PrintedPart};

use super::frame_parts::printed_language;
use super::html_tree::{PageElement, PageNode, tree, words};
use super::link_aims::{Aim, LinkAims};

/// The blocks of a piece of HTML.
pub(super) fn blocks(html: &str, aims: &LinkAims) -> Vec<PrintedBlock> {
    let mut gathered = GatheredBlocks { aims, blocks: Vec::new(), line: GatheredLine::default() };
    gathered.nodes(&tree(html));
    gathered.finished()
}

/// The words of a piece of HTML as one line.
pub(super) fn line(html: &str, aims: &LinkAims) -> Vec<PrintedPart> {
    let mut line = GatheredLine::default();
    parts(&tree(html), aims, &mut line);
    line.finished()
}

/// What has been read of some nodes.
struct GatheredBlocks<'a> {
    aims: &'a LinkAims<'a>,
    blocks: Vec<PrintedBlock>,
    /// Parts that stand in no block yet.
    line: GatheredLine,
}

impl GatheredBlocks<'_> {
    fn finished(mut self) -> Vec<PrintedBlock> {
        self.end_line();
        self.blocks
    }

    fn end_line(&mut self) {
        let parts = std::mem::take(&mut self.line).finished();
        if !parts.is_empty() {
            self.blocks.push(PrintedBlock::paragraph(parts));
        }
    }

    fn push(&mut self, block: PrintedBlock) {
        self.end_line();
        self.blocks.push(block);
    }

    fn inner(&self, nodes: &[PageNode]) -> Vec<PrintedBlock> {
        let mut inner = GatheredBlocks { aims: self.aims, blocks: Vec::new(), line: GatheredLine::default() };
        inner.nodes(nodes);
        inner.finished()
    }

    fn parts(&self, nodes: &[PageNode]) -> Vec<PrintedPart> {
        let mut line = GatheredLine::default();
        parts(nodes, self.aims, &mut line);
        line.finished()
    }

    fn nodes(&mut self, nodes: &[PageNode]) {
        for node in nodes {
            match node {
                PageNode::Element(element) if is_block(element) => {
                    self.end_line();
                    self.element(element);
                    self.end_line();
                }
                node => parts(std::slice::from_ref(node), self.aims, &mut self.line),
            }
        }
    }

    fn element(&mut self, element: &PageElement) {
        match element.name.as_str() {
            "ul" | "ol" | "menu" => {
                let start = || element.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                let start = (element.name == "ol").then(start);
                let items: Vec<_> = element.within(&["li"]).map(|item| self.inner(&item.children)).collect();
                // Whatever else stands in a list belongs to no entry of it.
                let rest = element.children.iter().filter(|node| !is_named(node, "li"));
                let rest: Vec<PrintedBlock> = rest.flat_map(|node| self.inner(std::slice::from_ref(node))).collect();
                if !items.is_empty() {
                    self.push(PrintedBlock::List { start, items });
                }
                self.blocks.extend(rest);
            }
            "blockquote" => {
                let blocks = self.inner(&element.children);
                self.push(PrintedBlock::Quote { blocks });
            }
            "pre" => {
                let text = words(&element.children).trim_end_matches('\n').to_owned();
                self.push(PrintedBlock::Code { text });
            }
            "table" => self.table(element),
            "hr" => self.push(PrintedBlock::Rule),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "summary" | "caption" => {
                let parts = self.parts(&element.children);
                self.push(PrintedBlock::Remark { parts, strong: true, sticky: true });
            }
            "script" | "style" | "template" | "svg" | "noscript" => {}
            _ => match element.attribute("lang").and_then(printed_language) {
                Some(language) => {
                    let blocks = self.inner(&element.children);
                    self.push(PrintedBlock::Passage { language, blocks });
                }
                None => self.nodes(&element.children),
            },
        }
    }

    fn table(&mut self, table: &PageElement) {
        let mut head = Vec::new();
        let mut body = Vec::new();
        let groups = table
            .within(&["thead", "tbody", "tfoot"])
            .flat_map(|group| group.within(&["tr"]).map(move |row| (group, row)));
        for (group, row) in groups {
            let rows = if group.name == "thead" { &mut head } else { &mut body };
            rows.push(self.row(row));
        }
        body.extend(table.within(&["tr"]).map(|row| self.row(row)));
        for caption in table.within(&["caption"]) {
            self.element(caption);
        }
        let width = |row: &Vec<PrintedCell>| row.iter().map(|cell| cell.columns).sum();
        let columns = head.iter().chain(&body).map(width).max().unwrap_or(0);
        if columns > 0 {
            self.push(PrintedBlock::Table { columns, head, body });
        }
    }

    fn row(&self, row: &PageElement) -> Vec<PrintedCell> {
        let cell = |cell: &PageElement| PrintedCell {
            parts: self.parts(&cell.children),
            columns: cell.attribute("colspan").and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, 100),
            align: match (cell.attribute("class").unwrap_or_default(), cell.attribute("align")) {
                ("numeric", _) | (_, Some("right")) => CellSide::Right,
                ("center", _) | (_, Some("center")) => CellSide::Center,
                _ => CellSide::Left,
            },
        };
        row.within(&["td", "th"]).map(cell).collect()
    }
}

fn is_named(node: &PageNode, name: &str) -> bool {
    matches!(node, PageNode::Element(element) if element.name == name)
}

/// Whether an element begins on a line of its own.
fn is_block(element: &PageElement) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "script",
        "section",
        "style",
        "summary",
        "table",
        "template",
        "noscript",
        "tr",
        "ul",
    ];
    BLOCKS.contains(&element.name.as_str())
}

/// Parts of a line, with each run of white space as one space.
#[derive(Default)]
struct GatheredLine {
    parts: Vec<PrintedPart>,
    /// Whether the last character is a space; so it is before the first.
    spaced: bool,
}

impl GatheredLine {
    fn text(&mut self, text: &str) {
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            // A space that must not break a line is no white space here.
            if matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}') {
                if !(self.spaced || self.parts.is_empty() && words.is_empty()) {
                    words.push(' ');
                }
                self.spaced = true;
            } else {
                words.push(c);
                self.spaced = false;
            }
        }
        if !words.is_empty() {
            self.parts.push(PrintedPart::Text { text: words });
        }
    }

    /// Adds what contains other parts, unless there are none.
    fn wrapped(&mut self, nodes: &[PageNode], aims: &LinkAims, wrap: impl FnOnce(Vec<PrintedPart>) -> PrintedPart) {
        // At the beginning of a line, a space is left out, within something as well.
        let is_begin = self.parts.is_empty();
        let mut inner = GatheredLine { parts: Vec::new(), spaced: self.spaced || is_begin };
        parts(nodes, aims, &mut inner);
        if !inner.parts.is_empty() {
            self.spaced = inner.spaced;
            self.parts.push(wrap(inner.parts));
        } else if inner.spaced && !is_begin && !self.spaced {
            self.text(" ");
        }
    }

    fn finished(mut self) -> Vec<PrintedPart> {
        while let Some(PrintedPart::Text { text }) = self.parts.last_mut() {
            text.truncate(text.trim_end_matches(' ').len());
            if !text.is_empty() {
                break;
            }
            self.parts.pop();
        }
        self.parts
    }
}

fn parts(nodes: &[PageNode], aims: &LinkAims, line: &mut GatheredLine) {
    for node in nodes {
        match node {
            PageNode::Text(text) => line.text(text),
            PageNode::Element(element) => part(element, aims, line),
        }
    }
}

fn part(element: &PageElement, aims: &LinkAims, line: &mut GatheredLine) {
    let nodes = &element.children;
    match element.name.as_str() {
        "strong" | "b" => line.wrapped(nodes, aims, |parts| PrintedPart::Strong { parts }),
        "em" | "i" | "cite" | "dfn" | "var" => line.wrapped(nodes, aims, |parts| PrintedPart::Emphasis { parts }),
        "del" | "s" => line.wrapped(nodes, aims, |parts| PrintedPart::Strike { parts }),
        "sub" => line.wrapped(nodes, aims, |parts| PrintedPart::Subscript { parts }),
        "q" => line.wrapped(nodes, aims, |parts| PrintedPart::Quoted { parts }),
        "sup" => match mark(element, aims) {
            Some(note) => {
                line.parts.push(PrintedPart::Note { note, first: false });
                line.spaced = false;
            }
            None => line.wrapped(nodes, aims, |parts| PrintedPart::Superscript { parts }),
        },
        "code" | "kbd" | "samp" => {
            line.parts.push(PrintedPart::Code { text: words(nodes) });
            line.spaced = false;
        }
        "br" => {
            line.parts.push(PrintedPart::Break);
            line.spaced = true;
        }
        "a" => match element.attribute("href").map(|href| aims.aim(href)) {
            Some(Aim::Heading(anchor)) => line.wrapped(nodes, aims, |parts| PrintedPart::Place { anchor, parts }),
            Some(Aim::Elsewhere(address)) => line.wrapped(nodes, aims, |parts| PrintedPart::Link { address, parts }),
            Some(Aim::Nowhere) | None => parts(nodes, aims, line),
        },
        "img" => picture(element, aims, line),
        "input" if element.attribute("type") == Some("checkbox") => {
            line.text(if element.attribute("checked").is_some() { "[x] " } else { "[ ] " });
        }
        "script" | "style" | "template" | "svg" | "noscript" => {}
        _ => parts(nodes, aims, line),
    }
}

/// The note that a superscript is the mark of.
fn mark(element: &PageElement, aims: &LinkAims) -> Option<usize> {
    element.has_class("noteref").then_some(())?;
    element.within(&["a"]).find_map(|link| aims.note(link.attribute("href")?))
}

/// The words that stand for a picture, as a link to it. The picture itself is not part of what a page sees.
fn picture(element: &PageElement, aims: &LinkAims, line: &mut GatheredLine) {
    let alternative = element.attribute("alt").unwrap_or_default().trim();
    if alternative.is_empty() {
        return;
    }
    let words = vec![PrintedPart::text(format!("[{alternative}]"))];
    line.parts.push(match element.attribute("src").map(|source| aims.aim(source)) {
        Some(Aim::Elsewhere(address)) => PrintedPart::Link { address, parts: words },
        _ => PrintedPart::Emphasis { parts: words },
    });
    line.spaced = false;
}
