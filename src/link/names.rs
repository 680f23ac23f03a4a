//! What the names in documents mean: files, ids, addresses and places on pages.
//!
//! Takes: a [`Site`] with its meetings, dossiers and addresses; the drafts that are not part of it.
//! Gives: what each target of a link turns out to be, and a diagnostic for each name that means nothing.
//! Never: reads the text of a document.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use foldhash::fast::FixedState;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::{Document, Handles, Link, Role, Target};
use crate::fields::Located;
use crate::fragment::Slot;
use crate::front::Special;
use crate::language::Language;
use crate::site::{self, Page, Resolved, Site};
use crate::{sealed, suggest, target};

/// A map whose hashes cost little: linking looks up every link of the site.
pub(super) type Map<K, V> = HashMap<K, V, FixedState>;

/// All that one can call a draft by.
fn draft_names(draft: &Document) -> [String; 3] {
    let id = match &draft.role {
        Role::Agenda { meeting } => meeting,
        Role::Dossier { id } => id,
        _ => "",
    };
    let path = target::content_path(&draft.source.path);
    [path.to_owned(), id.to_owned(), format!("/{}", draft.address)]
}

/// Finds what ties name.
pub struct Names<'a> {
    site: &'a Site,
    /// Documents and files by the digests of their paths, agendas and dossiers by those of their ids.
    by_path: Map<u64, u32>,
    files: Map<u64, u32>,
    meetings: Map<u64, u32>,
    dossiers: Map<u64, u32>,
    /// The paths of drafts from the content folder, their ids, and their addresses with `/` before them.
    hidden: HashSet<String>,
    /// All paths and all addresses, sorted, once something looks for one near to another.
    paths: OnceLock<Vec<&'a str>>,
    addresses: OnceLock<Vec<&'a str>>,
}

/// When the names in a document can be looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Without knowing the sources and registers of the site: it names no address.
    Early,
    /// With them.
    Late,
}

/// What is wrong with the target of a link.
enum Broken {
    /// It is a draft, by this name.
    Draft(String),
    /// There is nothing by its name.
    Nothing,
    /// The document has no such place.
    Anchor(u32),
    /// The page at this address is none of a document, and has no such place.
    Place(String),
}

/// A suggestion, as long as not too much is wrong with the file.
fn did_you_mean<'k>(found: &[Diagnostic], word: &str, known: impl IntoIterator<Item = &'k str>, otherwise: &str) -> String {
    match found.len() < suggest::MOST {
        true => suggest::did_you_mean(word, known, otherwise),
        false => otherwise.to_owned(),
    }
}

impl<'a> Names<'a> {
    /// All names of a site, and those of the drafts that are not part of it.
    pub fn new(site: &'a Site, hidden: &'a [Arc<Document>]) -> Self {
        Names {
            site,
            by_path: site.documents.iter().zip(0..).map(|(document, at)| (document.handles.path, at)).collect(),
            files: site.files.iter().zip(0..).map(|((_, file), at)| (Handles::digest(target::content_path(&file.path)), at)).collect(),
            meetings: site.meetings.iter().map(|m| (site.document(m.agenda).handles.id, m.agenda)).collect(),
            dossiers: site.dossiers.iter().map(|d| (site.document(d.document).handles.id, d.document)).collect(),
            hidden: hidden.iter().flat_map(|d| draft_names(d)).collect(),
            paths: OnceLock::new(),
            addresses: OnceLock::new(),
        }
    }

    /// For each document, what its targets turn out to be, and everything that is wrong with what it names; none for a document
    /// whose turn it is not.
    pub fn all(&self, when: When) -> Vec<Option<(Vec<Resolved>, Vec<Diagnostic>)>> {
        let named = |index| {
            let document = self.site.document(index);
            let late = document.targets.iter().any(|target| matches!(target, Target::Address { .. }));
            (late == (when == When::Late)).then(|| sealed::settled(document, self.document(index)))
        };
        (0..self.site.documents.len() as u32).into_par_iter().with_min_len(64).map(named).collect()
    }

    fn document(&self, index: u32) -> (Vec<Resolved>, Vec<Diagnostic>) {
        let document = self.site.document(index);
        let mut found = Vec::new();
        let mut broken: Vec<(u32, Broken)> = Vec::new();
        let targets = (0..).zip(&document.targets).zip(&document.handles.targets).map(|((target, named), handle)| {
            self.target(index, named, *handle).unwrap_or_else(|(resolved, wrong)| {
                broken.push((target, wrong));
                resolved
            })
        });
        let targets = targets.collect();
        // What is wrong is reported at every link.
        if !broken.is_empty() {
            for link in &document.links {
                if let Ok(at) = broken.binary_search_by_key(&link.target, |(target, _)| *target) {
                    found.push(self.report(document, link, &broken[at].1, &found));
                }
            }
        }
        self.dossiers(index, &mut found);
        self.items(index, &mut found);
        self.formation(document, &mut found);
        (targets, found)
    }

    /// What a target turns out to be. Where something is wrong: what a link to it leads to all the same, and what is wrong.
    fn target(&self, own: u32, target: &Target, handle: u64) -> Result<Resolved, (Resolved, Broken)> {
        let nothing = |name: String| (Resolved::Nothing, if self.hidden.contains(&name) { Broken::Draft(name) } else { Broken::Nothing });
        match target {
            Target::Here(anchor) => self.anchored(own, Some(anchor)),
            Target::File { path, anchor } if self.kept(own, path).is_some() => match self.kept(own, path) {
                Some(Resolved::Page(Page::Document(document))) => self.anchored(document, anchor.as_deref()),
                kept => Ok(kept.unwrap_or(Resolved::Nothing)),
            },
            Target::File { path, anchor } => match (self.by_path.get(&handle), self.files.get(&handle)) {
                (Some(document), _) => self.anchored(*document, anchor.as_deref()),
                (None, Some(file)) => Ok(Resolved::File(*file)),
                (None, None) => Err(nothing(path.clone())),
            },
            Target::Wiki { id, anchor } => {
                let document = self.meetings.get(&handle).or_else(|| self.dossiers.get(&handle));
                document.map_or_else(|| Err(nothing(id.clone())), |document| self.anchored(*document, anchor.as_deref()))
            }
            Target::Address { address, anchor } => {
                let draft = format!("/{}/", address.trim_end_matches('/'));
                if self.hidden.contains(&draft) {
                    return Err((Resolved::Nothing, Broken::Draft(format!("/{address}"))));
                }
                self.address(address, anchor.as_deref())
            }
        }
    }

    fn address(&self, address: &str, anchor: Option<&str>) -> Result<Resolved, (Resolved, Broken)> {
        match self.site.find(address) {
            Some(Page::Document(document)) => return self.anchored(document, anchor),
            Some(Page::Home) if self.site.home.is_some() => {
                return self.site.home.map_or(Ok(Resolved::Nothing), |home| self.anchored(home, anchor));
            }
            Some(page) => {
                let known = anchor.is_none_or(|anchor| page == Page::Treatments && self.has_treatment(anchor));
                return if known { Ok(Resolved::Page(page)) } else { Err((Resolved::Page(page), Broken::Place(address.to_owned()))) };
            }
            None => {}
        }
        match self.site.files.binary_search_by(|(known, _)| known.as_str().cmp(address)) {
            Ok(file) => Ok(Resolved::File(file as u32)),
            Err(_) => Err((Resolved::Nothing, Broken::Nothing)),
        }
    }

    /// What a link of a version that was corrected since leads to, if the same version has it.
    fn kept(&self, own: u32, path: &str) -> Option<Resolved> {
        let kept = sealed::of_version(self.site.document(own), path)?;
        let handle = Handles::digest(&kept);
        let document = self.by_path.get(&handle).map(|document| Resolved::Page(Page::Document(*document)));
        document.or_else(|| self.files.get(&handle).map(|file| Resolved::File(*file)))
    }

    fn anchored(&self, document: u32, anchor: Option<&str>) -> Result<Resolved, (Resolved, Broken)> {
        let page = Resolved::Page(Page::Document(document));
        match anchor.is_none_or(|anchor| has_anchor(self.site.document(document), &self.site.language, anchor)) {
            true => Ok(page),
            false => Err((page, Broken::Anchor(document))),
        }
    }

    /// What is wrong with a link, as a diagnostic.
    fn report(&self, document: &Document, link: &Link, broken: &Broken, found: &[Diagnostic]) -> Diagnostic {
        let path = &document.source.path;
        let report = |code, message: String, hint: String| Diagnostic::at(code, path, link.span, message).hint(hint);
        let target = document.target(link);
        let anchor = target.anchor().unwrap_or_default();
        match (broken, target) {
            (Broken::Draft(name), _) => self.draft(path, link.span, name),
            (Broken::Anchor(to), _) => {
                let to = self.site.document(*to);
                let known = to.divisions.iter().map(|d| d.anchor.as_str());
                let hint = did_you_mean(found, anchor, known, "give the heading an id: `{#…}`");
                report(Code::BrokenAnchor, format!("`{}` has no place `#{anchor}`", to.source.path), hint)
            }
            (_, Target::File { path: wanted, .. }) => {
                report(Code::BrokenLink, format!("there is no file `content/{wanted}`"), self.near_file(found, wanted))
            }
            (_, Target::Wiki { id, .. }) => {
                let known = self.site.meetings.iter().map(|m| m.id.as_str()).chain(self.site.dossiers.iter().map(|d| d.id.as_str()));
                let hint = did_you_mean(found, id, known, "write the id of a meeting or a dossier between the brackets");
                report(Code::BrokenLink, format!("there is no meeting or dossier `{id}`"), hint)
            }
            (Broken::Place(address), _) => {
                let hint = "leave out what begins with `#`".to_owned();
                report(Code::BrokenAnchor, format!("`/{address}` has no place `#{anchor}`"), hint)
            }
            (Broken::Nothing, Target::Address { address, .. } | Target::Here(address)) => {
                let known = self.addresses.get_or_init(|| {
                    let mut known: Vec<&str> = self.site.by_address.keys().map(|address| &**address).collect();
                    known.sort_unstable();
                    known
                });
                let otherwise = "link to a file by its path, such as `../dossiers/schengen.md`";
                let hint = did_you_mean(found, address, known.iter().copied(), otherwise);
                report(Code::BrokenLink, format!("the site has no address `/{address}`"), hint)
            }
        }
    }

    fn draft(&self, path: &Arc<str>, span: Span, name: &str) -> Diagnostic {
        let message = format!("`{name}` is a draft and is not published");
        Diagnostic::at(Code::DraftLink, path, span, message).hint("publish the draft, or remove the link until then")
    }

    fn has_treatment(&self, anchor: &str) -> bool {
        let divisions = self.site.documents.iter().flat_map(|d| &d.divisions);
        divisions.flat_map(|d| &d.treatments).any(|t| t.anchor() == anchor)
    }

    fn near_file(&self, found: &[Diagnostic], wanted: &str) -> String {
        let known = self.paths.get_or_init(|| {
            let documents = self.site.documents.iter().map(|document| &*document.source.path);
            let files = self.site.files.iter().map(|(_, file)| &*file.path);
            let mut known: Vec<&str> = documents.chain(files).map(target::content_path).collect();
            known.sort_unstable();
            known
        });
        let known = if found.len() < suggest::MOST { known.as_slice() } else { &[] };
        let name = |path: &'a str| path.rsplit('/').next().unwrap_or("");
        let own = wanted.rsplit('/').next().unwrap_or("");
        let elsewhere = known.iter().find(|k| name(k) == own && own != "agenda.md");
        match suggest::nearest(wanted, known.iter().copied()).or(elsewhere.copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "paths are relative to the folder of this file".to_owned(),
        }
    }

    /// Checks the dossiers that headings and other dossiers name.
    fn dossiers(&self, index: u32, found: &mut Vec<Diagnostic>) {
        let document = self.site.document(index);
        let mut check = |tied: &Located<String>| {
            if self.dossiers.contains_key(&Handles::digest(&tied.value)) {
                return;
            }
            if self.hidden.contains(&tied.value) {
                return found.push(self.draft(&document.source.path, tied.span, &tied.value));
            }
            let message = format!("there is no dossier `{}`", tied.value);
            let otherwise = format!("make `content/dossiers/{}.md`", tied.value);
            let hint = did_you_mean(found, &tied.value, self.site.dossiers.iter().map(|d| d.id.as_str()), &otherwise);
            found.push(Diagnostic::at(Code::UnknownDossier, &document.source.path, tied.span, message).hint(hint));
        };
        // Mostly all are known, and then no heading has to be looked at.
        if self.site.tied[index as usize].contains(&None) {
            document.divisions.iter().flat_map(|d| &d.dossiers).for_each(&mut check);
        }
        if let Special::Dossier(facts) = &document.front.special {
            facts.related.iter().for_each(&mut check);
        }
    }

    /// Checks the items that commitments and a report's headings name.
    fn items(&self, index: u32, found: &mut Vec<Diagnostic>) {
        let document = self.site.document(index);
        let mut check = |agenda: &Document, item: &str, span: Span| {
            if agenda.anchor(item).is_none() {
                let message = format!("`{}` has no item `{item}`", agenda.source.path);
                let hint =
                    did_you_mean(found, item, agenda.divisions.iter().map(|d| d.anchor.as_str()), "write the id of one of its headings");
                found.push(Diagnostic::at(Code::UnknownItem, &document.source.path, span, message).hint(hint));
            }
        };
        for item in site::letter(&document.front).into_iter().flat_map(|l| &l.commitments).filter_map(|c| c.item.as_ref()) {
            check(document, &item.value, item.span);
        }
        if document.ties.items.is_empty() {
            return;
        }
        if let Some(agenda) = self.site.meeting(index).map(|meeting| self.site.document(meeting.agenda)) {
            for item in document.ties.items.iter().filter_map(|at| document.divisions[*at as usize].item.as_ref()) {
                check(agenda, &item.value, item.span);
            }
        }
    }

    fn formation(&self, document: &Document, found: &mut Vec<Diagnostic>) {
        let known = &self.site.config.formations;
        let Special::Meeting(facts) = &document.front.special else { return };
        let Some(formation) = facts.formation.as_ref().filter(|f| !known.is_empty() && !known.contains_key(&f.value)) else { return };
        let message = format!("there is no formation `{}`", formation.value);
        let otherwise = format!("name it in site.toml under `[formations.{}]`", formation.value);
        let hint = suggest::did_you_mean(&formation.value, known.keys().map(String::as_str), &otherwise);
        found.push(Diagnostic::at(Code::UnknownFormation, &document.source.path, formation.span, message).hint(hint));
    }
}

/// Whether the page of a document has a place with this anchor: a heading, a block, a note or a citation.
fn has_anchor(document: &Document, language: &Language, anchor: &str) -> bool {
    let words = &language.addresses;
    let number = |text: &str| text.parse::<usize>().ok().filter(|n| *n > 0 && n.to_string() == text);
    let numbered = |prefix: &str| anchor.strip_prefix(prefix).and_then(number);
    let block = |n: usize| document.blocks.get(n - 1).is_some_and(|b| b.fragment.slots().any(|s| matches!(s, Slot::Block(_))));
    let citation = |rest: &str| {
        let (note, nth) =
            rest.split_once('-').map_or((number(rest), Some(1)), |(note, nth)| (number(note), number(nth).filter(|n| *n > 1)));
        let note = note.and_then(|n| document.notes.get(n - 1));
        note.zip(nth).is_some_and(|(note, nth)| nth <= note.citations.len())
    };
    document.anchor(anchor).is_some()
        || numbered("p").is_some_and(block)
        || numbered(&format!("{}-", words.footnote)).is_some_and(|n| n <= document.notes.len())
        || anchor.strip_prefix(&format!("{}-", words.citation)).is_some_and(citation)
        || (anchor == words.footnotes && !document.notes.is_empty())
}
