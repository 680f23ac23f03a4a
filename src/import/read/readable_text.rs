//! Letters as they are meant: ligatures are taken apart, soft hyphens within a line left out.
//!
//! Takes: text of any format.
//! Gives: the text as a reader sees it.
//! Never: touches the end of a line; a hyphen there is judged when lines are joined.

use std::borrow::Cow;

/// Ligatures that fonts put into PDFs, and the letters they stand for.
const LIGATURES: &[(char, &str)] = &[
    ('\u{fb00}', "ff"),
    ('\u{fb01}', "fi"),
    ('\u{fb02}', "fl"),
    ('\u{fb03}', "ffi"),
    ('\u{fb04}', "ffl"),
    ('\u{fb05}', "st"),
    ('\u{fb06}', "st"),
];
const SOFT_HYPHEN: char = '\u{ad}';
/// Signs with which web pages lead back from a note; they are not part of its words.
pub(crate) const BACK_LINKS: [char; 4] = ['↩', '\u{fe0e}', '\u{fe0f}', '⏎'];

/// The text as a reader sees it. A soft hyphen before a letter is invisible and goes; one at the end of a line shows
/// that a word continues, and stays.
pub(crate) fn readable(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| c == SOFT_HYPHEN || ('\u{fb00}'..='\u{fb06}').contains(&c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match LIGATURES.iter().find(|(ligature, _)| *ligature == sign) {
            Some((_, letters)) => out.push_str(letters),
            None if sign == SOFT_HYPHEN && signs.peek().is_some_and(|next| next.is_alphanumeric()) => {}
            None => out.push(sign),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ligatures_and_soft_hyphens() {
        assert_eq!(readable("de \u{fb01}nanciering van ge\u{ad}harmoniseerd"), "de financiering van geharmoniseerd");
        assert_eq!(readable("van de in\u{ad}\ngrijpende"), "van de in\u{ad}\ngrijpende");
        assert_eq!(readable("bijen"), "bijen");
    }
}
