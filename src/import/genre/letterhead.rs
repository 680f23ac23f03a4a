//! The lines of the head of a letter to parliament, as its own office and the gazettes print them.
//!
//! Takes: single lines of text.
//! Gives: whether a line can be nothing else, and what it says.
//! Never: looks at the lines around it, or takes a sentence for a line of a head.

use super::{dates, kamerstuk};

/// What a line of a head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadLine {
    /// `21 501-08 Milieuraad`
    Dossier,
    /// `Nr. 9`, `Nr. 9 BRIEF VAN DE MINISTER VAN WATER`, `JI BRIEF VAN …`, `BRIEF VAN …`: the rest of a title in capitals may follow.
    Paper,
    /// The house, the session, the one it is sent to, the day and place of writing, and the like.
    Other,
}

/// The longest line of a head, in characters.
const LONGEST: usize = 200;
/// The most words of a line with the place and the day of writing.
const PLACE_WORDS: usize = 8;

/// How the titles of papers begin, in capitals.
const PAPERS: &[&str] =
    &["BRIEF VAN ", "BRIEF AAN ", "VERSLAG VAN EEN ", "INBRENG VERSLAG ", "LIJST VAN VRAGEN", "GELEIDENDE BRIEF"];

/// How other lines begin, in lower case, and nothing but such a line.
const OTHERS: &[&str] = &[
    "aan de voorzitter van de ",
    "aan de voorzitters van de ",
    "aan de voorzitter der ",
    "tweede kamer der staten",
    "eerste kamer der staten",
    "vergaderjaar ",
    "zitting ",
    "vastgesteld ",
    "vastgesteld d.d.",
    "ontvangen ",
    "ter griffie van de ",
    "brief regering",
    "brief van het kabinet",
];

/// How lines of Swedish and Danish heads begin, in lower case, and how the names of offices end that are such a line.
const NORDIC: &[&str] = &[
    "promemoria",
    "enheten för ",
    "eu-enheten",
    "statsrådsberedningen",
    "till eu-nämnden",
    "till riksdagens ",
    "riksdagens eu-nämnd",
    "notat til ",
    "til folketingets ",
    "folketingets europaudvalg",
    "europaudvalget",
    "j.nr",
    "sagsnr",
    "dnr ",
];
const NORDIC_OFFICES: &[&str] = &["departementet", "ministeriet"];
/// The most words of such a line.
const NORDIC_WORDS: usize = 6;

/// Towns in which letters to parliament are written.
const TOWNS: &[&str] = &[
    "den haag",
    "’s-gravenhage",
    "'s-gravenhage",
    "‘s-gravenhage",
    "s-gravenhage",
    "the hague",
    "stockholm",
    "københavn",
];

/// What a line says if it can only be one of a head.
pub(crate) fn head_line(text: &str) -> Option<HeadLine> {
    let text = text.trim();
    if text.chars().count() > LONGEST {
        return None;
    }
    if is_paper(text) {
        return Some(HeadLine::Paper);
    }
    if kamerstuk::dossier_line(text).is_some() {
        return Some(HeadLine::Dossier);
    }
    let lower = text.to_lowercase();
    let other = OTHERS.iter().any(|known| lower.starts_with(known)) && !text.ends_with('.');
    (other || is_place_and_day(&lower) || is_nordic(&lower)).then_some(HeadLine::Other)
}

/// `Promemoria`, `Justitiedepartementet`, `2030-03-01`.
fn is_nordic(lower: &str) -> bool {
    let begins = NORDIC.iter().any(|known| lower.starts_with(known));
    let office = NORDIC_OFFICES.iter().any(|end| lower.ends_with(end));
    let few = lower.split_whitespace().count() <= NORDIC_WORDS && !lower.ends_with('.');
    few && (begins || office) || lower.parse::<jiff::civil::Date>().is_ok()
}

/// `Nr. 9`, `nr. 101`, `A`, with or without the title of the paper.
fn is_paper(text: &str) -> bool {
    let titled = |rest: &str| PAPERS.iter().any(|paper| rest.starts_with(paper));
    if titled(text) {
        return true;
    }
    kamerstuk::paper_number(text).is_some_and(|(_, rest)| rest.is_empty() || titled(rest))
}

/// `Den Haag, 1 maart 2030` and nothing more.
fn is_place_and_day(lower: &str) -> bool {
    let written = TOWNS.iter().any(|town| lower.strip_prefix(town).is_some_and(|rest| rest.starts_with([',', ' '])));
    written && lower.split_whitespace().count() <= PLACE_WORDS && dates::names_a_day(lower) && !lower.ends_with('.')
}

/// Whether all letters of a line are capitals, as in the title of a paper over several lines.
pub(crate) fn is_all_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_heads() {
        for (line, is) in [
            ("21 501-08 Milieuraad", HeadLine::Dossier),
            ("21501-08 Milieuraad", HeadLine::Dossier),
            ("Nr. 9", HeadLine::Paper),
            ("nr. 101", HeadLine::Paper),
            ("Nr. 9 BRIEF VAN DE MINISTER VAN WATER", HeadLine::Paper),
            ("JI BRIEF VAN DE MINISTER VAN JUSTITIE", HeadLine::Paper),
            ("VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", HeadLine::Paper),
            ("Den Haag, 1 maart 2030", HeadLine::Other),
            ("Aan de Voorzitter van de Tweede Kamer der Staten-Generaal", HeadLine::Other),
            ("Vergaderjaar 2029–2030", HeadLine::Other),
            ("Brief regering : Geannoteerde agenda", HeadLine::Other),
            ("Justitiedepartementet", HeadLine::Other),
            ("Enheten för EU-frågor", HeadLine::Other),
            ("2030-03-01", HeadLine::Other),
            ("København, den 1. marts 2030", HeadLine::Other),
        ] {
            assert_eq!(head_line(line), Some(is), "{line}");
        }
        for line in [
            "Den Haag, 1 maart 2030 was de dag waarop de Raad over bijen sprak.",
            "21 501-08, nr. 9, over de bijen",
            "Nr. 9 van de lijst",
            "12 345 bijen",
            "VERORDENING BIJEN",
            "Förslaget behandlades av Justitiedepartementet.",
        ] {
            assert_eq!(head_line(line), None, "{line}");
        }
    }
}
