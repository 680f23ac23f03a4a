//! Picks one place for each of a series of things, so that the places rise with the series and their evidence is
//! greatest: the heaviest increasing subsequence.
//!
//! Takes: the possible places of each thing.
//! Gives: which of them is chosen.
//! Never: takes longer than the number of places times its logarithm.

/// A place where something may be, and how strong the evidence is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RankedPlace {
    /// Line index and byte, by which places are ordered.
    pub(crate) place: (usize, usize),
    /// The evidence; only positive places are ever chosen.
    pub(crate) score: f32,
}

/// A chosen place, and those before it.
struct ChainLink {
    slot: usize,
    index: usize,
    previous: Option<usize>,
}

/// The best chain that ends at or before a place.
#[derive(Clone, Copy)]
struct ChainEnd {
    place: (usize, usize),
    /// The evidence of all its places together.
    score: f32,
    /// Index of its last link.
    link: usize,
}

/// For each slot, the index of the chosen place; `None` if none was chosen.
pub(crate) fn choose_increasing(slots: &[Vec<RankedPlace>]) -> Vec<Option<usize>> {
    let mut chain: Vec<ChainLink> = Vec::new();
    // Both places and scores rise along the frontier.
    let mut frontier: Vec<ChainEnd> = Vec::new();
    for (slot, places) in slots.iter().enumerate() {
        let mut fresh = Vec::new();
        for (index, RankedPlace { place, score }) in places.iter().enumerate().filter(|(_, place)| place.score > 0.0) {
            let before = frontier.partition_point(|end| end.place < *place);
            let previous = before.checked_sub(1).map(|at| frontier[at]);
            chain.push(ChainLink { slot, index, previous: previous.map(|end| end.link) });
            let score = score + previous.map_or(0.0, |end| end.score);
            fresh.push(ChainEnd { place: *place, score, link: chain.len() - 1 });
        }
        fresh.into_iter().for_each(|end| insert(&mut frontier, end));
    }
    let mut chosen = vec![None; slots.len()];
    let mut at = frontier.last().map(|end| end.link);
    while let Some(link) = at {
        chosen[chain[link].slot] = Some(chain[link].index);
        at = chain[link].previous;
    }
    chosen
}

/// Keeps the frontier rising in both place and score.
fn insert(frontier: &mut Vec<ChainEnd>, end: ChainEnd) {
    let at = frontier.partition_point(|best| best.place <= end.place);
    if at > 0 && frontier[at - 1].score >= end.score {
        return;
    }
    let from = if at > 0 && frontier[at - 1].place == end.place { at - 1 } else { at };
    let beaten = frontier[from..].partition_point(|best| best.score <= end.score);
    frontier.splice(from..from + beaten, [end]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(places: &[(usize, f32)]) -> Vec<RankedPlace> {
        places.iter().map(|(line, score)| RankedPlace { place: (*line, 0), score: *score }).collect()
    }

    #[test]
    fn places_grow_with_the_series() {
        let slots = [slot(&[(1, 1.0), (9, 1.2)]), slot(&[(2, 1.0)]), slot(&[]), slot(&[(1, 2.0), (4, 1.0)])];
        assert_eq!(choose_increasing(&slots), [Some(0), Some(0), None, Some(1)]);
    }

    #[test]
    fn stronger_evidence_wins() {
        assert_eq!(choose_increasing(&[slot(&[(1, 1.0)]), slot(&[(0, 5.0)])]), [None, Some(0)]);
        assert_eq!(choose_increasing(&[]), []);
    }
}
