//! The timeline of a dossier as a picture.
//!
//! Takes: the [`Event`]s of a dossier.
//! Gives: [`Picture`]: where lanes, years and marks stand. Across, in per cent, so that the picture fits any width and
//! its words never shrink; downwards, in pixels.
//! Never: holds more than a screen can show; the list beside it has everything.

use jiff::civil::{Date, date};
use serde::Serialize;

use super::course::{Event, Lane};
use super::text::SiteReader;
use crate::settings::words::Word;

/// The ends of the axis, in per cent of the width.
const ENDS: (f64, f64) = (2.5, 97.5);
/// The least distance between two marks of a lane, in per cent of the width.
const GAP: f64 = 4.0;
/// How many marks fit in a lane.
const MOST: usize = 23;
/// The distance from lane to lane, in pixels.
const LANE: usize = 52;
/// The distance from the top to the first lane, in pixels.
const FIRST: usize = 40;
/// The width that the number of a year needs, in per cent of the width.
const YEAR: f64 = 7.0;

#[derive(Debug, Serialize)]
pub(crate) struct Picture {
    /// In pixels.
    pub height: usize,
    /// The height of the bands behind it, which is where the words below begin, in pixels.
    pub bands: usize,
    /// Where the words of the axis stand, in pixels from the top.
    pub axis: usize,
    pub title: String,
    /// What it shows, in words, for people who cannot see it.
    pub summary: String,
    /// The lanes that have marks, from top to bottom.
    pub lanes: Vec<LaneView>,
    pub years: Vec<YearBand>,
    /// The marks, lane by lane.
    pub marks: Vec<PictureMark>,
}

#[derive(Debug, Serialize)]
pub(crate) struct LaneView {
    pub name: String,
    /// Where its line runs, in pixels from the top.
    pub y: usize,
    /// Where its name stands, in pixels from the top.
    pub name_y: usize,
}

/// A year on the axis.
#[derive(Debug, Serialize)]
pub(crate) struct YearBand {
    /// Its number; `None` where that would not fit.
    pub year: Option<i16>,
    /// Where it begins, in per cent of the width: `2.5`.
    pub x: String,
    /// In per cent of the width.
    pub width: String,
    /// Whether it has a band behind it, as every other year does.
    pub band: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct PictureMark {
    pub lane: Lane,
    /// The number of the event, which the list shows as well.
    pub number: usize,
    /// Its date and title.
    pub title: String,
    /// In per cent of the width: `41.3`.
    pub x: String,
    /// In pixels from the top.
    pub y: usize,
}

/// Draws the events; `None` unless at least two dates differ.
pub(super) fn picture(reader: &SiteReader, dossier: &str, events: &[Event]) -> Option<Picture> {
    let lanes =
        [Lane::Milestone, Lane::Meeting, Lane::Report, Lane::Commitment].map(|lane| (lane, latest(events, lane)));
    let lanes: Vec<(Lane, Vec<&Event>)> = lanes.into_iter().filter(|(_, events)| !events.is_empty()).collect();
    let days = || lanes.iter().flat_map(|(_, events)| events).filter_map(|e| e.day);
    let (first, last) = (days().min()?, days().max()?);
    if first == last {
        return None;
    }
    let axis = Axis { first, last };
    let mut marks = Vec::new();
    for (row, (lane, events)) in lanes.iter().enumerate() {
        for (event, x) in events.iter().zip(axis.places(events)) {
            let date = event.date.as_ref().map(|d| d.text.as_str()).unwrap_or_default();
            let title = format!("{date}: {}", event.title);
            marks.push(PictureMark { lane: *lane, number: event.number, title, x: percent(x), y: FIRST + row * LANE });
        }
    }
    let bands = lanes.len() * LANE + 16;
    let summary = summary(reader, &lanes, (first, last));
    let view = |(row, (lane, _)): (usize, &(Lane, Vec<&Event>))| {
        let y = FIRST + row * LANE;
        LaneView { name: reader.language.word(name(*lane)).to_owned(), y, name_y: y - 22 }
    };
    let lanes = lanes.iter().enumerate().map(view).collect();
    let title = reader.language.phrase(Word::TimelineOf, &[("title", dossier)]);
    Some(Picture { height: bands + 24, bands, axis: bands + 16, title, summary, lanes, years: axis.years(), marks })
}

/// The latest dated events of a lane, as many as fit, earliest first.
fn latest(events: &[Event], lane: Lane) -> Vec<&Event> {
    let mut found: Vec<&Event> = events.iter().filter(|e| e.lane == lane && e.day.is_some()).take(MOST).collect();
    found.reverse();
    found
}

fn name(lane: Lane) -> Word {
    match lane {
        Lane::Milestone => Word::Milestones,
        Lane::Meeting => Word::Meetings,
        Lane::Report => Word::Reports,
        Lane::Commitment => Word::Commitments,
    }
}

fn summary(reader: &SiteReader, lanes: &[(Lane, Vec<&Event>)], (first, last): (Date, Date)) -> String {
    let language = reader.language;
    let counts = lanes.iter().map(|(lane, events)| format!("{}: {}", language.word(name(*lane)), events.len()));
    let counts: Vec<String> = counts.collect();
    let (from, to) = (language.date(first), language.date(last));
    language.phrase(Word::TimelineSummary, &[("from", &from), ("to", &to), ("counts", &counts.join("; "))])
}

struct Axis {
    first: Date,
    last: Date,
}

impl Axis {
    fn place(&self, day: Date) -> f64 {
        let days = |to: Date| f64::from(self.first.until(to).map_or(0, |span| span.get_days()));
        ENDS.0 + (ENDS.1 - ENDS.0) * days(day) / days(self.last).max(1.0)
    }

    /// Where the marks of a lane stand: each at its day, moved aside as far as its neighbours require.
    fn places(&self, events: &[&Event]) -> Vec<f64> {
        let mut places: Vec<f64> = events.iter().filter_map(|e| e.day).map(|day| self.place(day)).collect();
        for i in 1..places.len() {
            places[i] = places[i].max(places[i - 1] + GAP);
        }
        let mut limit = ENDS.1;
        for place in places.iter_mut().rev() {
            *place = place.min(limit);
            limit = *place - GAP;
        }
        places
    }

    fn years(&self) -> Vec<YearBand> {
        let starts = (self.first.year()..=self.last.year()).map(|year| (year, self.place(date(year, 1, 1)).max(0.0)));
        let starts: Vec<(i16, f64)> = starts.collect();
        let ends = starts[1..].iter().map(|(_, x)| *x).chain([100.0]);
        let year = |((year, from), to): ((i16, f64), f64)| YearBand {
            year: (to - from >= YEAR).then_some(year),
            x: percent(from),
            width: percent(to - from),
            band: (year - self.last.year()) % 2 == 0,
        };
        starts.iter().copied().zip(ends).map(year).collect()
    }
}

fn percent(x: f64) -> String {
    format!("{}%", (x * 100.0).round() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(days: &[Date]) -> Vec<Event> {
        let event = |day: &Date| Event {
            number: 1,
            lane: Lane::Meeting,
            date: None,
            title: String::new(),
            name: String::new(),
            href: None,
            what: None,
            from: None,
            sources: Vec::new(),
            passages: Vec::new(),
            day: Some(*day),
        };
        days.iter().map(event).collect()
    }

    #[test]
    fn marks_stand_apart_and_within_the_picture() {
        for days in [
            vec![date(2024, 6, 13); MOST],
            vec![date(2020, 1, 1); MOST - 1],
            vec![date(2024, 6, 13), date(2024, 6, 14)],
        ] {
            let axis = Axis { first: date(2020, 1, 1), last: date(2024, 6, 14) };
            let events = events(&days);
            let places = axis.places(&events.iter().collect::<Vec<_>>());
            assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= GAP - 1e-9), "{places:?}");
            assert!(places.iter().all(|x| (ENDS.0..=ENDS.1).contains(x)), "{places:?}");
        }
    }

    #[test]
    fn years_fill_the_width() {
        let axis = Axis { first: date(2022, 12, 19), last: date(2026, 7, 15) };
        let years = axis.years();
        let numbers: Vec<_> = years.iter().map(|y| y.year).collect();
        assert_eq!(numbers, [None, Some(2023), Some(2024), Some(2025), Some(2026)]);
        let width: f64 = years.iter().map(|y| y.width.trim_end_matches('%').parse::<f64>().unwrap()).sum();
        assert!((width - 100.0).abs() < 0.1, "{width}");
    }
}
