//! `build --watch` as a process of its own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use voetnoot::Drafts;

use super::project::{Project, difference, tree};

/// How long a slow machine may take. A right result is there long before; only a wrong one takes this long.
const PATIENCE: Duration = Duration::from_secs(30);

/// One look that led to a build.
#[derive(Debug, Clone, Default)]
pub struct Round {
    pub diagnostics: Vec<String>,
    /// How many files were written and removed; `None` if something was wrong.
    pub written: Option<(usize, usize)>,
}

pub struct Watching {
    process: Child,
    rounds: Arc<Mutex<Vec<Round>>>,
    pub output: PathBuf,
}

impl Watching {
    /// Starts it, and waits for the first build.
    pub fn start(project: &Project, more: &[&str]) -> Self {
        let output = project.path("public");
        let log = project.beside("watch.log");
        let mut process = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 2>&1"])
            .env("VOETNOOT_NO_CACHE", "1")
            .args([crate::project::program_path(), "build", "--watch", "--format", "json", "--root"])
            .arg(project.root())
            .args(more)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let rounds: Arc<Mutex<Vec<Round>>> = Arc::default();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let kept = rounds.clone();
        std::thread::spawn(move || {
            let mut round = Round::default();
            let mut text = String::new();
            for line in lines.map_while(Result::ok) {
                text.push_str(&line);
                text.push('\n');
                if line.starts_with('{') {
                    round.diagnostics.push(line);
                } else if [" written, ", " geschreven, "].iter().any(|word| line.contains(word)) {
                    // As in "8 pages in …: 46 files written, 0 unchanged, 0 removed, 1.16 s", in the language of the site.
                    let counts: Vec<&str> = line.rsplit(": ").next().unwrap_or_default().split(", ").collect();
                    let number = |at: usize| counts.get(at)?.split(' ').next()?.parse().ok();
                    round.written = number(0).zip(number(2));
                    kept.lock().unwrap().push(std::mem::take(&mut round));
                } else if ["nothing was written", "er is niets geschreven"].contains(&line.as_str()) {
                    kept.lock().unwrap().push(std::mem::take(&mut round));
                }
            }
            fs::write(log, text).unwrap_or_default();
        });
        let mut watching = Watching { process, rounds, output };
        wait_until("the first build", || {
            (!watching.rounds.lock().unwrap().is_empty()).then_some(()).ok_or_else(String::new)
        });
        watching.settle(project);
        watching
    }

    pub fn rounds(&self) -> Vec<Round> {
        self.rounds.lock().unwrap().clone()
    }

    /// Sends the process a signal, such as `STOP`.
    #[cfg(target_os = "linux")]
    pub fn signal(&self, signal: &str) {
        let status =
            Command::new("kill").arg(format!("-{signal}")).arg(self.process.id().to_string()).status().unwrap();
        assert!(status.success());
    }

    /// Whether the last build found something wrong.
    pub fn is_broken(&self) -> bool {
        self.rounds.lock().unwrap().last().is_some_and(|round| round.written.is_none())
    }

    /// Waits until the output folder is what a fresh build makes or, with mistakes, until they are reported. In that
    /// case the folder is as the last good state left it, which may have come between two edits, so only the test
    /// without events can compare it.
    pub fn settle(&mut self, project: &Project) {
        let fresh = project.fresh(Drafts::Hide);
        wait_until("the site of a fresh build", || {
            if let Some(difference) = fresh.site.as_ref().and_then(|good| difference(&tree(&self.output), good)) {
                return Err(difference);
            }
            let last = self.rounds.lock().unwrap().last().cloned().unwrap_or_default();
            match last.diagnostics == fresh.diagnostics && last.written.is_some() == fresh.site.is_some() {
                true => Ok(()),
                false => Err(format!(
                    "reported:\n{}\ninstead of:\n{}",
                    last.diagnostics.join("\n"),
                    fresh.diagnostics.join("\n")
                )),
            }
        });
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Waits until something is so; panics with the last reason why it is not.
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> Result<(), String>) {
    let started = Instant::now();
    while let Err(reason) = is_so() {
        assert!(started.elapsed() < PATIENCE, "waited in vain for {what}: {reason}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
