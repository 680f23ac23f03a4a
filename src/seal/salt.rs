//! Chance in a seal.
//!
//! Takes: nothing.
//! Gives: digits that nobody can guess, so that nobody can find out by trying from which files a digest was made.
//! Never: takes part in a build, which gives the same bytes every time.

use std::io;

use data_encoding::HEXLOWER;

use crate::diagnostic::message;
use crate::failure::Failure;
use crate::project::seal_text::SALT;

/// Makes a salt.
pub(crate) fn fresh() -> Result<String, Failure> {
    let mut bytes = [0; SALT / 2];
    getrandom::fill(&mut bytes).map_err(io::Error::other).map_err(Failure::doing(message!("failed-chance")))?;
    Ok(HEXLOWER.encode(&bytes))
}
