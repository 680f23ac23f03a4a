//! Footnote markers in running text: numbers glued to words (`gedeeld15`), set after punctuation (`zijn.1`), raised or bracketed.
//! Takes lines, gives every place where a marker may stand with the evidence for it; which of them are markers is decided in `place`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::align::{Candidate, align};
use super::line::Line;

/// A place where the marker of a note may stand.
#[derive(Clone, Debug)]
pub struct Spot {
    pub line: usize,
    pub range: Range<usize>,
    pub score: f32,
}

/// Spots by note number, in the order of the text.
pub type Spots = BTreeMap<u32, Vec<Spot>>;

/// Places of one number that are remembered, so that no text can fill the memory.
const SPOTS_PER_NUMBER: usize = 5_000;
/// Places that are weighed for one note.
const CANDIDATES: usize = 200;

/// Every place where a marker may be glued to a word, with its evidence.
pub fn spots(lines: &[Line]) -> Spots {
    let raised_known = lines.iter().any(|line| !line.raised.is_empty());
    let mut spots = Spots::new();
    for (index, line) in lines.iter().enumerate() {
        if !line.is_body() {
            continue;
        }
        if raised_known {
            for range in line.raised.iter().filter(|range| range.start > 0) {
                add(&mut spots, index, range.clone(), &line.text, 6.0);
            }
        } else {
            scan(&line.text, |range, score| add(&mut spots, index, range, &line.text, score));
        }
    }
    spots
}

fn add(spots: &mut Spots, line: usize, range: Range<usize>, text: &str, score: f32) {
    let Some(number) = text.get(range.clone()).and_then(number) else { return };
    let of_number = spots.entry(number).or_default();
    if of_number.len() < SPOTS_PER_NUMBER {
        of_number.push(Spot { line, range, score });
    }
}

/// A number of one to three digits, raised digits and brackets allowed.
fn number(text: &str) -> Option<u32> {
    let digits: String = text.chars().filter_map(digit).collect();
    digits.parse().ok().filter(|number| (1..=999).contains(number))
}

/// A digit, plain or raised.
pub fn digit(sign: char) -> Option<char> {
    match sign {
        '0'..='9' => Some(sign),
        '⁰' => Some('0'),
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁴'..='⁹' => char::from_digit(sign as u32 - '⁰' as u32, 10),
        _ => None,
    }
}

/// Finds runs of digits that end a word and do not begin it.
fn scan(text: &str, mut found: impl FnMut(Range<usize>, f32)) {
    let mut signs = text.char_indices().peekable();
    let mut before: Option<char> = None;
    let mut token = 0;
    while let Some((at, sign)) = signs.next() {
        if sign.is_whitespace() {
            token = at + sign.len_utf8();
        }
        if digit(sign).is_none() {
            before = Some(sign);
            continue;
        }
        let mut end = at + sign.len_utf8();
        while let Some((next, following)) = signs.next_if(|(_, c)| digit(*c).is_some()) {
            end = next + following.len_utf8();
        }
        let raised = !sign.is_ascii_digit();
        let run = &text[at..end];
        let score = evidence(&text[token..at], before, run, &text[end..]);
        if let Some((from, score)) = year_with_marker(run).map(|skip| (at + skip, 1.0)).filter(|_| at == token) {
            found(from..end, score);
        } else if run.chars().count() <= 3 && score > 0.0 {
            let bracketed = before == Some('[') && text[end..].starts_with(']');
            // A blank before the bracket goes with it.
            let range = if bracketed { text[..at - 1].trim_end().len()..end + 1 } else { at..end };
            found(range, if raised { 5.0 } else { score });
        }
        before = text[..end].chars().next_back();
    }
}

/// `202415` is the year 2024 with marker 15.
fn year_with_marker(run: &str) -> Option<usize> {
    let is_year = run.starts_with("19") || run.starts_with("20");
    (is_year && run.is_ascii() && (5..=7).contains(&run.len())).then_some(4)
}

/// How much speaks for a marker: `token` is the word up to the digits, `after` all that follows them.
fn evidence(token: &str, before: Option<char>, digits: &str, after: &str) -> f32 {
    let Some(before) = before.filter(|_| !token.is_empty()) else { return 0.0 };
    let next = after.chars().next();
    let ends = next.is_none_or(|c| c.is_whitespace() || ".,;:)]”’\"'»?!".contains(c));
    let address = token.contains("://") || token.starts_with("www.") || token.contains('@') || token.contains('=');
    if !ends || address || digits.starts_with('0') {
        return 0.0;
    }
    let stem = &token[..token.len() - before.len_utf8()];
    let digit_before_sign = stem.chars().next_back().is_some_and(|c| c.is_ascii_digit());
    let sentence_ends = after.trim_start().is_empty() || after.trim_start().starts_with(|c: char| c.is_uppercase() || "‘“\"'".contains(c));
    match before {
        '[' => {
            if stem.is_empty() || next != Some(']') {
                0.3
            } else {
                4.0
            }
        }
        _ if before.is_alphabetic() => word_evidence(token),
        '.' if digit_before_sign => {
            if sentence_ends {
                1.5
            } else {
                0.2
            }
        }
        ',' | ':' if digit_before_sign => 0.1,
        ')' if token.contains("(1") || token.contains("(2") => 0.1,
        '’' | '\'' | '‘' | '"' if stem.is_empty() => 0.0,
        '.' | ',' | ';' | ':' | ')' | '”' | '’' | '"' | '\'' | '»' | '?' | '!' | '…' => 3.0,
        '%' | '€' => 0.5,
        _ => 0.0,
    }
}

/// Words such as `CO2`, `G20` and `m2` end in digits of their own.
fn word_evidence(token: &str) -> f32 {
    let letters = token.trim_start_matches(|c: char| !c.is_alphanumeric());
    let capitals = letters.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let short = letters.chars().count() <= 2;
    match (capitals, short) {
        (true, _) | (_, true) => 0.4,
        _ => 2.0,
    }
}

/// Lines before a note in which a marker set apart is looked for: two pages.
const DETACHED_REACH: usize = 150;

/// A note whose marker is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    pub number: u32,
    /// The marker stands after this line …
    pub after: Option<usize>,
    /// … and before this one, where the note's text begins.
    pub before: usize,
}

/// The marker of each note, where one is found.
pub fn place(lines: &[Line], spots: &Spots, wanted: &[Wanted]) -> Vec<Option<Spot>> {
    let slots: Vec<Vec<Spot>> = wanted.iter().map(|note| candidates(lines, spots, note)).collect();
    let mut placed = choose(&slots);
    let detached: Vec<Vec<Spot>> =
        (0..wanted.len()).map(|index| if placed[index].is_some() { Vec::new() } else { detached(lines, wanted, &placed, index) }).collect();
    let fixed: Vec<Vec<Spot>> = placed.iter().zip(detached).map(|(spot, found)| spot.clone().map_or(found, |spot| vec![spot])).collect();
    for (place, found) in placed.iter_mut().zip(choose(&fixed)) {
        *place = place.take().or(found);
    }
    placed
}

fn choose(slots: &[Vec<Spot>]) -> Vec<Option<Spot>> {
    let scored: Vec<Vec<Candidate>> = slots
        .iter()
        .map(|spots| spots.iter().map(|spot| Candidate { place: (spot.line, spot.range.start), score: spot.score }).collect())
        .collect();
    align(&scored).into_iter().zip(slots).map(|(index, spots)| index.map(|index| spots[index].clone())).collect()
}

fn candidates(lines: &[Line], spots: &Spots, note: &Wanted) -> Vec<Spot> {
    let page = lines.get(note.before).map_or(0, |line| line.page);
    let fits = |spot: &&Spot| lines[spot.line].is_body();
    let near = |spot: &Spot| if lines[spot.line].page + 1 >= page { spot.score } else { spot.score * 0.5 };
    let of_number = spots.get(&note.number).map_or(&[][..], Vec::as_slice);
    let until = of_number.partition_point(|spot| spot.line < note.before);
    let from = of_number.partition_point(|spot| note.after.is_some_and(|after| spot.line <= after)).max(until.saturating_sub(CANDIDATES));
    of_number.get(from..until).unwrap_or(&[]).iter().filter(fits).map(|spot| Spot { score: near(spot), ..spot.clone() }).collect()
}

/// Markers that a converter set apart: `zijn. 1 De`, or alone on a line between lines of text.
fn detached(lines: &[Line], wanted: &[Wanted], placed: &[Option<Spot>], index: usize) -> Vec<Spot> {
    let note = &wanted[index];
    let page = lines.get(note.before).map_or(0, |line| line.page);
    let left = placed[..index].iter().rev().flatten().next().map(|spot| spot.line);
    let right = placed[index + 1..].iter().flatten().next().map(|spot| spot.line);
    let from = left.or(note.after.map(|line| line + 1)).unwrap_or(0);
    let to = right.map_or(note.before, |line| (line + 1).min(note.before));
    let digits = note.number.to_string();
    let mut found = Vec::new();
    for line in from.max(to.saturating_sub(DETACHED_REACH))..to.min(lines.len()) {
        if !lines[line].is_body() || lines[line].page + 1 < page {
            continue;
        }
        let follows_text = line > 0 && lines[line - 1].is_body();
        find_detached(&lines[line].text, &digits, follows_text, |range, score| found.push(Spot { line, range, score }));
        if found.len() >= CANDIDATES {
            break;
        }
    }
    found
}

fn find_detached(text: &str, digits: &str, follows_text: bool, mut found: impl FnMut(Range<usize>, f32)) {
    for (at, _) in text.match_indices(digits) {
        let (before, after) = (&text[..at], &text[at + digits.len()..]);
        let apart = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || ",.;:".contains(c));
        let bare = before.trim_end();
        if bare.is_empty() {
            if follows_text && (after.trim().is_empty() || after.trim_start().starts_with([',', '.', ';'])) && before.is_empty() {
                found(0..digits.len(), 1.2);
            }
            continue;
        }
        if !apart || bare.len() == before.len() {
            continue;
        }
        let after_sentence = bare.ends_with(['.', '”', '’', ')', '"', '?', '!']) && !ends_in_abbreviation(bare);
        let sentence_follows = after.trim_start().is_empty() || after.trim_start().starts_with(char::is_uppercase);
        let before_sign = after.starts_with([' ']) && after.trim_start().starts_with([',', '.', ';']);
        if after_sentence && sentence_follows || before_sign {
            found(bare.len()..at + digits.len(), 1.0);
        }
    }
}

/// `nr. 4` and `art. 4` are no sentences that end.
fn ends_in_abbreviation(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("").to_lowercase();
    ["nr.", "nrs.", "art.", "p.", "pag.", "blz.", "no.", "par.", "lid.", "d.d.", "ca.", "hfst.", "bijl."].contains(&last.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::line::lines_of_text;
    use super::*;

    fn best(text: &str, number: u32) -> f32 {
        let lines = lines_of_text(text);
        let found = spots(&lines);
        found.get(&number).into_iter().flatten().map(|spot| spot.score).fold(0.0, f32::max)
    }

    #[test]
    fn markers_as_converters_leave_them() {
        for text in ["zijn.7  De raad", "eerder gedeeld7, in dat", "7 maart jl.7 Volgens", "Lissabon7 een", "genoemd.”7", "zijn²⁷"] {
            let number = if text.contains('²') { 27 } else { 7 };
            assert!(best(text, number) >= 2.0, "{text}: {}", best(text, number));
        }
    }

    #[test]
    fn numbers_that_are_no_markers() {
        for text in ["nr. 7", "CO7 en", "van 3.7 miljoen", "2024/7", "artikel 7bis", "COVID-7", "https://a.nl/b7", "12:7", "7 bijen"] {
            assert!(best(text, 7) < 1.0, "{text}: {}", best(text, 7));
        }
    }
}
