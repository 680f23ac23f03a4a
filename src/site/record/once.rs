//! What is made once from the rest of a value.
//!
//! Takes: how it is made.
//! Gives: [`Once`], which has it from then on.
//! Never: outlives a change: a copy, which may be changed, makes its own.

use std::sync::OnceLock;

/// What is made once from the rest of a value, and not copied with it.
#[derive(Debug)]
pub(super) struct Once<T>(OnceLock<T>);

impl<T> Once<T> {
    pub(super) fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Once(OnceLock::new())
    }
}

impl<T> Clone for Once<T> {
    fn clone(&self) -> Self {
        Once::default()
    }
}
