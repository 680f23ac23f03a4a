//! What the preview refuses.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::http::{get, request, socket};
use super::project::Project;
use super::serving::Serving;
use super::watching::wait_until;

/// A project with one secret beside it, and another within it but outside everything that is published.
fn with_secrets() -> (Project, Serving) {
    let project = Project::new();
    fs::write(project.beside("geheim.txt"), "GEHEIM").unwrap();
    project.write("geheim.txt", "GEHEIM");
    project.write("content/pages/_geheim.txt", "GEHEIM");
    let serving = Serving::start(&project, &[]);
    (project, serving)
}

#[test]
fn a_request_for_another_host_is_refused() {
    let (_project, serving) = with_secrets();
    let port = serving.port;
    for host in [
        format!("evil.example:{port}"),
        "127.0.0.1".to_owned(),
        format!("192.168.0.1:{port}"),
        String::new(),
        format!("a@localhost:{port}"),
    ] {
        let response = request(port, "GET /", &[&format!("Host: {host}")]);
        assert!(matches!(response.status, 400 | 421), "{host} is answered with {}", response.status);
        assert!(!response.text().contains("<html"), "{host}");
    }
    let none = request(port, "GET /", &[]);
    assert!(matches!(none.status, 400 | 421), "{}", none.status);
    let two = request(port, "GET /", &[&format!("Host: localhost:{port}"), "Host: evil.example"]);
    assert!(matches!(two.status, 400 | 421), "{}", two.status);
    let absolute = request(port, &format!("GET http://evil.example:{port}/"), &[&format!("Host: localhost:{port}")]);
    assert!(matches!(absolute.status, 400 | 421), "{}", absolute.status);
    assert_eq!(request(port, "GET /", &[&format!("Host: localhost:{port}")]).status, 200);
}

#[test]
fn a_socket_for_another_origin_is_refused() {
    let (_project, serving) = with_secrets();
    let port = serving.port;
    for origin in [
        None,
        Some("null".to_owned()),
        Some("http://evil.example".to_owned()),
        Some(format!("http://evil.example:{port}")),
        Some(format!("https://127.0.0.1:{port}")),
    ] {
        assert_eq!(socket(port, "/", origin.as_deref()).err(), Some(403), "{origin:?}");
    }
    assert!(socket(port, "/", Some(&format!("http://127.0.0.1:{port}"))).is_ok());
}

#[test]
fn no_path_leads_outside() {
    let (project, serving) = with_secrets();
    let absolute = project.beside("geheim.txt");
    let absolute = absolute.to_str().unwrap();
    let paths = [
        "/geheim.txt",
        "/../geheim.txt",
        "/../../geheim.txt",
        "/%2e%2e/geheim.txt",
        "/%2e%2e%2fgeheim.txt",
        "/..%2f..%2fgeheim.txt",
        "/..%5cgeheim.txt",
        "/%252e%252e/geheim.txt",
        "/dossiers/../../geheim.txt",
        "/vergaderingen/jbz-3/../../../geheim.txt",
        "/vergaderingen/jbz-3/bijlage.pdf/../../../../geheim.txt",
        "/fonts/../../geheim.txt",
        "/fonts/..%2f..%2fsite.toml",
        "/site.toml",
        "/content/pages/_geheim.txt",
        "/_geheim.txt",
        "/.voetnoot/../geheim.txt",
        "/.voetnoot/%2e%2e/geheim.txt",
        "/.voetnoot/preview.js/../../geheim.txt",
        "/geheim.txt%00.html",
        "/%c0%ae%c0%ae/geheim.txt",
        "//etc/passwd",
        "/etc/passwd",
        "///",
        absolute,
        &format!("/{absolute}"),
        &absolute.replace('/', "%2f"),
    ];
    for path in paths {
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        let response = get(serving.port, &path);
        assert!(!response.text().contains("GEHEIM") && !response.text().contains("root:"), "{path}");
        assert!(matches!(response.status, 400 | 404), "{path} is answered with {}", response.status);
    }
}

#[cfg(unix)]
#[test]
fn no_symbolic_link_leads_outside() {
    let (project, serving) = with_secrets();
    let secret = project.beside("geheim.txt");
    std::os::unix::fs::symlink(&secret, project.path("static/koppeling.txt")).unwrap();
    std::os::unix::fs::symlink(project.beside(""), project.path("static/map")).unwrap();
    // A file that was there at the last look is replaced by a link just before it is asked for.
    let css = project.path("static/eigen.css");
    assert_eq!(get(serving.port, "/eigen.css").status, 200);
    fs::remove_file(&css).unwrap();
    std::os::unix::fs::symlink(&secret, &css).unwrap();
    for path in ["/koppeling.txt", "/map/geheim.txt", "/eigen.css"] {
        for _ in 0..20 {
            let response = get(serving.port, path);
            assert!(!response.text().contains("GEHEIM"), "{path}");
        }
    }
}

#[test]
fn nothing_can_be_sent() {
    let (_project, serving) = with_secrets();
    let host = format!("Host: localhost:{}", serving.port);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        assert_eq!(request(serving.port, &format!("{method} /"), &[&host]).status, 405, "{method}");
    }
}

#[test]
fn no_other_site_may_embed_what_is_served() {
    let (_project, serving) = with_secrets();
    for path in ["/", "/eigen.css", "/.voetnoot/preview.js", "/nergens"] {
        let response = get(serving.port, path);
        assert_eq!(response.headers["cross-origin-resource-policy"], "same-origin", "{path}");
        assert_eq!(response.headers["x-content-type-options"], "nosniff", "{path}");
        assert!(!response.headers.contains_key("access-control-allow-origin"), "{path}");
    }
}

#[test]
fn pages_have_the_policy_of_the_published_ones_and_no_frame() {
    let project = Project::new();
    let settings = fs::read_to_string(project.path("site.toml")).unwrap();
    project
        .write("content/pages/beeld.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");
    project.write("content/pages/kaal.html", "<script>alert(1)</script>");
    project.write("content/pages/brief.mht", "x");
    project.write("static/eigen.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let serving = Serving::start(&project, &[]);
    let policy = |path: &str| get(serving.port, path).headers["content-security-policy"].clone();
    let pages = policy("/");
    for part in
        ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"]
    {
        assert!(pages.split("; ").any(|directive| directive == part), "{pages}");
    }
    assert!(pages.contains(&format!("connect-src 'self' ws://127.0.0.1:{}/.voetnoot/;", serving.port)), "{pages}");
    for path in ["/nergens", "/eigen.css", "/eigen.svg", "/.voetnoot/preview.js"] {
        assert_eq!(policy(path), pages, "{path}");
    }
    for path in ["/beeld.svg", "/kaal.html"] {
        assert_eq!(policy(path), format!("sandbox; {pages}"), "{path}");
    }
    assert_eq!(get(serving.port, "/brief.mht").headers["content-disposition"], "attachment");
    // Forms in the browser have one of their own, as long as they are there.
    assert_eq!(policy("/admin/config.yml"), pages);
    project.write("static/admin/config.yml", "backend: {}\n");
    soon("the policy of the forms", || policy("/admin/config.yml").contains("https://api.github.com"));
    assert!(policy("/admin/config.yml").contains("script-src 'self';"), "{}", policy("/admin/config.yml"));
    assert_eq!(policy("/"), pages);
    let refused = request(serving.port, "GET /", &["Host: evil.example"]);
    assert!(refused.headers["content-security-policy"].contains("frame-ancestors 'none'"));
    // A policy of the site's own counts, and is not widened for frames.
    let own = "\n[headers]\npolicy = \"default-src 'self'; img-src 'none'; frame-ancestors https://example.nl\"\n";
    project.write("site.toml", &format!("{settings}{own}"));
    soon("the new policy", || policy("/").contains("img-src 'none'"));
    assert!(policy("/").ends_with("frame-ancestors 'none'") && !policy("/").contains("example.nl"), "{}", policy("/"));
}

#[test]
#[ignore = "long: it waits for seconds"]
fn whoever_sends_no_request_keeps_nobody_waiting() {
    let (_project, serving) = with_secrets();
    let begun = Instant::now();
    let connect = |_: usize| {
        let mut stream = TcpStream::connect(("127.0.0.1", serving.port)).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0").unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    };
    // More than there is room for.
    let mut slow: Vec<TcpStream> = (0..140).map(connect).collect();
    assert_eq!(get(serving.port, "/").status, 200);
    // The first is closed, with or without an answer.
    let mut rest = Vec::new();
    assert!(slow[0].read_to_end(&mut rest).is_ok());
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[cfg(target_os = "linux")]
#[test]
fn an_edit_is_shown_once_there_are_descriptors_again() {
    use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};

    let project = Project::new();
    project.write("content/pages/proef.md", "---\ntitle: Proef\n---\n\nEerst.\n");
    let serving = Serving::start(&project, &[]);
    soon("the first text", || get(serving.port, "/proef/").text().contains("Eerst."));
    let pid = Pid::from_raw(i32::try_from(serving.id()).unwrap());
    let before = getrlimit(Resource::Nofile);
    // No connection of the last request is open any more.
    std::thread::sleep(Duration::from_millis(300));
    let open: Vec<u64> = fs::read_dir(format!("/proc/{}/fd", serving.id()))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_str().unwrap().parse().unwrap())
        .collect();
    let free = (0..).find(|number| !open.contains(number)).unwrap();
    prlimit(pid, Resource::Nofile, Rlimit { current: Some(free), ..before }).unwrap();
    project.write("content/pages/proef.md", "---\ntitle: Proef\n---\n\nDaarna.\n");
    project.write("content/pages/nieuw/ook.md", "---\ntitle: Ook\n---\n\nErbij.\n");
    std::thread::sleep(Duration::from_millis(1500));
    prlimit(pid, Resource::Nofile, before).unwrap();
    soon("the edit", || get(serving.port, "/proef/").text().contains("Daarna."));
    soon("the new page", || get(serving.port, "/nieuw/ook/").text().contains("Erbij."));
}

fn soon(what: &str, is_so: impl Fn() -> bool) {
    wait_until(what, || if is_so() { Ok(()) } else { Err("not yet".to_owned()) });
}
