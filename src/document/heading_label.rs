//! The number or letter at the beginning of a heading.
//!
//! Takes: the words of a heading and its level.
//! Gives: [`HeadingLabel`], and how much of the words it takes up; for words that only look like one, what they count.
//! Never: takes a year, a date, an amount or a word for a label.

/// A label as typed, and what it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HeadingLabel {
    /// As typed: `a).`, `Ad 3)`, `II.`, `2.1`, `2 -`.
    pub typed: String,
    /// The bare count: `a`, `3`, `II`, `2.1`, `2`.
    pub count: String,
}

/// The label at the beginning of a heading of the given level: `I.`, `Deel II.`, `3.`, `Ad 3)`, `Agendapunt 3`, `2.1`, `B1.`, `2 -`,
/// `a)`, `a.`, `a).`, `b.)`, `(a)`.
///
/// Returns the label and the bytes that it takes up, including the blanks after it.
pub(crate) fn label(text: &str, level: u8) -> Option<(HeadingLabel, usize)> {
    let skip = lead(text, level)?;
    let count = count(&text[skip..], level)?;
    let after = &text[skip + count.len()..];
    let worded = skip > 1 || count.contains('.');
    let (signs, blanks) = closing(after)
        .filter(|(signs, _)| !text.starts_with('(') || &after[..*signs] == ")")
        .or_else(|| dash(after))
        .or_else(|| (worded && before_title(after)).then(|| (0, blanks(after))))?;
    // `Ad 2)` alone names an item, and is a title.
    if skip > 1 && signs == after.len() {
        return None;
    }
    let typed = text[..skip + count.len() + signs].to_owned();
    let taken = typed.len() + blanks;
    Some((HeadingLabel { typed, count: count.to_owned() }, taken))
}

/// What a number or letter without a sign behind it would count, as in `### b Leningen` and `## 2 Begroting`.
pub(crate) fn unsigned(text: &str, level: u8) -> Option<&str> {
    let count = &text[..text.find(|c: char| !c.is_ascii_alphanumeric())?];
    let counts = match level {
        1 => is_roman(count) || is_number(count),
        2 => is_number(count),
        3 => count.len() == 1 && count.chars().all(|c| c.is_ascii_lowercase()),
        _ => false,
    };
    (counts && before_title(&text[count.len()..])).then_some(count)
}

/// The number that a count in Arabic digits stands for.
pub(crate) fn arabic(count: &str) -> Option<u32> {
    count.parse().ok()
}

/// The number that a count in Roman digits stands for.
pub(crate) fn roman(count: &str) -> Option<u32> {
    let digit = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let digits: Vec<u32> = count.chars().map(digit).collect::<Option<_>>()?;
    let signed = |(at, value): (usize, &u32)| match digits.get(at + 1).is_some_and(|next| next > value) {
        true => -i64::from(*value),
        false => i64::from(*value),
    };
    u32::try_from(digits.iter().enumerate().map(signed).sum::<i64>()).ok().filter(|value| *value > 0)
}

/// The bytes before the count: a word such as `Agendapunt`, or a bracket. `None` where the level has no labels.
fn lead(text: &str, level: u8) -> Option<usize> {
    let words: &[&str] = match level {
        1 => &["Deel ", "Part "],
        2 => &["Ad ", "Agendapunt ", "Agenda item ", "Item ", "Punt ", "Point "],
        3 => return Some(usize::from(text.starts_with('('))),
        _ => return None,
    };
    let begins = |word: &&&str| text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    Some(words.iter().find(begins).map_or(0, |word| word.len()))
}

fn count(text: &str, level: u8) -> Option<&str> {
    let whole = |end: usize| !text[end..].starts_with(|c: char| c.is_alphanumeric());
    let run = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    if let Some(end) = decimal(text).filter(|end| level > 1 && *end > run && whole(*end)) {
        return Some(&text[..end]);
    }
    let count = &text[..run];
    let is_capital = |count: &str| count.len() == 1 && count.chars().all(|c| c.is_ascii_uppercase());
    let counts = match level {
        1 => is_roman(count) || is_number(count) || is_capital(count),
        2 => {
            is_roman(count)
                || is_number(count.trim_end_matches(|c: char| c.is_ascii_lowercase()))
                || is_capital(count)
                || (count.starts_with(|c: char| c.is_ascii_uppercase()) && count.len() <= 3 && is_number(&count[1..]))
        }
        _ => {
            count.len() <= 2
                && count.chars().all(|c| c.is_ascii_lowercase())
                && count.chars().all(|c| count.starts_with(c))
        }
    };
    (counts && run > 0 && whole(run)).then_some(count)
}

/// The end of a number in several steps, such as `2.1` and `B.1.3`. A step has at most two digits, since a year or a thousand is none.
fn decimal(text: &str) -> Option<usize> {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let first = digits(text);
    let mut end = match first {
        0 => text.starts_with(|c: char| c.is_ascii_uppercase()).then_some(1)?,
        1..=3 => first,
        _ => return None,
    };
    let mut steps = 0;
    while let Some(rest) = text[end..].strip_prefix('.') {
        let step = digits(rest);
        if step == 0 {
            break;
        }
        if step > 2 || rest.starts_with('0') {
            return None;
        }
        end += 1 + step;
        steps += 1;
    }
    (1..=3).contains(&steps).then_some(end)
}

/// Signs that close a label, and the blanks after them. Without a blank, a title has to follow: `3.Begroting`.
fn closing(after: &str) -> Option<(usize, usize)> {
    let signs = after.len() - after.trim_start_matches(['.', ')', ':']).len();
    let closing = &after[..signs];
    if !(1..=2).contains(&signs) || closing == ":)" {
        return None;
    }
    let (rest, blanks) = (&after[signs..], blanks(&after[signs..]));
    let glued = || signs == 1 && closing != ":" && is_title(rest);
    (blanks > 0 || rest.is_empty() || glued()).then_some((signs, blanks))
}

/// A dash that closes a label, and the blanks after it. Before a digit it makes a range.
fn dash(after: &str) -> Option<(usize, usize)> {
    let before = blanks(after);
    let sign = after[before..].chars().next().filter(|c| matches!(c, '-' | '–' | '—'))?;
    let end = before + sign.len_utf8();
    let blanks = blanks(&after[end..]);
    let rest = &after[end + blanks..];
    (blanks > 0 && !rest.starts_with(|c: char| c.is_ascii_digit())).then_some((end, blanks))
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Whether blanks and a word with a capital follow.
fn before_title(text: &str) -> bool {
    blanks(text) > 0 && text.trim_start().starts_with(char::is_uppercase)
}

/// Whether a word with a capital follows, which is no abbreviation such as `V.`.
fn is_title(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

fn is_roman(count: &str) -> bool {
    !count.is_empty() && count.len() <= 7 && count.chars().all(|c| "IVXLC".contains(c))
}

fn is_number(count: &str) -> bool {
    !count.is_empty() && count.len() <= 3 && count.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, level: u8) -> Option<(String, String, String)> {
        label(text, level).map(|(label, taken)| (label.typed, label.count, text[taken..].to_owned()))
    }

    fn is(typed: &str, count: &str, rest: &str) -> Option<(String, String, String)> {
        Some((typed.to_owned(), count.to_owned(), rest.to_owned()))
    }

    #[test]
    fn labels_in_all_the_ways_they_are_typed() {
        assert_eq!(typed("I. Binnenlandse Zaken", 1), is("I.", "I", "Binnenlandse Zaken"));
        assert_eq!(typed("Deel II. Justitie", 1), is("Deel II.", "II", "Justitie"));
        assert_eq!(typed("Deel II – Justitie", 1), is("Deel II –", "II", "Justitie"));
        assert_eq!(typed("12. Overige onderwerpen", 2), is("12.", "12", "Overige onderwerpen"));
        assert_eq!(typed("Ad 3) Richtlijn", 2), is("Ad 3)", "3", "Richtlijn"));
        for (label, count) in [("a)", "a"), ("a.", "a"), ("a).", "a"), ("b.)", "b"), ("aa)", "aa"), ("(c)", "c")] {
            let heading = format!("{label} Punt");
            assert_eq!(typed(&heading, 3), is(label, count, "Punt"));
        }
        for (label, count) in [
            ("2.1", "2.1"),
            ("2.1.", "2.1"),
            ("2.10.3", "2.10.3"),
            ("B.1", "B.1"),
            ("B1.", "B1"),
            ("A.", "A"),
            ("Item 2:", "2"),
            ("Agendapunt 2.", "2"),
            ("AGENDAPUNT 2", "2"),
            ("Punt 2.1", "2.1"),
            ("2:", "2"),
            ("2 -", "2"),
            ("2 –", "2"),
            ("12a.", "12a"),
        ] {
            let heading = format!("{label} Begroting");
            assert_eq!(typed(&heading, 2), is(label, count, "Begroting"));
        }
        assert_eq!(typed("2.1 Tarieven", 3), is("2.1", "2.1", "Tarieven"));
        assert_eq!(typed("a)Tarieven", 3), is("a)", "a", "Tarieven"));
        assert_eq!(typed("3.Begroting", 2), is("3.", "3", "Begroting"));
        assert_eq!(typed("1.", 2), is("1.", "1", ""));
    }

    #[test]
    fn what_only_looks_like_a_label() {
        for (text, level) in [
            ("2024 in cijfers", 2),
            ("10.000 paspoorten", 2),
            ("1.500 Miljoen", 2),
            ("3.5 procent", 2),
            ("11.6.2026 Vergadering", 2),
            ("27 - 28 juni", 2),
            ("27 lidstaten", 2),
            ("2-daagse Raad", 2),
            ("A2 Snelweg", 2),
            ("G7. top", 1),
            ("V.S. en de EU", 1),
            ("Item", 2),
            ("Ad 2)", 2),
            ("Punt van orde", 2),
            ("Inhoud", 3),
            ("de)", 3),
            ("(a. b", 3),
            ("(EU) 2019", 3),
            ("", 1),
            ("ad. hoc", 3),
        ] {
            assert_eq!(typed(text, level), None, "{text}");
        }
    }

    #[test]
    fn roman_digits_have_a_value() {
        assert_eq!([roman("IV"), roman("XIX"), roman("III"), roman("A")], [Some(4), Some(19), Some(3), None]);
    }
}
