//! The outline of a document as its page shows it: parts, items, sub-items, sections, each with its text.

use std::collections::HashMap;

use serde::Serialize;

use super::mention::{MentionView, mentions};
use super::text::{Reader, Ref, Setting, citation_id};
use crate::document::{Division, Document, Kind, Treatment};
use crate::language::Language;
use crate::site::{Entry, Page};

/// A heading with the text directly under it. Divisions stand in a flat list in the order of the page; `close` ends those that end there.
#[derive(Debug, Serialize)]
pub struct DivisionView {
    /// `letter`, `part`, `item`, `sub-item`, `section`, or `shared` for a text that several sub-items share and that has no heading.
    pub kind: &'static str,
    /// Its classes.
    pub class: String,
    /// The level of the heading in HTML.
    pub level: u8,
    /// Its anchor.
    pub anchor: String,
    /// Its label as typed.
    pub label: String,
    /// How one refers to it: `II.10c`.
    pub number: String,
    /// Its words, as HTML.
    pub title: String,
    /// Its words, as text.
    pub text: String,
    /// What the council does with it.
    pub treatments: Vec<TreatmentView>,
    /// Its dossiers.
    pub dossiers: Vec<Ref>,
    /// The day on which it is dealt with.
    pub date: Option<Day>,
    /// Whether it is adopted without discussion.
    pub a_point: bool,
    /// Whether a badge has to say so, because no treatment does.
    pub a_point_badge: bool,
    /// What kind of section it is.
    pub section: Option<String>,
    /// The language of the passage where it differs.
    pub lang: Option<String>,
    /// The text directly under the heading, as HTML.
    pub html: String,
    /// What refers to it elsewhere, newest meeting first.
    pub mentions: Vec<MentionView>,
    /// The same item in the report, or in the agenda if this is the report.
    pub counterpart: Option<Ref>,
    /// The name of its permanent link.
    pub permalink: String,
    /// Whether a treatment, dossier or the like stands under the heading.
    pub has_meta: bool,
    /// Whether the signatures of the letter follow, because the letter ends here.
    pub signed: bool,
    /// The end tags of the divisions that end here.
    pub close: String,
    /// What stands under it, until the list is made flat.
    #[serde(skip)]
    pub children: Vec<DivisionView>,
}

/// The divisions and all that stand under them as one list.
pub fn flatten(divisions: Vec<DivisionView>) -> Vec<DivisionView> {
    let mut flat = Vec::new();
    push_flat(divisions, &mut flat);
    flat
}

fn push_flat(divisions: Vec<DivisionView>, flat: &mut Vec<DivisionView>) {
    for mut division in divisions {
        let (shared, letter) = (division.kind == "shared", division.kind == "letter");
        let children = std::mem::take(&mut division.children);
        flat.push(division);
        push_flat(children, flat);
        if let Some(last) = flat.last_mut().filter(|_| !shared) {
            // The signatures stand within the letter, which ends with whatever ends last in it.
            if letter {
                last.signed = true;
            }
            last.close.push_str("</section>");
        }
    }
}

/// A treatment with the place on the list of treatments where it is explained by its company.
#[derive(Debug, Clone, Serialize)]
pub struct TreatmentView {
    /// As written, as HTML.
    pub html: String,
    /// As text.
    pub text: String,
    /// Its place on the list of treatments.
    pub href: String,
    /// Whether its HTML can stand within a link, having none of its own.
    pub linkable: bool,
}

/// A day in words and for machines.
#[derive(Debug, Clone, Serialize)]
pub struct Day {
    /// `2024-06-13`.
    pub iso: String,
    /// `13 juni 2024`.
    pub text: String,
}

impl Day {
    /// A day in the words of a language.
    pub fn new(language: &crate::language::Language, date: jiff::civil::Date) -> Self {
        Day { iso: date.to_string(), text: language.date(date) }
    }
}

/// An entry of the list of contents.
#[derive(Debug, Serialize)]
pub struct ContentsEntry {
    /// The anchor it leads to.
    pub anchor: String,
    /// The label of the heading.
    pub label: String,
    /// Its words.
    pub title: String,
    /// What stands under it.
    pub children: Vec<ContentsEntry>,
}

/// A note at the end of a page.
#[derive(Debug, Serialize)]
pub struct NoteView {
    /// Its number.
    pub number: u32,
    /// Its id on the page.
    pub id: String,
    /// Its text, as HTML.
    pub html: String,
    /// The ways back to the places that cite it.
    pub citations: Vec<CitationView>,
    /// Its own page.
    pub href: String,
}

/// A way back to a place that cites a note.
#[derive(Debug, Serialize)]
pub struct CitationView {
    /// `a`, `b` … where there are several; empty for a single one.
    pub letter: String,
    /// The link.
    pub href: String,
    /// What it is, for who hears it.
    pub label: String,
}

/// Builds the outline of one document.
pub struct Outliner<'r, 'a> {
    reader: &'r Reader<'a>,
    index: u32,
    document: &'a Document,
    children: HashMap<Option<u32>, Vec<u32>>,
    counterparts: HashMap<u32, Ref>,
}

impl<'r, 'a> Outliner<'r, 'a> {
    /// Prepares the outline. `counterparts` gives the same item elsewhere, by division.
    pub fn new(reader: &'r Reader<'a>, index: u32, counterparts: HashMap<u32, Ref>) -> Self {
        let document: &'a Document = &reader.site.documents[index as usize];
        let mut children: HashMap<Option<u32>, Vec<u32>> = HashMap::new();
        for (i, division) in document.divisions.iter().enumerate() {
            children.entry(division.parent).or_default().push(i as u32);
        }
        Outliner { reader, index, document, children, counterparts }
    }

    /// The top divisions, whose headings have the given level.
    pub fn divisions(&self, level: u8) -> Vec<DivisionView> {
        self.below(None, level)
    }

    fn below(&self, parent: Option<u32>, level: u8) -> Vec<DivisionView> {
        let indices = self.children.get(&parent).map_or(&[][..], Vec::as_slice);
        let mut views = Vec::with_capacity(indices.len());
        let mut group = Vec::new();
        for index in indices {
            let division = &self.document.divisions[*index as usize];
            let view = self.division(*index, level);
            if division.kind != Kind::SubItem {
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

    fn division(&self, index: u32, level: u8) -> DivisionView {
        let division = &self.document.divisions[index as usize];
        let reader = self.reader;
        let counterpart = self.counterparts.get(&index).cloned();
        DivisionView {
            has_meta: division.a_point || counterpart.is_some() || !division.treatments.is_empty() || !division.dossiers.is_empty(),
            kind: kind(division.kind),
            class: class(division),
            level: level.min(6),
            anchor: division.anchor.clone(),
            label: division.label.clone(),
            number: division.number.clone(),
            title: reader.fill(self.index, &division.title, Setting::Own),
            text: division.text.clone(),
            treatments: self.treatments(division, Setting::Own),
            dossiers: division.dossiers.iter().filter_map(|d| reader.dossier(&d.value)).collect(),
            date: division.date.map(|d| Day::new(reader.language, d)),
            a_point: division.a_point,
            a_point_badge: a_point_badge(reader.language, division.a_point, &division.treatments),
            section: division.section.clone(),
            lang: division.language.clone(),
            html: reader.blocks(self.index, division.blocks.clone()),
            mentions: mentions(reader, Entry { document: self.index, division: index }),
            counterpart,
            permalink: reader.language.phrase("permalink_item", &[("title", &heading_text(division))]),
            signed: false,
            close: String::new(),
            children: self.below(Some(index), level + 1),
        }
    }

    fn treatments(&self, division: &Division, setting: Setting) -> Vec<TreatmentView> {
        let view = |t: &Treatment| TreatmentView {
            html: self.reader.fill(self.index, &t.fragment, setting),
            text: t.text.clone(),
            href: self.reader.href(Page::Treatments, Some(&t.anchor())),
            linkable: t.linkable(),
        };
        division.treatments.iter().map(view).collect()
    }

    /// The list of contents: the top divisions and what stands directly under them.
    pub fn contents(&self) -> Vec<ContentsEntry> {
        let entry = |index: &u32, children| {
            let division = &self.document.divisions[*index as usize];
            ContentsEntry { anchor: division.anchor.clone(), label: division.label.clone(), title: division.text.clone(), children }
        };
        let below = |parent: Option<u32>| self.children.get(&parent).map_or(&[][..], Vec::as_slice).iter();
        below(None).map(|top| entry(top, below(Some(*top)).map(|child| entry(child, Vec::new())).collect())).collect()
    }

    /// The notes of the document.
    pub fn notes(&self) -> Vec<NoteView> {
        notes(self.reader, self.index)
    }
}

/// Sub-items without text share that of the last: it moves behind them, and with it a treatment that only the last one names.
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
        title: String::new(),
        text: String::new(),
        treatments: if alone { std::mem::take(&mut last.treatments) } else { Vec::new() },
        dossiers: Vec::new(),
        date: None,
        a_point: false,
        a_point_badge: false,
        section: None,
        lang: None,
        html: std::mem::take(&mut last.html),
        mentions: Vec::new(),
        counterpart: None,
        permalink: String::new(),
        signed: false,
        close: String::new(),
        children: std::mem::take(&mut last.children),
    };
    group.push(shared);
    group
}

/// Whether an A-point needs a badge: not where a treatment calls it one already.
pub fn a_point_badge<'t>(language: &Language, a_point: bool, treatments: impl IntoIterator<Item = &'t Treatment>) -> bool {
    a_point && !treatments.into_iter().any(|t| language.names_a_point(&t.text))
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Letter => "letter",
        Kind::Part => "part",
        Kind::Item => "item",
        Kind::SubItem => "sub-item",
        Kind::Section => "section",
    }
}

fn class(division: &Division) -> String {
    match division.kind {
        Kind::Letter => "part letter".to_owned(),
        Kind::Part => "part".to_owned(),
        Kind::Item if division.a_point => "item item-a-point".to_owned(),
        Kind::Item => "item".to_owned(),
        Kind::SubItem => "subitem".to_owned(),
        Kind::Section => match &division.section {
            Some(section) => format!("passage passage-{section}"),
            None => "passage".to_owned(),
        },
    }
}

/// A heading with its label, as text.
pub fn heading_text(division: &Division) -> String {
    match division.label.is_empty() {
        true => division.text.clone(),
        false => format!("{} {}", division.label, division.text),
    }
}

/// The notes of a document, as its own page shows them.
pub fn notes(reader: &Reader, index: u32) -> Vec<NoteView> {
    let document = reader.site.document(index);
    let words = &reader.language.addresses;
    let note = |(i, note): (usize, &crate::document::Note)| {
        let number = i as u32 + 1;
        let several = note.citations.len() > 1;
        let citation = |nth: u32| CitationView {
            letter: if several { letter(nth) } else { String::new() },
            href: format!("#{}", citation_id(reader.language, number, nth)),
            label: match several {
                true => reader.language.phrase("back_to_citation_nth", &[("number", &number.to_string()), ("nth", &letter(nth))]),
                false => reader.language.phrase("back_to_citation", &[("number", &number.to_string())]),
            },
        };
        NoteView {
            number,
            id: format!("{}-{number}", words.footnote),
            html: reader.fill(index, &note.fragment, Setting::Own),
            citations: (1..=note.citations.len() as u32).map(citation).collect(),
            href: reader.href(Page::Footnote { document: index, note: i as u32 }, None),
        }
    };
    document.notes.iter().enumerate().map(note).collect()
}

/// 1 as `a`, 26 as `z`, 27 as `aa`.
pub fn letter(nth: u32) -> String {
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
