//! The command `references`.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::terminal::{fail, root_exists, say, summary};
use crate::citations::{self, Citation, Format};
use crate::config::Config;
use crate::diagnostic::has_errors;
use crate::flow;
use crate::load::{self, Tree};
use crate::memory::Memory;
use crate::reference::Registry;
use crate::report::{self, Colours, Texts};
use crate::source;

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
    match citations::list(&found, args.format) {
        // A reader that goes away, such as `head`, is no failure.
        Ok(bytes) => drop(std::io::stdout().lock().write_all(&bytes)),
        Err(error) => return fail(&format!("cannot write the list: {error}")),
    }
    code
}

/// The references of the site. What cannot be read is said, as the list lacks it.
fn of_site(root: &Path) -> Result<(Vec<Citation>, ExitCode), ExitCode> {
    root_exists(root)?;
    let source = load::load(root, &mut Tree::default());
    let parsed = flow::parse(source, &flow::Options::default(), &mut Memory::default());
    let documents = parsed.ingredients.map(|ingredients| ingredients.documents).unwrap_or_default();
    let found = documents.iter().flat_map(|document| citations::of_document(document)).collect();
    let said = report::report(&parsed.diagnostics, &Texts::default(), report::Format::Short, Colours::No);
    said.lines().for_each(say);
    summary(&parsed.diagnostics);
    Ok((found, if has_errors(&parsed.diagnostics) { ExitCode::from(1) } else { ExitCode::SUCCESS }))
}

fn of_files(files: &[PathBuf], registry: &Registry) -> Result<Vec<Citation>, ExitCode> {
    let mut found = Vec::new();
    for file in files {
        match read(file) {
            Ok(text) => found.extend(citations::of_text(&file.to_string_lossy(), &text, registry)),
            Err(error) => return Err(fail(&format!("cannot read `{}`: {error}; give a text file in UTF-8, or `-`", file.display()))),
        }
    }
    Ok(found)
}

/// What the site registers, where there is one: a text needs none.
fn registry(root: &Path) -> Registry {
    let config = root.join("site.toml").is_file().then(|| load::load(root, &mut Tree::default()).config).flatten();
    config.map_or_else(Registry::default, |file| Config::read(&file, &mut Vec::new()).references.registry())
}

fn read(file: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    match file == Path::new("-") {
        true => std::io::stdin().lock().read_to_string(&mut text)?,
        false => std::fs::File::open(file)?.read_to_string(&mut text)?,
    };
    Ok(source::without_mark(text))
}
