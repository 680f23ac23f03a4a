//! The record of every address that was ever published: `addresses.txt` in the root of a site.
//!
//! Takes: the text of the record, and a [`Site`].
//! Gives: a diagnostic for each address or place that is in the record and no longer on the site; the record with what is new.
//! Never: takes anything out. Only `build` writes it, and only where there is one: an empty file is enough to begin.
//!
//! A line is a page or a file, so that two branches seldom change the same one, and if they do, both lines may stay:
//!
//! ```text
//! /vergaderingen/jbz-2024-06-13/ notes=34 #asiel #schengen
//! ```
//!
//! `notes=34` stands for the pages of the notes 1 to 34; what begins with `#` are the places of headings. Paragraphs are counted and
//! not recorded: they move when a text grows, until its meeting is sealed. `seal=` has the digest of a version of a seal, so that a
//! seal that was rewritten from its first line to its last does not fit the record.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::address;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::Document;
use crate::gone;
use crate::project::RECORD;
use crate::seal;
use crate::site::{Page, Site};
use crate::source::SourceFile;

/// The name under which it is written before it takes its place.
const NEW: &str = ".addresses.txt.new";

const OPENING: &str = "# Every address that was published. `voetnoot build` adds to this file; nothing is ever taken out of it.\n";

/// What a page or file has besides its address.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Places<'a> {
    /// How many notes have a page.
    notes: u32,
    /// The places of its headings, percent-encoded.
    anchors: Vec<std::borrow::Cow<'a, str>>,
    /// The digests of the versions of its seal.
    seals: Vec<&'a str>,
}

/// A line of the record.
struct Line<'a> {
    /// The byte at which it begins.
    at: usize,
    text: &'a str,
    address: &'a str,
    places: Places<'a>,
}

impl<'a> Line<'a> {
    /// Reads a line; none if it is empty or a comment.
    fn read(at: usize, text: &'a str) -> Option<Result<Line<'a>, ()>> {
        let mut words = text.split_ascii_whitespace();
        let address = words.next().filter(|word| !is_comment(text, word))?;
        let mut places = Places::default();
        for word in words {
            match (word.strip_prefix('#'), word.strip_prefix("notes=").map(str::parse), word.strip_prefix("seal=")) {
                (Some(anchor), ..) => places.anchors.push(anchor.into()),
                (None, Some(Ok(notes)), _) => places.notes = notes,
                (None, None, Some(digest)) => places.seals.push(digest),
                _ => return Some(Err(())),
            }
        }
        Some(if address.starts_with('/') { Ok(Line { at, text, address, places }) } else { Err(()) })
    }

    /// Where a word of the line stands in the file.
    fn span(&self, word: &str) -> Span {
        let from = self
            .text
            .split_ascii_whitespace()
            .find(|own| *own == word)
            .map_or(0, |own| own.as_ptr() as usize - self.text.as_ptr() as usize);
        Span::new(self.at + from, self.at + from + word.len())
    }
}

fn is_comment(line: &str, first: &str) -> bool {
    line.starts_with('#') || first.is_empty()
}

/// The lines of a record, those that are none as errors with their place.
fn lines(text: &str) -> impl Iterator<Item = Result<Line<'_>, Span>> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let begin = at;
        at += line.len();
        let line = line.trim_end();
        Line::read(begin, line).map(|read| read.map_err(|()| Span::new(begin, begin + line.len())))
    })
}

/// Reports what is in the record and no longer on the site.
pub fn check(site: &Site, file: &SourceFile) -> Vec<Diagnostic> {
    let lines: Vec<Result<Line, Span>> = lines(&file.text).collect();
    let found = lines.par_iter().with_min_len(64).flat_map_iter(|line| match line {
        Ok(line) => line_check(site, &file.path, line),
        Err(span) => {
            let hint = "an address begins with `/`; where two branches met, keep the lines of both";
            vec![Diagnostic::at(Code::MalformedRecord, &file.path, *span, "this is no address").hint(hint)]
        }
    });
    found.collect()
}

fn line_check(site: &Site, path: &Arc<str>, line: &Line) -> Vec<Diagnostic> {
    let Some(address) = decoded(&line.address[1..]) else { return Vec::new() };
    let source = || site.find(&address).filter(|page| matches!(page, Page::Source(_)) && site.address(*page) == address);
    let page = site.by_address.get(address.as_str()).copied().or_else(source);
    let is_file = || site.files.binary_search_by(|(known, _)| known.as_str().cmp(&address)).is_ok();
    if page.is_none() && !is_file() && gone::find(&site.config.gone, &address, None).is_none() {
        let message = format!("`{}` was published and is no longer there", line.address);
        return vec![vanished(Code::VanishedAddress, path, line.span(line.address), (message, line.address))];
    }
    // An address that leads on, or that says why nothing stands there, has no places.
    let Some((index, document)) = page.and_then(|page| document(site, page)) else { return Vec::new() };
    let mut found = seals_check(site, path, line, index);
    for number in document.notes.len() as u32 + 1..=line.places.notes {
        let note = format!("{address}{}-{number}.html", site.language.addresses.footnote);
        if site.by_address.contains_key(note.as_str()) || gone::find(&site.config.gone, &note, None).is_some() {
            continue;
        }
        let full = format!("/{}", address::encode(&note));
        let message = format!("`{full}` was published, and `{}` has no note {number} any more", document.source.path);
        found.push(vanished(Code::VanishedAddress, path, line.span(&format!("notes={}", line.places.notes)), (message, &full)));
    }
    let mut known: Vec<&str> = document.divisions.iter().map(|division| division.anchor.as_str()).collect();
    known.sort_unstable();
    for encoded in &line.places.anchors {
        let Some(anchor) = decoded(encoded) else { continue };
        if known.binary_search(&anchor.as_str()).is_ok() || gone::find(&site.config.gone, &address, Some(&anchor)).is_some() {
            continue;
        }
        let full = format!("{}#{encoded}", line.address);
        let message = format!("`{}` had a place `#{anchor}` that was published, and no longer has", document.source.path);
        let hint = format!(
            "give the heading that it was the id `{{#{anchor}}}`; if it left, say why in site.toml: `[gone]`, `\"{full}\" = \"…\"`"
        );
        found.push(Diagnostic::at(Code::VanishedAnchor, path, line.span(&format!("#{encoded}")), message).hint(hint));
    }
    found
}

/// Every version of a seal that was published has to be in it still.
fn seals_check(site: &Site, path: &Arc<str>, line: &Line, document: u32) -> Vec<Diagnostic> {
    let known: BTreeSet<&str> = seals(site, document).collect();
    let report = |digest: &&str| {
        let folder = site.document(document).source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let message = format!("`{folder}` was published with this seal, which is in its `{}` no longer", seal::FILE);
        let hint =
            format!("put back `{}` and what it keeps as they were; a correction is made with `voetnoot seal --correction`", seal::FILE);
        Diagnostic::at(Code::BrokenSeal, path, line.span(&format!("seal={digest}")), message).hint(hint)
    };
    line.places.seals.iter().filter(|digest| !known.contains(**digest)).map(report).collect()
}

/// The digests of the versions of the seal of the meeting whose agenda a document is.
fn seals(site: &Site, document: u32) -> impl Iterator<Item = &str> {
    let seal = site.meeting(document).filter(|meeting| meeting.agenda == document).and_then(|meeting| meeting.seal.as_ref());
    seal.into_iter().flat_map(|seal| seal.versions.iter().map(|version| version.digest.as_str()))
}

fn vanished(code: Code, path: &Arc<str>, span: Span, (message, address): (String, &str)) -> Diagnostic {
    let hint = format!(
        "give the page that took its place `aliases: [{address}]`; if none did, say why it left in site.toml: `[gone]`, `\"{address}\" = \"…\"`"
    );
    Diagnostic::at(code, path, span, message).hint(hint)
}

/// The document whose places the page at an address has.
fn document(site: &Site, page: Page) -> Option<(u32, &Document)> {
    let index = match page {
        Page::Document(document) => Some(document),
        Page::Home => site.home,
        _ => None,
    };
    index.map(|index| (index, site.document(index)))
}

fn decoded(text: &str) -> Option<String> {
    percent_encoding::percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// The record with everything that the site publishes now, and how many of its addresses are new.
fn renewed(site: &Site, text: &str) -> (String, usize) {
    let mut known: BTreeMap<String, Places> = BTreeMap::new();
    for line in lines(text).flatten() {
        let places = known.entry(line.address.to_owned()).or_default();
        places.notes = places.notes.max(line.places.notes);
        places.anchors.extend(line.places.anchors);
        places.seals.extend(line.places.seals);
    }
    let before = known.len();
    for (address, document) in published(site) {
        let places = known.entry(format!("/{}", address::encode(&address))).or_default();
        let Some((index, document)) = document else { continue };
        places.seals.extend(seals(site, index));
        places.notes = places.notes.max(document.notes.len() as u32);
        places.anchors.extend(document.divisions.iter().map(|division| address::encode(&division.anchor).into()));
    }
    let new = known.len() - before;
    let mut record = OPENING.to_owned();
    for (address, mut places) in known {
        record.push_str(&address);
        if places.notes > 0 {
            record.push_str(&format!(" notes={}", places.notes));
        }
        let mut written = BTreeSet::new();
        for digest in places.seals.into_iter().filter(|digest| written.insert(*digest)) {
            record.push_str(&format!(" seal={digest}"));
        }
        places.anchors.sort_unstable();
        places.anchors.dedup();
        for anchor in places.anchors {
            record.push_str(" #");
            record.push_str(&anchor);
        }
        record.push('\n');
    }
    (record, new)
}

/// Every page but those of notes, and every file of the content; with the document whose places it has.
fn published(site: &Site) -> Vec<(String, Option<(u32, &Document)>)> {
    let recorded = |page: &Page| !matches!(page, Page::Footnote { .. } | Page::NotFound);
    let pages = site.pages().into_iter().filter(recorded).map(|page| (site.address(page), document(site, page)));
    let files = site.files.iter().filter(|(_, file)| file.path.starts_with("content/")).map(|(address, _)| (address.clone(), None));
    pages.chain(files).collect()
}

/// Brings the record of a site up to date. Gives how many addresses are new; none if nothing is.
///
/// # Errors
/// When it cannot be written. Then it is as it was.
pub fn renew(root: &Path, site: &Site, file: &SourceFile) -> io::Result<Option<usize>> {
    let (text, new) = renewed(site, &file.text);
    if *text == *file.text {
        return Ok(None);
    }
    let staged = root.join(NEW);
    let mut writer = File::create(&staged)?;
    writer.write_all(text.as_bytes())?;
    writer.sync_all()?;
    fs::rename(&staged, root.join(RECORD))?;
    Ok(Some(new))
}
