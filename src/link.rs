//! Ties all documents of a site together.
//!
//! Takes: every [`Document`], of which it reads the summaries (ids, headings, links) and not the text; settings and words.
//! Gives: a [`Site`] and a diagnostic for each tie that leads nowhere.
//! Never: is remembered. It runs whole each time, which takes milliseconds and can leave nothing stale.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use foldhash::fast::FixedState;
use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::{Document, Link, Role, Target};
use crate::fragment::Slot;
use crate::front::Special;
use crate::language::Language;
use crate::load::Copied;
use crate::seal::Seal;
use crate::site::{self, Dossier, Entry, Meeting, Page, Resolved, Site};
use crate::{claims, sealed, suggest, target};

/// Whether drafts are part of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Drafts {
    /// They are left out.
    #[default]
    Hide,
    /// They are shown, and marked.
    Show,
}

/// Everything that goes into a site.
#[derive(Clone)]
pub struct Ingredients {
    /// The settings.
    pub config: Arc<Config>,
    /// The fixed words.
    pub language: Arc<Language>,
    /// The documents, by path.
    pub documents: Vec<Arc<Document>>,
    /// The seals of past meetings.
    pub seals: Vec<Arc<Seal>>,
    /// The files of `content` that are published as they are.
    pub attachments: Vec<Copied>,
    /// The files of `static`, with their addresses.
    pub statics: Vec<(String, Copied)>,
    /// Whether drafts are shown.
    pub drafts: Drafts,
}

/// A map whose hashes cost little: linking looks up every link of the site.
type Map<K, V> = HashMap<K, V, FixedState>;

/// Links a site.
pub fn link(ingredients: Ingredients) -> (Site, Vec<Diagnostic>) {
    let Ingredients { config, language, documents, seals, attachments, statics, drafts } = ingredients;
    let (documents, hidden, attachments) = match drafts {
        Drafts::Show => (documents, Vec::new(), attachments),
        Drafts::Hide => without_drafts(documents, attachments),
    };
    let mut diagnostics = Vec::new();
    let mut files: Vec<(String, Copied)> = attachments.into_iter().map(|f| (attachment_address(&language, &f.path), f)).collect();
    files.extend(statics);
    files.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.path.cmp(&b.1.path)));
    let mut site = Site {
        config,
        language,
        home: documents.iter().position(|d| d.role == Role::Home).map(|i| i as u32),
        plain: (0..documents.len() as u32).filter(|i| matches!(documents[*i as usize].role, Role::Page { .. })).collect(),
        meetings: Vec::new(),
        dossiers: Vec::new(),
        files,
        redirects: Vec::new(),
        links: Vec::new(),
        meeting_of: vec![None; documents.len()],
        addresses: Vec::new(),
        by_address: Map::default(),
        documents,
    };
    site.addresses = site.documents.iter().map(|d| site::role_address(&site.language, &d.role)).collect();
    stylesheet(&site, &mut diagnostics);
    meetings(&mut site, &mut diagnostics);
    sealed::attach(&mut site, &seals);
    dossiers(&mut site, &mut diagnostics);
    claims::addresses(&mut site, &mut diagnostics);
    let names = Names::new(&site, &hidden);
    let linked: Vec<(Vec<Resolved>, Vec<Diagnostic>)> =
        site.documents.par_iter().map(|document| settled(document, names.document(document))).collect();
    for (links, found) in linked {
        site.links.push(links);
        diagnostics.extend(found);
    }
    (site, diagnostics)
}

/// In a version that was corrected since, a link to what is no longer there leads to the page that says so: nobody can mend it.
fn settled(document: &Document, (links, found): (Vec<Resolved>, Vec<Diagnostic>)) -> (Vec<Resolved>, Vec<Diagnostic>) {
    if !matches!(document.role, Role::Version { .. }) {
        return (links, found);
    }
    let settle = |link| if link == Resolved::Nothing { Resolved::Page(Page::NotFound) } else { link };
    (links.into_iter().map(settle).collect(), Vec::new())
}

/// The stylesheet with the house style has to be there.
fn stylesheet(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let Some(named) = &site.config.stylesheet else { return };
    if site.files.iter().any(|(address, _)| *address == named.value) {
        return;
    }
    let known = site.files.iter().map(|(address, _)| address.as_str()).filter(|a| a.ends_with(".css"));
    let hint = suggest::did_you_mean(&named.value, known, "put the file into `static`, and name it by its path from there");
    let message = format!("there is no file `static/{}`", named.value);
    diagnostics.push(Diagnostic::at(Code::BrokenLink, &Arc::from("site.toml"), named.span, message).hint(hint));
}

/// Parts the published documents from the drafts. With a draft agenda everything in the folder of its meeting is one,
/// its attachments too.
fn without_drafts(documents: Vec<Arc<Document>>, mut attachments: Vec<Copied>) -> (Vec<Arc<Document>>, Vec<Arc<Document>>, Vec<Copied>) {
    let agendas = documents.iter().filter(|d| d.front.draft && matches!(d.role, Role::Agenda { .. }));
    let meetings: HashSet<String> = agendas.filter_map(|d| d.role.meeting()).map(str::to_owned).collect();
    let within = |role: &Role| match role {
        Role::Version { meeting, .. } => meetings.contains(meeting),
        role => role.meeting().is_some_and(|meeting| meetings.contains(meeting)),
    };
    let (hidden, shown) = documents.into_iter().partition(|d| d.front.draft || within(&d.role));
    attachments.retain(|file| {
        let folder = target::content_path(&file.path).strip_prefix("meetings/").and_then(|rest| rest.split('/').next());
        folder.is_none_or(|meeting| !meetings.contains(meeting))
    });
    (shown, hidden, attachments)
}

/// The address of a file beside a document.
fn attachment_address(language: &Language, path: &str) -> String {
    if let Some(address) = sealed::kept_address(language, path) {
        return address;
    }
    let words = &language.addresses;
    let path = target::content_path(path);
    match path.split_once('/') {
        Some(("meetings", rest)) => format!("{}/{rest}", words.meetings),
        Some(("dossiers", rest)) => format!("{}/{rest}", words.dossiers),
        Some(("pages", rest)) => rest.to_owned(),
        _ => path.to_owned(),
    }
}

fn missing_agenda(id: &str, path: &Arc<str>) -> Diagnostic {
    let hint = format!("make `content/meetings/{id}/agenda.md`; its front matter holds the facts of the meeting");
    Diagnostic::whole(Code::MissingAgenda, path, format!("the meeting `{id}` has no agenda")).hint(hint)
}

fn meetings(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    #[derive(Default)]
    struct Folder {
        agenda: Option<u32>,
        report: Option<u32>,
        annexes: Vec<u32>,
    }
    let mut by_id: BTreeMap<&str, Folder> = BTreeMap::new();
    for (index, document) in site.documents.iter().enumerate() {
        let Some(id) = document.role.meeting() else { continue };
        let meeting = by_id.entry(id).or_default();
        match document.role {
            Role::Agenda { .. } => meeting.agenda = Some(index as u32),
            Role::Report { .. } => meeting.report = Some(index as u32),
            _ => meeting.annexes.push(index as u32),
        }
    }
    let mut orphaned: BTreeSet<&str> = BTreeSet::new();
    for (_, file) in &site.files {
        let id = file.path.strip_prefix("content/meetings/").and_then(|rest| rest.split('/').next());
        if let Some(id) = id.filter(|id| !by_id.contains_key(id) && orphaned.insert(id)) {
            diagnostics.push(missing_agenda(id, &file.path));
        }
    }
    let mut meetings = Vec::with_capacity(by_id.len());
    for (id, Folder { agenda, report, annexes }) in by_id {
        let Some(agenda) = agenda else {
            let first = report.into_iter().chain(annexes).next().map(|i| site.document(i));
            let path = first.map_or_else(|| id.into(), |d| d.source.path.clone());
            diagnostics.push(missing_agenda(id, &path));
            continue;
        };
        let Special::Meeting(facts) = &site.document(agenda).front.special else { continue };
        let formation = facts.formation.as_ref().map(|f| f.value.clone()).unwrap_or_default();
        let dates = match &facts.start {
            Some(start) => site.language.date_range(start.value, facts.end.as_ref().map(|d| d.value)),
            None => site.language.word("no_date").to_owned(),
        };
        let name = match formation.is_empty() {
            true => dates.clone(),
            false => format!("{} {dates}", site.formation(&formation).short),
        };
        meetings.push(Meeting {
            id: id.to_owned(),
            agenda,
            report,
            annexes,
            files: Vec::new(),
            seal: None,
            versions: Vec::new(),
            formation,
            dates,
            name,
            start: facts.start.as_ref().map(|d| d.value),
            previous: None,
            next: None,
        });
    }
    meetings.sort_by(|a, b| b.start.cmp(&a.start).then_with(|| a.id.cmp(&b.id)));
    let mut later: HashMap<String, u32> = HashMap::new();
    for index in 0..meetings.len() {
        if let Some(next) = later.insert(meetings[index].formation.clone(), index as u32) {
            meetings[index].next = Some(next);
            meetings[next as usize].previous = Some(index as u32);
        }
    }
    for (index, meeting) in meetings.iter_mut().enumerate() {
        let documents = std::iter::once(meeting.agenda).chain(meeting.report).chain(meeting.annexes.iter().copied());
        documents.for_each(|d| site.meeting_of[d as usize] = Some(index as u32));
        let folder = format!("{}/{}/", site.language.addresses.meetings, meeting.id);
        let from = site.files.partition_point(|(address, _)| *address < folder);
        let within = site.files[from..].iter().take_while(|(address, _)| address.starts_with(&folder)).count();
        let own = |index: &usize| sealed::is_attachment(&site.files[*index].1.path);
        meeting.files = (from..from + within).filter(own).map(|i| i as u32).collect();
    }
    site.meetings = meetings;
}

fn dossiers(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let meetings: HashSet<&str> = site.meetings.iter().map(|m| m.id.as_str()).collect();
    let mut dossiers: Vec<Dossier> = Vec::new();
    for (index, document) in site.documents.iter().enumerate() {
        if let Role::Dossier { id } = &document.role {
            if meetings.contains(id.as_str()) {
                let message = format!("the dossier has the id of a meeting, so that `[[{id}]]` could mean either");
                diagnostics.push(Diagnostic::whole(Code::DuplicateId, &document.source.path, message).hint("rename the file"));
            }
            dossiers.push(Dossier { id: id.clone(), document: index as u32, entries: Vec::new() });
        }
    }
    dossiers.sort_by(|a, b| a.id.cmp(&b.id));
    let index: Map<&str, usize> = dossiers.iter().enumerate().map(|(i, d)| (d.id.as_str(), i)).collect();
    let mut entries: Vec<Vec<Entry>> = vec![Vec::new(); dossiers.len()];
    for meeting in &site.meetings {
        for document in std::iter::once(meeting.agenda).chain(meeting.report).chain(meeting.annexes.iter().copied()) {
            for (division, heading) in site.document(document).naming() {
                for tied in heading.dossiers.iter().filter_map(|d| index.get(d.value.as_str())) {
                    let entry = Entry { document, division };
                    if entries[*tied].last() != Some(&entry) {
                        entries[*tied].push(entry);
                    }
                }
            }
        }
    }
    for (dossier, entries) in dossiers.iter_mut().zip(entries) {
        dossier.entries = entries;
    }
    site.dossiers = dossiers;
}

/// All that one can call a draft by.
fn draft_names(language: &Language, draft: &Document) -> [String; 3] {
    let id = match &draft.role {
        Role::Agenda { meeting } => meeting,
        Role::Dossier { id } => id,
        _ => "",
    };
    let path = target::content_path(&draft.source.path);
    [path.to_owned(), id.to_owned(), format!("/{}", site::role_address(language, &draft.role))]
}

/// Finds what ties name.
struct Names<'a> {
    site: &'a Site,
    by_path: Map<&'a str, u32>,
    files: Map<&'a str, u32>,
    meetings: Map<&'a str, u32>,
    dossiers: Map<&'a str, u32>,
    /// The paths of drafts from the content folder, their ids, and their addresses with `/` before them.
    hidden: HashSet<String>,
    /// All paths and all addresses, sorted, once something looks for one near to another.
    paths: OnceLock<Vec<&'a str>>,
    addresses: OnceLock<Vec<&'a str>>,
}

/// A suggestion, as long as not too much is wrong with the file.
fn did_you_mean<'k>(found: &[Diagnostic], word: &str, known: impl IntoIterator<Item = &'k str>, otherwise: &str) -> String {
    match found.len() < suggest::MOST {
        true => suggest::did_you_mean(word, known, otherwise),
        false => otherwise.to_owned(),
    }
}

impl<'a> Names<'a> {
    fn new(site: &'a Site, hidden: &'a [Arc<Document>]) -> Self {
        Names {
            site,
            by_path: site.documents.iter().enumerate().map(|(i, d)| (target::content_path(&d.source.path), i as u32)).collect(),
            files: site.files.iter().enumerate().map(|(i, (_, f))| (target::content_path(&f.path), i as u32)).collect(),
            meetings: site.meetings.iter().map(|m| (m.id.as_str(), m.agenda)).collect(),
            dossiers: site.dossiers.iter().map(|d| (d.id.as_str(), d.document)).collect(),
            hidden: hidden.iter().flat_map(|d| draft_names(&site.language, d)).collect(),
            paths: OnceLock::new(),
            addresses: OnceLock::new(),
        }
    }

    /// Resolves the links of a document and checks everything else that it names.
    fn document(&self, document: &Document) -> (Vec<Resolved>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let mut links: Vec<Resolved> = Vec::with_capacity(document.links.len());
        let mut wrong: HashSet<u32> = HashSet::new();
        for (index, link) in (0..).zip(&document.links) {
            let known = link.same.filter(|same| !wrong.contains(same)).map(|same| links[same as usize]);
            links.push(known.unwrap_or_else(|| {
                let before = found.len();
                let resolved = self.link(document, link, &mut found);
                // What is wrong is reported at every link.
                if found.len() > before {
                    wrong.insert(index);
                }
                resolved
            }));
        }
        self.dossiers(document, &mut found);
        self.items(document, &mut found);
        self.formation(document, &mut found);
        (links, found)
    }

    fn link(&self, document: &Document, link: &Link, found: &mut Vec<Diagnostic>) -> Resolved {
        let path = &document.source.path;
        let report = |code, message: String, hint: String| Diagnostic::at(code, path, link.span, message).hint(hint);
        match &link.target {
            Target::Here(anchor) => {
                let own = self.by_path.get(target::content_path(path)).copied();
                own.map_or(Resolved::Nothing, |own| self.anchored(own, Some(anchor), &report, found))
            }
            Target::File { path: wanted, anchor } => {
                let wanted = wanted.as_str();
                let kept = sealed::of_version(document, wanted)
                    .filter(|kept| self.by_path.contains_key(&**kept) || self.files.contains_key(&**kept));
                let wanted = kept.as_deref().unwrap_or(wanted);
                if let Some(document) = self.by_path.get(wanted) {
                    return self.anchored(*document, anchor.as_deref(), &report, found);
                }
                if let Some(file) = self.files.get(wanted) {
                    return Resolved::File(*file);
                }
                if self.hidden.contains(wanted) {
                    found.push(self.draft(path, link.span, wanted));
                    return Resolved::Nothing;
                }
                found.push(report(Code::BrokenLink, format!("there is no file `content/{wanted}`"), self.near_file(found, wanted)));
                Resolved::Nothing
            }
            Target::Wiki { id, anchor } => match self.wiki(id) {
                Some(document) => self.anchored(document, anchor.as_deref(), &report, found),
                None if self.hidden.contains(id.as_str()) => {
                    found.push(self.draft(path, link.span, id));
                    Resolved::Nothing
                }
                None => {
                    let known = self.meetings_sorted().into_iter().chain(self.site.dossiers.iter().map(|d| d.id.as_str()));
                    let hint = did_you_mean(found, id, known, "write the id of a meeting or a dossier between the brackets");
                    found.push(report(Code::BrokenLink, format!("there is no meeting or dossier `{id}`"), hint));
                    Resolved::Nothing
                }
            },
            Target::Address { address, .. } if self.hidden.contains(&format!("/{}/", address.trim_end_matches('/'))) => {
                found.push(self.draft(path, link.span, &format!("/{address}")));
                Resolved::Nothing
            }
            Target::Address { address, anchor } => self.address(address, anchor.as_deref(), &report, found),
        }
    }

    fn draft(&self, path: &Arc<str>, span: Span, name: &str) -> Diagnostic {
        let message = format!("`{name}` is a draft and is not published");
        Diagnostic::at(Code::DraftLink, path, span, message).hint("publish the draft, or remove the link until then")
    }

    fn wiki(&self, id: &str) -> Option<u32> {
        self.meetings.get(id).or_else(|| self.dossiers.get(id)).copied()
    }

    fn address(
        &self,
        address: &str,
        anchor: Option<&str>,
        report: &impl Fn(Code, String, String) -> Diagnostic,
        found: &mut Vec<Diagnostic>,
    ) -> Resolved {
        match self.site.find(address) {
            Some(Page::Document(document)) => return self.anchored(document, anchor, report, found),
            Some(Page::Home) if self.site.home.is_some() => {
                return self.site.home.map_or(Resolved::Nothing, |home| self.anchored(home, anchor, report, found));
            }
            Some(page) => {
                if let Some(anchor) = anchor.filter(|a| !(page == Page::Treatments && self.has_treatment(a))) {
                    let hint = "leave out what begins with `#`".to_owned();
                    found.push(report(Code::BrokenAnchor, format!("`/{address}` has no place `#{anchor}`"), hint));
                }
                return Resolved::Page(page);
            }
            None => {}
        }
        if let Ok(file) = self.site.files.binary_search_by(|(known, _)| known.as_str().cmp(address)) {
            return Resolved::File(file as u32);
        }
        let known = self.addresses.get_or_init(|| {
            let mut known: Vec<&str> = self.site.by_address.keys().map(String::as_str).collect();
            known.sort_unstable();
            known
        });
        let hint = did_you_mean(found, address, known.iter().copied(), "link to a file by its path, such as `../dossiers/schengen.md`");
        found.push(report(Code::BrokenLink, format!("the site has no address `/{address}`"), hint));
        Resolved::Nothing
    }

    fn has_treatment(&self, anchor: &str) -> bool {
        let divisions = self.site.documents.iter().flat_map(|d| &d.divisions);
        divisions.flat_map(|d| &d.treatments).any(|t| t.anchor() == anchor)
    }

    fn anchored(
        &self,
        document: u32,
        anchor: Option<&str>,
        report: &impl Fn(Code, String, String) -> Diagnostic,
        found: &mut Vec<Diagnostic>,
    ) -> Resolved {
        let page = Page::Document(document);
        let Some(anchor) = anchor else { return Resolved::Page(page) };
        let target = self.site.document(document);
        if has_anchor(target, &self.site.language, anchor) {
            return Resolved::Page(page);
        }
        let hint = did_you_mean(found, anchor, target.divisions.iter().map(|d| d.anchor.as_str()), "give the heading an id: `{#…}`");
        found.push(report(Code::BrokenAnchor, format!("`{}` has no place `#{anchor}`", target.source.path), hint));
        Resolved::Page(page)
    }

    fn near_file(&self, found: &[Diagnostic], wanted: &str) -> String {
        let known = self.paths.get_or_init(|| {
            let mut known: Vec<&str> = self.by_path.keys().chain(self.files.keys()).copied().collect();
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

    fn meetings_sorted(&self) -> Vec<&'a str> {
        self.site.meetings.iter().map(|m| m.id.as_str()).collect()
    }

    fn dossiers(&self, document: &Document, found: &mut Vec<Diagnostic>) {
        let related = match &document.front.special {
            Special::Dossier(facts) => facts.related.as_slice(),
            _ => &[],
        };
        for tied in document.naming().flat_map(|(_, d)| &d.dossiers).chain(related) {
            if self.dossiers.contains_key(tied.value.as_str()) {
                continue;
            }
            if self.hidden.contains(&tied.value) {
                found.push(self.draft(&document.source.path, tied.span, &tied.value));
            } else {
                let message = format!("there is no dossier `{}`", tied.value);
                let otherwise = format!("make `content/dossiers/{}.md`", tied.value);
                let hint = did_you_mean(found, &tied.value, self.site.dossiers.iter().map(|d| d.id.as_str()), &otherwise);
                found.push(Diagnostic::at(Code::UnknownDossier, &document.source.path, tied.span, message).hint(hint));
            }
        }
    }

    /// Checks the items that commitments and a report's headings name.
    fn items(&self, document: &Document, found: &mut Vec<Diagnostic>) {
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
        let agenda = document.role.meeting().and_then(|m| self.meetings.get(m)).map(|agenda| self.site.document(*agenda));
        if let Some(agenda) = agenda {
            for item in document.naming().filter_map(|(_, d)| d.item.as_ref()) {
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
