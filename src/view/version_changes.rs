//! How an earlier version of a document differs from the later ones.
//!
//! Takes: an earlier version, the later ones of the same document, and their texts.
//! Gives: [`VersionChanges`] for each later version: the facts that changed, and the words, passage by passage.
//! Never: takes lines that were only wrapped anew, or numbers of notes, for a change.

use serde::Serialize;

use super::comparison::{ComparedPassage, PassageChange, compare};
use super::difference::{Piece, PieceKind};
use super::front_facts::{FactChange, fact_changes};
use super::key::Keys;
use super::seal::compared_anchor;
use super::text::SiteReader;
use crate::document::Body;
use crate::document::fingerprint::Fingerprint;
use crate::document::front_matter::Special;
use crate::document::indices::{BlockId, DivisionId, NoteId};
use crate::settings::words::Word;
use crate::site::bodies::Bodies;
use crate::site::indices::DocumentId;
use crate::site::{Page, Site};

/// With how many later versions one is compared: the next ones, and that which holds now.
const MOST: usize = 10;

/// How many words of changes are shown; of what follows, only the headings are.
const SHOWN: usize = 5_000;

/// How a version differs from a later one.
#[derive(Debug, Serialize)]
pub(crate) struct VersionChanges {
    /// The id of the comparison on the page.
    pub anchor: String,
    /// What changed in which version, in words.
    pub title: String,
    /// Says that nothing did; `None` if something changed.
    pub same: Option<String>,
    /// How many words came and went, in words; `None` if none did.
    pub counts: Option<String>,
    /// What the front matter says otherwise.
    pub facts: Vec<FactChange>,
    /// The passages that changed, in the order of the text.
    pub passages: Vec<ChangedPassage>,
    /// Whether the texts are too long to be compared.
    pub too_long: bool,
    /// Whether more words changed than are shown.
    pub more: bool,
}

/// A heading with the text under it, or a note, that is no longer the same.
#[derive(Debug, Serialize)]
pub(crate) struct ChangedPassage {
    /// Its heading, as text.
    pub title: String,
    /// The link to its place on this page; `None` if it is new.
    pub before: Option<String>,
    /// The link to its place in the later version; `None` if it is gone.
    pub after: Option<String>,
    /// `changed`, `rewritten`, `new`, `gone`, or `moved` if that is all.
    pub how: &'static str,
    /// Whether it stands in another place.
    pub moved: bool,
    /// The words that came and went, with some around them.
    pub pieces: Vec<Piece>,
}

/// Where a passage stands in its document.
#[derive(Debug, Clone, Copy)]
enum ComparedPlace {
    /// Above the first heading.
    Lead,
    Division(DivisionId),
    Note(NoteId),
}

/// A version as it is compared.
struct ComparedVersion<'r, 'a> {
    reader: &'r SiteReader<'a>,
    index: DocumentId,
    places: Vec<ComparedPlace>,
    passages: Vec<ComparedPassage>,
}

/// The later versions of an earlier one, oldest first, the one that holds now included.
fn later(site: &Site, index: DocumentId) -> Vec<(u32, DocumentId)> {
    let (Some(own), Some(meeting)) = (site.document(index).role.version(), site.meeting(index)) else {
        return Vec::new();
    };
    let name = site.document(index).file_name();
    let same = |document: &DocumentId| site.document(*document).file_name() == name;
    let latest = meeting.seal.as_ref().map_or(0, |seal| seal.versions.len() as u32);
    let kept = meeting.versions.iter().filter(|document| same(document));
    let kept = kept.filter_map(|document| Some((site.document(*document).role.version()?, *document)));
    let now = meeting.documents().find(same).map(|document| (latest, document));
    let mut later: Vec<(u32, DocumentId)> = kept.chain(now).filter(|(number, _)| *number > own).collect();
    if later.len() > MOST {
        later.drain(MOST - 1..later.len() - 1);
    }
    later
}

/// Compares a version with each later one.
pub(super) fn version_changes(reader: &SiteReader, bodies: &Bodies, index: DocumentId) -> Vec<VersionChanges> {
    let later = later(reader.site, index);
    if later.is_empty() {
        return Vec::new();
    }
    let own = ComparedVersion::new(reader, bodies.body(index), index);
    let since = |(number, other)| own.since(number, &ComparedVersion::new(reader, bodies.body(other), other));
    later.into_iter().map(since).collect()
}

impl<'r, 'a> ComparedVersion<'r, 'a> {
    fn new(reader: &'r SiteReader<'a>, body: &Body, index: DocumentId) -> Self {
        let document = reader.site.document(index);
        let text = |blocks: std::ops::Range<BlockId>| {
            let words = body.blocks[blocks].iter().map(|block| reader.wording(index, block));
            words.filter(|words| !words.is_empty()).collect::<Vec<_>>()
        };
        let lead_end = document.divisions.first().map_or(document.blocks.next_idx(), |d| d.blocks.start);
        let lead = ComparedPassage { key: String::new(), paragraphs: text(BlockId::new(0)..lead_end) };
        let (mut places, mut passages) = (vec![ComparedPlace::Lead], vec![lead]);
        for (at, division) in document.divisions.iter_enumerated() {
            let title = reader.wording(index, &division.title);
            let mut paragraphs = vec![format!("{} {title}", division.label).trim().to_owned()];
            paragraphs.extend(division.date.map(|date| reader.language.date(date)));
            paragraphs.extend(division.treatments.iter().map(|said| reader.wording(index, &said.fragment)));
            paragraphs.extend(text(division.blocks.clone()));
            places.push(ComparedPlace::Division(at));
            passages.push(ComparedPassage { key: format!("#{}", division.anchor), paragraphs });
        }
        for (at, note) in document.notes.iter_enumerated() {
            places.push(ComparedPlace::Note(at));
            let paragraphs = vec![reader.wording(index, &note.fragment)];
            passages.push(ComparedPassage { key: format!("^{}", note.label), paragraphs });
        }
        ComparedVersion { reader, index, places, passages }
    }

    fn since(&self, version: u32, later: &ComparedVersion) -> VersionChanges {
        let (reader, number) = (self.reader, version.to_string());
        let phrase = |word| reader.language.phrase(word, &[("number", &number)]);
        let facts = fact_changes(reader, self.index, later.index);
        let compared = compare(&self.passages, &later.passages);
        let too_long = compared.is_none();
        let changes = compared.unwrap_or_default();
        let counted = changes.iter().filter_map(|change| change.words.as_ref());
        let (new, gone) = counted.fold((0, 0), |sum, words| (sum.0 + words.new, sum.1 + words.gone));
        let counts = [("new", &*new.to_string()), ("gone", &*gone.to_string())];
        let mut left = SHOWN;
        let same = facts.is_empty() && changes.is_empty() && !too_long;
        let passages = changes.into_iter().map(|change| self.changed(later, change, &mut left)).collect();
        VersionChanges {
            anchor: compared_anchor(version),
            title: phrase(Word::VersionChanges),
            same: same.then(|| phrase(Word::VersionSame)),
            counts: (new + gone > 0).then(|| reader.language.phrase(Word::PositionCounts, &counts)),
            facts,
            passages,
            too_long,
            more: left == 0,
        }
    }

    /// What became of a passage; `left` is how many words may still be shown.
    fn changed(&self, later: &ComparedVersion, change: PassageChange, left: &mut usize) -> ChangedPassage {
        let how = match (change.before, change.after, &change.words) {
            (None, ..) => "new",
            (_, None, _) => "gone",
            (_, _, Some(_)) => "changed",
            (Some(before), Some(after), None) => {
                match self.passages[before].paragraphs == later.passages[after].paragraphs {
                    true => "moved",
                    false => "rewritten",
                }
            }
        };
        let pieces = change.words.map(|words| words.pieces).unwrap_or_default();
        let changed = pieces.iter().filter(|piece| piece.kind != PieceKind::Same);
        let count: usize = changed.map(|piece| piece.text.split(' ').count()).sum();
        let fits = count <= *left;
        *left = if fits { *left - count } else { 0 };
        ChangedPassage {
            title: match (change.after, change.before) {
                (Some(after), _) => later.title(after),
                (None, before) => before.map(|before| self.title(before)).unwrap_or_default(),
            },
            before: change.before.map(|before| self.href(before)),
            after: change.after.map(|after| later.href(after)),
            how,
            moved: change.moved,
            pieces: if fits { pieces } else { Vec::new() },
        }
    }

    fn title(&self, at: usize) -> String {
        let document = self.reader.site.document(self.index);
        match self.places[at] {
            ComparedPlace::Lead => document.title().to_owned(),
            ComparedPlace::Division(division) => document.reference_text(division),
            ComparedPlace::Note(note) => {
                self.reader.language.phrase(Word::FootnoteNumber, &[("number", &note.number().to_string())])
            }
        }
    }

    fn href(&self, at: usize) -> String {
        let site = self.reader.site;
        let anchor = match self.places[at] {
            ComparedPlace::Lead => None,
            ComparedPlace::Division(division) => Some(site.document(self.index).divisions[division].anchor.clone()),
            ComparedPlace::Note(note) => Some(site.note_id(self.index, note).to_string()),
        };
        self.reader.href(Page::Document(self.index), anchor.as_deref())
    }
}

/// Takes in what the page of an earlier version shows of the later ones, and of the meeting held in its place.
pub(super) fn key(keys: &Keys, index: DocumentId, digest: &mut Fingerprint) {
    let Some(meeting) = keys.site.meeting(index).filter(|_| keys.site.document(index).role.version().is_some()) else {
        return;
    };
    for (number, other) in later(keys.site, index) {
        digest.number(u128::from(number)).number(keys.whole[other]);
    }
    let postponed = |document: &DocumentId| match &keys.site.document(*document).front.special {
        Special::Meeting(front) => front.postponed.is_some(),
        _ => false,
    };
    if meeting.versions.iter().chain([&meeting.agenda]).any(postponed) {
        digest.number(keys.all);
    }
}
