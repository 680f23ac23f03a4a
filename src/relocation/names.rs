//! What names a meeting or dossier, and is to name it otherwise.
//!
//! Takes: a document with its text, and the [`Names`] of what moves.
//! Gives: the edits by which every link and tie of the document leads to the new name.
//! Never: edits what leads elsewhere; a name that it cannot find in the text is a reason not to begin.

use crate::diagnostic::text_file::Lines;
use crate::diagnostic::{Edit, Message, Span, message};
use crate::document::front_matter::Special;
use crate::document::link_target::{self, Read};
use crate::document::{Document, Link, Role, Summary, Target};

/// What moves, before and after.
pub(super) struct Names {
    kind: MovedKind,
    pub(super) old: String,
    pub(super) new: String,
    /// The address before, without the leading `/`.
    pub(super) old_address: String,
    pub(super) new_address: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MovedKind {
    Meeting,
    Dossier,
}

impl Names {
    /// The names of the meeting or dossier with this document, which has one of the two.
    pub(super) fn of(document: &Summary, old: &str, new: &str) -> Names {
        let kind = match document.role {
            Role::Dossier { .. } => MovedKind::Dossier,
            _ => MovedKind::Meeting,
        };
        let address = document.address.trim_end_matches('/');
        let above = address.rfind('/').map_or("", |at| &address[..=at]);
        let named = |id: &str| format!("{above}{id}/");
        Names { kind, old: old.to_owned(), new: new.to_owned(), old_address: named(old), new_address: named(new) }
    }

    /// What moves on disk, from the root of the project, before and after: the folder of a meeting; the file of a dossier, and the
    /// folder of that name if there is one.
    pub(super) fn places(&self) -> Vec<(String, String)> {
        let named = |id: &str| match self.kind {
            MovedKind::Meeting => vec![format!("content/meetings/{id}")],
            MovedKind::Dossier => vec![format!("content/dossiers/{id}.md"), format!("content/dossiers/{id}")],
        };
        named(&self.old).into_iter().zip(named(&self.new)).collect()
    }

    /// A path from the content folder as it is after the move.
    pub(super) fn path(&self, path: &str) -> Option<String> {
        self.places().iter().find_map(|(from, to)| {
            let (from, to) = (link_target::content_path(from), link_target::content_path(to));
            let rest = path.strip_prefix(from).filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
            Some(format!("{to}{rest}"))
        })
    }
}

/// The edits of one document, in order.
///
/// # Errors
/// When a name is typed in a way that cannot be edited.
pub(super) fn edits(document: &Document, names: &Names) -> Result<Vec<Edit>, Message> {
    let Document { summary: document, source, .. } = document;
    let text = &*source.text;
    let mut edits = Vec::new();
    for link in &document.links {
        edits.extend(of_link(document, link, text, names)?);
    }
    let mut tied = |typed: Option<Span>, at: Span| {
        let span = typed.filter(|span| text.get(span.range()) == Some(&*names.old));
        let quoted = || quoted(text, at, &names.old);
        span.or_else(quoted)
            .map(|span| edits.push(Edit::new(span, &*names.new)))
            .ok_or_else(|| hard(document, text, at))
    };
    match (names.kind, &document.front.special) {
        (MovedKind::Meeting, Special::Meeting(facts)) => {
            for named in facts.postponed.iter().filter(|named| named.value == names.old) {
                tied(named.typed(), named.span)?;
            }
        }
        (MovedKind::Dossier, special) => {
            let ties = document.divisions.iter().flat_map(|division| &division.dossiers);
            let related = match special {
                Special::Dossier(facts) => facts.related.as_slice(),
                _ => &[],
            };
            for named in ties.chain(related).filter(|named| named.value == names.old) {
                tied(named.typed(), named.span)?;
            }
        }
        _ => {}
    }
    edits.sort();
    edits.dedup();
    Ok(edits)
}

/// Where a value stands within its quotation marks.
fn quoted(text: &str, at: Span, value: &str) -> Option<Span> {
    let inner = text.get(at.range())?.find(value)?;
    let start = at.start as usize + inner;
    Some(Span::new(start, start + value.len()))
}

/// That a name cannot be edited where it stands.
fn hard(document: &Summary, text: &str, at: Span) -> Message {
    let line = Lines::new(text).position(at.start as usize).line;
    message!("move-by-hand", path = &*document.path, line)
}

fn of_link(document: &Summary, link: &Link, text: &str, names: &Names) -> Result<Option<Edit>, Message> {
    let own = link_target::content_path(&document.path);
    let own_new = names.path(own).unwrap_or_else(|| own.to_owned());
    let hard = || hard(document, text, link.span);
    let (typed, new) = match &document.targets[link.target] {
        Target::Here(_) => return Ok(None),
        Target::Wiki { id, .. } if *id == names.old => (id.as_str(), names.new.clone()),
        Target::Wiki { .. } => return Ok(None),
        Target::Address { address, .. } => match address.strip_prefix(&names.old_address) {
            Some(rest) => (address.as_str(), format!("/{}{rest}", names.new_address)),
            None if names.old_address.strip_suffix('/') == Some(address) => {
                (address.as_str(), format!("/{}", names.new_address.trim_end_matches('/')))
            }
            None => return Ok(None),
        },
        Target::File { path, .. } => match names.path(path) {
            Some(new) => (path.as_str(), link_target::relative(&new, &own_new)),
            None => return Ok(None),
        },
    };
    let at = match link.typed {
        Some(typed) => typed.name,
        None => definition(document, link, text).ok_or_else(hard)?,
    };
    let stands = text.get(at.range()).ok_or_else(hard)?;
    // Within what moves, most paths stay as they are.
    if let (Target::File { path, .. }, Ok(Read::Internal(Target::File { path: read, .. }))) =
        (&document.targets[link.target], link_target::read(stands, &format!("content/{own_new}").into()))
        && names.path(path).as_ref() == Some(&read)
    {
        return Ok(None);
    }
    let plain = match &document.targets[link.target] {
        Target::Wiki { .. } => stands.trim() == typed,
        Target::Address { .. } => stands.strip_prefix('/') == Some(typed),
        _ => !stands.contains('?'),
    };
    if !plain {
        return Err(hard());
    }
    Ok(Some(Edit::new(at, new)))
}

/// Where the target of a link is typed whose words stand elsewhere: `[words]: path`.
fn definition(document: &Summary, link: &Link, text: &str) -> Option<Span> {
    let target = &document.targets[link.target];
    let mut begin = 0;
    for line in text.split_inclusive('\n') {
        let start = begin;
        begin += line.len();
        let Some((label, rest)) = line.split_once("]:") else { continue };
        if !label.trim_start().starts_with('[') {
            continue;
        }
        let typed = rest.split_whitespace().next().unwrap_or_default();
        let plain = typed.trim_start_matches('<').trim_end_matches('>');
        if matches!(link_target::read(plain, &document.path), Ok(Read::Internal(read)) if read == *target) {
            let at = start + label.len() + 2 + rest.find(plain)?;
            let end = plain.find('#').unwrap_or(plain.len());
            return Some(Span::new(at, at + end));
        }
    }
    None
}
