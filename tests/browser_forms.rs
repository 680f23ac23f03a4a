//! Forms in the browser: what `new --cms` writes, and that what an editor saves from it builds.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::project::{Run, program, run, tree};

fn voetnoot(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = program();
    command.current_dir(folder).env("XDG_CACHE_HOME", folder.join("cache")).args(arguments);
    run(command.spawn().expect("the program starts"))
}

fn new_site(arguments: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = voetnoot(folder.path(), &[&["new", "site", "--kind", "council"], arguments].concat());
    assert_eq!(made.code, 0, "{arguments:?}: {}", made.stderr);
    folder
}

/// A file of YAML, as any reader of YAML 1.2 takes it.
fn yaml(text: &str) -> Value {
    let mut events: Vec<Event> = Parser::new_from_str(text).map(|event| event.expect("YAML").0).collect();
    events.retain(|event| {
        !matches!(event, Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd)
    });
    events.reverse();
    let value = node(&mut events);
    assert!(events.is_empty(), "{events:?}");
    value
}

fn node(events: &mut Vec<Event>) -> Value {
    match events.pop().expect("a value") {
        Event::Scalar(text, ScalarStyle::Plain, ..) => {
            serde_json::from_str(&text).unwrap_or_else(|_| Value::from(text.into_owned()))
        }
        Event::Scalar(text, ..) => Value::from(text.into_owned()),
        Event::SequenceStart(..) => {
            let mut list = Vec::new();
            while !matches!(events.last(), Some(Event::SequenceEnd)) {
                list.push(node(events));
            }
            events.pop();
            Value::from(list)
        }
        Event::MappingStart(..) => {
            let mut table = Map::new();
            while !matches!(events.last(), Some(Event::MappingEnd)) {
                let key = node(events).as_str().expect("a key").to_owned();
                let value = node(events);
                assert!(table.insert(key.clone(), value).is_none(), "`{key}` stands twice");
            }
            events.pop();
            Value::from(table)
        }
        other => panic!("{other:?}"),
    }
}

fn config(site: &Path) -> Value {
    yaml(&fs::read_to_string(site.join("static/admin/config.yml")).unwrap())
}

/// The fields of each kind of file, in the configuration.
fn forms(config: &Value) -> Vec<(&'static str, &Value)> {
    let kinds = ["agenda", "report", "annex", "dossier", "page", "home"];
    let collections = config["collections"].as_array().unwrap();
    let fields = |collection: &'_ Value| collection.pointer("/files/0/fields").is_some();
    let of = collections.iter().map(|one| if fields(one) { &one["files"][0]["fields"] } else { &one["fields"] });
    assert_eq!(collections.len(), kinds.len());
    kinds.into_iter().zip(of).collect()
}

/// Compares the fields of a form with a table of a schema, and those of tables in it.
fn same_keys(place: &str, fields: &Value, schema: &Value) {
    let fields = fields.as_array().unwrap_or_else(|| panic!("{place} has no fields"));
    let of_file = schema["properties"].as_object().unwrap();
    let named: BTreeSet<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
    let known: BTreeSet<&str> = of_file.keys().map(String::as_str).collect();
    assert_eq!(named, known, "{place}");
    assert_eq!(named.len(), fields.len(), "{place}");
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for field in fields {
        let (name, widget) = (field["name"].as_str().unwrap(), field["widget"].as_str().unwrap());
        let (place, value) = (format!("{place}.{name}"), &of_file[name]);
        if widget == "hidden" {
            assert_eq!(value["properties"], Value::Null, "{place}");
            continue;
        }
        assert_eq!(field["required"], required.contains(&name), "{place}");
        assert!(field["label"].as_str().is_some_and(|label| label != name), "{place} has no label");
        assert_eq!(field["hint"], value["description"], "{place}");
        assert_eq!(field["default"], Value::Null, "{place} would change what is there");
        match (&value["enum"], &value["format"], &value["properties"], &value["items"]["properties"]) {
            (Value::Array(words), ..) => assert_eq!((widget, &field["options"]), ("select", &json!(words)), "{place}"),
            (_, Value::String(_), ..) => assert_eq!((widget, &field["format"]), ("datetime", &json!("YYYY-MM-DD"))),
            (_, _, Value::Object(_), _) => same_keys(&place, &field["fields"], value),
            (_, _, _, Value::Object(_)) => same_keys(&place, &field["fields"], &value["items"]),
            _ => {
                assert!(["string", "text", "file", "boolean", "number", "list"].contains(&widget), "{place}: {widget}")
            }
        }
    }
}

/// A form can fill in whatever the file may hold, and nothing that a build would not know.
#[test]
fn forms_have_every_key_and_no_other() {
    for language in ["nl", "en"] {
        let folder = new_site(&["--language", language, "--cms=gitlab", "--repo", "raad/site/agenda"]);
        let site = folder.path().join("site");
        let config = config(&site);
        assert_eq!(config["backend"], json!({ "name": "gitlab", "repo": "raad/site/agenda", "branch": "main" }));
        for (kind, fields) in forms(&config) {
            let mut fields = fields.as_array().unwrap().clone();
            let text = fields.pop().unwrap();
            assert_eq!((text["name"].as_str(), text["widget"].as_str()), (Some("body"), Some("markdown")));
            assert_eq!(text["modes"], json!(["raw"]), "what is typed stays as it is");
            let schema = voetnoot(&site, &["schema", kind, "--language", language]).stdout;
            same_keys(kind, &Value::from(fields), &serde_json::from_str(&schema).unwrap());
        }
    }
}

/// A value as the editor saves what was typed into a field.
fn typed(field: &Value) -> Option<Value> {
    let name = field["name"].as_str()?;
    let inner = || field["fields"].as_array().into_iter().flatten();
    let table = || inner().filter_map(|field| Some((field["name"].as_str()?.to_owned(), typed(field)?))).collect();
    Some(match (name, field["widget"].as_str()?) {
        // These name something that is there.
        ("body" | "accepted" | "aliases" | "related" | "postponed" | "attachments" | "item" | "done", _) => {
            return None;
        }
        ("formation", _) => json!("council"),
        ("language", _) => json!("en"),
        ("procedure", _) => json!("2022/0426(COD)"),
        ("celex", _) => json!("52022PC0732"),
        ("start", _) => json!("2030-05-02T19:30"),
        ("end", _) => json!("2030-05-02T21:00"),
        ("id", _) => json!("letter-before-summer"),
        (_, "select") => field["options"][0].clone(),
        (_, "datetime") => json!("2030-05-01"),
        (_, "boolean") => json!(false),
        (_, "number") => json!(3),
        (_, "list") if field["fields"].is_array() => json!([Value::Object(table())]),
        (_, "list") => json!(["32317, nr. 1: \"a\""]),
        (_, "object") => Value::Object(table()),
        (_, "string" | "text") => json!("Words: with \"marks\" #1"),
        _ => return None,
    })
}

/// What is saved from a form, with every field of it filled in, builds without a mistake.
#[test]
fn what_a_form_saves_builds() {
    let folder = new_site(&["--language", "en", "--cms", "--repo", "council/agendas"]);
    let site = folder.path().join("site");
    let config = config(&site);
    for (kind, fields) in forms(&config) {
        let path = match kind {
            "agenda" => "content/meetings/council-2030-05-02/agenda.md",
            "report" => "content/meetings/council-2030-05-02/report.md",
            "annex" => "content/meetings/council-2030-05-02/note.md",
            "dossier" => "content/dossiers/new-plan.md",
            "page" => "content/pages/contact.md",
            _ => "content/_index.md",
        };
        let values = fields.as_array().unwrap().iter();
        let front: String =
            values.filter_map(|field| Some(format!("{}: {}\n", field["name"].as_str()?, typed(field)?))).collect();
        let body = if kind == "agenda" || kind == "report" { "## 1. Opening\n\nText.\n" } else { "Text.\n" };
        fs::create_dir_all(site.join(path).parent().unwrap()).unwrap();
        fs::write(site.join(path), format!("---\n{front}---\n\n{body}")).unwrap();
    }
    let checked = voetnoot(&site, &["check", "--format", "short"]);
    assert_eq!(checked.code, 0, "{}", checked.stdout);
    assert!(!checked.stdout.contains("error"), "{}", checked.stdout);
}

/// As Sveltia CMS 0.221.1 saved it from this configuration, in a browser.
const SAVED: &str = "\
---
title: 'Meeting: a \"council\" #1'
formation: council
start: 2030-05-02T19:30
description: 'One sentence: yes.'
draft: true
cancelled: false
informal: false
attachments:
  - file: note on costs.pdf
    title: Note on costs
published: 2030-04-20
---

## 1. Opening
= For information

Text with a note.[^1]

[^1]: The note.
";

#[test]
fn what_an_editor_saved_builds_without_a_warning() {
    let folder = new_site(&["--language", "en", "--empty"]);
    let site = folder.path().join("site");
    let agenda = site.join("content/meetings/council-2030-05-02/agenda.md");
    fs::create_dir_all(agenda.parent().unwrap()).unwrap();
    fs::write(&agenda, SAVED).unwrap();
    fs::write(agenda.with_file_name("note on costs.pdf"), "%PDF-1.4\n").unwrap();
    let checked = voetnoot(&site, &["check", "--strict", "--drafts"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (0, ""));
}

/// The page stands by itself: only who knows its address finds it, and it loads nothing from elsewhere.
#[test]
fn no_page_leads_to_the_forms() {
    let folder = new_site(&["--language", "nl", "--cms"]);
    let site = folder.path().join("site");
    let settings = fs::read_to_string(site.join("site.toml")).unwrap();
    let settings = settings.replacen("title = ", "base_url = \"https://example.org/\"\ntitle = ", 1);
    fs::write(site.join("site.toml"), settings).unwrap();
    assert_eq!(voetnoot(&site, &["build"]).code, 0);
    for (path, bytes) in tree(&site.join("public")) {
        if !path.starts_with("admin/") {
            assert!(!String::from_utf8_lossy(&bytes).contains("/admin"), "{path}");
        }
    }
    let page = fs::read_to_string(site.join("public/admin/index.html")).unwrap();
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    assert!(page.contains("<script src=\"sveltia-cms.js\">") && !page.contains("//"), "{page}");
}

#[test]
fn forms_can_be_added_to_a_site_that_is_there() {
    let folder = new_site(&["--language", "en"]);
    let site = folder.path().join("site");
    let before = tree(&site);
    for (repository, said) in [("agendas", "`agendas` is not the name"), ("a//b", "--repo OWNER/NAME")] {
        let refused = voetnoot(&site, &["new", "--cms", "--repo", repository]);
        assert!(refused.code == 2 && refused.stderr.contains(said), "{refused:?}");
    }
    let refused = voetnoot(folder.path(), &["new", "other", "--cms", "--repo", "x"]);
    assert!(refused.code == 2 && !folder.path().join("other").exists(), "{refused:?}");
    assert!(before == tree(&site));
    let made = voetnoot(&site, &["new", "--cms"]);
    assert_eq!(made.code, 0, "{made:?}");
    assert!(made.stderr.contains("written: static/admin/config.yml"), "{made:?}");
    assert!(made.stderr.contains("OWNER/REPOSITORY") && made.stdout.contains("sveltia-cms.js"), "{made:?}");
    let again = voetnoot(&site, &["new", "--cms"]);
    assert!(again.code == 2 && again.stderr.contains("is there already"), "{again:?}");
    let nowhere = voetnoot(folder.path(), &["new", "--cms"]);
    assert!(nowhere.code == 2 && nowhere.stderr.contains("there is no `site.toml`"), "{nowhere:?}");
}
