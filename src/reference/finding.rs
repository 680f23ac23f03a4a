//! What is found mistaken, and the text it is found in.
//!
//! Takes nothing; [`super::lint()`] finds.
//! Gives [`Lint`]: a code, a place, a message, and what was perhaps meant.
//! Never changes a text.

use std::ops::Range;

use super::citation::Reference;

/// What is wrong, as far as can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A dossier that the site does not know, one digit away from one that it knows.
    UnknownDossier,
    /// A space at an odd place within a dossier number.
    SpacedNumber,
    /// A session whose years do not follow each other.
    SessionYears,
    /// A session later than the document that cites it.
    SessionAfterDocument,
    /// A session in which the day that the paper is said to be of does not fall.
    SessionOfPaper,
    /// A session earlier than that of a lower number in the same dossier.
    SessionOrder,
    /// One paper that is said to be two different things.
    TwoDescriptions,
    /// A citation without its number.
    CutOff,
    /// A source that another note cites in another form.
    OtherForm,
    /// A note that does not exist.
    UnknownNote,
    /// An "ibid." behind no single source.
    NoAntecedent,
    /// A link whose words name another source than its address.
    LinkMismatch,
}

impl Code {
    /// The code in messages and data files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Code::UnknownDossier => "reference-unknown-dossier",
            Code::SpacedNumber => "reference-spaced-number",
            Code::SessionYears => "reference-session-years",
            Code::SessionAfterDocument => "reference-session-after-document",
            Code::SessionOfPaper => "reference-session-of-paper",
            Code::SessionOrder => "reference-session-order",
            Code::TwoDescriptions => "reference-two-descriptions",
            Code::CutOff => "reference-cut-off",
            Code::OtherForm => "reference-other-form",
            Code::UnknownNote => "reference-unknown-note",
            Code::NoAntecedent => "reference-no-antecedent",
            Code::LinkMismatch => "reference-link-mismatch",
        }
    }
}

/// One thing to tell the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// What is wrong.
    pub code: Code,
    /// The passage, as an index into those given.
    pub passage: usize,
    /// The bytes of the passage's text that it is about.
    pub span: Range<usize>,
    /// What to say: lower case, no full stop.
    pub message: String,
    /// What was perhaps meant, in the spelling to type.
    pub did_you_mean: Option<String>,
    /// Another place that it is about: passage and span.
    pub related: Option<(usize, Range<usize>)>,
}

/// A text of the document with what was recognised in it.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The text that the references were recognised in.
    pub text: &'a str,
    /// Its number, when it is a note.
    pub note: Option<u32>,
    /// What was recognised in it.
    pub references: &'a [Reference],
    /// The sentence that cites the note, which often says what the source is.
    pub description: Option<&'a str>,
}
