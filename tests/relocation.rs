//! The command `move`: what named a meeting or dossier names it still, and what was published leads to it.

use std::fs;

use crate::project::{Project, Run, Tree, program, run, tree};
use crate::trial::{self, Fate, Turns};

const SETTINGS: &str = "# De site\ntitle = \"Proef\"\nbase_url = \"https://example.nl/\"\n\n[[menu]]\nto = \"meetings\"\n\n[[menu]]\nto = \"dossiers/visum.md\"\n";
const AGENDA: &str = "---\ntitle: Raad\nformation: jbz\nstart: 2024-06-13\n---\n\n\
                      ## 1. Visum {dossier=visum}\n\nZie [het verslag](report.md), [het stuk](stuk.txt) en [[visum]].[^a]\n\n\
                      ## 2. Asiel {dossier=visum,asiel}\n\nZie [punt 1](#visum) en [de eigen map](../raad-1/agenda.md#asiel).\n\n\
                      [^a]: Een noot.\n";
const OVER: &str = "---\ntitle: Over\n---\n\n[Raad](../meetings/raad-1/agenda.md#visum), [stuk](../meetings/raad-1/stuk.txt \"Stuk\"), \
                    [adres](/vergaderingen/raad-1/), [noot](/vergaderingen/raad-1/noot-a.html), [[raad-1]], [[raad-1|de Raad]], \
                    [elders][r], [visum](../dossiers/visum.md), [[visum#stand]] en `raad-1`.\n\n\
                    [r]: ../meetings/raad-1/report.md \"Verslag\"\n";

fn project() -> Project {
    let project = Project::new(&[
        ("site.toml", SETTINGS),
        ("content/meetings/raad-1/agenda.md", AGENDA),
        ("content/meetings/raad-1/report.md", "---\ntitle: Verslag\n---\n\n## Visum {item=visum}\n\nTekst.\n"),
        ("content/meetings/raad-1/stuk.txt", "stuk"),
        (
            "content/meetings/raad-2/agenda.md",
            "---\ntitle: Raad\nformation: jbz\nstart: 2024-05-02\npostponed: \"raad-1\"\n---\n\nTekst.\n",
        ),
        ("content/dossiers/visum.md", "---\ntitle: Visumbeleid\n---\n\n## Stand {#stand}\n\nTekst.\n"),
        ("content/dossiers/asiel.md", "---\ntitle: Asielbeleid\nrelated: [visum]\n---\n\nZie [visum](visum.md).\n"),
        ("content/pages/over.md", OVER),
        ("addresses.txt", ""),
    ]);
    let built = project.build(&[]);
    assert_eq!(built.code, 0, "{}{}", built.stdout, built.stderr);
    project
}

fn relocate(project: &Project, old: &str, new: &str) -> Run {
    let mut command = program();
    command.args(["move", old, new, "--root"]).arg(project.root());
    run(command.spawn().expect("the program starts"))
}

fn text(project: &Project, path: &str) -> String {
    fs::read_to_string(project.root().join(path)).expect("a file of the project")
}

#[test]
fn a_meeting_takes_everything_with_it() {
    let project = project();
    let moved = relocate(&project, "raad-1", "raad-1b");
    assert_eq!(moved.code, 0, "{}{}", moved.stdout, moved.stderr);
    assert!(!project.root().join("content/meetings/raad-1").exists());
    assert_eq!(
        text(&project, "content/pages/over.md"),
        OVER.replace("raad-1", "raad-1b").replace("`raad-1b`", "`raad-1`")
    );
    let agenda = AGENDA.replace("../raad-1/agenda.md", "agenda.md");
    assert_eq!(text(&project, "content/meetings/raad-1b/agenda.md"), agenda);
    assert!(text(&project, "content/meetings/raad-2/agenda.md").contains("postponed: \"raad-1b\""));
    let entry = "\n[moved]\n\"/vergaderingen/raad-1/\" = \"/vergaderingen/raad-1b/\"\n";
    assert_eq!(text(&project, "site.toml"), format!("{SETTINGS}{entry}"));
    let built = project.build(&[]);
    assert_eq!((built.code, built.stdout.as_str()), (0, ""), "{}", built.stderr);
    let site = project.built();
    for path in ["index.html", "noot-a.html", "verslag/index.html", "stuk.txt/index.html"] {
        let page = String::from_utf8_lossy(&site[&format!("vergaderingen/raad-1/{path}")]);
        assert!(page.contains("raad-1b/"), "{path}: {page}");
    }
    // A second move leads everything to where it is now.
    assert_eq!(relocate(&project, "raad-1b", "raad-3").code, 0);
    assert_eq!(project.build(&[]).code, 0);
    let site = project.built();
    for old in ["raad-1", "raad-1b"] {
        let page = String::from_utf8_lossy(&site[&format!("vergaderingen/{old}/noot-a.html")]);
        assert!(page.contains("raad-3/noot-a.html"), "{old}: {page}");
    }
    let back = relocate(&project, "raad-3", "raad-1");
    assert!(back.code == 2 && back.stderr.contains("[moved]"), "{}", back.stderr);
}

#[test]
fn a_dossier_takes_its_ties_with_it() {
    let project = project();
    let moved = relocate(&project, "visum", "visumbeleid");
    assert_eq!(moved.code, 0, "{}{}", moved.stdout, moved.stderr);
    let agenda = text(&project, "content/meetings/raad-1/agenda.md");
    assert!(agenda.contains("{dossier=visumbeleid}") && agenda.contains("{dossier=visumbeleid,asiel}"), "{agenda}");
    assert!(agenda.contains("[[visumbeleid]]") && agenda.contains("[punt 1](#visum)"), "{agenda}");
    let asiel = text(&project, "content/dossiers/asiel.md");
    assert!(asiel.contains("related: [visumbeleid]") && asiel.contains("(visumbeleid.md)"), "{asiel}");
    assert!(text(&project, "content/pages/over.md").contains("[[visumbeleid#stand]]"));
    assert!(text(&project, "site.toml").contains("to = \"dossiers/visumbeleid.md\""));
    assert_eq!(project.build(&[]).code, 0);
    assert!(project.built().contains_key("dossiers/visum/index.html"));
    // What programs read moves as well; servers are told so.
    let text = |path: &str| String::from_utf8_lossy(&project.built()[path]).into_owned();
    for file in ["index.json", "feed.xml", "share.png"] {
        assert!(
            text(&format!("dossiers/visum/{file}/index.html")).contains(&format!("../../visumbeleid/{file}")),
            "{file}"
        );
    }
}

#[test]
fn what_cannot_all_be_done_is_not_begun() {
    let project = project();
    let before = tree(&project.root());
    for (old, new, said) in [
        ("raad-9", "raad-8", "`raad-9`"),
        ("raad-1", "raad-2", "`raad-2`"),
        ("raad-1", "visum", "`visum`"),
        ("raad-1", "../x", "`../x`"),
        ("raad-1", "_x", "`_x`"),
        ("raad-1", "Raad één", "`Raad één`"),
    ] {
        let refused = relocate(&project, old, new);
        assert!(refused.code == 2 && refused.stderr.contains(said), "{old} {new}: {}", refused.stderr);
    }
    project.write("content/pages/vreemd.md", "---\ntitle: V\n---\n\n[x](../meetings/raad%2D1/agenda.md?a)\n");
    let refused = relocate(&project, "raad-1", "raad-3");
    assert!(refused.code == 2 && refused.stderr.contains("content/pages/vreemd.md:5"), "{}", refused.stderr);
    project.remove("content/pages/vreemd.md");
    assert!(tree(&project.root()) == before);
    let mut seal = program();
    seal.args(["seal", "raad-1", "--root"]).arg(project.root());
    assert_eq!(run(seal.spawn().unwrap()).code, 0);
    let refused = relocate(&project, "raad-1", "raad-3");
    assert!(refused.code == 2 && refused.stderr.contains("sealed"), "{}", refused.stderr);
}

#[test]
fn after_a_fault_nothing_has_moved_and_after_a_kill_it_goes_on() {
    moves_are_whole(Turns::Every(12));
}

#[test]
#[ignore = "long: half a minute"]
fn after_every_fault_nothing_has_moved_and_after_every_kill_it_goes_on() {
    moves_are_whole(Turns::All);
}

fn moves_are_whole(turns: Turns) {
    let project = project();
    let before = tree(&project.root());
    let reset = || {
        fs::remove_dir_all(project.root()).unwrap();
        before.iter().for_each(|(path, bytes)| crate::project::write(&project.root().join(path), bytes));
    };
    assert_eq!(relocate(&project, "raad-1", "raad-1b").code, 0);
    let after: Tree = tree(&project.root());
    let begin = || {
        reset();
        let mut command = program();
        command.args(["move", "raad-1", "raad-1b", "--root"]).arg(project.root());
        command
    };
    for fate in [Fate::Fails, Fate::Killed] {
        trial::each(fate, turns, begin, |what, trial| {
            let left = tree(&project.root());
            match trial.code {
                Some(0) => assert!(left == after, "{what}"),
                Some(_) => assert!(left == before, "{what}: {}", trial.stderr),
                None => {
                    let again = relocate(&project, "raad-1", "raad-1b");
                    let done = again.code == 0 || again.stderr.contains("`raad-1`");
                    assert!(done, "{what}: {}", again.stderr);
                    assert!(tree(&project.root()) == after, "{what}");
                }
            }
        });
    }
}
