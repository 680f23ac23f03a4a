//! Which notes had which numbers when a site was last published.
//!
//! Takes: a prepared site whose record names notes by number alone, as earlier versions of the program wrote it, and the folder
//! into which it was last built.
//! Gives: the record with a label for each such note, and [`NumberSources`]: from where each number was taken.
//! Never: writes anything, or trusts the folder where a sealed version tells more.
//!
//! The data beside the pages (`index.json`) holds the notes with their numbers and texts. A text that is still that of a note
//! tells which one it was; one that was edited since is taken for the note that stands there now.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use serde_json::Value;

use crate::disk::kept;
use crate::flow::memory::Memory;
use crate::flow::{self, Options, Prepared, Ready};
use crate::site::Page;
use crate::site::indices::DocumentId;
use crate::site::published::renewal;
use crate::view::ViewOptions;
use crate::view::text::{SiteReader, TextSetting, plain_text, without_note_numbers};

/// The most bytes of an `index.json` that are read.
const LARGEST_DATA: u64 = 64 << 20;

/// From where the numbers of published notes were taken: the addresses of the pages that have the notes, each with its leading
/// `/`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct NumberSources {
    /// A sealed version told them.
    pub sealed: Vec<String>,
    /// The output folder did.
    pub output: Vec<String>,
    /// Nothing did, so that the notes count as they stand.
    pub standing: Vec<String>,
}

/// A project that is about to be built into a folder, with the labels of its notes on record.
pub(crate) fn labelled(
    prepared: Prepared,
    (root, output): (&Path, Option<&Path>),
    options: &Options,
    memory: &mut Memory,
) -> (Prepared, NumberSources) {
    let mut sources = NumberSources::default();
    let (Some(ready), Some(record), Some(output)) = (&prepared.ready, &prepared.past.record, output) else {
        return (prepared, sources);
    };
    let mut labels = Vec::new();
    for (address, page) in renewal::earlier(record) {
        let full = format!("/{address}");
        let index = match ready.site.addresses.pages.get(address) {
            Some(Page::Document(index)) => *index,
            _ => continue,
        };
        if ready.site.meeting(index).is_some_and(|meeting| meeting.seal.is_some()) {
            sources.sealed.push(full);
            continue;
        }
        let count = page.notes.map_or(0, |(count, _)| count);
        match shown(output, address).map(|shown| matched(ready, index, &shown, count)) {
            Some(notes) if !notes.is_empty() => {
                labels.push((address.to_owned(), notes));
                sources.output.push(full);
            }
            _ => sources.standing.push(full),
        }
    }
    if labels.is_empty() {
        return (prepared, sources);
    }
    memory.remember_record(renewal::with_labels(record, labels));
    (flow::prepare(root, options, memory), sources)
}

/// The texts of the notes that the data beside a page holds, by number.
fn shown(output: &Path, address: &str) -> Option<BTreeMap<u32, String>> {
    let text = kept::read(&output.join(address).join("index.json"), LARGEST_DATA).ok()??;
    let data: Value = serde_json::from_str(&text).ok()?;
    let note = |note: &Value| Some((u32::try_from(note["number"].as_u64()?).ok()?, words(note["html"].as_str()?)));
    Some(data["notes"].as_array()?.iter().filter_map(note).collect())
}

/// The label of the note that had each number.
fn matched(ready: &Ready, index: DocumentId, shown: &BTreeMap<u32, String>, count: u32) -> Vec<(u32, String)> {
    let document = ready.site.document(index);
    let reader = SiteReader::new(&ready.site, Page::Document(index), ViewOptions::default());
    let now: Vec<(&str, String)> = document
        .notes
        .iter()
        .map(|note| (&*note.label, words(&reader.fill(index, &note.fragment, TextSetting::Own))))
        .collect();
    let mut taken: HashSet<usize> = HashSet::new();
    let mut found: BTreeMap<u32, usize> = BTreeMap::new();
    for (number, text) in shown.range(..=count) {
        let here = (*number as usize).checked_sub(1).filter(|at| now.get(*at).is_some_and(|(_, words)| words == text));
        let same = here.or_else(|| now.iter().position(|(_, words)| words == text && !text.is_empty()));
        if let Some(at) = same.filter(|at| taken.insert(*at)) {
            found.insert(*number, at);
        }
    }
    for number in shown.range(..=count).map(|(number, _)| *number) {
        let at = (number as usize).wrapping_sub(1);
        if !found.contains_key(&number) && at < now.len() && taken.insert(at) {
            found.insert(number, at);
        }
    }
    found.into_iter().map(|(number, at)| (number, now[at].0.to_owned())).collect()
}

/// The words of a note without the numbers of notes that it cites.
fn words(html: &str) -> String {
    plain_text(&without_note_numbers(html))
}
