//! A word of the source or of the result, with the notes that it cites.

/// A word with the notes cited right after it or within it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub cites: Vec<usize>,
    /// Line of the source, 0 in the result.
    pub line: usize,
    /// Last of its line: a word or an address may go on in the next.
    pub at_end: bool,
    /// A `=` that may be a treatment's sign.
    pub sign: bool,
}

/// Whether a citation can belong to a word: `=` may be a sign, so a citation goes to the word before it.
pub fn holds_cites(word: &Word) -> bool {
    !word.sign && word.text != "="
}

/// Adds the words of a piece of text; `glued` says that the piece before ended within a word.
pub fn add(piece: &str, line: usize, glued: &mut bool, words: &mut Vec<Word>) {
    let starts_blank = piece.starts_with(char::is_whitespace);
    for (index, text) in piece.split_whitespace().enumerate() {
        match words.last_mut().filter(|_| index == 0 && *glued && !starts_blank) {
            Some(last) => last.text.push_str(text),
            None => words.push(Word { text: text.to_string(), line, ..Word::default() }),
        }
    }
    if !piece.is_empty() {
        *glued = !piece.ends_with(char::is_whitespace);
    }
}
