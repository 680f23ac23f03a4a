//! The halves of a word around the end of a line, by themselves: one word, a compound with its hyphen, or neither.
//!
//! Takes: what stands before the hyphen, and the first word of the next line.
//! Gives: what the rules of Dutch require of them, as far as the halves alone show.
//! Never: asks what other words the document has; `hyphenation` does.

/// First parts that keep their hyphen before a small letter.
const PREFIXES: &[&str] = &[
    "niet",
    "non",
    "ex",
    "oud",
    "anti",
    "semi",
    "quasi",
    "vice",
    "adjunct",
    "kandidaat",
    "zelf",
    "follow",
    "mid",
    "co",
    "long",
    "short",
    "high",
    "low",
    "cross",
    "self",
    "well",
];
/// First parts that are no words themselves: before a consonant, their hyphen is a break.
const BOUND: &[&str] = &["ge", "be", "ver", "ont", "her"];
/// Words that no Dutch compound joins to a small letter with a hyphen. The end of a line after one is most likely a
/// break, which is reported.
const LOOSE: &[&str] = &[
    "in", "op", "uit", "aan", "af", "om", "toe", "mee", "bij", "over", "onder", "door", "voor", "tegen", "terug",
    "samen",
];
/// Endings that no word has: `aange-`, `gegevensbe-`.
const OPEN_ENDS: &[&str] = &[
    "sbe", "sver", "sont", "sge", "inge", "opge", "uitge", "aange", "afge", "omge", "toege", "meege", "overge",
    "onderge", "doorge", "voorge", "terugge", "samenge", "tegenge", "vastge", "bijge", "naver", "aanbe", "herbe",
    "aanver", "onbe", "onver", "onge",
];
/// Endings of words that are no words themselves: `instru-ment`, `afspra-ken`.
const ENDINGS: &[&str] = &[
    "ment",
    "menten",
    "lijk",
    "lijke",
    "lijkse",
    "heid",
    "heden",
    "tie",
    "ties",
    "tief",
    "tieve",
    "teit",
    "teiten",
    "schappelijk",
    "schappelijke",
    "ning",
    "ningen",
    "lingen",
    "ringen",
    "tingen",
    "dingen",
    "singen",
    "gingen",
    "kingen",
    "vingen",
    "pingen",
    "mingen",
    "zingen",
    "tisch",
    "tische",
    "nen",
    "ren",
    "len",
    "sen",
    "ken",
    "gen",
    "ven",
    "zen",
    "pen",
    "tuur",
    "seerd",
    "seerde",
    "seren",
    "teren",
    "leren",
    "neren",
    "deren",
    "keren",
    "gische",
    "logie",
    "baar",
    "bare",
];
/// Words before which a hyphen stands for a second half to come: `visum- en terugkeerbeleid`.
const CONNECTIVES: &[&str] =
    &["en", "of", "en/of", "als", "noch", "tot", "dan", "resp.", "respectievelijk", "and", "or", "und", "et", "och"];

/// Signs that break a word at the end of a line: hyphen-minus, hyphen, soft hyphen, and what some converters use
/// instead.
pub(super) const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{ad}', '¬'];

/// Whether a word ends in a hyphen of any kind.
pub(super) fn ends_in_hyphen(word: &str) -> bool {
    word.ends_with(HYPHENS)
}

/// A word without the hyphen at its end.
pub(super) fn stem(word: &str) -> &str {
    word.trim_end_matches(HYPHENS)
}

/// A word in small letters, without the signs around it.
pub(super) fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether a first part keeps its hyphen wherever the word stands.
pub(super) fn keeps_hyphen(part: &str) -> bool {
    PREFIXES.contains(&part)
}

/// Whether a first part most likely belongs to no compound.
pub(super) fn is_loose(part: &str) -> bool {
    LOOSE.contains(&part)
}

/// Whether two adjectives of equal rank are joined, which keep their hyphen even where a program breaks words:
/// `sociaal-economisch`.
pub(super) fn joins_adjectives(part: &str, first: &str) -> bool {
    let (first, ends) = (bare(first), ["eel", "aal", "iek", "isch", "ief"]);
    let inflected = ["ële", "ele", "ale", "ieke", "ische", "ieve"];
    ends.iter().any(|end| part.len() > end.len() + 2 && part.ends_with(end))
        && ends.iter().chain(&inflected).any(|end| first.len() > end.len() + 2 && first.ends_with(end))
}

/// Whether the halves alone show that they are one word.
pub(super) fn is_surely_broken(part: &str, first: &str) -> bool {
    let first = bare(first);
    BOUND.contains(&part)
        || OPEN_ENDS.iter().any(|end| part.ends_with(end))
        || ENDINGS.contains(&first.as_str()) && part.chars().count() >= 2
}

/// Whether a word joins two others as it is.
pub(super) fn is_joining_word(word: &str) -> bool {
    CONNECTIVES.contains(&word)
}

/// Whether a hyphen before this word stands for a second half to come.
pub(super) fn is_connective(word: &str) -> bool {
    CONNECTIVES.contains(&word.trim_end_matches([',', ';']).to_lowercase().as_str())
}

/// Whether the last letter is a small one: after capitals and digits a hyphen stays (`EU-`, `COVID-19-`).
pub(super) fn ends_like_a_word(stem: &str) -> bool {
    stem.ends_with(char::is_lowercase)
}

/// Whether two vowels would be read as one sound, so that a hyphen stays between them (`zee-egel`).
pub(super) fn vowels_clash(left: &str, right: &str) -> bool {
    let pair: String = left.chars().next_back().into_iter().chain(right.chars().next()).collect();
    ["aa", "ee", "oo", "uu", "ii", "ae", "ai", "au", "ei", "eu", "ie", "oe", "oi", "ou", "ui", "ij"]
        .contains(&pair.to_lowercase().as_str())
}
