//! The item that each commitment belongs to, by the anchor that the site will give its heading.
//!
//! Takes: the page, and the commitments found on it.
//! Gives: the commitments with their items.
//! Never: guesses an anchor; the site's own parser reads the page, so that the two agree.

use super::agenda_page::AgendaPage;
use super::markdown;
use super::running_text::Emphasis;
use crate::diagnostic::text_file::TextFile;
use crate::document::parse::{self, ParseOptions};
use crate::import::understand::commitments::FoundCommitment;
use crate::project::role::Role;
use crate::settings::RawHtml;
use crate::settings::language::Language;

/// Names the item of each commitment; one before any heading has none.
pub(crate) fn name(page: &AgendaPage, commitments: &mut [FoundCommitment]) {
    if commitments.is_empty() {
        return;
    }
    let file = TextFile::new("agenda.md", markdown::write(page, Emphasis::Written));
    let language = Language::built_in("nl").expect("Dutch is built in");
    let options = ParseOptions::new(language, RawHtml::Escaped, Default::default());
    let parsed = parse::parse(&file, Role::Agenda { meeting: page.meeting.id.clone() }, &options);
    for commitment in commitments {
        let heading = commitment.headings.checked_sub(1).and_then(|at| parsed.summary.divisions.raw.get(at));
        commitment.item = heading.map(|heading| heading.anchor.clone()).unwrap_or_default();
    }
}
