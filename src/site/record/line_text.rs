//! One line of the record as text.
//!
//! Takes: an address, and what was published there.
//! Gives: the words of its line, in one order.
//! Never: ends the line. Writing to a string cannot fail.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::recorded_page::{RecordedPage, source_of};
use crate::document::note_name;
use crate::document::paragraphs::FormerCount;
use crate::settings::address;

/// What has to be encoded in the address of another site, or in an id.
const FOREIGN: &AsciiSet = &CONTROLS.add(b' ').add(b'%');

/// What has to be encoded in a label.
const LABEL: &AsciiSet = &CONTROLS.add(b' ').add(b'%').add(b'[').add(b']').add(b'@').add(b'=').add(b'#');

/// Appends the words of the line of an address, each with a blank before it.
pub(super) fn push(line: &mut String, address: &str, page: &RecordedPage) {
    let RecordedPage {
        span: _,
        rules,
        notes,
        labels: _,
        headings: _,
        paragraphs: _,
        gone_paragraphs: _,
        former: _,
        from,
        seals,
        promises: _,
        made,
        identities,
        bases,
        source,
        by,
        imprint: _,
    } = page;
    if *rules > 0 {
        let _ = write!(line, " rules={rules}");
    }
    if let Some((notes, _)) = notes.filter(|(notes, _)| *notes > 0) {
        let _ = write!(line, " notes={notes}");
    }
    for from in from {
        let _ = write!(line, " from=/{}", address::encode(from));
    }
    for identity in identities {
        let _ = write!(line, " id=/{}", address::encode(identity));
    }
    let mut written = BTreeSet::new();
    for (digest, _) in seals.iter().filter(|(digest, _)| written.insert(digest)) {
        let _ = write!(line, " seal={digest}");
    }
    for base in bases {
        let _ = write!(line, " base={}", utf8_percent_encode(base, FOREIGN));
    }
    if let Some(named) = source {
        let _ = match source_of(address).as_ref() == Some(&named.id) {
            true => write!(line, " source"),
            false => write!(line, " source={}", utf8_percent_encode(named.id.as_str(), FOREIGN)),
        };
    }
    for place in by {
        let _ = write!(line, " by=/{}", utf8_percent_encode(place, FOREIGN));
    }
    for path in made.keys() {
        let _ = write!(line, " +{}", address::encode(path));
    }
    push_places(line, page);
}

/// Appends the places of a document.
fn push_places(line: &mut String, page: &RecordedPage) {
    let RecordedPage { labels, headings, paragraphs, gone_paragraphs, former, promises, .. } = page;
    for (anchor, heading) in headings {
        let anchor: Cow<str> = address::encode(anchor).replace('=', "%3D").into();
        if heading.meanings.is_empty() {
            let _ = write!(line, " #{anchor}");
        }
        for (title, text) in &heading.meanings {
            let _ = write!(line, " #{anchor}={title}");
            let _ = text.map(|text| write!(line, ".{text}"));
        }
    }
    for (label, note) in labels {
        let own = note_name::of(label);
        let label = utf8_percent_encode(label, LABEL);
        let gone = if note.is_gone { "gone" } else { "" };
        for name in &note.names {
            let name = if *name == own { String::new() } else { format!("@{name}") };
            if note.words.is_empty() {
                let _ = write!(line, " {gone}[^{label}]{name}");
            }
            for words in &note.words {
                let _ = write!(line, " {gone}[^{label}]{name}={words}");
            }
        }
    }
    for FormerCount { first, last, name } in former {
        let _ = write!(line, " p{first}-{last}#{}", address::encode(&name.to_string()));
    }
    for (name, words) in paragraphs {
        let gone = if gone_paragraphs.contains(name) { "gone" } else { "" };
        let name = address::encode(&name.to_string());
        if words.is_empty() {
            let _ = write!(line, " {gone}p#{name}");
        }
        for words in words {
            let _ = write!(line, " {gone}p#{name}={words}");
        }
    }
    for (anchor, promise) in promises {
        for (uid, (words, facts)) in
            promise.uids.iter().flat_map(|uid| promise.meanings.iter().map(move |meaning| (uid, meaning)))
        {
            let _ = write!(line, " v#{anchor}@{uid}={words}.{facts}");
        }
    }
}
