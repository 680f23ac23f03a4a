//! The anchors of the paragraphs of one document.
//!
//! Takes: a document, and the paragraphs that were published of it.
//! Gives: a name for each block whose name does not follow from how it is counted; the earlier anchors that lead to it; a
//! diagnostic where it cannot be told which paragraph an anchor meant.
//! Never: gives a published name to other words while a paragraph has the published ones.
//!
//! Paragraphs with the same words keep their names, also in another item, and also if they were gone in between. Between two
//! that are recognised, as many as there were before are those that were there, reworded; further ones are new.

use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::FixedState;

use crate::diagnostic::{Code, Diagnostic, message};
use crate::document::indices::BlockId;
use crate::document::paragraphs::ParagraphName;
use crate::document::wording::Wording;
use crate::document::{Division, Summary};
use crate::site::record::RecordedPage;

/// The most pairs of a published and a present paragraph of one item that are compared. Beyond that, only those at its
/// beginning and its end are recognised.
const MOST_PAIRS: usize = 4_000_000;

/// The highest count of paragraphs on a page.
const MOST_COUNTED: u32 = 200_000;

#[derive(Default)]
pub(super) struct SettledParagraphs {
    pub(super) names: HashMap<BlockId, ParagraphName, FixedState>,
    pub(super) former: Vec<(BlockId, String)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

type PublishedParagraph<'a> = (&'a ParagraphName, &'a [Wording]);

/// Names the paragraphs of a document.
pub(super) fn settle(document: &Summary, recorded: Option<&RecordedPage>) -> SettledParagraphs {
    let nothing = RecordedPage::default();
    let recorded = recorded.unwrap_or(&nothing);
    let mut naming =
        ParagraphNaming { document, recorded, settled: SettledParagraphs::default(), given: BTreeMap::new() };
    if recorded.paragraphs.is_empty() {
        naming.clear_of_headings();
    } else {
        naming.recognise();
    }
    if !recorded.former.is_empty() || !recorded.paragraphs.is_empty() {
        naming.lead_on();
    }
    naming.settled
}

struct ParagraphNaming<'a> {
    document: &'a Summary,
    recorded: &'a RecordedPage,
    settled: SettledParagraphs,
    /// The blocks that have a published name.
    given: BTreeMap<ParagraphName, BlockId>,
}

impl<'a> ParagraphNaming<'a> {
    /// A heading may have an id that looks like the anchor of a paragraph, which then gets another.
    fn clear_of_headings(&mut self) {
        let document = self.document;
        let anchors: HashSet<ParagraphName> =
            document.divisions.iter().filter_map(|division| ParagraphName::read(&division.anchor)).collect();
        if anchors.is_empty() {
            return;
        }
        let mut given = anchors;
        for (index, block) in document.blocks.iter_enumerated().filter(|(_, block)| block.anchored) {
            let mut name = document.counted_name(block.paragraph);
            if !given.insert(name.clone()) {
                while !given.insert(name.clone()) {
                    name = name.next_between();
                }
                self.settled.names.insert(index, name);
            }
        }
    }

    fn recognise(&mut self) {
        let document = self.document;
        let mut groups: BTreeMap<&str, (Vec<PublishedParagraph>, Vec<BlockId>)> = BTreeMap::new();
        for (name, words) in &self.recorded.paragraphs {
            groups.entry(&name.owner).or_default().0.push((name, words));
        }
        for (index, block) in document.blocks.iter_enumerated().filter(|(_, block)| block.anchored) {
            let owner = block.paragraph.owner.map_or("", |owner| document.divisions[owner].anchor.as_str());
            groups.entry(owner).or_default().1.push(index);
        }
        let mut same: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (owner, (published, blocks)) in &groups {
            let pairs = alike(published, blocks, |block: BlockId| document.blocks[block].words);
            self.given.extend(pairs.iter().map(|(old, new)| (published[*old].0.clone(), blocks[*new])));
            same.insert(owner, pairs);
        }
        let moved = self.moved();
        for (owner, (published, blocks)) in &groups {
            let pairs = same.get(owner).cloned().unwrap_or_default();
            self.between(published, blocks, &pairs, &moved);
        }
        self.name_the_rest(&groups);
    }

    /// Paragraphs that stand in another item now, or elsewhere in theirs.
    fn moved(&mut self) -> HashSet<BlockId> {
        let named: HashSet<BlockId> = self.given.values().copied().collect();
        let mut waiting: HashMap<Wording, Vec<&ParagraphName>> = HashMap::new();
        for (name, words) in self.recorded.paragraphs.iter().filter(|(name, _)| !self.given.contains_key(*name)) {
            words.iter().for_each(|words| waiting.entry(*words).or_default().push(name));
        }
        let mut moved = HashSet::new();
        for (index, block) in self.document.blocks.iter_enumerated().filter(|(at, b)| b.anchored && !named.contains(at))
        {
            let Some([name]) = block.words.and_then(|words| waiting.get(&words)).map(Vec::as_slice) else { continue };
            if !self.given.contains_key(*name) {
                self.given.insert((*name).clone(), index);
                moved.insert(index);
            }
        }
        moved
    }

    /// Pairs what stands between paragraphs that are recognised.
    fn between(
        &mut self,
        published: &[PublishedParagraph],
        blocks: &[BlockId],
        pairs: &[(usize, usize)],
        moved: &HashSet<BlockId>,
    ) {
        let (mut old, mut new) = (0, 0);
        for (next_old, next_new) in pairs.iter().copied().chain([(published.len(), blocks.len())]) {
            let before: Vec<&ParagraphName> = published[old..next_old]
                .iter()
                .map(|(name, _)| *name)
                .filter(|name| !self.given.contains_key(*name) && !self.recorded.gone_paragraphs.contains(*name))
                .collect();
            let now: Vec<BlockId> =
                blocks[new..next_new].iter().copied().filter(|block| !moved.contains(block)).collect();
            if before.len() != now.len() && !before.is_empty() && !now.is_empty() {
                self.doubtful(before[0], now[0]);
            }
            for (name, block) in before.iter().zip(&now) {
                self.given.insert((*name).clone(), *block);
            }
            (old, new) = (next_old + 1, next_new + 1);
        }
    }

    fn doubtful(&mut self, name: &ParagraphName, block: BlockId) {
        let Some(division) = self.document.blocks[block].paragraph.owner else { return };
        let Division { span, text, .. } = &self.document.divisions[division];
        let message = message!("doubtful-paragraph", anchor = name.to_string(), title = text);
        let hint = message!("doubtful-paragraph.hint", address = format!("/{}#{name}", self.document.address));
        self.settled
            .diagnostics
            .push(Diagnostic::at(Code::DoubtfulParagraph, &self.document.path, *span, message).hint(hint));
    }

    /// Names what is new: after the paragraph before it, or at the end of its item by counting on.
    fn name_the_rest(&mut self, groups: &BTreeMap<&str, (Vec<PublishedParagraph>, Vec<BlockId>)>) {
        let names: HashMap<BlockId, ParagraphName> =
            self.given.iter().map(|(name, block)| (*block, name.clone())).collect();
        let mut taken: HashSet<ParagraphName> = self.recorded.paragraphs.keys().cloned().collect();
        taken.extend(self.document.divisions.iter().filter_map(|division| ParagraphName::read(&division.anchor)));
        for (owner, (published, blocks)) in groups {
            let last = published.last().map(|(name, _)| name.number);
            let end = blocks.iter().rposition(|block| names.get(block).is_some_and(|name| name.owner == *owner));
            let mut before = ParagraphName::new(owner, 0);
            let mut next = last.map_or(1, |last| last + 1);
            for (at, block) in blocks.iter().enumerate() {
                let name = match names.get(block) {
                    Some(name) => name.clone(),
                    None if end.is_none_or(|end| at > end) => {
                        // Counted on from the last one, or where nothing is published as all others are.
                        let counted = self.document.blocks[*block].paragraph.nth;
                        let mut name = ParagraphName::new(owner, if last.is_none() { counted } else { next });
                        while !taken.insert(name.clone()) {
                            name = ParagraphName::new(owner, name.number + 1);
                        }
                        next = name.number + 1;
                        name
                    }
                    None => {
                        let mut name = before.next_between();
                        while !taken.insert(name.clone()) {
                            name = name.next_between();
                        }
                        name
                    }
                };
                if name.owner == *owner {
                    before = name.clone();
                }
                if name != self.document.counted_name(self.document.blocks[*block].paragraph) {
                    self.settled.names.insert(*block, name);
                }
            }
        }
    }

    /// Lets the anchors that no paragraph has any more lead to where their paragraph stands, or stood.
    fn lead_on(&mut self) {
        let document = self.document;
        let Some(last) = document.blocks.indices().next_back() else { return };
        let block_of = |name: &ParagraphName, given: &BTreeMap<ParagraphName, BlockId>| {
            let own = given.get(name).copied();
            own.unwrap_or_else(|| {
                let owner = document.anchor(&name.owner).map(|division| document.divisions[division].blocks.start);
                owner.unwrap_or(BlockId::from_raw(0)).min(last)
            })
        };
        let mut former: Vec<(BlockId, String)> = Vec::new();
        for run in &self.recorded.former {
            let most = run.last.min(run.first.saturating_add(MOST_COUNTED));
            former.extend(
                (run.first..=most).map(|number| (block_of(&run.name(number), &self.given), format!("p{number}"))),
            );
        }
        let gone = self.recorded.paragraphs.keys().filter(|name| !self.given.contains_key(*name));
        former.extend(gone.map(|name| (block_of(name, &self.given), name.to_string())));
        let used = self.used();
        let mut seen = HashSet::new();
        former.retain(|(_, anchor)| !used.contains(anchor) && seen.insert(anchor.clone()));
        former.sort();
        self.settled.former = former;
    }

    /// The anchors that the page has otherwise.
    fn used(&self) -> HashSet<String> {
        let document = self.document;
        let blocks = document.blocks.iter_enumerated().filter(|(_, block)| block.anchored).map(|(index, block)| {
            let counted = || document.counted_name(block.paragraph);
            self.settled.names.get(&index).cloned().unwrap_or_else(counted).to_string()
        });
        blocks.chain(document.divisions.iter().map(|division| division.anchor.clone())).collect()
    }
}

/// The longest list of pairs, in order, of published paragraphs and blocks with the same words.
fn alike(
    published: &[PublishedParagraph],
    blocks: &[BlockId],
    words: impl Fn(BlockId) -> Option<Wording>,
) -> Vec<(usize, usize)> {
    let same = |old: usize, new: usize| words(blocks[new]).is_some_and(|words| published[old].1.contains(&words));
    let most = published.len().min(blocks.len());
    let begin = (0..most).take_while(|at| same(*at, *at)).count();
    let behind = |at: &usize| same(published.len() - 1 - at, blocks.len() - 1 - at);
    let end = (0..most - begin).take_while(behind).count();
    let (olds, news) = (published.len() - begin - end, blocks.len() - begin - end);
    let mut pairs: Vec<(usize, usize)> = (0..begin).map(|at| (at, at)).collect();
    if olds.saturating_mul(news) <= MOST_PAIRS {
        // How many pairs there are at most from here on.
        let mut best = vec![0u32; (olds + 1) * (news + 1)];
        let at = |old: usize, new: usize| old * (news + 1) + new;
        for old in (0..olds).rev() {
            for new in (0..news).rev() {
                let skip = best[at(old + 1, new)].max(best[at(old, new + 1)]);
                let take = if same(begin + old, begin + new) { best[at(old + 1, new + 1)] + 1 } else { 0 };
                best[at(old, new)] = skip.max(take);
            }
        }
        let (mut old, mut new) = (0, 0);
        while old < olds && new < news {
            if same(begin + old, begin + new) && best[at(old, new)] == best[at(old + 1, new + 1)] + 1 {
                pairs.push((begin + old, begin + new));
                (old, new) = (old + 1, new + 1);
            } else if best[at(old + 1, new)] >= best[at(old, new + 1)] {
                old += 1;
            } else {
                new += 1;
            }
        }
    }
    pairs.extend((0..end).rev().map(|at| (published.len() - 1 - at, blocks.len() - 1 - at)));
    pairs
}
