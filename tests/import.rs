//! The importer: whole documents in, meeting folders out. Its cases are in `named`.

mod command;
mod folder;
mod formats;
mod options;
mod properties;
