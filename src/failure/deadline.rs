//! How long one piece of work may take.
//!
//! Takes: a span of time.
//! Gives: a [`Deadline`], which the work checks now and then.
//! Never: stops anything itself; work that does not check goes on.
//!
//! Only commands that react to each change have one. What `build` and `check` say must not depend on the clock.

#![expect(clippy::disallowed_methods, reason = "a deadline is a matter of the clock")]

use std::time::{Duration, Instant};

/// How long reading a file or making a page may take while somebody is writing. The longest agendas and registers take
/// a tenth of a second, and after this long everyone thinks that the program hangs.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// The work was not done in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLong;

/// The moment at which a piece of work has taken too long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline(Option<Instant>);

impl Deadline {
    /// A deadline that never comes.
    pub(crate) const NEVER: Deadline = Deadline(None);

    /// A deadline that comes after `limit`; never without one.
    pub(crate) fn after(limit: Option<Duration>) -> Self {
        // A time beyond the clock never comes.
        Deadline(limit.and_then(|limit| Instant::now().checked_add(limit)))
    }

    /// Fails once the deadline has passed; for `?` in a loop.
    ///
    /// # Errors
    /// When the deadline has passed.
    pub(crate) fn check(self) -> Result<(), TooLong> {
        if self.0.is_some_and(|end| Instant::now() >= end) { Err(TooLong) } else { Ok(()) }
    }
}
