//! One parsed file.
//!
//! Takes: nothing; [`crate::document::parse`] makes these.
//! Gives: [`Document`]: front matter, outline, text as HTML with [slots](crate::document::fragment), notes and links.
//! Never: depends on any other file, so that it can be remembered for as long as its own file does not change.

pub(crate) mod accepted;
pub(crate) mod attributes;
pub(crate) mod cited_sources;
pub(crate) mod dates;
#[cfg(feature = "external")]
pub(crate) mod external_links;
pub(crate) mod fingerprint;
pub(crate) mod fragment;
pub(crate) mod front_matter;
pub(crate) mod handles;
pub(crate) mod heading_label;
pub(crate) mod highlight;
pub(crate) mod html;
pub(crate) mod imprint;
pub(crate) mod indices;
pub(crate) mod item_treatment;
pub(crate) mod kept_comments;
pub(crate) mod likely_mistakes;
pub(crate) mod link;
pub(crate) mod link_target;
pub(crate) mod note_name;
pub(crate) mod numbering;
pub(crate) mod opening;
pub(crate) mod outline;
pub(crate) mod paragraph_counts;
pub(crate) mod paragraphs;
pub(crate) mod parse;
pub(crate) mod piece;
pub(crate) mod plain_text;
pub(crate) mod prose;
pub(crate) mod reference_diagnostic;
pub(crate) mod reference_list;
pub(crate) mod references;
pub(crate) mod table_cell;
pub(crate) mod wording;

use std::sync::Arc;

use jiff::civil::Date;
use oxc_index::IndexVec;

use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Diagnostic, Span};
use crate::document::indices::{
    BlockId, DivisionId, LinkId, NamedId, NoteId, ReferenceId, ShelfId, TargetId, TiedDossierId,
};
pub(crate) use crate::project::role::Role;
use crate::settings::fields::Located;
use fingerprint::Fingerprint;
use fragment::Fragment;
use front_matter::Front;
use imprint::OwnPlaces;
use paragraphs::{Paragraph, ParagraphName};
use plain_text::PlainText;
use wording::Wording;

pub(crate) use cited_sources::{Fact, FactKey, Named, Reference, ReferenceManner};
pub(crate) use handles::Handles;
pub(crate) use indices::Place;
pub(crate) use item_treatment::Treatment;
pub(crate) use link::{Link, Target};

#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// The file that it was made from.
    pub source: TextFile,
    /// What other documents may know of it. Linking sees nothing else.
    pub summary: Arc<Summary>,
    /// Its text, which only its own pages and the search index show.
    pub body: Arc<Body>,
    /// What is wrong with the file, taken alone.
    pub diagnostics: Vec<Diagnostic>,
    /// Where comments stand in the file: pages show none of them, but whoever gets the file does.
    pub comments: Vec<Span>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Body {
    /// Its paragraphs, lists, tables and so on, as HTML with slots, in order.
    pub blocks: IndexVec<BlockId, Fragment>,
}

/// What other documents may know of a document: all that linking ties together, and the words that others quote.
#[derive(Debug, Clone)]
pub(crate) struct Summary {
    /// The path of its file from the root of the project: `content/dossiers/zwemwater.md`.
    pub path: Arc<str>,
    /// The digest of the text of its file (xxh3, 128 bits).
    pub digest: u128,
    /// The digest of [what pages of other documents show](Summary::shown_elsewhere) of it.
    pub shown: u128,
    /// The digest of what the [name](Summary::named_elsewhere) of the document is made from.
    pub titled: u128,
    /// What kind of document it is, and where it belongs.
    pub role: Role,
    /// The address of its page, from the root of the site.
    pub address: Arc<str>,
    pub front: Front,
    /// What others may know of its [blocks](Body::blocks), in the same order.
    pub blocks: IndexVec<BlockId, Block>,
    /// Its headings and what belongs to each, in order; a parent comes before its children.
    pub divisions: IndexVec<DivisionId, Division>,
    /// The dossiers and items that its headings name. Linking looks here alone, since most headings name none.
    pub ties: Ties,
    /// Its notes in the order of their numbers; the first is number 1.
    pub notes: IndexVec<NoteId, Note>,
    /// What follows for its places from the document alone.
    pub own_places: OwnPlaces,
    /// Every link within the site, in order.
    pub links: IndexVec<LinkId, Link>,
    /// What these links point at, each once, in the order in which links first point there.
    pub targets: IndexVec<TargetId, Target>,
    /// Its own names and the names it uses for others, as digests.
    pub handles: Handles,
    /// The references in its text, in order; those in notes come last.
    pub references: IndexVec<ReferenceId, Reference>,
    /// The references in its front matter.
    pub facts: Vec<Fact>,
    /// The sources that both name, each once, in the order of their ids.
    pub sources: IndexVec<NamedId, Named>,
    /// The parliamentary dossiers of the papers among these sources, each once, as sources in their own right.
    pub shelves: IndexVec<ShelfId, Named>,
    /// Each reference that names a source, with that source, in the order of the references. A range of papers is here
    /// once for each of its papers, except those that the same place cites by another reference.
    pub citing: Vec<(ReferenceId, NamedId)>,
    /// The sources that its words call a fiche or a motion.
    pub said: Vec<(NamedId, reference::PaperKind)>,
    /// The parliamentary dossiers that it cites and the settings do not name, each at the first place.
    pub unregistered: Vec<Located<String>>,
}

impl Division {
    /// Adds what pages of other documents may show of it.
    fn add_shown(&self, digest: &mut Fingerprint) {
        // Opening words appear where a passage is tied to a dossier, and the key of that page takes in the whole
        // text.
        let Division {
            kind,
            level,
            parent,
            anchor,
            label,
            number,
            title,
            text,
            treatments,
            dossiers,
            date,
            item,
            a_point,
            closed,
            section,
            language,
            blocks,
            digest: _,
            opening: _,
            meaning: _,
            id_place: _,
            span: _,
        } = self;
        digest.value(&(kind, level, parent, anchor, label, number, title, text, treatments));
        let dossiers: Vec<&str> = dossiers.iter().map(|d| d.value.as_str()).collect();
        let item = item.as_ref().map(|i| i.value.as_str());
        // A sub-item without text shares the treatment of the next one.
        digest.value(&(dossiers, date, item, a_point, closed, section, language, blocks.is_empty()));
    }
}

impl Summary {
    /// The digest of what pages of other documents may show of it: front matter, headings, the names of notes. Every
    /// field is named, so that anyone who adds one is asked here who shows it.
    pub(crate) fn shown_elsewhere(&self) -> u128 {
        let Summary {
            path,
            digest: _,
            role,
            address: _,
            front,
            blocks: _,
            divisions,
            ties: _,
            notes,
            own_places: _,
            links: _,
            targets: _,
            handles: _,
            references: _,
            facts: _,
            sources: _,
            shelves: _,
            citing: _,
            said: _,
            unregistered: _,
            shown: _,
            titled: _,
        } = self;
        let mut digest = Fingerprint::new();
        let names: Vec<&str> = notes.iter().map(|note| &*note.name).collect();
        digest.text(path).value(role).value(front).value(&names);
        for division in divisions {
            division.add_shown(&mut digest);
        }
        digest.end()
    }

    /// The digest of what links to the document as a whole may show of it, which is nothing of its text: front matter, and
    /// how many notes there are to link to.
    pub(crate) fn named_elsewhere(&self) -> u128 {
        let Summary { path, role, front, notes, .. } = self;
        Fingerprint::new().text(path).value(role).value(front).number(notes.len() as u128).end()
    }

    /// The title, or the path if it has none.
    pub(crate) fn title(&self) -> &str {
        self.front.title.as_ref().map_or(&self.path, |t| &t.value)
    }

    pub(crate) fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// What a link in it points at.
    pub(crate) fn target(&self, link: &Link) -> &Target {
        &self.targets[link.target]
    }

    /// The sources that a reference cites; several for a range of papers.
    pub(crate) fn sources_of(&self, reference: ReferenceId) -> impl Iterator<Item = NamedId> + '_ {
        let from = self.citing.partition_point(|(citing, _)| *citing < reference);
        self.citing[from..].iter().take_while(move |(citing, _)| *citing == reference).map(|(_, source)| *source)
    }

    /// The division with the given anchor.
    pub(crate) fn anchor(&self, anchor: &str) -> Option<DivisionId> {
        self.divisions.position(|d| d.anchor == anchor)
    }

    /// The name of a paragraph that follows from how it is counted.
    pub(crate) fn counted_name(&self, counted: Paragraph) -> ParagraphName {
        let owner = counted.owner.map_or("", |owner| &self.divisions[owner].anchor);
        ParagraphName::new(owner, counted.nth)
    }

    /// The division and all that contain it, from the inside out.
    pub(crate) fn lineage(&self, division: Option<DivisionId>) -> impl Iterator<Item = &Division> {
        let mut next = division;
        std::iter::from_fn(move || {
            let division = self.divisions.get(next?)?;
            next = division.parent;
            Some(division)
        })
    }

    /// The dossiers that a place belongs to: those of the innermost division that names any.
    pub(crate) fn dossiers_at(&self, division: Option<DivisionId>) -> &[Located<String>] {
        self.lineage(division).find(|d| !d.dossiers.is_empty()).map_or(&[], |d| &d.dossiers)
    }

    /// A heading as other pages refer to it: "I.3 De toekomst van het visumbeleid". A section is named together with
    /// its item.
    pub(crate) fn reference_text(&self, division: DivisionId) -> String {
        let own = &self.divisions[division];
        let within = own
            .parent
            .map(|p| (p, &self.divisions[p]))
            .filter(|(_, p)| !matches!(p.kind, DivisionKind::Part | DivisionKind::Letter));
        match (own.number.is_empty(), within) {
            (false, _) => format!("{} {}", own.number, own.text),
            (true, Some((parent, _))) if own.kind == DivisionKind::Section => {
                format!("{}: {}", self.reference_text(parent), own.text)
            }
            (true, _) => own.text.clone(),
        }
    }
}

/// A piece of text between headings, as other documents know it: a paragraph, list, table, quotation or block of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// Whether it has an anchor of its own, such as `zwemwater-p3`.
    pub anchored: bool,
    /// From which its anchor follows, unless a record gives it another.
    pub paragraph: Paragraph,
    /// Its words; `None` if it has none.
    pub words: Option<Wording>,
    /// Its words, if pages of other documents may quote them: it refers to a source or an item, or cites a note that
    /// does.
    pub quoted: Option<Fragment>,
}

/// What kind of division a heading begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum DivisionKind {
    /// The cover letter of an agenda.
    Letter,
    /// A first-level division of an agenda.
    Part,
    /// A point on the agenda.
    Item,
    /// An item within an item: a), b) …
    SubItem,
    /// A passage within any of these.
    Section,
}

/// The dossiers and items that the headings of a document name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ties {
    /// The ids of the dossiers, each once, in the order in which headings first name them.
    pub dossiers: IndexVec<TiedDossierId, String>,
    /// Which division names which of them, in the order of the headings.
    pub to: Vec<DivisionTie>,
    /// In a report: the divisions that name an item of the agenda.
    pub items: Vec<DivisionId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct DivisionTie {
    pub division: DivisionId,
    pub dossier: TiedDossierId,
}

/// A heading, and what it says about the text under it.
#[derive(Debug, Clone)]
pub(crate) struct Division {
    pub kind: DivisionKind,
    /// The level of the heading, 1 to 6.
    pub level: u8,
    /// The division that contains it; `None` at the top.
    pub parent: Option<DivisionId>,
    /// Its id on the page, unique in the document.
    pub anchor: String,
    /// The label as typed, such as `1.`, `a).` or `II.`; empty without one.
    pub label: String,
    /// The label with those of its parents, as one refers to it: `II.10c`; empty without a label.
    pub number: String,
    /// The words of the heading without the label.
    pub title: Fragment,
    /// The same words as plain text.
    pub text: String,
    /// What the council does with it, in the order of the lines.
    pub treatments: Vec<Treatment>,
    /// The ids of the dossiers that the heading names.
    pub dossiers: Vec<Located<String>>,
    /// The day on which it is dealt with, if the heading gives one.
    pub date: Option<Date>,
    /// In a report: the anchor of the item of the agenda that this item reports on.
    pub item: Option<Located<String>>,
    /// Whether the council adopts it without discussion.
    pub a_point: bool,
    /// Whether it is dealt with behind closed doors.
    pub closed: bool,
    /// The kind of section, by its title: a key of `[sections]` in the file of the language.
    pub section: Option<String>,
    /// The language of the passage, if it is not that of the document.
    pub language: Option<String>,
    /// The blocks directly under it, before the first division that it contains.
    pub blocks: std::ops::Range<BlockId>,
    /// The digest of the text directly under it, without what its slots are filled with.
    pub digest: u128,
    /// The first words under it; those of a division without text come from the first that has some.
    pub opening: PlainText,
    /// By which a later version of the document shows that its anchor means the same.
    pub meaning: Meaning,
    /// Where to type an id.
    pub id_place: IdPlace,
    /// Where the heading stands.
    pub span: Span,
}

/// What a heading is about, to recognise it under another anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Meaning {
    /// Its words with those of the heading above it: every part may have an item "Diversen".
    pub title: Wording,
    /// The text directly under it; `None` without any.
    pub text: Option<Wording>,
}

/// Where the id of a heading stands, or would have to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdPlace {
    /// The author typed one here: `#zwemwater`.
    Typed(Span),
    /// There are braces, which begin before this byte.
    Within(u32),
    /// The words of the heading end here.
    Behind(u32),
}

impl Division {
    /// Whether it is a section that states the position of the government.
    pub(crate) fn tells_position(&self) -> bool {
        self.section.as_deref() == Some("position")
    }
}

/// A footnote that is cited at least once.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    /// The label that the author typed, in small letters: its identity, since the number is only what is shown.
    pub label: Box<str>,
    /// What its address and its anchors are made from, unless a record gives it another name: `11` in `noot-11.html`.
    pub name: Box<str>,
    /// Its text; empty if it is not defined.
    pub fragment: Fragment,
    /// Its words; `None` if it has none.
    pub words: Option<Wording>,
    /// Where its definition begins: `[^11]:`. Without one, where it is first cited.
    pub defined: Span,
    /// The places that cite it, in order.
    pub citations: Vec<Citation>,
}

/// A place that cites a note.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Citation {
    /// The piece of the document that contains the citation.
    pub place: Place,
    /// The division that contains it.
    pub division: Option<DivisionId>,
    /// Where it stands in the file.
    pub span: Span,
}
