//! The documents keep their word: examples build, and lists of keys and codes are complete.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use voetnoot::diagnostic::{Code, Severity};

/// A page of the guide, by its path below `content/pages`.
fn guide(path: &str) -> String {
    read(&format!("content/pages/{path}"))
}

fn read(path: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docs").join(name.replace(['/', '.'], "-"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn put(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn voetnoot(root: &Path, arguments: &[&str]) -> Output {
    Command::new(crate::project::program_path())
        .env("VOETNOOT_NO_CACHE", "1")
        .env("VOETNOOT_LANGUAGE", "en")
        .args(arguments)
        .current_dir(root)
        .output()
        .unwrap()
}

/// The fenced blocks of a page whose first line names a file: ```` ```toml site.toml ````.
fn files(page: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut open = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), open) {
            (Some(info), None) => {
                let path = info.split_once(' ').map(|(_, path)| path.to_owned());
                open = Some(path.is_some());
                files.extend(path.map(|path| (path, String::new())));
            }
            (Some(_), Some(_)) => open = None,
            (None, Some(true)) => {
                let (_, text) = files.last_mut().unwrap();
                text.push_str(line);
                text.push('\n');
            }
            (None, _) => {}
        }
    }
    files
}

/// The pages of the guide in Dutch and in English.
const GUIDES: [(&str, &str); 15] = [
    ("gids.md", "guide.md"),
    ("gids/beginnen.md", "guide/beginning.md"),
    ("gids/vergadering.md", "guide/meeting.md"),
    ("gids/agendapunten.md", "guide/items.md"),
    ("gids/noten.md", "guide/footnotes.md"),
    ("gids/links.md", "guide/links.md"),
    ("gids/dossiers.md", "guide/dossiers.md"),
    ("gids/instellingen.md", "guide/settings.md"),
    ("gids/publiceren.md", "guide/publishing.md"),
    ("gids/zoeken.md", "guide/search.md"),
    ("gids/huisstijl.md", "guide/style.md"),
    ("gids/archief.md", "guide/archive.md"),
    ("gids/importeren.md", "guide/importing.md"),
    ("gids/verwijzingen.md", "guide/references.md"),
    ("gids/meldingen.md", "guide/messages.md"),
];

/// Builds the files that a page shows, and gives what `check` says about them.
fn check_examples(name: &str, page: &str) -> String {
    let root = folder(name);
    let (language, formation) = if name.starts_with("guide") { ("en", "env") } else { ("nl", "milieu") };
    let settings = format!("title = \"Proef\"\nlanguage = \"{language}\"\ntimezone = \"Europe/Amsterdam\"\n");
    put(&root, "site.toml", &format!("{settings}\n[formations]\n{formation} = \"Council\"\n"));
    // A site that is published keeps a record.
    put(&root, "addresses.txt", "");
    put(&root, "content/pages/proef.md", "---\ntitle: Proef\n---\n\nEen pagina, zodat haar sjabloon wordt gebruikt.\n");
    let files = files(page);
    assert!(!files.is_empty(), "{name} shows no file");
    files.iter().for_each(|(path, text)| put(&root, path, text));
    let output = voetnoot(&root, &["check", "--format", "short"]);
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_example_of_the_guide_builds_without_a_warning() {
    for path in [
        "gids.md",
        "gids/vergadering.md",
        "gids/agendapunten.md",
        "gids/noten.md",
        "gids/dossiers.md",
        "gids/instellingen.md",
        "gids/huisstijl.md",
    ] {
        assert_eq!(check_examples(path, &guide(path)), "", "{path}");
        let (_, english) = GUIDES.iter().find(|(dutch, _)| *dutch == path).expect("an English page");
        assert_eq!(check_examples(english, &guide(english)), "", "{english}");
    }
}

#[test]
fn every_page_loads_the_house_style_of_the_guide() {
    let root = folder("house-style");
    for (path, text) in files(&guide("gids/huisstijl.md")) {
        put(&root, &path, &text);
    }
    put(&root, "content/pages/map/proef.md", "---\ntitle: Proef\n---\n\nTekst.\n");
    assert!(voetnoot(&root, &["build"]).status.success());
    for (path, link) in [
        ("index.html", "huisstijl.css"),
        ("map/proef/index.html", "../../huisstijl.css"),
        ("404.html", "/huisstijl.css"),
    ] {
        let page = fs::read_to_string(root.join("public").join(path)).unwrap();
        assert!(page.contains(&format!("<link rel=\"stylesheet\" href=\"{link}\">")), "{path}: {page}");
    }
    assert!(root.join("public/huisstijl.css").is_file());
}

#[test]
fn the_first_agenda_of_the_readme_builds_without_a_warning() {
    assert_eq!(check_examples("readme", &read("README.md")), "");
}

#[test]
fn the_guide_has_every_code_with_its_severity_and_sentence_and_no_other() {
    let page = guide("gids/meldingen.md");
    let hints = crate::diagnostics::hints();
    for code in Code::ALL {
        let (name, sentence) = (code.name(), code.about().to_string());
        let (dutch, english) = match code.severity() {
            Severity::Error => ("Fout", "error"),
            Severity::Warning => ("Waarschuwing", "warning"),
            Severity::Notice => ("Mededeling", "notice"),
        };
        let heading = format!("### {name} {{#{name}}}\n\n*{dutch}.*\n");
        assert!(page.contains(&heading), "the page lacks\n{heading}");
        // What no folder can hold has to be done by hand.
        let sureness =
            hints.get(name).map_or_else(|| "by hand".to_owned(), |hints| Vec::from_iter(hints.clone()).join(", "));
        let row = format!("| [`{name}`](#{name}) | {english} | {sentence} | {sureness} |\n");
        assert!(page.contains(&row), "the page lacks\n{row}");
    }
    let headings = page.lines().filter(|line| line.starts_with("### ")).count();
    assert_eq!(headings, Code::ALL.len(), "the page explains a code that does not exist");
}

/// The keys that a file may have, as listed in the hint at an unknown one.
fn known_keys(root: &Path, path: &str) -> Vec<String> {
    let output = voetnoot(root, &["check", "--format", "json"]);
    let lines = String::from_utf8(output.stdout).unwrap();
    let hint =
        lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()).find_map(|diagnostic| {
            let wanted = diagnostic["code"] == "unknown-key" && diagnostic["path"] == path;
            wanted.then(|| diagnostic["hint"].as_str().unwrap().to_owned())
        });
    let hint = hint.unwrap_or_else(|| panic!("no unknown key is reported in {path}:\n{lines}"));
    let (_, keys) = hint.split_once("known here: ").unwrap_or_else(|| panic!("{hint}"));
    keys.split(", ").map(str::to_owned).collect()
}

#[test]
fn the_guide_has_every_key_of_every_kind_of_file() {
    let root = folder("keys");
    let shared = [guide("gids/vergadering.md"), guide("guide/meeting.md")];
    for (path, page) in [
        ("content/meetings/raad/agenda.md", "gids/vergadering.md"),
        ("content/meetings/raad/report.md", "gids/vergadering.md"),
        ("content/meetings/raad/bijlage.md", "gids/vergadering.md"),
        ("content/dossiers/dossier.md", "gids/dossiers.md"),
        ("content/pages/pagina.md", "gids/dossiers.md"),
        ("content/_index.md", "gids/vergadering.md"),
        ("site.toml", "gids/instellingen.md"),
    ] {
        put(&root, "site.toml", "title = \"Proef\"\n");
        put(
            &root,
            path,
            if path == "site.toml" { "title = \"T\"\nzzzzzzzzzz = 1\n" } else { "---\ntitle: T\nzzzzzzzzzz: 1\n---\n" },
        );
        let (dutch, english) = GUIDES.iter().find(|(dutch, _)| *dutch == page).expect("an English page");
        let pages = [guide(dutch), guide(english)];
        for key in known_keys(&root, path) {
            let row = format!("\n| `{key}` | ");
            for (page, shared) in pages.iter().zip(&shared) {
                assert!(
                    page.contains(&row) || (path != "site.toml" && shared.contains(&row)),
                    "the guide has no row for `{key}` of {path}"
                );
            }
        }
    }
}

#[test]
fn the_guide_has_every_property_of_the_stylesheet_and_no_other() {
    let named = |text: &str, end: &str| {
        let found = text.split("--voetnoot-").skip(1).filter_map(|rest| rest.split_once(end));
        let mut names: Vec<String> = found.map(|(name, _)| name.to_owned()).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let page = guide("gids/huisstijl.md");
    let table: Vec<&str> =
        page.lines().filter(|line| line.starts_with("| `--")).map(|line| line.rsplit_once(" | ").unwrap().0).collect();
    let style = read("static/voetnoot.css");
    let declared = style.split_once(":where(:root) {").and_then(|(_, rest)| rest.split_once('}')).unwrap().0;
    let declared: Vec<&str> = declared.lines().filter_map(|line| line.split_once(": ")).map(|(name, _)| name).collect();
    assert_eq!(named(&table.join("\n"), "`"), named(&(declared.join(":") + ":"), ":"));
}

/// What a page of the guide has in any language.
#[derive(Debug, Default, PartialEq, Eq)]
struct Framework {
    /// The keys, options and attributes that its tables explain.
    explained: BTreeSet<String>,
    /// The codes that it explains, with their severities.
    codes: Vec<(String, String)>,
    headings: [usize; 2],
    examples: usize,
    rows: usize,
}

impl Framework {
    fn of(page: &str) -> Framework {
        let page = page.split("\n## In English").next().unwrap();
        let lines: Vec<&str> = page.lines().collect();
        let severities = [("Fout", "Error"), ("Waarschuwing", "Warning"), ("Mededeling", "Notice")];
        let mut framework = Framework::default();
        for (at, line) in lines.iter().enumerate() {
            let word = line.strip_prefix("| `").and_then(|rest| rest.split(['`', ' ', '=']).next()).unwrap_or("");
            // Names of files are translated; a class begins with a full stop.
            let same = |c: char| c.is_ascii_lowercase() || "-_".contains(c);
            if !word.is_empty() && word != "voetnoot" && word.trim_start_matches('.').chars().all(same) {
                framework.explained.insert(word.to_owned());
            }
            framework.rows += usize::from(line.starts_with('|'));
            framework.examples += usize::from(line.starts_with("```"));
            framework.headings[0] += usize::from(line.starts_with("## "));
            framework.headings[1] += usize::from(line.starts_with("### "));
            let severity = lines.get(at + 2).and_then(|line| line.strip_prefix('*')?.strip_suffix(".*"));
            if let (Some(code), Some(severity)) = (line.strip_prefix("### "), severity) {
                let english = severities.iter().find(|(dutch, _)| *dutch == severity).map(|(_, word)| *word);
                framework.codes.push((code.to_owned(), english.unwrap_or(severity).to_owned()));
            }
        }
        framework
    }
}

#[test]
fn the_two_guides_are_equal_page_by_page() {
    for (dutch, english) in GUIDES {
        assert_eq!(Framework::of(&guide(dutch)), Framework::of(&guide(english)), "{dutch} and {english}");
    }
    let all = |folder: &str| fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap().count() + 1;
    for folder in ["content/pages/gids", "content/pages/guide"] {
        assert_eq!(all(folder), GUIDES.len(), "a page of {folder} has none in the other language");
    }
}

#[test]
fn the_guide_names_every_command_and_no_other() {
    let help = voetnoot(Path::new(env!("CARGO_MANIFEST_DIR")), &["help"]);
    let help = String::from_utf8(help.stdout).unwrap();
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let words = commands.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let known: BTreeSet<&str> = words.filter_map(|line| line.split_whitespace().next()).collect();
    for guides in [GUIDES.map(|(dutch, _)| dutch), GUIDES.map(|(_, english)| english)] {
        let text: String = guides.iter().map(|path| guide(path)).collect();
        let mentioned = text.split(['`', '\n']).filter_map(|piece| piece.strip_prefix("voetnoot "));
        let mentioned: BTreeSet<&str> = mentioned.filter_map(|piece| piece.split_whitespace().next()).collect();
        let missing: Vec<_> = known.iter().filter(|word| **word != "help" && !mentioned.contains(**word)).collect();
        assert!(missing.is_empty(), "no page beside {} names {missing:?}", guides[0]);
        let unknown: Vec<_> = mentioned.iter().filter(|word| !known.contains(**word)).collect();
        assert!(unknown.is_empty(), "{} names {unknown:?}, which are no commands", guides[0]);
    }
}

#[test]
fn the_architecture_names_every_module_once_and_nothing_else() {
    let page = read("ARCHITECTURE.md");
    let section = page.split("## ").find(|section| section.starts_with("The modules\n")).unwrap();
    // Every second piece is between two backticks; anything but a single word, such as `site.toml`, is not a module.
    let words = section.split('`').skip(1).step_by(2);
    let mut named: Vec<&str> = words.filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '_')).collect();
    named.sort_unstable();
    let source = read("src/lib.rs");
    let lines = source.split("#[cfg(test)]").next().unwrap().lines();
    let mut modules: Vec<&str> =
        lines.filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';')).collect();
    modules.sort_unstable();
    assert_eq!(named, modules);
}

#[test]
fn the_commands_of_the_readme_stand_where_machines_look_for_them() {
    let page = read("README.md");
    for (marker, begins) in [("run", "cargo run -- "), ("test", "cargo test --locked\n")] {
        let block = format!("<!-- {marker} -->\n```sh\n{begins}");
        assert!(page.contains(&block), "the README lacks\n{block}");
    }
}

#[test]
fn the_guide_shows_the_workflows_that_the_program_writes() {
    for page in ["gids/publiceren.md", "guide/publishing.md"] {
        let mut shown = files(&guide(page));
        shown.retain(|(path, _)| path.ends_with(".yml"));
        assert_eq!(shown.len(), 2, "{page}");
        for (path, text) in shown {
            let root = folder(&format!("workflow-{page}-{path}"));
            let host = if path.starts_with(".github/") { "github" } else { "gitlab" };
            assert!(voetnoot(&root, &["new", "site", "--ci", host]).status.success());
            assert_eq!(text, fs::read_to_string(root.join("site").join(&path)).unwrap(), "{page}: {path}");
        }
    }
}
