//! The outline as a file in Voetnoot's content format.
//!
//! Takes: an [`AgendaPage`]: nodes, notes, and what goes into the front matter.
//! Gives: the whole file as text.
//! Never: changes, adds or leaves out a word of the source; its own remarks are comments that begin with `import:`.

use std::fmt::Write;

use super::agenda_page::AgendaPage;
use super::escape::{self, TextPlace};
use super::front_matter;
use super::running_text::{Emphasis, InlineWriter};
use crate::diagnostic::{MessageLanguage, message};
use crate::import::genre::dates;
use crate::import::rich_text::RichText;
use crate::import::source_blocks::{BlockKind, SourceBlock, SourceNote};
use crate::import::understand::outline_node::{HeadingRole, OutlineNode};

/// The opening of a comment that contains words of the source.
pub(crate) const SOURCE_COMMENT: &str = "<!-- source:";
/// The longest title of a part, in characters, whose day is that of the part.
const DATED_TITLE: usize = 60;

/// The whole file.
pub(crate) fn write(page: &AgendaPage, emphasis: Emphasis) -> String {
    let inline = InlineWriter { notes: page.notes, emphasis };
    let out = front_matter::write(page);
    let mut writer = MarkdownWriter { inline, out, lists: Vec::new(), language: page.language };
    let mut remarks = Vec::new();
    let mut before: Option<&OutlineNode> = None;
    for (index, node) in page.outline.nodes.iter().enumerate() {
        let in_list = matches!(node, OutlineNode::Text(SourceBlock { kind: BlockKind::ListItem { .. }, .. }));
        if !in_list {
            writer.lists.clear();
            remarks.drain(..).for_each(|remark: String| writer.remark(&remark));
        }
        let dossiers = page.dossiers.get(index).map_or(&[][..], Vec::as_slice);
        let ties = HeadingTies { dossiers, item: page.items.get(index).and_then(Option::as_deref) };
        writer.node(node, ties, before);
        if let OutlineNode::Text(block) = node {
            remarks.extend(guesses(block, page));
        }
        before = Some(node);
    }
    remarks.iter().for_each(|remark| writer.remark(remark));
    page.notes.iter().for_each(|note| writer.definition(note));
    writer.out
}

/// Remarks about notes whose place in the block is a guess.
fn guesses(block: &SourceBlock, page: &AgendaPage) -> Vec<String> {
    let cited = block.rich.cited().filter_map(|note| page.notes.get(note).filter(|note| note.guessed));
    cited.map(|note| message!("import-place-guessed", note = note.label).words(page.language)).collect()
}

/// What a heading is tied to.
#[derive(Clone, Copy)]
struct HeadingTies<'a> {
    /// The ids of dossiers.
    dossiers: &'a [String],
    /// The anchor of the item of the agenda that it is about.
    item: Option<&'a str>,
}

/// The file so far, and the lists that are open.
struct MarkdownWriter<'a> {
    inline: InlineWriter<'a>,
    out: String,
    lists: Vec<OpenList>,
    language: MessageLanguage,
}

/// A list that is open.
struct OpenList {
    /// How many blanks come before what is within its items.
    indent: usize,
    /// The number of its last item; `None` for a list with bullets.
    last: Option<ItemNumber>,
}

/// The number of a list item, as Markdown writes it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct ItemNumber {
    number: u64,
    /// `.` or `)`.
    sign: char,
}

impl ItemNumber {
    /// A number as typed, if Markdown can count with it.
    fn parse(typed: &str) -> Option<ItemNumber> {
        Some(ItemNumber { number: typed.trim_end_matches(['.', ')']).parse().ok()?, sign: typed.chars().next_back()? })
    }
}

impl MarkdownWriter<'_> {
    /// Writes a line of its own, after a blank one.
    fn paragraph(&mut self, text: &str) {
        self.out.push('\n');
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// Writes a remark by the importer, out of sight.
    fn remark(&mut self, remark: &str) {
        self.paragraph(&format!("<!-- import: {remark} -->"));
    }

    fn node(&mut self, node: &OutlineNode, ties: HeadingTies, before: Option<&OutlineNode>) {
        match node {
            OutlineNode::Heading { title, .. } if title.is_empty() => {
                let words = self.inline.write(title, TextPlace::Running);
                self.paragraph(&words);
            }
            OutlineNode::Heading { role, level, title, .. } => {
                let words = self.inline.write(title, TextPlace::Heading);
                let signs = "#".repeat(usize::from(*level));
                self.paragraph(&format!("{signs} {words}{}", attributes(*role, &title.text(), ties)));
            }
            OutlineNode::Added { role, title } => {
                self.paragraph(&format!("# {title}{}", attributes(*role, title, HeadingTies { item: None, ..ties })));
            }
            OutlineNode::Treatment(text) => {
                let below = matches!(before, Some(OutlineNode::Heading { .. } | OutlineNode::Added { .. }));
                let words = self.inline.write(text, TextPlace::Running);
                self.out.push_str(if below { "" } else { "\n" });
                let _ = writeln!(self.out, "= {words}");
            }
            OutlineNode::Hidden(rich) => self.hidden(rich),
            OutlineNode::Remark(text) => self.remark(&text.replace("-->", "- ->")),
            OutlineNode::Text(block) => self.block(block),
        }
    }

    /// Writes words out of sight; those that a comment cannot contain, or that cite a note, stay in sight.
    fn hidden(&mut self, rich: &RichText) {
        let text = rich.text();
        let cites = rich.cited().next().is_some();
        if cites || text.contains("-->") || text.ends_with('-') {
            self.running(rich);
        } else {
            self.paragraph(&format!("{SOURCE_COMMENT} {text} -->"));
        }
    }

    /// A paragraph of running text.
    fn running(&mut self, rich: &RichText) {
        let text = escape::block_start(&self.inline.write(rich, TextPlace::Running));
        self.paragraph(&text);
    }

    fn block(&mut self, block: &SourceBlock) {
        match &block.kind {
            BlockKind::ListItem { depth, number } => self.list_item(*depth, number.as_deref(), &block.rich),
            BlockKind::Table(rows) => self.table(rows),
            BlockKind::Paragraph | BlockKind::Heading(_) => self.running(&block.rich),
        }
    }

    fn list_item(&mut self, depth: usize, typed: Option<&str>, rich: &RichText) {
        let depth = depth.min(self.lists.len());
        let number = typed.and_then(ItemNumber::parse);
        if let Some(mark) = typed.filter(|_| number.is_none() && depth > 0) {
            return self.lettered(depth, mark, rich);
        }
        self.lists.truncate(depth + 1);
        if self.lists.is_empty() {
            self.out.push('\n');
        }
        // Numbers are facts: a list that does not count on starts over, or Markdown would renumber it.
        if self.lists.get(depth).is_some_and(|list| !goes_on(list.last, number)) {
            self.out.push_str("\n<!-- -->\n\n");
            self.lists.clear();
        }
        let depth = depth.min(self.lists.len());
        let indent: usize = self.lists[..depth].iter().map(|list| list.indent).sum();
        let mark = number.map_or("-".to_owned(), |ItemNumber { number, sign }| format!("{number}{sign}"));
        let text = escape::block_start(&self.inline.write(rich, TextPlace::Running));
        let _ = writeln!(self.out, "{}{mark} {text}", " ".repeat(indent));
        self.lists.truncate(depth);
        self.lists.push(OpenList { indent: mark.len() + 1, last: number });
    }

    /// Writes a point with a letter, with which Markdown does not count, as a paragraph of the item that it stands in.
    fn lettered(&mut self, depth: usize, mark: &str, rich: &RichText) {
        self.lists.truncate(depth);
        let indent: usize = self.lists.iter().map(|list| list.indent).sum();
        let text = self.inline.write(rich, TextPlace::Running);
        let _ = writeln!(self.out, "\n{}{mark} {text}", " ".repeat(indent));
    }

    fn table(&mut self, rows: &[Vec<RichText>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        self.out.push('\n');
        for (index, row) in rows.iter().enumerate() {
            let cell = |column| row.get(column).map_or(String::new(), |cell| self.inline.write(cell, TextPlace::Cell));
            let cells: Vec<String> = (0..columns).map(cell).collect();
            let _ = writeln!(self.out, "| {} |", cells.join(" | "));
            if index == 0 {
                let _ = writeln!(self.out, "|{}", " --- |".repeat(columns));
            }
        }
    }

    fn definition(&mut self, note: &SourceNote) {
        if note.cut_off {
            self.remark(&message!("import-note-breaks-off", note = note.label).words(self.language));
        }
        let _ = write!(self.out, "\n[^{}]:", note.label);
        for (index, block) in note.blocks.iter().enumerate() {
            let text = escape::block_start(&self.inline.write(block, TextPlace::Running));
            let lead = if index == 0 { " " } else { "\n    " };
            let _ = writeln!(self.out, "{lead}{text}");
        }
        if note.blocks.iter().all(RichText::is_empty) {
            let empty = message!("import-empty-note").words(self.language);
            let _ = writeln!(self.out, " <!-- import: {empty} -->");
        }
    }
}

/// Whether an item belongs to the list whose last item has this number.
fn goes_on(last: Option<ItemNumber>, next: Option<ItemNumber>) -> bool {
    match (last, next) {
        (Some(last), Some(next)) => next.number == last.number + 1 && next.sign == last.sign,
        (None, None) => true,
        _ => false,
    }
}

/// The attributes of a heading, in braces.
fn attributes(role: HeadingRole, title: &str, ties: HeadingTies) -> String {
    let mut attributes = Vec::new();
    if role == HeadingRole::Letter {
        attributes.push(".letter".to_owned());
    }
    if role == HeadingRole::Part {
        let days = dates::days_in(title, None);
        let short = title.chars().count() <= DATED_TITLE;
        let one = days.first().filter(|days| days.has_year && days.start == days.end && short);
        attributes.extend(one.map(|days| format!("date={}", days.start)));
    }
    if !ties.dossiers.is_empty() {
        attributes.push(format!("dossier={}", ties.dossiers.join(",")));
    }
    attributes.extend(ties.item.map(|item| format!("item={item}")));
    if attributes.is_empty() { String::new() } else { format!(" {{{}}}", attributes.join(" ")) }
}
