//! Recognising: from a text to its references.
//!
//! Takes: a text and a registry.
//! Gives: the references in order, none overlapping another.
//! Never: changes the text or looks at anything else. The time is linear in the length of the text: every parser that a
//! candidate starts works within a bounded window.

use crate::eu::{act, adopted_text, celex, commission, council, journal, procedure};
use crate::found::FoundReference;
use crate::id::form::Form;
use crate::internal;
use crate::law::{article, ecli, gazette};
use crate::online::{official_site, publication_id, web_address};
use crate::parliament::{chamber_document, handelingen, kamerstuk, kamerstuk_by_number};
use crate::registry::Registry;
use crate::text::prefilter::{CandidateStart, Candidates, Keyword};
use crate::vicinity::Vicinity;

/// Recognises every reference in `text`, sorted by place and not overlapping.
///
/// The text is plain: take markup out first. Line breaks and page furniture within a reference do not matter. Spans are
/// in bytes and fall between characters. A reference whose words leave open what is cited has no id; nothing fails. The
/// time is linear in the length of the text.
///
/// ```
/// use reference::{Form, Registry, recognise};
///
/// let found = recognise("Zie Kamerstukken II 2023-24, 32 317, nr. 872.", &Registry::default());
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].form, Form::Kamerstuk);
/// assert_eq!(found[0].id.as_ref().unwrap().as_str(), "kst-32317-872");
/// assert_eq!(found[0].span, 4..44);
/// ```
#[must_use]
pub fn recognise(text: &str, registry: &Registry) -> Vec<FoundReference> {
    let mut found = Vec::new();
    let mut walk = Candidates::new(text, &registry.prefilter);
    let mut from = 0;
    let mut name = registry.next_name(text, 0);
    // Where the last reference ended: nothing may reach back past it.
    let mut floor = 0;
    loop {
        let candidate = walk.next(from);
        name = name.and_then(|n| if n.0 < floor { registry.next_name(text, floor) } else { Some(n) });
        if let Some((start, end, id)) = name
            && candidate.is_none_or(|candidate| start <= candidate.start())
        {
            found.push(FoundReference::new(start..end, Form::Abbreviation, Some(id.clone())));
            (floor, from) = (end, end);
            continue;
        }
        let Some(candidate) = candidate else { return found };
        // A registered name gives way to a longer reference that begins with it: "Dublinverordening (EU) nr. 604/2013".
        let name_before = found.last().filter(|last| last.form == Form::Abbreviation).map(|last| last.span.clone());
        let floor_here = name_before.as_ref().map_or(floor, |span| span.start);
        let around = Vicinity { text, at: candidate.start(), floor: floor_here, registry };
        let count = found.len();
        match candidate {
            CandidateStart::Keyword(_, keyword) => by_keyword(&around, keyword, &mut found),
            CandidateStart::Digits(_) => by_digits(&around, &mut found),
        }
        if let Some(first) = found.get(count) {
            if name_before.is_some_and(|span| first.span.start < span.end) {
                found.remove(count - 1);
            }
            floor = found.last().map_or(floor, |last| last.span.end);
            from = floor.max(candidate.start() + 1);
        } else {
            from = around.after_candidate(candidate);
        }
    }
}

/// Asks the module of the form that the keyword may begin.
fn by_keyword(around: &Vicinity<'_>, keyword: Keyword, found: &mut Vec<FoundReference>) {
    match keyword {
        Keyword::Kamerstuk => kamerstuk::at_keyword(around, found),
        Keyword::Handelingen => handelingen::at_keyword(around, found),
        Keyword::Aanhangsel => handelingen::at_aanhangsel(around, found),
        Keyword::Gazette => gazette::at_keyword(around, found),
        Keyword::Journal => journal::at_keyword(around, found),
        Keyword::Ecli => ecli::at_keyword(around, found),
        Keyword::Web => web_address::at_keyword(around, found),
        Keyword::Internal => internal::at_keyword(around, found),
    }
}

/// Asks the modules of the forms that are recognised by what stands next to their digits, cheapest first.
fn by_digits(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let run = around.run_length();
    let count = found.len();
    let (before, next) = (around.byte_before(), around.text.as_bytes().get(around.at + run).copied());
    if before.is_ascii_digit() {
        return;
    }
    let tries: &[fn(&Vicinity<'_>, &mut Vec<FoundReference>)] = match (run, next) {
        (4, Some(b'D' | b'Z' | b'A')) => &[publication_id::at_digits, chamber_document::at_digits],
        (5, Some(b'A'..=b'Z')) => &[celex::at_digits],
        (_, Some(b'/')) => {
            &[commission::at_digits, procedure::at_digits, council::at_digits, act::at_digits, article::at_digits]
        }
        // "COM(2024) 173", "COD(2022)0426", "P9_TA(2022)0129".
        (4, Some(b')')) => &[
            article::at_digits,
            commission::at_digits,
            procedure::at_digits,
            adopted_text::at_digits,
            internal::at_digits,
        ],
        // "2022 /2065", a number of an act with a space in it.
        (4, Some(b' ')) if around.text[around.at + run..].trim_start_matches(' ').starts_with('/') => &[act::at_digits],
        (5 | 2, _) => &[
            publication_id::at_digits,
            kamerstuk_by_number::at_dossier,
            article::at_digits,
            commission::at_digits,
            internal::at_digits,
            council::at_id,
            council::at_spaced,
            kamerstuk_by_number::at_number,
        ],
        (1..=4, _) => &[
            article::at_digits,
            commission::at_digits,
            internal::at_digits,
            publication_id::at_digits,
            council::at_id,
            council::at_spaced,
            kamerstuk_by_number::at_number,
        ],
        (7, _) => &[publication_id::at_digits, official_site::at_statute],
        _ => &[publication_id::at_digits],
    };
    for look in tries {
        look(around, found);
        if found.len() > count {
            return;
        }
    }
}
