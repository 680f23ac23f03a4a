//! The agenda or report of a meeting as a document to be printed.
//!
//! Takes: what the page of one shows.
//! Gives: a [`PrintedDocument`]: facts, contents, the text with its notes, signatures, promises.
//! Never: repeats what only a website needs: what was said elsewhere, neighbours, feeds.

use std::collections::HashSet;

use pdf::{PrintedBlock, PrintedDocument, PrintedFact, PrintedFile, PrintedNote, PrintedPart};

use super::frame_parts::{cited, contents, day, fact, framed, heading, link, links, printed_language, remark, sealed};
use super::html_parts;
use super::link_aims::LinkAims;
use crate::document::front_matter::Status;
use crate::settings::language::Language;
use crate::settings::words::Word;
use crate::site::{Page, Site};
use crate::view::Frame;
use crate::view::division::{DivisionView, NoteView};
use crate::view::meeting::DocumentView;
use crate::view::promise::CommitmentRef;

/// The id of the heading above the promises, which no heading of an author has.
const PROMISES: &str = "v-commitments";

pub(super) fn document(
    site: &Site,
    page: Page,
    frame: &Frame,
    (view, promises): (&DocumentView, &[CommitmentRef]),
    files: Vec<PrintedFile>,
) -> PrintedDocument {
    let words = site.page_document(page).map_or(&*site.language, |document| site.language_of(document));
    let aims = aims(site, page, &view.divisions, &view.notes);
    let meeting = &view.meeting;
    let name = view.documents.iter().find(|document| document.current).map(|document| document.title.clone());
    let formation = meeting.formation.as_ref().map(|formation| formation.name.clone());
    let kicker: Vec<String> =
        formation.into_iter().filter(|formation| *formation != view.heading).chain(name).collect();
    let when: Vec<&str> = [Some(meeting.dates.as_str()), meeting.times.as_deref(), meeting.place.as_deref()]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let mut body = html_parts::blocks(&view.lead, &aims);
    text(words, &view.divisions, &aims, || signatures(words, view), &mut body);
    if !view.has_letter {
        body.extend(signatures(words, view));
    }
    body.extend(promised(words, promises, &aims));
    let short = frame.cite.clone().unwrap_or_else(|| meeting.name.clone());
    let mut document = PrintedDocument {
        title: view.heading.clone(),
        subtitle: when.join(", "),
        date: day(view),
        contents: contents(words, &body),
        body,
        notes: notes(&view.notes, &aims),
        files,
        ..framed(site, page, frame, kicker.join(" · "), short)
    };
    let authors: Vec<String> = view.signatories.iter().map(|signatory| signatory.name.clone()).collect();
    if !authors.is_empty() {
        document.authors = authors;
    }
    let mut facts = facts(words, view, &aims);
    if let Some(seal) = &view.seal {
        let (fact, line) = sealed(words, seal);
        facts.push(fact);
        document.foot = line;
    }
    facts.extend(cited(words, frame));
    if meeting.cancelled {
        document.front.push(remark(vec![PrintedPart::text(words.word(Word::CancelledNotice))]));
    } else if let Some(other) = &meeting.postponed {
        let notice = PrintedPart::text(format!("{} ", words.word(Word::PostponedNotice)));
        document.front.push(remark(vec![notice, link(other, &aims)]));
    }
    if !facts.is_empty() {
        document.front.push(PrintedBlock::Facts { facts });
    }
    document
}

/// Where the links of a page lead, its notes included.
pub(super) fn aims<'a>(site: &'a Site, page: Page, divisions: &[DivisionView], notes: &[NoteView]) -> LinkAims<'a> {
    let headings: HashSet<String> = divisions.iter().map(|d| d.anchor.clone()).filter(|a| !a.is_empty()).collect();
    let mut aims = LinkAims::new(site.settings.base_url.as_deref(), &site.address(page), headings);
    for (at, note) in notes.iter().enumerate() {
        aims.add_note(format!("#{}", note.id), at);
    }
    aims
}

pub(super) fn notes(notes: &[NoteView], aims: &LinkAims) -> Vec<PrintedNote> {
    let note =
        |note: &NoteView| PrintedNote { number: note.number.to_string(), blocks: html_parts::blocks(&note.html, aims) };
    notes.iter().map(note).collect()
}

/// The outline with its text.
pub(super) fn text(
    words: &Language,
    divisions: &[DivisionView],
    aims: &LinkAims,
    signatures: impl Fn() -> Vec<PrintedBlock>,
    body: &mut Vec<PrintedBlock>,
) {
    for division in divisions {
        if division.kind != "shared" {
            body.push(heading(division, html_parts::line(&division.title, aims)));
        }
        about(words, division, aims, body);
        let blocks = html_parts::blocks(&division.html, aims);
        match division.lang.as_deref().and_then(printed_language) {
            Some(language) if !blocks.is_empty() => body.push(PrintedBlock::Passage { language, blocks }),
            _ => body.extend(blocks),
        }
        if division.signed {
            body.extend(signatures());
        }
    }
}

/// What stands between a heading and its text.
fn about(words: &Language, division: &DivisionView, aims: &LinkAims, body: &mut Vec<PrintedBlock>) {
    for treatment in &division.treatments {
        let parts = html_parts::line(&treatment.html, aims);
        body.push(PrintedBlock::Remark { parts, strong: true, sticky: true });
    }
    let said = [
        division.date.as_ref().map(|day| day.text.clone()),
        division.closed.then(|| words.word(Word::Closed).to_owned()),
        division.a_point_badge.then(|| words.word(Word::APoint).to_owned()),
    ];
    body.extend(said.into_iter().flatten().map(|said| remark(vec![PrintedPart::text(said)])));
    if !division.dossiers.is_empty() {
        let mut parts = vec![PrintedPart::text(format!("{}: ", words.word(Word::Dossiers)))];
        parts.extend(links(&division.dossiers, aims));
        body.push(remark(parts));
    }
}

fn facts(words: &Language, view: &DocumentView, aims: &LinkAims) -> Vec<PrintedFact> {
    let status = view.status.map(|status| match status {
        Status::Provisional => Word::Provisional,
        Status::Final => Word::Final,
    });
    let said = [
        (Word::Meeting, view.meeting.informal.then(|| words.word(Word::Informal).to_owned())),
        (Word::Status, status.map(|status| words.word(status).to_owned())),
        (Word::Published, view.published.as_ref().map(|day| day.text.clone())),
        (Word::CorrectedOn, view.updated.as_ref().map(|day| day.text.clone())),
        (Word::Presidency, view.meeting.presidency.clone()),
    ];
    let mut facts: Vec<PrintedFact> =
        said.into_iter().filter_map(|(name, said)| Some(fact(words.word(name), said?))).collect();
    if let Some(id) = &view.letter_id {
        let parts = match view.letter_sources.is_empty() {
            true => vec![PrintedPart::text(id)],
            false => links(&view.letter_sources, aims),
        };
        facts.push(PrintedFact { name: words.word(Word::LetterId).to_owned(), parts });
    }
    facts
}

fn signatures(words: &Language, view: &DocumentView) -> Vec<PrintedBlock> {
    let facts: Vec<PrintedFact> = view.signatories.iter().map(|signed| fact(&signed.office, &signed.name)).collect();
    let mut blocks = Vec::new();
    if !facts.is_empty() {
        blocks.push(PrintedBlock::Facts { facts });
    }
    if !view.on_behalf_of.is_empty() {
        let said = format!("{}: {}", words.word(Word::AlsoOnBehalf), view.on_behalf_of.join("; "));
        blocks.push(PrintedBlock::Remark { parts: vec![PrintedPart::text(said)], strong: false, sticky: false });
    }
    blocks
}

/// What is promised, under a heading of its own.
fn promised(words: &Language, promises: &[CommitmentRef], aims: &LinkAims) -> Vec<PrintedBlock> {
    if promises.is_empty() {
        return Vec::new();
    }
    let item = |promise: &CommitmentRef| {
        let mut parts = vec![PrintedPart::text(&promise.what)];
        let due = promise.due.as_ref().map(|day| format!("{} {}", words.word(Word::DueBy), day.text));
        let more: Vec<String> = promise.minister.clone().into_iter().chain(due).collect();
        if !more.is_empty() {
            parts.push(PrintedPart::text(format!(" ({})", more.join("; "))));
        }
        if let Some(item) = &promise.item {
            parts.extend([PrintedPart::text(", "), link(item, aims)]);
        }
        if !promise.done.is_empty() {
            let proofs: Vec<&str> = promise.done.iter().map(|proof| proof.title.as_str()).collect();
            let done = format!(". {} {}", words.word(Word::CommitmentDone), proofs.join(", "));
            parts.push(PrintedPart::text(done));
        }
        vec![PrintedBlock::paragraph(parts)]
    };
    let title = words.word(Word::Commitments).to_owned();
    let heading = PrintedBlock::Heading {
        level: 1,
        label: String::new(),
        parts: vec![PrintedPart::text(&title)],
        plain: title,
        anchor: PROMISES.to_owned(),
    };
    vec![heading, PrintedBlock::List { start: None, items: promises.iter().map(item).collect() }]
}
