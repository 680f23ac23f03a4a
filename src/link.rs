//! Ties all documents of a site together.
//!
//! Takes: every [`Document`], of which it reads the summaries (ids, headings, links) and not the text; settings and words.
//! Gives: a [`Site`] and a diagnostic for each tie that leads nowhere.
//! Never: is remembered. It runs whole each time, which takes milliseconds and can leave nothing stale.

mod meetings;
mod mentions;
mod names;
mod registers;
mod sources;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Role};
use crate::language::Language;
use crate::mentions::Mentions;
use crate::package::PackageNote;
use crate::project::Copied;
use crate::registers::Registers;
use crate::seal::Seal;
use crate::site::{Dossier, Entry, Site};
use crate::sources::Sources;
use crate::{claims, sealed, suggest, target};
use names::{Map, Names, When};

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
    /// Which packages there are, by meeting.
    pub packages: HashMap<String, PackageNote>,
    /// The files of `content` that are published as they are.
    pub attachments: Vec<Copied>,
    /// The files of `static`, with their addresses.
    pub statics: Vec<(String, Copied)>,
    /// Whether drafts are shown.
    pub drafts: Drafts,
}

/// Links a site.
pub fn link(ingredients: Ingredients) -> (Site, Vec<Diagnostic>) {
    let Ingredients { config, language, documents, seals, packages, attachments, statics, drafts } = ingredients;
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
        gone: Vec::new(),
        targets: Vec::new(),
        tied: Vec::new(),
        sources: Sources::default(),
        mentions: Mentions::default(),
        registers: Registers::default(),
        meeting_of: Vec::new(),
        by_address: Map::default(),
        documents,
    };
    stylesheet(&site, &mut diagnostics);
    let (meetings, meeting_of, found) = meetings::meetings(&site);
    (site.meetings, site.meeting_of) = (meetings, meeting_of);
    diagnostics.extend(found);
    sealed::attach(&mut site, &seals, packages);
    let ((dossiers, tied, ambiguous), (by_address, taken)) = rayon::join(|| dossiers(&site), || claims::pages(&site));
    (site.dossiers, site.tied, site.by_address) = (dossiers, tied, by_address);
    diagnostics.extend(ambiguous.into_iter().chain(taken));
    // Few names are addresses, which only a site knows that has its sources.
    let ((sources, unknown), early) = rayon::join(|| sources::sources(&site), || Names::new(&site, &hidden).all(When::Early));
    site.sources = sources;
    diagnostics.extend(unknown);
    site.registers = registers::registers(&site);
    claims::registers(&mut site, &mut diagnostics);
    claims::redirects(&mut site, &mut diagnostics);
    claims::graves(&mut site, &mut diagnostics);
    let late = || early.iter().any(Option::is_none).then(|| Names::new(&site, &hidden).all(When::Late));
    let (late, claimed) = rayon::join(late, || claims::conflicts(&site));
    let late = late.unwrap_or_default().into_iter().chain(std::iter::repeat(None));
    for (targets, found) in early.into_iter().zip(late).filter_map(|(early, late)| early.or(late)) {
        site.targets.push(targets);
        diagnostics.extend(found);
    }
    diagnostics.extend(claimed);
    site.mentions = mentions::mentions(&site);
    (site, diagnostics)
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

/// The dossiers by id with what is tied to them; for each document, which dossiers its headings name; those whose id is taken.
fn dossiers(site: &Site) -> (Vec<Dossier>, Vec<Vec<Option<u32>>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let meetings: HashSet<u64, FixedState> = site.meetings.iter().map(|meeting| site.document(meeting.agenda).handles.id).collect();
    let mut dossiers: Vec<Dossier> = Vec::new();
    for (index, document) in (0..).zip(&site.documents) {
        let Role::Dossier { id } = &document.role else { continue };
        if meetings.contains(&document.handles.id) {
            let message = format!("the dossier has the id of a meeting, so that `[[{id}]]` could mean either");
            diagnostics.push(Diagnostic::whole(Code::DuplicateId, &document.source.path, message).hint("rename the file"));
        }
        dossiers.push(Dossier { id: id.clone(), document: index, entries: Vec::new() });
    }
    dossiers.sort_by(|a, b| a.id.cmp(&b.id));
    let index: Map<u64, u32> = dossiers.iter().zip(0..).map(|(dossier, at)| (site.document(dossier.document).handles.id, at)).collect();
    let known = |document: &Arc<Document>| document.handles.dossiers.iter().map(|id| index.get(id).copied()).collect();
    let tied: Vec<Vec<Option<u32>>> = site.documents.par_iter().with_min_len(64).map(known).collect();
    // Counted first: most dossiers have a handful, and a site has thousands of dossiers.
    let ties = |document: u32| {
        let known = &tied[document as usize];
        let ties = site.document(document).ties.to.iter();
        ties.filter_map(move |tie| Some((known[tie.dossier as usize]?, Entry { document, division: tie.division })))
    };
    let in_order: Vec<(u32, Entry)> = site.meetings.par_iter().with_min_len(64).flat_map_iter(|m| m.documents().flat_map(ties)).collect();
    let mut counts = vec![0; dossiers.len()];
    in_order.iter().for_each(|(dossier, _)| counts[*dossier as usize] += 1);
    for (dossier, count) in dossiers.iter_mut().zip(counts) {
        dossier.entries.reserve_exact(count);
    }
    in_order.into_iter().for_each(|(dossier, entry)| dossiers[dossier as usize].entries.push(entry));
    (dossiers, tied, diagnostics)
}
