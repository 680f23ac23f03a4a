//! Headings as parts, items, sub-items and sections.
//!
//! Takes: the level, words and attributes of each heading in turn.
//! Gives: [`Division`]s with labels, numbers and anchors that are unique in their document.
//! Never: invents a number; labels are what the author typed, since a council's numbers are facts.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use oxc_index::IndexVec;

use crate::diagnostic::{Code, Diagnostic, Edit, Hint, Span, message};
use crate::document::attributes::Attributes;
use crate::document::fragment::Fragment;
use crate::document::heading_label::HeadingLabel;
use crate::document::indices::{BlockId, DivisionId};
use crate::document::numbering::{CountedHeading, NumberFault, Numbering};
use crate::document::plain_text::PlainText;
use crate::document::wording::Wording;
use crate::document::{Division, DivisionKind, IdPlace, Meaning, Role, Treatment};
use crate::settings::language::Language;

/// The longest anchor made from the words of a heading, in bytes.
const ANCHOR: usize = 60;

/// A heading as it comes from the Markdown.
pub(crate) struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its words, without the label.
    pub title: Fragment,
    /// The same words as plain text.
    pub text: String,
    /// The label that was taken off.
    pub label: HeadingLabel,
    pub attributes: Attributes,
    /// The byte of the file at which its words begin, label included.
    pub words_at: usize,
    /// The byte at which they end.
    pub words_end: usize,
    pub span: Span,
}

pub(crate) struct Outline<'a> {
    role: &'a Role,
    language: &'a Language,
    path: &'a Arc<str>,
    taken: HashSet<String>,
    /// The beginnings of ids that the pages themselves use, followed by a number.
    prefixes: [String; 3],
    /// For each anchor asked for, the number to try first for the next heading with the same one.
    counts: HashMap<String, u32>,
    numbering: Numbering,
    /// The headings that belong at another level.
    misplaced: HashSet<DivisionId>,
    pub divisions: IndexVec<DivisionId, Division>,
}

impl<'a> Outline<'a> {
    /// Begins an outline. `explicit` are the ids that headings of this document claim anywhere, so that no anchor made
    /// from words takes one of them.
    pub(crate) fn new(role: &'a Role, language: &'a Language, path: &'a Arc<str>, explicit: HashSet<String>) -> Self {
        let words = &language.addresses;
        let prefixes = ["p".to_owned(), format!("{}-", words.footnote), format!("{}-", words.citation)];
        Outline {
            role,
            language,
            path,
            taken: explicit,
            prefixes,
            counts: HashMap::new(),
            numbering: Numbering::default(),
            misplaced: HashSet::new(),
            divisions: IndexVec::new(),
        }
    }

    /// The kind that a heading has, given those before it.
    fn kind(&self, heading: &Heading) -> DivisionKind {
        if !self.role.has_items() {
            return DivisionKind::Section;
        }
        let parent = self.parent(heading.level).map(|p| self.divisions[p].kind);
        match (heading.level, parent) {
            (1, _) if heading.attributes.letter.is_some() => DivisionKind::Letter,
            (1, _) => DivisionKind::Part,
            (2, Some(DivisionKind::Letter)) => DivisionKind::Section,
            (2, _) => DivisionKind::Item,
            (3, Some(DivisionKind::Item)) if !heading.label.typed.is_empty() => DivisionKind::SubItem,
            _ => DivisionKind::Section,
        }
    }

    /// Adds a heading. `first_block` is the block that follows it.
    pub(crate) fn add(
        &mut self,
        heading: Heading,
        first_block: BlockId,
        seen: &mut HashSet<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let parent = self.parent(heading.level);
        let kind = self.kind(&heading);
        self.check_number(&heading, kind, diagnostics);
        self.check_level(&heading, parent, diagnostics);
        self.check_attributes(&heading, kind, diagnostics);
        let anchor = self.anchor(&heading, (kind, parent), seen, diagnostics);
        let number = self.number(&heading.label, parent);
        let attributes = heading.attributes;
        let above = parent.map_or("", |parent| &self.divisions[parent].text);
        let meaning = Meaning { title: Wording::of_title(above, &heading.text), text: None };
        let id_place = match (&attributes.id, attributes.open) {
            (Some(id), _) => IdPlace::Typed(id.span),
            (None, Some(open)) => IdPlace::Within(open),
            (None, None) => IdPlace::Behind(Span::new(heading.words_end, heading.words_end).start),
        };
        let treatments: Vec<Treatment> = attributes.treatment.into_iter().map(|t| plain_treatment(&t.value)).collect();
        self.divisions.push(Division {
            kind,
            level: heading.level,
            parent,
            anchor,
            label: heading.label.typed,
            number,
            section: if kind == DivisionKind::Section { self.section(&heading.text) } else { None },
            title: heading.title,
            text: heading.text,
            a_point: attributes.a_point,
            closed: attributes.closed,
            treatments,
            dossiers: attributes.dossiers,
            date: attributes.date.map(|date| date.value),
            item: attributes.item,
            language: attributes.language,
            blocks: first_block..first_block,
            digest: 0,
            opening: PlainText::default(),
            meaning,
            id_place,
            span: heading.span,
        });
    }

    /// The nearest division before it with a lower level.
    fn parent(&self, level: u8) -> Option<DivisionId> {
        let mut next = self.divisions.indices().next_back();
        while let Some(index) = next {
            if self.divisions[index].level < level {
                return Some(index);
            }
            next = self.divisions[index].parent;
        }
        None
    }

    fn check_number(&mut self, heading: &Heading, kind: DivisionKind, diagnostics: &mut Vec<Diagnostic>) {
        if !self.role.has_items() {
            return;
        }
        let Heading { level, label, text, words_at, span, .. } = heading;
        let counted = CountedHeading { level: *level, kind, label, text, words_at: *words_at, span: *span };
        match self.numbering.add(&counted, self.path) {
            Some(NumberFault::Misplaced(diagnostic)) => {
                self.misplaced.insert(self.divisions.next_idx());
                diagnostics.push(diagnostic);
            }
            Some(NumberFault::Other(diagnostic)) => diagnostics.push(diagnostic),
            None => {}
        }
    }

    /// Reports attributes that mean nothing on this kind of heading.
    fn check_attributes(&self, heading: &Heading, kind: DivisionKind, diagnostics: &mut Vec<Diagnostic>) {
        if !self.role.has_items() {
            return;
        }
        let attributes = &heading.attributes;
        let letter = attributes.letter.filter(|_| kind != DivisionKind::Letter);
        let in_part = matches!(kind, DivisionKind::Part | DivisionKind::Letter);
        let date = attributes.date.as_ref().map(|date| date.span).filter(|_| !in_part);
        let item = attributes.item.as_ref().map(|item| item.span).filter(|_| matches!(self.role, Role::Agenda { .. }));
        let other = self.divisions.iter().any(|division| division.kind == DivisionKind::Letter);
        let second = attributes.letter.filter(|_| kind == DivisionKind::Letter && other);
        let idle = [
            second.map(|span| (span, message!("second-letter"), message!("second-letter.hint"))),
            letter.map(|span| (span, message!("idle-letter"), message!("idle-letter.hint"))),
            date.map(|span| (span, message!("idle-date"), message!("idle-date.hint"))),
            item.map(|span| (span, message!("idle-item"), message!("idle-item.hint"))),
        ];
        for (span, message, hint) in idle.into_iter().flatten() {
            diagnostics.push(Diagnostic::at(Code::DoubtfulAttribute, self.path, span, message).hint(hint));
        }
    }

    fn check_level(&self, heading: &Heading, parent: Option<DivisionId>, diagnostics: &mut Vec<Diagnostic>) {
        let above = parent.map_or(0, |p| self.divisions[p].level);
        let plain_start = parent.is_none() && (heading.level <= 2);
        // The format allows a section of level 4 directly under an item of level 2.
        let told = parent.is_some_and(|p| self.misplaced.contains(&p));
        if heading.level <= above + 1 || plain_start || (heading.level == 4 && above == 2) || told {
            return;
        }
        let message = match above {
            0 => message!("heading-level", level = heading.level),
            _ => message!("heading-level-above", level = heading.level, above),
        };
        let wanted = "#".repeat(above as usize + 1);
        let signs = Span::new(0, heading.level.into()).shifted(heading.span.start as usize);
        let hint = Hint::write(&wanted, signs);
        diagnostics.push(Diagnostic::at(Code::HeadingLevel, self.path, heading.span, message).hint(hint));
    }

    fn number(&self, label: &HeadingLabel, parent: Option<DivisionId>) -> String {
        if label.count.is_empty() {
            return String::new();
        }
        let above = parent.map(|p| &self.divisions[p]).filter(|p| !p.number.is_empty());
        let own = label.count.rsplit_once('.');
        match above {
            // A number in steps, such as `2.1` under `2.`, already has that of the heading above.
            Some(above) if own.is_some_and(|(stem, _)| continues(&above.number, stem)) => {
                format!("{}.{}", above.number, own.map_or("", |(_, step)| step))
            }
            Some(above) if above.kind == DivisionKind::Item => format!("{}{}", above.number, label.count),
            Some(above) => format!("{}.{}", above.number, label.count),
            None => label.count.clone(),
        }
    }

    fn anchor(
        &mut self,
        heading: &Heading,
        (kind, parent): (DivisionKind, Option<DivisionId>),
        seen: &mut HashSet<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> String {
        if let Some(id) = &heading.attributes.id {
            if !seen.insert(id.value.clone()) {
                let message = message!("duplicate-id", id = id.value);
                let diagnostic = Diagnostic::at(Code::DuplicateId, self.path, id.span, message);
                diagnostics.push(diagnostic.hint(message!("duplicate-id.hint")));
                return self.free(&id.value);
            }
            if self.reserved(&id.value) {
                let message = message!("reserved-id", id = id.value);
                let edit = Edit::new(id.span, format!("#h-{}", id.value));
                let hint = Hint::choose(message!("reserved-id.hint", id = id.value), [edit]);
                diagnostics.push(Diagnostic::at(Code::ReservedId, self.path, id.span, message).hint(hint));
                return self.free(&id.value);
            }
            return id.value.clone();
        }
        let slug = shorten(&slug::slugify(&heading.text));
        let slug = if slug.is_empty() { "kop".to_owned() } else { slug };
        // Sections such as "Krachtenveld" return in every item. Named after their item they stay apart and keep their
        // anchors.
        let item =
            parent.map(|p| &self.divisions[p]).filter(|p| matches!(p.kind, DivisionKind::Item | DivisionKind::SubItem));
        match (item, kind) {
            (Some(item), DivisionKind::Section) => self.free(&format!("{}-{slug}", item.anchor)),
            _ => self.free(&slug),
        }
    }

    /// The anchor itself if it is free, or else with the first number that is. An anchor that the pages use themselves,
    /// such as that of a heading "Noot 3", gets `h-` before it.
    fn free(&mut self, anchor: &str) -> String {
        let anchor = if self.reserved(anchor) { format!("h-{anchor}") } else { anchor.to_owned() };
        if self.taken.insert(anchor.clone()) {
            return anchor;
        }
        let stem = self.stem(&anchor);
        // The number to try next is remembered, since thousands of headings may have the same words.
        let first = self.counts.get(&stem).copied().unwrap_or(2);
        // With one more candidate than there are anchors, one is free.
        let mut candidates = (first..).take(self.taken.len() + 1).map(|count| (count, format!("{stem}-{count}")));
        let (count, free) =
            candidates.find(|(_, candidate)| !self.taken.contains(candidate)).expect("more candidates than anchors");
        self.counts.insert(stem, count + 1);
        self.taken.insert(free.clone());
        free
    }

    /// The anchor to which numbers are added. "Noot" with any number is an id that pages use, so it gets `h-` before it
    /// too.
    fn stem(&self, anchor: &str) -> String {
        let stem = if self.numbers_reserved(anchor) { format!("h-{anchor}") } else { anchor.to_owned() };
        // A language may itself have address words that begin with `h-`.
        if self.numbers_reserved(&stem) { format!("h-{stem}") } else { stem }
    }

    /// Whether pages use the ids that are made by numbering a stem, such as `noot-2`.
    fn numbers_reserved(&self, stem: &str) -> bool {
        self.reserved(&format!("{stem}-2"))
    }

    /// Whether pages use the id themselves: `p12`, `noot-3`, `bij-noot-3`, and everything that begins with `v-`.
    fn reserved(&self, id: &str) -> bool {
        let numbered = |prefix: &String| {
            let rest = id.strip_prefix(prefix.as_str()).unwrap_or("");
            !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '-')
        };
        let words = &self.language.addresses;
        self.prefixes.iter().any(numbered) || id.starts_with("v-") || *id == words.footnotes || *id == words.report
    }

    fn section(&self, title: &str) -> Option<String> {
        let title = title.to_lowercase();
        let found = self.language.sections.iter().flat_map(|(kind, titles)| titles.iter().map(move |t| (kind, t)));
        // "Inzet van het kabinet" is one of them, "inzetbaarheid" is not.
        let begins = |known: &str| {
            let rest = title.strip_prefix(known);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        };
        found.filter(|(_, t)| begins(t)).max_by_key(|(_, t)| t.len()).map(|(kind, _)| kind.clone())
    }
}

/// A treatment given as an attribute.
fn plain_treatment(text: &str) -> Treatment {
    let mut html = String::new();
    let _ = pulldown_cmark_escape::escape_html(&mut html, text);
    Treatment { fragment: Fragment::new(&html, &[]), text: text.to_owned() }
}

/// Whether a number ends in the steps of another, as `II.2` ends in `2`.
fn continues(number: &str, stem: &str) -> bool {
    number.strip_suffix(stem).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

fn shorten(slug: &str) -> String {
    if slug.len() <= ANCHOR {
        return slug.to_owned();
    }
    let cut = &slug[..ANCHOR];
    cut.rsplit_once('-').map_or(cut, |(whole, _)| whole).to_owned()
}
