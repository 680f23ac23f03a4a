//! What the promises of one document are called, on the list of all of them and in calendars.
//!
//! Takes: the promises in the order of the front matter, and what was published of them.
//! Gives: a [`PromiseName`] for each; a diagnostic for an id that two of them have.
//! Never: gives a published name to another promise. One is recognised by its id, by its words, or, reworded, by the words that
//! are left and by its day and item.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::{Code, Diagnostic, message};
use crate::document::Summary;
use crate::document::front_matter::Commitment;
use crate::document::wording::Wording;
use crate::site::record::{RecordedPage, RecordedPromise};

/// How many bytes of the words of a promise go into its id.
const WORDS: usize = 48;

/// How alike two promises must be to be one, from 0 to 1, and what the same day and item count.
const ALIKE: f64 = 0.6;
const SAME_FACTS: f64 = 0.4;

/// The most pairs of a published and a present promise that are compared.
const MOST_PAIRS: usize = 10_000;

/// What a promise is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PromiseName {
    /// The id of its place on the list of promises.
    pub anchor: String,
    /// The UID of its event, without the host.
    pub uid: String,
    /// The wordings of what was promised, and of its day and item.
    pub meaning: (Wording, Wording),
}

type KnownPromise<'a> = (&'a String, &'a RecordedPromise);

/// Names the promises of a document.
pub(super) fn settle(
    document: &Summary,
    promised: &[Commitment],
    recorded: Option<&RecordedPage>,
    withdrawn: &HashSet<&str>,
) -> (Vec<PromiseName>, Vec<Diagnostic>) {
    let nothing = RecordedPage::default();
    let recorded = recorded.unwrap_or(&nothing);
    let mut naming = PromiseNaming {
        prefix: prefix(&document.address),
        address: &document.address,
        meanings: promised.iter().map(meaning).collect(),
        known: vec![None; promised.len()],
        taken: recorded.promises.keys().cloned().collect(),
        uids: recorded.promises.values().flat_map(|promise| promise.uids.iter().cloned()).collect(),
        promised,
        recorded,
    };
    naming.recognise(withdrawn);
    let diagnostics = naming.doubled(document);
    ((0..promised.len()).map(|at| naming.name(at)).collect(), diagnostics)
}

struct PromiseNaming<'a> {
    promised: &'a [Commitment],
    recorded: &'a RecordedPage,
    address: &'a str,
    /// What the ids of its promises begin with.
    prefix: String,
    meanings: Vec<(Wording, Wording)>,
    /// The published promise that each of them is.
    known: Vec<Option<KnownPromise<'a>>>,
    /// The ids and UIDs that are given.
    taken: BTreeSet<String>,
    uids: BTreeSet<String>,
}

impl<'a> PromiseNaming<'a> {
    fn recognise(&mut self, withdrawn: &HashSet<&str>) {
        let published = self.recorded.promises.iter();
        let mut left: BTreeMap<&'a String, &'a RecordedPromise> =
            published.filter(|(anchor, _)| !withdrawn.contains(anchor.as_str())).collect();
        for (at, promise) in self.promised.iter().enumerate() {
            let Some(typed) = promise.id.as_ref() else { continue };
            self.known[at] = left.remove_entry(&self.of_id(&typed.value));
        }
        for at in 0..self.promised.len() {
            // Whoever typed an id that is not published means a promise that is not, either.
            if self.known[at].is_some() || self.promised[at].id.is_some() {
                continue;
            }
            let same = |(_, published): &(&&String, &&RecordedPromise)| {
                published.meanings.iter().any(|(words, _)| *words == self.meanings[at].0)
            };
            let exact = left.iter().find(|(_, published)| published.meanings.contains(&self.meanings[at]));
            let found = exact.or_else(|| left.iter().find(same)).map(|(anchor, _)| *anchor);
            self.known[at] = found.and_then(|anchor| left.remove_entry(anchor));
        }
        self.recognise_reworded(left);
    }

    /// Pairs what is left, the most alike first.
    fn recognise_reworded(&mut self, mut left: BTreeMap<&'a String, &'a RecordedPromise>) {
        let is_open = |at: &usize| self.known[*at].is_none() && self.promised[*at].id.is_none();
        let open: Vec<usize> = (0..self.promised.len()).filter(is_open).collect();
        if open.len() * left.len() > MOST_PAIRS {
            return;
        }
        let mut pairs: Vec<(f64, usize, &'a String)> = Vec::new();
        for at in open {
            let words = words(&self.promised[at]);
            for (anchor, published) in &left {
                let same_facts = published.meanings.iter().any(|(_, facts)| *facts == self.meanings[at].1);
                let alike = strsim::normalized_levenshtein(&words, self.words_of(anchor));
                let alike = alike + if same_facts { SAME_FACTS } else { 0.0 };
                if alike >= ALIKE {
                    pairs.push((alike, at, anchor));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
        for (_, at, anchor) in pairs {
            if self.known[at].is_none() {
                self.known[at] = left.remove_entry(anchor);
            }
        }
    }

    /// The words of a promise in its published id.
    fn words_of<'n>(&self, anchor: &'n str) -> &'n str {
        let earlier = self.recorded.from.iter().map(|address| prefix(address));
        let mut prefixes = std::iter::once(self.prefix.clone()).chain(earlier);
        prefixes.find_map(|prefix| anchor.strip_prefix(&*prefix)).unwrap_or(anchor)
    }

    /// The id of its place that an author typed, as it stands or without its beginning.
    fn of_id(&self, typed: &str) -> String {
        let id = slug::slugify(typed);
        if id.starts_with("v-") { id } else { format!("{}{id}", self.prefix) }
    }

    fn doubled(&self, document: &Summary) -> Vec<Diagnostic> {
        let mut given = BTreeSet::new();
        let typed = self.promised.iter().filter_map(|promise| promise.id.as_ref());
        let again = typed.filter(|typed| !given.insert(self.of_id(&typed.value)));
        let report = |typed: &crate::settings::fields::Located<String>| {
            let message = message!("duplicate-promise", id = typed.value);
            Diagnostic::at(Code::DuplicateId, &document.path, typed.span, message)
                .hint(message!("duplicate-promise.hint"))
        };
        again.map(report).collect()
    }

    fn name(&mut self, at: usize) -> PromiseName {
        let (promise, meaning) = (&self.promised[at], self.meanings[at]);
        if let Some((anchor, published)) = self.known[at] {
            let uid = published.uids.first().cloned();
            return PromiseName {
                anchor: anchor.clone(),
                uid: uid.unwrap_or_else(|| self.uid(&promise.what)),
                meaning,
            };
        }
        let stem = match &promise.id {
            Some(typed) => self.of_id(&typed.value),
            None => format!("{}{}", self.prefix, words(promise)),
        };
        // With one more candidate than there are ids, one is free.
        let mut candidates = std::iter::once(stem.clone()).chain((2..).map(|nth| format!("{stem}-{nth}")));
        let free = candidates.by_ref().take(self.taken.len() + 1).find(|id| !self.taken.contains(id));
        let anchor = free.unwrap_or(stem);
        self.taken.insert(anchor.clone());
        PromiseName { anchor, uid: self.uid(&promise.what), meaning }
    }

    /// A UID that no other promise has.
    fn uid(&mut self, what: &str) -> String {
        let first = xxh3_64(format!("{}\n{what}", self.address).as_bytes());
        // Two with the same words are told apart by their order; of so many numbers, one is free.
        let mut candidates = (0..).map(|step| format!("{:016x}", first.wrapping_add(step)));
        let free = candidates.by_ref().take(self.uids.len() + 1).find(|uid| !self.uids.contains(uid));
        let uid = free.unwrap_or_else(|| format!("{first:016x}"));
        self.uids.insert(uid.clone());
        uid
    }
}

/// What the ids of the promises of the document at an address begin with.
fn prefix(address: &str) -> String {
    let address = address.trim_end_matches('/');
    let document = address.split_once('/').map_or(address, |(_, rest)| rest);
    format!("v-{}-", slug::slugify(document))
}

/// The first words of a promise, which last longer than its place in a list.
fn words(promise: &Commitment) -> String {
    let words = slug::slugify(&promise.what);
    let end = words.get(..WORDS).map_or(words.len(), |start| start.rfind('-').unwrap_or(WORDS));
    words[..end].to_owned()
}

fn meaning(promise: &Commitment) -> (Wording, Wording) {
    let item = promise.item.as_ref().map_or("", |item| item.value.as_str());
    let due = promise.due.map(|due| due.to_string()).unwrap_or_default();
    (Wording::of_plain(&promise.what), Wording::of_plain(&format!("{due}\n{item}")))
}
