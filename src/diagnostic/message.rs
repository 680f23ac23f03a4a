//! What the program says to its users, before it has words.
//!
//! Takes: the key of a sentence in the catalogues, and what to fill in.
//! Gives: [`Message`], which is the same in every language, and its words in one.
//! Never: chooses a language. Results that are remembered, compared or sorted hold messages, so they know none.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::diagnostic::catalogue::{self, MessageLanguage};
use crate::diagnostic::personal_data::masked;

/// A sentence to the user without its words: a key in the catalogues, and what to fill in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
    key: &'static str,
    /// Shared, since what is remembered of a file is reported after every change to another.
    arguments: Arc<[(&'static str, Argument)]>,
}

/// What to fill in at one place in a [`Message`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Argument {
    /// The author's words, or a name: the same in every language.
    Text(String),
    /// A number, on which singular or plural may depend.
    Number(u64),
    /// A part of the sentence that has words of its own in each language.
    Message(Message),
}

impl Message {
    /// The sentence with this `key` in the catalogues, filled in; use the macro `message!`.
    pub(crate) fn new(key: &'static str, arguments: Vec<(&'static str, Argument)>) -> Self {
        Message { key, arguments: arguments.into() }
    }

    /// The key of the sentence, such as `unknown-key`, or `unknown-key.hint` for a hint; the same in every language.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// What to fill in, by name.
    pub fn arguments(&self) -> &[(&'static str, Argument)] {
        &self.arguments
    }

    /// The sentence in a language, with every number of a person in it masked.
    ///
    /// ```
    /// use voetnoot::diagnostic::{Code, MessageLanguage};
    ///
    /// assert_eq!(Code::EmptyFile.about().words(MessageLanguage::En), "The file has no text.");
    /// assert_eq!(Code::EmptyFile.about().words(MessageLanguage::Nl), "Het bestand is leeg. Schrijf er iets in of verwijder het.");
    /// ```
    pub fn words(&self, language: MessageLanguage) -> String {
        let mut filled = FluentArgs::with_capacity(self.arguments.len());
        for (name, argument) in &*self.arguments {
            filled.set(*name, argument.value(language));
        }
        masked(&catalogue::words(language, self.key, &filled)).into_owned()
    }
}

/// The words in English.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(MessageLanguage::En))
    }
}

impl std::error::Error for Message {}

/// `{"key": …, "arguments": {…}}`, for programs.
impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("key", self.key)?;
        let arguments: serde_json::Map<String, serde_json::Value> =
            self.arguments.iter().map(|(name, argument)| ((*name).to_owned(), argument.json())).collect();
        map.serialize_entry("arguments", &arguments)?;
        map.end()
    }
}

impl Argument {
    fn value(&self, language: MessageLanguage) -> FluentValue<'_> {
        match self {
            Argument::Text(text) => text.as_str().into(),
            Argument::Number(number) => (*number).into(),
            Argument::Message(message) => message.words(language).into(),
        }
    }

    fn json(&self) -> serde_json::Value {
        match self {
            Argument::Text(text) => masked(text).into(),
            Argument::Number(number) => (*number).into(),
            Argument::Message(message) => serde_json::to_value(message).unwrap_or_default(),
        }
    }
}

/// Anything that can be filled in.
pub(crate) trait FillsIn {
    /// The value as an argument.
    fn argument(&self) -> Argument;
}

impl<T: FillsIn + ?Sized> FillsIn for &T {
    fn argument(&self) -> Argument {
        (**self).argument()
    }
}

impl FillsIn for Message {
    fn argument(&self) -> Argument {
        Argument::Message(self.clone())
    }
}

macro_rules! filled_in_as {
    ($variant:ident by $convert:expr => $($kind:ty)*) => {
        $(impl FillsIn for $kind {
            fn argument(&self) -> Argument {
                let convert: fn(&$kind) -> _ = $convert;
                Argument::$variant(convert(self))
            }
        })*
    };
}

filled_in_as!(Text by |path| path.display().to_string() => Path PathBuf);
filled_in_as!(Text by |text| text.to_string() => str String Arc<str> Cow<'_, str> char jiff::civil::Date);
filled_in_as!(Number by |number| u64::from(*number) => u8 u16 u32);
filled_in_as!(Number by |number| *number => u64);
filled_in_as!(Number by |number| *number as u64 => usize);

/// A [`Message`] by its key, with what is filled in: `message!("unknown-key", key = entry.key)`, or `message!("…", key)` where a
/// variable has the name. A test holds keys and names to the catalogues.
macro_rules! message {
    ($key:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::diagnostic::Message::new(
            $key,
            vec![$((
                stringify!($name),
                $crate::diagnostic::message::FillsIn::argument(&message!(@ $name $(= $value)?)),
            )),*],
        )
    };
    (@ $name:ident) => { $name };
    (@ $name:ident = $value:expr) => { $value };
}

pub(crate) use message;
