//! Tables of words, one over the other.
//!
//! Takes: the table of a language file, and that of the one below it.
//! Gives: both as one; a sentence about a key that looks like a slip.
//! Never: knows what the words are for.

use crate::diagnostic::{Message, message, suggest};

/// Refuses a table with a key that is nearly one of those it goes over, so that a slip does not pass for a word of the site's own.
pub(super) fn has_no_slip(over: &toml::Table, known: &toml::Table) -> Result<(), Message> {
    for (key, value) in over {
        let Some(below) = known.get(key) else {
            let near = suggest::nearest(key, known.keys().map(String::as_str));
            return near.map_or(Ok(()), |near| Err(message!("misspelt-word", key, near)));
        };
        if let (toml::Value::Table(over), toml::Value::Table(below)) = (value, below) {
            has_no_slip(over, below)?;
        }
    }
    Ok(())
}

/// Puts the values of a table over those of another, table by table.
pub(super) fn lay_over(below: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (below.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(over)) => lay_over(below, over),
            (_, value) => drop(below.insert(key, value)),
        }
    }
}
