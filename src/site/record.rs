//! The record of published addresses as text: `addresses.txt` in the root of a site.
//!
//! Takes: the text of the record.
//! Gives: [`Record`]: what was published at each address and meant by each of its places; and its text.
//! Never: holds a word of what was published, or lets the order of lines, or a line that stands twice, mean anything: two
//! branches may both keep theirs.
//!
//! ```text
//! /vergaderingen/jbz-2024-06-13/ rules=2 #asiel=0a1b2c3d.4e5f6071 [^11]=89abcdef [^agenda]@1=01234567
//! ```
//!
//! A line is a page or a file. The words after the address of a document are:
//!
//! - `rules=2`: its notes are known by their labels and its paragraphs are counted within their items. Earlier versions of
//!   the program wrote `notes=34` instead, for the pages of notes 1 to 34;
//! - `[^11]=…`: a note with this label, and the [wording](Wording) of its text; `@1` is its name in addresses where that
//!   differs;
//! - `gone[^12]=…`: the same for a note that went, so that no other note gets its address;
//! - `#asiel=….…`: a heading, and the wordings of its title and its text;
//! - `p#asiel-p3=…`: a paragraph of a text that is final, and its wording;
//! - `p13-17#asiel-p1`: paragraphs that were once counted within the page, and the first of them as it is called now;
//! - `from=/oud/`: an earlier address of the same document;
//! - `seal=…`: the digest of a version of a seal.

mod line_words;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::diagnostic::Span;
use crate::diagnostic::text_file::TextFile;
use crate::document::note_name;
use crate::document::paragraphs::{FormerCount, ParagraphName};
use crate::document::wording::Wording;
use crate::settings::address;
use line_words::{LineWords, RecordWord};

const OPENING: &str =
    "# Every address that was published. `voetnoot build` adds to this file; nothing is ever taken out of it.\n";

/// By which rules the places of a document are named: notes by label, paragraphs within their items.
pub(crate) const RULES: u32 = 2;

/// What has to be encoded in a label.
const LABEL: &AsciiSet = &CONTROLS.add(b' ').add(b'%').add(b'[').add(b']').add(b'@').add(b'=').add(b'#');

/// What was published.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    /// The file that it was read from.
    pub file: Option<TextFile>,
    /// By address, without the leading `/` and not encoded.
    pub pages: BTreeMap<String, RecordedPage>,
    /// The lines that cannot be read.
    pub malformed: Vec<Span>,
}

/// What was published at one address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RecordedPage {
    /// Where the record first names the address.
    pub span: Span,
    /// [`RULES`], or 0 if the line is of an earlier version of the program.
    pub rules: u32,
    /// How many notes had pages when they were called by their numbers, and where the record says so.
    pub notes: Option<(u32, Span)>,
    /// By label.
    pub labels: BTreeMap<String, RecordedNote>,
    /// By anchor.
    pub headings: BTreeMap<String, RecordedHeading>,
    /// In the order of the text.
    pub paragraphs: BTreeMap<ParagraphName, BTreeSet<Wording>>,
    pub former: BTreeSet<FormerCount>,
    /// Earlier addresses of the same document, without the leading `/`.
    pub from: BTreeSet<String>,
    /// The digests of the versions of its seal, with their places.
    pub seals: Vec<(String, Span)>,
}

/// A note that was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RecordedNote {
    /// Its names in addresses. Two branches may have given it two, of which the first counts.
    pub names: BTreeSet<String>,
    pub words: BTreeSet<Wording>,
    /// Whether it was no longer there at the last build.
    pub is_gone: bool,
    pub span: Span,
}

/// A heading that was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RecordedHeading {
    /// The wordings of its title and of its text.
    pub meanings: BTreeSet<(Wording, Option<Wording>)>,
    pub span: Span,
}

impl Record {
    /// Reads a record.
    pub(crate) fn read(file: &TextFile) -> Record {
        let mut record = Record { file: Some(file.clone()), ..Record::default() };
        let mut at = 0;
        for line in file.text.split_inclusive('\n') {
            let begin = at;
            at += line.len();
            let line = line.trim_end();
            match LineWords::read(begin, line) {
                None => {}
                Some(Ok(LineWords { address, span, words })) => {
                    let fresh = || RecordedPage { span, ..RecordedPage::default() };
                    let page = record.pages.entry(address).or_insert_with(fresh);
                    words.into_iter().for_each(|(word, span)| page.add(word, span));
                }
                Some(Err(())) => record.malformed.push(Span::new(begin, begin + line.len())),
            }
        }
        record
    }

    /// The path of the file, for diagnostics.
    pub(crate) fn path(&self) -> std::sync::Arc<str> {
        self.file.as_ref().map_or_else(|| crate::project::RECORD.into(), |file| file.path.clone())
    }

    /// The record as text.
    pub(crate) fn text(&self) -> String {
        let mut text = OPENING.to_owned();
        for (address, page) in &self.pages {
            text.push('/');
            address::push_encoded(&mut text, address);
            page.push(&mut text);
            text.push('\n');
        }
        text
    }
}

impl RecordedPage {
    fn add(&mut self, word: RecordWord, span: Span) {
        match word {
            RecordWord::Rules(rules) => self.rules = self.rules.max(rules),
            RecordWord::Notes(notes) => {
                if self.notes.is_none_or(|(known, _)| known < notes) {
                    self.notes = Some((notes, span));
                }
            }
            RecordWord::Seal(digest) => self.seals.push((digest, span)),
            RecordWord::Note { label, name, words, is_gone } => {
                let name = name.unwrap_or_else(|| note_name::of(&label));
                let fresh = || RecordedNote { span, ..RecordedNote::default() };
                let note = self.labels.entry(label).or_insert_with(fresh);
                note.names.insert(name);
                note.words.extend(words);
                note.is_gone |= is_gone;
            }
            RecordWord::Heading { anchor, meaning } => {
                let fresh = || RecordedHeading { span, ..RecordedHeading::default() };
                self.headings.entry(anchor).or_insert_with(fresh).meanings.extend(meaning);
            }
            RecordWord::Paragraph { name, words } => self.paragraphs.entry(name).or_default().extend(words),
            RecordWord::Former(former) => {
                self.former.insert(former);
            }
            RecordWord::From(address) => {
                self.from.insert(address);
            }
        }
    }

    /// Adds what another page has, that of the same document at another address.
    pub(crate) fn join(&mut self, other: &RecordedPage) {
        let RecordedPage { span: _, rules, notes, labels, headings, paragraphs, former, from, seals } = other;
        self.rules = self.rules.max(*rules);
        if let Some((count, span)) = notes {
            self.add(RecordWord::Notes(*count), *span);
        }
        for (label, note) in labels {
            let known = self
                .labels
                .entry(label.clone())
                .or_insert_with(|| RecordedNote { span: note.span, ..RecordedNote::default() });
            known.names.extend(note.names.iter().cloned());
            known.words.extend(&note.words);
            known.is_gone |= note.is_gone;
        }
        for (anchor, heading) in headings {
            let known = self
                .headings
                .entry(anchor.clone())
                .or_insert_with(|| RecordedHeading { span: heading.span, ..RecordedHeading::default() });
            known.meanings.extend(&heading.meanings);
        }
        for (name, words) in paragraphs {
            self.paragraphs.entry(name.clone()).or_default().extend(words);
        }
        self.former.extend(former.iter().cloned());
        self.from.extend(from.iter().cloned());
        self.seals.extend(seals.iter().cloned());
    }

    /// Writes the words of its line, each with a blank before it. Writing to a string cannot fail.
    fn push(&self, line: &mut String) {
        let RecordedPage { span: _, rules, notes, labels, headings, paragraphs, former, from, seals } = self;
        if *rules > 0 {
            let _ = write!(line, " rules={rules}");
        }
        if let Some((notes, _)) = notes.filter(|(notes, _)| *notes > 0) {
            let _ = write!(line, " notes={notes}");
        }
        for from in from {
            let _ = write!(line, " from=/{}", address::encode(from));
        }
        let mut written = BTreeSet::new();
        for (digest, _) in seals.iter().filter(|(digest, _)| written.insert(digest)) {
            let _ = write!(line, " seal={digest}");
        }
        for (anchor, heading) in headings {
            let anchor: Cow<str> = address::encode(anchor).replace('=', "%3D").into();
            if heading.meanings.is_empty() {
                let _ = write!(line, " #{anchor}");
            }
            for (title, text) in &heading.meanings {
                let _ = write!(line, " #{anchor}={title}");
                let _ = text.map(|text| write!(line, ".{text}"));
            }
        }
        for (label, note) in labels {
            let own = note_name::of(label);
            let label = utf8_percent_encode(label, LABEL);
            let gone = if note.is_gone { "gone" } else { "" };
            for name in &note.names {
                let name = if *name == own { String::new() } else { format!("@{name}") };
                if note.words.is_empty() {
                    let _ = write!(line, " {gone}[^{label}]{name}");
                }
                for words in &note.words {
                    let _ = write!(line, " {gone}[^{label}]{name}={words}");
                }
            }
        }
        for FormerCount { first, last, name } in former {
            let _ = write!(line, " p{first}-{last}#{}", address::encode(&name.to_string()));
        }
        for (name, words) in paragraphs {
            let name = address::encode(&name.to_string());
            if words.is_empty() {
                let _ = write!(line, " p#{name}");
            }
            for words in words {
                let _ = write!(line, " p#{name}={words}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "/ #a=00000001\n/b%20c.pdf\n/m/ rules=2 notes=3 from=/oud%20m/ seal=ab #kop=00000001.00000002 #t%C3%A9 [^11] [^a]@1=00000004 gone[^b]=00000006 [^%C3%A9%3D]@e=00000003 p1-2#kop-p1 p#kop-p1=00000005 p#kop-p2a\n";

    fn read(text: &str) -> Record {
        Record::read(&TextFile::new("addresses.txt", text.to_owned()))
    }

    #[test]
    fn what_is_written_is_read_and_written_again() {
        let record = read(TEXT);
        assert!(record.malformed.is_empty(), "{record:?}");
        assert_eq!(record.text(), format!("{OPENING}{}", TEXT.replace("@e=", "=")));
        let again = read(&record.text());
        assert_eq!(again.text(), record.text());
        let note = &record.pages["m/"].labels["a"];
        assert_eq!((note.names.first().map(String::as_str), note.words.len()), (Some("1"), 1));
    }

    #[test]
    fn order_and_doubled_lines_mean_nothing() {
        let mut lines: Vec<&str> = TEXT.lines().collect();
        lines.reverse();
        let apart: Vec<String> = TEXT
            .lines()
            .flat_map(|line| {
                let (address, words) = line.split_once(' ').unwrap_or((line, ""));
                words.split(' ').rev().map(move |word| format!("{address} {word}")).collect::<Vec<_>>()
            })
            .collect();
        let text = format!("{}\n{}\n{}", lines.join("\n"), apart.join("\n"), TEXT);
        assert_eq!(read(&text).text(), read(TEXT).text());
    }

    #[test]
    fn what_is_no_word_of_a_record_is_told_with_its_line() {
        for line in
            ["a", "/a twee", "/a #", "/a notes=x", "/a [^a", "/a [^]", "/a [^a]x", "/a p3-1#a-p1", "/a p#a", "/%FF"]
        {
            let record = read(&format!("/b\n{line}\n"));
            assert_eq!(record.malformed, [Span::new(3, 3 + line.len())], "{line}");
        }
    }
}
