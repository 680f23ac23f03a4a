//! The ids between two ids: `kst-32317-881` between `kst-32317-880` and `kst-32317-882`.
//!
//! Takes: the ends of a range.
//! Gives: what lies between them, or why that cannot be told.
//! Never: goes from one dossier, year or series to another.

use super::Id;

/// The most sources that a range may have, both ends included.
pub(crate) const LONGEST: u32 = 100;

/// Why a range of sources stands for its two ends alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RangeFault {
    /// The end is not after the beginning: `nrs. 882 t/m 880`.
    NotRising,
    /// So many sources, which is more than [`RangeFault::LONGEST`].
    TooLong(u32),
    /// The ends lie in different dossiers, years or series.
    TwoSeries,
}

impl RangeFault {
    /// The most sources that a range may have, both ends included.
    pub const LONGEST: u32 = LONGEST;
}

/// The ids between two ends, without the ends themselves, in order.
pub(crate) fn between(first: &Id, last: &Id) -> Result<Vec<Id>, RangeFault> {
    let (from, to) = (NumberedId::of(first), NumberedId::of(last));
    let (Some(from), Some(to)) = (from, to) else { return Err(RangeFault::TwoSeries) };
    if from.series != to.series || from.lettered != to.lettered {
        return Err(RangeFault::TwoSeries);
    }
    let count = to.number.checked_sub(from.number).filter(|more| *more > 0).ok_or(RangeFault::NotRising)?;
    if count >= LONGEST {
        return Err(RangeFault::TooLong(count.saturating_add(1)));
    }
    Ok((from.number + 1..to.number).filter_map(|number| from.with(number)).collect())
}

/// An id that ends in a number, or in a single letter as the papers of the Eerste Kamer do.
pub(crate) struct NumberedId<'i> {
    /// What comes before the number, such as the dossier or the year: `kst-32317-`.
    pub(crate) series: &'i str,
    /// The number; for a letter, its ASCII code.
    pub(crate) number: u32,
    /// How many digits the number has, leading zeros included: articles of treaties have three.
    digits: usize,
    lettered: bool,
}

impl<'i> NumberedId<'i> {
    /// The parts of an id; `None` if it ends in neither a number nor a single letter.
    pub(crate) fn of(id: &'i Id) -> Option<NumberedId<'i>> {
        let text = id.as_str();
        let series = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = &text[series.len()..];
        if !number.is_empty() {
            return Some(NumberedId { series, number: number.parse().ok()?, digits: number.len(), lettered: false });
        }
        let letter = text.chars().next_back().filter(char::is_ascii_uppercase)?;
        let series = &text[..text.len() - 1];
        series.ends_with('-').then_some(NumberedId { series, number: u32::from(letter), digits: 1, lettered: true })
    }

    /// The id with another number.
    fn with(&self, number: u32) -> Option<Id> {
        let (series, digits) = (self.series, self.digits);
        Some(match self.lettered {
            true => Id::new(format!("{series}{}", char::from_u32(number)?)),
            false => Id::new(format!("{series}{number:0digits$}")),
        })
    }

    /// The number as one writes it: `880`, `D`.
    pub(crate) fn written(&self) -> String {
        match char::from_u32(self.number).filter(|_| self.lettered) {
            Some(letter) => letter.to_string(),
            None => self.number.to_string(),
        }
    }

    /// The full number meant by the end of a range that drops the digits it shares with this one: 882 for the end of
    /// "876-82".
    pub(crate) fn completed(&self, end: &NumberedId<'_>) -> Option<u32> {
        let (from, to) = (self.written(), end.written());
        let shared = from.len().checked_sub(to.len()).filter(|shared| *shared > 0)?;
        let whole: u32 = format!("{}{to}", &from[..shared]).parse().ok()?;
        (whole > self.number).then_some(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(first: &str, last: &str) -> Result<Vec<String>, RangeFault> {
        let ids = between(&Id::new(first), &Id::new(last))?;
        Ok(ids.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn ids_between_two_ends_keep_series_and_digits() {
        assert_eq!(of("kst-32317-880", "kst-32317-882"), Ok(vec!["kst-32317-881".to_owned()]));
        assert_eq!(of("kst-32317-9", "kst-32317-11"), Ok(vec!["kst-32317-10".to_owned()]));
        assert_eq!(of("kst-36418-A", "kst-36418-C"), Ok(vec!["kst-36418-B".to_owned()]));
        assert_eq!(of("12016E099", "12016E101"), Ok(vec!["12016E100".to_owned()]));
        assert_eq!(of("COM:2024:173", "COM:2024:174"), Ok(vec![]));
    }

    #[test]
    fn a_range_rises_within_one_series_and_is_not_long() {
        assert_eq!(of("kst-32317-882", "kst-32317-880"), Err(RangeFault::NotRising));
        assert_eq!(of("kst-32317-880", "kst-32317-880"), Err(RangeFault::NotRising));
        assert_eq!(of("kst-32317-880", "kst-21501-02-882"), Err(RangeFault::TwoSeries));
        assert_eq!(of("kst-36418-A", "kst-36418-66"), Err(RangeFault::TwoSeries));
        assert_eq!(of("COM:2023:755", "COM:2024:10"), Err(RangeFault::TwoSeries));
        assert_eq!(of("kst-32317-1", "kst-32317-100").map(|between| between.len()), Ok(98));
        assert_eq!(of("kst-32317-1", "kst-32317-101"), Err(RangeFault::TooLong(101)));
        assert_eq!(of("kst-32317-0", "kst-32317-4294967295"), Err(RangeFault::TooLong(u32::MAX)));
    }
}
