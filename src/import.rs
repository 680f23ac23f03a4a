//! The importer: turns a letter from earlier years (text, HTML, Word or PDF) into the agenda of a meeting, the report of one, or a
//! written consultation, in Voetnoot's content format.
//!
//! Takes: an [`ImportInput`], and what the caller knows already ([`ImportOptions`]).
//! Gives: the Markdown, and an [`ImportReport`] that says what was found and what is doubtful.
//! Never: loses a word of the document or invents one; if the check of words fails, the report says so as an error.
//!
//! ```text
//! bytes ── read::load ──▶ ImportInput                        the only place that reads files and runs programs
//!   ── read ────────────▶ Reading { lines, blocks, notes }   furniture of pages, footnotes, paragraphs
//!   ── understand ──────▶ SourceOutline, facts               letter, parts, items, treatments, dossiers, commitments
//!   ── write ───────────▶ Markdown, WordVerdict, report      read back, and compared with the lines word by word
//! ```
//!
//! Each step imports only earlier ones; `genre` has the words and labels that are known in advance. Everything except
//! `read::load` is pure.
//!
//! ```
//! use voetnoot::import::{ImportInput, ImportOptions, ImportSource, import};
//!
//! let letter = "Agenda Milieuraad 3 mei 2030\n\n1. Bijen\n= Gedachtewisseling\n\nDe Raad spreekt over bijen.\n";
//! let source = ImportSource::Text(letter.to_owned());
//! let input = ImportInput { name: "brief.txt".to_owned(), source, findings: Vec::new() };
//! let imported = import(&input, &ImportOptions::default());
//! assert_eq!(imported.document.path, "milieu-2030-05-03/agenda.md");
//! assert!(imported.document.text.contains("## 1. Bijen\n= Gedachtewisseling\n"));
//! assert!(imported.report.words.kept);
//! ```

mod finding;
mod genre;
pub(crate) mod imported_list;
mod input;
mod known_site;
pub mod letter_folder;
mod letter_row;
pub mod meeting_folder;
pub(crate) mod read;
mod rich_text;
mod site_check;
mod source_blocks;
mod source_line;
mod understand;
mod web_address;
mod write;

use crate::diagnostic::{MessageLanguage, message};
use source_blocks::Reading;
use source_line::LineFate;
use understand::outline_node::SourceOutline;
use understand::second_document::{self, DividedLetter};
use understand::self_check::{self, CheckedFacts};
use understand::{commitments, dossier_ties, item_ties, meeting_facts, outline, remarks};
use write::agenda_page::AgendaPage;
use write::commitment_items;
use write::report::FoundParts;
use write::word_check::WordDifference;

pub use finding::{FindingCode, FindingSeverity, ImportFinding};
pub use input::{
    DocumentFormat, DocumentKind, ImportInput, ImportOptions, ImportSource, KnownDossier, KnownItem, KnownMeeting,
};
pub use read::load_error::LoadError;
pub use understand::commitments::FoundCommitment;
pub use understand::dossier_ties::{DossierProposal, DossierTie};
pub use understand::item_ties::ItemTie;
pub use understand::meeting_facts::ImportedMeeting;
pub use understand::signatures::LetterSignatory;
pub use write::report::{AgendaCheck, CheckRemark, ImportReport, NoteCounts, ReferenceCounts, WordCounts};

/// The result of an import.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The agenda, report or consultation, which has not been written to disk.
    pub document: ImportedFile,
    /// The report of an earlier meeting that the letter carries as well, for the folder of that meeting.
    pub second: Option<ImportedFile>,
    /// What was found and what is doubtful, for people and for programs.
    pub report: ImportReport,
}

/// A file made by an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFile {
    /// Its path within the folder of meetings, such as `milieu-2030-05-03/agenda.md`.
    pub path: String,
    /// All of its text, with `
    /// ` as line ending.
    pub text: String,
}

impl ImportedFile {
    /// The name of the meeting's folder, which is its id.
    fn meeting(&self) -> &str {
        self.path.split('/').next().unwrap_or("")
    }
}

/// Imports a document. The same input and options give the same bytes. Any text is read to its end, whatever it
/// contains; nothing fails, since doubts and losses are part of the report.
pub fn import(input: &ImportInput, options: &ImportOptions) -> Imported {
    let mut reading = read::read(&input.source);
    let mut findings = input.findings.clone();
    findings.append(&mut reading.findings);
    let DividedLetter { first, report } = second_document::divide(reading, options.kind);
    if let Some(title) = report.as_ref().and_then(|report| report.blocks.first()) {
        let said = message!("import-second-divided", title = title.text());
        findings.push(ImportFinding::note(title.line, FindingCode::SecondDocument, said));
    }
    let (mut imported, letter) = document(ReadDocument { reading: first, findings, letter: None }, input, options);
    if let Some(report) = report {
        // What the caller says of the letter is said of its agenda.
        let kind = Some(DocumentKind::Report);
        let options = ImportOptions { id: None, start: None, kind, ..options.clone() };
        let read = ReadDocument { reading: report, findings: Vec::new(), letter: Some(letter) };
        let (Imported { document, report, .. }, _) = document(read, input, &options);
        imported.second = Some(document);
        imported.report.second = Some(Box::new(report));
    }
    imported
}

/// A document of a letter that has been read.
struct ReadDocument {
    reading: Reading,
    findings: Vec<ImportFinding>,
    /// The letter that carries it, if its head and signatures stand elsewhere.
    letter: Option<LetterFacts>,
}

/// What a letter tells about each document that it carries.
struct LetterFacts {
    head: Vec<String>,
    opening: Vec<String>,
    signatories: Vec<LetterSignatory>,
}

fn document(read: ReadDocument, input: &ImportInput, options: &ImportOptions) -> (Imported, LetterFacts) {
    let ReadDocument { mut reading, mut findings, letter } = read;
    let mut outline = outline::outline(&reading, options.kind);
    findings.append(&mut outline.findings);
    let mut offered_in = Vec::new();
    if let Some(LetterFacts { head, opening, signatories }) = letter {
        (outline.head, outline.signatories, offered_in) = (head, signatories, opening);
    }
    for line in &outline.front_matter_lines {
        reading.lines[*line].fate = LineFate::FrontMatter;
    }
    let mut meeting = meeting_facts::meeting(&outline, &reading.lines, options, &mut findings);
    meeting.place_from(&offered_in);
    let facts = CheckedFacts { outline: &outline, meeting: &meeting, lines: &reading.lines };
    findings.extend(self_check::doubts(&facts));
    remarks::add(&findings, options.language, &mut outline);
    let ties = dossier_ties::tie(&outline, &reading.notes, &options.dossiers);
    let items = item_ties::tie(&outline, agenda_items(&outline, &meeting, options));
    let mut commitments = commitments::find(&outline, &reading.lines, &meeting);
    let page = |commitments| AgendaPage {
        meeting: &meeting,
        outline: &outline,
        notes: &reading.notes,
        dossiers: &ties.by_node,
        items: &items.by_node,
        commitments,
        language: options.language,
    };
    commitment_items::name(&page(&[]), &mut commitments);
    findings.extend(commitments.iter().map(FoundCommitment::finding));
    let written = write::write(&page(&commitments), &reading.lines, &mut findings);
    findings.extend(written.verdict.differences.iter().map(WordDifference::finding));
    findings.sort_by(|a, b| (a.line, a.severity, a.code, &a.message).cmp(&(b.line, b.severity, b.code, &b.message)));
    findings.dedup();
    findings.iter_mut().for_each(|finding| finding.language = options.language);
    let found =
        FoundParts { outline: &outline, notes: &reading.notes, lines: &reading.lines, verdict: &written.verdict };
    let path = format!("{}/{}", meeting.id, outline.kind.file_name());
    let document = ImportedFile { path, text: written.markdown };
    let report = ImportReport {
        file: input.name.clone(),
        format: input.source.format(),
        items_tied: items.tied,
        dossiers_tied: ties.tied,
        dossiers_proposed: ties.proposed,
        open_questions: findings,
        ..ImportReport::of(&found)
    };
    let letter = LetterFacts { head: outline.head, opening: outline.opening, signatories: outline.signatories };
    (Imported { document, second: None, report: ImportReport { meeting, commitments, ..report } }, letter)
}

/// An agenda with the facts of a meeting and nothing else, for a report or consultation whose agenda the site does not have.
pub(crate) fn facts_alone(report: &ImportReport, language: MessageLanguage) -> String {
    let page = AgendaPage {
        meeting: &ImportedMeeting { published: None, letter: String::new(), ..report.meeting.clone() },
        outline: &SourceOutline::default(),
        notes: &[],
        dossiers: &[],
        items: &[],
        commitments: &[],
        language,
    };
    let text = write::markdown::write(&page, write::running_text::Emphasis::Written);
    format!("{text}\n<!-- import: {} -->\n", message!("import-facts-alone").words(language))
}

/// The items of the agenda to which a report or consultation belongs, if the site has it.
fn agenda_items<'a>(outline: &SourceOutline, meeting: &ImportedMeeting, options: &'a ImportOptions) -> &'a [KnownItem] {
    let known = options.meetings.iter().find(|known| known.id == meeting.id);
    known.filter(|_| outline.kind != DocumentKind::Agenda).map_or(&[], |known| &known.items)
}
