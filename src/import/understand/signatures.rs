//! Who signs a letter, and on whose behalf it is sent.
//!
//! Takes: the blocks of a document, or the opening of its letter.
//! Gives: names and offices, with the blocks that contain nothing else.
//! Never: moves a word itself.

use serde::Serialize;

use crate::import::genre::letter_words::is_name;
use crate::import::genre::offices::{self, SignedLine};
use crate::import::source_blocks::{BlockKind, SourceBlock};

/// Within how many blocks the next signature follows; anything later belongs to another letter.
const GROUP_REACH: usize = 3;

/// Who signs a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LetterSignatory {
    /// The name as written: `A.B. Zee`.
    pub name: String,
    /// The office without its article, in the capitals or small letters of the source.
    pub office: String,
}

impl LetterSignatory {
    fn new(name: &str, office: &str) -> LetterSignatory {
        let office = office.trim().trim_end_matches(',');
        let bare = ["De ", "de ", "DE ", "Het ", "The ", "the "]
            .iter()
            .find_map(|article| office.strip_prefix(article))
            .unwrap_or(office);
        LetterSignatory { name: name.trim().to_owned(), office: bare.trim().to_owned() }
    }
}

/// A signatory, and the blocks that name them, by index. Those who sign side by side share a block.
#[derive(Clone, Debug)]
pub(crate) struct LetterSignature {
    pub(crate) signatory: LetterSignatory,
    pub(crate) blocks: Vec<usize>,
}

/// The blocks as lines of signatures; those that cannot be one are empty.
struct SignatureLines(Vec<String>);

impl SignatureLines {
    fn of(blocks: &[SourceBlock]) -> SignatureLines {
        // A block that cites a note stays in the letter, since the front matter has no notes.
        let may_sign = |block: &SourceBlock| {
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_)) && block.rich.cited().next().is_none()
        };
        let text = |block: &SourceBlock| if may_sign(block) { block.text().trim().to_owned() } else { String::new() };
        SignatureLines(blocks.iter().map(text).collect())
    }

    fn at(&self, index: usize) -> &str {
        self.0.get(index).map_or("", String::as_str)
    }

    /// The signature that begins at a block.
    fn signature(&self, index: usize) -> Option<LetterSignature> {
        let (first, second) = (self.at(index), self.at(index + 1));
        let both = |name: &str, office: &str| LetterSignature {
            signatory: LetterSignatory::new(name, office),
            blocks: vec![index, index + 1],
        };
        // What has a treatment below it is the title of an item, whatever stands above.
        let titled = self.at(index + 2).starts_with('=');
        if offices::is_office(first) {
            if let Some(signature) = in_one_line(first, index) {
                return Some(signature);
            }
            // `De Minister-President,` above `Minister van Algemene Zaken,` is one office.
            if first.ends_with(',')
                && offices::is_office(second)
                && second.ends_with(',')
                && is_name(self.at(index + 2))
            {
                let signatory = LetterSignatory::new(self.at(index + 2), &format!("{first} {second}"));
                return Some(LetterSignature { signatory, blocks: vec![index, index + 1, index + 2] });
            }
            let follows = is_name(second) && !titled && (first.ends_with(',') || is_full_name(second));
            return follows.then(|| both(second, first));
        }
        let named = is_name(first) && offices::is_office(second) && !second.ends_with(',');
        (named && (!is_name(self.at(index + 2)) || self.names_come_first(index))).then(|| both(first, second))
    }

    /// Whether names come before their offices from here on: name, office, name, office, and no name after the last.
    fn names_come_first(&self, from: usize) -> bool {
        let mut index = from;
        while is_name(self.at(index)) && offices::is_office(self.at(index + 1)) {
            index += 2;
        }
        index > from + 2 && !is_name(self.at(index))
    }
}

/// Signatures in order; a group ends where other text comes between two of them.
pub(crate) fn signatures(blocks: &[SourceBlock]) -> Vec<LetterSignature> {
    let lines = SignatureLines::of(blocks);
    let mut found: Vec<LetterSignature> = Vec::new();
    let mut index = 0;
    while index < blocks.len() {
        let beside = side_by_side(&blocks[index]);
        if !beside.is_empty() {
            found.extend(beside.into_iter().map(|signatory| LetterSignature { signatory, blocks: vec![index] }));
            index += 1;
            continue;
        }
        let Some(signature) = lines.signature(index) else {
            index += 1;
            continue;
        };
        let last = found.last().and_then(|last| last.blocks.last());
        if last.is_some_and(|last| index > last + GROUP_REACH) {
            break;
        }
        index += signature.blocks.len();
        found.push(signature);
    }
    found
}

/// Those who sign side by side: a table in which every column has an office and a name.
fn side_by_side(block: &SourceBlock) -> Vec<LetterSignatory> {
    let BlockKind::Table(rows) = &block.kind else { return Vec::new() };
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let column = |at: usize| {
        let cells: Vec<String> =
            rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.text().trim().to_owned()).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        let (first, last) = (cells.first()?, cells.last()?);
        let (name, office) = if offices::is_office(first) {
            (*last, cells[..cells.len() - 1].join(" "))
        } else {
            (*first, cells[1..].join(" "))
        };
        (is_name(name) && offices::is_office(&office)).then(|| LetterSignatory::new(name, &office))
    };
    let cited = rows.iter().flatten().any(|cell| cell.cited().next().is_some());
    let signatories: Option<Vec<LetterSignatory>> = (0..width).map(column).collect();
    signatories.filter(|_| !cited).unwrap_or_default()
}

/// An office and a name in one block: `DE MINISTER VAN WATER, A.B. Zee`.
fn in_one_line(line: &str, index: usize) -> Option<LetterSignature> {
    let SignedLine { office, name } = offices::signed_line(line)?;
    Some(LetterSignature { signatory: LetterSignatory::new(name, office), blocks: vec![index] })
}

/// Whether a name has initials or more than one word, so that it is not part of an office.
fn is_full_name(name: &str) -> bool {
    name.split_whitespace().any(|word| word.ends_with('.') && word.starts_with(char::is_uppercase))
        || name.split_whitespace().count() >= 2 && offices::is_in_capitals(name)
}

/// The offices on whose behalf the letter is also sent, from `mede namens de minister van … en de staatssecretaris …`.
pub(crate) fn on_behalf_of(text: &str) -> Vec<String> {
    let Some(rest) =
        ["mede namens ", "also on behalf of "].iter().find_map(|words| text.split_once(words)).map(|(_, rest)| rest)
    else {
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
        let Some(next) = [" en ", ", ", " and "].iter().find_map(|link| bare[end..].strip_prefix(link)) else {
            return offices;
        };
        rest = next;
    }
}

/// Where the name of an office ends: before the next office, or before words with which the sentence goes on.
fn office_end(text: &str) -> usize {
    let stops = [".", " de geannoteerde", " hierbij", " uw Kamer", " het verslag", " aan de", " the annotated"];
    let words = stops.iter().filter_map(|stop| text.find(stop)).min().unwrap_or(text.len());
    // `Volksgezondheid, Welzijn en Sport` is one office: a comma before a capital belongs to it.
    let comma =
        text.match_indices(", ").find(|(at, _)| !text[at + 2..].starts_with(char::is_uppercase)).map(|(at, _)| at);
    let plain = words.min(comma.unwrap_or(text.len()));
    let links = [" en ", " and "].iter().flat_map(|link| text.match_indices(link));
    let next =
        links.filter(|(at, link)| is_office_word(strip_article(&text[at + link.len()..]))).map(|(at, _)| at).min();
    plain.min(next.unwrap_or(text.len()))
}

fn strip_article(text: &str) -> &str {
    text.strip_prefix("de ").or_else(|| text.strip_prefix("the ")).unwrap_or(text)
}

fn is_office_word(text: &str) -> bool {
    let lower: String = text.chars().take(20).flat_map(char::to_lowercase).collect();
    ["minister", "staatssecretaris", "viceminister", "state secretary", "secretary of state"]
        .iter()
        .any(|word| lower.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(texts: &[&str]) -> Vec<SourceBlock> {
        texts.iter().map(|text| SourceBlock::paragraph(text)).collect()
    }

    fn names(texts: &[&str]) -> Vec<(String, String)> {
        signatures(&blocks(texts)).into_iter().map(|found| (found.signatory.name, found.signatory.office)).collect()
    }

    #[test]
    fn signatures_both_ways_round() {
        let pair = |name: &str, office: &str| (name.to_string(), office.to_string());
        assert_eq!(
            names(&["De minister van Water,", "A.B. van der Zee"]),
            [pair("A.B. van der Zee", "minister van Water")]
        );
        assert_eq!(
            names(&["A.B. van der Zee", "Minister van Water"]),
            [pair("A.B. van der Zee", "Minister van Water")]
        );
        assert_eq!(
            names(&["A.B. Zee", "Minister van Water", "C. Dijk", "Minister van Onderwijs, Cultuur en Wetenschap"]),
            [pair("A.B. Zee", "Minister van Water"), pair("C. Dijk", "Minister van Onderwijs, Cultuur en Wetenschap")]
        );
        assert_eq!(
            names(&["De Minister-President,", "Minister van Water,", "A.B. Zee"]),
            [pair("A.B. Zee", "Minister-President, Minister van Water")]
        );
        assert_eq!(names(&["DE MINISTER VAN WATER, A.B. Zee"]), [pair("A.B. Zee", "MINISTER VAN WATER")]);
        assert_eq!(names(&["De minister van Water licht dit toe.", "Dat is zo"]), []);
    }

    #[test]
    fn offices_on_whose_behalf() {
        let text = "Hierbij bied ik, mede namens de minister van Wind en Water en de staatssecretaris voor Zon, de geannoteerde agenda aan.";
        assert_eq!(on_behalf_of(text), ["minister van Wind en Water", "staatssecretaris voor Zon"]);
        let text = "Hierbij zend ik u, mede namens de staatssecretaris van Wind, Water en Zon, de geannoteerde agenda.";
        assert_eq!(on_behalf_of(text), ["staatssecretaris van Wind, Water en Zon"]);
        assert!(on_behalf_of("Hierbij bied ik u de agenda aan.").is_empty());
    }
}
