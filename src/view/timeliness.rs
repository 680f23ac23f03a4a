//! The register of timeliness and completeness: when agendas and reports came, and what their items lack.
//!
//! Takes: the meetings of a site.
//! Gives: [`TimelinessPage`]: by year and formation, a line for each meeting.
//! Never: counts an item that is adopted without discussion, which needs no annotation, or asks for a report of a meeting that
//! does not take place.

use jiff::civil::Date;
use serde::Serialize;

use super::beside::items;
use super::counterpart::pairs;
use super::division::DayView;
use super::dossier_passages::and_below;
use super::promise::grouped;
use super::text::{Ref, SiteReader};
use crate::document::indices::DivisionId;
use crate::document::{Division, DivisionKind, Summary};
use crate::settings::words::Word;
use crate::site::indices::DocumentId;
use crate::site::{Meeting, Page};

#[derive(Debug, Serialize)]
pub(crate) struct TimelinessPage {
    /// Newest first.
    pub groups: Vec<TimelinessGroup>,
}

/// The meetings of one formation in one year.
#[derive(Debug, Serialize)]
pub(crate) struct TimelinessGroup {
    /// The formation and the year, in words.
    pub title: String,
    /// Its id on the page.
    pub anchor: String,
    pub year: i16,
    /// The id of the formation; empty without one.
    pub formation: String,
    /// How many days before the meeting half of the agendas were published, in words; `None` if no agenda says when.
    pub median: Option<String>,
    /// The same as a number.
    #[serde(skip)]
    pub median_days: Option<i32>,
    pub meetings: Vec<TimelyMeeting>,
}

/// When the documents of one meeting came, and what they lack.
#[derive(Debug, Serialize)]
pub(crate) struct TimelyMeeting {
    /// Its days, as a link to its agenda.
    pub meeting: Ref,
    pub id: String,
    pub start: DayView,
    /// The day on which the agenda was published; `None` if it does not say.
    pub published: Option<DayView>,
    /// How many days that was before the meeting; negative if it was later.
    pub days_before: Option<i32>,
    /// How many items its agenda has, without those adopted without discussion.
    pub items: usize,
    /// Items without any text.
    pub without_content: Vec<Ref>,
    /// Items in which no section tells the position of the government.
    pub without_position: Vec<Ref>,
    /// Items in which no section tells the positions of others.
    pub without_forces: Vec<Ref>,
    /// The report, as a link; `None` if there is none.
    pub report: Option<Ref>,
    /// The day on which the report was published.
    pub reported: Option<DayView>,
    /// How many days that was after the last day of the meeting.
    pub days_after: Option<i32>,
    /// Items that the report follows up, each as a link to its place in the report.
    pub followed: Vec<Ref>,
    /// Items that it does not follow up; empty without a report.
    pub not_followed: Vec<Ref>,
}

pub(super) fn timeliness(reader: &SiteReader) -> TimelinessPage {
    let site = reader.site;
    let known = site.meetings.iter().filter(|meeting| !site.facts(meeting).cancelled && meeting.postponed.is_none());
    let mut meetings: Vec<(i16, &str, TimelyMeeting)> = known
        .filter_map(|meeting| Some((meeting.start?.year(), meeting.formation.as_str(), timely(reader, meeting)?)))
        .collect();
    // Meetings come newest first, and stay so within a formation.
    meetings.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let groups = grouped(meetings, |(year, formation, _)| (*year, *formation));
    TimelinessPage { groups: groups.into_iter().map(|(of, meetings)| group(reader, of, meetings)).collect() }
}

fn group(
    reader: &SiteReader,
    (year, formation): (i16, &str),
    meetings: Vec<(i16, &str, TimelyMeeting)>,
) -> TimelinessGroup {
    let meetings: Vec<TimelyMeeting> = meetings.into_iter().map(|(.., meeting)| meeting).collect();
    let mut days: Vec<i32> = meetings.iter().filter_map(|meeting| meeting.days_before).collect();
    days.sort_unstable();
    let median_days = days.get(days.len() / 2).copied();
    let name = match formation.is_empty() {
        true => reader.language.word(Word::Meetings).to_owned(),
        false => reader.site.formation(formation).name,
    };
    TimelinessGroup {
        title: format!("{name}, {year}"),
        anchor: format!("v-{year}-{}", if formation.is_empty() { "x" } else { formation }),
        year,
        formation: formation.to_owned(),
        median: median_days.map(|days| reader.language.phrase(Word::TimelinessMedian, &[("days", &days.to_string())])),
        median_days,
        meetings,
    }
}

fn timely(reader: &SiteReader, meeting: &Meeting) -> Option<TimelyMeeting> {
    let (site, start) = (reader.site, meeting.start?);
    let day = |date| DayView::new(reader.language, date);
    let published = |index: DocumentId| site.document(index).front.letter()?.published;
    let agenda = site.document(meeting.agenda);
    let last = site.facts(meeting).end.as_ref().map_or(start, |end| end.value);
    let days = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
    let days_before = published(meeting.agenda).map(|published| days(published, start));
    let reported = meeting.report.and_then(published);
    let days_after = reported.map(|reported| days(last, reported));
    let all: Vec<DivisionId> = items(agenda).filter(|at| !adopted(agenda, *at)).collect();
    let link = |at: &DivisionId| {
        let division = &agenda.divisions[*at];
        let title = if division.number.is_empty() { division.text.clone() } else { division.number.clone() };
        Ref { title, href: reader.href(Page::Document(meeting.agenda), Some(&division.anchor)) }
    };
    let lacking = |has: &dyn Fn(DivisionId) -> bool| all.iter().filter(|at| !has(**at)).map(link).collect::<Vec<_>>();
    let there = meeting.report.map(|report| (report, pairs(agenda, site.document(report))));
    let follow_up = |at: DivisionId| {
        let (report, found) = there.as_ref()?;
        let within = and_below(agenda, at);
        let place = found.iter().filter(|(own, _)| within.contains(*own)).map(|(_, place)| *place).min()?;
        let anchor = &site.document(*report).divisions[place].anchor;
        Some(Ref { title: link(&at).title, href: reader.href(Page::Document(*report), Some(anchor)) })
    };
    let follow_ups: Vec<Option<Ref>> = all.iter().map(|at| follow_up(*at)).collect();
    let alone = all.iter().zip(&follow_ups).filter(|(_, follow_up)| there.is_some() && follow_up.is_none());
    let not_followed = alone.map(|(at, _)| link(at)).collect();
    let any = |at: DivisionId, has: &dyn Fn(&Division) -> bool| agenda.divisions[and_below(agenda, at)].iter().any(has);
    Some(TimelyMeeting {
        meeting: Ref { title: meeting.dates.clone(), href: reader.href(Page::Document(meeting.agenda), None) },
        id: meeting.id.clone(),
        start: day(start),
        published: published(meeting.agenda).map(day),
        days_before,
        items: all.len(),
        without_content: lacking(&|at| any(at, &|d| !d.blocks.is_empty())),
        without_position: lacking(&|at| any(at, &|d| d.tells_position())),
        without_forces: lacking(&|at| any(at, &|d| d.section.as_deref() == Some("forces"))),
        report: meeting.report.map(|report| Ref {
            title: reader.language.word(Word::Report).to_owned(),
            href: reader.href(Page::Document(report), None),
        }),
        reported: reported.map(day),
        days_after,
        followed: follow_ups.into_iter().flatten().collect(),
        not_followed,
    })
}

/// Whether the council adopts an item, or all of its sub-items, without discussion.
fn adopted(document: &Summary, at: DivisionId) -> bool {
    let below = document.divisions[and_below(document, at)].iter().skip(1);
    let mut items = below.filter(|d| d.kind == DivisionKind::SubItem).peekable();
    document.divisions[at].a_point || (items.peek().is_some() && items.all(|d| d.a_point))
}
