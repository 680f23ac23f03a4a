//! The fields of a form, one for each key of the front matter, and one for the text.
//!
//! Takes: a kind of file and a language.
//! Gives: fields as Sveltia CMS reads them, with labels and what the guide says of each key.
//! Never: rewrites a text: Markdown is edited as it is typed, since these editors know no attributes of headings.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::field_label::label;
use crate::diagnostic::{MessageLanguage, message};
use crate::machines::content_schema::{KeyedFile, MOMENT};
use crate::settings::shape::{ShapeKey, TableShape, Takes};

/// The fields of the form for a kind of file.
pub(super) fn fields(kind: KeyedFile, language: MessageLanguage) -> Vec<Value> {
    let mut fields = of(&kind.shape(), &kind.said(language), language);
    // No field has a value from the start: the editor would give it to what is there without that key as well, so that whoever
    // changes a word of a published agenda would make it a draft.
    let text = message!("forms-text").words(language);
    fields.push(json!({ "name": "body", "label": text, "widget": "markdown", "modes": ["raw"], "required": false }));
    fields
}

/// The fields of a table; those that it has to have come first.
fn of(shape: &TableShape, said: &HashMap<String, String>, language: MessageLanguage) -> Vec<Value> {
    let mut keys: Vec<&ShapeKey> = shape.keys.iter().collect();
    keys.sort_by_key(|key| !key.required);
    keys.into_iter().map(|key| field(key, said.get(key.name), language)).collect()
}

fn field(key: &ShapeKey, hint: Option<&String>, language: MessageLanguage) -> Value {
    let label = label(key.name).map_or_else(|| key.name.to_owned(), |label| label.words(language));
    let mut field = json!({ "name": key.name, "label": label });
    if let Some(hint) = hint {
        field["hint"] = json!(hint);
    }
    field["required"] = json!(key.required);
    let inner = |shape| of(shape, &HashMap::new(), language);
    let more = match &key.takes {
        Takes::Text if matches!(key.name, "description" | "summary") => json!({ "widget": "text" }),
        Takes::Text if key.name == "file" => json!({ "widget": "file", "choose_url": false }),
        Takes::Text => json!({ "widget": "string" }),
        Takes::Date => json!({ "widget": "datetime", "type": "date", "format": "YYYY-MM-DD" }),
        // A field for a date and a time would make up a time where there is none.
        Takes::Moment => {
            json!({ "widget": "string", "pattern": [MOMENT, message!("forms-moment").words(language)] })
        }
        Takes::Flag => json!({ "widget": "boolean" }),
        Takes::Number => json!({ "widget": "number", "value_type": "int", "min": 0 }),
        Takes::Choice(words) => json!({ "widget": "select", "options": words }),
        // With a field of its own for each entry, the editor would drop a text that stands by itself.
        Takes::Texts => json!({ "widget": "list" }),
        Takes::Table(shape) => json!({ "widget": "object", "collapsed": true, "fields": inner(shape) }),
        Takes::Tables(shape) => json!({ "widget": "list", "collapsed": true, "fields": inner(shape) }),
        // What has no fixed keys has no form; it stays in the file as it is.
        Takes::Open(_) | Takes::Free => return json!({ "name": key.name, "widget": "hidden" }),
    };
    if let (Value::Object(field), Value::Object(more)) = (&mut field, more) {
        field.extend(more);
    }
    field
}
