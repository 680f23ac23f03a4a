//! The command `serve`.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgAction, Args};

use super::terminal::{colours, fail, means, print, root_exists, say, say_polling, summary};
use crate::flow::Options;
use crate::link::Drafts;
use crate::preview::Shown;
use crate::report::{self, Format};
use crate::serve::{self, Observer, Settings};

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// The port to listen at; the next free one if it is taken
    #[arg(long, default_value_t = 1717, value_name = "N")]
    port: u16,
    /// The address to listen at; others than loopback let other machines read drafts
    #[arg(long, default_value = "127.0.0.1", value_name = "A")]
    address: IpAddr,
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

/// Serves the site until it is stopped.
pub(super) fn run(given: Serve) -> ExitCode {
    if let Err(code) = root_exists(&given.root) {
        return code;
    }
    let drafts = if given.drafts { Drafts::Show } else { Drafts::Hide };
    let settings = Settings {
        root: given.root,
        options: Options { drafts, base_url: None },
        address: given.address,
        port: given.port,
        means: means(given.poll),
    };
    let bound = match serve::bind(settings) {
        Ok(bound) => bound,
        Err(error) => {
            let hint = "choose others with `--address` and `--port`";
            return fail(&format!("cannot listen at {} from port {}: {error}; {hint}", given.address, given.port));
        }
    };
    let url = format!("http://{}/", bound.address);
    print(&format!("the site is at {url} until you press Ctrl-C\n"));
    if !given.address.is_loopback() {
        say("other machines can read it too, drafts included");
    }
    if given.open
        && let Err(error) = open::that_detached(&url)
    {
        say(&format!("cannot open a browser: {error}; open {url} yourself"));
    }
    match bound.run(Terminal::default()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&format!("the preview stopped: {error}")),
    }
}

/// Shows on the terminal what the preview shows in the browser.
#[derive(Default)]
struct Terminal {
    /// What was printed last.
    last: String,
}

impl Observer for Terminal {
    fn shown(&mut self, shown: &Shown) {
        let text = report::report(&shown.diagnostics, &shown.texts, Format::Human, colours());
        if text != self.last {
            print(&text);
            summary(&shown.diagnostics);
            if text.is_empty() {
                say("everything is mended");
            }
            self.last = text;
        }
    }

    fn polling(&mut self, reason: &str) {
        say_polling(reason);
    }
}
