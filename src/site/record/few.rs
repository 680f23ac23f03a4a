//! A set that mostly has one member.
//!
//! Takes: members in any order.
//! Gives: [`Few`]: each once, sorted, the only one without memory of its own; a large record has a hundred thousand of these sets.
//! Never: is fast with many.

use std::ops::Deref;

use smallvec::SmallVec;

/// A set that mostly has one member, as a sorted slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Few<T>(SmallVec<[T; 1]>);

impl<T: Ord> Few<T> {
    /// Adds a member, unless it is one.
    pub(crate) fn insert(&mut self, member: T) {
        if let Err(at) = self.0.binary_search(&member) {
            self.0.insert(at, member);
        }
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Few(SmallVec::new())
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Ord> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, members: I) {
        members.into_iter().for_each(|member| self.insert(member));
    }
}

impl<T: Ord> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(members: I) -> Self {
        let mut few = Few(SmallVec::new());
        few.extend(members);
        few
    }
}

impl<T> From<T> for Few<T> {
    fn from(member: T) -> Self {
        Few(SmallVec::from([member]))
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
