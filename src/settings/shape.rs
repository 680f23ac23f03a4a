//! What a table of front matter or settings may hold.
//!
//! Takes: what [`crate::settings::fields::Fields`] are asked for while an empty table is read.
//! Gives: [`TableShape`]: each key with the kind of value that it takes.
//! Never: says more than readers ask for, so that it cannot differ from what they accept.

/// The keys of a table, in the order in which they are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TableShape {
    pub keys: Vec<ShapeKey>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShapeKey {
    pub name: &'static str,
    pub takes: Takes,
    /// Whether the table has to have it.
    pub required: bool,
}

/// The kind of value that a key takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Takes {
    Text,
    Date,
    /// A date, perhaps with a time.
    Moment,
    Flag,
    Number,
    /// One of these words.
    Choice(Vec<&'static str>),
    /// One text or several.
    Texts,
    Table(TableShape),
    Tables(TableShape),
    /// A table with keys that the author chooses, each for a text or for a table of this shape.
    Open(Option<TableShape>),
    /// Anything the author likes.
    Free,
}

impl TableShape {
    /// Notes that a key takes this kind of value; what was noted of it before is less exact.
    pub(crate) fn note(&mut self, name: &'static str, takes: Takes) {
        match self.keys.iter_mut().find(|key| key.name == name) {
            Some(key) => key.takes = takes,
            None => self.keys.push(ShapeKey { name, takes, required: false }),
        }
    }

    pub(crate) fn require(&mut self, name: &str) {
        if let Some(key) = self.keys.iter_mut().find(|key| key.name == name) {
            key.required = true;
        }
    }
}
