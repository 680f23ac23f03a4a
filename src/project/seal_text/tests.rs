//! Seals as text.
//!
//! Takes: seals, and their texts as they were written and as they were tampered with.
//! Gives: failures, when a text is not read as the seal that it was or a change is not seen.
//! Never: touches a disk.

use super::*;
use crate::diagnostic::message;

fn version(number: u32, previous: Option<&Version>) -> Version {
    let correction = previous.map(|previous| Correction {
        reason: "De naam was fout".to_owned(),
        changes: vec![
            FileChange { kind: ChangeKind::Changed, path: "agenda.md".to_owned(), lines: "3, 5-6".to_owned() },
            FileChange { kind: ChangeKind::Removed, path: "a: b.pdf".to_owned(), lines: String::new() },
        ],
        previous: previous.digest.clone(),
    });
    let headings = [
        HeadingText { anchor: String::new(), words: "Raad".to_owned() },
        HeadingText { anchor: "punt".to_owned(), words: format!("Tekst {number}") },
    ];
    Version {
        number,
        date: Date::constant(2024, 7, 1),
        // The first of them is from before there were rules.
        rules: number,
        software: "voetnoot/0".to_owned(),
        correction,
        redactions: Vec::new(),
        salt: (number > 1).then(|| "0a".repeat(16)),
        files: BTreeMap::from([
            ("agenda.md".to_owned(), sha256(&[number as u8])),
            ("b c.pdf".to_owned(), sha256(b"x")),
        ]),
        pages: vec![PageWords::new("agenda.md", &headings)],
        digest: String::new(),
    }
    .sealed()
}

fn seal() -> Seal {
    let first = version(1, None);
    let second = version(2, Some(&first));
    Seal { meeting: "jbz-1".to_owned(), versions: vec![first, second] }
}

#[test]
fn a_seal_is_read_as_it_was_written() {
    assert_eq!(Seal::read("jbz-1", &seal().text()), (Some(seal()), Vec::new()));
}

#[test]
fn no_byte_of_a_seal_can_change_unnoticed() {
    let text = seal().text();
    for at in 0..text.len() {
        for change in [1, 2, 0x20] {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= change;
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            assert!(!Seal::read("jbz-1", &changed).1.is_empty(), "byte {at}: {changed}");
        }
        assert!(
            !Seal::read("jbz-1", &text[..at]).1.is_empty()
                || at == Seal { versions: vec![version(1, None)], ..seal() }.text().len()
        );
    }
}

#[test]
fn a_version_that_was_sealed_anew_breaks_the_chain() {
    let mut rewritten = seal();
    rewritten.versions[0].files.insert("agenda.md".to_owned(), sha256(b"other"));
    rewritten.versions[0] = rewritten.versions[0].clone().sealed();
    let (read, problems) = Seal::read("jbz-1", &rewritten.text());
    assert_eq!((read, problems.len()), (Some(rewritten), 1));
    assert!(problems[0].kind == SealProblemKind::Broken && problems[0].what == message!("seal-chain", version = 1u32));
}

/// A seal of which something was redacted twice.
fn redacted() -> Seal {
    let mut seal = seal();
    for (day, file) in [(2, &b"one"[..]), (3, b"two")] {
        let mut version = seal.versions[0].clone();
        version.files.insert("agenda.md".to_owned(), sha256(file));
        (version.salt, version.pages) = (Some("1b".repeat(16)), Vec::new());
        let change = FileChange { kind: ChangeKind::Changed, path: "agenda.md".to_owned(), lines: "4".to_owned() };
        let date = Date::constant(2024, 9, day);
        let redaction = Redaction { date, reason: "Een naam".to_owned(), changes: vec![change], digest: String::new() };
        seal.versions[0] = version.redacted(redaction);
    }
    seal
}

#[test]
fn a_redacted_seal_is_read_as_it_was_written_and_holds() {
    let text = redacted().text();
    assert_eq!(Seal::read("jbz-1", &text), (Some(redacted()), Vec::new()));
    assert!(text.contains(&format!("seal {}\nredacted 2024-09-02", seal().versions[0].digest)), "{text}");
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        let Ok(changed) = String::from_utf8(bytes) else { continue };
        assert!(!Seal::read("jbz-1", &changed).1.is_empty(), "byte {at}: {changed}");
    }
    assert_eq!(redacted().corrections_of("agenda.md"), [Date::constant(2024, 7, 1)]);
}

#[test]
fn days_that_run_backwards_are_seen() {
    let mut seal = seal();
    seal.versions[1].date = Date::constant(2024, 6, 30);
    seal.versions[1] = seal.versions[1].clone().sealed();
    let (_, problems) = Seal::read("jbz-1", &seal.text());
    assert_eq!(
        problems.iter().map(|problem| &problem.what).collect::<Vec<_>>(),
        [&message!("seal-backdated", version = 2u32)]
    );
}
