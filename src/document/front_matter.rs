//! The front matter of each kind of document.
//!
//! Takes: the text of a file and its role.
//! Gives: [`ReadFront`]: the front matter, typed, and the byte at which the body begins; a diagnostic for each mistake.
//! Never: looks at another file.

mod letter_front;
mod meeting_front;

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::suggest;
use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Code, Diagnostic, Severity, Span, message};
use crate::project::role::Role;
use crate::settings::fields::{Fields, Located, Notation};
use crate::settings::shape::TableShape;
use crate::settings::value::{self, Origin, Value, ValueKind};
use crate::settings::words::Word;
pub(crate) use letter_front::{Commitment, Letter, Signatory, Status};
use letter_front::{Missing, language, letter};
pub(crate) use meeting_front::MeetingFront;
use meeting_front::meeting;

#[derive(Debug, Clone, Hash, Default)]
pub(crate) struct Front {
    /// The title. Every kind of file except the home page needs one.
    pub title: Option<Located<String>>,
    /// One sentence for lists, search engines and feeds.
    pub description: Option<String>,
    /// Whether only a preview shows it.
    pub draft: bool,
    /// Earlier addresses of the page, from the root of the site.
    pub aliases: Vec<Located<String>>,
    /// The warnings that are accepted, because the text has to stay as it is.
    pub accepted: Vec<Acceptance>,
    /// The language of the text, if it is not that of the site.
    pub language: Option<String>,
    /// Whatever site authors want to pass to their own templates.
    pub extra: serde_json::Value,
    /// What only this kind of file has.
    pub special: Special,
}

impl Front {
    /// The letter that an agenda or report is; `None` for any other document.
    pub(crate) fn letter(&self) -> Option<&Letter> {
        match &self.special {
            Special::Meeting(facts) => Some(&facts.letter),
            Special::Report(letter) => Some(letter),
            Special::Plain | Special::Dossier(_) | Special::Page(_) => None,
        }
    }
}

#[derive(Debug, Clone, Hash)]
pub(crate) struct Acceptance {
    pub code: Code,
    /// The words that it is about; `None` accepts all warnings of this code in the file.
    pub words: Option<String>,
    /// Where it stands in the file.
    pub span: Span,
}

/// The part of the front matter that differs by kind.
#[derive(Debug, Clone, Hash, Default)]
pub(crate) enum Special {
    /// The home page, or another document of a meeting.
    #[default]
    Plain,
    /// An agenda, which carries the facts of its meeting.
    Meeting(Box<MeetingFront>),
    Report(Box<Letter>),
    Dossier(Box<DossierFront>),
    /// A plain page, with its place in the menu: lower numbers come first, and `None` keeps it out.
    Page(Option<u32>),
}

#[derive(Debug, Clone, Hash, Default)]
pub(crate) struct DossierFront {
    /// The name that lists and running text use.
    pub short: Option<String>,
    /// Other names under which people look for it.
    pub also_known_as: Vec<String>,
    /// What it is about, in a sentence.
    pub summary: Option<String>,
    /// The interinstitutional procedure, such as `2022/0426(COD)`.
    pub procedure: Option<String>,
    /// The Commission document it began with, such as `COM(2022) 732`.
    pub com: Option<String>,
    /// The CELEX number of that document.
    pub celex: Option<String>,
    /// Parliamentary papers, as typed.
    pub kamerstukken: Vec<String>,
    /// The government's assessment of the proposal that parliament received.
    pub bnc: Option<Bnc>,
    /// What happened to it, and when.
    pub milestones: Vec<Milestone>,
    /// Ids of other dossiers that are connected with it.
    pub related: Vec<Located<String>>,
}

/// A BNC-fiche: the government's first assessment of a Commission proposal.
#[derive(Debug, Clone, Hash)]
pub(crate) struct Bnc {
    pub date: Option<Date>,
    /// The paper with which it was sent to parliament, as typed.
    pub kamerstuk: Option<String>,
}

/// A step in the life of a dossier.
#[derive(Debug, Clone, Hash)]
pub(crate) struct Milestone {
    pub date: Date,
    /// How far the dossier had come.
    pub stage: ProcedureStage,
    /// What happened, in the author's words.
    pub what: Option<String>,
    /// The source that proves it, as typed.
    pub source: Option<String>,
}

#[derive(Debug, Clone, Hash, Copy, PartialEq, Eq)]
pub(crate) enum ProcedureStage {
    /// The Commission made a proposal.
    Proposal,
    /// The government sent its first assessment, a BNC-fiche.
    BncFiche,
    /// The Council agreed on a general approach.
    GeneralApproach,
    /// Council, Parliament and Commission negotiate.
    Trilogue,
    /// They agreed.
    Agreement,
    /// The act was adopted.
    Adoption,
    /// The act became national law.
    Transposition,
    /// Something else happened.
    Other,
}

const STAGES: &[(&str, ProcedureStage)] = &[
    ("proposal", ProcedureStage::Proposal),
    ("bnc-fiche", ProcedureStage::BncFiche),
    ("general-approach", ProcedureStage::GeneralApproach),
    ("trilogue", ProcedureStage::Trilogue),
    ("agreement", ProcedureStage::Agreement),
    ("adoption", ProcedureStage::Adoption),
    ("transposition", ProcedureStage::Transposition),
    ("other", ProcedureStage::Other),
];

impl ProcedureStage {
    /// Its name in front matter, such as `general-approach`.
    pub(crate) fn name(self) -> &'static str {
        STAGES.iter().find(|(_, stage)| *stage == self).map_or("other", |(name, _)| name)
    }

    pub(crate) fn word(self) -> Word {
        match self {
            ProcedureStage::Proposal => Word::MilestoneProposal,
            ProcedureStage::BncFiche => Word::MilestoneBncFiche,
            ProcedureStage::GeneralApproach => Word::MilestoneGeneralApproach,
            ProcedureStage::Trilogue => Word::MilestoneTrilogue,
            ProcedureStage::Agreement => Word::MilestoneAgreement,
            ProcedureStage::Adoption => Word::MilestoneAdoption,
            ProcedureStage::Transposition => Word::MilestoneTransposition,
            ProcedureStage::Other => Word::MilestoneOther,
        }
    }
}

/// What was read of the front matter of a file.
pub(crate) struct ReadFront {
    pub front: Front,
    /// The byte at which the body begins.
    pub body: usize,
    /// Where the values stand that readers see as they were typed.
    pub shown: Vec<Span>,
}

/// Reads the front matter of a file.
pub(crate) fn read(file: &TextFile, role: &Role, diagnostics: &mut Vec<Diagnostic>) -> ReadFront {
    let before = diagnostics.len();
    let (node, body) = split(file, role, diagnostics);
    let malformed = diagnostics[before..].iter().any(|d| d.code == Code::MalformedFrontMatter);
    let path = &file.path;
    let notation = if file.text.starts_with("+++") { Notation::Toml } else { Notation::Yaml };
    let mut fields = Fields::new(path, &node, diagnostics).written_in(notation);
    // Without any front matter, that is the one mistake to report; and a key that could not be read is not missing.
    let missing = if node.span.end > 0 && !malformed { Missing::Reported } else { Missing::Ignored };
    let front = front(&mut fields, role, path, missing);
    fields.finish();
    if matches!(role, Role::Annex { .. }) {
        as_one(before, diagnostics);
    }
    let mut places = Vec::new();
    shown(&node, file, &mut places);
    ReadFront { front, body, shown: places }
}

/// Keys whose values are text that readers see as it was typed.
const SHOWN: &[&str] = &["title", "short", "description", "summary", "place", "name", "office", "what"];

/// Where the values stand that readers see, unless their text stands there in other bytes.
fn shown(node: &Value, file: &TextFile, places: &mut Vec<Span>) {
    match &node.kind {
        ValueKind::Scalar { .. } => {}
        ValueKind::List(values) => values.iter().for_each(|value| shown(value, file, places)),
        ValueKind::Table(entries) => {
            for entry in entries.iter().filter(|entry| !["extra", "accepted"].contains(&entry.key.as_str())) {
                match &entry.value.kind {
                    ValueKind::Scalar { text, .. } if SHOWN.contains(&entry.key.as_str()) => {
                        let exact = file.text.get(entry.value.span.range()) == Some(text.as_str());
                        places.extend(exact.then_some(entry.value.span));
                    }
                    _ => shown(&entry.value, file, places),
                }
            }
        }
    }
}

/// What the front matter of a kind of file may hold.
pub(crate) fn shape(role: &Role) -> TableShape {
    Fields::shape_of(|fields| drop(front(fields, role, &Arc::from(""), Missing::Reported)))
}

fn front(fields: &mut Fields, role: &Role, path: &Arc<str>, missing: Missing) -> Front {
    let needs_title = missing == Missing::Reported && *role != Role::Home;
    let mut front = Front {
        title: match needs_title {
            true => fields.required_text("title", "Raad Justitie en Binnenlandse Zaken"),
            false => fields.text("title"),
        },
        description: fields.text("description").map(|t| t.value),
        draft: fields.flag("draft").unwrap_or(false),
        aliases: fields.texts("aliases"),
        accepted: accepted(fields, path),
        language: fields.text("language").and_then(|tag| language(tag, path, fields)),
        extra: serde_json::Value::Null,
        special: Special::Plain,
    };
    front.special = match role {
        Role::Version { name, .. } if name == "agenda" => Special::Meeting(Box::new(meeting(fields, path, missing))),
        Role::Version { name, .. } if name == "report" => Special::Report(Box::new(letter(fields))),
        Role::Home | Role::Annex { .. } | Role::Version { .. } => Special::Plain,
        Role::Agenda { .. } => Special::Meeting(Box::new(meeting(fields, path, missing))),
        Role::Report { .. } => Special::Report(Box::new(letter(fields))),
        Role::Dossier { .. } => Special::Dossier(Box::new(dossier(fields))),
        Role::Page { .. } => Special::Page(fields.number("menu")),
    };
    front.extra = fields.extra();
    front
}

/// Keeps one message of those about the keys of an agenda in a file that is none, such as a copy of one.
fn as_one(before: usize, diagnostics: &mut Vec<Diagnostic>) {
    let unknown = diagnostics[before..].iter().filter(|d| d.code == Code::UnknownKey).count();
    if unknown < 3 {
        return;
    }
    let mut told = false;
    let mut at = 0;
    diagnostics.retain(|diagnostic| {
        at += 1;
        let unknown = at > before && diagnostic.code == Code::UnknownKey;
        !unknown || !std::mem::replace(&mut told, true)
    });
    for first in diagnostics[before..].iter_mut().filter(|d| d.code == Code::UnknownKey) {
        (first.message, first.hint) = (message!("copied-agenda"), Some(message!("copied-agenda.hint").into()));
    }
}

/// What the delimiting lines of the front matter consist of; `None` if a text has none.
fn fence(text: &str) -> Option<&'static str> {
    ["---", "+++"].into_iter().find(|fence| {
        text.strip_prefix(fence).is_some_and(|rest| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n'))
    })
}

/// Where the front matter of a text ends, in bytes; 0 if it has none.
pub(crate) fn end(text: &str) -> usize {
    let Some(fence) = fence(text) else { return 0 };
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        if number > 0 && line.trim_end() == fence {
            return at;
        }
    }
    0
}

/// Finds the front matter between its two delimiting lines and reads it as YAML or TOML.
fn split(file: &TextFile, role: &Role, diagnostics: &mut Vec<Diagnostic>) -> (Value, usize) {
    let text = &*file.text;
    let Some(fence) = fence(text) else {
        if !matches!(role, Role::Home) && !text.trim().is_empty() {
            let message = message!("missing-front-matter");
            let diagnostic = Diagnostic::at(Code::MissingFrontMatter, &file.path, 0..0, message);
            diagnostics.push(diagnostic.hint(message!("missing-front-matter.hint")));
        }
        return (Value::empty(Span::default()), 0);
    };
    let start = text.find('\n').map_or(text.len(), |i| i + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            let origin = Origin { path: &file.path, offset: start, malformed: Code::MalformedFrontMatter };
            let inner = &text[start..at];
            let mut node = match fence {
                "---" => value::yaml(inner, &origin, diagnostics),
                _ => value::toml(inner, &origin, diagnostics),
            };
            node.span = Span::new(0, at + line.len());
            return (node, at + line.len());
        }
        at += line.len();
    }
    let message = message!("unclosed-front-matter", fence);
    let diagnostic = Diagnostic::at(Code::UnclosedFrontMatter, &file.path, 0..3, message);
    diagnostics.push(diagnostic.hint(message!("unclosed-front-matter.hint", fence)));
    (Value::empty(Span::default()), text.len())
}

/// The warnings that are accepted.
fn accepted(fields: &mut Fields, path: &Arc<str>) -> Vec<Acceptance> {
    fields.tables("accepted", |f| {
        let (name, words, span) = (f.required_text("warning", "reference-cut-off"), f.text("words"), f.span());
        // Written for people who read the file.
        let why = f.text("why");
        let name = name?;
        let warnings = || Code::ALL.iter().filter(|code| code.severity() == Severity::Warning).map(|code| code.name());
        let code = Code::ALL.iter().find(|code| code.name() == name.value && code.severity() == Severity::Warning);
        if code.is_none() {
            let message = message!("no-warning", name = name.value);
            let hint = suggest::did_you_mean(&name.value, name.typed(), warnings(), message!("no-warning.hint"));
            f.report(Diagnostic::at(Code::WrongType, path, name.span, message).hint(hint));
        }
        let needs_why = |code: &Code| {
            code.is_external() || matches!(code, Code::PersonalData | Code::KeptComment | Code::AttachmentMetadata)
        };
        if code.is_some_and(needs_why) && why.is_none() {
            f.required_text("why", "Het nummer van de piketdienst");
        }
        Some(Acceptance { code: *code?, words: words.map(|w| w.value), span })
    })
}

fn dossier(fields: &mut Fields) -> DossierFront {
    DossierFront {
        short: fields.text("short").map(|t| t.value),
        also_known_as: fields.texts("also_known_as").into_iter().map(|t| t.value).collect(),
        summary: fields.text("summary").map(|t| t.value),
        procedure: fields.text("procedure").map(|t| t.value),
        com: fields.text("com").map(|t| t.value),
        celex: fields.text("celex").map(|t| t.value),
        kamerstukken: fields.texts("kamerstukken").into_iter().map(|t| t.value).collect(),
        bnc: fields.table("bnc", |f| {
            let (date, kamerstuk) = (f.date("date"), f.text("kamerstuk"));
            Some(Bnc { date: date.map(|d| d.value), kamerstuk: kamerstuk.map(|t| t.value) })
        }),
        milestones: fields.tables("milestones", |f| {
            let (date, stage) = (f.required_date("date"), f.choice("stage", STAGES));
            let (what, source) = (f.text("what"), f.text("source"));
            let (what, source) = (what.map(|t| t.value), source.map(|t| t.value));
            Some(Milestone { date: date?.value, stage: stage.unwrap_or(ProcedureStage::Other), what, source })
        }),
        related: fields.texts("related"),
    }
}
