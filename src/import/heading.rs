//! What a block looks like by itself: heading, label, treatment. Context is added in `agenda`.

use super::block::{Block, Kind};
use super::label::{self, Label, Labelled};
use super::rich::{Rich, Style};
use super::vocabulary;

/// Longest heading in characters, with a label and without one.
const LABELLED_LENGTH: usize = 300;
/// See `LABELLED_LENGTH`.
const BARE_LENGTH: usize = 130;

/// Most words of a heading that ends in an abbreviation with a full stop.
const LONGEST_SHORTENED: usize = 12;

/// The text of a block with the number that a word processor gave it.
pub fn labelled_text(block: &Block) -> String {
    match &block.kind {
        Kind::ListItem(_, Some(mark)) => format!("{mark} {}", block.text()),
        _ => block.text(),
    }
}

/// The block's text with its automatic number made part of it; the cells of a table one after the other.
pub fn labelled_rich(block: &Block) -> Rich {
    match &block.kind {
        Kind::Table(rows) => {
            let mut rich = Rich::default();
            for cell in rows.iter().flatten() {
                rich.append(cell.clone());
                rich.push(" ", &Style::default());
            }
            rich.tidy()
        }
        Kind::ListItem(_, Some(mark)) => {
            let mut rich = Rich::plain(&format!("{mark} "));
            rich.append(block.rich.clone());
            rich
        }
        _ => block.rich.clone(),
    }
}

/// Whether a block without a label reads as a heading.
pub fn is_bare_heading(block: &Block) -> bool {
    if matches!(block.kind, Kind::Heading(_)) {
        return true;
    }
    let text = block.text();
    let marked = block.is_bold() || block.is_italic() && block.rich.text().chars().count() <= 80;
    block.kind == Kind::Paragraph
        && starts_like_a_heading(&text)
        && (marked || !text.starts_with(|c: char| c.is_ascii_digit()))
        && text.chars().count() <= BARE_LENGTH
        && !(ends_like_prose(&text) && !(marked && text.ends_with([':', '.'])))
        && !holds_sentences(&text)
        && !vocabulary::is_labelled_line(&text)
        && label::bullet(&text).is_none()
}

/// Whether a block with a label reads as a heading.
pub fn is_labelled_heading(block: &Block, labelled: &Labelled) -> bool {
    let rest = labelled.rest;
    let fits = matches!(block.kind, Kind::Paragraph | Kind::Heading(_) | Kind::ListItem(_, Some(_)));
    let bold = block.is_bold() || matches!(block.kind, Kind::Heading(_));
    let bare_ad = matches!(labelled.label, Label::Ad(_)) && rest.is_empty();
    let ends = ends_like_prose(rest) && !(bold && rest.ends_with([':', '.']));
    fits && (bare_ad || bold || starts_like_a_heading(rest))
        && rest.chars().count() <= LABELLED_LENGTH
        && !ends
        && (bold || !holds_sentences(rest))
}

fn starts_like_a_heading(text: &str) -> bool {
    // `(evt.) Goedkeuring van de lijst van A-punten`.
    let text =
        ["(evt.) ", "(ev.) ", "(eventueel) ", "(mogelijk) ", "(poss.) "].iter().find_map(|words| text.strip_prefix(words)).unwrap_or(text);
    let mut signs = text.chars().skip_while(|c| "‘“\"'«([".contains(*c));
    signs.next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

fn ends_like_prose(text: &str) -> bool {
    let last_word = text.split_whitespace().next_back().unwrap_or("");
    let abbreviation = last_word.matches('.').count() >= 2 || ["e.a.", "c.s.", "etc.", "jl."].contains(&last_word);
    let long = text.split_whitespace().count() > LONGEST_SHORTENED;
    text.ends_with([',', ';', ':']) || (text.ends_with('.') && (!abbreviation || long))
}

/// Words that end in a full stop of their own.
const SHORTENED: &[&str] =
    &["jl", "nr", "nrs", "art", "dr", "mr", "drs", "prof", "ing", "ir", "st", "resp", "incl", "excl", "evt", "ca", "vs", "no", "jr", "etc"];

/// A full stop or question mark, a blank and a capital within a text; initials and short words before the stop do not count.
fn holds_sentences(text: &str) -> bool {
    text.match_indices(['.', '?']).any(|(at, _)| {
        let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or("");
        let after = &text[at + 1..];
        word.chars().count() > 1
            && !word.contains('.')
            && !SHORTENED.contains(&word.to_lowercase().as_str())
            && after.starts_with(' ')
            && after.trim_start().starts_with(char::is_uppercase)
    })
}

/// The treatment of a `=` line and the byte where it begins.
pub fn equals_treatment(text: &str) -> Option<(usize, &str)> {
    let rest = text.strip_prefix('=').filter(|rest| !rest.starts_with('='))?.trim_start();
    rest.chars().any(char::is_alphanumeric).then(|| (text.len() - rest.len(), rest))
}

/// A heading's title and its treatment, where the heading holds one.
#[derive(Clone, Debug, PartialEq)]
pub struct Titled {
    pub title: Rich,
    pub treatment: Option<Rich>,
    /// Whether the treatment stood before the title's own words.
    pub moved: bool,
}

/// Takes a treatment off a heading: `Title (voortgangsrapport)`, `Title – beleidsdebat`, `Beleidsdebat: title`.
pub fn titled(heading: Rich) -> Titled {
    let text = heading.text();
    if let Some((from, to)) = bracketed(&text).or_else(|| suffixed(&text)) {
        let (title, rest) = heading.split_at(from);
        let (treatment, tail) = rest.split_at(to - from);
        let mut treatment = without_signs(treatment);
        treatment.append(tail.cites());
        return Titled { title: title.tidy(), treatment: Some(treatment), moved: false };
    }
    if let Some((from, to, rest)) = prefixed(&text) {
        let (label, tail) = heading.split_at(from);
        let (treatment, tail) = tail.split_at(to - from);
        let (signs, words) = tail.split_at(rest - to);
        let mut title = label;
        title.append(words);
        let mut treatment = without_signs(treatment);
        treatment.append(signs.cites());
        return Titled { title: title.tidy(), treatment: Some(treatment), moved: true };
    }
    Titled { title: heading.tidy(), treatment: None, moved: false }
}

/// `Title (voortgangsrapport)`: where the bracket begins and ends.
fn bracketed(text: &str) -> Option<(usize, usize)> {
    let close = match text.chars().next_back()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let from = text.rfind(close)?;
    let inner = &text[from + 1..text.len() - 1];
    (vocabulary::is_treatment(inner) && text[..from].ends_with(' ') && !text[..from].trim().is_empty()).then_some((from, text.len()))
}

/// `Title – beleidsdebat`.
fn suffixed(text: &str) -> Option<(usize, usize)> {
    let (at, _) = text.match_indices([':', '–', '—', '-']).rfind(|(at, sign)| text[at + sign.len()..].starts_with(' '))?;
    let apart = text[..at].ends_with(' ') || text[at..].starts_with(':');
    let rest = text[at..].trim_start_matches([':', '–', '—', '-', ' ']);
    let worded = text[..at].ends_with(' ') && rest.starts_with(char::is_lowercase) && vocabulary::is_treatment(rest);
    (apart
        && (worded || vocabulary::is_exact_treatment(rest))
        && label::label(text[..at].trim()).map_or(at > 0, |found| !found.rest.is_empty()))
    .then_some((at, text.len()))
}

/// `Beleidsdebat: title`: where the treatment begins and ends, and where the title begins.
fn prefixed(text: &str) -> Option<(usize, usize, usize)> {
    let from = label::label(text).map_or(0, |found| text.len() - found.rest.len());
    let rest = &text[from..];
    let (at, sign) = rest.match_indices([':', '–', '—', '-']).find(|(at, sign)| rest[at + sign.len()..].starts_with(' '))?;
    let apart = sign == ":" || rest[..at].ends_with(' ');
    let prefix = rest[..at].trim_end();
    let known = vocabulary::is_exact_treatment(prefix) || (vocabulary::is_treatment(prefix) && prefix.split_whitespace().count() <= 3);
    let title = rest[at + sign.len()..].trim_start();
    (apart && known && !title.is_empty()).then(|| (from, from + prefix.len(), text.len() - title.len()))
}

/// A treatment without brackets, dashes and blanks at its ends.
pub fn without_signs(treatment: Rich) -> Rich {
    let text = treatment.text();
    let signs = |c: char| "()[]:–—- ".contains(c);
    let lead = text.len() - text.trim_start_matches(signs).len();
    let (before, rest) = treatment.split_at(lead);
    let inner = text[lead..].trim_end_matches([' ', ':', '–', '—', '-']);
    // A bracket that opens within the treatment itself must keep its end.
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

    fn parts(heading: &str) -> (String, Option<String>, bool) {
        let found = titled(Rich::plain(heading));
        (found.title.text(), found.treatment.map(|rich| rich.text()), found.moved)
    }

    fn owned(title: &str, treatment: &str, moved: bool) -> (String, Option<String>, bool) {
        (title.to_string(), Some(treatment.to_string()), moved)
    }

    #[test]
    fn treatments_in_headings() {
        assert_eq!(parts("II. Bijenwet (voortgangsrapport)"), owned("II. Bijenwet", "voortgangsrapport", false));
        assert_eq!(parts("Bijenwet – presentatie door de Commissie"), owned("Bijenwet", "presentatie door de Commissie", false));
        assert_eq!(parts("Bijenwet – Beleidsdebat"), owned("Bijenwet", "Beleidsdebat", false));
        assert_eq!(parts("3. Beleidsdebat: Bijenwet"), owned("3. Bijenwet", "Beleidsdebat", true));
        assert_eq!(parts("Algemene oriëntatie – Bijenwet"), owned("Bijenwet", "Algemene oriëntatie", true));
        assert_eq!(parts("Bijenwet (COM)"), ("Bijenwet (COM)".to_string(), None, false));
        assert_eq!(parts("Bijen: stand"), ("Bijen: stand".to_string(), None, false));
    }

    #[test]
    fn headings_without_labels() {
        let block = |text: &str| Block { kind: Kind::Paragraph, rich: Rich::plain(text), lines: vec![], line: 1, bullet: 0, spaced: true };
        assert!(is_bare_heading(&block("Bijen in de stad")));
        assert!(is_bare_heading(&block("(evt.) Lijst van bijen")));
        assert!(!is_bare_heading(&block("Het kabinet steunt dit.")));
        assert!(!is_bare_heading(&block("dat niet zo is")));
        assert!(!is_bare_heading(&block("Dit is zo. En dat ook")));
    }
}
