//! Histories of a meeting that is sealed: it is corrected, and something is taken out of it.

use jiff::civil::date;
use voetnoot::seal::redaction::{Redacted, RedactionRequest};
use voetnoot::seal::{Act, CommentHandling, Past, SealRequest};
use voetnoot::{Silent, seal};

use super::History;

/// An edit that needs no mend, since nobody mends what is sealed.
const KINDS: [u32; 7] = [2, 5, 6, 8, 9, 17, 19];

impl History {
    /// Seals the meeting as it was last published, mended and all.
    pub(super) fn begin_sealed(&mut self) {
        self.is_final = true;
        self.write();
        self.is_sealed = self.seal(Act::Seal);
    }

    /// Edits a sealed meeting, and records why; or takes words out of it.
    pub(super) fn edit_sealed(&mut self) {
        match self.random.bool() {
            true => {
                let kind = KINDS[self.below(KINDS.len())];
                self.edit_as(kind);
                self.write();
                let again = self.seal(Act::Correct("Beter".to_owned()));
                self.log.push(format!("corrected: {again}"));
            }
            false => self.redact(),
        }
    }

    /// Seals the meeting. Gives whether there was anything to seal.
    fn seal(&self, act: Act) -> bool {
        let request =
            SealRequest { act, date: date(2024, 8, 1), past: Past::Required, comments: CommentHandling::Refused };
        let frozen = seal(&self.project.root(), std::slice::from_ref(&self.meeting), &request, &Silent);
        frozen.is_ok_and(|frozen| {
            assert!(!frozen.seals.is_empty(), "{}\n{}\n{}", self.log.join("\n"), frozen.diagnostics, self.text());
            true
        })
    }

    /// Takes the words of a note or of a paragraph out of every version.
    fn redact(&mut self) {
        let item = self.below(self.items.len());
        let at = self.below(self.items[item].paragraphs.len());
        let note = self.below(self.notes.len());
        let of_note = self.random.bool() && !self.notes.is_empty();
        let old = match of_note {
            true => self.notes[note].text.words.clone(),
            false => self.items[item].paragraphs[at].text.words.clone(),
        };
        if old.starts_with('(') {
            return;
        }
        let id = self.said[&old];
        // The reason tells what stood there.
        let reason = self.words(Some(id)).words;
        let request = RedactionRequest {
            meeting: self.meeting.clone(),
            what: old.clone(),
            reason: reason.clone(),
            date: date(2024, 8, 1),
            cache: None,
        };
        let done = voetnoot::redact(&self.project.root(), &request, |_| true, &Silent).unwrap();
        assert!(matches!(done, Redacted::Done(_)), "{}\n{done:?}\n{}", self.log.join("\n"), self.text());
        let words = format!("(weggelakt op 1 augustus 2024 – {reason})");
        match of_note {
            true => self.notes[note].text.words = words,
            false => self.items[item].paragraphs[at].text.words = words,
        }
        self.redacted.push(old);
        self.log.push("redacted".to_owned());
    }

    /// Holds that what was taken out is nowhere.
    pub(super) fn look_for_redacted(&self) {
        let all = crate::project::tree(&self.project.root()).into_iter().chain(self.project.built());
        for (path, bytes) in all {
            let text = String::from_utf8_lossy(&bytes);
            let left = self.redacted.iter().find(|words| text.contains(words.as_str()));
            assert!(left.is_none(), "{path} has {left:?}\n{}", self.log.join("\n"));
        }
    }
}

#[test]
fn every_address_of_what_is_sealed_goes_on_meaning_what_it_meant() {
    for seed in 0..2 {
        let mut history = History::new(seed);
        history.publish();
        history.begin_sealed();
        history.publish();
        for _ in 0..8 {
            history.edit();
            history.publish();
        }
        assert!(history.is_sealed && !history.redacted.is_empty(), "{}", history.log.join("\n"));
    }
}
