//! How to correct a mistake.
//!
//! Takes: nothing; the code that reports a mistake says how to correct it.
//! Gives: [`Hint`]: words for people, and for programs the edits that do what the words say.
//! Never: changes a file; `check --fix` does, with the edits that are [certain](Sureness::Certain).

use std::borrow::Cow;

use serde::Serialize;

use crate::diagnostic::personal_data::masked;
use crate::diagnostic::{Message, MessageLanguage, Span, message};

/// What to do about a [diagnostic](crate::diagnostic::Diagnostic).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Hint {
    /// What to do, in words.
    pub message: Message,
    /// How certain it is that this is what the author means.
    pub sureness: Sureness,
    /// The edits to the diagnostic's file that do it, in order and without overlap; for [`Sureness::Choose`], each is an
    /// alternative. Empty if only the words tell what to do.
    pub edits: Vec<Edit>,
}

/// How certain a hint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sureness {
    /// Nothing else can be meant, and no fact changes: the edits can be made without looking at the text.
    Certain,
    /// Somebody has to say whether an edit is meant, and which.
    Choose,
    /// Somebody has to write something, or find something out.
    ByHand,
}

/// A replacement of some bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Edit {
    /// The bytes that go, counted like those of a diagnostic; an empty span is a place where text is inserted.
    pub span: Span,
    /// The text that replaces them.
    pub text: String,
}

impl Edit {
    /// Replaces `span` with `text`.
    pub(crate) fn new(span: impl Into<Span>, text: impl Into<String>) -> Self {
        Edit { span: span.into(), text: text.into() }
    }
}

impl Hint {
    /// The hint as it may be told: without edits if one of them would write a number of a person, which may not be shown whole.
    pub(crate) fn without_personal_data(&self) -> Hint {
        let told = self.edits.iter().all(|edit| matches!(masked(&edit.text), Cow::Borrowed(_)));
        Hint { edits: if told { self.edits.clone() } else { Vec::new() }, ..self.clone() }
    }

    /// A hint whose edits can be made without looking at the text.
    pub(crate) fn certain(message: impl Into<Message>, edits: impl IntoIterator<Item = Edit>) -> Self {
        Hint { message: message.into(), sureness: Sureness::Certain, edits: edits.into_iter().collect() }
    }

    /// What the hint is called, and how sure it is: `hint (choose)`.
    pub(crate) fn name(&self, language: MessageLanguage) -> String {
        let sureness = match self.sureness {
            Sureness::Certain => message!("sureness-certain"),
            Sureness::Choose => message!("sureness-choose"),
            Sureness::ByHand => message!("sureness-by-hand"),
        };
        message!("hint", sureness).words(language)
    }

    /// The hint with its name: `hint (choose): did you mean …?`.
    pub(crate) fn words(&self, language: MessageLanguage) -> String {
        format!("{}: {}", self.name(language), self.message.words(language))
    }

    /// The hint "did you mean `words`?", with the edit if it is known where the other words stand.
    pub(crate) fn meant(words: &str, typed: Option<Span>) -> Self {
        Hint::choose(message!("did-you-mean", word = words), typed.map(|span| Edit::new(span, words)))
    }

    /// The hint "write `words`", with the edit that does it.
    pub(crate) fn write(words: &str, typed: impl Into<Span>) -> Self {
        Hint::choose(message!("write", words), [Edit::new(typed, words)])
    }

    /// A hint with edits from which somebody has to choose.
    pub(crate) fn choose(message: impl Into<Message>, edits: impl IntoIterator<Item = Edit>) -> Self {
        Hint { message: message.into(), sureness: Sureness::Choose, edits: edits.into_iter().collect() }
    }
}

/// A hint that has only words.
impl<T: Into<Message>> From<T> for Hint {
    fn from(message: T) -> Self {
        Hint { message: message.into(), sureness: Sureness::ByHand, edits: Vec::new() }
    }
}
