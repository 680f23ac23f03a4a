//! What the preview refuses.

use std::fs;

use super::http::{get, request, socket};
use super::project::Project;
use super::serving::Serving;

/// A project with a secret beside it and another within it, outside of what is published.
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
    // A file that was there at the last look is replaced by a link in the very moment before it is asked for.
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
