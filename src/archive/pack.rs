//! All of `voetnoot archive`, for the program and for programs that embed it.
//!
//! Takes: which meetings of which site to pack, how, and into which folder.
//! Gives: a package for each in that folder, and everything that is wrong with the site.
//! Never: packs anything of a site with mistakes.

use std::path::PathBuf;

use jiff::ZonedDateTime;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::depot::{Depot, Packed};
use super::note::note;
use super::settling::PackingRun;
use super::{Choice, PackOptions, check_settings, choose};
use crate::diagnostic::{Diagnostics, Message, has_errors, message};
use crate::document::kept_comments;
use crate::failure::Failure;
use crate::flow::memory::Memory;
use crate::flow::{self, Options, Prepared};
use crate::project::load;
use crate::settings::BaseUrl;
use crate::site::indices::MeetingId;
use crate::site::link::Drafts;
use crate::write::Progress;

/// What to pack, and where.
///
/// ```
/// use voetnoot::Silent;
/// use voetnoot::archive::{self, Choice, Packing};
///
/// # let folder = tempfile::tempdir()?;
/// # let (root, depot) = (folder.path().join("site"), folder.path().join("depot"));
/// std::fs::create_dir_all(root.join("content/meetings/raad-1"))?;
/// let settings = "title = \"Agenda’s\"\nbase_url = \"https://agenda.example.nl/\"\n[publisher]\nname = \"Gemeente\"\n";
/// std::fs::write(root.join("site.toml"), settings)?;
/// let agenda = "---\ntitle: Raad\nformation: raad\nstart: 2024-06-13\n---\n\n## 1. Opening\n\nTekst.\n";
/// std::fs::write(root.join("content/meetings/raad-1/agenda.md"), agenda)?;
///
/// let archived = archive::pack(&Packing::new(root, depot.clone(), Choice::All), &Silent)?;
/// let package = &archived.packages[0];
/// assert_eq!(package.id, "raad-1");
///
/// let report = archive::verify(&depot.join("raad-1"))?;
/// assert!(report.faults.is_empty());
/// assert_eq!(report.digest, package.digest);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Packing {
    /// The folder with `site.toml`.
    pub root: PathBuf,
    /// The folder in which each package gets a folder. It is made if necessary, and must not lie within the root's
    /// content.
    pub output: PathBuf,
    /// Which meetings to pack.
    pub meetings: Choice,
    /// The address of the published site, if not the one in `site.toml`. Packages need one of the two.
    pub base_url: Option<BaseUrl>,
    /// What each package contains, and its date.
    pub options: PackOptions,
    /// Whether to leave a note about each package in the project.
    pub record: Recording,
    /// The day of today: a meeting that begins later is not packed. `None`, the default, packs those, too.
    pub today: Option<Date>,
}

/// Whether notes about packages are kept in the project, so that pages mention them and later runs know their days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Recording {
    /// Nothing is written into the project.
    #[default]
    Skip,
    /// A `package.txt` beside each meeting says which packages it has.
    Write,
}

/// The result of packing.
#[derive(Debug)]
pub struct Archived {
    /// The packages, those that were left included, in the order of their meetings. There are none if something is wrong with the site; if a template
    /// fails for just one page, the package with that page is missing.
    pub packages: Vec<Packed>,
    /// The meetings that were not packed because they are yet to come; none that was named is among them.
    pub to_come: Vec<String>,
    /// Everything that is wrong with the site, warnings included.
    pub diagnostics: Diagnostics,
}

impl Packing {
    /// The usual way to pack: without a WACZ file, with the date of today, and without notes in the project.
    pub fn new(root: impl Into<PathBuf>, output: impl Into<PathBuf>, meetings: Choice) -> Self {
        let (root, output, options) = (root.into(), output.into(), PackOptions::default());
        Packing { root, output, meetings, base_url: None, options, record: Recording::Skip, today: None }
    }
}

/// Packs meetings. Each package takes its place in one step, complete; what stands there stays as it is.
///
/// The same meeting, settings, theme, program and date give the same bytes. If another run is writing to the same folder, this one
/// waits.
///
/// # Errors
/// When a meeting does not exist, the folder cannot be used, or the disk fails. Mistakes in the content are not
/// failures: see [`Archived::diagnostics`].
pub fn pack(packing: &Packing, progress: &dyn Progress) -> Result<Archived, Failure> {
    let Packing { root, output, meetings, base_url, options, record, today } = packing;
    let day = options.date.unwrap_or_else(day_now);
    let site = Options { drafts: Drafts::Hide, base_url: base_url.clone(), ..Options::default() };
    let mut memory = Memory::default();
    let project = load::load(root, &mut memory.tree);
    let parsed = flow::parse(project.clone(), &site, &mut memory);
    let ingredients = parsed.parts.as_ref().map(|parts| parts.ingredients.clone());
    let mut prepared = flow::link(parsed).prepared(&mut memory);
    let chosen = prepared.ready.as_ref().map(|ready| choose(&ready.site, meetings));
    let mut chosen = chosen.transpose().map_err(Failure::Refused)?.unwrap_or_default();
    let to_come = without_future(&prepared, &mut chosen, (meetings, *today)).map_err(Failure::Refused)?;
    check_settings(&mut prepared);
    let mut packages = Vec::new();
    let commented = comments_left(&mut prepared, &chosen);
    if !commented
        && !has_errors(&prepared.diagnostics)
        && let (Some(ready), Some(ingredients)) = (prepared.ready.clone(), ingredients)
    {
        let depot = Depot::open(output, root, || progress.waiting())?;
        let settling = PackingRun::new((root, *options, day), (&ready, &ingredients), &project, &depot);
        packages = settling
            .map_or(Ok(Vec::new()), |settling| settling.pack_all(&chosen, &mut prepared.diagnostics, progress))?;
        prepared.diagnostics.sort();
        prepared.diagnostics.dedup();
        if *record == Recording::Write {
            note(root, &ingredients, &packages)?;
        }
    }
    Ok(Archived { packages, to_come, diagnostics: prepared.diagnostics() })
}

/// The day on which a package is made. Times in it are written in UTC, and seals have the day of this place: the later of the two
/// is a day on which its bytes exist, wherever one reads it, and not before that of the seal.
#[expect(clippy::disallowed_methods, reason = "packing is not building: a package has a day")]
fn day_now() -> Date {
    let now = ZonedDateTime::now();
    now.date().max(now.with_time_zone(TimeZone::UTC).date())
}

/// Leaves out the meetings that are yet to come, and gives their ids.
///
/// # Errors
/// When one of them was named, or when there are no others.
fn without_future(
    prepared: &Prepared,
    chosen: &mut Vec<MeetingId>,
    (choice, today): (&Choice, Option<Date>),
) -> Result<Vec<String>, Message> {
    let (Some(ready), Some(today)) = (&prepared.ready, today) else { return Ok(Vec::new()) };
    let meetings = &ready.site.meetings;
    let future = |meeting: &MeetingId| meetings[*meeting].start.filter(|start| *start > today);
    let to_come: Vec<(String, Date)> =
        chosen.iter().filter_map(|meeting| Some((meetings[*meeting].id.clone(), future(meeting)?))).collect();
    chosen.retain(|meeting| future(meeting).is_none());
    match to_come.first() {
        Some((id, date)) if chosen.is_empty() || matches!(choice, Choice::Meetings(_)) => {
            Err(message!("archive-future", id, date))
        }
        _ => Ok(to_come.into_iter().map(|(id, _)| id).collect()),
    }
}

/// Reports the comments in the files that would be packed. Gives whether there are any.
fn comments_left(prepared: &mut Prepared, chosen: &[MeetingId]) -> bool {
    let Some(ready) = &prepared.ready else { return false };
    let meetings: Vec<&str> = chosen.iter().map(|meeting| ready.site.meetings[*meeting].id.as_str()).collect();
    let documents = ready.bodies.documents();
    let found = kept_comments::left(documents, &meetings, &message!("kept-comment.hint-archive"));
    let shown = documents.iter().filter(|document| found.iter().any(|d| d.path == document.source.path));
    prepared.texts.extend(shown.map(|document| (document.source.path.clone(), document.source.text.clone())));
    let any = !found.is_empty();
    prepared.diagnostics.extend(found);
    prepared.diagnostics.sort();
    any
}
