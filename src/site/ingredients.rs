//! What a site is made of before anything is linked: its documents and its files.
//!
//! Takes: the [`Ingredients`]: settings, words, parsed documents and the files of the project.
//! Gives: [`Contents`]: what is published, in a fixed order and with ids, and which drafts are not.
//! Never: looks from one document to another, except to hide what belongs to a meeting that is a draft.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use oxc_index::IndexVec;

use crate::diagnostic::{Code, Diagnostic, Message, message, suggest};
use crate::document::{Role, Summary, link_target};
use crate::project::package_note::PackageNotes;
use crate::project::seal_text::Seal;
use crate::project::{Copied, sealed_versions};
use crate::settings::fields::Located;
use crate::settings::language::Language;
use crate::settings::{Formation, Settings};
use crate::site::draft_neighbours;
use crate::site::elsewhere::Elsewhere;
use crate::site::indices::{DocumentId, FileId};
use crate::site::lasting::LastingIds;
use crate::site::moved_folders::MovedFolders;
use crate::site::places::{self, PlaceNames};
use crate::site::record::Record;

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
pub(crate) struct Ingredients {
    pub settings: Arc<Settings>,
    /// The words that pages show.
    pub language: Arc<Language>,
    /// Sorted by path.
    pub documents: Vec<Arc<Summary>>,
    /// The seals of past meetings.
    pub seals: Vec<Arc<Seal>>,
    /// What is known of packages, by meeting.
    pub packages: HashMap<String, PackageNotes>,
    /// The files in `content` that are published unchanged.
    pub attachments: Vec<Copied>,
    /// The files in `static`, with their addresses.
    pub statics: Vec<(String, Copied)>,
    pub drafts: Drafts,
    /// What was published before; `None` if the project keeps no record.
    pub record: Option<Arc<Record>>,
    /// What is linked to and is not among all this; empty but for the site of a package.
    pub elsewhere: Arc<Elsewhere>,
}

/// What is kept of past meetings besides their documents.
pub(crate) struct Kept {
    pub seals: Vec<Arc<Seal>>,
    /// What is known of packages, by meeting.
    pub packages: HashMap<String, PackageNotes>,
}

/// The documents and files of a site, not linked yet.
pub(crate) struct Contents {
    pub settings: Arc<Settings>,
    /// The words that pages show.
    pub language: Arc<Language>,
    /// Every published document, sorted by path.
    pub documents: IndexVec<DocumentId, Arc<Summary>>,
    /// The document with the text of the home page.
    pub home: Option<DocumentId>,
    /// The plain pages, sorted by path.
    pub plain: Vec<DocumentId>,
    /// What the notes and paragraphs of the documents are called in addresses.
    pub places: PlaceNames,
    /// What programs elsewhere keep of the site.
    pub lasting: LastingIds,
    /// What was published before; `None` if the project keeps no record.
    pub record: Option<Arc<Record>>,
    /// Files that are copied, with their addresses, sorted by address.
    pub files: IndexVec<FileId, (String, Copied)>,
    /// What is linked to and is not among all this.
    pub elsewhere: Arc<Elsewhere>,
}

/// The ingredients, sorted by what becomes of them.
pub(crate) struct SortedContents {
    /// What is published.
    pub contents: Contents,
    /// What is kept of past meetings.
    pub kept: Kept,
    /// The drafts, which are not part of the site.
    pub hidden: Vec<Arc<Summary>>,
    /// A diagnostic for each place that would come to mean something else than what was published.
    pub diagnostics: Vec<Diagnostic>,
}

/// Separates what is published, and gives every file its address.
pub(crate) fn sort(ingredients: Ingredients) -> SortedContents {
    let Ingredients { settings, language, documents, seals, packages, attachments, statics, drafts, record, elsewhere } =
        ingredients;
    let (documents, hidden, attachments) = match drafts {
        Drafts::Show => (documents, Vec::new(), attachments),
        Drafts::Hide => without_drafts(documents, attachments, &language),
    };
    let mut files: Vec<(String, Copied)> =
        attachments.into_iter().map(|file| (attachment_address(&language, &file.path), file)).collect();
    files.extend(statics);
    files.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.path.cmp(&b.1.path)));
    let documents: IndexVec<DocumentId, Arc<Summary>> = documents.into();
    let moves = MovedFolders::of(&settings, &documents);
    let (places, mut diagnostics) = places::gather(&documents, record.as_deref(), &language, moves);
    let list = format!("{}/", language.addresses.commitments);
    let withdrawn = settings.gone.iter().filter(|gone| gone.address == list);
    let withdrawn = withdrawn.filter_map(|gone| gone.anchor.as_deref()).collect();
    let (lasting, found) = LastingIds::of(&documents, record.as_ref(), &places, &withdrawn);
    diagnostics.extend(found);
    let plain = documents.iter_enumerated().filter(|(_, document)| matches!(document.role, Role::Page { .. }));
    let contents = Contents {
        settings,
        language,
        home: documents.position(|document| document.role == Role::Home),
        plain: plain.map(|(index, _)| index).collect(),
        files: files.into(),
        places,
        lasting,
        record,
        documents,
        elsewhere,
    };
    SortedContents { contents, kept: Kept { seals, packages }, hidden, diagnostics }
}

/// Separates the published documents from the drafts. If an agenda is a draft, so is everything in the folder of its
/// meeting, attachments included; what lies beside any other draft is published if a published document links to it.
fn without_drafts(
    documents: Vec<Arc<Summary>>,
    mut attachments: Vec<Copied>,
    language: &Language,
) -> (Vec<Arc<Summary>>, Vec<Arc<Summary>>, Vec<Copied>) {
    let agendas = documents.iter().filter(|d| d.front.draft && matches!(d.role, Role::Agenda { .. }));
    let meetings: HashSet<String> = agendas.filter_map(|d| d.role.meeting()).map(str::to_owned).collect();
    let within = |role: &Role| match role {
        Role::Version { meeting, .. } => meetings.contains(meeting),
        role => role.meeting().is_some_and(|meeting| meetings.contains(meeting)),
    };
    let (hidden, shown): (Vec<_>, Vec<_>) = documents.into_iter().partition(|d| d.front.draft || within(&d.role));
    attachments.retain(|file| {
        let folder =
            link_target::content_path(&file.path).strip_prefix("meetings/").and_then(|rest| rest.split('/').next());
        folder.is_none_or(|meeting| !meetings.contains(meeting))
    });
    draft_neighbours::leave_out(&mut attachments, (&hidden, &shown), |path| attachment_address(language, path));
    (shown, hidden, attachments)
}

/// The address of a file beside a document.
fn attachment_address(language: &Language, path: &str) -> String {
    if let Some(address) = sealed_versions::kept_address(language, path) {
        return address;
    }
    let words = &language.addresses;
    let path = link_target::content_path(path);
    match path.split_once('/') {
        Some(("meetings", rest)) => format!("{}/{rest}", words.meetings),
        Some(("dossiers", rest)) => format!("{}/{rest}", words.dossiers),
        Some(("pages", rest)) => rest.to_owned(),
        _ => path.to_owned(),
    }
}

impl Contents {
    pub(crate) fn document(&self, document: DocumentId) -> &Summary {
        &self.documents[document]
    }

    /// Reports a stylesheet and a logo that the settings name and that are not there.
    pub(crate) fn missing_statics(&self) -> Vec<Diagnostic> {
        let stylesheet = |name: &str| (message!("missing-stylesheet", name), message!("missing-stylesheet.hint"));
        let logo = |name: &str| (message!("missing-logo", name), message!("missing-logo.hint"));
        let settings = &self.settings;
        let stylesheet = self.missing_static(settings.stylesheet.as_ref(), |name| name.ends_with(".css"), stylesheet);
        let logo = self.missing_static(settings.surround.logo.as_ref(), |name| !name.ends_with(".css"), logo);
        stylesheet.into_iter().chain(logo).collect()
    }

    fn missing_static(
        &self,
        named: Option<&Located<String>>,
        fits: impl Fn(&str) -> bool,
        said: impl Fn(&str) -> (Message, Message),
    ) -> Option<Diagnostic> {
        let named = named?;
        if self.files.iter().any(|(address, _)| *address == named.value) {
            return None;
        }
        let known = self.files.iter().map(|(address, _)| address.as_str()).filter(|address| fits(address));
        let (message, otherwise) = said(&named.value);
        let hint = suggest::did_you_mean(&named.value, named.typed(), known, otherwise);
        Some(Diagnostic::at(Code::BrokenLink, &Arc::from("site.toml"), named.span, message).hint(hint))
    }
}

/// A formation. One that `site.toml` does not name goes by its id.
pub(crate) fn formation(settings: &Settings, id: &str) -> Formation {
    let unnamed = || Formation { name: id.to_uppercase(), short: id.to_uppercase() };
    settings.formations.get(id).cloned().unwrap_or_else(unnamed)
}
