//! The timeline of a dossier as a picture.
//!
//! Takes: the [`Event`]s of a dossier.
//! Gives: [`Picture`]: places for lanes, years and marks. Across they are percentages, so that the picture fits any width
//! and its words never shrink; downwards they are pixels.
//! Never: holds more than a screen can show; the list beside it has everything.

use jiff::civil::{Date, date};
use serde::Serialize;

use super::course::{Event, Lane};
use super::text::Reader;

/// The ends of the axis, in per cent of the width.
const ENDS: (f64, f64) = (2.5, 97.5);
/// The least distance between two marks of a lane.
const GAP: f64 = 4.0;
/// How many marks of a lane fit.
const MOST: usize = 23;
/// From lane to lane.
const LANE: usize = 52;
/// From the top to the first lane.
const FIRST: usize = 40;
/// The width that the number of a year needs.
const YEAR: f64 = 7.0;

/// A timeline.
#[derive(Debug, Serialize)]
pub struct Picture {
    /// Its height in pixels.
    pub height: usize,
    /// The height of the bands behind it, and the place of the words below.
    pub bands: usize,
    /// Where the words of the axis stand.
    pub axis: usize,
    /// Its name.
    pub title: String,
    /// What it shows, for who does not see it.
    pub summary: String,
    /// The lanes that have marks.
    pub lanes: Vec<LaneView>,
    /// The years.
    pub years: Vec<Year>,
    /// The marks, lane by lane.
    pub marks: Vec<Mark>,
}

/// A lane.
#[derive(Debug, Serialize)]
pub struct LaneView {
    /// Its name.
    pub name: String,
    /// Where its line runs.
    pub y: usize,
    /// Where its name stands.
    pub name_y: usize,
}

/// A year on the axis.
#[derive(Debug, Serialize)]
pub struct Year {
    /// Its number; none where it would not fit.
    pub year: Option<i16>,
    /// Where it begins.
    pub x: String,
    /// How wide it is.
    pub width: String,
    /// Whether a band stands behind it, as behind every other.
    pub band: bool,
}

/// The mark of an event.
#[derive(Debug, Serialize)]
pub struct Mark {
    /// The lane it stands in.
    pub lane: Lane,
    /// The number of the event.
    pub number: usize,
    /// Its date and title.
    pub title: String,
    /// Where it stands.
    pub x: String,
    /// Where it stands.
    pub y: usize,
}

/// Draws the events; none if there are not two dates to tell apart.
pub fn picture(reader: &Reader, dossier: &str, events: &[Event]) -> Option<Picture> {
    let lanes = [Lane::Milestone, Lane::Meeting, Lane::Report, Lane::Commitment].map(|lane| (lane, latest(events, lane)));
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
            marks.push(Mark { lane: *lane, number: event.number, title, x: percent(x), y: FIRST + row * LANE });
        }
    }
    let bands = lanes.len() * LANE + 16;
    let summary = summary(reader, &lanes, (first, last));
    let view = |(row, (lane, _)): (usize, &(Lane, Vec<&Event>))| {
        let y = FIRST + row * LANE;
        LaneView { name: reader.language.word(name(*lane)).to_owned(), y, name_y: y - 22 }
    };
    let lanes = lanes.iter().enumerate().map(view).collect();
    let title = reader.language.phrase("timeline_of", &[("title", dossier)]);
    Some(Picture { height: bands + 24, bands, axis: bands + 16, title, summary, lanes, years: axis.years(), marks })
}

/// The latest dated events of a lane that fit, earliest first.
fn latest(events: &[Event], lane: Lane) -> Vec<&Event> {
    let mut found: Vec<&Event> = events.iter().filter(|e| e.lane == lane && e.day.is_some()).take(MOST).collect();
    found.reverse();
    found
}

/// The word for a lane.
fn name(lane: Lane) -> &'static str {
    match lane {
        Lane::Milestone => "milestones",
        Lane::Meeting => "meetings",
        Lane::Report => "reports",
        Lane::Commitment => "commitments",
    }
}

fn summary(reader: &Reader, lanes: &[(Lane, Vec<&Event>)], (first, last): (Date, Date)) -> String {
    let language = reader.language;
    let counts = lanes.iter().map(|(lane, events)| format!("{}: {}", language.word(name(*lane)), events.len()));
    let counts: Vec<String> = counts.collect();
    let (from, to) = (language.date(first), language.date(last));
    language.phrase("timeline_summary", &[("from", &from), ("to", &to), ("counts", &counts.join("; "))])
}

/// Time across the picture.
struct Axis {
    first: Date,
    last: Date,
}

impl Axis {
    fn place(&self, day: Date) -> f64 {
        let days = |to: Date| f64::from(self.first.until(to).map_or(0, |span| span.get_days()));
        ENDS.0 + (ENDS.1 - ENDS.0) * days(day) / days(self.last).max(1.0)
    }

    /// Where the marks of a lane stand: each at its day, or as far beside it as its neighbours need.
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

    fn years(&self) -> Vec<Year> {
        let starts = (self.first.year()..=self.last.year()).map(|year| (year, self.place(date(year, 1, 1)).max(0.0)));
        let starts: Vec<(i16, f64)> = starts.collect();
        let ends = starts[1..].iter().map(|(_, x)| *x).chain([100.0]);
        let year = |((year, from), to): ((i16, f64), f64)| Year {
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
            passages: Vec::new(),
            day: Some(*day),
        };
        days.iter().map(event).collect()
    }

    #[test]
    fn marks_stand_apart_and_within_the_picture() {
        for days in [vec![date(2024, 6, 13); MOST], vec![date(2020, 1, 1); MOST - 1], vec![date(2024, 6, 13), date(2024, 6, 14)]] {
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
