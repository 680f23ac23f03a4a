//! One line of the record, word by word.
//!
//! Takes: a line and where it begins.
//! Gives: [`LineWords`]: its address, and each [`RecordWord`] with its place.
//! Never: puts lines together.

use crate::diagnostic::Span;
use crate::document::paragraphs::{FormerCount, ParagraphName};
use crate::document::wording::Wording;

/// A line of the record.
pub(super) struct LineWords {
    /// Without the leading `/` and not encoded.
    pub address: String,
    /// Where the address stands.
    pub span: Span,
    pub words: Vec<(RecordWord, Span)>,
}

/// What a word behind an address says.
pub(super) enum RecordWord {
    Rules(u32),
    Notes(u32),
    Seal(String),
    Note {
        label: String,
        /// Its name, where that does not follow from the label.
        name: Option<String>,
        words: Option<Wording>,
        is_gone: bool,
    },
    Heading {
        anchor: String,
        meaning: Option<(Wording, Option<Wording>)>,
    },
    Paragraph {
        name: ParagraphName,
        words: Option<Wording>,
        is_gone: bool,
    },
    Former(FormerCount),
    From(String),
    /// A file beside the page, by its path from there.
    Made(String),
    /// The address of the site when ids were first given out.
    Base(String),
    /// The address from which the ids of the document are made.
    Identity(String),
    /// The page is that of a source, whose id may follow from its address.
    Source(Option<String>),
    /// A place that cites the source.
    By(String),
    Promise {
        anchor: String,
        uid: String,
        words: Wording,
        facts: Wording,
    },
}

impl LineWords {
    /// Reads a line that begins at a byte of the file; `None` if it is empty or a comment.
    pub(super) fn read(at: usize, line: &str) -> Option<Result<LineWords, ()>> {
        if line.starts_with('#') {
            return None;
        }
        let mut words = line.split_ascii_whitespace();
        let first = words.next()?;
        // A word is no copy, so that its place is known without looking for it: a line may have many thousands.
        let span = |word: &str| {
            let from = at + (word.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
            Span::new(from, from + word.len())
        };
        let words = words.map(|word| RecordWord::read(word).map(|read| (read, span(word))));
        let address = first.strip_prefix('/').and_then(decoded);
        Some(match (address, words.collect::<Option<Vec<_>>>()) {
            (Some(address), Some(words)) => Ok(LineWords { address, span: span(first), words }),
            _ => Err(()),
        })
    }
}

impl RecordWord {
    fn read(word: &str) -> Option<RecordWord> {
        let gone = word.strip_prefix("gone").filter(|rest| rest.starts_with("[^"));
        if let Some(rest) = gone.unwrap_or(word).strip_prefix("[^") {
            let (label, rest) = rest.split_once(']')?;
            let label = decoded(label).filter(|label| !label.is_empty())?;
            let (name, words) = with_words(rest);
            let name = match name.strip_prefix('@') {
                Some(name) => Some(decoded(name).filter(|name| is_name(name))?),
                None if name.is_empty() => None,
                None => return None,
            };
            return Some(RecordWord::Note { label, name, words, is_gone: gone.is_some() });
        }
        if let Some(rest) = word.strip_prefix('#') {
            let (anchor, digits) = rest.rsplit_once('=').unwrap_or((rest, ""));
            let (title, text) = digits.split_once('.').map_or((digits, None), |(title, text)| (title, Some(text)));
            let meaning = match (Wording::read(title), text.map(Wording::read)) {
                (Some(title), None) => Some((title, None)),
                (Some(title), Some(Some(text))) => Some((title, Some(text))),
                _ => None,
            };
            let anchor = decoded(if meaning.is_some() { anchor } else { rest }).filter(|anchor| !anchor.is_empty())?;
            return Some(RecordWord::Heading { anchor, meaning });
        }
        let gone = word.strip_prefix("gone").filter(|rest| rest.starts_with("p#"));
        if let Some(rest) = gone.unwrap_or(word).strip_prefix("p#") {
            let (name, words) = with_words(rest);
            let name = ParagraphName::read(&decoded(name)?)?;
            return Some(RecordWord::Paragraph { name, words, is_gone: gone.is_some() });
        }
        if let Some(rest) = word.strip_prefix("v#") {
            return RecordWord::promise(rest);
        }
        if let Some(path) = word.strip_prefix('+') {
            return Some(RecordWord::Made(decoded(path).filter(|path| !path.is_empty())?));
        }
        match word.split_once('=') {
            None if word == "source" => Some(RecordWord::Source(None)),
            Some(("source", id)) => Some(RecordWord::Source(Some(decoded(id)?))),
            Some(("by", place)) => Some(RecordWord::By(decoded(place.strip_prefix('/')?)?)),
            Some(("base", base)) => Some(RecordWord::Base(decoded(base)?)),
            Some(("id", address)) => Some(RecordWord::Identity(decoded(address.strip_prefix('/')?)?)),
            Some(("rules", rules)) => rules.parse().ok().map(RecordWord::Rules),
            Some(("notes", notes)) => notes.parse().ok().map(RecordWord::Notes),
            Some(("from", address)) => Some(RecordWord::From(decoded(address.strip_prefix('/')?)?)),
            Some(("seal", digest)) => Some(RecordWord::Seal(digest.to_owned())),
            _ => {
                let (range, name) = word.strip_prefix('p')?.split_once('#')?;
                let (first, last) = range.split_once('-')?;
                let (first, last) = (first.parse().ok()?, last.parse().ok()?);
                let name = ParagraphName::read(&decoded(name)?).filter(|_| (1..=last).contains(&first))?;
                Some(RecordWord::Former(FormerCount { first, last, name }))
            }
        }
    }
}

impl RecordWord {
    /// Reads `anchor@uid=words.facts`.
    fn promise(rest: &str) -> Option<RecordWord> {
        let (names, meaning) = rest.rsplit_once('=')?;
        let (anchor, uid) = names.rsplit_once('@')?;
        let (words, facts) = meaning.split_once('.')?;
        let is_uid = !uid.is_empty() && uid.bytes().all(|b| b.is_ascii_hexdigit());
        let anchor = decoded(anchor).filter(|anchor| is_uid && is_name(anchor))?;
        let (words, facts) = (Wording::read(words)?, Wording::read(facts)?);
        Some(RecordWord::Promise { anchor, uid: uid.to_owned(), words, facts })
    }
}

/// A word without the wording at its end, and that wording.
fn with_words(word: &str) -> (&str, Option<Wording>) {
    let found = word.rsplit_once('=').and_then(|(name, digits)| Some((name, Wording::read(digits)?)));
    found.map_or((word, None), |(name, words)| (name, Some(words)))
}

/// Whether a name can be part of an address as it stands.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn decoded(text: &str) -> Option<String> {
    percent_encoding::percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}
