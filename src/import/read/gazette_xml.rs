//! Papers of parliament as the official gazettes publish them in XML (OP-XML): nothing has to be guessed, since headings, notes,
//! lists, tables and signatures are marked as such.
//!
//! Takes: the XML of one paper.
//! Gives: a [`Reading`] of it.
//! Never: loses a text outside the metadata, fetches a DTD, or expands an entity that the document defines itself.
//!
//! Source: the elements are those of the schema of official publications (`officiele-publicatie`); one that is not known here is read
//! as what stands around it.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::list_mark::ListMark;
use super::structured_source::{self, PieceNote, SourcePiece};
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::genre::item_label;
use crate::import::genre::kamerstuk;
use crate::import::rich_text::{RichText, TextRun, TextStyle};
use crate::import::source_blocks::{BlockKind, Reading};
use crate::import::source_line::{LineFate, PageFurniture, SourceLine};

/// Elements whose text stands by itself.
const BLOCKS: &[&str] = &[
    "al",
    "al-groep",
    "tekstregel",
    "titel",
    "subtitel",
    "tussenkop",
    "kop",
    "functie",
    "naam",
    "datumtekst",
    "datum-ondertekening",
    "dossier",
    "stuk",
    "stuknr",
    "kamerstukkop",
    "tekst",
    "vrije-tekst",
    "algemeen",
    "ondertekening",
    "ondertekenaar",
    "lijst",
    "li",
    "table",
    "row",
    "bijlage",
    "divisie",
    "slotondertekening",
    "kamerstuk",
    "adres",
    "plaats",
];
/// Elements that are about the file.
const METADATA: &[&str] = &["metadata", "meta", "begindatum", "colspec"];
/// The deepest list.
const DEEPEST: usize = 3;
/// How many elements may be within each other. Papers have some forty; without a limit, each text would cost its depth.
const DEEPEST_ELEMENT: usize = 200;
/// The longest address of a link, in bytes.
const LONGEST_ADDRESS: usize = 2_000;

/// Whether a text is such a document, by its beginning.
pub(super) fn is_gazette(head: &str) -> bool {
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let xml =
        start.starts_with("<?xml") || start.starts_with("<officiele-publicatie") || start.starts_with("<kamerstuk");
    xml && (start.contains("<officiele-publicatie") || start.contains("<kamerstuk"))
}

/// Reads a paper. What comes after a place where the XML is broken is not read, which is an error.
pub(super) fn read(xml: &str) -> Reading {
    let mut reader = Reader::from_str(xml);
    let mut gazette = GazetteReader { lines: LineCounter { text: xml, at: 0, line: 1 }, ..GazetteReader::default() };
    loop {
        let event = reader.read_event();
        gazette.line = gazette.lines.line_at(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        match event {
            Ok(Event::Start(_)) if gazette.open.len() >= DEEPEST_ELEMENT => {
                let said = message!("import-xml-deep", count = DEEPEST_ELEMENT);
                gazette.findings.push(ImportFinding::error(gazette.line, FindingCode::WordsLost, said));
                break;
            }
            Ok(Event::Start(tag)) => gazette.open(&tag),
            Ok(Event::Empty(tag)) => {
                gazette.open(&tag);
                gazette.close();
            }
            Ok(Event::End(_)) => gazette.close(),
            Ok(Event::Text(text)) => gazette.text(&text.xml10_content()),
            Ok(Event::CData(text)) => gazette.text(&text.xml10_content()),
            Ok(Event::GeneralRef(entity)) => {
                let named = resolve_xml_entity(&entity).map(str::to_owned);
                let sign = entity.resolve_char_ref().ok().flatten().map(String::from);
                gazette.text(&named.or(sign).unwrap_or_else(|| format!("&{};", &*entity)));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let said = message!("import-xml-broken", error = error.to_string());
                gazette.findings.push(ImportFinding::error(gazette.line, FindingCode::WordsLost, said));
                break;
            }
        }
    }
    gazette.finish()
}

/// Counts lines while a text is read from its start to its end.
#[derive(Default)]
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl LineCounter<'_> {
    fn line_at(&mut self, to: usize) -> usize {
        let to = to.min(self.text.len());
        if let Some(passed) = self.text.as_bytes().get(self.at..to) {
            self.line += passed.iter().filter(|byte| **byte == b'\n').count();
            self.at = to;
        }
        self.line
    }
}

/// A note that is being read.
#[derive(Default)]
struct OpenNote {
    index: usize,
    label: String,
    paragraphs: Vec<RichText>,
    /// The text in which the note stands, which goes on after it.
    around: RichText,
    line: usize,
}

/// The pieces so far, and what is open.
#[derive(Default)]
struct GazetteReader<'a> {
    lines: LineCounter<'a>,
    line: usize,
    /// The names of the open elements.
    open: Vec<String>,
    pieces: Vec<SourcePiece>,
    notes: Vec<Option<PieceNote>>,
    note: Option<OpenNote>,
    findings: Vec<ImportFinding>,
    rich: RichText,
    styles: Vec<TextStyle>,
    /// The level of the heading whose text is read.
    heading: Option<u8>,
    divisions: u8,
    lists: usize,
    /// The mark of the item of a list whose first text has not come yet.
    mark: Option<String>,
    table: Option<Vec<Vec<RichText>>>,
    /// The id of the paper, from the metadata.
    id: Option<String>,
}

impl GazetteReader<'_> {
    fn is_in(&self, name: &str) -> bool {
        self.open.iter().any(|open| open == name)
    }

    fn open(&mut self, tag: &BytesStart) {
        let name = tag.local_name().as_ref().to_owned();
        let attribute = |name: &str| {
            let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name);
            found.and_then(|found| found.normalized_value(XmlVersion::Implicit1_0).ok()).map(|value| value.into_owned())
        };
        if name == "meta" && self.id.is_none() {
            let named = attribute("name").unwrap_or_default().to_lowercase();
            let value = attribute("content").filter(|value| kamerstuk::id_at_start(value).is_some());
            self.id = value.filter(|_| named.ends_with("identifier"));
        }
        if BLOCKS.contains(&name.as_str()) {
            self.flush();
        }
        match name.as_str() {
            "noot" => self.open_note(attribute("nr")),
            "tussenkop" => self.heading = Some(heading_level(attribute("kopopmaak").as_deref())),
            "divisie" | "bijlage" => self.divisions = (self.divisions + 1).min(4),
            "kop" => self.heading = Some(self.divisions.clamp(1, 4)),
            "lijst" => self.lists += 1,
            "li" => self.mark = attribute("nr"),
            "table" => self.table = self.table.take().or(Some(Vec::new())),
            "row" => self.table.iter_mut().for_each(|rows| rows.push(Vec::new())),
            "plaatje" | "illustratie" => {
                let said = ImportFinding::note(self.line, FindingCode::Picture, message!("import-picture"));
                self.findings.push(said.hint(message!("import-picture.hint")));
            }
            _ => {}
        }
        let style = self.styles.last().cloned().unwrap_or_default();
        self.styles.push(match name.as_str() {
            "nadruk" => styled(style, attribute("type").as_deref()),
            "extref" => TextStyle { link: attribute("doc").filter(|doc| is_address(doc)).or(style.link), ..style },
            _ => style,
        });
        self.open.push(name);
    }

    fn close(&mut self) {
        self.styles.pop();
        let Some(name) = self.open.pop() else { return };
        match name.as_str() {
            "noot" => self.close_note(),
            "noot.nr" => self.take_label(),
            "noot.al" | "noot.li" => self.end_note_paragraph(),
            "entry" if self.table.is_some() && self.note.is_none() => {
                let cell = std::mem::take(&mut self.rich).tidy();
                self.table.iter_mut().filter_map(|rows| rows.last_mut()).for_each(|row| row.push(cell.clone()));
            }
            // Parts of one text that stand in elements of their own.
            "label" | "nr" | "dossiernr" | "dossiernummer" | "voornaam" | "li.nr" | "entry" | "datum" => {
                self.rich.push_plain(" ")
            }
            _ => {}
        }
        if BLOCKS.contains(&name.as_str()) {
            self.flush();
        }
        match name.as_str() {
            "kop" | "tussenkop" => self.heading = None,
            "divisie" | "bijlage" => self.divisions = self.divisions.saturating_sub(1),
            "lijst" => self.lists = self.lists.saturating_sub(1),
            "li" => self.mark = None,
            "table" if !self.is_in("table") => self.end_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.open.iter().any(|open| METADATA.contains(&open.as_str())) {
            return;
        }
        if self.open.last().is_some_and(|open| open == "li.nr") {
            self.mark = Some(text.trim().to_owned());
            return;
        }
        let style = self.styles.last().cloned().unwrap_or_default();
        self.rich.push(text, &style);
    }

    fn open_note(&mut self, number: Option<String>) {
        if self.note.is_some() {
            return;
        }
        let index = self.notes.len();
        self.notes.push(None);
        self.rich.runs.push(TextRun::Cite(index));
        let around = std::mem::take(&mut self.rich);
        let label = number.unwrap_or_default();
        self.note = Some(OpenNote { index, label, around, line: self.line, ..OpenNote::default() });
    }

    fn take_label(&mut self) {
        let label = std::mem::take(&mut self.rich).tidy().text();
        if let Some(note) = &mut self.note {
            note.label = label;
        }
    }

    fn end_note_paragraph(&mut self) {
        if let Some(note) = &mut self.note {
            note.paragraphs.push(std::mem::take(&mut self.rich).tidy());
        }
    }

    fn close_note(&mut self) {
        if self.is_in("noot") {
            return;
        }
        self.end_note_paragraph();
        let Some(note) = self.note.take() else { return };
        let OpenNote { index, label, paragraphs, around, line } = note;
        let label = if label.is_empty() { (index + 1).to_string() } else { label };
        self.notes[index] = Some(PieceNote { label, paragraphs, line });
        self.rich = around;
    }

    /// Ends a paragraph. Within a note or a cell, this only adds a blank.
    fn flush(&mut self) {
        if self.note.is_some() || self.table.is_some() || self.is_in_one_line() {
            self.rich.push_plain(" ");
            return;
        }
        let rich = std::mem::take(&mut self.rich).tidy();
        if rich.runs.is_empty() {
            return;
        }
        let (kind, rich) = match (self.heading, self.mark.take()) {
            (Some(level), _) => (BlockKind::Heading(level), rich),
            (None, Some(mark)) => list_mark(&mark).apply(rich, self.lists.saturating_sub(1).min(DEEPEST)),
            (None, None) => (BlockKind::Paragraph, rich),
        };
        self.pieces.push(SourcePiece { kind, rich, line: self.line });
    }

    /// Whether the parts of one line are read: the number and title of a dossier, the label and title of a heading, a name.
    fn is_in_one_line(&self) -> bool {
        let inner = ["dossiernummer", "dossiernr", "label", "nr", "voornaam"];
        let within = |name: &str| self.open.last().is_some_and(|open| open == name);
        self.open.last().is_some_and(|open| inner.contains(&open.as_str()))
            || within("kop")
            || within("naam")
            || within("dossier")
    }

    fn end_table(&mut self) {
        let rows: Vec<Vec<RichText>> = self.table.take().unwrap_or_default();
        let rows: Vec<Vec<RichText>> =
            rows.into_iter().filter(|row| row.iter().any(|cell| !cell.runs.is_empty())).collect();
        if !rows.is_empty() {
            self.pieces.push(SourcePiece { kind: BlockKind::Table(rows), rich: RichText::default(), line: self.line });
        }
    }

    fn finish(mut self) -> Reading {
        while !self.open.is_empty() {
            self.close();
        }
        self.flush();
        let note = |note: Option<PieceNote>| {
            note.unwrap_or(PieceNote { label: String::new(), paragraphs: Vec::new(), line: 0 })
        };
        let notes = self.notes.into_iter().map(note).collect();
        let mut reading = structured_source::reading(self.pieces, notes, self.findings);
        // The id is no word of the text, and tells which letter this is.
        reading.lines.extend(self.id.map(|id| SourceLine {
            number: 1,
            text: id,
            fate: LineFate::Furniture(PageFurniture::Colophon),
            ..SourceLine::default()
        }));
        reading
    }
}

/// Whether a link leads to a page of the web, and not to a paper by its number.
fn is_address(doc: &str) -> bool {
    doc.contains("://") && doc.len() <= LONGEST_ADDRESS
}

/// The level of a heading within a text, by its look.
fn heading_level(look: Option<&str>) -> u8 {
    match look {
        Some("vet") | None => 3,
        Some("halfvet") => 4,
        _ => 5,
    }
}

fn styled(style: TextStyle, look: Option<&str>) -> TextStyle {
    match look {
        Some("vet" | "halfvet") => TextStyle { strong: true, ..style },
        Some("cur") => TextStyle { emphasis: true, ..style },
        _ => style,
    }
}

/// The mark of an item of a list: a sign for a bullet, a number, or a letter that has to stay a word.
fn list_mark(mark: &str) -> ListMark {
    let bare = mark.trim_end_matches(['.', ')']);
    let number = !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit());
    match mark {
        "" => ListMark::Bullet,
        _ if item_label::is_bullet_word(mark) => ListMark::Bullet,
        _ if number && mark.len() == bare.len() + 1 => ListMark::Number(mark.to_owned()),
        _ => ListMark::Typed(format!("{mark} ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Vec<String> {
        read(xml).blocks.iter().map(|block| block.text().trim().to_owned()).collect()
    }

    #[test]
    fn a_paper_as_blocks() {
        let found = texts(
            "<officiele-publicatie><metadata><meta name=\"DC.identifier\" content=\"kst-21501-08-9\"/></metadata><kamerstuk>\
            <dossier><dossiernummer><dossiernr>21 501-08</dossiernr></dossiernummer><titel>Milieuraad</titel></dossier>\
            <stuk><tekst><al>De Raad<noot id=\"n1\"><noot.nr>1</noot.nr><noot.al>Een &amp; ander.</noot.al></noot> spreekt.</al>\
            <lijst><li nr=\"a)\"><li.nr>a)</li.nr><al>Een</al></li></lijst></tekst></stuk></kamerstuk></officiele-publicatie>",
        );
        assert_eq!(found, ["21 501-08 Milieuraad", "De Raad spreekt.", "a) Een"]);
    }

    #[test]
    fn broken_xml_is_an_error() {
        let reading = read("<kamerstuk><al>Een</al><al>Twee</kamerstuk>");
        assert_eq!(reading.blocks[0].text(), "Een");
        assert_eq!(reading.findings[0].code, FindingCode::WordsLost);
    }

    #[test]
    fn elements_without_end_are_refused() {
        let reading = read(&"<al>x".repeat(100_000));
        assert_eq!(reading.findings[0].code, FindingCode::WordsLost);
    }
}
