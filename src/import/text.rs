//! Lines of a page-bound text to blocks and notes: the chain furniture → notes → markers → paragraphs.
//! Serves raw text and PDF; knows nothing of agendas.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Note, Reading};
use super::finding::Finding;
use super::furniture;
use super::hyphen::Lexicon;
use super::line::{Fate, Furniture, Line, Marker};
use super::marker::{self, Wanted};
use super::note_lines::NoteText;
use super::note_text;
use super::paragraph;
use super::rich::{Rich, Style};

/// Reads lines; every line ends up in a block, in a note, or as furniture.
pub fn read(mut lines: Vec<Line>) -> Reading {
    let mut findings = Vec::new();
    for (index, reason) in furniture::furniture(&lines) {
        lines[index].fate = Fate::Furniture(reason);
    }
    let spots = marker::spots(&lines);
    let (texts, shared) = note_text::notes(&lines, &spots);
    for (note, text) in texts.iter().enumerate() {
        for index in &text.lines {
            lines[*index].fate = Fate::Note(note);
        }
        lines[text.first].label = text.label;
    }
    let links = link_targets(&mut lines, &texts, &mut findings);
    let guessed = place_markers(&mut lines, &texts, &mut findings);
    run_on(&mut lines);
    let lexicon = Lexicon::new(lines.iter().filter(|line| !matches!(line.fate, Fate::Furniture(_))).map(|line| line.text.as_str()));
    let body: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].is_body()).collect();
    let blocks = paragraph::blocks(&lines, &body, &lexicon, &mut findings);
    for block in &blocks {
        if let Some(first) = block.lines.first() {
            lines[*first].label += block.bullet;
        }
    }
    let labels = labels(&texts);
    let mut notes = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let mut paragraphs = paragraphs(&lines, text);
        let last = paragraphs.pop().unwrap_or_default();
        let label = |place: usize| if place == 0 { text.label } else { 0 };
        let mut note: Vec<Rich> = Vec::new();
        for (place, paragraph) in paragraphs.iter().enumerate() {
            note.push(paragraph::joined(&lines, paragraph, label(place), &lexicon, &mut findings).tidy());
        }
        let mut rich = paragraph::joined(&lines, &last, label(paragraphs.len()), &lexicon, &mut findings);
        for line in links.get(&index).into_iter().flatten() {
            rich.push(" ", &Style::default());
            rich.append(Rich::plain(&lines[*line].text));
        }
        if shared.contains(&text.number) {
            let message = format!("where the text of note {} begins is a guess", text.number);
            findings.push(Finding::warning(lines[text.first].number, "note-text-guessed", message).hint("compare it with the original"));
        }
        let cut_off = text.resumed && ends_open(&rich) || is_cut_off(&rich);
        if cut_off {
            let message = format!("note {} breaks off in the source: `{}`", text.number, ending(&rich.text()));
            findings.push(
                Finding::warning(lines[text.first].number, "note-cut-off", message)
                    .hint("complete it from the original; nothing was added"),
            );
        }
        note.push(rich.tidy());
        notes.push(Note {
            label: labels[index].clone(),
            blocks: note,
            line: lines[text.first].number,
            cut_off,
            guessed: guessed.contains(&index),
        });
    }
    missing_numbers(&lines, &texts, &mut findings);
    report_furniture(&lines, &mut findings);
    Reading { lines, blocks, notes, findings }
}

/// The lines of each paragraph of a note: in plain text, a blank line within a note begins a new one.
fn paragraphs(lines: &[Line], text: &NoteText) -> Vec<Vec<usize>> {
    let label_alone = lines[text.first].text[text.label..].trim().is_empty();
    let mut paragraphs: Vec<Vec<usize>> = vec![Vec::new()];
    for (place, index) in text.lines.iter().enumerate() {
        let line = &lines[*index];
        let ended = place > usize::from(label_alone) && lines[text.lines[place - 1]].text.ends_with(['.', '!', '?', ':', '”', '’', ')']);
        let hangs = line.start > lines[text.first].start;
        if line.gap > 0 && line.size == 0.0 && ended && hangs {
            paragraphs.push(Vec::new());
        }
        if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.push(*index);
        }
    }
    paragraphs
}

/// Unique labels: the note's own number, and with a second series the series before it.
fn labels(texts: &[NoteText]) -> Vec<String> {
    let mut seen = BTreeMap::new();
    let label = |text: &NoteText| {
        let times = seen.entry(text.number).and_modify(|times| *times += 1).or_insert(1);
        if *times == 1 { text.number.to_string() } else { format!("{times}-{}", text.number) }
    };
    texts.iter().map(label).collect()
}

/// Puts each note's marker into its line; gives the notes whose place was guessed.
fn place_markers(lines: &mut [Line], texts: &[NoteText], findings: &mut Vec<Finding>) -> BTreeSet<usize> {
    let spots = marker::spots(lines);
    let mut before: BTreeMap<u32, usize> = BTreeMap::new();
    let wanted: Vec<Wanted> = texts
        .iter()
        .map(|text| Wanted { number: text.number, after: before.insert(text.number, text.first), before: text.first })
        .collect();
    let mut guessed = BTreeSet::new();
    let places = marker::place(lines, &spots, &wanted);
    for (note, place) in places.into_iter().enumerate() {
        let (line, range) = match place {
            Some(spot) => (spot.line, spot.range),
            None => {
                guessed.insert(note);
                let Some(line) = (0..texts[note].first).rev().chain(texts[note].first..lines.len()).find(|index| lines[*index].is_body())
                else {
                    continue;
                };
                let message = format!("no marker for note {} was found", texts[note].number);
                findings.push(
                    Finding::warning(lines[line].number, "note-place-guessed", message)
                        .hint("move the citation to the words that it belongs to"),
                );
                let end = lines[line].text.len();
                (line, end..end)
            }
        };
        lines[line].markers.push(Marker { range, note });
    }
    for line in lines {
        line.markers.sort_by_key(|marker| marker.range.start);
    }
    guessed
}

/// Addresses that the converter printed beside the text: the first copy goes to the note that it belongs to, unless its text has the address; other copies are furniture.
fn link_targets(lines: &mut [Line], texts: &[NoteText], findings: &mut Vec<Finding>) -> BTreeMap<usize, Vec<usize>> {
    let mut links: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let lone: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].is_body() && note_text::is_lone_address(lines, *index)).collect();
    let mut seen: BTreeSet<(usize, String)> = BTreeSet::new();
    for index in lone {
        let line = &lines[index];
        let (page, number, address) = (line.page, line.number, line.text.clone());
        let on_page: Vec<usize> = (0..texts.len()).filter(|note| lines[texts[*note].first].page == page).collect();
        let known = on_page.iter().any(|note| squeezed(lines, &texts[*note]).contains(&address));
        let copy = !seen.insert((page, address.clone()));
        let owner = owner(lines, texts, &on_page, &address, index);
        match owner {
            _ if known || copy => lines[index].fate = Fate::Furniture(Furniture::LinkTarget),
            Some(note) => {
                lines[index].fate = Fate::Note(note);
                links.entry(note).or_default().push(index);
                let message = format!("the address `{address}` was put at the end of note {}", texts[note].number);
                findings.push(Finding::note(number, "link-target", message).hint("check that the link belongs there"));
            }
            None => {}
        }
    }
    links
}

/// The note of a page that an address most likely belongs to: one that names its host, else the only one, else the last before it.
fn owner(lines: &[Line], texts: &[NoteText], on_page: &[usize], address: &str, index: usize) -> Option<usize> {
    let host = address.split("://").nth(1).unwrap_or(address).split('/').next().unwrap_or("");
    let domain: Vec<&str> = host.rsplit('.').take(2).collect();
    let domain = domain.into_iter().rev().collect::<Vec<_>>().join(".");
    let before: Vec<usize> = on_page.iter().copied().filter(|note| texts[*note].lines.iter().all(|line| *line < index)).collect();
    let names_host = before.iter().find(|note| !domain.is_empty() && squeezed(lines, &texts[**note]).contains(&domain));
    names_host.or(before.last()).copied()
}

/// A note's text without blanks and line ends, in which a wrapped address is whole.
fn squeezed(lines: &[Line], text: &NoteText) -> String {
    text.lines.iter().flat_map(|index| lines[*index].text.split_whitespace()).collect()
}

/// Whether a note ends in the middle of a sentence.
fn ends_open(rich: &Rich) -> bool {
    rich.text().trim_end().ends_with(|c: char| c.is_alphabetic() || c == ',' || c == '-')
}

/// Whether a note breaks off by its own words: it ends in a comma, or cites a paper without its number.
pub fn is_cut_off(rich: &Rich) -> bool {
    let text = rich.text();
    let lower = text.to_lowercase();
    let unnumbered = lower.contains("kamerstuk") && !lower.contains("nr") && lower.split_whitespace().count() > 2;
    ends_open(rich) && (unnumbered || text.trim_end().ends_with([',', '-']))
}

/// Printed lines that a converter broke after a raised number are marked, where most lines with a marker end in it.
fn run_on(lines: &mut [Line]) {
    let body: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].is_body()).collect();
    let markers: usize = body.iter().map(|index| lines[*index].markers.len()).sum();
    let ends_in_marker = |line: &Line| line.markers.last().is_some_and(|marker| marker.range.end == line.text.len());
    let ending = body.iter().filter(|index| ends_in_marker(&lines[**index])).count();
    let mut widths: Vec<f32> = body.iter().map(|index| lines[*index].end).collect();
    widths.sort_by(f32::total_cmp);
    let Some(width) = widths.get(widths.len() * 98 / 100).copied() else { return };
    if markers < 3 || ending * 10 < markers * 6 {
        return;
    }
    for pair in body.windows(2) {
        let (line, next) = (&lines[pair[0]], &lines[pair[1]]);
        let together = line.end + next.end + 1.0;
        let adjacent = pair[1] == pair[0] + 1 && next.gap == 0 && next.page == line.page;
        let full = together >= width * 0.8 || next.text.ends_with('.') || next.text.starts_with([',', '.', ';']);
        if adjacent && ends_in_marker(line) && together <= width && full {
            lines[pair[0]].runs_on = true;
            lines[pair[1]].end = together;
        }
    }
}

fn ending(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().rev().take(5).collect();
    format!("… {}", words.into_iter().rev().collect::<Vec<_>>().join(" "))
}

fn missing_numbers(lines: &[Line], texts: &[NoteText], findings: &mut Vec<Finding>) {
    for pair in texts.windows(2) {
        for number in pair[0].number + 1..pair[1].number {
            let line = lines[pair[1].first].number;
            findings.push(
                Finding::warning(line, "note-missing", format!("there is no text for note {number}")).hint("look for it in the original"),
            );
        }
    }
}

fn report_furniture(lines: &[Line], findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<Furniture, (usize, usize)> = BTreeMap::new();
    for line in lines {
        if let Fate::Furniture(reason) = line.fate {
            first.entry(reason).or_insert((line.number, 0)).1 += 1;
        }
    }
    for (reason, (line, count)) in first {
        let code = match reason {
            Furniture::LinkTarget => "link-target",
            Furniture::Contents => "contents-list",
            Furniture::RunningHead | Furniture::Colophon => "running-head",
            Furniture::PageNumber | Furniture::Rule => continue,
        };
        findings.push(Finding::note(line, code, format!("left out as {}: {count} line(s), this one first", reason.name())));
    }
}
