//! Text as words to search for: small letters and digits, without accents.
//!
//! Takes: HTML as [`crate::document::html`] makes it, or plain text.
//! Gives: its words one by one. `search.js` turns a query into words in the same way.
//! Never: runs the words of two blocks together.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Elements that occur within a word or line of words; all others separate words.
const INLINE: [&str; 12] = ["a", "abbr", "b", "code", "em", "i", "mark", "span", "strong", "sub", "sup", "del"];

/// Longer words are addresses and the like, which nobody types. In characters.
const LONGEST: usize = 40;

/// Reads words, reusing its memory.
#[derive(Default)]
pub(super) struct WordReader {
    word: String,
    /// The digits before, if they end at most one space ago: `32 317` is also found as `32317`.
    digits: String,
    joined: String,
}

impl WordReader {
    /// Calls `each` with every word of some HTML.
    pub(super) fn of_html(&mut self, html: &str, each: &mut impl FnMut(&str)) {
        let mut rest = html;
        while let Some(at) = rest.find(['<', '&']) {
            self.text(&rest[..at], each);
            let (tag, end) = match rest.as_bytes()[at] {
                b'<' => (true, rest[at..].find('>')),
                _ => (false, rest[at..].find(';')),
            };
            let Some(end) = end else {
                rest = "";
                break;
            };
            // The writer escapes only characters that are not part of words.
            if !tag || !is_inline(&rest[at + 1..at + end]) {
                self.part(each);
            }
            rest = &rest[at + end + 1..];
        }
        self.text(rest, each);
        self.part(each);
    }

    /// Calls `each` with every word of a plain text.
    pub(super) fn of_text(&mut self, text: &str, each: &mut impl FnMut(&str)) {
        self.text(text, each);
        self.part(each);
    }

    fn text(&mut self, text: &str, each: &mut impl FnMut(&str)) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if first.is_ascii() {
                let end = rest.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
                if end == 0 {
                    self.between(first, each);
                    rest = &rest[1..];
                } else {
                    self.word.extend(rest[..end].bytes().map(|b| char::from(b.to_ascii_lowercase())));
                    rest = &rest[end..];
                }
                continue;
            }
            if let Some(letters) = spelled(first) {
                self.word.push_str(letters);
            } else if first.is_alphanumeric() || is_combining_mark(first) {
                self.word.extend(first.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase));
            } else {
                self.between(first, each);
            }
            rest = &rest[first.len_utf8()..];
        }
    }

    /// Takes a character between words.
    fn between(&mut self, character: char, each: &mut impl FnMut(&str)) {
        let space = matches!(character, ' ' | '\u{a0}' | '\u{202f}' | '.');
        if self.word.is_empty() || !space {
            self.part(each);
        } else {
            self.end(each);
        }
    }

    /// Marks that what follows is separate from what came before.
    fn part(&mut self, each: &mut impl FnMut(&str)) {
        self.end(each);
        self.digits.clear();
    }

    fn end(&mut self, each: &mut impl FnMut(&str)) {
        if self.word.is_empty() {
            return;
        }
        let digits = self.word.bytes().all(|b| b.is_ascii_digit());
        if (digits || self.word.len() > 1) && self.word.len() <= LONGEST {
            each(&self.word);
        }
        if digits && self.word.len() == 3 && !self.digits.is_empty() {
            self.joined.clear();
            self.joined.push_str(&self.digits);
            self.joined.push_str(&self.word);
            each(&self.joined);
        }
        self.digits.clear();
        if digits && self.word.len() <= 3 {
            self.digits.push_str(&self.word);
        }
        self.word.clear();
    }
}

/// The letters that stand for one that has no accent to take off; none for a character within a word that nobody sees.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ı' => "i",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ĳ' | 'Ĳ' => "ij",
        '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => "",
        _ => return None,
    })
}

fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    INLINE.contains(&&name[..end])
}

#[cfg(test)]
mod tests {
    use super::WordReader;

    fn words(html: &str) -> Vec<String> {
        let mut all = Vec::new();
        WordReader::default().of_html(html, &mut |word| all.push(word.to_owned()));
        all
    }

    #[test]
    fn words_are_small_and_without_accents() {
        assert_eq!(words("Één coördinatie, ‘Übergang’ &amp; agenda’s"), ["een", "coordinatie", "ubergang", "agenda"]);
        // A letter and its accent as two characters.
        assert_eq!(words("cafe\u{301}"), ["cafe"]);
        assert_eq!(words("Malmø, Łódź, Straße, Œuvre, Ĳssel"), ["malmo", "lodz", "strasse", "oeuvre", "ijssel"]);
        assert_eq!(words("mensen\u{ad}handel"), ["mensenhandel"]);
    }

    #[test]
    fn elements_within_a_line_part_no_word_and_blocks_do() {
        assert_eq!(
            words("<p>mensen<em>handel</em></p><p>asiel<a href=\"x-y.html\">recht</a></p>"),
            ["mensenhandel", "asielrecht"]
        );
        assert_eq!(words("<ul><li>een</li><li>twee</li></ul>"), ["een", "twee"]);
    }

    #[test]
    fn numbers_with_a_space_are_found_as_one_too() {
        assert_eq!(words("32 317, nr. 872"), ["32", "317", "32317", "nr", "872"]);
        assert_eq!(words("art. 5, 123"), ["art", "5", "123"]);
        assert_eq!(words("<p>12</p><p>345</p>"), ["12", "345"]);
    }
}
