//! What was typed where YAML could not be read.
//!
//! Takes: YAML that its parser refused, what the parser said of it, and where.
//! Gives: [`YamlSlip`]: the place of the mistake, in the author's words, and what to type.
//! Never: reads YAML that is valid, but for what says less than was typed.

use std::ops::Range;

use crate::diagnostic::{Edit, Hint, Message, message};

/// A mistake at a range of the text; its edits count from the beginning of the text.
#[derive(Debug)]
pub(crate) struct YamlSlip {
    pub range: Range<usize>,
    pub message: Message,
    pub hint: Hint,
}

/// Signs with which no plain value may begin.
const RESERVED: [char; 5] = ['@', '`', '%', '!', '&'];

/// Pairs of curly quotes, which YAML takes for letters.
const CURLY: [(char, char); 5] = [('“', '”'), ('„', '”'), ('„', '“'), ('‘', '’'), ('«', '»')];

/// The slip in the first line that has one, up to the line at whose byte the parser stopped.
pub(crate) fn find(text: &str, stopped: usize) -> Option<YamlSlip> {
    let mut at = 0;
    // Lines that go further in than this belong to a text of several lines.
    let mut block: Option<usize> = None;
    let mut behind = false;
    for line in text.split_inclusive('\n') {
        // The parser may stop at the end of the line before the one that it cannot read.
        if at > stopped && behind {
            break;
        }
        behind = at > stopped;
        let (start, trimmed) = (at, line.trim_end());
        at += line.len();
        let indent = trimmed.len() - trimmed.trim_start().len();
        if trimmed.trim_start().is_empty() || trimmed.trim_start().starts_with('#') || block.is_some_and(|b| indent > b)
        {
            continue;
        }
        block = None;
        let shown =
            Line { text: trimmed, start, indent, next: text[at..].lines().find(|next| !next.trim().is_empty()) };
        if let Some(slip) = shown.slip() {
            return Some(slip);
        }
        let opens = |sign: &str| shown.value().is_some_and(|(_, value)| value.starts_with(sign));
        if opens("|") || opens(">") {
            block = Some(indent);
        }
    }
    None
}

/// A colon without a blank behind it, at the byte where the blank should be.
pub(crate) fn no_blank(text: &str, at: usize) -> YamlSlip {
    let hint = Hint::certain(message!("yaml-no-blank.hint"), [Edit::new(at..at, " ")]);
    YamlSlip { range: at..text.ceil_char_boundary(at + 1), message: message!("yaml-no-blank"), hint }
}

/// What the parser said, in words for people; the mistake is at the place where the parser stopped.
pub(crate) fn said(reason: &str, range: Range<usize>) -> YamlSlip {
    let has = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    let (message, hint) = if has(&["flow", "bracket", "':' indicator"]) {
        (message!("yaml-brackets"), message!("yaml-brackets.hint"))
    } else if has(&["end of stream", "unexpected eof", "document indicator"]) {
        (message!("yaml-open-quote"), message!("yaml-open-quote.hint"))
    } else if has(&["escape", "hexadecimal"]) {
        (message!("yaml-escape"), message!("yaml-escape.hint"))
    } else if has(&["tab"]) {
        (message!("yaml-tab"), message!("yaml-tab.hint"))
    } else if has(&["indent", "block mapping", "block collection", "simple key", "mapping values", "sequence entries"])
    {
        (message!("yaml-indent"), message!("yaml-indent.hint"))
    } else if has(&["anchor", "alias", "tag", "TAG", "handle"]) {
        (message!("yaml-anchor"), message!("yaml-anchor.hint"))
    } else {
        (message!("malformed-yaml", reason), message!("malformed-yaml.hint"))
    };
    YamlSlip { range, message, hint: hint.into() }
}

/// A plain value that says less than was typed, or has curly quotes around it; `range` is where it stands.
pub(crate) fn in_value(text: &str, range: Range<usize>) -> Option<YamlSlip> {
    let value = text.get(range.clone())?.trim_end();
    let end = range.start + value.len();
    let rest = text[end..].lines().next().unwrap_or("");
    let comment = rest.trim_start();
    if comment.starts_with('#') && comment.len() < rest.len() && (comment[1..].starts_with(is_word) || is_prose(value))
    {
        let whole = range.start..end + rest.trim_end().len();
        let quoted = quoted(&text[whole.clone()]);
        let hint = Hint::choose(message!("yaml-cut-off.hint", words = quoted), [Edit::new(whole, quoted.clone())]);
        let at = end + rest.len() - comment.len();
        return Some(YamlSlip { range: at..at + comment.trim_end().len(), message: message!("yaml-cut-off"), hint });
    }
    let inner = CURLY.iter().find_map(|(open, close)| value.strip_prefix(*open)?.strip_suffix(*close))?;
    if inner.is_empty()
        || CURLY.iter().any(|(open, close)| inner.contains(*open) || (*close != '’' && inner.contains(*close)))
    {
        return None;
    }
    let quoted = quoted(inner);
    let hint = Hint::choose(message!("write", words = quoted), [Edit::new(range.start..end, quoted.clone())]);
    Some(YamlSlip { range: range.start..end, message: message!("yaml-curly-quotes"), hint })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Whether a value is more than a number, a day, an id or a word such as `true`, behind which people put comments.
fn is_prose(value: &str) -> bool {
    value.contains(|c: char| c.is_whitespace() || c.is_uppercase())
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

struct Line<'a> {
    text: &'a str,
    /// The byte at which it begins.
    start: usize,
    /// The bytes of the blanks at its beginning.
    indent: usize,
    /// The next line with anything on it.
    next: Option<&'a str>,
}

impl Line<'_> {
    fn slip(&self) -> Option<YamlSlip> {
        if let Some(tab) = self.text[..self.indent].find('\t') {
            let edit = Edit::new(self.start..self.start + self.indent, self.text[..self.indent].replace('\t', "  "));
            let hint = Hint::choose(message!("yaml-tab.hint"), [edit]);
            return Some(self.at(tab..self.indent, message!("yaml-tab"), hint));
        }
        let Some((from, _)) = self.key() else { return self.without_colon() };
        let behind = &self.text[from + 1..];
        if behind.starts_with(|c: char| !c.is_whitespace()) && !behind.starts_with("//") {
            let (place, end) = (self.start + from + 1, behind.chars().next().map_or(0, char::len_utf8));
            let hint = Hint::certain(message!("yaml-no-blank.hint"), [Edit::new(place..place, " ")]);
            return Some(self.at(from + 1..from + 1 + end, message!("yaml-no-blank"), hint));
        }
        let (from, value) = self.value()?;
        let whole = from..from + value.len();
        let quote = |value: &str| {
            let words = quoted(value);
            let edit = Edit::new(self.start + whole.start..self.start + whole.end, words.clone());
            (message!("write", words), [edit])
        };
        let first = value.chars().next()?;
        if RESERVED.contains(&first) || value.starts_with("- ") {
            let (words, edits) = quote(value);
            let sign = from..from + first.len_utf8();
            return Some(self.at(sign, message!("yaml-reserved", sign = first), Hint::certain(words, edits)));
        }
        if first == '"' || first == '\'' {
            return self.quotes(from, value, first);
        }
        if first == '[' || first == '{' {
            return self.brackets(from, value);
        }
        if first == '|' || first == '>' || first == '#' {
            return None;
        }
        let plain = value.find(" #").map_or(value, |comment| &value[..comment]);
        let colon = plain.find(": ").or_else(|| plain.ends_with(':').then_some(plain.len() - 1))?;
        let (words, edits) = quote(value);
        Some(self.at(from + colon..from + colon + 1, message!("yaml-colon"), Hint::certain(words, edits)))
    }

    /// A line at the margin that is neither a key nor an item of a list: nothing can go on there.
    fn without_colon(&self) -> Option<YamlSlip> {
        let word = self.text.split([' ', '=']).next().filter(|word| word.len() < self.text.len())?;
        if self.indent > 0 || word == "-" || !word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return None;
        }
        let rest = self.text[word.len()..].trim_start_matches([' ', '=']);
        let end = self.start + self.text.len() - rest.len();
        let edit = Edit::new(self.start + word.len()..end, ": ");
        let hint = Hint::choose(message!("write", words = format!("{word}: {rest}")), [edit]);
        Some(self.at(word.len()..self.text.len(), message!("yaml-no-colon"), hint))
    }

    /// Brackets that are still open where the next key begins.
    fn brackets(&self, from: usize, value: &str) -> Option<YamlSlip> {
        let count = |signs: [char; 2]| value.matches(signs).count();
        let ends = self.next.is_none_or(|next| {
            let indent = next.len() - next.trim_start().len();
            indent <= self.indent && next.trim_start().starts_with(|c: char| c.is_ascii_alphabetic())
        });
        let open = count(['[', '{']) > count([']', '}']) && ends;
        open.then(|| self.at(from..from + 1, message!("yaml-brackets"), message!("yaml-brackets.hint").into()))
    }

    /// Quotes that are not closed, or behind which something stands.
    fn quotes(&self, from: usize, value: &str, quote: char) -> Option<YamlSlip> {
        let mut rest = value[1..].char_indices().peekable();
        let mut closed = None;
        while let Some((at, c)) = rest.next() {
            let doubled = quote == '\'' && rest.peek().is_some_and(|(_, next)| *next == quote);
            if (c == '\\' && quote == '"') || (c == quote && doubled) {
                rest.next();
            } else if c == quote {
                closed = Some(1 + at + 1);
                break;
            }
        }
        let Some(end) = closed else {
            let place = self.start + from + value.len();
            let hint = Hint::choose(message!("yaml-open-quote.hint"), [Edit::new(place..place, quote.to_string())]);
            return Some(self.at(from..from + 1, message!("yaml-open-quote"), hint));
        };
        let behind = value[end..].trim_start();
        if behind.is_empty() || behind.starts_with('#') {
            return None;
        }
        let words = format!("'{}'", value.replace('\'', "''"));
        let place = self.start + from;
        let hint = Hint::choose(message!("write", words), [Edit::new(place..place + value.len(), words.clone())]);
        let at = from + value.len() - behind.len();
        Some(self.at(at..from + value.len(), message!("yaml-behind-quote"), hint))
    }

    fn at(&self, range: Range<usize>, message: Message, hint: Hint) -> YamlSlip {
        YamlSlip { range: self.start + range.start..self.start + range.end, message, hint }
    }

    /// Where the colon behind the key stands, and the key.
    fn key(&self) -> Option<(usize, &str)> {
        let mut from = self.indent;
        while let Some(rest) = self.text[from..].strip_prefix("- ") {
            from += 2 + rest.len() - rest.trim_start().len();
        }
        let end = self.text[from..].find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')?;
        let key = &self.text[from..from + end];
        let is_key = key.len() > 1 && key.starts_with(|c: char| c.is_ascii_alphabetic());
        (is_key && self.text[from + end..].starts_with(':')).then_some((from + end, key))
    }

    /// The value behind the key, and where it begins.
    fn value(&self) -> Option<(usize, &str)> {
        let (colon, _) = self.key()?;
        let behind = &self.text[colon + 1..];
        let value = behind.trim_start();
        (!value.is_empty()).then(|| (self.text.len() - value.len(), value))
    }
}
