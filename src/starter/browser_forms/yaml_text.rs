//! A configuration as YAML that people can read and change.
//!
//! Takes: a value as JSON has it.
//! Gives: blocks, a key a line; texts in quotation marks, as JSON writes them, which YAML 1.2 reads as the same.
//! Never: needs to know which words YAML takes for something else.

use serde_json::Value;

/// The lines of a table or list.
pub(super) fn text(value: &Value) -> String {
    let mut out = String::new();
    lines(value, 0, &mut out);
    out
}

fn lines(value: &Value, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(table) => {
            // What names an entry comes first, what is long comes last.
            let mut keys: Vec<(&String, &Value)> = table.iter().collect();
            keys.sort_by_key(|(key, value)| (is_long(value), *key != "name", *key != "label"));
            for (key, value) in keys {
                out.push_str(&format!("{indent}{key}:"));
                entry(value, depth + 1, out);
            }
        }
        Value::Array(list) => {
            for value in list {
                let mut inner = String::new();
                lines(value, depth + 1, &mut inner);
                // The first line of an entry stands behind its dash.
                out.push_str(&format!("{indent}- {}", inner.trim_start()));
            }
        }
        plain => out.push_str(&format!("{indent}{plain}\n")),
    }
}

fn entry(value: &Value, depth: usize, out: &mut String) {
    match is_long(value) {
        true => {
            out.push('\n');
            lines(value, depth, out);
        }
        false => out.push_str(&format!(" {value}\n")),
    }
}

/// Whether it does not fit on a line: a table, or a list of them.
fn is_long(value: &Value) -> bool {
    match value {
        Value::Object(table) => !table.is_empty(),
        Value::Array(list) => list.iter().any(Value::is_object),
        _ => false,
    }
}
