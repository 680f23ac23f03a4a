//! Word documents by way of pandoc: from its JSON tree to blocks and notes.
//!
//! Takes: the output of `pandoc -t json`.
//! Gives: a [`Reading`], whose lines are paragraphs.
//! Never: loses the words of a node that it does not know; it counts the letters on both sides.

use serde_json::Value;

use super::list_mark::{Counting, ListMark};
use super::structured_source::{self, PieceNote, SourcePiece};
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::rich_text::{RichText, TextRun, TextStyle};
use crate::import::source_blocks::{BlockKind, Reading};

/// Reads what `pandoc -t json` wrote.
pub(crate) fn read(json: &str) -> Reading {
    let tree: Value = match serde_json::from_str(json) {
        Ok(tree) => tree,
        Err(error) => {
            let finding = ImportFinding::error(
                0,
                FindingCode::WordsLost,
                message!("import-pandoc-unreadable", error = error.to_string()),
            );
            return Reading { findings: vec![finding], ..Reading::default() };
        }
    };
    let mut reader = PandocReader::default();
    reader.blocks(&tree["blocks"], 0);
    let expected = letters(&tree["blocks"]);
    let seen = reader.pieces.iter().map(|piece| piece_letters(&piece.kind, &piece.rich)).sum::<usize>()
        + reader.notes.iter().flat_map(|note| &note.paragraphs).map(rich_letters).sum::<usize>();
    if seen < expected {
        reader.findings.push(ImportFinding::error(
            0,
            FindingCode::WordsLost,
            message!("import-signs-unread", count = expected - seen),
        ));
    }
    structured_source::reading(reader.pieces, reader.notes, reader.findings)
}

/// The number of signs below a node that are not blanks.
fn letters(node: &Value) -> usize {
    match node {
        Value::Array(nodes) => nodes.iter().map(letters).sum(),
        Value::Object(fields) => match fields.get("t").and_then(Value::as_str) {
            Some("Str") => count(fields.get("c").and_then(Value::as_str).unwrap_or("")),
            _ => fields.get("c").map_or(0, letters),
        },
        _ => 0,
    }
}

fn count(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn rich_letters(rich: &RichText) -> usize {
    count(&rich.text())
}

fn piece_letters(kind: &BlockKind, rich: &RichText) -> usize {
    match kind {
        BlockKind::Table(rows) => rows.iter().flatten().map(rich_letters).sum(),
        _ => rich_letters(rich),
    }
}

#[derive(Default)]
struct PandocReader {
    pieces: Vec<SourcePiece>,
    notes: Vec<PieceNote>,
    findings: Vec<ImportFinding>,
    /// How many paragraphs there have been: the document has no lines.
    paragraph: usize,
    in_note: bool,
}

impl PandocReader {
    fn blocks(&mut self, nodes: &Value, depth: usize) {
        for node in nodes.as_array().into_iter().flatten() {
            self.block(node, depth);
        }
    }

    fn block(&mut self, node: &Value, depth: usize) {
        let content = &node["c"];
        match node["t"].as_str().unwrap_or("") {
            "Para" | "Plain" => self.paragraph(BlockKind::Paragraph, content),
            "Header" => {
                let level = content[0].as_u64().map_or(1, |level| level.clamp(1, 6) as u8);
                self.paragraph(BlockKind::Heading(level), &content[2]);
            }
            "BulletList" => {
                for item in content.as_array().into_iter().flatten() {
                    self.item(item, depth, &ListMark::Bullet);
                }
            }
            "OrderedList" => self.ordered(content, depth),
            "BlockQuote" => self.blocks(content, depth),
            "Div" => self.blocks(&content[1], depth),
            "LineBlock" => {
                for line in content.as_array().into_iter().flatten() {
                    self.paragraph(BlockKind::Paragraph, line);
                }
            }
            "Table" => self.table(content),
            "CodeBlock" => {
                self.paragraph += 1;
                let rich = RichText::plain(content[1].as_str().unwrap_or(""));
                self.pieces.push(SourcePiece { kind: BlockKind::Paragraph, rich, line: self.paragraph });
            }
            "HorizontalRule" | "Null" | "RawBlock" => {}
            _ => {
                self.paragraph += 1;
                let rich = RichText::plain(&words(content));
                self.pieces.push(SourcePiece { kind: BlockKind::Paragraph, rich, line: self.paragraph });
            }
        }
    }

    /// A paragraph; each of its lines that a line break ends is a block of its own.
    fn paragraph(&mut self, kind: BlockKind, inlines: &Value) {
        self.paragraph += 1;
        let line = self.paragraph;
        for rich in self.lines(inlines) {
            self.pieces.push(SourcePiece { kind: kind.clone(), rich, line });
        }
    }

    fn lines(&mut self, inlines: &Value) -> Vec<RichText> {
        let mut lines = vec![RichText::default()];
        self.inlines(inlines, &TextStyle::default(), &mut lines);
        lines
    }

    fn ordered(&mut self, content: &Value, depth: usize) {
        let first = content[0][0].as_u64().unwrap_or(1);
        let style = content[0][1]["t"].as_str().unwrap_or("Decimal");
        let sign = if content[0][2]["t"].as_str().is_some_and(|sign| sign.ends_with("Parens") || sign == "OneParen") {
            ')'
        } else {
            '.'
        };
        let counting = match style {
            "LowerAlpha" => Counting::SmallLetters,
            "UpperAlpha" => Counting::CapitalLetters,
            "LowerRoman" => Counting::SmallRoman,
            "UpperRoman" => Counting::CapitalRoman,
            _ => Counting::Digits,
        };
        for (index, item) in content[1].as_array().into_iter().flatten().enumerate() {
            self.item(item, depth, &ListMark::counted(counting, first + index as u64, sign));
        }
    }

    /// An item of a list: its first paragraph has the mark, and the others have none.
    fn item(&mut self, blocks: &Value, depth: usize, mark: &ListMark) {
        let mut marked = false;
        for node in blocks.as_array().into_iter().flatten() {
            let is_paragraph = matches!(node["t"].as_str(), Some("Para" | "Plain" | "Header"));
            if marked || !is_paragraph {
                self.block(node, depth + 1);
                continue;
            }
            marked = true;
            let inlines = if node["t"] == "Header" { &node["c"][2] } else { &node["c"] };
            self.paragraph += 1;
            let line = self.paragraph;
            for (index, rich) in self.lines(inlines).into_iter().enumerate() {
                let (kind, rich) =
                    if index > 0 { (BlockKind::Paragraph, rich) } else { mark.clone().apply(rich, depth) };
                self.pieces.push(SourcePiece { kind, rich, line });
            }
        }
    }

    fn table(&mut self, content: &Value) {
        let mut rows = Vec::new();
        let caption = words(&content[1]);
        self.paragraph += 1;
        let line = self.paragraph;
        if !caption.trim().is_empty() {
            self.pieces.push(SourcePiece { kind: BlockKind::Paragraph, rich: RichText::plain(&caption), line });
        }
        let bodies = content[4].as_array().into_iter().flatten().flat_map(|body| [&body[2], &body[3]]);
        for group in [&content[3][1]].into_iter().chain(bodies).chain([&content[5][1]]) {
            for row in group.as_array().into_iter().flatten() {
                let cells =
                    row[1].as_array().into_iter().flatten().map(|cell| self.cell(&cell[4])).collect::<Vec<RichText>>();
                if !cells.is_empty() {
                    rows.push(cells);
                }
            }
        }
        let single = rows.iter().all(|row| row.len() == 1);
        if single {
            // A table with one column only puts a frame around text.
            self.pieces.extend(rows.into_iter().flatten().map(|rich| SourcePiece {
                kind: BlockKind::Paragraph,
                rich,
                line,
            }));
        } else if !rows.is_empty() {
            self.pieces.push(SourcePiece { kind: BlockKind::Table(rows), rich: RichText::default(), line });
        }
    }

    /// The words of a cell, with its blocks joined.
    fn cell(&mut self, blocks: &Value) -> RichText {
        let before = self.pieces.len();
        self.blocks(blocks, 0);
        let mut cell = RichText::default();
        for piece in self.pieces.split_off(before) {
            if !cell.is_empty() {
                cell.push_plain(" ");
            }
            if let BlockKind::ListItem { number: Some(mark), .. } = &piece.kind {
                cell.push_plain(&format!("{mark} "));
            }
            match piece.kind {
                BlockKind::Table(rows) => {
                    for inner in rows.into_iter().flatten() {
                        cell.append(inner);
                        cell.push_plain(" ");
                    }
                }
                _ => cell.append(piece.rich),
            }
        }
        cell
    }

    fn inlines(&mut self, nodes: &Value, style: &TextStyle, lines: &mut Vec<RichText>) {
        for node in nodes.as_array().into_iter().flatten() {
            self.inline(node, style, lines);
        }
    }

    fn inline(&mut self, node: &Value, style: &TextStyle, lines: &mut Vec<RichText>) {
        let content = &node["c"];
        let mut push = |text: &str| {
            if let Some(line) = lines.last_mut() {
                line.push(text, style);
            }
        };
        match node["t"].as_str().unwrap_or("") {
            "Str" => push(content.as_str().unwrap_or("")),
            "Space" | "SoftBreak" => push(" "),
            "LineBreak" => lines.push(RichText::default()),
            "Strong" => self.inlines(content, &TextStyle { strong: true, ..style.clone() }, lines),
            "Emph" => self.inlines(content, &TextStyle { emphasis: true, ..style.clone() }, lines),
            "Underline" | "Strikeout" | "Superscript" | "Subscript" | "SmallCaps" => {
                self.inlines(content, style, lines)
            }
            "Quoted" => {
                let (open, close) = if content[0]["t"] == "SingleQuote" { ("‘", "’") } else { ("“", "”") };
                push(open);
                self.inlines(&content[1], style, lines);
                if let Some(line) = lines.last_mut() {
                    line.push(close, style);
                }
            }
            "Cite" | "Span" => self.inlines(&content[1], style, lines),
            "Link" => {
                let target = content[2][0].as_str().filter(|target| !target.starts_with('#')).map(str::to_string);
                self.inlines(&content[1], &TextStyle { link: target, ..style.clone() }, lines);
            }
            "Image" => {
                self.findings.push(
                    ImportFinding::note(self.paragraph, FindingCode::Picture, message!("import-picture"))
                        .hint(message!("import-picture.hint")),
                );
                self.inlines(&content[1], style, lines);
            }
            "Code" | "Math" => push(content[1].as_str().unwrap_or("")),
            "Note" => self.note(content, lines),
            "RawInline" => {}
            _ => push(&words(content)),
        }
    }

    fn note(&mut self, blocks: &Value, lines: &mut [RichText]) {
        if self.in_note {
            // Word has no notes within notes; what claims to be one stays part of the text.
            if let Some(line) = lines.last_mut() {
                line.push_plain(&format!(" {}", words(blocks)));
            }
            return;
        }
        self.in_note = true;
        let index = self.notes.len();
        let line = self.paragraph;
        self.notes.push(PieceNote { label: (index + 1).to_string(), paragraphs: Vec::new(), line });
        let before = self.pieces.len();
        self.blocks(blocks, 0);
        self.in_note = false;
        self.paragraph = line;
        let paragraphs = self.pieces.split_off(before).into_iter().map(|piece| piece.rich).collect();
        self.notes[index].paragraphs = paragraphs;
        if let Some(line) = lines.last_mut() {
            line.runs.push(TextRun::Cite(index));
        }
    }
}

/// All words below a node, with blanks where there are blanks.
fn words(node: &Value) -> String {
    match node {
        Value::Array(nodes) => nodes.iter().map(words).collect(),
        Value::Object(fields) => match fields.get("t").and_then(Value::as_str) {
            Some("Str") => fields.get("c").and_then(Value::as_str).unwrap_or("").to_string(),
            Some("Space" | "SoftBreak" | "LineBreak") => " ".to_string(),
            Some("Para" | "Plain") => fields.get("c").map_or(String::new(), words) + " ",
            _ => fields.get("c").map_or(String::new(), words),
        },
        _ => String::new(),
    }
}
