//! The check that nothing is lost and nothing invented: every word of the source that is not furniture is in the result once and in order.
//!
//! Takes: the source's lines with their fates, and the finished Markdown, which it reads anew.
//! Gives: a [`WordVerdict`].
//! Never: trusts a step between.
//!
//! Order: notes are taken out on both sides and compared one by one. Three moves are allowed: a treatment may stand before its title, or in a
//! labelled line below it; and signatures stand in the front matter. At a line end a hyphen may be kept or dropped, and an address goes on.

use std::collections::BTreeMap;

use super::cited_word::{CitedWord, WordList};
use super::markdown_words::{self, WordUnit, WrittenWords};
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::genre::treatments;
use crate::import::source_line::{LineFate, SourceLine};

/// How many words of a difference are quoted.
const WORDS_SHOWN: usize = 6;

/// A place where source and result differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WordDifference {
    /// The line in the source, from 1.
    pub(crate) line: usize,
    /// What the source has there, a few words of it.
    pub(crate) source: String,
    /// What the result has there.
    pub(crate) result: String,
}

impl WordDifference {
    /// The difference as an error, for the author.
    pub(crate) fn finding(&self) -> ImportFinding {
        let message = message!("import-words-differ", source = self.source, result = self.result);
        let code = if self.source.is_empty() { FindingCode::WordsAdded } else { FindingCode::WordsLost };
        ImportFinding::error(self.line, code, message).hint(message!("import-words-differ.hint"))
    }
}

/// The result of the check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordVerdict {
    /// How many words the source has that are not furniture.
    pub(crate) source_words: usize,
    /// How many words of the result come from the source.
    pub(crate) result_words: usize,
    pub(crate) differences: Vec<WordDifference>,
}

impl WordVerdict {
    /// Whether every word is where it should be.
    pub(crate) fn holds(&self) -> bool {
        self.differences.is_empty()
    }
}

/// Compares the source's lines with the Markdown. `labels` are the notes' labels by index, `added` the headings that the importer wrote itself.
pub(crate) fn check(lines: &[SourceLine], labels: &[&str], added: &[&str], markdown: &str) -> WordVerdict {
    let written = markdown_words::read(markdown, labels, added);
    let mut verdict = WordVerdict::default();
    let body = source_words(lines.iter().filter(|line| line.fate == LineFate::Body));
    verdict.source_words += body.iter().filter(|word| !word.sign && !word.text.is_empty()).count();
    verdict.result_words += written.body.iter().map(|unit| unit.words().len()).sum::<usize>() - 1;
    verdict.differences.extend(compare(&body, &written.body, lines));
    let mut by_note: BTreeMap<usize, Vec<&SourceLine>> = BTreeMap::new();
    for line in lines {
        if let LineFate::Note(note) = line.fate {
            by_note.entry(note).or_default().push(line);
        }
    }
    for (index, label) in labels.iter().enumerate() {
        let words = source_words(by_note.remove(&index).unwrap_or_default().into_iter());
        let empty = vec![CitedWord::default()];
        let result = written.notes.get(*label).unwrap_or(&empty);
        verdict.source_words += words.len() - 1;
        verdict.result_words += result.len() - 1;
        verdict.differences.extend(compare(&words, &[WordUnit::Words(result.clone())], lines));
    }
    front_matter(lines, &written, &mut verdict);
    verdict
}

/// The words of lines, with their citations.
fn source_words<'a>(lines: impl Iterator<Item = &'a SourceLine>) -> Vec<CitedWord> {
    // An empty word in front holds citations that come before any word.
    let mut list = WordList::default();
    list.words.push(CitedWord::default());
    for line in lines {
        let before = list.words.len();
        list.end_word();
        let mut at = line.label.min(line.text.len());
        if let Some(sign) = treatment_sign(&line.text[at..], line.number) {
            at += sign.text.len();
            list.words.push(sign);
        }
        for marker in &line.markers {
            list.add(line.text.get(at..marker.range.start).unwrap_or(""), line.number);
            if let Some(last) = list.last_cited() {
                last.cites.push(marker.note);
            }
            if list.words.len() == before {
                list.end_word();
            }
            at = marker.range.end.max(at);
        }
        list.add(line.text.get(at..).unwrap_or(""), line.number);
        if let Some(last) = list.words.last_mut().filter(|_| !line.text.is_empty()) {
            last.at_end = true;
        }
    }
    list.words
}

/// The `=` of a treatment at the start of a line.
fn treatment_sign(text: &str, line: usize) -> Option<CitedWord> {
    text.strip_prefix('=').filter(|rest| !rest.starts_with('='))?;
    Some(CitedWord { text: "=".to_owned(), line, sign: true, ..CitedWord::default() })
}

/// Reads both sides in step; gives the first difference, if there is one, and what is left over.
fn compare(source: &[CitedWord], result: &[WordUnit], lines: &[SourceLine]) -> Option<WordDifference> {
    let mut reader = WordMatcher { source, at: 0, owed: None, lines };
    for unit in result {
        let fits = match unit {
            WordUnit::Words(words) => reader.take_all(words),
            WordUnit::Headed { heading, treatments } => reader.take_headed(heading, treatments),
        };
        if !fits {
            return Some(reader.difference(unit));
        }
    }
    reader.pay();
    (reader.at < source.len() || reader.owed.is_some()).then(|| reader.difference(&WordUnit::Words(Vec::new())))
}

/// Takes the words of the source one after another, as the result has them.
struct WordMatcher<'a> {
    source: &'a [CitedWord],
    /// The next word of the source.
    at: usize,
    /// A treatment that has been taken already and that the source names in a labelled line further down.
    owed: Option<Vec<CitedWord>>,
    lines: &'a [SourceLine],
}

impl WordMatcher<'_> {
    fn skip_signs(&mut self) {
        while self.source.get(self.at).is_some_and(|word| word.sign && word.cites.is_empty()) {
            self.at += 1;
        }
    }

    /// Takes a paragraph's words. A `=` in a paragraph is a word; only under a heading is it a sign.
    fn take_all(&mut self, words: &[CitedWord]) -> bool {
        self.pay();
        words.iter().all(|word| self.take_exact(word) || (self.pay() && self.take_exact(word)))
    }

    /// Takes one word of a heading or treatment.
    fn take(&mut self, word: &CitedWord) -> bool {
        let before = self.at;
        self.skip_signs();
        if self.take_exact(word) {
            return true;
        }
        self.at = before;
        self.take_exact(word) || (self.pay() && self.take_exact(word))
    }

    /// Takes source words that make up one word of the result: one, or several over line ends.
    fn take_exact(&mut self, word: &CitedWord) -> bool {
        let mut rest = word.text.as_str();
        let mut cites = Vec::new();
        let mut at = self.at;
        let mut address = false;
        loop {
            let Some(part) = self.source.get(at) else { return false };
            cites.extend(part.cites.iter().copied());
            address |= part.text.contains("://") || part.text.contains("www.");
            if rest == part.text {
                at += 1;
                break;
            }
            let next = self.source.get(at + 1).map_or("", |next| next.text.as_str());
            let hyphen = part.text.ends_with(['-', '\u{2010}', '\u{ad}', '¬']);
            // A sign that stands against its word, as in a cell of a table, is part of it.
            let goes_on = part.sign
                || part.at_end
                    && (hyphen
                        || part.text.ends_with(['–', '/'])
                        || address
                        || (!part.cites.is_empty() && next.starts_with([',', ';', '.'])));
            let shorter = part.text.strip_suffix(['-', '\u{2010}', '\u{ad}', '¬']).unwrap_or(&part.text);
            let whole = rest.strip_prefix(part.text.as_str());
            let dropped = rest.strip_prefix(shorter).filter(|_| hyphen);
            let stem = next.strip_suffix(['-', '\u{2010}', '\u{ad}', '¬']).unwrap_or(next);
            // Where both readings are possible, the next part of the word tells which it is.
            let tail = whole.filter(|tail| tail.starts_with(stem) || dropped.is_none()).or(dropped);
            match tail {
                Some(tail) if goes_on && !part.text.is_empty() => rest = tail,
                _ => return false,
            }
            at += 1;
        }
        let fits = cites == word.cites;
        if fits {
            self.at = at;
        }
        fits
    }

    /// Takes a heading and its treatments, which the source may have in another order.
    fn take_headed(&mut self, heading: &[CitedWord], treatments: &[Vec<CitedWord>]) -> bool {
        self.pay();
        let start = self.at;
        if treatments.is_empty() {
            return self.take_all(heading);
        }
        let [treatment] = treatments else {
            return heading.iter().all(|word| self.take(word) || self.take_loose(word))
                && treatments.iter().all(|treatment| self.take_treatment(treatment));
        };
        for split in [heading.len(), 0, 1, 2] {
            self.at = start;
            let Some((head, tail)) = heading.split_at_checked(split) else { continue };
            let mut words: Vec<CitedWord> = head.iter().chain(treatment).chain(tail).cloned().collect();
            for handed_on in [false, true] {
                self.at = start;
                if handed_on {
                    hand_on_cites(&mut words, split + treatment.len());
                }
                if words.iter().all(|word| self.take(word) || self.take_loose(word)) {
                    self.take_signs_only();
                    return true;
                }
            }
        }
        self.at = start;
        self.owed = Some(treatment.clone());
        heading.iter().all(|word| self.take(word) || self.take_loose(word))
    }

    /// Takes one of several treatments, here or in a labelled line right here or further down.
    fn take_treatment(&mut self, treatment: &[CitedWord]) -> bool {
        let before = self.at;
        if treatment.iter().all(|word| self.take(word) || self.take_loose(word)) {
            return true;
        }
        self.at = before;
        let free = self.owed.is_none();
        self.owed.get_or_insert_with(|| treatment.to_vec());
        self.pay();
        free
    }

    /// Takes a word whose brackets, colon or dash the move of a treatment left out.
    fn take_loose(&mut self, word: &CitedWord) -> bool {
        self.take_signs_only();
        let fits = self
            .source
            .get(self.at)
            .is_some_and(|part| bare(&part.text) == bare(&word.text) && part.cites == word.cites);
        self.at += usize::from(fits);
        fits
    }

    /// Skips words that are only dashes or brackets.
    fn take_signs_only(&mut self) {
        let within_line =
            |at: usize| at.checked_sub(1).and_then(|before| self.source.get(before)).is_some_and(|word| !word.at_end);
        let fits = |part: &CitedWord| {
            !part.sign && bare(&part.text).is_empty() && part.cites.is_empty() && part.text.chars().count() == 1
        };
        let mut at = self.at;
        while within_line(at) && self.source.get(at).is_some_and(fits) {
            at += 1;
        }
        self.at = at;
    }

    /// Skips the label and the treatment owed, if a labelled line has them.
    fn pay(&mut self) -> bool {
        let (Some(owed), Some(next)) = (self.owed.clone(), self.source.get(self.at)) else { return false };
        let of_word = self.lines.iter().filter(|line| line.number == next.line && line.text.starts_with(&next.text));
        let Some(label) = of_word.filter_map(|line| treatments::treatment_label_words(&line.text)).next() else {
            return false;
        };
        let before = self.at;
        self.at += label;
        if owed.iter().all(|word| self.take_exact(word)) {
            self.owed = None;
            return true;
        }
        self.at = before;
        false
    }

    fn difference(&self, unit: &WordUnit) -> WordDifference {
        let rest = &self.source[self.at.min(self.source.len())..];
        let words = |words: Vec<&CitedWord>| {
            words.into_iter().take(WORDS_SHOWN).map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let line = rest.first().or(self.source.last()).map_or(0, |word| word.line);
        WordDifference { line, source: words(rest.iter().collect()), result: words(unit.words()) }
    }
}

/// Citations after a treatment that was moved behind its title stand, in the source, after the title: a paragraph that only cites follows both.
fn hand_on_cites(words: &mut [CitedWord], treatment_end: usize) {
    let cites =
        treatment_end.checked_sub(1).and_then(|last| words.get_mut(last)).map(|word| std::mem::take(&mut word.cites));
    if let (Some(cites), Some(last)) = (cites, words.last_mut()) {
        last.cites.extend(cites);
    }
}

fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| "()[]=:–—-".contains(c))
}

/// Checks that the words of signatures are in the front matter; the article and comma of an office are its form, not
/// its words.
fn front_matter(lines: &[SourceLine], written: &WrittenWords, verdict: &mut WordVerdict) {
    for line in lines.iter().filter(|line| line.fate == LineFate::FrontMatter) {
        let words: Vec<&str> = line.text.split_whitespace().collect();
        verdict.source_words += words.len();
        for word in words {
            let article = ["de", "het", "the"].contains(&word.to_lowercase().as_str());
            let bare = word.trim_end_matches(',');
            let found = written.front_matter.contains(bare);
            verdict.result_words += 1;
            if !article && !found {
                verdict.differences.push(WordDifference {
                    line: line.number,
                    source: (*word).to_string(),
                    result: String::new(),
                });
            }
        }
    }
}
