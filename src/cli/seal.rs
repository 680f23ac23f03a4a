//! The command `seal`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::terminal::{Bar, fail, print, print_diagnostics, root_exists, say, summary};
use crate::archive::{self, Choice};
use crate::flow::{self, Options};
use crate::memory::Memory;
use crate::report::Format;
use crate::sealing::{self, Act, Past, Request};

#[derive(Debug, Args)]
pub(super) struct Seal {
    /// The meetings to seal, by the names of their folders
    #[arg(value_name = "MEETING", required = true)]
    meetings: Vec<String>,
    /// Record why a sealed meeting changed, and seal it anew; the earlier text stays readable
    #[arg(long, value_name = "REASON")]
    correction: Option<String>,
    /// The day of sealing [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Seal a meeting that is not past
    #[arg(long)]
    force: bool,
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

pub(super) fn run(args: &Seal) -> ExitCode {
    if let Err(code) = root_exists(&args.root) {
        return code;
    }
    let mut prepared = flow::prepare(&args.root, &Options::default(), &mut Memory::default());
    flow::check(&mut prepared, &Bar::new("pages"));
    let choice = Choice::Meetings(args.meetings.clone());
    let meetings = match prepared.ready.as_ref().map(|ready| archive::choose(&ready.site, &choice)).transpose() {
        Ok(meetings) => meetings.unwrap_or_default(),
        Err(message) => return fail(&message),
    };
    let request = Request {
        act: args.correction.clone().map_or(Act::Seal, Act::Correct),
        date: args.date.unwrap_or_else(|| ZonedDateTime::now().date()),
        past: if args.force { Past::Waived } else { Past::Required },
    };
    let ids: Vec<&str> = args.meetings.iter().map(String::as_str).collect();
    if prepared.ready.is_none() || !sealing::obstacles(&prepared.diagnostics, &ids, &request.act).is_empty() {
        print_diagnostics(&prepared, args.format);
        summary(&prepared.diagnostics);
        say("nothing was sealed");
        return ExitCode::from(1);
    }
    let done = match sealing::seal(&prepared, &args.root, &meetings, &request) {
        Ok(done) => done,
        Err(failure) => return fail(&failure.to_string()),
    };
    for sealed in done {
        print(&format!("{}  {}\n", sealed.digest, sealed.meeting));
        let files = if sealed.files == 1 { "1 file".to_owned() } else { format!("{} files", sealed.files) };
        say(&format!("`{}` is sealed as version {}: {files}", sealed.meeting, sealed.version));
    }
    ExitCode::SUCCESS
}
