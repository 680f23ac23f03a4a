//! Headings that contain a treatment: `Title (voortgangsrapport)`, `Title – beleidsdebat`, `Beleidsdebat: title`.
//!
//! Takes: the words of a heading.
//! Gives: the title and the treatment separately, with every citation.
//! Never: takes off words that are not known to be a treatment.

use std::ops::Range;

use crate::import::genre::{item_label, treatments};
use crate::import::rich_text::RichText;

/// Signs that separate a treatment from the title.
const SEPARATORS: [char; 4] = [':', '–', '—', '-'];
/// The most words of a treatment before the title, unless all of it is a known one.
const WORDS_BEFORE: usize = 3;

/// The title of a heading, and its treatment if the heading contains one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TitledHeading {
    pub(super) title: RichText,
    pub(super) treatment: Option<RichText>,
    /// Whether the treatment came before the words of the title.
    pub(super) moved: bool,
}

impl TitledHeading {
    /// A heading left as it is.
    pub(super) fn whole(title: RichText) -> TitledHeading {
        TitledHeading { title, treatment: None, moved: false }
    }

    /// Takes the treatment off a heading, if it contains one.
    pub(super) fn parse(heading: RichText) -> TitledHeading {
        let text = heading.text();
        if let Some(from) = bracketed_start(&text).or_else(|| suffix_start(&text)) {
            let (title, treatment) = heading.split_at(from);
            return TitledHeading { title: title.tidy(), treatment: Some(without_signs(treatment)), moved: false };
        }
        let Some(Prefix { treatment: Range { start, end }, title }) = prefix(&text) else {
            return TitledHeading::whole(heading.tidy());
        };
        let (mut words, tail) = heading.split_at(start);
        let (treatment, tail) = tail.split_at(end - start);
        let (signs, rest) = tail.split_at(title - end);
        words.append(rest);
        let mut treatment = without_signs(treatment);
        treatment.append(signs.cites());
        TitledHeading { title: words.tidy(), treatment: Some(treatment), moved: true }
    }
}

/// The byte at which the bracket begins: `Title (voortgangsrapport)`.
fn bracketed_start(text: &str) -> Option<usize> {
    let open = match text.chars().next_back()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let from = text.rfind(open)?;
    let inner = &text[from + 1..text.len() - 1];
    let titled = text[..from].ends_with(' ') && !text[..from].trim().is_empty();
    (treatments::is_treatment(inner) && titled).then_some(from)
}

/// The byte of the sign in between: `Title – beleidsdebat`.
fn suffix_start(text: &str) -> Option<usize> {
    let (at, _) = text.match_indices(SEPARATORS).rfind(|(at, sign)| text[at + sign.len()..].starts_with(' '))?;
    let (title, rest) = text.split_at(at);
    let apart = title.ends_with(' ') || rest.starts_with(':');
    let rest = rest.trim_start_matches(|c| c == ' ' || SEPARATORS.contains(&c));
    let worded = title.ends_with(' ') && rest.starts_with(char::is_lowercase) && treatments::is_treatment(rest);
    let titled = item_label::label(title.trim()).map_or(at > 0, |found| !found.rest.is_empty());
    (apart && (worded || treatments::is_exact_treatment(rest)) && titled).then_some(at)
}

/// A treatment before the title, in bytes of the heading.
struct Prefix {
    treatment: Range<usize>,
    /// Where the title begins.
    title: usize,
}

/// `Beleidsdebat: title`, with or without a label.
fn prefix(text: &str) -> Option<Prefix> {
    let from = item_label::label(text).map_or(0, |found| text.len() - found.rest.len());
    let rest = &text[from..];
    let (at, sign) = rest.match_indices(SEPARATORS).find(|(at, sign)| rest[at + sign.len()..].starts_with(' '))?;
    let apart = sign == ":" || rest[..at].ends_with(' ');
    let words = rest[..at].trim_end();
    let known = treatments::is_exact_treatment(words)
        || (treatments::is_treatment(words) && words.split_whitespace().count() <= WORDS_BEFORE);
    let title = rest[at + sign.len()..].trim_start();
    let prefix = Prefix { treatment: from..from + words.len(), title: text.len() - title.len() };
    (apart && known && !title.is_empty()).then_some(prefix)
}

/// A treatment without brackets, dashes and blanks at its ends.
pub(super) fn without_signs(treatment: RichText) -> RichText {
    let text = treatment.text();
    let signs = |c: char| "()[]:–—- ".contains(c);
    let lead = text.len() - text.trim_start_matches(signs).len();
    let (before, rest) = treatment.split_at(lead);
    let inner = text[lead..].trim_end_matches([' ', ':', '–', '—', '-']);
    // A bracket that opens within the treatment itself has to keep its end.
    let opened = inner.matches('(').count();
    let surplus = inner.chars().rev().take_while(|c| matches!(c, ')' | ']')).count().saturating_sub(opened);
    let end = inner.len() - surplus;
    let (kept, tail) = rest.split_at(end);
    let mut words = before.cites();
    words.append(kept);
    words.append(tail.cites());
    words.without_emphasis().tidy()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(heading: &str, expected: &TitledHeading) {
        assert_eq!(&TitledHeading::parse(RichText::plain(heading)), expected, "{heading}");
    }

    fn behind(title: &str, treatment: &str) -> TitledHeading {
        let treatment = Some(RichText::plain(treatment));
        TitledHeading { title: RichText::plain(title), treatment, moved: false }
    }

    fn before(title: &str, treatment: &str) -> TitledHeading {
        TitledHeading { moved: true, ..behind(title, treatment) }
    }

    #[test]
    fn treatments_in_headings() {
        holds("II. Bijenwet (voortgangsrapport)", &behind("II. Bijenwet", "voortgangsrapport"));
        holds("Bijenwet – presentatie door de Commissie", &behind("Bijenwet", "presentatie door de Commissie"));
        holds("Bijenwet – Beleidsdebat", &behind("Bijenwet", "Beleidsdebat"));
        holds("3. Beleidsdebat: Bijenwet", &before("3. Bijenwet", "Beleidsdebat"));
        holds("Algemene oriëntatie – Bijenwet", &before("Bijenwet", "Algemene oriëntatie"));
        for heading in ["Bijenwet (COM)", "Bijen: stand"] {
            holds(heading, &TitledHeading::whole(RichText::plain(heading)));
        }
    }
}
