//! What looks like a mistake and is none: nothing is said of it, because the page shows what was meant.
//!
//! Each line of the table is a way of typing, what the page shows of it, and why that is right. A way that the page would show wrongly
//! belongs to `tests/mistakes` instead, with a message.

use crate::project::Project;

/// What a text is changed into, in the agenda below.
struct Way {
    typed: (&'static str, &'static str),
    /// What the page holds then; the page is the same as without the change where this is empty.
    shows: &'static [&'static str],
    why: &'static str,
}

const AGENDA: &str = "---\ntitle: Bestuur\nformation: ab\nstart: 2026-06-11\n---\n\n# I. Algemeen\n\n## 1. Opening\n\n\
                      ## 2. Begroting {#begroting dossier=geld}\n= Besluit\n\nHet bestuur beraadt zich.\n\nSlot.\n";
const HEADING: &str = "## 2. Begroting";
const TITLE: &str = "<span class=\"title\">Begroting</span>";

const WAYS: &[Way] = &[
    Way { typed: (HEADING, "## 2.Begroting"), shows: &[], why: "a label ends with its sign, with a blank or without" },
    Way {
        typed: (HEADING, "## 2: Begroting"),
        shows: &["<span class=\"number\">2:</span>", TITLE],
        why: "some bodies count so",
    },
    Way { typed: (HEADING, "## 2 - Begroting"), shows: &[TITLE, "id=\"begroting\""], why: "some bodies count so" },
    Way {
        typed: (HEADING, "## 2.1 Begroting"),
        shows: &["<span class=\"number\">2.1</span>", TITLE],
        why: "some bodies count so",
    },
    Way {
        typed: (HEADING, "## 2.1. Begroting"),
        shows: &["<span class=\"number\">2.1.</span>", TITLE],
        why: "some bodies count so",
    },
    Way {
        typed: (" {#", " ## {#"),
        shows: &[],
        why: "signs at the end close a heading in Markdown, and are not shown",
    },
    Way { typed: ("= Besluit", "=Besluit"), shows: &[], why: "nothing else begins with that sign" },
    Way { typed: ("geld}\n=", "geld}\n\n="), shows: &[], why: "a treatment belongs to the heading above, near or far" },
    Way {
        typed: ("Slot.", "Zie [[ geld ]]."),
        shows: &["Zie <a href=\"../../dossiers/geld/\">Geld</a>."],
        why: "blanks within are no part of an id",
    },
    Way {
        typed: ("Slot.", "Slot.\n| a | b |\n|---|---|\n| c | d |"),
        shows: &["Slot.", "<th scope=\"col\">a</th>", "<td>d</td>"],
        why: "the rule alone makes a table",
    },
    Way { typed: ("Slot.", "   Slot."), shows: &[], why: "up to three blanks mean nothing in Markdown" },
    Way { typed: ("Slot.", "Slot.\\\nEinde."), shows: &["Slot.<br"], why: "that is how Markdown breaks a line" },
    Way {
        typed: ("Slot.", "Slot. <!-- intern -->"),
        shows: &["<p id=\"begroting-p2\">Slot. </p>"],
        why: "comments are for colleagues, and are withheld wherever they stand",
    },
    Way {
        typed: ("Slot.", "Slot.[^a]\n\n- x\n  [^a]: noot"),
        shows: &["href=\"noot-a.html\"", ">noot"],
        why: "a note may be defined anywhere",
    },
    Way {
        typed: ("Slot.", "Slot.[^a]\n[^a]: noot"),
        shows: &["href=\"noot-a.html\"", ">noot"],
        why: "a definition ends a paragraph by itself",
    },
    Way {
        typed: ("Slot.", "Slot.[^a b]\n\n[^a b]: noot"),
        shows: &["href=\"noot-a-b.html\"", ">noot"],
        why: "a label may have blanks; its address has hyphens",
    },
    Way {
        typed: ("Slot.", "Slot.[^A]\n\n[^a]: noot"),
        shows: &["href=\"noot-a.html\"", ">noot"],
        why: "labels are the same in capitals, as in Markdown",
    },
];

fn project(agenda: &str) -> Project {
    Project::new(&[
        ("site.toml", "title = \"P\"\nlanguage = \"nl\"\n\n[formations]\nab = \"Bestuur\"\n"),
        ("content/dossiers/geld.md", "---\ntitle: Geld\n---\n\nTekst.\n"),
        ("content/meetings/m/agenda.md", agenda),
    ])
}

/// The page of the agenda, which nothing is said of.
fn page(agenda: &str, why: &str) -> String {
    let project = project(agenda);
    let run = project.build(&["--strict"]);
    assert!(run.code == 0 && run.stdout.is_empty(), "{why}: {}{}", run.stdout, run.stderr);
    String::from_utf8_lossy(&project.built()["vergaderingen/m/index.html"]).into_owned()
}

#[test]
fn what_is_shown_as_it_was_meant_needs_no_word() {
    let plain = page(AGENDA, "the agenda itself");
    for Way { typed: (before, after), shows, why } in WAYS {
        assert!(AGENDA.contains(before), "{before}");
        let shown = page(&AGENDA.replace(before, after), why);
        if shows.is_empty() {
            assert_eq!(shown, plain, "{after:?}: {why}");
        }
        for words in *shows {
            assert!(shown.contains(words), "{after:?}: {why}; {words} is not in\n{shown}");
        }
    }
}

/// A council may speak of what was not on its agenda, and its report tells of it.
#[test]
fn a_report_may_have_an_item_of_its_own() {
    let project = project(AGENDA);
    let report = "---\ntitle: Verslag\n---\n\n# I. Algemeen\n\n## 9. Iets anders\n\nTekst.\n";
    project.write("content/meetings/m/report.md", report);
    let run = project.build(&["--strict"]);
    assert!(run.code == 0 && run.stdout.is_empty(), "{}{}", run.stdout, run.stderr);
    let page = String::from_utf8_lossy(&project.built()["vergaderingen/m/verslag/index.html"]).into_owned();
    assert!(page.contains("<span class=\"number\">9.</span>") && page.contains("Iets anders"), "{page}");
}
