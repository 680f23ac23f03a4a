//! Values as one number, to tell whether they are still the same.
//!
//! Takes: numbers, texts, and anything that shows every field of itself.
//! Gives: a digest (xxh3, 128 bits), the same for the same values in the same order.
//! Never: proves anything; anyone who can choose the values can find two with one digest.

use std::fmt::{self, Write};
use std::hash::Hash;

use xxhash_rust::xxh3::Xxh3;

/// A digest that is being made.
#[derive(Clone, Default)]
pub(crate) struct Fingerprint(Xxh3);

impl Fingerprint {
    /// A digest of nothing so far.
    pub(crate) fn new() -> Self {
        Fingerprint::default()
    }

    pub(crate) fn number(&mut self, number: u128) -> &mut Self {
        self.0.update(&number.to_le_bytes());
        self
    }

    pub(crate) fn index(&mut self, index: impl Into<usize>) -> &mut Self {
        self.number(index.into() as u128)
    }

    /// Takes in a text and where it ends.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.number(text.len() as u128).0.update(text.as_bytes());
        self
    }

    /// Takes in anything by its debug form, which shows every field.
    pub(crate) fn debug(&mut self, value: &impl fmt::Debug) -> &mut Self {
        let _ = write!(self, "{value:?}");
        self.number(0)
    }

    /// Takes in a value by its hash.
    pub(crate) fn value(&mut self, value: &impl Hash) -> &mut Self {
        value.hash(&mut self.0);
        self
    }

    /// The digest of everything taken in.
    pub(crate) fn end(&self) -> u128 {
        self.0.digest128()
    }
}

impl Write for Fingerprint {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
