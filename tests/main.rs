//! Tests of the program as a whole: what goes in as a folder, and what comes out as pages, messages and exit codes.
//!
//! One binary, since each further one would be linked against the whole program again.

mod cases;
mod disk;
mod docs;
mod preview;
mod project;
