//! The command `archive`.
//!
//! Takes: meetings and the folder for their packages.
//! Gives: a line with its digest for each package, the diagnostics, and an exit code.
//! Never: packs anything itself; [`crate::archive`] does.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::terminal::{
    Bar, ReportArgs, decimal, fail, language_of, not_to_come, print, root_exists, say, seconds, summary,
};
use crate::archive::{
    self, Archived, Choice, PackOptions, PackageOutcome, Packed, PackedBefore, Packing, Recording, Wacz,
};
use crate::diagnostic::message;
use crate::settings::BaseUrl;

#[derive(Debug, Args)]
pub(super) struct ArchiveArgs {
    /// The meetings to pack, by the names of their folders
    #[arg(value_name = "MEETING", required_unless_present_any = ["year", "all", "new"], conflicts_with_all = ["year", "all"])]
    meetings: Vec<String>,
    /// Pack every meeting that began in this year
    #[arg(long, conflicts_with = "all")]
    year: Option<i16>,
    /// Pack every meeting
    #[arg(long)]
    all: bool,
    /// The folder to write to; each package gets a folder in it
    #[arg(long, value_name = "DIR")]
    output: PathBuf,
    /// Also pack the pages as they are served, into one file for players of web archives
    #[arg(long)]
    wacz: bool,
    /// The day of packing, which goes into the metadata; what was packed before keeps its day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Pack what has never been packed, here or elsewhere, as `package.txt` beside each meeting tells
    #[arg(long)]
    new: bool,
    /// Pack again what has been packed: the new package stands beside the earlier ones
    #[arg(long, conflicts_with = "new")]
    again: bool,
    /// Keep no note in `package.txt` beside each meeting about its packages and their days
    #[arg(long)]
    no_record: bool,
    /// As it is done anyway; for scripts from the time when it was not
    #[arg(long, hide = true, conflicts_with = "no_record")]
    record: bool,
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// The address of the published site, instead of the one in site.toml
    #[arg(long, value_name = "URL")]
    base_url: Option<BaseUrl>,
    #[command(flatten)]
    report: ReportArgs,
}

impl ArchiveArgs {
    fn packing(&self) -> Packing {
        let meetings = match self.year {
            Some(year) => Choice::Year(year),
            None if self.all || self.new && self.meetings.is_empty() => Choice::All,
            None => Choice::Meetings(self.meetings.clone()),
        };
        Packing {
            base_url: self.base_url.clone(),
            options: PackOptions {
                wacz: if self.wacz { Wacz::With } else { Wacz::Without },
                date: self.date,
                before: match (self.again, self.new) {
                    (true, _) => PackedBefore::Again,
                    (_, true) => PackedBefore::StaysAnywhere,
                    _ => PackedBefore::Stays,
                },
            },
            record: if self.no_record { Recording::Skip } else { Recording::Write },
            today: Some(ZonedDateTime::now().date()),
            ..Packing::new(&self.root, &self.output, meetings)
        }
    }
}

pub(super) fn run_archive(args: &ArchiveArgs) -> ExitCode {
    let started = Instant::now();
    if let Err(code) = root_exists(&args.root) {
        return code;
    }
    let language = args.report.language(language_of(&args.root));
    if let Err(message) = not_to_come(args.date) {
        return fail(&message.words(language));
    }
    let bar = Bar::new(&message!("unit-packages"), language);
    let Archived { packages: packed, to_come, diagnostics } = match archive::pack(&args.packing(), &bar) {
        Ok(archived) => archived,
        Err(failure) => return fail(&failure.words(language)),
    };
    args.report.print(&diagnostics, &args.root);
    if !to_come.is_empty() {
        say(&message!("archive-to-come", ids = to_come.join(", ")).words(language));
    }
    packed.iter().for_each(|p| print(&line(p)));
    if packed.is_empty() {
        summary(diagnostics.as_slice(), language);
        say(&message!("nothing-written").words(language));
        return ExitCode::from(1);
    }
    let count = |outcome| packed.iter().filter(|p| p.outcome == outcome).count();
    let (files, bytes) = packed.iter().fold((0, 0), |(files, bytes), p| (files + p.files, bytes + p.bytes));
    let [new, beside, left] = [PackageOutcome::New, PackageOutcome::Beside, PackageOutcome::Left].map(count);
    let (folder, count) = (args.output.display().to_string(), packed.len());
    let (megabytes, seconds) = (decimal(bytes as f64 / 1e6, 1, language), seconds(started, language));
    let made = message!("packages-made", count, folder, new, beside, left, files, megabytes, seconds);
    say(&made.words(language));
    summary(diagnostics.as_slice(), language);
    if diagnostics.has_errors() { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// A line that tells a package from any other, for a register kept elsewhere.
fn line(packed: &Packed) -> String {
    format!("{}  {}\n", packed.digest, packed.name)
}
