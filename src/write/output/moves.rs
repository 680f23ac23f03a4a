//! What has to be moved, and in which order.
//!
//! Takes: the staged files, those that are no longer made, and the output folder as it lies.
//! Gives: [`Moves`], as text and back.
//! Never: moves anything, or names a place outside the output folder.
//!
//! New files come first, then those that change, and what goes is last: then every page links only what is there, however many of
//! the moves are done.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::write::output::location::is_of_site;
use crate::write::output::made_files::MadeFiles;

/// What happens at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Move {
    /// A file, or a folder with all that is in it, comes where nothing stood.
    Comes,
    /// A folder, with all that is in it, takes the place of a file.
    Deepens,
    /// A file takes the place of a folder.
    Flattens,
    /// A file takes the place of another.
    Changes,
    /// A file goes.
    Goes,
    /// The list of files takes the place of the one before.
    Lists,
    /// The first list of files comes.
    Begins,
}

impl Move {
    /// Whether it is about the list of files.
    pub(super) fn is_of_list(self) -> bool {
        matches!(self, Move::Lists | Move::Begins)
    }

    /// Whether a file and a folder change places.
    pub(super) fn is_swap(self) -> bool {
        matches!(self, Move::Deepens | Move::Flattens)
    }
}

/// The acts with their names, in the order in which they are done.
const NAMES: [(Move, &str); 7] = [
    (Move::Comes, "comes "),
    (Move::Deepens, "deepens "),
    (Move::Flattens, "flattens "),
    (Move::Changes, "changes "),
    (Move::Goes, "goes "),
    (Move::Lists, "lists "),
    (Move::Begins, "begins "),
];

/// The first line, by which the text is known.
const OPENING: &str = "voetnoot moves 2\n";
/// The last line, without which the text is not whole.
const CLOSING: &str = "end\n";

/// The moves of a build, in the order in which they are done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Moves(pub(super) Vec<(Move, String)>);

impl Moves {
    /// Into a folder with nothing in it, what was staged moves as it is: `entries` are the names there.
    pub(super) fn into_empty(entries: BTreeSet<String>) -> Moves {
        Moves(entries.into_iter().map(|name| (Move::Comes, name)).collect())
    }

    /// What has to be done for these staged files, and those that go.
    ///
    /// # Errors
    /// When something stands in the way.
    pub(super) fn plan(made: &MadeFiles, staged: &BTreeSet<String>, gone: &BTreeSet<String>) -> Result<Moves, Failure> {
        let mut moves: Vec<(Move, String)> = Vec::new();
        let mut folders = HashSet::new();
        let mut whole: Option<String> = None;
        for path in staged {
            // What lies in a folder that moves as a whole stands together.
            if whole.as_ref().is_some_and(|folder| lies_in(path, folder)) {
                continue;
            }
            let act = first_act(made.root(), path, &mut folders);
            whole = (act.1.len() < path.len()).then(|| act.1.clone());
            if act.0.is_swap() {
                made.check_stray(path)?;
            }
            moves.push(act);
        }
        let swapped: Vec<String> = moves.iter().filter(|(act, _)| act.is_swap()).map(|(_, p)| p.clone()).collect();
        let goes = |path: &&String| {
            let is_swapped = swapped.iter().any(|place| *path == place || lies_in(path, place));
            !is_swapped && made.is_file(path)
        };
        moves.extend(gone.iter().filter(goes).map(|path| (Move::Goes, path.clone())));
        moves.sort();
        Ok(Moves(moves))
    }

    /// As text, a line for each.
    pub(super) fn text(&self) -> String {
        let mut text = OPENING.to_owned();
        for (act, path) in &self.0 {
            let name = NAMES.iter().find(|(named, _)| named == act).map_or("", |(_, name)| name);
            text.push_str(name);
            text.push_str(path);
            text.push('\n');
        }
        text + CLOSING
    }

    /// Reads a text exactly as [`Moves::text`] writes it; none if it is another, or names what lies outside.
    pub(super) fn read(text: &str) -> Option<Moves> {
        let lines = text.strip_prefix(OPENING)?.strip_suffix(CLOSING)?;
        let read = |line: &str| {
            let (act, name) = NAMES.iter().find(|(_, name)| line.starts_with(name))?;
            let path = &line[name.len()..];
            let usable = if act.is_of_list() { path == LIST } else { is_of_site(path) };
            usable.then(|| (*act, path.to_owned()))
        };
        let moves = Moves(lines.lines().map(read).collect::<Option<_>>()?);
        (moves.text() == text).then_some(moves)
    }

    /// Adds what happens to the list of files.
    pub(super) fn with_list(mut self, act: Move) -> Moves {
        self.0.push((act, LIST.to_owned()));
        self
    }

    /// How many files go.
    pub(super) fn going(&self) -> usize {
        self.0.iter().filter(|(act, _)| *act == Move::Goes).count()
    }
}

/// What stands for the path of the list, which lies in the folder that the program keeps for itself.
const LIST: &str = "files";

fn lies_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The first place on the way to a file at which something happens. `folders` are known to be there.
fn first_act(root: &Path, path: &str, folders: &mut HashSet<String>) -> (Move, String) {
    for (end, _) in path.match_indices('/') {
        let folder = &path[..end];
        if folders.contains(folder) {
            continue;
        }
        match fs::symlink_metadata(root.join(folder)) {
            Ok(metadata) if metadata.is_dir() => folders.insert(folder.to_owned()),
            Ok(_) => return (Move::Deepens, folder.to_owned()),
            Err(_) => return (Move::Comes, folder.to_owned()),
        };
    }
    let act = match fs::symlink_metadata(root.join(path)) {
        Ok(metadata) if metadata.is_dir() => Move::Flattens,
        Ok(_) => Move::Changes,
        Err(_) => Move::Comes,
    };
    (act, path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moves(acts: &[(Move, &str)]) -> Moves {
        Moves(acts.iter().map(|(act, path)| (*act, (*path).to_owned())).collect())
    }

    #[test]
    fn moves_are_read_as_they_were_written() {
        let all = moves(&[
            (Move::Comes, "a b/c"),
            (Move::Deepens, "d"),
            (Move::Flattens, "e"),
            (Move::Changes, "é.html"),
            (Move::Goes, "f/g"),
        ]);
        let all = all.with_list(Move::Lists);
        assert_eq!(Moves::read(&all.text()), Some(all));
    }

    #[test]
    fn what_no_build_writes_is_not_read() {
        for path in
            ["../x", "/etc/passwd", "a/../../x", "", ".voetnoot/lock", ".VOETNOOT/x", "a\\..\\x", "a\u{1b}[31m", "./a"]
        {
            for (_, name) in NAMES {
                assert_eq!(Moves::read(&format!("{OPENING}{name}{path}\n{CLOSING}")), None, "{name}{path}");
            }
        }
        for text in ["", OPENING, "comes a\nend\n", "voetnoot moves 2\nwipes a\nend\n", "voetnoot moves 2\ncomes a\n"] {
            assert_eq!(Moves::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_folder_that_is_new_moves_as_a_whole_and_what_goes_is_last() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["oud/a.html", "oud/b.html", "weg.html", "plek"] {
            fs::create_dir_all(folder.path().join("oud")).unwrap();
            fs::write(folder.path().join(path), "x").unwrap();
        }
        let set = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect::<BTreeSet<String>>();
        let made = MadeFiles::known(folder.path(), set(&["oud/a.html", "oud/b.html", "weg.html", "plek"]));
        let staged =
            set(&["oud/a.html", "oud/nieuw/c.html", "oud/nieuw/d.html", "plek/e.html", "plek/f.html", "z.html"]);
        let planned = Moves::plan(&made, &staged, &set(&["weg.html", "plek", "nergens.html"])).unwrap();
        let expected = [
            (Move::Comes, "oud/nieuw"),
            (Move::Comes, "z.html"),
            (Move::Deepens, "plek"),
            (Move::Changes, "oud/a.html"),
            (Move::Goes, "weg.html"),
        ];
        assert_eq!(planned, moves(&expected));
    }
}
