//! What is new among diagnostics.
//!
//! Takes: what was wrong at one look and what is wrong at the next, both sorted by file and place.
//! Gives: [`DiagnosticNews`]: what was not there before, and how much is gone.
//! Never: takes anything for new because the text above it has grown.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Message};

/// The difference between two looks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct DiagnosticNews {
    /// What was not there before, in order.
    pub new: Vec<Diagnostic>,
    /// How many are gone.
    pub gone: usize,
}

impl DiagnosticNews {
    /// What is new since `before`.
    pub(crate) fn since(before: &[Diagnostic], now: &[Diagnostic]) -> DiagnosticNews {
        let same_file = |a: &Diagnostic, b: &Diagnostic| a.path == b.path;
        let mut news = DiagnosticNews::default();
        let mut before = before.chunk_by(same_file).peekable();
        for now in now.chunk_by(same_file) {
            while let Some(gone) = before.next_if(|before| before[0].path < now[0].path) {
                news.gone += gone.len();
            }
            match before.next_if(|before| before[0].path == now[0].path) {
                Some(before) => news.compare(before, now),
                None => news.new.extend_from_slice(now),
            }
        }
        news.gone += before.map(<[Diagnostic]>::len).sum::<usize>();
        news
    }

    /// Adds the difference within one file.
    fn compare(&mut self, before: &[Diagnostic], now: &[Diagnostic]) {
        let front = before.iter().zip(now).take_while(|(before, now)| before == now).count();
        let (before, now) = (&before[front..], &now[front..]);
        // What stands below the edit has moved with the text.
        let moved = before.last().zip(now.last()).map(|(before, now)| moved(before, now));
        let is_same = |(before, now): &(&Diagnostic, &Diagnostic)| {
            said(before) == said(now) && Some(self::moved(before, now)) == moved
        };
        let back = before.iter().rev().zip(now.iter().rev()).take_while(is_same).count();
        let (before, now) = (&before[..before.len() - back], &now[..now.len() - back]);
        let mut left: HashMap<(Code, &Message), usize> = HashMap::new();
        for diagnostic in before {
            *left.entry(said(diagnostic)).or_default() += 1;
        }
        for diagnostic in now {
            match left.get_mut(&said(diagnostic)).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => self.new.push(diagnostic.clone()),
            }
        }
        self.gone += left.into_values().sum::<usize>();
    }
}

/// What is said, wherever it is.
fn said(diagnostic: &Diagnostic) -> (Code, &Message) {
    (diagnostic.code, &diagnostic.message)
}

/// By how many bytes a place has moved; `None` unless both are places.
fn moved(before: &Diagnostic, now: &Diagnostic) -> Option<i64> {
    let (before, now) = before.span.zip(now.span)?;
    Some(i64::from(now.start) - i64::from(before.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::message;

    fn at(path: &str, start: usize, word: &str) -> Diagnostic {
        Diagnostic::at(Code::NearMarkup, &path.into(), start..start + 1, message!("did-you-mean", word))
    }

    #[test]
    fn what_moved_is_not_new_and_what_was_added_among_the_same_is() {
        let before = [at("a", 10, "x"), at("a", 20, "x"), at("b", 5, "y"), at("c", 1, "z")];
        assert_eq!(DiagnosticNews::since(&before, &before), DiagnosticNews::default());
        let now = [at("a", 3, "x"), at("a", 17, "x"), at("a", 27, "x"), at("b", 9, "y"), at("d", 1, "z")];
        let expected = DiagnosticNews { new: vec![now[0].clone(), now[4].clone()], gone: 1 };
        assert_eq!(DiagnosticNews::since(&before, &now), expected);
    }

    #[test]
    fn what_is_mended_is_counted() {
        let before = [at("a", 10, "x"), at("a", 20, "y"), at("a", 30, "x")];
        let now = [at("a", 10, "x"), at("a", 29, "x")];
        assert_eq!(DiagnosticNews::since(&before, &now), DiagnosticNews { new: Vec::new(), gone: 1 });
        assert_eq!(DiagnosticNews::since(&before, &[]).gone, 3);
        assert_eq!(DiagnosticNews::since(&[], &before).new, before);
    }
}
