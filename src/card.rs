//! The pictures with which pages are shared: one for each meeting and dossier, and one for the site.
//!
//! Takes: a [`Site`], a page of it, and the [`Lettering`].
//! Gives: a PNG of 1200 × 630 pixels, the size that Open Graph recommends, and the words on it.
//! Never: depends on the fonts of the machine, or draws a letter twice with one [`Lettering`].
//!
//! It looks like a page with one note: at the top, what the page is; then its title with the mark of a note, and its
//! days; at the foot, under the short rule that separates notes from text, where it is published.

mod canvas;
mod lettering;

use serde::Serialize;

use crate::document::Role;
use crate::settings::Settings;
use crate::settings::address;
use crate::settings::words::Word;
use crate::site::{Page, Site};

use canvas::{Canvas, Extent, Ink, Point};
use lettering::{Face, SetLine};

pub(crate) use lettering::Lettering;

/// The size of a picture: width and height in pixels.
pub(crate) const SIZE: (u32, u32) = (canvas::WIDTH as u32, canvas::HEIGHT as u32);

/// The space to the left of everything, and the width of the lines, in pixels.
const LEFT: i32 = 92;
const MEASURE: f32 = 1028.0;

/// The band of colour along the left edge, in pixels.
const BAND: usize = 20;

/// Sizes and places in pixels; places are those of baselines.
const SMALL: f32 = 36.0;
const LABEL_AT: i32 = 98;
const TITLE_AT: i32 = 200;
const RULE_AT: i32 = 514;
const FOOT_AT: i32 = 576;
const LEADING: i32 = 48;

/// The sizes for titles, in pixels, and the most lines for each. The first that the title fits is used.
const TITLES: [(f32, usize); 4] = [(88.0, 2), (72.0, 3), (58.0, 4), (48.0, 4)];

/// The words on a picture.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CardText {
    /// What the page is, above its title.
    pub label: String,
    pub title: String,
    /// The days, or a line about the page.
    pub line: String,
    /// Where it is published.
    pub foot: String,
}

/// How a page refers to the picture with which it is shared.
#[derive(Debug, Serialize)]
pub(crate) struct ShareImage {
    /// The full address of the picture.
    pub url: String,
    /// Width and height in pixels; `None` for a file of the site, which is not looked into.
    pub size: Option<(u32, u32)>,
    /// The words on it, for people who cannot see it.
    pub alt: String,
}

/// The picture with which a page is shared; `None` without a base URL.
pub(crate) fn share_image(site: &Site, page: Page) -> Option<ShareImage> {
    let subject = site.pictured(page);
    let address = site.picture_address(subject)?;
    let url = format!("{}{}", site.settings.base_url.as_ref()?, address::encode(&address));
    let CardText { label, title, line, foot: _ } = words(site, subject);
    let alt: Vec<String> = [label, title, line].into_iter().filter(|words| !words.is_empty()).collect();
    Some(ShareImage { url, size: (!site.is_taken(&address)).then_some(SIZE), alt: alt.join(" | ") })
}

/// The words on the picture of a page.
pub(crate) fn words(site: &Site, page: Page) -> CardText {
    let settings = &site.settings;
    let foot = settings.title.clone();
    let Page::Document(index) = page else {
        let line = settings.description.clone().unwrap_or_default();
        return CardText { label: String::new(), title: foot, line, foot: host(settings) };
    };
    let document = site.document(index);
    let title = document.title().to_owned();
    match site.meeting(index) {
        Some(meeting) => {
            let agenda = site.language.word(Word::Agenda);
            let label = match meeting.formation.as_str() {
                "" => agenda.to_owned(),
                formation => format!("{} · {agenda}", site.formation(formation).short),
            };
            let place = site.facts(meeting).place.as_deref().unwrap_or_default();
            let parts: Vec<&str> =
                [meeting.dates.as_str(), place].into_iter().filter(|part| !part.is_empty()).collect();
            CardText { label, title, line: parts.join(", "), foot }
        }
        None => {
            let dossier = match &document.role {
                Role::Dossier { id } => site.dossier(id),
                _ => None,
            };
            let latest = dossier.and_then(|d| d.entries.iter().find_map(|entry| site.meeting(entry.document)));
            let line = latest.map(|meeting| format!("{}: {}", site.language.word(Word::LatestMeeting), meeting.name));
            CardText {
                label: site.language.word(Word::Dossier).to_owned(),
                title,
                line: line.unwrap_or_default(),
                foot,
            }
        }
    }
}

/// The host name of the published site.
fn host(settings: &Settings) -> String {
    let url = settings.base_url.as_deref().unwrap_or_default();
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/').to_owned()
}

/// Draws the picture of a page, as a PNG.
pub(crate) fn draw(site: &Site, page: Page, lettering: &Lettering) -> Vec<u8> {
    let words = words(site, page);
    let mut drawing = Drawing { canvas: Canvas::default(), lettering };
    drawing.canvas.fill(Point { x: 0, y: 0 }, Extent { width: BAND, height: canvas::HEIGHT }, Ink::Accent);
    let label = lettering.text(Face::Label, &words.label).set(SMALL, MEASURE, 1).lines;
    drawing.lines(&label, LABEL_AT, 0, Ink::Accent);
    let top = if words.label.is_empty() { LABEL_AT + 60 } else { TITLE_AT };
    let below = drawing.title(&words.title, top);
    let room = ((RULE_AT - 30 - below) / LEADING + 1).clamp(1, 2) as usize;
    let line = lettering.text(Face::Label, &words.line).set(SMALL, MEASURE, room).lines;
    drawing.lines(&line, below, LEADING, Ink::Text);
    drawing.canvas.fill(Point { x: LEFT, y: RULE_AT }, Extent { width: 176, height: 4 }, Ink::Accent);
    let mark = drawing.mark(LEFT, FOOT_AT, SMALL);
    for line in lettering.text(Face::Label, &words.foot).set(SMALL, MEASURE - 40.0, 1).lines {
        lettering.draw(&mut drawing.canvas, &line, Point { x: LEFT + mark + 8, y: FOOT_AT }, Ink::Text);
    }
    drawing.canvas.png(site.settings.publication.share.color)
}

/// A picture that is being drawn.
struct Drawing<'a> {
    canvas: Canvas,
    lettering: &'a Lettering,
}

impl Drawing<'_> {
    /// Draws lines below each other, the first with its baseline at `first`.
    fn lines(&mut self, lines: &[SetLine], first: i32, leading: i32, ink: Ink) {
        for (line, at) in lines.iter().zip(0..) {
            self.lettering.draw(&mut self.canvas, line, Point { x: LEFT, y: first + at * leading }, ink);
        }
    }

    /// Sets the title as large as it fits, followed by the mark of the note. Gives where the next line goes.
    fn title(&mut self, title: &str, top: i32) -> i32 {
        let text = self.lettering.text(Face::Display, title);
        let set = |size: f32, most: usize| (size, text.set(size, MEASURE - size * 0.4, most));
        let fitting = TITLES.into_iter().map(|(size, most)| set(size, most)).find(|(_, set)| set.whole);
        let (smallest, most) = TITLES[TITLES.len() - 1];
        let (size, text) = fitting.unwrap_or_else(|| set(smallest, most));
        let leading = (size * 1.1).round() as i32;
        let first = top + (size * 0.1).round() as i32;
        self.lines(&text.lines, first, leading, Ink::Text);
        let last = first + (text.lines.len() as i32 - 1).max(0) * leading;
        if let Some(line) = text.lines.last() {
            self.mark(LEFT + line.width.ceil() as i32 + (size * 0.06) as i32, last, size);
        }
        last + 68
    }

    /// Draws the raised mark of the note beside text of this size. Gives its width.
    fn mark(&mut self, x: i32, baseline: i32, size: f32) -> i32 {
        let lines = self.lettering.text(Face::Label, "1").set((size * 0.58).round(), MEASURE, 1).lines;
        let y = baseline - (size * 0.38).round() as i32;
        lines.iter().for_each(|line| self.lettering.draw(&mut self.canvas, line, Point { x, y }, Ink::Accent));
        lines.first().map_or(0, |line| line.width.ceil() as i32)
    }
}
