//! Account numbers (ISO 13616).
//!
//! Takes: a text, and a byte at which a letter stands.
//! Gives: the account number that begins there, if its length and its check digits are right.
//! Never: takes part of a longer word for one.

use super::kind::{PersonalData, PersonalKind};

/// How long the numbers of each country are.
const LENGTHS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IS", 26),
    ("IT", 27),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("TR", 26),
    ("UA", 29),
];

/// The account number that begins at a byte.
pub(super) fn at(text: &str, start: usize) -> Option<PersonalData> {
    let rest = &text[start..];
    let country = rest.get(..2)?;
    if !rest.as_bytes().get(2..4)?.iter().all(u8::is_ascii_digit) || text[..start].ends_with(char::is_alphanumeric) {
        return None;
    }
    let (_, length) = LENGTHS.iter().find(|(known, _)| *known == country)?;
    let mut taken = String::with_capacity(*length);
    let mut end = start;
    let mut apart = false;
    for (at, c) in rest.char_indices() {
        match c {
            'A'..='Z' | '0'..='9' => {
                taken.push(c);
                apart = false;
                end = start + at + 1;
            }
            ' ' | '\u{a0}' | '.' | '-' if !apart => apart = true,
            _ => break,
        }
        if taken.len() == *length {
            break;
        }
    }
    let whole = taken.len() == *length && !text[end..].starts_with(char::is_alphanumeric);
    (whole && remainder(&taken) == 1).then_some(PersonalData { kind: PersonalKind::BankAccount, range: start..end })
}

/// What is left when the number, with its beginning moved to its end and letters as 10 to 35, is divided by 97.
fn remainder(number: &str) -> u32 {
    let digits = number[4..].chars().chain(number[..4].chars());
    digits.fold(0, |left, c| match c.to_digit(36).unwrap_or(0) {
        value @ 0..10 => (left * 10 + value) % 97,
        value => (left * 100 + value) % 97,
    })
}
