//! The sentences of the program in each language, as Fluent knows them.
//!
//! Takes: a language, the key of a sentence, and what to fill in.
//! Gives: its words.
//! Never: fails. A sentence that a catalogue lacks is shown as its key, and a test makes sure that none is missing.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

type Catalogue = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| catalogue("en", include_str!("en.ftl")));
static DUTCH: LazyLock<Catalogue> = LazyLock::new(|| catalogue("nl", include_str!("nl.ftl")));

/// The languages in which the program speaks; each has a catalogue, `src/diagnostic/*.ftl`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, clap::ValueEnum)]
pub enum MessageLanguage {
    /// English.
    #[default]
    En,
    /// Dutch.
    Nl,
}

impl MessageLanguage {
    /// Every language in which the program speaks.
    pub const ALL: [MessageLanguage; 2] = [MessageLanguage::En, MessageLanguage::Nl];

    /// The language with a code such as `nl` or `nl-BE` (BCP 47); `None` if there is no catalogue for it.
    pub fn of(code: &str) -> Option<Self> {
        let primary = code.split('-').next().unwrap_or(code);
        Self::ALL.into_iter().find(|language| language.code() == primary)
    }

    /// The BCP 47 code: `en` or `nl`.
    pub fn code(self) -> &'static str {
        match self {
            MessageLanguage::En => "en",
            MessageLanguage::Nl => "nl",
        }
    }
}

/// The words of the sentence `key`, which is `id` or `id.attribute`.
pub(super) fn words(language: MessageLanguage, key: &'static str, arguments: &FluentArgs) -> String {
    let catalogue = match language {
        MessageLanguage::En => &*ENGLISH,
        MessageLanguage::Nl => &*DUTCH,
    };
    let (id, attribute) = key.split_once('.').map_or((key, None), |(id, name)| (id, Some(name)));
    let found = catalogue.get_message(id);
    let pattern = found.and_then(|found| match attribute {
        Some(name) => found.get_attribute(name).map(|attribute| attribute.value()),
        None => found.value(),
    });
    let Some(pattern) = pattern else { return key.to_owned() };
    // What is missing is shown as its name, and the test of the catalogues makes sure that nothing is.
    catalogue.format_pattern(pattern, Some(arguments), &mut Vec::new()).into_owned()
}

/// The key of a sentence, or the name of what is filled in, as it stands in the catalogues; `None` for any other word.
pub(crate) fn known_word(word: &str) -> Option<&'static str> {
    static WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| all_words(include_str!("en.ftl")));
    WORDS.get(word).map(String::as_str)
}

/// The keys and names of a catalogue.
fn all_words(catalogue: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut id = "";
    for line in catalogue.lines() {
        match line.split_once('=') {
            Some((key, _)) if line.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                id = key.trim();
                words.insert(id.to_owned());
            }
            Some((key, _)) if key.trim_start().starts_with('.') => {
                words.insert(format!("{id}{}", key.trim()));
            }
            _ => {}
        }
        let names = line.split('$').skip(1).map(|behind| behind.split(|c| !is_letter(c)).next().unwrap_or_default());
        words.extend(names.map(str::to_owned));
    }
    words
}

fn catalogue(code: &str, text: &str) -> Catalogue {
    let language: LanguageIdentifier = code.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // The author's words go in as they are; the terminal escapes characters that change direction.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}
