//! Moves that can be taken up again.
//!
//! Takes: the [`Moves`] of a build, the stage with the new files, and the output folder.
//! Gives: the moves done, or undone; what a killed build had begun, finished.
//! Never: does a move that the journal on the disk does not tell of, or one of another's journal that leads outside the folder.
//!
//! The journal lies on the disk before the first move and goes after the last, and with it the old files, which wait in the stage
//! until then. Every move can be seen to be done or not from what lies where, so that who finds a journal can go on. Moves are
//! undone when one of them fails; the journal has another name from then on, and whoever finds it goes on undoing.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::message;
use crate::disk;
use crate::disk::kept;
use crate::failure::Failure;
use crate::write::output::made_files::{LARGEST_LIST, MadeFiles};
use crate::write::output::moves::{Move, Moves};
use crate::write::output::stage::Stage;

/// The name of a journal of moves that are to be done.
const FORTH: &str = "journal";
/// The name of a journal of moves that are to be undone.
const BACK: &str = "undo";

/// Moves that are being done.
pub(super) struct Journal<'a> {
    /// The folder that the program keeps for itself.
    own: &'a Path,
    root: &'a Path,
    stage: &'a Stage,
    moves: Moves,
}

/// What a move is about.
struct Places {
    /// Where the new file waits.
    new: PathBuf,
    /// Where it comes.
    place: PathBuf,
    /// Where the old one waits.
    old: PathBuf,
}

/// Whether the folder is left in the middle of moves.
pub(super) fn is_open(own: &Path) -> bool {
    [FORTH, BACK].iter().any(|name| is_there(&own.join(name)))
}

/// Goes on with what a killed build had begun, if there is anything: finishes its moves, or undoes them.
///
/// # Errors
/// When the journal is not one that a build wrote, something stands in the way, or the disk fails. Whoever comes next tries again.
pub(super) fn recover(own: &Path, root: &Path) -> Result<(), Failure> {
    for name in [FORTH, BACK] {
        let path = own.join(name);
        if !is_there(&path) {
            continue;
        }
        let moves = kept::read(&path, LARGEST_LIST)?.as_deref().and_then(Moves::read);
        let Some(moves) = moves else {
            return Err(Failure::Refused(message!("refused-journal", path)));
        };
        let stage = Stage::left(own.join("stage"))?;
        let made = MadeFiles::read_all(root, &[own.join("files"), stage.list(), stage.old_list()])?;
        let journal = Journal { own, root, stage: &stage, moves };
        journal.check(&made, name)?;
        let going_on = || Failure::doing(message!("failed-go-on"));
        match name {
            FORTH => journal.do_all()?,
            _ => journal.undo().map_err(going_on())?,
        }
        disk::remove_file(&path).map_err(going_on())?;
    }
    Ok(())
}

impl<'a> Journal<'a> {
    /// Does the moves, or none of them. What waits in the stage is on the disk itself before the first.
    ///
    /// # Errors
    /// When the disk fails. If it fails once more while undoing, whoever comes next goes on with that.
    pub(super) fn carry_out(own: &'a Path, root: &'a Path, stage: &'a Stage, moves: Moves) -> Result<(), Failure> {
        let journal = Journal { own, root, stage, moves };
        journal.check_writable()?;
        let begin = || -> io::Result<()> {
            let staged = stage.journal();
            disk::write_new(&staged, |mut file| io::Write::write_all(&mut file, journal.moves.text().as_bytes()))?;
            disk::sync_tree(own)?;
            disk::rename(&staged, &own.join(FORTH))
        };
        begin().map_err(Failure::doing(message!("failed-journal")))?;
        let done = journal.do_all().and_then(|()| {
            disk::remove_file(&own.join(FORTH)).map_err(Failure::doing(message!("failed-remove-journal")))
        });
        done.inspect_err(|_| journal.turn_back())
    }

    fn turn_back(&self) {
        let name = match disk::rename(&self.own.join(FORTH), &self.own.join(BACK)) {
            Ok(()) => BACK,
            Err(_) => FORTH,
        };
        if self.undo().is_ok() {
            // If this fails, whoever comes next finds that there is nothing to undo.
            let _ = disk::remove_file(&self.own.join(name));
        }
    }

    fn places(&self, act: Move, path: &str) -> Places {
        match act {
            _ if act.is_of_list() => {
                Places { new: self.stage.list(), place: self.own.join("files"), old: self.stage.old_list() }
            }
            _ => Places { new: self.stage.new_file(path), place: self.root.join(path), old: self.stage.old_file(path) },
        }
    }

    /// Finds a folder that cannot be written to before anything is moved.
    fn check_writable(&self) -> Result<(), Failure> {
        let mut seen = HashSet::new();
        for (act, path) in &self.moves.0 {
            let Places { place, .. } = self.places(*act, path);
            // A folder that moves elsewhere is written to as well, for it knows where it lies.
            let moved = Some(&*place).filter(|place| act.is_swap() && place.is_dir());
            for folder in place.parent().into_iter().chain(moved) {
                if seen.insert(folder.to_owned()) {
                    let refused = || Failure::doing(message!("failed-write-folder", path = folder));
                    disk::check_writable(folder).map_err(refused())?;
                }
            }
        }
        Ok(())
    }

    /// Does the moves that are not done yet.
    fn do_all(&self) -> Result<(), Failure> {
        for (act, path) in &self.moves.0 {
            let doing = || match act {
                Move::Goes => message!("failed-remove", path),
                Move::Lists | Move::Begins => message!("failed-list"),
                Move::Comes | Move::Deepens | Move::Flattens | Move::Changes => message!("failed-into-place", path),
            };
            self.places(*act, path).go(*act, self.stage).map_err(|error| Failure::Io(doing(), error))?;
        }
        for (_, path) in self.moves.0.iter().filter(|(act, _)| *act == Move::Goes) {
            let place = self.root.join(path);
            // A folder in which something is left stays.
            let _ = place.ancestors().skip(1).take_while(|a| *a != self.root).try_for_each(disk::remove_folder);
        }
        Ok(())
    }

    /// Undoes the moves that are done, as far as the disk allows.
    fn undo(&self) -> io::Result<()> {
        let back = self.moves.0.iter().rev().map(|(act, path)| self.places(*act, path).back(*act));
        back.fold(Ok(()), Result::and)
    }

    /// Refuses the journal of a killed build if it is about files that no build made, or leads through a link.
    fn check(&self, made: &MadeFiles, name: &str) -> Result<(), Failure> {
        for (act, path) in &self.moves.0 {
            let Places { new, place, old } = self.places(*act, path);
            if act.is_of_list() {
                [&new, &place, &old].into_iter().try_for_each(|file| kept::check_file(file))?;
                continue;
            }
            self.stage.check_way(&new)?;
            self.stage.check_way(&old)?;
            let is_touched = match (name, act) {
                (_, Move::Goes) => true,
                (BACK, Move::Deepens | Move::Flattens) => is_there(&old) || act.is_done(&place),
                (FORTH, _) => is_there(&new),
                (_, Move::Comes) => !is_there(&new),
                _ => is_there(&old),
            };
            if is_touched {
                made.check_stray(path)?;
            }
        }
        Ok(())
    }
}

impl Places {
    /// Does a move, unless it is done.
    fn go(&self, act: Move, stage: &Stage) -> io::Result<()> {
        let Places { new, place, old } = self;
        if act == Move::Goes {
            if stage.is_left() && is_there(old) {
                return Ok(());
            }
            stage.make_folder_of(old)?;
            return match disk::rename(place, old) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                done => done,
            };
        }
        if stage.is_left() && !is_there(new) {
            return Ok(());
        }
        match act {
            Move::Deepens | Move::Flattens if is_there(place) => {
                stage.make_folder_of(old)?;
                // In one step if the system can, so that something stands there at every moment.
                if (stage.is_left() && act.is_done(place)) || disk::exchange(new, place) {
                    return disk::rename(new, old);
                }
                disk::rename(place, old)?;
            }
            Move::Changes | Move::Lists if is_there(place) => {
                stage.make_folder_of(old)?;
                if stage.is_left() && is_there(old) {
                    disk::remove_file(old)?;
                }
                disk::keep(place, old)?;
            }
            _ => {}
        }
        disk::rename(new, place)
    }

    /// Undoes a move, unless it is not done.
    fn back(&self, act: Move) -> io::Result<()> {
        let Places { new, place, old } = self;
        match act {
            Move::Goes if is_there(old) && !is_there(place) => {
                place.parent().map_or(Ok(()), disk::make_folders)?;
                disk::rename(old, place)
            }
            Move::Goes => Ok(()),
            Move::Deepens | Move::Flattens => self.swap_back(act),
            Move::Changes | Move::Lists if is_there(old) && !is_there(new) => disk::rename(old, place),
            Move::Comes | Move::Begins if is_there(place) && !is_there(new) => disk::rename(place, new),
            _ => Ok(()),
        }
    }

    /// Undoes a swap of a file and a folder, from wherever it was left.
    fn swap_back(&self, act: Move) -> io::Result<()> {
        let Places { new, place, old } = self;
        if is_there(old) && act.is_done(place) && !disk::exchange(old, place) {
            disk::rename(place, new)?;
        }
        match is_there(old) {
            // It was exchanged.
            true if is_there(place) => disk::rename(old, new),
            true => disk::rename(old, place),
            // The old one waits where the new one did.
            false if is_there(new) && act.is_done(place) => match disk::exchange(new, place) {
                true => Ok(()),
                false => Err(io::Error::other("what was exchanged cannot be exchanged back")),
            },
            false => Ok(()),
        }
    }
}

impl Move {
    /// Whether the new one of a swap stands in its place. A link counts as a file.
    fn is_done(self, place: &Path) -> bool {
        let is_folder = fs::symlink_metadata(place).ok().map(|metadata| metadata.is_dir());
        is_folder == Some(self == Move::Deepens)
    }
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
