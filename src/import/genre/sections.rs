//! Titles that recur: the sections that many formations have in each item, and the heading of a list of notes.
//!
//! Takes: the text of a heading.
//! Gives: whether it is one of them.
//! Never: decides what kind of passage it is; the site does that.
//!
//! The words are taken from public agendas of the Council's formations.

use super::whole_words::starts_with_words;

/// How the sections begin that many formations have in an item, in lower case.
const SECTIONS: &[&str] = &[
    "inhoud",
    "inhoud/achtergrond",
    "inhoud en achtergrond",
    "inhoud voorstel",
    "inhoud van het voorstel",
    "inzet nederland",
    "inzet van nederland",
    "nederlandse inzet",
    "nederlandse positie",
    "positie nederland",
    "standpunt nederland",
    "nederlands standpunt",
    "kabinetsinzet",
    "inzet kabinet",
    "inzet",
    "standpunt",
    "nederlandse opstelling",
    "opstelling nederland",
    "inzet van het kabinet",
    "kabinetspositie",
    "kabinetsstandpunt",
    "krachtenveld",
    "indicatie krachtenveld",
    "indicatie van het krachtenveld",
    "positie europees parlement",
    "positie van het europees parlement",
    "achtergrond",
    "aanleiding",
    "doel raadsbehandeling",
    "doel van de raadsbehandeling",
    "doel",
    "stand van zaken",
    "appreciatie",
    "kabinetsappreciatie",
    "positie lidstaten",
    "posities lidstaten",
    "onderhandelingsresultaat",
    "eerste inschatting",
    "gevolgen",
    "budgettaire gevolgen",
    "financiële gevolgen",
    "vervolg",
    "vervolgproces",
    "tijdpad",
    "verloop",
    "subsidiariteit",
    "proportionaliteit",
    "rol europees parlement",
    "europees parlement",
    "overig",
    "overige informatie",
    "nieuw notat",
    "background",
    "content",
    "state of play",
    "dutch position",
    "position of the netherlands",
    "aim of the discussion",
    "bakgrund",
    "innehåll",
    "förslagets innehåll",
    "gällande svenska regler",
    "ekonomiska konsekvenser",
    "tidigare behandling",
    "tidigare behandling vid annat forum",
    "europaparlamentets inställning",
    "andra medlemsstaters ståndpunkter",
    "rättslig grund",
    "svensk ståndpunkt",
    "förslag till svensk ståndpunkt",
    "baggrund",
    "resumé",
    "nærhedsprincippet",
    "formål og indhold",
    "europa-parlamentets udtalelser",
    "gældende dansk ret",
    "konsekvenser",
    "høring",
    "generelle forventninger til andre landes holdninger",
    "regeringens generelle holdning",
    "regeringens foreløbige generelle holdning",
    "tidligere forelæggelser",
    "tidligere forelæggelser for folketingets europaudvalg",
];

/// Whether a heading is one of the sections that recur in each item.
pub(crate) fn is_section(text: &str) -> bool {
    let lower = text.trim().trim_end_matches([':', ' ']).to_lowercase();
    let words = lower.split_whitespace().count();
    SECTIONS
        .iter()
        .any(|known| lower == *known || (words <= 8 && known.contains(' ') && starts_with_words(&lower, known)))
        || (words <= 8 && (lower.starts_with("krachtenveld ") || lower.starts_with("inzet nederland")))
}

/// Whether a title that may be a section may also be an item of its own, which gathers what is left.
pub(crate) fn may_be_item(text: &str) -> bool {
    let lower = text.trim().trim_end_matches([':', ' ']).to_lowercase();
    ["overig", "overige informatie", "diversen", "europees parlement"].contains(&lower.as_str())
}

/// Whether a title gathers smaller items below it and divides nothing.
pub(crate) fn gathers_items(text: &str) -> bool {
    let lower = text.trim().trim_end_matches([':', ' ']).to_lowercase();
    ["diversen", "overig", "overige onderwerpen", "varia", "aob", "any other business", "a-punten", "rondvraag"]
        .contains(&lower.as_str())
}

/// Headings of lists of notes, in lower case.
const NOTE_LIST_TITLES: &[&str] = &["noten", "voetnoten", "eindnoten", "notes", "endnotes", "footnotes"];

/// Whether a line is the heading of the list of notes at the end of a document.
pub(crate) fn is_note_list_title(text: &str) -> bool {
    NOTE_LIST_TITLES.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_recur() {
        assert!(is_section("Inhoud"));
        assert!(is_section("Indicatie krachtenveld Raad en EP"));
        assert!(is_section("Krachtenveld in de Raad"));
        assert!(is_section("Indicatie van het krachtenveld"));
        assert!(!is_section("Inhoudelijke bespreking van de begroting"));
    }
}
