//! What keys of the front matter are called in forms.
//!
//! Takes: a key.
//! Gives: its label, in words for people who do not see the file.
//! Never: explains; the guide does, and its sentence stands below the field.

use crate::diagnostic::{Message, message};

/// The label of a key; `None` if it has none yet.
pub(super) fn label(key: &str) -> Option<Message> {
    Some(match key {
        "accepted" => message!("field-accepted"),
        "aliases" => message!("field-aliases"),
        "also_known_as" => message!("field-also-known-as"),
        "attachments" => message!("field-attachments"),
        "bnc" => message!("field-bnc"),
        "cancelled" => message!("field-cancelled"),
        "celex" => message!("field-celex"),
        "com" => message!("field-com"),
        "commitments" => message!("field-commitments"),
        "date" => message!("field-date"),
        "description" => message!("field-description"),
        "done" => message!("field-done"),
        "draft" => message!("field-draft"),
        "due" => message!("field-due"),
        "end" => message!("field-end"),
        "extra" => message!("field-extra"),
        "file" => message!("field-file"),
        "formation" => message!("field-formation"),
        "id" => message!("field-id"),
        "informal" => message!("field-informal"),
        "item" => message!("field-item"),
        "kamerstuk" => message!("field-kamerstuk"),
        "kamerstukken" => message!("field-kamerstukken"),
        "language" => message!("field-language"),
        "letter" => message!("field-letter"),
        "menu" => message!("field-menu"),
        "milestones" => message!("field-milestones"),
        "minister" => message!("field-minister"),
        "name" => message!("field-name"),
        "office" => message!("field-office"),
        "on_behalf_of" => message!("field-on-behalf-of"),
        "place" => message!("field-place"),
        "postponed" => message!("field-postponed"),
        "presidency" => message!("field-presidency"),
        "procedure" => message!("field-procedure"),
        "published" => message!("field-published"),
        "related" => message!("field-related"),
        "short" => message!("field-short"),
        "signatories" => message!("field-signatories"),
        "source" => message!("field-source"),
        "stage" => message!("field-stage"),
        "start" => message!("field-start"),
        "status" => message!("field-status"),
        "summary" => message!("field-summary"),
        "title" => message!("field-title"),
        "updated" => message!("field-updated"),
        "warning" => message!("field-warning"),
        "what" => message!("field-what"),
        "why" => message!("field-why"),
        "words" => message!("field-words"),
        _ => return None,
    })
}
