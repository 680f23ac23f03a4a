//! What a redaction does not reach.
//!
//! Takes: what is taken out, and the project around it.
//! Gives: a sentence for everything that still has it, or may have it.
//! Never: claims that there is nothing else.

use super::taken_out::{MeetingFiles, TakenOut, Wanted};
use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Message, message};
use crate::project::ProjectFiles;
use crate::site::Site;

/// What is left for others to do.
pub(super) fn beyond(
    files: &MeetingFiles,
    project: &ProjectFiles,
    (wanted, taken): (&Wanted, &TakenOut),
    (before, after): (&Site, &Site),
) -> Vec<Message> {
    let mut beyond = Vec::new();
    match wanted {
        Wanted::Passage(passage) => {
            beyond.extend(texts(project, taken).filter_map(|(path, text)| {
                passage.similar(text).map(|line| message!("redaction-elsewhere", path, line))
            }));
            beyond.extend(unsearched(files));
        }
        Wanted::File(name) => beyond.push(message!("redaction-name", name)),
    }
    beyond.extend(anchors(taken, before, after));
    beyond.extend([
        message!("redaction-site"),
        message!("redaction-history"),
        message!("redaction-packages"),
        message!("redaction-copies"),
    ]);
    beyond
}

/// Every text of the project as it will be, with its path.
fn texts<'a>(project: &'a ProjectFiles, taken: &'a TakenOut) -> impl Iterator<Item = (&'a str, &'a str)> {
    let own = |file: &'a TextFile| (&*file.path, &*file.text);
    let languages = project.languages.iter().chain(&project.templates).map(move |(_, file)| own(file));
    let documents = project.documents.iter().map(move |(_, file)| own(file));
    let is_taken = |path: &str| taken.iter().any(|file| file.path == path);
    let others = project.settings.iter().map(own).chain(languages).chain(documents);
    let changed = taken.iter().filter_map(|file| Some((file.path.as_str(), file.text.as_deref()?)));
    others.filter(move |(path, _)| !is_taken(path)).chain(changed)
}

/// The files of the meeting that are no texts of this program, so that nobody has looked into them.
fn unsearched(files: &MeetingFiles) -> Option<Message> {
    let mut names: Vec<&str> = files.files().map(|(_, path, _)| path).filter(|path| !path.ends_with(".md")).collect();
    names.sort_unstable();
    names.dedup();
    (!names.is_empty()).then(|| message!("redaction-unsearched", names = names.join(", ")))
}

/// The anchors that the texts had and no longer have.
fn anchors(taken: &TakenOut, before: &Site, after: &Site) -> Vec<Message> {
    let mut lost = Vec::new();
    for file in taken {
        let divisions = |site: &Site| -> Vec<String> {
            let document = site.documents.iter().find(|document| *document.path == *file.path);
            let divisions = document.map(|document| document.divisions.iter().map(|division| division.anchor.clone()));
            divisions.into_iter().flatten().collect()
        };
        let now = divisions(after);
        let gone = divisions(before).into_iter().filter(|anchor| !now.contains(anchor));
        lost.extend(gone.map(|anchor| message!("redaction-anchor", path = &file.path, anchor)));
    }
    lost
}
