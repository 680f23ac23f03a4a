//! Tests of the program as a whole: what goes in as a folder, and what comes out as pages, messages and exit codes.
//!
//! One binary, since each further one would be linked against the whole program again.

mod addresses;
mod archive;
mod cases;
mod command_line;
mod disk;
mod docs;
mod hostile;
mod html;
mod import;
mod killed;
mod pictures;
mod preview;
mod project;
mod properties;
mod references;
mod seal;
mod search;
mod structure;
mod writing;
