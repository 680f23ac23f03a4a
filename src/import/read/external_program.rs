//! Programs that read what Rust cannot: `pandoc` for Word documents, `pdftotext` for PDF.
//!
//! Takes: the bytes of a document.
//! Gives: what the program makes of them, as text.
//! Never: waits for ever, keeps more of an answer than a letter could need, or leaves a program running.

use std::io::{ErrorKind, Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::load_error::LoadError;

/// How much of a program's output is kept, in bytes.
const LARGEST_ANSWER: u64 = 64 << 20;
/// How much of a program's error output is kept, in bytes.
const LARGEST_COMPLAINT: u64 = 1 << 16;
/// How many words of the error output are passed on.
const WORDS_OF_COMPLAINT: usize = 30;
/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long to sleep before checking again whether it has ended.
const PAUSE: Duration = Duration::from_millis(5);

/// A program that reads a document on its standard input and writes text.
#[derive(Debug)]
pub(crate) struct ExternalProgram {
    /// The command that runs it.
    name: &'static str,
    debian_package: &'static str,
    homebrew_package: &'static str,
    arguments: &'static [&'static str],
}

/// Word documents to pandoc's own tree, as JSON. `--sandbox` keeps it from reading other files, and the options for its
/// runtime limit it to a gigabyte of memory, since a small file can unpack to a large one.
pub(crate) const PANDOC: ExternalProgram = ExternalProgram {
    name: "pandoc",
    debian_package: "pandoc",
    homebrew_package: "pandoc",
    arguments: &["+RTS", "-M1g", "-RTS", "--sandbox", "-f", "docx", "-t", "json"],
};

/// PDF to XHTML with the place of every word.
pub(crate) const PDFTOTEXT: ExternalProgram = ExternalProgram {
    name: "pdftotext",
    debian_package: "poppler-utils",
    homebrew_package: "poppler",
    arguments: &["-bbox-layout", "-enc", "UTF-8", "-", "-"],
};

/// How a program ended.
enum Ending {
    Success,
    Failure,
    /// It had to be stopped.
    Stopped,
}

impl ExternalProgram {
    /// Runs the program on a document. Bytes of its output that are not UTF-8 become the replacement character.
    ///
    /// # Errors
    /// When the program is not installed, fails, takes too long or writes too much.
    pub(crate) fn read(&self, document: &[u8]) -> Result<String, LoadError> {
        let mut child = self.spawn()?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        std::thread::scope(|scope| {
            // A program that does not read all its input closes it early; its exit code tells whether that matters.
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(document)));
            let answer = scope.spawn(move || read_some(stdout, LARGEST_ANSWER));
            let complaint = scope.spawn(move || read_some(stderr, LARGEST_COMPLAINT));
            let ending = wait(&mut child);
            let answer = answer.join().unwrap_or_default();
            let complaint = complaint.join().unwrap_or_default();
            match ending {
                Ending::Stopped => Err(LoadError::Slow { program: self.name, limit: PATIENCE }),
                _ if answer.len() as u64 > LARGEST_ANSWER => Err(LoadError::TooLarge(LARGEST_ANSWER >> 20)),
                Ending::Failure => Err(LoadError::Failed {
                    program: self.name,
                    message: first_words(&String::from_utf8_lossy(&complaint)),
                }),
                Ending::Success => Ok(String::from_utf8_lossy(&answer).into_owned()),
            }
        })
    }

    fn spawn(&self) -> Result<Child, LoadError> {
        let mut command = Command::new(self.name);
        command.args(self.arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().map_err(|error| match error.kind() {
            ErrorKind::NotFound => LoadError::Missing {
                program: self.name,
                debian_package: self.debian_package,
                homebrew_package: self.homebrew_package,
            },
            _ => LoadError::Io(error),
        })
    }
}

fn first_words(complaint: &str) -> String {
    complaint.split_whitespace().take(WORDS_OF_COMPLAINT).collect::<Vec<_>>().join(" ")
}

/// Reads up to a limit and one byte more, then closes the pipe, so that the writer stops.
fn read_some(pipe: Option<impl Read>, limit: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        // What was read before an error is still useful; the exit code tells the rest.
        let _ = pipe.take(limit + 1).read_to_end(&mut bytes);
    }
    bytes
}

/// Waits until the program has ended, and stops one that takes too long.
#[expect(clippy::disallowed_methods, reason = "another program may hang")]
fn wait(child: &mut Child) -> Ending {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ending::Success,
            Ok(Some(_)) => return Ending::Failure,
            Ok(None) if start.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
            _ => {
                // The child may have ended in the meantime; either way it must not be left behind.
                let _ = child.kill();
                let _ = child.wait();
                return Ending::Stopped;
            }
        }
    }
}
