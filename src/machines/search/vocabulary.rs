//! The words of the whole site, and which of them are forms of one word.
//!
//! Takes: the words of every document.
//! Gives: all words, sorted, and for each the form under which its passages are listed.
//! Never: depends on the order in which documents are read.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};

use super::gather::Gathered;

/// All words of a site.
pub(super) struct Vocabulary<'a> {
    /// Sorted.
    pub words: Vec<&'a str>,
    /// For each word, the index of the form that represents it: the first one with the same stem.
    pub head: Vec<u32>,
    index: HashMap<&'a str, u32, FixedState>,
}

impl<'a> Vocabulary<'a> {
    /// Collects the words of all documents.
    pub(super) fn new(documents: &'a [Gathered], language: &str) -> Self {
        type Set<'a> = HashSet<&'a str, FixedState>;
        let gather = |mut set: Set<'a>, document: &'a Gathered| {
            set.extend(document.words.iter().map(|word| &**word));
            set.extend(document.aliases.iter().map(|(alias, _)| &**alias));
            set
        };
        let join = |a: Set<'a>, b: Set<'a>| {
            let (mut large, small) = if a.len() < b.len() { (b, a) } else { (a, b) };
            large.extend(small);
            large
        };
        let all = documents.par_iter().fold(Set::default, gather).reduce(Set::default, join);
        let mut words: Vec<&str> = all.into_iter().collect();
        words.par_sort_unstable();
        let index: HashMap<&str, u32, FixedState> =
            words.iter().enumerate().map(|(index, word)| (*word, index as u32)).collect();
        let mut head = heads(&words, language);
        for (alias, page) in documents.iter().flat_map(|document| &document.aliases) {
            // A number that is itself the name of a page stands for that page.
            if let (Some(alias), Some(page)) = (index.get(&**alias), index.get(&**page))
                && head[*page as usize] == *page
            {
                head[*alias as usize] = *page;
            }
        }
        Vocabulary { words, head, index }
    }

    /// For each word of a document, the form under which its passages are listed.
    pub(super) fn heads(&self, document: &Gathered) -> Vec<u32> {
        document.words.iter().map(|word| self.head[self.index[&**word] as usize]).collect()
    }
}

fn heads(words: &[&str], language: &str) -> Vec<u32> {
    let Some(algorithm) = algorithm(language) else { return (0..words.len() as u32).collect() };
    let stemmer = Stemmer::create(algorithm);
    let digit = |word: &str| word.bytes().any(|b| b.is_ascii_digit());
    let stems: Vec<_> =
        words.par_iter().map(|word| if digit(word) { (*word).into() } else { stemmer.stem(word) }).collect();
    let mut first: HashMap<&str, u32, FixedState> = HashMap::default();
    stems.iter().enumerate().map(|(index, stem)| *first.entry(stem).or_insert(index as u32)).collect()
}

/// The rules for the endings of words in a language, if there are any.
fn algorithm(language: &str) -> Option<Algorithm> {
    let algorithm = match language.split('-').next().unwrap_or("") {
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "sv" => Algorithm::Swedish,
        _ => return None,
    };
    Some(algorithm)
}
