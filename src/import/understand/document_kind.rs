//! What a document is: an agenda, a report of a meeting, or a written consultation.
//!
//! Takes: its blocks.
//! Gives: the kind, by its titles, or else by what its letter offers, or else by its tense.
//! Never: takes what a letter only mentions for what it is.

use crate::import::genre::{consultation_words, dates, letter_words, letterhead, tenses};
use crate::import::input::DocumentKind;
use crate::import::source_blocks::SourceBlock;

/// Among how many blocks the titles and the opening of a document are looked for.
const FIRST_BLOCKS: usize = 40;
/// Among how many blocks the title of a consultation is looked for.
const HEAD_BLOCKS: usize = 16;
/// The longest title, in characters.
const TITLE_LENGTH: usize = 220;

/// A document within a document, by its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TitledDocument {
    /// The index of the block that is its title.
    pub(super) block: usize,
    pub(super) kind: DocumentKind,
}

/// The kind of a document.
pub(super) fn of(blocks: &[SourceBlock]) -> DocumentKind {
    if blocks.iter().take(HEAD_BLOCKS).any(|block| is_consultation_title(&block.text())) {
        return DocumentKind::Consultation;
    }
    let titles = titles(blocks);
    let has = |kind| titles.iter().any(|title| title.kind == kind);
    match (has(DocumentKind::Agenda), has(DocumentKind::Report)) {
        (true, _) => return DocumentKind::Agenda,
        // The report may be that of an earlier meeting, behind an agenda without a title.
        (false, true) if letter_offer(blocks) != Some(DocumentKind::Agenda) => return DocumentKind::Report,
        (false, _) => {}
    }
    let texts: Vec<String> = blocks.iter().take(FIRST_BLOCKS).map(SourceBlock::text).collect();
    texts.iter().find_map(|text| offered(text)).unwrap_or_else(|| {
        match tenses::measure(texts.iter().map(String::as_str)) {
            tense if tense.is_past() => DocumentKind::Report,
            _ => DocumentKind::Agenda,
        }
    })
}

/// What the letter offers, if it says so.
fn letter_offer(blocks: &[SourceBlock]) -> Option<DocumentKind> {
    blocks.iter().take(FIRST_BLOCKS).find_map(|block| offered(&block.text()))
}

/// `VERSLAG VAN EEN SCHRIFTELIJK OVERLEG`, with or without the number of the paper, or as the subject of a letter.
fn is_consultation_title(text: &str) -> bool {
    let bare = text.trim();
    let numbered = ["Nr. ", "nr. "].iter().find_map(|words| bare.strip_prefix(words)).unwrap_or(bare);
    let at = numbered.find(|c: char| c.is_alphabetic() && !c.is_ascii_digit()).unwrap_or(0);
    let rest = subject(bare).unwrap_or(&numbered[at..]);
    let answers = ["antwoord", "beantwoord", "reactie"].iter().any(|word| rest.to_lowercase().contains(word))
        && rest.to_lowercase().contains("schriftelijk overleg")
        && subject(bare).is_some();
    consultation_words::is_title(rest) || consultation_words::is_title(bare) || answers
}

/// The words of a subject line.
fn subject(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    let label =
        ["onderwerp", "betreft", "brief regering", "subject"].into_iter().find(|label| lower.starts_with(label))?;
    text.get(label.len()..).map(|rest| rest.trim_start_matches([':', ' ', '\u{a0}']))
}

/// The titles of agendas and reports among the blocks, in order.
pub(super) fn titles(blocks: &[SourceBlock]) -> Vec<TitledDocument> {
    let kind = |block: &SourceBlock| title_kind(block);
    blocks.iter().enumerate().filter_map(|(at, block)| Some(TitledDocument { block: at, kind: kind(block)? })).collect()
}

/// What a block is the title of, if it is one: it begins as titles do, and names a council.
fn title_kind(block: &SourceBlock) -> Option<DocumentKind> {
    let text = block.text();
    let fits = text.chars().count() <= TITLE_LENGTH
        && !text.ends_with(['.', ':', ';', ','])
        && letter_words::begins_title(&text)
        && letter_words::names_council(&text);
    let lower = text.to_lowercase();
    let agenda = ["agenda", "dagordning", "dagsorden", "samlenotat"].iter().any(|word| lower.contains(word));
    // An item may be a report, too: `Verslag van de Europese Raad`.
    let report = dates::names_a_day(&text) || letterhead::is_all_capitals(&text);
    (fits && (agenda || report)).then_some(if agenda { DocumentKind::Agenda } else { DocumentKind::Report })
}

/// Words before an agenda that was sent earlier, in lower case.
const EARLIER: &[&str] = &[
    "vervolg op de",
    "aanvulling op de",
    "aanleiding van de",
    "zoals in de",
    "zoals gemeld in de",
    "conform de",
    "verwijs ik naar de",
    "overeenkomstig de",
    "bij de",
    "eerdere",
    "in de",
];

/// What a sentence of a letter offers, or its subject names.
fn offered(text: &str) -> Option<DocumentKind> {
    let named = subject(text).map(str::to_lowercase);
    let lower = text.to_lowercase();
    let offers = letter_words::is_offer(&lower);
    let lower = named.unwrap_or_else(|| if offers { lower } else { String::new() });
    let earlier = |at: &usize| EARLIER.iter().any(|words| lower[..*at].trim_end().ends_with(words));
    let named = ["geannoteerde agenda", "annotated agenda"].iter().flat_map(|words| lower.match_indices(words));
    let agenda = named.map(|(at, _)| at).find(|at| !earlier(at));
    let report = ["verslag van", "het verslag", "verslag ", "uitkomsten", "terugkoppeling", "report of"]
        .iter()
        .filter_map(|words| lower.find(words))
        .min();
    match (agenda, report) {
        (Some(agenda), Some(report)) if report < agenda && !lower.contains(" en de geannoteerde agenda") => {
            Some(DocumentKind::Report)
        }
        (Some(_), _) => Some(DocumentKind::Agenda),
        (None, Some(_)) if letter_words::names_council(&lower) => Some(DocumentKind::Report),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(texts: &[&str]) -> DocumentKind {
        let blocks: Vec<SourceBlock> = texts.iter().map(|text| SourceBlock::paragraph(text)).collect();
        of(&blocks)
    }

    #[test]
    fn kinds_of_documents() {
        assert_eq!(kind(&["Nr. 10 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG"]), DocumentKind::Consultation);
        assert_eq!(kind(&["Verslag van de Milieuraad van 12 maart 2030"]), DocumentKind::Report);
        assert_eq!(kind(&["Geannoteerde agenda Milieuraad 12 maart 2030"]), DocumentKind::Agenda);
        assert_eq!(
            kind(&["Hierbij bied ik u het verslag aan van de Milieuraad van 12 maart 2030.", "Zwemwater"]),
            DocumentKind::Report
        );
        assert_eq!(
            kind(&["In aanvulling op de geannoteerde agenda bied ik u het verslag aan van de Milieuraad."]),
            DocumentKind::Report
        );
        assert_eq!(
            kind(&["Hierbij zend ik u de geannoteerde agenda en het verslag van de vorige Milieuraad."]),
            DocumentKind::Agenda
        );
        assert_eq!(
            kind(&[
                "Op 12 maart jl. vond de Milieuraad plaats.",
                "De ministers spraken over water.",
                "De Raad nam het voorstel aan."
            ]),
            DocumentKind::Report
        );
        assert_eq!(
            kind(&["Op 12 maart vindt de Milieuraad plaats.", "De Raad zal spreken over water."]),
            DocumentKind::Agenda
        );
    }
}
