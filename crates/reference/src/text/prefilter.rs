//! The prefilter: where in a text a reference could be.
//!
//! Takes a text, gives in ascending order the places where a keyword begins and where a run of digits begins.
//! Both searches go many bytes at a time, so prose without references costs next to nothing.
//! Never decides that something is a reference.

use aho_corasick::packed::{self, Searcher};
use aho_corasick::{AhoCorasick, MatchKind};

/// The keywords: for forms whose first digits may stand far away, or that have none.
/// What all other forms have in common is that digits stand next to what gives them away.
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
pub(super) enum Keyword {
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
pub(super) enum Trigger {
    /// A keyword at this byte offset; the word it is part of may begin a few bytes earlier.
    Keyword(usize, Keyword),
    /// A run of ASCII digits begins at this byte offset.
    Digits(usize),
}

impl Trigger {
    /// Its byte offset.
    pub(super) fn start(self) -> usize {
        match self {
            Trigger::Keyword(at, _) | Trigger::Digits(at) => at,
        }
    }
}

/// The searches, prepared once.
#[derive(Clone, Debug)]
pub(super) struct Triggers {
    search: Search,
}

/// Vector search where the machine has it, an automaton elsewhere.
#[derive(Clone, Debug)]
enum Search {
    Packed(Searcher),
    Automaton(AhoCorasick),
    /// Unreachable with the fixed keywords above; a search that finds nothing keeps the type free of panics.
    Nothing,
}

impl Triggers {
    pub(super) fn new() -> Triggers {
        let words = || KEYWORDS.iter().map(|(word, _)| word);
        let packed = packed::Config::new().builder().extend(words()).build();
        let search = match packed {
            Some(searcher) => Search::Packed(searcher),
            None => AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(words()).map_or(Search::Nothing, Search::Automaton),
        };
        Triggers { search }
    }

    /// The first keyword at or after `from`.
    fn next_keyword(&self, text: &str, from: usize) -> Option<Trigger> {
        let found = match &self.search {
            Search::Packed(searcher) => searcher.find_in(text, aho_corasick::Span { start: from, end: text.len() }),
            Search::Automaton(automaton) => automaton.find(aho_corasick::Input::new(text).range(from..)),
            Search::Nothing => None,
        }?;
        Some(Trigger::Keyword(found.start(), KEYWORDS[found.pattern().as_usize()].1))
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

/// Walks over the triggers of one text in ascending order.
pub(super) struct Walk<'t> {
    text: &'t str,
    triggers: &'t Triggers,
    keyword: Option<Trigger>,
    digits: Option<usize>,
}

impl<'t> Walk<'t> {
    pub(super) fn new(text: &'t str, triggers: &'t Triggers) -> Walk<'t> {
        Walk { text, triggers, keyword: triggers.next_keyword(text, 0), digits: next_digits(text.as_bytes(), 0) }
    }

    /// The next trigger at or after `from`.
    pub(super) fn next(&mut self, from: usize) -> Option<Trigger> {
        if self.keyword.is_some_and(|keyword| keyword.start() < from) {
            self.keyword = self.triggers.next_keyword(self.text, from);
        }
        if self.digits.is_some_and(|digits| digits < from) {
            self.digits = next_digits(self.text.as_bytes(), from);
        }
        match (self.keyword, self.digits.map(Trigger::Digits)) {
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
    fn triggers_come_in_order_and_none_is_missed() {
        let text = format!("{}12 Kamerstuk Stb. 7{}www.x.nl 9", "é".repeat(70), " ".repeat(200));
        let triggers = Triggers::new();
        let mut walk = Walk::new(&text, &triggers);
        let mut from = 0;
        let mut seen = Vec::new();
        while let Some(trigger) = walk.next(from) {
            seen.push(&text[trigger.start()..][..1]);
            from = trigger.start() + 1;
        }
        assert_eq!(seen, ["1", "2", "a", "S", "7", "w", "9"]);
    }
}
