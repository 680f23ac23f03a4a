//! Words after which a heading or a sentence has to go on.
//!
//! Takes: a line.
//! Gives: whether it ends in one of them.
//! Never: reads more of the line than its last word.

/// Words after which a heading or a sentence has to go on.
const UNFINISHED: &[&str] = &[
    "de",
    "het",
    "een",
    "en",
    "of",
    "van",
    "voor",
    "op",
    "in",
    "te",
    "aan",
    "met",
    "bij",
    "door",
    "tot",
    "om",
    "over",
    "dat",
    "die",
    "inzake",
    "betreffende",
    "tussen",
    "naar",
    "uit",
    "als",
    "zijn",
    "wordt",
    "worden",
    "the",
    "a",
    "an",
    "and",
    "or",
    "for",
    "to",
    "by",
    "with",
    "on",
];

/// Whether a line ends in such a word.
pub(crate) fn is_unfinished(text: &str) -> bool {
    text.split_whitespace().next_back().is_some_and(|word| UNFINISHED.contains(&word))
}
