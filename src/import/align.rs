//! Picks one place for each of a series of notes so that the places grow with the series and the evidence is greatest.

/// A place where something may stand, and how much speaks for it.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Line index and byte.
    pub place: (usize, usize),
    /// Evidence; only positive candidates are ever chosen.
    pub score: f32,
}

/// For each slot the index of the chosen candidate, or none. Takes O(n log n) for n candidates in all.
pub fn align(slots: &[Vec<Candidate>]) -> Vec<Option<usize>> {
    let mut chain: Vec<Link> = Vec::new();
    // The best chain that ends at or before a place; both places and values grow.
    let mut frontier: Vec<(Candidate, usize)> = Vec::new();
    for (slot, candidates) in slots.iter().enumerate() {
        let mut fresh = Vec::new();
        for (index, candidate) in candidates.iter().enumerate().filter(|(_, candidate)| candidate.score > 0.0) {
            let before = frontier.partition_point(|(best, _)| best.place < candidate.place);
            let previous = before.checked_sub(1).map(|at| frontier[at]);
            let value = candidate.score + previous.map_or(0.0, |(best, _)| best.score);
            chain.push(Link { slot, index, previous: previous.map(|(_, link)| link) });
            fresh.push((Candidate { place: candidate.place, score: value }, chain.len() - 1));
        }
        for entry in fresh {
            insert(&mut frontier, entry);
        }
    }
    let mut chosen = vec![None; slots.len()];
    let mut at = frontier.last().map(|(_, link)| *link);
    while let Some(link) = at {
        chosen[chain[link].slot] = Some(chain[link].index);
        at = chain[link].previous;
    }
    chosen
}

struct Link {
    slot: usize,
    index: usize,
    previous: Option<usize>,
}

/// Keeps the frontier growing in both place and value.
fn insert(frontier: &mut Vec<(Candidate, usize)>, entry: (Candidate, usize)) {
    let at = frontier.partition_point(|(best, _)| best.place <= entry.0.place);
    if at > 0 && frontier[at - 1].0.score >= entry.0.score {
        return;
    }
    let from = if at > 0 && frontier[at - 1].0.place == entry.0.place { at - 1 } else { at };
    let beaten = frontier[from..].partition_point(|(best, _)| best.score <= entry.0.score);
    frontier.splice(from..from + beaten, [entry]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(places: &[(usize, f32)]) -> Vec<Candidate> {
        places.iter().map(|(line, score)| Candidate { place: (*line, 0), score: *score }).collect()
    }

    #[test]
    fn places_grow_with_the_series() {
        let slots = [slot(&[(1, 1.0), (9, 1.2)]), slot(&[(2, 1.0)]), slot(&[]), slot(&[(1, 2.0), (4, 1.0)])];
        assert_eq!(align(&slots), [Some(0), Some(0), None, Some(1)]);
    }

    #[test]
    fn stronger_evidence_wins() {
        assert_eq!(align(&[slot(&[(1, 1.0)]), slot(&[(0, 5.0)])]), [None, Some(0)]);
        assert_eq!(align(&[]), []);
    }
}
