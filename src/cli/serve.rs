//! The command `serve`.
//!
//! Takes: a project, and the address to listen on.
//! Gives: the site in the browser, and what is wrong on the terminal, until it is stopped.
//! Never: serves anything itself; [`crate::preview`] does.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgAction, Args};

use super::terminal::{colours, fail, language_of, print, root_exists, say, say_polling, summary};
use super::told::Told;
use crate::diagnostic::format::ReportFormat;
use crate::diagnostic::{Diagnostic, Diagnostics, MessageLanguage, message};
use crate::failure::deadline::PATIENCE;
use crate::flow::Options;
use crate::preview::{self, Observer, Serving};
use crate::project::watch::Means;
use crate::site::link::Drafts;

/// The end of `--help`.
const EXAMPLES: &str = "\
Examples:
  voetnoot serve --open             this site, in the browser
  voetnoot serve --drafts=false     as it will be published
  voetnoot serve --poll             for a disk that tells of no changes, such as that of a network";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ServeArgs {
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// The port to listen on; the next free one if it is taken
    #[arg(long, default_value_t = 1717, value_name = "N")]
    port: u16,
    /// The address to listen on; any but a loopback address lets other machines read drafts
    #[arg(long, default_value = "127.0.0.1", value_name = "A")]
    address: IpAddr,
    /// A name by which browsers may ask for the preview, such as that of a container; may be given more than once
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Whether drafts are shown
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_value_t = true, default_missing_value = "true", action = ArgAction::Set)]
    drafts: bool,
    /// Look at the disk again and again instead of waiting for events
    #[arg(long)]
    poll: bool,
}

pub(super) fn run(given: ServeArgs) -> ExitCode {
    if let Err(code) = root_exists(&given.root) {
        return code;
    }
    let language = language_of(&given.root);
    let drafts = if given.drafts { Drafts::Show } else { Drafts::Hide };
    let serving = Serving {
        root: given.root,
        options: Options { drafts, time_limit: Some(PATIENCE), ..Options::default() },
        address: given.address,
        port: given.port,
        hosts: given.hosts,
        means: if given.poll { Means::Polling } else { Means::Events },
    };
    let bound = match preview::bind(serving) {
        Ok(bound) => bound,
        Err(error) => {
            let (address, port, reason) = (given.address.to_string(), given.port, error.to_string());
            return fail(&message!("cannot-listen", address, port, reason).words(language));
        }
    };
    let url = format!("http://{}/", bound.address);
    print(&(message!("site-is-at", url).words(language) + "\n"));
    if !given.address.is_loopback() {
        say(&message!("others-can-read").words(language));
    }
    if given.open && open::that_detached(&url).is_err() {
        say(&message!("no-browser", url).words(language));
    }
    match bound.run(Terminal { told: Told::default(), language }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&message!("preview-stopped", reason = error.to_string()).words(language)),
    }
}

/// Shows on the terminal what the preview shows in the browser.
struct Terminal {
    told: Told,
    language: MessageLanguage,
}

impl Observer for Terminal {
    fn found(&mut self, diagnostics: &Diagnostics) {
        let show = |some: &[Diagnostic]| diagnostics.show_some(some, ReportFormat::Human, colours());
        if !self.told.tell(diagnostics.shared(), diagnostics.language(), show) {
            return;
        }
        summary(diagnostics.as_slice(), diagnostics.language());
        if diagnostics.is_empty() {
            say(&message!("all-mended").words(diagnostics.language()));
        }
    }

    fn polling(&mut self, reason: &str) {
        say_polling(reason, self.language);
    }
}
