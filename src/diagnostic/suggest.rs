//! "Did you mean …?"
//!
//! Takes: a word that is not known and the words that are.
//! Gives: the nearest one, if one is near.
//! Never: decides anything; a suggestion only ever ends up in a hint.

/// How many words of one file are compared with the known ones: with more mistakes than this something else is wrong than
/// their spelling, and a suggestion for each would take longer than all the rest.
pub const MOST: usize = 50;

/// The known word nearest to `word`, when at most a third of its letters differ.
///
/// Words are compared without case. Of equally near ones the first in the given order is taken.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
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
        let near = candidate.to_lowercase();
        // A word that is a whole part of a longer id is near it, however much longer that is.
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

/// The known addresses most like the one that was asked for, best first; of equally good ones the first by name.
pub fn similar<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    /// Below this two addresses have nothing to do with each other.
    const LIKENESS: f64 = 0.6;
    let last = |address: &str| address.trim_end_matches('/').rsplit('/').next().unwrap_or("").to_lowercase();
    let (whole, name) = (wanted.trim_end_matches('/').to_lowercase(), last(wanted));
    let likeness = |address: &str| {
        let names = strsim::jaro_winkler(&name, &last(address));
        // Who moves a page mostly keeps its name, and who mistypes an address mostly mistypes one part of it.
        0.5 * names + 0.5 * strsim::jaro_winkler(&whole, &address.trim_end_matches('/').to_lowercase())
    };
    let mut found: Vec<(f64, &str)> = known.into_iter().map(|address| (likeness(address), address)).collect();
    found.retain(|(likeness, address)| *likeness > LIKENESS && !address.is_empty());
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    found.into_iter().take(most).map(|(_, address)| address).collect()
}

/// A hint: "did you mean `x`?", or the `otherwise` text when nothing is near.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    match nearest(word, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposes_the_most_similar_addresses() {
        let known = ["dossiers/schengen/", "dossiers/oekraine/", "vergaderingen/jbz-2024-06-13/", "vergaderingen/jbz-2024-03-04/", ""];
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
    }
}
