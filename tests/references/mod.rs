//! References in the program: the command that lists them, and what a site makes of them. The grammar has tests of its
//! own.

mod command;
mod site;
