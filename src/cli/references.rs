//! The command `references`.
//!
//! Takes: a site, or texts.
//! Gives: their references in the chosen format on standard output, and an exit code.
//! Never: recognises anything itself; the grammar of references does.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::terminal::{fail, language_asked, print_data, root_exists, say_lines, summary};
use crate::diagnostic::format::{self, Colours, Presentation, ReportFormat, Texts};
use crate::diagnostic::text_file;
use crate::diagnostic::{has_errors, message};
use crate::document::reference_list::{self, ListFormat, ListedReference};
use crate::flow;
use crate::flow::memory::Memory;
use crate::project::load::{self, Tree};
use crate::settings::Settings;
use reference::Registry;

/// The end of `--help`.
const EXAMPLES: &str = "\
Examples:
  voetnoot references --format csv > references.csv   those of the site, for a spreadsheet
  pdftotext letter.pdf - | voetnoot references -      those of any other text";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReferencesArgs {
    /// The texts to read instead of the site; `-` is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How references are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: ListFormat,
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
}

pub(super) fn run(args: &ReferencesArgs) -> ExitCode {
    let (found, code) = match args.files.as_slice() {
        [] => match of_site(&args.root) {
            Ok(listed) => listed,
            Err(failed) => return failed,
        },
        files => match of_files(files, &registry(&args.root)) {
            Ok(found) => (found, ExitCode::SUCCESS),
            Err(failed) => return failed,
        },
    };
    match reference_list::list(&found, args.format) {
        Ok(bytes) => print_data(&String::from_utf8_lossy(&bytes)),
        Err(error) => {
            return fail(&message!("references-unwritten", reason = error.to_string()).words(language_asked()));
        }
    }
    code
}

/// The references of the site. Reports what cannot be read, since the list lacks it.
fn of_site(root: &Path) -> Result<(Vec<ListedReference>, ExitCode), ExitCode> {
    root_exists(root)?;
    let source = load::load(root, &mut Tree::default());
    let parsed = flow::parse(source, &flow::Options::default(), &mut Memory::default());
    let documents = parsed.parts.map(|parts| parts.documents).unwrap_or_default();
    let found = documents.iter().flat_map(|document| reference_list::of_document(document)).collect();
    let presentation = Presentation { format: ReportFormat::Short, colours: Colours::No, language: parsed.spoken };
    let said = format::report(&parsed.diagnostics, &Texts::default(), presentation);
    say_lines(&said);
    summary(&parsed.diagnostics, parsed.spoken);
    Ok((found, if has_errors(&parsed.diagnostics) { ExitCode::from(1) } else { ExitCode::SUCCESS }))
}

fn of_files(files: &[PathBuf], registry: &Registry) -> Result<Vec<ListedReference>, ExitCode> {
    let mut found = Vec::new();
    for file in files {
        match read(file) {
            Ok(text) => found.extend(reference_list::of_text(&file.to_string_lossy(), &text, registry)),
            Err(error) => {
                let unread = message!("references-unread", path = file, reason = error.to_string());
                return Err(fail(&unread.words(language_asked())));
            }
        }
    }
    Ok(found)
}

/// What the site registers, if there is a site: a text needs none.
fn registry(root: &Path) -> Registry {
    let settings = root.join("site.toml").is_file().then(|| load::load(root, &mut Tree::default()).settings).flatten();
    settings.map_or_else(Registry::default, |file| Settings::read(&file, &mut Vec::new()).references.registry())
}

fn read(file: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    match file == Path::new("-") {
        true => std::io::stdin().lock().read_to_string(&mut text)?,
        false => std::fs::File::open(file)?.read_to_string(&mut text)?,
    };
    Ok(text_file::without_mark(text))
}
