//! What a command that goes on has told of what is wrong.
//!
//! Takes: what is wrong at each look.
//! Gives: on the terminal all of it, if that is little or the first look; or else what is new, and how much is gone.
//! Never: shows a long list again because of one edit, or repeats a short one that stayed the same.

use std::sync::Arc;

use super::terminal::{print_styled, say};
use crate::diagnostic::news::DiagnosticNews;
use crate::diagnostic::{Diagnostic, MessageLanguage, message};

/// So many diagnostics are shown again after each edit, since people see them at one glance.
const FEW: usize = 20;
/// So many new ones are shown; who wants all has `check`.
const MOST: usize = 100;

/// What was told last.
#[derive(Default)]
pub(super) struct Told {
    /// What was wrong; `None` before the first look.
    list: Option<Arc<Vec<Diagnostic>>>,
    /// The text, if it told everything.
    text: Option<String>,
}

impl Told {
    /// Tells what is wrong now; `show` makes it text. Gives whether there was anything to tell.
    pub(super) fn tell(
        &mut self,
        list: Arc<Vec<Diagnostic>>,
        language: MessageLanguage,
        show: impl Fn(&[Diagnostic]) -> String,
    ) -> bool {
        let before = self.list.replace(list.clone());
        let text = self.text.take();
        match before {
            Some(before) if list.len() > FEW => tell_news(&DiagnosticNews::since(&before, &list), language, show),
            _ => {
                let shown = show(&list);
                let is_new = text.as_ref().map_or(before.is_some() || !shown.is_empty(), |text| *text != shown);
                if is_new {
                    print_styled(&shown);
                }
                self.text = Some(shown);
                is_new
            }
        }
    }
}

fn tell_news(news: &DiagnosticNews, language: MessageLanguage, show: impl Fn(&[Diagnostic]) -> String) -> bool {
    let DiagnosticNews { new, gone } = news;
    if new.is_empty() && *gone == 0 {
        return false;
    }
    print_styled(&show(&new[..new.len().min(MOST)]));
    let message = match new.len().saturating_sub(MOST) {
        0 => message!("told-news", new = new.len(), gone),
        more => message!("told-news-in-part", new = new.len(), more, gone),
    };
    say(&message.words(language));
    true
}
