//! The importer: whole documents in, meeting folders out.

mod cases;
mod formats;
mod options;
mod properties;
mod seed;
