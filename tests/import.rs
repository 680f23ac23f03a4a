//! The importer: whole documents in, meeting folders out.

mod cases;
mod command;
mod formats;
mod options;
mod properties;
mod seed;

use std::io::Write;

/// Says aloud that a check is left out: past the test harness, which swallows what a test that passes prints.
///
/// # Panics
/// Where `VOETNOOT_CONVERTERS=required` says that every program is there, as in `.ci/run`.
fn left_out(reason: &str) {
    assert!(std::env::var_os("VOETNOOT_CONVERTERS").is_none(), "{reason}");
    // Nowhere to say it is no reason to fail.
    let _ = writeln!(std::io::stderr().lock(), "left out: {reason}");
}
