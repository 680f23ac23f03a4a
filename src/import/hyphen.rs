//! Whether a hyphen at a line end belongs to the word, as Dutch demands, and whether an address goes on.
//! Takes the words before and after a line end; reads only the document's own words as evidence.

use std::collections::HashSet;

/// How two lines become one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seam {
    /// With a blank between them.
    Blank,
    /// Without a blank, the hyphen kept.
    Tight,
    /// Without a blank and without the hyphen.
    Broken,
}

/// The words of a document, to tell broken words from compounds.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: HashSet<String>,
    /// Whether the document was hyphenated by a program.
    hyphenated: bool,
    /// Addresses that stand whole somewhere in the document.
    addresses: Vec<String>,
}

/// First parts that keep their hyphen before a lower-case letter.
const PREFIXES: &[&str] = &[
    "niet",
    "non",
    "ex",
    "oud",
    "anti",
    "semi",
    "quasi",
    "vice",
    "adjunct",
    "kandidaat",
    "zelf",
    "follow",
    "mid",
    "co",
    "long",
    "short",
    "high",
    "low",
    "cross",
    "self",
    "well",
];
/// First parts that are no words by themselves: before a consonant their hyphen is a break.
const BOUND: &[&str] = &["ge", "be", "ver", "ont", "her"];
/// Words that no Dutch compound joins to a small letter with a hyphen; a line end after them is most likely a break, which is reported.
const LOOSE: &[&str] =
    &["in", "op", "uit", "aan", "af", "om", "toe", "mee", "bij", "over", "onder", "door", "voor", "tegen", "terug", "samen"];
/// Ends of first parts of which no word is made: `aange-`, `gegevensbe-`.
const OPEN_ENDS: &[&str] = &[
    "sbe", "sver", "sont", "sge", "inge", "opge", "uitge", "aange", "afge", "omge", "toege", "meege", "overge", "onderge", "doorge",
    "voorge", "terugge", "samenge", "tegenge", "vastge", "bijge", "naver", "aanbe", "herbe", "aanver", "onbe", "onver", "onge",
];
/// Ends of words that are no words by themselves: `instru-ment`, `afspra-ken`.
const ENDINGS: &[&str] = &[
    "ment",
    "menten",
    "lijk",
    "lijke",
    "lijkse",
    "heid",
    "heden",
    "tie",
    "ties",
    "tief",
    "tieve",
    "teit",
    "teiten",
    "schappelijk",
    "schappelijke",
    "ning",
    "ningen",
    "lingen",
    "ringen",
    "tingen",
    "dingen",
    "singen",
    "gingen",
    "kingen",
    "vingen",
    "pingen",
    "mingen",
    "zingen",
    "tisch",
    "tische",
    "nen",
    "ren",
    "len",
    "sen",
    "ken",
    "gen",
    "ven",
    "zen",
    "pen",
    "tuur",
    "seerd",
    "seerde",
    "seren",
    "teren",
    "leren",
    "neren",
    "deren",
    "keren",
    "gische",
    "logie",
    "baar",
    "bare",
];
/// Words after which a hyphen was for a second half to come: `visum- en terugkeerbeleid`.
const CONNECTIVES: &[&str] =
    &["en", "of", "en/of", "als", "noch", "tot", "dan", "resp.", "respectievelijk", "and", "or", "und", "et", "och"];

impl Lexicon {
    /// Collects words and addresses; `texts` are the lines in order.
    pub fn new<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Lexicon {
        let mut lexicon = Lexicon::default();
        let mut goes_on = false;
        for text in texts.clone() {
            let count = text.split_whitespace().count();
            for (index, word) in text.split_whitespace().enumerate() {
                let at_edge = index + 1 == count && ends_in_hyphen(word) || index == 0 && goes_on;
                if is_address_start(word) && count == 1 {
                    lexicon.addresses.push(word.to_string());
                } else if !at_edge {
                    lexicon.words.insert(bare(word));
                }
            }
            goes_on = text.split_whitespace().next_back().is_some_and(ends_in_hyphen);
        }
        lexicon.hyphenated = lexicon.is_hyphenated(texts);
        lexicon
    }

    /// Counts line ends whose word is known whole against those known with their hyphen.
    fn is_hyphenated<'a>(&self, texts: impl Iterator<Item = &'a str>) -> bool {
        let (mut broken, mut kept, mut soft) = (0, 0, 0);
        let (mut lines, mut seams) = (0, 0);
        let mut before: Option<&str> = None;
        for text in texts {
            lines += 1;
            if let (Some(last), Some(first)) = (before, text.split_whitespace().next()) {
                seams += usize::from(ends_like_a_word(stem(last)) && first.starts_with(char::is_lowercase) && !is_connective(first));
                soft += usize::from(last.ends_with(['\u{ad}', '\u{2010}', '¬']));
                let sure = is_surely_broken(&stem(last).to_lowercase(), first) && ends_like_a_word(stem(last));
                broken += usize::from(sure || self.knows(&format!("{}{first}", stem(last))));
                kept += usize::from(self.knows(&format!("{}-{first}", stem(last))));
            }
            before = text.split_whitespace().next_back().filter(|last| ends_in_hyphen(last));
        }
        // Compounds fall at a line end now and then; a program breaks words on every few lines.
        let often = |least: usize, percent: usize| seams >= least && seams * 100 >= lines * percent;
        soft >= 3 || broken >= 2 && broken > kept || broken == 1 && kept == 0 && often(2, 3) || kept * 2 < seams && often(4, 5)
    }

    fn knows(&self, word: &str) -> bool {
        self.words.contains(&bare(word))
    }

    /// How `left`, which ends a line, and `right`, which begins the next, become one text. The flag says that the answer is a guess.
    pub fn seam(&self, left: &str, right: &str) -> (Seam, bool) {
        let last = left.split_whitespace().next_back().unwrap_or("");
        let first = right.split_whitespace().next().unwrap_or("");
        if last.is_empty() || first.is_empty() {
            return (Seam::Blank, false);
        }
        if is_address_start(address_part(last)) && self.address_goes_on(address_part(last), first) {
            return (Seam::Tight, false);
        }
        if stem(last).is_empty() {
            return (Seam::Blank, false);
        }
        if last.ends_with(['\u{ad}', '¬']) || (last.ends_with('\u{2010}') && self.hyphenated) {
            return self.soft(last, first);
        }
        // A range of years or a pair of words that the line end split at its dash or slash: `2023–` `2024`, `2023/` `24`.
        if last.chars().count() > 1
            && last.ends_with(['–', '/'])
            && first.starts_with(|c: char| c.is_ascii_digit() || (c.is_lowercase() && last.ends_with('/')))
        {
            return (Seam::Tight, false);
        }
        if !ends_in_hyphen(last) || stem(last).is_empty() {
            return (Seam::Blank, false);
        }
        self.hard(last, first)
    }

    /// A soft hyphen is dropped, unless it stands for the hyphen of a compound such as `EU-wet`.
    fn soft(&self, last: &str, first: &str) -> (Seam, bool) {
        let keeps = first.starts_with(char::is_uppercase)
            && stem(last).chars().any(char::is_lowercase)
            && !self.knows(&format!("{}{first}", stem(last)));
        (if keeps { Seam::Tight } else { Seam::Broken }, keeps)
    }

    fn hard(&self, last: &str, first: &str) -> (Seam, bool) {
        let stem = stem(last);
        if is_connective(first) {
            return (Seam::Blank, false);
        }
        if stem.contains("://")
            || first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '-')
            || !ends_like_a_word(stem)
        {
            return (Seam::Tight, false);
        }
        let (whole, hyphened) = (self.knows(&format!("{stem}{first}")), self.knows(&format!("{stem}-{first}")));
        let part = stem.rsplit('-').next().unwrap_or(stem).trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        match (whole, hyphened) {
            (true, false) => (Seam::Broken, false),
            (_, true) => (Seam::Tight, false),
            _ if PREFIXES.contains(&part.as_str()) => (Seam::Tight, self.hyphenated),
            _ if first.contains('-') || joins_adjectives(&part, first) => (Seam::Tight, true),
            _ if (self.hyphenated || is_surely_broken(&part, first)) && !vowels_clash(&part, first) => (Seam::Broken, false),
            _ if LOOSE.contains(&part.as_str()) && !vowels_clash(&part, first) => (Seam::Broken, true),
            _ => (Seam::Tight, true),
        }
    }

    /// Whether an address at a line end goes on with the next word.
    fn address_goes_on(&self, last: &str, first: &str) -> bool {
        let whole = format!("{last}{}", first.trim_end_matches(|c: char| ".,;:)".contains(c)));
        if self.addresses.iter().any(|address| address.starts_with(&whole)) {
            return true;
        }
        let opened = last.ends_with(['?', '&', '=', '%']);
        let host = last.ends_with('.')
            && first
                .split('/')
                .next()
                .is_some_and(|host| host.contains('.') && host.starts_with(char::is_lowercase) && !host.ends_with('.'));
        if opened || host {
            return true;
        }
        let unfinished = last.ends_with(['-', '/', '_']);
        let piece =
            first.contains(['/', '=', '?', '_']) || first.matches('-').count() >= 2 || first.ends_with(".html") || first.ends_with(".pdf");
        let lower = first.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || "?&=/_%".contains(c));
        (unfinished && !first.starts_with(char::is_uppercase) && !CONNECTIVES.contains(&first))
            || (piece && lower && !last.ends_with(['.', ',', ')', ';']) && !is_address_start(first))
    }
}

/// `sociaal-economisch`: two adjectives of equal rank keep their hyphen, also where a program breaks words.
fn joins_adjectives(part: &str, first: &str) -> bool {
    let (first, ends) = (bare(first), ["eel", "aal", "iek", "isch", "ief"]);
    let inflected = ["ële", "ele", "ale", "ieke", "ische", "ieve"];
    ends.iter().any(|end| part.len() > end.len() + 2 && part.ends_with(end))
        && ends.iter().chain(&inflected).any(|end| first.len() > end.len() + 2 && first.ends_with(end))
}

/// Whether the halves show by themselves that they are one word.
fn is_surely_broken(part: &str, first: &str) -> bool {
    let first = bare(first);
    BOUND.contains(&part)
        || OPEN_ENDS.iter().any(|end| part.ends_with(end))
        || ENDINGS.contains(&first.as_str()) && part.chars().count() >= 2
}

/// Whether a hyphen before this word stands for a second half to come.
fn is_connective(word: &str) -> bool {
    CONNECTIVES.contains(&word.trim_end_matches([',', ';']).to_lowercase().as_str())
}

/// The part of a word that is an address, brackets before it left out.
fn address_part(word: &str) -> &str {
    let from = ["http://", "https://", "www."].iter().filter_map(|scheme| word.find(scheme)).min();
    from.map_or("", |from| &word[from..])
}

/// Whether a word begins a web address.
pub fn is_address_start(word: &str) -> bool {
    word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
}

fn ends_in_hyphen(word: &str) -> bool {
    word.ends_with(['-', '\u{2010}', '\u{ad}', '¬'])
}

fn stem(word: &str) -> &str {
    word.trim_end_matches(['-', '\u{2010}', '\u{ad}', '¬'])
}

/// Whether the last letter is a small one: capitals and digits keep their hyphen (`EU-`, `COVID-19-`).
fn ends_like_a_word(stem: &str) -> bool {
    stem.ends_with(char::is_lowercase)
}

/// Vowels that would be read as one sound keep a hyphen between them (`zee-egel`).
fn vowels_clash(left: &str, right: &str) -> bool {
    let pair: String = left.chars().next_back().into_iter().chain(right.chars().next()).collect();
    ["aa", "ee", "oo", "uu", "ii", "ae", "ai", "au", "ei", "eu", "ie", "oe", "oi", "ou", "ui", "ij"].contains(&pair.to_lowercase().as_str())
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seam(words: &str, left: &str, right: &str) -> Seam {
        let texts = [words, left, right];
        Lexicon::new(texts.iter().copied()).seam(left, right).0
    }

    #[test]
    fn hyphens_that_stay() {
        assert_eq!(seam("", "over de JBZ-", "Raad"), Seam::Tight);
        assert_eq!(seam("", "alle EU-", "wetten"), Seam::Tight);
        assert_eq!(seam("", "van niet-", "bestraffing"), Seam::Tight);
        assert_eq!(seam("", "het visum-", "en terugkeerbeleid"), Seam::Blank);
        assert_eq!(seam("de risico-analyse ook", "een risico-", "analyse"), Seam::Tight);
    }

    #[test]
    fn words_that_were_broken() {
        assert_eq!(seam("in de buitengrenzen daar", "van de buiten-", "grenzen"), Seam::Broken);
        assert_eq!(seam("", "van de in\u{ad}", "grijpende"), Seam::Broken);
        assert_eq!(seam("", "is ver-", "schenen"), Seam::Broken);
        assert_eq!(seam("", "zij zijn aange-", "drongen"), Seam::Broken);
        assert_eq!(seam("", "de gegevensbe-", "scherming"), Seam::Broken);
        assert_eq!(seam("", "een instru-", "ment."), Seam::Broken);
        assert_eq!(seam("", "een in-", "strument,"), Seam::Broken);
        assert_eq!(seam("", "joint procure-", "ment."), Seam::Broken);
        assert_eq!(seam("", "for long-", "term aims"), Seam::Tight);
        assert_eq!(seam("", "de sociaal-", "economische raad"), Seam::Tight);
        // Its two dots are not in the source.
        assert_eq!(seam("", "is ge-", "informeerd"), Seam::Tight);
    }

    #[test]
    fn addresses_go_on() {
        assert_eq!(seam("", "zie https://a.nl/en/our-work/publications-other-", "work/x"), Seam::Tight);
        assert_eq!(seam("", "zie https://a.nl/en/", "work"), Seam::Tight);
        assert_eq!(seam("", "zie https://a.nl/?uri=", "CELEX%3A1"), Seam::Tight);
        assert_eq!(seam("", "https://www.", "a.eu/b"), Seam::Tight);
        assert_eq!(seam("", "jaar 2023–", "2024"), Seam::Tight);
        assert_eq!(seam("", "zie https://a.nl/en.", "De raad"), Seam::Blank);
        assert_eq!(seam("", "zie https://a.nl/en", "voor meer"), Seam::Blank);
    }
}
