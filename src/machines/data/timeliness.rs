//! The register of timeliness and completeness as data.
//!
//! Takes: the view of its page.
//! Gives: the fields of its `index.json`, whose doc comments become descriptions in the schema, and the rows of its table.
//! Never: drops or renames a field.

use schemars::JsonSchema;
use serde::Serialize;

use super::data_head::DataHead;
use crate::view::Ref;
use crate::view::timeliness::{TimelinessGroup, TimelinessPage, TimelyMeeting};

/// When agendas and reports came, and what their items lack.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Timeliness")]
pub(super) struct TimelinessData<'a> {
    #[serde(flatten)]
    head: DataHead<'a>,
    /// The formations of each year, newest first.
    groups: Vec<TimelinessGroupData<'a>>,
}

/// The meetings of one formation in one year.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "TimelinessGroup")]
struct TimelinessGroupData<'a> {
    /// The year in which the meetings begin.
    year: i16,
    /// The id of the formation.
    #[serde(skip_serializing_if = "Option::is_none")]
    formation: Option<&'a str>,
    /// How many days before the meeting half of the agendas were published, or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    median_days_before: Option<i32>,
    /// The meetings, newest first.
    meetings: Vec<TimelyMeetingData<'a>>,
}

/// When the documents of one meeting came, and what they lack. Items adopted without discussion are left out.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "TimelyMeeting")]
struct TimelyMeetingData<'a> {
    /// The id of the meeting.
    id: &'a str,
    /// The address of its agenda.
    href: &'a str,
    /// Its first day.
    start: &'a str,
    /// The day on which its agenda was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    /// How many days that was before its first day; negative if it was later.
    #[serde(skip_serializing_if = "Option::is_none")]
    days_before: Option<i32>,
    /// How many items there are.
    items: usize,
    /// Those without any text.
    without_content: &'a [Ref],
    /// Those in which no section tells the position of the government.
    without_position: &'a [Ref],
    /// Those in which no section tells the positions of others.
    without_forces: &'a [Ref],
    /// The address of its report.
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<&'a str>,
    /// The day on which the report was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    reported: Option<&'a str>,
    /// How many days that was after its last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    days_after: Option<i32>,
    /// Those that the report follows up, with their places in it.
    followed: &'a [Ref],
    /// Those that it does not follow up; empty without a report.
    not_followed: &'a [Ref],
}

impl<'a> TimelinessData<'a> {
    pub(super) fn new(head: DataHead<'a>, page: &'a TimelinessPage) -> Self {
        let group = |group: &'a TimelinessGroup| TimelinessGroupData {
            year: group.year,
            formation: Some(group.formation.as_str()).filter(|formation| !formation.is_empty()),
            median_days_before: group.median_days,
            meetings: group.meetings.iter().map(meeting).collect(),
        };
        TimelinessData { head, groups: page.groups.iter().map(group).collect() }
    }
}

fn meeting(meeting: &TimelyMeeting) -> TimelyMeetingData<'_> {
    TimelyMeetingData {
        id: &meeting.id,
        href: &meeting.meeting.href,
        start: &meeting.start.iso,
        published: meeting.published.as_ref().map(|day| day.iso.as_str()),
        days_before: meeting.days_before,
        items: meeting.items,
        without_content: &meeting.without_content,
        without_position: &meeting.without_position,
        without_forces: &meeting.without_forces,
        report: meeting.report.as_ref().map(|report| report.href.as_str()),
        reported: meeting.reported.as_ref().map(|day| day.iso.as_str()),
        days_after: meeting.days_after,
        followed: &meeting.followed,
        not_followed: &meeting.not_followed,
    }
}

/// The names of the columns of the table.
pub(super) const COLUMNS: [&str; 14] = [
    "year",
    "formation",
    "meeting",
    "start",
    "published",
    "days_before",
    "items",
    "without_content",
    "without_position",
    "without_forces",
    "reported",
    "days_after",
    "followed",
    "not_followed",
];

/// A line of the table for each meeting.
pub(super) fn rows(page: &TimelinessPage) -> impl Iterator<Item = [String; 14]> + '_ {
    let titles = |all: &[Ref]| all.iter().map(|one| one.title.as_str()).collect::<Vec<_>>().join("; ");
    let day =
        |day: &Option<crate::view::division::DayView>| day.as_ref().map(|day| day.iso.clone()).unwrap_or_default();
    let number = |days: Option<i32>| days.map(|days| days.to_string()).unwrap_or_default();
    page.groups.iter().flat_map(move |group| {
        group.meetings.iter().map(move |meeting| {
            [
                group.year.to_string(),
                group.formation.clone(),
                meeting.id.clone(),
                meeting.start.iso.clone(),
                day(&meeting.published),
                number(meeting.days_before),
                meeting.items.to_string(),
                titles(&meeting.without_content),
                titles(&meeting.without_position),
                titles(&meeting.without_forces),
                day(&meeting.reported),
                number(meeting.days_after),
                titles(&meeting.followed),
                titles(&meeting.not_followed),
            ]
        })
    })
}
