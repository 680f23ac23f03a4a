//! Reads finished Markdown back into words: the result's side of the check.
//! Uses the parser that the site uses, so that what a reader will see is what is compared.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::markdown::SOURCE_COMMENT;
use super::word::{self, Word};

/// Words of the result that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    Words(Vec<Word>),
    /// A heading and the treatments right under it.
    Headed(Vec<Word>, Vec<Vec<Word>>),
}

impl Unit {
    /// How many words there are.
    pub fn words(&self) -> usize {
        match self {
            Unit::Words(words) => words.len(),
            Unit::Headed(heading, treatments) => heading.len() + treatments.iter().map(Vec::len).sum::<usize>(),
        }
    }

    fn last_word(&mut self) -> Option<&mut Word> {
        match self {
            Unit::Words(words) => words.iter_mut().rev().find(|word| word::holds_cites(word)),
            Unit::Headed(heading, treatments) => {
                heading.iter_mut().chain(treatments.iter_mut().flatten()).rev().find(|word| word::holds_cites(word))
            }
        }
    }
}

/// A file read back. Body and notes begin with an empty word that holds citations before any word.
#[derive(Debug, Default)]
pub struct Written {
    pub front_matter: String,
    pub body: Vec<Unit>,
    /// Words of each note by label.
    pub notes: BTreeMap<String, Vec<Word>>,
}

/// What the content format switches on.
pub const OPTIONS: Options =
    Options::ENABLE_FOOTNOTES.union(Options::ENABLE_TABLES).union(Options::ENABLE_HEADING_ATTRIBUTES).union(Options::ENABLE_STRIKETHROUGH);

/// Reads a file back; headings in `added` are the importer's own and left out, each once.
pub fn read(markdown: &str, labels: &[&str], added: &[&str]) -> Written {
    let (front_matter, body) = split(markdown);
    let labels = labels.iter().enumerate().map(|(index, label)| (*label, index)).collect();
    let mut reader = Reader {
        markdown: body,
        labels,
        added: added.to_vec(),
        written: Written { body: vec![Unit::Words(vec![Word::default()])], ..Written::default() },
        words: Vec::new(),
        glued: false,
        note: None,
        comment: None,
        heading: None,
    };
    for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end_words();
    Written { front_matter: front_matter.to_string(), ..reader.written }
}

fn split(markdown: &str) -> (&str, &str) {
    let Some(rest) = markdown.strip_prefix("---\n") else { return ("", markdown) };
    rest.split_once("\n---\n").unwrap_or(("", markdown))
}

struct Reader<'a> {
    markdown: &'a str,
    labels: BTreeMap<&'a str, usize>,
    added: Vec<&'a str>,
    written: Written,
    words: Vec<Word>,
    glued: bool,
    note: Option<String>,
    comment: Option<String>,
    heading: Option<HeadingLevel>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                word::add(&text, 0, &mut self.glued, &mut self.words)
            }
            Event::SoftBreak | Event::HardBreak => self.glued = false,
            Event::FootnoteReference(label) => self.cite(&label),
            Event::Html(html) => match &mut self.comment {
                Some(comment) => comment.push_str(&html),
                None => word::add(&html, 0, &mut self.glued, &mut self.words),
            },
            Event::InlineHtml(html) => word::add(&html, 0, &mut self.glued, &mut self.words),
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule | Event::TaskListMarker(_) => word::add(&self.markdown[range], 0, &mut self.glued, &mut self.words),
        }
    }

    fn cite(&mut self, label: &str) {
        let Some(note) = self.labels.get(label).copied() else { return };
        if let Some(last) = self.last_word() {
            last.cites.push(note);
        }
    }

    /// The word before this place, in this unit or in one before it.
    fn last_word(&mut self) -> Option<&mut Word> {
        if self.words.iter().any(word::holds_cites) {
            return self.words.iter_mut().rev().find(|word| word::holds_cites(word));
        }
        if let Some(label) = &self.note {
            return self.written.notes.get_mut(label).and_then(|words| words.iter_mut().rev().find(|word| word::holds_cites(word)));
        }
        self.written.body.iter_mut().rev().find_map(Unit::last_word)
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::HtmlBlock => {
                self.end_words();
                self.comment = Some(String::new());
            }
            Tag::FootnoteDefinition(label) => {
                self.end_words();
                self.note = Some(label.to_string());
                self.written.notes.entry(label.to_string()).or_insert_with(|| vec![Word::default()]);
            }
            Tag::Heading { level, .. } => {
                self.end_words();
                self.heading = Some(*level);
            }
            Tag::Item => {
                self.glued = false;
                self.list_mark(&range);
            }
            Tag::Paragraph => {
                self.glued = false;
                if self.note.is_none() {
                    self.end_words();
                }
            }
            Tag::TableCell | Tag::TableRow | Tag::List(_) | Tag::Table(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_) => self.glued = false,
            _ => {}
        }
    }

    /// The number of an ordered item, as typed.
    fn list_mark(&mut self, range: &Range<usize>) {
        let mark = self.markdown[range.clone()].split_whitespace().next().unwrap_or("");
        if mark.starts_with(|c: char| c.is_ascii_digit()) {
            word::add(mark, 0, &mut self.glued, &mut self.words);
            self.glued = false;
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let inline = matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
                | TagEnd::Superscript
                | TagEnd::Subscript
        );
        self.glued &= inline;
        match tag {
            TagEnd::HtmlBlock => self.end_comment(),
            TagEnd::FootnoteDefinition => {
                let words = std::mem::take(&mut self.words);
                if let Some(label) = self.note.take() {
                    self.written.notes.entry(label).or_default().extend(words);
                }
            }
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::Paragraph if self.note.is_none() => self.end_paragraph(&range),
            _ => {}
        }
    }

    /// Words of the source in a comment count; the importer's own remarks do not.
    fn end_comment(&mut self) {
        let Some(comment) = self.comment.take() else { return };
        let kept = comment.trim().strip_prefix(SOURCE_COMMENT).and_then(|rest| rest.strip_suffix("-->"));
        let remark = comment.trim().starts_with("<!-- import:") || comment.trim() == "<!-- -->";
        match kept {
            Some(kept) => word::add(kept, 0, &mut self.glued, &mut self.words),
            None if !remark => word::add(&comment, 0, &mut self.glued, &mut self.words),
            None => {}
        }
        self.glued = false;
        self.end_words();
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        self.heading = None;
        let words = std::mem::take(&mut self.words);
        let text = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        if level == HeadingLevel::H1
            && let Some(at) = self.added.iter().position(|added| *added == text)
        {
            self.added.remove(at);
            return;
        }
        self.written.body.push(Unit::Headed(words, Vec::new()));
    }

    /// A paragraph of `= ` lines right under a heading is its treatment.
    fn end_paragraph(&mut self, range: &Range<usize>) {
        let treatment = self.markdown[range.clone()].starts_with("= ");
        match self.written.body.last_mut() {
            Some(Unit::Headed(_, treatments)) if treatment && !self.words.is_empty() => {
                let mut words = std::mem::take(&mut self.words);
                words.remove(0);
                treatments.push(words);
            }
            _ => self.end_words(),
        }
    }

    fn end_words(&mut self) {
        let words = std::mem::take(&mut self.words);
        self.glued = false;
        if words.is_empty() {
            return;
        }
        match &self.note {
            Some(label) => self.written.notes.entry(label.clone()).or_default().extend(words),
            None => self.written.body.push(Unit::Words(words)),
        }
    }
}
