//! Diagnostics as code hosts read them: SARIF, and commands to workflows.

use serde_json::Value;
use voetnoot::diagnostic::Code;

use crate::project::{Project, program, run};

/// A file with an edit that is certain, two that somebody has to choose, and a place behind characters of two and four bytes; and a
/// file without a place.
fn wrong() -> Project {
    Project::new(&[
        ("templates/a b.html", "{{ x"),
        ("content/pages/over.md", "---\ntitle: Over\n---\n\n##Kop\n\néé 🙂 [x](htps://a.nl), 100%\n"),
        ("content/meetings/raad/verslag.md", "---\ntitle: Verslag\n---\n"),
    ])
}

fn sarif(project: &Project) -> Value {
    let shown = project.check(&["--format", "sarif"]).stdout;
    serde_json::from_str(&shown).unwrap_or_else(|error| panic!("{error}\n{shown}"))
}

/// What the schema of SARIF 2.1.0 demands of the parts that are written.
#[test]
fn sarif_is_one_document_that_keeps_to_the_standard() {
    let document = sarif(&wrong());
    assert_eq!(document["version"], "2.1.0");
    assert!(document["$schema"].as_str().is_some_and(|schema| schema.ends_with("sarif-schema-2.1.0.json")));
    let run = &document["runs"][0];
    assert_eq!((document["runs"].as_array().map(Vec::len), &run["columnKind"]), (Some(1), &"unicodeCodePoints".into()));
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!((rules.len(), &run["tool"]["driver"]["name"]), (Code::ALL.len(), &"voetnoot".into()));
    for (rule, code) in rules.iter().zip(Code::ALL) {
        assert_eq!(
            (&rule["id"], &rule["shortDescription"]["text"]),
            (&code.name().into(), &code.about().to_string().into())
        );
        level(&rule["defaultConfiguration"]["level"]);
    }
    let results = run["results"].as_array().expect("results");
    assert!(results.len() >= 3, "{results:?}");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        level(&result["level"]);
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let [location] = result["locations"].as_array().expect("locations").as_slice() else { panic!("{result}") };
        physical(&location["physicalLocation"]);
        for fix in result["fixes"].as_array().into_iter().flatten() {
            assert!(fix["description"]["text"].is_string());
            for change in fix["artifactChanges"].as_array().expect("changes") {
                uri(&change["artifactLocation"]["uri"]);
                let replacements = change["replacements"].as_array().expect("replacements");
                assert!(!replacements.is_empty());
                for replacement in replacements {
                    region(&replacement["deletedRegion"]);
                    assert!(replacement["insertedContent"]["text"].is_string());
                }
            }
        }
    }
}

fn level(level: &Value) {
    assert!(["none", "note", "warning", "error"].iter().any(|known| level == known), "{level}");
}

fn uri(uri: &Value) {
    let uri = uri.as_str().expect("a URI");
    assert!(uri.is_ascii() && !uri.contains([' ', '\\', ':']) && !uri.starts_with('/'), "{uri}");
}

fn physical(location: &Value) {
    uri(&location["artifactLocation"]["uri"]);
    if location.get("region").is_some() {
        region(&location["region"]);
    }
}

fn region(region: &Value) {
    let [start_line, start, end_line, end] =
        ["startLine", "startColumn", "endLine", "endColumn"].map(|key| region[key].as_u64().expect("a number"));
    assert!(start_line >= 1 && start >= 1 && (end_line, end) >= (start_line, start), "{region}");
}

#[test]
fn sarif_has_places_in_characters_and_edits_as_fixes() {
    let document = sarif(&wrong());
    let results = document["runs"][0]["results"].as_array().expect("results").clone();
    let of = |rule: &str| results.iter().find(|result| result["ruleId"] == rule).unwrap_or_else(|| panic!("{rule}"));
    let unsafe_link = of("unsafe-link");
    let place = &unsafe_link["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/pages/over.md");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&7.into(), &6.into()));
    let replacement = |result: &Value| result["fixes"][0]["artifactChanges"][0]["replacements"][0].clone();
    let change = replacement(unsafe_link);
    assert_eq!(change["insertedContent"]["text"], "https://a.nl");
    assert_eq!(
        (&change["deletedRegion"]["startColumn"], &change["deletedRegion"]["endColumn"]),
        (&10.into(), &21.into())
    );
    let template = &of("template-syntax")["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(template, "templates/a%20b.html");
    let insertion = replacement(of("near-markup"))["deletedRegion"].clone();
    assert_eq!((&insertion["startColumn"], &insertion["endColumn"]), (&3.into(), &3.into()));
    assert!(of("missing-agenda")["locations"][0]["physicalLocation"].get("region").is_none());
}

#[test]
fn a_site_without_mistakes_is_a_document_without_results() {
    let document = sarif(&Project::new(&[("content/pages/over.md", "---\ntitle: Over\n---\n")]));
    assert_eq!(document["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn commands_to_workflows_stand_on_one_line_and_name_the_file_from_here() {
    let page = "---\ntitle: Over\n---\n\nNoot.[^100%]\n";
    let project = Project::new(&[("content/pages/over.md", page), ("templates/a,b%.html", "{{ x")]);
    let shown = project.check(&["--format", "github"]).stdout;
    assert!(shown.lines().all(|line| line.starts_with("::error file=")), "{shown}");
    let mut from_above = program();
    from_above.current_dir(project.beside("")).args(["check", "--root", "root", "--format", "github"]);
    let shown = run(from_above.spawn().expect("the program starts")).stdout;
    for command in [
        "::error file=root/content/pages/over.md,line=5,col=6::the footnote `100%25` is cited here but not defined",
        "::error file=root/templates/a%2Cb%25.html,line=1,col=",
    ] {
        assert!(shown.lines().any(|line| line.starts_with(command)), "{command}\n{shown}");
    }
}
