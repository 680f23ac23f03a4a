//! Tests that get their names while they run: one for each folder of cases, and those whose input a machine may lack.
//!
//! They drive the program as people do and know nothing of its library, so linking them takes no time.

#![allow(unreachable_pub, reason = "nothing of a test is reached from elsewhere")]
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "a test measures time and says what it made")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "what a test calls fails like the test")]

mod conversion;
mod import_case;
mod import_figures;
mod import_seed;
mod import_words;
mod input;
mod letter_facts;
mod mistake_case;
#[path = "../project.rs"]
#[expect(dead_code, reason = "the other binary uses the rest")]
mod project;
mod project_case;
mod snapshot;

use std::process::ExitCode;

use libtest_mimic::Arguments;

fn main() -> ExitCode {
    let trials = [
        project_case::trials(),
        mistake_case::trials(),
        import_case::trials(),
        import_figures::trials(),
        conversion::trials(),
        import_seed::trials(),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials.into_iter().flatten().collect()).exit_code()
}
