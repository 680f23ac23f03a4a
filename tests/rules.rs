//! What the rules for servers say, held against the files that they are for.

use std::fs;
use std::path::Path;

use crate::project::Project;

/// A site with a meeting, a note, a dossier and a page that is gone, for one server.
fn project(server: &str) -> Project {
    let settings = format!(
        "title = \"Proef\"\nbase_url = \"https://example.nl/\"\n\n[headers]\nservers = [\"{server}\"]\n\n\
         [gone]\n\"/weg/\" = \"Samengevoegd.\"\n\"/weg.html\" = \"Vervallen.\"\n"
    );
    let agenda = "---\ntitle: Raad\nformation: jbz\nstart: 2024-06-13\npublished: 2024-06-01\n---\n\n\
                  ## 1. Punt {dossier=d}\n\nTekst over water.[^1]\n\n[^1]: Kamerstukken II 2023/24, 32317, nr. 1\n";
    Project::new(&[
        ("site.toml", settings.as_str()),
        ("content/meetings/jbz-2024-06-13/agenda.md", agenda),
        ("content/dossiers/d.md", "---\ntitle: D\n---\n\nTekst.\n"),
    ])
}

/// Whether a path with a wildcard, which stands for anything, meets an address.
fn meets(path: &str, address: &str) -> bool {
    match path.split_once('*') {
        Some((before, after)) => address.strip_prefix(before).is_some_and(|rest| rest.ends_with(after)),
        None => path == address,
    }
}

#[test]
fn browsers_keep_only_files_that_are_named_after_their_contents() {
    for server in ["netlify", "cloudflare"] {
        let project = project(server);
        assert_eq!(project.build(&[]).code, 0);
        let rules = project.page("_headers");
        let mut path = "";
        let mut kept = Vec::new();
        for line in rules.lines() {
            match line.strip_prefix("  ") {
                None => path = line,
                Some(header) if header.contains("immutable") => kept.push(path),
                Some(_) => {}
            }
        }
        for file in project.built().keys() {
            let may_be_kept = kept.iter().any(|path| meets(path, &format!("/{file}")));
            let is_named_after_contents = file.starts_with("zoeken/index/") && !file.ends_with("/search.json");
            assert_eq!(may_be_kept, is_named_after_contents, "{server}: {file}");
        }
    }
}

#[test]
fn what_says_that_something_is_gone_has_a_copy_where_a_server_needs_one() {
    for (server, has_copies) in [("netlify", true), ("apache", true), ("nginx", false), ("cloudflare", false)] {
        let project = project(server);
        assert_eq!(project.build(&[]).code, 0);
        let built = project.built();
        for (page, copy) in [("weg/index.html", "weg/410.html"), ("weg.html", "weg.410.html")] {
            assert_eq!(built.get(copy), built.get(page).filter(|_| has_copies), "{server}: {copy}");
        }
    }
}

/// The file for IIS that a page of the guide prints.
fn of_guide(page: &str) -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages").join(page);
    let page = fs::read_to_string(page).expect("a page of the guide");
    let (_, from) = page.split_once("```xml static/web.config\n").expect("a file for IIS");
    from.split_once("```").expect("its end").0.to_owned()
}

#[test]
fn the_file_for_iis_says_what_the_rules_for_other_servers_say() {
    let file = of_guide("guide/publishing.md");
    assert_eq!(file, of_guide("gids/publiceren.md"));
    let mut reader = quick_xml::Reader::from_str(&file);
    while reader.read_event().expect("well-formed XML") != quick_xml::events::Event::Eof {}
    let project = project("netlify");
    assert_eq!(project.build(&[]).code, 0);
    let rules = project.page("_headers");
    let everywhere = rules.lines().skip(1).take_while(|line| line.starts_with(' '));
    for header in everywhere.filter(|header| !header.contains("Strict-Transport-Security")) {
        let (name, value) = header.trim().split_once(": ").expect("a header");
        let line = format!("<add name=\"{name}\" value=\"{value}\" />");
        assert!(file.contains(&line), "the guide lacks {line}");
    }
    let mut path = "";
    for line in rules.lines() {
        match line.trim().strip_prefix("Content-Type: ") {
            _ if line.starts_with('/') => path = line,
            // The feed alone shares its ending with what is of another type, and is read all the same.
            Some(media_type) if !path.ends_with(".xml") && !path.ends_with(".csl.json") => {
                let ending = &path[path.rfind('.').expect("an ending")..];
                let line = format!("<mimeMap fileExtension=\"{ending}\" mimeType=\"{media_type}\" />");
                assert!(file.contains(&line), "the guide lacks {line}");
            }
            _ => {}
        }
    }
}
