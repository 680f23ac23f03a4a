//! The front matter of a letter to parliament, which agendas and reports are.
//!
//! Takes: the [`Fields`] of the front matter.
//! Gives: [`Letter`], and a diagnostic for each key that is not as it should be.
//! Never: reads what only one kind of letter has.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, message};
use crate::document::attributes;
use crate::settings::fields::{Fields, Located};

/// What agendas and reports have in common: both are letters to parliament.
#[derive(Debug, Clone, Hash, Default)]
pub(crate) struct Letter {
    /// Whether the text is provisional or final.
    pub status: Option<Status>,
    /// The day on which it was sent.
    pub published: Option<Date>,
    /// The day of the last correction.
    pub updated: Option<Date>,
    /// The id of the letter itself, such as `kst-32317-882`.
    pub id: Option<String>,
    pub signatories: Vec<Signatory>,
    /// On whose behalf the signatories sign as well.
    pub on_behalf_of: Vec<String>,
    /// The promises made in it.
    pub commitments: Vec<Commitment>,
    /// Every date of it with its key and its place, in the order of the keys.
    pub dates: Vec<(&'static str, Located<Date>)>,
}

impl Letter {
    /// The date of a key, with its place.
    pub(crate) fn stated(&self, key: &str) -> Option<&Located<Date>> {
        self.dates.iter().find(|(known, _)| *known == key).map(|(_, date)| date)
    }
}

/// How final a text is.
#[derive(Debug, Clone, Hash, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    /// The text may still change.
    Provisional,
    /// The text will not change any more.
    Final,
}

/// A person who signs a letter.
#[derive(Debug, Clone, Hash, Serialize, schemars::JsonSchema)]
pub(crate) struct Signatory {
    /// The name as signed.
    pub name: String,
    /// The office, without an article: `minister van Justitie en Veiligheid`.
    pub office: String,
}

#[derive(Debug, Clone, Hash)]
pub(crate) struct Commitment {
    /// The id by which it is known whatever its words become.
    pub id: Option<Located<String>>,
    /// The promise, in the author's words.
    pub what: String,
    /// The last day for keeping it; `None` if no day was named.
    pub due: Option<Date>,
    /// The anchor of the item in which it is made.
    pub item: Option<Located<String>>,
    /// Who made it, by office.
    pub minister: Option<String>,
    /// What shows that it was kept, as typed; `None` as long as it is open.
    pub done: Option<String>,
}

const STATUSES: &[(&str, Status)] = &[("provisional", Status::Provisional), ("final", Status::Final)];

/// What happens when a required key is missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    Reported,
    Ignored,
}

/// The code of a language, if it is one.
pub(super) fn language(tag: Located<String>, path: &Arc<str>, fields: &mut Fields) -> Option<String> {
    if attributes::is_language(&tag.value) {
        return Some(tag.value);
    }
    let message = message!("no-language", tag = tag.value);
    fields.report(Diagnostic::at(Code::WrongType, path, tag.span, message).hint(message!("no-language.hint")));
    None
}

pub(super) fn letter(fields: &mut Fields) -> Letter {
    let mut dates = Vec::new();
    let mut date = |key: &'static str, date: Option<Located<Date>>| {
        dates.extend(date.clone().map(|date| (key, date)));
        date.map(|date| date.value)
    };
    Letter {
        status: fields.choice("status", STATUSES),
        published: date("published", fields.date("published")),
        updated: date("updated", fields.date("updated")),
        id: fields.text("letter").map(|t| t.value),
        signatories: fields.tables("signatories", |f| {
            let name = f.required_text("name", "A. Achternaam");
            let office = f.required_text("office", "minister van Buitenlandse Zaken");
            Some(Signatory { name: name?.value, office: office?.value })
        }),
        on_behalf_of: fields.texts("on_behalf_of").into_iter().map(|t| t.value).collect(),
        commitments: fields.tables("commitments", |f| {
            let (id, what) = (f.text("id"), f.required_text("what", "een brief over …"));
            let (due, item) = (f.date("due"), f.text("item"));
            let (minister, done) = (f.text("minister").map(|t| t.value), f.text("done").map(|t| t.value));
            Some(Commitment { id, what: what?.value, due: date("due", due), item, minister, done })
        }),
        dates,
    }
}
