//! Whether a text tells of a meeting that was or of one that will be.
//!
//! Takes: texts.
//! Gives: how many words of either kind they have.
//! Never: decides what a document is; its titles and its letter come first.

/// Verbs and words of what has happened, in lower case, as whole words.
const PAST: &[&str] = &[
    "vond",
    "vonden",
    "sprak",
    "spraken",
    "besprak",
    "bespraken",
    "nam",
    "namen",
    "bereikte",
    "bereikten",
    "steunde",
    "steunden",
    "benadrukte",
    "benadrukten",
    "presenteerde",
    "presenteerden",
    "informeerde",
    "lichtte",
    "lichtten",
    "riep",
    "riepen",
    "stelde",
    "stelden",
    "gaf",
    "gaven",
    "wees",
    "wezen",
    "vroeg",
    "vroegen",
    "onderstreepte",
    "onderstreepten",
    "verwelkomde",
    "verwelkomden",
    "concludeerde",
    "jl",
    "werd",
    "werden",
    "was",
    "waren",
    "kon",
    "konden",
    "meldde",
    "meldden",
    "pleitte",
    "pleitten",
    "stemde",
    "stemden",
    "took",
    "discussed",
    "adopted",
    "agreed",
    "was",
    "were",
];
/// Verbs and words of what is to come, in lower case, as whole words.
const AHEAD: &[&str] = &[
    "zal",
    "zullen",
    "vindt",
    "vinden",
    "voorziet",
    "verwacht",
    "verwachting",
    "a.s",
    "staat",
    "staan",
    "beoogt",
    "beogen",
    "will",
    "expected",
    "takes",
];

/// How many words of either kind there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tense {
    pub(crate) past: usize,
    pub(crate) ahead: usize,
}

impl Tense {
    /// Whether the texts tell of what was.
    pub(crate) fn is_past(self) -> bool {
        self.past >= 3 && self.past > 2 * self.ahead
    }

    /// Whether they clearly tell of what will be.
    pub(crate) fn is_ahead(self) -> bool {
        self.ahead >= 4 && self.ahead > 3 * self.past
    }
}

/// Counts the words of texts.
pub(crate) fn measure<'t>(texts: impl Iterator<Item = &'t str>) -> Tense {
    let mut tense = Tense::default();
    for word in texts.flat_map(str::split_whitespace) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        tense.past += usize::from(PAST.contains(&bare.as_str()));
        tense.ahead += usize::from(AHEAD.contains(&bare.as_str()));
    }
    tense
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_and_what_will_be() {
        let of = |text: &str| measure([text].into_iter());
        assert!(of("De Raad vond plaats. De ministers spraken over water en steunden het voorstel.").is_past());
        assert!(!of("De Raad zal spreken. Naar verwachting was het eerder.").is_past());
        assert!(of("De Raad vindt plaats. Het zal gaan. Er staan punten. Verwacht wordt dat.").is_ahead());
    }
}
