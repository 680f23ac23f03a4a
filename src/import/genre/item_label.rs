//! Labels that begin a line: `3.`, `Ad 3)`, `a).`, `II.`, bullets.
//!
//! Takes: a text.
//! Gives: its label, what that counts, and the rest.
//! Never: decides whether a label makes an item; that depends on what is around it.

/// What a label counts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemLabel {
    /// `I.`, `Deel II:`
    Roman(u32),
    /// `3.`, `3)`, `Agendapunt 3:`
    Number(u32),
    /// `Ad 3)`: the annotation of an item that was listed before.
    Ad(u32),
    /// `a)`, `a.`, `a).`, `b.)`, counted from 1.
    Letter(u32),
    /// `3.1`
    Decimal,
}

/// A label at the start of a text, and what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LabelledText<'a> {
    pub(crate) label: ItemLabel,
    /// The label as typed, without blanks.
    pub(crate) mark: &'a str,
    /// The text after it; empty only after `Ad`.
    pub(crate) rest: &'a str,
}

/// Signs that word processors and converters use for bullets, including private-use ones of symbol fonts.
const BULLETS: &[char] = &[
    '•', '·', '▪', '‣', '◦', '●', '○', '■', '□', '➢', '►', '✓', '\u{f0b7}', '\u{f0a7}', '\u{f02d}', '\u{f0d8}',
    '\u{f0fc}',
];
/// Signs that are bullets only if the text does not continue from the line before.
const DASHES: &[char] = &['-', '–', '—', '*'];

/// The label at the start of a text; `None` if there is none, or no words follow it.
pub(crate) fn label(text: &str) -> Option<LabelledText<'_>> {
    number(text, 0).or_else(|| letter(text)).or_else(|| roman(text)).or_else(|| worded(text))
}

/// The bullet at the start of a text, and what follows it.
pub(crate) fn bullet(text: &str) -> Option<BulletedText<'_>> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    if BULLETS.contains(&first) {
        return Some(BulletedText { bullet: Bullet::Sure, rest: rest.trim_start() });
    }
    if rest.is_empty() {
        return is_bullet_word(text).then_some(BulletedText { bullet: Bullet::Loose, rest });
    }
    let spaced = rest.starts_with(char::is_whitespace) && !rest.trim().is_empty();
    let letter_o = first == 'o' && rest.starts_with([' ', '\t']) && rest.trim_start().starts_with(char::is_uppercase);
    (spaced && DASHES.contains(&first) || letter_o)
        .then(|| BulletedText { bullet: Bullet::Loose, rest: rest.trim_start() })
}

/// How certain it is that a sign is a bullet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bullet {
    /// A sign that cannot be anything else.
    Sure,
    /// A dash or letter, which may be just that.
    Loose,
}

/// A text that begins with a bullet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BulletedText<'a> {
    pub(crate) bullet: Bullet,
    /// The text after it, without blanks at its start.
    pub(crate) rest: &'a str,
}

/// Whether a word is just a bullet sign.
pub(crate) fn is_bullet_word(word: &str) -> bool {
    let mut signs = word.chars();
    let Some(sign) = signs.next() else { return false };
    signs.next().is_none() && (BULLETS.contains(&sign) || DASHES.contains(&sign) || sign == 'o')
}

/// The end of a label: one or two of the signs `.`, `)`, `:`, then a blank.
fn after_label(rest: &str) -> Option<usize> {
    let signs = rest.chars().take_while(|c| matches!(c, '.' | ')' | ':')).count();
    let follows_blank = rest[signs..].starts_with(char::is_whitespace);
    // `2.(ev.) Godkännande av A-punkterna`: this word is part of no number, so that no blank is needed.
    let possible = ["(ev.) ", "(evt.) ", "(poss.) "].iter().any(|word| rest[signs..].starts_with(word));
    (matches!(signs, 1 | 2) && (follows_blank || possible) && !rest[signs..].trim().is_empty()).then_some(signs)
}

fn labelled(text: &str, label: ItemLabel, mark_end: usize) -> Option<LabelledText<'_>> {
    let (mark, rest) = text.split_at_checked(mark_end)?;
    Some(LabelledText { label, mark: mark.trim_end(), rest: rest.trim_start() })
}

fn number(text: &str, from: usize) -> Option<LabelledText<'_>> {
    let ReadNumber { value, length: digits } = digits(text.get(from..)?)?;
    let after = &text[from + digits..];
    if let Some(second) = after.strip_prefix('.')
        && let Some(minor) = self::digits(second)
    {
        let rest = &second[minor.length..];
        let blank = rest.trim_start_matches(['.', ')']);
        let spaced = blank.starts_with(char::is_whitespace) && blank.trim_start().starts_with(char::is_uppercase);
        let end = text.len() - blank.len();
        return spaced.then(|| labelled(text, ItemLabel::Decimal, end)).flatten();
    }
    labelled(text, ItemLabel::Number(value), from + digits + after_label(after)?)
}

/// A number at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReadNumber {
    pub(crate) value: u32,
    /// How many bytes it takes up.
    pub(crate) length: usize,
}

/// A number of one to three digits.
fn digits(text: &str) -> Option<ReadNumber> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&count) {
        return None;
    }
    text[..count].parse().ok().map(|value| ReadNumber { value, length: count })
}

fn letter(text: &str) -> Option<LabelledText<'_>> {
    if let Some(inner) = text.strip_prefix('(') {
        let first = inner.bytes().next().filter(u8::is_ascii_lowercase)?;
        let rest = inner[1..]
            .strip_prefix(')')
            .filter(|rest| rest.starts_with(char::is_whitespace) && !rest.trim().is_empty())?;
        return labelled(text, ItemLabel::Letter(u32::from(first - b'a') + 1), text.len() - rest.len());
    }
    let first = text.bytes().next().filter(u8::is_ascii_lowercase)?;
    // `a)Lagstiftning`, as some converters print it.
    let glued = text[1..].strip_prefix(')').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let length = if glued { 1 } else { after_label(&text[1..])? };
    labelled(text, ItemLabel::Letter(u32::from(first - b'a') + 1), 1 + length)
}

/// Whether a text begins with `ii.`, `iv)` and the like, which count within an item and are no labels of their own.
pub(crate) fn is_small_roman(text: &str) -> bool {
    small_roman_number(text)
        .is_some_and(|ReadNumber { length, .. }| (2..=5).contains(&length) && after_label(&text[length..]).is_some())
}

fn roman(text: &str) -> Option<LabelledText<'_>> {
    let ReadNumber { value, length } = roman_number(text)?;
    labelled(text, ItemLabel::Roman(value), length + after_label(&text[length..])?)
}

/// A roman number up to 39, in capitals.
fn roman_number(text: &str) -> Option<ReadNumber> {
    roman_of(text, b"IVX")
}

/// The same in small letters.
pub(crate) fn small_roman_number(text: &str) -> Option<ReadNumber> {
    roman_of(text, b"ivx")
}

/// A roman number with these signs for 1, 5 and 10.
fn roman_of(text: &str, signs: &[u8; 3]) -> Option<ReadNumber> {
    let sign = |byte: u8| signs.iter().position(|sign| *sign == byte);
    let length = text.bytes().take_while(|byte| sign(*byte).is_some()).count();
    let value = |index: usize| [1, 5, 10][sign(text.as_bytes()[index]).unwrap_or(0)];
    if !(1..=7).contains(&length) {
        return None;
    }
    let total = (0..length).fold(0i32, |sum, index| {
        let smaller = index + 1 < length && value(index) < value(index + 1);
        if smaller { sum - value(index) } else { sum + value(index) }
    });
    u32::try_from(total).ok().filter(|total| *total > 0).map(|value| ReadNumber { value, length })
}

/// `Ad 3)`, `Agendapunt 3:`, `Deel II –`.
fn worded(text: &str) -> Option<LabelledText<'_>> {
    let word = text.split(char::is_whitespace).next().filter(|word| !word.is_empty())?;
    let from =
        word.len() + text[word.len()..].chars().take_while(|c| c.is_whitespace()).map(char::len_utf8).sum::<usize>();
    let rest = text.get(from..)?;
    match word.to_lowercase().as_str() {
        "ad" => {
            let ReadNumber { value, length: count } = digits(rest)?;
            let letter = rest[count..].bytes().take(1).filter(u8::is_ascii_lowercase).count();
            let count = count + letter;
            let signs = rest[count..].chars().take_while(|c| matches!(c, '.' | ')' | ':')).count();
            let end = rest[count + signs..].chars().next();
            end.is_none_or(char::is_whitespace)
                .then(|| labelled(text, ItemLabel::Ad(value), from + count + signs))
                .flatten()
        }
        "agendapunt" | "punt" | "item" | "dagsordenspunkt" | "dagordningspunkt" | "punkt" => {
            let ReadNumber { value, length: count } = digits(rest)?;
            labelled(text, ItemLabel::Number(value), from + count + separator(&rest[count..])?)
        }
        "deel" | "part" => {
            let ReadNumber { value, length: count } = roman_number(rest)?;
            labelled(text, ItemLabel::Roman(value), from + count + separator(&rest[count..])?)
        }
        _ => None,
    }
}

/// A sign or dash after a label with a word, and the blanks before it.
fn separator(rest: &str) -> Option<usize> {
    let blank = rest.chars().take_while(|c| c.is_whitespace()).count();
    let sign = rest.trim_start().chars().next().filter(|c| matches!(c, '.' | ')' | ':' | '–' | '-' | '—'))?;
    let after = rest.trim_start().get(sign.len_utf8()..)?;
    let bytes = rest.len() - after.len();
    (blank <= 1 && after.starts_with(char::is_whitespace) && !after.trim().is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str, expected: ItemLabel, mark: &str, rest: &str) {
        let found = label(text).unwrap_or_else(|| panic!("no label in {text:?}"));
        assert_eq!((found.label, found.mark, found.rest), (expected, mark, rest));
    }

    #[test]
    fn labels_in_every_form() {
        is("3. Bijen", ItemLabel::Number(3), "3.", "Bijen");
        is("12) Bijen", ItemLabel::Number(12), "12)", "Bijen");
        is("a). Een", ItemLabel::Letter(1), "a).", "Een");
        assert!(
            is_small_roman("ii. Twee")
                && is_small_roman("iv) Vier")
                && !is_small_roman("i. Een")
                && !is_small_roman("vi-va is lang")
        );
        is("b.) Twee", ItemLabel::Letter(2), "b.)", "Twee");
        is("(c) Drie", ItemLabel::Letter(3), "(c)", "Drie");
        is("IV. Vier", ItemLabel::Roman(4), "IV.", "Vier");
        is("Ad 3)", ItemLabel::Ad(3), "Ad 3)", "");
        is("Ad 4) Titel", ItemLabel::Ad(4), "Ad 4)", "Titel");
        is("Ad 4b) Titel", ItemLabel::Ad(4), "Ad 4b)", "Titel");
        is("Agendapunt 2: Water", ItemLabel::Number(2), "Agendapunt 2:", "Water");
        is("Dagsordenspunkt 2: Vand", ItemLabel::Number(2), "Dagsordenspunkt 2:", "Vand");
        is("Deel II – Recht", ItemLabel::Roman(2), "Deel II –", "Recht");
        is("3.1 Titel", ItemLabel::Decimal, "3.1", "Titel");
        is("2.(ev.) Godkännande", ItemLabel::Number(2), "2.", "(ev.) Godkännande");
        is("a)Lagstiftning", ItemLabel::Letter(1), "a)", "Lagstiftning");
    }

    #[test]
    fn numbers_that_are_no_labels() {
        for text in ["2024. En", "3.5 miljoen", "3 bijen", "a bij", "1.", "(a)", "(ad) b", "Ad hoc", "x", "", "é) a"] {
            assert_eq!(label(text), None, "{text:?}");
        }
    }

    #[test]
    fn bullets() {
        assert_eq!(bullet("• een"), Some(BulletedText { bullet: Bullet::Sure, rest: "een" }));
        assert_eq!(bullet("- een"), Some(BulletedText { bullet: Bullet::Loose, rest: "een" }));
        assert_eq!(bullet("-een"), None);
        assert_eq!(bullet("o Een"), Some(BulletedText { bullet: Bullet::Loose, rest: "Een" }));
        assert_eq!(bullet("o een"), None);
    }
}
