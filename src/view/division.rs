//! The outline of a document as its page shows it: parts, items, sub-items, sections, each with its text.
//!
//! Takes: the divisions of a document, and links to the same items in other documents.
//! Gives: [`DivisionView`]s in the order of the page, the list of contents, and the notes.
//! Never: renders; the templates decide what elements there are.

use std::collections::HashMap;

use serde::Serialize;

use super::citation::division_citation;
use super::mention::{MentionView, mentions};
use super::text::{Ref, SiteReader, TextSetting};
use crate::document::indices::{DivisionId, NoteId};
use crate::document::{Division, DivisionKind, Summary, Treatment};
use crate::settings::language::Language;
use crate::settings::words::Word;
use crate::site::indices::DocumentId;
use crate::site::{Page, SiteDivision};

/// A heading with the text directly under it. Divisions form a flat list in the order of the page; `ends` has those
/// that end there.
#[derive(Debug, Serialize)]
pub(crate) struct DivisionView {
    /// `letter`, `part`, `item`, `sub-item`, `section`, or `shared` for a text without a heading that several sub-items
    /// share.
    pub kind: &'static str,
    /// Its classes, separated by spaces.
    pub class: String,
    /// The level of the heading in HTML, 2 to 6.
    pub level: u8,
    /// Its id on the page.
    pub anchor: String,
    /// Its label as typed.
    pub label: String,
    /// How it is referred to: `II.10c`.
    pub number: String,
    /// How it is cited within its document: by its number, or by its words behind the number of what contains it.
    pub cite: String,
    /// The words of its heading, as HTML.
    pub title: String,
    /// The words of its heading, as text.
    pub text: String,
    /// What the council does with it, as typed.
    pub treatments: Vec<TreatmentView>,
    /// The dossiers it names, each a link to its page.
    pub dossiers: Vec<Ref>,
    /// The day on which it is dealt with, where one is given.
    pub date: Option<DayView>,
    /// Whether it is adopted without discussion.
    pub a_point: bool,
    /// Whether it is dealt with behind closed doors.
    pub closed: bool,
    /// Whether a badge has to say so, because no treatment does.
    pub a_point_badge: bool,
    /// What kind of section it is; `None` for anything else.
    pub section: Option<String>,
    /// The language of the passage, if it is not that of the document.
    pub lang: Option<String>,
    /// The text directly under the heading, as HTML.
    pub html: String,
    /// The same item in the report, or in the agenda if this page is the report.
    pub counterpart: Option<Ref>,
    /// The words that name its permanent link to a screen reader.
    pub permalink: String,
    /// Whether a treatment, dossier or the like stands under the heading.
    pub has_meta: bool,
    /// Whether the signatures of the letter follow, because the letter ends here.
    pub signed: bool,
    /// The divisions that end here, the innermost first.
    pub ends: Vec<DivisionEnd>,
    /// What it contains, until the list is flattened.
    #[serde(skip)]
    pub children: Vec<DivisionView>,
}

/// The end of a division.
#[derive(Debug, Serialize)]
pub(crate) struct DivisionEnd {
    /// What refers to it on other pages, newest meeting first: that stands behind all of its text.
    pub mentions: Vec<MentionView>,
}

/// The divisions and everything below them, as one list.
pub(crate) fn flatten(divisions: Vec<DivisionView>) -> Vec<DivisionView> {
    let mut flat = Vec::new();
    push_flat(divisions, &mut flat);
    flat
}

fn push_flat(divisions: Vec<DivisionView>, flat: &mut Vec<DivisionView>) {
    for mut division in divisions {
        let (shared, letter) = (division.kind == "shared", division.kind == "letter");
        let children = std::mem::take(&mut division.children);
        let ends = std::mem::take(&mut division.ends);
        flat.push(division);
        push_flat(children, flat);
        if let Some(last) = flat.last_mut().filter(|_| !shared) {
            // The signatures are part of the letter, which ends with whatever ends last in it.
            if letter {
                last.signed = true;
            }
            last.ends.extend(ends);
        }
    }
}

/// A treatment, and its place on the list of treatments.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TreatmentView {
    /// As typed, as HTML.
    pub html: String,
    /// As typed, as text.
    pub text: String,
    /// The link to its place on the list of treatments.
    pub href: String,
    /// Whether its HTML may be put inside a link, because it contains none.
    pub linkable: bool,
}

/// A day, for people and for machines.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DayView {
    /// `2024-06-13`.
    pub iso: String,
    /// `13 juni 2024`.
    pub text: String,
}

impl DayView {
    /// A day in the words of a language.
    pub(crate) fn new(language: &crate::settings::language::Language, date: jiff::civil::Date) -> Self {
        DayView { iso: date.to_string(), text: language.date(date) }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct ContentsEntry {
    /// The id on the page that it leads to.
    pub anchor: String,
    /// The label of the heading, as typed.
    pub label: String,
    /// The words of the heading.
    pub title: String,
    /// The entries below it.
    pub children: Vec<ContentsEntry>,
}

/// A note at the end of a page.
#[derive(Debug, Serialize)]
pub(crate) struct NoteView {
    /// Its number, from 1.
    pub number: u32,
    /// Its id on the page.
    pub id: String,
    /// Its text, as HTML.
    pub html: String,
    /// Links back to the places that cite it.
    pub citations: Vec<CitationView>,
    /// The link to its own page.
    pub href: String,
}

/// A link back to a place that cites a note.
#[derive(Debug, Serialize)]
pub(crate) struct CitationView {
    /// `a`, `b` … if there are several; empty if there is one.
    pub letter: String,
    pub href: String,
    /// What it leads to, for people who use a screen reader.
    pub label: String,
}

pub(crate) struct Outliner<'r, 'a> {
    reader: &'r SiteReader<'a>,
    index: DocumentId,
    document: &'a Summary,
    children: HashMap<Option<DivisionId>, Vec<DivisionId>>,
    counterparts: HashMap<DivisionId, Ref>,
}

impl<'r, 'a> Outliner<'r, 'a> {
    /// `counterparts` gives the same item in another document, by division.
    pub(crate) fn new(reader: &'r SiteReader<'a>, index: DocumentId, counterparts: HashMap<DivisionId, Ref>) -> Self {
        let document: &'a Summary = &reader.site.documents[index];
        let mut children: HashMap<Option<DivisionId>, Vec<DivisionId>> = HashMap::new();
        for (i, division) in document.divisions.iter_enumerated() {
            children.entry(division.parent).or_default().push(i);
        }
        Outliner { reader, index, document, children, counterparts }
    }

    /// The top divisions, with headings of the given level.
    pub(crate) fn divisions(&self, level: u8) -> Vec<DivisionView> {
        self.below(None, level)
    }

    fn below(&self, parent: Option<DivisionId>, level: u8) -> Vec<DivisionView> {
        let indices = self.children.get(&parent).map_or(&[][..], Vec::as_slice);
        let mut views = Vec::with_capacity(indices.len());
        let mut group = Vec::new();
        for index in indices {
            let division = &self.document.divisions[*index];
            let view = self.division(*index, level);
            if division.kind != DivisionKind::SubItem {
                views.extend(std::mem::take(&mut group));
                views.push(view);
                continue;
            }
            let empty = view.html.is_empty() && view.children.is_empty();
            group.push(view);
            if !empty {
                views.extend(share(std::mem::take(&mut group)));
            }
        }
        views.extend(group);
        views
    }

    fn division(&self, index: DivisionId, level: u8) -> DivisionView {
        let division = &self.document.divisions[index];
        let reader = self.reader;
        let counterpart = self.counterparts.get(&index).cloned();
        DivisionView {
            has_meta: division.a_point
                || counterpart.is_some()
                || !division.treatments.is_empty()
                || !division.dossiers.is_empty(),
            kind: kind(division.kind),
            class: class(division),
            level: level.min(6),
            anchor: division.anchor.clone(),
            label: division.label.clone(),
            number: division.number.clone(),
            cite: division_citation(self.document, index),
            title: reader.fill(self.index, &division.title, TextSetting::Own),
            text: division.text.clone(),
            treatments: self.treatments(division, TextSetting::Own),
            dossiers: division.dossiers.iter().filter_map(|d| reader.dossier(&d.value)).collect(),
            date: division.date.map(|d| DayView::new(reader.language, d)),
            a_point: division.a_point,
            closed: division.closed,
            a_point_badge: division.a_point && !names_a_point(reader.language, &division.treatments),
            section: division.section.clone(),
            lang: division.language.clone(),
            html: reader.blocks(division.blocks.clone()),
            counterpart,
            permalink: reader.language.phrase(Word::PermalinkItem, &[("title", &heading_text(division))]),
            signed: false,
            ends: vec![DivisionEnd {
                mentions: mentions(reader, SiteDivision { document: self.index, division: index }),
            }],
            children: self.below(Some(index), level + 1),
        }
    }

    fn treatments(&self, division: &Division, setting: TextSetting) -> Vec<TreatmentView> {
        let view = |t: &Treatment| TreatmentView {
            html: self.reader.fill(self.index, &t.fragment, setting),
            text: t.text.clone(),
            href: self.reader.href(Page::Treatments, Some(&t.anchor())),
            linkable: t.linkable(),
        };
        division.treatments.iter().map(view).collect()
    }

    /// The list of contents: the top divisions and those directly under them.
    pub(crate) fn contents(&self) -> Vec<ContentsEntry> {
        let entry = |index: &DivisionId, children| {
            let division = &self.document.divisions[*index];
            ContentsEntry {
                anchor: division.anchor.clone(),
                label: division.label.clone(),
                title: division.text.clone(),
                children,
            }
        };
        let below = |parent: Option<DivisionId>| self.children.get(&parent).map_or(&[][..], Vec::as_slice).iter();
        below(None).map(|top| entry(top, below(Some(*top)).map(|child| entry(child, Vec::new())).collect())).collect()
    }

    /// The notes of the document.
    pub(crate) fn notes(&self) -> Vec<NoteView> {
        notes(self.reader, self.index)
    }
}

/// Sub-items without text share that of the last one: the text moves after them, with any treatment that only the last
/// one names.
fn share(mut group: Vec<DivisionView>) -> Vec<DivisionView> {
    if group.len() < 2 {
        return group;
    }
    let alone = group[..group.len() - 1].iter().all(|v| v.treatments.is_empty());
    let Some(last) = group.last_mut() else { return group };
    let shared = DivisionView {
        kind: "shared",
        has_meta: false,
        class: String::new(),
        level: last.level,
        anchor: String::new(),
        label: String::new(),
        number: String::new(),
        cite: String::new(),
        title: String::new(),
        text: String::new(),
        treatments: if alone { std::mem::take(&mut last.treatments) } else { Vec::new() },
        dossiers: Vec::new(),
        date: None,
        a_point: false,
        closed: false,
        a_point_badge: false,
        section: None,
        lang: None,
        html: std::mem::take(&mut last.html),
        counterpart: None,
        permalink: String::new(),
        signed: false,
        ends: Vec::new(),
        children: std::mem::take(&mut last.children),
    };
    group.push(shared);
    group
}

/// Whether a treatment already says that this is an A-point, so that no badge is needed.
pub(crate) fn names_a_point<'t>(language: &Language, treatments: impl IntoIterator<Item = &'t Treatment>) -> bool {
    treatments.into_iter().any(|t| language.names_a_point(&t.text))
}

fn kind(kind: DivisionKind) -> &'static str {
    match kind {
        DivisionKind::Letter => "letter",
        DivisionKind::Part => "part",
        DivisionKind::Item => "item",
        DivisionKind::SubItem => "sub-item",
        DivisionKind::Section => "section",
    }
}

fn class(division: &Division) -> String {
    match division.kind {
        DivisionKind::Letter => "part letter".to_owned(),
        DivisionKind::Part => "part".to_owned(),
        DivisionKind::Item if division.a_point => "item item-a-point".to_owned(),
        DivisionKind::Item => "item".to_owned(),
        DivisionKind::SubItem => "subitem".to_owned(),
        DivisionKind::Section => match &division.section {
            Some(section) => format!("passage passage-{section}"),
            None => "passage".to_owned(),
        },
    }
}

/// A heading with its label, as text.
pub(crate) fn heading_text(division: &Division) -> String {
    match division.label.is_empty() {
        true => division.text.clone(),
        false => format!("{} {}", division.label, division.text),
    }
}

/// The notes of a document, as its own page shows them.
pub(crate) fn notes(reader: &SiteReader, index: DocumentId) -> Vec<NoteView> {
    let document = reader.site.document(index);
    let note = |(at, note): (NoteId, &crate::document::Note)| {
        let number = at.number();
        let several = note.citations.len() > 1;
        let citation = |nth: u32| CitationView {
            letter: if several { letter(nth) } else { String::new() },
            href: format!("#{}", reader.site.citation_id(index, at, nth)),
            label: match several {
                true => reader
                    .language
                    .phrase(Word::BackToCitationNth, &[("number", &number.to_string()), ("nth", &letter(nth))]),
                false => reader.language.phrase(Word::BackToCitation, &[("number", &number.to_string())]),
            },
        };
        NoteView {
            number,
            id: reader.site.note_id(index, at),
            html: reader.fill(index, &note.fragment, TextSetting::Own),
            citations: (1..=note.citations.len() as u32).map(citation).collect(),
            href: reader.href(Page::Footnote { document: index, note: at }, None),
        }
    };
    document.notes.iter_enumerated().map(note).collect()
}

/// 1 as `a`, 26 as `z`, 27 as `aa`.
pub(crate) fn letter(nth: u32) -> String {
    let mut n = nth.max(1);
    let mut letters = Vec::new();
    while n > 0 {
        n -= 1;
        letters.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn citations_go_on_after_z() {
        assert_eq!([1, 2, 26, 27, 52, 53].map(letter), ["a", "b", "z", "aa", "az", "ba"]);
    }
}
