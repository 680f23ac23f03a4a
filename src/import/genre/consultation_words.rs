//! The words of written consultations: their titles, and the headings of questions and answers.
//!
//! Takes: single lines of text.
//! Gives: whether a line names such a document, and which level its heading has.
//! Never: decides whether a document is one; a letter may also speak of one.

/// How the titles of written consultations begin, in lower case.
const TITLES: &[&str] = &[
    "verslag van een schriftelijk overleg",
    "verslag van het schriftelijk overleg",
    "verslag schriftelijk overleg",
    "inbreng verslag van een schriftelijk overleg",
    "inbreng verslag schriftelijk overleg",
    "schriftelijk overleg",
    "beantwoording schriftelijk overleg",
    "beantwoording van het schriftelijk overleg",
    "beantwoording vragen schriftelijk overleg",
    "beantwoording van vragen uit het schriftelijk overleg",
    "antwoorden schriftelijk overleg",
    "reactie op het schriftelijk overleg",
    "reactie schriftelijk overleg",
    "lijst van vragen en antwoorden",
    "report of a written consultation",
];

/// The longest title, in characters.
const TITLE_LENGTH: usize = 220;
/// The longest heading, in characters, and the most words that it has.
const HEADING_LENGTH: usize = 110;
/// See `HEADING_LENGTH`.
const HEADING_WORDS: usize = 16;

/// How headings begin that divide a consultation, in lower case.
const DIVISIONS: &[&str] = &[
    "vragen en opmerkingen vanuit de fracties",
    "vragen en opmerkingen van de fracties",
    "vragen en opmerkingen uit de fracties",
    "inbreng vanuit de fracties",
    "inbreng van de fracties",
    "vragen vanuit de fracties",
    "antwoord/reactie",
    "antwoord / reactie",
    "antwoord van de ",
    "antwoorden van de ",
    "antwoorden op de vragen",
    "beantwoording van de ",
    "reactie van de ",
    "reactie van het kabinet",
    "antwoord van het kabinet",
    "reactie bewindspersoon",
    "volledige agenda",
    "gevoerde beraadslaging",
];

/// How headings begin that name a party, in lower case.
const PARTIES: &[&str] = &[
    "vragen en opmerkingen van de leden van de ",
    "vragen en opmerkingen van het lid ",
    "vragen en opmerkingen van de ",
    "vragen van de leden van de ",
    "vragen van het lid ",
    "inbreng van de leden van de ",
    "inbreng leden van de ",
    "inbreng van het lid ",
    "inbreng van de ",
    "inbreng ",
    "antwoord op vragen van de ",
    "antwoorden op vragen van de ",
    "antwoord op de vragen van de ",
    "reactie op de inbreng van de ",
    "leden van de ",
];

/// What a heading of a consultation opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConsultationHeading {
    /// All questions, all answers, or the list of papers.
    Division,
    /// What one party asks, or the answers to it.
    Party,
}

/// Whether a line is the title of a written consultation.
pub(crate) fn is_title(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let short = lower.chars().count() <= TITLE_LENGTH && !lower.ends_with('.');
    short && TITLES.iter().any(|known| lower.starts_with(known))
}

/// What a line opens, if it is a heading of a consultation: short, without a full stop, and in the words that they have.
pub(crate) fn heading(text: &str) -> Option<ConsultationHeading> {
    let text = text.trim();
    let fits = text.chars().count() <= HEADING_LENGTH
        && text.split_whitespace().count() <= HEADING_WORDS
        && !text.ends_with(['.', ',', ';', '?'])
        && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if !fits {
        return None;
    }
    let lower = without_number(text).to_lowercase();
    if DIVISIONS.iter().any(|known| lower.starts_with(known)) {
        return Some(ConsultationHeading::Division);
    }
    let party = lower.ends_with("-fractie") || lower.ends_with(" fractie") || lower.ends_with("-fracties");
    let named = PARTIES.iter().any(|known| lower.starts_with(known)) && (party || lower.contains("fractie"));
    let member = lower.contains(" het lid ") && PARTIES.iter().any(|known| lower.starts_with(known));
    let alone = party && lower.split_whitespace().count() <= 3;
    (named || member || alone).then_some(ConsultationHeading::Party)
}

/// A heading without the number that may come before it: `II Antwoord`, `1. Vragen`.
fn without_number(text: &str) -> &str {
    let Some((first, rest)) = text.split_once(' ') else { return text };
    let bare = first.trim_end_matches(['.', ')', ':']);
    let roman = !bare.is_empty() && bare.chars().all(|c| "IVX".contains(c));
    let number = !bare.is_empty() && bare.len() <= 2 && bare.chars().all(|c| c.is_ascii_digit());
    if roman || number { rest.trim_start() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_questions_and_answers() {
        use ConsultationHeading::{Division, Party};
        for (line, expected) in [
            ("I. Vragen en opmerkingen vanuit de fracties", Some(Division)),
            ("II Antwoord/Reactie van de Minister", Some(Division)),
            ("Vragen en opmerkingen van de leden van de A-fractie", Some(Party)),
            ("Vragen en opmerkingen van het lid Bij", Some(Party)),
            ("A-fractie", Some(Party)),
            ("De leden van de A-fractie hebben kennisgenomen van de agenda.", None),
            ("De leden van de A-fractie vragen", None),
            ("Zwemwater", None),
        ] {
            assert_eq!(heading(line), expected, "{line}");
        }
        assert!(is_title("VERSLAG VAN EEN SCHRIFTELIJK OVERLEG"));
        assert!(!is_title("Het schriftelijk overleg is geweest."));
    }
}
