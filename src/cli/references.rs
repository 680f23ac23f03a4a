//! The command `references`.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{fail, root_exists, say, summary};
use crate::citations::{self, Citation, Format};
use crate::diagnostic::has_errors;
use crate::load::{self, Tree};
use crate::reference::Registry;
use crate::report::{self, Colours, Texts};

#[derive(Debug, Args)]
pub(super) struct References {
    /// The texts to read in place of the site; `-` is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How references are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
}

pub(super) fn run(args: &References) -> ExitCode {
    let registry = Registry::default();
    let mut found = Vec::new();
    let mut code = ExitCode::SUCCESS;
    if args.files.is_empty() {
        match of_site(&args.root, &registry, &mut found) {
            Ok(ended) => code = ended,
            Err(failed) => return failed,
        }
    }
    for file in &args.files {
        match read(file) {
            Ok(text) => found.extend(citations::of_text(&file.to_string_lossy(), &text, &registry)),
            Err(error) => return fail(&format!("cannot read `{}`: {error}; give a text file in UTF-8, or `-`", file.display())),
        }
    }
    match citations::list(&found, args.format) {
        // A reader that goes away, such as `head`, is no failure.
        Ok(bytes) => drop(std::io::stdout().lock().write_all(&bytes)),
        Err(error) => return fail(&format!("cannot write the list: {error}")),
    }
    code
}

/// Adds the references of the site. What cannot be read is said, as the list lacks it.
fn of_site(root: &Path, registry: &Registry, found: &mut Vec<Citation>) -> Result<ExitCode, ExitCode> {
    root_exists(root)?;
    let source = load::load(root, &mut Tree::default());
    for (role, file) in &source.documents {
        found.extend(citations::of_document(role, file, registry));
    }
    let said = report::report(&source.diagnostics, &Texts::default(), report::Format::Short, Colours::No);
    said.lines().for_each(say);
    summary(&source.diagnostics);
    Ok(if has_errors(&source.diagnostics) { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn read(file: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    match file == Path::new("-") {
        true => std::io::stdin().lock().read_to_string(&mut text)?,
        false => std::fs::File::open(file)?.read_to_string(&mut text)?,
    };
    Ok(text)
}
