//! Signs of markup that reach the reader because the markup failed.
//!
//! Takes: the events of one element, and its source.
//! Gives: a likely mistake for each place that looks like a link, a note, emphasis, a list, a table, a heading, an attribute or a
//! remark and is none; the modules beside this one know most of them.
//! Never: looks at code, or at a character behind a backslash, which was meant to be shown.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::LikelyMistake;
use super::shown_text::{OTHER, ShownText, texts};
use crate::diagnostic::text_file::floor_boundary;
use crate::diagnostic::{Code, Edit, Hint, Message, message};
use crate::document::piece::Spanned;

/// How many places of one element are told: with more, something else is wrong than each of them.
const MOST: usize = 20;

/// What an element is, as far as the signs in it mean different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ElementKind {
    Heading,
    Paragraph,
    Other,
    /// A text without markup.
    Value,
}

/// Everything in an element that looks like markup.
pub(crate) fn find(events: &[Spanned], kind: ElementKind, body: &str) -> Vec<LikelyMistake> {
    let mut found = Vec::new();
    texts(events, body).iter().for_each(|text| find_in(text, kind, &mut found));
    found.truncate(MOST);
    found
}

/// Everything in a value of the front matter that looks like markup, which values do not have; places count from its beginning.
pub(crate) fn find_in_value(value: &str) -> Vec<LikelyMistake> {
    let mut found = Vec::new();
    find_in(&ShownText::plain(value), ElementKind::Value, &mut found);
    found.truncate(MOST);
    found
}

fn find_in(text: &ShownText, kind: ElementKind, found: &mut Vec<LikelyMistake>) {
    let mut search = Search { shown: text, kind, found };
    let signs = Signs::of(&text.text);
    if signs.has(Signs::BRACKETS) {
        search.brackets();
    }
    if signs.has(Signs::EMPHASIS) {
        search.emphasis();
    }
    search.attributes_in_parentheses();
    if signs.has(Signs::BRACES) {
        search.braces();
    }
    if signs.has(Signs::RAISED) {
        search.superscripts();
    }
    if signs.has(Signs::ENTITY) {
        search.entities();
    }
    if signs.has(Signs::TO_FILL_IN) {
        search.placeholders();
    }
    if signs.has(Signs::FOREIGN) {
        search.remarks();
        search.foreign_signs();
    }
    if signs.has(Signs::GARBLED) {
        search.garbled_letters();
    }
    if signs.has(Signs::BRACKETS) {
        search.blanks_to_fill_in();
    }
    if signs.has(Signs::FOREIGN | Signs::ENTITY) {
        search.addresses();
    }
    search.written_dates();
    match kind {
        ElementKind::Heading => search.closing_signs(),
        ElementKind::Paragraph | ElementKind::Other => search.lines(),
        ElementKind::Value => search.tags(),
    }
}

/// The beginning of a text, of at most so many bytes. What is looked for everywhere is looked for no further than this, or a line of
/// its first signs would take the square of its length.
pub(super) fn beginning(text: &str, bytes: usize) -> &str {
    &text[..floor_boundary(text, bytes)]
}

/// What an element is.
pub(crate) fn kind(events: &[Spanned]) -> ElementKind {
    match events.first() {
        Some((Event::Start(Tag::Heading { .. }), _)) => ElementKind::Heading,
        Some((Event::Start(Tag::Paragraph), _)) => ElementKind::Paragraph,
        _ => ElementKind::Other,
    }
}

/// Which signs a text has at all. Most texts have none, which one look at their bytes shows.
#[derive(Clone, Copy)]
struct Signs(u8);

impl Signs {
    const BRACKETS: u8 = 1;
    const EMPHASIS: u8 = 1 << 1;
    /// Bytes with which raised digits begin, and some other signs too.
    const RAISED: u8 = 1 << 2;
    const BRACES: u8 = 1 << 3;
    /// The first sign of an entity, or the last.
    const ENTITY: u8 = 1 << 4;
    /// Capitals that no placeholder lacks (`XXX` and `FIXME` have the one, `TODO` and `TBD` the other), question marks, and the
    /// letters before the end of a text that only fills a page.
    const TO_FILL_IN: u8 = 1 << 5;
    /// Signs that remarks and the markup of other programs have.
    const FOREIGN: u8 = 1 << 6;
    /// Bytes of letters that came out wrong, and of some others too.
    const GARBLED: u8 = 1 << 7;

    /// The signs that a byte is part of.
    const OF_BYTE: [u8; 256] = {
        let mut signs = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            signs[byte] = match byte as u8 {
                b'[' => Signs::BRACKETS | Signs::FOREIGN,
                b']' => Signs::BRACKETS,
                b'*' | b'_' | b'~' | b'`' => Signs::EMPHASIS,
                0xb2 | 0xb3 | 0xb9 | 0x81 => Signs::RAISED,
                b'{' => Signs::BRACES | Signs::FOREIGN,
                b'&' | b';' => Signs::ENTITY,
                b'X' | b'D' | b'?' => Signs::TO_FILL_IN,
                b'<' | b'!' | b'/' | b'%' | b'@' | b'\'' | b'\\' => Signs::FOREIGN,
                0x82 | 0x83 | 0xee | 0xef => Signs::GARBLED,
                _ => 0,
            };
            byte += 1;
        }
        signs
    };

    fn of(text: &str) -> Signs {
        let signs = text.bytes().fold(0, |signs, byte| signs | Signs::OF_BYTE[usize::from(byte)]);
        let is_filler = text.as_bytes().windows(4).any(|four| four == b"ipsu");
        Signs(signs | if is_filler { Signs::TO_FILL_IN } else { 0 })
    }

    fn has(self, sign: u8) -> bool {
        self.0 & sign != 0
    }
}

pub(super) struct Search<'a> {
    pub(super) shown: &'a ShownText,
    pub(super) kind: ElementKind,
    found: &'a mut Vec<LikelyMistake>,
}

impl Search<'_> {
    pub(super) fn report(&mut self, range: Range<usize>, message: Message, hint: impl Into<Hint>) {
        self.report_as(Code::NearMarkup, range, message, hint);
    }

    pub(super) fn report_as(&mut self, code: Code, range: Range<usize>, message: Message, hint: impl Into<Hint>) {
        let range = self.shown.source(&range);
        let found = match (self.kind, code) {
            // What a text would have to look like is of no use where there is no markup at all.
            (ElementKind::Value, Code::NearMarkup | Code::NearComment) => {
                let signs = self.shown.text.get(range.clone()).unwrap_or_default();
                let (message, hint) = (message!("markup-in-value", signs), message!("markup-in-value.hint").into());
                LikelyMistake { code, range, message, hint }
            }
            _ => LikelyMistake { code, range, message, hint: hint.into() },
        };
        self.found.push(found);
    }

    /// HTML in a value.
    fn tags(&mut self) {
        let text = self.shown.text.as_str();
        for (at, _) in text.match_indices('<') {
            let inner = text[at + 1..].trim_start_matches('/');
            // A tag has no other in it.
            let close = inner.find(['<', '>']).filter(|close| inner[*close..].starts_with('>'));
            let Some(close) = close.filter(|_| inner.starts_with(|c: char| c.is_ascii_alphabetic())) else { continue };
            let end = text.len() - inner.len() + close + 1;
            self.report(at..end, message!("markup-in-value", signs = &text[at..end]), message!("markup-in-value.hint"));
        }
    }

    /// An edit of a range of the text.
    pub(super) fn edit(&self, range: Range<usize>, text: impl Into<String>) -> Edit {
        Edit::new(self.shown.source(&range), text)
    }

    /// Asterisks, underscores, tildes and backticks that were left over.
    fn emphasis(&mut self) {
        let text = self.shown.text.as_str();
        let mut told = 0;
        for (at, _) in text.match_indices(['*', '_', '~', '`']) {
            if at < told {
                continue;
            }
            let sign = text[at..].chars().next().unwrap_or('*');
            let run = text[at..].len() - text[at..].trim_start_matches(sign).len();
            told = at + run;
            let (before, behind) = (text[..at].chars().next_back(), text[told..].chars().next());
            let opens =
                before.is_none_or(|c| !c.is_alphanumeric() && c != sign) && behind.is_some_and(char::is_alphanumeric);
            let is_list = sign == '*' && run == 1 && before.is_none_or(|c| c == '\n') && behind == Some(' ');
            // What ended one sign too early, or began one too late, stands beside what was emphasised.
            let beside = before == Some(OTHER) || behind == Some(OTHER);
            let likely = match (sign, run) {
                ('~', 2) | ('*' | '_', 2..=3) => behind.is_some() || before.is_some(),
                ('*' | '_', 1) => beside || opens && before.is_none_or(|c| c.is_whitespace() || "(\"'‘“".contains(c)),
                ('`', _) => true,
                _ => false,
            };
            // A row of signs is a line to fill in, or was meant to part two passages.
            if likely && !is_list && !is_blank_to_fill_in(text, at, told) {
                self.report(
                    at..told,
                    message!("near-emphasis", signs = &text[at..told]),
                    message!("near-emphasis.hint"),
                );
            }
        }
    }

    /// Attributes that are not at the end of a heading, and expressions of templates.
    fn braces(&mut self) {
        let text = self.shown.text.as_str();
        for (at, _) in text.match_indices('{') {
            // What is told of one element has a ceiling, so the end is looked for that many times at most.
            if self.found.len() >= MOST {
                return;
            }
            let inner = &text[at + 1..];
            let end = || inner.find(['}', '\n']).map_or(text.len(), |end| at + 1 + end + 1).min(text.len());
            let is_template = inner.starts_with(['{', '%']);
            let is_attribute = inner.trim_start().starts_with(['#', '.']) || KEYS.iter().any(|key| is_key(inner, key));
            if is_template {
                self.report(at..end(), message!("near-template"), message!("near-template.hint"));
            } else if is_attribute {
                self.report(at..end(), message!("near-attributes"), message!("near-attributes.hint"));
            }
        }
    }

    /// Attributes of a heading between the wrong signs.
    fn attributes_in_parentheses(&mut self) {
        let text = self.shown.text.as_str();
        if self.kind != ElementKind::Heading || !text.ends_with(')') {
            return;
        }
        let Some(open) = text.rfind('(') else { return };
        let inner = &text[open + 1..text.len() - 1];
        if KEYS.iter().any(|key| is_key(inner, key)) || (inner.starts_with('#') && !inner.contains(' ')) {
            let words = format!("{{{inner}}}");
            let hint = Hint::certain(message!("write", words), [self.edit(open..text.len(), words.clone())]);
            self.report(open..text.len(), message!("near-attributes"), hint);
        }
    }

    /// Raised digits that were typed by hand, which look like notes. Behind a unit they are a power.
    fn superscripts(&mut self) {
        let text = self.shown.text.as_str();
        for (at, digit) in text.match_indices(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰']) {
            let before = &text[..at];
            if before.ends_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰']) {
                continue;
            }
            let word: String = before.chars().rev().take_while(|c| c.is_alphanumeric()).collect();
            let is_power = (1..=3).contains(&word.chars().count())
                || (!word.is_empty() && word.ends_with(|c: char| c.is_ascii_digit()));
            if !is_power {
                self.report(at..at + digit.len(), message!("near-superscript"), message!("near-note.hint"));
            }
        }
    }

    /// Entities that lack their semicolon, or whose ampersand is an entity itself.
    fn entities(&mut self) {
        let text = self.shown.text.as_str();
        for (at, _) in text.match_indices('&') {
            let rest = &text[at + 1..];
            let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            if ENTITIES.contains(&name.as_str()) && !rest[name.len()..].starts_with([';', '=']) {
                let range = at..at + 1 + name.len();
                let words = format!("&{name};");
                let hint = Hint::certain(message!("write", words), [self.edit(range.clone(), words.clone())]);
                self.report(range, message!("near-entity", name), hint);
            }
        }
        for (end, _) in text.match_indices(';') {
            let name = text[..end].rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            let begin = end - name.len();
            if ENTITIES.contains(&name) && text[..begin].ends_with(OTHER) {
                let range = begin - OTHER.len_utf8()..end + 1;
                let words = format!("&{name};");
                let hint = Hint::choose(message!("write", words), [self.edit(range.clone(), words.clone())]);
                self.report(range, message!("doubled-entity", words), hint);
            }
        }
    }

    /// Number signs that close a heading, when braces stand behind them.
    fn closing_signs(&mut self) {
        let text = self.shown.text.trim_end();
        let begin = text.trim_end_matches('#').len();
        if begin < text.len() && text[..begin].ends_with(' ') {
            let range = begin - 1..text.len();
            let hint = Hint::certain(message!("near-closing-signs.hint"), [self.edit(range.clone(), "")]);
            self.report(range, message!("near-closing-signs"), hint);
        }
    }
}

/// Keys of attributes that nobody would type in running text.
const KEYS: &[&str] = &["dossier", "date", "treatment", "item", "lang"];

fn is_key(inner: &str, key: &str) -> bool {
    inner.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
}

/// Entities that people type by hand.
const ENTITIES: &[&str] = &[
    "nbsp", "shy", "amp", "lt", "gt", "quot", "apos", "euro", "copy", "reg", "deg", "sect", "para", "middot", "bull",
    "hellip", "ndash", "mdash", "lsquo", "rsquo", "ldquo", "rdquo", "laquo", "raquo", "eacute", "Eacute", "egrave",
    "ecirc", "euml", "Euml", "aacute", "agrave", "acirc", "auml", "oacute", "ograve", "ocirc", "ouml", "uacute",
    "ugrave", "ucirc", "uuml", "iacute", "iuml", "ccedil", "times", "frac12", "thinsp", "ensp", "emsp", "zwnj", "zwj",
    "rarr", "larr",
];

/// Whether the signs are part of a row of them, as in `______`, or stand alone between blanks.
fn is_blank_to_fill_in(text: &str, from: usize, to: usize) -> bool {
    let alone = |c: Option<char>| c.is_none_or(|c| c == '\n');
    alone(text[..from].chars().next_back()) && alone(text[to..].chars().next())
}
