//! The commands `completions` and `man`: what shells and manuals know of the command line.
//!
//! Takes: the command line as clap knows it.
//! Gives: a script for a shell on standard output; pages of the manual in a folder.
//! Never: says anything of an option that its help does not say.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Command};
use clap_complete::Shell;

use super::terminal::{fail, language_asked, print, print_data};
use crate::diagnostic::message;
use crate::disk;
use crate::disk::whole_file;

/// The end of `completions --help`.
const EXAMPLES: &str = "\
Examples:
  voetnoot completions bash > ~/.local/share/bash-completion/completions/voetnoot
  voetnoot completions zsh > ~/.zfunc/_voetnoot
  voetnoot completions fish > ~/.config/fish/completions/voetnoot.fish
  voetnoot completions powershell >> $PROFILE";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The folder to write into
    #[arg(long, default_value = "man", value_name = "DIR")]
    output: PathBuf,
}

pub(super) fn completions(args: &CompletionsArgs, mut command: Command) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "voetnoot", &mut script);
    print_data(&String::from_utf8_lossy(&script));
    ExitCode::SUCCESS
}

/// A page for the program and one for each command: `voetnoot.1`, `voetnoot-build.1`, `voetnoot-new-meeting.1`.
pub(super) fn man(args: &ManArgs, mut command: Command) -> ExitCode {
    command.build();
    let written = disk::make_folders(&args.output)
        .map_err(|error| error.to_string())
        .and_then(|()| pages(&command, "voetnoot", &args.output));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            let path = args.output.display().to_string();
            fail(&message!("new-not-written", path, reason).words(language_asked()))
        }
    }
}

fn pages(command: &Command, name: &str, folder: &Path) -> Result<(), String> {
    let mut page = Vec::new();
    // A page has its name whole, since the manual knows no commands of commands.
    let own = command.clone().display_name(name.to_owned());
    clap_mangen::Man::new(own).render(&mut page).map_err(|error| error.to_string())?;
    let path = folder.join(format!("{name}.1"));
    whole_file::replace(&path, &page).map_err(|failure| failure.words(language_asked()))?;
    print(&format!("{}\n", path.display()));
    let commands = command.get_subcommands().filter(|below| below.get_name() != "help");
    commands.into_iter().try_for_each(|below| pages(below, &format!("{name}-{}", below.get_name()), folder))
}
