//! Ties headings to the dossiers of the site, by title, other name or reference, and proposes dossiers for the rest.
//!
//! Takes: the outline, its notes, and the dossiers that the site has.
//! Gives: the dossiers of each heading, and ids for new ones.
//! Never: chooses between two dossiers; if both are named, both are tied.

use serde::Serialize;

use super::outline_node::{HeadingRole, OutlineNode, SourceOutline};
use crate::import::genre::{item_label, sections};
use crate::import::input::KnownDossier;
use crate::import::rich_text::RichText;
use crate::import::source_blocks::SourceNote;

/// A heading that was tied to dossiers of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DossierTie {
    /// The words of the heading.
    pub heading: String,
    /// Its line in the source, from 1.
    pub line: usize,
    /// The ids of the dossiers, in the order in which the caller gave them.
    pub dossiers: Vec<String>,
}

/// A dossier that could be made for a heading that no known one fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DossierProposal {
    /// An id made from at most six words of the heading.
    pub id: String,
    /// The words of the heading without its label.
    pub title: String,
    /// Its line in the source, from 1.
    pub line: usize,
}

/// The dossiers of a document.
#[derive(Debug, Default)]
pub(crate) struct DossierTies {
    /// The ids for each node of the outline, by index; empty where none is tied.
    pub(crate) by_node: Vec<Vec<String>>,
    pub(crate) tied: Vec<DossierTie>,
    pub(crate) proposed: Vec<DossierProposal>,
}

/// Headings that gather unrelated topics.
const GATHERINGS: &[&str] = &[
    "overige onderwerpen",
    "diversen",
    "overig",
    "any other business",
    "a-punten",
    "aanneming van de agenda",
    "vaststelling van de agenda",
    "aanneming agenda",
];

/// The most words of a heading in an id.
const WORDS_OF_ID: usize = 6;
/// Shorter names and references, in bytes, would be found everywhere.
const SHORTEST_NAME: usize = 3;
/// See `SHORTEST_NAME`.
const SHORTEST_REFERENCE: usize = 5;

/// Ties every heading of an item, a sub-item, or a section that does not recur in each item.
pub(crate) fn tie(outline: &SourceOutline, notes: &[SourceNote], known: &[KnownDossier]) -> DossierTies {
    let mut ties = DossierTies { by_node: vec![Vec::new(); outline.nodes.len()], ..DossierTies::default() };
    for (index, node) in outline.nodes.iter().enumerate() {
        let OutlineNode::Heading { role, title, line, level } = node else { continue };
        let tieable = matches!(role, HeadingRole::Item | HeadingRole::SubItem | HeadingRole::Section);
        let heading = title.text();
        if !tieable || sections::is_section(&heading) {
            continue;
        }
        let own = outline.nodes[index + 1..].iter().take_while(|node| !ends_division(node, *level));
        let text: String = own.flat_map(OutlineNode::shown_texts).map(|rich| with_notes(rich, notes)).collect();
        let found = named(known, &heading, &text);
        if !found.is_empty() {
            ties.tied.push(DossierTie { heading, line: *line, dossiers: found.clone() });
            ties.by_node[index] = found;
        } else if *role != HeadingRole::Section || *level == 2 {
            ties.proposed.extend(propose(&heading, *line));
        }
    }
    ties
}

/// Whether what belongs to a heading of this level ends here: at a heading as high, or at one with dossiers of its own.
fn ends_division(node: &OutlineNode, level: u8) -> bool {
    match node {
        OutlineNode::Heading { level: next, .. } => *next <= level || *next <= 3,
        OutlineNode::Added { .. } => true,
        _ => false,
    }
}

/// The words of a text and of the notes that it cites.
fn with_notes(rich: &RichText, notes: &[SourceNote]) -> String {
    let cited = rich.cited().filter_map(|note| notes.get(note));
    let noted: Vec<String> = cited.flat_map(|note| note.blocks.iter().map(RichText::text)).collect();
    format!("{} {} ", rich.text(), noted.join(" "))
}

/// The ids of the dossiers that a heading or the text under it names, in the order of the list.
fn named(known: &[KnownDossier], title: &str, text: &str) -> Vec<String> {
    let title = squeeze(title);
    let text = unspaced(text);
    let fits = |dossier: &&KnownDossier| {
        let named = dossier
            .titles
            .iter()
            .map(|name| squeeze(name))
            .any(|name| name.trim().len() >= SHORTEST_NAME && title.contains(&name));
        let cited = dossier
            .references
            .iter()
            .map(|reference| unspaced(reference))
            .any(|reference| reference.len() >= SHORTEST_REFERENCE && contains_whole(&text, &reference));
        named || cited
    };
    known.iter().filter(fits).map(|dossier| dossier.id.clone()).collect()
}

/// A dossier for a heading that no known one fits.
fn propose(title: &str, line: usize) -> Option<DossierProposal> {
    let bare = item_label::label(title).map_or(title, |found| found.rest);
    let lower = bare.trim().to_lowercase();
    let gathers = GATHERINGS.iter().any(|words| lower.starts_with(words));
    let id = shortened(&slug::slugify(bare));
    (!gathers && !id.is_empty()).then(|| DossierProposal { id, title: bare.trim().to_string(), line })
}

/// A slug cut to the most words that an id has.
fn shortened(slug: &str) -> String {
    slug.split('-').take(WORDS_OF_ID).collect::<Vec<_>>().join("-")
}

/// Small letters, digits and single blanks, with a blank at both ends, so that whole words can be searched for.
fn squeeze(text: &str) -> String {
    let mut squeezed = String::from(" ");
    for sign in text.chars().flat_map(char::to_lowercase) {
        if sign.is_alphanumeric() {
            squeezed.push(sign);
        } else if !squeezed.ends_with(' ') {
            squeezed.push(' ');
        }
    }
    if !squeezed.ends_with(' ') {
        squeezed.push(' ');
    }
    squeezed
}

fn unspaced(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Whether a reference is in a text and no further digit follows it.
fn contains_whole(text: &str, reference: &str) -> bool {
    text.match_indices(reference).any(|(at, _)| {
        let after = text[at + reference.len()..].chars().next();
        let before = text[..at].chars().next_back();
        !after.is_some_and(|c| c.is_ascii_digit()) && !before.is_some_and(|c| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<KnownDossier> {
        vec![
            KnownDossier {
                id: "bijen".into(),
                titles: vec!["Bijenrichtlijn".into(), "Bij".into()],
                references: vec!["2030/0123(COD)".into()],
            },
            KnownDossier { id: "water".into(), titles: vec!["Water".into()], references: vec!["COM(2030) 12".into()] },
        ]
    }

    #[test]
    fn by_title_alias_and_reference() {
        assert_eq!(named(&known(), "3. De bijenrichtlijn", ""), ["bijen"]);
        assert_eq!(named(&known(), "Bijeenkomst", ""), Vec::<String>::new());
        assert_eq!(named(&known(), "Iets", "zie COM (2030) 12 def."), ["water"]);
        assert_eq!(named(&known(), "Iets", "zie COM(2030)123"), Vec::<String>::new());
    }

    #[test]
    fn proposals() {
        assert_eq!(
            propose("5. Europees Openbaar Ministerie", 7).map(|found| found.id).as_deref(),
            Some("europees-openbaar-ministerie")
        );
        assert_eq!(propose("12. Overige onderwerpen", 7), None);
    }
}
