//! A dossier as a document to be printed.
//!
//! Takes: what the page of one shows.
//! Gives: a [`PrintedDocument`]: its facts and text, the position meeting by meeting with its notes, its course, its sources.
//! Never: says what changed between two positions, which takes a page that unfolds.

use pdf::{PrintedBlock, PrintedDocument, PrintedFact, PrintedNote, PrintedPart};

use super::frame_parts::{cited, contents, fact, framed, link, links, printed_day, printed_language, remark};
use super::html_parts;
use super::link_aims::LinkAims;
use super::printed_meeting::{aims, notes, text};
use crate::settings::language::Language;
use crate::settings::words::Word;
use crate::site::{Page, Site};
use crate::view::course::Event;
use crate::view::dossier::DossierPage;
use crate::view::position::MeetingPosition;
use crate::view::{Frame, Ref};

pub(super) fn document(site: &Site, page: Page, frame: &Frame, view: &DossierPage) -> PrintedDocument {
    let words = site.page_document(page).map_or(&*site.language, |document| site.language_of(document));
    let mut aims = aims(site, page, &view.divisions, &view.notes);
    let mut notes = notes(&view.notes, &aims);
    for meeting in &view.positions.meetings {
        quote_notes(words, meeting, &mut aims, &mut notes);
    }
    let mut body = html_parts::blocks(&view.lead, &aims);
    text(words, &view.divisions, &aims, Vec::new, &mut body);
    body.extend(positions(words, view, &aims));
    body.extend(course(words, &view.events, &aims));
    body.extend(sources(words, view, &aims));
    let date = view.positions.meetings.iter().find_map(|meeting| printed_day(&meeting.date.as_ref()?.iso));
    let mut document = PrintedDocument {
        title: view.name.clone(),
        subtitle: view.summary.clone().unwrap_or_default(),
        date,
        contents: contents(words, &body),
        body,
        notes,
        ..framed(site, page, frame, words.word(Word::Dossier).to_owned(), view.name.clone())
    };
    let mut facts = facts(words, view, &aims);
    facts.extend(cited(words, frame));
    if !facts.is_empty() {
        document.front.push(PrintedBlock::Facts { facts });
    }
    document
}

/// Takes in the notes of a position. They go on counting here, so each says which note of which document it is.
fn quote_notes(words: &Language, meeting: &MeetingPosition, aims: &mut LinkAims, notes: &mut Vec<PrintedNote>) {
    for note in &meeting.notes {
        let mut blocks = html_parts::blocks(&note.html, aims);
        let number = words.phrase(Word::CiteNote, &[("number", &note.number.to_string())]);
        let origin = Ref { title: format!("{}, {number}", meeting.meeting.title), href: note.href.clone() };
        let said = [PrintedPart::text(" ("), link(&origin, aims), PrintedPart::text(")")];
        match blocks.last_mut() {
            Some(PrintedBlock::Paragraph { parts }) => parts.extend(said),
            _ => blocks.push(PrintedBlock::paragraph(said.into())),
        }
        aims.add_note(note.href.clone(), notes.len());
        notes.push(PrintedNote { number: (notes.len() + 1).to_string(), blocks });
    }
}

fn facts(words: &Language, view: &DossierPage, aims: &LinkAims) -> Vec<PrintedFact> {
    let mut facts = Vec::new();
    if view.heading != view.name {
        facts.push(fact(words.word(Word::FullTitle), &view.heading));
    }
    let linked = |title: &Option<String>, href: &Option<String>| {
        let title = title.clone()?;
        let to = href.clone().map(|href| Ref { title: title.clone(), href });
        Some(vec![to.map_or_else(|| PrintedPart::text(title), |to| link(&to, aims))])
    };
    let papers: Vec<PrintedPart> = view
        .linked
        .kamerstukken
        .iter()
        .enumerate()
        .flat_map(|(at, paper)| {
            let comma = (at > 0).then(|| PrintedPart::text(", "));
            comma.into_iter().chain(linked(&Some(paper.title.clone()), &paper.href).into_iter().flatten())
        })
        .collect();
    let said = [
        (
            words.word(Word::SourceAlso),
            (!view.also_known_as.is_empty()).then(|| vec![PrintedPart::text(view.also_known_as.join(", "))]),
        ),
        (words.word(Word::Procedure), linked(&view.procedure, &view.linked.procedure)),
        (words.word(Word::Com), linked(&view.com, &view.linked.com)),
        ("CELEX", linked(&view.celex, &view.linked.celex)),
        (words.word(Word::Kamerstukken), (!papers.is_empty()).then_some(papers)),
        (words.word(Word::OtherDossiers), (!view.related.is_empty()).then(|| links(&view.related, aims))),
    ];
    facts.extend(
        said.into_iter().filter_map(|(name, parts)| Some(PrintedFact { name: name.to_owned(), parts: parts? })),
    );
    facts
}

fn section(words: &Language, word: Word, level: u8, anchor: &str) -> PrintedBlock {
    titled(words.word(word), level, anchor)
}

fn titled(title: &str, level: u8, anchor: &str) -> PrintedBlock {
    PrintedBlock::Heading {
        level,
        label: String::new(),
        parts: vec![PrintedPart::text(title)],
        plain: title.to_owned(),
        anchor: anchor.to_owned(),
    }
}

/// The position, meeting by meeting.
fn positions(words: &Language, view: &DossierPage, aims: &LinkAims) -> Vec<PrintedBlock> {
    if view.positions.meetings.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![section(words, Word::Positions, 1, "v-positions")];
    if !view.positions.stated {
        blocks.push(PrintedBlock::paragraph(vec![PrintedPart::text(words.word(Word::PositionsNone))]));
        return blocks;
    }
    for meeting in &view.positions.meetings {
        blocks.push(titled(&meeting.meeting.title, 2, &meeting.anchor));
        for passage in &meeting.passages {
            blocks.push(remark(vec![
                link(&passage.place, aims),
                PrintedPart::text(format!(", {}", passage.source_name.to_lowercase())),
            ]));
            let text = html_parts::blocks(&passage.html, aims);
            match passage.lang.as_deref().and_then(printed_language) {
                Some(language) if !text.is_empty() => blocks.push(PrintedBlock::Passage { language, blocks: text }),
                _ => blocks.extend(text),
            }
        }
        if meeting.passages.is_empty() {
            blocks.push(PrintedBlock::paragraph(vec![PrintedPart::text(words.word(Word::PositionNone))]));
        }
        if !meeting.outcomes.is_empty() {
            blocks.push(section(words, Word::PositionOutcome, 3, &format!("{}-outcome", meeting.anchor)));
        }
        for outcome in &meeting.outcomes {
            let said = PrintedPart::text(format!("{} ", outcome.opening));
            blocks.push(PrintedBlock::paragraph(vec![said, link(&outcome.place, aims)]));
        }
    }
    blocks
}

/// What happened, newest first.
fn course(words: &Language, events: &[Event], aims: &LinkAims) -> Vec<PrintedBlock> {
    if events.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![section(words, Word::Timeline, 1, "v-timeline")];
    for event in events {
        let day = event.date.as_ref().map_or(words.word(Word::NoDate), |day| &day.text);
        blocks.push(PrintedBlock::Remark { parts: vec![PrintedPart::text(day)], strong: true, sticky: true });
        for passage in &event.passages {
            let mut parts = vec![link(&passage.title, aims)];
            parts.push(PrintedPart::text(format!(" ({}, {})", event.name, passage.source_name)));
            if !passage.opening.is_empty() {
                parts.push(PrintedPart::text(format!(": {}", passage.opening)));
            }
            blocks.push(PrintedBlock::paragraph(parts));
        }
        if event.passages.is_empty() {
            let to = event.href.clone().map(|href| Ref { title: event.title.clone(), href });
            let mut parts = vec![to.map_or_else(|| PrintedPart::text(&event.title), |to| link(&to, aims))];
            let said =
                [Some(event.name.clone()), event.what.clone(), event.from.clone().filter(|_| event.sources.is_empty())];
            let said: Vec<String> = said.into_iter().flatten().filter(|said| !said.is_empty()).collect();
            parts.extend(said.into_iter().map(|said| PrintedPart::text(format!(". {said}"))));
            if !event.sources.is_empty() {
                parts.push(PrintedPart::text(". "));
                parts.extend(links(&event.sources, aims));
            }
            blocks.push(PrintedBlock::paragraph(parts));
        }
    }
    blocks
}

fn sources(words: &Language, view: &DossierPage, aims: &LinkAims) -> Vec<PrintedBlock> {
    if view.sources.is_empty() {
        return Vec::new();
    }
    let item =
        |entry: &crate::view::source::SourceEntry| vec![PrintedBlock::paragraph(vec![link(&entry.source, aims)])];
    let items = view.sources.iter().map(item).collect();
    vec![section(words, Word::Sources, 1, "v-sources"), PrintedBlock::List { start: None, items }]
}
