//! The preview, `build --watch` and what the two share, on a real disk with real events.

mod edits;
mod http;
mod project;
mod saving;
mod security;
mod serving;
mod watching;
