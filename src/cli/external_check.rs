//! The command `check --external`.
//!
//! Takes: a project, and how long asking other sites may take.
//! Gives: what is wrong with it, links to other sites included, and a line on what became of those.
//! Never: does anything but say how to get it, where the program was compiled without it.

use std::path::Path;
use std::process::ExitCode;

use super::terminal::fail;
use crate::diagnostic::{Diagnostics, MessageLanguage, message};
use crate::flow::Options;

/// What a check found: what is wrong, how many pages there are, if there are any, and whether it looked at everything.
pub(super) type CheckFindings = (Diagnostics, Option<usize>, Completeness);

/// Whether a check looked at everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Completeness {
    Whole,
    /// The time was over before all other sites were asked.
    Partial,
}

/// Says how to get a program that can ask other sites.
#[cfg(not(feature = "external"))]
pub(super) fn find(_: &Path, _: &Options, _: [u64; 2], language: MessageLanguage) -> Result<CheckFindings, ExitCode> {
    Err(fail(&message!("external-absent").words(language)))
}

/// Checks a project and asks other sites, for so many seconds at most for `one` address and for `all`.
#[cfg(feature = "external")]
pub(super) fn find(
    root: &Path,
    options: &Options,
    [one, all]: [u64; 2],
    language: MessageLanguage,
) -> Result<CheckFindings, ExitCode> {
    use std::time::Duration;

    use super::terminal::{Bar, say};
    use crate::write::external::{self, ExternalTally, TimeLimits};

    let limits = TimeLimits { per_address: Duration::from_secs(one), all: Duration::from_secs(all) };
    let [pages, addresses] = [message!("unit-pages"), message!("unit-addresses")].map(|unit| Bar::new(&unit, language));
    let (prepared, tally) =
        external::run(root, options, limits, [&pages, &addresses]).map_err(|failure| fail(&failure.words(language)))?;
    let ExternalTally { addresses, there, closed, wrong, unasked, remembered } = tally;
    say(&message!("external-tally", addresses, there, closed, wrong, remembered).words(language));
    if unasked > 0 {
        say(&message!("external-unasked", unasked).words(language));
    }
    let pages = prepared.ready.as_ref().map(|ready| ready.site.pages().len());
    let completeness = if unasked > 0 { Completeness::Partial } else { Completeness::Whole };
    Ok((prepared.diagnostics(), pages, completeness))
}
