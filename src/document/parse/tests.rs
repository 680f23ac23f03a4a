//! What holds for any text, and for very long ones.
//!
//! Takes: texts made at random, and a few that would take a careless parser minutes.
//! Gives: proof that any text makes a document with diagnostics, always the same and in time.
//! Never: reads a file.

#![expect(clippy::disallowed_methods, reason = "time is what is measured")]

use std::collections::HashMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{ParseOptions, parse};
use crate::diagnostic::MessageLanguage;
use crate::diagnostic::format::{self, Colours, ReportFormat};
use crate::diagnostic::text_file::TextFile;
use crate::document::Role;
use crate::pieces::{body, piece};
use crate::settings::RawHtml;
use crate::settings::language::Language;

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![
        Role::Home,
        Role::Agenda { meeting: "m".to_owned() },
        Role::Report { meeting: "m".to_owned() },
        Role::Dossier { id: "d".to_owned() },
        Role::Page { path: "p".to_owned() },
    ])
}

pub(super) fn options(raw_html: RawHtml) -> ParseOptions {
    ParseOptions::new(Language::built_in("nl").expect("Dutch is built in"), raw_html, Default::default())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any bytes at all make a document with diagnostics, and every diagnostic can be shown.
    #[test]
    fn parsing_never_panics(text in prop_oneof![text(), any::<String>()], role in role(), raw_html in proptest::sample::select(vec![RawHtml::Passed, RawHtml::Escaped])) {
        let text = text.replace('\0', " ");
        let file = TextFile::new("content/pages/a.md", text.clone());
        let document = parse(&file, role, &options(raw_html));
        let texts: HashMap<_, _> = [(file.path.clone(), file.text.clone())].into_iter().collect();
        for format in [ReportFormat::Human, ReportFormat::Json] {
            let shown = format::report(&document.diagnostics, &texts, format::Presentation { format, colours: Colours::No, language: MessageLanguage::Nl });
            prop_assert_eq!(shown.is_empty(), document.diagnostics.is_empty());
        }
        for diagnostic in &document.diagnostics {
            prop_assert!(diagnostic.hint.is_some(), "{:?}", diagnostic);
            prop_assert!(diagnostic.span.is_none_or(|s| s.end as usize <= text.len() && s.start <= s.end), "{:?}", diagnostic);
        }
    }

    /// A file depends on its text alone: parsed twice, it gives the same document.
    #[test]
    fn parsing_twice_gives_the_same(body in body(), role in role()) {
        let file = TextFile::new("content/a.md", format!("---\ntitle: x\n---\n\n{}", body.replace('\0', " ")));
        let [one, other] = [(); 2].map(|()| format!("{:?}", parse(&file, role.clone(), &options(RawHtml::Escaped))));
        prop_assert_eq!(one, other);
    }
}

/// Anything that grows with the square of the length would take minutes here.
#[test]
fn a_hundred_thousand_footnotes() {
    let mut text = "---\ntitle: A\nformation: j\nstart: 2024-01-01\n---\n\n".to_owned();
    (0..100_000).for_each(|n| _ = writeln!(text, "tekst[^{n}]\n"));
    (0..100_000).for_each(|n| _ = writeln!(text, "[^{n}]: noot\n"));
    let started = Instant::now();
    let file = TextFile::new("content/meetings/m/agenda.md", text);
    let document = parse(&file, Role::Agenda { meeting: "m".to_owned() }, &options(RawHtml::Escaped));
    assert_eq!((document.summary.notes.len(), document.diagnostics.len()), (100_000, 0));
    assert!(started.elapsed() < Duration::from_secs(40), "{:?}", started.elapsed());
}
