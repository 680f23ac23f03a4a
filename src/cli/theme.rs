//! The command `theme`.
//!
//! Takes: names of files of the theme, and a site.
//! Gives: the files of the theme in that site, or how its own differ from them.
//! Never: replaces a file unless it is told to.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::terminal::{fail, language_here, print, say};
use crate::diagnostic::{Message, MessageLanguage, message, suggest};
use crate::disk;
use crate::disk::whole_file;
use crate::project::load;
use crate::theme::overrides::{self, CopyState, Original};

/// The end of `--help`.
const EXAMPLES: &str = "\
Examples:
  voetnoot theme list                                  what there is
  voetnoot theme export meeting.html voetnoot.css      copy two files into this site, to be changed
  voetnoot theme export --output original              copy everything, to be read
  voetnoot theme diff                                  what this site has changed, and what is new in the theme";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ThemeArgs {
    #[command(subcommand)]
    act: ThemeAct,
}

#[derive(Debug, Subcommand)]
enum ThemeAct {
    /// List the files of the theme: templates, styles, scripts, fonts and the words of each language
    List,
    /// Copy files of the theme into the site, where they replace the built-in ones; all of them without FILE
    ///
    /// A comment at the end says what the copy was made from. A file that is there stays as it is.
    Export {
        /// Paths, folders or names: `templates/meeting.html`, `templates`, `voetnoot.css`
        #[arg(value_name = "FILE")]
        files: Vec<String>,
        /// The folder that holds site.toml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
        /// Another folder to write into
        #[arg(long, value_name = "DIR")]
        output: Option<PathBuf>,
        /// Replace files that are there
        #[arg(long)]
        force: bool,
    },
    /// Show how the site's own files differ from those of the theme
    ///
    /// Ends with 1 if a file of the theme has changed since it was copied.
    Diff {
        /// Paths, folders or names; all without any
        #[arg(value_name = "FILE")]
        files: Vec<String>,
        /// The folder that holds site.toml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
    },
}

/// What happens to a file that is there already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CopyFate {
    Kept,
    Replaced,
}

pub(super) fn run(args: &ThemeArgs) -> ExitCode {
    let language = language_here();
    let done = match &args.act {
        ThemeAct::List => {
            print(&overrides::originals().iter().map(|file| format!("{}\n", file.path)).collect::<String>());
            return ExitCode::SUCCESS;
        }
        ThemeAct::Export { files, root, output, force } => {
            let standing = if *force { CopyFate::Replaced } else { CopyFate::Kept };
            chosen(files).and_then(|chosen| export(&chosen, (root, output.as_deref()), standing, language))
        }
        ThemeAct::Diff { files, root } => chosen(files).map(|chosen| diff(&chosen, root, language)),
    };
    done.unwrap_or_else(|message| fail(&message.words(language)))
}

/// The files that are meant, or a sentence about the first name that means none.
fn chosen(names: &[String]) -> Result<Vec<Original>, Message> {
    let all = overrides::originals();
    let unknown = names.iter().find(|name| !all.iter().any(|file| overrides::is_meant(&file.path, name)));
    if let Some(name) = unknown {
        let known = all.iter().flat_map(|file| [file.path.as_str(), file.path.rsplit('/').next().unwrap_or("")]);
        let hint = suggest::did_you_mean(name, None, known, message!("theme-lists")).message;
        return Err(message!("no-theme-file", name, hint));
    }
    let meant = |file: &Original| names.is_empty() || names.iter().any(|name| overrides::is_meant(&file.path, name));
    Ok(all.into_iter().filter(meant).collect())
}

fn export(
    files: &[Original],
    (root, output): (&Path, Option<&Path>),
    standing: CopyFate,
    language: MessageLanguage,
) -> Result<ExitCode, Message> {
    let (mut written, mut kept) = (0_usize, 0_usize);
    let folder = output.unwrap_or(root);
    for file in files {
        let path = folder.join(&file.path);
        let failed = |reason: String| message!("new-not-written", path = path.display().to_string(), reason);
        if standing == CopyFate::Kept && path.symlink_metadata().is_ok() {
            say(&message!("theme-kept", path = path.display().to_string()).words(language));
            kept += 1;
            continue;
        }
        disk::make_folders(path.parent().unwrap_or(folder)).map_err(|error| failed(error.to_string()))?;
        whole_file::replace(&path, &file.marked()).map_err(|failure| failed(failure.words(language)))?;
        print(&format!("{}\n", path.display()));
        written += 1;
    }
    // Elsewhere it replaces nothing.
    let told = match output.is_some_and(|output| fs::canonicalize(output).ok() != fs::canonicalize(root).ok()) {
        true => message!("theme-exported-elsewhere", written),
        false => message!("theme-exported", written),
    };
    say(&told.words(language));
    Ok(if written == 0 && kept > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn diff(files: &[Original], root: &Path, language: MessageLanguage) -> ExitCode {
    let (mut found, mut outdated) = (0_usize, 0_usize);
    for file in files {
        let mut copy = Vec::new();
        if load::open(root, &file.path).and_then(|mut opened| opened.read_to_end(&mut copy)).is_err() {
            continue;
        }
        found += 1;
        let state = file.state(&copy);
        outdated += usize::from(state == CopyState::Outdated);
        let words = match state {
            CopyState::UpToDate => message!("theme-up-to-date", path = file.path),
            CopyState::Outdated => message!("theme-outdated", path = file.path),
            CopyState::Unmarked => message!("theme-unmarked", path = file.path),
        };
        print(&(words.words(language) + "\n"));
        match file.difference(&copy) {
            Some(difference) if difference.is_empty() => print(&(message!("theme-same").words(language) + "\n")),
            Some(difference) => print(&difference),
            None if copy == *file.bytes => print(&(message!("theme-same").words(language) + "\n")),
            None => print(&(message!("theme-no-text").words(language) + "\n")),
        }
    }
    if found == 0 {
        say(&message!("theme-none").words(language));
    }
    if outdated == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
