//! What holds for any content whatever.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use voetnoot::diagnostic::Severity;
use voetnoot::document::Role;
use voetnoot::flow::{self, Options, Prepared};
use voetnoot::language::Language;
use voetnoot::memory::Memory;
use voetnoot::parse::{ParseOptions, parse};
use voetnoot::source::SourceFile;
use voetnoot::{report, view};

use crate::html::Page;
use crate::project::{Project, Tree};

/// A piece of the format, or something that looks like one.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "# ",
        "## ",
        "### ",
        "#### ",
        "###### ",
        "## 1. ",
        "### a) ",
        "### b.) ",
        "# II. ",
        "## Ad 3) ",
        "## Noot 3",
        "## P1",
        "## v-main",
        "= ",
        "= Gedachtewisseling",
        "=",
        "> ",
        "- ",
        "1. ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "---\n",
        "+++\n",
        "***\n",
        "```\n",
        "```toml\n",
        "~~~",
        "|",
        "|---|:-:|\n",
        "| a | b |\n|---|--:|\n| c | d |\n",
        "[^1]",
        "[^1]: ",
        "[^A]",
        "[^a]: ",
        "[^é]",
        "[^é]: noot\n",
        "\\[^1]",
        "[^",
        "[^2]: x[^1]\n",
        "[[d]]",
        "[[m#punt|woorden]]",
        "[[",
        "]]",
        "[x](a.md#p1)",
        "[x](#p1)",
        "[x](#noot-1)",
        "[x](#bij-noot-1-2)",
        "![",
        "![k](k.svg)",
        "](",
        "<b>",
        "</b>",
        "<script>",
        "<!--",
        "-->",
        "&#27;",
        "&#0;",
        "&amp;",
        "<https://a.nl>",
        "{#punt}",
        "{#p1}",
        "{dossier=d}",
        "{dossier=d,weg treatment=\"= *x*\"}",
        "{.letter}",
        "{item=punt}",
        "{date=2024-06-13}",
        "{",
        "}",
        "\\",
        "title: x\n",
        "title = \"x\"\n",
        "extra: {a: [1, {b: ~}]}\n",
        "draft: true\n",
        "aliases: [/a/, /b.html]\n",
        "start: 2024-06-13\n",
        "&a *a",
        "\"\\0\"",
        "'",
        "\u{feff}",
        "\0",
        "\u{1b}",
        "\u{202e}",
        "é",
        "𝄞",
        "*",
        "**",
        "`",
        "~~",
    ]);
    prop_oneof![8 => fixed.prop_map(str::to_owned), 2 => "[a-z ]{0,12}", 1 => any::<String>()]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

/// A body below front matter that is in order, so that more than the first lines is reached.
fn body() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![6 => piece(), 1 => Just("\n\n".to_owned())], 0..60).prop_map(|pieces| pieces.concat())
}

/// A body in which everything named exists, so that every link has to lead to its place.
fn sound() -> impl Strategy<Value = String> {
    let block = prop::sample::select(vec![
        "## 1. Punt {#punt}",
        "## Kop",
        "## Kop[^2]",
        "### a) Sub {dossier=d}",
        "### b.) Sub",
        "#### Krachtenveld",
        "## Noot 1",
        "## V-main",
        "# II. Deel",
        "= Stand *van* zaken",
        "= Regel[^1]",
        "Tekst[^1] en [^a][^b] en [[d]].",
        "- punt[^A]\n- [x](#p1)\n  > citaat[^1]",
        "| a[^2] |\n|---|\n| [[m\\|w]] |",
        "***",
        "```toml\na = 1\n```",
        "> # Kop\n> tekst",
        "1. # Kop\n\n   tekst",
        "[p](#p1) [n](#noot-1) [b](#bij-noot-1) [lijst](/dossiers/) [n](#noten) ![k](../../content/pages/k.svg)",
        "[k](/k.svg#x) [thuis](/) [m](/vergaderingen/m/#p1)",
        "Regel  \nharde regel\\\nen <https://a.nl>",
        "<b>vet</b>",
        "## Gelijk",
        "## Gelijk",
    ]);
    prop::collection::vec(block, 0..30).prop_map(|blocks| {
        let mut seen = BTreeSet::new();
        let blocks: Vec<String> = blocks
            .into_iter()
            .filter(|b| !b.contains("{#") || seen.insert(*b))
            .map(|b| b.replace("../../content/pages/k.svg", "/k.svg"))
            .collect();
        format!(
            "Begin.[^1]\n\n{}\n\n[^1]: Een.\n[^2]: Twee, zie [^1].\n[^a]: A.\n\n    Alinea[^b] met [[d]].\n[^b]: B.\n",
            blocks.join("\n\n")
        )
    })
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

fn options(raw_html: bool) -> ParseOptions {
    ParseOptions::new(Language::built_in("nl").expect("Dutch is built in"), raw_html, Default::default())
}

/// A site of five documents with these bodies.
fn site(bodies: &[String; 5]) -> Project {
    let [agenda, report, dossier, page, home] = bodies;
    let project = Project::new(&[]);
    project.write("content/meetings/m/agenda.md", format!("---\ntitle: M\nformation: jbz\nstart: 2024-06-13\n---\n\n{agenda}"));
    project.write("content/meetings/m/report.md", format!("---\ntitle: V\n---\n\n{report}"));
    project.write("content/dossiers/d.md", format!("---\ntitle: D\n---\n\n{dossier}"));
    project.write("content/pages/a.md", format!("---\ntitle: A\n---\n\n{page}"));
    project.write("content/_index.md", format!("+++\n+++\n\n{home}"));
    project.write("content/pages/k.svg", "<svg/>");
    project
}

fn prepare(root: &Path) -> Prepared {
    flow::prepare(root, &Options::default(), &mut Memory::default())
}

/// Every page of a site, and the data beside it, by its file, errors in the content or not.
fn pages(prepared: &Prepared) -> Tree {
    let ready = prepared.ready.as_ref().expect("the templates are in order");
    let files = |page| flow::files(ready, page, view::Options::default()).expect("the templates ask for nothing that is not there");
    ready.site.pages().into_iter().flat_map(files).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any bytes at all are a document with diagnostics, and every diagnostic can be shown.
    #[test]
    fn parsing_never_panics(text in prop_oneof![text(), any::<String>()], role in role(), raw_html: bool) {
        let text = text.replace('\0', " ");
        let file = SourceFile::new("content/pages/a.md", text.clone());
        let document = parse(&file, role, &options(raw_html));
        let texts = [(file.path.clone(), file.text.clone())].into_iter().collect();
        for format in [report::Format::Human, report::Format::Json] {
            let shown = report::report(&document.diagnostics, &texts, format, report::Colours::No);
            prop_assert_eq!(shown.is_empty(), document.diagnostics.is_empty());
        }
        for diagnostic in &document.diagnostics {
            prop_assert!(diagnostic.hint.is_some(), "{:?}", diagnostic);
            prop_assert!(diagnostic.span.is_none_or(|s| s.end as usize <= text.len() && s.start <= s.end), "{:?}", diagnostic);
        }
    }

    /// What a file becomes depends on its text alone: parsed twice it is the same.
    #[test]
    fn parsing_twice_gives_the_same(body in body(), role in role()) {
        let file = SourceFile::new("content/a.md", format!("---\ntitle: x\n---\n\n{}", body.replace('\0', " ")));
        let [one, other] = [(); 2].map(|()| format!("{:?}", parse(&file, role.clone(), &options(false))));
        prop_assert_eq!(one, other);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text: ids are unique, elements nest, and nothing of the author's runs or breaks out.
    #[test]
    fn pages_are_sound(bodies in prop::array::uniform5(body())) {
        let project = site(&bodies);
        let pages = pages(&prepare(&project.root()));
        for (path, bytes) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
            let problems = Page::read(bytes).problems;
            prop_assert!(problems.is_empty(), "{path}: {problems:?}\n{bodies:?}");
        }
    }

    /// Where everything named exists, every link of every page leads to a page, and every fragment to a place on it.
    #[test]
    fn links_lead_to_their_places(bodies in prop::array::uniform5(sound())) {
        let project = site(&bodies);
        let prepared = prepare(&project.root());
        let errors: Vec<_> = prepared.diagnostics.iter().filter(|d| d.severity() == Severity::Error).collect();
        prop_assert!(errors.is_empty(), "{errors:?}\n{bodies:?}");
        let pages = pages(&prepared);
        let problems = crate::html::problems(&pages, |file| file == "k.svg");
        prop_assert!(problems.is_empty(), "{problems:?}\n{bodies:?}");
    }

    /// Two runs over one tree give the same bytes, with and without memory of the first.
    #[test]
    fn two_runs_give_the_same(bodies in prop::array::uniform5(body())) {
        let project = site(&bodies);
        let mut memory = Memory::default();
        let first = flow::prepare(&project.root(), &Options::default(), &mut memory);
        let again = flow::prepare(&project.root(), &Options::default(), &mut memory);
        prop_assert_eq!(&first.diagnostics, &again.diagnostics);
        prop_assert_eq!(pages(&first), pages(&again));
        let fresh = prepare(&project.root());
        prop_assert_eq!(&first.diagnostics, &fresh.diagnostics);
        prop_assert_eq!(pages(&first), pages(&fresh));
    }

    /// A further page that nothing names changes no page but by the links to it that every page has.
    #[test]
    fn a_further_draft_changes_nothing(bodies in prop::array::uniform5(body()), draft in body()) {
        let project = site(&bodies);
        let before = pages(&prepare(&project.root()));
        project.write("content/pages/concept.md", format!("---\ntitle: C\ndraft: true\n---\n\n{draft}"));
        project.write("content/meetings/n/agenda.md", format!("---\ntitle: N\nformation: jbz\nstart: 2024-06-14\ndraft: true\n---\n\n{draft}"));
        project.write("content/meetings/n/bijlage.pdf", "%PDF-");
        prop_assert_eq!(before, pages(&prepare(&project.root())));
    }

    /// A document is as it is whatever stands beside it: an edit of one page leaves the text of the others.
    #[test]
    fn an_edit_stays_in_its_document(bodies in prop::array::uniform5(body()), edit in body()) {
        let project = site(&bodies);
        let mut memory = Memory::default();
        let before = flow::prepare(&project.root(), &Options::default(), &mut memory);
        project.write("content/pages/a.md", format!("---\ntitle: A\n---\n\n{edit}"));
        let after = flow::prepare(&project.root(), &Options::default(), &mut memory);
        prop_assert_eq!(pages(&after), pages(&prepare(&project.root())), "with memory and without");
        let others = |prepared: &Prepared| -> Vec<Arc<str>> {
            let documents = &prepared.ready.as_ref().expect("the templates are in order").site.documents;
            documents.iter().filter(|d| !d.source.path.ends_with("/a.md")).map(|d| d.source.text.clone()).collect()
        };
        prop_assert_eq!(others(&before), others(&after));
    }
}
