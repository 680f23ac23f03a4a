//! Swedish and Danish words of the genre: the *kommenterad dagordning* and the *samlenotat*.
//!
//! Takes: a text in lower case, or the id of a formation.
//! Gives: the language of a letter, the titles and names of formations.
//! Never: reads a Dutch or English letter as one of these; each word here belongs to one of the two languages.
//!
//! The words are those of the formations of the Council in both languages, and of the two genres as parliaments publish them.

use super::letter_words::LetterLanguage;

/// Words in the titles of Swedish letters, in lower case.
const SWEDISH: &[&str] = &["kommenterad dagordning", "dagordning för", "rådets möte", "rådsmöte"];
/// Words in the titles of Danish letters, in lower case.
const DANISH: &[&str] = &["samlenotat", "kommenteret dagsorden", "dagsorden for", "rådsmøde"];

/// The language of a text that has a word of one of the two genres.
pub(crate) fn language(text: &str) -> Option<LetterLanguage> {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match (has(SWEDISH), has(DANISH)) {
        (true, false) => Some(LetterLanguage::Swedish),
        (false, true) => Some(LetterLanguage::Danish),
        _ => None,
    }
}

/// What a formation is called in Swedish and Danish, without what makes it a council.
pub(crate) struct NordicFormation {
    pub(crate) id: &'static str,
    /// The title in Swedish, and in Danish.
    pub(crate) titles: [&'static str; 2],
    /// Words that name it in either, compared as those of other formations.
    pub(crate) names: &'static [&'static str],
}

pub(crate) const NORDIC_FORMATIONS: &[NordicFormation] = &[
    NordicFormation {
        id: "jbz",
        titles: ["Rådet för rättsliga och inrikes frågor", "Rådet for retlige og indre anliggender"],
        names: &["rättsliga och inrikes frågor", "RIF", "retlige og indre anliggender", "RIA"],
    },
    NordicFormation {
        id: "rbz",
        titles: ["Rådet för utrikes frågor", "Rådet for udenrigsanliggender"],
        names: &["utrikes frågor", "FAC", "udenrigsanliggender"],
    },
    NordicFormation {
        id: "raz",
        titles: ["Rådet för allmänna frågor", "Rådet for almindelige anliggender"],
        names: &["allmänna frågor", "almindelige anliggender"],
    },
    NordicFormation {
        id: "ecofin",
        titles: ["Rådet för ekonomiska och finansiella frågor", "Rådet for økonomiske og finansielle anliggender"],
        names: &["ekonomiska och finansiella frågor", "økonomiske og finansielle anliggender", "økonomi og finans"],
    },
    NordicFormation {
        id: "lv",
        titles: ["Rådet för jordbruk och fiske", "Rådet for landbrug og fiskeri"],
        names: &[
            "jordbruk och fiske",
            "jordbruks- och fiskerådet",
            "jordbruks- och fiskefrågor",
            "landbrug og fiskeri",
        ],
    },
    NordicFormation {
        id: "milieu",
        titles: ["Rådet för miljö", "Rådet for miljø"],
        names: &[
            "miljörådet",
            "rådet (miljö",
            "möte (miljö",
            "miljöfrågor",
            "rådsmøde (miljø",
            "rådsmødet (miljø",
            "miljørådet",
        ],
    },
    NordicFormation {
        id: "vte",
        titles: [
            "Rådet för transport, telekommunikation och energi",
            "Rådet for transport, telekommunikation og energi",
        ],
        names: &["transport, telekommunikation och energi", "transport, telekommunikation og energi", "TTE"],
    },
    NordicFormation {
        id: "wsbvc",
        titles: [
            "Rådet för sysselsättning, socialpolitik, hälso- och sjukvård samt konsumentfrågor",
            "Rådet for beskæftigelse, socialpolitik, sundhed og forbrugerpolitik",
        ],
        names: &["sysselsättning, socialpolitik", "beskæftigelse, socialpolitik", "beskæftigelse og socialpolitik"],
    },
    NordicFormation {
        id: "ojcs",
        titles: ["Rådet för utbildning, ungdom, kultur och idrott", "Rådet for uddannelse, ungdom, kultur og sport"],
        names: &["utbildning, ungdom, kultur och idrott", "uddannelse, ungdom, kultur og sport"],
    },
    NordicFormation {
        id: "rvc",
        titles: ["Rådet för konkurrenskraft", "Rådet for konkurrenceevne"],
        names: &["konkurrenskraft", "konkurrenskraftsrådet", "konkurrenceevne", "konkurrenceevnerådet"],
    },
];

/// The title of a formation in one of the two languages.
pub(crate) fn title(id: &str, language: LetterLanguage) -> Option<&'static str> {
    let [swedish, danish] = NORDIC_FORMATIONS.iter().find(|formation| formation.id == id)?.titles;
    match language {
        LetterLanguage::Swedish => Some(swedish),
        LetterLanguage::Danish => Some(danish),
        LetterLanguage::Dutch | LetterLanguage::English => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_in_one_of_the_two_languages_or_in_neither() {
        assert_eq!(language("Kommenterad dagordning för rådets möte"), Some(LetterLanguage::Swedish));
        assert_eq!(language("Samlenotat til rådsmøde (miljø)"), Some(LetterLanguage::Danish));
        assert_eq!(language("Geannoteerde agenda Milieuraad"), None);
        assert_eq!(title("rvc", LetterLanguage::Danish), Some("Rådet for konkurrenceevne"));
        assert_eq!(title("er", LetterLanguage::Swedish), None);
    }
}
