//! Diagnostics in a form that can be kept between runs.
//!
//! Takes: [`Diagnostic`]s, and what an earlier run kept of them.
//! Gives: the other of the two; nothing for what this program cannot say.
//! Never: makes up a code, a sentence, or the name of what is filled in.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Argument, Code, Diagnostic, Edit, Hint, Message, Severity, Span, Sureness, known_word};

/// How many messages may stand within each other.
const DEEPEST: usize = 8;

/// A [`Diagnostic`] with texts of its own.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct StoredDiagnostic {
    path: String,
    span: Option<(u32, u32)>,
    code: String,
    message: StoredMessage,
    hint: Option<StoredHint>,
    /// Whether it is about a sealed text, so that nobody has to do anything.
    is_notice: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredMessage {
    key: String,
    arguments: Vec<(String, StoredArgument)>,
}

#[derive(Debug, Serialize, Deserialize)]
enum StoredArgument {
    Text(String),
    Number(u64),
    /// A [`StoredMessage`] as bytes, so that whoever reads them decides how deep to go.
    Message(Vec<u8>),
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredHint {
    message: StoredMessage,
    sureness: StoredSureness,
    edits: Vec<(u32, u32, String)>,
}

#[derive(Debug, Serialize, Deserialize)]
enum StoredSureness {
    Certain,
    Choose,
    ByHand,
}

impl StoredDiagnostic {
    pub(crate) fn of(diagnostic: &Diagnostic) -> Self {
        StoredDiagnostic {
            path: diagnostic.path.to_string(),
            span: diagnostic.span.map(|span| (span.start, span.end)),
            code: diagnostic.code.name().to_owned(),
            message: StoredMessage::of(&diagnostic.message),
            hint: diagnostic.hint.as_ref().map(StoredHint::of),
            is_notice: diagnostic.severity() == Severity::Notice,
        }
    }

    /// The diagnostic; `None` if this program does not know its code or its words.
    pub(crate) fn read(self) -> Option<Diagnostic> {
        let code = *Code::ALL.iter().find(|code| code.name() == self.code)?;
        let message = self.message.read(DEEPEST)?;
        let path = self.path.into();
        let diagnostic = match self.span {
            Some((start, end)) => Diagnostic::at(code, &path, Span { start, end }, message),
            None => Diagnostic::whole(code, &path, message),
        };
        let diagnostic = match self.hint {
            Some(hint) => diagnostic.hint(hint.read()?),
            None => diagnostic,
        };
        Some(if self.is_notice { diagnostic.of_sealed_text() } else { diagnostic })
    }
}

impl StoredMessage {
    fn of(message: &Message) -> Self {
        let argument = |(name, argument): &(&'static str, Argument)| {
            let stored = match argument {
                Argument::Text(text) => StoredArgument::Text(text.clone()),
                Argument::Number(number) => StoredArgument::Number(*number),
                Argument::Message(message) => {
                    StoredArgument::Message(postcard::to_stdvec(&StoredMessage::of(message)).unwrap_or_default())
                }
            };
            ((*name).to_owned(), stored)
        };
        let arguments = message.arguments().iter().map(argument).collect();
        StoredMessage { key: message.key().to_owned(), arguments }
    }

    /// The message; `None` if this program does not have it, or it has more than so many messages within each other.
    fn read(self, depth: usize) -> Option<Message> {
        let argument = |(name, stored): (String, StoredArgument)| {
            let argument = match stored {
                StoredArgument::Text(text) => Argument::Text(text),
                StoredArgument::Number(number) => Argument::Number(number),
                StoredArgument::Message(bytes) => {
                    let message: StoredMessage = postcard::from_bytes(&bytes).ok()?;
                    Argument::Message(message.read(depth.checked_sub(1)?)?)
                }
            };
            Some((known_word(&name)?, argument))
        };
        let arguments = self.arguments.into_iter().map(argument).collect::<Option<_>>()?;
        Some(Message::new(known_word(&self.key)?, arguments))
    }
}

impl StoredHint {
    fn of(hint: &Hint) -> Self {
        let sureness = match hint.sureness {
            Sureness::Certain => StoredSureness::Certain,
            Sureness::Choose => StoredSureness::Choose,
            Sureness::ByHand => StoredSureness::ByHand,
        };
        let edits = hint.edits.iter().map(|edit| (edit.span.start, edit.span.end, edit.text.clone())).collect();
        StoredHint { message: StoredMessage::of(&hint.message), sureness, edits }
    }

    fn read(self) -> Option<Hint> {
        let sureness = match self.sureness {
            StoredSureness::Certain => Sureness::Certain,
            StoredSureness::Choose => Sureness::Choose,
            StoredSureness::ByHand => Sureness::ByHand,
        };
        let edit = |(start, end, text): (u32, u32, String)| Edit { span: Span { start, end }, text };
        let edits = self.edits.into_iter().map(edit).collect();
        Some(Hint { message: self.message.read(DEEPEST)?, sureness, edits })
    }
}
