//! Treatments: what a council does with an item, in the words of agendas.
//!
//! Takes: a text without its `=`.
//! Gives: whether it reads as a treatment, and where one begins in a labelled line.
//! Never: limits the vocabulary; a line that begins with `=` is a treatment, whatever it says.
//!
//! The words are taken from public agendas of the Council's formations.

use super::whole_words::starts_with_words;
use crate::document::likely_mistakes::treatment_spelling::TREATMENTS;

/// How treatments begin in letters besides those that agendas have, in lower case. The vocabulary is open: a `=` line needs none of
/// these.
const MORE_TREATMENTS: &[&str] = &[
    "politiek debat",
    "debat",
    "partiële algemene oriëntatie",
    "principe akkoord",
    "akkoord",
    "informatie van",
    "informatie door",
    "informatie over",
    "presentatie van",
    "presentatie door",
    "aanname",
    "bekrachtiging",
    "update van",
    "update door",
    "update",
    "a-punt",
    "uitwisseling van gedachten",
    "conclusies",
    "eerste lezing",
    "ontbijtbespreking",
    "mondelinge toelichting",
    "toelichting",
    "ter informatie",
    "ter bespreking",
    "ter besluitvorming",
    "information from",
    "presentation by",
    "decision",
    "discussion",
    "diskussion",
    "diskussionspunkt",
    "beslut",
    "beslutspunkt",
    "antagande",
    "godkännande",
    "allmän riktlinje",
    "partiell allmän riktlinje",
    "riktlinjedebatt",
    "politisk överenskommelse",
    "åsiktsutbyte",
    "lägesrapport",
    "informationspunkt",
    "information från",
    "politisk enighed",
    "politisk drøftelse",
    "politisk aftale",
    "generel indstilling",
    "delvis generel indstilling",
    "orienterende debat",
    "orientering fra",
    "udveksling af synspunkter",
    "fremskridtsrapport",
    "statusrapport",
    "vedtagelse",
    "godkendelse",
    "præsentation",
    "drøftelse",
    "rådskonklusioner",
];

/// Every treatment that is known by its words.
fn known() -> impl Iterator<Item = &'static str> {
    TREATMENTS.iter().chain(MORE_TREATMENTS).copied()
}

/// Words that may come before a treatment.
const TREATMENT_PREFIXES: &[&str] = &[
    "mogelijke ",
    "mogelijk ",
    "openbare ",
    "openbaar ",
    "publieke ",
    "(mogelijke) ",
    "eerste ",
    "tweede ",
    "possible ",
    "public ",
];

/// The longest text, in characters, that counts as a treatment without `=`.
const TREATMENT_LENGTH: usize = 80;

/// Whether a text without `=` reads as a treatment: it is short and begins with known words.
pub(crate) fn is_treatment(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    if lower.chars().count() > TREATMENT_LENGTH || lower.ends_with(['.', ';', ':', '?']) {
        return false;
    }
    let bare = TREATMENT_PREFIXES.iter().find_map(|prefix| lower.strip_prefix(prefix)).unwrap_or(&lower);
    known().any(|known| starts_with_words(bare, known))
}

/// Whether the whole text is a known treatment, apart from words that may come before it.
pub(crate) fn is_exact_treatment(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let bare = TREATMENT_PREFIXES.iter().find_map(|prefix| lower.strip_prefix(prefix)).unwrap_or(&lower);
    known().any(|known| known == bare)
}

/// The labels of lines in which formations name the treatment, in lower case.
const TREATMENT_LABELS: &[&str] = &[
    "aard bespreking",
    "aard van de bespreking",
    "aard behandeling",
    "aard van de behandeling",
    "type bespreking",
    "behandeling",
    "beoogd resultaat",
    "beoogde uitkomst",
    "type of discussion",
    "vilken typ av behandling förväntas i rådet",
    "vilken typ av behandling",
    "typ av behandling",
    "behandling i rådet",
    "rådets behandling",
    "behandlingstyp",
    "type behandling",
    "forventet behandling",
];
/// The labels of lines in which formations name papers or the procedure, in lower case.
const OTHER_LABELS: &[&str] = &[
    "document",
    "documenten",
    "besluitvormingsprocedure",
    "besluitvorming",
    "rechtsbasis",
    "procedure",
    "dossierhouder",
    "verwijzing",
    "ansvarigt statsråd",
    "dokument",
    "dokumentbeteckning",
    "rättslig grund",
    "beslutsförfarande",
    "ansvarigt departement",
    "kom-dokument",
    "dokumenter",
    "retsgrundlag",
    "ansvarlig minister",
];

/// The byte at which the treatment begins in a line such as `Aard bespreking: gedachtewisseling`.
pub(crate) fn labelled_treatment_start(text: &str) -> Option<usize> {
    let (label, value) = text.split_once(':')?;
    let known = TREATMENT_LABELS.contains(&label.trim().to_lowercase().as_str());
    let value = value.trim_start();
    (known && !value.is_empty()).then(|| text.len() - value.len())
}

/// How many words the label of a treatment has, if a line begins with one; the treatment may stand on the next line.
pub(crate) fn treatment_label_words(text: &str) -> Option<usize> {
    let (label, _) = text.split_once(':')?;
    let known = TREATMENT_LABELS.contains(&label.trim().to_lowercase().as_str());
    known.then(|| text[..=label.len()].split_whitespace().count())
}

/// Whether a line begins with one of the labels that some formations put above an annotation.
pub(crate) fn is_labelled_line(text: &str) -> bool {
    text.split_once(':').is_some_and(|(label, _)| {
        let label = label.trim().to_lowercase();
        TREATMENT_LABELS.contains(&label.as_str()) || OTHER_LABELS.contains(&label.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn treatments_are_short_and_known() {
        assert!(is_treatment("Gedachtewisseling"));
        assert!(is_treatment("Aanneming van Raadsconclusies"));
        assert!(is_treatment("Mogelijke algemene oriëntatie"));
        assert!(!is_treatment("Presentatielijst"));
        assert!(!is_treatment("Informatie van de Commissie volgt later."));
        assert!(!is_treatment("Visserijquota"));
    }

    #[test]
    fn labelled_lines() {
        assert_eq!(labelled_treatment_start("Aard bespreking: gedachtewisseling"), Some(17));
        assert_eq!(labelled_treatment_start("Document: volgt"), None);
        assert_eq!(treatment_label_words("Typ av behandling:"), Some(3));
        assert!(is_labelled_line("Document: volgt"));
    }
}
