//! Addresses on the web, broken over lines or not.
//!
//! Takes: the place of a scheme or of "www."
//! Gives: the address, joined where a line break cut it, without the punctuation of the sentence; or the source, when
//! it is an official address.
//! Never: follows an address.

use crate::found::FoundReference;
use crate::id::Id;
use crate::id::form::Form;
use crate::online::official_site::named_by;
use crate::vicinity::Vicinity;

/// Finds the address whose scheme or "www." begins at the candidate.
pub(crate) fn at_keyword(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let text = &around.text[around.at..];
    let scheme = ["https://", "http://", "www."].iter().find(|scheme| text.starts_with(*scheme));
    let Some(scheme) =
        scheme.filter(|_| around.begins_word(around.at) && !around.text[..around.at].ends_with(['@', '.', '/']))
    else {
        return;
    };
    let (address, length) = joined(text);
    // Taking punctuation off the end may have left less than the scheme.
    let Some(host) = address.get(scheme.len()..) else {
        return;
    };
    let host = &host[..host.find(['/', '?', '#']).unwrap_or(host.len())];
    // A host has a dot within it; the one in "www.", which was taken off, counts.
    let complete = host.contains('.') || (*scheme == "www." && !host.is_empty());
    if !complete || !host.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return;
    }
    let span = around.at..around.at + length;
    let (form, id) = named_by(&address).unwrap_or_else(|| (Form::Address, Id::new(lower_host(&address, scheme.len()))));
    found.push(FoundReference::new(span, form, Some(id)));
}

/// The address with scheme and host in lower case, as case makes no difference there (RFC 3986, 6.2.2.1).
fn lower_host(address: &str, scheme: usize) -> String {
    let end = address[scheme..].find(['/', '?', '#']).map_or(address.len(), |at| scheme + at);
    let (head, tail) = address.split_at(end);
    format!("{}{tail}", head.to_ascii_lowercase())
}

/// The address at the start of `text`, joined over line breaks, and how many bytes of the text it takes up.
fn joined(text: &str) -> (String, usize) {
    let mut address = String::new();
    let mut end = 0;
    loop {
        let piece = run(&text[end..]);
        address.push_str(piece);
        end += piece.len();
        match continuation(&text[end..], piece) {
            // An address wraps over a few lines at most; the limit bounds the work.
            Some(skip) if address.len() < 2000 => end += skip,
            _ => break,
        }
    }
    let kept = without_punctuation(&address);
    end -= address.len() - kept;
    address.truncate(kept);
    (address, end)
}

/// The characters that may stand in an address (RFC 3986), and letters beyond ASCII, which browsers show in addresses.
fn run(text: &str) -> &str {
    let end = text.find(|c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '|' | '`' | '{' | '}' | '[' | ']' | '\\' | '^')
            || matches!(c, '\u{200b}' | '«' | '»' | '‘' | '’' | '“' | '”' | '„' | '…' | '⟧' | '⟦')
    });
    &text[..end.unwrap_or(text.len())]
}

/// How many bytes of line break to skip when the address goes on after it.
///
/// It goes on when the line ends in a hyphen, or in another mark that no address ends in and the next word looks like
/// part of one.
fn continuation(text: &str, piece: &str) -> Option<usize> {
    let blanks = text.len() - text.trim_start_matches([' ', '\t', '\r']).len();
    let next = text[blanks..].strip_prefix('\n')?.trim_start_matches([' ', '\t']);
    let skip = text.len() - next.len();
    let word = run(next);
    if !word.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '?' || c == '%') || word.contains("://") {
        return None;
    }
    let goes_on = match piece.as_bytes().last()? {
        b'-' => true,
        b'/' | b'=' | b'&' | b'?' | b'_' | b'%' => {
            let inner = word.trim_end_matches(['.', ',', ';', ':', ')']);
            inner.contains(['/', '-', '=', '_', '%', '&', '.']) || inner.bytes().any(|b| b.is_ascii_digit())
        }
        _ => false,
    };
    goes_on.then_some(skip)
}

/// The length of an address without the punctuation at its end that belongs to the sentence.
fn without_punctuation(address: &str) -> usize {
    let mut kept = address;
    let mut open = address.matches('(').count();
    let mut close = address.matches(')').count();
    while let Some(last) = kept.chars().next_back() {
        let own = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '~' => false,
            ')' => close <= open,
            '(' => false,
            _ => true,
        };
        if own {
            break;
        }
        open -= usize::from(last == '(');
        close -= usize::from(last == ')');
        kept = &kept[..kept.len() - last.len_utf8()];
    }
    kept.len()
}
