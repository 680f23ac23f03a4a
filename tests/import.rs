//! The importer: whole documents in, meeting folders out.

mod cases;
mod command;
mod formats;
mod options;
mod properties;
mod seed;
