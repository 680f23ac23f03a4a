//! "Did you mean …?"
//!
//! Takes: an unknown word, and the known ones.
//! Gives: the nearest one, if any is near.
//! Never: decides anything; a suggestion only ever becomes part of a hint.

use crate::diagnostic::{Hint, Message, Span};

/// How many words of one file are compared with the known ones. With more mistakes than this, something other than
/// their spelling is wrong, and a suggestion for each would take longer than everything else.
pub(crate) const MOST: usize = 50;

/// The known word nearest to `word`, if at most a third of its letters differ.
///
/// Case makes no difference. Among equally near words the first wins. A word with other digits is never near: another number is
/// another thing, however much its name looks like this one.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let length = wanted.chars().count();
    let limit = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        // Most words are too short or too long, which shows before anything is copied.
        let letters = candidate.chars().count();
        if letters.abs_diff(length) > limit && (length < 4 || letters < length || !candidate.contains('-')) {
            continue;
        }
        if !digits(word).eq(digits(candidate)) {
            continue;
        }
        let near = candidate.to_lowercase();
        // A word that is a whole part of a longer id is near it, however long the id is.
        let part = length >= 4 && near.split('-').any(|part| part == wanted);
        let close = near.chars().count().abs_diff(length) <= limit;
        let distance = if close { strsim::damerau_levenshtein(&wanted, &near) } else { usize::MAX };
        let distance = if part { distance.min(limit) } else { distance };
        if distance <= limit && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn digits(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|c| c.is_numeric())
}

/// The known addresses most like `wanted`, best first, at most `most`; equally good ones are sorted.
pub(crate) fn similar<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    /// Below this, two addresses have nothing to do with each other.
    const LIKENESS: f64 = 0.6;
    let last = |address: &str| address.trim_end_matches('/').rsplit('/').next().unwrap_or("").to_lowercase();
    let (whole, name) = (wanted.trim_end_matches('/').to_lowercase(), last(wanted));
    let likeness = |address: &str| {
        let names = strsim::jaro_winkler(&name, &last(address));
        // People who move a page mostly keep its name, and people who mistype an address mostly mistype one part of it.
        0.5 * names + 0.5 * strsim::jaro_winkler(&whole, &address.trim_end_matches('/').to_lowercase())
    };
    let mut found: Vec<(f64, &str)> = known.into_iter().map(|address| (likeness(address), address)).collect();
    found.retain(|(likeness, address)| *likeness > LIKENESS && !address.is_empty());
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    found.into_iter().take(most).map(|(_, address)| address).collect()
}

/// A hint: "did you mean `x`?", or `otherwise` if nothing is near. `typed` is where the word stands, as far as that is known to
/// the byte.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    typed: Option<Span>,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: Message,
) -> Hint {
    nearest(word, known).map_or(otherwise.into(), |near| Hint::meant(near, typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposes_the_most_similar_addresses() {
        let known = [
            "dossiers/schengen/",
            "dossiers/oekraine/",
            "vergaderingen/jbz-2024-06-13/",
            "vergaderingen/jbz-2024-03-04/",
            "",
        ];
        assert_eq!(similar("dossiers/schegnen/", known, 1), ["dossiers/schengen/"]);
        assert_eq!(similar("schengen", known, 5)[0], "dossiers/schengen/");
        assert_eq!(similar("vergaderingen/jbz-2024-06-14/", known, 2)[0], "vergaderingen/jbz-2024-06-13/");
        assert!(similar("qqq", known, 5).is_empty());
    }

    #[test]
    fn finds_the_near_and_only_the_near() {
        let known = ["schengen", "visumbeleid", "frontex", "verordening-csam"];
        assert_eq!(nearest("schegnen", known), Some("schengen"));
        assert_eq!(nearest("Visumbeleidd", known), Some("visumbeleid"));
        assert_eq!(nearest("csam", known), Some("verordening-csam"));
        assert_eq!(nearest("talentpool", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest("jbz-2024-06-14", ["jbz-2024-06-13"]), None);
        assert_eq!(nearest("jbs-2024-06-13", ["jbz-2024-06-13"]), Some("jbz-2024-06-13"));
    }
}
