//! Runs of the program in which one operation on the disk fails, or is the last before it is killed.
//!
//! With debug assertions, which a program made for tests has, each operation passes a place where `VOETNOOT_TRIAL` decides what
//! becomes of it; `src/disk/trial.rs` tells how.

use std::ffi::OsStr;
use std::fs;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::project::program_path;

/// What becomes of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It fails, and the program goes on.
    Fails,
    /// It is not even begun: the program is gone.
    Killed,
    /// Nothing out of the ordinary.
    Done,
}

/// How a run ended.
#[derive(Debug)]
pub struct Trial {
    /// None if it was killed.
    pub code: Option<i32>,
    pub stderr: String,
    /// What was done to the disk, in this order; the last is what failed or was not begun.
    pub operations: Vec<String>,
}

/// Runs a command in which the operation with this number, counted from 1, has this fate.
pub fn run(command: Command, fate: Fate, number: usize) -> Trial {
    let mut command = with_debug_assertions(&command);
    let folder = TempDir::new().expect("a temporary folder");
    let list = folder.path().join("list");
    let act = match fate {
        Fate::Fails => "fail",
        Fate::Killed => "end",
        Fate::Done => "list",
    };
    command.env("VOETNOOT_TRIAL", format!("{act} {number} {}", list.display()));
    // One thread, so that the order is the same each time.
    command.env("RAYON_NUM_THREADS", "1");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let output = command.output().expect("the program starts");
    let operations = fs::read_to_string(&list).unwrap_or_default();
    let operations: Vec<String> = operations.lines().map(str::to_owned).collect();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    Trial { code: output.status.code(), stderr, operations }
}

/// The same command of the program that was made for tests, whatever program other tests run.
fn with_debug_assertions(command: &Command) -> Command {
    // The program may be run by another, which then has it among its arguments.
    let tested = |word: &'_ OsStr| match word == program_path() {
        true => env!("CARGO_BIN_EXE_voetnoot").into(),
        false => word.to_owned(),
    };
    let mut same = Command::new(tested(command.get_program()));
    same.args(command.get_args().map(tested)).envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    if let Some(folder) = command.get_current_dir() {
        same.current_dir(folder);
    }
    same
}

/// Which operations have their turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turns {
    All,
    /// Every so many of them, and all of the last ones, in which things take their places.
    Every(usize),
}

/// The last operations of a command.
const LAST: usize = 8;

/// Gives operations of a command the same fate in turn. `begin` sets the stage for each run and gives the command, `end` holds what
/// has to be true after it. Gives how many operations the command has.
pub fn each(fate: Fate, turns: Turns, begin: impl Fn() -> Command, end: impl Fn(&str, &Trial)) -> usize {
    let sound = run(begin(), Fate::Done, 0);
    assert_eq!(sound.code, Some(0), "without a fault: {}", sound.stderr);
    let count = sound.operations.len();
    let has_turn = |number: &usize| match turns {
        Turns::All => true,
        Turns::Every(step) => number.is_multiple_of(step) || number + LAST > count,
    };
    for number in (1..=count).filter(has_turn) {
        let trial = run(begin(), fate, number);
        let what = format!("{fate:?} {number}, {}", trial.operations.last().map_or("", String::as_str));
        assert!(trial.operations.len() >= number, "{what}: the operations are others each time");
        assert_eq!(fate == Fate::Killed, trial.code.is_none(), "{what}: {}", trial.stderr);
        end(&what, &trial);
    }
    count
}
