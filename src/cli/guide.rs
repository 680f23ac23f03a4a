//! The command `guide`.
//!
//! Takes: a language, and the name of a page.
//! Gives: the guide in the browser until it is stopped, or a page as text.
//! Never: needs a network: the guide is part of the program.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use etcetera::BaseStrategy;

use super::terminal::{fail, language_here, print, say};
use crate::diagnostic::{MessageLanguage, message, suggest};
use crate::disk;
use crate::disk::whole_file;
use crate::flow::Options;
use crate::machines::handbook;
use crate::preview::{self, Observer, Serving};
use crate::project::watch::Means;

/// The end of `--help`.
const EXAMPLES: &str = "\
Examples:
  voetnoot guide                    open the guide in the browser, until you press Ctrl-C
  voetnoot guide instellingen       open the page on settings
  voetnoot guide noten --print      print a page here
  voetnoot guide --list             list the pages";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct GuideArgs {
    /// The page to open, as its address names it [default: the first]
    #[arg(value_name = "PAGE")]
    page: Option<String>,
    /// The language of the guide [default: that of site.toml in this folder, or else of this computer]
    #[arg(long, value_enum, env = "VOETNOOT_LANGUAGE", value_name = "LANGUAGE")]
    language: Option<MessageLanguage>,
    /// Print the page as text instead of opening it, as is done where the output is no terminal
    #[arg(long)]
    print: bool,
    /// List the pages
    #[arg(long, conflicts_with_all = ["print", "page"])]
    list: bool,
    /// Say where the guide is, and open no browser
    #[arg(long)]
    no_open: bool,
    /// The port to listen on; the next free one if it is taken
    #[arg(long, default_value_t = 1718, value_name = "N")]
    port: u16,
}

pub(super) fn run(args: &GuideArgs) -> ExitCode {
    let language = handbook::language(args.language.unwrap_or_else(language_here));
    let pages = handbook::pages(language);
    if args.list {
        print(&pages.iter().map(|page| format!("{page}\n")).collect::<String>());
        return ExitCode::SUCCESS;
    }
    if let Some(page) = args.page.as_ref().filter(|page| !pages.contains(page)) {
        let otherwise = message!("no-choice.hint", known = pages.join(", "));
        let hint = suggest::did_you_mean(page, None, pages.iter().map(String::as_str), otherwise).message;
        return fail(&message!("no-guide-page", page, hint).words(language));
    }
    // Whoever sends it on waits for an end.
    if args.print || !args.no_open && !io::stdout().is_terminal() {
        print(&handbook::text(language, args.page.as_deref()).unwrap_or_default());
        return ExitCode::SUCCESS;
    }
    let folder = folder(language);
    match put(&folder, language) {
        Ok(()) => serve(args, language, folder),
        Err(sentence) => fail(&sentence),
    }
}

/// Where the guide lies: the same folder each time, since a program that is stopped tidies nothing up.
fn folder(language: MessageLanguage) -> PathBuf {
    let cache = etcetera::choose_base_strategy().map_or_else(|_| std::env::temp_dir(), |strategy| strategy.cache_dir());
    // What builds keep lies in a folder that only they may use.
    cache.join("voetnoot-guide").join(format!("{}-{}", env!("CARGO_PKG_VERSION"), language.code()))
}

fn put(folder: &Path, language: MessageLanguage) -> Result<(), String> {
    for (path, text) in handbook::site(language) {
        let path = folder.join(path);
        if std::fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes()) {
            continue;
        }
        let above = path.parent().unwrap_or(folder);
        disk::make_folders(above).map_err(|error| format!("{}: {error}", above.display()))?;
        whole_file::replace(&path, text.as_bytes()).map_err(|failure| failure.words(language))?;
    }
    Ok(())
}

fn serve(args: &GuideArgs, language: MessageLanguage, root: PathBuf) -> ExitCode {
    let serving = Serving {
        root,
        options: Options::default(),
        address: std::net::Ipv4Addr::LOCALHOST.into(),
        port: args.port,
        hosts: Vec::new(),
        means: Means::Events,
    };
    let bound = match preview::bind(serving) {
        Ok(bound) => bound,
        Err(error) => {
            return fail(&message!("no-port", port = args.port, reason = error.to_string()).words(language));
        }
    };
    let url = format!("http://{}/{}", bound.address, handbook::address(language, args.page.as_deref()));
    print(&(message!("guide-is-at", url).words(language) + "\n"));
    if !args.no_open && open::that_detached(&url).is_err() {
        say(&message!("no-browser", url).words(language));
    }
    match bound.run(Quiet) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&message!("preview-stopped", reason = error.to_string()).words(language)),
    }
}

/// Says nothing: the guide is finished.
struct Quiet;

impl Observer for Quiet {
    fn found(&mut self, _: &crate::diagnostic::Diagnostics) {}

    fn polling(&mut self, _: &str) {}
}
