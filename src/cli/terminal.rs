//! What all commands print on the terminal.
//!
//! Takes: what a command has to say.
//! Gives: results on standard output; progress and remarks on standard error, as plain lines unless that is a terminal.
//! Never: decides how a command ends, or lets a name or text from elsewhere reach the terminal as commands to it.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::ZonedDateTime;
use jiff::civil::Date;

use crate::diagnostic::control_characters::{escaped, escaped_lines};
use crate::diagnostic::format::{self, Colours, Presentation, ReportFormat, Texts};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, MessageLanguage, Severity, message};
use crate::flow::{Prepared, site_settings};
use crate::settings::Settings;
use crate::write::Progress;

/// Whether a day has come. What says when something was sealed or packed must not be ahead of it.
///
/// # Errors
/// A sentence that says so.
pub(super) fn not_to_come(date: Option<Date>) -> Result<(), Message> {
    let today = ZonedDateTime::now().date();
    date.filter(|date| *date > today).map_or(Ok(()), |date| Err(message!("day-to-come", date, today)))
}

/// Whether the folder exists; if not, says so.
pub(super) fn root_exists(root: &Path) -> Result<(), ExitCode> {
    match root.is_dir() {
        true => Ok(()),
        false => Err(fail(&message!("no-root", folder = root.display().to_string()).words(language_asked()))),
    }
}

/// How a command shows diagnostics.
#[derive(Debug, clap::Args)]
pub(super) struct ReportArgs {
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: ReportFormat,
    /// The language of diagnostics [default: that of site.toml]
    #[arg(long, value_enum, env = "VOETNOOT_LANGUAGE", value_name = "LANGUAGE")]
    language: Option<MessageLanguage>,
}

impl ReportArgs {
    /// Diagnostics go to standard output, since they are what `check` is asked for.
    pub(super) fn print(&self, diagnostics: &Diagnostics, root: &Path) {
        let language = self.language(diagnostics.language());
        self.print_list(diagnostics.as_slice(), diagnostics.texts(), language, root);
    }

    /// The diagnostics of a project whose build may not be over.
    pub(super) fn print_prepared(&self, prepared: &Prepared, root: &Path) {
        self.print_list(&prepared.diagnostics, &prepared.texts, self.language(prepared.spoken), root);
    }

    /// What [`ReportArgs::print_prepared`] prints of some diagnostics.
    pub(super) fn text(&self, some: &[Diagnostic], prepared: &Prepared) -> String {
        let presentation =
            Presentation { format: self.format, colours: colours(), language: self.language(prepared.spoken) };
        format::report(some, &prepared.texts, presentation)
    }

    /// Whether people read the diagnostics, who need not be told again what they know.
    pub(super) fn is_for_people(&self) -> bool {
        matches!(self.format, ReportFormat::Human | ReportFormat::Short)
    }

    /// The language to speak: the one that was asked for, or else that of the site.
    pub(super) fn language(&self, of_site: MessageLanguage) -> MessageLanguage {
        self.language.unwrap_or(of_site)
    }

    fn print_list(&self, list: &[Diagnostic], texts: &Texts, language: MessageLanguage, root: &Path) {
        let presentation = Presentation { format: self.format, colours: colours(), language };
        // Code hosts know the folder in which the program runs, not the one that it was told.
        if matches!(self.format, ReportFormat::Sarif | ReportFormat::Github) && root.is_relative() {
            let (list, texts) = seen_from_here(list, texts, root);
            return print_styled(&format::report(&list, &texts, presentation));
        }
        print_styled(&format::report(list, texts, presentation));
    }
}

/// The language of the site in this folder; without one, that of the person at the keyboard.
pub(super) fn language_here() -> MessageLanguage {
    language_of(Path::new("."))
}

/// The language of the site in a folder; without one, that of the person at the keyboard.
pub(super) fn language_of(root: &Path) -> MessageLanguage {
    settings_of(root).map_or_else(language_asked, |settings| settings.message_language)
}

/// The settings of the site in a folder, read without the rest of it; `None` if there are none. What is wrong with them is told
/// by those who read the whole site.
pub(super) fn settings_of(root: &Path) -> Option<Settings> {
    site_settings::read(root, &mut Vec::new())
}

/// The language of the person at the keyboard, as the environment tells it; English if it does not.
pub(super) fn language_asked() -> MessageLanguage {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    // A locale is written as `nl_BE.UTF-8`.
    let code = set("VOETNOOT_LANGUAGE").or_else(locale).unwrap_or_default().replace(['_', '.', '@'], "-");
    MessageLanguage::of(&code.to_ascii_lowercase()).unwrap_or_default()
}

/// Diagnostics whose paths begin in the folder in which the program runs.
fn seen_from_here(list: &[Diagnostic], texts: &Texts, root: &Path) -> (Vec<Diagnostic>, Texts) {
    let parts: Vec<_> = root.iter().map(|part| part.to_string_lossy()).filter(|part| part != ".").collect();
    let from_here = |path: &str| -> Arc<str> {
        parts.iter().map(|part| &**part).chain([path]).collect::<Vec<_>>().join("/").into()
    };
    let list = list.iter().cloned().map(|mut diagnostic| {
        diagnostic.path = from_here(&diagnostic.path);
        diagnostic
    });
    (list.collect(), texts.iter().map(|(path, text)| (from_here(path), text.clone())).collect())
}

pub(super) fn colours() -> Colours {
    let terminal = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if terminal { Colours::Yes } else { Colours::No }
}

/// Prints one line on how many there are.
pub(super) fn summary(diagnostics: &[Diagnostic], language: MessageLanguage) {
    let count = |severity| diagnostics.iter().filter(|d| d.severity() == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        say(&message!("counted", errors, warnings).words(language));
    }
}

/// Seconds as people write them in a language.
pub(super) fn seconds(started: Instant, language: MessageLanguage) -> String {
    decimal(started.elapsed().as_secs_f64(), 2, language)
}

/// A number with some digits behind its decimal sign.
pub(super) fn decimal(number: f64, digits: usize, language: MessageLanguage) -> String {
    let text = format!("{number:.digits$}");
    match language {
        MessageLanguage::En => text,
        MessageLanguage::Nl => text.replace('.', ","),
    }
}

/// Prints text for people; whoever wrote what it names cannot make the terminal do anything.
pub(super) fn print(text: &str) {
    write_out(escaped_lines(text).as_bytes());
}

/// Prints what was made visible before, in colours or as JSON.
pub(super) fn print_styled(text: &str) {
    write_out(text.as_bytes());
}

/// Prints data as it is, unless somebody looks at it.
pub(super) fn print_data(data: &str) {
    match std::io::stdout().is_terminal() {
        true => print(data),
        false => write_out(data.as_bytes()),
    }
}

fn write_out(bytes: &[u8]) {
    // A reader that goes away, such as `head`, is no failure.
    let _ = std::io::stdout().lock().write_all(bytes);
}

pub(super) fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", escaped(line));
}

/// Says something of several lines.
pub(super) fn say_lines(text: &str) {
    text.lines().for_each(say);
}

pub(super) fn fail(message: &str) -> ExitCode {
    say(&format!("error: {message}"));
    ExitCode::from(2)
}

/// Progress as a bar on a terminal, and as nothing elsewhere.
pub(super) struct Bar {
    bar: ProgressBar,
    language: MessageLanguage,
}

impl Bar {
    /// A bar that counts what a message names.
    pub(super) fn new(unit: &Message, language: MessageLanguage) -> Self {
        let unit = unit.words(language);
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(10));
        let style = ProgressStyle::with_template(&format!("{{bar:30}} {{pos}}/{{len}} {unit}"))
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        Bar { bar, language }
    }
}

impl Progress for Bar {
    fn begin(&self, steps: usize) {
        self.bar.set_length(steps as u64);
        // Short work needs no bar.
        self.bar.enable_steady_tick(Duration::from_millis(250));
    }

    fn step(&self) {
        self.bar.inc(1);
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }

    fn waiting(&self) {
        say(&message!("waiting-for-another").words(self.language));
    }
}

pub(super) fn say_polling(reason: &str, language: MessageLanguage) {
    say(&message!("polling", reason).words(language));
}
