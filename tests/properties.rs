//! What holds for any content whatever.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use voetnoot::Options;
use voetnoot::diagnostic::Code;

use crate::html::Page;
use crate::pieces::body;
use crate::project::{Project, Tree};

/// A body in which everything that is named exists, so that every link has to lead to its place.
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

/// A site of five documents with these bodies.
fn site(bodies: &[String; 5]) -> Project {
    let [agenda, report, dossier, page, home] = bodies;
    let project = Project::new(&[]);
    project.write(
        "content/meetings/m/agenda.md",
        format!("---\ntitle: M\nformation: jbz\nstart: 2024-06-13\n---\n\n{agenda}"),
    );
    project.write("content/meetings/m/report.md", format!("---\ntitle: V\n---\n\n{report}"));
    project.write("content/dossiers/d.md", format!("---\ntitle: D\n---\n\n{dossier}"));
    project.write("content/pages/a.md", format!("---\ntitle: A\n---\n\n{page}"));
    project.write("content/_index.md", format!("+++\n+++\n\n{home}"));
    project.write("content/pages/k.svg", "<svg/>");
    project
}

/// Every page of a site and the data beside it, by file, even if the content has mistakes.
fn pages(root: &Path) -> Tree {
    let pages = voetnoot::pages(root, &Options::default());
    let failed = pages.diagnostics.iter().find(|diagnostic| diagnostic.code == Code::TemplateError);
    assert_eq!(failed, None, "the templates ask for nothing that is not there");
    assert!(!pages.files.is_empty(), "the templates are in order");
    pages.files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text: ids are unique, elements nest, and nothing that the author typed runs or breaks out.
    #[test]
    fn pages_are_sound(bodies in prop::array::uniform5(body())) {
        let project = site(&bodies);
        let pages = pages(&project.root());
        for (path, bytes) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
            let problems = Page::read(bytes).problems;
            prop_assert!(problems.is_empty(), "{path}: {problems:?}\n{bodies:?}");
        }
    }

    /// If everything that is named exists, every link on every page leads to a page, and every fragment to a place on
    /// it.
    #[test]
    fn links_lead_to_their_places(bodies in prop::array::uniform5(sound())) {
        let project = site(&bodies);
        let pages = voetnoot::pages(&project.root(), &Options::default());
        prop_assert!(!pages.diagnostics.has_errors(), "{:?}\n{bodies:?}", pages.diagnostics);
        let pages = pages.files;
        let problems = crate::html::problems(&pages, |file| file == "k.svg");
        prop_assert!(problems.is_empty(), "{problems:?}\n{bodies:?}");
    }

    /// Another page that nothing names changes no page, except for the links to it that every page has.
    #[test]
    fn a_further_draft_changes_nothing(bodies in prop::array::uniform5(body()), draft in body()) {
        let project = site(&bodies);
        let before = pages(&project.root());
        project.write("content/pages/concept.md", format!("---\ntitle: C\ndraft: true\n---\n\n{draft}"));
        project.write("content/meetings/n/agenda.md", format!("---\ntitle: N\nformation: jbz\nstart: 2024-06-14\ndraft: true\n---\n\n{draft}"));
        project.write("content/meetings/n/bijlage.pdf", "%PDF-");
        prop_assert_eq!(before, pages(&project.root()));
    }
}
