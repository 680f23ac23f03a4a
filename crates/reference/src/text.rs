//! The parts of a text that all forms share: where to look, tokens, and lists of numbers.
//!
//! Takes: a text.
//! Gives: places worth a look and what stands there.
//! Never: knows a form, nor any other module of the crate.

pub(crate) mod number_list;
pub(crate) mod prefilter;
pub(crate) mod token;
