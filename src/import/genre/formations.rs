//! Council formations: their ids, titles and the words by which letters name them.
//! Source: the Council's formations and the dossier names of the Tweede Kamer (21501-02 and following, 32317).

/// A council formation.
#[derive(Debug)]
pub struct Formation {
    /// The id in the front matter.
    pub id: &'static str,
    /// The title in Dutch and in English.
    pub titles: [&'static str; 2],
    /// Words that name it; matched at word boundaries, with case.
    names: &'static [&'static str],
}

const FORMATIONS: &[Formation] = &[
    Formation {
        id: "jbz",
        titles: ["Raad Justitie en Binnenlandse Zaken", "Justice and Home Affairs Council"],
        names: &["Justitie en Binnenlandse Zaken", "JBZ", "Justice and Home Affairs"],
    },
    Formation {
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
    Formation {
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
    Formation {
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
    Formation {
        id: "rbz",
        titles: ["Raad Buitenlandse Zaken", "Foreign Affairs Council"],
        names: &["Buitenlandse Zaken Raad", "Raad Buitenlandse Zaken", "RBZ", "Foreign Affairs Council"],
    },
    Formation {
        id: "raz",
        titles: ["Raad Algemene Zaken", "General Affairs Council"],
        names: &["Raad Algemene Zaken", "RAZ", "General Affairs Council", "Algemene Zaken"],
    },
    Formation {
        id: "ecofin",
        titles: ["Raad Economische en Financiële Zaken", "Economic and Financial Affairs Council"],
        names: &["Economische en Financiële Zaken", "Ecofinraad", "Ecofin", "ECOFIN", "Economic and Financial Affairs"],
    },
    Formation { id: "eurogroep", titles: ["Eurogroep", "Eurogroup"], names: &["Eurogroep", "Eurogroup"] },
    Formation {
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
    Formation {
        id: "milieu",
        titles: ["Milieuraad", "Environment Council"],
        names: &["Milieuraad", "MILIEURAAD", "Raad Milieu", "Raad voor Milieu", "Environment Council", "Milieu"],
    },
    Formation {
        id: "transport",
        titles: ["Transportraad", "Transport Council"],
        names: &["Transportraad", "Raad Transport", "Vervoersraad", "Transport Council", "formele Transport"],
    },
    Formation {
        id: "telecom",
        titles: ["Telecomraad", "Telecommunications Council"],
        names: &["Telecomraad", "Raad Telecom", "Telecommunications Council"],
    },
    Formation { id: "energie", titles: ["Energieraad", "Energy Council"], names: &["Energieraad", "Energy Council", "Raad Energie"] },
    Formation {
        id: "vte",
        titles: ["Raad Vervoer, Telecommunicatie en Energie", "Transport, Telecommunications and Energy Council"],
        names: &["Vervoer, Telecommunicatie en Energie", "VTE-Raad", "VTE", "Transport, Telecommunications and Energy"],
    },
    Formation {
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
    Formation {
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
    Formation {
        id: "rvc",
        titles: ["Raad voor Concurrentievermogen", "Competitiveness Council"],
        names: &["Raad voor Concurrentievermogen", "Raad Concurrentievermogen", "Concurrentievermogen", "RvC", "Competitiveness Council"],
    },
    Formation {
        id: "cohesie",
        titles: ["Raad Algemene Zaken Cohesie", "General Affairs Council (Cohesion)"],
        names: &["Raad Algemene Zaken Cohesie", "RAZ Cohesie"],
    },
    Formation {
        id: "gemeenteraad",
        titles: ["Gemeenteraad", "Municipal council"],
        names: &["Gemeenteraad", "GEMEENTERAAD", "gemeenteraad"],
    },
    Formation { id: "staten", titles: ["Provinciale Staten", "Provincial council"], names: &["Provinciale Staten", "PROVINCIALE STATEN"] },
    Formation {
        id: "waterschap",
        titles: ["Algemeen bestuur", "Water board"],
        names: &["Verenigde vergadering", "Algemeen bestuur van het waterschap"],
    },
    Formation { id: "er", titles: ["Europese Raad", "European Council"], names: &["Europese Raad", "European Council"] },
];

/// The formation that a text names first; where two begin at one place, the longer name.
pub fn find(text: &str) -> Option<&'static Formation> {
    let mut best: Option<(usize, usize, &Formation)> = None;
    for formation in FORMATIONS {
        for name in formation.names {
            let Some(at) = position(text, name) else { continue };
            // The Eurogroup meets with the Ecofin Council, whose agenda it shares.
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

/// The formation with an id.
pub fn by_id(id: &str) -> Option<&'static Formation> {
    FORMATIONS.iter().find(|formation| formation.id == id)
}

/// Where a name stands as a word of its own, in any case when it is written out. Abbreviations count in capitals only.
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
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric) && !names_office(&text[..*at])
    });
    found.map(|(at, _)| at)
}

/// Words before a policy field that make it the name of an office: `staatssecretaris van Volksgezondheid`.
const OFFICES: &[&str] = &[
    "minister van ",
    "minister voor ",
    "staatssecretaris van ",
    "staatssecretaris voor ",
    "ministerie van ",
    "minister of ",
    "ministry of ",
];

/// Whether the words so far end in those of an office, which say nothing about the Council.
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
            id("namens de staatssecretaris van Volksgezondheid de agenda van de Onderwijs, Jeugd, Cultuur en Sportraad"),
            Some("ojcs")
        );
        assert_eq!(id("the Foreign Affairs Council (Defence)"), Some("rbz-defensie"));
    }
}
