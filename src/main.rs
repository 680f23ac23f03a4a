//! The program `voetnoot`; see [`voetnoot::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    voetnoot::cli::run()
}
