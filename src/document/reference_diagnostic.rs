//! Turns what looks mistaken in references into diagnostics.
//!
//! Takes: a lint from the grammar of references, with its place in the file.
//! Gives: the diagnostic, with what to type instead.
//! Never: decides what is mistaken; the grammar does.

use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Code, Diagnostic, Hint, Message, Span, message};
use reference::{Lint, LintCode, RangeFault};

/// `related` is the line of another place that the lint is about.
pub(crate) fn diagnostic(lint: &Lint, span: Span, related: Option<usize>, file: &TextFile) -> Diagnostic {
    let (code, message, otherwise) = said(lint);
    let typed = file.text.get(span.range()).unwrap_or_default();
    let meant = lint.did_you_mean.as_deref().filter(|meant| keeps_numbers(lint.code, typed, meant));
    let hint = match (meant, related) {
        (Some(words), _) => Hint::meant(words, is_plain(typed).then_some(span)),
        (None, Some(line)) => message!("related-line", hint = otherwise, line).into(),
        (None, None) => otherwise.into(),
    };
    Diagnostic::at(code, &file.path, span, message).hint(hint)
}

/// Whether a suggestion puts no digit in the place of another: which number is right, only the paper itself can tell.
fn keeps_numbers(code: LintCode, typed: &str, meant: &str) -> bool {
    let digits = |text: &str| {
        let mut digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
        digits.sort_unstable();
        digits
    };
    let (typed, meant) = (digits(typed), digits(meant));
    code != LintCode::UnknownDossier && (typed == meant || typed.len() != meant.len())
}

/// Whether the source of some words has no markup in it.
fn is_plain(source: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || "-–/.,;:()".contains(c);
    !source.is_empty() && source.chars().all(plain)
}

/// The code, what is wrong, and what to do about it.
fn said(lint: &Lint) -> (Code, Message, Message) {
    let named = |name: &str| lint.named.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value);
    match lint.code {
        LintCode::UnknownDossier => {
            let (typed, near) = (named("typed"), named("near"));
            let message = message!("reference-unknown-dossier", typed, near);
            (Code::ReferenceUnknownDossier, message, message!("reference-unknown-dossier.hint-compare"))
        }
        LintCode::SpacedNumber => {
            let message = message!("reference-spaced-number", typed = named("typed"));
            (Code::ReferenceSpacedNumber, message, message!("reference-spaced-number.hint"))
        }
        LintCode::SessionYears | LintCode::SessionAfterDocument | LintCode::SessionOfPaper | LintCode::SessionOrder => {
            said_of_session(lint.code, &named)
        }
        LintCode::TwoDescriptions => {
            let (id, here, elsewhere) = (named("id"), named("here"), named("elsewhere"));
            let message = message!("reference-two-descriptions", id, here, elsewhere);
            (Code::ReferenceTwoDescriptions, message, message!("reference-two-descriptions.hint"))
        }
        LintCode::Range(fault) => {
            let (message, hint) = said_of_range(fault, &named);
            (Code::ReferenceRange, message, hint)
        }
        LintCode::CutOff => {
            let message = message!("reference-cut-off", words = named("words"));
            (Code::ReferenceCutOff, message, message!("reference-cut-off.hint"))
        }
        LintCode::OtherForm => {
            let message = message!("reference-other-form", number = named("number"), source = named("source"));
            (Code::ReferenceOtherForm, message, message!("reference-other-form.hint"))
        }
        LintCode::UnknownNote => {
            let message = message!("reference-unknown-note", note = named("note"));
            (Code::ReferenceUnknownNote, message, message!("reference-unknown-note.hint"))
        }
        LintCode::NoAntecedent => {
            let (message, hint) = (message!("reference-no-antecedent"), message!("reference-no-antecedent.hint"));
            (Code::ReferenceNoAntecedent, message, hint)
        }
        LintCode::LinkMismatch => {
            let message = message!("reference-link-mismatch", first = named("first"), target = named("target"));
            (Code::ReferenceLinkMismatch, message, message!("reference-link-mismatch.hint"))
        }
    }
}

/// What is wrong with a parliamentary year.
fn said_of_session<'l>(code: LintCode, named: &impl Fn(&str) -> &'l str) -> (Code, Message, Message) {
    let (session, falls, date) = (named("session"), named("falls"), named("date"));
    match code {
        LintCode::SessionAfterDocument => {
            let message = message!("reference-session-after-document", session, date, falls);
            (Code::ReferenceSessionAfterDocument, message, message!("reference-session-after-document.hint"))
        }
        LintCode::SessionOfPaper => {
            let message = message!("reference-session-of-paper", date, falls, session);
            (Code::ReferenceSessionOfPaper, message, message!("reference-session-of-paper.hint"))
        }
        LintCode::SessionOrder => {
            let (number, other_number, other_session) =
                (named("number"), named("other_number"), named("other_session"));
            let message = match named("side") {
                "lower" => message!("session-before-lower", number, session, other_number, other_session),
                _ => message!("session-after-higher", number, session, other_number, other_session),
            };
            (Code::ReferenceSessionOrder, message, message!("reference-session-order.hint"))
        }
        _ => {
            let message = message!("reference-session-years", session);
            (Code::ReferenceSessionYears, message, message!("reference-session-years.hint"))
        }
    }
}

/// What is wrong with a range of papers, and what to do about it.
fn said_of_range<'l>(fault: RangeFault, named: &impl Fn(&str) -> &'l str) -> (Message, Message) {
    let words = named("words");
    match fault {
        RangeFault::NotRising => (message!("reference-range", words), message!("reference-range.hint")),
        RangeFault::TooLong(count) => {
            (message!("range-too-long", words, count, most = named("most")), message!("range-too-long.hint"))
        }
        RangeFault::TwoSeries if named("first").is_empty() => {
            (message!("range-of-two-series", words), message!("range-of-two-dossiers.hint"))
        }
        RangeFault::TwoSeries => {
            let message = message!("range-of-two-dossiers", words, first = named("first"), last = named("last"));
            (message, message!("range-of-two-dossiers.hint"))
        }
    }
}
