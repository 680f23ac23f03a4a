//! Programs that are called to bring a site elsewhere: `git` and `rsync`.
//!
//! Takes: a program with its arguments, and what it reads.
//! Gives: what it writes, or a sentence with what it complained of.
//! Never: goes through a shell, or repeats a password that an address holds.

use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

use crate::diagnostic::message;
use crate::failure::Failure;

/// How many words of a complaint are passed on.
const WORDS_OF_COMPLAINT: usize = 40;

/// How a program ended that may fail.
pub(crate) struct Ended {
    pub is_well: bool,
    pub output: Vec<u8>,
    /// What it said on standard error, in one line.
    pub complaint: String,
}

/// Runs a program until it ends, with `input` to read. It may ask for a password on the terminal.
///
/// # Errors
/// When it is not installed.
pub(crate) fn ended(command: &mut Command, input: &[u8]) -> Result<Ended, Failure> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let calling = || Failure::doing(message!("publish-call", program = &program));
    let mut child = command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::Refused(message!("publish-no-program", program = &program)),
        _ => Failure::Io(message!("publish-call", program = &program), error),
    })?;
    let stdin = child.stdin.take();
    let output = std::thread::scope(|scope| {
        // A program that ends before it has read everything says why in another way.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    });
    let output = output.map_err(calling())?;
    let complaint = without_passwords(&String::from_utf8_lossy(&output.stderr));
    Ok(Ended { is_well: output.status.success(), output: output.stdout, complaint })
}

/// Runs a program that has to succeed, and gives what it wrote.
///
/// # Errors
/// When it is not installed or fails.
pub(crate) fn run(command: &mut Command, input: &[u8]) -> Result<Vec<u8>, Failure> {
    let ended = ended(command, input)?;
    match ended.is_well {
        true => Ok(ended.output),
        false => Err(failed(command, &ended)),
    }
}

/// The sentence about a program that failed.
pub(crate) fn failed(command: &Command, ended: &Ended) -> Failure {
    let program = command.get_program().to_string_lossy().into_owned();
    Failure::Refused(message!("publish-program-failed", program, said = &ended.complaint))
}

/// The first words of a complaint, without what stands before the `@` of an address.
fn without_passwords(complaint: &str) -> String {
    let words = complaint.split_whitespace().take(WORDS_OF_COMPLAINT).map(|word| {
        let Some((scheme, rest)) = word.split_once("://") else { return word.to_owned() };
        let host = rest.split('/').next().unwrap_or(rest);
        match host.rsplit_once('@') {
            Some((login, _)) => format!("{scheme}://{}", &rest[login.len() + 1..]),
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_repeated() {
        let said = "fatal: unable to access\n 'https://me:geheim@host.nl/x.git/': 403 for a@b";
        assert_eq!(without_passwords(said), "fatal: unable to access 'https://host.nl/x.git/': 403 for a@b");
        assert_eq!(without_passwords("https://a:b@c@host/@x"), "https://host/@x");
    }
}
