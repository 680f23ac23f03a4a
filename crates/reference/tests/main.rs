//! The grammar of references: the labelled corpus, all spellings, ids, what is reported, and that time grows with the length.
//!
//! One binary, besides `seed`, and no test here runs the program: what the crate promises, it promises by itself.

#![allow(unreachable_pub, reason = "nothing of a test is reached from elsewhere")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "what a test calls fails like the test")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a test that fails shows what it printed")]

mod corpus;
mod ids;
mod linear;
mod lint;
mod properties;
mod ranges;
mod spellings;
mod structure;
