//! The prefilter: where in a text a reference could be.
//!
//! Takes: a text.
//! Gives: in ascending order, the places where a keyword or a run of digits begins.
//! Never: decides that something is a reference.
//!
//! Both searches go many bytes at a time, so prose without references costs next to nothing.

use aho_corasick::packed::{self, Searcher};
use aho_corasick::{AhoCorasick, MatchKind};

/// Keywords for the forms whose first digits may stand far away, or that have none. What gives all other forms away
/// stands next to their digits.
const KEYWORDS: &[(&str, Keyword)] = &[
    ("amerst", Keyword::Kamerstuk),
    ("AMERST", Keyword::Kamerstuk),
    ("amer-\n", Keyword::Kamerstuk),
    ("amer-\r", Keyword::Kamerstuk),
    ("amer- ", Keyword::Kamerstuk),
    ("Kst.", Keyword::Kamerstuk),
    ("Kst ", Keyword::Kamerstuk),
    ("kst.", Keyword::Kamerstuk),
    ("Handelin", Keyword::Handelingen),
    ("Hand. ", Keyword::Handelingen),
    ("anhangsel", Keyword::Aanhangsel),
    ("Stb.", Keyword::Gazette),
    ("Stb ", Keyword::Gazette),
    ("taatsblad", Keyword::Gazette),
    ("Stcrt", Keyword::Gazette),
    ("taatscourant", Keyword::Gazette),
    ("Trb.", Keyword::Gazette),
    ("Trb ", Keyword::Gazette),
    ("ractatenblad", Keyword::Gazette),
    ("PbEU", Keyword::Journal),
    ("PbEG", Keyword::Journal),
    ("Pb E", Keyword::Journal),
    ("PB E", Keyword::Journal),
    ("PB L", Keyword::Journal),
    ("PB C", Keyword::Journal),
    ("PB 1", Keyword::Journal),
    ("PB 2", Keyword::Journal),
    ("OJ L", Keyword::Journal),
    ("OJ C", Keyword::Journal),
    ("ECLI:", Keyword::Ecli),
    ("ecli:", Keyword::Ecli),
    ("http", Keyword::Web),
    ("www.", Keyword::Web),
    ("ibid", Keyword::Internal),
    ("Ibid", Keyword::Internal),
    ("Idem", Keyword::Internal),
    ("ierboven", Keyword::Internal),
    ("ieronder", Keyword::Internal),
    ("ie boven", Keyword::Internal),
    ("ee above", Keyword::Internal),
    ("ee below", Keyword::Internal),
];

/// What a keyword may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keyword {
    Kamerstuk,
    Handelingen,
    Aanhangsel,
    Gazette,
    Journal,
    Ecli,
    Web,
    Internal,
}

/// A place worth a closer look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CandidateStart {
    /// A keyword at this byte offset; the word it is part of may begin a few bytes earlier.
    Keyword(usize, Keyword),
    /// A run of ASCII digits begins at this byte offset.
    Digits(usize),
}

impl CandidateStart {
    /// Where it begins, in bytes of the text.
    pub(crate) fn start(self) -> usize {
        match self {
            CandidateStart::Keyword(at, _) | CandidateStart::Digits(at) => at,
        }
    }
}

/// The searches, prepared once.
#[derive(Clone, Debug)]
pub(crate) struct Prefilter {
    search: KeywordSearch,
}

/// Vector search where the machine has it, or else an automaton.
#[derive(Clone, Debug)]
enum KeywordSearch {
    Packed(Searcher),
    Automaton(AhoCorasick),
    /// Unreachable with the fixed keywords above; a search that finds nothing avoids a panic.
    Nothing,
}

impl Prefilter {
    pub(crate) fn new() -> Prefilter {
        let words = || KEYWORDS.iter().map(|(word, _)| word);
        let packed = packed::Config::new().builder().extend(words()).build();
        let search = match packed {
            Some(searcher) => KeywordSearch::Packed(searcher),
            None => AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostFirst)
                .build(words())
                .map_or(KeywordSearch::Nothing, KeywordSearch::Automaton),
        };
        Prefilter { search }
    }

    /// The first keyword at or after `from`.
    fn next_keyword(&self, text: &str, from: usize) -> Option<CandidateStart> {
        let found = match &self.search {
            KeywordSearch::Packed(searcher) => {
                searcher.find_in(text, aho_corasick::Span { start: from, end: text.len() })
            }
            KeywordSearch::Automaton(automaton) => automaton.find(aho_corasick::Input::new(text).range(from..)),
            KeywordSearch::Nothing => None,
        }?;
        Some(CandidateStart::Keyword(found.start(), KEYWORDS[found.pattern().as_usize()].1))
    }
}

/// The first run of digits that begins at or after `from`.
fn next_digits(text: &[u8], from: usize) -> Option<usize> {
    const BLOCK: usize = 64;
    let mut at = from;
    while let Some(block) = text.get(at..at + BLOCK) {
        // A fold without an early end compiles to vector instructions.
        if block.iter().fold(false, |any, byte| any | byte.is_ascii_digit()) {
            break;
        }
        at += BLOCK;
    }
    text[at..].iter().position(u8::is_ascii_digit).map(|offset| at + offset)
}

/// Walks over the candidates of one text in ascending order.
pub(crate) struct Candidates<'t> {
    text: &'t str,
    candidates: &'t Prefilter,
    keyword: Option<CandidateStart>,
    digits: Option<usize>,
}

impl<'t> Candidates<'t> {
    pub(crate) fn new(text: &'t str, candidates: &'t Prefilter) -> Candidates<'t> {
        Candidates {
            text,
            candidates,
            keyword: candidates.next_keyword(text, 0),
            digits: next_digits(text.as_bytes(), 0),
        }
    }

    /// The next candidate at or after `from`.
    pub(crate) fn next(&mut self, from: usize) -> Option<CandidateStart> {
        if self.keyword.is_some_and(|keyword| keyword.start() < from) {
            self.keyword = self.candidates.next_keyword(self.text, from);
        }
        if self.digits.is_some_and(|digits| digits < from) {
            self.digits = next_digits(self.text.as_bytes(), from);
        }
        match (self.keyword, self.digits.map(CandidateStart::Digits)) {
            (Some(keyword), Some(digits)) if digits.start() < keyword.start() => Some(digits),
            (None, digits) => digits,
            (keyword, _) => keyword,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_come_in_order_and_none_is_missed() {
        let text = format!("{}12 Kamerstuk Stb. 7{}www.x.nl 9", "é".repeat(70), " ".repeat(200));
        let candidates = Prefilter::new();
        let mut walk = Candidates::new(&text, &candidates);
        let mut from = 0;
        let mut seen = Vec::new();
        while let Some(candidate) = walk.next(from) {
            seen.push(&text[candidate.start()..][..1]);
            from = candidate.start() + 1;
        }
        assert_eq!(seen, ["1", "2", "a", "S", "7", "w", "9"]);
    }
}
