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
//! - `[^11]=…`: a note with this label, and the wording of its text; `@1` is its name in addresses where that
//!   differs;
//! - `gone[^12]=…`: the same for a note that went, so that no other note gets its address;
//! - `#asiel=….…`: a heading, and the wordings of its title and its text;
//! - `p#asiel-p3=…`: a paragraph of a text that is final, and its wording; `gonep#asiel-p4=…` one that went;
//! - `p13-17#asiel-p1`: paragraphs that were once counted within the page, and the first of them as it is called now;
//! - `from=/oud/`: an earlier address of the same document;
//! - `v#v-jbz-brief@0123456789abcdef=….…`: a promise, the UID of its event, and the wordings of what was promised and of its day
//!   and item;
//! - `id=/oud/`: the address from which feeds and calendars make the ids of the document, where that is not its own;
//! - `seal=…`: the digest of a version of a seal.
//!
//! After any address may stand:
//!
//! - `+index.json`: a file that programs read, by its path from there;
//! - `source` or `source=…`: it is the page of a source, with its id where that does not follow from the address;
//!   `by=/…` is a place that cites it;
//! - `base=https://…`, after that of the home page alone: the address of the site when ids were first given out.

mod few;
mod line_text;
mod line_words;
mod once;
mod recorded_page;

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::Span;
use crate::diagnostic::text_file::TextFile;
use crate::document::Named;
use crate::settings::address;
use line_words::{LineWords, RecordWord};
use once::Once;
use recorded_page::source_of;
pub(crate) use recorded_page::{RULES, RecordedHeading, RecordedNote, RecordedPage, RecordedPromise};

const OPENING: &str =
    "# Every address that was published. `voetnoot build` adds to this file; nothing is ever taken out of it.\n";

/// What was published.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    /// The file that it was read from.
    pub file: Option<TextFile>,
    /// By address, without the leading `/` and not encoded.
    pub pages: BTreeMap<String, RecordedPage>,
    /// The lines that cannot be read.
    pub malformed: Vec<Span>,
    ordinary: Once<OrdinarySources>,
    moved: Once<HashSet<String>>,
}

/// The pages of sources of which nothing is recorded but what they cite: nearly all addresses of a large site.
#[derive(Debug, Default)]
pub(crate) struct OrdinarySources {
    /// The one folder that they are in, with its `/`.
    pub folder: String,
    /// The digests of their ids.
    pub sources: Vec<u64>,
    /// All other addresses.
    pub others: Vec<String>,
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
                    let is_plain = |word: &(RecordWord, Span)| matches!(word.0, RecordWord::Source(None));
                    let source = words.iter().any(is_plain).then(|| source_of(&address)).flatten();
                    let page = record.pages.entry(address).or_insert_with(fresh);
                    page.source = page.source.take().or(source.map(Named::new));
                    words.into_iter().for_each(|(word, span)| page.add(word, span));
                }
                Some(Err(())) => record.malformed.push(Span::new(begin, begin + line.len())),
            }
        }
        record
    }

    /// What the record says of these addresses, and of everything below those that end in `/`.
    pub(crate) fn within<'a>(&self, addresses: impl Iterator<Item = &'a str>) -> Record {
        let mut record = Record::default();
        for address in addresses {
            let below = |found: &str| found.starts_with(address) && (found == address || address.ends_with('/'));
            let pages = self.pages.range(address.to_owned()..).take_while(|(found, _)| below(found));
            record.pages.extend(pages.map(|(address, page)| (address.clone(), page.clone())));
        }
        record
    }

    /// The pages of sources that need no closer look as long as their sources are known, made when first needed.
    pub(crate) fn ordinary(&self) -> &OrdinarySources {
        self.ordinary.get_or_init(|| {
            let mut ordinary = OrdinarySources::default();
            for (address, page) in &self.pages {
                match page.ordinary_source(address) {
                    Some((folder, digest)) if ordinary.sources.is_empty() || ordinary.folder == folder => {
                        ordinary.folder.replace_range(.., folder);
                        ordinary.sources.push(digest);
                    }
                    _ => ordinary.others.push(address.clone()),
                }
            }
            ordinary
        })
    }

    /// Whether what was published at an address was once elsewhere. Hardly anything was, and every document is asked for.
    pub(crate) fn has_moved(&self, address: &str) -> bool {
        let moved = || {
            let moved = self.pages.iter().filter(|(_, page)| !page.from.is_empty() || !page.identities.is_empty());
            moved.map(|(address, _)| address.clone()).collect()
        };
        self.moved.get_or_init(moved).contains(address)
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
            line_text::push(&mut text, address, page);
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "/ base=https://a.nl/ +agenda.ics +feed.xml #a=00000001\n/b%20c.pdf\n/bronnen/com-2022-1.html source=COM:2022:1 by=/m/noot-3.html\n/bronnen/kst-1-2.html source\n/m/ rules=2 notes=3 from=/oud%20m/ id=/oud%20m/ seal=ab #kop=00000001.00000002 #t%C3%A9 [^11] [^a]@1=00000004 gone[^b]=00000006 [^%C3%A9%3D]@e=00000003 p1-2#kop-p1 p#kop-p1=00000005 gonep#kop-p2a v#v-m-brief@00ff=00000007.00000008\n";

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
        for line in [
            "a",
            "/a twee",
            "/a #",
            "/a notes=x",
            "/a [^a",
            "/a [^]",
            "/a [^a]x",
            "/a p3-1#a-p1",
            "/a p#a",
            "/a v#v-a=1",
            "/a +",
            "/%FF",
        ] {
            let record = read(&format!("/b\n{line}\n"));
            assert_eq!(record.malformed, [Span::new(3, 3 + line.len())], "{line}");
        }
    }
}
