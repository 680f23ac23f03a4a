//! Builds a site: all its pages, and where they go.
//!
//! Takes: prepared sites of one project, one after another.
//! Gives: their pages and the files beside them, on disk; the diagnostics that only rendering finds.
//! Never: decides what the files of a page are; [the flow](crate::flow) does.
//!
//! [`builder`] makes a site again and again, each time only what has changed. It recognises changes by the key of each
//! [`bundle`], and keeps a [`ledger`] of what it made. [`output`] is the folder that the files go into. [`one_run`] is a run of
//! `build` or `check`, and [`incremental_build`] many builds of one process.

pub(crate) mod builder;
pub(crate) mod bundle;
pub(crate) mod corrections;
pub(crate) mod earlier_numbers;
pub(crate) mod edited_file;
#[cfg(feature = "external")]
pub(crate) mod external;
pub(crate) mod incremental_build;
pub(crate) mod ledger;
mod link_check;
pub(crate) mod one_run;
pub(crate) mod output;
pub(crate) mod progress;
pub(crate) mod record_keeping;
#[cfg(any(feature = "external", feature = "publish"))]
pub(crate) mod trust;

pub(crate) use builder::{Builder, End};
pub use corrections::{CorrectedLine, Untouched};
pub use earlier_numbers::NumberSources;
#[cfg(feature = "external")]
pub use external::{ExternalTally, TimeLimits};
pub use incremental_build::{Built, IncrementalBuild};
pub use output::Counts;
pub use progress::Progress;
