//! The commands `archive` and `verify`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use jiff::civil::Date;

use super::terminal::{Bar, fail, print, print_diagnostics, root_exists, say, summary};
use crate::archive::{self, Choice, Settings, Wacz};
use crate::bag;
use crate::depot::{Depot, Outcome, Packed};
use crate::diagnostic::has_errors;
use crate::flow::{self, Options, Progress};
use crate::link::Drafts;
use crate::memory::Memory;
use crate::report::Format;
use crate::verify;

#[derive(Debug, Args)]
pub(super) struct Archive {
    /// The meetings to pack, by the names of their folders
    #[arg(value_name = "MEETING", required_unless_present_any = ["year", "all"], conflicts_with_all = ["year", "all"])]
    meetings: Vec<String>,
    /// Pack every meeting that began in this year
    #[arg(long, conflicts_with = "all")]
    year: Option<i16>,
    /// Pack every meeting
    #[arg(long)]
    all: bool,
    /// The folder in which each package gets a folder
    #[arg(long, value_name = "DIR")]
    output: PathBuf,
    /// Add the pages as they are served, in one file that players of web archives open
    #[arg(long)]
    wacz: bool,
    /// The day of packing, which goes into the metadata [default: the latest date in the documents]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Note beside each meeting which package of it there is, for its page and the list of past meetings
    #[arg(long)]
    record: bool,
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// The address of the published site, in place of the one in site.toml
    #[arg(long, value_name = "URL", value_parser = flow::base_url)]
    base_url: Option<String>,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

pub(super) fn run_archive(args: &Archive) -> ExitCode {
    let started = Instant::now();
    if let Err(code) = root_exists(&args.root) {
        return code;
    }
    let options = Options { drafts: Drafts::Hide, base_url: args.base_url.clone() };
    let mut prepared = flow::prepare(&args.root, &options, &mut Memory::default());
    let choice = match args.year {
        Some(year) => Choice::Year(year),
        None if args.all => Choice::All,
        None => Choice::Meetings(args.meetings.clone()),
    };
    let meetings = match prepared.ready.as_ref().map(|ready| archive::choose(&ready.site, &choice)).transpose() {
        Ok(meetings) => meetings.unwrap_or_default(),
        Err(message) => return fail(&message),
    };
    archive::check_settings(&mut prepared);
    let bar = Bar::new("packages");
    let settings = Settings { wacz: if args.wacz { Wacz::With } else { Wacz::Without }, date: args.date };
    let packed = match has_errors(&prepared.diagnostics) {
        true => Ok(Vec::new()),
        false => Depot::open(&args.output, &args.root, || bar.waiting())
            .and_then(|depot| archive::archive(&mut prepared, &depot, &meetings, settings, &bar)),
    };
    let packed = match packed {
        Ok(packed) => packed,
        Err(failure) => return fail(&failure.to_string()),
    };
    if let (true, Some(ready)) = (args.record, &prepared.ready)
        && let Err(failure) = archive::note(&args.root, &ready.site, &packed)
    {
        return fail(&failure.to_string());
    }
    print_diagnostics(&prepared, args.format);
    packed.iter().for_each(|p| print(&line(p)));
    if packed.is_empty() {
        summary(&prepared.diagnostics);
        say("nothing was written");
        return ExitCode::from(1);
    }
    let count = |outcome| packed.iter().filter(|p| p.outcome == outcome).count();
    let (files, bytes) = packed.iter().fold((0, 0), |(files, bytes), p| (files + p.files, bytes + p.bytes));
    say(&format!(
        "{} packages in {}: {} new, {} replaced, {} the same; {files} files, {:.1} MB, {:.2} s",
        packed.len(),
        args.output.display(),
        count(Outcome::New),
        count(Outcome::Replaced),
        count(Outcome::Same),
        bytes as f64 / 1e6,
        started.elapsed().as_secs_f64()
    ));
    summary(&prepared.diagnostics);
    if has_errors(&prepared.diagnostics) { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// A line by which a package can be told from every other, for a register that is kept elsewhere.
fn line(packed: &Packed) -> String {
    format!("{}  {}\n", packed.digest, packed.id)
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Packages, or WACZ files of packages
    #[arg(value_name = "DIR|FILE", required = true)]
    packages: Vec<PathBuf>,
    /// The digest that `archive` printed for the package
    #[arg(long, value_name = "SHA-512")]
    digest: Option<String>,
}

pub(super) fn run_verify(args: &Verify) -> ExitCode {
    if args.digest.is_some() && args.packages.len() > 1 {
        return fail("`--digest` is of one package; name only that one");
    }
    let mut sound = true;
    for path in &args.packages {
        let report = match verify::verify(path) {
            Ok(report) => report,
            Err(error) => return fail(&format!("cannot check `{}`: {error}", path.display())),
        };
        for finding in &report.findings {
            let place = path.join(bag::shown(&finding.path));
            print(&format!("{}: {}: {}\n", place.display(), finding.kind.name(), finding.what));
        }
        let other = args.digest.as_ref().is_some_and(|digest| !digest.eq_ignore_ascii_case(&report.digest));
        if other {
            print(&format!("{}: changed: its digest is {}, not the one given\n", path.display(), report.digest));
        }
        sound &= report.findings.is_empty() && !other;
        let verdict = match report.findings.len() + usize::from(other) {
            0 => "sound".to_owned(),
            1 => "1 thing is wrong".to_owned(),
            wrong => format!("{wrong} things are wrong"),
        };
        let (files, megabytes) = (report.files, report.bytes as f64 / 1e6);
        say(&format!("{}: {verdict}; {files} files, {megabytes:.1} MB, digest {}", path.display(), report.digest));
    }
    if sound { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
