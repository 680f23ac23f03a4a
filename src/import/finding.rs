//! What an import was unsure of, as values.
//!
//! Takes: nothing; every step of the importer makes findings and returns them.
//! Gives: [`ImportFinding`] (where, what, what to do) and [`FindingCode`], the list of everything that can be said.
//! Never: prints anything, or stops an import.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::diagnostic::{Message, MessageLanguage, message};

/// How much a finding matters, the most serious first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingSeverity {
    /// Words were lost or added, or the input cannot be used.
    Error,
    /// Something was guessed; the Markdown has a comment at that place.
    Warning,
    /// Something the author may want to know.
    Note,
}

impl FindingSeverity {
    /// The word that reports print for people: `error`, `warning` or `note`, in their language.
    pub(crate) fn word(self) -> Message {
        match self {
            FindingSeverity::Error => message!("import-error"),
            FindingSeverity::Warning => message!("import-warning"),
            FindingSeverity::Note => message!("import-note"),
        }
    }
}

macro_rules! finding_codes {
    ($($variant:ident $name:literal $sentence:literal)*) => {
        /// Everything that a finding can say, sorted by name; findings about the same line have this order.
        ///
        /// A test compares it with a page of the guide (`content/pages/gids/importeren.md`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingCode {
            $(#[doc = $sentence] $variant,)*
        }

        impl FindingCode {
            /// All codes, in alphabetical order.
            pub const ALL: &'static [FindingCode] = &[$(FindingCode::$variant,)*];

            /// The name in reports, such as `note-cut-off`. It does not change from one version to the next.
            pub fn name(self) -> &'static str {
                match self { $(FindingCode::$variant => $name,)* }
            }
        }
    };
}

finding_codes! {
    AdWithoutTitle "ad-without-title" "an annotation is headed only by the number of a listed item"
    AgendaElsewhere "agenda-elsewhere" "the agenda is an annex that is not part of the document"
    CommitmentFound "commitment-found" "something promised for a day was put in the front matter"
    CommitmentProposed "commitment-proposed" "a sentence may promise something, but names no day"
    ContentsList "contents-list" "a contents list with page numbers was left out"
    ControlCharacters "control-characters" "control characters were left out"
    DateGuessed "date-guessed" "no date of the meeting was found, and another date stands for it"
    DateUnknown "date-unknown" "no date of the meeting was found"
    DateYearGuessed "date-year-guessed" "the date of the meeting has no year in the source"
    DayDoubtful "day-doubtful" "the day of the meeting does not agree with its title or with the day of the letter"
    Encoding "encoding" "the bytes are not UTF-8"
    FormalOrInformal "formal-or-informal" "the agenda's title and the letter disagree on whether the meeting is informal"
    FormationDoubtful "formation-doubtful" "title and letter name different councils"
    FormationUnknown "formation-unknown" "no council formation was recognised"
    HyphenUnsure "hyphen-unsure" "a hyphen at a line end may or may not belong to the word"
    KindDoubtful "kind-doubtful" "the tense of the text does not agree with the kind of document"
    Letterhead "letterhead" "the letter's head was kept as a comment"
    LinkTarget "link-target" "an address printed beside the text was tied to a note or left out as a copy"
    MarkupDropped "markup-dropped" "emphasis was left out because Markdown cannot express it there"
    NoItems "no-items" "no agenda item was recognised"
    NoteCutOff "note-cut-off" "a note breaks off in the source"
    NoteMark "note-mark" "a number looks like the mark of a note that the document does not have"
    NoteMissing "note-missing" "a number is missing from the series of notes"
    NotePlaceGuessed "note-place-guessed" "no marker for a note was found, so its place was guessed"
    NoteTextGuessed "note-text-guessed" "the numbers of notes stand apart from their texts, so which text is whose is a guess"
    OfficeDoubtful "office-doubtful" "who signs is not who the head of the letter names"
    Picture "picture" "a picture was left out"
    PlaceDoubtful "place-doubtful" "a formal council meets in Brussels or Luxembourg"
    PresidencyDoubtful "presidency-doubtful" "another member state presided on that day"
    RunningHead "running-head" "lines that return on each page were left out"
    SecondDocument "second-document" "the letter has a second document, about another meeting"
    SiteChrome "site-chrome" "the web page around the document was left out"
    TableGuessed "table-guessed" "a table was read from the columns of the text"
    TreatmentMoved "treatment-moved" "a treatment was moved under its heading"
    WordsAdded "words-added" "the result has words that the source does not have at that place"
    WordsLost "words-lost" "words of the source are not in the result"
}

impl Serialize for FindingCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A doubt about one place in the source. As JSON, its sentences have the words of its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFinding {
    /// The line of the source, from 1; 0 for the file as a whole. In Word documents it counts paragraphs.
    pub line: usize,
    /// How much it matters; errors make the result unusable as it is.
    pub severity: FindingSeverity,
    /// The kind of doubt.
    pub code: FindingCode,
    /// What was seen: lower case, no full stop.
    pub message: Message,
    /// What to do about it.
    pub hint: Option<Message>,
    /// The language in which reports say it.
    pub language: MessageLanguage,
}

impl Serialize for ImportFinding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("ImportFinding", 5)?;
        fields.serialize_field("line", &self.line)?;
        fields.serialize_field("severity", &self.severity)?;
        fields.serialize_field("code", &self.code)?;
        fields.serialize_field("message", &self.message.words(self.language))?;
        fields.serialize_field("hint", &self.hint_words())?;
        fields.end()
    }
}

impl ImportFinding {
    /// A finding that the author should look into.
    pub(crate) fn warning(line: usize, code: FindingCode, message: Message) -> ImportFinding {
        let language = MessageLanguage::default();
        ImportFinding { line, severity: FindingSeverity::Warning, code, message, hint: None, language }
    }

    /// A finding for information.
    pub(crate) fn note(line: usize, code: FindingCode, message: Message) -> ImportFinding {
        ImportFinding { severity: FindingSeverity::Note, ..ImportFinding::warning(line, code, message) }
    }

    /// A finding that makes the result wrong.
    pub(crate) fn error(line: usize, code: FindingCode, message: Message) -> ImportFinding {
        ImportFinding { severity: FindingSeverity::Error, ..ImportFinding::warning(line, code, message) }
    }

    /// Adds what to do about it.
    pub(crate) fn hint(mut self, hint: Message) -> ImportFinding {
        self.hint = Some(hint);
        self
    }

    /// What to do about it, in words; empty if nothing is.
    pub(crate) fn hint_words(&self) -> String {
        self.hint.as_ref().map(|hint| hint.words(self.language)).unwrap_or_default()
    }

    /// The finding as a line for people, indented by two blanks.
    pub(crate) fn text(&self) -> String {
        let said = |message: &Message| message.words(self.language);
        let place = if self.line > 0 { said(&message!("import-at-line", line = self.line)) } else { String::new() };
        let hint = self.hint_words();
        let hint = if hint.is_empty() { hint } else { format!(" ({hint})") };
        let severity = said(&self.severity.word());
        format!("  {severity}: {place}{} [{}]{hint}", said(&self.message), self.code.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_sort_as_their_names_do() {
        assert!(FindingCode::ALL.is_sorted_by_key(|code| code.name()));
    }
}
