//! The documents of a meeting for programs that manage references.
//!
//! Takes: [`CitedDocument`]s.
//! Gives: CSL-JSON (the schema `csl-data.json` of the Citation Style Language 1.0.2), and BibTeX.
//! Never: takes a name apart into given and family names, which only its bearer could.

use std::fmt::Write;

use jiff::civil::Date;
use serde::Serialize;

use crate::settings::address::CitationForm;
use crate::view::Content;
use crate::view::citation::CitedDocument;

/// The file in one of the forms; `None` unless the page is that of a meeting.
pub(crate) fn bibliography(content: &Content, form: CitationForm) -> Option<Vec<u8>> {
    let Content::Meeting(page) = content else { return None };
    Some(match form {
        CitationForm::Bibtex => page.cited.iter().map(bibtex).collect::<Vec<_>>().join("\n").into_bytes(),
        CitationForm::CslJson => {
            let items: Vec<CslItem> = page.cited.iter().map(csl).collect();
            let mut json = serde_json::to_vec_pretty(&items).expect("an item holds only texts and numbers");
            json.push(b'\n');
            json
        }
    })
}

#[derive(Serialize)]
struct CslItem<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    genre: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<CslName<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<CslDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(rename = "event-title")]
    event: &'a str,
    #[serde(rename = "event-place", skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    language: &'a str,
}

#[derive(Serialize)]
struct CslName<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
struct CslDate {
    #[serde(rename = "date-parts")]
    parts: [[i16; 3]; 1],
}

fn csl(cited: &CitedDocument) -> CslItem<'_> {
    let day = |date: Date| CslDate { parts: [[date.year(), date.month().into(), date.day().into()]] };
    CslItem {
        id: &cited.id,
        kind: "report",
        genre: &cited.genre,
        title: &cited.title,
        author: cited.authors.iter().map(|name| CslName { literal: name }).collect(),
        publisher: cited.publisher.as_deref(),
        issued: cited.issued.map(day),
        number: cited.number.as_deref(),
        event: &cited.event,
        place: cited.place.as_deref(),
        url: cited.url.as_deref(),
        language: &cited.language,
    }
}

/// One entry. A `techreport` has a type and a number, which no other kind has in every style.
fn bibtex(cited: &CitedDocument) -> String {
    let braced = |name: &String| format!("{{{}}}", tex(name));
    let authors = cited.authors.iter().map(braced).collect::<Vec<_>>().join(" and ");
    let mut entry = format!("@techreport{{{},\n", key(&cited.id));
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(entry, "  {name} = {{{value}}},");
        }
    };
    field("author", &authors);
    field("title", &format!("{{{}}}", tex(&cited.title)));
    field("type", &tex(&cited.genre));
    field("number", &tex(cited.number.as_deref().unwrap_or_default()));
    field("institution", &tex(cited.publisher.as_deref().unwrap_or_default()));
    field("note", &tex(&cited.event));
    if let Some(date) = cited.issued {
        field("year", &date.year().to_string());
        field("month", &date.month().to_string());
        field("date", &date.to_string());
    }
    // An address in which BibTeX could see something else has been encoded.
    field("url", cited.url.as_deref().unwrap_or_default());
    field("langid", &cited.language);
    entry + "}\n"
}

/// A key may hold neither blanks nor what separates fields.
fn key(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect()
}

/// A text as the value of a field.
fn tex(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => value.extend(['\\', c]),
            '\\' => value.push_str("\\textbackslash{}"),
            '{' => value.push_str("\\textbraceleft{}"),
            '}' => value.push_str("\\textbraceright{}"),
            '~' => value.push_str("\\textasciitilde{}"),
            '^' => value.push_str("\\textasciicircum{}"),
            c if c.is_control() => value.push(' '),
            c => value.push(c),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_end_its_field() {
        assert_eq!(tex("a} & {b\\"), "a\\textbraceright{} \\& \\textbraceleft{}b\\textbackslash{}");
        assert_eq!(key("a, {b}"), "a---b-");
    }
}
