//! What `check` says about an imported document, as part of the site that it is for.
//!
//! Takes: the files of a site, and the documents that are to join them, whether they have been written or not.
//! Gives: an [`AgendaCheck`], and the meeting as the site then knows it.
//! Never: renders a page: mistakes in the site's templates are not the document's fault.

use std::path::Path;

use super::ImportedFile;
use super::finding::FindingSeverity;
use super::input::{DocumentKind, KnownMeeting};
use super::known_site;
use super::write::report::{AgendaCheck, CheckRemark};
use crate::diagnostic::text_file::{Lines, TextFile};
use crate::diagnostic::{Diagnostic, MessageLanguage, Severity};
use crate::flow::memory::Memory;
use crate::flow::{self, Options};
use crate::project::ProjectFiles;
use crate::project::load;
use crate::project::role::Role;
use crate::site::link::Drafts;

/// A document that is to join a site.
pub(super) struct JoiningDocument<'a> {
    pub(super) file: &'a ImportedFile,
    pub(super) kind: DocumentKind,
    /// The agenda of its meeting, if the site has none yet, or if the site is not read whole.
    pub(super) agenda: Option<&'a ImportedFile>,
    /// The language of the remarks.
    pub(super) language: MessageLanguage,
}

/// What was said, and what the meeting has become.
pub(super) struct SiteCheck {
    pub(super) check: AgendaCheck,
    /// `None` if mistakes keep it from being a meeting with a day.
    pub(super) meeting: Option<KnownMeeting>,
}

/// The part of a site against which many documents are checked, each by itself: its settings, its words and its dossiers. What a
/// document costs is then the same however many meetings there are.
pub(super) struct SmallSite {
    settings: Option<TextFile>,
    languages: Vec<(String, TextFile)>,
    dossiers: Vec<(String, TextFile)>,
}

impl SmallSite {
    /// Reads the site.
    pub(super) fn read(root: &Path, memory: &mut Memory) -> SmallSite {
        let ProjectFiles { settings, languages, documents, .. } = load::load(root, &mut memory.tree);
        let dossiers = documents.into_iter().filter_map(|(role, file)| match role {
            Role::Dossier { id } => Some((id, file)),
            _ => None,
        });
        SmallSite { settings, languages, dossiers: dossiers.collect() }
    }

    /// The files of a site with a few of its dossiers.
    pub(super) fn files(&self, dossiers: &[&str]) -> ProjectFiles {
        let tied = self.dossiers.iter().filter(|(id, _)| dossiers.contains(&id.as_str()));
        ProjectFiles {
            settings: self.settings.clone(),
            languages: self.languages.clone(),
            documents: tied.map(|(id, file)| (Role::Dossier { id: id.clone() }, file.clone())).collect(),
            ..ProjectFiles::default()
        }
    }
}

/// Checks a document as part of a site. A folder without `site.toml` counts as a site with one.
pub(super) fn check(mut source: ProjectFiles, joining: &JoiningDocument, memory: &mut Memory) -> SiteCheck {
    source.settings.get_or_insert_with(|| TextFile::new("site.toml", "title = \"Agenda\"\n".to_owned()));
    let meeting = joining.file.meeting().to_owned();
    let role = match joining.kind {
        DocumentKind::Agenda => Role::Agenda { meeting: meeting.clone() },
        DocumentKind::Report => Role::Report { meeting: meeting.clone() },
        kind @ DocumentKind::Consultation => {
            Role::Annex { meeting: meeting.clone(), name: kind.file_name().trim_end_matches(".md").to_owned() }
        }
    };
    let file = project_file(joining.file);
    let agenda = joining.agenda.map(|agenda| (Role::Agenda { meeting: meeting.clone() }, project_file(agenda)));
    for (role, file) in agenda.into_iter().chain([(role, file.clone())]) {
        source.documents.retain(|(_, other)| other.path != file.path);
        source.documents.push((role, file));
    }
    source.documents.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
    let options = Options { drafts: Drafts::Show, ..Options::default() };
    let linked = flow::link(flow::parse(source, &options, memory));
    let lines = Lines::new(&joining.file.text);
    let of_document = linked.diagnostics.iter().filter(|diagnostic| diagnostic.path == file.path);
    let remarks: Vec<CheckRemark> =
        of_document.map(|diagnostic| remark(diagnostic, &lines, joining.language)).collect();
    let errors = remarks.iter().filter(|remark| remark.severity == FindingSeverity::Error).count();
    let meeting = linked.site.and_then(|linked| known_site::meeting(&linked.site, &meeting));
    SiteCheck { check: AgendaCheck { errors, warnings: remarks.len() - errors, remarks }, meeting }
}

fn project_file(file: &ImportedFile) -> TextFile {
    TextFile::new(&format!("content/meetings/{}", file.path), file.text.clone())
}

fn remark(diagnostic: &Diagnostic, lines: &Lines, language: MessageLanguage) -> CheckRemark {
    CheckRemark {
        severity: match diagnostic.severity() {
            Severity::Error => FindingSeverity::Error,
            Severity::Warning => FindingSeverity::Warning,
            Severity::Notice => FindingSeverity::Note,
        },
        code: diagnostic.code.name(),
        line: diagnostic.span.map_or(0, |span| lines.position(span.start as usize).line),
        message: diagnostic.message.words(language),
        hint: diagnostic.hint.as_ref().map(|hint| hint.message.words(language)).unwrap_or_default(),
    }
}
