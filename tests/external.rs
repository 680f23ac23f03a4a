//! Links to other sites: what `check --external` says of them, and whom it asks how. A server within the test is the other site.

#![allow(clippy::disallowed_methods, reason = "a test measures time")]
#![allow(unreachable_pub, reason = "nothing of a test is reached from elsewhere")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "what a test calls fails like the test")]

#[expect(dead_code, reason = "another binary uses the rest")]
mod project;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;
use voetnoot::diagnostic::Code;

use project::{Project, Run, program, run};

/// A request as it came.
#[derive(Debug, Clone)]
struct Asked {
    method: String,
    path: String,
    agent: String,
    at: Instant,
}

/// Another site.
struct Site {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// What a site sends back to a method and a path.
type Answering = fn(&str, &str) -> Vec<u8>;

impl Site {
    fn new(answering: Answering) -> Site {
        Site::serving(answering, None)
    }

    /// One with a certificate that only those trust who were told to.
    fn secure(answering: Answering) -> Site {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/external");
        let certificate = CertificateDer::from_pem_file(folder.join("certificate.pem")).unwrap();
        let key = PrivateKeyDer::from_pem_file(folder.join("key.pem")).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = config.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
        Site::serving(answering, Some(Arc::new(config)))
    }

    fn serving(answering: Answering, tls: Option<Arc<ServerConfig>>) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, tls) = (log.clone(), tls.clone());
                std::thread::spawn(move || match tls {
                    Some(tls) => {
                        answer(StreamOwned::new(ServerConnection::new(tls).unwrap(), stream), answering, &log);
                    }
                    None => answer::<TcpStream>(stream, answering, &log),
                });
            }
        });
        Site { port, asked }
    }

    fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// What was asked, as methods and paths in order.
    fn lines(&self) -> Vec<String> {
        self.asked().iter().map(|asked| format!("{} {}", asked.method, asked.path)).collect()
    }
}

fn answer<S: Read + Write>(stream: S, answering: Answering, log: &Mutex<Vec<Asked>>) {
    let mut stream = BufReader::new(stream);
    loop {
        let (mut head, mut line) = (Vec::new(), String::new());
        while stream.read_line(&mut line).is_ok_and(|read| read > 0) && line != "\r\n" {
            head.push(std::mem::take(&mut line));
        }
        let Some((method, path)) = head.first().and_then(|first| {
            let mut words = first.split(' ');
            Some((words.next()?.to_owned(), words.next()?.to_owned()))
        }) else {
            return;
        };
        let agent = head.iter().find(|line| line.to_lowercase().starts_with("user-agent:"));
        let agent = agent.map(|line| line.trim().to_owned()).unwrap_or_default();
        log.lock().unwrap().push(Asked { method: method.clone(), path: path.clone(), agent, at: Instant::now() });
        let bytes = answering(&method, &path);
        if bytes.is_empty() || stream.get_mut().write_all(&bytes).and_then(|()| stream.get_mut().flush()).is_err() {
            return;
        }
    }
}

fn status(line: &str) -> Vec<u8> {
    format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\n\r\n").into_bytes()
}

fn to(status: u16, place: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} Elsewhere\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n").into_bytes()
}

/// The front matter of the page. The site is on this machine, where readers would not get.
const FRONT: &str = "title: Over\naccepted: [{warning: unreachable-link}]\n";

/// A project of one page with this text, in which `@` stands for the address of the site.
fn project(text: &str, site: &Site) -> Project {
    let page = format!("---\n{FRONT}---\n{text}\n").replace('@', &format!("http://127.0.0.1:{}", site.port));
    Project::new(&[("content/pages/over.md", &page)])
}

/// `check --external`, with nothing between this program and the site, and without a cache.
fn check(project: &Project, arguments: &[&str]) -> Run {
    let mut command = program();
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"] {
        command.env_remove(name);
    }
    // Bare machines have none, and no test needs those of the machine.
    command.env("SSL_CERT_FILE", Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/external/certificate.pem"));
    command.env_remove("SSL_CERT_DIR");
    command
        .env_remove("VOETNOOT_NO_CACHE")
        .env("XDG_CACHE_HOME", project.beside("cache"))
        .env("HOME", project.beside("home"));
    command.args(["check", "--external", "--root"]).arg(project.root()).args(arguments);
    run(command.spawn().expect("the program starts"))
}

/// What is wrong, by code, with the place as `line:column`.
fn found(run: &Run) -> BTreeMap<String, Vec<(String, Value)>> {
    let mut found: BTreeMap<String, Vec<(String, Value)>> = BTreeMap::new();
    for line in run.stdout.lines() {
        let one: Value = serde_json::from_str(line).expect("an object a line");
        let place = format!("{}:{}", one["line"], one["column"]);
        found.entry(one["code"].as_str().unwrap().to_owned()).or_default().push((place, one));
    }
    found
}

/// Each code with the only place that has it.
fn places(run: &Run) -> Vec<(String, String)> {
    found(run)
        .into_iter()
        .flat_map(|(code, all)| all.into_iter().map(move |(place, _)| (code.clone(), place)))
        .collect()
}

fn names(codes: &[(Code, &str)]) -> Vec<(String, String)> {
    codes.iter().map(|(code, place)| (code.name().to_owned(), (*place).to_owned())).collect()
}

#[test]
fn each_way_of_being_gone_is_told_at_its_place() {
    let site = Site::new(|_, path| match path {
        "/weg" => status("404 Not Found"),
        "/voorgoed" => status("410 Gone"),
        "/kapot" => status("503 Busy"),
        "/onzin" => b"\x1b[31mGEEN HTTP\r\n\r\n".to_vec(),
        _ => status("200 OK"),
    });
    let text = "[er](@/er)\n[weg](@/weg)\nvoor [goed][g]\n[kapot](@/kapot)\n[onzin](@/onzin)\n\n[g]: @/voorgoed";
    let project = project(text, &site);
    let run = check(&project, &["--format", "json"]);
    assert_eq!(run.code, 0, "warnings do not fail: {}", run.stderr);
    let expected = [
        (Code::ExternalGone, "6:7"),
        (Code::ExternalGone, "11:6"),
        (Code::ExternalSilent, "8:9"),
        (Code::ExternalSilent, "9:9"),
    ];
    assert_eq!(places(&run), names(&expected), "{}", run.stdout);
    assert!(!run.stdout.contains('\x1b') && !run.stderr.contains('\x1b'));
    assert!(
        run.stderr.contains("5 addresses, of which 1 there, 0 not for everyone, 4 with something wrong"),
        "{}",
        run.stderr
    );
    assert_eq!(check(&project, &["--strict"]).code, 1);
    let dutch = check(&project, &["--language", "nl"]);
    assert!(dutch.stdout.contains("de website antwoordt 404"), "{}", dutch.stdout);
}

#[test]
fn a_host_that_does_not_exist_or_takes_no_connection_is_told() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let site = Site::new(|_, _| status("200 OK"));
    let text = format!("[a](http://bestaat-niet.invalid/x) [b](http://127.0.0.1:{closed}/)");
    let run = check(&project(&text, &site), &["--format", "json"]);
    let expected = [(Code::ExternalHost, "5:5"), (Code::ExternalSilent, "5:40")];
    assert_eq!(places(&run), names(&expected), "{}", run.stdout);
}

#[test]
fn a_certificate_that_nobody_signed_is_told() {
    let site = Site::secure(|_, _| status("200 OK"));
    let text = format!("[a](https://127.0.0.1:{0}/a) [b](https://localhost:{0}/b)", site.port);
    let project = project(&text, &site);
    // The certificate is trusted here, and made out to the number alone.
    let run = check(&project, &["--format", "json"]);
    assert_eq!(places(&run), names(&[(Code::ExternalCertificate, "5:36")]), "{}", run.stdout);
    assert!(run.stdout.contains("that of another site"), "{}", run.stdout);
}

#[test]
fn what_has_moved_for_ever_can_be_typed_and_what_has_for_now_is_in_order() {
    let site = Site::new(|_, path| match path {
        "/oud" => to(301, "/midden"),
        "/midden" => to(308, "/nieuw%20adres(1)"),
        "/nu" => to(302, "/er"),
        "/kwijt" => to(301, "/weg"),
        "/rond" => to(301, "/rond"),
        "/weg" => status("404 Not Found"),
        _ => status("200 OK"),
    });
    let text = "[oud](@/oud#p1) [nu](@/nu)\n[kwijt](@/kwijt)\n[rond](@/rond)";
    let project = project(text, &site);
    let run = check(&project, &["--format", "json", "--wait", "60"]);
    let found = found(&run);
    let codes = [Code::ExternalGone, Code::ExternalMoved, Code::ExternalSilent].map(Code::name);
    assert_eq!(found.keys().map(String::as_str).collect::<Vec<_>>(), codes);
    let (place, moved) = &found["external-moved"][0];
    assert_eq!((place.as_str(), moved["mend"]["sureness"].as_str()), ("5:7", Some("choose")));
    let edit = &moved["mend"]["edits"][0];
    let new = format!("http://127.0.0.1:{}/nieuw%20adres%281%29#p1", site.port);
    assert_eq!(edit["text"].as_str(), Some(new.as_str()));
    let file = std::fs::read_to_string(project.root().join("content/pages/over.md")).unwrap();
    let span = |key: &str| usize::try_from(edit["span"][key].as_u64().unwrap()).unwrap();
    assert_eq!(&file[span("start")..span("end")], format!("http://127.0.0.1:{}/oud#p1", site.port));
    project.write("content/pages/over.md", file.replacen(&file[span("start")..span("end")], &new, 1));
    assert!(!check(&project, &["--format", "json", "--wait", "60"]).stdout.contains("external-moved"));
}

#[test]
fn a_host_is_asked_politely_and_only_once() {
    let site = Site::new(|method, path| match (method, path) {
        ("HEAD", "/alleen-get") => status("405 Not Allowed"),
        (_, "/besloten") => status("403 Forbidden"),
        _ => status("200 OK"),
    });
    let text = "[a](@/a#x) [a](@/a#y) [b](@/alleen-get) [c](@/besloten) `[d](@/code)` <!-- [e](@/commentaar) -->";
    let project = project(text, &site);
    let run = check(&project, &["--format", "json"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(run.stderr.contains("3 addresses, of which 2 there, 1 not for everyone"), "{}", run.stderr);
    assert_eq!(site.lines(), ["HEAD /a", "HEAD /alleen-get", "GET /alleen-get", "HEAD /besloten", "GET /besloten"]);
    let asked = site.asked();
    assert!(asked.iter().all(|asked| asked.agent.contains("voetnoot/")), "{asked:?}");
    for pair in asked.windows(2) {
        assert!(pair[1].at - pair[0].at > Duration::from_millis(450), "without a pause: {asked:?}");
    }
    // What was good is known for a day, and what was not for an hour.
    let again = check(&project, &["--format", "json"]);
    assert!(again.stderr.contains("3 known from before"), "{}", again.stderr);
    assert_eq!(site.asked().len(), 5);
    check(&project, &["--no-cache"]);
    assert_eq!(site.asked().len(), 10);
}

#[test]
fn nobody_is_asked_for_the_own_site_a_draft_or_during_a_build() {
    let site = Site::new(|_, _| status("404 Not Found"));
    let base = format!("http://127.0.0.1:{}/raad/", site.port);
    let project = project("[hier](@/raad/over/) [daar](@/elders) [van mij](http://ik:geheim@127.0.0.1/)", &site);
    project.write("site.toml", format!("title = \"Proef\"\nbase_url = \"{base}\"\n"));
    project.write("addresses.txt", "");
    let draft = format!("---\ntitle: Concept\ndraft: true\n---\n\n[x]({base}../concept)\n");
    project.write("content/pages/concept.md", draft);
    assert_eq!(project.build(&[]).code, 0);
    assert_eq!(project.check(&[]).code, 0);
    assert!(site.asked().is_empty());
    check(&project, &["--format", "json"]);
    assert_eq!(site.lines(), ["HEAD /elders", "GET /elders"]);
}

#[test]
fn a_site_that_never_ends_its_answer_costs_no_more_than_its_time() {
    let site = Site::new(|_, path| match path {
        "/stil" => {
            std::thread::sleep(Duration::from_secs(30));
            Vec::new()
        }
        "/kop" => {
            let mut head = b"HTTP/1.1 200 OK\r\n".to_vec();
            head.extend(format!("X-Vol: {}\r\n", "x".repeat(1000)).repeat(1000).bytes());
            head
        }
        _ => {
            let mut endless = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".to_vec();
            endless.extend(vec![b'x'; 1 << 16]);
            endless
        }
    });
    let began = Instant::now();
    let run = check(&project("[a](@/stil)\n[b](@/eindeloos)\n[c](@/kop)", &site), &["--format", "json", "--wait", "1"]);
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
    let expected = [(Code::ExternalSilent, "5:5"), (Code::ExternalSilent, "7:5")];
    assert_eq!(places(&run), names(&expected), "{}", run.stdout);
}

#[test]
fn when_the_time_is_over_the_rest_is_counted_and_fails_only_strictly() {
    let site = Site::new(|_, _| status("200 OK"));
    let links: Vec<String> = (0..8).map(|n| format!("[a](@/{n})")).collect();
    let project = project(&links.join(" "), &site);
    let run = check(&project, &["--no-cache", "--wait-all", "1"]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("were not asked for"), "{}", run.stderr);
    assert!(site.asked().len() < 5);
    assert_eq!(check(&project, &["--no-cache", "--wait-all", "1", "--strict"]).code, 1);
}

#[test]
fn front_matter_settings_templates_and_notes_are_asked_for_too() {
    let site = Site::new(|_, _| status("404 Not Found"));
    let base = format!("http://127.0.0.1:{}", site.port);
    let project = project("Tekst.[^1] Zie @/los.\n\n[^1]: Zie [dit](@/noot).", &site);
    project.write("site.toml", format!("title = \"Proef\"\n\n[[menu]]\ntitle = \"Elders\"\nto = \"{base}/menu\"\n"));
    project.write("templates/footer.html", format!("<footer><a href=\"{base}/voet\">Voet</a></footer>\n"));
    let run = check(&project, &["--format", "json"]);
    let paths: Vec<String> = found(&run)
        .remove("external-gone")
        .unwrap_or_default()
        .iter()
        .map(|(place, one)| format!("{}:{place}", one["path"].as_str().unwrap()))
        .collect();
    let expected =
        ["content/pages/over.md:5:16", "content/pages/over.md:7:17", "site.toml:5:7", "templates/footer.html:1:18"];
    assert_eq!(paths, expected, "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_warning_about_another_site_can_be_accepted_with_a_reason() {
    let site = Site::new(|_, _| status("404 Not Found"));
    let project = project("[weg](@/weg)", &site);
    let page = std::fs::read_to_string(project.root().join("content/pages/over.md")).unwrap();
    let accepting = "title: Over\naccepted:\n  - {warning: unreachable-link}\n  - {warning: external-gone, words: weg, why: zo stond het er}\n";
    project.write("content/pages/over.md", page.replace(FRONT, accepting));
    let run = check(&project, &["--strict"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    // Without asking, nobody can tell whether it is needed.
    assert_eq!(project.check(&["--strict"]).stdout, "");
    let without = accepting.replace(", why: zo stond het er", "");
    project.write("content/pages/over.md", page.replace(FRONT, &without));
    assert!(project.check(&[]).stdout.contains("missing-field"), "without a reason");
    let fresh = Site::new(|_, _| status("200 OK"));
    let text = format!("---\n{accepting}---\n\n[weg](http://127.0.0.1:{}/weg)\n", fresh.port);
    project.write("content/pages/over.md", text);
    let run = check(&project, &["--format", "json"]);
    assert!(found(&run).contains_key("unused-acceptance"), "{}", run.stdout);
}
