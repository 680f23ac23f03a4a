//! What is wrong with a site as a whole, found once its pages can be seen.
//!
//! Takes: each site that is linked, and whether somebody waits for a page of it.
//! Gives: what [`flow::check`] finds; to whoever waits, what it found at the latest look, until [`SiteChecks::settle`] says
//! whether that still holds.
//! Never: lets an answer stand that nobody looked after.
//!
//! No page depends on these checks, and they take as long as linking does.

use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::flow::{self, LinkedSite};
use crate::site::Site;
use crate::site::record::Record;

/// What is wrong with the latest site as a whole.
#[derive(Default)]
pub(super) struct SiteChecks {
    found: Vec<Diagnostic>,
    /// The site of which that is only supposed.
    waiting: Option<(Arc<Site>, Option<Arc<Record>>)>,
}

/// When a site as a whole is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WhenChecked {
    /// Before it is shown.
    Before,
    /// By the look that follows: somebody waits for a page.
    After,
}

/// What came of a supposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    /// Nothing was only supposed.
    Already,
    /// It holds.
    AsSupposed,
    /// Something else is wrong than was said.
    Otherwise,
}

impl SiteChecks {
    /// When the site is checked if these files alone changed: after it is shown, if they are texts and nothing was wrong with
    /// them, so that nothing is reported where something else stands by now.
    pub(super) fn when(&self, files: &[PathBuf]) -> WhenChecked {
        let is_text = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "md");
        let concerned = |file: &PathBuf| self.found.iter().any(|diagnostic| file.ends_with(&*diagnostic.path));
        match files.iter().all(|file| is_text(file) && !concerned(file)) {
            true => WhenChecked::After,
            false => WhenChecked::Before,
        }
    }

    /// What is wrong with a site that was just linked; if it is checked after it is shown, what was found at the latest look.
    pub(super) fn of(&mut self, linked: Option<&LinkedSite>, when: WhenChecked) -> Vec<Diagnostic> {
        self.waiting = None;
        match linked {
            Some(linked) if when == WhenChecked::After => {
                self.waiting = Some((linked.site.clone(), linked.past.record.clone()))
            }
            Some(linked) => self.found = flow::check(&linked.site, linked.past.record.as_deref()),
            None => self.found.clear(),
        }
        self.found.clone()
    }

    /// Checks the site that waits for it, if one does.
    pub(super) fn settle(&mut self) -> Settled {
        let Some((site, record)) = self.waiting.take() else { return Settled::Already };
        let found = flow::check(&site, record.as_deref());
        let settled = if found == self.found { Settled::AsSupposed } else { Settled::Otherwise };
        self.found = found;
        settled
    }

    /// Whether nothing is only supposed.
    pub(super) fn is_settled(&self) -> bool {
        self.waiting.is_none()
    }
}
