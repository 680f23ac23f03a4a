//! Treatments that are almost one of those that councils have.
//!
//! Takes: a treatment as it was typed.
//! Gives: the one that was probably meant.
//! Never: limits the vocabulary: what is not near any of these is a treatment like any other.

/// What councils do with items, in lower case, as agendas in Dutch and English call it.
pub(crate) const TREATMENTS: &[&str] = &[
    "gedachtewisseling",
    "gedachtenwisseling",
    "beleidsdebat",
    "oriënterend debat",
    "oriëntatiedebat",
    "openbaar debat",
    "algemene oriëntatie",
    "gedeeltelijke algemene oriëntatie",
    "algemene benadering",
    "politiek akkoord",
    "principeakkoord",
    "voortgangsrapport",
    "voortgangsrapportage",
    "voortgangsverslag",
    "stand van zaken",
    "informatie",
    "informatiepunt",
    "presentatie",
    "goedkeuring",
    "aanneming",
    "vaststelling",
    "besluitvorming",
    "besluit",
    "bespreking",
    "terugkoppeling",
    "hamerstuk",
    "raadsconclusies",
    "werklunch",
    "lunchbespreking",
    "policy debate",
    "exchange of views",
    "general approach",
    "partial general approach",
    "progress report",
    "state of play",
    "approval",
    "adoption",
    "orientation debate",
    "political agreement",
    "endorsement",
    "information",
    "presentation",
];

/// The shortest word of which it can be said that a letter is wrong.
const SHORTEST: usize = 7;

/// The treatment that was meant, with a capital where one was typed; none if the typed one is as good as any.
pub(crate) fn meant(typed: &str) -> Option<String> {
    let wanted = typed.trim().to_lowercase();
    let length = wanted.chars().count();
    // The plural, and a word with an ending, are words too; so is one that is written apart.
    let joined: String = wanted.chars().filter(|c| c.is_alphanumeric()).collect();
    let ending = |known: &str| wanted.strip_prefix(known).map(|ending| ending.chars().count());
    let is_word = |known: &&str| ending(known).is_some_and(|letters| letters <= 3) || joined == *known;
    if length < SHORTEST || TREATMENTS.iter().any(is_word) {
        return None;
    }
    // A slip is a letter too many, too few, wrong, or in its neighbour's place; in a long word there may be two.
    let slips = if length < 10 { 1 } else { 2 };
    let near = |known: &&&str| {
        known.chars().count().abs_diff(length) <= slips
            && strsim::osa_distance(&wanted, known) <= slips
            && !known.starts_with(&wanted)
    };
    let known = TREATMENTS.iter().find(near)?;
    let mut letters = known.chars();
    let first = letters.next()?;
    match typed.trim().starts_with(char::is_uppercase) {
        true => Some(first.to_uppercase().chain(letters).collect()),
        false => Some((*known).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_another_word() {
        for (typed, expected) in [
            ("Besluitvromig", Some("Besluitvorming")),
            ("Gedachtewisselling", Some("Gedachtewisseling")),
            ("beleidsdebta", Some("beleidsdebat")),
            ("Goedkeuring", None),
            ("principe akkoord", None),
            ("Informatie van het voorzitterschap", None),
            ("Besluiten", None),
            ("Presentaties", None),
            ("Afsluiting", None),
            ("Hoorzitting", None),
            ("Debat", None),
        ] {
            assert_eq!(meant(typed).as_deref(), expected, "{typed}");
        }
    }
}
