//! What refers to the items of a site: "zie ook agendapunt II.10c", and links to their headings.
//!
//! Takes: the [`Contents`] and [`Meetings`] of a site, and what its links lead to.
//! Gives: [`Backlinks`]: what each such reference means, and what refers to each heading.
//! Never: guesses between two items with one number, or counts a passage that refers to itself.

use oxc_index::IndexVec;
use rayon::prelude::*;
use reference::InternalTarget;

use crate::document::indices::{DivisionId, LinkId, NoteId, ReferenceId, TargetId};
use crate::document::{Place, Role, Summary};
use crate::site::indices::DocumentId;
use crate::site::ingredients::Contents;
use crate::site::meeting_documents::Meetings;
use crate::site::page::{Page, Resolved, SiteDivision};

/// The references to places, resolved.
#[derive(Debug, Default)]
pub(crate) struct Backlinks {
    /// For each document, what its references to places mean, sorted by reference.
    meant: IndexVec<DocumentId, Vec<(ReferenceId, Meant)>>,
    /// What refers to headings, sorted by heading, then newest meeting first.
    all: Vec<Backlink>,
}

/// What a reference to a place means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meant {
    Item(SiteDivision),
    /// A note of the same document.
    Note(NoteId),
}

/// Something that refers to a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Backlink {
    pub to: SiteDivision,
    /// The document that refers to it.
    pub document: DocumentId,
    pub by: By,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum By {
    Reference(ReferenceId),
    Link(LinkId),
}

impl Backlinks {
    /// What a reference to a place means; `None` if it leads nowhere or names something else.
    pub(crate) fn meant(&self, document: DocumentId, reference: ReferenceId) -> Option<Meant> {
        let meant = self.meant.get(document)?;
        meant.binary_search_by_key(&reference, |(at, _)| *at).ok().map(|found| meant[found].1)
    }

    /// Everything that refers to a heading.
    pub(crate) fn of(&self, to: SiteDivision) -> &[Backlink] {
        self.within((to.document, to.division), (to.document, to.division + 1))
    }

    /// Everything that refers to any heading of a document.
    pub(crate) fn of_document(&self, document: DocumentId) -> &[Backlink] {
        self.within((document, DivisionId::new(0)), (document + 1, DivisionId::new(0)))
    }

    fn within(&self, from: (DocumentId, DivisionId), until: (DocumentId, DivisionId)) -> &[Backlink] {
        let before = |place: (DocumentId, DivisionId)| {
            self.all.partition_point(|backlink| (backlink.to.document, backlink.to.division) < place)
        };
        &self.all[before(from)..before(until)]
    }
}

/// The division that something refers from; for a note, that of the note's first citation.
pub(crate) fn place_of(document: &Summary, by: By) -> Option<DivisionId> {
    let (place, division) = match by {
        By::Reference(at) => document.references.get(at).map(|r| (r.place, r.division))?,
        By::Link(at) => document.links.get(at).map(|l| (l.place, l.division))?,
    };
    match place {
        Place::Note(note) => document.notes.get(note)?.citations.first()?.division,
        _ => division,
    }
}

/// For each document, what each of the [targets](Summary::targets) of its links is.
pub(crate) type ResolvedTargets = IndexVec<DocumentId, IndexVec<TargetId, Resolved>>;

/// What the references of one document mean, and what they refer to.
struct OfDocument {
    meant: Vec<(ReferenceId, Meant)>,
    backlinks: Vec<Backlink>,
}

/// Resolves the references and links of all documents.
pub(crate) fn gather(contents: &Contents, meetings: &Meetings, targets: &ResolvedTargets) -> Backlinks {
    let tie = BacklinkTie { contents, meetings, targets };
    let each = (0..contents.documents.len()).into_par_iter().map(DocumentId::from).with_min_len(64);
    let found: Vec<OfDocument> = each.map(|document| tie.document(document)).collect();
    let mut backlinks = Backlinks::default();
    for OfDocument { meant, backlinks: own } in found {
        backlinks.meant.push(meant);
        backlinks.all.extend(own);
    }
    // Documents outside meetings come last.
    let rank = |document: DocumentId| (meetings.of[document].is_none(), meetings.of[document], document);
    backlinks.all.sort_by_key(|link| (link.to.document, link.to.division, rank(link.document), link.by));
    backlinks
}

/// What it takes to tell what a reference refers to.
struct BacklinkTie<'a> {
    contents: &'a Contents,
    meetings: &'a Meetings,
    targets: &'a ResolvedTargets,
}

impl BacklinkTie<'_> {
    fn document(&self, index: DocumentId) -> OfDocument {
        let document = self.contents.document(index);
        // An item names its dossiers, so it need not list their links to it. Corrected versions do not count either.
        let counts = !matches!(document.role, Role::Dossier { .. } | Role::Version { .. });
        let mut meant = Vec::new();
        let mut backlinks = Vec::new();
        for (at, reference) in document.references.iter_enumerated() {
            let Some(target) = &reference.target else { continue };
            let Some(found) = self.meant(index, at, target) else { continue };
            meant.push((at, found));
            if let Meant::Item(to) = found {
                backlinks.push(Backlink { to, document: index, by: By::Reference(at) });
            }
        }
        // The same for links, by their targets: most have no anchor.
        let targets = document.targets.iter().zip(&self.targets[index]);
        let places: IndexVec<TargetId, Option<SiteDivision>> =
            targets.map(|(t, r)| self.heading(t.anchor(), *r)).collect();
        for (at, link) in document.links.iter_enumerated().filter(|_| counts) {
            if let Some(to) = places[link.target] {
                backlinks.push(Backlink { to, document: index, by: By::Link(at) });
            }
        }
        backlinks.retain(|backlink| {
            backlink.to.document != index || !within(document, place_of(document, backlink.by), backlink.to.division)
        });
        OfDocument { meant, backlinks }
    }

    /// The heading at an anchor of a page.
    fn heading(&self, anchor: Option<&str>, resolved: Resolved) -> Option<SiteDivision> {
        let Resolved::Page(Page::Document(document)) = resolved else { return None };
        let division = self.contents.document(document).anchor(anchor?)?;
        Some(SiteDivision { document, division })
    }

    /// What a reference in a document means.
    fn meant(&self, index: DocumentId, at: ReferenceId, target: &InternalTarget) -> Option<Meant> {
        let document = self.contents.document(index);
        match target {
            InternalTarget::Note(number) => {
                let note = NoteId::of_number(*number)?;
                document.notes.get(note).map(|_| Meant::Note(note))
            }
            InternalTarget::Item { part, number, sub } => {
                let sub = sub.map(String::from).unwrap_or_default();
                let wanted = WrittenNumber { part: part.as_deref(), number: format!("{number}{sub}") };
                let own = || Some((index, wanted.find(document, place_of(document, By::Reference(at)))?));
                let of_agenda = || {
                    let agenda =
                        self.meetings.of(index).map(|meeting| meeting.agenda).filter(|agenda| *agenda != index)?;
                    Some((agenda, wanted.find(self.contents.document(agenda), None)?))
                };
                own().or_else(of_agenda).map(|(document, division)| Meant::Item(SiteDivision { document, division }))
            }
            InternalTarget::Ibid | InternalTarget::Above | InternalTarget::Below => None,
        }
    }
}

/// Whether a division is another one or is contained in it.
fn within(document: &Summary, division: Option<DivisionId>, other: DivisionId) -> bool {
    let mut next = division;
    while let Some(at) = next {
        if at == other {
            return true;
        }
        next = document.divisions.get(at).and_then(|d| d.parent);
    }
    false
}

/// The number of an item, perhaps with its part.
struct WrittenNumber<'a> {
    part: Option<&'a str>,
    number: String,
}

impl WrittenNumber<'_> {
    /// The item in a document: in the part that is named, or else in the part that refers to it, or else the only one.
    fn find(&self, document: &Summary, from: Option<DivisionId>) -> Option<DivisionId> {
        let by_number = |number: &str| document.divisions.position(|d| d.number == number);
        if let Some(part) = self.part {
            return by_number(&format!("{part}.{}", self.number));
        }
        let parts = document.lineage(from).filter(|d| d.parent.is_none() && !d.number.is_empty());
        let same = parts.last().and_then(|part| by_number(&format!("{}.{}", part.number, self.number)));
        same.or_else(|| by_number(&self.number)).or_else(|| {
            let ends = |number: &str| number.strip_suffix(&self.number).is_some_and(|before| before.ends_with('.'));
            let mut found = document.divisions.iter_enumerated().filter(|(_, d)| ends(&d.number)).map(|(at, _)| at);
            found.next().filter(|_| found.next().is_none())
        })
    }
}
