//! Whether a hyphen at the end of a line belongs to the word, by the rules of Dutch, and whether an address continues.
//!
//! Takes: the words before and after a line end.
//! Gives: how the two lines are joined, and whether that is a guess.
//! Never: looks a word up anywhere but in the document itself.

use std::collections::HashSet;

use super::word_halves::{
    bare, ends_in_hyphen, ends_like_a_word, is_connective, is_joining_word, is_loose, is_surely_broken,
    joins_adjectives, keeps_hyphen, stem, vowels_clash,
};
use crate::import::web_address::{address_part, is_address_start};

/// How two lines are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineSeam {
    /// With a blank between them.
    Blank,
    /// Without a blank, keeping the hyphen.
    Tight,
    /// Without a blank and without the hyphen.
    Broken,
}

/// A seam, and how certain it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct JudgedSeam {
    pub(super) seam: LineSeam,
    /// Whether the author should look at the word.
    pub(super) guess: bool,
}

impl JudgedSeam {
    pub(super) const fn sure(seam: LineSeam) -> JudgedSeam {
        JudgedSeam { seam, guess: false }
    }

    const fn guess(seam: LineSeam) -> JudgedSeam {
        JudgedSeam { seam, guess: true }
    }
}

/// The words of a document, for telling broken words from compounds.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Every word that is found unbroken somewhere, in small letters.
    words: HashSet<String>,
    /// Whether a program hyphenated the document.
    hyphenated: bool,
    /// Addresses that are found unbroken somewhere.
    addresses: Vec<String>,
}

/// What line endings reveal about a document.
#[derive(Default)]
struct SeamCounts {
    lines: usize,
    /// Line endings with a hyphen between small letters.
    seams: usize,
    /// Line endings with a hyphen that is not a hyphen-minus.
    soft: usize,
    /// Line endings whose word is found unbroken, or is evidently one word.
    broken: usize,
    /// Line endings whose word is found with its hyphen.
    kept: usize,
}

impl SeamCounts {
    /// Whether a program broke the words: compounds end a line now and then, while a program breaks a word every few
    /// lines.
    fn are_of_a_program(&self) -> bool {
        let SeamCounts { lines, seams, soft, broken, kept } = *self;
        let often = |least: usize, percent: usize| seams >= least && seams * 100 >= lines * percent;
        soft >= 3
            || broken >= 2 && broken > kept
            || broken == 1 && kept == 0 && often(2, 3)
            || kept * 2 < seams && often(4, 5)
    }
}

impl Lexicon {
    /// Collects words and addresses; `texts` are the lines in order.
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Lexicon {
        let mut lexicon = Lexicon::default();
        let mut goes_on = false;
        for text in texts.clone() {
            let count = text.split_whitespace().count();
            for (index, word) in text.split_whitespace().enumerate() {
                let at_edge = index + 1 == count && ends_in_hyphen(word) || index == 0 && goes_on;
                if is_address_start(word) && count == 1 {
                    lexicon.addresses.push(word.to_string());
                } else if !at_edge {
                    lexicon.words.insert(bare(word));
                }
            }
            goes_on = text.split_whitespace().next_back().is_some_and(ends_in_hyphen);
        }
        lexicon.hyphenated = lexicon.seam_counts(texts).are_of_a_program();
        lexicon
    }

    /// Counts line endings whose word is found unbroken, and those whose word is found with its hyphen.
    fn seam_counts<'a>(&self, texts: impl Iterator<Item = &'a str>) -> SeamCounts {
        let mut counts = SeamCounts::default();
        let mut before: Option<&str> = None;
        for text in texts {
            counts.lines += 1;
            if let (Some(last), Some(first)) = (before, text.split_whitespace().next()) {
                let stem = stem(last);
                let between = ends_like_a_word(stem) && first.starts_with(char::is_lowercase) && !is_connective(first);
                let sure = is_surely_broken(&stem.to_lowercase(), first) && ends_like_a_word(stem);
                counts.seams += usize::from(between);
                counts.soft += usize::from(!last.ends_with('-'));
                counts.broken += usize::from(sure || self.knows(&format!("{stem}{first}")));
                counts.kept += usize::from(self.knows(&format!("{stem}-{first}")));
            }
            before = text.split_whitespace().next_back().filter(|last| ends_in_hyphen(last));
        }
        counts
    }

    fn knows(&self, word: &str) -> bool {
        self.words.contains(&bare(word))
    }

    /// How `left`, which ends a line, and `right`, which begins the next, are joined.
    pub(super) fn seam(&self, left: &str, right: &str) -> JudgedSeam {
        let last = left.split_whitespace().next_back().unwrap_or("");
        let first = right.split_whitespace().next().unwrap_or("");
        if last.is_empty() || first.is_empty() {
            return JudgedSeam::sure(LineSeam::Blank);
        }
        if is_address_start(address_part(last)) && self.address_goes_on(address_part(last), first) {
            return JudgedSeam::sure(LineSeam::Tight);
        }
        if stem(last).is_empty() {
            return JudgedSeam::sure(LineSeam::Blank);
        }
        if last.ends_with(['\u{ad}', '¬']) || (last.ends_with('\u{2010}') && self.hyphenated) {
            return self.soft(last, first);
        }
        // A range of years or a pair of words that the line ending split at its dash or slash: `2023–` `2024`, `2023/`
        // `24`.
        if last.chars().count() > 1
            && last.ends_with(['–', '/'])
            && first.starts_with(|c: char| c.is_ascii_digit() || (c.is_lowercase() && last.ends_with('/')))
        {
            return JudgedSeam::sure(LineSeam::Tight);
        }
        if ends_in_hyphen(last) { self.hard(last, first) } else { JudgedSeam::sure(LineSeam::Blank) }
    }

    /// A soft hyphen is dropped, unless it stands for the hyphen of a compound such as `EU-wet`.
    fn soft(&self, last: &str, first: &str) -> JudgedSeam {
        let keeps = first.starts_with(char::is_uppercase)
            && stem(last).chars().any(char::is_lowercase)
            && !self.knows(&format!("{}{first}", stem(last)));
        if keeps { JudgedSeam::guess(LineSeam::Tight) } else { JudgedSeam::sure(LineSeam::Broken) }
    }

    /// A hyphen that may be the word's own.
    fn hard(&self, last: &str, first: &str) -> JudgedSeam {
        let stem = stem(last);
        if is_connective(first) {
            return JudgedSeam::sure(LineSeam::Blank);
        }
        if stem.contains("://")
            || first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '-')
            || !ends_like_a_word(stem)
        {
            return JudgedSeam::sure(LineSeam::Tight);
        }
        let whole = self.knows(&format!("{stem}{first}"));
        let compound = self.knows(&format!("{stem}-{first}"));
        let part =
            stem.rsplit('-').next().unwrap_or(stem).trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if compound {
            JudgedSeam::sure(LineSeam::Tight)
        } else if whole {
            JudgedSeam::sure(LineSeam::Broken)
        } else if keeps_hyphen(&part) {
            JudgedSeam { seam: LineSeam::Tight, guess: self.hyphenated }
        } else if first.contains('-') || joins_adjectives(&part, first) || vowels_clash(&part, first) {
            JudgedSeam::guess(LineSeam::Tight)
        } else if self.hyphenated || is_surely_broken(&part, first) {
            JudgedSeam::sure(LineSeam::Broken)
        } else if is_loose(&part) {
            JudgedSeam::guess(LineSeam::Broken)
        } else {
            JudgedSeam::guess(LineSeam::Tight)
        }
    }

    /// Whether an address at the end of a line continues with the next word.
    fn address_goes_on(&self, last: &str, first: &str) -> bool {
        let whole = format!("{last}{}", first.trim_end_matches(|c: char| ".,;:)".contains(c)));
        if self.addresses.iter().any(|address| address.starts_with(&whole)) {
            return true;
        }
        let opened = last.ends_with(['?', '&', '=', '%']);
        let host = last.ends_with('.')
            && first
                .split('/')
                .next()
                .is_some_and(|host| host.contains('.') && host.starts_with(char::is_lowercase) && !host.ends_with('.'));
        if opened || host {
            return true;
        }
        let unfinished = last.ends_with(['-', '/', '_']);
        let piece = first.contains(['/', '=', '?', '_'])
            || first.matches('-').count() >= 2
            || first.ends_with(".html")
            || first.ends_with(".pdf");
        let lower = first.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || "?&=/_%".contains(c));
        (unfinished && !first.starts_with(char::is_uppercase) && !is_joining_word(first))
            || (piece && lower && !last.ends_with(['.', ',', ')', ';']) && !is_address_start(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seam(words: &str, left: &str, right: &str) -> LineSeam {
        let texts = [words, left, right];
        Lexicon::new(texts.iter().copied()).seam(left, right).seam
    }

    #[test]
    fn hyphens_that_stay() {
        assert_eq!(seam("", "over de JBZ-", "Raad"), LineSeam::Tight);
        assert_eq!(seam("", "alle EU-", "wetten"), LineSeam::Tight);
        assert_eq!(seam("", "van niet-", "bestraffing"), LineSeam::Tight);
        assert_eq!(seam("", "het visum-", "en terugkeerbeleid"), LineSeam::Blank);
        assert_eq!(seam("de risico-analyse ook", "een risico-", "analyse"), LineSeam::Tight);
    }

    #[test]
    fn words_that_were_broken() {
        assert_eq!(seam("in de buitengrenzen daar", "van de buiten-", "grenzen"), LineSeam::Broken);
        assert_eq!(seam("", "van de in\u{ad}", "grijpende"), LineSeam::Broken);
        assert_eq!(seam("", "is ver-", "schenen"), LineSeam::Broken);
        assert_eq!(seam("", "zij zijn aange-", "drongen"), LineSeam::Broken);
        assert_eq!(seam("", "de gegevensbe-", "scherming"), LineSeam::Broken);
        assert_eq!(seam("", "een instru-", "ment."), LineSeam::Broken);
        assert_eq!(seam("", "een in-", "strument,"), LineSeam::Broken);
        assert_eq!(seam("", "joint procure-", "ment."), LineSeam::Broken);
        assert_eq!(seam("", "for long-", "term aims"), LineSeam::Tight);
        assert_eq!(seam("", "de sociaal-", "economische raad"), LineSeam::Tight);
        // Its two dots are not in the source.
        assert_eq!(seam("", "is ge-", "informeerd"), LineSeam::Tight);
    }

    #[test]
    fn addresses_go_on() {
        assert_eq!(seam("", "zie https://a.nl/en/our-work/publications-other-", "work/x"), LineSeam::Tight);
        assert_eq!(seam("", "zie https://a.nl/en/", "work"), LineSeam::Tight);
        assert_eq!(seam("", "zie https://a.nl/?uri=", "CELEX%3A1"), LineSeam::Tight);
        assert_eq!(seam("", "https://www.", "a.eu/b"), LineSeam::Tight);
        assert_eq!(seam("", "jaar 2023–", "2024"), LineSeam::Tight);
        assert_eq!(seam("", "zie https://a.nl/en.", "De raad"), LineSeam::Blank);
        assert_eq!(seam("", "zie https://a.nl/en", "voor meer"), LineSeam::Blank);
    }
}
