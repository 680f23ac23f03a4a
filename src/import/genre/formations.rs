//! Council formations: their ids, titles, and the words that letters use for them.
//!
//! Takes: a text or an id.
//! Gives: the formation.
//! Never: takes the field of a minister for a council: `staatssecretaris van Volksgezondheid`.
//!
//! Source: the formations of the Council, and the names of dossiers of the Tweede Kamer (21501-02 and following,
//! 32317).

use super::letter_words::LetterLanguage;
use super::nordic_words::{self, NORDIC_FORMATIONS};

/// A council formation.
#[derive(Debug)]
pub(crate) struct KnownFormation {
    /// The id in the front matter.
    pub(crate) id: &'static str,
    /// The title in Dutch, and in English.
    titles: [&'static str; 2],
    /// Words that name it, compared as whole words and with case.
    names: &'static [&'static str],
}

impl KnownFormation {
    /// The title in a language.
    pub(crate) fn title(&self, language: LetterLanguage) -> &'static str {
        let [dutch, english] = self.titles;
        match language {
            LetterLanguage::Dutch => dutch,
            LetterLanguage::English => english,
            // What has no Nordic name has the one that the Council gives it in English.
            LetterLanguage::Swedish | LetterLanguage::Danish => {
                nordic_words::title(self.id, language).unwrap_or(english)
            }
        }
    }
}

const FORMATIONS: &[KnownFormation] = &[
    KnownFormation {
        id: "jbz",
        titles: ["Raad Justitie en Binnenlandse Zaken", "Justice and Home Affairs Council"],
        names: &["Justitie en Binnenlandse Zaken", "JBZ", "Justice and Home Affairs"],
    },
    KnownFormation {
        id: "rbz-handel",
        titles: ["Raad Buitenlandse Zaken Handel", "Foreign Affairs Council (Trade)"],
        names: &[
            "Foreign Affairs Council (Trade)",
            "Raad Buitenlandse Zaken Handel",
            "Raad Buitenlandse Zaken (Handel)",
            "Buitenlandse Zaken Handel",
            "RBZ Handel",
            "RBZ-Handel",
            "Buitenlandse Zaken (Handel)",
            "Handelsraad",
        ],
    },
    KnownFormation {
        id: "rbz-ontwikkeling",
        titles: ["Raad Buitenlandse Zaken Ontwikkelingssamenwerking", "Foreign Affairs Council (Development)"],
        names: &[
            "Foreign Affairs Council (Development)",
            "Raad Buitenlandse Zaken Ontwikkelingssamenwerking",
            "Buitenlandse Zaken Ontwikkelingssamenwerking",
            "RBZ Ontwikkelingssamenwerking",
            "RBZ OS",
            "RBZ/OS",
        ],
    },
    KnownFormation {
        id: "rbz-defensie",
        titles: ["Raad Buitenlandse Zaken Defensie", "Foreign Affairs Council (Defence)"],
        names: &[
            "Foreign Affairs Council (Defence)",
            "Raad Buitenlandse Zaken Defensie",
            "Raad Buitenlandse Zaken (Defensie)",
            "Buitenlandse Zaken Defensie",
            "RBZ Defensie",
            "RBZ-Defensie",
            "Buitenlandse Zaken (Defensie)",
        ],
    },
    KnownFormation {
        id: "rbz",
        titles: ["Raad Buitenlandse Zaken", "Foreign Affairs Council"],
        names: &["Buitenlandse Zaken Raad", "Raad Buitenlandse Zaken", "RBZ", "Foreign Affairs Council"],
    },
    KnownFormation {
        id: "raz",
        titles: ["Raad Algemene Zaken", "General Affairs Council"],
        names: &["Raad Algemene Zaken", "RAZ", "General Affairs Council", "Algemene Zaken"],
    },
    KnownFormation {
        id: "ecofin",
        titles: ["Raad Economische en Financiële Zaken", "Economic and Financial Affairs Council"],
        names: &["Economische en Financiële Zaken", "Ecofinraad", "Ecofin", "ECOFIN", "Economic and Financial Affairs"],
    },
    KnownFormation { id: "eurogroep", titles: ["Eurogroep", "Eurogroup"], names: &["Eurogroep", "Eurogroup"] },
    KnownFormation {
        id: "lv",
        titles: ["Landbouw- en Visserijraad", "Agriculture and Fisheries Council"],
        names: &[
            "Landbouw- en Visserijraad",
            "Landbouw en Visserij",
            "Landbouw- en Visserij",
            "LANDBOUW- EN VISSERIJRAAD",
            "L&V-raad",
            "L&V",
            "Landbouwraad",
            "Visserijraad",
            "Agriculture and Fisheries",
        ],
    },
    KnownFormation {
        id: "milieu",
        titles: ["Milieuraad", "Environment Council"],
        names: &["Milieuraad", "MILIEURAAD", "Raad Milieu", "Raad voor Milieu", "Environment Council", "Milieu"],
    },
    KnownFormation {
        id: "transport",
        titles: ["Transportraad", "Transport Council"],
        names: &["Transportraad", "Raad Transport", "Vervoersraad", "Transport Council", "formele Transport"],
    },
    KnownFormation {
        id: "telecom",
        titles: ["Telecomraad", "Telecommunications Council"],
        names: &["Telecomraad", "Raad Telecom", "Telecommunications Council"],
    },
    KnownFormation {
        id: "energie",
        titles: ["Energieraad", "Energy Council"],
        names: &["Energieraad", "Energy Council", "Raad Energie"],
    },
    KnownFormation {
        id: "vte",
        titles: ["Raad Vervoer, Telecommunicatie en Energie", "Transport, Telecommunications and Energy Council"],
        names: &["Vervoer, Telecommunicatie en Energie", "VTE-Raad", "VTE", "Transport, Telecommunications and Energy"],
    },
    KnownFormation {
        id: "wsbvc",
        titles: [
            "Raad Werkgelegenheid, Sociaal Beleid, Volksgezondheid en Consumentenzaken",
            "Employment, Social Policy, Health and Consumer Affairs Council",
        ],
        names: &[
            "Werkgelegenheid, Sociaal Beleid, Volksgezondheid en Consumentenzaken",
            "Werkgelegenheid en Sociaal Beleid",
            "WSBVC",
            "WSB",
            "EPSCO",
            "Gezondheidsraad",
            "Volksgezondheid",
        ],
    },
    KnownFormation {
        id: "ojcs",
        titles: ["Raad Onderwijs, Jeugd, Cultuur en Sport", "Education, Youth, Culture and Sport Council"],
        names: &[
            "Onderwijs, Jeugd, Cultuur en Sport",
            "OJCS",
            "Onderwijsraad",
            "Cultuurraad",
            "Jeugdraad",
            "Education, Youth, Culture and Sport",
        ],
    },
    KnownFormation {
        id: "rvc",
        titles: ["Raad voor Concurrentievermogen", "Competitiveness Council"],
        names: &[
            "Raad voor Concurrentievermogen",
            "Raad Concurrentievermogen",
            "Concurrentievermogen",
            "RvC",
            "Competitiveness Council",
        ],
    },
    KnownFormation {
        id: "cohesie",
        titles: ["Raad Algemene Zaken Cohesie", "General Affairs Council (Cohesion)"],
        names: &["Raad Algemene Zaken Cohesie", "RAZ Cohesie"],
    },
    KnownFormation {
        id: "gemeenteraad",
        titles: ["Gemeenteraad", "Municipal council"],
        names: &["Gemeenteraad", "GEMEENTERAAD", "gemeenteraad"],
    },
    KnownFormation {
        id: "staten",
        titles: ["Provinciale Staten", "Provincial council"],
        names: &["Provinciale Staten", "PROVINCIALE STATEN"],
    },
    KnownFormation {
        id: "waterschap",
        titles: ["Algemeen bestuur", "Water board"],
        names: &["Verenigde vergadering", "Algemeen bestuur van het waterschap"],
    },
    KnownFormation {
        id: "er",
        titles: ["Europese Raad", "European Council"],
        names: &["Europese Raad", "European Council"],
    },
];

/// The formation that a text names first; if two names begin at the same place, the longer one.
pub(crate) fn find(text: &str) -> Option<&'static KnownFormation> {
    let mut best: Option<(usize, usize, &KnownFormation)> = None;
    for formation in FORMATIONS {
        let nordic = NORDIC_FORMATIONS.iter().find(|nordic| nordic.id == formation.id);
        for name in formation.names.iter().chain(nordic.iter().flat_map(|nordic| nordic.names)) {
            let Some(at) = position(text, name) else { continue };
            // The Eurogroup meets with the Ecofin Council and shares its agenda.
            if formation.id == "eurogroep" && ["Ecofin", "ECOFIN"].iter().any(|name| text.contains(name)) {
                continue;
            }
            let better = best.is_none_or(|(place, length, _)| at < place || (at == place && name.len() > length));
            if better {
                best = Some((at, name.len(), formation));
            }
        }
    }
    best.map(|(_, _, formation)| formation)
}

/// Whether a council of the Union, whose formal meetings are in Brussels or Luxembourg.
pub(crate) fn is_of_union(id: &str) -> bool {
    by_id(id).is_some() && !["gemeenteraad", "staten", "waterschap", "er", "eurogroep"].contains(&id)
}

pub(crate) fn by_id(id: &str) -> Option<&'static KnownFormation> {
    FORMATIONS.iter().find(|formation| formation.id == id)
}

/// Where a name stands as a word of its own; in any case if it is written out, while abbreviations count only in
/// capitals.
fn position(text: &str, name: &str) -> Option<usize> {
    let written_out = name.len() > 7 && name.contains(char::is_lowercase);
    if written_out {
        return word_position(&text.to_lowercase(), &name.to_lowercase());
    }
    word_position(text, name)
}

fn word_position(text: &str, name: &str) -> Option<usize> {
    let found = text.match_indices(name).find(|(at, _)| {
        let before = text[..*at].chars().next_back();
        let after = &text[at + name.len()..];
        // `Onderwijs, Jeugd, Cultuur en Sportraad`.
        let after = after.strip_prefix("raad").unwrap_or(after).chars().next();
        !before.is_some_and(char::is_alphanumeric)
            && !after.is_some_and(char::is_alphanumeric)
            && !names_office(&text[..*at])
    });
    found.map(|(at, _)| at)
}

/// Words before a policy field that make it part of the name of an office: `staatssecretaris van Volksgezondheid`.
const OFFICES: &[&str] = &[
    "minister van ",
    "minister voor ",
    "staatssecretaris van ",
    "staatssecretaris voor ",
    "ministerie van ",
    "minister of ",
    "ministry of ",
];

/// Whether the words end in those of an office, which say nothing about the Council.
fn names_office(before: &str) -> bool {
    OFFICES.iter().any(|office| {
        let from = before.len().saturating_sub(office.len());
        before.get(from..).is_some_and(|end| end.eq_ignore_ascii_case(office))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formations_by_their_names() {
        let id = |text: &str| find(text).map(|formation| formation.id);
        assert_eq!(id("de Raad Justitie en Binnenlandse Zaken (JBZ-Raad)"), Some("jbz"));
        assert_eq!(id("de Raad Buitenlandse Zaken Handel van 3 mei"), Some("rbz-handel"));
        assert_eq!(id("de Landbouw- en Visserijraad"), Some("lv"));
        assert_eq!(id("de Milieuraad van 3 mei en de Energieraad"), Some("milieu"));
        assert_eq!(id("de bestuursraad"), None);
        assert_eq!(
            id(
                "namens de staatssecretaris van Volksgezondheid de agenda van de Onderwijs, Jeugd, Cultuur en Sportraad"
            ),
            Some("ojcs")
        );
        assert_eq!(id("the Foreign Affairs Council (Defence)"), Some("rbz-defensie"));
        assert_eq!(id("rådets möte för rättsliga och inrikes frågor (RIF)"), Some("jbz"));
        assert_eq!(id("Samlenotat til rådsmøde (landbrug og fiskeri)"), Some("lv"));
        assert_eq!(id("Samlenotat til rådsmøde (miljø) den 12. marts"), Some("milieu"));
    }
}
