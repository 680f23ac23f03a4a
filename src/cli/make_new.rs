//! The command `new`.
//!
//! Takes: a folder, or the id of a meeting, report or dossier; what is not given is asked for on a terminal.
//! Gives: the files, what to do next, and an exit code.
//! Never: decides what is in the files; [`crate::starter`] does.

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::terminal::{fail, language_asked, print, say, settings_of};
use crate::diagnostic::{Message, MessageLanguage, message};
use crate::document::Role;
use crate::flow;
use crate::flow::memory::Memory;
use crate::project::load::{self, Tree};
use crate::settings::Settings;
use crate::starter::beginning::{self, MeetingStart, NewMeeting};
use crate::starter::browser_forms::{self, FormHost};
use crate::starter::code_host::{self, CodeHost};
use crate::starter::editor_files;
use crate::starter::preset::{Filling, Preset};
use crate::starter::{self, NewFile};

/// The end of `--help`.
const EXAMPLES: &str = "\
Examples:
  voetnoot new agendas                                ask what kind of site it is, and make it
  voetnoot new agendas --kind council --language en   make it without asking
  voetnoot new agendas --ci github                    with a workflow that publishes it
  voetnoot new --ci gitlab                            add a workflow to the site in this folder
  voetnoot new --cms --repo our-council/agendas       add forms to edit it in the browser
  voetnoot new meeting council-2030-05-02             begin the agenda of that day
  voetnoot new report council-2030-05-02              begin the report, with the items of the agenda
  voetnoot new dossier cycle-path --title \"Cycle path along the canal\"";

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, arg_required_else_help = true, after_help = EXAMPLES)]
pub(super) struct New {
    #[command(subcommand)]
    part: Option<NewPart>,
    /// The folder of the new site, which is not there yet or is empty
    #[arg(value_name = "DIR", required_unless_present_any = ["ci", "cms"])]
    folder: Option<PathBuf>,
    /// Add a workflow that builds and publishes the site; without DIR, to the site in this folder
    #[arg(long, value_enum, value_name = "HOST")]
    ci: Option<CodeHost>,
    /// Add forms to edit the site in the browser (Sveltia CMS), for a repository on `github` or `gitlab`; without DIR, to
    /// the site in this folder
    #[arg(long, value_enum, value_name = "HOST", num_args = 0..=1, require_equals = true, default_missing_value = "github")]
    cms: Option<FormHost>,
    /// The repository that the forms save to, such as `our-council/agendas`
    #[arg(long, value_name = "OWNER/NAME", requires = "cms")]
    repo: Option<String>,
    /// The kind of body whose meetings it is about [default: asked for, or `council`]
    #[arg(long, value_enum, value_name = "KIND")]
    kind: Option<Preset>,
    /// The language of the site [default: asked for, or that of this computer]
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    language: Option<MessageLanguage>,
    /// The name of the site [default: that of the example]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Leave out the example
    #[arg(long, conflicts_with = "example")]
    empty: bool,
    /// Put in an example, without asking
    #[arg(long)]
    example: bool,
}

#[derive(Debug, Subcommand)]
enum NewPart {
    /// Begin the agenda of a meeting
    Meeting(MeetingArgs),
    /// Begin the report of a meeting, with the items of its agenda
    Report {
        /// The meeting, by the name of its folder
        #[arg(value_name = "ID")]
        id: String,
        /// The folder that holds site.toml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
    },
    /// Begin a dossier
    Dossier {
        /// The id of the dossier, by which headings name it
        #[arg(value_name = "ID")]
        id: String,
        /// Its title [default: made from the id]
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
        /// The folder that holds site.toml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
    },
}

#[derive(Debug, Args)]
struct MeetingArgs {
    /// The id of the meeting, which names its folder: `council-2030-05-02` says the formation and the day as well
    #[arg(value_name = "ID")]
    id: String,
    /// The id of the formation [default: the one that the id begins with, or the only one]
    #[arg(long, value_name = "F")]
    formation: Option<String>,
    /// The first day, with a time if it has one: `2030-05-02` or `2030-05-02T19:30` [default: the day in the id]
    #[arg(long, value_name = "YYYY-MM-DD[THH:MM]")]
    start: Option<MeetingStart>,
    /// Its title [default: the name of the formation]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
}

pub(super) fn run(args: &New) -> ExitCode {
    match (&args.part, &args.folder) {
        (None, Some(folder)) => site(args, folder),
        (Some(NewPart::Meeting(meeting)), _) => within(&meeting.root, &meeting.id, |settings| {
            let new = NewMeeting {
                id: &meeting.id,
                formation: meeting.formation.as_deref(),
                start: meeting.start,
                title: meeting.title.as_deref(),
            };
            beginning::meeting(&new, settings)
        }),
        (Some(NewPart::Report { id, root }), _) => within(root, id, |settings| report(root, id, settings)),
        (Some(NewPart::Dossier { id, title, root }), _) => {
            within(root, id, |settings| Ok(beginning::dossier(id, title.as_deref(), settings.message_language)))
        }
        (None, None) => additions(args, Path::new(".")),
    }
}

/// Makes one file in a site.
fn within(root: &Path, id: &str, make: impl FnOnce(&Settings) -> Result<NewFile, Message>) -> ExitCode {
    let Some(settings) = settings_of(root) else {
        let language = language_asked();
        return fail(&message!("new-no-site", folder = root.display().to_string()).words(language));
    };
    let language = settings.message_language;
    let made = starter::check_id(id).and_then(|()| make(&settings));
    let placed = made.and_then(|file| starter::place(root, std::slice::from_ref(&file)).map(|()| file.path));
    match placed {
        Ok(path) => {
            let file = if root == Path::new(".") { PathBuf::from(path) } else { root.join(path) };
            say(&message!("new-written", path = file.display().to_string()).words(language));
            ExitCode::SUCCESS
        }
        Err(message) => fail(&message.words(language)),
    }
}

fn report(root: &Path, id: &str, settings: &Settings) -> Result<NewFile, Message> {
    let source = load::load(root, &mut Tree::default());
    let parsed = flow::parse(source, &flow::Options::default(), &mut Memory::default());
    let documents = parsed.parts.map(|parts| parts.documents).unwrap_or_default();
    let agenda = documents.iter().find(|d| matches!(&d.summary.role, Role::Agenda { meeting } if meeting == id));
    let agenda = agenda.ok_or_else(|| message!("new-no-agenda", id))?;
    Ok(beginning::report(id, &agenda.summary, settings.message_language))
}

fn site(args: &New, folder: &Path) -> ExitCode {
    let spoken = args.language.unwrap_or_else(language_asked);
    let shown = folder.display().to_string();
    if !starter::is_free(folder) {
        return fail(&message!("new-not-empty", folder = shown).words(spoken));
    }
    let asks = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let language = args.language.or_else(|| asks.then(|| ask_language(spoken)).flatten()).unwrap_or(spoken);
    let kind = args.kind.or_else(|| asks.then(|| ask_kind(language)).flatten()).unwrap_or(Preset::Council);
    let filling = match (args.empty, args.example || !asks) {
        (true, _) => Filling::Empty,
        (false, true) => Filling::Example,
        (false, false) => ask_filling(language).unwrap_or(Filling::Example),
    };
    let mut files = kind.files(language, filling, args.title.as_deref());
    files.extend(editor_files::files(folder, language));
    if let Err(message) = args.repo.as_deref().map_or(Ok(()), browser_forms::check_repository) {
        return fail(&message.words(language));
    }
    files.extend(added(args, folder, language));
    if let Err(message) = starter::place(folder, &files) {
        return fail(&message.words(language));
    }
    print(&(message!("new-site", folder = shown, count = files.len()).words(language) + "\n"));
    tell_added(args, folder, language);
    ExitCode::SUCCESS
}

/// What goes into a site besides its own files, if it is asked for.
fn added(args: &New, root: &Path, language: MessageLanguage) -> Vec<NewFile> {
    let workflow = args.ci.into_iter().flat_map(|host| host.files(root));
    let repository = args.repo.as_deref();
    let forms = args.cms.into_iter().flat_map(|host| browser_forms::files(host, repository, language));
    workflow.chain(forms).collect()
}

/// Adds a workflow or forms to a site that is there.
fn additions(args: &New, root: &Path) -> ExitCode {
    let Some(settings) = settings_of(root) else {
        return fail(&message!("new-no-site", folder = root.display().to_string()).words(language_asked()));
    };
    let language = settings.message_language;
    let files = added(args, root, language);
    let checked = args.repo.as_deref().map_or(Ok(()), browser_forms::check_repository);
    if let Err(message) = checked.and_then(|()| starter::place(root, &files)) {
        return fail(&message.words(language));
    }
    files.iter().for_each(|file| say(&message!("new-written", path = file.path.as_str()).words(language)));
    tell_added(args, root, language);
    ExitCode::SUCCESS
}

/// Says what remains to be done by hand.
fn tell_added(args: &New, root: &Path, language: MessageLanguage) {
    args.ci.into_iter().for_each(|host| tell_workflow(host, root, language));
    if args.cms.is_some() {
        if args.repo.is_none() {
            let placeholder = browser_forms::PLACEHOLDER;
            say(&message!("new-forms-repository", placeholder).words(language));
        }
        print(&(message!("new-forms", script = browser_forms::SCRIPT).words(language) + "\n"));
    }
}

fn tell_workflow(host: CodeHost, root: &Path, language: MessageLanguage) {
    if code_host::lacks_line(root) {
        let (path, line) = code_host::ATTRIBUTES;
        say(&message!("new-needs-line", path, line).words(language));
    }
    print(&(message!("new-workflow", path = host.path()).words(language) + "\n"));
}

fn ask_language(spoken: MessageLanguage) -> Option<MessageLanguage> {
    let all = MessageLanguage::ALL;
    choose(&message!("ask-language").words(spoken), &["English".to_owned(), "Nederlands".to_owned()]).map(|at| all[at])
}

fn ask_kind(language: MessageLanguage) -> Option<Preset> {
    let name = |preset: Preset| match preset {
        Preset::Eu => message!("kind-eu"),
        Preset::Council => message!("kind-council"),
        Preset::WaterBoard => message!("kind-water-board"),
        Preset::Committee => message!("kind-committee"),
    };
    let names = Preset::ALL.map(|preset| name(preset).words(language));
    choose(&message!("ask-kind").words(language), &names).map(|at| Preset::ALL[at])
}

fn ask_filling(language: MessageLanguage) -> Option<Filling> {
    let names = [message!("filling-example"), message!("filling-empty")].map(|name| name.words(language));
    choose(&message!("ask-filling").words(language), &names).map(|at| [Filling::Example, Filling::Empty][at])
}

/// Lets somebody choose, the first by an empty line. `None` if nobody answers.
fn choose(question: &str, names: &[String]) -> Option<usize> {
    let mut shown = format!("{question}\n");
    names.iter().zip(1..).for_each(|(name, number)| shown.push_str(&format!("  {number}  {name}\n")));
    say(shown.trim_end());
    let mut lines = std::io::stdin().lock().lines();
    loop {
        // The cursor waits behind the sign.
        let _ = std::io::stderr().write_all(b"> ").and_then(|()| std::io::stderr().flush());
        let line = lines.next()?.ok()?;
        match line.trim() {
            "" => return Some(0),
            typed => match typed.parse::<usize>() {
                Ok(number) if (1..=names.len()).contains(&number) => return Some(number - 1),
                _ => {}
            },
        }
    }
}
