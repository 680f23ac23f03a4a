//! What was typed where TOML could not be read.
//!
//! Takes: TOML that its parser refused, what the parser said of it in English, and where.
//! Gives: the mistake in the author's words and language, and what to type.
//! Never: decides whether TOML is valid, or where a mistake is.

use std::ops::Range;

use crate::diagnostic::{Hint, Message, message};

/// How what the parser says begins, and the sentence for it. Sentences of a later version of the parser have none, and are
/// shown as they are.
const SAID: &[(&str, Kind)] = &[
    ("string values must be quoted", Kind::Value),
    ("missing value", Kind::Value),
    ("value is missing", Kind::Value),
    ("invalid value", Kind::Value),
    ("invalid boolean", Kind::Value),
    ("key with no value", Kind::Assignment),
    ("missing assignment", Kind::Assignment),
    ("extra assignment", Kind::Assignment),
    ("extra `=`", Kind::Assignment),
    ("unexpected key or value", Kind::Behind),
    ("unexpected content", Kind::Behind),
    ("unclosed table", Kind::Head),
    ("unclosed array table", Kind::Head),
    ("unclosed", Kind::Brackets),
    ("missing comma", Kind::Brackets),
    ("extra comma", Kind::Brackets),
    ("unexpected `=` in array", Kind::Brackets),
    ("missing key for inline table", Kind::Brackets),
    ("invalid inline table element", Kind::Brackets),
    ("invalid basic string", Kind::OpenQuote),
    ("invalid literal string", Kind::OpenQuote),
    ("invalid multi-line", Kind::OpenQuote),
    ("missing escaped value", Kind::Escape),
    ("too few unicode", Kind::Escape),
    ("invalid unquoted key", Kind::Key),
    ("unquoted keys", Kind::Key),
    ("keys cannot", Kind::Key),
    ("invalid date", Kind::Date),
    ("invalid time", Kind::Date),
    ("unexpected leading zero", Kind::Number),
    ("`_` may only", Kind::Number),
    ("redundant", Kind::Number),
    ("radix", Kind::Number),
    ("integer", Kind::Number),
    ("floating-point", Kind::Number),
    ("invalid float", Kind::Number),
    ("invalid fraction", Kind::Number),
    ("unexpected sign", Kind::Number),
    ("carriage return", Kind::Sign),
    ("invalid comment character", Kind::Sign),
    ("cannot recurse", Kind::Depth),
];

/// What kind of mistake it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Value,
    Assignment,
    Behind,
    Head,
    Brackets,
    OpenQuote,
    Escape,
    Key,
    Date,
    Number,
    Sign,
    Depth,
}

fn kind(said: &str) -> Option<Kind> {
    SAID.iter().find(|(begin, _)| said.starts_with(begin)).map(|(_, kind)| *kind)
}

/// What the parser said of a range of the text, in words of the catalogues.
pub(crate) fn said(text: &str, said: &str, range: &Range<usize>) -> (Message, Hint) {
    let (message, hint) = match kind(said) {
        Some(Kind::Value) => value(text, range.start),
        Some(Kind::Assignment) => (message!("toml-assignment"), message!("toml-assignment.hint")),
        Some(Kind::Behind) => (message!("toml-behind"), message!("toml-behind.hint")),
        Some(Kind::Head) => (message!("toml-head"), message!("toml-head.hint")),
        Some(Kind::Brackets) => (message!("toml-brackets"), message!("toml-brackets.hint")),
        Some(Kind::OpenQuote) => (message!("yaml-open-quote"), message!("yaml-open-quote.hint")),
        Some(Kind::Escape) => (message!("toml-escape"), message!("toml-escape.hint")),
        Some(Kind::Key) => (message!("toml-key"), message!("toml-key.hint")),
        Some(Kind::Date) => (message!("toml-date"), message!("toml-date.hint")),
        Some(Kind::Number) => (message!("toml-number"), message!("toml-number.hint")),
        Some(Kind::Sign) => (message!("toml-sign"), message!("toml-sign.hint")),
        Some(Kind::Depth) => (message!("toml-depth"), message!("toml-depth.hint")),
        None => {
            (message!("malformed-toml", reason = said.trim_end().replace('\n', "; ")), message!("malformed-toml.hint"))
        }
    };
    (message, hint.into())
}

/// A value that is none: it is absent, has curly quotes, or has none.
fn value(text: &str, at: usize) -> (Message, Message) {
    let rest = text.get(at..).unwrap_or_default().lines().next().unwrap_or_default();
    let rest = rest.split(['#', ',', ']', '}']).next().unwrap_or_default().trim();
    if rest.is_empty() {
        return (message!("toml-no-value"), message!("toml-no-value.hint"));
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return (message!("toml-number"), message!("toml-number.hint"));
    }
    let words = rest.trim_matches(['“', '”', '„', '‘', '’', '«', '»', '"', '\'']);
    let hint = message!("write", words = format!("\"{words}\""));
    match rest.starts_with(['“', '”', '„', '‘', '’', '«', '»']) {
        true => (message!("toml-curly-quotes"), hint),
        false => (message!("toml-no-quotes"), hint),
    }
}

/// Whether what comes behind such a mistake can no longer be told from it.
pub(crate) fn spoils_the_rest(said: &str) -> bool {
    // Quotes of one line end with it.
    matches!(kind(said), Some(Kind::Brackets | Kind::Depth)) || said.starts_with("invalid multi-line")
}
