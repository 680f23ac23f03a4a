//! Tests of the program as a whole: what goes in as a folder, and what comes out as pages, messages and exit codes.
//!
//! One binary, since each further one would be linked with the whole program again. `named`
//! knows nothing of the program’s library; `external`, `store` and `pdf` need features.

#![allow(clippy::disallowed_methods, reason = "some tests measure time")]
#![allow(unreachable_pub, reason = "nothing of a test is reached from elsewhere")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "what a test calls fails like the test")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a test that fails shows what it printed")]

mod addresses;
mod archive;
mod beginning;
mod browser_forms;
mod claims;
mod command_line;
mod corrections;
mod diagnostics;
mod disk;
mod docs;
mod growth;
mod histories;
mod hostile;
mod html;
mod import;
mod killed;
mod leaks;
mod moving;
mod packages;
mod pictures;
mod pieces;
mod preview;
mod project;
mod properties;
mod publishing;
mod redaction;
mod references;
mod relocation;
mod remembered;
mod reports;
mod rules;
mod seal;
mod search;
mod staging;
mod structure;
mod terminal;
mod trial;
mod unsaid;
mod writing;
