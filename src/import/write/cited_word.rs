//! A word of the source or of the result, with the notes that it cites.
//!
//! Takes: pieces of text, in order.
//! Gives: words; a piece may continue the word in which the piece before it ended.
//! Never: knows which of the two sides it is on.

/// A word, with the notes cited right after it or within it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CitedWord {
    pub(crate) text: String,
    /// The notes by index, in order.
    pub(crate) cites: Vec<usize>,
    /// The line of the source, from 1; 0 in the result.
    pub(crate) line: usize,
    /// Whether it is the last of its line, where a word or address may continue on the next.
    pub(crate) at_end: bool,
    /// Whether it is a `=` that may be the sign of a treatment.
    pub(crate) sign: bool,
}

impl CitedWord {
    /// Whether a citation can belong to it: `=` may be a sign, so a citation after it goes to the word before.
    pub(crate) fn holds_cites(&self) -> bool {
        !self.sign && self.text != "="
    }
}

/// Words in order, the last of which may continue.
#[derive(Debug, Default)]
pub(crate) struct WordList {
    pub(crate) words: Vec<CitedWord>,
    /// Whether the text so far ended within a word.
    open: bool,
}

impl WordList {
    /// Adds the words of a piece of text. `line` is that of the source; 0 in the result.
    pub(crate) fn add(&mut self, piece: &str, line: usize) {
        let goes_on = self.open && !piece.starts_with(char::is_whitespace);
        for (index, text) in piece.split_whitespace().enumerate() {
            match self.words.last_mut().filter(|_| index == 0 && goes_on) {
                Some(last) => last.text.push_str(text),
                None => self.words.push(CitedWord { text: text.to_owned(), line, ..CitedWord::default() }),
            }
        }
        if !piece.is_empty() {
            self.open = !piece.ends_with(char::is_whitespace);
        }
    }

    /// Ends the last word: what comes next is a new one.
    pub(crate) fn end_word(&mut self) {
        self.open = false;
    }

    /// The last word that a citation can belong to.
    pub(crate) fn last_cited(&mut self) -> Option<&mut CitedWord> {
        self.words.iter_mut().rev().find(|word| word.holds_cites())
    }
}
