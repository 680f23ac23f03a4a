//! What a reader says of a letter: `facts.toml` beside it, written from the letter alone. `tests/README.md` explains it.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml::value::Datetime;

/// What a letter says, in its own words. What it does not say is absent, and then the importer may not say it either.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterFacts {
    /// `agenda`, `report` or `consultation`.
    pub kind: String,
    #[serde(default)]
    pub formation: String,
    pub start: Option<Datetime>,
    pub end: Option<Datetime>,
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub presidency: String,
    #[serde(default)]
    pub provisional: bool,
    #[serde(default)]
    pub informal: bool,
    /// The letter's own id, such as `kst-21501-08-101`.
    #[serde(default)]
    pub letter: String,
    /// The day of the letter.
    pub published: Option<Datetime>,
    /// Each as `name, office`.
    #[serde(default)]
    pub signatories: Vec<String>,
    #[serde(default)]
    pub on_behalf_of: Vec<String>,
    /// The days for which something is promised.
    #[serde(default)]
    pub commitments: Vec<Datetime>,
    /// The words before each mark of a note, in the order of the text.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The codes of what must be said aloud.
    #[serde(default)]
    pub doubts: Vec<String>,
    #[serde(default)]
    outline: String,
    /// The second document in the same letter.
    pub second: Option<Box<LetterFacts>>,
}

/// A heading of the outline.
#[derive(Debug)]
pub struct OutlineHeading {
    /// How many `#` it has: 1 is a part, 2 an item, 3 a sub-item.
    pub level: usize,
    pub title: String,
    pub treatments: Vec<String>,
}

/// The facts beside a letter, if somebody has written them down.
pub fn letter_facts(folder: &Path) -> Option<LetterFacts> {
    let file = folder.join("facts.toml");
    let text = fs::read_to_string(&file).ok()?;
    Some(toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

impl LetterFacts {
    pub fn outline(&self) -> Vec<OutlineHeading> {
        outline(&self.outline)
    }
}

/// The headings of Markdown with the treatments below them.
pub fn outline(markdown: &str) -> Vec<OutlineHeading> {
    let mut headings: Vec<OutlineHeading> = Vec::new();
    let mut directly_below = false;
    for line in markdown.lines() {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if let Some(title) = line.get(level..).and_then(|rest| rest.strip_prefix(' ')).filter(|_| level > 0) {
            headings.push(OutlineHeading { level, title: title.to_owned(), treatments: Vec::new() });
            directly_below = true;
        } else if let (Some(treatment), true, Some(heading)) =
            (line.strip_prefix("= "), directly_below, headings.last_mut())
        {
            heading.treatments.push(treatment.to_owned());
        } else {
            directly_below = false;
        }
    }
    headings
}
