//! Labels that begin a line: `3.`, `Ad 3)`, `a).`, `II.`, bullets. Pure scanning; whether a label makes an item is decided elsewhere.

/// What a label counts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// `I.`, `Deel II:`
    Roman(u32),
    /// `3.`, `3)`, `Agendapunt 3:`; the flag-like word before it is kept in the text.
    Number(u32),
    /// `Ad 3)`: an annotation of a listed item.
    Ad(u32),
    /// `a)`, `a.`, `a).`, `b.)`, counted from 1.
    Letter(u32),
    /// `3.1`
    Decimal(u32, u32),
}

/// A label at the start of a text and what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labelled<'a> {
    pub label: Label,
    /// The label as typed, blanks excluded.
    pub mark: &'a str,
    /// The text after it; may be empty for `Ad` only.
    pub rest: &'a str,
}

/// Signs that word processors and converters use for bullets, private-use ones of symbol fonts included.
const BULLETS: &[char] =
    &['•', '·', '▪', '‣', '◦', '●', '○', '■', '□', '➢', '►', '✓', '\u{f0b7}', '\u{f0a7}', '\u{f02d}', '\u{f0d8}', '\u{f0fc}'];
/// Signs that are bullets only where the text does not go on from the line before.
const DASHES: &[char] = &['-', '–', '—', '*'];

/// The label at the start of a text, if there is one with words after it.
pub fn label(text: &str) -> Option<Labelled<'_>> {
    number(text, 0).or_else(|| letter(text)).or_else(|| roman(text)).or_else(|| worded(text))
}

/// Splits a bullet off a text. `loose` bullets are dashes, which may also be plain dashes.
pub fn bullet(text: &str) -> Option<(Bullet, &str)> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    if BULLETS.contains(&first) {
        return Some((Bullet::Sure, rest.trim_start()));
    }
    if rest.is_empty() {
        return is_bullet_word(text).then_some((Bullet::Loose, rest));
    }
    let spaced = rest.starts_with(char::is_whitespace) && !rest.trim().is_empty();
    let letter_o = first == 'o' && rest.starts_with([' ', '\t']) && rest.trim_start().starts_with(char::is_uppercase);
    (spaced && DASHES.contains(&first) || letter_o).then(|| (Bullet::Loose, rest.trim_start()))
}

/// How surely a sign is a bullet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bullet {
    Sure,
    Loose,
}

/// Whether a word is nothing but a bullet sign.
pub fn is_bullet_word(word: &str) -> bool {
    let mut signs = word.chars();
    let Some(sign) = signs.next() else { return false };
    signs.next().is_none() && (BULLETS.contains(&sign) || DASHES.contains(&sign) || sign == 'o')
}

/// The end of a label: one or two signs of `.`, `)`, `:` and then a blank.
fn after_label(rest: &str) -> Option<usize> {
    let signs = rest.chars().take_while(|c| matches!(c, '.' | ')' | ':')).count();
    let follows_blank = rest[signs..].starts_with(char::is_whitespace);
    (matches!(signs, 1 | 2) && follows_blank && !rest[signs..].trim().is_empty()).then_some(signs)
}

fn labelled(text: &str, label: Label, mark_end: usize) -> Option<Labelled<'_>> {
    let (mark, rest) = text.split_at_checked(mark_end)?;
    Some(Labelled { label, mark: mark.trim_end(), rest: rest.trim_start() })
}

fn number(text: &str, from: usize) -> Option<Labelled<'_>> {
    let (value, digits) = digits(text.get(from..)?)?;
    let after = &text[from + digits..];
    if let Some(second) = after.strip_prefix('.')
        && let Some((minor, minor_digits)) = self::digits(second)
    {
        let rest = &second[minor_digits..];
        let blank = rest.trim_start_matches(['.', ')']);
        let spaced = blank.starts_with(char::is_whitespace) && blank.trim_start().starts_with(char::is_uppercase);
        let end = text.len() - blank.len();
        return spaced.then(|| labelled(text, Label::Decimal(value, minor), end)).flatten();
    }
    labelled(text, Label::Number(value), from + digits + after_label(after)?)
}

/// A number of one to three digits and how many digits it has.
fn digits(text: &str) -> Option<(u32, usize)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&count) {
        return None;
    }
    text[..count].parse().ok().map(|value| (value, count))
}

fn letter(text: &str) -> Option<Labelled<'_>> {
    if let Some(inner) = text.strip_prefix('(') {
        let first = inner.bytes().next().filter(u8::is_ascii_lowercase)?;
        let rest = inner[1..].strip_prefix(')').filter(|rest| rest.starts_with(char::is_whitespace) && !rest.trim().is_empty())?;
        return labelled(text, Label::Letter(u32::from(first - b'a') + 1), text.len() - rest.len());
    }
    let first = text.bytes().next().filter(u8::is_ascii_lowercase)?;
    labelled(text, Label::Letter(u32::from(first - b'a') + 1), 1 + after_label(&text[1..])?)
}

/// Whether a text begins with `ii.`, `iv)` and the like, which count within a point and have no label of their own.
pub fn is_small_roman(text: &str) -> bool {
    small_roman_number(text).is_some_and(|(_, length)| (2..=5).contains(&length) && after_label(&text[length..]).is_some())
}

fn roman(text: &str) -> Option<Labelled<'_>> {
    let (value, length) = roman_number(text)?;
    labelled(text, Label::Roman(value), length + after_label(&text[length..])?)
}

/// A roman number up to 39 in capitals, and its length.
fn roman_number(text: &str) -> Option<(u32, usize)> {
    roman_of(text, b"IVX")
}

/// The same in small letters.
pub fn small_roman_number(text: &str) -> Option<(u32, usize)> {
    roman_of(text, b"ivx")
}

/// A roman number of these signs for 1, 5 and 10.
fn roman_of(text: &str, signs: &[u8; 3]) -> Option<(u32, usize)> {
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
    u32::try_from(total).ok().filter(|total| *total > 0).map(|total| (total, length))
}

/// `Ad 3)`, `Agendapunt 3:`, `Deel II –`.
fn worded(text: &str) -> Option<Labelled<'_>> {
    let word = text.split(char::is_whitespace).next().filter(|word| !word.is_empty())?;
    let from = word.len() + text[word.len()..].chars().take_while(|c| c.is_whitespace()).map(char::len_utf8).sum::<usize>();
    let rest = text.get(from..)?;
    match word.to_lowercase().as_str() {
        "ad" => {
            let (value, count) = digits(rest)?;
            let letter = rest[count..].bytes().take(1).filter(u8::is_ascii_lowercase).count();
            let count = count + letter;
            let signs = rest[count..].chars().take_while(|c| matches!(c, '.' | ')' | ':')).count();
            let end = rest[count + signs..].chars().next();
            end.is_none_or(char::is_whitespace).then(|| labelled(text, Label::Ad(value), from + count + signs)).flatten()
        }
        "agendapunt" | "punt" | "item" => {
            let (value, count) = digits(rest)?;
            labelled(text, Label::Number(value), from + count + separator(&rest[count..])?)
        }
        "deel" | "part" => {
            let (value, count) = roman_number(rest)?;
            labelled(text, Label::Roman(value), from + count + separator(&rest[count..])?)
        }
        _ => None,
    }
}

/// A sign or dash after a worded label, with the blanks before it.
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

    fn is(text: &str, expected: Label, mark: &str, rest: &str) {
        let found = label(text).unwrap_or_else(|| panic!("no label in {text:?}"));
        assert_eq!((found.label, found.mark, found.rest), (expected, mark, rest));
    }

    #[test]
    fn labels_in_every_form() {
        is("3. Bijen", Label::Number(3), "3.", "Bijen");
        is("12) Bijen", Label::Number(12), "12)", "Bijen");
        is("a). Een", Label::Letter(1), "a).", "Een");
        assert!(is_small_roman("ii. Twee") && is_small_roman("iv) Vier") && !is_small_roman("i. Een") && !is_small_roman("vi-va is lang"));
        is("b.) Twee", Label::Letter(2), "b.)", "Twee");
        is("(c) Drie", Label::Letter(3), "(c)", "Drie");
        is("IV. Vier", Label::Roman(4), "IV.", "Vier");
        is("Ad 3)", Label::Ad(3), "Ad 3)", "");
        is("Ad 4) Titel", Label::Ad(4), "Ad 4)", "Titel");
        is("Ad 4b) Titel", Label::Ad(4), "Ad 4b)", "Titel");
        is("Agendapunt 2: Water", Label::Number(2), "Agendapunt 2:", "Water");
        is("Deel II – Recht", Label::Roman(2), "Deel II –", "Recht");
        is("3.1 Titel", Label::Decimal(3, 1), "3.1", "Titel");
    }

    #[test]
    fn numbers_that_are_no_labels() {
        for text in ["2024. En", "3.5 miljoen", "3 bijen", "a bij", "1.", "(a)", "(ad) b", "Ad hoc", "x", "", "é) a"] {
            assert_eq!(label(text), None, "{text:?}");
        }
    }

    #[test]
    fn bullets() {
        assert_eq!(bullet("• een"), Some((Bullet::Sure, "een")));
        assert_eq!(bullet("- een"), Some((Bullet::Loose, "een")));
        assert_eq!(bullet("-een"), None);
        assert_eq!(bullet("o Een"), Some((Bullet::Loose, "Een")));
        assert_eq!(bullet("o een"), None);
    }
}
