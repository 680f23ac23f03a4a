//! Recognising: from a text to its references.
//!
//! Takes a text and a registry, gives the references in order, none overlapping another.
//! Never changes the text, never looks at anything else, and takes time linear in the length of the text: every
//! parser that a trigger starts works within a bounded window.

use super::citation::{Reference, reference};
use super::form::Form;
use super::place::Place;
use super::registry::Registry;
use super::trigger::{Keyword, Trigger, Walk};
use super::{
    act, article, bare, celex, chamber, commission, council, ecli, gazette, handelingen, internal, journal, kamerstuk, official, procedure,
    publication, web,
};

/// Recognises every reference in `text`: sorted, not overlapping, with byte spans that end at characters.
///
/// Line breaks and page furniture within a reference do not matter.
///
/// ```
/// use voetnoot::reference::{Form, Registry, recognise};
///
/// let found = recognise("Zie Kamerstukken II 2023-24, 32 317, nr. 872.", &Registry::default());
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].form, Form::Kamerstuk);
/// assert_eq!(found[0].id.as_ref().unwrap().as_str(), "kst-32317-872");
/// assert_eq!(found[0].span, 4..44);
/// ```
#[must_use]
pub fn recognise(text: &str, registry: &Registry) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut walk = Walk::new(text, &registry.triggers);
    let mut from = 0;
    let mut name = registry.next_name(text, 0);
    // Where the last reference ended: nothing may reach back over it.
    let mut floor = 0;
    loop {
        let trigger = walk.next(from);
        name = name.and_then(|n| if n.0 < floor { registry.next_name(text, floor) } else { Some(n) });
        if let Some((start, end, id)) = name
            && trigger.is_none_or(|trigger| start <= trigger.start())
        {
            found.push(reference(start..end, Form::Abbreviation, Some(id.clone())));
            (floor, from) = (end, end);
            continue;
        }
        let Some(trigger) = trigger else { return found };
        // A registered name gives way to a longer reference that it begins: "Dublinverordening (EU) nr. 604/2013".
        let name_before = found.last().filter(|last| last.form == Form::Abbreviation).map(|last| last.span.clone());
        let floor_here = name_before.as_ref().map_or(floor, |span| span.start);
        let place = Place { text, at: trigger.start(), floor: floor_here, registry };
        let count = found.len();
        match trigger {
            Trigger::Keyword(_, keyword) => by_keyword(&place, keyword, &mut found),
            Trigger::Digits(_) => by_digits(&place, &mut found),
        }
        if let Some(first) = found.get(count) {
            if name_before.is_some_and(|span| first.span.start < span.end) {
                found.remove(count - 1);
            }
            floor = found.last().map_or(floor, |last| last.span.end);
            from = floor.max(trigger.start() + 1);
        } else {
            from = place.after_trigger(trigger);
        }
    }
}

/// Lets the module of the keyword's form look.
fn by_keyword(place: &Place<'_>, keyword: Keyword, found: &mut Vec<Reference>) {
    match keyword {
        Keyword::Kamerstuk => kamerstuk::at_keyword(place, found),
        Keyword::Handelingen => handelingen::at_keyword(place, found),
        Keyword::Aanhangsel => handelingen::at_aanhangsel(place, found),
        Keyword::Gazette => gazette::at_keyword(place, found),
        Keyword::Journal => journal::at_keyword(place, found),
        Keyword::Ecli => ecli::at_keyword(place, found),
        Keyword::Web => web::at_keyword(place, found),
        Keyword::Internal => internal::at_keyword(place, found),
    }
}

/// Lets the modules of the forms that are given away by what stands beside their digits look, cheapest first.
fn by_digits(place: &Place<'_>, found: &mut Vec<Reference>) {
    let run = place.run_length();
    let count = found.len();
    let (before, next) = (place.byte_before(), place.text.as_bytes().get(place.at + run).copied());
    if before.is_ascii_digit() {
        return;
    }
    let tries: &[fn(&Place<'_>, &mut Vec<Reference>)] = match (run, next) {
        (4, Some(b'D' | b'Z' | b'A')) => &[publication::at_digits, chamber::at_digits],
        (5, Some(b'A'..=b'Z')) => &[celex::at_digits],
        (_, Some(b'/')) => &[commission::at_digits, procedure::at_digits, council::at_digits, act::at_digits, article::at_digits],
        (5 | 2, _) => &[
            publication::at_digits,
            bare::at_dossier,
            article::at_digits,
            commission::at_digits,
            internal::at_digits,
            council::at_id,
            council::at_spaced,
            bare::at_number,
        ],
        (1..=4, _) => &[
            article::at_digits,
            commission::at_digits,
            internal::at_digits,
            publication::at_digits,
            council::at_id,
            council::at_spaced,
            bare::at_number,
        ],
        (7, _) => &[publication::at_digits, official::at_statute],
        _ => &[publication::at_digits],
    };
    for look in tries {
        look(place, found);
        if found.len() > count {
            return;
        }
    }
}
