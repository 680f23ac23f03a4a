//! Where tests make an operation fail, or end the program.
//!
//! Takes: what is about to be done to the disk.
//! Gives: an error, if the test has asked for one here.
//! Never: does anything in a release build.
//!
//! In a program with debug assertions, `VOETNOOT_TRIAL` may hold `fail`, `end` or `list`, a number and the path of a file, with spaces
//! between. Every operation adds a line to the file; that with the number, counted from 1, fails, or the program ends before it as
//! a killed one does. The file is the count, since the program has nothing that changes while it runs.

use std::io;
use std::path::Path;

#[cfg(not(debug_assertions))]
#[expect(clippy::unnecessary_wraps, reason = "with debug assertions it fails")]
pub(super) const fn point(_: &str, _: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(debug_assertions)]
pub(super) fn point(doing: &str, path: &Path) -> io::Result<()> {
    use std::io::Write;

    let Ok(order) = std::env::var("VOETNOOT_TRIAL") else { return Ok(()) };
    let mut words = order.splitn(3, ' ');
    let (Some(act), Some(number), Some(list)) = (words.next(), words.next(), words.next()) else { return Ok(()) };
    let before = std::fs::read_to_string(list).unwrap_or_default().lines().count();
    let mut list = std::fs::File::options().append(true).create(true).open(list)?;
    writeln!(list, "{doing} {}", path.display())?;
    match act {
        _ if number.parse() != Ok(before + 1) => Ok(()),
        "fail" => Err(io::Error::other("the test lets this fail")),
        "end" => std::process::abort(),
        _ => Ok(()),
    }
}
