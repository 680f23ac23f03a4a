//! Writes text so that Markdown reads it back as the same words.
//!
//! Takes: text, and where it goes.
//! Gives: the text, with signs escaped that would mean something there; web addresses become links.
//! Never: adds or drops a letter; the check of words reads every result back.

use crate::import::web_address;

/// Where a text goes, for signs that only matter there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextPlace {
    Running,
    Heading,
    Cell,
    /// The words of a link, in which no address becomes another link.
    Link,
}

/// Escapes running text; web addresses become links. `before` is the sign before the text.
pub(crate) fn text(text: &str, place: TextPlace, before: Option<char>) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.extend(before);
    for piece in text.split_inclusive(' ') {
        let word = piece.trim_end_matches(' ');
        match address(word).filter(|_| place != TextPlace::Link) {
            Some((from, to)) => {
                words(&word[..from], place, &mut out);
                out.push('<');
                out.push_str(&word[from..to]);
                out.push('>');
                words(&word[to..], place, &mut out);
            }
            None => words(word, place, &mut out),
        }
        out.push_str(&piece[word.len()..]);
    }
    out.split_off(before.map_or(0, char::len_utf8))
}

/// Where a word contains a web address that can be put between angle brackets.
fn address(word: &str) -> Option<(usize, usize)> {
    let from = ["http://", "https://"].iter().filter_map(|scheme| word.find(scheme)).min()?;
    let rest = word[from..].trim_end_matches(|c: char| ".,;:)’”\"'»!?]".contains(c));
    // A bracket that the address itself opened belongs to it.
    let closes = rest.contains('(') && word[from + rest.len()..].starts_with(')');
    let to = from + rest.len() + usize::from(closes);
    let clean = word[from..to].chars().all(|c| c.is_ascii_graphic() && !"<>\\`|".contains(c) || c.is_alphanumeric());
    (clean && to - from > 8 && web_address::is_address_start(rest)).then_some((from, to))
}

fn words(text: &str, place: TextPlace, out: &mut String) {
    let mut before = out.chars().next_back();
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, c)| *c);
        if matches!(sign, '[' | '(') && before == Some(']') {
            // A bracket after a citation would make it the text of a link; the parser even takes `[^1]\[` for one.
            out.push_str(if sign == '[' { "&#91;" } else { "&#40;" });
            before = Some(sign);
            continue;
        }
        if needs_escape(sign, before, next, &text[at..], place) {
            out.push('\\');
        }
        out.push(sign);
        before = Some(sign);
    }
}

fn needs_escape(sign: char, before: Option<char>, next: Option<char>, rest: &str, place: TextPlace) -> bool {
    let within_word = before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
    match sign {
        '\\' | '`' | '*' | '<' | '[' | '~' | '$' => true,
        '_' => !within_word,
        '&' => is_entity(rest),
        '|' => place == TextPlace::Cell,
        ']' => place == TextPlace::Link,
        '{' | '}' | '#' => place == TextPlace::Heading,
        _ => false,
    }
}

/// Whether an ampersand begins something that reads as a character reference.
fn is_entity(rest: &str) -> bool {
    let name: String = rest.chars().skip(1).take(40).take_while(|c| c.is_ascii_alphanumeric() || *c == '#').collect();
    !name.is_empty() && rest[1 + name.len()..].starts_with(';')
}

/// Escapes the sign that would make a paragraph something else: a heading, a list item, a quotation, a treatment.
pub(crate) fn block_start(text: &str) -> String {
    let Some(first) = text.chars().next() else { return String::new() };
    let rest = &text[first.len_utf8()..];
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = (1..=9).contains(&digits)
        && text[digits..].starts_with(['.', ')'])
        && text[digits + 1..].chars().next().is_none_or(char::is_whitespace);
    if number {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    // A citation and a colon would define a note.
    if let Some((cite, rest)) = text.split_once("]:").filter(|(cite, _)| cite.starts_with("[^") && !cite.contains(' '))
    {
        return format!("{cite}]\\:{rest}");
    }
    let list = matches!(first, '-' | '+') && rest.chars().next().is_none_or(|c| c.is_whitespace() || c == first);
    let other = matches!(first, '#' | '>' | '=' | ':' | '|');
    if list || other { format!("\\{text}") } else { text.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(markdown: &str) -> String {
        let options = pulldown_cmark::Options::all() - pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION;
        let events = pulldown_cmark::Parser::new_ext(markdown, options);
        events
            .filter_map(
                |event| if let pulldown_cmark::Event::Text(text) = event { Some(text.to_string()) } else { None },
            )
            .collect()
    }

    #[test]
    fn words_come_back() {
        for words in [
            "a*b* _c_ `d` [e](f) <g> &amp; h|i ~~j~~ $k$ \\l",
            "4. Vier",
            "- een",
            "= x",
            "# y",
            "> z",
            "+ a",
            "---",
            ": b",
            "snake_case_x",
            "[^1]",
            "1) a",
            "A & B; C",
        ] {
            let markdown = block_start(&text(words, TextPlace::Running, None));
            assert_eq!(read_back(&markdown), words, "{markdown}");
        }
    }

    #[test]
    fn addresses_become_links() {
        assert_eq!(text("zie https://a.nl/b_c.", TextPlace::Running, None), "zie <https://a.nl/b_c>.");
        assert_eq!(text("(https://a.nl/b(c))", TextPlace::Running, None), "(<https://a.nl/b(c)>)");
        assert_eq!(text("https://", TextPlace::Running, None), "https://");
    }
}
