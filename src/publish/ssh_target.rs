//! A folder of another machine, which `rsync` reaches over ssh.
//!
//! Takes: the machine, the folder there, and steps.
//! Gives: the files there, each replaced in one step.
//! Never: lets a name be an option or a word of a shell, or asks the other machine for more than `rsync` itself.
//!
//! How to reach the machine, with which key and at which port, is in the settings of ssh. Nothing there can write a text only if it is
//! as it was: the text is read once more just before, which leaves an instant.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::called_program;
use super::folder_target::{LARGEST_TEXT, mark};
use super::steps::{Naming, PublishStep, StepAct};
use super::target::{Course, OwnText, PublishTarget, SiteFolder, TargetTraits, TextMark, WrittenText};
use crate::diagnostic::message;
use crate::disk;
use crate::disk::{kept, whole_file};
use crate::failure::Failure;
use crate::settings::address::OWN;

/// The folder in which texts come and go, within that of the program.
pub(crate) const SCRATCH: &str = "publish-texts";
/// So many files are removed at once: each file there is compared with each of their names.
const AT_ONCE: usize = 500;

/// A folder of another machine that a site is brought to.
pub(crate) struct SshTarget {
    /// `web@server.example.nl:/srv/www/agendas/`
    place: String,
    /// A folder of the program's own, in which texts come and go.
    scratch: PathBuf,
}

impl SshTarget {
    /// # Errors
    /// When `scratch` cannot be made.
    pub(crate) fn open(host: &str, folder: &str, scratch: &Path) -> Result<SshTarget, Failure> {
        let target =
            SshTarget { place: format!("{host}:{}/", folder.trim_end_matches('/')), scratch: scratch.join(SCRATCH) };
        target.clear_scratch()?;
        Ok(target)
    }

    fn clear_scratch(&self) -> Result<(), Failure> {
        let failed = || Failure::doing(message!("failed-make-folder", path = self.scratch));
        kept::check_folder(&self.scratch)?;
        if self.scratch.exists() {
            disk::remove_tree(&self.scratch).map_err(failed())?;
        }
        disk::make_folders(&self.scratch.join(OWN)).map_err(failed())
    }

    /// Names go to the other machine by rsync's own protocol, so that no shell there reads them.
    fn command(options: &[&str]) -> Command {
        let mut command = Command::new("rsync");
        command.args(["--protect-args", "--from0"]).args(options).env("LC_ALL", "C");
        command
    }

    /// Brings the files with these paths from a folder; each takes its place when it is whole.
    fn bring(&self, from: &Path, paths: &[&str]) -> Result<(), Failure> {
        let mut command = SshTarget::command(&["--quiet", "--ignore-times", "--chmod=D755,F644", "--files-from=-"]);
        command.arg("--").arg(in_folder(from)).arg(&self.place);
        called_program::run(&mut command, &listed(paths)).map(drop)
    }

    /// Removes the files with these paths, and folders in which nothing is left. Everything else is kept out of it: rsync removes what
    /// an empty folder does not have, but nothing that is excluded.
    fn remove(&self, paths: &[&str]) -> Result<(), Failure> {
        let empty = self.scratch.join("empty");
        disk::make_folders(&empty).map_err(Failure::doing(message!("failed-make-folder", path = empty)))?;
        for some in paths.chunks(AT_ONCE) {
            let mut command = SshTarget::command(&["--quiet", "--recursive", "--delete", "--include-from=-"]);
            command.arg("--exclude=*").arg("--").arg(in_folder(&empty)).arg(&self.place);
            called_program::run(&mut command, &patterns(some))?;
        }
        Ok(())
    }
}

/// Paths as rsync reads them.
fn listed(paths: &[&str]) -> Vec<u8> {
    paths.iter().flat_map(|path| path.bytes().chain([0])).collect()
}

/// Patterns that match files and the folders that they are in, and nothing else.
fn patterns(paths: &[&str]) -> Vec<u8> {
    let mut patterns = BTreeSet::new();
    for path in paths {
        let mut pattern = String::from("/");
        for c in path.chars() {
            if c == '/' {
                patterns.insert(format!("{pattern}/"));
            }
            if "*?[".contains(c) {
                pattern.push('\\');
            }
            pattern.push(c);
        }
        patterns.insert(pattern);
    }
    patterns.into_iter().flat_map(|pattern| pattern.into_bytes().into_iter().chain([0])).collect()
}

/// A folder as rsync names what is in it. A colon in a relative path would make it another machine.
fn in_folder(folder: &Path) -> String {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    format!("{}/", folder.display())
}

impl PublishTarget for SshTarget {
    fn traits(&self) -> TargetTraits {
        TargetTraits { naming: Naming::Folders, is_atomic: false, keeps_headers: false, shows_progress: false }
    }

    fn read(&self, text: OwnText) -> Result<Option<(String, TextMark)>, Failure> {
        let folder = self.scratch.join("read");
        let failed = || Failure::doing(message!("failed-make-folder", path = folder));
        disk::make_folders(&folder).map_err(failed())?;
        let path = format!("{OWN}/{}", text.name());
        let mut command = SshTarget::command(&["--quiet", "--ignore-missing-args", "--files-from=-"]);
        command.arg("--").arg(&self.place).arg(in_folder(&folder));
        called_program::run(&mut command, &listed(&[&path]))?;
        let words = kept::read(&folder.join(&path), LARGEST_TEXT)?;
        disk::remove_tree(&folder).map_err(failed())?;
        Ok(words.map(|words| (words.clone(), mark(&words))))
    }

    fn write(&self, text: OwnText, words: &str, known: Option<&TextMark>) -> Result<WrittenText, Failure> {
        if self.read(text)?.map(|(_, mark)| mark).as_ref() != known {
            return Ok(WrittenText::Conflict);
        }
        let path = format!("{OWN}/{}", text.name());
        whole_file::replace(&self.scratch.join(&path), words.as_bytes())?;
        self.bring(&self.scratch, &[&path])?;
        Ok(WrittenText::Written(mark(words)))
    }

    fn remove_progress(&self) -> Result<(), Failure> {
        self.remove(&[&format!("{OWN}/{}", OwnText::Progress.name())])
    }

    fn check_free(&self, coming: &[&str]) -> Result<(), Failure> {
        // What is not there is left out without a word.
        let mut command = SshTarget::command(&["--ignore-missing-args", "--list-only", "--files-from=-"]);
        command.arg("--").arg(&self.place).arg(in_folder(&self.scratch));
        let found = called_program::run(&mut command, &listed(coming))?;
        let found = String::from_utf8_lossy(&found).into_owned();
        // Folders on the way are listed as well.
        match found.lines().find(|line| line.starts_with(['-', 'l'])) {
            Some(line) => Err(Failure::Refused(message!("publish-foreign", path = line))),
            None => Ok(()),
        }
    }

    fn carry_out(&self, steps: &[PublishStep], files: &SiteFolder, course: &Course) -> Result<(), Failure> {
        let paths = |is_put: bool| -> Vec<&str> {
            let some = steps.iter().filter(|step| (step.act != StepAct::Remove) == is_put);
            some.map(|step| step.path.as_str()).collect()
        };
        let (put, gone) = (paths(true), paths(false));
        if !put.is_empty() {
            self.bring(&files.0, &put)?;
        }
        self.remove(&gone)?;
        (0..steps.len()).for_each(|at| course.step(at));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_one_name() {
        let found = String::from_utf8(patterns(&["a b/c/[x]*?.html", "a b/-d", "#e"])).unwrap();
        let found: Vec<&str> = found.split_terminator('\0').collect();
        assert_eq!(found, ["/#e", "/a b/", "/a b/-d", "/a b/c/", "/a b/c/\\[x]\\*\\?.html"]);
    }
}
