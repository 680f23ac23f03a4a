//! Finished Markdown, read back into words: the result's side of the check.
//!
//! Takes: the file.
//! Gives: the words of the body and of each note, with the notes that they cite.
//! Never: uses another parser than the site, so that what is compared is what readers will see.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::cited_word::{CitedWord, WordList};
use super::markdown::SOURCE_COMMENT;

/// Words of the result that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WordUnit {
    /// A paragraph, a list item, a table or a comment.
    Words(Vec<CitedWord>),
    /// A heading, and the treatments right under it.
    Headed { heading: Vec<CitedWord>, treatments: Vec<Vec<CitedWord>> },
}

impl WordUnit {
    /// All its words, in order.
    pub(crate) fn words(&self) -> Vec<&CitedWord> {
        match self {
            WordUnit::Words(words) => words.iter().collect(),
            WordUnit::Headed { heading, treatments } => heading.iter().chain(treatments.iter().flatten()).collect(),
        }
    }

    fn last_cited(&mut self) -> Option<&mut CitedWord> {
        match self {
            WordUnit::Words(words) => words.iter_mut().rev().find(|word| word.holds_cites()),
            WordUnit::Headed { heading, treatments } => {
                heading.iter_mut().chain(treatments.iter_mut().flatten()).rev().find(|word| word.holds_cites())
            }
        }
    }
}

/// A file that was read back. Body and notes begin with an empty word, for citations before any word.
#[derive(Debug, Default)]
pub(crate) struct WrittenWords {
    pub(crate) front_matter: String,
    pub(crate) body: Vec<WordUnit>,
    /// The words of each note, by label.
    pub(crate) notes: BTreeMap<String, Vec<CitedWord>>,
}

/// The extensions that the content format uses.
const OPTIONS: Options = Options::ENABLE_FOOTNOTES
    .union(Options::ENABLE_TABLES)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_STRIKETHROUGH);

/// Reads a file back. Headings in `added` are the importer's own and left out, each once.
pub(crate) fn read(markdown: &str, labels: &[&str], added: &[&str]) -> WrittenWords {
    let (front_matter, body) = split(markdown);
    let labels = labels.iter().enumerate().map(|(index, label)| (*label, index)).collect();
    let mut reader = MarkdownReader {
        markdown: body,
        labels,
        added: added.to_vec(),
        written: WrittenWords { body: vec![WordUnit::Words(vec![CitedWord::default()])], ..WrittenWords::default() },
        list: WordList::default(),
        note: None,
        comment: None,
    };
    for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end_words();
    WrittenWords { front_matter: front_matter.to_string(), ..reader.written }
}

/// The front matter, and what follows it.
fn split(markdown: &str) -> (&str, &str) {
    let Some(rest) = markdown.strip_prefix("---\n") else { return ("", markdown) };
    rest.split_once("\n---\n").unwrap_or(("", markdown))
}

/// Reads event after event.
struct MarkdownReader<'a> {
    markdown: &'a str,
    /// The notes, by label.
    labels: BTreeMap<&'a str, usize>,
    /// Titles that the importer added and that have not come yet.
    added: Vec<&'a str>,
    written: WrittenWords,
    /// The words of the current unit or note.
    list: WordList,
    /// The label of the current note.
    note: Option<String>,
    /// The current comment.
    comment: Option<String>,
}

impl MarkdownReader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.list.add(&text, 0)
            }
            Event::SoftBreak | Event::HardBreak => self.list.end_word(),
            Event::FootnoteReference(label) => self.cite(&label),
            Event::Html(html) => match &mut self.comment {
                Some(comment) => comment.push_str(&html),
                None => self.list.add(&html, 0),
            },
            Event::InlineHtml(html) => self.list.add(&html, 0),
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule | Event::TaskListMarker(_) => self.list.add(&self.markdown[range], 0),
        }
    }

    fn cite(&mut self, label: &str) {
        let Some(note) = self.labels.get(label).copied() else { return };
        if let Some(last) = self.last_word() {
            last.cites.push(note);
        }
    }

    /// The word before this place, in this unit or an earlier one.
    fn last_word(&mut self) -> Option<&mut CitedWord> {
        if self.list.words.iter().any(CitedWord::holds_cites) {
            return self.list.last_cited();
        }
        if let Some(label) = &self.note {
            let words = self.written.notes.get_mut(label)?;
            return words.iter_mut().rev().find(|word| word.holds_cites());
        }
        self.written.body.iter_mut().rev().find_map(WordUnit::last_cited)
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
                self.written.notes.entry(label.to_string()).or_insert_with(|| vec![CitedWord::default()]);
            }
            Tag::Heading { .. } => self.end_words(),
            Tag::Item => {
                self.list.end_word();
                self.list_mark(&range);
            }
            Tag::Paragraph => {
                self.list.end_word();
                if self.note.is_none() {
                    self.end_words();
                }
            }
            Tag::TableCell | Tag::TableRow | Tag::List(_) | Tag::Table(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_) => {
                self.list.end_word()
            }
            _ => {}
        }
    }

    /// The number of an ordered item, as typed.
    fn list_mark(&mut self, range: &Range<usize>) {
        let mark = self.markdown[range.clone()].split_whitespace().next().unwrap_or("");
        if mark.starts_with(|c: char| c.is_ascii_digit()) {
            self.list.add(mark, 0);
            self.list.end_word();
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
        if !inline {
            self.list.end_word();
        }
        match tag {
            TagEnd::HtmlBlock => self.end_comment(),
            TagEnd::FootnoteDefinition => {
                let words = std::mem::take(&mut self.list.words);
                if let Some(label) = self.note.take() {
                    self.written.notes.entry(label).or_default().extend(words);
                }
            }
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::Paragraph if self.note.is_none() => self.end_paragraph(&range),
            _ => {}
        }
    }

    /// Ends a comment: words of the source in it count, the importer's own remarks do not.
    fn end_comment(&mut self) {
        let Some(comment) = self.comment.take() else { return };
        let kept = comment.trim().strip_prefix(SOURCE_COMMENT).and_then(|rest| rest.strip_suffix("-->"));
        let remark = comment.trim().starts_with("<!-- import:") || comment.trim() == "<!-- -->";
        match kept {
            Some(kept) => self.list.add(kept, 0),
            None if !remark => self.list.add(&comment, 0),
            None => {}
        }
        self.list.end_word();
        self.end_words();
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let words = std::mem::take(&mut self.list.words);
        let text = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        if level == HeadingLevel::H1
            && let Some(at) = self.added.iter().position(|added| *added == text)
        {
            self.added.remove(at);
            return;
        }
        self.written.body.push(WordUnit::Headed { heading: words, treatments: Vec::new() });
    }

    /// Ends a paragraph: one of `= ` lines right under a heading is its treatment.
    fn end_paragraph(&mut self, range: &Range<usize>) {
        let treatment = self.markdown[range.clone()].starts_with("= ");
        match self.written.body.last_mut() {
            Some(WordUnit::Headed { treatments, .. }) if treatment && !self.list.words.is_empty() => {
                let mut words = std::mem::take(&mut self.list.words);
                words.remove(0);
                treatments.push(words);
            }
            _ => self.end_words(),
        }
    }

    fn end_words(&mut self) {
        let words = std::mem::take(&mut self.list.words);
        self.list.end_word();
        if words.is_empty() {
            return;
        }
        match &self.note {
            Some(label) => self.written.notes.entry(label.clone()).or_default().extend(words),
            None => self.written.body.push(WordUnit::Words(words)),
        }
    }
}
