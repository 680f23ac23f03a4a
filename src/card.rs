//! The pictures that pages are shared with: one for each meeting and dossier, and one for the site.
//!
//! Takes: a [`Site`], a page of it, and the [`Press`] that has the letters.
//! Gives: a PNG of 1200 × 630 pixels, the size that Open Graph asks for, and the words on it.
//! Never: depends on the fonts of the machine, or draws a letter twice for one press.
//!
//! It is set as a page with one note: above what the page is, then its title with the mark of a note, its days, and at the foot,
//! under the short rule that divides notes from text, where it stands.

mod lettering;
mod sheet;

use serde::Serialize;

use crate::address;
use crate::config::Config;
use crate::document::Role;
use crate::site::{Page, Site};

use lettering::{DISPLAY, LABEL, Line};
use sheet::{Ink, Sheet};

pub use lettering::Press;

/// The name of a picture, which lies beside the page that is shared with it.
pub const FILE: &str = "share.png";

/// Its size, in pixels.
pub const SIZE: (u32, u32) = (sheet::WIDTH as u32, sheet::HEIGHT as u32);

/// The space left of everything, and the width of the lines.
const LEFT: i32 = 92;
const MEASURE: f32 = 1028.0;

/// The band of colour along the left edge.
const BAND: usize = 20;

/// Sizes and places, in pixels; places are those of baselines.
const SMALL: f32 = 36.0;
const LABEL_AT: i32 = 108;
const TITLE_AT: i32 = 214;
const RULE_AT: i32 = 500;
const FOOT_AT: i32 = 564;
const LEADING: i32 = 48;

/// Sizes of titles, and in how many lines each is set. The first one that a title fits is taken.
const TITLES: [(f32, usize); 4] = [(88.0, 2), (72.0, 3), (58.0, 4), (48.0, 4)];

/// The words of a picture.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// What the page is, above its title.
    pub label: String,
    /// Its title.
    pub title: String,
    /// Days, or a line about it.
    pub line: String,
    /// Where it stands.
    pub foot: String,
}

/// Which page's picture a page is shared with: that of its meeting or dossier, else that of the site.
pub fn subject(site: &Site, page: Page) -> Page {
    let document = match page {
        Page::Document(document) | Page::Footnote { document, .. } => document,
        _ => return Page::Home,
    };
    match (site.meeting(document), &site.document(document).role) {
        _ if !site.config.publication.share.pictures => Page::Home,
        (Some(meeting), _) => Page::Document(meeting.agenda),
        (None, Role::Dossier { .. }) => Page::Document(document),
        _ => Page::Home,
    }
}

/// The address of the picture that is drawn for a page, if it has one of its own. Pictures are named by full addresses, so without
/// a base URL there is none.
pub fn address(site: &Site, page: Page) -> Option<String> {
    site.config.base_url.as_ref()?;
    let own = matches!(page, Page::Home | Page::Document(_)) && subject(site, page) == page;
    own.then(|| format!("{}{FILE}", site.address(page)))
}

/// How a page names the picture that it is shared with.
#[derive(Debug, Serialize)]
pub struct Named {
    /// Its full address.
    pub url: String,
    /// Its width and height, unless it is a file of the site.
    pub size: Option<(u32, u32)>,
    /// What there is to be read on it.
    pub alt: String,
}

/// The picture that a page is shared with; none while the site does not know where it is published.
pub fn named(site: &Site, page: Page) -> Option<Named> {
    let subject = subject(site, page);
    let address = address(site, subject)?;
    let url = format!("{}{}", site.config.base_url.as_ref()?, address::encode(&address));
    let Words { label, title, line, foot: _ } = words(site, subject);
    let alt: Vec<String> = [label, title, line].into_iter().filter(|words| !words.is_empty()).collect();
    Some(Named { url, size: (!site.is_taken(&address)).then_some(SIZE), alt: alt.join(" | ") })
}

/// The words on the picture of a page that has one.
pub fn words(site: &Site, page: Page) -> Words {
    let config = &site.config;
    let foot = config.title.clone();
    let Page::Document(index) = page else {
        let line = config.description.clone().unwrap_or_default();
        return Words { label: String::new(), title: foot, line, foot: host(config) };
    };
    let document = site.document(index);
    let title = document.title().to_owned();
    match site.meeting(index) {
        Some(meeting) => {
            let agenda = site.language.word("agenda");
            let label = match meeting.formation.as_str() {
                "" => agenda.to_owned(),
                formation => format!("{} · {agenda}", site.formation(formation).short),
            };
            let place = site.facts(meeting).place.as_deref().unwrap_or_default();
            let parts: Vec<&str> = [meeting.dates.as_str(), place].into_iter().filter(|part| !part.is_empty()).collect();
            Words { label, title, line: parts.join(", "), foot }
        }
        None => {
            let dossier = match &document.role {
                Role::Dossier { id } => site.dossier(id),
                _ => None,
            };
            let latest = dossier.and_then(|d| d.entries.iter().find_map(|entry| site.meeting(entry.document)));
            let line = latest.map(|meeting| format!("{}: {}", site.language.word("latest_meeting"), meeting.name));
            Words { label: site.language.word("dossier").to_owned(), title, line: line.unwrap_or_default(), foot }
        }
    }
}

/// The host of the published site.
fn host(config: &Config) -> String {
    let url = config.base_url.as_deref().unwrap_or_default();
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/').to_owned()
}

/// Draws the picture of a page.
pub fn draw(site: &Site, page: Page, press: &Press) -> Vec<u8> {
    let words = words(site, page);
    let mut print = Print { sheet: Sheet::default(), press };
    print.sheet.fill((0, 0), (BAND, sheet::HEIGHT), Ink::Accent);
    print.lines(&press.text(LABEL, &words.label).set(SMALL, MEASURE, 1).0, LABEL_AT, 0, Ink::Accent);
    let below = print.title(&words.title);
    let room = ((RULE_AT - below) / LEADING).clamp(1, 2) as usize;
    print.lines(&press.text(LABEL, &words.line).set(SMALL, MEASURE, room).0, below, LEADING, Ink::Text);
    print.sheet.fill((LEFT, RULE_AT), (176, 4), Ink::Accent);
    let mark = print.mark(LEFT, FOOT_AT, SMALL);
    for line in press.text(LABEL, &words.foot).set(SMALL, MEASURE - 40.0, 1).0 {
        press.print(&mut print.sheet, &line, (LEFT + mark + 8, FOOT_AT), Ink::Text);
    }
    print.sheet.png(site.config.publication.share.color)
}

/// A sheet under its press.
struct Print<'a> {
    sheet: Sheet,
    press: &'a Press,
}

impl Print<'_> {
    fn lines(&mut self, lines: &[Line], first: i32, leading: i32, ink: Ink) {
        for (line, at) in lines.iter().zip(0..) {
            self.press.print(&mut self.sheet, line, (LEFT, first + at * leading), ink);
        }
    }

    /// Sets the title as large as it fits, with the mark of the note behind it, and gives where the next line stands.
    fn title(&mut self, title: &str) -> i32 {
        let text = self.press.text(DISPLAY, title);
        let set = |(size, most): (f32, usize)| {
            let (lines, whole) = text.set(size, MEASURE - size * 0.4, most);
            (size, lines, whole)
        };
        let fitting = TITLES.into_iter().map(set).find(|(_, _, whole)| *whole);
        let (size, lines, _) = fitting.unwrap_or_else(|| set(TITLES[TITLES.len() - 1]));
        let leading = (size * 1.1).round() as i32;
        let first = TITLE_AT + (size * 0.1).round() as i32;
        self.lines(&lines, first, leading, Ink::Text);
        let last = first + (lines.len() as i32 - 1).max(0) * leading;
        if let Some(line) = lines.last() {
            self.mark(LEFT + line.width.ceil() as i32 + (size * 0.06) as i32, last, size);
        }
        last + 72
    }

    /// The raised mark of the note, beside text of a size; gives its width.
    fn mark(&mut self, x: i32, baseline: i32, size: f32) -> i32 {
        let (lines, _) = self.press.text(LABEL, "1").set((size * 0.58).round(), MEASURE, 1);
        let raised = baseline - (size * 0.38).round() as i32;
        lines.iter().for_each(|line| self.press.print(&mut self.sheet, line, (x, raised), Ink::Accent));
        lines.first().map_or(0, |line| line.width.ceil() as i32)
    }
}
