//! Makes the corrections in the files of a project that need nobody to look at them.
//!
//! Takes: a project, and the edits of its diagnostics that are [certain](Sureness::Certain).
//! Gives: the files, corrected; what was changed, what was not and why, and what is still wrong.
//! Never: touches what is sealed or recorded, or a file that is not as it was read; writes half a file.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::format::Texts;
use crate::diagnostic::personal_data::masked;
use crate::diagnostic::text_file::{Lines, TextFile, floor_boundary};
use crate::diagnostic::{Code, Diagnostic, Edit, Message, Sureness};
use crate::failure::Failure;
use crate::flow::memory::Memory;
use crate::flow::{self, Options, Prepared};
use crate::write::edited_file::{EditedFile, Refused, edited};
use crate::write::{Builder, End, Progress};

/// So often a project is corrected and checked again, since one correction may bring another mistake to light.
const ROUNDS: usize = 8;
/// How many bytes are shown on either side of a change within its line.
const AROUND: usize = 60;

/// One change of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectedLine {
    /// The file, relative to the root of the project.
    pub path: Arc<str>,
    /// The line at the time of the change, from 1.
    pub line: usize,
    /// What was wrong, in the order of the line.
    pub codes: Vec<Code>,
    /// The line before, or the part of a long one around the change.
    pub before: String,
    /// The same afterwards.
    pub after: String,
}

/// A file that could have been corrected and was left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untouched {
    /// The file, relative to the root of the project.
    pub path: Arc<str>,
    /// Why, as part of a sentence.
    pub why: Message,
}

/// A project after correcting.
pub(crate) struct CorrectedProject {
    /// In the order in which they were made.
    pub made: Vec<CorrectedLine>,
    pub untouched: Vec<Untouched>,
    /// The project as it is now, with what is still wrong.
    pub prepared: Prepared,
    /// What stopped it.
    pub failure: Option<Failure>,
}

/// Makes all certain corrections, until there are none left.
///
/// # Errors
/// When the machine fails at checking. A failure to write a file is part of the result.
pub(crate) fn correct(root: &Path, options: &Options, progress: &dyn Progress) -> Result<CorrectedProject, Failure> {
    let mut made = Vec::new();
    let mut rounds = 0..ROUNDS;
    loop {
        let mut prepared = flow::prepare(root, options, &mut Memory::default());
        Builder::new(root, End::Nowhere).build(&mut prepared, progress)?;
        let (mut untouched, mut failure, before) = (Vec::new(), None, made.len());
        if rounds.next().is_some() {
            for (path, found) in certain(&prepared.diagnostics) {
                match correct_file(root, path, &found, &prepared.texts) {
                    Ok(corrections) => made.extend(corrections),
                    Err(Refused::Untouched(why)) => untouched.push(Untouched { path: path.clone(), why }),
                    Err(Refused::Failed(reason)) => failure = Some(reason),
                }
            }
        }
        if made.len() == before || failure.is_some() {
            return Ok(CorrectedProject { made, untouched, prepared, failure });
        }
    }
}

/// The diagnostics that can be corrected without looking, by file.
fn certain(diagnostics: &[Diagnostic]) -> BTreeMap<&Arc<str>, Vec<&Diagnostic>> {
    let mut by_file: BTreeMap<&Arc<str>, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| !certain_edits(diagnostic).is_empty()) {
        by_file.entry(&diagnostic.path).or_default().push(diagnostic);
    }
    by_file
}

fn certain_edits(diagnostic: &Diagnostic) -> &[Edit] {
    let hint = diagnostic.hint.as_ref().filter(|hint| hint.sureness == Sureness::Certain);
    hint.map_or(&[], |hint| hint.edits.as_slice())
}

fn correct_file(
    root: &Path,
    path: &Arc<str>,
    found: &[&Diagnostic],
    texts: &Texts,
) -> Result<Vec<CorrectedLine>, Refused> {
    let read = texts.get(path).map(|text| TextFile::new(path, text.to_string()));
    let file = EditedFile::open(root, path, read.map(|read| read.digest))?;
    let typed = file.text();
    let mut edits: BTreeMap<u32, (Code, &Edit)> = BTreeMap::new();
    for diagnostic in found {
        let own = certain_edits(diagnostic);
        if own.iter().all(|edit| typed.get(edit.span.range()).is_some() && apart(edit, &edits)) {
            edits.extend(own.iter().map(|edit| (edit.span.start, (diagnostic.code, edit))));
        }
    }
    let corrections = by_line(path, &edits, typed);
    if !corrections.is_empty() {
        file.replace(edits.values().map(|(_, edit)| *edit)).map_err(Refused::Failed)?;
    }
    Ok(corrections)
}

/// Whether an edit stands clear of others. Two insertions at one place would have no order.
fn apart(edit: &Edit, others: &BTreeMap<u32, (Code, &Edit)>) -> bool {
    let before = others.range(..=edit.span.start).next_back();
    let behind = others.range(edit.span.start..).next();
    before.is_none_or(|(start, (_, other))| *start < edit.span.start && other.span.end <= edit.span.start)
        && behind.is_none_or(|(start, _)| *start > edit.span.start && *start >= edit.span.end)
}

/// What the edits change, line by line.
fn by_line(path: &Arc<str>, edits: &BTreeMap<u32, (Code, &Edit)>, text: &str) -> Vec<CorrectedLine> {
    let lines = Lines::new(text);
    let mut of_line: BTreeMap<usize, Vec<(Code, &Edit)>> = BTreeMap::new();
    for (start, edit) in edits {
        of_line.entry(lines.position(*start as usize).line).or_default().push(*edit);
    }
    let mut corrections = Vec::new();
    for (line, edits) in of_line {
        let start = lines.offset(line, 0);
        let last = edits.last().map_or(start, |(_, edit)| edit.span.end as usize);
        let end = text[last..].find('\n').map_or(text.len(), |end| last + end);
        let moved =
            |edit: &Edit| Edit::new(edit.span.start as usize - start..edit.span.end as usize - start, &*edit.text);
        let moved: Vec<Edit> = edits.iter().map(|(_, edit)| moved(edit)).collect();
        let after = edited(&text[start..end], moved.iter());
        let (before, after) = around_change(&masked(&text[start..end]), &masked(&after));
        let mut codes: Vec<Code> = edits.iter().map(|(code, _)| *code).collect();
        codes.dedup();
        corrections.push(CorrectedLine { path: path.clone(), line, codes, before, after });
    }
    corrections
}

/// Two versions of a line, cut down to the surroundings of what differs.
fn around_change(before: &str, after: &str) -> (String, String) {
    let same = |pair: &((usize, char), (usize, char))| pair.0.1 == pair.1.1;
    let begin = before.char_indices().zip(after.char_indices()).take_while(same).last().map_or(0, |((at, _), _)| at);
    let rest = before.len().min(after.len()) - begin;
    let backwards = before[begin..].chars().rev().zip(after[begin..].chars().rev());
    let end: usize = backwards.take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum();
    let end = end.min(rest);
    let cut = |text: &str| {
        let from = floor_boundary(text, begin.saturating_sub(AROUND));
        let to = text.ceil_char_boundary((text.len() - end + AROUND).min(text.len()));
        let (head, tail) = (if from > 0 { "… " } else { "" }, if to < text.len() { " …" } else { "" });
        format!("{head}{}{tail}", text[from..to].trim_end())
    };
    (cut(before), cut(after))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::diagnostic::{Hint, message};

    #[test]
    fn edits_that_touch_wait_for_the_next_round() {
        let [first, second, third] = [Edit::new(2..4, "x"), Edit::new(4..4, "y"), Edit::new(6..8, "z")];
        let code = Code::NearMarkup;
        let taken: BTreeMap<u32, (Code, &Edit)> = [(2, (code, &first)), (6, (code, &third))].into();
        assert!(apart(&second, &taken) && apart(&Edit::new(0..2, ""), &taken) && apart(&Edit::new(4..6, ""), &taken));
        for edit in
            [Edit::new(2..2, ""), Edit::new(3..3, ""), Edit::new(1..3, ""), Edit::new(6..6, ""), Edit::new(5..9, "")]
        {
            assert!(!apart(&edit, &taken), "{edit:?}");
        }
        assert_eq!(edited("0123456789", [&first, &second, &third].into_iter()), "01xy45z89");
    }

    #[test]
    fn a_file_that_changed_since_it_was_read_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path: Arc<str> = "over.md".into();
        fs::write(folder.path().join("over.md"), "##Kop\n").unwrap();
        let hint = Hint::certain(message!("near-heading.hint"), [Edit::new(2..2, " ")]);
        let found = Diagnostic::at(Code::NearMarkup, &path, 0..5, message!("near-heading")).hint(hint);
        let read = |text: &str| Texts::from([(path.clone(), Arc::from(text))]);
        let correct = |text| correct_file(folder.path(), &path, &[&found], &read(text));
        assert!(matches!(correct("##Kap\n"), Err(Refused::Untouched(why)) if why.key() == "untouched-changed"));
        assert_eq!(fs::read_to_string(folder.path().join("over.md")).unwrap(), "##Kop\n");
        assert_eq!(correct("##Kop\n").ok().unwrap()[0].after, "## Kop");
        assert_eq!(fs::read_to_string(folder.path().join("over.md")).unwrap(), "## Kop\n");
    }

    #[test]
    fn a_long_line_is_cut_around_its_change() {
        let long = format!("{}ab{}", "één ".repeat(50), " twee".repeat(50));
        let (before, after) = around_change(&long, &long.replace("ab", "a b"));
        assert!(before.len() < 200 && before.contains("één ab twee") && after.contains("één a b twee"), "{before}");
        assert_eq!(around_change("##Kop", "## Kop"), ("##Kop".to_owned(), "## Kop".to_owned()));
        assert_eq!(around_change("aa", "a"), ("aa".to_owned(), "a".to_owned()));
    }
}
