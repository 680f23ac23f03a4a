//! The front matter of each kind of document.
//!
//! Takes: the text of a file and its role.
//! Gives: [`Front`], typed, and the byte at which the body begins; a diagnostic for each thing that is wrong.
//! Never: looks at another file.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::attributes;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::fields::{Fields, Located, Notation};
use crate::node::{self, Node, Origin};
use crate::role::Role;
use crate::source::SourceFile;
use crate::suggest;

/// What the front matter of one file says.
#[derive(Debug, Clone, Default)]
pub struct Front {
    /// The title. Every kind of file but the home page needs one.
    pub title: Option<Located<String>>,
    /// One sentence for lists, search engines and feeds.
    pub description: Option<String>,
    /// Whether only the preview shows it.
    pub draft: bool,
    /// Earlier addresses of the page, from the root of the site.
    pub aliases: Vec<Located<String>>,
    /// The warnings that are accepted, because the text has to stand as it is.
    pub accepted: Vec<Acceptance>,
    /// The language of the text where it is not that of the site.
    pub language: Option<String>,
    /// What site authors keep for their own templates.
    pub extra: serde_json::Value,
    /// What only this kind of file has.
    pub special: Special,
}

/// A warning that is accepted.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// Which.
    pub code: Code,
    /// The words that it is about; none for all of this code in the file.
    pub words: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// The part of the front matter that differs by kind.
#[derive(Debug, Clone, Default)]
pub enum Special {
    /// The home page, or a further document of a meeting.
    #[default]
    Plain,
    /// An agenda, which carries the facts of its meeting.
    Meeting(Box<MeetingFront>),
    /// A report.
    Report(Box<Letter>),
    /// A dossier.
    Dossier(Box<DossierFront>),
    /// A plain page, with its place in the menu (the lower the earlier; none keeps it out).
    Page(Option<u32>),
}

/// The facts of a meeting.
#[derive(Debug, Clone, Default)]
pub struct MeetingFront {
    /// The id of the formation.
    pub formation: Option<Located<String>>,
    /// The first day.
    pub start: Option<Located<Date>>,
    /// The last day; none when it is the first.
    pub end: Option<Located<Date>>,
    /// Where it sits.
    pub place: Option<String>,
    /// Who presides.
    pub presidency: Option<String>,
    /// Whether it is an informal meeting.
    pub informal: bool,
    /// The letter that the agenda is or comes with.
    pub letter: Letter,
}

/// What agendas and reports have in common: both are letters to parliament.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// Whether the text is provisional or final.
    pub status: Option<Status>,
    /// The day on which it was sent.
    pub published: Option<Date>,
    /// The day on which it was last corrected since.
    pub updated: Option<Date>,
    /// Its own id, such as `kst-32317-882`.
    pub id: Option<String>,
    /// Who signs.
    pub signatories: Vec<Signatory>,
    /// On whose behalf they sign as well.
    pub on_behalf_of: Vec<String>,
    /// What it promises.
    pub commitments: Vec<Commitment>,
}

/// Whether a text may still change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It may.
    Provisional,
    /// It does not.
    Final,
}

/// Somebody who signs a letter.
#[derive(Debug, Clone, Serialize, schemars::JsonSchema)]
pub struct Signatory {
    /// The name as signed.
    pub name: String,
    /// The office, without an article.
    pub office: String,
}

/// Something promised to parliament.
#[derive(Debug, Clone)]
pub struct Commitment {
    /// What is promised.
    pub what: String,
    /// The last day on which it is due, if one was named.
    pub due: Option<Date>,
    /// The anchor of the item in which it is promised.
    pub item: Option<Located<String>>,
}

/// The facts of a dossier.
#[derive(Debug, Clone, Default)]
pub struct DossierFront {
    /// The name by which it goes in lists and running text.
    pub short: Option<String>,
    /// What it is about, in a sentence.
    pub summary: Option<String>,
    /// The interinstitutional procedure, such as `2022/0426(COD)`.
    pub procedure: Option<String>,
    /// The Commission document it began with, such as `COM(2022) 732`.
    pub com: Option<String>,
    /// The CELEX number of that document.
    pub celex: Option<String>,
    /// Parliamentary papers, as cited.
    pub kamerstukken: Vec<String>,
    /// The assessment of the proposal that was sent to parliament.
    pub bnc: Option<Bnc>,
    /// What happened to it and when.
    pub milestones: Vec<Milestone>,
    /// Ids of dossiers that have to do with it.
    pub related: Vec<Located<String>>,
}

/// A BNC-fiche: the government's first assessment of a Commission proposal.
#[derive(Debug, Clone)]
pub struct Bnc {
    /// Its date.
    pub date: Option<Date>,
    /// The paper under which it was sent, as cited.
    pub kamerstuk: Option<String>,
}

/// A step in the life of a dossier.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// When.
    pub date: Date,
    /// Which of the stages. The word for `trilogue` is `milestone_trilogue` in the language file, and so on.
    pub stage: &'static str,
    /// What happened, in words.
    pub what: Option<String>,
    /// On which source that rests, as cited.
    pub source: Option<String>,
}

const STAGES: &[(&str, &str)] = &[
    ("proposal", "proposal"),
    ("bnc-fiche", "bnc-fiche"),
    ("general-approach", "general-approach"),
    ("trilogue", "trilogue"),
    ("agreement", "agreement"),
    ("adoption", "adoption"),
    ("transposition", "transposition"),
    ("other", "other"),
];

const STATUSES: &[(&str, Status)] = &[("provisional", Status::Provisional), ("final", Status::Final)];

/// Reads the front matter of a file. Returns it with the byte at which the body begins.
pub fn read(file: &SourceFile, role: &Role, diagnostics: &mut Vec<Diagnostic>) -> (Front, usize) {
    let before = diagnostics.len();
    let (node, body) = split(file, role, diagnostics);
    let malformed = diagnostics[before..].iter().any(|d| d.code == Code::MalformedFrontMatter);
    let path = &file.path;
    let notation = if file.text.starts_with("+++") { Notation::Toml } else { Notation::Yaml };
    let mut fields = Fields::new(path, &node, diagnostics).written_in(notation);
    // Without any front matter its absence is the one mistake to report, and keys that could not be read are not missing.
    let present = node.span.end > 0 && !malformed;
    let needs_title = present && *role != Role::Home;
    let mut front = Front {
        title: match needs_title {
            true => fields.required_text("title", "Raad Justitie en Binnenlandse Zaken"),
            false => fields.text("title"),
        },
        description: fields.text("description").map(|t| t.value),
        draft: fields.flag("draft", false),
        aliases: fields.texts("aliases"),
        accepted: accepted(&mut fields, path),
        language: fields.text("language").and_then(|tag| language(tag, path, &mut fields)),
        extra: serde_json::Value::Null,
        special: Special::Plain,
    };
    front.special = match role {
        Role::Version { name, .. } if name == "agenda" => Special::Meeting(Box::new(meeting(&mut fields, path, present))),
        Role::Version { name, .. } if name == "report" => Special::Report(Box::new(letter(&mut fields))),
        Role::Home | Role::Annex { .. } | Role::Version { .. } => Special::Plain,
        Role::Agenda { .. } => Special::Meeting(Box::new(meeting(&mut fields, path, present))),
        Role::Report { .. } => Special::Report(Box::new(letter(&mut fields))),
        Role::Dossier { .. } => Special::Dossier(Box::new(dossier(&mut fields))),
        Role::Page { .. } => Special::Page(fields.number("menu")),
    };
    front.extra = fields.extra();
    fields.finish();
    (front, body)
}

/// Finds the front matter between its two lines and reads it as YAML or TOML.
fn split(file: &SourceFile, role: &Role, diagnostics: &mut Vec<Diagnostic>) -> (Node, usize) {
    let text = &*file.text;
    let fence = ["---", "+++"]
        .into_iter()
        .find(|fence| text.strip_prefix(fence).is_some_and(|rest| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')));
    let Some(fence) = fence else {
        if !matches!(role, Role::Home) && !text.trim().is_empty() {
            let diagnostic = Diagnostic::at(Code::MissingFrontMatter, &file.path, 0..0, "the file does not begin with front matter");
            diagnostics.push(diagnostic.hint("begin with a line `---`, then `title: …`, then another line `---`"));
        }
        return (Node::empty(Span::default()), 0);
    };
    let start = text.find('\n').map_or(text.len(), |i| i + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            let origin = Origin { path: &file.path, offset: start, malformed: Code::MalformedFrontMatter };
            let inner = &text[start..at];
            let mut node = match fence {
                "---" => node::yaml(inner, &origin, diagnostics),
                _ => node::toml(inner, &origin, diagnostics),
            };
            node.span = Span::new(0, at + line.len());
            return (node, at + line.len());
        }
        at += line.len();
    }
    let diagnostic = Diagnostic::at(Code::UnclosedFrontMatter, &file.path, 0..3, format!("the front matter has no closing line `{fence}`"));
    diagnostics.push(diagnostic.hint(format!("put a line `{fence}` below its last key")));
    (Node::empty(Span::default()), text.len())
}

/// The warnings that are accepted.
fn accepted(fields: &mut Fields, path: &Arc<str>) -> Vec<Acceptance> {
    fields.tables("accepted", |f| {
        let (name, words, span) = (f.required_text("warning", "reference-cut-off"), f.text("words"), f.span());
        // Said for whoever reads the file.
        f.text("why");
        let name = name?;
        let warnings = || Code::ALL.iter().filter(|code| code.severity() == Severity::Warning).map(|code| code.name());
        let code = Code::ALL.iter().find(|code| code.name() == name.value && code.severity() == Severity::Warning);
        if code.is_none() {
            let message = format!("`{}` is no warning that can be accepted", name.value);
            let hint = suggest::did_you_mean(&name.value, warnings(), "write the name of a warning, such as `reference-cut-off`");
            f.report(Diagnostic::at(Code::WrongType, path, name.span, message).hint(hint));
        }
        Some(Acceptance { code: *code?, words: words.map(|w| w.value), span })
    })
}

fn language(tag: Located<String>, path: &Arc<str>, fields: &mut Fields) -> Option<String> {
    if attributes::is_language(&tag.value) {
        return Some(tag.value);
    }
    let message = format!("`{}` is not the code of a language", tag.value);
    fields.report(Diagnostic::at(Code::WrongType, path, tag.span, message).hint("write a code such as `nl`, `en` or `fy`"));
    None
}

fn meeting(fields: &mut Fields, path: &Arc<str>, present: bool) -> MeetingFront {
    let (formation, start) = match present {
        true => (fields.required_text("formation", "jbz"), fields.required_date("start")),
        false => (fields.text("formation"), fields.date("start")),
    };
    let end = fields.date("end");
    if let (Some(start), Some(end)) = (&start, &end)
        && end.value < start.value
    {
        let message = format!("the meeting ends on {} but begins on {}", end.value, start.value);
        fields.report(Diagnostic::at(Code::EndBeforeStart, path, end.span, message).hint("swap `start` and `end`, or mend the year"));
    }
    MeetingFront {
        formation,
        start,
        end,
        place: fields.text("place").map(|t| t.value),
        presidency: fields.text("presidency").map(|t| t.value),
        informal: fields.flag("informal", false),
        letter: letter(fields),
    }
}

fn letter(fields: &mut Fields) -> Letter {
    Letter {
        status: fields.choice("status", STATUSES),
        published: fields.date("published").map(|d| d.value),
        updated: fields.date("updated").map(|d| d.value),
        id: fields.text("letter").map(|t| t.value),
        signatories: fields.tables("signatories", |f| {
            let name = f.required_text("name", "A. Achternaam");
            let office = f.required_text("office", "minister van Buitenlandse Zaken");
            Some(Signatory { name: name?.value, office: office?.value })
        }),
        on_behalf_of: fields.texts("on_behalf_of").into_iter().map(|t| t.value).collect(),
        commitments: fields.tables("commitments", |f| {
            let what = f.required_text("what", "een brief over …");
            let (due, item) = (f.date("due"), f.text("item"));
            Some(Commitment { what: what?.value, due: due.map(|d| d.value), item })
        }),
    }
}

fn dossier(fields: &mut Fields) -> DossierFront {
    DossierFront {
        short: fields.text("short").map(|t| t.value),
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
            Some(Milestone { date: date?.value, stage: stage.unwrap_or("other"), what, source })
        }),
        related: fields.texts("related"),
    }
}
