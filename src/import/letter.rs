//! The parts of a letter: its head, who signs it and on whose behalf. Takes blocks, gives indices; never moves a word itself.

use serde::Serialize;

use super::block::{Block, Kind};
use super::vocabulary;

/// Who signs a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signatory {
    /// The name as written.
    pub name: String,
    /// The office without its article.
    pub office: String,
}

/// A signatory and the blocks that say so.
#[derive(Clone, Debug)]
pub struct Signature {
    pub signatory: Signatory,
    pub blocks: Vec<usize>,
}

/// Signatures in order; a group ends where other text comes between two of them.
pub fn signatures(blocks: &[Block]) -> Vec<Signature> {
    // A block that cites a note stays in the letter: the front matter has no notes.
    let is_line = |block: &Block| matches!(block.kind, Kind::Paragraph | Kind::Heading(_)) && block.rich.cites().runs.is_empty();
    let text = |block: &Block| if is_line(block) { block.text().trim().to_string() } else { String::new() };
    let texts: Vec<String> = blocks.iter().map(text).collect();
    let at = |index: usize| texts.get(index).map_or("", String::as_str);
    let mut found: Vec<Signature> = Vec::new();
    let mut index = 0;
    // Where the first name stands before its office, so do the others.
    let names_first = |index: usize| found_first(&texts, index);
    while index < texts.len() {
        let side_by_side = columns(&blocks[index]);
        if !side_by_side.is_empty() {
            found.extend(side_by_side.into_iter().map(|signatory| Signature { signatory, blocks: vec![index] }));
            index += 1;
            continue;
        }
        let signature = if vocabulary::is_office(at(index)) {
            office_first(at(index), at(index + 1), index)
        } else if is_name(at(index))
            && vocabulary::is_office(at(index + 1))
            && !at(index + 1).ends_with(',')
            && (!is_name(at(index + 2)) || names_first(index))
        {
            Some(signature(at(index), at(index + 1), vec![index, index + 1]))
        } else {
            None
        };
        match signature {
            Some(signature) => {
                let last = found.last().and_then(|last| last.blocks.last());
                if last.is_some_and(|last| index > last + 3) {
                    break;
                }
                index += signature.blocks.len();
                found.push(signature);
            }
            None => index += 1,
        }
    }
    found
}

/// Those who sign side by side: a table whose every column is an office and a name.
fn columns(block: &Block) -> Vec<Signatory> {
    let Kind::Table(rows) = &block.kind else { return Vec::new() };
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let column = |at: usize| {
        let cells: Vec<String> = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.text().trim().to_string()).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        let (first, last) = (cells.first()?, cells.last()?);
        let (name, office) = match vocabulary::is_office(first) {
            true => (*last, cells[..cells.len() - 1].join(" ")),
            false => (*first, cells[1..].join(" ")),
        };
        (is_name(name) && vocabulary::is_office(&office)).then(|| signature(name, &office, Vec::new()).signatory)
    };
    let cited = rows.iter().flatten().any(|cell| !cell.cites().runs.is_empty());
    let signatories: Option<Vec<Signatory>> = (0..width).map(column).collect();
    signatories.filter(|_| !cited).unwrap_or_default()
}

/// Whether names stand before their offices from here on: name, office, name, office, and no name after the last one.
fn found_first(texts: &[String], from: usize) -> bool {
    let at = |index: usize| texts.get(index).map_or("", String::as_str);
    let mut index = from;
    while is_name(at(index)) && vocabulary::is_office(at(index + 1)) {
        index += 2;
    }
    index > from + 2 && !is_name(at(index))
}

fn office_first(office: &str, next: &str, index: usize) -> Option<Signature> {
    if is_name(next) && (office.ends_with(',') || has_initial(next)) {
        return Some(signature(next, office, vec![index, index + 1]));
    }
    let (office, name) = office.rsplit_once(',')?;
    // `minister van Onderwijs, Cultuur en Wetenschap` is an office with a comma of its own.
    let person = name.split_whitespace().any(|word| word.contains('.')) || !name.contains(" en ");
    (is_name(name.trim()) && has_initial(name) && person).then(|| signature(name.trim(), office, vec![index]))
}

fn signature(name: &str, office: &str, blocks: Vec<usize>) -> Signature {
    let office = office.trim().trim_end_matches(',');
    let bare = ["De ", "de ", "DE ", "Het ", "The ", "the "].iter().find_map(|article| office.strip_prefix(article)).unwrap_or(office);
    Signature { signatory: Signatory { name: name.trim().to_string(), office: bare.trim().to_string() }, blocks }
}

/// Whether a text reads as a person's name.
pub fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let mut bare = text;
    while let Some((_, rest)) = bare.split_once(' ').filter(|(word, _)| ["mr.", "dr.", "drs.", "ir.", "prof.", "ing."].contains(word)) {
        bare = rest;
    }
    let capital = bare.starts_with(char::is_uppercase);
    let known = vocabulary::is_office(text) || vocabulary::is_section(text) || vocabulary::is_treatment(text);
    let heading = text.to_lowercase().contains("agenda") || text.to_lowercase().contains("raad ");
    let ends = text.ends_with(['.', ',', ':', ';', '?']);
    let signs = text.chars().all(|c| c.is_alphabetic() || " .’'-()".contains(c) || c == '\u{a0}' || c == '\u{2011}');
    capital && signs && !known && !heading && !ends && (1..=7).contains(&words) && text.chars().count() <= 60
}

fn has_initial(name: &str) -> bool {
    name.split_whitespace().any(|word| word.ends_with('.') && word.chars().next().is_some_and(char::is_uppercase))
        || name.split_whitespace().count() >= 2
}

/// The offices on whose behalf the letter is also sent, from `mede namens de minister van … en de staatssecretaris …`.
pub fn on_behalf_of(text: &str) -> Vec<String> {
    let Some(rest) = ["mede namens ", "also on behalf of "].iter().find_map(|words| text.split_once(words)).map(|(_, rest)| rest) else {
        return Vec::new();
    };
    let mut offices = Vec::new();
    let mut rest = rest;
    loop {
        let bare = strip_article(rest);
        if !is_office_word(bare) {
            return offices;
        }
        let end = office_end(bare);
        offices.push(bare[..end].trim().to_string());
        let Some(next) = [" en ", ", ", " and "].iter().find_map(|link| bare[end..].strip_prefix(link)) else { return offices };
        rest = next;
    }
}

/// Where an office's name ends: before the next office or the words that carry the sentence on.
fn office_end(text: &str) -> usize {
    let stops = [".", " de geannoteerde", " hierbij", " uw Kamer", " het verslag", " aan de", " the annotated"];
    let words = stops.iter().filter_map(|stop| text.find(stop)).min().unwrap_or(text.len());
    // `Volksgezondheid, Welzijn en Sport` is one office: the comma before a capital belongs to it.
    let comma = text.match_indices(", ").find(|(at, _)| !text[at + 2..].starts_with(char::is_uppercase)).map(|(at, _)| at);
    let plain = words.min(comma.unwrap_or(text.len()));
    let links = [" en ", " and "].iter().flat_map(|link| text.match_indices(link));
    let next = links.filter(|(at, link)| is_office_word(strip_article(&text[at + link.len()..]))).map(|(at, _)| at).min();
    plain.min(next.unwrap_or(text.len()))
}

fn strip_article(text: &str) -> &str {
    text.strip_prefix("de ").or_else(|| text.strip_prefix("the ")).unwrap_or(text)
}

fn is_office_word(text: &str) -> bool {
    let lower: String = text.chars().take(20).flat_map(char::to_lowercase).collect();
    ["minister", "staatssecretaris", "viceminister", "state secretary", "secretary of state"].iter().any(|word| lower.starts_with(word))
}

/// Openings of the lines of a letter's head, in lower case.
const HEAD_LINES: &[&str] = &[
    "aan de voorzitter",
    "aan de leden",
    "aan: ",
    "> retouradres",
    "retouradres",
    "postbus ",
    "postadres",
    "bezoekadres",
    "datum",
    "betreft",
    "onderwerp",
    "ons kenmerk",
    "uw kenmerk",
    "onze referentie",
    "uw referentie",
    "uw brief",
    "kenmerk",
    "contactpersoon",
    "bijlage(n)",
    "bijlagen",
    "tweede kamer der staten",
    "eerste kamer der staten",
    "vergaderjaar",
    "brief van de",
    "den haag, ",
    "’s-gravenhage, ",
    "'s-gravenhage, ",
    "directie ",
    "directoraat-generaal",
    "telefoon",
    "t +31",
    "t 070",
    "ministerie van",
    "der staten-generaal",
    "subject:",
    "date:",
    "to the ",
    "nr. ",
    "kopie aan",
    "auteur",
    "www.",
];

/// Whether a line belongs in a letter's head.
pub fn is_head_line(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let bytes = text.as_bytes();
    let postcode = text.len() >= 7
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[4] == b' '
        && bytes[5].is_ascii_uppercase()
        && bytes[6].is_ascii_uppercase();
    postcode || (HEAD_LINES.iter().any(|known| lower.starts_with(known)) && text.chars().count() <= 200)
}

/// Openings of letters, in lower case.
const OPENINGS: &[&str] = &[
    "geachte",
    "hierbij",
    "met deze brief",
    "in deze brief",
    "bijgaand",
    "graag bied",
    "graag informeer",
    "ik bied",
    "wij bieden",
    "middels deze brief",
    "conform ",
    "zoals ",
    "in vervolg op",
    "ter voorbereiding",
    "dear ",
    "i hereby",
    "please find",
    "with this letter",
    "mede namens",
    "in bijlage",
    "voorzitter",
];

/// Whether a paragraph opens a letter.
pub fn is_opening(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    OPENINGS.iter().any(|known| lower.starts_with(known))
}

/// Whether a line only closes a letter (`Hoogachtend,`).
pub fn is_closing(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    ["hoogachtend", "met vriendelijke groet", "met de meeste hoogachting", "yours sincerely"].iter().any(|known| lower.starts_with(known))
        && text.len() < 50
}

#[cfg(test)]
mod tests {
    use super::super::rich::Rich;
    use super::*;

    fn blocks(texts: &[&str]) -> Vec<Block> {
        texts
            .iter()
            .map(|text| Block { kind: Kind::Paragraph, rich: Rich::plain(text), lines: vec![], line: 1, bullet: 0, spaced: true })
            .collect()
    }

    fn names(texts: &[&str]) -> Vec<(String, String)> {
        signatures(&blocks(texts)).into_iter().map(|found| (found.signatory.name, found.signatory.office)).collect()
    }

    #[test]
    fn signatures_both_ways_round() {
        let pair = |name: &str, office: &str| (name.to_string(), office.to_string());
        assert_eq!(names(&["De minister van Water,", "A.B. van der Zee"]), [pair("A.B. van der Zee", "minister van Water")]);
        assert_eq!(names(&["A.B. van der Zee", "Minister van Water"]), [pair("A.B. van der Zee", "Minister van Water")]);
        assert_eq!(
            names(&["A.B. Zee", "Minister van Water", "C. Dijk", "Minister van Onderwijs, Cultuur en Wetenschap"]),
            [pair("A.B. Zee", "Minister van Water"), pair("C. Dijk", "Minister van Onderwijs, Cultuur en Wetenschap")]
        );
        assert_eq!(names(&["DE MINISTER VAN WATER, A.B. Zee"]), [pair("A.B. Zee", "MINISTER VAN WATER")]);
        assert_eq!(names(&["De minister van Water licht dit toe.", "Dat is zo"]), []);
    }

    #[test]
    fn offices_on_whose_behalf() {
        let text =
            "Hierbij bied ik, mede namens de minister van Wind en Water en de staatssecretaris voor Zon, de geannoteerde agenda aan.";
        assert_eq!(on_behalf_of(text), ["minister van Wind en Water", "staatssecretaris voor Zon"]);
        let text = "Hierbij zend ik u, mede namens de staatssecretaris van Wind, Water en Zon, de geannoteerde agenda.";
        assert_eq!(on_behalf_of(text), ["staatssecretaris van Wind, Water en Zon"]);
        assert!(on_behalf_of("Hierbij bied ik u de agenda aan.").is_empty());
    }
}
