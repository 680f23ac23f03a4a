//! What every PDF of a site has in common: fonts, names, days, the seal, links and attached files.
//!
//! Takes: the frame of a page, and the facts of its document.
//! Gives: the parts of a [`PrintedDocument`] that do not depend on the kind of page.
//! Never: looks at the clock: the day is that of publication, of the seal, or of the meeting.

use std::sync::LazyLock;

use pdf::{
    FileRelation, PrintedBlock, PrintedDay, PrintedDocument, PrintedFact, PrintedFile, PrintedLanguage, PrintedPart,
    RunningHeads, Typesetter, TypesettingFailure,
};

use super::link_aims::{Aim, LinkAims};
use crate::machines::data;
use crate::settings::language::Language;
use crate::settings::words::Word;
use crate::site::{Page, Site};
use crate::view::division::{DayView, DivisionView};
use crate::view::meeting::DocumentView;
use crate::view::seal::SealView;
use crate::view::{Frame, Ref, View};

/// How many hexadecimal digits of the digest of a seal stand at the foot of each page; all of them stand on the first.
const SHORT_DIGEST: usize = 16;

/// From how many entries on a table of contents helps.
const CONTENTS: usize = 4;

/// The typesetter, with the faces of the theme as whole files.
pub(super) fn typesetter() -> Result<&'static Typesetter, TypesettingFailure> {
    static TYPESETTER: LazyLock<Result<Typesetter, TypesettingFailure>> = LazyLock::new(|| {
        Typesetter::new(&[
            include_bytes!("fonts/serif-400.ttf"),
            include_bytes!("fonts/serif-400-italic.ttf"),
            include_bytes!("fonts/serif-600.ttf"),
            include_bytes!("fonts/serif-600-italic.ttf"),
            include_bytes!("fonts/sans-400.ttf"),
            include_bytes!("fonts/sans-600.ttf"),
        ])
    });
    TYPESETTER.as_ref().map_err(Clone::clone)
}

/// A document with what its frame says; the words above its title, and those at the right above each page, are given.
pub(super) fn framed(site: &Site, page: Page, frame: &Frame, kicker: String, short: String) -> PrintedDocument {
    let settings = &site.settings;
    let publisher = settings.publisher.as_ref().map(|publisher| publisher.name.clone());
    PrintedDocument {
        identity: frame.canonical.clone().unwrap_or_else(|| format!("/{}", site.address(page))),
        kicker,
        language: printed_language(&frame.lang).unwrap_or_default(),
        authors: publisher.into_iter().collect(),
        description: frame.description.clone(),
        running: RunningHeads { left: settings.title.clone(), right: short },
        foot: frame.canonical.clone().unwrap_or_default(),
        ..PrintedDocument::default()
    }
}

/// A BCP 47 code taken apart; `None` if it does not begin with a language.
pub(super) fn printed_language(code: &str) -> Option<PrintedLanguage> {
    let mut parts = code.split('-');
    let first = parts.next()?.to_ascii_lowercase();
    let is_language = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase());
    let region = parts.find(|part| part.len() == 2).map(str::to_ascii_uppercase);
    is_language.then_some(PrintedLanguage { code: first, region })
}

/// A day as a page knows it.
pub(super) fn printed_day(iso: &str) -> Option<PrintedDay> {
    let day: jiff::civil::Date = iso.parse().ok()?;
    let (month, number) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    Some(PrintedDay { year: i32::from(day.year()), month, day: number })
}

/// The heading of a table of contents; empty for a document that needs none.
pub(super) fn contents(words: &Language, body: &[PrintedBlock]) -> String {
    let headings = body.iter().filter(|block| matches!(block, PrintedBlock::Heading { level: 1..=2, .. }));
    match headings.count() >= CONTENTS {
        true => words.word(Word::Contents).to_owned(),
        false => String::new(),
    }
}

pub(super) fn fact(name: &str, value: impl Into<String>) -> PrintedFact {
    PrintedFact { name: name.to_owned(), parts: vec![PrintedPart::text(value)] }
}

/// A line about the text, which stays with what follows it.
pub(super) fn remark(parts: Vec<PrintedPart>) -> PrintedBlock {
    PrintedBlock::Remark { parts, strong: false, sticky: true }
}

/// A link of a page.
pub(super) fn link(to: &Ref, aims: &LinkAims) -> PrintedPart {
    let words = PrintedPart::text(&to.title);
    match aims.aim(&to.href) {
        Aim::Heading(anchor) => PrintedPart::Place { anchor, parts: vec![words] },
        Aim::Elsewhere(address) => PrintedPart::Link { address, parts: vec![words] },
        Aim::Nowhere => words,
    }
}

/// Several links of a page in a row.
pub(super) fn links(to: &[Ref], aims: &LinkAims) -> Vec<PrintedPart> {
    let mut parts = Vec::new();
    for one in to {
        if !parts.is_empty() {
            parts.push(PrintedPart::text(", "));
        }
        parts.push(link(one, aims));
    }
    parts
}

/// A heading of a page, one level higher there than here.
pub(super) fn heading(division: &DivisionView, parts: Vec<PrintedPart>) -> PrintedBlock {
    PrintedBlock::Heading {
        level: division.level.saturating_sub(1),
        label: division.label.clone(),
        parts,
        plain: division.text.clone(),
        anchor: division.anchor.clone(),
    }
}

/// What a seal says, as a fact of the first page and as a line for every page.
pub(super) fn sealed(words: &Language, seal: &SealView) -> (PrintedFact, String) {
    let number = seal.versions.last().map_or(1, |version| version.number);
    let version = words.phrase(Word::Version, &[("number", &number.to_string())]);
    let day = seal.versions.last().map_or(&seal.sealed, |version| &version.date);
    let said = format!("{}, {version}", day.text);
    let short: String = seal.digest.chars().take(SHORT_DIGEST).collect();
    let line = format!("{}: {said} · SHA-256 {short}…", words.word(Word::Seal));
    let digest = PrintedPart::Code { text: seal.digest.clone() };
    let parts = vec![PrintedPart::text(format!("{said}. SHA-256 ")), digest];
    (PrintedFact { name: words.word(Word::Seal).to_owned(), parts }, line)
}

/// How a page is cited, with its address.
pub(super) fn cited(words: &Language, frame: &Frame) -> Option<PrintedFact> {
    let mut parts = vec![PrintedPart::text(frame.cite.clone()?)];
    if let Some(address) = &frame.canonical {
        parts.push(PrintedPart::text(", "));
        parts.push(PrintedPart::Link { address: address.clone(), parts: vec![PrintedPart::text(address)] });
    }
    Some(PrintedFact { name: words.word(Word::CiteAs).to_owned(), parts })
}

/// The day of a document: that of its last correction or publication, of its seal, or the first of its meeting.
pub(super) fn day(document: &DocumentView) -> Option<PrintedDay> {
    let text = |day: &Option<DayView>| day.as_ref().map(|day| day.iso.clone());
    let sealed = || document.seal.as_ref().map(|seal| seal.sealed.iso.clone());
    let iso = text(&document.updated).or_else(|| text(&document.published)).or_else(sealed);
    printed_day(&iso.or_else(|| document.meeting.start.clone())?)
}

/// What is attached to the PDF of a sealed document: its data.
pub(super) fn attached(site: &Site, view: &View, document: &DocumentView) -> Vec<PrintedFile> {
    let data = document.seal.as_ref().and_then(|_| data::data(site, view));
    let file = data.map(|bytes| PrintedFile {
        name: "index.json".to_owned(),
        kind: "application/json".to_owned(),
        description: document.heading.clone(),
        relation: FileRelation::Data,
        bytes,
    });
    file.into_iter().collect()
}
