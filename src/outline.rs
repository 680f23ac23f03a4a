//! Headings as parts, items, sub-items and sections.
//!
//! Takes: the level, words and attributes of each heading in turn.
//! Gives: [`Division`]s with labels, numbers and anchors that are unique in their document.
//! Never: invents a number: labels are what the author typed, since a council's numbers are facts.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::attributes::Attributes;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::{Division, Kind, Role, Treatment};
use crate::fragment::Fragment;
use crate::language::Language;

/// A heading's longest anchor made from its words, in bytes.
const ANCHOR: usize = 60;

/// A heading as it comes from the Markdown.
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its words with the label taken off.
    pub title: Fragment,
    /// The same as plain text.
    pub text: String,
    /// The label that was taken off.
    pub label: Label,
    /// What stands between the braces.
    pub attributes: Attributes,
    /// Where it stands.
    pub span: Span,
}

/// A label as typed, and what it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// As typed: `a).`, `Ad 3)`, `II.`.
    pub typed: String,
    /// The bare count: `a`, `3`, `II`.
    pub count: String,
}

/// Builds the divisions of one document.
pub struct Outline<'a> {
    role: &'a Role,
    language: &'a Language,
    path: &'a Arc<str>,
    taken: HashSet<String>,
    /// Beginnings of ids that the pages use, followed by a number.
    prefixes: [String; 3],
    /// For each anchor that was asked for, the number that its next namesake tries first.
    counts: HashMap<String, u32>,
    /// The divisions so far.
    pub divisions: Vec<Division>,
}

impl<'a> Outline<'a> {
    /// Begins an outline. `explicit` are the ids that headings of this document claim anywhere, so that no made anchor takes one of them.
    pub fn new(role: &'a Role, language: &'a Language, path: &'a Arc<str>, explicit: HashSet<String>) -> Self {
        let words = &language.addresses;
        let prefixes = ["p".to_owned(), format!("{}-", words.footnote), format!("{}-", words.citation)];
        Outline { role, language, path, taken: explicit, prefixes, counts: HashMap::new(), divisions: Vec::new() }
    }

    /// The kind that a heading of this level and label has below the headings so far.
    pub fn kind(&self, level: u8, labelled: bool) -> Kind {
        if !self.role.has_items() {
            return Kind::Section;
        }
        let parent = self.parent(level).map(|p| self.divisions[p].kind);
        match (level, parent) {
            (1, _) => Kind::Part,
            (2, Some(Kind::Letter)) => Kind::Section,
            (2, _) => Kind::Item,
            (3, Some(Kind::Item)) if labelled => Kind::SubItem,
            _ => Kind::Section,
        }
    }

    /// Adds a heading. `first_block` is the index of the block that follows it.
    pub fn add(&mut self, heading: Heading, first_block: u32, seen: &mut HashSet<String>, diagnostics: &mut Vec<Diagnostic>) {
        let parent = self.parent(heading.level);
        let kind = match self.kind(heading.level, !heading.label.typed.is_empty()) {
            Kind::Part if heading.attributes.letter => Kind::Letter,
            kind => kind,
        };
        self.check_level(&heading, parent, diagnostics);
        let anchor = self.anchor(&heading, (kind, parent), seen, diagnostics);
        let number = self.number(&heading.label, parent);
        let attributes = heading.attributes;
        let treatments: Vec<Treatment> = attributes.treatment.into_iter().map(|t| plain_treatment(&t.value)).collect();
        self.divisions.push(Division {
            kind,
            level: heading.level,
            parent: parent.map(|p| p as u32),
            anchor,
            label: heading.label.typed,
            number,
            section: if kind == Kind::Section { self.section(&heading.text) } else { None },
            title: heading.title,
            text: heading.text,
            a_point: attributes.a_point,
            treatments,
            dossiers: attributes.dossiers,
            date: attributes.date,
            item: attributes.item,
            language: attributes.language,
            blocks: first_block..first_block,
            opening: String::new(),
            span: heading.span,
        });
    }

    /// The nearest division before that has a lower level.
    fn parent(&self, level: u8) -> Option<usize> {
        let mut next = self.divisions.len().checked_sub(1);
        while let Some(index) = next {
            if self.divisions[index].level < level {
                return Some(index);
            }
            next = self.divisions[index].parent.map(|p| p as usize);
        }
        None
    }

    fn check_level(&self, heading: &Heading, parent: Option<usize>, diagnostics: &mut Vec<Diagnostic>) {
        let above = parent.map_or(0, |p| self.divisions[p].level);
        let plain_start = parent.is_none() && (heading.level <= 2);
        // A section of level 4 may stand directly under an item of level 2, as the format says.
        if heading.level <= above + 1 || plain_start || (heading.level == 4 && above == 2) {
            return;
        }
        let message = match above {
            0 => format!("this heading has {} number signs, but stands under no other", heading.level),
            _ => format!("this heading has {} number signs, but the one above it has {above}", heading.level),
        };
        let hint = format!("write `{}`", "#".repeat(above as usize + 1));
        diagnostics.push(Diagnostic::at(Code::HeadingLevel, self.path, heading.span, message).hint(hint));
    }

    fn number(&self, label: &Label, parent: Option<usize>) -> String {
        if label.count.is_empty() {
            return String::new();
        }
        let above = parent.map(|p| &self.divisions[p]).filter(|p| !p.number.is_empty());
        match above {
            Some(above) if above.kind == Kind::Item => format!("{}{}", above.number, label.count),
            Some(above) => format!("{}.{}", above.number, label.count),
            None => label.count.clone(),
        }
    }

    fn anchor(
        &mut self,
        heading: &Heading,
        (kind, parent): (Kind, Option<usize>),
        seen: &mut HashSet<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> String {
        if let Some(id) = &heading.attributes.id {
            if !seen.insert(id.value.clone()) {
                let message = format!("the id `{}` stands at another heading of this document too", id.value);
                diagnostics.push(Diagnostic::at(Code::DuplicateId, self.path, id.span, message).hint("give one of the two another id"));
                return self.free(&id.value);
            }
            if self.reserved(&id.value) {
                let message = format!("the id `{}` is one that the page uses itself", id.value);
                let hint = format!("write `#h-{}` or a word of your own", id.value);
                diagnostics.push(Diagnostic::at(Code::ReservedId, self.path, id.span, message).hint(hint));
                return self.free(&id.value);
            }
            return id.value.clone();
        }
        let slug = shorten(&slug::slugify(&heading.text));
        let slug = if slug.is_empty() { "kop".to_owned() } else { slug };
        // Sections such as "Krachtenveld" come back in every item; named after their item they stay apart and keep their anchors.
        let item = parent.map(|p| &self.divisions[p]).filter(|p| matches!(p.kind, Kind::Item | Kind::SubItem));
        match (item, kind) {
            (Some(item), Kind::Section) => self.free(&format!("{}-{slug}", item.anchor)),
            _ => self.free(&slug),
        }
    }

    /// The anchor itself if it is free, else the first free one with a number behind it.
    /// One that pages use themselves, such as that of a heading "Noot 3", goes with `h-` before it.
    fn free(&mut self, anchor: &str) -> String {
        let anchor = if self.reserved(anchor) { format!("h-{anchor}") } else { anchor.to_owned() };
        // Where the count left off is remembered, since thousands of headings may have the same words.
        let mut count = self.counts.get(&anchor).copied().unwrap_or(1);
        loop {
            let candidate = if count == 1 { anchor.clone() } else { format!("{anchor}-{count}") };
            count += 1;
            if !self.reserved(&candidate) && self.taken.insert(candidate.clone()) {
                self.counts.insert(anchor, count);
                return candidate;
            }
        }
    }

    /// Ids that the pages use: `p12`, `noot-3`, `bij-noot-3`, and everything that begins with `v-`.
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
        found.filter(|(_, t)| title.starts_with(t.as_str())).max_by_key(|(_, t)| t.len()).map(|(kind, _)| kind.clone())
    }
}

/// A treatment that was given as an attribute.
fn plain_treatment(text: &str) -> Treatment {
    let mut html = String::new();
    let _ = pulldown_cmark_escape::escape_html(&mut html, text);
    Treatment { fragment: Fragment::new(&html, &[]), text: text.to_owned() }
}

fn shorten(slug: &str) -> String {
    if slug.len() <= ANCHOR {
        return slug.to_owned();
    }
    let cut = &slug[..ANCHOR];
    cut.rsplit_once('-').map_or(cut, |(whole, _)| whole).to_owned()
}

/// The label at the beginning of a heading of the given level: `I.`, `Deel II.`, `3.`, `Ad 3)`, `a)`, `a.`, `a).`, `b.)`, `(a)`.
///
/// Returns the label and the bytes that it takes up, with the blanks behind it.
pub fn label(text: &str, level: u8) -> Option<(Label, usize)> {
    let word = |words: &[&str]| words.iter().find(|w| text.starts_with(*w)).map_or(0, |w| w.len());
    let skip = match level {
        1 => word(&["Deel ", "Part "]),
        2 => word(&["Ad "]),
        3 => usize::from(text.starts_with('(')),
        _ => return None,
    };
    let count: String = text[skip..].chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
    let after = &text[skip + count.len()..];
    let closing: String = after.chars().take_while(|c| ".):".contains(*c)).collect();
    let blanks = after[closing.len()..].len() - after[closing.len()..].trim_start().len();
    let paired = !text.starts_with('(') || closing == ")";
    let closed = !closing.is_empty() && closing.len() <= 2 && closing != ":)" && paired && blanks > 0;
    let counts = match level {
        1 => is_roman(&count) || is_number(&count) || (count.len() == 1 && count.chars().all(|c| c.is_ascii_uppercase())),
        2 => is_roman(&count) || is_number(count.trim_end_matches(|c: char| c.is_ascii_lowercase())),
        _ => {
            count.len() <= 2
                && !count.is_empty()
                && count.chars().all(|c| c.is_ascii_lowercase())
                && count.chars().all(|c| count.starts_with(c))
        }
    };
    if !closed || !counts {
        return None;
    }
    let typed = text[..skip + count.len() + closing.len()].to_owned();
    let taken = typed.len() + blanks;
    Some((Label { typed, count }, taken))
}

fn is_roman(count: &str) -> bool {
    !count.is_empty() && count.len() <= 7 && count.chars().all(|c| "IVXLC".contains(c))
}

fn is_number(count: &str) -> bool {
    !count.is_empty() && count.len() <= 3 && count.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_all_the_ways_they_are_typed() {
        let typed = |text: &str, level| label(text, level).map(|(l, n)| (l.typed, l.count, text[n..].to_owned()));
        let is = |typed: &str, count: &str, rest: &str| Some((typed.to_owned(), count.to_owned(), rest.to_owned()));
        assert_eq!(typed("I. Binnenlandse Zaken", 1), is("I.", "I", "Binnenlandse Zaken"));
        assert_eq!(typed("Deel II. Justitie", 1), is("Deel II.", "II", "Justitie"));
        assert_eq!(typed("12. Overige onderwerpen", 2), is("12.", "12", "Overige onderwerpen"));
        assert_eq!(typed("Ad 3) Richtlijn", 2), is("Ad 3)", "3", "Richtlijn"));
        for (label, count) in [("a)", "a"), ("a.", "a"), ("a).", "a"), ("b.)", "b"), ("aa)", "aa"), ("(c)", "c")] {
            let heading = format!("{label} Punt");
            assert_eq!(typed(&heading, 3), is(label, count, "Punt"));
        }
        for (text, level) in [
            ("2024 in cijfers", 2),
            ("10.000 paspoorten", 2),
            ("Inhoud", 3),
            ("de)", 3),
            ("(a. b", 3),
            ("(EU) 2019", 3),
            ("", 1),
            ("ad. hoc", 3),
        ] {
            assert_eq!(typed(text, level), None, "{text}");
        }
    }
}
