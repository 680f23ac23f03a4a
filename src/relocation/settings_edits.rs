//! What changes in `site.toml`: the menu, and the line in `[moved]` by which earlier addresses lead on.
//!
//! Takes: the text of `site.toml`, what is known of the site, and the names of what moves.
//! Gives: the edits; no line if it is there, or if nothing was published.
//! Never: changes another line, or lets an address lead away from what is to stand there.

use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Edit, Message, message};
use crate::flow::Parts;
use crate::relocation::names::Names;
use crate::settings::Settings;

/// The edits of `site.toml`, in order.
///
/// # Errors
/// When the table says otherwise, or is typed so that a line cannot be added.
pub(super) fn edits(file: &TextFile, parts: &Parts, names: &Names) -> Result<Vec<Edit>, Message> {
    let menu = parts.ingredients.settings.surround.menu.iter();
    let mut edits: Vec<Edit> =
        menu.filter_map(|entry| Some(Edit::new(entry.to.typed()?, names.path(&entry.to.value)?))).collect();
    edits.extend(entry(file, parts, names)?);
    edits.sort();
    Ok(edits)
}

/// The edit that adds the line.
///
/// # Errors
/// When the table says otherwise, or is typed so that a line cannot be added.
fn entry(file: &TextFile, parts: &Parts, names: &Names) -> Result<Option<Edit>, Message> {
    let settings = &parts.ingredients.settings;
    let (old, new) = (&names.old_address, &names.new_address);
    if settings.moved.iter().any(|moved| moved.from == *new) {
        return Err(message!("move-led-away", address = new));
    }
    match settings.moved.iter().find(|moved| moved.from == *old) {
        Some(moved) if moved.to == *new => return Ok(None),
        Some(_) => return Err(message!("move-led-away", address = old)),
        None => {}
    }
    if parts.past.record.as_ref().is_some_and(|record| !record.pages.contains_key(old)) {
        return Ok(None);
    }
    let entry = format!("{} = {}\n", quoted(&format!("/{old}")), quoted(&format!("/{new}")));
    let edit = match heading(&file.text) {
        Some(at) => Edit::new(at..at, &*entry),
        None => {
            let end = file.text.len();
            let apart = if file.text.is_empty() || file.text.ends_with('\n') { "\n" } else { "\n\n" };
            Edit::new(end..end, format!("{apart}[moved]\n{entry}"))
        }
    };
    let start = edit.span.start as usize;
    let edited = format!("{}{}{}", &file.text[..start], edit.text, &file.text[start..]);
    let read = Settings::read(&TextFile::new(&file.path, edited), &mut Vec::new());
    match read.moved.iter().any(|moved| moved.from == *old && moved.to == *new) {
        true => Ok(Some(edit)),
        false => Err(message!("move-no-table", entry = entry.trim_end())),
    }
}

/// The place behind the line that opens the table.
fn heading(text: &str) -> Option<usize> {
    let mut begin = 0;
    for line in text.split_inclusive('\n') {
        begin += line.len();
        let words = line.split('#').next().unwrap_or_default().trim();
        if words == "[moved]" && line.ends_with('\n') {
            return Some(begin);
        }
    }
    None
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
