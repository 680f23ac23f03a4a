//! Voetnoot publishes annotated agendas: the documents in which a government tells parliament, item by item, what a
//! council meeting will discuss, what its own position is, and on which sources that position rests.
//!
//! This crate is the program as a library. For each command there is a function that does the same work, without
//! printing anything or ending the process:
//!
//! | command | function | what it writes |
//! |---|---|---|
//! | `build` | [`build()`] | the pages, into a folder |
//! | `check` | [`check()`] | nothing |
//! | `serve` | [`serve()`], or [`preview::bind`] to learn the port first | nothing; pages go to the browser |
//! | `archive`, `verify` | [`archive::pack`], [`archive::verify`] | packages, into a folder; nothing |
//! | `seal` | [`seal()`] | a seal and a copy, beside each meeting |
//! | `import` | [`import::meeting_folder::import`] | `agenda.md`, into a folder of its own |
//! | `publish` | [`publish()`] | the pages, into a folder; at the target, what changed |
//! | `move` | [`relocate()`] | the content, under another name |
//! | `references` | [`references()`] | nothing |
//!
//! # Mistakes and failures
//!
//! Anything wrong with the content is a value, a [`Diagnostic`](diagnostic::Diagnostic) with its file, its place and
//! what to type instead: no function stops at the first mistake, and none panics, whatever the content. `Result` is for
//! what the machine could not do, such as use a folder or write to a full disk ([`Failure`]).
//!
//! Paths in results are relative to the root of the project and separated by `/` on every system; places are in bytes,
//! and [`Diagnostics::position`] turns them into lines and columns.
//!
//! # Example
//!
//! ```
//! use voetnoot::{Options, Silent};
//!
//! # let folder = tempfile::tempdir()?;
//! # let (root, public) = (folder.path().join("site"), folder.path().join("public"));
//! std::fs::create_dir_all(root.join("content/meetings/raad-1"))?;
//! std::fs::write(root.join("site.toml"), "title = \"Agenda’s\"\n")?;
//! let agenda = "---\ntitle: Raad\nformation: raad\nstart: 2024-06-13\n---\n\n## 1. Opening\n\nTekst.[^1]\n\n[^1]: COM(2024) 173.\n";
//! std::fs::write(root.join("content/meetings/raad-1/agenda.md"), agenda)?;
//!
//! let built = voetnoot::build(&root, &public, &Options::default(), &Silent)?;
//! assert!(built.diagnostics.is_empty(), "{}", built.diagnostics);
//! assert!(public.join("vergaderingen/raad-1/noot-1.html").is_file());
//! // Nothing has changed, so nothing is written.
//! let again = voetnoot::build(&root, &public, &Options::default(), &Silent)?;
//! assert_eq!(again.files.map(|files| files.written), Some(0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Inside
//!
//! Takes: a project on disk, and what the caller wants done with it.
//! Gives: a function for each command, and the types that these take and give.
//! Never: prints, ends the process, or panics because of content.
//!
//! The program is one flow, each arrow a module that takes values and gives values:
//!
//! ```text
//! site.toml  content/  templates/  static/  languages/
//!      │
//!   project   load: walk and read                       the only place that reads the project
//!      ▼  ProjectFiles
//!  document   parse: front matter, Markdown, references one file at a time; remembered
//!      ▼  Document { summary, body, diagnostics }
//!    site     link: ids, addresses, numbers, ties       whole site, summaries only; never remembered
//!      ▼  Site
//!    view     what the template of one page may see     sees the body of its own document alone
//!      ▼  View
//!   render    Tera
//!      ▼  bytes
//!    write    onto disk, or nowhere                     the only place that writes pages
//! ```
//!
//! Anyone who works on the program should start reading at the module `flow`, which is this picture as code. What is
//! wrong with the content travels beside the arrows as diagnostics, and only [`cli`] prints them.

pub mod archive;
mod card;
pub mod cli;
pub mod diagnostic;
mod disk;
mod document;
mod failure;
mod flow;
pub mod import;
mod machines;
pub mod preview;
mod project;
pub mod publish;
#[cfg(feature = "fuzz")]
#[doc(hidden)]
pub mod readers;
pub mod relocation;
mod render;
pub mod seal;
mod settings;
mod site;
mod starter;
mod theme;
mod view;
mod write;

#[cfg(test)]
#[path = "../tests/pieces.rs"]
mod pieces;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use diagnostic::Diagnostics;
use document::reference_list;
use failure::deadline::Deadline;
use flow::memory::Memory;
use flow::page_files;
use project::load::{self, Tree};
use write::one_run::{self, FinishedRun};
use write::{Builder, End, corrections};

pub use document::reference_list::ListedReference;
pub use failure::Failure;
pub use flow::Options;
pub use settings::BaseUrl;
pub use site::ingredients::Drafts;
pub use write::{Built, CorrectedLine, Counts, IncrementalBuild, NumberSources, Progress, Untouched};
#[cfg(feature = "external")]
pub use write::{ExternalTally, TimeLimits};

/// Builds the site in the folder `root` into the folder `output`, which is made if necessary.
///
/// Afterwards the folder contains the site, and whatever else lay in it that no build had made. Only files whose bytes
/// differ are written, each in one step; pages that are no longer made are removed. If the content has mistakes,
/// nothing is written. If the process is killed at any moment, every page is whole, old or new, and the next build
/// finishes the work. The same project gives the same bytes.
///
/// If the project has an `addresses.txt`, new addresses are added to it before the first page is in its place, unless drafts are
/// shown. With [`Options::locked`], what would be added is a failure instead.
///
/// If another build is writing to the same folder, this one calls [`Progress::waiting`] and waits for it.
///
/// # Errors
/// When the output folder is the root or lies within something that is read, when files that no build made are in the
/// way, or when the disk fails. Mistakes in the content are not failures: see [`Built::diagnostics`].
pub fn build(root: &Path, output: &Path, options: &Options, progress: &dyn Progress) -> Result<Built, Failure> {
    let FinishedRun { counts, pages, recorded, numbers, diagnostics } =
        one_run::run(root, &End::Disk(output.to_owned()), options, progress)?;
    let (pages, recorded) = (pages.unwrap_or_default(), recorded.unwrap_or_default());
    Ok(Built { files: counts, pages, recorded, numbers, diagnostics })
}

/// The pages of a site, in memory.
#[derive(Debug, Default)]
pub struct Pages {
    /// Each page, and the data, tables and pictures made with it, by its path in the output folder: `over/index.html`.
    /// Feeds, the search index and everything else about the site as a whole are not included, nor are files that are
    /// only copied.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Everything that is wrong with the site, warnings included.
    pub diagnostics: Diagnostics,
}

/// Renders the pages of the site in the folder `root` into memory, even if the content has mistakes.
///
/// A text with mistakes is shown as it is, as in the preview: a link that leads nowhere is still a link, and a note
/// that is not defined still has its mark. There are no pages if `site.toml` or the templates cannot be used, and a
/// page whose template fails is left out.
///
/// ```
/// use voetnoot::Options;
///
/// # let folder = tempfile::tempdir()?;
/// # let root = folder.path();
/// std::fs::create_dir_all(root.join("content/pages"))?;
/// std::fs::write(root.join("site.toml"), "title = \"Agenda’s\"\n")?;
/// std::fs::write(root.join("content/pages/over.md"), "---\ntitle: Over\n---\n\nZie [dit](weg.md).\n")?;
///
/// let pages = voetnoot::pages(root, &Options::default());
/// assert!(pages.diagnostics.has_errors());
/// assert!(String::from_utf8_lossy(&pages.files["over/index.html"]).contains("dit"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn pages(root: &Path, options: &Options) -> Pages {
    let mut prepared = flow::prepare(root, options, &mut Memory::default());
    let mut files = BTreeMap::new();
    if let Some(ready) = &prepared.ready {
        for page in ready.site.pages() {
            match page_files::files(ready, page, view::ViewOptions::default(), Deadline::after(options.time_limit)) {
                Ok(made) => files.extend(made),
                Err(diagnostic) => prepared.diagnostics.push(*diagnostic),
            }
        }
    }
    prepared.diagnostics.sort();
    prepared.diagnostics.dedup();
    Pages { files, diagnostics: prepared.diagnostics() }
}

/// Finds everything that is wrong with the site in the folder `root`, and writes nothing.
///
/// Every page is rendered just as [`build()`] renders it, so a site that passes here can be built. A folder that does
/// not exist, or that has no `site.toml`, is a diagnostic like any other.
///
/// # Errors
/// When the machine fails in a way that is not the fault of the content.
pub fn check(root: &Path, options: &Options, progress: &dyn Progress) -> Result<Diagnostics, Failure> {
    Ok(one_run::run(root, &End::Nowhere, options, progress)?.diagnostics)
}

/// The result of asking other sites.
#[cfg(feature = "external")]
#[derive(Debug)]
pub struct ExternalCheck {
    /// What became of the addresses of other sites, in numbers.
    pub tally: ExternalTally,
    /// Everything that is wrong with the site, warnings included.
    pub diagnostics: Diagnostics,
}

/// Finds everything that is wrong with the site in the folder `root`, as [`check()`] does, and asks other sites whether they
/// still have what it links to.
///
/// Each host is asked one thing at a time, with pauses. With [`Options::cache`], good answers are remembered for a day and bad
/// ones for an hour. If the time is over, what was not asked for is counted, and nothing is said of it.
///
/// # Errors
/// When the machine fails, or has no certificates by which it could tell one site from another.
#[cfg(feature = "external")]
pub fn check_external(
    root: &Path,
    options: &Options,
    limits: TimeLimits,
    progress: &dyn Progress,
) -> Result<ExternalCheck, Failure> {
    let (prepared, tally) = write::external::run(root, options, limits, [progress; 2])?;
    Ok(ExternalCheck { tally, diagnostics: prepared.diagnostics() })
}

/// The result of correcting.
#[derive(Debug)]
pub struct Corrected {
    /// What was changed, in the order in which it was.
    pub made: Vec<CorrectedLine>,
    /// The files that could have been corrected and were left as they are.
    pub untouched: Vec<Untouched>,
    /// Everything that is still wrong with the site, warnings included.
    pub diagnostics: Diagnostics,
}

/// Makes every correction in the site in the folder `root` that needs nobody to look at it: the edits of the hints that
/// are [certain](diagnostic::Sureness::Certain).
///
/// Each file is replaced in one step. What is sealed or recorded is never touched, nor is a file that changed since it was
/// read. A second call changes nothing more.
///
/// # Errors
/// When the machine fails.
///
/// ```
/// use voetnoot::{Options, Silent};
///
/// # let folder = tempfile::tempdir()?;
/// # let root = folder.path();
/// std::fs::create_dir_all(root.join("content/pages"))?;
/// std::fs::write(root.join("site.toml"), "title = \"Agenda’s\"\n")?;
/// std::fs::write(root.join("content/pages/over.md"), "---\ntitle: Over\n---\n\n##Wie wij zijn\n")?;
///
/// let corrected = voetnoot::correct(root, &Options::default(), &Silent)?;
/// let first = &corrected.made[0];
/// assert_eq!((first.line, &*first.before, &*first.after), (5, "##Wie wij zijn", "## Wie wij zijn"));
/// assert!(corrected.diagnostics.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn correct(root: &Path, options: &Options, progress: &dyn Progress) -> Result<Corrected, Failure> {
    let done = corrections::correct(root, options, progress)?;
    match done.failure {
        Some(failure) => Err(failure),
        None => Ok(Corrected { made: done.made, untouched: done.untouched, diagnostics: done.prepared.diagnostics() }),
    }
}

/// Gives a meeting or dossier of the site in the folder `root` another id: moves its folder or file, edits every link and tie that
/// names it, and adds a line to `[moved]` in `site.toml`.
///
/// # Errors
/// When one of the two ids stands for nothing or for too much, when the meeting is sealed, when a name is typed so that it cannot be
/// edited, or when the machine fails. Then everything is as it was.
pub fn relocate(root: &Path, old: &str, new: &str) -> Result<relocation::Relocated, relocation::Unmoved> {
    relocation::relocate(root, old, new)
}

/// Shows a site in the browser while it is being written, until the process ends. After each change, `observer` is told
/// what is wrong.
///
/// # Errors
/// When the address is not one of this machine, no port is free, or the operating system takes the port away.
///
/// ```no_run
/// use voetnoot::diagnostic::Diagnostics;
/// use voetnoot::preview::{Observer, Serving};
///
/// struct Printing;
///
/// impl Observer for Printing {
///     fn found(&mut self, diagnostics: &Diagnostics) {
///         println!("{diagnostics}");
///     }
///
///     fn polling(&mut self, reason: &str) {
///         println!("there are no events: {reason}");
///     }
/// }
///
/// voetnoot::serve(Serving::new("site"), Printing)?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn serve(serving: preview::Serving, observer: impl preview::Observer) -> io::Result<()> {
    preview::bind(serving)?.run(observer)
}

/// The result of sealing.
#[derive(Debug)]
pub struct Frozen {
    /// The seals that were written, in the order of the meetings; empty if something stood in the way.
    pub seals: Vec<seal::NewSeal>,
    /// Everything that is wrong with the site. It includes the changes that a correction is about, which do not stand
    /// in its way.
    pub diagnostics: Diagnostics,
}

/// Seals meetings, given by the names of their folders, or records a correction of sealed ones.
///
/// Each meeting gets a `seal.txt` beside its agenda, and a copy of all its files in `_versions`. From then on,
/// [`check()`] reports every change to them. All meetings are checked before the first is touched.
///
/// # Errors
/// When a meeting does not exist or cannot be sealed as requested, or the disk fails.
///
/// ```
/// use jiff::civil::date;
/// use voetnoot::diagnostic::Code;
/// use voetnoot::seal::{Act, CommentHandling, Past, SealRequest};
/// use voetnoot::{Options, Silent};
///
/// # let folder = tempfile::tempdir()?;
/// # let root = folder.path();
/// let agenda = "---\ntitle: Raad\nformation: raad\nstart: 2024-06-13\n---\n\n## 1. Opening\n\nTekst.\n";
/// std::fs::create_dir_all(root.join("content/meetings/raad-1"))?;
/// std::fs::write(root.join("site.toml"), "title = \"Agenda’s\"\n")?;
/// std::fs::write(root.join("content/meetings/raad-1/agenda.md"), agenda)?;
///
/// let request = SealRequest { act: Act::Seal, date: date(2024, 7, 1), past: Past::Required, comments: CommentHandling::Refused };
/// let frozen = voetnoot::seal(root, &["raad-1".to_owned()], &request, &Silent)?;
/// assert_eq!((frozen.seals[0].version, frozen.seals[0].files), (1, 1));
///
/// std::fs::write(root.join("content/meetings/raad-1/agenda.md"), agenda.replace("Tekst", "Iets anders"))?;
/// let found = voetnoot::check(root, &Options::default(), &Silent)?;
/// assert!(found.iter().any(|diagnostic| diagnostic.code == Code::SealedFile));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn seal(
    root: &Path,
    meetings: &[String],
    request: &seal::SealRequest,
    progress: &dyn Progress,
) -> Result<Frozen, Failure> {
    for meeting in meetings {
        seal::redaction::journal::finish(root, meeting)?;
    }
    let mut memory = Memory::default();
    let mut prepared = flow::prepare(root, &Options::default(), &mut memory);
    let ids: Vec<&str> = meetings.iter().map(String::as_str).collect();
    if request.comments == seal::CommentHandling::Stripped
        && seal::comments::strip(root, &prepared, &ids, &request.act)?
    {
        prepared = flow::prepare(root, &Options::default(), &mut memory);
    }
    Builder::new(root, End::Nowhere).build(&mut prepared, progress)?;
    let choice = archive::Choice::Meetings(meetings.to_vec());
    let chosen = prepared.ready.as_ref().map(|ready| archive::choose(&ready.site, &choice));
    let chosen = chosen.transpose().map_err(Failure::Refused)?.unwrap_or_default();
    let comments = seal::comments::left(&mut prepared, &ids);
    let free = !comments
        && prepared.ready.is_some()
        && seal::create::obstacles(&prepared.diagnostics, &ids, &request.act).is_empty();
    let seals = if free { seal::create::seal(&prepared, root, &chosen, request)? } else { Vec::new() };
    Ok(Frozen { seals, diagnostics: prepared.diagnostics() })
}

/// Takes a file, or words, out of a sealed meeting for good: out of its files, of every version that its seal keeps, and of everything
/// from which it could be guessed. Before anything changes, `confirm` is told what will change and what will not, and decides.
///
/// # Errors
/// When the meeting is not sealed or has nothing of the kind, when the reason cannot stand in a text, or when the disk fails. Then
/// either nothing has changed, or the same call, or the next [`seal()`] of the meeting, does what is left.
pub fn redact(
    root: &Path,
    request: &seal::redaction::RedactionRequest,
    mut confirm: impl FnMut(&seal::redaction::Foreseen) -> bool,
    progress: &dyn Progress,
) -> Result<seal::redaction::Redacted, Failure> {
    seal::redaction::redact(root, request, &mut confirm, progress)
}

/// Builds the site in the folder `root` into the folder `output`, as [`build()`] with [`Options::locked`] does, and brings what
/// changed to the target that `[publish]` in `site.toml` names. Progress is told to the first while it is built, to the second
/// while it is brought there.
///
/// At every moment each page at the target is whole, old or new, and all that it needs is there; whoever comes after a run that
/// was killed goes on from there.
///
/// # Errors
/// When the settings name no target or the record of addresses lacks something, when the target cannot be used, or when somebody
/// else publishes there at the same time. Mistakes in the content are not failures: see
/// [`PublishOutcome`](publish::PublishOutcome).
///
/// ```
/// use voetnoot::publish::{PublishOrder, PublishOutcome};
/// use voetnoot::{Options, Silent};
///
/// # let folder = tempfile::tempdir()?;
/// # let (root, public) = (folder.path().join("site"), folder.path().join("public"));
/// # std::fs::create_dir_all(root.join("content/pages"))?;
/// std::fs::write(root.join("site.toml"), "title = \"Agenda’s\"\n[publish]\ntarget = \"folder\"\nfolder = \"../www\"\n")?;
/// std::fs::write(root.join("content/pages/over.md"), "---\ntitle: Over\n---\n\nWij.\n")?;
/// std::fs::write(root.join("addresses.txt"), "")?;
/// voetnoot::build(&root, &public, &Options::default(), &Silent)?;
///
/// let done = voetnoot::publish(&root, &public, PublishOrder::default(), &Options::default(), [&Silent, &Silent])?;
/// assert!(matches!(done.outcome, PublishOutcome::Done { .. }));
/// assert!(folder.path().join("www/over/index.html").is_file());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn publish(
    root: &Path,
    output: &Path,
    order: publish::PublishOrder,
    options: &Options,
    progress: [&dyn Progress; 2],
) -> Result<publish::Published, Failure> {
    publish::run((root, output), order, options, progress)
}

/// The references in the documents of a site, and what is wrong with its files.
#[derive(Debug)]
pub struct References {
    /// Each reference with its place, sorted by file and then by place in the text.
    pub citations: Vec<ListedReference>,
    /// What prevents reading the site, so that the list may be incomplete. Documents are not linked, so dead links are
    /// not among these.
    pub diagnostics: Diagnostics,
}

/// Lists the references in the documents of the site in the folder `root`, drafts and footnotes included: parliamentary
/// papers, acts, judgments and others.
///
/// ```
/// # let folder = tempfile::tempdir()?;
/// # let root = folder.path();
/// std::fs::create_dir_all(root.join("content/pages"))?;
/// std::fs::write(root.join("site.toml"), "title = \"Agenda’s\"\n")?;
/// std::fs::write(root.join("content/pages/over.md"), "---\ntitle: Over\n---\n\nZie COM(2024) 173.\n")?;
///
/// let found = voetnoot::references(root).citations;
/// assert_eq!((found[0].line, found[0].column, &*found[0].text), (5, 5, "COM(2024) 173"));
/// assert_eq!(found[0].id.as_deref(), Some("COM:2024:173"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn references(root: &Path) -> References {
    let source = load::load(root, &mut Tree::default());
    let parsed = flow::parse(source, &Options::default(), &mut Memory::default());
    let documents = parsed.parts.map(|parts| parts.documents).unwrap_or_default();
    let citations = documents.iter().flat_map(|document| reference_list::of_document(document)).collect();
    References { citations, diagnostics: Diagnostics::new(parsed.diagnostics, parsed.texts, parsed.spoken) }
}

/// Ignores all progress.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: usize) {}
    fn step(&self) {}
    fn end(&self) {}
    fn waiting(&self) {}
}
