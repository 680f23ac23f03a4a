//! A branch of the git repository of the project, from which a host takes the site.
//!
//! Takes: the branch, and steps.
//! Gives: one commit on the branch, which shows all steps at once; pushed, if the branch is to be at a remote.
//! Never: touches the work tree, the index or a branch that is checked out, or moves a branch that somebody else has moved since.
//!
//! Files of the branch that no publication put there, such as `CNAME`, stay. All is done with the commands that git has for programs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use super::called_program::{self, Ended};
use super::folder_target::mark;
use super::steps::{Naming, PublishStep, StepAct};
use super::target::{Course, OwnText, PublishTarget, SiteFolder, TargetTraits, TextMark, WrittenText};
use crate::diagnostic::message;
use crate::disk;
use crate::failure::Failure;
use crate::settings::address::OWN;

/// Without this file, GitHub Pages leaves out what begins with `_`.
const NO_JEKYLL: &str = ".nojekyll";

/// A branch that a site is brought to.
pub(crate) struct GitTarget {
    root: PathBuf,
    /// `refs/heads/gh-pages`.
    reference: String,
    remote: Option<String>,
    /// The commit that the branch is at, before this publication.
    base: Option<String>,
    /// The index that becomes the commit.
    index: PathBuf,
    /// What waits to become part of it, as git reads that.
    entries: Mutex<Vec<u8>>,
}

impl GitTarget {
    /// `scratch` is a folder of the program's own.
    ///
    /// # Errors
    /// When there is no git or no repository, the branch is checked out somewhere, or the remote cannot be reached.
    pub(crate) fn open(root: &Path, branch: &str, remote: Option<&str>, scratch: &Path) -> Result<GitTarget, Failure> {
        let mut target = GitTarget {
            root: root.to_owned(),
            reference: format!("refs/heads/{branch}"),
            remote: remote.map(str::to_owned),
            base: None,
            index: std::path::absolute(scratch).unwrap_or_else(|_| scratch.to_owned()).join("publish-index"),
            entries: Mutex::default(),
        };
        let trees = target.run(&["worktree", "list", "--porcelain"], b"")?;
        let held = format!("branch {}", target.reference);
        if remote.is_none() && trees.lines().any(|line| line == held) {
            return Err(Failure::Refused(message!("publish-checked-out", branch)));
        }
        target.base = match remote {
            None => target.local()?,
            Some(remote) => target.fetched(remote)?,
        };
        Ok(target)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.root).args(["-c", "core.autocrlf=false", "-c", "core.quotePath=false"]);
        command.args(arguments).env("GIT_INDEX_FILE", &self.index).env("LC_ALL", "C");
        command
    }

    /// Runs git, and gives what it wrote without the last line break.
    fn run(&self, arguments: &[&str], input: &[u8]) -> Result<String, Failure> {
        let output = called_program::run(&mut self.command(arguments), input)?;
        Ok(String::from_utf8_lossy(&output).trim_end_matches('\n').to_owned())
    }

    fn ended(&self, arguments: &[&str]) -> Result<Ended, Failure> {
        called_program::ended(&mut self.command(arguments), b"")
    }

    /// The commit that the branch is at in this repository.
    fn local(&self) -> Result<Option<String>, Failure> {
        let ended = self.ended(&["rev-parse", "--verify", "--quiet", &format!("{}^{{commit}}", self.reference)])?;
        let commit = String::from_utf8_lossy(&ended.output).trim().to_owned();
        Ok((ended.is_well && !commit.is_empty()).then_some(commit))
    }

    /// The commit that the branch is at in the remote, with everything that it needs.
    fn fetched(&self, remote: &str) -> Result<Option<String>, Failure> {
        let listed = self.run(&["ls-remote", "--heads", "--", remote, &self.reference], b"")?;
        let Some(commit) = listed.split_whitespace().next().map(str::to_owned) else { return Ok(None) };
        self.run(&["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", remote, &self.reference], b"")?;
        Ok(Some(commit))
    }

    /// The names of objects for files of the site, made where they are missing.
    fn blobs(&self, files: &SiteFolder, steps: &[&PublishStep]) -> Result<Vec<String>, Failure> {
        let mut paths = String::new();
        for step in steps {
            let path = files.path(&step.path);
            let path = std::path::absolute(&path).unwrap_or(path);
            paths.push_str(&path.to_string_lossy());
            paths.push('\n');
        }
        let names = self.run(&["hash-object", "-w", "--no-filters", "--stdin-paths"], paths.as_bytes())?;
        let names: Vec<String> = names.lines().map(str::to_owned).collect();
        match names.len() == steps.len() {
            true => Ok(names),
            false => Err(Failure::Refused(message!("publish-program-failed", program = "git", said = "hash-object"))),
        }
    }

    /// The commit of what waits, and of this text.
    fn commit(&self, state: &str) -> Result<String, Failure> {
        if let Some(folder) = self.index.parent() {
            disk::make_folders(folder).map_err(Failure::doing(message!("failed-make-folder", path = folder)))?;
        }
        match &self.base {
            Some(base) => self.run(&["read-tree", base], b"")?,
            None => self.run(&["read-tree", "--empty"], b"")?,
        };
        let blob = |bytes: &[u8]| self.run(&["hash-object", "-w", "--no-filters", "--stdin"], bytes);
        let mut entries = Vec::new();
        // A site's own, which comes later, counts.
        push(&mut entries, &blob(b"")?, NO_JEKYLL);
        entries.append(&mut self.entries.lock().unwrap_or_else(PoisonError::into_inner));
        let own = format!("{OWN}/{}", OwnText::State.name());
        push(&mut entries, &blob(state.as_bytes())?, &own);
        self.run(&["update-index", "--replace", "-z", "--index-info"], &entries)?;
        let tree = self.run(&["write-tree"], b"")?;
        let mut arguments = vec!["commit-tree", &tree, "-m", "Publish the site"];
        if let Some(base) = &self.base {
            arguments.extend(["-p", base]);
        }
        let mut command = self.command(&arguments);
        // Machines that publish seldom have a name of their own.
        if !self.ended(&["var", "GIT_COMMITTER_IDENT"])?.is_well {
            for name in ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"] {
                command.env(name, "voetnoot");
            }
            for address in ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"] {
                command.env(address, "voetnoot@localhost");
            }
        }
        let commit = called_program::run(&mut command, b"")?;
        Ok(String::from_utf8_lossy(&commit).trim().to_owned())
    }

    /// Moves the branch, unless somebody else has.
    fn move_branch(&self, commit: &str) -> Result<bool, Failure> {
        let Some(remote) = &self.remote else {
            let nothing = "0".repeat(commit.len());
            let before = self.base.as_deref().unwrap_or(&nothing);
            let arguments = ["update-ref", "-m", "voetnoot publish", &self.reference, commit, before];
            let ended = self.ended(&arguments)?;
            // Whoever moved it, or made it, is why it failed.
            return match ended.is_well || self.local()? != self.base {
                true => Ok(ended.is_well),
                false => Err(called_program::failed(&self.command(&arguments), &ended)),
            };
        };
        let lease = format!("--force-with-lease={}:{}", self.reference, self.base.as_deref().unwrap_or(""));
        let what = format!("{commit}:{}", self.reference);
        let arguments = ["push", "--quiet", "--no-follow-tags", &lease, "--", remote, &what];
        let ended = self.ended(&arguments)?;
        match ended.is_well || ended.complaint.contains("stale info") || ended.complaint.contains("fetch first") {
            true => Ok(ended.is_well),
            false => Err(called_program::failed(&self.command(&arguments), &ended)),
        }
    }
}

impl PublishTarget for GitTarget {
    fn traits(&self) -> TargetTraits {
        TargetTraits { naming: Naming::Folders, is_atomic: true, keeps_headers: false, shows_progress: false }
    }

    fn read(&self, text: OwnText) -> Result<Option<(String, TextMark)>, Failure> {
        let Some(base) = &self.base else { return Ok(None) };
        let ended = self.ended(&["cat-file", "blob", &format!("{base}:{OWN}/{}", text.name())])?;
        let text = String::from_utf8_lossy(&ended.output).into_owned();
        let mark = mark(&text);
        Ok(ended.is_well.then_some((text, mark)))
    }

    fn write(&self, _: OwnText, words: &str, _: Option<&TextMark>) -> Result<WrittenText, Failure> {
        let commit = self.commit(words);
        // It is made anew each time.
        let _ = disk::remove_file(&self.index);
        match self.move_branch(&commit?)? {
            true => Ok(WrittenText::Written(mark(words))),
            false => Ok(WrittenText::Conflict),
        }
    }

    fn remove_progress(&self) -> Result<(), Failure> {
        Ok(())
    }

    fn check_free(&self, coming: &[&str]) -> Result<(), Failure> {
        let Some(base) = &self.base else { return Ok(()) };
        let listed = self.run(&["ls-tree", "-r", "-z", "--name-only", base], b"")?;
        let listed: std::collections::HashSet<&str> = listed.split('\0').collect();
        match coming.iter().find(|path| **path != NO_JEKYLL && listed.contains(*path)) {
            Some(path) => Err(Failure::Refused(message!("publish-foreign", path))),
            None => Ok(()),
        }
    }

    fn carry_out(&self, steps: &[PublishStep], files: &SiteFolder, course: &Course) -> Result<(), Failure> {
        let (put, gone): (Vec<&PublishStep>, Vec<&PublishStep>) =
            steps.iter().partition(|step| step.act != StepAct::Remove);
        let names = if put.is_empty() { Vec::new() } else { self.blobs(files, &put)? };
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        // As long as the names of objects in this repository.
        let nothing = "0".repeat(self.base.as_ref().map_or(40, String::len));
        for step in gone {
            entries.extend_from_slice(format!("0 {nothing}\t{}\0", step.path).as_bytes());
        }
        for (step, name) in put.iter().zip(names) {
            push(&mut entries, &name, &step.path);
        }
        (0..steps.len()).for_each(|at| course.step(at));
        Ok(())
    }
}

/// Adds a file to what becomes part of the index.
fn push(entries: &mut Vec<u8>, blob: &str, path: &str) {
    entries.extend_from_slice(format!("100644 {blob}\t{path}\0").as_bytes());
}
