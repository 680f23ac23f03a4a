//! What the names in documents stand for: files, ids, addresses and places on pages.
//!
//! Takes: the [`Contents`], [`Meetings`] and [`Dossiers`] of a site; the drafts that are not part of it; and, in a
//! second round, its [`Directory`].
//! Gives: what each target of a link is, and a diagnostic for each name that stands for nothing.
//! Never: reads the text of a document.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use foldhash::fast::FixedState;
use oxc_index::IndexVec;
use rayon::prelude::*;

use crate::diagnostic::suggest;
use crate::diagnostic::{Code, Diagnostic, Hint, Message, Span, message};
use crate::document::front_matter::Special;
use crate::document::indices::TargetId;
use crate::document::link::TypedTarget;
use crate::document::link_target;
use crate::document::{Handles, Link, Role, Summary, Target};
use crate::project::seal_text;
use crate::settings::fields::Located;
use crate::site::directory::Directory;
use crate::site::dossier_ties::Dossiers;
use crate::site::indices::{DocumentId, FileId};
use crate::site::ingredients::Contents;
use crate::site::meeting_documents::Meetings;
use crate::site::page::{Page, Resolved};
use crate::site::stored_names::StoredNames;

/// A map with a cheap hash: linking looks up every link of the site.
type Map<K, V> = HashMap<K, V, FixedState>;

/// What the names in one document stand for.
pub(crate) struct ResolvedNames {
    /// What each of its link targets is.
    pub targets: IndexVec<TargetId, Resolved>,
    pub diagnostics: Vec<Diagnostic>,
}

/// All names that a draft can be called by: its path, its id and its address.
fn draft_names(draft: &Summary) -> [String; 3] {
    let id = match &draft.role {
        Role::Agenda { meeting } => meeting,
        Role::Dossier { id } => id,
        _ => "",
    };
    let path = link_target::content_path(&draft.path);
    [path.to_owned(), id.to_owned(), format!("/{}", draft.address)]
}

pub(crate) struct NameResolver<'a> {
    contents: &'a Contents,
    meetings: &'a Meetings,
    dossiers: &'a Dossiers,
    /// What stands where; `None` until that is settled. Documents that name an address have to wait for it.
    directory: Option<Directory<'a>>,
    /// By the digests of paths, and agendas and dossiers by those of ids.
    documents_by_path: Map<u64, DocumentId>,
    files_by_path: Map<u64, FileId>,
    agendas_by_id: Map<u64, DocumentId>,
    dossiers_by_id: Map<u64, DocumentId>,
    /// The paths of drafts from the content folder, their ids, and their addresses with a leading `/`.
    hidden: HashSet<String>,
    /// All paths and addresses, sorted; collected when something first needs a similar one.
    paths: OnceLock<Vec<&'a str>>,
    addresses: OnceLock<Vec<&'a str>>,
    /// Collected when something first cannot be found.
    stored_names: OnceLock<StoredNames>,
}

/// A target with something wrong.
struct BrokenTarget {
    /// What a link to it leads to all the same.
    resolved: Resolved,
    why: Broken,
}

impl BrokenTarget {
    /// A target to which no link can lead.
    fn nowhere(why: Broken) -> Self {
        BrokenTarget { resolved: Resolved::Nothing, why }
    }
}

/// What is wrong with the target of a link.
enum Broken {
    /// It is a draft with this name.
    Draft(String),
    /// Nothing has its name.
    Nothing,
    /// The document has no such place.
    Anchor(DocumentId),
    /// The page at this address shows no document, and has no such place.
    Place(String),
}

/// A suggestion, unless too much is wrong with the file.
fn did_you_mean<'k>(
    found: &[Diagnostic],
    word: &str,
    typed: Option<Span>,
    known: impl IntoIterator<Item = &'k str>,
    otherwise: Message,
) -> Hint {
    match found.len() < suggest::MOST {
        true => suggest::did_you_mean(word, typed, known, otherwise),
        false => otherwise.into(),
    }
}

impl<'a> NameResolver<'a> {
    /// Knows all names except addresses; `hidden` are the drafts that are not part of the site.
    pub(crate) fn new(
        contents: &'a Contents,
        meetings: &'a Meetings,
        dossiers: &'a Dossiers,
        hidden: &[Arc<Summary>],
    ) -> Self {
        let id = |document: DocumentId| contents.document(document).handles.id;
        let path = |file: &str| Handles::digest(link_target::content_path(file));
        NameResolver {
            contents,
            meetings,
            dossiers,
            directory: None,
            documents_by_path: contents.documents.iter_enumerated().map(|(at, d)| (d.handles.path, at)).collect(),
            files_by_path: contents.files.iter_enumerated().map(|(at, (_, file))| (path(&file.path), at)).collect(),
            agendas_by_id: meetings.list.iter().map(|m| (id(m.agenda), m.agenda)).collect(),
            dossiers_by_id: dossiers.list.iter().map(|d| (id(d.document), d.document)).collect(),
            hidden: hidden.iter().flat_map(|d| draft_names(d)).collect(),
            paths: OnceLock::new(),
            addresses: OnceLock::new(),
            stored_names: OnceLock::new(),
        }
    }

    /// The same, knowing addresses as well.
    pub(crate) fn with_addresses(self, directory: Directory<'a>) -> Self {
        NameResolver { directory: Some(directory), ..self }
    }

    /// For each document, what its names stand for, if it is its turn: without addresses, documents that name none;
    /// with addresses, the others.
    pub(crate) fn resolve(&self) -> Vec<Option<ResolvedNames>> {
        let names = |index| {
            let document = self.contents.document(index);
            let names_addresses = document.targets.iter().any(|target| matches!(target, Target::Address { .. }));
            (names_addresses == self.directory.is_some()).then(|| settled(document, self.document(index)))
        };
        let all = (0..self.contents.documents.len()).into_par_iter().map(DocumentId::from);
        all.with_min_len(64).map(names).collect()
    }

    fn document(&self, index: DocumentId) -> ResolvedNames {
        let document = self.contents.document(index);
        let mut diagnostics = Vec::new();
        let mut broken: Vec<(TargetId, Broken)> = Vec::new();
        let targets = document.targets.iter_enumerated().zip(&document.handles.targets);
        let targets = targets.map(|((target, named), handle)| {
            self.target(index, named, *handle).unwrap_or_else(|BrokenTarget { resolved, why }| {
                let elsewhere = self.contents.elsewhere.find(named).map(Resolved::Elsewhere);
                elsewhere.unwrap_or_else(|| {
                    broken.push((target, why));
                    resolved
                })
            })
        });
        let targets = targets.collect();
        // A mistake is reported at every link to the target.
        if !broken.is_empty() {
            for link in &document.links {
                if let Ok(at) = broken.binary_search_by_key(&link.target, |(target, _)| *target) {
                    diagnostics.push(self.report(document, link, &broken[at].1, &diagnostics));
                }
            }
        }
        self.check_dossiers(index, &mut diagnostics);
        self.check_items(index, &mut diagnostics);
        self.check_formation(document, &mut diagnostics);
        ResolvedNames { targets, diagnostics }
    }

    /// What a target is.
    fn target(&self, own: DocumentId, target: &Target, handle: u64) -> Result<Resolved, BrokenTarget> {
        let why = |name| if self.hidden.contains(&name) { Broken::Draft(name) } else { Broken::Nothing };
        let nothing = |name: String| BrokenTarget::nowhere(why(name));
        match target {
            Target::Here(anchor) => self.anchored(own, Some(anchor)),
            Target::File { path, anchor } if self.kept(own, path).is_some() => match self.kept(own, path) {
                Some(Resolved::Page(Page::Document(document))) => self.anchored(document, anchor.as_deref()),
                kept => Ok(kept.unwrap_or(Resolved::Nothing)),
            },
            Target::File { path, anchor } => {
                match (self.documents_by_path.get(&handle), self.files_by_path.get(&handle)) {
                    (Some(document), _) => self.anchored(*document, anchor.as_deref()),
                    (None, Some(file)) => Ok(Resolved::File(*file)),
                    (None, None) => {
                        let names = self.stored_names.get_or_init(|| StoredNames::of(self.contents));
                        names.find(path).map(Resolved::File).ok_or_else(|| nothing(path.clone()))
                    }
                }
            }
            Target::Wiki { id, anchor } => {
                let document = self.agendas_by_id.get(&handle).or_else(|| self.dossiers_by_id.get(&handle));
                document
                    .map_or_else(|| Err(nothing(id.clone())), |document| self.anchored(*document, anchor.as_deref()))
            }
            Target::Address { address, anchor } => {
                let draft = format!("/{}/", address.trim_end_matches('/'));
                if self.hidden.contains(&draft) {
                    return Err(BrokenTarget::nowhere(Broken::Draft(format!("/{address}"))));
                }
                // Without addresses, only documents that name none are asked.
                match &self.directory {
                    Some(directory) => self.address(directory, address, anchor.as_deref()),
                    None => Err(BrokenTarget::nowhere(Broken::Nothing)),
                }
            }
        }
    }

    fn address(&self, directory: &Directory, address: &str, anchor: Option<&str>) -> Result<Resolved, BrokenTarget> {
        match directory.find(address) {
            Some(Page::Document(document)) => return self.anchored(document, anchor),
            Some(Page::Home) if directory.home.is_some() => {
                return directory.home.map_or(Ok(Resolved::Nothing), |home| self.anchored(home, anchor));
            }
            Some(page) => {
                let known = anchor.is_none_or(|anchor| page == Page::Treatments && self.has_treatment(anchor));
                return if known {
                    Ok(Resolved::Page(page))
                } else {
                    Err(BrokenTarget { resolved: Resolved::Page(page), why: Broken::Place(address.to_owned()) })
                };
            }
            None => {}
        }
        directory.file(address).map(Resolved::File).ok_or(BrokenTarget::nowhere(Broken::Nothing))
    }

    /// What a link in a corrected version leads to, if the same version has it.
    fn kept(&self, own: DocumentId, path: &str) -> Option<Resolved> {
        let kept = of_version(self.contents.document(own), path)?;
        let handle = Handles::digest(&kept);
        let document = self.documents_by_path.get(&handle).map(|document| Resolved::Page(Page::Document(*document)));
        document.or_else(|| self.files_by_path.get(&handle).map(|file| Resolved::File(*file)))
    }

    fn anchored(&self, document: DocumentId, anchor: Option<&str>) -> Result<Resolved, BrokenTarget> {
        let resolved = Resolved::Page(Page::Document(document));
        match anchor.is_none_or(|anchor| has_anchor(self.contents, document, anchor)) {
            true => Ok(resolved),
            false => Err(BrokenTarget { resolved, why: Broken::Anchor(document) }),
        }
    }

    /// The diagnostic for a link with something wrong.
    fn report(&self, document: &Summary, link: &Link, broken: &Broken, found: &[Diagnostic]) -> Diagnostic {
        let path = &document.path;
        let report = |code, message: Message, hint: Hint| Diagnostic::at(code, path, link.span, message).hint(hint);
        let target = document.target(link);
        let anchor = target.anchor().unwrap_or_default();
        let typed = |part: fn(&TypedTarget) -> Span| link.typed.as_ref().map(part);
        match (broken, target) {
            (Broken::Draft(name), _) => self.draft(path, link.span, name),
            (Broken::Anchor(to), _) => {
                let to = self.contents.document(*to);
                let known = to.divisions.iter().map(|d| d.anchor.as_str());
                let hint = did_you_mean(found, anchor, typed(|t| t.anchor), known, message!("broken-anchor.hint"));
                report(Code::BrokenAnchor, message!("broken-anchor", path = to.path, anchor), hint)
            }
            (_, Target::File { path: wanted, .. }) => report(
                Code::BrokenLink,
                message!("no-file", path = wanted),
                self.near_file(found, document, wanted, link),
            ),
            (_, Target::Wiki { id, .. }) => {
                let meetings = self.meetings.list.iter().map(|m| m.id.as_str());
                let known = meetings.chain(self.dossiers.list.iter().map(|d| d.id.as_str()));
                let otherwise = message!("no-target.hint");
                let hint = did_you_mean(found, id, typed(|t| t.name), known, otherwise);
                report(Code::BrokenLink, message!("no-target", id), hint)
            }
            (Broken::Place(address), _) => {
                let hint = message!("no-place.hint").into();
                report(Code::BrokenAnchor, message!("no-place", address, anchor), hint)
            }
            (Broken::Nothing, Target::Address { address, .. } | Target::Here(address)) => {
                let known = self.addresses.get_or_init(|| {
                    let pages = self.directory.into_iter().flat_map(|directory| directory.addresses.pages.keys());
                    let mut known: Vec<&str> = pages.map(|address| &**address).collect();
                    known.sort_unstable();
                    known
                });
                let otherwise = message!("no-address.hint");
                let near = suggest::nearest(address, known.iter().copied().filter(|_| found.len() < suggest::MOST));
                let meant = |near| Hint::meant(&format!("/{near}"), typed(|t| t.name));
                let hint = near.map_or(otherwise.into(), meant);
                report(Code::BrokenLink, message!("no-address", address), hint)
            }
        }
    }

    fn draft(&self, path: &Arc<str>, span: Span, name: &str) -> Diagnostic {
        Diagnostic::at(Code::DraftLink, path, span, message!("draft-link", name)).hint(message!("draft-link.hint"))
    }

    fn has_treatment(&self, anchor: &str) -> bool {
        let divisions = self.contents.documents.iter().flat_map(|d| &d.divisions);
        divisions.flat_map(|d| &d.treatments).any(|t| t.anchor() == anchor)
    }

    /// What was meant by the path of a file that is not there.
    fn near_file(&self, found: &[Diagnostic], document: &Summary, wanted: &str, link: &Link) -> Hint {
        let own_path = link_target::content_path(&document.path);
        let relative = |file: &str| link_target::relative(file, own_path);
        let typed = link.typed.map(|typed| typed.name);
        let typed_path = relative(wanted);
        if link_target::lacks_scheme(&typed_path) {
            return Hint::meant(&format!("https://{typed_path}"), typed);
        }
        let known = self.paths.get_or_init(|| {
            let documents = self.contents.documents.iter().map(|document| &*document.path);
            let files = self.contents.files.iter().map(|(_, file)| &*file.path);
            let mut known: Vec<&str> = documents.chain(files).map(link_target::content_path).collect();
            known.sort_unstable();
            known
        });
        let known = if found.len() < suggest::MOST { known.as_slice() } else { &[] };
        let name = |path: &'a str| path.rsplit('/').next().unwrap_or("");
        let own = wanted.rsplit('/').next().unwrap_or("");
        let elsewhere = known.iter().find(|k| name(k) == own && own != "agenda.md");
        let folder = &wanted[..wanted.len() - own.len()];
        let beside = known.iter().filter_map(|path| path.strip_prefix(folder)).filter(|name| !name.contains('/'));
        let beside = suggest::nearest(own, beside).map(|name| format!("{folder}{name}"));
        let farther = || suggest::nearest(wanted, known.iter().copied().filter(|path| !path.starts_with(folder)));
        match beside.or(elsewhere.map(|path| (*path).to_owned())).or_else(|| farther().map(str::to_owned)) {
            Some(file) => Hint::meant(&relative(&file), typed),
            None => message!("no-file.hint").into(),
        }
    }

    /// Checks the dossiers that headings and other dossiers name.
    fn check_dossiers(&self, index: DocumentId, found: &mut Vec<Diagnostic>) {
        let document = self.contents.document(index);
        let mut check = |tied: &Located<String>| {
            if self.dossiers_by_id.contains_key(&Handles::digest(&tied.value)) {
                return;
            }
            if self.hidden.contains(&tied.value) {
                return found.push(self.draft(&document.path, tied.span, &tied.value));
            }
            let message = message!("unknown-dossier", id = tied.value);
            let otherwise = message!("unknown-dossier.hint", id = tied.value);
            let hint = did_you_mean(
                found,
                &tied.value,
                tied.typed(),
                self.dossiers.list.iter().map(|d| d.id.as_str()),
                otherwise,
            );
            found.push(Diagnostic::at(Code::UnknownDossier, &document.path, tied.span, message).hint(hint));
        };
        // Usually all are known, and no heading has to be looked at.
        if self.dossiers.tied[index].contains(&None) {
            document.divisions.iter().flat_map(|d| &d.dossiers).for_each(&mut check);
        }
        if let Special::Dossier(facts) = &document.front.special {
            facts.related.iter().for_each(&mut check);
        }
    }

    /// Checks the items that commitments and the headings of a report name.
    fn check_items(&self, index: DocumentId, found: &mut Vec<Diagnostic>) {
        let document = self.contents.document(index);
        let mut check = |agenda: &Summary, named: &Located<String>| {
            let (item, span) = (named.value.as_str(), named.span);
            if agenda.anchor(item).is_none() {
                let message = message!("unknown-item", path = agenda.path, item);
                let known = agenda.divisions.iter().map(|d| d.anchor.as_str());
                let hint = did_you_mean(found, item, named.typed(), known, message!("unknown-item.hint"));
                found.push(Diagnostic::at(Code::UnknownItem, &document.path, span, message).hint(hint));
            }
        };
        for item in document.front.letter().into_iter().flat_map(|l| &l.commitments).filter_map(|c| c.item.as_ref()) {
            check(document, item);
        }
        if document.ties.items.is_empty() {
            return;
        }
        if let Some(agenda) = self.meetings.of(index).map(|meeting| self.contents.document(meeting.agenda)) {
            for item in document.ties.items.iter().filter_map(|at| document.divisions[*at].item.as_ref()) {
                check(agenda, item);
            }
        }
    }

    fn check_formation(&self, document: &Summary, found: &mut Vec<Diagnostic>) {
        let known = &self.contents.settings.formations;
        let Special::Meeting(facts) = &document.front.special else { return };
        let Some(formation) = facts.formation.as_ref().filter(|f| !known.is_empty() && !known.contains_key(&f.value))
        else {
            return;
        };
        let message = message!("unknown-formation", id = formation.value);
        let otherwise = message!("unknown-formation.hint", id = formation.value);
        let hint =
            suggest::did_you_mean(&formation.value, formation.typed(), known.keys().map(String::as_str), otherwise);
        found.push(Diagnostic::at(Code::UnknownFormation, &document.path, formation.span, message).hint(hint));
    }
}

/// Whether the page of a document has a place with this anchor: a heading, block, note or citation.
fn has_anchor(contents: &Contents, index: DocumentId, anchor: &str) -> bool {
    let Contents { documents, places, language, .. } = contents;
    let (document, words) = (&documents[index], &language.addresses);
    let named = |name: &str| places.note_named(document, index, name);
    let cited = |rest: &str| {
        let nth = |nth: &str| nth.parse::<usize>().ok().filter(|n| *n > 1 && n.to_string() == nth);
        let again = rest.rsplit_once('-').and_then(|(name, count)| Some((named(name)?, nth(count)?)));
        again.is_some_and(|(note, nth)| nth <= document.notes[note].citations.len()) || named(rest).is_some()
    };
    let note = anchor.strip_prefix(&format!("{}-", words.footnote));
    let citation = anchor.strip_prefix(&format!("{}-", words.citation));
    document.anchor(anchor).is_some()
        || note.is_some_and(|name| named(name).is_some())
        || citation.is_some_and(cited)
        || (anchor == words.footnotes && !document.notes.is_empty())
        || places.has_paragraph(document, index, anchor)
}

/// Where a link to a file of the same meeting leads; within an earlier version, to the file of that version.
fn of_version(document: &Summary, wanted: &str) -> Option<String> {
    let Role::Version { meeting, number, .. } = &document.role else { return None };
    let inner = wanted.strip_prefix("meetings/")?.strip_prefix(meeting.as_str())?.strip_prefix('/')?;
    Some(format!("meetings/{meeting}/{}/{number}/{inner}", seal_text::KEPT))
}

/// In a corrected version, a link to what is gone leads to the page that says so, since nobody can change it.
fn settled(document: &Summary, names: ResolvedNames) -> ResolvedNames {
    if !matches!(document.role, Role::Version { .. }) {
        return names;
    }
    let settle = |target| if target == Resolved::Nothing { Resolved::Page(Page::NotFound) } else { target };
    ResolvedNames { targets: names.targets.into_iter().map(settle).collect(), diagnostics: Vec::new() }
}
