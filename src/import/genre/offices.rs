//! Offices that sign letters.
//!
//! Takes: a line.
//! Gives: whether it begins with an office.
//! Never: knows who holds it.

/// How the offices that sign letters begin, in lower case.
const OFFICES: &[&str] = &[
    "de minister",
    "de staatssecretaris",
    "de minister-president",
    "minister ",
    "minister-president",
    "staatssecretaris ",
    "de burgemeester",
    "burgemeester ",
    "het college",
    "de griffier",
    "de secretaris",
    "namens de minister",
    "de viceminister",
    "the minister",
    "minister of",
    "state secretary",
    "the state secretary",
    "the secretary of state",
    "de vice-minister",
    "statsrådet",
    "de voorzitter van",
    "de fungerend voorzitter",
    "fungerend voorzitter",
    "de adjunct-griffier",
    "adjunct-griffier",
];

/// An office and the name of a person in one line, and what separates them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SignedLine<'a> {
    pub(crate) office: &'a str,
    pub(crate) name: &'a str,
}

/// Offices whose holders sign with a surname alone.
const SURNAME_OFFICES: &[&str] =
    &["de voorzitter van", "de griffier", "de fungerend", "fungerend", "adjunct", "de adjunct"];

/// The office and the name in `De Minister van Water, A. Beek`. The name has initials, so that no title of an item is taken for one.
pub(crate) fn signed_line(text: &str) -> Option<SignedLine<'_>> {
    let text = text.trim();
    let (office, name) = text.rsplit_once(',')?;
    let name = name.trim();
    let lower = office.to_lowercase();
    let surname = SURNAME_OFFICES.iter().any(|known| lower.starts_with(known));
    let words = name.split_whitespace().count();
    let signs = name.chars().all(|c| c.is_alphabetic() || " .’'-()\u{a0}\u{2011}".contains(c));
    let person = has_initials(name) || surname && name.starts_with(char::is_uppercase) && words <= 4;
    let plain = is_office(office) && (1..=7).contains(&words) && signs && !name.ends_with('.');
    (plain && (person || surname && name.starts_with("Van "))).then_some(SignedLine { office, name })
}

/// Whether a line has an office and a name and nothing else.
pub(crate) fn is_signed_line(text: &str) -> bool {
    signed_line(text).is_some()
}

/// Words within names that begin with a small letter.
const PARTICLES: &[&str] =
    &["van", "de", "der", "den", "het", "ten", "ter", "te", "op", "in", "’t", "'t", "von", "el", "bin", "la", "du"];

/// Whether each word of a name begins with a capital, but for `van` and the like.
pub(crate) fn is_in_capitals(name: &str) -> bool {
    name.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || PARTICLES.contains(&word))
}

/// Whether a name has initials: `A.B. Zee`, `mr. A. Beek`.
pub(crate) fn has_initials(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        let mut signs = word.chars();
        signs.next().is_some_and(char::is_uppercase) && word.contains('.') && word.chars().count() <= 12
    })
}

/// Whether a text begins with an office that signs letters.
pub(crate) fn is_office(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    OFFICES.iter().any(|office| lower.starts_with(office)) && lower.chars().count() <= 140 && !lower.ends_with('.')
}
