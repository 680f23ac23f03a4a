//! Puts together all that was found in a file.
//!
//! Takes: the outline, blocks and notes of a file with its front matter.
//! Gives: a [`Document`], whose [`Summary`] holds what others may know of it apart from its text.
//! Never: reads the text again.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use oxc_index::{IndexSlice, IndexVec};

use super::builder::DocumentBuilder;
use super::first_words;
use super::options::ParseOptions;
use super::own_places;
use crate::diagnostic::Span;
use crate::diagnostic::text_file::TextFile;
use crate::document::dates;
use crate::document::fingerprint::Fingerprint;
use crate::document::fragment::{Fragment, Slot};
use crate::document::front_matter::Front;
use crate::document::indices::{BlockId, DivisionId, LinkId, NamedId, NoteId, ReferenceId, TargetId, TiedDossierId};
use crate::document::link_target;
use crate::document::paragraph_counts;
use crate::document::paragraphs::Paragraph;
use crate::document::references;
use crate::document::wording::Wording;
use crate::document::{
    Block, Body, Division, DivisionTie, Document, Handles, Link, Named, Note, Place, Reference, Role, Summary, Target,
    Ties,
};

pub(super) struct DocumentParts<'a> {
    pub(super) file: &'a TextFile,
    pub(super) role: Role,
    pub(super) options: &'a ParseOptions,
    pub(super) front: Front,
    /// The byte at which the body begins.
    pub(super) offset: usize,
    pub(super) builder: DocumentBuilder<'a>,
    pub(super) notes: IndexVec<NoteId, Note>,
    /// Where comments stand in the body.
    pub(super) comments: Vec<Range<usize>>,
}

pub(super) fn assemble(parts: DocumentParts) -> Document {
    let DocumentParts { file, role, options, front, offset, builder, notes, comments } = parts;
    let DocumentBuilder { mut writer, outline, mut blocks, texts, .. } = builder;
    let mut divisions = outline.divisions;
    first_words::close(&mut divisions, &blocks, &texts);
    fingerprints(&mut divisions, &blocks);
    let words: IndexVec<BlockId, Option<Wording>> = blocks.iter().map(Wording::of).collect();
    divisions.iter_mut().for_each(|d| d.meaning.text = Wording::together(words[d.blocks.clone()].iter().copied()));
    let counted = paragraph_counts::counted(&divisions, blocks.next_idx());
    let paragraphs: IndexVec<BlockId, (Paragraph, Option<Wording>)> = counted.into_iter().zip(words).collect();
    let (links, targets) = std::mem::take(&mut writer.links).into_parts();
    let facts = references::facts(&front, &options.registry);
    let whole = references::Whole { file, front: &front, notes: &notes, body: offset };
    let settled = std::mem::take(&mut writer.referring).settle(&whole, facts);
    let mut diagnostics = std::mem::take(&mut writer.diagnostics);
    diagnostics.extend(settled.diagnostics);
    diagnostics.extend(dates::check(&front, &role, &divisions, &file.path));
    diagnostics.sort();
    blocks.shrink_to_fit();
    let ties = ties(&divisions);
    let handles = handles(&file.path, &role, &targets, &ties, &settled.sources);
    let mut references = settled.references;
    let typed = |reference: &Reference| file.text.get(reference.span.range()).unwrap_or_default().into();
    references.iter_mut().for_each(|reference| reference.typed = typed(reference));
    let quoted =
        Quoted { divisions: &divisions, notes: &notes, links: &links, targets: &targets, references: &references };
    let known_blocks = quoted.of(&blocks, &paragraphs);
    let own_places = own_places::of(&notes, &divisions, &known_blocks, &options.language);
    let mut summary = Summary {
        shown: 0,
        titled: 0,
        path: file.path.clone(),
        digest: file.digest,
        address: role.address(&options.language).into(),
        blocks: known_blocks,
        role,
        front,
        divisions,
        ties,
        notes,
        own_places,
        links,
        targets,
        handles,
        references,
        facts: settled.facts,
        sources: settled.sources,
        shelves: settled.shelves,
        citing: settled.citing,
        said: settled.said,
        unregistered: settled.unregistered,
    };
    if matches!(summary.role, Role::Version { .. }) {
        summary = earlier(summary);
        diagnostics.clear();
    }
    (summary.shown, summary.titled) = (summary.shown_elsewhere(), summary.named_elsewhere());
    let (summary, body) = (Arc::new(summary), Arc::new(Body { blocks }));
    Document { source: file.clone(), summary, body, diagnostics, comments: all_comments(&file.text, offset, comments) }
}

/// The comments of a file whose body begins at `offset`, and has `comments`.
fn all_comments(text: &str, offset: usize, comments: Vec<Range<usize>>) -> Vec<Span> {
    let mut all = front_comments(&text[..offset]);
    all.extend(comments.into_iter().map(|range| Span::from(range).shifted(offset)));
    all
}

/// The lines of front matter that are comments. Below a text of several lines, only those that are not indented can be told from it.
fn front_comments(front: &str) -> Vec<Span> {
    let of_lines = front.lines().any(|line| line.trim_end().ends_with(['|', '>']) || line.contains("\"\"\""));
    let mut at = 0;
    let mut found = Vec::new();
    for line in front.split_inclusive('\n') {
        let typed = if of_lines { line } else { line.trim_start() };
        if typed.starts_with('#') {
            found.push(Span::new(at + line.len() - typed.len(), at + line.trim_end().len()));
        }
        at += line.len();
    }
    found
}

/// Gives every division the digest of the text directly under it.
fn fingerprints(divisions: &mut IndexSlice<DivisionId, [Division]>, blocks: &IndexSlice<BlockId, [Fragment]>) {
    for division in divisions.iter_mut() {
        let mut fingerprint = Fingerprint::new();
        blocks[division.blocks.clone()].iter().for_each(|block| block.take_into(&mut fingerprint));
        division.digest = fingerprint.end();
    }
}

/// What makes other pages quote a block: it refers to a source, links to a heading, cites for the first time a note
/// that does either, or states the position of the government.
struct Quoted<'a> {
    divisions: &'a IndexSlice<DivisionId, [Division]>,
    notes: &'a IndexSlice<NoteId, [Note]>,
    links: &'a IndexSlice<LinkId, [Link]>,
    targets: &'a IndexSlice<TargetId, [Target]>,
    references: &'a IndexSlice<ReferenceId, [Reference]>,
}

impl Quoted<'_> {
    /// What others may know of the blocks of a document.
    fn of(
        &self,
        blocks: &IndexSlice<BlockId, [Fragment]>,
        paragraphs: &IndexSlice<BlockId, [(Paragraph, Option<Wording>)]>,
    ) -> IndexVec<BlockId, Block> {
        let mut wanted: IndexVec<BlockId, bool> = blocks.iter().map(|_| false).collect();
        self.places(|block| wanted.get_mut(block).into_iter().for_each(|wanted| *wanted = true));
        let block =
            |((fragment, (paragraph, words)), wanted): ((&Fragment, &(Paragraph, Option<Wording>)), bool)| Block {
                anchored: fragment.slots().any(|slot| matches!(slot, Slot::Block(_))),
                paragraph: *paragraph,
                words: *words,
                quoted: wanted.then(|| fragment.clone()),
            };
        blocks.iter().zip(paragraphs).zip(wanted).map(block).collect()
    }

    fn places(&self, mut want: impl FnMut(BlockId)) {
        let first = |place: Place| match place {
            Place::Note(note) => self.notes.get(note)?.citations.first().map(|citation| citation.place),
            _ => None,
        };
        let tying = self.links.iter().filter(|link| self.targets[link.target].anchor().is_some());
        let referring = self.references.iter().map(|reference| reference.place);
        let places = referring.chain(tying.map(|link| link.place));
        for place in places.flat_map(|place| [Some(place), first(place)]).flatten() {
            if let Place::Block(block) = place {
                want(block);
            }
        }
        // A position has all that stands under its heading, under lesser headings too.
        let mut below: Option<u8> = None;
        for division in self.divisions {
            below = match below.filter(|level| division.level > *level) {
                None if division.tells_position() => Some(division.level),
                within => within,
            };
            if below.is_some() {
                (division.blocks.start.raw()..division.blocks.end.raw()).map(BlockId::from_raw).for_each(&mut want);
            }
        }
    }
}

/// A version that has since been corrected ties nothing to the dossiers that it names, has no earlier addresses, and
/// reports nothing, since nobody can change it.
fn earlier(document: Summary) -> Summary {
    let front = Front { aliases: Vec::new(), ..document.front };
    let ties = Ties { to: Vec::new(), items: Vec::new(), ..document.ties };
    Summary { front, ties, ..document }
}

fn handles(
    path: &str,
    role: &Role,
    targets: &IndexSlice<TargetId, [Target]>,
    ties: &Ties,
    sources: &IndexSlice<NamedId, [Named]>,
) -> Handles {
    let target = |target: &Target| match target {
        Target::File { path: name, .. } | Target::Wiki { id: name, .. } => Handles::digest(name),
        Target::Here(_) | Target::Address { .. } => 0,
    };
    let id = match role {
        Role::Agenda { meeting: id } | Role::Dossier { id } => Handles::digest(id),
        _ => 0,
    };
    let path = Handles::digest(link_target::content_path(path));
    let dossiers = ties.dossiers.iter().map(|id| Handles::digest(id)).collect();
    Handles {
        path,
        id,
        targets: targets.iter().map(target).collect(),
        dossiers,
        sources: sources.iter().map(Named::digest).collect(),
    }
}

/// Collects what the headings name, each dossier once, so that linking need not look it up again.
fn ties(divisions: &IndexSlice<DivisionId, [Division]>) -> Ties {
    let mut ties = Ties::default();
    let mut known: HashMap<&str, TiedDossierId> = HashMap::new();
    for (division, heading) in divisions.iter_enumerated() {
        for named in &heading.dossiers {
            let dossier = *known.entry(&named.value).or_insert_with(|| ties.dossiers.push(named.value.clone()));
            let tie = DivisionTie { division, dossier };
            if !ties.to.iter().rev().take_while(|t| t.division == division).any(|t| *t == tie) {
                ties.to.push(tie);
            }
        }
        if heading.item.is_some() {
            ties.items.push(division);
        }
    }
    ties
}
