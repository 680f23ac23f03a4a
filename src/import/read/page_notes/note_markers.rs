//! Footnote markers in running text: numbers glued to words (`gedeeld15`), after punctuation (`zijn.1`), raised or in
//! brackets.
//!
//! Takes: lines.
//! Gives: every place where there may be a marker, with the evidence for it.
//! Never: decides which of them are markers; `marker_placement` does.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::import::source_line::SourceLine;

/// A place where the marker of a note may be.
#[derive(Clone, Debug)]
pub(crate) struct MarkerSpot {
    /// Index of the line.
    pub(crate) line: usize,
    /// The bytes of the line's text that the marker takes up.
    pub(crate) range: Range<usize>,
    /// How strong the evidence for it is.
    pub(crate) score: f32,
}

/// Places by note number, in the order of the text.
pub(crate) type MarkerSpots = BTreeMap<u32, Vec<MarkerSpot>>;

/// How many places of one number are remembered, so that no text can fill the memory.
const SPOTS_PER_NUMBER: usize = 5_000;

/// The longest word that a marker may be glued to, in bytes. Web addresses in letters are a tenth of this. Anything
/// longer is no word, and searching it for each of its digits would take time that grows with the square of its length.
const LONGEST_WORD: usize = 2_000;

// The evidence for a marker, by what its digits follow; from 1 on, it is more likely to be one than not.
/// Raised, according to the PDF.
const RAISED_IN_PDF: f32 = 6.0;
/// Digits that are raised characters: `¹²`.
const RAISED_DIGITS: f32 = 5.0;
/// In square brackets after a word.
const BRACKETED: f32 = 4.0;
/// After a sign that ends a sentence, a clause or a quotation.
const AFTER_SIGN: f32 = 3.0;
/// Glued to a word.
const AFTER_WORD: f32 = 2.0;
/// After a number and a full stop, where a sentence ends.
const AFTER_NUMBER_AND_STOP: f32 = 1.5;
/// Glued to a year: `202415`.
const AFTER_YEAR: f32 = 1.0;
/// After a sign of percent or of money.
const AFTER_UNIT: f32 = 0.5;
/// Glued to capitals or to one or two letters: `CO2`, `G20`, `m2`.
const AFTER_SHORT_WORD: f32 = 0.4;
/// After an opening bracket that nothing shows to be part of a marker.
const AFTER_BRACKET: f32 = 0.3;
/// After a number and a full stop, within a sentence.
const WITHIN_NUMBER: f32 = 0.2;
/// Part of a number, or of what is in brackets.
const HARDLY: f32 = 0.1;

/// Every place where a marker may be glued to a word, with its evidence.
pub(crate) fn spots(lines: &[SourceLine]) -> MarkerSpots {
    let raised_known = lines.iter().any(|line| !line.raised.is_empty());
    let mut spots = MarkerSpots::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.is_body()) {
        if raised_known {
            let raised = line.raised.iter().filter(|range| range.start > 0);
            raised.for_each(|range| add(&mut spots, line, spot(index, range.clone(), RAISED_IN_PDF)));
        } else {
            scan(&line.text, |range, score| add(&mut spots, line, spot(index, range, score)));
        }
    }
    spots
}

fn spot(line: usize, range: Range<usize>, score: f32) -> MarkerSpot {
    MarkerSpot { line, range, score }
}

fn add(spots: &mut MarkerSpots, line: &SourceLine, spot: MarkerSpot) {
    let Some(number) = line.text.get(spot.range.clone()).and_then(number) else { return };
    let of_number = spots.entry(number).or_default();
    if of_number.len() < SPOTS_PER_NUMBER {
        of_number.push(spot);
    }
}

/// A number of one to three digits, which may be raised or in brackets.
fn number(text: &str) -> Option<u32> {
    let digits: String = text.chars().filter_map(digit).collect();
    digits.parse().ok().filter(|number| (1..=999).contains(number))
}

/// A digit, plain or raised.
pub(crate) fn digit(sign: char) -> Option<char> {
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

/// Finds series of digits that end a word and do not begin it, each with its evidence.
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
        let run = &text[at..end];
        let score = evidence(&text[token..at], before, run, &text[end..]);
        if let Some(year) = year_before_marker(run).filter(|_| at == token) {
            found(at + year..end, AFTER_YEAR);
        } else if run.chars().count() <= 3 && score > 0.0 {
            let bracketed = before == Some('[') && text[end..].starts_with(']');
            // A blank before the bracket belongs to it.
            let range = if bracketed { text[..at - 1].trim_end().len()..end + 1 } else { at..end };
            found(range, if sign.is_ascii_digit() { score } else { RAISED_DIGITS });
        }
        before = text[..end].chars().next_back();
    }
}

/// How many bytes the year takes up in something like `202415`, which is 2024 with marker 15.
fn year_before_marker(run: &str) -> Option<usize> {
    let is_year = run.starts_with("19") || run.starts_with("20");
    (is_year && run.is_ascii() && (5..=7).contains(&run.len())).then_some(4)
}

/// The evidence for a marker: `token` is the word up to the digits, `after` everything that follows them.
fn evidence(token: &str, before: Option<char>, digits: &str, after: &str) -> f32 {
    let Some(before) = before.filter(|_| (1..=LONGEST_WORD).contains(&token.len())) else { return 0.0 };
    let next = after.chars().next();
    let ends = next.is_none_or(|c| c.is_whitespace() || ".,;:)]”’\"'»?!".contains(c));
    let address = token.contains("://") || token.starts_with("www.") || token.contains('@') || token.contains('=');
    if !ends || address || digits.starts_with('0') {
        return 0.0;
    }
    let stem = &token[..token.len() - before.len_utf8()];
    let after_number = stem.ends_with(|c: char| c.is_ascii_digit());
    let sentence_ends = after.trim_start().is_empty()
        || after.trim_start().starts_with(|c: char| c.is_uppercase() || "‘“\"'".contains(c));
    match before {
        '[' if stem.is_empty() || next != Some(']') => AFTER_BRACKET,
        '[' => BRACKETED,
        _ if before.is_alphabetic() => word_evidence(token),
        '.' if after_number && sentence_ends => AFTER_NUMBER_AND_STOP,
        '.' if after_number => WITHIN_NUMBER,
        ',' | ':' if after_number => HARDLY,
        ')' if token.contains("(1") || token.contains("(2") => HARDLY,
        '’' | '\'' | '‘' | '"' if stem.is_empty() => 0.0,
        '.' | ',' | ';' | ':' | ')' | '”' | '’' | '"' | '\'' | '»' | '?' | '!' | '…' => AFTER_SIGN,
        '%' | '€' => AFTER_UNIT,
        _ => 0.0,
    }
}

/// Words such as `CO2`, `G20` and `m2` end in digits of their own.
fn word_evidence(token: &str) -> f32 {
    let letters = token.trim_start_matches(|c: char| !c.is_alphanumeric());
    let capitals = letters.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let short = letters.chars().count() <= 2;
    if capitals || short { AFTER_SHORT_WORD } else { AFTER_WORD }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text_lines::lines_of_text;

    fn best(text: &str, number: u32) -> f32 {
        let lines = lines_of_text(text);
        let found = spots(&lines);
        found.get(&number).into_iter().flatten().map(|spot| spot.score).fold(0.0, f32::max)
    }

    #[test]
    fn markers_as_converters_leave_them() {
        for text in [
            "zijn.7  De raad",
            "eerder gedeeld7, in dat",
            "7 maart jl.7 Volgens",
            "Lissabon7 een",
            "genoemd.”7",
            "zijn²⁷",
        ] {
            let number = if text.contains('²') { 27 } else { 7 };
            assert!(best(text, number) >= 2.0, "{text}: {}", best(text, number));
        }
    }

    #[test]
    fn numbers_that_are_no_markers() {
        for text in [
            "nr. 7",
            "CO7 en",
            "van 3.7 miljoen",
            "2024/7",
            "artikel 7bis",
            "COVID-7",
            "https://a.nl/b7",
            "12:7",
            "7 bijen",
        ] {
            assert!(best(text, 7) < 1.0, "{text}: {}", best(text, 7));
        }
    }
}
