//! A description that can be set, whatever it was.
//!
//! Takes: a [`PrintedDocument`], and which characters the fonts have.
//! Gives: the same document with every character as one that can be set, headings that skip no level, links that lead
//! somewhere, each note set once, and no more nesting than the typesetter takes; or that it has too much text.
//! Never: leaves out a word. A character that no font has is shown by its code.

use std::collections::HashSet;

use crate::description::{PrintedBlock, PrintedCell, PrintedDocument, PrintedLanguage, PrintedNote, PrintedPart};

/// How deep lists, quotes and passages may stand in each other, and parts of a line; what is deeper stands beside what
/// contains it.
const DEPTH: usize = 6;

/// How deep headings may stand.
const LEVELS: u8 = 5;

/// After how many characters without a space a line may be broken anywhere. The typesetter knows how to break words of a
/// language and addresses, so this is for what is neither.
const UNBROKEN: usize = 64;

/// How long an address may be, in bytes.
const ADDRESS: usize = 2000;

/// How many characters a block counts for, however few it has.
const BLOCK: usize = 40;

/// What is put in place of words that have to be there.
const NOTHING: &str = "–";

/// Which characters can be set.
pub(crate) type HasGlyph<'a> = &'a dyn Fn(char) -> bool;

/// Makes a document settable; `None` if it has more than so many characters.
pub(crate) fn settable(mut document: PrintedDocument, has: HasGlyph, most: usize) -> Option<PrintedDocument> {
    let mut anchors = HashSet::new();
    gather(&document.body, &mut anchors);
    let mut settling =
        Settling { has, anchors, used: HashSet::new(), cited: vec![false; document.notes.len()], level: 0, size: 0 };
    let lines = [
        &mut document.title,
        &mut document.subtitle,
        &mut document.kicker,
        &mut document.running.left,
        &mut document.running.right,
        &mut document.foot,
        &mut document.contents,
    ];
    lines.into_iter().for_each(|line| *line = settling.words(line));
    if document.title.trim().is_empty() {
        document.title = NOTHING.to_owned();
    }
    language(&mut document.language);
    document.front = settling.blocks(std::mem::take(&mut document.front), 0);
    document.body = settling.blocks(std::mem::take(&mut document.body), 0);
    let marks = settling.cited.clone();
    document.notes = std::mem::take(&mut document.notes).into_iter().map(|note| settling.note(note)).collect();
    // A note that nothing cites would be nowhere.
    for (note, _) in document.notes.iter().zip(marks).filter(|(_, cited)| !cited) {
        document.body.push(PrintedBlock::paragraph(vec![PrintedPart::text(note.number.clone())]));
        document.body.extend(note.blocks.clone());
    }
    (settling.size <= most).then_some(document)
}

/// The anchors of all headings.
fn gather(blocks: &[PrintedBlock], anchors: &mut HashSet<String>) {
    for block in blocks {
        match block {
            PrintedBlock::Heading { anchor, .. } => {
                anchors.insert(anchor.clone());
            }
            PrintedBlock::Passage { blocks, .. } | PrintedBlock::Quote { blocks } => gather(blocks, anchors),
            _ => {}
        }
    }
}

/// A language that the typesetter knows how to write down.
fn language(language: &mut PrintedLanguage) {
    let letters = |text: &str, upper: bool| {
        text.bytes().all(|b| if upper { b.is_ascii_uppercase() } else { b.is_ascii_lowercase() })
    };
    if !(2..=3).contains(&language.code.len()) || !letters(&language.code, false) {
        *language = PrintedLanguage::default();
    }
    language.region = language.region.take().filter(|region| region.len() == 2 && letters(region, true));
}

struct Settling<'a> {
    has: HasGlyph<'a>,
    /// The anchors that links may lead to.
    anchors: HashSet<String>,
    /// The anchors of headings so far.
    used: HashSet<String>,
    /// For each note, whether its mark has been met.
    cited: Vec<bool>,
    /// The level of the last heading.
    level: u8,
    /// How many characters there are.
    size: usize,
}

impl Settling<'_> {
    fn blocks(&mut self, blocks: Vec<PrintedBlock>, depth: usize) -> Vec<PrintedBlock> {
        let mut settled = Vec::with_capacity(blocks.len());
        for block in blocks {
            match block {
                PrintedBlock::List { items, .. } if depth >= DEPTH => {
                    items.into_iter().for_each(|item| settled.extend(self.blocks(item, depth)));
                }
                PrintedBlock::Quote { blocks } | PrintedBlock::Passage { blocks, .. } if depth >= DEPTH => {
                    settled.extend(self.blocks(blocks, depth));
                }
                block => settled.push(self.block(block, depth)),
            }
        }
        settled
    }

    fn block(&mut self, block: PrintedBlock, depth: usize) -> PrintedBlock {
        self.size += BLOCK;
        match block {
            PrintedBlock::Heading { level, label, parts, plain, anchor } => {
                self.heading(level, (&label, parts, &plain), anchor)
            }
            PrintedBlock::Paragraph { parts } => PrintedBlock::Paragraph { parts: self.parts(parts, 0) },
            PrintedBlock::Remark { parts, strong, sticky } => {
                PrintedBlock::Remark { parts: self.parts(parts, 0), strong, sticky }
            }
            PrintedBlock::List { start, items } => {
                let items = items.into_iter().map(|item| self.blocks(item, depth + 1)).collect();
                PrintedBlock::List { start: start.map(|start| start.min(1 << 30)), items }
            }
            PrintedBlock::Quote { blocks } => PrintedBlock::Quote { blocks: self.blocks(blocks, depth + 1) },
            PrintedBlock::Passage { language: mut known, blocks } => {
                language(&mut known);
                PrintedBlock::Passage { language: known, blocks: self.blocks(blocks, depth + 1) }
            }
            PrintedBlock::Code { text } => PrintedBlock::Code { text: self.lines(&text) },
            PrintedBlock::Table { columns, head, body } => {
                let widest = head.iter().chain(&body).map(|row| row.iter().map(|cell| cell.columns.max(1)).sum());
                let columns = widest.chain([columns, 1]).max().unwrap_or(1);
                let mut rows = |rows: Vec<_>| rows.into_iter().map(|row| self.row(row, columns)).collect();
                PrintedBlock::Table { columns, head: rows(head), body: rows(body) }
            }
            PrintedBlock::Facts { mut facts } => {
                for fact in &mut facts {
                    fact.name = self.words(&fact.name);
                    fact.parts = self.parts(std::mem::take(&mut fact.parts), 0);
                }
                PrintedBlock::Facts { facts }
            }
            PrintedBlock::Rule => PrintedBlock::Rule,
        }
    }

    fn heading(
        &mut self,
        level: u8,
        (label, parts, plain): (&str, Vec<PrintedPart>, &str),
        mut anchor: String,
    ) -> PrintedBlock {
        self.level = level.clamp(1, LEVELS).min(self.level + 1);
        while !self.used.insert(anchor.clone()) {
            anchor.push('-');
        }
        let (label, mut plain, mut parts) = (self.words(label), self.words(plain), self.parts(parts, 0));
        if plain.trim().is_empty() {
            plain = NOTHING.to_owned();
            parts.push(PrintedPart::text(NOTHING));
        }
        PrintedBlock::Heading { level: self.level, label, parts, plain, anchor }
    }

    /// A row with as many columns as its table.
    fn row(&mut self, row: Vec<PrintedCell>, columns: usize) -> Vec<PrintedCell> {
        let mut cells: Vec<PrintedCell> = row
            .into_iter()
            .map(|cell| PrintedCell {
                parts: self.parts(cell.parts, 0),
                columns: cell.columns.max(1),
                align: cell.align,
            })
            .collect();
        let filled: usize = cells.iter().map(|cell| cell.columns).sum();
        let empty = PrintedCell { parts: Vec::new(), columns: 1, align: Default::default() };
        cells.extend(std::iter::repeat_n(empty, columns.saturating_sub(filled)));
        cells
    }

    fn note(&mut self, note: PrintedNote) -> PrintedNote {
        // A note within a note has no place.
        let cited = std::mem::take(&mut self.cited);
        let blocks = self.blocks(note.blocks, 1);
        self.cited = cited;
        PrintedNote { number: self.words(&note.number), blocks }
    }

    fn parts(&mut self, parts: Vec<PrintedPart>, depth: usize) -> Vec<PrintedPart> {
        let mut settled = Vec::with_capacity(parts.len());
        for mut part in parts {
            if let Some(inner) = part.inner() {
                let inner = std::mem::take(inner);
                if depth >= DEPTH || !self.leads(&part) {
                    settled.extend(self.parts(inner, depth));
                    continue;
                }
                let inner = self.parts(inner, depth + 1);
                if let Some(place) = part.inner().filter(|_| !inner.is_empty()) {
                    *place = inner;
                    settled.push(part);
                }
                continue;
            }
            match part {
                PrintedPart::Text { text } => settled.push(PrintedPart::Text { text: self.words(&text) }),
                PrintedPart::Code { text } => settled.push(PrintedPart::Code { text: self.words(&text) }),
                PrintedPart::Note { note, .. } => settled.extend(self.mark(note)),
                other => settled.push(other),
            }
        }
        settled
    }

    /// Whether a part is no link, or one that leads somewhere.
    fn leads(&self, part: &PrintedPart) -> bool {
        match part {
            PrintedPart::Link { address, .. } => {
                let schemes = ["https://", "http://", "mailto:", "tel:"];
                address.len() <= ADDRESS
                    && schemes.iter().any(|scheme| address.starts_with(scheme) && address.len() > scheme.len())
            }
            PrintedPart::Place { anchor, .. } => self.anchors.contains(anchor),
            _ => true,
        }
    }

    fn mark(&mut self, note: usize) -> Option<PrintedPart> {
        let cited = self.cited.get_mut(note)?;
        let first = !std::mem::replace(cited, true);
        Some(PrintedPart::Note { note, first })
    }

    /// Words on a line, each character as one that can be set.
    fn words(&mut self, text: &str) -> String {
        self.lines(text).replace('\n', " ")
    }

    /// The same, with the ends of lines as they are.
    fn lines(&mut self, text: &str) -> String {
        let mut settled = String::with_capacity(text.len());
        let mut unbroken = 0;
        for c in text.chars() {
            self.size += 1;
            if c.is_whitespace() || c == '\u{200b}' {
                unbroken = 0;
            }
            let before = settled.len();
            self.letter(c, &mut settled);
            unbroken += settled[before..].chars().count();
            // What is wider than the page would run off it.
            if unbroken > UNBROKEN {
                settled.push('\u{200b}');
                unbroken = 0;
            }
        }
        settled
    }

    fn letter(&self, c: char, out: &mut String) {
        match c {
            '\n' | '\u{ad}' | '\u{200b}' => out.push(c),
            '\t' => out.push_str("    "),
            '\r' | '\u{feff}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => {}
            c if (self.has)(c) && !is_private(c) => out.push(c),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            c if c.is_whitespace() => out.push(' '),
            // A selector only chooses among the shapes of the character before it.
            '\u{fe00}'..='\u{fe0f}' => {}
            c => out.push_str(&format!("[U+{:04X}]", u32::from(c))),
        }
    }
}

/// Whether a character means what its font wants it to mean, which no archive could keep.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}
