//! Promises to parliament: by whom, until when, and whether they were kept.
//!
//! Takes: the commitments in the front matter of agendas and reports.
//! Gives: [`CommitmentRef`]s for the page of a document, [`CommitmentEntry`]s for lists, and the list of all of them.
//! Never: knows what day it is: whether an open one is overdue, the browser sees.

use std::collections::BTreeMap;

use serde::Serialize;

use super::division::DayView;
use super::key::Keys;
use super::text::{Ref, SiteReader};
use crate::document::FactKey;
use crate::document::fingerprint::Fingerprint;
use crate::document::front_matter::Commitment;
use crate::settings::words::Word;
use crate::site::indices::DocumentId;
use crate::site::lasting::PromiseName;
use crate::site::{Meeting, Page};

/// The longest list that is shown in one piece. A longer one is divided, so that a reader can jump to a part of it.
pub(super) const ONE_PIECE: usize = 60;

/// A commitment on the page of its document.
#[derive(Debug, Serialize)]
pub(crate) struct CommitmentRef {
    /// The promise, in the author's words.
    pub what: String,
    /// The day it is due; `None` if none is given.
    pub due: Option<DayView>,
    /// The item in which it is made.
    pub item: Option<Ref>,
    /// Who made it, by office.
    pub minister: Option<String>,
    /// What shows that it was kept; empty as long as it is open.
    pub done: Vec<Proof>,
    /// The dossiers that it is about.
    pub dossiers: Vec<Ref>,
    /// Their ids.
    #[serde(skip)]
    pub dossier_ids: Vec<String>,
    /// The link to its place on the list of commitments.
    pub href: String,
    /// The id of that place.
    pub anchor: String,
}

/// What shows that a promise was kept.
#[derive(Debug, Serialize)]
pub(crate) struct Proof {
    /// The source or the words.
    pub title: String,
    /// The page of the source, or the address; `None` for mere words.
    pub href: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct CommitmentEntry {
    /// What its document shows of it.
    #[serde(flatten)]
    pub promise: CommitmentRef,
    /// The document that makes the promise.
    pub document: Ref,
    /// The ids of its dossiers, parted by spaces.
    pub dossier_ids: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Commitments {
    /// The open ones by the day they are due, then those that were kept; those without a day last. Long lists are
    /// divided by year.
    pub groups: Vec<CommitmentGroup>,
    /// The offices that made promises, by name.
    pub ministers: Vec<String>,
    /// The dossiers that promises are about, by name: the id and the name of each.
    pub dossiers: Vec<(String, String)>,
}

/// Commitments of one state, and of one year if there are many.
#[derive(Debug, Serialize)]
pub(crate) struct CommitmentGroup {
    /// The state and the year, in words.
    pub title: String,
    /// Whether they were kept.
    pub kept: bool,
    /// The id of the group on the page.
    pub anchor: String,
    pub commitments: Vec<CommitmentEntry>,
}

/// The promises that a document makes, with links to their items.
pub(crate) fn commitments(reader: &SiteReader, index: DocumentId) -> Vec<CommitmentRef> {
    let document = reader.site.document(index);
    let promised = document.front.letter().map_or(&[][..], |l| l.commitments.as_slice());
    let names = reader.site.lasting.promises(index);
    (0..).zip(promised.iter().zip(names)).map(|(at, (one, name))| commitment(reader, (index, at), one, name)).collect()
}

fn commitment(
    reader: &SiteReader,
    (index, at): (DocumentId, u32),
    promise: &Commitment,
    name: &PromiseName,
) -> CommitmentRef {
    let document = reader.site.document(index);
    let division = promise.item.as_ref().and_then(|item| document.anchor(&item.value));
    let item = division.map(|at| Ref {
        title: document.reference_text(at),
        href: reader.href(Page::Document(index), Some(&document.divisions[at].anchor)),
    });
    let tied = division.map_or(&[][..], |at| document.dossiers_at(Some(at)));
    let dossiers = tied.iter().filter_map(|id| Some((id.value.clone(), reader.dossier(&id.value)?)));
    let (dossier_ids, dossiers) = dossiers.unzip();
    let anchor = name.anchor.clone();
    CommitmentRef {
        what: promise.what.clone(),
        due: promise.due.map(|day| DayView::new(reader.language, day)),
        item,
        minister: promise.minister.clone(),
        done: proofs(reader, (index, at), promise),
        dossiers,
        dossier_ids,
        href: reader.href(Page::Commitments, Some(&anchor)),
        anchor,
    }
}

/// What shows that a promise was kept: the sources that its author names, or an address, or else the words themselves.
fn proofs(reader: &SiteReader, (index, at): (DocumentId, u32), promise: &Commitment) -> Vec<Proof> {
    let Some(typed) = promise.done.as_deref() else { return Vec::new() };
    let sources = reader.fact_sources(index, FactKey::Done(at));
    if !sources.is_empty() {
        return sources.into_iter().map(|source| Proof { title: source.title, href: Some(source.href) }).collect();
    }
    let address = typed.starts_with("https://") || typed.starts_with("http://");
    vec![Proof { title: typed.to_owned(), href: address.then(|| typed.to_owned()) }]
}

/// The commitments made in the agenda and the report of a meeting.
pub(crate) fn commitments_of_meeting(reader: &SiteReader, meeting: &Meeting) -> Vec<CommitmentEntry> {
    let entry = |index: DocumentId, promise: CommitmentRef| CommitmentEntry {
        dossier_ids: promise.dossier_ids.join(" "),
        document: Ref { title: reader.document_name(index), href: reader.href(Page::Document(index), None) },
        promise,
    };
    let documents = meeting.letters();
    documents.flat_map(|index| commitments(reader, index).into_iter().map(move |c| entry(index, c))).collect()
}

impl Commitments {
    /// All of them by the day on which they are due, open or kept.
    pub(crate) fn by_due(&self) -> Vec<&CommitmentEntry> {
        let mut all: Vec<&CommitmentEntry> = self.groups.iter().flat_map(|group| &group.commitments).collect();
        all.sort_by_cached_key(|entry| due_order(&entry.promise));
        all
    }
}

/// A key that sorts by the day on which a promise is due; those without a day come last.
fn due_order(promise: &CommitmentRef) -> String {
    promise.due.as_ref().map_or_else(|| "~".to_owned(), |day| day.iso.clone())
}

/// Groups neighbours with the same key, in their order.
pub(super) fn grouped<T, K: PartialEq>(all: Vec<T>, key: impl Fn(&T) -> K) -> Vec<(K, Vec<T>)> {
    let mut groups: Vec<(K, Vec<T>)> = Vec::new();
    for one in all {
        let own = key(&one);
        match groups.last_mut().filter(|(last, _)| *last == own) {
            Some((_, group)) => group.push(one),
            None => groups.push((own, vec![one])),
        }
    }
    groups
}

/// Takes in the names of the sources that show that promises were kept.
pub(super) fn key(keys: &Keys, digest: &mut Fingerprint) {
    let site = keys.site;
    digest.debug(&site.feed_address(Page::Commitments));
    for document in site.meetings.iter().flat_map(|meeting| meeting.letters()) {
        site.lasting.promises(document).iter().for_each(|promise| {
            digest.text(&promise.anchor);
        });
        let proofs = site.document(document).facts.iter().filter(|fact| matches!(fact.key, FactKey::Done(_)));
        for source in proofs.filter_map(|fact| site.sources.of(document, fact.source)) {
            digest.number(keys.cited[source]);
        }
    }
}

pub(crate) fn list(reader: &SiteReader) -> Commitments {
    let mut all: Vec<CommitmentEntry> =
        reader.site.meetings.iter().flat_map(|m| commitments_of_meeting(reader, m)).collect();
    all.sort_by_cached_key(|c| (!c.promise.done.is_empty(), due_order(&c.promise)));
    let ministers: BTreeMap<String, String> =
        all.iter().filter_map(|c| c.promise.minister.clone()).map(|name| (name.to_lowercase(), name)).collect();
    let about = all.iter().flat_map(|c| c.promise.dossier_ids.iter().zip(&c.promise.dossiers));
    let dossiers: BTreeMap<(String, &String), &String> =
        about.map(|(id, dossier)| ((dossier.title.to_lowercase(), id), &dossier.title)).collect();
    let dossiers = dossiers.into_iter().map(|((_, id), title)| (id.clone(), title.clone())).collect();
    let divided = all.len() > ONE_PIECE;
    let key = |entry: &CommitmentEntry| {
        let year = entry.promise.due.as_ref().map(|due| due.iso[..4].to_owned());
        (!entry.promise.done.is_empty(), divided.then_some(year))
    };
    let group = |((kept, year), commitments): ((bool, Option<Option<String>>), Vec<CommitmentEntry>)| {
        let (name, word) = if kept { ("v-kept", Word::CommitmentsKept) } else { ("v-open", Word::CommitmentsOpen) };
        let word = reader.language.word(word);
        let (anchor, title) = match year {
            None => (name.to_owned(), word.to_owned()),
            Some(Some(year)) => (format!("{name}-{year}"), format!("{word}, {year}")),
            Some(None) => {
                (format!("{name}-x"), format!("{word}, {}", reader.language.word(Word::NoDate).to_lowercase()))
            }
        };
        CommitmentGroup { title, kept, anchor, commitments }
    };
    Commitments {
        groups: grouped(all, key).into_iter().map(group).collect(),
        ministers: ministers.into_values().collect(),
        dossiers,
    }
}
