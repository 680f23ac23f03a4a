//! What every command says on the terminal.
//!
//! Takes: what a command has to say.
//! Gives: results on standard output; progress and remarks on standard error, and nothing but lines where that is no terminal.
//! Never: decides how a command ends.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Prepared, Progress};
use crate::report::{self, Colours, Format};
use crate::watch::Means;

/// Whether there is such a folder; if not, that was said.
pub(super) fn root_exists(root: &Path) -> Result<(), ExitCode> {
    match root.is_dir() {
        true => Ok(()),
        false => Err(fail(&format!("there is no folder `{}`; give the root of the site with `--root`", root.display()))),
    }
}

/// Diagnostics go to standard output, since they are what `check` is asked for.
pub(super) fn print_diagnostics(prepared: &Prepared, format: Format) {
    print(&report::report(&prepared.diagnostics, &prepared.texts, format, colours()));
}

pub(super) fn colours() -> Colours {
    let terminal = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if terminal { Colours::Yes } else { Colours::No }
}

/// One line on how many there are.
pub(super) fn summary(diagnostics: &[Diagnostic]) {
    let count = |severity| diagnostics.iter().filter(|d| d.severity() == severity).count();
    let words = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        say(&format!("{}, {}", words(errors, "error"), words(warnings, "warning")));
    }
}

pub(super) fn print(text: &str) {
    // A reader that goes away, such as `head`, is no failure.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

pub(super) fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

pub(super) fn fail(message: &str) -> ExitCode {
    say(&format!("error: {message}"));
    ExitCode::from(2)
}

/// Progress as a bar on a terminal, and as nothing elsewhere.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new(unit: &str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(10));
        let style =
            ProgressStyle::with_template(&format!("{{bar:30}} {{pos}}/{{len}} {unit}")).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        Bar(bar)
    }
}

impl Progress for Bar {
    fn begin(&self, steps: usize) {
        self.0.set_length(steps as u64);
        // Short work needs no bar.
        self.0.enable_steady_tick(Duration::from_millis(250));
    }

    fn step(&self) {
        self.0.inc(1);
    }

    fn end(&self) {
        self.0.finish_and_clear();
    }

    fn waiting(&self) {
        say("another run is writing to this folder; waiting for it");
    }
}

pub(super) fn means(poll: bool) -> Means {
    if poll { Means::Polling } else { Means::Events }
}

pub(super) fn say_polling(reason: &str) {
    say(&format!("changes are found by looking at the disk again and again, since it cannot be watched: {reason}"));
}
