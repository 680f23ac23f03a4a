//! `voetnoot publish` to a store that speaks the S3 protocol. A server that others wrote is the store: `VOETNOOT_STORE` has its address,
//! and `.ci/run --step store` starts one.

#![allow(clippy::disallowed_methods, reason = "a test measures time")]
#![allow(unreachable_pub, reason = "nothing of a test is reached from elsewhere")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "what a test calls fails like the test")]

#[expect(dead_code, reason = "another binary uses the rest")]
mod project;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use project::{Project, Run, program, run};

/// Nobody's: the server takes any.
const SECRET: &str = "wJalrXUtnFEMI-K7MDENG-geheim";

/// The address of the server, without a scheme.
fn server() -> String {
    let address =
        std::env::var("VOETNOOT_STORE").expect("VOETNOOT_STORE names a store; `.ci/run --step store` starts one");
    address.trim_start_matches("http://").trim_end_matches('/').to_owned()
}

/// A bucket of its own for a test.
fn bucket() -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("agendas-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    assert_eq!(ask("PUT", &format!("/{name}"), "").0, 200);
    name
}

/// As much of a signature as the server looks for.
const SIGNED: &str =
    "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x";

/// Asks the server for what readers get. Gives the status, the headers in lower case, and the body.
fn ask(method: &str, path: &str, body: &str) -> (u16, BTreeMap<String, String>, Vec<u8>) {
    let mut stream = TcpStream::connect(server()).unwrap();
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {}\r\nContent-Length: {length}\r\nAuthorization: {SIGNED}\r\nConnection: close\r\n\r\n{body}",
        server()
    )
    .unwrap();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).unwrap().parse().unwrap();
    let mut headers = BTreeMap::new();
    loop {
        line.clear();
        reader.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim().split_once(": ") else { break };
        headers.insert(name.to_lowercase(), value.to_owned());
    }
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).unwrap();
    (status, headers, bytes)
}

/// The keys of a bucket.
fn keys(bucket: &str) -> Vec<String> {
    let (status, _, body) = ask("GET", &format!("/{bucket}?list-type=2&max-keys=1000"), "");
    assert_eq!(status, 200);
    let text = String::from_utf8(body).unwrap();
    let keys = text.split("<Key>").skip(1).map(|rest| rest.split("</Key>").next().unwrap().replace("&amp;", "&"));
    keys.filter(|key| !key.contains(".voetnoot/")).collect()
}

fn page(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\n---\n\n{text}\n")
}

/// A project that was built and goes to this bucket, at this address.
fn project(bucket: &str, address: &str, prefix: &str) -> Project {
    let project = Project::new(&[
        ("content/pages/over.md", &page("Over", "Zie [weg](weg.md) en [blijft](blijft.md).")),
        ("content/pages/weg.md", &page("Weg", "Zie [over](over.md).")),
        ("content/pages/blijft.md", &page("Blijft", "Altijd hetzelfde.")),
        (
            "content/meetings/raad/agenda.md",
            "---\ntitle: Raad\nformation: jbz\nstart: 2024-06-13\n---\n\n## 1. Punt\n\nTekst.[^1]\n\n[^1]: Noot.\n",
        ),
        ("static/vreemd/$(touch x) 'q' & é#%.txt", "vreemd"),
        ("addresses.txt", ""),
    ]);
    let prefix = if prefix.is_empty() { String::new() } else { format!("prefix = \"{prefix}\"\n") };
    let settings = format!("target = \"s3\"\nendpoint = \"http://{address}\"\nbucket = \"{bucket}\"\n{prefix}");
    project.write(
        "site.toml",
        format!("title = \"Proef\"\nbase_url = \"https://agenda.example.nl/\"\n\n[publish]\n{settings}"),
    );
    built(&project);
    project
}

fn built(project: &Project) {
    let built = project.build(&[]);
    assert_eq!(built.code, 0, "{}{}", built.stdout, built.stderr);
}

fn command(project: &Project, arguments: &[&str]) -> Command {
    let mut command = program();
    for name in ["HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy", "AWS_SESSION_TOKEN", "AWS_REGION"] {
        command.env_remove(name);
    }
    command.env("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE").env("AWS_SECRET_ACCESS_KEY", SECRET);
    command.args(["publish", "--root"]).arg(project.root()).arg("--output").arg(project.output()).args(arguments);
    command
}

fn publish(project: &Project, arguments: &[&str]) -> Run {
    let run = run(command(project, arguments).spawn().expect("the program starts"));
    for said in [&run.stdout, &run.stderr] {
        assert!(!said.contains(SECRET) && !said.contains("X-Amz-"), "a key or a signature is shown: {said}");
    }
    run
}

fn published(project: &Project, arguments: &[&str]) -> Run {
    let run = publish(project, arguments);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

fn change(project: &Project, words: &str) {
    project.write("content/pages/blijft.md", page("Blijft", words));
    built(project);
}

/// Stands between the program and the store: notes every request, and lets nothing through once so many came.
struct Between {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    left: Arc<Mutex<usize>>,
    /// Whether what is not let through waits until it is, instead of being lost.
    holds: Arc<AtomicBool>,
}

impl Between {
    fn new() -> Between {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (asked, left) = (Arc::<Mutex<Vec<String>>>::default(), Arc::new(Mutex::new(usize::MAX)));
        let holds = Arc::<AtomicBool>::default();
        let (log, limit, hold) = (asked.clone(), left.clone(), holds.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, limit, hold) = (log.clone(), limit.clone(), hold.clone());
                std::thread::spawn(move || drop(pass(&stream, &log, &limit, &hold)));
            }
        });
        Between { address, asked, left, holds }
    }

    /// The requests since the last call, as methods and paths without what signs them.
    fn taken(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    fn allow(&self, left: usize) {
        *self.left.lock().unwrap() = left;
    }
}

/// Passes the first request of a connection on, if it may; both ends are closed then.
fn pass(
    mut stream: &TcpStream,
    log: &Mutex<Vec<String>>,
    limit: &Mutex<usize>,
    hold: &AtomicBool,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        if line == "\r\n" {
            break;
        }
        let small = line.to_lowercase();
        if let Some(value) = small.strip_prefix("content-length: ") {
            length = value.trim().parse().unwrap_or(0);
        }
        if !small.starts_with("connection:") {
            head.push_str(&line);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    log.lock().unwrap().push(format!("{method} {}", path.split('?').next().unwrap_or("")));
    loop {
        let mut left = limit.lock().unwrap();
        match *left {
            0 if !hold.load(Ordering::Relaxed) => return Ok(()),
            0 => drop(left),
            _ => {
                *left -= 1;
                break;
            }
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let mut store = TcpStream::connect(server())?;
    store.write_all(format!("{head}Connection: close\r\n\r\n").as_bytes())?;
    store.write_all(&body)?;
    let mut answer = Vec::new();
    store.read_to_end(&mut answer)?;
    stream.write_all(&answer)
}

#[test]
fn readers_get_every_file_with_its_headers() {
    let bucket = bucket();
    let project = project(&bucket, &server(), "raad/agendas");
    let told = published(&project, &["--dry-run"]);
    assert!(told.stdout.contains("+ over/index.html\n") && keys(&bucket).is_empty(), "{}", told.stdout);
    published(&project, &[]);
    let expected: Vec<String> = project.built().into_keys().map(|path| format!("raad/agendas/{path}")).collect();
    assert_eq!(keys(&bucket), expected);
    let get = |path: &str| ask("GET", &format!("/{bucket}/raad/agendas/{path}"), "");
    for (path, content_type) in [
        ("index.html", "text/html; charset=utf-8"),
        ("voetnoot.css", "text/css; charset=utf-8"),
        ("agenda.ics", "text/calendar; charset=utf-8"),
        ("feed.xml", "application/atom+xml"),
    ] {
        let (status, headers, body) = get(path);
        assert_eq!(
            (status, headers["content-type"].as_str(), headers["cache-control"].as_str()),
            (200, content_type, "no-cache")
        );
        assert_eq!(body, project.built()[path], "{path}");
    }
    let part = project.built().into_keys().find(|path| path.contains("/index/w")).expect("a part of the search index");
    assert_eq!(get(&part).1["cache-control"], "public, max-age=31536000, immutable");
    let (status, _, body) = get("vreemd/%24%28touch%20x%29%20%27q%27%20%26%20%C3%A9%23%25.txt");
    assert_eq!((status, body.as_slice()), (200, &b"vreemd"[..]));
}

#[test]
fn only_what_changed_is_sent_and_what_went_is_removed() {
    let (bucket, between) = (bucket(), Between::new());
    let project = project(&bucket, &between.address, "");
    published(&project, &[]);
    between.taken();
    published(&project, &[]);
    let again = between.taken();
    assert!(again.iter().all(|line| line.starts_with("GET ") && line.contains("/.voetnoot/")), "{again:?}");

    project.write("content/pages/over.md", page("Over", "Zie [blijft](blijft.md)."));
    project.remove("content/pages/weg.md");
    let settings = std::fs::read_to_string(project.root().join("site.toml")).unwrap();
    project.write("site.toml", format!("{settings}\n[gone]\n\"/weg/\" = \"Opgeheven.\"\n"));
    let before = project.built();
    built(&project);
    let after = project.built();
    published(&project, &[]);
    let own = format!("/{bucket}/.voetnoot/");
    let asked: Vec<String> = between.taken().into_iter().filter(|line| !line.contains(&own)).collect();
    let put = |line: &&String| line.starts_with("PUT ");
    let differing = after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).count();
    assert_eq!(asked.iter().filter(put).count(), differing, "{asked:?}");
    let went = before.keys().filter(|path| !after.contains_key(*path)).count();
    assert_eq!(asked.iter().filter(|line| line.starts_with("DELETE ")).count(), went);
    let last_put = asked.iter().rposition(|line| line.starts_with("PUT ")).unwrap();
    let first_gone = asked.iter().position(|line| line.starts_with("DELETE "));
    assert!(first_gone.is_none_or(|first| first > last_put), "what goes is last: {asked:?}");
    assert_eq!(keys(&bucket), after.into_keys().collect::<Vec<_>>());
}

/// What readers get of a page, by path; nothing for what is not there.
fn read_all(bucket: &str, paths: &[String]) -> BTreeMap<String, Vec<u8>> {
    let read = |path: &String| {
        let (status, _, body) = ask("GET", &format!("/{bucket}/{path}"), "");
        (status == 200).then(|| (path.clone(), body))
    };
    paths.iter().filter_map(read).collect()
}

#[test]
fn killed_after_any_request_every_page_is_whole_and_the_next_run_goes_on() {
    let (bucket, between) = (bucket(), Between::new());
    let project = project(&bucket, &between.address, "");
    published(&project, &[]);
    for kill in [1, 2, 3, 4, 5, 7, 9, 12] {
        let old = project.built();
        project.write(&format!("content/pages/nieuw-{kill}.md"), page("Nieuw", "Zie [over](over.md)."));
        project.write(
            "content/pages/over.md",
            page("Over", &format!("Zie [nieuw](nieuw-{kill}.md), [weg](weg.md) en [blijft](blijft.md).")),
        );
        built(&project);
        let new = project.built();
        between.taken();
        between.allow(kill);
        let mut killed = command(&project, &[]).spawn().unwrap();
        let began = Instant::now();
        while *between.left.lock().unwrap() > 0 && killed.try_wait().unwrap().is_none() {
            assert!(began.elapsed() < Duration::from_secs(60), "the requests never came");
            std::thread::sleep(Duration::from_millis(5));
        }
        // What had begun ends.
        std::thread::sleep(Duration::from_millis(100));
        let _ = killed.kill();
        let _ = killed.wait();
        between.allow(usize::MAX);
        let pages: Vec<String> =
            old.keys().chain(new.keys()).filter(|path| path.ends_with("index.html")).cloned().collect();
        let left = read_all(&bucket, &pages);
        for (path, bytes) in &left {
            assert!(
                [old.get(path), new.get(path)].contains(&Some(bytes)),
                "kill {kill}: {path} is neither old nor new"
            );
        }
        if left["over/index.html"] == new["over/index.html"] {
            assert!(
                left.contains_key(&format!("nieuw-{kill}/index.html")),
                "kill {kill}: it leads to a page that is not there"
            );
        }
        published(&project, &[]);
        assert_eq!(keys(&bucket), new.into_keys().collect::<Vec<_>>(), "kill {kill}");
        let (status, ..) = ask("GET", &format!("/{bucket}/.voetnoot/progress.txt.gz"), "");
        assert_eq!(status, 404);
    }
}

#[test]
fn what_others_put_there_is_neither_replaced_nor_removed() {
    let bucket = bucket();
    assert_eq!(ask("PUT", &format!("/{bucket}/over/index.html"), "van een ander").0, 200);
    assert_eq!(ask("PUT", &format!("/{bucket}/eigen.txt"), "eigen").0, 200);
    let project = project(&bucket, &server(), "");
    let refused = publish(&project, &[]);
    assert!(refused.code == 2 && refused.stderr.contains("over/index.html"), "{}", refused.stderr);
    assert_eq!(ask("GET", &format!("/{bucket}/over/index.html"), "").2, b"van een ander");
    published(&project, &["--force"]);
    assert_eq!(ask("GET", &format!("/{bucket}/over/index.html"), "").2, project.built()["over/index.html"]);
    assert_eq!(ask("GET", &format!("/{bucket}/eigen.txt"), "").2, b"eigen");
}

#[test]
fn whoever_comes_between_is_noticed() {
    let (bucket, between) = (bucket(), Between::new());
    let project = project(&bucket, &between.address, "");
    published(&project, &[]);
    // Somebody else publishes after this one has read what is there: its first requests wait for that.
    let other = Project::copy_of(&project.root());
    let settings =
        std::fs::read_to_string(other.root().join("site.toml")).unwrap().replace(&between.address, &server());
    other.write("site.toml", settings);
    change(&project, "Van hier.");
    change(&other, "Van elders.");
    between.taken();
    // It reads the state and the progress, and its first attempt to write has to wait.
    between.holds.store(true, Ordering::Relaxed);
    between.allow(2);
    let late = command(&project, &[]).spawn().unwrap();
    while between.asked.lock().unwrap().len() < 3 {
        std::thread::sleep(Duration::from_millis(2));
    }
    published(&other, &[]);
    between.allow(usize::MAX);
    let late = run(late);
    assert!(late.code == 2 && late.stderr.contains("somebody else has published"), "{}", late.stderr);
    assert_eq!(ask("GET", &format!("/{bucket}/blijft/index.html"), "").2, other.built()["blijft/index.html"]);
}

#[test]
fn without_keys_or_a_bucket_it_says_so() {
    let project = project("niet-er", &server(), "");
    let refused = publish(&project, &[]);
    assert!(refused.code == 2 && refused.stderr.contains("no bucket of that name"), "{}", refused.stderr);
    let mut command = command(&project, &[]);
    command.env_remove("AWS_SECRET_ACCESS_KEY");
    let refused = run(command.spawn().unwrap());
    assert!(refused.code == 2 && refused.stderr.contains("AWS_SECRET_ACCESS_KEY"), "{}", refused.stderr);
}
