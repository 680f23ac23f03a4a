//! What a site registers: names that no grammar can know.
//!
//! Takes: names with their ids.
//! Gives: [`Registry`], which finds those names in a text.
//! Never: guesses; a statute, treaty or abbreviation that is not registered is not recognised.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::id::Id;
use crate::text::prefilter::Prefilter;
use crate::text::token::{ParseResult, TextCursor, advance, attempt, fail, gap1, rest, word_end};

/// A statute whose articles may be cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statute {
    pub(crate) name: RegisteredName,
    pub(crate) bwb: String,
    /// The book, for a code whose books have ids of their own: `6` for article 6:162 BW.
    pub(crate) book: Option<String>,
}

/// A treaty whose articles may be cited, with the CELEX stem of its articles: `12016M` for the VEU.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Treaty {
    pub(crate) name: RegisteredName,
    pub(crate) stem: String,
}

/// A registered name. An abbreviation keeps its case (`Sr` is not `sr`); a longer name may be typed in any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RegisteredName(Vec<String>);

/// Names of at least this many letters are compared without case.
const CASELESS_FROM: usize = 6;

impl RegisteredName {
    fn new(name: &str) -> RegisteredName {
        RegisteredName(name.split_whitespace().map(str::to_owned).collect())
    }

    /// The length in bytes, so that longer names are tried first.
    fn length(&self) -> usize {
        self.0.iter().map(|word| word.len() + 1).sum()
    }

    /// The name where the parser stands; line breaks between and after hyphens within its words do not matter.
    pub(crate) fn parse(&self, input: &mut TextCursor<'_>) -> ParseResult<()> {
        let case = if self.length() > CASELESS_FROM { Case::Ignored } else { Case::Kept };
        for (index, word) in self.0.iter().enumerate() {
            if index > 0 {
                gap1(input)?;
            }
            parse_word(input, word, case)?;
        }
        word_end(input)
    }
}

/// Whether capitals make a difference.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Kept,
    Ignored,
}

fn parse_word(input: &mut TextCursor<'_>, word: &str, case: Case) -> ParseResult<()> {
    for piece in word.split_inclusive('-') {
        let text = rest(input);
        let Some(head) = text.get(..piece.len()) else {
            return fail();
        };
        if head != piece && !(case == Case::Ignored && same_letters(head, piece)) {
            return fail();
        }
        advance(input, piece.len());
        if piece.ends_with('-') {
            attempt(input, gap1);
        }
    }
    Ok(())
}

/// Whether two words differ only in case.
fn same_letters(a: &str, b: &str) -> bool {
    let lower = |text: &'_ str| text.chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
    a.eq_ignore_ascii_case(b) || (!a.is_ascii() && lower(a) == lower(b))
}

/// What a site registers. Building it prepares the search, so build it once and use it for every text.
///
/// The default knows the best-known Dutch statutes and the treaties of the Union; [`Registry::builder`] starts from the
/// same.
///
/// ```
/// use reference::{Id, Registry, recognise};
///
/// let gdpr = Id::from_canonical("32016R0679").expect("a CELEX number");
/// let registry = Registry::builder().abbreviation("AVG", gdpr.clone()).dossier("32317").build();
/// assert_eq!(recognise("De AVG is van toepassing.", &registry)[0].id, Some(gdpr));
/// assert!(registry.knows_dossier("32317"));
/// ```
#[derive(Clone, Debug)]
pub struct Registry {
    pub(crate) prefilter: Prefilter,
    pub(crate) statutes: Vec<Statute>,
    pub(crate) treaties: Vec<Treaty>,
    dossiers: BTreeSet<String>,
    sources: BTreeMap<Id, Id>,
    names: Option<NameSearch>,
}

/// The registered abbreviations, ready for searching.
#[derive(Clone, Debug)]
struct NameSearch {
    search: AhoCorasick,
    ids: Vec<Id>,
}

/// Collects what a site registers. Nothing is checked: names of statutes and treaties are taken as given. If an
/// abbreviation is given twice, the later one counts.
#[derive(Clone, Debug, Default)]
pub struct RegistryBuilder {
    statutes: Vec<Statute>,
    treaties: Vec<Treaty>,
    dossiers: BTreeSet<String>,
    sources: BTreeMap<Id, Id>,
    names: BTreeMap<String, Id>,
}

impl RegistryBuilder {
    /// Adds a Dutch statute by name or abbreviation, with its BWB id: `Awb`, `BWBR0005537`.
    #[must_use]
    pub fn statute(mut self, name: &str, bwb: &str) -> Self {
        self.statutes.push(Statute { name: RegisteredName::new(name), bwb: bwb.to_owned(), book: None });
        self
    }

    /// Adds one book of a code whose articles are cited as `book:article`: `BW`, `6`, `BWBR0005289`.
    #[must_use]
    pub fn statute_book(mut self, name: &str, book: &str, bwb: &str) -> Self {
        self.statutes.push(Statute {
            name: RegisteredName::new(name),
            bwb: bwb.to_owned(),
            book: Some(book.to_owned()),
        });
        self
    }

    /// Adds a treaty by name, with the CELEX stem of its articles: `VWEU`, `12016E`.
    #[must_use]
    pub fn treaty(mut self, name: &str, stem: &str) -> Self {
        self.treaties.push(Treaty { name: RegisteredName::new(name), stem: stem.to_owned() });
        self
    }

    /// Adds a name or abbreviation that stands for a source: `AVG`, `32016R0679`.
    #[must_use]
    pub fn abbreviation(mut self, name: &str, id: Id) -> Self {
        self.names.insert(name.to_owned(), id);
        self
    }

    /// Adds a parliamentary dossier that the site knows, with its addition if it has one: `32317`, `21501-02`,
    /// `36600-VI`.
    #[must_use]
    pub fn dossier(mut self, number: &str) -> Self {
        self.dossiers.insert(number.replace(' ', ""));
        self
    }

    /// Joins ids that name one source, such as a COM number, its CELEX number and its procedure.
    ///
    /// The source goes by the first. Groups that share an id are joined.
    #[must_use]
    pub fn equivalence(mut self, ids: &[Id]) -> Self {
        let Some(first) = ids.first() else {
            return self;
        };
        let joined: BTreeSet<Id> = ids.iter().map(|id| self.sources.get(id).unwrap_or(id).clone()).collect();
        let source = self.sources.get(first).unwrap_or(first).clone();
        for known in self.sources.values_mut() {
            if joined.contains(known) {
                *known = source.clone();
            }
        }
        for id in ids.iter().chain(&joined) {
            self.sources.insert(id.clone(), source.clone());
        }
        self
    }

    /// The registry, ready for use.
    #[must_use]
    pub fn build(mut self) -> Registry {
        self.statutes.sort_by_key(|statute| std::cmp::Reverse(statute.name.length()));
        self.treaties.sort_by_key(|treaty| std::cmp::Reverse(treaty.name.length()));
        let (words, ids): (Vec<String>, Vec<Id>) = self.names.into_iter().unzip();
        let search = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words);
        Registry {
            prefilter: Prefilter::new(),
            statutes: self.statutes,
            treaties: self.treaties,
            dossiers: self.dossiers,
            sources: self.sources,
            // The search fails only on more names than its indices can count; then none is recognised.
            names: search.ok().filter(|_| !ids.is_empty()).map(|search| NameSearch { search, ids }),
        }
    }
}

/// Statutes so well known that their BWB ids could be checked: each was seen in several independent public lists.
const STATUTES: &[(&str, &str)] = &[
    ("Grondwet", "BWBR0001840"),
    ("Gw", "BWBR0001840"),
    ("Sr", "BWBR0001854"),
    ("WvSr", "BWBR0001854"),
    ("Wetboek van Strafrecht", "BWBR0001854"),
    ("Sv", "BWBR0001903"),
    ("WvSv", "BWBR0001903"),
    ("Wetboek van Strafvordering", "BWBR0001903"),
    ("Rv", "BWBR0001827"),
    ("Wetboek van Burgerlijke Rechtsvordering", "BWBR0001827"),
    ("Awb", "BWBR0005537"),
    ("Algemene wet bestuursrecht", "BWBR0005537"),
    ("Woo", "BWBR0045754"),
    ("Wet open overheid", "BWBR0045754"),
    ("Vw 2000", "BWBR0011823"),
    ("Vreemdelingenwet 2000", "BWBR0011823"),
    ("Wjsg", "BWBR0014194"),
    ("Wet justitiële en strafvorderlijke gegevens", "BWBR0014194"),
];

/// The books of the Burgerlijk Wetboek, each a regulation with an id of its own.
const BOOKS: &[(&str, &str)] = &[
    ("1", "BWBR0002656"),
    ("2", "BWBR0003045"),
    ("3", "BWBR0005291"),
    ("4", "BWBR0002761"),
    ("5", "BWBR0005288"),
    ("6", "BWBR0005289"),
    ("7", "BWBR0005290"),
    ("7A", "BWBR0006000"),
    ("8", "BWBR0005034"),
    ("10", "BWBR0030068"),
];

/// The treaties of the Union and its Charter; the stems are those of the consolidated versions of 2016.
const TREATIES: &[(&str, &str)] = &[
    ("VEU", "12016M"),
    ("EU-Verdrag", "12016M"),
    ("Verdrag betreffende de Europese Unie", "12016M"),
    ("TEU", "12016M"),
    ("Treaty on European Union", "12016M"),
    ("VWEU", "12016E"),
    ("EU-Werkingsverdrag", "12016E"),
    ("Werkingsverdrag", "12016E"),
    ("Verdrag betreffende de werking van de Europese Unie", "12016E"),
    ("Verdrag betreffende de werking van de EU", "12016E"),
    ("Verdrag over de werking van de Europese Unie", "12016E"),
    ("TFEU", "12016E"),
    ("Treaty on the Functioning of the European Union", "12016E"),
    ("Handvest", "12016P"),
    ("EU-Handvest", "12016P"),
    ("Handvest van de grondrechten", "12016P"),
    ("Handvest van de grondrechten van de EU", "12016P"),
    ("Handvest van de grondrechten van de Europese Unie", "12016P"),
];

impl Default for Registry {
    fn default() -> Self {
        Registry::builder().build()
    }
}

impl Registry {
    /// A builder that already knows the best-known Dutch statutes and the treaties of the Union.
    #[must_use]
    pub fn builder() -> RegistryBuilder {
        let mut builder = RegistryBuilder::default();
        for (name, bwb) in STATUTES {
            builder = builder.statute(name, bwb);
        }
        for (book, bwb) in BOOKS {
            builder = builder.statute_book("BW", book, bwb).statute_book("Burgerlijk Wetboek", book, bwb);
        }
        for (name, stem) in TREATIES {
            builder = builder.treaty(name, stem);
        }
        builder
    }

    /// Whether the site has registered this dossier, `32317` or `36600-VI`.
    #[must_use]
    pub fn knows_dossier(&self, number: &str) -> bool {
        self.dossiers.contains(number)
    }

    /// The registered dossiers, sorted.
    pub fn dossiers(&self) -> impl Iterator<Item = &str> {
        self.dossiers.iter().map(String::as_str)
    }

    /// The id that the source goes by, so that all its names meet on one page; `id` itself where nothing is known of
    /// it.
    ///
    /// Registered equivalences come first, then what the numbers themselves tell: the CELEX number of a Commission
    /// document contains its COM, JOIN or SWD number, and `nds-tk-2025D22374` is document `2025D22374`.
    #[must_use]
    pub fn source(&self, id: &Id) -> Id {
        if let Some(source) = self.sources.get(id) {
            return source.clone();
        }
        match crate::id::implied::document(id.as_str()) {
            Some(told) => self.sources.get(&told).cloned().unwrap_or(told),
            None => id.clone(),
        }
    }

    /// The first registered abbreviation at or after `from`: start, end, id.
    pub(crate) fn next_name(&self, text: &str, from: usize) -> Option<(usize, usize, &Id)> {
        let names = self.names.as_ref()?;
        let mut from = from;
        loop {
            let found = names.search.find(aho_corasick::Input::new(text).range(from..))?;
            if is_whole_word(text, found.start(), found.end()) {
                return Some((found.start(), found.end(), &names.ids[found.pattern().as_usize()]));
            }
            from = found.start() + text[found.start()..].chars().next().map_or(1, char::len_utf8);
        }
    }
}

/// Whether the bytes from `start` to `end` are not part of a longer word or compound.
fn is_whole_word(text: &str, start: usize, end: usize) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    !text[..start].ends_with(part) && !text[end..].starts_with(part)
}
