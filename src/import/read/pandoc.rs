//! Word documents through pandoc: its JSON tree to blocks and notes. Unknown kinds of nodes give their words, so none is lost.

use serde_json::Value;

use super::block::{Kind, Reading};
use super::finding::Finding;
use super::rich::{Rich, Run, Style};
use super::structured::{self, Piece, PieceNote};

/// Reads what `pandoc -t json` wrote.
pub fn read(json: &str) -> Reading {
    let tree: Value = match serde_json::from_str(json) {
        Ok(tree) => tree,
        Err(error) => {
            let finding = Finding::error(0, "words-lost", format!("pandoc's answer could not be read: {error}"));
            return Reading { findings: vec![finding], ..Reading::default() };
        }
    };
    let mut reader = Reader::default();
    reader.blocks(&tree["blocks"], 0);
    let expected = letters(&tree["blocks"]);
    let seen = reader.pieces.iter().map(|piece| piece_letters(&piece.kind, &piece.rich)).sum::<usize>()
        + reader.notes.iter().flat_map(|note| &note.paragraphs).map(rich_letters).sum::<usize>();
    if seen < expected {
        reader.findings.push(Finding::error(0, "words-lost", format!("{} signs of the Word document were not read", expected - seen)));
    }
    structured::reading(reader.pieces, reader.notes, reader.findings)
}

/// Signs that are not blank below a node.
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

fn rich_letters(rich: &Rich) -> usize {
    count(&rich.text())
}

fn piece_letters(kind: &Kind, rich: &Rich) -> usize {
    match kind {
        Kind::Table(rows) => rows.iter().flatten().map(rich_letters).sum(),
        _ => rich_letters(rich),
    }
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    notes: Vec<PieceNote>,
    findings: Vec<Finding>,
    /// Paragraphs so far: the document has no lines.
    paragraph: usize,
    in_note: bool,
}

impl Reader {
    fn blocks(&mut self, nodes: &Value, depth: usize) {
        for node in nodes.as_array().into_iter().flatten() {
            self.block(node, depth);
        }
    }

    fn block(&mut self, node: &Value, depth: usize) {
        let content = &node["c"];
        match node["t"].as_str().unwrap_or("") {
            "Para" | "Plain" => self.paragraph(Kind::Paragraph, content),
            "Header" => {
                let level = content[0].as_u64().map_or(1, |level| level.clamp(1, 6) as u8);
                self.paragraph(Kind::Heading(level), &content[2]);
            }
            "BulletList" => {
                for item in content.as_array().into_iter().flatten() {
                    self.item(item, depth, &Mark::Bullet);
                }
            }
            "OrderedList" => self.ordered(content, depth),
            "BlockQuote" => self.blocks(content, depth),
            "Div" => self.blocks(&content[1], depth),
            "LineBlock" => {
                for line in content.as_array().into_iter().flatten() {
                    self.paragraph(Kind::Paragraph, line);
                }
            }
            "Table" => self.table(content),
            "CodeBlock" => {
                self.paragraph += 1;
                let rich = Rich::plain(content[1].as_str().unwrap_or(""));
                self.pieces.push(Piece { kind: Kind::Paragraph, rich, line: self.paragraph });
            }
            "HorizontalRule" | "Null" | "RawBlock" => {}
            _ => {
                self.paragraph += 1;
                let rich = Rich::plain(&words(content));
                self.pieces.push(Piece { kind: Kind::Paragraph, rich, line: self.paragraph });
            }
        }
    }

    /// A paragraph; each line of it that a line break ends is a block of its own.
    fn paragraph(&mut self, kind: Kind, inlines: &Value) {
        self.paragraph += 1;
        let line = self.paragraph;
        for rich in self.lines(inlines) {
            self.pieces.push(Piece { kind: kind.clone(), rich, line });
        }
    }

    fn lines(&mut self, inlines: &Value) -> Vec<Rich> {
        let mut lines = vec![Rich::default()];
        self.inlines(inlines, &Style::default(), &mut lines);
        lines
    }

    fn ordered(&mut self, content: &Value, depth: usize) {
        let first = content[0][0].as_u64().unwrap_or(1);
        let style = content[0][1]["t"].as_str().unwrap_or("Decimal");
        let sign = if content[0][2]["t"].as_str().is_some_and(|sign| sign.ends_with("Parens") || sign == "OneParen") { ')' } else { '.' };
        for (index, item) in content[1].as_array().into_iter().flatten().enumerate() {
            let number = first + index as u64;
            let mark = match style {
                "LowerAlpha" => Mark::Typed(format!("{}{sign} ", letter(number))),
                "UpperAlpha" => Mark::Typed(format!("{}{sign} ", letter(number).to_uppercase())),
                "UpperRoman" => Mark::Typed(format!("{}{sign} ", roman(number))),
                "LowerRoman" => Mark::Typed(format!("{}{sign} ", roman(number).to_lowercase())),
                _ => Mark::Number(format!("{number}{sign}")),
            };
            self.item(item, depth, &mark);
        }
    }

    /// An item of a list: its first paragraph has the mark, what follows stands by itself.
    fn item(&mut self, blocks: &Value, depth: usize, mark: &Mark) {
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
                let (kind, rich) = if index > 0 { (Kind::Paragraph, rich) } else { mark.apply(rich, depth) };
                self.pieces.push(Piece { kind, rich, line });
            }
        }
    }

    fn table(&mut self, content: &Value) {
        let mut rows = Vec::new();
        let caption = words(&content[1]);
        self.paragraph += 1;
        let line = self.paragraph;
        if !caption.trim().is_empty() {
            self.pieces.push(Piece { kind: Kind::Paragraph, rich: Rich::plain(&caption), line });
        }
        let bodies = content[4].as_array().into_iter().flatten().flat_map(|body| [&body[2], &body[3]]);
        for group in [&content[3][1]].into_iter().chain(bodies).chain([&content[5][1]]) {
            for row in group.as_array().into_iter().flatten() {
                let cells = row[1].as_array().into_iter().flatten().map(|cell| self.cell(&cell[4])).collect::<Vec<Rich>>();
                if !cells.is_empty() {
                    rows.push(cells);
                }
            }
        }
        let single = rows.iter().all(|row| row.len() == 1);
        if single {
            // A table of one column only sets text in a frame.
            self.pieces.extend(rows.into_iter().flatten().map(|rich| Piece { kind: Kind::Paragraph, rich, line }));
        } else if !rows.is_empty() {
            self.pieces.push(Piece { kind: Kind::Table(rows), rich: Rich::default(), line });
        }
    }

    /// The words of a cell, its blocks joined.
    fn cell(&mut self, blocks: &Value) -> Rich {
        let before = self.pieces.len();
        self.blocks(blocks, 0);
        let mut cell = Rich::default();
        for piece in self.pieces.split_off(before) {
            if !cell.is_empty() {
                cell.push(" ", &Style::default());
            }
            if let Kind::ListItem(_, Some(mark)) = &piece.kind {
                cell.push(&format!("{mark} "), &Style::default());
            }
            match piece.kind {
                Kind::Table(rows) => {
                    for inner in rows.into_iter().flatten() {
                        cell.append(inner);
                        cell.push(" ", &Style::default());
                    }
                }
                _ => cell.append(piece.rich),
            }
        }
        cell
    }

    fn inlines(&mut self, nodes: &Value, style: &Style, lines: &mut Vec<Rich>) {
        for node in nodes.as_array().into_iter().flatten() {
            self.inline(node, style, lines);
        }
    }

    fn inline(&mut self, node: &Value, style: &Style, lines: &mut Vec<Rich>) {
        let content = &node["c"];
        let mut push = |text: &str| {
            if let Some(line) = lines.last_mut() {
                line.push(text, style);
            }
        };
        match node["t"].as_str().unwrap_or("") {
            "Str" => push(content.as_str().unwrap_or("")),
            "Space" | "SoftBreak" => push(" "),
            "LineBreak" => lines.push(Rich::default()),
            "Strong" => self.inlines(content, &Style { strong: true, ..style.clone() }, lines),
            "Emph" => self.inlines(content, &Style { emphasis: true, ..style.clone() }, lines),
            "Underline" | "Strikeout" | "Superscript" | "Subscript" | "SmallCaps" => self.inlines(content, style, lines),
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
                self.inlines(&content[1], &Style { link: target, ..style.clone() }, lines);
            }
            "Image" => {
                self.findings.push(
                    Finding::note(self.paragraph, "picture", "a picture was left out".to_string()).hint("publish it beside the agenda"),
                );
                self.inlines(&content[1], style, lines);
            }
            "Code" | "Math" => push(content[1].as_str().unwrap_or("")),
            "Note" => self.note(content, lines),
            "RawInline" => {}
            _ => push(&words(content)),
        }
    }

    fn note(&mut self, blocks: &Value, lines: &mut [Rich]) {
        if self.in_note {
            // Word has no notes within notes; what claims to be one stays part of the text.
            if let Some(line) = lines.last_mut() {
                line.push(&format!(" {}", words(blocks)), &Style::default());
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
            line.runs.push(Run::Cite(index));
        }
    }
}

/// How an item of a list is marked.
enum Mark {
    Bullet,
    Number(String),
    /// Letters and roman numbers, which Markdown does not count with, become words.
    Typed(String),
}

impl Mark {
    fn apply(&self, rich: Rich, depth: usize) -> (Kind, Rich) {
        match self {
            Mark::Bullet => (Kind::ListItem(depth, None), rich),
            Mark::Number(mark) => (Kind::ListItem(depth, Some(mark.clone())), rich),
            Mark::Typed(mark) => {
                let mut typed = Rich::plain(mark);
                typed.append(rich);
                (Kind::Paragraph, typed)
            }
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

/// `a` for 1, `z` for 26, `aa` for 27.
pub fn letter(number: u64) -> String {
    let mut letters = String::new();
    let mut rest = number.clamp(1, 10_000);
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    letters
}

/// A roman number in capitals.
pub fn roman(number: u64) -> String {
    let signs = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number.clamp(1, 200);
    let mut text = String::new();
    for (value, sign) in signs {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}
