//! The fixed words of letters: the lines of their heads, openings and closings, and what names of people look like.
//!
//! Takes: single lines of text.
//! Gives: whether they are such lines.
//! Never: looks at the lines around them.

use super::offices;
use super::sections;
use super::treatments;

/// The languages of letters, as far as titles depend on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LetterLanguage {
    #[default]
    Dutch,
    English,
    Swedish,
    Danish,
}

/// Whether a text looks like the name of a person.
pub(crate) fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let mut bare = text;
    while let Some((_, rest)) = bare
        .split_once(' ')
        .filter(|(word, _)| ["mr.", "dr.", "drs.", "ir.", "prof.", "ing.", "mevr.", "mw.", "dhr."].contains(word))
    {
        bare = rest;
    }
    let capital = bare.starts_with(char::is_uppercase);
    let known = offices::is_office(text) || sections::is_section(text) || treatments::is_treatment(text);
    let heading = text.to_lowercase().contains("agenda") || text.to_lowercase().contains("raad ");
    let ends = text.ends_with(['.', ',', ':', ';', '?']);
    let signs = text.chars().all(|c| c.is_alphabetic() || " .’'-()".contains(c) || c == '\u{a0}' || c == '\u{2011}');
    capital && signs && !known && !heading && !ends && (1..=7).contains(&words) && text.chars().count() <= 60
}

/// How the lines of a letter's head begin, in lower case.
const HEAD_LINES: &[&str] = &[
    "aan de voorzitter",
    "aan de leden",
    "aan: ",
    "> retouradres",
    "retouradres",
    "postbus ",
    "postadres",
    "bezoekadres",
    "datum",
    "betreft",
    "onderwerp",
    "ons kenmerk",
    "uw kenmerk",
    "onze referentie",
    "uw referentie",
    "uw brief",
    "kenmerk",
    "contactpersoon",
    "bijlage(n)",
    "bijlagen",
    "tweede kamer der staten",
    "eerste kamer der staten",
    "vergaderjaar",
    "brief van de",
    "den haag, ",
    "’s-gravenhage, ",
    "'s-gravenhage, ",
    "directie ",
    "directoraat-generaal",
    "telefoon",
    "t +31",
    "t 070",
    "ministerie van",
    "der staten-generaal",
    "subject:",
    "date:",
    "to the ",
    "nr. ",
    "kopie aan",
    "auteur",
    "www.",
];

/// Whether a line belongs in a letter's head.
pub(crate) fn is_head_line(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let bytes = text.as_bytes();
    let postcode = text.len() >= 7
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[4] == b' '
        && bytes[5].is_ascii_uppercase()
        && bytes[6].is_ascii_uppercase();
    postcode || (HEAD_LINES.iter().any(|known| lower.starts_with(known)) && text.chars().count() <= 200)
}

/// The names of the genre, which may stand alone below the name of the council.
const GENRES: &[&str] =
    &["geannoteerde agenda", "annotated agenda", "kommenterad dagordning", "kommenteret dagsorden", "samlenotat"];

/// Whether a line is the name of the genre and nothing more.
pub(crate) fn is_genre(text: &str) -> bool {
    GENRES.contains(&text.trim().to_lowercase().as_str())
}

/// How the titles of agendas and reports begin, in lower case.
const TITLES: &[&str] = &[
    "geannoteerde agenda",
    "annotated agenda",
    "voorlopige geannoteerde agenda",
    "concept geannoteerde agenda",
    "kommenterad dagordning",
    "kommenteret dagsorden",
    "samlenotat",
    "verslag van de ",
    "verslag van het ",
    "verslag ",
    "report of the ",
    "uitkomsten van de ",
    "uitkomsten ",
];

/// Whether a line begins as the title of an agenda or report does, with a capital.
pub(crate) fn begins_title(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.starts_with(char::is_uppercase) && TITLES.iter().any(|known| lower.starts_with(known))
}

/// Whether a text names a council.
pub(crate) fn names_council(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["raad", "council", "eurogroep", "eurogroup", "ministers", "möte", "rådsmøde", "ecofin"]
        .iter()
        .any(|word| lower.contains(word))
}

/// How letters begin, in lower case.
const OPENINGS: &[&str] = &[
    "geachte",
    "hierbij",
    "met deze brief",
    "in deze brief",
    "bijgaand",
    "graag bied",
    "graag informeer",
    "ik bied",
    "wij bieden",
    "middels deze brief",
    "conform ",
    "zoals ",
    "in vervolg op",
    "ter voorbereiding",
    "dear ",
    "i hereby",
    "please find",
    "with this letter",
    "mede namens",
    "in bijlage",
    "voorzitter",
];

/// Whether a paragraph opens a letter.
pub(crate) fn is_opening(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    OPENINGS.iter().any(|known| lower.starts_with(known))
}

/// Whether a sentence offers something to parliament, in lower case.
pub(crate) fn is_offer(lower: &str) -> bool {
    let verbs = [
        "bied ik",
        "bieden wij",
        "bieden we",
        "ik bied",
        "wij bieden",
        "zend ik",
        "zenden wij",
        "stuur ik",
        "sturen wij",
        "ontvangt u",
        "treft u",
        "treft uw kamer",
        "ontvangt uw kamer",
        "vindt u",
        "doe ik u",
        "doe ik uw",
        "doen wij u",
        "informeer ik",
        "informeren wij",
        "informeer u",
        "bijgaand",
        "hierbij",
        "i hereby",
        "please find",
    ];
    verbs.iter().any(|verb| lower.contains(verb))
}

/// Whether a line is a closing and nothing else (`Hoogachtend,`).
pub(crate) fn is_closing(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    ["hoogachtend", "met vriendelijke groet", "met de meeste hoogachting", "yours sincerely"]
        .iter()
        .any(|known| lower.starts_with(known))
        && text.len() < 50
}
