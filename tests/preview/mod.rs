//! The preview, `build --watch` and what they share, on a real disk with real events.

mod edits;
mod glance;
mod http;
mod project;
mod saving;
mod security;
mod serving;
mod watching;
