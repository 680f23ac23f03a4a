//! The outline of the document: the letter with its sections, and the agenda.
//!
//! Takes: a [`Reading`].
//! Gives: a [`SourceOutline`], with nodes in the order of the source.
//! Never: changes a word; it only decides where each goes.

use std::collections::BTreeSet;

use super::agenda;
use super::document_zones::{AgendaPlace, DocumentZones};
use super::headings;
use super::labelled_lines;
use super::nested_lists;
use super::outline_node::{HeadingRole, OutlineNode, SecondTitle, SourceOutline};
use super::run_in_titles;
use super::signatures;
use super::{consultation, document_kind};
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::genre::letter_words::{self, LetterLanguage};
use crate::import::genre::{item_label, sections};
use crate::import::input::DocumentKind;
use crate::import::rich_text::RichText;
use crate::import::source_blocks::{BlockKind, Reading, SourceBlock};

/// How many paragraphs of the letter may say something about the meeting.
const OPENING_PARAGRAPHS: usize = 3;

/// Divides a document into its outline.
pub(crate) fn outline(reading: &Reading, given: Option<DocumentKind>) -> SourceOutline {
    let blocks = &reading.blocks;
    let kind = given.unwrap_or_else(|| document_kind::of(blocks));
    // What a committee's chair signs is part of the text, which has no front matter of a letter.
    let signatures = if kind == DocumentKind::Consultation { Vec::new() } else { signatures::signatures(blocks) };
    let zones = DocumentZones::of(blocks, &reading.notes, &signatures);
    let signed: BTreeSet<usize> = signatures.iter().flat_map(|found| found.blocks.iter().copied()).collect();
    let titles = DocumentTitles::of(blocks, &zones, kind);
    let opening = match kind {
        DocumentKind::Consultation => zones.head.end..blocks.len(),
        _ => zones.letter.clone(),
    };
    let paragraphs = blocks[opening].iter().filter(|block| block.kind == BlockKind::Paragraph);
    let outline = SourceOutline {
        nodes: Vec::new(),
        signatories: signatures.iter().map(|found| found.signatory.clone()).collect(),
        front_matter_lines: signed.iter().flat_map(|block| &blocks[*block].lines).copied().collect(),
        head: blocks[zones.head.clone()].iter().map(SourceBlock::text).collect(),
        opening: paragraphs.take(OPENING_PARAGRAPHS).map(SourceBlock::text).collect(),
        title: titles.own,
        second: titles.second,
        kind,
        language: zones.language,
        findings: Vec::new(),
    };
    let mut writer = OutlineWriter { blocks, zones, signed, outline };
    if kind == DocumentKind::Consultation {
        writer.consultation();
    } else {
        writer.letter();
        writer.agenda();
    }
    nested_lists::nest(&mut writer.outline.nodes);
    writer.outline
}

/// The titles of the documents that a letter contains.
#[derive(Debug, Default)]
struct DocumentTitles {
    /// That of the document itself.
    own: Option<String>,
    /// That of another one.
    second: Option<SecondTitle>,
}

impl DocumentTitles {
    fn of(blocks: &[SourceBlock], zones: &DocumentZones, kind: DocumentKind) -> DocumentTitles {
        let first = (!zones.title.is_empty()).then(|| joined(&blocks[zones.title.clone()]).text());
        if kind == DocumentKind::Consultation {
            return DocumentTitles { own: first, second: None };
        }
        let titles = document_kind::titles(blocks);
        let of_letter = || titles.iter().filter(|title| title.block >= zones.head.end);
        let is_first = |block: usize| zones.title.contains(&block);
        let text = |block: usize| blocks[block].text();
        // The title that comes first may be that of the other document.
        let own = of_letter().find(|title| title.kind == kind);
        let second = of_letter()
            .find(|title| Some(title.block) != own.map(|own| own.block) && !(own.is_none() && is_first(title.block)));
        DocumentTitles {
            own: own.filter(|own| !is_first(own.block)).map(|own| text(own.block)).or(first),
            second: second.map(|title| SecondTitle { words: text(title.block), line: blocks[title.block].line }),
        }
    }
}

/// The words of a title that takes up several blocks.
fn joined(blocks: &[SourceBlock]) -> RichText {
    let mut title = RichText::default();
    for block in blocks {
        title.push_plain(" ");
        title.append(headings::labelled_rich(block).without_emphasis());
    }
    title.tidy()
}

/// Adds node after node.
struct OutlineWriter<'a> {
    blocks: &'a [SourceBlock],
    zones: DocumentZones,
    /// The blocks of signatures, which go into the front matter.
    signed: BTreeSet<usize>,
    outline: SourceOutline,
}

impl OutlineWriter<'_> {
    /// A written consultation: its head out of sight, then questions and answers under their headings.
    fn consultation(&mut self) {
        let blocks = self.blocks;
        let head = self.zones.head.clone();
        self.head(&blocks[head.clone()]);
        let signed = |index: &usize| !self.signed.contains(index);
        let kept: Vec<SourceBlock> =
            (head.end..blocks.len()).filter(signed).map(|index| blocks[index].clone()).collect();
        self.outline.nodes.extend(consultation::nodes(&kept));
    }

    /// The letter: its heading, its head out of sight, its sections, but not its signatures.
    fn letter(&mut self) {
        let (head, letter) = (self.zones.head.clone(), self.zones.letter.clone());
        if head.is_empty() && letter.is_empty() {
            return;
        }
        let blocks = self.blocks;
        // A paper that is no letter has nothing but its head.
        let paper = matches!(self.zones.language, LetterLanguage::Swedish | LetterLanguage::Danish);
        if paper && letter.is_empty() {
            return self.head(&blocks[head]);
        }
        let own = blocks[letter.clone()].first().filter(|block| is_letter_heading(block));
        match own {
            Some(block) => self.heading(HeadingRole::Letter, 1, block),
            None => self.outline.nodes.push(OutlineNode::Added {
                role: HeadingRole::Letter,
                title: match self.zones.language {
                    LetterLanguage::English => "Cover letter",
                    LetterLanguage::Dutch => "Aanbiedingsbrief",
                    LetterLanguage::Swedish => "Följebrev",
                    LetterLanguage::Danish => "Følgebrev",
                },
            }),
        }
        self.head(&blocks[head]);
        let levels = blocks[letter.clone()].iter().filter_map(SourceBlock::heading_level).filter(|level| *level > 1);
        let highest = levels.min().unwrap_or(2);
        for index in letter.skip(usize::from(own.is_some())) {
            if !self.signed.contains(&index) {
                self.letter_block(index, highest);
            }
        }
    }

    fn heading(&mut self, role: HeadingRole, level: u8, block: &SourceBlock) {
        let title = block.rich.without_emphasis();
        self.outline.nodes.push(OutlineNode::Heading { role, level, title, line: block.line });
    }

    fn hidden(&mut self, block: &SourceBlock) {
        self.outline.nodes.push(OutlineNode::Hidden(headings::labelled_rich(block)));
    }

    /// Puts the letter's head out of sight.
    fn head(&mut self, head: &[SourceBlock]) {
        head.iter().for_each(|block| self.hidden(block));
        if let Some(first) = head.first() {
            self.outline.findings.push(
                ImportFinding::note(first.line, FindingCode::Letterhead, message!("import-letterhead"))
                    .hint(message!("import-letterhead.hint")),
            );
        }
    }

    /// Takes a block of the letter; `highest` is the level of its highest sections, if the source marks headings.
    fn letter_block(&mut self, index: usize, highest: u8) {
        let block = &self.blocks[index];
        let text = block.text();
        let is_closing = |block: &SourceBlock| letter_words::is_closing(&block.text());
        let before_text =
            self.blocks.get(index + 1).is_some_and(|next| !is_closing(next) && !self.signed.contains(&(index + 1)));
        let heading = headings::is_bare_heading(block)
            && item_label::label(&text).is_none()
            && before_text
            && !letter_words::is_opening(&text);
        if is_closing(block) {
            self.hidden(block);
        } else if heading {
            let deeper = block.heading_level().is_some_and(|level| level > highest)
                || sections::is_section(&text)
                || block.is_italic();
            let first = !self.outline.nodes.iter().any(|node| matches!(node, OutlineNode::Heading { level: 2, .. }));
            self.heading(HeadingRole::Section, if deeper && !first { 3 } else { 2 }, block);
        } else {
            self.outline.nodes.push(OutlineNode::Text(block.clone()));
        }
    }

    /// The agenda, with its title as a part or out of sight.
    fn agenda(&mut self) {
        let title = joined(&self.blocks[self.zones.title.clone()]);
        let title_line = self.blocks.get(self.zones.title.start).map_or(0, |block| block.line);
        let kept: Vec<SourceBlock> = self
            .zones
            .agenda
            .clone()
            .filter(|index| !self.signed.contains(index))
            .map(|index| self.blocks[index].clone())
            .collect();
        let kept = labelled_lines::arrange(run_in_titles::split(kept));
        if kept.is_empty() && title.is_empty() {
            self.outline.findings.push(match self.zones.place {
                AgendaPlace::Elsewhere => {
                    let said = message!("import-agenda-elsewhere");
                    ImportFinding::warning(0, FindingCode::AgendaElsewhere, said)
                        .hint(message!("import-agenda-elsewhere.hint"))
                }
                AgendaPlace::Within => ImportFinding::warning(0, FindingCode::NoItems, message!("import-no-items"))
                    .hint(message!("import-no-items.hint")),
            });
            return;
        }
        let found = agenda::agenda(&kept);
        let opens_with_part = matches!(found.nodes.first(), Some(OutlineNode::Heading { role: HeadingRole::Part, .. }));
        match (title.is_empty(), opens_with_part) {
            (false, true) => self.outline.nodes.push(OutlineNode::Hidden(title)),
            (false, false) => {
                let role = HeadingRole::Part;
                self.outline.nodes.push(OutlineNode::Heading { role, level: 1, title, line: title_line });
            }
            (true, true) => {}
            (true, false) => self.outline.nodes.push(OutlineNode::Added {
                role: HeadingRole::Part,
                title: added_title(self.zones.language, self.outline.kind),
            }),
        }
        self.outline.nodes.extend(found.nodes);
        self.outline.findings.extend(found.findings);
    }
}

/// The heading of an agenda or report that has none.
fn added_title(language: LetterLanguage, kind: DocumentKind) -> &'static str {
    match (language, kind) {
        (LetterLanguage::English, DocumentKind::Report) => "Report",
        (LetterLanguage::English, _) => "Annotated agenda",
        (LetterLanguage::Dutch, DocumentKind::Report) => "Verslag",
        (LetterLanguage::Dutch, _) => "Geannoteerde agenda",
        (LetterLanguage::Swedish, DocumentKind::Report) => "Rapport",
        (LetterLanguage::Swedish, _) => "Kommenterad dagordning",
        (LetterLanguage::Danish, DocumentKind::Report) => "Referat",
        (LetterLanguage::Danish, _) => "Kommenteret dagsorden",
    }
}

/// Whether a block is the heading that some letters have of their own.
fn is_letter_heading(block: &SourceBlock) -> bool {
    let lower = block.text().to_lowercase();
    matches!(block.kind, BlockKind::Heading(_))
        && (lower == "aanbiedingsbrief" || lower == "cover letter" || lower == "brief")
}
