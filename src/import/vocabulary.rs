//! Words of the genre: treatments, sections, offices, presidencies. Tables only, with the functions that look things up in them.
//! Sources: the seed of the project and the public agendas listed in its fact sheet on formations.

/// Opening words of treatments, in lower case. The vocabulary is open: a `=` line needs none of them.
const TREATMENTS: &[&str] = &[
    "gedachtewisseling",
    "gedachtenwisseling",
    "beleidsdebat",
    "oriënterend debat",
    "politiek debat",
    "openbaar debat",
    "debat",
    "algemene oriëntatie",
    "gedeeltelijke algemene oriëntatie",
    "partiële algemene oriëntatie",
    "algemene benadering",
    "politiek akkoord",
    "principeakkoord",
    "principe akkoord",
    "akkoord",
    "voortgangsrapport",
    "voortgangsrapportage",
    "voortgangsverslag",
    "stand van zaken",
    "informatie van",
    "informatie door",
    "informatie over",
    "informatiepunt",
    "informatie",
    "presentatie van",
    "presentatie door",
    "presentatie",
    "goedkeuring",
    "aanname",
    "aanneming",
    "vaststelling",
    "bekrachtiging",
    "besluitvorming",
    "besluit",
    "bespreking",
    "terugkoppeling",
    "hamerstuk",
    "a-punt",
    "uitwisseling van gedachten",
    "raadsconclusies",
    "conclusies",
    "eerste lezing",
    "werklunch",
    "lunchbespreking",
    "ontbijtbespreking",
    "mondelinge toelichting",
    "toelichting",
    "ter informatie",
    "ter bespreking",
    "ter besluitvorming",
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
    "information from",
    "presentation by",
    "presentation",
    "information",
    "decision",
    "discussion",
    "diskussion",
    "beslut",
    "information från",
];
/// Words that may stand before a treatment.
const TREATMENT_PREFIXES: &[&str] =
    &["mogelijke ", "mogelijk ", "openbare ", "openbaar ", "publieke ", "(mogelijke) ", "eerste ", "tweede ", "possible ", "public "];

/// Longest text, in characters, that is taken for a treatment without `=`.
const TREATMENT_LENGTH: usize = 80;

/// Whether a text that has no `=` reads as a treatment: its opening words are known and it is short.
pub fn is_treatment(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    if lower.chars().count() > TREATMENT_LENGTH || lower.ends_with(['.', ';', ':', '?']) {
        return false;
    }
    let bare = TREATMENT_PREFIXES.iter().find_map(|prefix| lower.strip_prefix(prefix)).unwrap_or(&lower);
    TREATMENTS.iter().any(|known| starts_with_words(bare, known))
}

/// Whether the whole text is one of the known treatments, apart from words that may stand before it.
pub fn is_exact_treatment(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let bare = TREATMENT_PREFIXES.iter().find_map(|prefix| lower.strip_prefix(prefix)).unwrap_or(&lower);
    TREATMENTS.contains(&bare)
}

/// The opening words of sections that many formations use within an item, in lower case.
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
    "rättslig grund",
    "svensk ståndpunkt",
    "förslag till svensk ståndpunkt",
    "baggrund",
    "resumé",
    "nærhedsprincippet",
];

/// Whether a heading is one of the sections that recur in every item.
pub fn is_section(text: &str) -> bool {
    let lower = text.trim().trim_end_matches([':', ' ']).to_lowercase();
    let words = lower.split_whitespace().count();
    SECTIONS.iter().any(|known| lower == *known || (words <= 8 && known.contains(' ') && starts_with_words(&lower, known)))
        || (words <= 8 && (lower.starts_with("krachtenveld ") || lower.starts_with("inzet nederland")))
}

/// Labels of lines in which a formation names the treatment or the papers, in lower case.
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
];
const OTHER_LABELS: &[&str] =
    &["document", "documenten", "besluitvormingsprocedure", "besluitvorming", "rechtsbasis", "procedure", "dossierhouder", "verwijzing"];

/// The value of a line such as `Aard bespreking: gedachtewisseling`, and the byte where it begins.
pub fn labelled_treatment(text: &str) -> Option<(usize, &str)> {
    let colon = text.find(':')?;
    let label = text[..colon].trim().to_lowercase();
    let value = text[colon + 1..].trim();
    (TREATMENT_LABELS.contains(&label.as_str()) && !value.is_empty()).then(|| (text.len() - text[colon + 1..].trim_start().len(), value))
}

/// Whether a line begins with one of the labels that some formations put above an annotation.
pub fn is_labelled_line(text: &str) -> bool {
    text.find(':').is_some_and(|colon| {
        let label = text[..colon].trim().to_lowercase();
        TREATMENT_LABELS.contains(&label.as_str()) || OTHER_LABELS.contains(&label.as_str())
    })
}

/// Opening words of offices that sign letters, in lower case.
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

/// Whether a text begins with an office that signs letters.
pub fn is_office(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    OFFICES.iter().any(|office| lower.starts_with(office)) && lower.chars().count() <= 140 && !lower.ends_with('.')
}

/// Words after which a heading or sentence must go on.
const UNFINISHED: &[&str] = &[
    "de",
    "het",
    "een",
    "en",
    "of",
    "van",
    "voor",
    "op",
    "in",
    "te",
    "aan",
    "met",
    "bij",
    "door",
    "tot",
    "om",
    "over",
    "dat",
    "die",
    "inzake",
    "betreffende",
    "tussen",
    "naar",
    "uit",
    "als",
    "zijn",
    "wordt",
    "worden",
    "the",
    "a",
    "an",
    "and",
    "or",
    "for",
    "to",
    "by",
    "with",
    "on",
];

/// Whether a line ends in a word after which the text must go on.
pub fn is_unfinished(text: &str) -> bool {
    text.split_whitespace().next_back().is_some_and(|word| UNFINISHED.contains(&word))
}

/// Adjectives of presidencies and the country they stand for.
const PRESIDENCIES: &[(&str, &str)] = &[
    ("belgisch", "België"),
    ("bulgaars", "Bulgarije"),
    ("cypriotisch", "Cyprus"),
    ("deens", "Denemarken"),
    ("duits", "Duitsland"),
    ("ests", "Estland"),
    ("estisch", "Estland"),
    ("fins", "Finland"),
    ("frans", "Frankrijk"),
    ("grieks", "Griekenland"),
    ("hongaars", "Hongarije"),
    ("iers", "Ierland"),
    ("italiaans", "Italië"),
    ("kroatisch", "Kroatië"),
    ("lets", "Letland"),
    ("litouws", "Litouwen"),
    ("luxemburgs", "Luxemburg"),
    ("maltees", "Malta"),
    ("nederlands", "Nederland"),
    ("oostenrijks", "Oostenrijk"),
    ("pools", "Polen"),
    ("portugees", "Portugal"),
    ("roemeens", "Roemenië"),
    ("sloveens", "Slovenië"),
    ("slowaaks", "Slowakije"),
    ("spaans", "Spanje"),
    ("tsjechisch", "Tsjechië"),
    ("zweeds", "Zweden"),
];

/// The country of a presidency by its adjective (`Belgische`, `Maltese`).
pub fn presidency(adjective: &str) -> Option<&'static str> {
    let lower = adjective.to_lowercase();
    let stem = match lower.as_str() {
        "maltese" => "maltees",
        "portugese" => "portugees",
        "roemeense" => "roemeens",
        "poolse" => "pools",
        other => other.strip_suffix('e').unwrap_or(other),
    };
    PRESIDENCIES.iter().find(|(known, _)| *known == stem).map(|(_, country)| *country)
}

/// Whether `text` begins with `words` and a word ends there.
pub fn starts_with_words(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
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
    fn sections_recur() {
        assert!(is_section("Inhoud"));
        assert!(is_section("Indicatie krachtenveld Raad en EP"));
        assert!(is_section("Krachtenveld in de Raad"));
        assert!(is_section("Indicatie van het krachtenveld"));
        assert!(!is_section("Inhoudelijke bespreking van de begroting"));
    }

    #[test]
    fn labelled_lines() {
        assert_eq!(labelled_treatment("Aard bespreking: gedachtewisseling"), Some((17, "gedachtewisseling")));
        assert_eq!(labelled_treatment("Document: volgt"), None);
        assert!(is_labelled_line("Document: volgt"));
        assert_eq!(presidency("Belgische"), Some("België"));
        assert_eq!(presidency("Franse"), Some("Frankrijk"));
        assert_eq!(presidency("Europese"), None);
    }
}
