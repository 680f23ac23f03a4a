//! What a lint says, and the texts that it is about.
//!
//! Takes: nothing; [`crate::lint()`] makes them.
//! Gives: [`Lint`]: a code, a place, a message, and what was perhaps meant.
//! Never: changes a text.

use std::ops::Range;

use crate::found::FoundReference;
use crate::id::range::RangeFault;

/// What is wrong, as far as can be told. Each has a name, [`LintCode::name`], under which the README explains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LintCode {
    /// A dossier that the site does not know, one slip away from one that it knows.
    UnknownDossier,
    /// A space at an odd place within a dossier number.
    SpacedNumber,
    /// A parliamentary year whose two years do not follow each other.
    SessionYears,
    /// A parliamentary year later than the document that cites it.
    SessionAfterDocument,
    /// A parliamentary year that does not contain the day the paper is said to be of.
    SessionOfPaper,
    /// A parliamentary year earlier than that of a lower number in the same dossier.
    SessionOrder,
    /// One paper that is called two different things.
    TwoDescriptions,
    /// A citation without its number.
    CutOff,
    /// A range of papers that stands for its two ends alone.
    Range(RangeFault),
    /// A source that another note cites in a different form.
    OtherForm,
    /// A reference to a note that does not exist.
    UnknownNote,
    /// An "ibid." with no single source before it.
    NoAntecedent,
    /// A link whose words name another source than its address.
    LinkMismatch,
}

impl LintCode {
    /// The code in messages and data files, such as `reference-unknown-dossier`. It never changes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            LintCode::UnknownDossier => "reference-unknown-dossier",
            LintCode::SpacedNumber => "reference-spaced-number",
            LintCode::SessionYears => "reference-session-years",
            LintCode::SessionAfterDocument => "reference-session-after-document",
            LintCode::SessionOfPaper => "reference-session-of-paper",
            LintCode::SessionOrder => "reference-session-order",
            LintCode::TwoDescriptions => "reference-two-descriptions",
            LintCode::CutOff => "reference-cut-off",
            LintCode::Range(_) => "reference-range",
            LintCode::OtherForm => "reference-other-form",
            LintCode::UnknownNote => "reference-unknown-note",
            LintCode::NoAntecedent => "reference-no-antecedent",
            LintCode::LinkMismatch => "reference-link-mismatch",
        }
    }
}

/// The words of a lint, and what they name.
pub(crate) type Said = (String, Vec<(&'static str, String)>);

/// One thing to tell the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// What is wrong.
    pub code: LintCode,
    /// The passage, as an index into those given to [`lint`](crate::lint()).
    pub passage: usize,
    /// The mistaken words, in bytes of the passage's text.
    pub span: Range<usize>,
    /// The message in English, for the author: lower case, no full stop.
    pub message: String,
    /// What the message names, by name, for whoever says it in words of their own: `typed`, `meant` and so on, as the list of each
    /// [`LintCode`] has them.
    pub named: Vec<(&'static str, String)>,
    /// What was perhaps meant, in the spelling to type; `None` where nothing suggests itself.
    pub did_you_mean: Option<String>,
    /// A second place that the mistake involves, such as the note with the other session.
    pub related: Option<RelatedPlace>,
}

/// A second place that a mistake involves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelatedPlace {
    /// The passage, as an index into those given to [`lint`](crate::lint()).
    pub passage: usize,
    /// Where in it, in bytes of the passage's text.
    pub span: Range<usize>,
}

/// A text of the document with the references recognised in it.
#[derive(Clone, Copy, Debug)]
pub struct RecognisedText<'a> {
    /// The text that was given to [`recognise`](crate::recognise()).
    pub text: &'a str,
    /// The number of the note, from 1; `None` for running text.
    pub note: Option<u32>,
    /// The references in `text`, as recognised.
    pub references: &'a [FoundReference],
    /// The sentence that cites the note, which often says what the source is; `None` for running text.
    pub description: Option<&'a str>,
}

/// The words on one line, for messages.
pub(crate) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
