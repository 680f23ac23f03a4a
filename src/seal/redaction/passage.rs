//! Words that are to be taken out of a text, wherever they stand in it.
//!
//! Takes: the words as somebody typed them, and a text.
//! Gives: the text with a mark in the place of each of them; where it still has them in another form.
//! Never: takes out a part of a longer word.

use std::ops::Range;

/// Words that are to be taken out. A line may break between two of them.
pub(super) struct RedactedPassage(Vec<String>);

impl RedactedPassage {
    /// The words of a text; `None` if it has none.
    pub(super) fn new(typed: &str) -> Option<RedactedPassage> {
        let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
        (!words.is_empty()).then_some(RedactedPassage(words))
    }

    /// The text with the mark in its places, and the number of these; `None` if it has none.
    pub(super) fn taken_from(&self, text: &str, mark: &str) -> Option<(String, usize)> {
        let places = self.places(text);
        let mut made = String::with_capacity(text.len());
        let mut at = 0;
        for place in &places {
            made.push_str(&text[at..place.start]);
            made.push_str(mark);
            at = place.end;
        }
        made.push_str(&text[at..]);
        (!places.is_empty()).then_some((made, places.len()))
    }

    /// The first line, from 1, on which a text has the words in capitals or small letters, or within longer words.
    pub(super) fn similar(&self, text: &str) -> Option<usize> {
        let lower = |text: &str| text.to_lowercase();
        let wanted = lower(&self.0.join(" "));
        let (mut joined, mut lines) = (String::new(), Vec::new());
        for (number, line) in text.lines().enumerate() {
            for word in line.split_whitespace() {
                lines.push((joined.len(), number + 1));
                joined.push_str(&lower(word));
                joined.push(' ');
            }
        }
        let found = joined.find(&wanted)?;
        let at = lines.partition_point(|(from, _)| *from <= found);
        Some(lines.get(at.saturating_sub(1)).map_or(1, |(_, line)| *line))
    }

    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let Some(first) = self.0.first() else { return Vec::new() };
        let mut places: Vec<Range<usize>> = Vec::new();
        for (start, _) in text.match_indices(first.as_str()) {
            let is_free = places.last().is_none_or(|last| last.end <= start);
            if let Some(end) = self.end(text, start).filter(|end| is_free && is_whole(text, start..*end)) {
                places.push(start..end);
            }
        }
        places
    }

    /// Where the words end that begin at a byte of the text.
    fn end(&self, text: &str, start: usize) -> Option<usize> {
        let mut rest = &text[start..];
        for (at, word) in self.0.iter().enumerate() {
            if at > 0 {
                let next = rest.trim_start();
                rest = Some(next).filter(|next| next.len() < rest.len())?;
            }
            rest = rest.strip_prefix(word.as_str())?;
        }
        Some(text.len() - rest.len())
    }
}

/// Whether no letter or digit joins a range to what is beside it.
fn is_whole(text: &str, range: Range<usize>) -> bool {
    let joined = |one: Option<char>, other: Option<char>| {
        one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
    };
    let inner = &text[range.clone()];
    !joined(text[..range.start].chars().next_back(), inner.chars().next())
        && !joined(inner.chars().next_back(), text[range.end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_taken_wherever_lines_break() {
        let passage = RedactedPassage::new(" J.  Jansen ").unwrap();
        let taken = |text: &str| passage.taken_from(text, "(x)");
        assert_eq!(taken("De heer J.\nJansen, en J. Jansen."), Some(("De heer (x), en (x).".to_owned(), 2)));
        assert_eq!(taken("J. Jansens en J.Jansen en JJ. Jansen"), None);
        assert!(RedactedPassage::new(" \n").is_none());
    }

    #[test]
    fn other_forms_are_found_by_line() {
        let passage = RedactedPassage::new("J. Jansen").unwrap();
        assert_eq!(passage.similar("a\nb\nvan j.\nJANSENS"), Some(3));
        assert_eq!(passage.similar("J. Janse n"), None);
    }
}
