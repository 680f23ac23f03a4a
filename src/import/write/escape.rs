//! Text written so that Markdown reads it back as the same words. Pure; the check of words reads every result back.

use super::hyphen;

/// Where a text stands, for the signs that matter there only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Running,
    Heading,
    Cell,
    /// The words of a link, in which no address is linked again.
    Link,
}

/// Escapes running text; web addresses become links. `before` is the sign that the text follows.
pub fn text(text: &str, place: Place, before: Option<char>) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.extend(before);
    for piece in text.split_inclusive(' ') {
        let word = piece.trim_end_matches(' ');
        match address(word).filter(|_| place != Place::Link) {
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

/// Where a word holds a web address that can stand between angle brackets.
fn address(word: &str) -> Option<(usize, usize)> {
    let from = ["http://", "https://"].iter().filter_map(|scheme| word.find(scheme)).min()?;
    let rest = word[from..].trim_end_matches(|c: char| ".,;:)’”\"'»!?]".contains(c));
    // A bracket that the address opened itself belongs to it.
    let closes = rest.contains('(') && word[from + rest.len()..].starts_with(')');
    let to = from + rest.len() + usize::from(closes);
    let clean = word[from..to].chars().all(|c| c.is_ascii_graphic() && !"<>\\`|".contains(c) || c.is_alphanumeric());
    (clean && to - from > 8 && hyphen::is_address_start(rest)).then_some((from, to))
}

fn words(text: &str, place: Place, out: &mut String) {
    let mut before = out.chars().next_back();
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, c)| *c);
        if matches!(sign, '[' | '(') && before == Some(']') {
            // A bracket after a citation would make it a link's text; the parser takes even `[^1]\[` for one.
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

fn needs_escape(sign: char, before: Option<char>, next: Option<char>, rest: &str, place: Place) -> bool {
    let within_word = before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
    match sign {
        '\\' | '`' | '*' | '<' | '[' | '~' | '$' => true,
        '_' => !within_word,
        '&' => is_entity(rest),
        '|' => place == Place::Cell,
        ']' => place == Place::Link,
        '{' | '}' | '#' => place == Place::Heading,
        _ => false,
    }
}

/// Whether an ampersand begins something that reads as a character reference.
fn is_entity(rest: &str) -> bool {
    let name: String = rest.chars().skip(1).take(40).take_while(|c| c.is_ascii_alphanumeric() || *c == '#').collect();
    !name.is_empty() && rest[1 + name.len()..].starts_with(';')
}

/// Escapes the sign that would make a paragraph something else: a heading, a list item, a quotation, a treatment.
pub fn block_start(text: &str) -> String {
    let Some(first) = text.chars().next() else { return String::new() };
    let rest = &text[first.len_utf8()..];
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = (1..=9).contains(&digits)
        && text[digits..].starts_with(['.', ')'])
        && text[digits + 1..].chars().next().is_none_or(char::is_whitespace);
    if number {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    // A citation and a colon would be the definition of a note.
    if let Some((cite, rest)) = text.split_once("]:").filter(|(cite, _)| cite.starts_with("[^") && !cite.contains(' ')) {
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
        events.filter_map(|event| if let pulldown_cmark::Event::Text(text) = event { Some(text.to_string()) } else { None }).collect()
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
            let markdown = block_start(&text(words, Place::Running, None));
            assert_eq!(read_back(&markdown), words, "{markdown}");
        }
    }

    #[test]
    fn addresses_become_links() {
        assert_eq!(text("zie https://a.nl/b_c.", Place::Running, None), "zie <https://a.nl/b_c>.");
        assert_eq!(text("(https://a.nl/b(c))", Place::Running, None), "(<https://a.nl/b(c)>)");
        assert_eq!(text("https://", Place::Running, None), "https://");
    }
}
