//! Numbers of persons that are digits alone.
//!
//! Takes: a text, and a byte at which a digit or a plus sign stands.
//! Gives: the mobile number or citizen service number that begins there.
//! Never: takes part of a longer number, a reference, an address on the web or an amount for one.

use super::kind::{Care, PersonalData, PersonalKind};

/// What a mobile number begins with, blanks and signs aside.
const MOBILE: [&str; 4] = ["06", "+316", "00316", "+3106"];

/// Words behind which a number is of a person.
const OF_PERSON: [&str; 5] = ["bsn", "burgerservicenummer", "sofinummer", "sofi-nummer", "citizen service number"];

/// Words behind which a number is one of something else.
const OF_ELSE: [&str; 18] = [
    "kenmerk",
    "nr",
    "nrs",
    "no",
    "kvk",
    "kvk-nummer",
    "rsin",
    "btw",
    "isbn",
    "issn",
    "zaak",
    "zaaknummer",
    "dossier",
    "kamerstuk",
    "id",
    "reference",
    "eur",
    "€",
];

/// How citizen service numbers are grouped, and how they are where nobody could take them for an amount.
const PLAIN: &[&[usize]] = &[&[4, 2, 3]];
const NAMED: &[&[usize]] = &[&[4, 2, 3], &[3, 3, 3], &[4, 2, 2], &[2, 3, 3]];

/// Words that make an amount of the number before them.
const AMOUNTS: [&str; 8] = ["euro", "eur", "miljoen", "miljard", "mln", "mld", "million", "%"];

pub(super) fn at(text: &str, start: usize, care: Care) -> Option<PersonalData> {
    // Most numbers are far too short.
    if text.as_bytes()[start..].iter().take(24).filter(|byte| byte.is_ascii_digit()).count() < 8 {
        return None;
    }
    let before = &text[..start];
    // Part of a longer number, a word, an attribute or an address.
    let last = before.chars().next_back();
    let joined = last.is_some_and(char::is_alphanumeric);
    let inner = last.is_some_and(|c| "-_/=#&+%".contains(c))
        || before.strip_suffix(['.', ',', ')']).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    if joined || (care == Care::Report && (inner || in_address(before))) {
        return None;
    }
    let run = Run::read(text, start);
    run.mobile(start).or_else(|| run.citizen(text, start, care))
}

/// Digits with what stands between them.
struct Run {
    digits: String,
    /// The byte behind each digit.
    ends: Vec<usize>,
    /// What stands before each digit: nothing but a blank, a full stop and the like.
    gaps: Vec<usize>,
}

impl Run {
    /// Reads as many digits as a number of a person may have, and one more.
    fn read(text: &str, start: usize) -> Run {
        let mut run = Run { digits: String::new(), ends: Vec::new(), gaps: Vec::new() };
        let mut gap = 0;
        for (at, c) in text[start..].char_indices() {
            match c {
                '0'..='9' => {
                    run.digits.push(c);
                    run.ends.push(start + at + 1);
                    run.gaps.push(std::mem::take(&mut gap));
                }
                '+' if at == 0 => {}
                ' ' | '-' | '.' | '\u{a0}' | '\u{2011}' | '(' | ')' if gap < 3 => gap += 1,
                _ => break,
            }
            if run.digits.len() > 14 {
                break;
            }
        }
        run
    }

    fn mobile(&self, start: usize) -> Option<PersonalData> {
        let plain = |prefix: &&str| self.digits.starts_with(prefix.trim_start_matches('+'));
        let plus = self.ends.first().is_some_and(|end| end - start == 2);
        let prefix = MOBILE.iter().find(|prefix| prefix.starts_with('+') == plus && plain(prefix))?;
        let digits = prefix.trim_start_matches('+').len();
        let own = self.digits.get(digits..digits + 8)?;
        let joined = self.gaps.get(digits + 8).is_some_and(|gap| *gap == 0);
        (own.starts_with(['1', '2', '3', '4', '5', '8']) && !joined)
            .then(|| PersonalData { kind: PersonalKind::MobileNumber, range: start..self.ends[digits + 7] })
    }

    fn citizen(&self, text: &str, start: usize, care: Care) -> Option<PersonalData> {
        let before = &text[..start];
        let near = before[before.floor_char_boundary(before.len().saturating_sub(30))..].to_lowercase();
        let named = OF_PERSON.iter().any(|word| near.contains(word));
        let shapes = if named { NAMED } else { PLAIN };
        let (count, groups) = self.length(shapes)?;
        let digits = &self.digits[..count];
        let end = self.ends[count - 1];
        let behind = &text[end..];
        let goes_on = behind.starts_with(|c: char| c.is_alphanumeric() || "-_/@=".contains(c))
            || behind.strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let goes_on = match care {
            Care::Report => goes_on,
            Care::Hide => behind.starts_with(char::is_alphanumeric),
        };
        if goes_on || !passes(digits) {
            return None;
        }
        let word = behind.trim_start().to_lowercase();
        let amount = AMOUNTS.iter().any(|unit| word.starts_with(unit));
        let numbered =
            before.trim_end().strip_suffix(')').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
        let else_of = || amount || numbered || OF_ELSE.iter().any(|word| ends_with_word(before, word));
        let other = is_day(digits) || (care == Care::Report && else_of());
        // A number in groups of three digits is an amount, unless somebody says otherwise.
        let plain = groups.is_empty() || PLAIN.contains(&groups.as_slice());
        (named || (!other && plain)).then_some(PersonalData { kind: PersonalKind::CitizenNumber, range: start..end })
    }

    /// How many digits belong together, and how they are grouped: not at all, or in one of these ways.
    fn length(&self, shapes: &[&[usize]]) -> Option<(usize, Vec<usize>)> {
        let joined = |count: usize| (1..count).all(|at| self.gaps[at] == 0);
        let closed = |count: usize| self.gaps.get(count).is_none_or(|gap| *gap > 0);
        let alone = [9, 8].into_iter().find(|count| self.digits.len() >= *count && closed(*count) && joined(*count));
        if let Some(count) = alone {
            return Some((count, Vec::new()));
        }
        let fits = |shape: &&&[usize]| {
            let count: usize = shape.iter().sum();
            let begins: Vec<usize> = shape.iter().scan(0, |at, size| Some(std::mem::replace(at, *at + size))).collect();
            self.digits.len() >= count
                && closed(count)
                && (1..count).all(|at| if begins.contains(&at) { self.gaps[at] == 1 } else { self.gaps[at] == 0 })
        };
        shapes.iter().find(fits).map(|shape| (shape.iter().sum(), shape.to_vec()))
    }
}

/// The eleven test: the digits, weighed by their places, the last one negatively, make a multiple of eleven.
fn passes(digits: &str) -> bool {
    let sum: i32 = digits
        .bytes()
        .rev()
        .zip(1..)
        .map(|(digit, place)| i32::from(digit - b'0') * if place == 1 { -1 } else { place })
        .sum();
    sum % 11 == 0 && digits.bytes().any(|digit| digit != b'0')
}

/// Whether eight digits are a day of these times: `20240613`.
fn is_day(digits: &str) -> bool {
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    let is = |year, month, day| {
        matches!(year, Some(1900..2100)) && matches!(month, Some(1..=12)) && matches!(day, Some(1..=31))
    };
    digits.len() == 8 && (is(number(0..4), number(4..6), number(6..8)) || is(number(4..8), number(2..4), number(0..2)))
}

/// Whether a text ends with a word, whatever signs stand behind it.
fn ends_with_word(text: &str, word: &str) -> bool {
    let from = text.floor_char_boundary(text.len().saturating_sub(40));
    let end =
        text[from..].trim_end_matches([' ', '\u{a0}', '.', ':', '(', '*', '_', '"', '’', '‘', '|']).to_lowercase();
    end.strip_suffix(word)
        .is_some_and(|rest| !word.starts_with(char::is_alphabetic) || !rest.ends_with(char::is_alphanumeric))
}

/// Whether what ends here is part of an address on the web.
fn in_address(before: &str) -> bool {
    let from = before.floor_char_boundary(before.len().saturating_sub(400));
    let blank = |c: char| c.is_whitespace() || "()<>\"".contains(c);
    before[from..].rsplit(blank).next().is_some_and(|word| word.contains("://"))
}
