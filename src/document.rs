//! One parsed file.
//!
//! Takes: nothing; [`crate::parse`] makes these.
//! Gives: [`Document`]: its front matter, its outline, its text as HTML with [slots](crate::fragment), its notes and its links.
//! Never: depends on any other file, so that it can be remembered for as long as its own file does not change.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Span};
use crate::fields::Located;
use crate::fragment::Fragment;
use crate::front::Front;
use crate::reference::{self, Form, Id};
pub use crate::role::Role;
use crate::source::SourceFile;

/// A parsed file.
#[derive(Debug, Clone)]
pub struct Document {
    /// The text it was made from.
    pub source: SourceFile,
    /// What it is.
    pub role: Role,
    /// The address of its page.
    pub address: Arc<str>,
    /// Its front matter.
    pub front: Front,
    /// Its paragraphs, lists, tables and so on, in order.
    pub blocks: Vec<Block>,
    /// Its headings with what stands under them, in order, each after its parent.
    pub divisions: Vec<Division>,
    /// What its headings name. Linking looks at this alone, since most headings name nothing.
    pub ties: Ties,
    /// Its notes in the order of their numbers; the first is number 1.
    pub notes: Vec<Note>,
    /// Every link within the site, in order.
    pub links: Vec<Link>,
    /// What these links point at, each once, in the order of their first links.
    pub targets: Vec<Target>,
    /// What it is called, and what it calls others by, as digests.
    pub handles: Handles,
    /// What its text refers to, in the order of the text; notes come behind it.
    pub references: Vec<Reference>,
    /// What its front matter refers to.
    pub facts: Vec<Fact>,
    /// The sources that these name, each once, in the order of their ids.
    pub sources: Vec<Named>,
    /// The parliamentary dossiers of the papers among them, each once, as sources of their own.
    pub shelves: Vec<Named>,
    /// The references that name a source, with it: indices of `references` and `sources`.
    pub citing: Vec<(u32, u32)>,
    /// Those of them whose words say that the source is a fiche or a motion, as indices of `sources`.
    pub said: Vec<(u32, reference::Mentioned)>,
    /// The parliamentary dossiers that it cites and that the settings do not name, each at its first place.
    pub unregistered: Vec<Located<String>>,
    /// What is wrong with the file by itself.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// The title, or the path where the title is missing.
    pub fn title(&self) -> &str {
        self.front.title.as_ref().map_or(&self.source.path, |t| &t.value)
    }

    /// What a link of it points at.
    pub fn target(&self, link: &Link) -> &Target {
        &self.targets[link.target as usize]
    }

    /// The division with the given anchor.
    pub fn anchor(&self, anchor: &str) -> Option<usize> {
        self.divisions.iter().position(|d| d.anchor == anchor)
    }

    /// The division and all that contain it, innermost first.
    pub fn lineage(&self, division: Option<u32>) -> impl Iterator<Item = &Division> {
        let mut next = division;
        std::iter::from_fn(move || {
            let division = self.divisions.get(next? as usize)?;
            next = division.parent;
            Some(division)
        })
    }

    /// The dossiers that a place belongs to: those of the innermost division that names any.
    pub fn dossiers_at(&self, division: Option<u32>) -> &[Located<String>] {
        self.lineage(division).find(|d| !d.dossiers.is_empty()).map_or(&[], |d| &d.dossiers)
    }

    /// A heading as one refers to it from elsewhere: "I.3 De toekomst van het visumbeleid". A section within an item is named
    /// after it.
    pub fn reference_text(&self, division: u32) -> String {
        let own = &self.divisions[division as usize];
        let within = own.parent.map(|p| (p, &self.divisions[p as usize])).filter(|(_, p)| !matches!(p.kind, Kind::Part | Kind::Letter));
        match (own.number.is_empty(), within) {
            (false, _) => format!("{} {}", own.number, own.text),
            (true, Some((parent, _))) if own.kind == Kind::Section => format!("{}: {}", self.reference_text(parent), own.text),
            (true, _) => own.text.clone(),
        }
    }
}

/// A piece of text between headings: a paragraph, a list, a table, a quotation, a block of code.
#[derive(Debug, Clone)]
pub struct Block {
    /// Its HTML.
    pub fragment: Fragment,
    /// The division it stands in; none above the first heading.
    pub division: Option<u32>,
}

/// What a heading begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The cover letter.
    Letter,
    /// A first-level division of an agenda.
    Part,
    /// A point on the agenda.
    Item,
    /// a), b) …
    SubItem,
    /// A passage within any of them.
    Section,
}

/// What the headings of a document name.
#[derive(Debug, Clone, Default)]
pub struct Ties {
    /// The ids of the dossiers, each once, in the order of their first headings.
    pub dossiers: Vec<String>,
    /// Which division names which of them, in the order of the headings.
    pub to: Vec<Tie>,
    /// In a report: the divisions that name an item of the agenda.
    pub items: Vec<u32>,
}

/// A division and a dossier that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tie {
    /// The division.
    pub division: u32,
    /// The dossier, as an index of [`Ties::dossiers`].
    pub dossier: u32,
}

/// Names as digests (xxh3, 64 bits), which linking looks up without fetching the texts that they would be compared with. Names
/// of one digest are one name.
#[derive(Debug, Clone)]
pub struct Handles {
    /// Its path from the content folder.
    pub path: u64,
    /// The id of the dossier that it is, or of the meeting whose agenda it is; else 0.
    pub id: u64,
    /// For each of [`Document::targets`] the path or the id that it names; else 0.
    pub targets: Vec<u64>,
    /// For each of [`Ties::dossiers`] its id.
    pub dossiers: Vec<u64>,
    /// For each of [`Document::sources`] its id.
    pub sources: Vec<u64>,
}

impl Handles {
    /// The digest of a name.
    pub fn digest(name: &str) -> u64 {
        xxhash_rust::xxh3::xxh3_64(name.as_bytes())
    }
}

/// A heading and what it says about what stands under it.
#[derive(Debug, Clone)]
pub struct Division {
    /// What it is.
    pub kind: Kind,
    /// The level of the heading, 1 to 6.
    pub level: u8,
    /// The division it stands in.
    pub parent: Option<u32>,
    /// Its anchor, unique in the document.
    pub anchor: String,
    /// The label as it is typed, such as `1.`, `a).` or `II.`; empty without one.
    pub label: String,
    /// The label with those of its parents, as one refers to it: `II.10c`; empty without a label.
    pub number: String,
    /// The words of the heading without the label.
    pub title: Fragment,
    /// The same as plain text.
    pub text: String,
    /// What the council does with it, in the order of the lines.
    pub treatments: Vec<Treatment>,
    /// The dossiers it is tied to.
    pub dossiers: Vec<Located<String>>,
    /// The day on which it is dealt with.
    pub date: Option<Date>,
    /// In a report: the anchor of the agenda's item that it reports on.
    pub item: Option<Located<String>>,
    /// Whether it is adopted without discussion.
    pub a_point: bool,
    /// What kind of section its title says it is, a key of the language's `[sections]`.
    pub section: Option<String>,
    /// The language of the passage where it differs.
    pub language: Option<String>,
    /// The indices of the blocks directly under it, before any division within it.
    pub blocks: std::ops::Range<u32>,
    /// The first words under it, as plain text.
    pub opening: String,
    /// Where the heading stands.
    pub span: Span,
}

/// What the council does with an item.
#[derive(Debug, Clone)]
pub struct Treatment {
    /// As written.
    pub fragment: Fragment,
    /// As plain text.
    pub text: String,
}

impl Treatment {
    /// Whether it has no links and citations, so that the whole of it can be a link.
    pub fn linkable(&self) -> bool {
        self.fragment.slots().next().is_none() && !self.fragment.html().contains("<a ")
    }

    /// Its place on the list of treatments. Treatments whose words differ in case or punctuation only share one.
    pub fn anchor(&self) -> String {
        match slug::slugify(&self.text) {
            slug if slug.is_empty() => "h".to_owned(),
            // Ids that begin with `v-` belong to the page.
            slug if slug.starts_with("v-") => format!("h-{slug}"),
            slug => slug,
        }
    }
}

/// A footnote that is cited at least once.
#[derive(Debug, Clone)]
pub struct Note {
    /// The label that the author gave it.
    pub label: String,
    /// Its text; nothing if it is not defined.
    pub fragment: Fragment,
    /// The places that cite it, in order.
    pub citations: Vec<Citation>,
    /// Where it is defined, or where it is first cited if it is not.
    pub span: Span,
}

/// One place that cites a note.
#[derive(Debug, Clone, Copy)]
pub struct Citation {
    /// What holds the citation.
    pub place: Place,
    /// The division it stands in.
    pub division: Option<u32>,
    /// Where it stands.
    pub span: Span,
}

/// A piece of the document that can hold citations and links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The block with this index.
    Block(u32),
    /// The title of the division with this index.
    Title(u32),
    /// A treatment of the division with this index.
    Treatment(u32),
    /// The note with this index (its number less one).
    Note(u32),
}

/// A reference in the text: words that name a source or a place within the document, or a link to a source.
#[derive(Debug, Clone)]
pub struct Reference {
    /// What kind of thing the words name.
    pub form: Form,
    /// The canonical id, if the words determine one.
    pub id: Option<Id>,
    /// The last id of a range, of which `id` is the first.
    pub until: Option<Id>,
    /// The source, as an index of [`Document::sources`].
    pub source: Option<u32>,
    /// The place within the document that it names.
    pub target: Option<reference::Target>,
    /// How it is written.
    pub manner: Manner,
    /// The words of a link that the author made.
    pub words: Option<Box<str>>,
    /// What the words around it say that it is.
    pub said: Option<reference::Mentioned>,
    /// What holds it.
    pub place: Place,
    /// The division it stands in; none in a note.
    pub division: Option<u32>,
    /// Where it stands in the file.
    pub span: Span,
}

/// A source that a document names, with what linking asks of it when it meets it first.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its id.
    pub id: Id,
    /// The first sixteen bytes of the id, by which ids are put in order without fetching their texts.
    pub head: [u8; 16],
    /// The dossier of a parliamentary paper, as an index of [`Document::shelves`].
    pub shelf: Option<u32>,
}

impl Named {
    /// A source that is the paper of no dossier.
    pub fn new(id: Id) -> Named {
        let bytes = id.as_str().as_bytes();
        let mut head = [0; 16];
        let length = bytes.len().min(head.len());
        head[..length].copy_from_slice(&bytes[..length]);
        Named { id, head, shelf: None }
    }

    /// The digest of its id.
    pub fn digest(&self) -> u64 {
        Handles::digest(self.id.as_str())
    }
}

/// How a reference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Manner {
    /// As words, which the page makes a link.
    Words,
    /// As a link that the author made, which stays as it is.
    Link,
}

/// A reference in the front matter of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The key that holds it.
    pub key: FactKey,
    /// Where in the value it stands.
    pub span: std::ops::Range<usize>,
    /// What it names.
    pub id: Id,
    /// The source, as an index of [`Document::sources`].
    pub source: u32,
}

/// A key of a dossier's front matter that cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FactKey {
    /// `com`.
    Com,
    /// `celex`.
    Celex,
    /// `procedure`.
    Procedure,
    /// The entry of `kamerstukken` with this index.
    Kamerstuk(u32),
    /// `kamerstuk` of `bnc`.
    Bnc,
    /// `source` of the milestone with this index.
    Milestone(u32),
    /// `letter`: what the document itself is.
    Letter,
}

impl FactKey {
    /// Whether what stands under such keys of one dossier is one source.
    pub fn names_proposal(self) -> bool {
        matches!(self, FactKey::Com | FactKey::Celex | FactKey::Procedure)
    }
}

/// A link to something within the site.
#[derive(Debug, Clone)]
pub struct Link {
    /// What it points at, as far as the file itself tells; an index of [`Document::targets`].
    pub target: u32,
    /// Its words; empty for an image or a wikilink without words.
    pub words: String,
    /// Where it stands in the document.
    pub place: Place,
    /// The division it stands in.
    pub division: Option<u32>,
    /// Where it stands in the file.
    pub span: Span,
}

/// What a link points at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A file in the content folder, by its path from there.
    File {
        /// The path with `/` between folders, without `.` and `..`.
        path: String,
        /// The anchor within it.
        anchor: Option<String>,
    },
    /// A dossier or meeting by its id.
    Wiki {
        /// The id.
        id: String,
        /// The anchor on its page.
        anchor: Option<String>,
    },
    /// A heading of the same document.
    Here(String),
    /// An address of the site, from its root, without the leading `/`.
    Address {
        /// The address.
        address: String,
        /// The anchor there.
        anchor: Option<String>,
    },
}

impl Target {
    /// The anchor it names, if it names one.
    pub fn anchor(&self) -> Option<&str> {
        match self {
            Target::Here(anchor) => Some(anchor),
            Target::File { anchor, .. } | Target::Wiki { anchor, .. } | Target::Address { anchor, .. } => anchor.as_deref(),
        }
    }
}
