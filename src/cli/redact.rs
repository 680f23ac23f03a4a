//! The command `seal --redact`.
//!
//! Takes: a meeting, what is to be taken out of it, and why.
//! Gives: what will change and what is out of reach, a question, and then a line for each version with its digest.
//! Never: takes anything for a yes that is none.

use std::io::{BufRead, Write};
use std::path::Path;
use std::process::ExitCode;

use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::terminal::{Bar, ReportArgs, fail, language_of, print, say, summary};
use crate::diagnostic::{MessageLanguage, message};
use crate::flow::memory::cache_folder;
use crate::seal::redaction::{Foreseen, Redacted, RedactionRequest};

/// What somebody wants to be taken out.
pub(super) struct RedactionOrder<'a> {
    /// One, or it is refused.
    pub meetings: &'a [String],
    pub what: &'a str,
    pub reason: &'a str,
    /// Today, if no other day is given.
    pub date: Option<Date>,
    pub consent: Consent,
    pub root: &'a Path,
    pub report: &'a ReportArgs,
}

/// Whether somebody has to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Consent {
    Asked,
    Given,
}

pub(super) fn run(order: &RedactionOrder) -> ExitCode {
    let language = order.report.language(language_of(order.root));
    let [meeting] = order.meetings else { return fail(&message!("redaction-one-meeting").words(language)) };
    let request = RedactionRequest {
        meeting: meeting.clone(),
        what: order.what.to_owned(),
        reason: order.reason.to_owned(),
        date: order.date.unwrap_or_else(|| ZonedDateTime::now().date()),
        cache: cache_folder::of_user(),
    };
    let bar = Bar::new(&message!("unit-pages"), language);
    let confirm = |foreseen: &Foreseen| {
        tell(foreseen, language);
        order.consent == Consent::Given || answered(language)
    };
    match crate::redact(order.root, &request, confirm, &bar) {
        Err(failure) => fail(&failure.words(language)),
        Ok(Redacted::Declined) => {
            say(&message!("redaction-declined").words(language));
            ExitCode::from(1)
        }
        Ok(Redacted::Hindered(found)) => {
            order.report.print(&found, order.root);
            summary(found.as_slice(), language);
            say(&message!("redaction-hindered").words(language));
            ExitCode::from(1)
        }
        Ok(Redacted::Done(proofs)) => {
            for (version, digest) in proofs {
                print(&format!("{digest}  {meeting}\n"));
                say(&message!("redacted-version", meeting, version).words(language));
            }
            ExitCode::SUCCESS
        }
    }
}

/// Says what will happen and what will not.
fn tell(foreseen: &Foreseen, language: MessageLanguage) {
    for (path, places) in &foreseen.files {
        say(&match places {
            0 => message!("redaction-file", path).words(language),
            places => message!("redaction-places", path, places = *places).words(language),
        });
    }
    for version in &foreseen.guessable {
        say(&message!("redaction-guessable", version = *version).words(language));
    }
    say(&message!("redaction-beyond").words(language));
    foreseen.beyond.iter().for_each(|what| say(&format!("- {}", what.words(language))));
}

/// Asks whether to go on.
fn answered(language: MessageLanguage) -> bool {
    let yes = message!("redaction-yes").words(language);
    say(&message!("redaction-ask", yes = &yes).words(language));
    // The cursor waits behind the sign.
    let _ = std::io::stderr().write_all(b"> ").and_then(|()| std::io::stderr().flush());
    let typed = std::io::stdin().lock().lines().next().and_then(Result::ok).unwrap_or_default();
    typed.trim().eq_ignore_ascii_case(&yes)
}
