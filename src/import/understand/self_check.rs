//! The importer's doubts about its own facts: they are compared with each other and with the text.
//!
//! Takes: the outline, and the facts of the meeting.
//! Gives: a finding for each pair that does not agree, with its line.
//! Never: changes a fact.

use jiff::civil::Date;

use super::meeting_facts::ImportedMeeting;
use super::outline_node::{OutlineNode, SourceOutline};
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::genre::{council_words, dates, formations, letterhead, offices, presidencies, tenses};
use crate::import::input::DocumentKind;
use crate::import::rich_text::RichText;
use crate::import::source_line::SourceLine;

/// Where formal councils meet (Protocol 6 to the Treaties), in the spellings of letters.
const SEATS: &[&str] = &["Brussel", "Brussels", "Luxemburg", "Luxembourg", "Straatsburg"];
/// How many characters of a text are enough to find its line.
const TEXT_START: usize = 30;

/// What is compared.
pub(crate) struct CheckedFacts<'a> {
    pub(crate) outline: &'a SourceOutline,
    pub(crate) meeting: &'a ImportedMeeting,
    pub(crate) lines: &'a [SourceLine],
}

/// Every doubt about the facts.
pub(crate) fn doubts(facts: &CheckedFacts) -> Vec<ImportFinding> {
    let mut found = Vec::new();
    found.extend(facts.second_document());
    found.extend(facts.day_and_letter());
    found.extend(facts.days_of_texts());
    found.extend(facts.formations());
    found.extend(facts.kind());
    found.extend(facts.place());
    found.extend(facts.presidency());
    found.extend(facts.offices());
    found
}

impl CheckedFacts<'_> {
    /// The line on which a text begins; 0 if it cannot be found.
    fn line_of(&self, text: &str) -> usize {
        let start: String = text.chars().take(TEXT_START).collect();
        let found = self
            .lines
            .iter()
            .find(|line| !line.text.is_empty() && (line.text.contains(&start) || text.starts_with(&line.text)));
        found.map_or(0, |line| line.number)
    }

    /// The line that first has a word.
    fn line_with(&self, word: &str) -> usize {
        self.lines.iter().find(|line| line.text.contains(word)).map_or(0, |line| line.number)
    }

    fn second_document(&self) -> Option<ImportFinding> {
        let second = self.outline.second.as_ref()?;
        let said = message!("import-second-document", title = second.words);
        let finding = ImportFinding::warning(second.line, FindingCode::SecondDocument, said);
        Some(finding.hint(message!("import-second-document.hint")))
    }

    /// An agenda is sent before its meeting, a report after it.
    fn day_and_letter(&self) -> Option<ImportFinding> {
        let (start, published) = (self.meeting.start?, self.meeting.published?);
        let end = self.meeting.end.unwrap_or(start);
        let said = match self.outline.kind {
            DocumentKind::Agenda if end < published => {
                message!("import-day-before-letter", day = start, letter = published)
            }
            DocumentKind::Agenda if start == published => message!("import-day-of-letter", day = start),
            DocumentKind::Report if start > published => {
                message!("import-day-after-letter", day = start, letter = published)
            }
            _ => return None,
        };
        Some(doubt(0, FindingCode::DayDoubtful, said))
    }

    /// The title and the letter name the same day.
    fn days_of_texts(&self) -> Option<ImportFinding> {
        let start = self.meeting.start?;
        let days = start..=self.meeting.end.unwrap_or(start);
        let other = |text: &str, wanted: &dyn Fn(Date) -> bool| {
            let named = dates::days_in(text, Some(start.year()));
            let of_council = named.iter().filter(|found| council_words::stands_beside(text, found.from..found.to));
            let first = of_council.map(|found| found.start).find(|day| wanted(*day))?;
            (!days.contains(&first)).then_some(first)
        };
        let title = self.outline.title.as_deref().unwrap_or("");
        let in_title = other(title, &|_| true).map(|day| (title, day));
        let (text, day) = in_title.or_else(|| {
            let opening = self.outline.opening.first().filter(|_| self.outline.second.is_none())?;
            // A letter also names earlier councils, and a report later ones.
            let may = |day: Date| match (self.outline.kind, self.meeting.published) {
                (DocumentKind::Agenda, Some(published)) => day >= published,
                (DocumentKind::Report, Some(published)) => day <= published,
                _ => false,
            };
            other(opening, &may).map(|day| (opening.as_str(), day))
        })?;
        Some(doubt(self.line_of(text), FindingCode::DayDoubtful, message!("import-days-differ", day, start)))
    }

    /// The title and the letter name the same council.
    fn formations(&self) -> Option<ImportFinding> {
        let of_title = formations::find(self.outline.title.as_deref()?)?;
        let opening = self.outline.opening.first().filter(|_| self.outline.second.is_none())?;
        let of_letter = formations::find(opening).filter(|found| found.id != "er" && found.id != of_title.id)?;
        let (title, letter) = (of_title.id, of_letter.id);
        let alike =
            title.starts_with(letter) || letter.starts_with(title) || title == "eurogroep" || letter == "eurogroep";
        (!alike && !opening.contains("verslag")).then(|| {
            let said = message!("import-formations-differ", title, letter);
            doubt(self.line_of(opening), FindingCode::FormationDoubtful, said)
        })
    }

    /// An agenda tells of what will be, a report of what was.
    fn kind(&self) -> Option<ImportFinding> {
        let texts = self.outline.nodes.iter().filter(|node| matches!(node, OutlineNode::Text(_)));
        let texts: Vec<String> = texts.flat_map(OutlineNode::shown_texts).map(RichText::text).collect();
        let tense = tenses::measure(texts.iter().map(String::as_str));
        let said = match self.outline.kind {
            DocumentKind::Agenda if tense.past >= 8 && tense.past > 3 * tense.ahead => {
                message!("import-kind-past", past = tense.past, ahead = tense.ahead)
            }
            DocumentKind::Report if tense.is_ahead() => {
                message!("import-kind-ahead", past = tense.past, ahead = tense.ahead)
            }
            _ => return None,
        };
        let finding = ImportFinding::warning(0, FindingCode::KindDoubtful, said);
        Some(finding.hint(message!("import-kind.hint")))
    }

    fn place(&self) -> Option<ImportFinding> {
        let ImportedMeeting { place, informal, formation, .. } = self.meeting;
        let named = !place.is_empty() && !SEATS.contains(&place.as_str());
        let formal = !informal && formations::is_of_union(formation);
        (named && formal).then(|| {
            let said = message!("import-place-doubtful", place);
            doubt(self.line_with(place), FindingCode::PlaceDoubtful, said)
        })
    }

    fn presidency(&self) -> Option<ImportFinding> {
        let ImportedMeeting { presidency, formation, start, .. } = self.meeting;
        let turn = presidencies::on((*start)?)?;
        let other = !presidency.is_empty() && presidency != turn && formations::is_of_union(formation);
        other.then(|| {
            let said = message!("import-presidency-doubtful", presidency, turn);
            doubt(self.line_with("oorzitterschap"), FindingCode::PresidencyDoubtful, said)
        })
    }

    /// Who signs is a person, and one of those whom the head names.
    fn offices(&self) -> Vec<ImportFinding> {
        let head =
            self.outline.head.iter().find_map(|text| text.find("BRIEF VAN ").map(|at| text[at..].to_uppercase()));
        let mut found = Vec::new();
        for signatory in &self.outline.signatories {
            let line = self.line_with(&signatory.name);
            let person = offices::has_initials(&signatory.name) || offices::is_in_capitals(&signatory.name);
            if !person {
                let said = message!("import-signatory-doubtful", name = signatory.name);
                found.push(doubt(line, FindingCode::OfficeDoubtful, said));
            }
            // The head puts several offices into one phrase: `DE MINISTERS VAN WATER EN VAN BODEM`.
            let named = head.as_ref().is_none_or(|head| {
                let office = signatory.office.to_uppercase();
                let mut fields = office.split(|c: char| !c.is_alphabetic()).filter(|word| {
                    word.chars().count() > 4 && !word.contains("MINISTER") && !word.contains("STAATSSECRETARIS")
                });
                let first = fields.next();
                !letterhead::is_all_capitals(head) || first.is_none_or(|field| head.contains(field))
            });
            if !named {
                let said = message!("import-office-doubtful", office = signatory.office);
                found.push(doubt(line, FindingCode::OfficeDoubtful, said));
            }
        }
        found
    }
}

/// A doubt that the author settles by looking at the original.
fn doubt(line: usize, code: FindingCode, said: crate::diagnostic::Message) -> ImportFinding {
    ImportFinding::warning(line, code, said).hint(message!("import-look"))
}
