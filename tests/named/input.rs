//! What a test needs and a machine may lack. A test whose input is absent is ignored and says why: it never passes.

use std::path::PathBuf;
use std::process::Command;

use libtest_mimic::{Completion, Failed, Trial};

/// If this variable is `required`, as in `.ci/run`, the tests for a converter that is not installed fail.
const CONVERTERS: &str = "VOETNOOT_CONVERTERS";

/// Names the file of the seed document, which cannot be part of the repository: no run can require it.
const SEED: &str = "VOETNOOT_SEED";

/// What a test may need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    Chromium,
    Pandoc,
    Pdftotext,
    Seed,
}

impl Input {
    fn is_there(self) -> bool {
        let starts = |program: &str, argument: &str| Command::new(program).arg(argument).output().is_ok();
        match self {
            Input::Chromium => starts("chromium", "--version"),
            Input::Pandoc => starts("pandoc", "--version"),
            Input::Pdftotext => starts("pdftotext", "-v"),
            Input::Seed => std::env::var_os(SEED).is_some(),
        }
    }

    /// How a test ends that lacks this.
    fn absent(self) -> Result<Completion, Failed> {
        match self {
            Input::Chromium => without_converter("chromium is not installed"),
            Input::Pandoc => without_converter("pandoc is not installed"),
            Input::Pdftotext => without_converter("pdftotext is not installed"),
            Input::Seed => Ok(Completion::ignored_with(format!("{SEED} does not name the seed document"))),
        }
    }
}

/// How a test ends that lacks a converter.
pub fn without_converter(reason: &str) -> Result<Completion, Failed> {
    if std::env::var_os(CONVERTERS).is_some_and(|value| value == "required") {
        return Err(format!("{reason}, and {CONVERTERS} says that it must be").into());
    }
    Ok(Completion::ignored_with(reason))
}

/// The file of the seed document, for tests that need [`Input::Seed`].
pub fn seed() -> PathBuf {
    std::env::var_os(SEED).map(PathBuf::from).expect("the test needs the seed, and so it is run only with it")
}

/// A test that is run if everything it needs is there. It fails by a panic.
pub fn trial(name: impl Into<String>, needs: &'static [Input], test: impl FnOnce() + Send + 'static) -> Trial {
    Trial::ignorable_test(name, move || match needs.iter().find(|input| !input.is_there()) {
        Some(input) => input.absent(),
        None => {
            test();
            Ok(Completion::Completed)
        }
    })
}
