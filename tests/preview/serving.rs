//! `serve` as a process of its own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use voetnoot::{Drafts, Options, Silent};

use super::http::{get, news, request, socket};
use super::project::Project;
use super::watching::wait_until;

pub struct Serving {
    process: Child,
    pub port: u16,
    /// What has been on the terminal since the last mistake was reported or corrected.
    terminal: Arc<Mutex<String>>,
}

impl Serving {
    pub fn start(project: &Project, more: &[&str]) -> Self {
        let mut process = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 2>&1", crate::project::program_path(), "serve", "--root"])
            .arg(project.root())
            .args(if more.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(more)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let port = first.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
        let terminal: Arc<Mutex<String>> = Arc::default();
        let kept = terminal.clone();
        std::thread::spawn(move || {
            let mut block = String::new();
            for line in lines.map_while(Result::ok) {
                // In the language of the site, or in English while nobody knows that.
                let said = |words: [&str; 2]| words.iter().all(|word| line.contains(word));
                let ended = line.starts_with(|c: char| c.is_ascii_digit())
                    && (said([" error", " warning"]) || said([" fout", " waarschuwing"]));
                if ended || ["everything is mended", "alles is hersteld"].contains(&line.as_str()) {
                    *kept.lock().unwrap() = std::mem::take(&mut block);
                } else {
                    block.push_str(&line);
                    block.push('\n');
                }
            }
        });
        Serving { process, port, terminal }
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// A page without what the preview adds to it.
    fn page(&self, path: &str) -> (u16, Vec<u8>) {
        let response = get(self.port, &format!("/{path}"));
        let text = response.text();
        let page = match text.split_once("<script src=\"/.voetnoot/") {
            Some((before, rest)) => before.to_owned() + rest.split_once("</script>\n").unwrap().1,
            None => return (response.status, response.body),
        };
        (response.status, page.into_bytes())
    }

    /// Waits until every address answers with the bytes of a fresh build or, with mistakes, until they are on the
    /// terminal and every page still answers. Gives whether something is wrong.
    pub fn settle(&self, project: &Project) -> bool {
        let options = Options { drafts: Drafts::Show, ..Options::default() };
        let found = voetnoot::check(&project.root(), &options, &Silent).unwrap().to_string();
        // What a sealed page no longer says is found when it is rendered, which here is when a browser asks for it.
        let unrendered = found.split_inclusive("\n\n").filter(|one| !one.contains("error[sealed-page]: "));
        let expected: String = unrendered.collect();
        wait_until("the diagnostics of a fresh build", || {
            let terminal = self.terminal.lock().unwrap().clone();
            (terminal == expected)
                .then_some(())
                .ok_or(format!("on the terminal stands:\n{terminal}\ninstead of:\n{expected}"))
        });
        let fresh = project.fresh(Drafts::Show);
        let base = if project.read("site.toml").contains("a.example/b/") { "b/" } else { "" };
        let Some(site) = fresh.site else {
            for path in ["", "vergaderingen/", "404.html"] {
                let (status, body) = self.page(&format!("{base}{path}"));
                assert!(status == 200 && !body.is_empty(), "/{path} answers {status} while something is wrong");
            }
            return true;
        };
        wait_until("the pages of a fresh build", || {
            for (path, bytes) in &site {
                let (status, body) = self.page(&format!("{base}{}", path.trim_end_matches("index.html")));
                if status != 200 || body != *bytes {
                    return Err(format!("/{path} answers {status} and is stale"));
                }
            }
            Ok(())
        });
        false
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_change_is_told_with_its_place() {
    let project = Project::new();
    let serving = Serving::start(&project, &[]);
    let page = "/vergaderingen/jbz-1/";
    let origin = format!("http://127.0.0.1:{}", serving.port);
    let mut here = socket(serving.port, page, Some(&origin)).unwrap();
    let mut elsewhere = socket(serving.port, "/dossiers/corruptie/", Some(&origin)).unwrap();
    let (first, other) = (news(&mut here), news(&mut elsewhere));
    assert!(
        get(serving.port, page).text().contains(&format!("data-page={}", first["page"])),
        "the page names its own digest"
    );
    project.replace("content/meetings/jbz-1/agenda.md", "Zonder dossier.", "Met een ander woord.");
    let second = news(&mut here);
    assert_ne!(first["page"], second["page"]);
    let text = get(serving.port, page).text();
    let place = second["place"].as_str().unwrap();
    assert!(text.split(&format!("id=\"{place}\"")).nth(1).unwrap().starts_with(">Met een ander woord."), "{place}");
    let unchanged = news(&mut elsewhere);
    assert_eq!(
        (&other["page"], &unchanged["place"]),
        (&unchanged["page"], &serde_json::Value::Null),
        "another page is not loaded again"
    );
}

#[test]
fn a_mistake_is_told_with_its_line_and_the_page_stays() {
    let project = Project::new();
    let serving = Serving::start(&project, &[]);
    let (file, page) = ("content/meetings/jbz-1/agenda.md", "/vergaderingen/jbz-1/");
    let origin = format!("http://127.0.0.1:{}", serving.port);
    let mut here = socket(serving.port, page, Some(&origin)).unwrap();
    let mut elsewhere = socket(serving.port, "/vergaderingen/jbz-2/", Some(&origin)).unwrap();
    let before = (news(&mut here), news(&mut elsewhere)).0;
    let (good, shown) = (project.read(file), serving.page(page));
    project.replace(file, "title: Raad 1", "title: [Raad 1");
    let broken = news(&mut here);
    let wrong = &broken["here"][0];
    assert_eq!((wrong["path"].as_str(), wrong["severity"].as_str()), (Some(file), Some("error")), "{broken}");
    assert!(
        wrong["place"]["line"].is_u64() && wrong["hint"]["words"].is_string() && wrong["place"]["text"].is_string(),
        "{wrong}"
    );
    assert_eq!(broken["page"], before["page"], "the last good page stays");
    assert_eq!(serving.page(page), shown);
    let badge = news(&mut elsewhere);
    assert_eq!(badge["here"].as_array().unwrap().len(), 0, "{badge}");
    let other = &badge["elsewhere"][0];
    assert_eq!((other["path"].as_str(), other["page"].as_str()), (Some(file), Some(page)), "{badge}");
    assert!(other["said"].is_string() && badge["words"]["elsewhere"].is_string(), "{badge}");
    project.write(file, &good);
    let mended = news(&mut here);
    assert_eq!((&mended["here"], &mended["elsewhere"]), (&serde_json::json!([]), &serde_json::json!([])));
    // A mistake that leaves the file readable shows the text as it is.
    project.replace(file, "Zonder dossier.", "Nog een noot.[^weg]");
    assert_eq!(news(&mut here)["here"][0]["code"], "undefined-footnote");
    assert!(get(serving.port, page).text().contains("Nog een noot."));
}

#[test]
fn templates_that_fail_leave_the_last_good_page() {
    let project = Project::new();
    // A new folder is news of its own.
    fs::create_dir(project.path("templates")).unwrap();
    let serving = Serving::start(&project, &[]);
    let page = "/over/";
    let shown = serving.page(page);
    let origin = format!("http://127.0.0.1:{}", serving.port);
    let mut socket = socket(serving.port, page, Some(&origin)).unwrap();
    news(&mut socket);
    for broken in ["{% if %}", "{% extends \"base.html\" %}{% block content %}{{ bestaat.niet }}{% endblock %}"] {
        project.write("templates/page.html", broken);
        let told = news(&mut socket);
        assert_eq!(told["here"][0]["path"], "templates/page.html", "{told}");
        assert_eq!(serving.page(page), shown);
        fs::remove_file(project.path("templates/page.html")).unwrap();
        assert_eq!(news(&mut socket)["here"], serde_json::json!([]));
    }
}

#[test]
fn stylesheets_and_other_files_are_told_apart() {
    let project = Project::new();
    let serving = Serving::start(&project, &[]);
    let origin = format!("http://127.0.0.1:{}", serving.port);
    let mut socket = socket(serving.port, "/", Some(&origin)).unwrap();
    let first = news(&mut socket);
    project.write("static/eigen.css", "body { margin: 2px }\n");
    let second = news(&mut socket);
    assert_eq!((&first["page"], &first["assets"]), (&second["page"], &second["assets"]));
    assert_ne!(first["styles"], second["styles"]);
    assert_eq!(get(serving.port, "/eigen.css").text(), "body { margin: 2px }\n");
    project.write("content/meetings/jbz-3/bijlage.pdf", "%PDF-1.4 anders\n");
    assert_ne!(second["assets"], news(&mut socket)["assets"]);
}

#[test]
fn files_come_with_ranges_and_types() {
    let project = Project::new();
    let serving = Serving::start(&project, &[]);
    let host = format!("Host: localhost:{}", serving.port);
    let kinds = [
        ("/", "text/html; charset=utf-8"),
        ("/vergaderingen/jbz-1/noot-a.html", "text/html; charset=utf-8"),
        ("/eigen.css", "text/css; charset=utf-8"),
        ("/voetnoot.css", "text/css; charset=utf-8"),
        ("/favicon.svg", "image/svg+xml"),
        ("/fonts/voetnoot-serif.woff2", "font/woff2"),
        ("/vergaderingen/jbz-3/bijlage.pdf", "application/pdf"),
    ];
    for (path, kind) in kinds {
        let response = get(serving.port, path);
        assert_eq!((response.status, response.headers["content-type"].as_str()), (200, kind), "{path}");
    }
    let pdf = "GET /vergaderingen/jbz-3/bijlage.pdf";
    let part = request(serving.port, pdf, &[&host, "Range: bytes=1-3"]);
    assert_eq!((part.status, part.text().as_str()), (206, "PDF"));
    assert!(part.headers["content-range"].starts_with("bytes 1-3/"), "{:?}", part.headers);
    assert_eq!(request(serving.port, pdf, &[&host, "Range: bytes=9999-"]).status, 416);
    let head = request(serving.port, "HEAD /", &[&host]);
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn an_unknown_address_gets_the_page_of_the_site_and_the_nearest() {
    let project = Project::new();
    let serving = Serving::start(&project, &[]);
    let response = get(serving.port, "/dossiers/schegnen/");
    assert_eq!(response.status, 404);
    let text = response.text();
    assert!(text.contains("Deze pagina bestaat niet") && text.contains("href=\"/dossiers/schengen/\""), "{text}");
    let moved = get(serving.port, "/dossiers/schengen");
    assert_eq!((moved.status, moved.headers["location"].as_str()), (302, "/dossiers/schengen/"));
    assert_eq!(get(serving.port, "/dossiers/schengen/index.html").status, 200);
    assert_eq!(get(serving.port, "/%C3%A9%22%3E%3Cscript%3E/").text().matches("<script>").count(), 0);
}

#[test]
fn drafts_are_shown_and_marked() {
    let project = Project::new();
    let serving = Serving::start(&project, &[]);
    assert!(get(serving.port, "/later/").text().contains("draft-banner"));
    let without = Serving::start(&project, &["--drafts=false"]);
    assert_eq!(get(without.port, "/later/").status, 404);
}

#[test]
fn a_site_below_a_path_is_served_there() {
    let project = Project::new();
    project.replace("site.toml", "title", "base_url = \"https://a.example/b/\"\ntitle");
    let serving = Serving::start(&project, &[]);
    let moved = get(serving.port, "/");
    assert_eq!((moved.status, moved.headers["location"].as_str()), (302, "/b/"));
    serving.settle(&project);
}

#[test]
fn a_taken_port_gives_way_to_the_next() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let project = Project::new();
    let serving = Serving::start(&project, &["--port", &port.to_string()]);
    assert!(serving.port > port);
    assert_eq!(get(serving.port, "/").status, 200);
}

#[test]
fn without_settings_there_is_a_page_that_waits() {
    let project = Project::new();
    let good = project.read("site.toml");
    fs::remove_file(project.path("site.toml")).unwrap();
    let serving = Serving::start(&project, &[]);
    let response = get(serving.port, "/");
    assert_eq!(response.status, 500);
    assert!(response.text().contains("/.voetnoot/preview.js"));
    project.write("site.toml", &good);
    serving.settle(&project);
}

#[test]
fn nothing_of_the_preview_is_part_of_a_built_site() {
    let site = Project::new().fresh(Drafts::Show).site.unwrap();
    for (path, bytes) in site {
        assert!(!String::from_utf8_lossy(&bytes).contains("voetnoot/preview"), "{path}");
        assert!(!path.contains("preview"), "{path}");
    }
}

/// Programs that synchronise folders take a file away and put it back; its page must not go meanwhile.
#[test]
fn a_file_that_is_away_for_a_moment_keeps_its_page() {
    let project = Project::new();
    let serving = Serving::start(&project, &[]);
    let (file, page) = (project.path("content/meetings/jbz-1/agenda.md"), "/vergaderingen/jbz-1/");
    let shown = serving.page(page);
    let away = project.beside("agenda.md");
    for _ in 0..3 {
        std::fs::rename(&file, &away).unwrap();
        std::thread::sleep(Duration::from_millis(150));
        assert_eq!(serving.page(page), shown);
        std::fs::rename(&away, &file).unwrap();
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(!serving.settle(&project));
    std::fs::rename(&file, &away).unwrap();
    assert!(serving.settle(&project), "a meeting that has documents and no agenda any more is reported in the end");
}

/// The folder of the project is watched, whatever link in it goes.
#[test]
fn the_project_stays_watched_when_a_link_into_it_goes() {
    let project = Project::new();
    project.write("gedeeld.md", "---\ntitle: Gedeeld\n---\n\nTekst.\n");
    let link = project.path("content/pages/gedeeld.md");
    std::os::unix::fs::symlink("../../gedeeld.md", &link).unwrap();
    let serving = Serving::start(&project, &[]);
    serving.settle(&project);
    std::fs::remove_file(&link).unwrap();
    serving.settle(&project);
    project.replace("site.toml", "Agenda’s", "Andere agenda’s");
    serving.settle(&project);
    std::fs::remove_dir_all(project.path("static")).unwrap();
    serving.settle(&project);
    project.write("static/nieuw.css", "a { color: red }\n");
    serving.settle(&project);
}

#[test]
fn a_name_that_was_given_is_answered() {
    let project = Project::new();
    let serving = Serving::start(&project, &["--host", "devbox"]);
    let ask = |host: &str| request(serving.port, "GET /", &[&format!("Host: {host}")]);
    assert_eq!(ask("devbox:8080").status, 200);
    let refused = ask("<b>elders</b>.example");
    assert!(refused.status == 421 && !refused.text().contains("elders"), "{refused:?}");
    let refused = ask("elders.example:80");
    assert!(refused.status == 421 && refused.text().contains("voetnoot serve --host elders.example"), "{refused:?}");
}
