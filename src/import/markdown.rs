//! The outline as a file in Voetnoot's content format. Takes nodes and notes, gives text; the words are those of the source.

use super::block::{Block, Kind, Note};
use super::date;
use super::escape::{self, Place};
use super::inline::{Inline, Marks};
use super::meeting::Meeting;
use super::node::{Node, Outline, Role};
use super::promise::Promise;
use super::rich::{Rich, Run};

/// The opening of a comment that holds words of the source.
pub const SOURCE_COMMENT: &str = "<!-- source:";

/// What the writer needs beside the outline.
#[derive(Debug)]
pub struct Page<'a> {
    pub meeting: &'a Meeting,
    pub outline: &'a Outline,
    pub notes: &'a [Note],
    /// Dossiers of each node, by index; empty where none is tied.
    pub dossiers: &'a [Vec<String>],
    /// What is promised; those with a day go into the front matter.
    pub promises: &'a [Promise],
}

/// The whole file.
pub fn write(page: &Page, marks: Marks) -> String {
    let writer = Writer { notes: page.notes, marks };
    let mut sheet = Sheet { out: front_matter(page), list: Vec::new() };
    let mut remarks = Vec::new();
    for (index, node) in page.outline.nodes.iter().enumerate() {
        let in_list = matches!(node, Node::Text(Block { kind: Kind::ListItem(..), .. }));
        if !in_list {
            sheet.list.clear();
            flush(&mut remarks, &mut sheet.out);
        }
        let dossiers = page.dossiers.get(index).map_or(&[][..], Vec::as_slice);
        writer.node(node, dossiers, index.checked_sub(1).map(|before| &page.outline.nodes[before]), &mut sheet);
        if let Node::Text(block) = node {
            remarks.extend(writer.guesses(block));
        }
    }
    flush(&mut remarks, &mut sheet.out);
    for note in page.notes {
        writer.definition(note, &mut sheet.out);
    }
    sheet.out
}

fn flush(remarks: &mut Vec<String>, out: &mut String) {
    for remark in remarks.drain(..) {
        out.push_str(&format!("\n<!-- import: {remark} -->\n"));
    }
}

/// YAML between `---` lines.
fn front_matter(page: &Page) -> String {
    let Page { meeting, outline, promises, .. } = page;
    let mut out = String::from("---\n");
    let provisional = outline.title.as_deref().is_some_and(|title| title.to_lowercase().contains("voorlopige"));
    let pairs = [
        ("title", meeting.title.as_str()),
        ("formation", &meeting.formation),
        ("start", &meeting.start),
        ("end", &meeting.end),
        ("place", &meeting.place),
        ("presidency", &meeting.presidency),
        ("status", if provisional { "provisional" } else { "final" }),
        ("published", &meeting.published),
        ("letter", &meeting.letter),
    ];
    for (key, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
        out.push_str(&format!("{key}: {}\n", scalar(value)));
    }
    if !outline.signatories.is_empty() {
        out.push_str("signatories:\n");
        for signatory in &outline.signatories {
            out.push_str(&format!("  - name: {}\n    office: {}\n", scalar(&signatory.name), scalar(&signatory.office)));
        }
    }
    if !meeting.on_behalf_of.is_empty() {
        out.push_str("on_behalf_of:\n");
        for office in &meeting.on_behalf_of {
            out.push_str(&format!("  - {}\n", scalar(office)));
        }
    }
    let dated: Vec<&Promise> = promises.iter().filter(|promise| promise.due.is_some()).collect();
    if !dated.is_empty() {
        out.push_str("commitments:\n");
    }
    for Promise { what, due, item, .. } in dated {
        out.push_str(&format!("  - what: {}\n", scalar(what)));
        out.extend(due.map(|day| format!("    due: {day}\n")));
        out.extend(Some(item).filter(|item| !item.is_empty()).map(|item| format!("    item: {}\n", scalar(item))));
    }
    out.push_str("---\n");
    out
}

/// A YAML scalar: plain where that is safe, else in double quotes.
fn scalar(value: &str) -> String {
    let plain_start = value.starts_with(char::is_alphanumeric);
    let plain_signs = value.chars().all(|c| c.is_alphanumeric() || " -.’()/&".contains(c));
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&value.to_lowercase().as_str());
    let number = value.parse::<f64>().is_ok();
    if plain_start && plain_signs && !reserved && !number && !value.ends_with(' ') {
        return value.to_string();
    }
    let escaped: String = value.chars().flat_map(|c| if matches!(c, '"' | '\\') { vec!['\\', c] } else { vec![c] }).collect();
    format!("\"{escaped}\"")
}

struct Writer<'a> {
    notes: &'a [Note],
    marks: Marks,
}

/// The file so far and the lists that are open.
struct Sheet {
    out: String,
    list: Vec<Level>,
}

/// An open list level: where its text begins and the number of its last item.
struct Level {
    indent: usize,
    last: Option<(u64, char)>,
}

impl Writer<'_> {
    fn inline(&self) -> Inline<'_> {
        Inline { notes: self.notes, marks: self.marks }
    }

    fn node(&self, node: &Node, dossiers: &[String], before: Option<&Node>, sheet: &mut Sheet) {
        match node {
            Node::Heading { title, .. } if title.is_empty() => {
                sheet.out.push_str(&format!("\n{}\n", self.inline().write(title, Place::Running)))
            }
            Node::Heading { role, level, title, .. } => {
                let words = self.inline().write(title, Place::Heading);
                sheet.out.push_str(&format!("\n{} {words}{}\n", "#".repeat(usize::from(*level)), attributes(*role, title, dossiers)));
            }
            Node::Added { role, title } => {
                sheet.out.push_str(&format!("\n# {title}{}\n", attributes(*role, &Rich::plain(title), dossiers)))
            }
            Node::Treatment { text, .. } => {
                let apart = if matches!(before, Some(Node::Heading { .. } | Node::Added { .. })) { "" } else { "\n" };
                sheet.out.push_str(&format!("{apart}= {}\n", self.inline().write(text, Place::Running)));
            }
            Node::Hidden { rich, .. } => self.hidden(rich, &mut sheet.out),
            Node::Remark(text) => sheet.out.push_str(&format!("\n<!-- import: {} -->\n", text.replace("-->", "- ->"))),
            Node::Text(block) => self.block(block, sheet),
        }
    }

    /// Words out of sight; those that a comment cannot hold, or that cite a note, stay in sight.
    fn hidden(&self, rich: &Rich, out: &mut String) {
        let text = rich.text();
        let cites = rich.runs.iter().any(|run| matches!(run, Run::Cite(_)));
        if cites || text.contains("-->") || text.ends_with('-') {
            out.push_str(&format!("\n{}\n", escape::block_start(&self.inline().write(rich, Place::Running))));
        } else {
            out.push_str(&format!("\n{SOURCE_COMMENT} {text} -->\n"));
        }
    }

    fn block(&self, block: &Block, sheet: &mut Sheet) {
        match &block.kind {
            Kind::ListItem(depth, mark) => self.list_item(*depth, mark.as_deref(), &block.rich, sheet),
            Kind::Table(rows) => self.table(rows, &mut sheet.out),
            Kind::Paragraph | Kind::Heading(_) => {
                let text = escape::block_start(&self.inline().write(&block.rich, Place::Running));
                sheet.out.push_str(&format!("\n{text}\n"));
            }
        }
    }

    fn list_item(&self, depth: usize, mark: Option<&str>, rich: &Rich, sheet: &mut Sheet) {
        let depth = depth.min(sheet.list.len());
        sheet.list.truncate(depth + 1);
        let number = mark.and_then(|mark| Some((mark.trim_end_matches(['.', ')']).parse::<u64>().ok()?, mark.chars().next_back()?)));
        if sheet.list.is_empty() {
            sheet.out.push('\n');
        }
        if let Some(level) = sheet.list.get(depth) {
            let kind = |last: Option<(u64, char)>| last.map(|(_, sign)| sign);
            let follows = match (level.last, number) {
                (Some((last, _)), Some((next, _))) => next == last + 1,
                _ => true,
            };
            // Numbers are facts: a list that does not count on begins anew, or Markdown would renumber it.
            if kind(level.last) != kind(number) || !follows {
                sheet.out.push_str("\n<!-- -->\n\n");
                sheet.list.truncate(depth);
                if depth > 0 {
                    sheet.list.clear();
                }
            }
        }
        let depth = depth.min(sheet.list.len());
        let indent: usize = sheet.list[..depth].iter().map(|level| level.indent).sum();
        let mark = number.map_or("-".to_string(), |(number, sign)| format!("{number}{sign}"));
        let text = escape::block_start(&self.inline().write(rich, Place::Running));
        sheet.out.push_str(&format!("{}{mark} {text}\n", " ".repeat(indent)));
        sheet.list.truncate(depth);
        sheet.list.push(Level { indent: mark.len() + 1, last: number });
    }

    fn table(&self, rows: &[Vec<Rich>], out: &mut String) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        for (index, row) in rows.iter().enumerate() {
            let cells: Vec<String> =
                (0..columns).map(|column| row.get(column).map_or(String::new(), |cell| self.inline().write(cell, Place::Cell))).collect();
            out.push_str(&format!("{}| {} |\n", if index == 0 { "\n" } else { "" }, cells.join(" | ")));
            if index == 0 {
                out.push_str(&format!("|{}\n", " --- |".repeat(columns)));
            }
        }
    }

    fn definition(&self, note: &Note, out: &mut String) {
        if note.cut_off {
            out.push_str(&format!("\n<!-- import: note {} breaks off in the source -->\n", note.label));
        }
        out.push_str(&format!("\n[^{}]:", note.label));
        for (index, block) in note.blocks.iter().enumerate() {
            let text = escape::block_start(&self.inline().write(block, Place::Running));
            let lead = if index == 0 { " " } else { "\n    " };
            out.push_str(&format!("{lead}{text}\n"));
        }
        if note.blocks.iter().all(Rich::is_empty) {
            out.push_str(" <!-- import: empty in the source -->\n");
        }
    }

    /// Remarks on notes whose place in the block is a guess.
    fn guesses(&self, block: &Block) -> Vec<String> {
        let cited = block.rich.runs.iter().filter_map(|run| match run {
            Run::Cite(note) => self.notes.get(*note).filter(|note| note.guessed),
            Run::Text(..) => None,
        });
        cited.map(|note| format!("the place of note {} is a guess", note.label)).collect()
    }
}

/// The attributes of a heading, in braces.
fn attributes(role: Role, title: &Rich, dossiers: &[String]) -> String {
    let mut attributes = Vec::new();
    if role == Role::Letter {
        attributes.push(".letter".to_string());
    }
    if role == Role::Part {
        let text = title.text();
        let days = date::days_in(&text, None);
        let one = days.first().filter(|days| days.has_year && days.start == days.end && text.chars().count() <= 60);
        attributes.extend(one.map(|days| format!("date={}", days.start)));
    }
    if !dossiers.is_empty() {
        attributes.push(format!("dossier={}", dossiers.join(",")));
    }
    if attributes.is_empty() { String::new() } else { format!(" {{{}}}", attributes.join(" ")) }
}
